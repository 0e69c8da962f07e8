import { Body, Controller, HttpCode, HttpException, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Anyone, AnyPerson } from '#platform/http/marks';
import { AccountMailer } from './account-mailer.js';
import {
  AddressInput,
  DoneView,
  PasswordChangeInput,
  PasswordResetInput,
  SignInInput,
  SignUpInput,
  VerificationInput,
} from './accounts.dto.js';
import { Auth, type AuthAnswer, refusalOf } from './auth.js';
import { CachedSessionReader } from './session-reader.js';

/** Milliseconds that an answer takes at least which must not tell whether an address is known. */
const EVEN_PACE_MS = 600;

const DONE: DoneView = { status: true };

/** Signing up, in and out. The library behind it is better-auth; the addresses are its own. */
@Controller('api/auth')
export class AuthController {
  constructor(
    private readonly auth: Auth,
    private readonly mailer: AccountMailer,
    private readonly sessions: CachedSessionReader,
  ) {}

  /**
   * Sign up. A mail asks to verify the address; the answer is the same whether or not the address is known. 503
   * `mail-not-sent`: signing up again sends it again.
   */
  @Anyone()
  @Post('sign-up/email')
  @HttpCode(200)
  signUp(@Body() input: SignUpInput, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return evenly(async () => {
      const answer = accepted(await this.auth.ask(request, 'POST', '/sign-up/email', input), reply);
      for (const mail of answer.mails) await this.mailer.send(mail);
      return DONE;
    });
  }

  /** Sends the mail to verify the address again, if the address waits for it. */
  @Anyone()
  @Post('send-verification-email')
  @HttpCode(200)
  sendVerification(
    @Body() input: AddressInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoneView> {
    return this.mailUnseen(request, reply, '/send-verification-email', input);
  }

  /**
   * Verifies the address with the token of the mail and the password chosen at sign-up, and signs in. Both together,
   * because anybody may sign up with anybody's address: a link that is opened (by a person or by a mail scanner) must
   * not make a stranger's password valid. Who does not know the password sets one with a password reset, which
   * verifies too.
   */
  @Anyone()
  @Post('verify-email')
  @HttpCode(200)
  async verify(
    @Body() { token, password }: VerificationInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoneView> {
    const credentials = { email: emailIn(token), password };
    const first = await this.auth.ask(request, 'POST', '/sign-in/email', credentials);
    if (first.body['code'] === 'EMAIL_NOT_VERIFIED') {
      accepted(await this.auth.ask(request, 'GET', `/verify-email?token=${encodeURIComponent(token)}`), reply);
      signIn(await this.auth.ask(request, 'POST', '/sign-in/email', credentials), reply);
    } else {
      signIn(first, reply);
    }
    return DONE;
  }

  /** Sign in: sets the session cookie. 403 `EMAIL_NOT_VERIFIED` only with the right password. */
  @Anyone()
  @Post('sign-in/email')
  @HttpCode(200)
  async signIn(
    @Body() input: SignInInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoneView> {
    signIn(await this.auth.ask(request, 'POST', '/sign-in/email', input), reply);
    return DONE;
  }

  /** Sign out: from now on the session is unknown everywhere. */
  @Anyone()
  @Post('sign-out')
  @HttpCode(200)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<DoneView> {
    signIn(await this.auth.ask(request, 'POST', '/sign-out', {}), reply);
    this.sessions.forget(request.headers);
    return DONE;
  }

  /** Sends a mail to set a new password; the answer is the same whether or not the address is known. */
  @Anyone()
  @Post('request-password-reset')
  @HttpCode(200)
  requestReset(
    @Body() input: AddressInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoneView> {
    return this.mailUnseen(request, reply, '/request-password-reset', input);
  }

  /** Sets a new password with the token of the mail and ends every session of the person. */
  @Anyone()
  @Post('reset-password')
  @HttpCode(200)
  async reset(
    @Body() input: PasswordResetInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoneView> {
    accepted(await this.auth.ask(request, 'POST', '/reset-password', input), reply);
    return DONE;
  }

  /** Changes the password of the signed-in person and ends their other sessions. */
  @AnyPerson()
  @Post('change-password')
  @HttpCode(200)
  async changePassword(
    @Body() input: PasswordChangeInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoneView> {
    const answer = await this.auth.ask(request, 'POST', '/change-password', { ...input, revokeOtherSessions: true });
    signIn(answer, reply);
    this.sessions.forget(request.headers);
    return DONE;
  }

  /**
   * A mail that only some addresses get: a mail server that is away is told to everybody, and the sending itself is
   * not waited for.
   */
  private mailUnseen(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    input: AddressInput,
  ): Promise<DoneView> {
    return evenly(async () => {
      await this.mailer.check();
      const answer = accepted(await this.auth.ask(request, 'POST', path, input), reply);
      for (const mail of answer.mails) this.mailer.sendLater(mail);
      return DONE;
    });
  }
}

/** @throws HttpException what better-auth refused */
function accepted(answer: AuthAnswer, reply: FastifyReply): AuthAnswer {
  if (answer.status < 400) return answer;
  if (answer.retryAfterSeconds) void reply.header('retry-after', answer.retryAfterSeconds);
  throw refusalOf(answer);
}

/** Passes the cookies of a sign-in or sign-out on. */
function signIn(answer: AuthAnswer, reply: FastifyReply): void {
  void reply.header('set-cookie', accepted(answer, reply).cookies);
}

/** Answers, and fails, no sooner than the even pace. */
async function evenly<T>(work: () => Promise<T>): Promise<T> {
  const pace = new Promise((resolve) => setTimeout(resolve, EVEN_PACE_MS));
  const [done] = await Promise.allSettled([work(), pace]);
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}

/** The address a verification token speaks of. Not yet believed: better-auth checks the signature when it is used. */
function emailIn(token: string): string {
  try {
    const { email } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      email?: unknown;
    };
    if (typeof email === 'string') return email;
  } catch {
    // the same answer as for a token without an address
  }
  throw new HttpException({ code: 'INVALID_TOKEN', message: 'Invalid token' }, 401);
}
