import { createHmac, timingSafeEqual } from 'node:crypto';

/** Prefix of every cookie of better-auth here; with https the browser is told to send them over TLS only. */
export const COOKIE_PREFIX = 'homolog';

/** @param url public address of the api */
export function sessionCookieName(url: string): string {
  return `${url.startsWith('https:') ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`;
}

/** better-auth's key: derived, so that one secret serves and no two uses share a key. */
export function authSecret(secret: string): string {
  return createHmac('sha256', secret).update('better-auth').digest('base64url');
}

function signature(token: string, secret: string): Buffer {
  return createHmac('sha256', authSecret(secret)).update(token).digest();
}

/** The cookie's value as better-auth writes it: `token.signature`, percent-encoded. */
export function signSession(token: string, secret: string): string {
  return encodeURIComponent(`${token}.${signature(token, secret).toString('base64')}`);
}

/** The session's token if the signature is ours, else null. */
export function tokenOf(cookieValue: string, secret: string): string | null {
  let text: string;
  try {
    text = decodeURIComponent(cookieValue);
  } catch {
    return null;
  }
  const dot = text.lastIndexOf('.');
  if (dot < 1) return null;
  const token = text.slice(0, dot);
  const given = Buffer.from(text.slice(dot + 1), 'base64');
  const ours = signature(token, secret);
  return given.length === ours.length && timingSafeEqual(given, ours) ? token : null;
}

/** One cookie of a Cookie header, as sent (still percent-encoded); null when it is not there. */
export function readCookie(header: string | undefined, name: string): string | null {
  if (!header) return null;
  let from = 0;
  for (;;) {
    const at = header.indexOf(`${name}=`, from);
    if (at === -1) return null;
    if (at === 0 || header[at - 1] === ' ' || header[at - 1] === ';') {
      const start = at + name.length + 1;
      const end = header.indexOf(';', start);
      return header.slice(start, end === -1 ? undefined : end).trim();
    }
    from = at + 1;
  }
}
