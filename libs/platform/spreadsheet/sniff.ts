import { SPREADSHEET_LIMITS, SpreadsheetRefused, type RefusalCode } from './refused.js';

const startsWith = (bytes: Buffer, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** `EncryptedPackage` as the directory of an OLE file writes it. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** Text in UTF-16 is full of zero bytes; anything else with them is not text. */
export function looksLikeUtf16(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  const sample = bytes.subarray(0, 4096);
  let [even, odd] = [0, 0];
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = sample.length / 2;
  if (odd > half * 0.2 && even === 0) return 'utf-16le';
  return even > half * 0.2 && odd === 0 ? 'utf-16be' : null;
}

/**
 * What the file is, by its content; its name may say anything.
 *
 * @param head at least the first 8 bytes, better all of it: a password shows only inside
 * @throws SpreadsheetRefused for whatever is neither a zip archive nor text
 */
export function sniff(head: Buffer): 'zip' | 'text' {
  if (head.length === 0) throw new SpreadsheetRefused('file.empty');
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (startsWith(head, 0x50, 0x4b, 0x05, 0x06)) throw new SpreadsheetRefused('file.archive');
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new SpreadsheetRefused(head.includes(ENCRYPTED) ? 'file.password' : 'file.old-excel');
  }
  if (startsWith(head, 0x25, 0x50, 0x44, 0x46)) throw new SpreadsheetRefused('file.pdf');
  const isOtherArchive =
    startsWith(head, 0x1f, 0x8b) ||
    startsWith(head, 0x37, 0x7a, 0xbc, 0xaf) ||
    startsWith(head, 0x52, 0x61, 0x72, 0x21);
  if (isOtherArchive) throw new SpreadsheetRefused('file.archive');
  const utf16 = looksLikeUtf16(head);
  const sample = head.subarray(0, 4096);
  const text =
    utf16 === null ? sample.toString('latin1') : new TextDecoder(utf16).decode(sample.subarray(0, sample.length & ~1));
  const begin = text.replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)/, '').trimStart();
  if (begin === '') throw new SpreadsheetRefused('file.empty');
  const refusal: RefusalCode | null = begin.startsWith('<')
    ? 'file.web-page'
    : begin.startsWith('{\\rtf')
      ? 'file.no-table'
      : null;
  if (refusal) throw new SpreadsheetRefused(refusal);
  // Beyond tab, line ends and form feed no control character stands in a text file.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0008\u000B\u000E-\u001A\u001C-\u001F]/.test(text)) throw new SpreadsheetRefused('file.no-table');
  return 'text';
}

/** @throws SpreadsheetRefused `file.too-large` */
export function refuseTooLarge(sizeBytes: number): void {
  if (sizeBytes > SPREADSHEET_LIMITS.fileBytes)
    throw new SpreadsheetRefused('file.too-large', { maxBytes: SPREADSHEET_LIMITS.fileBytes });
}
