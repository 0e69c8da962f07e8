import { countFrom } from '../calendar/counting.js';
import { workingDayOnOrAfter } from '../calendar/working-calendar.js';
import type { Day } from '../day.js';
import { stageGraph } from '../plan/graph.js';
import { planForward } from '../plan/make-plan.js';
import { NO_OPTIONS, type Pin, type Plan, type PlanCalendars } from '../plan/plan.js';
import { durationOf } from '../plan/schedule.js';
import type { SchemeDefinition, StageDefinition } from '../reference/scheme.js';
import { stageStates, type CaseHistory, type CaseStage, type StageState } from './stage-history.js';
import { lastTakenUp, ownNeeds } from './stage-needs.js';

/**
 * The procedure as it will go on from today: what has happened stands on its days, nothing that has not happened lies
 * before today.
 *
 * - Several attempts of one stage are one span, from the start of the first. While the last has failed, the span ends at
 *   the earliest when it could have been repeated; what was done in between (the rectification) is part of it.
 * - A stage that runs keeps its start. Past its planned end it ends today; without a known duration, today at the earliest.
 * - What has begun waits for nothing any more, so a plan from a history has no conflicts.
 * - Stages after the certificate are drawn after its expected day, one that was skipped beforehand too.
 *
 * @param optional stages that are expected to be taken in, beside those that have begun
 * @throws as planForward
 */
export function caseForecast(
  scheme: SchemeDefinition,
  history: CaseHistory,
  today: Day,
  calendars: PlanCalendars,
  optional: readonly string[] = [],
): Plan {
  const ground: Ground = { history, states: stageStates(history), today, calendars };
  const taking = scheme.stages
    .filter((stage) => stage.isOptional && (optional.includes(stage.key) || spanOf(ground, stage.key) !== null))
    .filter((stage) => !stage.needs.some((key) => hasFailed(ground, key)))
    .map(({ key }) => key);
  const options = { isParallel: history.isParallel, optional: taking };
  const needs = new Map(stageGraph(scheme, options).map((node) => [node.stage.key, node.needs]));
  const ahead = scheme.stages.filter(({ key }) => needs.has(key));
  const pins = Object.fromEntries(
    ahead.flatMap((stage) => {
      const pin = pinOf(ground, stage);
      return pin ? [[stage.key, pin]] : [];
    }),
  );
  const stages = ahead.map((stage) => asHappened(stage, needs.get(stage.key)!, pins, today));
  return planForward({ ...scheme, stages }, history.startedOn, { ...options, pins }, calendars);
}

interface Ground {
  history: CaseHistory;
  states: ReadonlyMap<string, StageState>;
  today: Day;
  calendars: PlanCalendars;
}

/** What stands of a stage's needs: what has begun keeps only those that had ended by then, the rest begins today at the earliest. */
function asHappened(
  stage: StageDefinition,
  needs: readonly string[],
  pins: Readonly<Record<string, Pin>>,
  today: Day,
): StageDefinition {
  const begunOn = pins[stage.key]?.startsOn ?? null;
  const kept = begunOn === null ? needs : needs.filter((key) => isEndedBy(pins[key], begunOn));
  const resolved = { ...stage, needs: kept, needsInParallel: stage.needsInParallel && kept };
  if (begunOn !== null) return { ...resolved, earliestOn: null };
  if (stage.earliestOn !== null && stage.earliestOn.on > today) return resolved;
  return { ...resolved, earliestOn: { on: today, basis: 'planning', certainty: 'unverified', source: 'none' } };
}

function isEndedBy(pin: Pin | undefined, day: Day): boolean {
  return pin?.endsOn != null && pin.endsOn <= day;
}

/** All attempts of a stage as one. */
interface Span {
  startsOn: Day;
  last: StageState;
}

function attemptsOf({ history }: Ground, key: string): CaseStage[] {
  return history.stages.filter((stage) => stage.key === key);
}

function spanOf(ground: Ground, key: string): Span | null {
  const attempts = attemptsOf(ground, key);
  const last = lastTakenUp(attempts, ground.states);
  if (!last) return null;
  const days = attempts.flatMap(({ id }) => {
    const { startedOn, endedOn } = ground.states.get(id)!;
    return startedOn ?? endedOn ?? [];
  });
  return { startsOn: days.sort()[0]!, last };
}

function hasFailed(ground: Ground, key: string): boolean {
  return attemptsOf(ground, key).some(({ id }) => ground.states.get(id)!.status === 'failed');
}

/** Where a stage stands in the plan; null = not begun. */
function pinOf(ground: Ground, stage: StageDefinition): Pin | null {
  const span = spanOf(ground, stage.key);
  if (!span) return null;
  const { startsOn, last } = span;
  if (last.status === 'done' || last.status === 'skipped') return { startsOn, endsOn: last.endedOn };
  if (last.status === 'failed') return { startsOn, ...repeated(ground, stage, last.endedOn!) };
  const end = expectedEnd(ground, stage, last.startedOn!);
  const isAsPlanned = last.startedOn === startsOn && end.isPlanned;
  return isAsPlanned ? { startsOn, endsOn: null } : { startsOn, ...end.pinned };
}

type PinnedEnd = Pick<Pin, 'endsOn' | 'isEarliest'>;

/** When a stage that goes on since a day ends; `isPlanned`: as its duration says. */
function expectedEnd(
  { today, calendars }: Ground,
  stage: StageDefinition,
  startedOn: Day,
): { isPlanned: boolean; pinned: PinnedEnd } {
  const duration = durationOf(stage, NO_OPTIONS);
  if (duration === null) return { isPlanned: false, pinned: { endsOn: today, isEarliest: true } };
  const endsOn = countFrom(startedOn, duration.amount, duration.unit, calendars[stage.party]).result;
  return { isPlanned: endsOn >= today, pinned: { endsOn: endsOn < today ? today : endsOn } };
}

/** When a failed stage has been repeated. How long the correction takes is known only once it has ended. */
function repeated(ground: Ground, stage: StageDefinition, failedOn: Day): PinnedEnd {
  const { history, states, today, calendars } = ground;
  const corrections = history.stages
    .filter((other) => other.isOptional && ownNeeds(history, other).includes(stage.key))
    .map(({ id }) => states.get(id)!)
    .filter(({ startedOn }) => startedOn !== null && startedOn >= failedOn);
  const isCorrected = corrections.length > 0 && corrections.every(({ endedOn }) => endedOn !== null);
  const duration = durationOf(stage, NO_OPTIONS);
  const calendar = calendars[stage.party];
  const startsOn = workingDayOnOrAfter(calendar, today);
  const endsOn = duration === null ? startsOn : countFrom(startsOn, duration.amount, duration.unit, calendar).result;
  return isCorrected && duration !== null ? { endsOn } : { endsOn, isEarliest: true };
}
