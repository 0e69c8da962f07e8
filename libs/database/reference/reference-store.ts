import type { ReferenceBook } from '#domain/reference/book';
import { NotFound } from '#domain/errors';
import type { Db } from '../db.js';
import { readLayers } from './publish.js';
import { storedBook } from './read-book.js';

/** Milliseconds for which `known` is given without looking whether there is something newer. */
const FRESH_MS = 2_000;
/** Books of earlier versions that are kept at hand. */
const KEPT = 8;

/**
 * The reference data as the running product uses it, held in memory by version. A published version never changes, so a
 * book that was read once is right for ever.
 */
export class ReferenceStore {
  private readonly books = new Map<number, Promise<ReferenceBook>>();
  private lookedAt = 0;
  private looking = false;

  private constructor(
    private readonly db: Db,
    private newest: ReferenceBook,
    private readonly onError: (error: unknown) => void,
  ) {}

  /**
   * @param onError told when looking for a newer version failed; the one at hand stays in use
   * @throws Error when nothing was ever published: migrate first
   */
  static async open(db: Db, onError: (error: unknown) => void = () => {}): Promise<ReferenceStore> {
    const book = await read(db, null);
    if (!book) throw new Error('There is no reference data in the database. Run migrate first.');
    return new ReferenceStore(db, book, onError);
  }

  /**
   * The newest book. Inside a transaction it stays the newest until that transaction ends, because a publication waits
   * for it: days counted with it are counted rightly.
   */
  async current(): Promise<ReferenceBook> {
    const version = await this.db.referenceVersion();
    if (version !== this.newest.version) this.newest = await this.at(version);
    this.lookedAt = performance.now();
    return this.newest;
  }

  /** The newest book that this process has seen; another process's publication shows within seconds. */
  known(): ReferenceBook {
    if (!this.looking && performance.now() - this.lookedAt > FRESH_MS) void this.look();
    return this.newest;
  }

  /** The book of an earlier version. @throws NotFound */
  async at(version: number): Promise<ReferenceBook> {
    if (version === this.newest.version) return this.newest;
    let book = this.books.get(version);
    if (!book) {
      book = read(this.db, version).then((found) => {
        if (!found) throw new NotFound('version of the reference data');
        return found;
      });
      this.books.set(version, book);
      book.catch(() => this.books.delete(version));
      const oldest = this.books.keys().next().value;
      if (this.books.size > KEPT && oldest !== undefined) this.books.delete(oldest);
    }
    return book;
  }

  private async look(): Promise<void> {
    this.looking = true;
    try {
      const version = await this.db.committedReferenceVersion();
      if (version > this.newest.version) this.newest = await this.at(version);
    } catch (error) {
      this.onError(error);
    } finally {
      this.lookedAt = performance.now();
      this.looking = false;
    }
  }
}

/** @param version null = the newest */
async function read(db: Db, version: number | null): Promise<ReferenceBook | null> {
  const query = async (text: string, values?: unknown[]) => ({
    rows: await db.readReference({ name: '', text }, values),
  });
  const layers = await readLayers({ query } as never, version);
  return layers && storedBook(layers.release, layers.version, layers.upload);
}
