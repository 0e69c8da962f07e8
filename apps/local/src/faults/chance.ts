import { createHash } from 'node:crypto';

/** A number from 0 to just below 1 that follows from its parts alone: the same question gets the same answer. */
export function chance(...parts: readonly (string | number)[]): number {
  return createHash('sha1').update(parts.join('\0')).digest().readUInt32BE() / 2 ** 32;
}
