import type { SheetData } from 'write-excel-file/node';
import type { ImportFault } from './register-import.dto.js';

const HEADINGS = [
  'Row / 行',
  'Column / 列',
  'Heading / 标题',
  'In the file / 文件内容',
  'What is wrong / 问题',
  'What is allowed / 允许的内容',
];
const WIDTHS = [8, 10, 32, 36, 52, 60];

/** The faults of a register as a workbook, one line each, to be worked off beside the file. */
export async function faultsWorkbook(faults: AsyncIterable<ImportFault[]>): Promise<Buffer> {
  // Loaded by the first who asks, not by every start.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const data: SheetData = [HEADINGS.map((value) => ({ value, fontWeight: 'bold' as const }))];
  for await (const portion of faults) {
    for (const { row, column, heading, found, detail, allowed } of portion) {
      const texts = [column, heading, found, detail, allowed].map((text) => ({
        value: harmless(text),
        type: String,
        wrap: true,
      }));
      data.push([{ value: row, type: Number }, ...texts]);
    }
  }
  const workbook = writeXlsxFile(data, {
    sheet: 'Faults 问题',
    stickyRowsCount: 1,
    columns: WIDTHS.map((width) => ({ width })),
  });
  return workbook.toBuffer();
}

/** Text that a spreadsheet would take for a formula, here or after saving as .csv, is kept text by an apostrophe. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
