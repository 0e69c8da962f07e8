import type { SheetData } from 'write-excel-file/node';
import type { Page } from '../http/page.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** One column of a written workbook. */
export interface WorkbookColumn<Row> {
  heading: string;
  /** characters */
  width: number;
  /** text, number, or a day `YYYY-MM-DD`; null = empty */
  value: (row: Row) => string | number | null;
  kind?: 'text' | 'day' | 'number';
  wrap?: boolean;
}

/**
 * Rows as a workbook (.xlsx) with one sheet, headings frozen. Days are real dates, shown as ISO; no text is ever a formula.
 *
 * @param rows in portions, so that a long list need not be in memory as a whole
 */
export async function workbookOf<Row>(
  sheet: string,
  columns: readonly WorkbookColumn<Row>[],
  rows: AsyncIterable<readonly Row[]>,
): Promise<Buffer> {
  // Loaded by the first who asks, not by every start.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const data: SheetData = [columns.map(({ heading }) => ({ value: heading, fontWeight: 'bold' as const }))];
  for await (const portion of rows) for (const row of portion) data.push(columns.map((column) => cellOf(column, row)));
  return writeXlsxFile(data, {
    sheet,
    stickyRowsCount: 1,
    columns: columns.map(({ width }) => ({ width })),
  }).toBuffer();
}

/** Rows that a list hands on at a time: the largest page that one gives. */
const PORTION = 200;

/**
 * The rows of a list, page by page, for `workbookOf`.
 *
 * @param list one page of it, from the cursor of the page before
 * @param mostRows where the workbook ends; a multiple of 200
 */
export async function* rowsOf<Row>(
  list: (page: { limit: number; cursor?: string }) => Promise<Page<Row>>,
  mostRows: number,
): AsyncGenerator<Row[]> {
  let cursor: string | undefined;
  for (let rows = 0; rows < mostRows; rows += PORTION) {
    const page = await list({ limit: PORTION, cursor });
    yield page.items;
    if (page.nextCursor === null) return;
    cursor = page.nextCursor;
  }
}

function cellOf<Row>({ value, kind = 'text', wrap }: WorkbookColumn<Row>, row: Row): SheetData[number][number] {
  const found = value(row);
  if (found === null) return null;
  if (kind === 'number') return { value: Number(found), type: Number };
  if (kind === 'day') return { value: new Date(`${found}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  return { value: harmless(String(found)), type: String, ...(wrap && { wrap }) };
}

/** Text that a spreadsheet would take for a formula, here or after saving as .csv, is kept text by an apostrophe. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
