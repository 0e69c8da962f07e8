import type { Day } from '../day.js';
import { countDeadline } from '../deadlines/counted.js';
import type { StatedDeadline } from '../deadlines/deadline.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ExemptionGround } from '../reference/catalogue.js';
import { holdsOn } from '../reference/record.js';
import type { DeterminationKind, DeterminationStatus } from '../states/determination-status.js';

/** Deadlines of a ground, as the reference data calls them. */
const WRITE_OFF = 're-export-write-off';
const AFTER_DISPLAY = 'exhibit-disposal';

/** The two ends that a paper may name, told apart by the item of their deadline. */
const VALIDITY = 'validity';
const DISPLAY = 'display';

export interface DeterminationFacts {
  kind: DeterminationKind;
  ground: string | null;
  status: DeterminationStatus;
  /** of the paper; it is the source of the days it names */
  number: string | null;
  grantedOn: Day | null;
  /** last day of the paper; no source says how long an exemption holds, so it is what the paper says or nothing */
  validUntil: Day | null;
  promisedExportOn: Day | null;
  displayUntil: Day | null;
}

/** What of the reference data the days are counted with. */
export interface DeterminationRules {
  exemptions: readonly ExemptionGround[];
  china: WorkingCalendar;
}

/** Goods may come in or are still answered for. */
const OWED: readonly DeterminationStatus[] = ['granted', 'used'];

/**
 * The days that an exemption or determination owes: the end of its paper, the end of the display, and the write-off after
 * the promised export. Nothing before it is granted, nothing once it was refused, withdrawn or has lapsed; all met once
 * the goods are accounted for.
 *
 * @returns by due day; the ground's limit is that of the day of the grant
 */
export function determinationDeadlines(facts: DeterminationFacts, rules: DeterminationRules): StatedDeadline[] {
  const isMet = facts.status === 'discharged';
  if (!isMet && !OWED.includes(facts.status)) return [];
  const ground = groundOfPaper(facts, rules.exemptions);
  const stated: StatedDeadline[] = [];
  if (facts.validUntil !== null) stated.push({ ...named(facts, facts.validUntil), item: VALIDITY, isMet });
  if (
    facts.kind === 'exempt' &&
    facts.displayUntil !== null &&
    ground?.deadlines.some(({ key }) => key === AFTER_DISPLAY)
  )
    stated.push({
      ...named(facts, facts.displayUntil),
      ...{ item: DISPLAY, rule: AFTER_DISPLAY, source: ground.source, certainty: ground.certainty, isMet },
    });
  const writeOff = facts.kind === 'exempt' ? writeOffOf(facts, ground, rules.china) : null;
  if (writeOff) stated.push({ ...writeOff, isMet });
  return stated.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** The ground as it stood when the paper was granted; as it stands at all where that day is unknown. */
export function groundOfPaper(
  { ground, grantedOn }: Pick<DeterminationFacts, 'ground' | 'grantedOn'>,
  exemptions: readonly ExemptionGround[],
): ExemptionGround | null {
  const ofKey = exemptions.filter(({ key }) => key === ground);
  return ofKey.find((one) => grantedOn !== null && holdsOn(one, grantedOn)) ?? ofKey.at(-1) ?? null;
}

/** Which of the days the ground asks for beside what the paper names. */
export function daysOfGround(ground: ExemptionGround | null): { promisedExport: boolean; display: boolean } {
  const has = (wanted: string) => ground?.deadlines.some(({ key }) => key === wanted) ?? false;
  return { promisedExport: has(WRITE_OFF), display: has(AFTER_DISPLAY) };
}

/** A day that the paper itself names. Without its number nobody can look it up: then it is what we were told. */
function named({ number }: DeterminationFacts, dueOn: Day): Omit<StatedDeadline, 'isMet'> {
  return {
    kind: 'determination-end',
    dueOn,
    basis: 'legal',
    rule: 'determination.paper',
    source: number ?? 'none',
    certainty: number === null ? 'unverified' : 'official',
    // A later last day is an extension, so the day itself is told as what it is counted from.
    counted: { start: 'valid-until', from: dueOn, amount: 0, unit: 'calendar-days' },
    isDisputed: false,
  };
}

function writeOffOf(
  { promisedExportOn }: DeterminationFacts,
  ground: ExemptionGround | null,
  china: WorkingCalendar,
): Omit<StatedDeadline, 'isMet'> | null {
  const limit = ground?.deadlines.find(({ key }) => key === WRITE_OFF)?.limit;
  if (!limit || promisedExportOn === null) return null;
  return {
    kind: 'export-write-off',
    ...countDeadline('promised-export', promisedExportOn, limit.amount, limit.unit, china),
    basis: limit.basis,
    rule: WRITE_OFF,
    source: limit.source,
    certainty: limit.certainty,
    isDisputed: false,
  };
}
