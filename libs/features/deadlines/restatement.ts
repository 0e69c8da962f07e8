import { daysBetween, type Day } from '#domain/day';
import {
  DEADLINE_KINDS,
  type Basis,
  type DeadlineKind,
  type DeadlineState,
  type StatedDeadline,
} from '#domain/deadlines/deadline';

/** A stored deadline of one subject, as far as restating needs it. Withdrawn ones take no part. */
export interface KnownDeadline extends StatedDeadline {
  id: string;
  state: DeadlineState;
  /** a person has met it; null while open or when a rule found it met */
  metBy: string | null;
  heldByImportId: string | null;
}

/** Why a deadline is no longer open, as a code; a person's own note stands there instead when a person met it. */
export type ClosingReason =
  | 'replaced'
  | 'inspected'
  | 'extended'
  | 'handed-in'
  | 'stage-ended'
  | 'case-ended'
  | 'finding-closed'
  | 'option-settled'
  | 'left-the-country'
  | 'restored'
  | 'paid'
  | 'views-sent'
  | 'discharged'
  | 'written-off'
  | 'filed'
  | 'audited'
  | 'moved-on'
  | 'report-settled'
  | 'restated'
  | 'no-longer-owed';

/** How a day of each kind is met when its rule finds it so. */
const MET_BY: Readonly<Record<DeadlineKind, ClosingReason>> = {
  conversion: 'replaced',
  'cut-over': 'replaced',
  'renewal-filing': 'extended',
  'certificate-expiry': 'extended',
  'follow-up-inspection': 'inspected',
  'document-request': 'handed-in',
  'stage-due': 'stage-ended',
  'case-limit': 'case-ended',
  'inspection-after-test': 'inspected',
  'finding-correction': 'finding-closed',
  'booking-option': 'option-settled',
  'temporary-import': 'left-the-country',
  'restoration-request': 'restored',
  'annual-fee': 'paid',
  'views-on-draft': 'views-sent',
  'determination-end': 'discharged',
  'export-write-off': 'written-off',
  'energy-label': 'filed',
  'approval-expiry': 'extended',
  'approval-audit': 'audited',
  transition: 'moved-on',
  'cb-report': 'report-settled',
};

/** Of these nothing is laid that was met before anybody owed it: a certificate that was always under the new edition. */
const OWED_ONCE_OPEN: readonly DeadlineKind[] = ['transition'];

/** What must be written so that the stored deadlines of one subject are the stated ones. */
export interface Restatement {
  add: {
    stated: StatedDeadline;
    reason: ClosingReason | null;
    heldByImportId: string | null;
    /** the deadline whose day has moved to this one, so that calendars take both for one; null for a new one */
    follows: string | null;
  }[];
  /** same day, other wording: basis, rule, source, how counted */
  revise: { id: string; stated: StatedDeadline }[];
  close: { id: string; state: 'met' | 'withdrawn'; reason: ClosingReason }[];
  reopen: { id: string; stated: StatedDeadline }[];
  next: NextDue;
}

/** The nearest open day of a subject; all null when it owes nothing. */
export interface NextDue {
  nextDueOn: Day | null;
  nextKind: DeadlineKind | null;
  nextBasis: Basis | null;
}

/**
 * Compares what is stated with what is stored. A day that has moved is a new deadline with a ladder of its own: the old
 * one is closed, as met where the move itself shows it (a later inspection, a later last day), else as withdrawn. What
 * a person has marked as met stays met for that day.
 */
export function restatementOf(known: readonly KnownDeadline[], stated: readonly StatedDeadline[]): Restatement {
  const result: Restatement = { add: [], revise: [], close: [], reopen: [], next: NOTHING_DUE };
  const open: StatedDeadline[] = [];
  for (const now of stated) {
    const ofKind = known.filter((deadline) => isOneThing(deadline, now));
    const current = ofKind.find((deadline) => deadline.state === 'open');
    const same =
      ofKind.find((deadline) => deadline.dueOn === now.dueOn && deadline.state === 'open') ??
      ofKind.find((deadline) => deadline.dueOn === now.dueOn);
    const closing = current && current !== same ? { id: current.id, ...closingOf(current, now) } : null;
    if (closing) result.close.push(closing);
    // What was fulfilled when it was due stays as it was, wherever its day would stand by now.
    if (!same && now.isMet && (ofKind.length > 0 || OWED_ONCE_OPEN.includes(now.kind))) continue;
    if (!same) {
      result.add.push({
        stated: now,
        reason: now.isMet ? MET_BY[now.kind] : null,
        heldByImportId: current?.heldByImportId ?? null,
        follows: closing?.reason === 'restated' ? closing.id : null,
      });
      if (!now.isMet) open.push(now);
      continue;
    }
    if (same.state === 'open' && now.isMet) result.close.push({ id: same.id, state: 'met', reason: MET_BY[now.kind] });
    if (same.state === 'met' && !now.isMet && same.metBy === null) result.reopen.push({ id: same.id, stated: now });
    else if (differs(same, now)) result.revise.push({ id: same.id, stated: now });
    if (!now.isMet && (same.state === 'open' || same.metBy === null)) open.push(now);
  }
  for (const deadline of known) {
    if (deadline.state !== 'open' || stated.some((now) => isOneThing(deadline, now))) continue;
    result.close.push({ id: deadline.id, state: 'withdrawn', reason: 'no-longer-owed' });
  }
  result.next = nextDue(open);
  return result;
}

export const NOTHING_DUE: NextDue = { nextDueOn: null, nextKind: null, nextBasis: null };

/** Of several on one day the first in the order of the kinds. */
export function nextDue(open: readonly Pick<StatedDeadline, 'dueOn' | 'kind' | 'basis'>[]): NextDue {
  const first = [...open].sort(
    (a, b) => daysBetween(b.dueOn, a.dueOn) || DEADLINE_KINDS.indexOf(a.kind) - DEADLINE_KINDS.indexOf(b.kind),
  )[0];
  return first ? { nextDueOn: first.dueOn, nextKind: first.kind, nextBasis: first.basis } : NOTHING_DUE;
}

/** The same of what a subject owes, whatever its day. */
function isOneThing(a: StatedDeadline, b: StatedDeadline): boolean {
  return a.kind === b.kind && (a.item ?? '') === (b.item ?? '');
}

function closingOf(before: KnownDeadline, now: StatedDeadline): { state: 'met' | 'withdrawn'; reason: ClosingReason } {
  if (now.isMet) return { state: 'met', reason: MET_BY[now.kind] };
  const { counted: was } = before;
  const isLater = was.from !== undefined && now.counted.from !== undefined && now.counted.from > was.from;
  if (isLater && was.start === 'last-follow-up') return { state: 'met', reason: 'inspected' };
  if (isLater && was.start === 'valid-until') return { state: 'met', reason: 'extended' };
  return { state: 'withdrawn', reason: 'restated' };
}

function differs(known: KnownDeadline, now: StatedDeadline): boolean {
  const { counted: a } = known;
  const { counted: b } = now;
  return (
    known.basis !== now.basis ||
    known.rule !== now.rule ||
    known.source !== now.source ||
    known.certainty !== now.certainty ||
    known.isDisputed !== now.isDisputed ||
    a.start !== b.start ||
    a.from !== b.from ||
    a.amount !== b.amount ||
    a.unit !== b.unit ||
    a.factoryClass !== b.factoryClass ||
    a.instrument !== b.instrument
  );
}
