import { createHmac, timingSafeEqual } from 'node:crypto';

/** The mail whose reader may answer. */
export interface AnswerClaim {
  tenantId: string;
  mailId: string;
}

/**
 * The claim as text that fits into an address: who reads the mail may answer what it reminds of, and nothing else. It
 * bears no date; how long it holds follows from the mail.
 */
export function signAnswer({ tenantId, mailId }: AnswerClaim, secret: string): string {
  const said = Buffer.concat([idBytes(tenantId), idBytes(mailId)]);
  return Buffer.concat([said, signature(said, secret)]).toString('base64url');
}

/** @returns null when the text is not ours: who made it up learns nothing */
export function readAnswer(token: string, secret: string): AnswerClaim | null {
  const bytes = Buffer.from(token, 'base64url');
  // The text as we write it, and no other that decodes to the same bytes.
  if (bytes.length !== 64 || bytes.toString('base64url') !== token) return null;
  const said = bytes.subarray(0, 32);
  if (!timingSafeEqual(bytes.subarray(32), signature(said, secret))) return null;
  return { tenantId: idText(said.subarray(0, 16)), mailId: idText(said.subarray(16)) };
}

function signature(said: Buffer, secret: string): Buffer {
  // A key of its own, so that nothing signed for another end answers.
  const key = createHmac('sha256', secret).update('reminder-answer').digest();
  return createHmac('sha256', key).update(said).digest();
}

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

function idText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
