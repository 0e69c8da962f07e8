/** What owes a day, with the column of `deadlines` that names it. */
export const SUBJECT_COLUMN = {
  certificateId: 'certificate_id',
  factoryId: 'factory_id',
  applicationId: 'application_id',
  auditId: 'audit_id',
  bookingId: 'booking_id',
  sampleId: 'sample_id',
  entryId: 'entry_id',
  determinationId: 'determination_id',
  approvalId: 'approval_id',
  cbReportId: 'cb_report_id',
} as const;

export type SubjectKey = keyof typeof SUBJECT_COLUMN;

export const SUBJECT_KEYS = Object.keys(SUBJECT_COLUMN) as SubjectKey[];

/**
 * What owes a day: one certificate (or declaration), factory, case, audit, booking, sample, entry of the regulatory watch,
 * determination, approval beside CCC, or CB test report.
 */
export type DeadlineSubject =
  | { certificateId: string }
  | { factoryId: string }
  | { applicationId: string }
  | { auditId: string }
  | { bookingId: string }
  | { sampleId: string }
  | { entryId: string }
  | { determinationId: string }
  | { approvalId: string }
  | { cbReportId: string };

/** A row of `deadlines`, of which exactly one of these is set. */
export type SubjectIds = Record<SubjectKey, string | null>;

/** Which one it is. */
export function subjectOf(row: SubjectIds): { key: SubjectKey; id: string } {
  for (const key of SUBJECT_KEYS) {
    const id = row[key];
    if (id !== null) return { key, id };
  }
  throw new Error('a deadline without a subject');
}

/** One text for each subject, to find what belongs to it. */
export function textOf(subject: DeadlineSubject): string {
  return Object.entries(subject).flat().join(' ');
}

/** What a list is narrowed to, of a query that may name subjects. */
export function subjectFilters(query: Partial<Record<SubjectKey, string>>): Partial<Record<SubjectKey, string>> {
  return Object.fromEntries(SUBJECT_KEYS.map((key) => [key, query[key]]));
}
