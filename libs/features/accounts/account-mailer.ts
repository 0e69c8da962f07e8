import { HttpException, Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '#platform/config/config';
import type { Mailer } from '#platform/mail/mailer';
import { CONFIG, LOG } from '#platform/platform.module';
import { type AccountEvent, type Addressee, writeAccountMail } from './mails/account-mail.js';

/** Loaded with the first mail: a start does not wait for it. */
const mailing = () => import('#platform/mail/mailer');

export interface AccountMail {
  to: Addressee;
  event: AccountEvent;
}

/** Milliseconds of silence after which the mail server counts as away; somebody waits for the answer. */
const PATIENCE_MS = 8_000;
/** Milliseconds before each further try of a mail nobody waits for. */
const RETRIES_MS = [5_000, 30_000, 120_000];

/**
 * Sends the mails of accounts at once and not through the worker: a person sits before the screen and waits, and is told
 * when it fails. Never called inside a transaction.
 */
@Injectable()
export class AccountMailer implements OnApplicationShutdown {
  private mailer: Mailer | null = null;
  private readonly underway = new Set<Promise<void>>();
  private readonly closing = new AbortController();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @throws HttpException 503 `mail-not-sent` when the server is away or refuses */
  async send({ to, event }: AccountMail): Promise<void> {
    try {
      await this.deliver(to, event);
    } catch (error) {
      this.log.warn({ err: error, mail: event.kind }, 'an account mail was not sent');
      throw mailNotSent();
    }
  }

  /**
   * Sends without making anybody wait, with a few tries. For answers that must not tell whether a mail was sent; `check`
   * goes before it, so that a server that is away is told to everybody alike.
   */
  sendLater({ to, event }: AccountMail): void {
    const sending = this.tryUntilSent(to, event).finally(() => this.underway.delete(sending));
    this.underway.add(sending);
  }

  /** Whether the mail server takes us. @throws HttpException 503 `mail-not-sent` */
  async check(): Promise<void> {
    const { createTransport } = await import('nodemailer');
    const timeouts = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
    const probe = createTransport({ ...timeouts, url: this.config.smtpUrl } as Parameters<typeof createTransport>[0]);
    try {
      await probe.verify();
    } catch (error) {
      this.log.warn({ err: error }, 'the mail server does not answer');
      throw mailNotSent();
    } finally {
      probe.close();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled(this.underway);
    this.mailer?.close();
  }

  private async tryUntilSent(to: Addressee, event: AccountEvent): Promise<void> {
    for (const waitMs of [0, ...RETRIES_MS]) {
      if (waitMs) await pause(waitMs, this.closing.signal);
      try {
        return await this.deliver(to, event);
      } catch (error) {
        const { MailRefused } = await mailing();
        const isLast = error instanceof MailRefused || this.closing.signal.aborted || waitMs === RETRIES_MS.at(-1);
        this.log[isLast ? 'error' : 'warn']({ err: error, mail: event.kind, isLast }, 'an account mail was not sent');
        if (isLast) return;
      }
    }
  }

  private async deliver(to: Addressee, event: AccountEvent): Promise<void> {
    const { Mailer } = await mailing();
    this.mailer ??= new Mailer({ smtpUrl: this.config.smtpUrl, connections: 2, patienceMs: PATIENCE_MS });
    const mail = writeAccountMail(event, to, this.config.url);
    await this.mailer.send({
      from: { name: 'Homolog', email: this.config.mailFrom },
      to: { name: to.name, email: to.email },
      ...mail,
    });
  }
}

function mailNotSent(): HttpException {
  return new HttpException(
    { code: 'mail-not-sent', message: 'The mail could not be sent. Try again in a moment.' },
    503,
  );
}

/** Waits, or less when the signal comes. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    timer.unref();
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
