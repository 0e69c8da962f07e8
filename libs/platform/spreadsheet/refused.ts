import { BadInput, type ErrorFacts } from '#domain/errors';

/** Limits of an uploaded table. Each refusal names the one that was passed. */
export const SPREADSHEET_LIMITS = {
  /** Of the file as uploaded. */
  fileBytes: 20 * 1024 * 1024,
  /** Of all parts unpacked that are read, counted while unpacking. */
  unpackedBytes: 192 * 1024 * 1024,
  /** Of one part unpacked. */
  partBytes: 128 * 1024 * 1024,
  /** Parts in the archive; a workbook has some dozens. */
  parts: 2_000,
  /** Rows that hold anything. */
  rows: 20_000,
  columns: 60,
  sheets: 100,
  /** Characters of all shared texts together: they are the one thing kept in memory. */
  sharedCharacters: 16_000_000,
  sharedTexts: 500_000,
  /** Bytes of XML without one complete tag: nothing that Excel writes comes near. */
  xmlRunBytes: 1_000_000,
  /** Open tags inside each other. */
  xmlDepth: 64,
} as const;

export type RefusalCode =
  | 'file.empty'
  | 'file.too-large'
  | 'file.old-excel'
  | 'file.password'
  | 'file.binary-workbook'
  | 'file.open-document'
  | 'file.pdf'
  | 'file.web-page'
  | 'file.archive'
  | 'file.no-table'
  | 'file.damaged'
  | 'file.unpacks-too-large'
  | 'file.hostile'
  | 'file.encoding'
  | 'file.too-many-rows'
  | 'file.too-many-columns'
  | 'file.too-many-texts'
  | 'file.quote-not-closed';

const SAVE_AS = 'A workbook saved as .xlsx, or a table saved as .csv';
const megabytes = (bytes: unknown): string => `${Math.round(Number(bytes) / 1024 / 1024)} MB`;

const TEXTS: Readonly<Record<RefusalCode, { detail: (facts: ErrorFacts) => string; allowed: string }>> = {
  'file.empty': { detail: () => 'The file is empty.', allowed: SAVE_AS },
  'file.too-large': { detail: (f) => `The file is larger than ${megabytes(f.maxBytes)}.`, allowed: 'Files up to 20 MB' },
  'file.old-excel': { detail: () => 'An Excel file of the old kind (.xls).', allowed: SAVE_AS },
  'file.password': { detail: () => 'The file is protected with a password.', allowed: 'The file saved without a password' },
  'file.binary-workbook': { detail: () => 'A binary workbook (.xlsb).', allowed: SAVE_AS },
  'file.open-document': { detail: () => 'An OpenDocument file (.ods).', allowed: SAVE_AS },
  'file.pdf': { detail: () => 'A PDF document, not a spreadsheet.', allowed: SAVE_AS },
  'file.web-page': { detail: () => 'A web page or an XML document, not a spreadsheet, whatever its name says.', allowed: SAVE_AS },
  'file.archive': { detail: () => 'An archive without a workbook in it.', allowed: 'The workbook itself, not packed' },
  'file.no-table': { detail: () => 'Not a spreadsheet.', allowed: SAVE_AS },
  'file.damaged': { detail: (f) => `The file is damaged (${f.why}).`, allowed: 'The file opened and saved again in the spreadsheet program' },
  'file.unpacks-too-large': { detail: (f) => `The file unpacks to more than ${megabytes(f.maxBytes)}.`, allowed: 'At most 20,000 rows and 60 columns, without pictures and empty formatted cells' },
  'file.hostile': { detail: (f) => `The file holds what no spreadsheet program writes (${f.why}).`, allowed: SAVE_AS },
  'file.encoding': { detail: () => 'The characters of the text file cannot be told.', allowed: 'CSV in UTF-8, UTF-16 or GB18030' },
  'file.too-many-rows': { detail: (f) => `The file has more than ${f.maxRows} rows.`, allowed: 'At most 20,000 rows in one file' },
  'file.too-many-columns': { detail: (f) => `Something stands in cell ${f.cell}, beyond the ${f.maxColumns} columns that are read.`, allowed: 'At most 60 columns' },
  'file.too-many-texts': { detail: () => 'The file holds more text than a register of 20,000 rows needs.', allowed: 'At most 20,000 rows and 60 columns' },
  'file.quote-not-closed': { detail: (f) => `A quotation mark in line ${f.line} is never closed.`, allowed: 'Each opening quotation mark closed by another one' },
}; // prettier-ignore

/** The file as a whole cannot be read. Thrown at the upload, or noted on the import when it shows only while reading. */
export class SpreadsheetRefused extends BadInput {
  readonly detail: string;
  readonly allowed: string;

  constructor(
    override readonly code: RefusalCode,
    readonly facts: ErrorFacts = {},
  ) {
    const { detail, allowed } = { detail: TEXTS[code].detail(facts), allowed: TEXTS[code].allowed };
    super(code, [{ field: 'file', code, detail, allowed }]);
    this.detail = detail;
    this.allowed = allowed;
  }
}
