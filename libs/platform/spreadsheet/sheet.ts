import type { SheetRow } from '#domain/register/cell';

/** One sheet of a spreadsheet. */
export interface Sheet {
  name: string;
  isHidden: boolean;
  /** Rows that hold anything, in their order, read as they are asked for. May be read once more from the start. */
  rows(): AsyncGenerator<SheetRow>;
  /** About how many rows there are, counted without reading them; for a progress bar. */
  estimateRows(): Promise<number>;
  /** Ranges of merged cells (`A5:A9`), complete once all rows were read. */
  merged(): readonly string[];
}

/** An opened spreadsheet: nothing but names was read so far. */
export interface Spreadsheet {
  format: 'xlsx' | 'csv';
  /** Of a text file: how its characters and columns were told. */
  text?: { encoding: string; delimiter: string };
  sheets: readonly Sheet[];
}
