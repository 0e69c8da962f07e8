import { blocksBetween, countFrom } from '../calendar/counting.js';
import { daysBetween, type Day } from '../day.js';
import { RuleBroken } from '../errors.js';
import { PARTIES, type SchemeDefinition } from '../reference/scheme.js';
import { afterCertificate } from './after-certificate.js';
import { stageGraph, type StageNode } from './graph.js';
import { limitsOf } from './limits.js';
import { NO_OPTIONS, type Pin, type Plan, type PlanCalendars, type PlanHolidays, type PlannedStage, type PlanOptions, type StageDays, type WishAnswer } from './plan.js'; // prettier-ignore
import { earliestDays, latestDays, legalDayOf, type EarlyStage, type LateStage } from './schedule.js';
import { criticalPathOf, slackOf } from './slack.js';
import { turnsOf } from './turns.js';

/** Twenty years: a longer plan is a slip of the pen, and its holidays would fill a book. */
const LONGEST_DAYS = 7_305;

/**
 * The procedure from a first day: when each stage can be done, and the earliest day of the certificate.
 *
 * @throws RuleBroken `plan.stage-cycle`, `plan.no-stages`; RangeError where days leave the years 1900 to 2199 and for a
 *   plan of more than twenty years
 */
export function planForward(
  scheme: SchemeDefinition,
  startsOn: Day,
  options: Partial<PlanOptions>,
  calendars: PlanCalendars,
): Plan {
  const ground = groundOf(scheme, options, calendars);
  const early = earliestDays(ground.before, startsOn, ground.options, calendars);
  const late = latestDays(ground.before, lastEnd(early), ground.options, calendars, false);
  return { ...assemble(ground, early, late, early), direction: 'forward', wish: null };
}

/**
 * The procedure towards a wished day of the certificate: when each stage must be done at the latest, and the last day to
 * start. A legal day of a stage that comes before the wish bounds it too. Where that is not possible (it lies before
 * `notBefore`, or a fixed day is in the way), the days are those of a plan that runs forward from its first possible day,
 * and `wish` says by how much it is missed.
 *
 * @param options with `notBefore`: first day on which anything can be done, e.g. today; null or left out: any
 * @throws as planForward
 */
export function planBackward(
  scheme: SchemeDefinition,
  wishOn: Day,
  options: Partial<PlanOptions> & { notBefore?: Day | null },
  calendars: PlanCalendars,
): Plan {
  const { notBefore = null, ...given } = options;
  const ground = groundOf(scheme, given, calendars);
  const wanted = latestDays(ground.before, wishOn, ground.options, calendars, true);
  const lastStartOn = firstStart(wanted);
  const startsOn = notBefore !== null && notBefore > lastStartOn ? notBefore : lastStartOn;
  const early = earliestDays(ground.before, startsOn, ground.options, calendars);
  const isPossible = [...wanted].every(([key, late]) => {
    const { startsOn: start, endsOn: end } = early.get(key)!;
    return start <= late.startsOn && end <= late.endsOn;
  });
  const late = isPossible ? wanted : latestDays(ground.before, lastEnd(early), ground.options, calendars, false);
  const plan = assemble(ground, early, late, isPossible ? wanted : early);
  const missed = missedMost(ground.before, early, wishOn);
  const isMet = missed ? false : plan.isAtLeast ? null : true;
  const legal = missed ? missed.legal : boundByLaw(wanted, lastStartOn);
  return {
    ...plan,
    direction: 'backward',
    wish: { on: wishOn, isMet, daysLate: missed?.daysLate ?? 0, lastStartOn, legal },
  };
}

type Legal = WishAnswer['legal'];

/** What is missed by most days: the wish, or the legal day of a stage; null where neither is. */
function missedMost(
  nodes: readonly StageNode[],
  early: ReadonlyMap<string, EarlyStage>,
  wishOn: Day,
): { daysLate: number; legal: Legal } | null {
  let most: { daysLate: number; legal: Legal } = { daysLate: daysBetween(wishOn, lastEnd(early)), legal: null };
  for (const { stage } of nodes) {
    const on = legalDayOf(stage);
    if (on === null) continue;
    const daysLate = daysBetween(on, early.get(stage.key)!.endsOn);
    if (daysLate > most.daysLate) most = { daysLate, legal: { stage: stage.key, on } };
  }
  return most.daysLate > 0 ? most : null;
}

/** The legal day for whose sake the first stage must start by then; null where the wish asks for it. */
function boundByLaw(wanted: ReadonlyMap<string, LateStage>, lastStartOn: Day): Legal {
  let key = [...wanted].find(([, { startsOn }]) => startsOn === lastStartOn)?.[0] ?? null;
  while (key !== null) {
    const { legalOn, neededBy }: LateStage = wanted.get(key)!;
    if (legalOn !== null) return { stage: key, on: legalOn };
    key = neededBy;
  }
  return null;
}

interface Ground {
  scheme: SchemeDefinition;
  options: PlanOptions;
  calendars: PlanCalendars;
  before: readonly StageNode[];
  after: readonly StageNode[];
}

