import type { TidiedSummary } from '#domain/register/check';
import type { ImportCount, ImportDates, ImportMails, ImportReading, ZoneQuestion } from './register-import.dto.js';

/** What the dry run found; kept in `imports.report`. Of a refused file only `reading`, where it got that far. */
export interface ImportReport {
  reading: ImportReading;
  faults: number;
  faultyRows: number;
  warnings: number;
  counts: ImportCount[];
  questions: ZoneQuestion[];
  dates: ImportDates[];
  mails: ImportMails;
  tidied: TidiedSummary;
}

/** What the import made; kept in `imports.result`. */
export interface ImportResult {
  counts: ImportCount[];
  dates: ImportDates[];
  /** as a person let them go; null before */
  mails: ImportMails | null;
}
