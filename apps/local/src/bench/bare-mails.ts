import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';

/** A mail as it is handed to the mail library. */
export interface BareMail {
  from: string;
  to: string;
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
  messageId: string;
  headers: Record<string, string>;
}

/** What a program would do that only sends: a loop over the mail library, as a process of its own. */
export interface BareOptions {
  smtpUrl: string;
  /** connections, and mails at once */
  connections: number;
  /** JSON lines of `BareMail` */
  file: string;
}

async function main(): Promise<void> {
  const { smtpUrl, connections, file } = JSON.parse(process.argv[2]!) as BareOptions;
  const mails = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as BareMail);
  const settings = { pool: true, maxConnections: connections, maxMessages: 200, url: smtpUrl };
  const transport = createTransport(settings as Parameters<typeof createTransport>[0]);
  process.on('disconnect', () => process.exit(0));
  process.on('message', () => {
    let next = 0;
    const hand = async (): Promise<void> => {
      while (next < mails.length) await transport.sendMail({ ...mails[next++]!, textEncoding: 'quoted-printable' });
    };
    void Promise.all(Array.from({ length: connections }, hand)).then(() => process.send!('sent'));
  });
  process.send!('ready');
}

void main();
