import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Day } from '#domain/day';

/** What is signed with: RSA, because not every receiver checks Ed25519 yet; 2048 bits fit into one record. */
const BITS = 2048;

export interface DkimKey {
  selector: string;
  /** base64, as the DNS record carries it */
  publicKey: string;
  /** PEM */
  privateKey: string;
}

/** A new key under a selector of its own: the record of the one before may stay until the new one is found. */
export async function makeDkimKey(today: Day): Promise<DkimKey> {
  const made = await promisify(generateKeyPair)('rsa', {
    modulusLength: BITS,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    selector: `homolog-${today.replaceAll('-', '')}-${randomBytes(2).toString('hex')}`,
    publicKey: made.publicKey.toString('base64'),
    privateKey: made.privateKey,
  };
}

/** Under which purpose the private half is sealed. */
export function purposeOfKey(tenantId: string): string {
  return `dkim ${tenantId}`;
}
