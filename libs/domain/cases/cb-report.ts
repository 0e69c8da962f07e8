import { addMonths, type Day } from '../day.js';
import type { StatedDeadline } from '../deadlines/deadline.js';
import { badField } from '../errors.js';
import type { RecognitionAgreement, RecognitionCriterion } from '../reference/actors.js';
import { holdsOn, type Sourced } from '../reference/record.js';

/**
 * What became of a CB test report: the body took it, a newer one stands in its place, or nobody needs it any more.
 */
export const REPORT_ENDS = ['taken', 'renewed', 'not-needed'] as const;
export type ReportEnd = (typeof REPORT_ENDS)[number];

export interface CbReportFacts {
  issuedOn: Day;
  settledAs: ReportEnd | null;
}

/** Until when a body takes a CB test report without a question. */
export interface ReportAge extends Sourced {
  /** last day on which it is young enough */
  lastOn: Day;
  years: number;
}

/** As the CB scheme stood on the day of issue; null where no source names an age. */
export function reportAge(issuedOn: Day, agreements: readonly RecognitionAgreement[]): ReportAge | null {
  for (const agreement of agreements) {
    if (agreement.kind !== 'cb-scheme' || !holdsOn(agreement, issuedOn)) continue;
    const age = agreement.criteria.find((one): one is AgeCriterion => one.test === 'age');
    if (!age) continue;
    const { years, certainty, source } = age;
    return { lastOn: addMonths(issuedOn, years * 12), years, certainty, source };
  }
  return null;
}

type AgeCriterion = Extract<RecognitionCriterion, { test: 'age' }>;

/** The day on which a report grows too old, until it is said what became of it. It is a body's practice, no law. */
export function cbReportDeadlines(
  { issuedOn, settledAs }: CbReportFacts,
  agreements: readonly RecognitionAgreement[],
): StatedDeadline[] {
  const age = reportAge(issuedOn, agreements);
  if (age === null) return [];
  const { lastOn: dueOn, years: amount, certainty, source } = age;
  return [
    {
      kind: 'cb-report',
      dueOn,
      basis: 'practice',
      rule: 'cb-report.age',
      source,
      certainty,
      counted: { start: 'reported', from: issuedOn, amount, unit: 'years' },
      isDisputed: false,
      isMet: settledAs !== null,
    },
  ];
}

/** @throws BadInput on a day in the future, and on one before the report */
export function requireReportDay(field: 'issuedOn' | 'on', day: Day, from: Day | null, today: Day): void {
  if (day > today) throw badField(field, 'day-in-future', `${field} must not be in the future.`, `until ${today}`);
  if (from !== null && day < from)
    throw badField(field, 'before-issued', 'Nothing becomes of a report before its issue.', `from ${from}`);
}
