import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { SPREADSHEET_LIMITS, SpreadsheetRefused } from './refused.js';

/**
 * A zip archive in memory whose parts are unpacked as streams. What the archive says of its sizes is not believed:
 * bytes are counted as they come out, and the reading stops where the limit is passed.
 */
export class Archive {
  private unpackedBytes = 0;

  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
  ) {}

  /** @throws SpreadsheetRefused `file.damaged`, `file.password`, `file.hostile` */
  static async open(content: Buffer): Promise<Archive> {
    const entries = new Map<string, yauzl.Entry>();
    let zip: yauzl.ZipFile;
    try {
      zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
        // Names are checked by yauzl (no `..`, no absolute path); nothing is ever written to disk anyway.
        // validateEntrySizes off: it believes the header; we count instead.
        yauzl.fromBuffer(content, { lazyEntries: true, validateEntrySizes: false }, (error, opened) =>
          error ? reject(error) : resolve(opened),
        );
      });
      await new Promise<void>((resolve, reject) => {
        zip.on('entry', (entry: yauzl.Entry) => {
          if (entry.isEncrypted()) return reject(new SpreadsheetRefused('file.password'));
          // Two parts of one name: readers differ in which one they take, so one of them is hidden from somebody.
          if (entries.has(entry.fileName))
            return reject(
              new SpreadsheetRefused('file.hostile', { why: `two parts named ${entry.fileName.slice(0, 80)}` }),
            );
          entries.set(entry.fileName, entry);
          if (entries.size > SPREADSHEET_LIMITS.parts)
            return reject(
              new SpreadsheetRefused('file.hostile', { why: `more than ${SPREADSHEET_LIMITS.parts} parts` }),
            );
          zip.readEntry();
        });
        zip.on('end', resolve);
        zip.on('error', reject);
        zip.readEntry();
      });
    } catch (error) {
      throw damaged(error);
    }
    return new Archive(zip, entries);
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /**
   * The bytes of one part as they are unpacked.
   *
   * @param isCounted false for a look that comes before the reading of the same part
   * @throws SpreadsheetRefused when a limit is passed
   */
  async *bytes(name: string, isCounted = true): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name);
    if (!entry) throw new SpreadsheetRefused('file.damaged', { why: `${name} is missing` });
    let partBytes = 0;
    let stream: Readable | undefined;
    try {
      stream = await this.zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        partBytes += chunk.length;
        if (isCounted) this.unpackedBytes += chunk.length;
        if (partBytes > SPREADSHEET_LIMITS.partBytes || this.unpackedBytes > SPREADSHEET_LIMITS.unpackedBytes) {
          throw new SpreadsheetRefused('file.unpacks-too-large', { maxBytes: SPREADSHEET_LIMITS.partBytes });
        }
        yield chunk;
      }
    } catch (error) {
      throw damaged(error);
    } finally {
      stream?.destroy();
    }
  }
}

/** What zip and inflate complain of is a damaged file; our own refusals pass. */
function damaged(error: unknown): unknown {
  if (error instanceof SpreadsheetRefused) return error;
  const isOurs = error instanceof TypeError || error instanceof RangeError;
  return isOurs
    ? error
    : new SpreadsheetRefused('file.damaged', { why: String((error as Error).message ?? error).slice(0, 120) });
}
