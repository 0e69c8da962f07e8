import { posix } from 'node:path';
import { CELL_READ_MAX_CHARACTERS, columnIndex, columnLetter, type Cell, type SheetRow } from '#domain/register/cell';
import { isDay } from '#domain/day';
import { storable } from '#domain/register/text';
import { Archive } from './archive.js';
import { dayOfSerial, isDateFormat, plainNumber, zeroPadding } from './number-format.js';
import { SPREADSHEET_LIMITS, SpreadsheetRefused } from './refused.js';
import type { Sheet, Spreadsheet } from './sheet.js';
import { parseWholeXml, parseXml } from './xml.js';

/** What a style says of the numbers that wear it. */
interface Style {
  isDate: boolean;
  zeroPadding: number;
}

/** Texts shared by the cells of all sheets. One that is too long is kept as its beginning. */
interface SharedText {
  text: string;
  isTooLong: boolean;
}

interface Book {
  archive: Archive;
  is1904: boolean;
  styles: readonly Style[];
  shared: readonly SharedText[];
}

/**
 * Opens a workbook (.xlsx, .xlsm; its macros are never looked at). Parts are found by the relationships of the package,
 * as other programs than Excel name them freely.
 *
 * @throws SpreadsheetRefused
 */
export async function openXlsx(content: Buffer): Promise<Spreadsheet> {
  const archive = await Archive.open(content);
  const bookPath = await workbookPath(archive);
  const relations = await relationsOf(archive, bookPath);
  const { is1904, sheets } = await readWorkbook(archive, bookPath);
  if (sheets.length > SPREADSHEET_LIMITS.sheets)
    throw new SpreadsheetRefused('file.hostile', { why: `more than ${SPREADSHEET_LIMITS.sheets} sheets` });
  const part = (type: string): string | undefined => relations.find((relation) => relation.type === type)?.target;
  const book: Book = {
    archive,
    is1904,
    styles: await readStyles(archive, part('styles')),
    shared: await readShared(archive, part('sharedStrings')),
  };
  const readable = sheets.flatMap(({ name, relationId, isHidden }) => {
    const relation = relations.find(({ id }) => id === relationId);
    return relation?.type === 'worksheet' && archive.has(relation.target)
      ? [sheetOf(book, name, isHidden, relation.target)]
      : [];
  });
  if (readable.length === 0) throw new SpreadsheetRefused('file.archive');
  return { format: 'xlsx', sheets: readable };
}

interface Relation {
  id: string;
  /** Last word of the type's address: `worksheet`, `styles`, `sharedStrings`, `officeDocument`. */
  type: string;
  target: string;
}

async function relationsOf(archive: Archive, path: string): Promise<Relation[]> {
  const folder = posix.dirname(path);
  const name = posix.join(folder, '_rels', `${posix.basename(path)}.rels`);
  const relations: Relation[] = [];
  if (!archive.has(name)) return relations;
  await parseWholeXml(archive.bytes(name), {
    open(tag, attributes) {
      if (tag !== 'Relationship' || attributes.TargetMode === 'External') return;
      const target = attributes.Target ?? '';
      const resolved = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target));
      relations.push({ id: attributes.Id ?? '', type: (attributes.Type ?? '').split('/').pop()!, target: resolved });
    },
    close() {},
    text() {},
  });
  return relations;
}

async function workbookPath(archive: Archive): Promise<string> {
  const names = archive.names();
  if (names.includes('mimetype') && names.includes('content.xml')) throw new SpreadsheetRefused('file.open-document');
  const office = (await relationsOf(archive, '')).find(({ type }) => type === 'officeDocument')?.target;
  if (office?.endsWith('.bin')) throw new SpreadsheetRefused('file.binary-workbook');
  const isWorkbook = office !== undefined && archive.has(office) && /(^|\/)workbook[^/]*\.xml$/i.test(office);
  if (!isWorkbook) throw new SpreadsheetRefused('file.archive');
  return office;
}

async function readWorkbook(archive: Archive, path: string) {
  let is1904 = false;
  const sheets: { name: string; relationId: string; isHidden: boolean }[] = [];
  await parseWholeXml(archive.bytes(path), {
    open(tag, attributes) {
      if (tag === 'workbookPr') is1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (tag !== 'sheet') return;
      // The prefix of the relationship id is free; its name is not.
      const relationId = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
      sheets.push({
        name: (attributes.name ?? '').slice(0, 100),
        relationId,
        isHidden: (attributes.state ?? 'visible') !== 'visible',
      });
    },
    close() {},
    text() {},
  });
  return { is1904, sheets };
}

