import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId } from '#database/db';

/**
 * Return addresses that name their mail: `b+<token>@<domain>`, where the token is the id of the mail and a signature of
 * it. Nobody can make one who has not been sent that mail, and a server that returns it need not quote anything. Letters
 * are small ones and digits, because servers on the way may change their case.
 */
const PREFIX = 'b+';
const COMPLAINTS = 'c+';
const UNSUBSCRIBE = 'u+';
const ID_BYTES = 16;
const SIGNATURE_BYTES = 10;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const TOKEN_LENGTH = Math.ceil(((ID_BYTES + SIGNATURE_BYTES) * 8) / 5);

/** @param mailId a uuid */
export function bounceAddress(secret: string, domain: string, mailId: string): string {
  return `${PREFIX}${tokenOf(secret, 'bounce', mailId)}@${domain}`;
}

/** The mail a return address names; null when it was not made by this installation. */
export function mailOfBounceAddress(secret: string, domain: string, address: string): string | null {
  const [local, ...at] = address.toLowerCase().split('@');
  if (at.join('@') !== domain || !local?.startsWith(PREFIX)) return null;
  return mailOfToken(secret, 'bounce', local.slice(PREFIX.length));
}

/** Every mail whose return address stands somewhere in a text, as in a complaint that quotes it. */
export function mailsNamedIn(secret: string, domain: string, text: string): string[] {
  const quoted = text.toLowerCase().matchAll(new RegExp(`b\\+[a-z2-7]{${TOKEN_LENGTH}}@[a-z0-9.-]+`, 'g'));
  return [...new Set([...quoted].flatMap(([address]) => mailOfBounceAddress(secret, domain, address) ?? []))];
}

/** Where mail providers send complaints (feedback loops): one address of the installation, signed as well. */
export function complaintsAddress(secret: string, domain: string): string {
  return `${COMPLAINTS}${base32(signature(secret, 'complaints'))}@${domain}`;
}

/** Where a reader, or the mail program for him, unsubscribes by mail. A server that only knows the return address cannot. */
export function unsubscribeAddress(secret: string, domain: string, mailId: string): string {
  return `${UNSUBSCRIBE}${tokenOf(secret, 'unsubscribe', mailId)}@${domain}`;
}

/** The mail such an address names; null when it was not made by this installation. */
export function mailOfUnsubscribeAddress(secret: string, domain: string, address: string): string | null {
  const [local, ...at] = address.toLowerCase().split('@');
  if (at.join('@') !== domain || !local?.startsWith(UNSUBSCRIBE)) return null;
  return mailOfToken(secret, 'unsubscribe', local.slice(UNSUBSCRIBE.length));
}

function tokenOf(secret: string, use: 'bounce' | 'unsubscribe', mailId: string): string {
  const id = Buffer.from(mailId.replaceAll('-', ''), 'hex');
  return base32(Buffer.concat([id, signature(secret, `${use} ${mailId}`)]));
}

function mailOfToken(secret: string, use: 'bounce' | 'unsubscribe', token: string): string | null {
  const bytes = token.length === TOKEN_LENGTH ? unbase32(token) : null;
  if (!bytes) return null;
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const signed = bytes.subarray(ID_BYTES, ID_BYTES + SIGNATURE_BYTES);
  return isId(id) && timingSafeEqual(signed, signature(secret, `${use} ${id}`)) ? id : null;
}

function signature(secret: string, of: string): Buffer {
  return createHmac('sha256', secret).update(`return-address:${of}`).digest().subarray(0, SIGNATURE_BYTES);
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function unbase32(text: string): Buffer | null {
  const values = [...text].map((letter) => ALPHABET.indexOf(letter));
  if (values.includes(-1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2));
  // Bits beyond the last byte must be none: each mail has one token and not several.
  return /1/.test(bits.slice(bytes.length * 8)) ? null : Buffer.from(bytes);
}