function groundOf(scheme: SchemeDefinition, given: Partial<PlanOptions>, calendars: PlanCalendars): Ground {
  const options = { ...NO_OPTIONS, ...given };
  const nodes = stageGraph(scheme, options);
  const before = nodes.filter(({ stage }) => !stage.isAfterCertificate);
  if (before.length === 0) throw new RuleBroken('plan.no-stages', { scheme: scheme.key });
  return { scheme, options, calendars, before, after: nodes.filter(({ stage }) => stage.isAfterCertificate) };
}

/** @param own the days that are the plan's: the early or the late ones */
function assemble(
  ground: Ground,
  early: ReadonlyMap<string, EarlyStage>,
  late: ReadonlyMap<string, LateStage>,
  own: ReadonlyMap<string, StageDays>,
): Omit<Plan, 'direction' | 'wish'> {
  const { scheme, options, calendars, before, after } = ground;
  const criticalPath = criticalPathOf(before, early);
  const slack = slackOf(before, early, late);
  const endsOn = lastEnd(own);
  const startsOn = firstStart(own);
  if (daysBetween(startsOn, endsOn) > LONGEST_DAYS) throw new RangeError(`a plan of more than ${LONGEST_DAYS} days`);
  const stages: PlannedStage[] = before.map(({ stage: { key } }) => ({
    ...planned(early.get(key)!, late.get(key)!, own.get(key)!, calendars),
    slackDays: slack.get(key)!,
    isCritical: criticalPath.includes(key),
  }));
  const turns = turnsOf(stages);
  const isAtLeast = stages.some((stage) => stage.isAtLeast);
  const isProvisional = stages.some((stage) => stage.isProvisional);
  const undated: string[] = [];
  for (const node of after) {
    const isLoose = node.needs.some((key) => undated.includes(key));
    const found = isLoose ? null : afterCertificate(scheme, node, stages, endsOn, options, calendars);
    if (found) stages.push(found);
    else undated.push(node.stage.key);
  }
  const days = new Map(stages.map((stage) => [stage.key, stage]));
  return {
    schemeKey: scheme.key,
    startsOn,
    endsOn,
    isAtLeast,
    unknownStages: stages.filter(({ duration, pin }) => duration === null && !isEndKnown(pin)).map(({ key }) => key),
    isProvisional,
    isParallel: options.isParallel && [...before, ...after].some(({ stage }) => stage.needsInParallel !== null),
    stages,
    undated,
    criticalPath,
    limits: limitsOf(scheme, { days, certificateOn: endsOn, isAtLeast }, calendars),
    turns,
    holidays: holidaysOf(calendars, startsOn, endsOn),
    conflicts: before.flatMap(({ stage: { key } }) => early.get(key)!.conflicts),
  };
}

function isEndKnown(pin: Pin | null): boolean {
  return Boolean(pin?.endsOn) && pin?.isEarliest !== true;
}

function planned(
  early: EarlyStage,
  late: LateStage,
  own: StageDays,
  calendars: PlanCalendars,
): Omit<PlannedStage, 'slackDays' | 'isCritical'> {
  const { node, duration, readyOn, hold, pin, isAtLeast } = early;
  const { key, party, isOptional, isAfterCertificate } = node.stage;
  const { startsOn, endsOn } = own;
  const isMoved = startsOn !== early.startsOn;
  const counted =
    isMoved && early.counted
      ? countFrom(startsOn, early.counted.amount, early.counted.unit, calendars[party])
      : early.counted;
  const isProvisional = isMoved
    ? !calendars[party].isPublished(startsOn) || counted?.isProvisional === true
    : early.isProvisional;
  return {
    key,
    party,
    isOptional,
    isAfterCertificate,
    needs: node.needs,
    startsOn,
    endsOn,
    earliest: { startsOn: early.startsOn, endsOn: early.endsOn },
    // A fixed day may stand in the way of its own latest days: then there is no room at all.
    latest: { startsOn: later(late.startsOn, early.startsOn), endsOn: later(late.endsOn, early.endsOn) },
    duration,
    counted,
    readyOn,
    hold,
    neededBy: late.neededBy,
    pin,
    isAtLeast,
    isProvisional,
  };
}

/** The holidays on the way, in each country where somebody of the plan works. */
function holidaysOf(calendars: PlanCalendars, from: Day, to: Day): PlanHolidays[] {
  const countries = [...new Set(PARTIES.map((party) => calendars[party].country))];
  return countries.map((country) => {
    const parties = PARTIES.filter((party) => calendars[party].country === country);
    return { country, parties, blocks: blocksBetween(calendars[parties[0]!], from, to) };
  });
}

function lastEnd(days: ReadonlyMap<string, StageDays>): Day {
  return [...days.values()].map(({ endsOn }) => endsOn).reduce(later);
}

function firstStart(days: ReadonlyMap<string, StageDays>): Day {
  return [...days.values()].map(({ startsOn }) => startsOn).reduce((one, other) => (one < other ? one : other));
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}
