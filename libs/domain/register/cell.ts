import type { Day } from '../day.js';

/** Why a cell holds nothing that may be read. The reader of the file decides, the register turns it into a fault. */
export type UnreadableWhy =
  /** A formula: what it shows depends on another program. `text` is the formula with its `=`. */
  | 'formula'
  /** `#REF!`, `#N/A` ...: the spreadsheet itself could not work it out. */
  | 'error-value'
  /** More than any column may hold (CELL_READ_MAX_CHARACTERS). `text` is the beginning. */
  | 'too-long'
  /** A number of 16 or more digits: spreadsheets keep 15 and write zeros for the rest. */
  | 'digits-lost'
  /** Formatted as a date, but the number stands for no day between 1900 and 2199. */
  | 'no-such-day';

/** What stands in one cell, told apart by what the file says of it and not by what it looks like. */
export type Cell =
  | { kind: 'text'; text: string }
  /** A number as it was typed: no exponent, no rounding tail. */
  | { kind: 'number'; text: string }
  /** A number that the spreadsheet shows as a date. */
  | { kind: 'day'; text: string; day: Day }
  | { kind: 'boolean'; text: string }
  | { kind: 'unreadable'; text: string; why: UnreadableWhy };

/** No cell is read further than this, whatever its column; what a column may hold, `cellMaxCharacters` tells. */
export const CELL_READ_MAX_CHARACTERS = 10_000;

/** One row of a sheet. Empty cells are `undefined`. */
export interface SheetRow {
  /** As the spreadsheet counts: from 1. */
  row: number;
  cells: readonly (Cell | undefined)[];
  isHidden: boolean;
}

/** @param column from 0 @returns `A` ... `Z`, `AA` ... */
export function columnLetter(column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

/** @param letters `A` ... `XFD` @returns from 0 */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + (letter.charCodeAt(0) - 64);
  return index - 1;
}
