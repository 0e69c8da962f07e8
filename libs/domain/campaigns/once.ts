import type { ApplicationKind } from '../cases/application.js';

/** A certificate is changed and extended many times; it is converted once, and renewed by one case at a time. */
const ONCE: readonly ApplicationKind[] = ['conversion', 'renewal'];

/** @param kind null = a campaign without cases */
export function isOncePerCertificate(kind: string | null): boolean {
  return ONCE.some((one) => one === kind);
}
