import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { answerPage } from './mail-page.js';
import { type CaughtMail, MailStore, type OpenedMail } from './mail-store.js';

export type { CaughtMail, OpenedMail } from './mail-store.js';

/** What the server says instead of "250 OK", e.g. `{ code: 550, text: 'No such user' }`. */
export interface Refusal {
  code: number;
  text: string;
}

type Answer = Refusal | void | Promise<Refusal | void>;

/** Lets a test play a difficult mail server; waiting in them delays the answer. */
export interface CatcherHooks {
  /** asked for each recipient */
  recipient?: (address: string) => Answer;
  /** asked for each whole message, before it is stored */
  message?: (mail: { from: string; to: string[]; source: string }) => Answer;
}

export interface CatcherOptions {
  /** folder of the `.eml` files; left out: in memory */
  folder?: string;
  /** port of the page if it is free; else, and when left out, any free one */
  pagePort?: number;
  hooks?: CatcherHooks;
}

const HOST = '127.0.0.1';
const MAX_MESSAGE_BYTES = 30 * 1024 * 1024;

/**
 * An SMTP server that delivers nothing: it keeps every mail and shows it on a page and as JSON. `npm start` runs one
 * when SMTP_URL names no server; tests run their own in memory.
 */
export class MailCatcher {
  /** for SMTP_URL */
  readonly smtpUrl: string;
  /** where a person reads the mails */
  readonly pageUrl: string;
  /** may be changed while it runs */
  hooks: CatcherHooks;

  private readonly waiting = new Set<() => void>();

  private constructor(
    private readonly store: MailStore,
    private readonly smtp: SMTPServer,
    private readonly page: Server,
    hooks: CatcherHooks,
  ) {
    this.hooks = hooks;
    this.smtpUrl = `smtp://${HOST}:${(smtp.server.address() as AddressInfo).port}`;
    this.pageUrl = `http://localhost:${(page.address() as AddressInfo).port}`;
  }

  static async start(options: CatcherOptions = {}): Promise<MailCatcher> {
    const store = await MailStore.open(options.folder ?? null);
    // The servers answer through `catcher`, which exists before the first byte can arrive: both listen below.
    const servers: { catcher?: MailCatcher } = {};
    const smtp = new SMTPServer({
      name: 'localhost',
      size: MAX_MESSAGE_BYTES,
      disableReverseLookup: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 1_000,
      onRcptTo: ({ address }, _session, done) => void servers.catcher!.answerRecipient(address).then(done, done),
      onData: (stream, { envelope }, done) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        void servers.catcher!.take(stream, { from, to }).then((error) => done(error), done);
      },
    });
    // A client that hangs up in the middle of a mail is no reason to fall over.
    smtp.on('error', () => {});
    const page = createServer((request, response) => void servers.catcher!.answerHttp(request, response));
    await listen(smtp.server, 0);
    await listen(page, options.pagePort ?? 0).catch(() => listen(page, 0));
    return (servers.catcher = new MailCatcher(store, smtp, page, options.hooks ?? {}));
  }

  /** Caught mails, oldest first. */
  mails(): CaughtMail[] {
    return this.store.list();
  }

  /** Every part of one mail; null when it is not there. */
  open(id: string): Promise<OpenedMail | null> {
    return this.store.open(id);
  }

  clear(): Promise<void> {
    return this.store.clear();
  }

  /**
   * Waits until `enough` mails that `wanted` are there.
   *
   * @throws Error after `timeoutMs`, saying which subjects did arrive
   */
  async waitFor(
    enough: number,
    { wanted = () => true, timeoutMs = 10_000 }: { wanted?: (mail: CaughtMail) => boolean; timeoutMs?: number } = {},
  ): Promise<CaughtMail[]> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const found = this.mails().filter(wanted);
      if (found.length >= enough) return found;
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) {
        const subjects = this.mails().map(({ to, subject }) => `${to.join(', ')}: ${subject}`);
        throw new Error(`${found.length} of ${enough} mails within ${timeoutMs} ms; all: ${subjects.join(' | ')}`);
      }
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, leftMs);
        this.waiting.add(wake);
      });
    }
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.smtp.close(() => resolve()));
    await new Promise<void>((resolve) => {
      this.page.close(() => resolve());
      this.page.closeAllConnections();
    });
  }

  private async answerRecipient(address: string): Promise<Error | null> {
    return asError(await this.hooks.recipient?.(address));
  }

  private async take(stream: SMTPServerDataStream, envelope: { from: string; to: string[] }): Promise<Error | null> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      // An oversized mail is read to its end, as SMTP wants, but not kept.
      if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
    }
    if (stream.sizeExceeded) return asError({ code: 552, text: `A mail may have ${MAX_MESSAGE_BYTES} bytes` });
    const message = Buffer.concat(chunks);
    const refusal = await this.hooks.message?.({ ...envelope, source: message.toString() });
    if (refusal) return asError(refusal);
    await this.store.add(envelope, message);
    for (const wake of [...this.waiting]) wake();
    return null;
  }

  private async answerHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await answerPage(this.store, request, response);
    } catch (error) {
      console.error('mail catcher:', error);
      response.writeHead(500).end();
    }
  }
}

function asError(refusal: Refusal | void): Error | null {
  return refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null;
}

function listen(server: NetServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
