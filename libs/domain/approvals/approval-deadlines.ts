import type { Day } from '../day.js';
import { countDeadline } from '../deadlines/counted.js';
import type { StatedDeadline } from '../deadlines/deadline.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { AFTER_CCC, ENERGY_LABEL, type ApprovalKind } from '../reference/approval.js';
import { holdsOn } from '../reference/record.js';
import type { ApprovalStatus } from '../states/approval-status.js';

export interface ApprovalFacts {
  kind: string;
  status: ApprovalStatus;
  number: string | null;
  grantedOn: Day | null;
  validUntil: Day | null;
  nextAuditOn: Day | null;
  /** issue of the CCC certificate that begins it */
  certificateIssuedOn: Day | null;
  /** publication of the announcement that begins it */
  basisOn: Day | null;
}

export interface ApprovalRules {
  approvalKinds: readonly ApprovalKind[];
  china: WorkingCalendar;
}

/** What has begun an approval, and on which day. */
export interface Beginning {
  start: 'issued' | 'published';
  from: Day;
}

/**
 * What begins the filing: the certificate or the announcement. The sources name both with "or"; where both are there the
 * earlier counts, as the safer reading. A certificate begins only what waits for CCC.
 */
export function beginningOf(
  facts: Pick<ApprovalFacts, 'certificateIssuedOn' | 'basisOn'>,
  kind: Pick<ApprovalKind, 'after'>,
): Beginning | null {
  const { certificateIssuedOn: issuedOn, basisOn } = facts;
  const byCertificate: Beginning | null =
    issuedOn !== null && kind.after.includes(AFTER_CCC) ? { start: 'issued', from: issuedOn } : null;
  const byAnnouncement: Beginning | null =
    basisOn !== null && kind.after.length > 0 ? { start: 'published', from: basisOn } : null;
  if (byCertificate && byAnnouncement) return byAnnouncement.from < byCertificate.from ? byAnnouncement : byCertificate;
  return byCertificate ?? byAnnouncement;
}

/** Whether it was handed in; what was refused or has expired is handed in anew without a day that is counted. */
const HANDED_IN: readonly ApprovalStatus[] = ['filed', 'granted'];

/**
 * The days that an approval owes: its filing after what begins it, its last day, and the next audit that its paper names.
 *
 * @returns by due day; none for what is refused, expired, withdrawn or not needed
 */
export function approvalDeadlines(facts: ApprovalFacts, rules: ApprovalRules): StatedDeadline[] {
  const stated: StatedDeadline[] = [];
  const filing = filingOf(facts, rules);
  if (filing) stated.push(filing);
  if (facts.status === 'granted') {
    if (facts.validUntil !== null)
      stated.push({
        ...named(facts, 'approval-expiry', facts.validUntil),
        counted: { start: 'valid-until', from: facts.validUntil, amount: 0, unit: 'calendar-days' },
      });
    if (facts.nextAuditOn !== null)
      stated.push({ ...named(facts, 'approval-audit', facts.nextAuditOn), counted: { start: 'named' } });
  }
  return stated.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** The kind as it stood on a day. */
export function kindOn(approvalKinds: readonly ApprovalKind[], key: string, day: Day): ApprovalKind | null {
  return approvalKinds.find((one) => one.key === key && holdsOn(one, day)) ?? null;
}

function filingOf(facts: ApprovalFacts, { approvalKinds, china }: ApprovalRules): StatedDeadline | null {
  const isMet = HANDED_IN.includes(facts.status);
  if (facts.kind !== ENERGY_LABEL || (!isMet && facts.status !== 'planned')) return null;
  for (const kind of approvalKinds) {
    if (kind.key !== ENERGY_LABEL || !kind.filing) continue;
    const beginning = beginningOf(facts, kind);
    if (!beginning || !holdsOn(kind, beginning.from)) continue;
    const { amount, unit, basis, source, certainty, note } = kind.filing;
    const { dueOn, counted } = countDeadline(beginning.start, beginning.from, amount, unit, china);
    return {
      kind: ENERGY_LABEL,
      dueOn,
      counted: { ...counted, ...(note && { note }) },
      ...{ basis, source, certainty, rule: `${kind.key}.filing`, isDisputed: false, isMet },
    };
  }
  return null;
}

/** A day that the paper names: it is its own source. */
function named(
  { number }: ApprovalFacts,
  kind: 'approval-expiry' | 'approval-audit',
  dueOn: Day,
): Omit<StatedDeadline, 'counted'> {
  return {
    ...{ kind, dueOn, basis: 'legal', rule: 'approval.paper', isDisputed: false, isMet: false },
    source: number ?? 'none',
    certainty: number === null ? 'unverified' : 'official',
  };
}
