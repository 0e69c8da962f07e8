import { addDays, type Day } from '../day.js';
import type { ReferenceBook } from '../reference/book.js';
import type { CatalogueClass, Mode, ModePeriod } from '../reference/catalogue.js';
import type { OpenQuestion, Reason, Verdict } from './answer.js';
import type { ApplicabilityFacts } from './facts.js';
import { modeOn } from './mode.js';
import { backedBy, OUR_OWN, periodOf, question, reason } from './parts.js';

/** The period of the day, what follows it, and what is told of both. */
export interface PeriodFound {
  period: ModePeriod;
  next: ModePeriod | null;
  /** the verdict as far as the mode goes */
  verdict: Verdict;
  /** the period from which certification is demanded, while it is not yet; null: it is already, or no day is known */
  demandedFrom: ModePeriod | null;
  declaration: { newUntil: Day | null; validUntil: Day | null } | null;
  reasons: readonly Reason[];
  openQuestions: readonly OpenQuestion[];
}

const DECLARABLE: readonly Mode[] = ['choice', 'self-declaration-a', 'self-declaration-b'];
/** Modes in which a declaration made before still holds. */
const DECLARED: readonly Mode[] = [...DECLARABLE, 'third-party-declarations-valid'];

/**
 * How the class is certified on the day. A class whose parts have periods of their own needs to know which part, unless
 * all of them are certified alike on that day.
 */
export function findPeriod(facts: ApplicabilityFacts, found: CatalogueClass, book: ReferenceBook): PeriodFound {
  const variant = found.variants.find((one) => one.key === facts.variant) ?? null;
  const told = variant ? [reason('variant', { names: variant.names }, backedBy(found, 'legal'))] : [];
  if (variant || found.variants.length === 0)
    return tell(timelineOf(book, found, variant?.key ?? null, facts.day), told, []);
  const timelines = found.variants.map(({ key }) => timelineOf(book, found, key, facts.day));
  const [first, ...others] = timelines as [Timeline, ...Timeline[]];
  const isAlike = others.every(({ period }) => isSame(period, first.period));
  const ask = question('variant', { variants: found.variants }, !isAlike);
  if (isAlike) return tell(shared(timelines), told, [ask]);
  return {
    period: unknownPeriod(found.key, null),
    next: null,
    verdict: 'undecided',
    demandedFrom: null,
    declaration: null,
    reasons: told,
    openQuestions: [ask],
  };
}

interface Timeline {
  period: ModePeriod;
  /** those after it, by first day */
  later: readonly ModePeriod[];
}

function timelineOf(book: ReferenceBook, found: CatalogueClass, variant: string | null, day: Day): Timeline {
  const { period, previous } = modeOn(book, found.key, variant, day);
  const all = book.modes.get(variant === null ? found.key : `${found.key}/${variant}`) ?? [];
  return {
    period: period ?? unknownPeriod(found.key, previous?.mode ?? null),
    later: all.filter((one) => one.validFrom !== null && one.validFrom > day),
  };
}

/** A day of which the data says nothing. */
function unknownPeriod(key: string, lastKnown: Mode | null): ModePeriod {
  return {
    key,
    mode: 'unknown',
    isMandatory: true,
    validFrom: null,
    validTo: null,
    instrument: null,
    lastKnown,
    note: null,
    certainty: OUR_OWN.certainty,
    source: OUR_OWN.source,
  };
}

const isSame = (one: ModePeriod, other: ModePeriod) => one.mode === other.mode && one.isMandatory === other.isMandatory;

/** What holds for every variant: the days that their periods share, and the nearest change. */
function shared(timelines: readonly Timeline[]): Timeline {
  const periods = timelines.map(({ period }) => period);
  const firstDays = periods.flatMap(({ validFrom }) => validFrom ?? []).sort();
  const lastDays = periods.flatMap(({ validTo }) => validTo ?? []).sort();
  const later = timelines.flatMap((timeline) => timeline.later);
  return {
    period: { ...periods[0]!, validFrom: firstDays.at(-1) ?? null, validTo: lastDays[0] ?? null },
    later: later.sort((a, b) => (a.validFrom! < b.validFrom! ? -1 : 1)),
  };
}

function tell({ period, later }: Timeline, before: readonly Reason[], asked: readonly OpenQuestion[]): PeriodFound {
  const next = later[0] ?? null;
  // Of a day without a record nothing is law: not even that nothing is known.
  const backing = period.source === OUR_OWN.source ? OUR_OWN : backedBy(period, 'legal');
  const { mode, isMandatory, validFrom, validTo, instrument } = periodOf(period);
  const reasons = [...before];
  const openQuestions = [...asked];
  if (mode === 'unknown') {
    reasons.push(reason('mode-unknown', { lastKnown: period.lastKnown }, backing));
    openQuestions.push(question('mode-unknown', { lastKnown: period.lastKnown }, true));
  } else {
    reasons.push(reason('mode', { mode, isMandatory, validFrom, validTo, instrument }, backing));
  }
  if (period.note) reasons.push(reason('mode-note', { note: period.note }, backing));
  const isWaiting = !isMandatory && isDemanding(mode);
  const isDemanded = isMandatory && isDemanding(mode);
  const demandedFrom = isDemanded ? null : (later.find((one) => one.isMandatory && isDemanding(one.mode)) ?? null);
  if (isWaiting) reasons.push(reason('not-yet-mandatory', { mandatoryFrom: demandedFrom?.validFrom ?? null }, backing));
  if (next?.validFrom != null) {
    const change = { mode: next.mode, isMandatory: next.isMandatory, validFrom: next.validFrom, instrument: next.instrument }; // prettier-ignore
    reasons.push(reason('next-mode', change, backedBy(next, 'legal')));
  }
  return {
    period,
    next,
    verdict: isWaiting ? 'not-required' : verdictOf(mode),
    demandedFrom,
    declaration: declarationOf(period, later),
    reasons,
    openQuestions,
  };
}

/** Whether the mode asks for a certificate or a declaration. */
function isDemanding(mode: Mode): boolean {
  return mode !== 'released' && mode !== 'not-in-catalogue' && mode !== 'unknown';
}

function verdictOf(mode: Mode): Verdict {
  switch (mode) {
    case 'third-party':
    case 'choice':
    case 'third-party-declarations-valid':
      return 'third-party-ccc';
    case 'self-declaration-a':
    case 'self-declaration-b':
      return 'self-declaration';
    case 'released':
      return 'released';
    case 'not-in-catalogue':
      return 'not-required';
    case 'unknown':
      return 'undecided';
  }
}

/** Last days of new and of existing declarations, along the periods that follow one another without a gap. */
function declarationOf(period: ModePeriod, later: readonly ModePeriod[]): PeriodFound['declaration'] {
  if (!DECLARED.includes(period.mode)) return null;
  const newUntil = DECLARABLE.includes(period.mode)
    ? lastDayOf(period, later, DECLARABLE)
    : period.validFrom && addDays(period.validFrom, -1);
  return { newUntil, validUntil: lastDayOf(period, later, DECLARED) };
}

function lastDayOf(period: ModePeriod, later: readonly ModePeriod[], modes: readonly Mode[]): Day | null {
  let last = period.validTo;
  for (const one of later) {
    if (last === null || one.validFrom !== addDays(last, 1) || !modes.includes(one.mode)) break;
    last = one.validTo;
  }
  return last;
}
