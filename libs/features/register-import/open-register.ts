import type { SheetRow } from '#domain/register/cell';
import { COLUMN_LABELS, HEADINGS_WITHIN_ROWS, isHeadingRow, readHeadings, type ColumnChoices, type Headings } from '#domain/register/columns'; // prettier-ignore
import { isBlankRow } from '#domain/register/row';
import { storable } from '#domain/register/text';
import type { Sheet, Spreadsheet } from '#platform/spreadsheet/sheet';
import { openSpreadsheet } from '#platform/spreadsheet/spreadsheet';
import type { ImportReading } from './register-import.dto.js';
import { RegisterRefused } from './register-refusal.js';

/** An opened register: the sheet and its headings are known, its rows are read as they are asked for. */
export interface OpenRegister {
  reading: ImportReading;
  headings: Headings;
  /** Below the headings, without blank rows. May be read once more. */
  rows(): AsyncGenerator<SheetRow>;
  estimateRows(): Promise<number>;
  merged(): readonly string[];
}

/**
 * Opens an uploaded file as a register: the first sheet (visible ones first) that has a row of headings with every
 * column that is needed.
 *
 * @param choices what the reader says of single headings, by `headingKey`
 * @param tell gets what was recognised before a refusal for missing or doubled columns, so that the reader can choose
 * @throws SpreadsheetRefused, RegisterRefused
 */
export async function openRegister(
  content: Buffer,
  choices: ColumnChoices,
  tell: (reading: ImportReading) => void = () => {},
): Promise<OpenRegister> {
  const spreadsheet = await openSpreadsheet(content);
  const candidates: { sheet: Sheet; headings: Headings }[] = [];
  let firstRow: string[] = [];
  for (const sheet of [...spreadsheet.sheets].sort((a, b) => Number(a.isHidden) - Number(b.isHidden))) {
    const { headings, first } = await findHeadings(sheet, choices);
    if (firstRow.length === 0) firstRow = first;
    if (headings) candidates.push({ sheet, headings });
    if (headings?.missing.length === 0) break;
  }
  const chosen = candidates.find(({ headings }) => headings.missing.length === 0) ?? bestOf(candidates);
  if (!chosen) throw new RegisterRefused('register.no-headings', { firstRow });
  const { sheet, headings } = chosen;
  const reading = readingOf(spreadsheet, sheet, headings);
  tell(reading);
  if (headings.missing.length > 0) {
    throw new RegisterRefused('register.columns-missing', {
      columns: headings.missing,
      missing: headings.missing.map((column) => COLUMN_LABELS[column]),
    });
  }
  const twice = headings.twice[0];
  if (twice) {
    throw new RegisterRefused('register.column-twice', {
      as: twice.as,
      column: COLUMN_LABELS[twice.as],
      letters: twice.letters,
    });
  }
  return {
    reading,
    headings,
    rows: () => rowsBelow(sheet, headings),
    estimateRows: async () => Math.max(0, (await sheet.estimateRows()) - headings.row),
    merged: () => sheet.merged(),
  };
}

/** The sheet with the most known headings, the first of equals: a cover sheet may have a few of the words too. */
function bestOf<T extends { headings: Headings }>(candidates: readonly T[]): T | undefined {
  const most = Math.max(...candidates.map(({ headings }) => headings.columns.size));
  return candidates.find(({ headings }) => headings.columns.size === most);
}

async function findHeadings(
  sheet: Sheet,
  choices: ColumnChoices,
): Promise<{ headings: Headings | null; first: string[] }> {
  let best: Headings | null = null;
  let first: string[] = [];
  let seen = 0;
  for await (const row of sheet.rows()) {
    if (seen === 0) first = row.cells.flatMap((cell) => (cell ? [storable(cell.text.slice(0, 80))] : [])).slice(0, 60);
    const headings = readHeadings(row.row, row.cells, choices);
    if (isHeadingRow(headings) && headings.columns.size > (best?.columns.size ?? 0)) best = headings;
    seen += 1;
    if (seen >= HEADINGS_WITHIN_ROWS || best?.missing.length === 0) break;
  }
  return { headings: best, first };
}

async function* rowsBelow(sheet: Sheet, headings: Headings): AsyncGenerator<SheetRow> {
  for await (const row of sheet.rows()) if (row.row > headings.row && !isBlankRow(row, headings)) yield row;
}

function readingOf(spreadsheet: Spreadsheet, sheet: Sheet, headings: Headings): ImportReading {
  return {
    format: spreadsheet.format,
    encoding: spreadsheet.text?.encoding ?? null,
    delimiter: spreadsheet.text?.delimiter ?? null,
    sheet: sheet.name,
    otherSheets: spreadsheet.sheets.filter((other) => other !== sheet).map(({ name }) => name),
    headingRow: headings.row,
    headings: headings.found.map(({ letter, heading, as }) => ({
      letter,
      heading: storable(heading.slice(0, 200)),
      as,
    })),
    rows: 0,
  };
}
