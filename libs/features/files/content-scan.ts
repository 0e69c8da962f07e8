import { fileTypeFromStream } from 'file-type/node';
import type { Readable } from 'node:stream';

/** Bytes at the beginning in which a text shows what it is. */
const HEAD_BYTES = 64 * 1024;

/** Beginning of the container of old Office files, and of installers and mails that share it. */
const OLD_OFFICE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** What the container calls the stream that makes it a document or a workbook. */
const STREAM_NAMES = { doc: ['WordDocument'], xls: ['Workbook', 'Book'] };
/** The name with the length and the zeros around it, so that words inside a text do not count. */
const MARKERS = Object.entries(STREAM_NAMES).flatMap(([content, names]) =>
  names.map((name) => ({ content, bytes: Buffer.from(`${name}\0`, 'utf16le') })),
);
const OVERLAP_BYTES = Math.max(...MARKERS.map(({ bytes }) => bytes.length));

/** Tags by which a browser takes a text for a page or a picture with a program in it. */
const MARKUP = /<\s*(?:!doctype|html|head|body|script|iframe|svg|style|meta|object|embed|link|\?xml|\?php)\b|^\s*</i;

/** Bytes that stand in no text: control characters but tab, line ends, form feed and the escape of old encodings. */
const isControl = (byte: number) => byte < 32 && ![9, 10, 12, 13, 27].includes(byte);

/** Looks at the bytes of a file as they pass, for what the library that knows beginnings does not tell. */
export class ContentScan {
  private head = Buffer.alloc(0);
  private tail = Buffer.alloc(0);
  private readonly oldOffice = new Set<string>();

  take(chunk: Buffer): void {
    if (this.head.length < HEAD_BYTES)
      this.head = Buffer.concat([this.head, chunk.subarray(0, HEAD_BYTES - this.head.length)]);
    if (!this.head.subarray(0, OLD_OFFICE.length).equals(OLD_OFFICE)) return;
    const bytes = Buffer.concat([this.tail, chunk]);
    for (const marker of MARKERS) if (bytes.includes(marker.bytes)) this.oldOffice.add(marker.content);
    this.tail = bytes.subarray(-OVERLAP_BYTES);
  }

  /**
   * What the file is: the library's word for it (`pdf`, `exe`), `doc`, `xls`, `text`, or `html` for a text that a
   * browser would run; empty when nobody knows.
   *
   * @param isSaidText its name says that it is text: short beginnings of other formats (`BM` of a picture) are words then
   * @param open the whole content once more, for formats that are told by more than their beginning
   */
  async contents(isSaidText: boolean, open: () => Promise<Readable>): Promise<string[]> {
    const text = textOf(this.head);
    const asText = text === null ? [] : [MARKUP.test(text) ? 'html' : 'text'];
    if (isSaidText && asText.length > 0) return asText;
    if (this.oldOffice.size > 0) return [...this.oldOffice];
    const content = await open();
    try {
      const found = await fileTypeFromStream(content as never);
      return found ? [found.ext] : asText;
    } catch {
      // A file that breaks off in the middle of its own structure is of no kind.
      return asText;
    } finally {
      content.destroy();
    }
  }
}

/** The head as text; null when it is none. Encodings that keep ASCII in place need not be told apart here. */
function textOf(head: Buffer): string | null {
  const order = head.subarray(0, 2).toString('hex');
  if (order === 'fffe' || order === 'feff') {
    const text = new TextDecoder(order === 'fffe' ? 'utf-16le' : 'utf-16be').decode(head);
    return [...text].some((sign) => isControl(sign.codePointAt(0)!)) ? null : text;
  }
  return head.some(isControl) ? null : head.toString('latin1').replace(/^\xef\xbb\xbf/, '');
}
