import { createHmac, timingSafeEqual } from 'node:crypto';

/** The mail whose reader follows a link of it. */
export interface MailClaim {
  tenantId: string;
  mailId: string;
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

function signature(use: MailTokenUse, said: Buffer, secret: string): Buffer {
  const key = createHmac('sha256', secret).update(use).digest();
  return createHmac('sha256', key).update(said).digest();
}

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

function idText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
