import type { Day } from '../day.js';
import { BadInput, RuleBroken } from '../errors.js';
import type { Party } from '../reference/scheme.js';
import { isOpenFinding, type FindingStatus } from '../states/audit-finding-status.js';
import type { AuditStatus, FindingGrade } from '../states/audit-status.js';

/** What is asked of an audit before its result, and by whom: enough of a finding for that. */
export interface FindingFacts {
  number: number;
  grade: FindingGrade;
  status: FindingStatus;
}

/**
 * Who acts next on an audit: the body sets the days, the inspector comes, the client corrects, the body verifies what was
 * handed in and gives its result.
 *
 * @returns null once the audit has ended
 */
export function auditTurn(status: AuditStatus, findings: readonly FindingFacts[]): Party | null {
  if (status === 'planned') return 'body';
  if (status === 'confirmed') return 'inspector';
  if (status !== 'held') return null;
  const waits = findings.some(
    ({ grade, status: of }) => needsCorrection(grade) && (of === 'open' || of === 'answered'),
  );
  return waits ? 'client' : 'body';
}

/** An observation asks for no correction: it has no due day and holds nothing up. */
export function needsCorrection(grade: FindingGrade): boolean {
  return grade !== 'observation';
}

/** The findings that keep an audit from being passed, in the order of their numbers: open ones, and those not corrected in time. */
export function findingsInTheWay<F extends FindingFacts>(findings: readonly F[]): F[] {
  return findings
    .filter(({ grade, status }) => needsCorrection(grade) && (isOpenFinding(status) || status === 'lapsed'))
    .sort((a, b) => a.number - b.number);
}

/** @throws RuleBroken `audit.findings-open` naming each finding that is not verified, with `{ number, grade, status }` */
export function requirePassable(findings: readonly FindingFacts[]): void {
  const open = findingsInTheWay(findings).map(({ number, grade, status }) => ({ number, grade, status }));
  if (open.length > 0)
    throw new RuleBroken('audit.findings-open', { numbers: open.map(({ number }) => number), findings: open });
}

/** Between what days an act of an audit may lie. Each bound carries why, for the answer. */
export interface DayBounds {
  /** first day allowed and why: the case began then, the inspection ended then, the time was up the day before */
  earliest: { on: Day; because: 'case-began' | 'inspection-held' | 'after-due-day' } | null;
  /** last day allowed, of acts that have happened: today */
  latestOn: Day | null;
}

/**
 * Refuses a period that ends before it starts, and days outside the bounds.
 *
 * @param fields names of the two days in the input, for the fault
 * @throws BadInput `invalid-input` with fault `end-before-start` or `day-in-future`; RuleBroken `audit.day-too-early`
 *   with `{ earliestOn, because }`
 */
export function requirePeriod(
  { from, to }: { from: Day; to: Day },
  fields: { from: string; to: string },
  { earliest, latestOn }: DayBounds,
): void {
  if (to < from) {
    const detail = 'It ends before it starts.';
    throw new BadInput('invalid-input', [
      { field: fields.to, code: 'end-before-start', detail, allowed: `from ${from}` },
    ]);
  }
  requireDay(from, fields.from, { earliest, latestOn });
  requireDay(to, fields.to, { earliest: null, latestOn });
}

/**
 * Refuses a day outside the bounds.
 *
 * @throws BadInput `invalid-input` with fault `day-in-future`; RuleBroken `audit.day-too-early` with `{ earliestOn, because }`
 */
export function requireDay(day: Day, field: string, { earliest, latestOn }: DayBounds): void {
  if (latestOn !== null && day > latestOn) {
    const detail = `${field} must not be in the future.`;
    throw new BadInput('invalid-input', [{ field, code: 'day-in-future', detail, allowed: `until ${latestOn}` }]);
  }
  if (earliest && day < earliest.on)
    throw new RuleBroken('audit.day-too-early', { earliestOn: earliest.on, because: earliest.because });
}
