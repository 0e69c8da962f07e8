import PostalMime from 'postal-mime';
import type { MailReportKind } from '#domain/mail/mail-report';
import { oneLine } from '#platform/mail/mailer';

/** What a returned mail says. */
export interface ReadReport {
  kind: MailReportKind;
  /** of RFC 3463, e.g. `5.1.1`; null when none is named */
  status: string | null;
  /** the server's own words */
  answer: string | null;
}

/** Statuses of class 5 that are about this mail or this hour and not about the address (RFC 3463). */
const NOT_THE_ADDRESS = /^5\.(2\.[23]|3\.4|6\.\d+)$/;
const ANSWER_CHARACTERS = 500;

/**
 * Reads a report of a mail server: what became of a mail (RFC 3464), or the complaint of its reader (RFC 5965).
 *
 * @param source the whole mail, or its first part when it was cut: the report stands before what it returns
 * @returns null for anything else, e.g. an absence assistant
 */
export async function readReport(source: Uint8Array): Promise<ReadReport | null> {
  const mail = await PostalMime.parse(source, { forceRfc822Attachments: true, attachmentEncoding: 'utf8' });
  const part = (type: string): string | null => {
    const found = mail.attachments.find(({ mimeType }) => mimeType === type)?.content;
    return typeof found === 'string' ? found : null;
  };
  const complaint = part('message/feedback-report');
  if (complaint !== null) return complaintOf(complaint);
  const status = part('message/delivery-status') ?? part('message/global-delivery-status');
  return status === null ? null : worstOf(status);
}

/** `not-spam` takes a complaint back and `dkim`, `virus` and `auth-failure` are none of a reader's. */
function complaintOf(text: string): ReadReport | null {
  const [fields] = blocksOf(text);
  const type = fields?.get('feedback-type')?.toLowerCase();
  if (type !== 'abuse' && type !== 'fraud' && type !== 'other' && type !== 'opt-out') return null;
  const by = fields?.get('source') ?? fields?.get('user-agent') ?? null;
  return { kind: 'complaint', status: null, answer: shortened([`complaint (${type})`, by].filter(Boolean).join(', ')) };
}

const RANK: readonly MailReportKind[] = ['bounce', 'soft-bounce', 'delay', 'delivered'];

/** A mail goes to one reader; of several recipients, as a forwarding address has them, the worst is told. */
function worstOf(text: string): ReadReport | null {
  const read = blocksOf(text).flatMap((fields) => recipientOf(fields) ?? []);
  return read.sort((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind))[0] ?? null;
}

function recipientOf(fields: ReadonlyMap<string, string>): ReadReport | null {
  const action = fields.get('action')?.toLowerCase();
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null;
  const answer = shortened(fields.get('diagnostic-code')?.replace(/^\s*[\w-]+\s*;\s*/, '') ?? status ?? '');
  switch (action) {
    case 'failed':
      return { kind: isOfAddress(status) ? 'bounce' : 'soft-bounce', status, answer };
    case 'delayed':
      return { kind: 'delay', status, answer };
    case 'delivered':
    case 'relayed':
    case 'expanded':
      return { kind: 'delivered', status, answer };
    default:
      return null;
  }
}

/** A refusal for good of the address itself. Without a status nobody can say, and a mark must not be guessed. */
function isOfAddress(status: string | null): boolean {
  return status !== null && status.startsWith('5.') && !NOT_THE_ADDRESS.test(status);
}

/** Groups of fields, parted by empty lines; folded lines are put together, comments of values stay. */
function blocksOf(text: string): Map<string, string>[] {
  const blocks = text.replaceAll('\r\n', '\n').split(/\n[ \t]*\n/);
  return blocks.map((block) => {
    const fields = new Map<string, string>();
    for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
      const at = line.indexOf(':');
      if (at > 0) fields.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
    }
    return fields;
  });
}

function shortened(text: string): string | null {
  return oneLine(text).slice(0, ANSWER_CHARACTERS) || null;
}
