import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Db } from '#database/db';
import { NotFound } from '#domain/errors';
import type { Language } from '#domain/permissions';

/** Days for which the link of a mail opens its page, counted from its morning. */
const LINK_DAYS = 365;

/** The mail whose reader follows a link of it. */
export interface MailClaim {
  tenantId: string;
  mailId: string;
}

/** The mail of a link, and who reads it. */
export interface LinkedMail {
  mailId: string;
  readerName: string;
  language: Language;
  timeZone: string;
  tenantName: string;
  tenantNameZh: string | null;
}

/** What a link is good for; nothing signed for one end serves the other. */
export type MailTokenUse = 'reminder-answer' | 'mail-choices';

/** The claim as text that fits into an address. It bears no date: how long it holds follows from the mail. */
export function signMail(use: MailTokenUse, { tenantId, mailId }: MailClaim, secret: string): string {
  const said = Buffer.concat([idBytes(tenantId), idBytes(mailId)]);
  return Buffer.concat([said, signature(use, said, secret)]).toString('base64url');
}

/** @returns null when the text is not ours: who made it up learns nothing */
export function readMail(use: MailTokenUse, token: string, secret: string): MailClaim | null {
  const bytes = Buffer.from(token, 'base64url');
  // The text as we write it, and no other that decodes to the same bytes.
  if (bytes.length !== 64 || bytes.toString('base64url') !== token) return null;
  const said = bytes.subarray(0, 32);
  if (!timingSafeEqual(bytes.subarray(32), signature(use, said, secret))) return null;
  return { tenantId: idText(said.subarray(0, 16)), mailId: idText(said.subarray(16)) };
}

/**
 * Does what the reader of a mail asks for, in the tenant of the mail.
 *
 * @param claim null where the link is not ours
 * @throws NotFound when the link is not ours, or its mail is gone or older than a year
 */
export async function inLinkedMail<T>(
  db: Db,
  claim: MailClaim | null,
  now: Date,
  work: (mail: LinkedMail) => Promise<T>,
): Promise<T> {
  if (!claim) throw new NotFound('link');
  return db.inTenant({ tenantId: claim.tenantId, audience: 'staff', memberId: null }, async () => {
    const [mail] = await db.query<LinkedMail>(LINKED, [claim.mailId, now]);
    if (!mail) throw new NotFound('link');
    return work(mail);
  });
}

function signature(use: MailTokenUse, said: Buffer, secret: string): Buffer {
  const key = createHmac('sha256', secret).update(use).digest();
  return createHmac('sha256', key).update(said).digest();
}

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

function idText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const LINKED = `
  select m.id as "mailId", m.to_name as "readerName", m.language, m.time_zone as "timeZone", t.name as "tenantName", t.name_zh as "tenantNameZh"
  from mails m join tenants t on t.id = m.tenant_id
  where m.tenant_id = current_tenant() and m.id = $1 and m.send_at > $2::timestamptz - interval '${LINK_DAYS} days'`;
