import type { Day } from '../day.js';
import type { StatedDeadline } from '../deadlines/deadline.js';
import type { Amendment, Standard } from '../reference/catalogue.js';
import type { Sourced } from '../reference/record.js';
import { affectedBy, type CertificateItem, type ChangeReason, type RegulatoryChange } from './regulatory-change.js';
import { changesOf } from './regulatory-change-record.js';
import { changeOfEntry, type EntryFacts } from './regulatory-entry.js';

/** A change of a standard or rule with a last day for existing certificates, and where it is said. */
export interface Transition extends Sourced {
  change: RegulatoryChange;
  deadlineOn: Day;
  /** the standard or rule that is new, as cited */
  instrument: string;
}

/** What an entry of a tenant needs to be one. */
export type TransitionEntry = EntryFacts & { referenceKey: string | null };

/**
 * The transitions that reference records tell of. A change of the mode of certification is none: its day is a rule of
 * its own (`conversion`). An announcement of a standard that stands among the standards with the same last day says the
 * same twice and is left out.
 */
export function transitionsOf(book: {
  standards: readonly Standard[];
  amendments: readonly Amendment[];
}): Transition[] {
  const found: Transition[] = [];
  for (const change of changesOf(book).changes) {
    const { deadlineOn, newStandard } = change;
    if (deadlineOn === null || change.kind === 'amendment') continue;
    const isTold = found.some((one) => one.deadlineOn === deadlineOn && one.change.newStandard === newStandard);
    if (newStandard !== null && isTold) continue;
    const standard = book.standards.find(({ key }) => key === change.key);
    if (standard) {
      const { number: instrument, transition } = standard;
      found.push({ change, deadlineOn, instrument, certainty: transition.certainty, source: transition.source });
      continue;
    }
    const amendment = book.amendments.find(({ key }) => key === change.key)!;
    const instrument = amendment.newRule ?? newStandard ?? amendment.instrument;
    found.push({ change, deadlineOn, instrument, certainty: amendment.certainty, source: amendment.source });
  }
  return found;
}

/** Those of the tenant's own entries; one that follows a record is told by the record. */
export function transitionsOfEntries(entries: readonly TransitionEntry[]): Transition[] {
  return entries.flatMap((entry) => {
    if (entry.referenceKey !== null || entry.deadlineOn === null) return [];
    const change = changeOfEntry(entry);
    if (typeof change === 'string') return [];
    const { deadlineOn, newStandard, newRule, instrument, certainty, sourceUrl } = entry;
    const source = sourceUrl ?? instrument;
    return [{ change, deadlineOn, instrument: newStandard ?? newRule ?? instrument, certainty, source }];
  });
}

/**
 * The transitions that one certificate owes. It owes those that hit it beyond doubt: where its edition is not recorded
 * nothing is claimed, and whoever follows the change has its day. A certificate under the new edition, or replaced by
 * another, has met it.
 *
 * @param endsOn the day by which it is converted into another: a later change is the other's. Null: it is not
 * @returns one deadline for each change, `item` is its key
 */
export function transitionDeadlines(
  item: CertificateItem,
  transitions: readonly Transition[],
  endsOn: Day | null = null,
): StatedDeadline[] {
  return transitions.flatMap(({ change, deadlineOn, instrument, certainty, source }) => {
    if (endsOn !== null && deadlineOn >= endsOn) return [];
    const [verdict] = affectedBy(change, [item]);
    const isMet = verdict!.verdict === 'not-hit' && isMetBy(verdict!.reasons);
    if (verdict!.verdict !== 'hit' && !isMet) return [];
    return [{ ...stated(deadlineOn, instrument, source), item: change.key, certainty, isMet }];
  });
}

/** What speaks against a certificate that has answered the change, and nothing else does. */
const ANSWERED: readonly string[] = ['standard-new', 'rule-new', 'certificate-replaced'];

function isMetBy(reasons: readonly ChangeReason[]): boolean {
  const against = reasons.filter(({ speaks }) => speaks === 'against');
  return against.every(({ code }) => ANSWERED.includes(code));
}

/** What is needed to owe the last day of an entry. */
type EntryTransition = Pick<EntryFacts, 'status' | 'instrument' | 'sourceUrl' | 'certainty' | 'deadlineOn'> & {
  /** the day on which it came into the tenant's list */
  keptFrom: Day;
};

/**
 * The last day of a change that the tenant keeps or follows, for whoever is responsible for it, until that person says
 * that it is done. What was over when it was written down is history and owes nothing.
 */
export function entryTransitions(entry: EntryTransition): StatedDeadline[] {
  const { status, instrument, sourceUrl, certainty, deadlineOn, keptFrom } = entry;
  if (status !== 'in-force' || deadlineOn === null || deadlineOn < keptFrom) return [];
  return [{ ...stated(deadlineOn, instrument, sourceUrl ?? 'none'), certainty, isMet: false }];
}

function stated(dueOn: Day, instrument: string, source: string): Omit<StatedDeadline, 'certainty' | 'isMet'> {
  return {
    kind: 'transition',
    dueOn,
    basis: 'legal',
    rule: 'transition.last-day',
    source: source === 'none' || source === instrument ? instrument : `${instrument} ; ${source}`,
    counted: { start: 'named', instrument },
    isDisputed: false,
  };
}
