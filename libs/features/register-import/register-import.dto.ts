import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, Max, Min } from 'class-validator';
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import { REGISTER_COLUMNS, type RegisterColumn } from '#domain/register/columns';
import { LANGUAGES, type Language } from '#domain/permissions';
import { PageQuery } from '#platform/http/page';

/**
 * checking: the file is being read. faulty: nothing can be imported until it is corrected. ready: may be imported.
 * importing. imported. failed: refused as a whole, or stopped by an error of ours; `failure` says which.
 */
export const IMPORT_STATES = ['checking', 'faulty', 'ready', 'importing', 'imported', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** In the order in which they are made. */
export const IMPORT_NOUNS = [
  'client',
  'contact',
  'factory',
  'product',
  'certificate',
  'declaration',
  'member',
  'note',
] as const;
export type ImportNoun = (typeof IMPORT_NOUNS)[number];

export class ImportListQuery extends PageQuery {}

export class ImportFaultsQuery extends PageQuery {
  /** row: as they stand in the file. kind: what is wrong in the same way stands together. */
  @ApiPropertyOptional({ enum: ['row', 'kind'], default: 'row' })
  @IsOptional()
  @IsIn(['row', 'kind'])
  sort?: 'row' | 'kind';
}

export class ImportRowsQuery {
  /** number of the row in the middle, as the spreadsheet counts */
  @Type(() => Number) @IsInt() @Min(1) @Max(1_048_576) around: number;
}

/** How the import is to be run. */
export class ExecutionInput {
  /** answer to each question: country -> zone of the tz database, e.g. `{ "US": "America/New_York" }` */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } })
  @IsOptional()
  @IsObject()
  zones?: Record<string, string>;

  /** rows that are known and differ: false leaves them as they are here, true takes over what the file says */
  @IsOptional() @IsBoolean() updatesKnown?: boolean;
}

/** The figures that the person has seen and lets go. */
export class MailConfirmationInput {
  @IsInt() @Min(0) mails: number;
  @IsInt() @Min(0) people: number;
}

/** What each heading of the file stands for; headings left out are read by their words. */
export class ColumnChoicesInput {
  /** heading as it stands in the file -> column, or `ignore` */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', enum: [...REGISTER_COLUMNS, 'ignore'] } })
  @IsObject()
  choices: Record<string, RegisterColumn | 'ignore'>;
}

export class ImportUpload {
  @ApiProperty({ type: 'string', format: 'binary' }) file: unknown;
}

/** One row of the list of imports. */
export class ImportLine {
  id: string;
  fileName: string;
  @ApiProperty({ enum: IMPORT_STATES }) state: ImportState;
  rows: number | null;
  faults: number;
  /** of the member who uploaded it */
  createdBy: string | null;
  /** instant */
  createdAt: string;
  /** instant */
  executedAt: string | null;
  /** its mails wait until a person lets them go */
  holdsMails: boolean;
}

export class ImportPage {
  items: ImportLine[];
  nextCursor: string | null;
}

/** Why the file was refused as a whole, or why the import stopped. */
export class ImportFailure {
  /** stable, e.g. `file.pdf`, `register.columns-missing` */
  code: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) facts: Record<string, unknown>;
  detail: string;
  allowed: string | null;
}

export class ImportHeading {
  /** in the spreadsheet, `T` */
  letter: string;
  heading: string;
  /** null: the column is left alone */
  @ApiProperty({ enum: REGISTER_COLUMNS, nullable: true }) as: RegisterColumn | null;
}

/** How the file was read. */
export class ImportReading {
  @ApiProperty({ enum: ['xlsx', 'csv'] }) format: 'xlsx' | 'csv';
  /** of a text file, e.g. `gb18030`; null of a workbook */
  encoding: string | null;
  /** of a text file; null of a workbook */
  delimiter: string | null;
  sheet: string;
  /** sheets that were not read */
  otherSheets: string[];
  headingRow: number;
  headings: ImportHeading[];
  /** rows that hold a certificate or should */
  rows: number;
}

export class ImportCount {
  @ApiProperty({ enum: IMPORT_NOUNS }) noun: ImportNoun;
  new: number;
  known: number;
  /** of the known ones: those that differ from what the file says */
  differs: number;
  /** of those: brought to what the file says */
  updated: number;
}

/** Days that the import brings, by kind. */
export class ImportDates {
  @ApiProperty({ enum: DEADLINE_KINDS }) kind: DeadlineKind;
  /** all of the kind, met ones included */
  count: number;
  /** met already: declarations that are replaced */
  met: number;
  /** of the open ones: the day is past */
  overdue: number;
  /** of the open ones: within 7 days */
  week: number;
  /** of the open ones: within 8 to 30 days */
  month: number;
  /** of the open ones: within 31 to 90 days */
  quarter: number;
  /** the nearest open day that is not past */
  firstOn: string | null;
}

