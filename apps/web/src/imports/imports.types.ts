import type { DeadlineKind } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { RegisterColumn } from '#domain/register/columns';
import type { RegisterFault, RegisterWarning } from '#domain/register/fault';
import type { TidiedSummary } from '#domain/register/check';
import type { Page } from '../api/types.js';

export type ImportState = 'checking' | 'faulty' | 'ready' | 'importing' | 'imported' | 'failed';

/** What an import makes, in the order in which it is shown. */
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

/** One row of the list of imports. */
export interface ImportLine {
  id: string;
  fileName: string;
  state: ImportState;
  rows: number | null;
  faults: number;
  createdBy: string | null;
  createdAt: string;
  executedAt: string | null;
  /** Its mails wait until a person lets them go. */
  holdsMails: boolean;
}

export interface ImportFailure {
  code: string;
  facts: Record<string, unknown>;
  detail: string;
  allowed: string | null;
}

export interface ImportHeading {
  letter: string;
  heading: string;
  /** Null: the column is left alone. */
  as: RegisterColumn | null;
}

export interface ImportReading {
  format: 'xlsx' | 'csv';
  encoding: string | null;
  delimiter: string | null;
  sheet: string;
  otherSheets: string[];
  headingRow: number;
  headings: ImportHeading[];
  rows: number;
}

export interface ImportCount {
  noun: ImportNoun;
  new: number;
  known: number;
  /** Of the known ones: those that differ from what the file says. */
  differs: number;
  /** Of those: brought to what the file says. */
  updated: number;
}

export interface ImportDates {
  kind: DeadlineKind;
  count: number;
  met: number;
  overdue: number;
  week: number;
  month: number;
  quarter: number;
  firstOn: Day | null;
}

export interface ImportMails {
  mails: number;
  people: number;
  firstOn: Day | null;
}

/** One person whom the held mails are for. */
export interface ImportReader {
  name: string;
  email: string;
  language: Language;
  timeZone: string;
  /** Of a contact; null for a member of the team. */
  clientName: string | null;
  clientNameZh: string | null;
  mails: number;
  /** The day of the first one where the reader is. */
  firstOn: Day;
}

/** A country with several clocks. */
export interface ZoneQuestion {
  country: string;
  zones: string[];
  people: number;
}

/** An uploaded register: its dry run, and once run its outcome. */
export interface ImportView {
  id: string;
  fileName: string;
  fileSizeBytes: number;
  state: ImportState;
  progress: { phase: 'reading' | 'trying' | 'importing' | null; done: number; total: number | null };
  failure: ImportFailure | null;
  reading: ImportReading | null;
  faults: number;
  faultyRows: number;
  warnings: number;
  counts: ImportCount[];
  dates: ImportDates[];
  mails: ImportMails | null;
  tidied: TidiedSummary | null;
  questions: ZoneQuestion[];
  updatesKnown: boolean;
  createdBy: string | null;
  createdAt: string;
  executedAt: string | null;
  mailsConfirmedAt: string | null;
  version: number;
}

export type ImportFault = RegisterFault;
export type ImportWarning = RegisterWarning;

/** `kinds` counts all pages, the most frequent first. */
export type LinePage<Line extends { code: string }> = Page<Line> & { kinds: { code: Line['code']; count: number }[] };

export interface ImportSheetRow {
  row: number;
  /** Letter of the column -> what stands there, untouched. */
  cells: Record<string, string>;
  faulty: string[];
}

/** Some rows as they stand in the file. */
export interface ImportSheetRows {
  headings: ImportHeading[];
  rows: ImportSheetRow[];
}
