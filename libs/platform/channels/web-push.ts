import { createECDH, createPrivateKey, hkdfSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import ece from 'http_ece';
import type { ChannelMessage, ChannelTarget } from './channel-target.js';
import type { OutgoingPost } from './post-out.js';

/** The key by which push services know this installation (VAPID, RFC 8292). */
export interface VapidKey {
  /** base64url of the uncompressed point, as browsers take it */
  publicKey: string;
  privateKey: KeyObject;
  /** `mailto:` or https address of whoever runs the installation */
  contact: string;
}

/** Seconds for which a push service keeps a message for a device that is off. */
const KEPT_SECONDS = 86_400;
/** Seconds for which a push service may believe a signature; RFC 8292 allows a day. */
const BELIEVED_SECONDS = 12 * 3_600;

/**
 * The key follows from HOMOLOG_SECRET: nothing has to be set up, and all processes have the same one. A changed secret is
 * a changed key, and every device subscribes anew.
 */
export function vapidKeyOf(secret: string, contact: string): VapidKey {
  const ecdh = createECDH('prime256v1');
  for (let round = 0; ; round += 1) {
    const scalar = Buffer.from(hkdfSync('sha256', secret, 'homolog', `web-push ${round}`, 32));
    try {
      ecdh.setPrivateKey(scalar);
    } catch {
      // Not below the order of the curve: one in four billion.
      continue;
    }
    const point = ecdh.getPublicKey();
    const [x, y, d] = [point.subarray(1, 33), point.subarray(33), scalar].map((part) => part.toString('base64url'));
    const privateKey = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d }, format: 'jwk' });
    return { publicKey: point.toString('base64url'), privateKey, contact };
  }
}

/** Encrypted for the one device (RFC 8291): the push service does not read it. */
export function pushRequest(
  { url, secret, publicKey }: ChannelTarget,
  { title, from, link }: ChannelMessage,
  { vapid, now }: { vapid: VapidKey; now: Date },
): OutgoingPost {
  const own = createECDH('prime256v1');
  own.generateKeys();
  const body = ece.encrypt(Buffer.from(JSON.stringify({ title, from, link })), {
    version: 'aes128gcm',
    dh: publicKey!,
    privateKey: own,
    salt: randomBytes(16).toString('base64url'),
    authSecret: secret!,
  });
  return {
    url,
    headers: {
      'content-type': 'application/octet-stream',
      'content-encoding': 'aes128gcm',
      ttl: String(KEPT_SECONDS),
      urgency: 'normal',
      authorization: `vapid t=${tokenOf(new URL(url).origin, vapid, now)}, k=${vapid.publicKey}`,
    },
    body,
  };
}

/** A token for one push service (RFC 8292, section 2). */
function tokenOf(audience: string, { privateKey, contact }: VapidKey, now: Date): string {
  const claims = { aud: audience, exp: Math.floor(now.getTime() / 1_000) + BELIEVED_SECONDS, sub: contact };
  const signed = [{ typ: 'JWT', alg: 'ES256' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}
