import { FEWEST_CASES, forecastRange, type FinishedSpan } from '../cases/forecast-range.js';
import { addDays, daysBetween, type Day } from '../day.js';

/** Only the newest weeks speak: what went slowly in spring says little of the weeks before the deadline. */
export const PACE_WEEKS = 8;
const PACE_DAYS = PACE_WEEKS * 7;
/** A pace that is younger than a week is a burst. */
const SHORTEST_PACE_DAYS = 7;
/** Standard deviations within which eight of ten counts of independent events fall. */
const EIGHT_OF_TEN = 1.2816;
/** A day beyond this is no forecast any more. */
const FARTHEST_DAYS = 3650;

/**
 * What a forecast rests on: the members finished per week, how finished cases of the same procedure kept to their
 * plans, the plans of the open cases alone, that nothing is left to do, or nothing at all.
 */
export const FORECAST_BASES = ['pace', 'durations', 'plan', 'done', 'unknown'] as const;
export type ForecastBasis = (typeof FORECAST_BASES)[number];

/** Against the deadline: `at-risk` where it lies inside the range. */
export const FORECAST_VERDICTS = ['in-time', 'at-risk', 'late', 'unknown'] as const;
export type ForecastVerdict = (typeof FORECAST_VERDICTS)[number];

export interface CampaignCourse {
  today: Day;
  startedOn: Day;
  deadlineOn: Day;
  /** members neither finished nor excused */
  remaining: number;
  /** days on which members were finished, with how many; any order */
  finished: readonly { on: Day; members: number }[];
  /** of finished cases of the campaign's procedure */
  spans: readonly FinishedSpan[];
  /** latest day on which the case of a member still to be done is expected to end; null where one has none or its end is unknown */
  lastExpectedOn: Day | null;
}

export interface CampaignForecast {
  basis: ForecastBasis;
  /** one in ten campaigns would be over earlier; null where nobody can say */
  earlyOn: Day | null;
  likelyOn: Day | null;
  /** one in ten campaigns would end later; null where nobody can say */
  lateOn: Day | null;
  /** finished members or cases behind it */
  counted: number;
  verdict: ForecastVerdict;
}

/**
 * On which day the whole campaign will be over, as a range.
 *
 * From eight members finished in the last eight weeks on, their pace is carried on; what eight of ten counts of
 * independent events would show is the range. With fewer, the latest plan of the open cases is stretched as finished
 * cases of the procedure stretched theirs. With too few of those the plan alone is told, without a late end. No range
 * ends before the latest day on which an open case is expected.
 */
export function campaignForecast(course: CampaignCourse): CampaignForecast {
  const { remaining, today, deadlineOn } = course;
  const found = remaining === 0 ? over(course) : (byPace(course) ?? byDurations(course) ?? byPlan(course) ?? NOTHING);
  return { ...found, verdict: verdictOf(found, deadlineOn, remaining > 0 && today > deadlineOn) };
}

/** Members finished in each of the last eight weeks, the oldest first; a week ends with the weekday of today. */
export function finishedByWeek({ today, finished }: Pick<CampaignCourse, 'today' | 'finished'>): {
  from: Day;
  to: Day;
  members: number;
}[] {
  return Array.from({ length: PACE_WEEKS }, (_, at) => {
    const to = addDays(today, -7 * (PACE_WEEKS - 1 - at));
    const from = addDays(to, -6);
    return { from, to, members: sum(finished.filter(({ on }) => from <= on && on <= to)) };
  });
}

type Found = Omit<CampaignForecast, 'verdict'>;

const NOTHING: Found = { basis: 'unknown', earlyOn: null, likelyOn: null, lateOn: null, counted: 0 };

/** The day of the last of them; of a campaign in which all were excused, today. */
function over({ finished, today }: CampaignCourse): Found {
  const last = finished
    .map(({ on }) => on)
    .sort()
    .at(-1);
  const on = last ?? today;
  return { basis: 'done', earlyOn: on, likelyOn: on, lateOn: on, counted: sum(finished) };
}

function byPace({ today, startedOn, remaining, finished, lastExpectedOn }: CampaignCourse): Found | null {
  const days = Math.min(PACE_DAYS, daysBetween(startedOn, today) + 1);
  const from = addDays(today, 1 - days);
  const counted = sum(finished.filter(({ on }) => from <= on && on <= today));
  if (days < SHORTEST_PACE_DAYS || counted < FEWEST_CASES) return null;
  const spread = EIGHT_OF_TEN * Math.sqrt(counted);
  const dayAt = (count: number) => addDays(today, Math.min(FARTHEST_DAYS, Math.ceil((remaining * days) / count)));
  const [likelyOn, lateOn] = [dayAt(counted), later(dayAt(counted - spread), lastExpectedOn)];
  return { basis: 'pace', earlyOn: dayAt(counted + spread), likelyOn, lateOn, counted };
}

function byDurations({ today, spans, lastExpectedOn }: CampaignCourse): Found | null {
  if (lastExpectedOn === null) return null;
  const range = forecastRange(spans, today, lastExpectedOn);
  if (range === null) return null;
  const { earlyOn, likelyOn, lateOn, cases } = range;
  return { basis: 'durations', earlyOn, likelyOn, lateOn: later(lateOn, lastExpectedOn), counted: cases };
}

function byPlan({ today, lastExpectedOn }: CampaignCourse): Found | null {
  if (lastExpectedOn === null) return null;
  const on = later(today, lastExpectedOn);
  return { basis: 'plan', earlyOn: on, likelyOn: on, lateOn: null, counted: 0 };
}

function verdictOf({ earlyOn, lateOn }: Found, deadlineOn: Day, isOverdue: boolean): ForecastVerdict {
  if (isOverdue || (earlyOn !== null && earlyOn > deadlineOn)) return 'late';
  if (lateOn === null) return 'unknown';
  return lateOn <= deadlineOn ? 'in-time' : 'at-risk';
}

function later(day: Day, other: Day | null): Day {
  return other !== null && other > day ? other : day;
}

function sum(counts: readonly { members: number }[]): number {
  return counts.reduce((all, { members }) => all + members, 0);
}
