/** A random key, e.g. for `Idempotency-Key`. (`crypto.randomUUID` is missing where a page is not served over TLS.) */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
