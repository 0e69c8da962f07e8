import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { CELL_READ_MAX_CHARACTERS, columnLetter, type Cell, type SheetRow } from '#domain/register/cell';
import { storable } from '#domain/register/text';
import { SPREADSHEET_LIMITS, SpreadsheetRefused } from './refused.js';
import { looksLikeUtf16 } from './sniff.js';
import type { Spreadsheet } from './sheet.js';

/** Windows programs in China write GB18030, in Western Europe Windows-1252; everything newer UTF-8. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/**
 * Opens a table saved as text: commas, semicolons or tabs; UTF-8 with or without its mark, UTF-16, GB18030, or what
 * Western European Excel writes. Which it is, is told from the content and said in `text`.
 *
 * @throws SpreadsheetRefused
 */
export function openCsv(content: Buffer): Spreadsheet {
  const encoding = encodingOf(content);
  const { delimiter, skipLines } = delimiterOf(content, encoding);
  return {
    format: 'csv',
    text: { encoding, delimiter },
    sheets: [
      {
        name: '',
        isHidden: false,
        merged: () => [],
        estimateRows: async () => countLines(content),
        rows: () => readRows(content, encoding, delimiter, skipLines),
      },
    ],
  };
}

/** @throws SpreadsheetRefused `file.encoding` */
export function encodingOf(content: Buffer): TextEncoding {
  const utf16 = looksLikeUtf16(content);
  if (utf16) return utf16;
  if (isUtf8(content)) return 'utf-8';
  const { alone, paired } = highBytes(content);
  // A letter with an accent stands alone between ASCII letters; Han characters are pairs of high bytes.
  if (alone > paired) return 'windows-1252';
  if (iconv.decode(content.subarray(0, 262_144), 'gb18030').slice(0, -2).includes('\uFFFD'))
    throw new SpreadsheetRefused('file.encoding');
  return 'gb18030';
}

function isUtf8(content: Buffer): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let start = 0; start < content.length; start += 65_536)
      decoder.decode(content.subarray(start, start + 65_536), { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** Runs of bytes above 0x7F by their length: one, or two and more. */
function highBytes(content: Buffer): { alone: number; paired: number } {
  let [alone, paired, run] = [0, 0, 0];
  for (let index = 0; index <= content.length; index += 1) {
    if (index < content.length && content[index]! >= 0x80) run += 1;
    else {
      if (run === 1) alone += 1;
      else if (run > 1) paired += 1;
      run = 0;
    }
  }
  return { alone, paired };
}

/** The sign that splits the first line most often, outside quotes; `sep=;` in front says it outright. */
function delimiterOf(content: Buffer, encoding: TextEncoding): { delimiter: string; skipLines: number } {
  const head = iconv.decode(content.subarray(0, 65_536), encoding).replace(/^\uFEFF/, '');
  const said = /^sep=(.)\r?\n/i.exec(head);
  if (said) return { delimiter: said[1]!, skipLines: 1 };
  const counts = new Map([',', ';', '\t'].map((sign) => [sign, 0]));
  let isQuoted = false;
  let hasText = false;
  for (const sign of head) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (sign === '\n' && hasText && [...counts.values()].some((count) => count > 0)) break;
    else if (counts.has(sign)) counts.set(sign, counts.get(sign)! + 1);
    else if (sign.trim() !== '') hasText = true;
  }
  const [delimiter] = [...counts].sort(([, one], [, other]) => other - one)[0]!;
  return { delimiter, skipLines: 0 };
}

async function* readRows(
  content: Buffer,
  encoding: TextEncoding,
  delimiter: string,
  skipLines: number,
): AsyncGenerator<SheetRow> {
  const source = Readable.from(decoded(content, encoding));
  const parser = parse({
    delimiter,
    bom: true,
    from_line: skipLines + 1,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: 2_000_000,
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  // Rows are counted as the spreadsheet shows them: blank lines count, line ends inside quotes do not.
  let row = skipLines;
  let count = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      const cells = record.map(ofText);
      if (!cells.some((cell) => cell !== undefined)) continue;
      const beyond = cells.findIndex((cell, column) => column >= SPREADSHEET_LIMITS.columns && cell !== undefined);
      if (beyond >= 0) {
        throw new SpreadsheetRefused('file.too-many-columns', {
          cell: `${columnLetter(beyond)}${row}`,
          maxColumns: SPREADSHEET_LIMITS.columns,
        });
      }
      count += 1;
      if (count > SPREADSHEET_LIMITS.rows + 1)
        throw new SpreadsheetRefused('file.too-many-rows', { maxRows: SPREADSHEET_LIMITS.rows });
      yield { row, cells: cells.slice(0, SPREADSHEET_LIMITS.columns), isHidden: false };
    }
  } catch (error) {
    throw refusal(error);
  } finally {
    source.destroy();
    parser.destroy();
  }
}

function countLines(content: Buffer): number {
  let count = 0;
  for (let at = content.indexOf(10); at >= 0; at = content.indexOf(10, at + 1)) count += 1;
  return count;
}

function* decoded(content: Buffer, encoding: TextEncoding): Generator<string> {
  const decoder = iconv.getDecoder(encoding);
  for (let start = 0; start < content.length; start += 65_536)
    yield decoder.write(content.subarray(start, start + 65_536));
  yield decoder.end() ?? '';
}

function refusal(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = Number((error as { lines?: number }).lines ?? 0);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new SpreadsheetRefused('file.quote-not-closed', { line });
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new SpreadsheetRefused('file.quote-not-closed', { line });
  return new SpreadsheetRefused('file.damaged', { why: error.message.slice(0, 120) });
}

/** In a text file everything is text; what looks like a formula or a number that lost its digits is one. */
function ofText(raw: string): Cell | undefined {
  const text = storable(raw);
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  // `="2023011201100024"` keeps digits in a CSV that Excel opens.
  const kept = /^="([^"]*)"$/.exec(trimmed);
  if (kept) return { kind: 'text', text: kept[1]! };
  if (trimmed.startsWith('='))
    return { kind: 'unreadable', why: 'formula', text: storable(trimmed.slice(0, CELL_READ_MAX_CHARACTERS)) };
  if (/^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/.test(trimmed))
    return { kind: 'unreadable', why: 'error-value', text: trimmed };
  if (/^\d(?:[.,]\d+)?E\+\d{2,3}$/i.test(trimmed)) return { kind: 'unreadable', why: 'digits-lost', text: trimmed };
  if (trimmed.length > CELL_READ_MAX_CHARACTERS)
    return { kind: 'unreadable', why: 'too-long', text: storable(trimmed.slice(0, CELL_READ_MAX_CHARACTERS)) };
  return { kind: 'text', text };
}
