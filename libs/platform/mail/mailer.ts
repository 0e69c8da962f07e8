import { createTransport } from 'nodemailer';

/** One mail to one person. Names and subjects may come from tenants: they are cleaned of control characters here. */
export interface OutgoingMail {
  from: MailAddress;
  to: MailAddress;
  replyTo?: MailAddress | null;
  subject: string;
  html: string;
  text: string;
  /** files that lie in the mail; all together at most `MOST_ATTACHED_BYTES` */
  attachments?: readonly MailAttachment[];
  /** with angle brackets; the same for every repetition of the same mail */
  messageId?: string;
  /** further headers by name, e.g. `List-Unsubscribe` */
  headers?: Readonly<Record<string, string>>;
  /** to which address servers report that it did not arrive; `from` when left out */
  envelopeFrom?: string | null;
  /** signs the mail for the domain of its sender */
  dkim?: DkimSigner | null;
}

/** A key whose public half stands in the DNS at `<selector>._domainkey.<domain>`. */
export interface DkimSigner {
  domain: string;
  selector: string;
  /** PEM of an RSA key */
  privateKey: string;
}

/** What a signature covers: everything a reader sees, and what one act unsubscribes by (RFC 8058, section 4). */
const SIGNED_HEADERS = [
  ...['From', 'Sender', 'Reply-To', 'To', 'Cc', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'References'],
  ...['MIME-Version', 'Content-Type', 'Content-Transfer-Encoding', 'Auto-Submitted'],
  ...['List-Id', 'List-Help', 'List-Unsubscribe', 'List-Unsubscribe-Post'],
].join(':');

/** Bytes of all attachments of one mail: base64 makes a third more of them, and many servers take 10 MB. */
export const MOST_ATTACHED_BYTES = 7_000_000;

export interface MailAttachment {
  /** as the reader saves it; cleaned of control characters and path signs here */
  name: string;
  /** e.g. `application/pdf` */
  mediaType: string;
  content: Buffer;
  /** of a picture that stands in the HTML as `cid:<this>` and not among the files */
  contentId?: string;
}

export interface MailAddress {
  name: string;
  email: string;
}

/** The server will not take this mail for this address, now or later. Not retried. */
export class MailRefused extends Error {
  constructor(readonly answer: string) {
    super(answer);
  }
}

/** The server is away, busy, or refuses us rather than the address. Retried. */
export class MailDelayed extends Error {
  /** @param mayHaveArrived the connection broke or fell silent where the server may have taken the mail already */
  constructor(
    readonly answer: string,
    readonly mayHaveArrived = false,
  ) {
    super(answer);
  }
}

export interface MailerOptions {
  smtpUrl: string;
  /** connections to the server at most */
  connections: number;
  /** milliseconds of silence after which the server counts as away; 30 s */
  patienceMs?: number;
}

/** Sends mail through one SMTP server over a few kept connections. */
export class Mailer {
  private readonly transport;

  constructor(options: MailerOptions) {
    const patienceMs = options.patienceMs ?? 30_000;
    this.transport = createTransport({
      pool: true,
      maxConnections: options.connections,
      maxMessages: 200,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
      url: options.smtpUrl,
    } as Parameters<typeof createTransport>[0]);
  }

  /**
   * @returns what the server answered, e.g. `250 2.0.0 OK queued as 4F2`
   * @throws MailRefused when the server refuses the recipient or the message for good, or the attachments are too large
   * @throws MailDelayed on everything that may be better later
   */
  async send(mail: OutgoingMail): Promise<string> {
    const attached = mail.attachments ?? [];
    const calendars = attached.filter(({ mediaType }) => mediaType.startsWith('text/calendar'));
    const bytes = attached.reduce((sum, { content }) => sum + content.length, 0);
    if (bytes > MOST_ATTACHED_BYTES)
      throw new MailRefused(`not sent: ${bytes} bytes attached, at most ${MOST_ATTACHED_BYTES} are`);
    try {
      const sent = await this.transport.sendMail({
        from: headerAddress(mail.from),
        to: headerAddress(mail.to),
        ...(mail.replyTo && { replyTo: headerAddress(mail.replyTo) }),
        subject: oneLine(mail.subject),
        html: mail.html,
        text: mail.text,
        ...(mail.messageId && { messageId: mail.messageId }),
        attachments: attached.map(({ name, mediaType, content, contentId }) => ({
          filename: oneLine(name).replace(/[/\\:]/g, '-'),
          contentType: mediaType,
          content,
          // Bytes as they are: also of text, whose line breaks may be part of its format.
          contentTransferEncoding: 'base64' as const,
          ...(contentId && { cid: contentId, contentDisposition: 'inline' as const }),
        })),
        ...(mail.envelopeFrom && { envelope: { from: mail.envelopeFrom, to: headerAddress(mail.to).address } }),
        ...(mail.dkim && { dkim: signingOf(mail.dkim) }),
        // Beside text and HTML, where calendar programs look for it; several would be taken for versions of one.
        ...(calendars.length === 1 && {
          alternatives: calendars.map(({ mediaType, content }) => ({
            contentType: mediaType,
            content,
            contentTransferEncoding: 'base64' as const,
          })),
        }),
        // Written by a program, so that absence assistants do not answer.
        headers: { ...headersOf(mail.headers), 'Auto-Submitted': 'auto-generated' },
        // Whole addresses would be folded by quoted-printable; 8-bit text is what people read in the source.
        textEncoding: 'quoted-printable',
      });
      return oneLine(sent.response);
    } catch (error) {
      throw classified(error as SmtpError);
    }
  }

  close(): void {
    this.transport.close();
  }
}

/** How nodemailer names what failed before the first byte of a mail. */
const NEVER_BEGAN =
  /^(EDNS|EAUTH|ETLS|EENVELOPE|EPROXY) |ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|Connection timeout|Greeting never received/;

interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/**
 * A refusal for good needs the server's own 5xx to the recipient or to the message. A 5xx to our sender or our sign-in
 * is about us: every mail would fail, so it is tried again until somebody has put it right.
 */
export function classified(error: SmtpError): MailRefused | MailDelayed {
  const answer = oneLine(error.response ?? error.message).slice(0, 500);
  const isAboutMail = error.command === 'RCPT TO' || error.command === 'DATA';
  const isForGood = error.responseCode !== undefined && error.responseCode >= 500;
  const isNoAddress = error.code === 'EENVELOPE' && error.command === 'API';
  if ((isAboutMail && isForGood) || isNoAddress) return new MailRefused(answer);
  return new MailDelayed(
    answer,
    error.responseCode === undefined && !NEVER_BEGAN.test(`${error.code} ${error.message}`),
  );
}

function signingOf({ domain, selector, privateKey }: DkimSigner) {
  return { domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED_HEADERS };
}

function headersOf(headers: OutgoingMail['headers'] = {}): Record<string, { prepared: true; value: string }> {
  // Prepared: what stands in them is told to machines, and an address broken over lines would be another one.
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, { prepared: true, value: oneLine(value) }]),
  );
}

function headerAddress({ name, email }: MailAddress): { name: string; address: string } {
  return { name: oneLine(name), address: oneLine(email) };
}

/** Line breaks and other control characters become spaces: nothing a tenant types can start a new header. */
export function oneLine(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
      .trim()
  );
}
