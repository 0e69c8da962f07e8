import { addDays, daysBetween, type Day } from '#domain/day';
import type { Party } from '#domain/reference/scheme';
import type { CaseStage, TurnSegment } from './applications.types.js';

/** A stretch of days in which a stage was, or will be, worked on. */
export interface StageBar {
  party: Party;
  from: Day;
  /** not included */
  to: Day;
  isForecast: boolean;
}

type BarStage = Pick<
  CaseStage,
  'id' | 'party' | 'status' | 'startedOn' | 'endedOn' | 'blockedOn' | 'expectedFrom' | 'expectedTo'
>;

/**
 * What is drawn of a stage: what has been in the hue of who acted, then what is still expected.
 *
 * @param turns of the case; where this stage had another's turn (a blocker, a hand-over) its bar changes hue
 */
export function barsOf(stage: BarStage, turns: readonly TurnSegment[], today: Day): StageBar[] {
  const isOpen = stage.endedOn === null && stage.status !== 'skipped' && stage.status !== 'failed';
  const began = stage.startedOn ?? (stage.status === 'blocked' ? stage.blockedOn : null);
  const bars: StageBar[] = [];
  if (began !== null) {
    const until = laterOf(stage.endedOn ?? today, addDays(began, 1));
    bars.push(...withTurns({ party: stage.party, from: began, to: until, isForecast: false }, stage.id, turns));
  }
  if (isOpen && stage.expectedTo !== null) {
    const from = laterOf(stage.expectedFrom ?? today, today);
    const to = laterOf(addDays(stage.expectedTo, 1), addDays(from, 1));
    bars.push({ party: stage.party, from, to, isForecast: true });
  }
  return bars;
}

/** The bar cut where another party had the turn of this stage. */
function withTurns(bar: StageBar, stageId: string, turns: readonly TurnSegment[]): StageBar[] {
  const own = turns.filter((turn) => turn.stageId === stageId && turn.from < bar.to && turn.to > bar.from);
  const cuts = [bar.from, ...own.flatMap(({ from, to }) => [from, to]), bar.to]
    .filter((day) => day >= bar.from && day <= bar.to)
    .sort();
  const parts = [...new Set(cuts)].flatMap((from, index, days): StageBar[] => {
    const to = days[index + 1];
    if (!to) return [];
    const turn = own.find((one) => one.from <= from && one.to >= to);
    return [{ ...bar, party: turn?.party ?? ownParty(bar.party, own), from, to }];
  });
  return parts.reduce<StageBar[]>((joined, part) => {
    const before = joined.at(-1);
    if (before?.party !== part.party) return [...joined, part];
    return [...joined.slice(0, -1), { ...before, to: part.to }];
  }, []);
}

/** While the turn was with another stage, this one ran with its own party: the one that has it most often. */
function ownParty(fallback: Party, own: readonly TurnSegment[]): Party {
  return own.find(({ why }) => why === 'running')?.party ?? fallback;
}

/** Days of each party, most first; they sum up to the days of the case. */
export function totalsOf(turns: readonly TurnSegment[]): { party: Party; days: number }[] {
  const totals = new Map<Party, number>();
  for (const { party, days } of turns) totals.set(party, (totals.get(party) ?? 0) + days);
  return [...totals].map(([party, days]) => ({ party, days })).sort((one, other) => other.days - one.days);
}

/** First and last day that the drawing of a case needs, both included. */
export function spanOf(
  stages: readonly Pick<
    CaseStage,
    'plannedFrom' | 'plannedTo' | 'startedOn' | 'endedOn' | 'expectedFrom' | 'expectedTo' | 'blockedOn'
  >[],
  more: readonly (Day | null)[],
): { from: Day; to: Day } {
  const days = [
    ...stages.flatMap((stage) => [
      stage.plannedFrom,
      stage.plannedTo,
      stage.startedOn,
      stage.endedOn,
      stage.expectedFrom,
      stage.expectedTo,
      stage.blockedOn,
    ]),
    ...more,
  ].filter((day) => day !== null);
  return { from: days.reduce(earlierOf), to: days.reduce(laterOf) };
}

/** Which day of how many a limit stands at: `day 37 of 90`. Null while it has not begun or names no number of days. */
export function dayOfLimit(
  limit: { fromOn: Day | null; dueOn: Day | null },
  on: Day,
): { day: number; of: number } | null {
  if (limit.fromOn === null || limit.dueOn === null || on < limit.fromOn) return null;
  return { day: daysBetween(limit.fromOn, on), of: daysBetween(limit.fromOn, limit.dueOn) };
}

export const earlierOf = (one: Day, other: Day): Day => (one < other ? one : other);
export const laterOf = (one: Day, other: Day): Day => (one > other ? one : other);

/** An optional stage that nobody has taken up is no part of the case yet. */
export const takesPart = ({ isOptional, status }: Pick<CaseStage, 'isOptional' | 'status'>): boolean =>
  !isOptional || status !== 'not-started';
