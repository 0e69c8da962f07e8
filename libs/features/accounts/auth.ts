import { AsyncLocalStorage } from 'node:async_hooks';
import { HttpException, Inject, Injectable } from '@nestjs/common';
import type { BetterAuthOptions } from 'better-auth';
import type { FastifyRequest } from 'fastify';
import { AUTH_SCHEMA_OPTIONS } from '#database/auth-schema';
import { LANGUAGES, type Language } from '#domain/permissions';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import type { AccountMail } from './account-mailer.js';
import { PASSWORD_CHARACTERS } from './accounts.dto.js';
import { AuthPool } from './auth-pool.js';
import { authSecret, COOKIE_PREFIX } from './session-cookie.js';
import type { AccountEvent } from './mails/account-mail.js';

interface AuthLibrary {
  handler(request: Request): Promise<Response>;
}

/** What better-auth answered. Nothing of it has reached the caller yet. */
export interface AuthAnswer {
  status: number;
  body: Record<string, unknown>;
  cookies: string[];
  retryAfterSeconds: number | null;
  /** what it wanted to mail; by now its transaction is over */
  mails: AccountMail[];
}

const PATH = '/api/auth';
/** Carries the caller's address to better-auth; a header of this name from outside never gets there. */
const CLIENT_ADDRESS = 'x-homolog-client-address';

const VERIFY_HOURS = 24;
const RESET_MINUTES = 60;

/** Tries per minute and caller's address. */
const LIMITS = {
  '/sign-in/email': { window: 60, max: 20 },
  '/sign-up/email': { window: 60, max: 10 },
  '/verify-email': { window: 60, max: 20 },
  '/send-verification-email': { window: 60, max: 5 },
  '/request-password-reset': { window: 60, max: 5 },
  '/reset-password': { window: 60, max: 10 },
  '/change-password': { window: 60, max: 10 },
};

/**
 * better-auth with our settings: it keeps identities, passwords and sessions. Called only through the endpoints of
 * auth.controller.ts, whose shapes are checked before; everything else it could do stays shut. Loaded when first used,
 * because it is heavy and a start is not.
 */
@Injectable()
export class Auth {
  private loaded: Promise<AuthLibrary> | null = null;
  private readonly outbox = new AsyncLocalStorage<AccountMail[]>();

  constructor(
    private readonly authPool: AuthPool,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Loads it now, so that the first person does not wait for it. */
  async warmUp(): Promise<void> {
    await this.library();
  }

  /** Asks better-auth on behalf of a request: its cookies and address count, the rest is given here. */
  async ask(request: FastifyRequest, method: 'GET' | 'POST', path: string, body?: object): Promise<AuthAnswer> {
    const library = await this.library();
    const headers = new Headers({
      'content-type': 'application/json',
      // Where the request came from was checked by SignedInGuard, before anything was done.
      origin: this.config.url,
      [CLIENT_ADDRESS]: request.ip,
      'user-agent': request.headers['user-agent'] ?? '',
      ...(request.headers.cookie && { cookie: request.headers.cookie }),
    });
    const mails: AccountMail[] = [];
    const answer = await this.outbox.run(mails, () =>
      library.handler(
        new Request(`${this.config.url}${PATH}${path}`, {
          method,
          headers,
          ...(body && { body: JSON.stringify(body) }),
        }),
      ),
    );
    const text = await answer.text();
    return {
      status: answer.status,
      body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
      cookies: answer.headers.getSetCookie(),
      retryAfterSeconds: Number(answer.headers.get('x-retry-after')) || null,
      mails,
    };
  }

  private library(): Promise<AuthLibrary> {
    this.loaded ??= this.load();
    return this.loaded;
  }

  private async load(): Promise<AuthLibrary> {
    const { betterAuth } = await import('better-auth');
    return betterAuth(this.options());
  }

  private options(): BetterAuthOptions {
    const { url, secret } = this.config;
    const { pool } = this.authPool;
    return {
      ...AUTH_SCHEMA_OPTIONS,
      appName: 'Homolog',
      baseURL: url,
      basePath: PATH,
      secret: authSecret(secret),
      database: pool,
      trustedOrigins: [url],
      // Its other levels name e-mail addresses.
      logger: { level: 'error' },
      emailAndPassword: {
        ...AUTH_SCHEMA_OPTIONS.emailAndPassword,
        requireEmailVerification: true,
        autoSignIn: false,
        minPasswordLength: PASSWORD_CHARACTERS.min,
        maxPasswordLength: PASSWORD_CHARACTERS.max,
        resetPasswordTokenExpiresIn: RESET_MINUTES * 60,
        revokeSessionsOnPasswordReset: true,
        sendResetPassword: async ({ user, token }) => this.post(user, { kind: 'reset', token, minutes: RESET_MINUTES }),
        // The link of the mail proves the address as well as one to verify it, and this password is the reader's.
        onPasswordReset: async ({ user }) => {
          await pool.query(`update "user" set "emailVerified" = true where id = $1 and not "emailVerified"`, [user.id]);
        },
        onExistingUserSignUp: async ({ user }) => {
          if (user.emailVerified) this.post(user, { kind: 'known' });
          else {
            const { createEmailVerificationToken } = await import('better-auth/api');
            const token = await createEmailVerificationToken(
              authSecret(secret),
              user.email,
              undefined,
              VERIFY_HOURS * 3600,
            );
            this.post(user, { kind: 'verify', token, hours: VERIFY_HOURS });
          }
        },
      },
      emailVerification: {
        sendOnSignUp: true,
        sendOnSignIn: false,
        autoSignInAfterVerification: false,
        expiresIn: VERIFY_HOURS * 3600,
        sendVerificationEmail: async ({ user, token }) =>
          this.post(user, { kind: 'verify', token, hours: VERIFY_HOURS }),
      },
      rateLimit: { ...AUTH_SCHEMA_OPTIONS.rateLimit, window: 60, max: 60, customRules: LIMITS },
      advanced: {
        cookiePrefix: COOKIE_PREFIX,
        useSecureCookies: url.startsWith('https:'),
        ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      },
    };
  }

  /** Kept until better-auth has answered: it may be inside its transaction, and no mail is sent inside one. */
  private post(user: { email: string; name: string }, event: AccountEvent): void {
    const language = (user as { language?: string }).language as Language;
    this.outbox.getStore()?.push({
      to: { email: user.email, name: user.name, language: LANGUAGES.includes(language) ? language : 'en' },
      event,
    });
  }
}

/** What better-auth refused, as our problem document with its own code (e.g. `INVALID_EMAIL_OR_PASSWORD`). */
export function refusalOf(answer: AuthAnswer): HttpException {
  const { code, message } = answer.body as { code?: string; message?: string };
  return new HttpException(
    { message: message ?? 'Refused.', ...(answer.status !== 429 && code && { code }) },
    answer.status,
  );
}
