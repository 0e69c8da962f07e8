import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Secrets of tenants as they lie in the database: AES-256-GCM under a key that follows from HOMOLOG_SECRET, so that a
 * copy of the database alone opens none of them. Whoever changes HOMOLOG_SECRET makes them unreadable: they are entered
 * or made anew then.
 */
const VERSION = 'v1';
const IV_BYTES = 12;

/**
 * @param purpose what it is and whose, e.g. `dkim <tenant id>`: a sealed text opens under no other purpose, so that it
 *   cannot be moved from one row to another
 */
export function seal(secret: string, purpose: string, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [VERSION, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
}

/** @throws Error when it was sealed under another secret or purpose, or was changed */
export function unseal(secret: string, purpose: string, sealed: string): string {
  const [version, ...parts] = sealed.split('.');
  if (version !== VERSION || parts.length !== 3) throw new Error('this is no sealed text');
  const [iv, content, tag] = parts.map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer];
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
  return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'homolog', 'sealed-texts', 32));
}
