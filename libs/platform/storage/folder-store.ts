import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { type FileStore, NotStored, ofSize, requireKey } from './file-store.js';

/** Files in a folder of this machine, readable by the account of the program alone. */
export class FolderStore implements FileStore {
  private readonly root: string;

  /** @param folder is made with the first file; of several processes all name the same one */
  constructor(folder: string) {
    this.root = resolve(folder);
  }

  async put(key: string, content: Readable, sizeBytes: number): Promise<void> {
    const path = this.pathOf(key);
    // Beside its place, so that the last step is a rename: a process that falls leaves no half file under a key.
    const unfinished = `${path}.${randomBytes(8).toString('hex')}.part`;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      await writeFile(unfinished, ofSize(content, sizeBytes), { flag: 'wx', mode: 0o600, flush: true });
      await rename(unfinished, path);
    } catch (error) {
      content.destroy();
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async read(key: string): Promise<Readable> {
    const file = await open(this.pathOf(key)).catch((error: unknown) => {
      throw isMissing(error) ? new NotStored(key) : error;
    });
    return file.createReadStream();
  }

  async stat(key: string): Promise<{ sizeBytes: number } | null> {
    try {
      return { sizeBytes: (await stat(this.pathOf(key))).size };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async removeUnder(folder: string): Promise<void> {
    await rm(this.pathOf(folder), { recursive: true, force: true });
  }

  close(): void {}

  private pathOf(key: string): string {
    return join(this.root, ...requireKey(key).split('/'));
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(String((error as { code?: unknown }).code));
}
