import { countFrom, type CountUnit, type CountedDay } from '../calendar/counting.js';
import { addDays, type Day } from '../day.js';
import type { StageDefinition } from '../reference/scheme.js';
import { workingDayOnOrAfter, workingDayOnOrBefore, type WorkingCalendar } from '../calendar/working-calendar.js';
import type { StageNode } from './graph.js';
import type { Hold, Pin, PinConflict, PlanCalendars, PlannedDuration, PlanOptions, StageDays } from './plan.js';

/** A stage at its earliest days. */
export interface EarlyStage extends StageDays {
  node: StageNode;
  duration: PlannedDuration | null;
  counted: CountedDay | null;
  /** what it needs has ended and nothing else holds it; the start is the first worked day from here */
  readyOn: Day;
  hold: Hold;
  pin: Pin | null;
  isAtLeast: boolean;
  isProvisional: boolean;
  conflicts: readonly PinConflict[];
}

/**
 * Every stage as early as it can be: it starts on the first worked day of its party on or after the latest end of what
 * it needs and ends its duration later; the hand-over takes no day. A stage of unknown duration ends where it starts and
 * all that rests on it is "at least".
 *
 * @param nodes each after all that it needs
 */
export function earliestDays(
  nodes: readonly StageNode[],
  startsOn: Day,
  options: PlanOptions,
  calendars: PlanCalendars,
): Map<string, EarlyStage> {
  const done = new Map<string, EarlyStage>();
  for (const node of nodes) done.set(node.stage.key, earliestStage(node, done, startsOn, options, calendars));
  return done;
}

/** What a stage hands over. */
export type Handed = Pick<EarlyStage, 'endsOn' | 'isAtLeast' | 'isProvisional'>;

/** One stage as early as it can be after what it needs; see earliestDays. */
export function earliestStage(
  node: StageNode,
  done: ReadonlyMap<string, Handed>,
  startsOn: Day,
  options: PlanOptions,
  calendars: PlanCalendars,
): EarlyStage {
  const { stage } = node;
  const calendar = calendars[stage.party];
  const pin = options.pins[stage.key] ?? null;
  const needs = node.needs.map((key) => ({ key, ...done.get(key)! }));
  const { readyOn, hold } = readiness(stage, needs, startsOn);
  const begun = begin(readyOn, pin, calendar);
  const duration = durationOf(stage, options);
  const counted = duration === null || pin?.endsOn ? null : countFrom(begun, duration.amount, duration.unit, calendar);
  const ended = pin?.endsOn ? later(pin.endsOn, begun) : (counted?.result ?? begun);
  const isHeldByPin = begun !== readyOn && begun === (pin?.startsOn ?? null);
  return {
    node,
    duration,
    counted,
    readyOn,
    hold: isHeldByPin ? { code: 'pin', on: begun } : hold,
    pin,
    startsOn: begun,
    endsOn: ended,
    isAtLeast: pin?.endsOn ? pin.isEarliest === true : duration === null || needs.some((need) => need.isAtLeast),
    isProvisional:
      needs.some((need) => need.isProvisional) || !calendar.isPublished(begun) || counted?.isProvisional === true,
    conflicts: conflictsOf(stage.key, pin, readyOn, begun),
  };
}

function readiness(
  stage: StageDefinition,
  needs: readonly (Handed & { key: string })[],
  startsOn: Day,
): { readyOn: Day; hold: Hold } {
  let readyOn = startsOn;
  let hold: Hold = { code: 'plan-start' };
  for (const need of needs) {
    if (hold.code === 'plan-start' || need.endsOn > readyOn) {
      readyOn = need.endsOn;
      hold = { code: 'need', stage: need.key };
    }
  }
  if (stage.earliestOn !== null && stage.earliestOn.on > readyOn) {
    const { on, basis, source } = stage.earliestOn;
    readyOn = on;
    hold = { code: 'earliest-on', on, basis, source };
  }
  return { readyOn, hold };
}

/** A pinned start holds whether the day is worked or not; a pinned end leaves no later start. */
function begin(readyOn: Day, pin: Pin | null, calendar: WorkingCalendar): Day {
  if (pin?.startsOn) return later(pin.startsOn, readyOn);
  const worked = workingDayOnOrAfter(calendar, readyOn);
  if (!pin?.endsOn) return worked;
  const last = later(pin.endsOn, readyOn);
  return last < worked ? last : worked;
}

