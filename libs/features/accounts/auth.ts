import { Inject, Injectable } from '@nestjs/common';
import type { BetterAuthOptions } from 'better-auth';
import { AUTH_SCHEMA_OPTIONS } from '#database/auth-schema';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import { AuthPool } from './auth-pool.js';
import { authSecret, COOKIE_PREFIX } from './session-cookie.js';

/** What the rest of accounts uses of better-auth. */
export interface AuthLibrary {
  handler(request: Request): Promise<Response>;
}

/** better-auth with our settings, loaded when first used: it is heavy and a start is not. */
@Injectable()
export class Auth {
  private loaded: Promise<AuthLibrary> | null = null;

  constructor(
    private readonly authPool: AuthPool,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  library(): Promise<AuthLibrary> {
    this.loaded ??= this.load();
    return this.loaded;
  }

  private async load(): Promise<AuthLibrary> {
    const { betterAuth } = await import('better-auth');
    return betterAuth(this.options());
  }

  private options(): BetterAuthOptions {
    const { url, secret } = this.config;
    return {
      ...AUTH_SCHEMA_OPTIONS,
      appName: 'Homolog',
      baseURL: url,
      basePath: '/api/auth',
      secret: authSecret(secret),
      database: this.authPool.pool,
      trustedOrigins: [url],
      advanced: { cookiePrefix: COOKIE_PREFIX, useSecureCookies: url.startsWith('https:') },
    };
  }
}