async function readStyles(archive: Archive, path: string | undefined): Promise<Style[]> {
  if (!path || !archive.has(path)) return [];
  const codes = new Map<number, string>();
  const formatIds: number[] = [];
  let isInCellXfs = false;
  await parseWholeXml(archive.bytes(path), {
    open(tag, attributes) {
      if (tag === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (tag === 'cellXfs') isInCellXfs = true;
      if (tag === 'xf' && isInCellXfs) formatIds.push(Number(attributes.numFmtId ?? 0));
      if (codes.size + formatIds.length > 70_000)
        throw new SpreadsheetRefused('file.hostile', { why: 'more styles than Excel allows' });
    },
    close(tag) {
      if (tag === 'cellXfs') isInCellXfs = false;
    },
    text() {},
  });
  return formatIds.map((id) => ({ isDate: isDateFormat(id, codes.get(id)), zeroPadding: zeroPadding(codes.get(id)) }));
}

async function readShared(archive: Archive, path: string | undefined): Promise<SharedText[]> {
  if (!path || !archive.has(path)) return [];
  const shared: SharedText[] = [];
  const gather = new TextGatherer();
  let characters = 0;
  await parseWholeXml(archive.bytes(path), {
    open(tag) {
      if (tag === 'si') gather.start();
      gather.open(tag);
    },
    close(tag) {
      gather.close(tag);
      if (tag !== 'si') return;
      const text = gather.take();
      characters += text.text.length;
      shared.push(text);
      if (shared.length > SPREADSHEET_LIMITS.sharedTexts || characters > SPREADSHEET_LIMITS.sharedCharacters)
        throw new SpreadsheetRefused('file.too-many-texts');
    },
    text: (text) => gather.text(text),
  });
  return shared;
}

/** Gathers the runs of a rich text (`t` inside `r`), without the phonetic guides of Japanese and Chinese (`rPh`). */
class TextGatherer {
  private parts = '';
  private isTooLong = false;
  private isInText = false;
  private isInGuide = false;

  start(): void {
    this.parts = '';
    this.isTooLong = false;
    this.isInText = false;
    this.isInGuide = false;
  }

  open(tag: string): void {
    if (tag === 'rPh') this.isInGuide = true;
    if (tag === 't') this.isInText = true;
  }

  close(tag: string): void {
    if (tag === 'rPh') this.isInGuide = false;
    if (tag === 't') this.isInText = false;
  }

  text(text: string): void {
    if (!this.isInText || this.isInGuide) return;
    // Twice the limit is kept, so that spaces at the ends and escapes do not make a cell too long.
    if (this.parts.length <= CELL_READ_MAX_CHARACTERS * 2)
      this.parts += text.slice(0, CELL_READ_MAX_CHARACTERS * 2 + 1);
    else this.isTooLong = true;
  }

  take(): SharedText {
    const text = unescapeText(this.parts);
    const isTooLong = this.isTooLong || text.trim().length > CELL_READ_MAX_CHARACTERS;
    return { text: storable(isTooLong ? text.slice(0, CELL_READ_MAX_CHARACTERS) : text), isTooLong };
  }
}

/** Excel writes what XML cannot carry as `_x000D_`. */
function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function sheetOf(book: Book, name: string, isHidden: boolean, path: string): Sheet {
  const merged: string[] = [];
  return {
    name,
    isHidden,
    merged: () => merged,
    estimateRows: () => countRowTags(book.archive, path),
    rows: () => readRows(book, path, merged),
  };
}

/** Row tags of a sheet, counted without parsing: some 20 times as fast. One cut in two by a chunk is missed. */
async function countRowTags(archive: Archive, path: string): Promise<number> {
  let count = 0;
  for await (const chunk of archive.bytes(path, false)) {
    for (let at = chunk.indexOf('row '); at >= 0; at = chunk.indexOf('row ', at + 4)) {
      if (chunk[at - 1] === 0x3c || chunk[at - 1] === 0x3a) count += 1;
    }
  }
  return count;
}

async function* readRows(book: Book, path: string, merged: string[]): AsyncGenerator<SheetRow> {
  merged.length = 0;
  const reader = new SheetReader(book, merged);
  let count = 0;
  for await (const _ of parseXml(book.archive.bytes(path), reader)) {
    void _;
    for (const row of reader.takeRows()) {
      count += 1;
      if (count > SPREADSHEET_LIMITS.rows + 1)
        throw new SpreadsheetRefused('file.too-many-rows', { maxRows: SPREADSHEET_LIMITS.rows });
      yield row;
    }
  }
}

/** Turns the tags of a sheet into rows. */
class SheetReader {
  private ready: SheetRow[] = [];
  private row = 0;
  private isRowHidden = false;
  private cells: (Cell | undefined)[] = [];
  private column = -1;
  private type = 'n';
  private style = 0;
  private value = '';
  private formula: string | null = null;
  private isInValue = false;
  private isInFormula = false;
  private readonly inline = new TextGatherer();

  constructor(
    private readonly book: Book,
    private readonly merged: string[],
  ) {}

  takeRows(): SheetRow[] {
    const rows = this.ready;
    this.ready = [];
    return rows;
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'row') {
      this.row = /^\d{1,7}$/.test(attributes.r ?? '') ? Number(attributes.r) : this.row + 1;
      this.isRowHidden = attributes.hidden === '1' || attributes.hidden === 'true';
      this.cells = [];
      this.column = -1;
    } else if (tag === 'c') {
      const letters = /^[A-Z]+/i.exec(attributes.r ?? '')?.[0];
      this.column = letters === undefined ? this.column + 1 : columnIndex(letters);
      this.type = attributes.t ?? 'n';
      this.style = Number(attributes.s ?? 0);
      this.value = '';
      this.formula = null;
      this.inline.start();
    } else if (tag === 'v') this.isInValue = true;
    else if (tag === 'f') {
      this.isInFormula = true;
      this.formula ??= '';
    } else if (tag === 'mergeCell') {
      if (attributes.ref && this.merged.length < 10_000) this.merged.push(attributes.ref);
    } else this.inline.open(tag);
  }

  close(tag: string): void {
    if (tag === 'v') this.isInValue = false;
    else if (tag === 'f') this.isInFormula = false;
    else if (tag === 'c') this.endCell();
    else if (tag === 'row') {
      if (this.cells.some((cell) => cell !== undefined))
        this.ready.push({ row: this.row, cells: this.cells, isHidden: this.isRowHidden });
    } else this.inline.close(tag);
  }

  text(text: string): void {
    if (this.isInValue) this.value += text.slice(0, CELL_READ_MAX_CHARACTERS * 2 + 1 - this.value.length);
    else if (this.isInFormula) this.formula = (this.formula + text).slice(0, CELL_READ_MAX_CHARACTERS);
    else this.inline.text(text);
  }

  private endCell(): void {
    const cell = this.cell();
    if (!cell) return;
    if (this.column >= SPREADSHEET_LIMITS.columns) {
      throw new SpreadsheetRefused('file.too-many-columns', {
        cell: `${columnLetter(this.column)}${this.row}`,
        maxColumns: SPREADSHEET_LIMITS.columns,
      });
    }
    while (this.cells.length < this.column) this.cells.push(undefined);
    this.cells[this.column] = cell;
  }

  private cell(): Cell | undefined {
    if (this.formula !== null)
      return { kind: 'unreadable', why: 'formula', text: storable(`=${this.formula || this.value}`) };
    if (this.type === 'inlineStr') return ofText(this.inline.take());
    if (this.value === '') return undefined;
    switch (this.type) {
      case 's': {
        const shared = this.book.shared[Number(this.value)];
        if (!shared)
          throw new SpreadsheetRefused('file.damaged', {
            why: `cell ${columnLetter(this.column)}${this.row} names a text that is not there`,
          });
        return ofText(shared);
      }
      case 'str': {
        const text = unescapeText(this.value);
        const isTooLong = text.trim().length > CELL_READ_MAX_CHARACTERS;
        return ofText({ text: storable(text.slice(0, CELL_READ_MAX_CHARACTERS * 2)), isTooLong });
      }
      case 'b':
        return { kind: 'boolean', text: this.value === '1' ? 'TRUE' : 'FALSE' };
      case 'e':
        return { kind: 'unreadable', why: 'error-value', text: this.value };
      case 'd': {
        const day = this.value.slice(0, 10);
        return isDay(day)
          ? { kind: 'day', text: day, day }
          : { kind: 'unreadable', why: 'no-such-day', text: this.value };
      }
      default:
        return this.number();
    }
  }

  private number(): Cell {
    const style = this.book.styles[this.style];
    if (style?.isDate) {
      const day = dayOfSerial(Number(this.value), this.book.is1904);
      return day ? { kind: 'day', text: day, day } : { kind: 'unreadable', why: 'no-such-day', text: this.value };
    }
    const text = plainNumber(this.value);
    if (text === null)
      return { kind: 'unreadable', why: 'digits-lost', text: BigInt(Number(this.value)).toString().slice(0, 80) };
    return {
      kind: 'number',
      text: style && style.zeroPadding > 0 && /^\d+$/.test(text) ? text.padStart(style.zeroPadding, '0') : text,
    };
  }
}

function ofText({ text, isTooLong }: SharedText): Cell | undefined {
  if (isTooLong) return { kind: 'unreadable', why: 'too-long', text };
  return text.trim() === '' ? undefined : { kind: 'text', text };
}