function conflictsOf(stage: string, pin: Pin | null, readyOn: Day, begun: Day): PinConflict[] {
  const conflicts: PinConflict[] = [];
  if (pin?.startsOn && pin.startsOn < readyOn)
    conflicts.push({ stage, edge: 'start', pinnedOn: pin.startsOn, possibleOn: readyOn });
  if (pin?.endsOn && pin.endsOn < begun)
    conflicts.push({ stage, edge: 'end', pinnedOn: pin.endsOn, possibleOn: begun });
  return conflicts;
}

/** How long the stage takes in this case: the case's own value, else the scheme's (or the tenant's in its place). */
export function durationOf(stage: StageDefinition, options: PlanOptions): PlannedDuration | null {
  const own = options.durations[stage.key];
  if (own) return { ...own, basis: 'planning', certainty: 'unverified', source: 'none', origin: 'case' };
  if (stage.duration === null) return null;
  const { amount, unit, basis, certainty, source, isOwn } = stage.duration;
  return { amount, unit, basis, certainty, source, origin: isOwn ? 'tenant' : 'reference' };
}

/** A stage at its latest days, and for whose sake. */
export interface LateStage extends StageDays {
  neededBy: string | null;
  /** its own legal day, where that asks for more than what comes after it */
  legalOn: Day | null;
}

/** The last day that the law sets for the stage; days of practice and our own plans are no bounds. */
export function legalDayOf({ latestOn }: StageDefinition): Day | null {
  return latestOn?.basis === 'legal' ? latestOn.on : null;
}

/**
 * Every stage before the certificate as late as it can be so that the certificate comes on `endsOn` or before. A pinned
 * day is not contradicted. Days before which a stage is not possible are not looked at: they make a plan impossible, not
 * a day earlier.
 *
 * @param nodes each after all that it needs
 * @param isLawful whether a stage also ends by its own legal day
 */
export function latestDays(
  nodes: readonly StageNode[],
  endsOn: Day,
  options: PlanOptions,
  calendars: PlanCalendars,
  isLawful: boolean,
): Map<string, LateStage> {
  const done = new Map<string, LateStage>();
  const before = nodes.filter(({ stage }) => !stage.isAfterCertificate);
  for (const { stage } of [...before].reverse()) {
    let bound = endsOn;
    let neededBy: string | null = null;
    for (const other of before) {
      if (!other.needs.includes(stage.key)) continue;
      const { startsOn } = done.get(other.stage.key)!;
      if (neededBy === null || startsOn < bound) {
        neededBy = other.stage.key;
        bound = startsOn < bound ? startsOn : bound;
      }
    }
    const legalOn = isLawful ? legalDayOf(stage) : null;
    const isBoundByLaw = legalOn !== null && legalOn < bound;
    const pin = options.pins[stage.key] ?? null;
    done.set(stage.key, {
      ...latestOf(stage, isBoundByLaw ? legalOn : bound, pin, options, calendars[stage.party]),
      ...(isBoundByLaw ? { neededBy: null, legalOn } : { neededBy, legalOn: null }),
    });
  }
  return done;
}

function latestOf(
  stage: StageDefinition,
  bound: Day,
  pin: Pin | null,
  options: PlanOptions,
  calendar: WorkingCalendar,
): StageDays {
  if (pin?.endsOn) {
    const endsOn = earlier(pin.endsOn, bound);
    return { startsOn: earlier(pin.startsOn ?? endsOn, endsOn), endsOn };
  }
  const duration = durationOf(stage, options);
  const startsOn = lastStart(bound, duration?.amount ?? 0, duration?.unit ?? 'calendar-days', calendar);
  const pinned = pin?.startsOn ? earlier(pin.startsOn, startsOn) : startsOn;
  return { startsOn: pinned, endsOn: endOf(pinned, duration, calendar) };
}

function endOf(startsOn: Day, duration: PlannedDuration | null, calendar: WorkingCalendar): Day {
  return duration === null ? startsOn : countFrom(startsOn, duration.amount, duration.unit, calendar).result;
}

/**
 * The last worked day from which `amount` units end on `bound` or before.
 *
 * @param amount 0 or more
 */
export function lastStart(bound: Day, amount: number, unit: CountUnit, calendar: WorkingCalendar): Day {
  const worked = workingDayOnOrBefore(calendar, bound);
  if (unit === 'working-days') return amount === 0 ? worked : countFrom(worked, -amount, unit, calendar).result;
  let start = countFrom(bound, -amount, unit, calendar).result;
  // Several days may end in a short month's last day: 28 to 31 January + 1 month = 28 February.
  for (let next = addDays(start, 1); countFrom(next, amount, unit, calendar).result <= bound; next = addDays(next, 1))
    start = next;
  return workingDayOnOrBefore(calendar, start);
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}
