import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address, type Email } from 'postal-mime';

/** What a list of caught mails says of one. */
export interface CaughtMail {
  /** sorts by time of arrival */
  id: string;
  /** when it arrived, real time, ISO in UTC */
  caughtAt: string;
  /** sender and recipients of the envelope, which may differ from the headers */
  from: string;
  to: string[];
  subject: string;
  /** with its angle brackets; empty when the mail has none */
  messageId: string;
  sizeBytes: number;
}

/** One mail, opened. */
export interface OpenedMail extends CaughtMail {
  /** as the headers say it */
  sender: string;
  headers: { name: string; value: string }[];
  text: string;
  html: string | null;
  /** the whole mail as it came, below the trace headers of the envelope */
  source: string;
  attachments: { name: string; type: string; sizeBytes: number; contentId: string; content: Uint8Array }[];
}

const INDEX = 'index.jsonl';
const idPattern = /^\d{17}-\d{6}$/;

/**
 * Caught mails, oldest first: in memory, or in a folder with one `.eml` file per mail and an index of one JSON line
 * each. The `.eml` is written first, so whatever a crash leaves half done can be found again.
 */
export class MailStore {
  private readonly mails = new Map<string, CaughtMail>();
  private readonly contents = new Map<string, Buffer>();
  private last = 0;

  private constructor(private readonly folder: string | null) {}

  /** @param folder null keeps everything in memory */
  static async open(folder: string | null): Promise<MailStore> {
    const store = new MailStore(folder);
    if (folder) await store.readFolder(folder);
    return store;
  }

  list(): CaughtMail[] {
    return [...this.mails.values()];
  }

  async add(envelope: { from: string; to: string[] }, message: Buffer): Promise<CaughtMail> {
    const now = new Date();
    const id = this.nextId(now);
    // The envelope is kept as trace headers (RFC 5321, 4.4), so the .eml alone tells the whole story.
    const trace = [
      `Return-Path: <${envelope.from}>`,
      ...envelope.to.map((address) => `Delivered-To: ${address}`),
      `Received: by mail-catcher.localhost with ESMTP id ${id}; ${now.toUTCString().replace('GMT', '+0000')}`,
    ];
    const content = Buffer.concat([Buffer.from(`${trace.join('\r\n')}\r\n`), message]);
    const mail = summary(id, content.length, await PostalMime.parse(content));
    if (this.folder) {
      await writeFile(join(this.folder, `${id}.eml`), content);
      await appendFile(join(this.folder, INDEX), `${JSON.stringify(mail)}\n`);
    } else {
      this.contents.set(id, content);
    }
    this.mails.set(id, mail);
    return mail;
  }

  /** The mail as it arrived, below its trace headers; null when it is not there. */
  async source(id: string): Promise<Buffer | null> {
    if (!this.mails.has(id)) return null;
    return this.folder ? readFile(join(this.folder, `${id}.eml`)).catch(() => null) : (this.contents.get(id) ?? null);
  }

  async open(id: string): Promise<OpenedMail | null> {
    const [mail, source] = [this.mails.get(id), await this.source(id)];
    if (!mail || !source) return null;
    const email = await PostalMime.parse(source);
    return {
      ...mail,
      sender: email.from ? shownAddress(email.from) : mail.from,
      headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
      text: email.text ?? '',
      html: email.html ?? null,
      source: source.toString(),
      attachments: email.attachments.map((attachment) => {
        const content = new Uint8Array(attachment.content as ArrayBuffer);
        return {
          name: attachment.filename ?? 'unnamed',
          type: attachment.mimeType,
          sizeBytes: content.length,
          contentId: (attachment.contentId ?? '').replace(/^<|>$/g, ''),
          content,
        };
      }),
    };
  }

  async clear(): Promise<void> {
    const ids = [...this.mails.keys()];
    this.mails.clear();
    this.contents.clear();
    if (!this.folder) return;
    await writeFile(join(this.folder, INDEX), '');
    for (const id of ids) await rm(join(this.folder, `${id}.eml`), { force: true });
  }

  private nextId(now: Date): string {
    this.last += 1;
    return `${now.toISOString().replace(/\D/g, '')}-${String(this.last).padStart(6, '0')}`;
  }

  private async readFolder(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const index = await readFile(join(folder, INDEX), 'utf8').catch(() => '');
    const known = new Map<string, CaughtMail>();
    for (const line of index.split('\n')) {
      try {
        const mail = JSON.parse(line) as CaughtMail;
        known.set(mail.id, mail);
      } catch {
        // An empty or half-written last line; its mail is found by its file below.
      }
    }
    const ids = (await readdir(folder))
      .filter((name) => name.endsWith('.eml') && idPattern.test(name.slice(0, -4)))
      .map((name) => name.slice(0, -4))
      .sort();
    for (const id of ids) {
      const mail = known.get(id) ?? (await this.describe(folder, id));
      this.mails.set(id, mail);
      this.last = Math.max(this.last, Number(id.slice(18)));
    }
    const lines = this.list().map((mail) => `${JSON.stringify(mail)}\n`);
    await writeFile(join(folder, INDEX), lines.join(''));
  }

  private async describe(folder: string, id: string): Promise<CaughtMail> {
    const content = await readFile(join(folder, `${id}.eml`));
    return summary(id, content.length, await PostalMime.parse(content));
  }
}

function summary(id: string, sizeBytes: number, email: Email): CaughtMail {
  const values = (name: string) => email.headers.filter(({ key }) => key === name).map(({ value }) => value.trim());
  const [, year, month, day, hour, minute, second, fraction] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})/.exec(id) ?? [];
  return {
    id,
    caughtAt: `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`,
    from: (values('return-path')[0] ?? '').replace(/^<|>$/g, ''),
    to: values('delivered-to'),
    subject: email.subject ?? '',
    messageId: email.messageId ?? '',
    sizeBytes,
  };
}

function shownAddress(address: Address): string {
  if (!address.address) return address.name;
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
