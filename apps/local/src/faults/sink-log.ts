import { closeSync, openSync, readSync } from 'node:fs';

/** How certificates of the world are numbered: found again in what has arrived. */
export const CERTIFICATE_NUMBER = /SDOC-\d+-\d+/g;

/** A line of the mail server's own log, written before the answer it tells of leaves. */
export interface SinkLine {
  /** milliseconds since 1970 */
  at: number;
  /** which worker's door: each has a port of its own */
  slot: number;
  /**
   * `begun`: somebody wants to send to this address; `delayed` 451, `refused` 550, `accepted` 250; `dropped`: taken like
   * an accepted one, and the connection cut before a word was said
   */
  what: 'begun' | 'delayed' | 'refused' | 'accepted' | 'dropped';
  /** lower case */
  to: string;
  /** once the mail itself was seen */
  messageId?: string;
  /** numbers of the certificates it tells of */
  tells?: string[];
}

/** Reads the log as it grows. */
export class SinkLog {
  readonly lines: SinkLine[] = [];
  private readonly settledTo = new Set<string>();
  private readonly file: number;
  private position = 0;
  private rest = '';

  constructor(path: string) {
    this.file = openSync(path, 'r');
  }

  /** Addresses that have got something, or never will. */
  get settled(): number {
    return this.settledTo.size;
  }

  /** Takes up what was written since. */
  read(): readonly SinkLine[] {
    const buffer = Buffer.alloc(1 << 20);
    for (;;) {
      const bytes = readSync(this.file, buffer, 0, buffer.length, this.position);
      if (bytes === 0) return this.lines;
      this.position += bytes;
      const parts = (this.rest + buffer.toString('utf8', 0, bytes)).split('\n');
      this.rest = parts.pop()!;
      for (const part of parts) this.add(JSON.parse(part) as SinkLine);
    }
  }

  close(): void {
    closeSync(this.file);
  }

  private add(line: SinkLine): void {
    this.lines.push(line);
    if (line.what === 'accepted' || line.what === 'dropped' || line.what === 'refused') this.settledTo.add(line.to);
  }
}
