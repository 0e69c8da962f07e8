/** The part of http_ece that web-push.ts uses; the package has no types of its own. */
declare module 'http_ece' {
  import type { ECDH } from 'node:crypto';
  /** RFC 8188 with the keys of RFC 8291; `dh`, `salt` and `authSecret` in base64url. */
  export function encrypt(
    content: Buffer,
    keys: { version: 'aes128gcm'; dh: string; privateKey: ECDH; salt: string; authSecret: string },
  ): Buffer;
  /** What a browser does with it. */
  export function decrypt(
    content: Buffer,
    keys: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string },
  ): Buffer;
}
