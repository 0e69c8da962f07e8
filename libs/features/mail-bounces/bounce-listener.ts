import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { NotFound } from '#domain/errors';
import { MailChoicesService } from '#features/mail-choices/mail-choices.service';
import type { Config } from '#platform/config/config';
import {
  complaintsAddress,
  mailOfBounceAddress,
  mailOfUnsubscribeAddress,
  mailsNamedIn,
} from '#platform/mail/bounce-address';
import { CONFIG, LOG } from '#platform/platform.module';
import { readCertificate, type CertificatePair } from './listener-certificate.js';
import { MailReportsService, type NotedReport } from './mail-reports.service.js';
import { readReport } from './read-report.js';

/** Bytes of a returned mail that are read: the report stands before what it returns. */
const READ_BYTES = 512 * 1024;
/** Bytes of a returned mail that are taken at all; it may bring back the whole one with its files. */
const TAKEN_BYTES = 15 * 1024 * 1024;
const CLIENTS_AT_ONCE = 20;
const PATIENCE_MS = 30_000;
/** Certificates live for months or weeks and are renewed days before their end. */
const RENEWED_WITHIN_MS = 3_600_000;

/**
 * A small SMTP server for what mail servers return. It takes mails for return addresses that this installation has made
 * and for nobody else, passes nothing on, and answers nothing: a forged address is refused before its mail is sent.
 */
@Injectable()
export class BounceListener {
  private server: SMTPServer | null = null;
  private certificate: CertificatePair | null = null;
  private renewal: NodeJS.Timeout | null = null;

  constructor(
    private readonly reports: MailReportsService,
    private readonly choices: MailChoicesService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * Listens when there is a port for it. A port that another worker of the machine holds is left to it.
   *
   * @returns the port; null when this process does not listen
   * @throws WrongSettings when there is to be TLS and its certificate and key cannot be used
   */
  async start(): Promise<number | null> {
    const { bouncePort, bounceDomain, bounceTls, host, secret } = this.config;
    if (bouncePort === null || bounceDomain === null) return null;
    const pair = bounceTls && (await readCertificate(bounceTls));
    const server = new SMTPServer({
      name: bounceDomain,
      banner: 'takes returned mails only',
      size: TAKEN_BYTES,
      maxClients: CLIENTS_AT_ONCE,
      socketTimeout: PATIENCE_MS,
      closeTimeout: 2_000,
      disableReverseLookup: true,
      ...(pair ? { ...pair, disabledCommands: ['AUTH'] } : { disabledCommands: ['AUTH', 'STARTTLS'] }),
      onRcptTo: ({ address }, session, done) => {
        const isMore = session.envelope.rcptTo.length > 0;
        done(isMore ? refusal(452, '4.5.3 One return address at a time') : this.refuses(address));
      },
      onData: (stream, { envelope }, done) => {
        this.take(stream, envelope.rcptTo[0]!.address).then(
          (error) => done(error),
          (err: unknown) => {
            this.log.error({ err }, 'a returned mail was not read');
            done(refusal(451, '4.3.0 Try again later'));
          },
        );
      },
    });
    server.on('error', (err) => this.log.debug({ err }, 'a sender of returned mails hung up'));
    try {
      await new Promise<void>((resolve, reject) => {
        server.server.once('error', reject);
        server.listen(bouncePort, host, resolve);
      });
    } catch (err) {
      this.log.warn({ err, port: bouncePort }, 'returned mails are not taken by this worker');
      return null;
    }
    this.server = server;
    this.certificate = pair;
    if (pair) this.renewal = setInterval(() => void this.lookForRenewed(), RENEWED_WITHIN_MS).unref();
    const complaints = complaintsAddress(secret, bounceDomain);
    this.log.info({ port: bouncePort, tls: pair !== null, complaints }, 'taking returned mails');
    return bouncePort;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (this.renewal) clearInterval(this.renewal);
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Takes a certificate that was renewed in its files; one that cannot be used leaves the known one in place. */
  async lookForRenewed(): Promise<void> {
    const { server, certificate, config } = this;
    if (!server || !certificate) return;
    try {
      const found = await readCertificate(config.bounceTls!);
      if (found.cert === certificate.cert && found.key === certificate.key) return;
      server.updateSecureContext(found);
      this.certificate = found;
      this.log.info('returned mails are taken with the renewed certificate');
    } catch (err) {
      this.log.error({ err }, 'the certificate for returned mails was not renewed');
    }
  }

  private refuses(address: string): Error | null {
    const { secret, bounceDomain } = this.config;
    const isOurs =
      mailOfBounceAddress(secret, bounceDomain!, address) !== null ||
      mailOfUnsubscribeAddress(secret, bounceDomain!, address) !== null ||
      address.toLowerCase() === complaintsAddress(secret, bounceDomain!);
    return isOurs ? null : refusal(550, '5.1.1 No such address here');
  }

  private async take(stream: SMTPServerDataStream, to: string): Promise<Error | null> {
    const source = await firstBytes(stream);
    if (stream.sizeExceeded) return refusal(552, `5.3.4 A mail may have ${TAKEN_BYTES} bytes`);
    const { secret, bounceDomain } = this.config;
    const unsubscribed = mailOfUnsubscribeAddress(secret, bounceDomain!, to);
    if (unsubscribed !== null) return this.unsubscribe(unsubscribed);
    const report = await readReport(source);
    // An absence assistant, or somebody who writes to a return address: taken, and nobody reads it.
    if (!report) return null;
    const named = mailOfBounceAddress(secret, bounceDomain!, to);
    // To the address of complaints only complaints come, about mails that they quote.
    if (named === null && report.kind !== 'complaint') return null;
    const mailIds = named === null ? mailsNamedIn(secret, bounceDomain!, source.toString('latin1')) : [named];
    const noted: NotedReport[] = [];
    for (const mailId of mailIds) noted.push(await this.reports.note({ mailId, ...report, cameBy: 'smtp' }));
    // The server was quicker than our note that it took the mail.
    return noted.includes('not-sent') ? refusal(451, '4.2.1 Not known yet, try again later') : null;
  }

  /** Whatever the mail says: only who got ours knows the address. */
  private async unsubscribe(mailId: string): Promise<Error | null> {
    try {
      await this.choices.unsubscribeByMail(mailId);
      return null;
    } catch (error) {
      if (error instanceof NotFound) return refusal(550, '5.1.1 This mail is too old, or its reader has left');
      throw error;
    }
  }
}

/** What is behind the first part is read to its end, as SMTP wants, and not kept. */
async function firstBytes(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    if (bytes < READ_BYTES) chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return Buffer.concat(chunks).subarray(0, READ_BYTES);
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
