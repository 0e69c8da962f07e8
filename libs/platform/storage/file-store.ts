import type { Readable } from 'node:stream';

/**
 * Where the bytes of files lie: a folder of this machine, or a bucket of a server that speaks S3. It knows keys and
 * bytes; whose they are and what they are called stands in the database.
 */
export interface FileStore {
  /**
   * Keeps the bytes under the key, whole or not at all; what lay there before is replaced.
   *
   * @param sizeBytes how many must come
   * @throws SizeDiffers when fewer or more came; whatever the stream or the store throws
   */
  put(key: string, content: Readable, sizeBytes: number): Promise<void>;
  /** The bytes as a stream that the caller reads to its end or destroys. @throws NotStored */
  read(key: string): Promise<Readable>;
  /** null when nothing lies there */
  stat(key: string): Promise<{ sizeBytes: number } | null>;
  /** Removes one key; nothing happens when it is not there. */
  remove(key: string): Promise<void>;
  /** Removes everything whose key begins with the text and a slash. */
  removeUnder(folder: string): Promise<void>;
  /** Gives back what the store holds open. */
  close(): void;
}

/** Nothing lies under the key. */
export class NotStored extends Error {
  override readonly name = 'NotStored';
  constructor(readonly key: string) {
    super('nothing is stored under this key');
  }
}

/** Fewer or more bytes came than were announced; nothing was kept. */
export class SizeDiffers extends Error {
  override readonly name = 'SizeDiffers';
  constructor(
    readonly expectedBytes: number,
    readonly sizeBytes: number,
  ) {
    super(`${sizeBytes} bytes came instead of ${expectedBytes}`);
  }
}

const KEY = /^[a-z0-9-]{1,100}(\/[a-z0-9-]{1,100}){0,5}$/;

/**
 * The key, if it is one: small letters, digits and hyphens in up to six parts. So no key leads out of the store's
 * folder, means something to a file system, or needs to be escaped.
 *
 * @throws TypeError
 */
export function requireKey(key: string): string {
  if (!KEY.test(key)) throw new TypeError('this is no key of the file store');
  return key;
}

/** Passes bytes on and ends with SizeDiffers as soon as too many came, or at the end when too few did. */
export async function* ofSize(content: AsyncIterable<Buffer>, expectedBytes: number): AsyncGenerator<Buffer> {
  let sizeBytes = 0;
  for await (const chunk of content) {
    sizeBytes += chunk.length;
    if (sizeBytes > expectedBytes) throw new SizeDiffers(expectedBytes, sizeBytes);
    yield chunk;
  }
  if (sizeBytes !== expectedBytes) throw new SizeDiffers(expectedBytes, sizeBytes);
}
