import { workbookOf, type WorkbookColumn } from '#platform/spreadsheet/workbook';
import type { ImportFault } from './register-import.dto.js';

const COLUMNS: readonly WorkbookColumn<ImportFault>[] = [
  { heading: 'Row / 行', width: 8, value: ({ row }) => row, kind: 'number' },
  { heading: 'Column / 列', width: 10, value: ({ column }) => column, wrap: true },
  { heading: 'Heading / 标题', width: 32, value: ({ heading }) => heading, wrap: true },
  { heading: 'In the file / 文件内容', width: 36, value: ({ found }) => found, wrap: true },
  { heading: 'What is wrong / 问题', width: 52, value: ({ detail }) => detail, wrap: true },
  { heading: 'What is allowed / 允许的内容', width: 60, value: ({ allowed }) => allowed, wrap: true },
];

/** The faults of a register as a workbook, one line each, to be worked off beside the file. */
export function faultsWorkbook(faults: AsyncIterable<ImportFault[]>): Promise<Buffer> {
  return workbookOf('Faults 问题', COLUMNS, faults);
}
