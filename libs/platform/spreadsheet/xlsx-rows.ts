import { CELL_READ_MAX_CHARACTERS, columnIndex, columnLetter, type Cell, type SheetRow } from '#domain/register/cell';
import { isDay } from '#domain/day';
import { storable } from '#domain/register/text';
import { dayOfSerial, plainNumber } from './number-format.js';
import { SPREADSHEET_LIMITS, SpreadsheetRefused } from './refused.js';
import { parseXml } from './xml.js';
import type { Book } from './xlsx-book.js';
import { type SharedText, TextGatherer, unescapeText } from './xlsx-text.js';

export async function* readRows(book: Book, path: string, merged: string[]): AsyncGenerator<SheetRow> {
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
