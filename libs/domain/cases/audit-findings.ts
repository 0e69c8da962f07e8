import type { Scheme } from '../certificate.js';
import type { Day } from '../day.js';
import { countDeadline } from '../deadlines/counted.js';
import type { StatedDeadline } from '../deadlines/deadline.js';
import { inspectionDue, type Consequence, type InspectionDue } from '../deadlines/factory-inspection.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { SchemeDefinition, StageDeadline } from '../reference/scheme.js';
import { isOpenFinding, type FindingStatus } from '../states/audit-finding-status.js';
import type { AuditKind, FindingGrade } from '../states/audit-status.js';
import { needsCorrection } from './audits.js';

/** Stages from whose end the correction of findings is counted, by kind of inspection. */
const STAGES: Readonly<Record<AuditKind, readonly string[]>> = {
  initial: ['initial-inspection', 'first-inspection'],
  'follow-up': ['follow-up'],
};

/** The limit within which findings must be corrected and verified, as a stage of a scheme sets it. */
export interface CorrectionRule {
  kind: 'initial-nonconformity' | 'follow-up-nonconformity';
  /** `<scheme>/<stage>/<deadline>`; null where no scheme sets a limit */
  key: string | null;
  deadline: StageDeadline | null;
}

/** What decides under which scheme an audit's findings are corrected. */
export interface AuditOfScheme {
  kind: AuditKind;
  /** of the case of an initial inspection; null without one */
  schemeKey: string | null;
  /** of the certificates that hang on the audit */
  schemes: readonly Scheme[];
}

/**
 * The rule by which findings of this audit are due. That of the case's scheme; without a case, or where its scheme names
 * none, that of the first scheme that leads to the same kind of certificate.
 *
 * @param definitions in the order of the reference data
 */
export function correctionRule(
  { kind, schemeKey, schemes }: AuditOfScheme,
  definitions: ReadonlyMap<string, SchemeDefinition>,
): CorrectionRule {
  const named = kind === 'initial' ? 'initial-nonconformity' : 'follow-up-nonconformity';
  const own = schemeKey === null ? undefined : definitions.get(schemeKey);
  const wanted = [own?.certifies, ...schemes];
  const others = [...definitions.values()].filter(({ certifies }) => certifies !== null && wanted.includes(certifies));
  for (const scheme of own ? [own, ...others] : others) {
    for (const stage of scheme.stages) {
      const deadline = stage.deadlines.find((one) => isCorrection(one, kind));
      if (deadline) return { kind: named, key: `${scheme.key}/${stage.key}/${deadline.key}`, deadline };
    }
  }
  return { kind: named, key: null, deadline: null };
}

function isCorrection({ key, from }: StageDeadline, kind: AuditKind): boolean {
  return (
    typeof from === 'object' && from.edge === 'end' && STAGES[kind].includes(from.stage) && /non-conformities/.test(key)
  );
}

/**
 * Until when a finding must be corrected and verified, and what is lost when it is not.
 *
 * @param heldTo last day of the inspection
 * @returns `dueOn` null for an observation, and where no limit was found
 */
export function findingDue(
  grade: FindingGrade,
  heldTo: Day,
  { kind, deadline }: CorrectionRule,
  china: WorkingCalendar,
): InspectionDue {
  return inspectionDue(kind, heldTo, needsCorrection(grade) ? (deadline?.limit ?? null) : null, china);
}

/** What stands against whom misses the day of a finding. */
export function ifFindingMissed(grade: FindingGrade, kind: AuditKind, china: WorkingCalendar): Consequence | null {
  if (!needsCorrection(grade)) return null;
  return inspectionDue(kind === 'initial' ? 'initial-nonconformity' : 'follow-up-nonconformity', null, null, china)
    .ifMissed;
}

/**
 * The days an audit owes for its findings. A verified one has met its day; one that the body took back owes none.
 *
 * @param findings those of one audit that was held and has no result yet; of an ended audit none are owed
 * @returns one per finding that needs a correction, with the finding's id as its item
 */
export function findingDeadlines(
  findings: readonly { id: string; grade: FindingGrade; status: FindingStatus }[],
  heldTo: Day,
  rule: CorrectionRule,
  china: WorkingCalendar,
): StatedDeadline[] {
  return findings.flatMap(({ id, grade, status }): StatedDeadline[] => {
    const { limit } = findingDue(grade, heldTo, rule, china);
    if (!rule.key || !limit || !(isOpenFinding(status) || status === 'closed')) return [];
    const { amount, unit, basis, source, certainty, note } = limit;
    const { dueOn, counted } = countDeadline('inspected', heldTo, amount, unit, china);
    return [
      {
        kind: 'finding-correction',
        item: id,
        dueOn,
        basis,
        rule: rule.key,
        source,
        certainty,
        counted: note === null ? counted : { ...counted, note },
        isDisputed: false,
        isMet: status === 'closed',
      },
    ];
  });
}