/** What would be mailed, or is held until it is confirmed. */
export class ImportMails {
  mails: number;
  people: number;
  /** day of the first one where its reader is; null when there is none */
  firstOn: string | null;
}

/** One person whom the held mails are for. */
export class ImportReader {
  name: string;
  email: string;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  /** IANA name */
  timeZone: string;
  /** of a contact; null for a member of the team */
  clientName: string | null;
  clientNameZh: string | null;
  mails: number;
  /** day of the first one where the reader is */
  firstOn: string;
}

export class ImportReaders {
  items: ImportReader[];
}

/** A country with several clocks: which one do its people live by? */
export class ZoneQuestion {
  /** ISO 3166 */
  country: string;
  /** to choose from, from west to east */
  zones: string[];
  /** contacts without a zone */
  people: number;
}

export class TidiedSpaces {
  @ApiProperty({ enum: REGISTER_COLUMNS }) as: RegisterColumn;
  count: number;
}
export class TidiedDates {
  /** `spreadsheet-date`, `iso`, `dots-day-first`, `dots-year-first`, `slashes-year-first`, `slashes`, `chinese`, `digits`, `month-name` */
  shape: string;
  example: string;
  count: number;
}
export class TidiedSeparator {
  sign: string;
  count: number;
}
export class TidiedWord {
  @ApiProperty({ enum: REGISTER_COLUMNS }) as: RegisterColumn;
  found: string;
  read: string;
  count: number;
}
export class TidiedPlaceholder {
  @ApiProperty({ enum: REGISTER_COLUMNS }) as: RegisterColumn;
  found: string;
  count: number;
}

/** What was put right while reading. */
export class ImportTidied {
  spaces: TidiedSpaces[];
  dates: TidiedDates[];
  separators: TidiedSeparator[];
  words: TidiedWord[];
  placeholders: TidiedPlaceholder[];
}

export class ImportProgress {
  /** reading the file, trying the import without keeping it, or importing; null when nothing runs */
  @ApiProperty({ enum: ['reading', 'trying', 'importing'], nullable: true }) phase:
    'reading' | 'trying' | 'importing' | null;
  done: number;
  /** null while it is not known */
  total: number | null;
}

/** An uploaded register: its dry run, and once run its outcome. */
export class ImportView {
  id: string;
  fileName: string;
  fileSizeBytes: number;
  @ApiProperty({ enum: IMPORT_STATES }) state: ImportState;
  progress: ImportProgress;
  failure: ImportFailure | null;
  reading: ImportReading | null;
  /** lines of what is wrong */
  faults: number;
  /** rows with at least one of them */
  faultyRows: number;
  warnings: number;
  /** what would be made or is known already; of a faulty file: of its rows without faults. Once imported: what was made. */
  counts: ImportCount[];
  dates: ImportDates[];
  mails: ImportMails | null;
  tidied: ImportTidied | null;
  questions: ZoneQuestion[];
  /** known rows were updated from the file */
  updatesKnown: boolean;
  /** of the member who uploaded it */
  createdBy: string | null;
  /** instant */
  createdAt: string;
  /** instant */
  executedAt: string | null;
  /** instant at which a person let its mails go; null while they are held */
  mailsConfirmedAt: string | null;
  version: number;
}

/** One line of the dry run. */
export class ImportFault {
  row: number;
  /** in the spreadsheet, `T` */
  column: string;
  @ApiProperty({ enum: REGISTER_COLUMNS }) as: RegisterColumn;
  /** as the file names the column */
  heading: string;
  /** what stands there, cut to 80 characters */
  found: string;
  /** stable, e.g. `date.no-such-day` */
  code: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) facts: Record<string, unknown>;
  /** in English; other languages follow from `code` and `facts` */
  detail: string;
  /** in English */
  allowed: string;
}

export class FaultKind {
  code: string;
  count: number;
}

export class ImportFaultPage {
  items: ImportFault[];
  nextCursor: string | null;
  /** of all pages, the most frequent first */
  kinds: FaultKind[];
}

/** Something to look at; the row is imported all the same. */
export class ImportWarning {
  row: number;
  column: string;
  @ApiProperty({ enum: REGISTER_COLUMNS }) as: RegisterColumn;
  heading: string;
  found: string;
  code: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) facts: Record<string, unknown>;
  detail: string;
}

export class ImportWarningPage {
  items: ImportWarning[];
  nextCursor: string | null;
  kinds: FaultKind[];
}

export class ImportSheetRow {
  row: number;
  /** letter of the column -> what stands there, untouched */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) cells: Record<string, string>;
  /** letters of the columns at fault */
  faulty: string[];
}

/** Some rows as they stand in the file. */
export class ImportSheetRows {
  headings: ImportHeading[];
  rows: ImportSheetRow[];
}
