import { COLUMN_LABELS, REGISTER_COLUMNS } from '#domain/register/columns';

/** The api refuses a larger file too (SPREADSHEET_LIMITS.fileBytes); here it is said before the upload. */
export const FILE_MAX_BYTES = 20 * 1024 * 1024;

/** What the dialog of the browser offers. */
export const FILE_ACCEPT = '.xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv';

/** Why a file is refused before it is sent; the same codes as the api's, which looks inside. */
export type FileRefusal =
  | 'file.empty'
  | 'file.too-large'
  | 'file.old-excel'
  | 'file.binary-workbook'
  | 'file.open-document'
  | 'file.pdf'
  | 'file.archive'
  | 'file.no-table';

const REFUSED_ENDINGS: Readonly<Record<string, FileRefusal>> = {
  xls: 'file.old-excel',
  xlsb: 'file.binary-workbook',
  ods: 'file.open-document',
  pdf: 'file.pdf',
  zip: 'file.archive',
};
const KNOWN_ENDINGS = ['xlsx', 'xlsm', 'csv', 'txt', 'tsv'];

/** Judges a file by name and size only; null when it may be sent. */
export function refusalOf(file: Pick<File, 'name' | 'size'>): FileRefusal | null {
  if (file.size === 0) return 'file.empty';
  if (file.size > FILE_MAX_BYTES) return 'file.too-large';
  const ending = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  if (KNOWN_ENDINGS.includes(ending)) return null;
  return REFUSED_ENDINGS[ending] ?? 'file.no-table';
}

/**
 * An empty register with every heading in both scripts. UTF-8 with a byte order mark, without which Excel reads Chinese
 * as Western letters.
 */
export function emptyRegister(): Blob {
  const headings = REGISTER_COLUMNS.map((column) => `"${COLUMN_LABELS[column]}"`).join(',');
  return new Blob([`\uFEFF${headings}\r\n`], { type: 'text/csv;charset=utf-8' });
}

/** Hands a file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // the browser takes the content within the click's task; later it would only hold memory
  setTimeout(() => URL.revokeObjectURL(address));
}
