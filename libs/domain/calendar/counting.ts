import { DayWalk } from './calendar-year.js';
import { FIRST_YEAR, LAST_YEAR, addDays, addMonths, daysBetween, isDay, weekday, type Day } from '../day.js';
import { explainDays, type Explanation, type SkippedBlock } from './skipped-days.js';
import { LONGEST_CLOSURE_DAYS, type CalendarDay, type WorkingCalendar } from './working-calendar.js';

export type { Explanation, SkippedBlock };

export const COUNT_UNITS = ['working-days', 'calendar-days', 'weeks', 'months', 'years'] as const;
export type CountUnit = (typeof COUNT_UNITS)[number];

/** Longest count, in any unit and either direction: 40,000 days are 109 years. */
export const MAX_COUNT = 40_000;

export interface CountedDay extends Explanation {
  start: Day;
  amount: number;
  unit: CountUnit;
  /** Country of the calendar, ISO 3166-1 alpha-2. */
  country: string;
  result: Day;
  /** What the result is in the calendar: a term of 90 calendar days may end on a holiday. */
  lands: CalendarDay;
  /** Days of the month, e.g. `{ wanted: 31, given: 28 }`, where the month of the result is too short; else null. */
  monthEnd: { wanted: number; given: number } | null;
}

export interface CountedSpan extends Explanation {
  from: Day;
  to: Day;
  unit: CountUnit;
  country: string;
  /** Whole units; negative when `to` is earlier. */
  amount: number;
  /** Calendar days left over after the whole weeks, months or years, with the sign of `amount`; 0 for days. */
  restDays: number;
}

/** A holiday with the weekends that touch it, and the weekend days worked for it. */
export interface HolidayBlock extends SkippedBlock {
  kind: 'holiday';
  madeUp: readonly Day[];
  /** Days Monday to Friday within the block. */
  weekdaysOff: number;
  isProvisional: boolean;
}

/**
 * The day that lies `amount` units after `start`, or before it when negative, and why.
 *
 * - The start is day 0 and never counted. The result of a count of working days is a worked day.
 * - 0 working days: the start itself when it is worked, else the next worked day (it moves forward, never back).
 * - Months and years: the same day of the month; where that month is shorter, its last day (31 January + 1 month =
 *   28 or 29 February, 29 February + 1 year = 28 February). `monthEnd` says so. Chinese terms in months run the same way.
 * - Only working days look at the calendar; the other units pass over nothing and are never provisional.
 *
 * Worked days + skipped days = calendar days from start to result.
 *
 * @throws RangeError for a day that does not exist, an amount that is no whole number or beyond 40,000, an unknown unit,
 *   a result outside the years 1900 to 2199, and a calendar that is closed for more than 60 days
 */
export function countFrom(start: Day, amount: number, unit: CountUnit, calendar: WorkingCalendar): CountedDay {
  requireDay(start);
  requireUnit(unit);
  if (!Number.isInteger(amount)) throw new RangeError(`not a whole number of ${unit}: ${amount}`);
  if (Math.abs(amount) > MAX_COUNT) throw new RangeError(`${amount} ${unit} are beyond ${MAX_COUNT}`);
  const result = unit === 'working-days' ? workedDay(start, amount, calendar) : plainDay(start, amount, unit);
  const { skipped, madeUp, isProvisional, provisionalYears } =
    unit === 'working-days' ? explainDays(calendar, ...lookedAt(calendar, start, amount, result)) : NOTHING_SKIPPED;
  const { kind, name } = calendar.day(result);
  return {
    start,
    // A count of -0 is one of 0.
    amount: amount + 0,
    unit,
    country: calendar.country,
    result,
    lands: { kind, name },
    skipped,
    madeUp,
    monthEnd: unit === 'months' || unit === 'years' ? shortened(start, result) : null,
    isProvisional,
    provisionalYears,
  };
}

/**
 * How many units lie after `from` up to and including `to`; negative when `to` is earlier. The inverse of countFrom:
 * counting what was added gives the amount back.
 *
 * @throws RangeError for a day that does not exist and an unknown unit
 */
export function countBetween(from: Day, to: Day, unit: CountUnit, calendar: WorkingCalendar): CountedSpan {
  requireDay(from);
  requireDay(to);
  requireUnit(unit);
  const head = { from, to, unit, country: calendar.country };
  if (unit === 'working-days') {
    const isBack = to < from;
    const { worked, ...why } = isBack
      ? explainDays(calendar, to, addDays(from, -1))
      : explainDays(calendar, addDays(from, 1), to);
    return { ...head, amount: isBack ? 0 - worked : worked, restDays: 0, ...why };
  }
  return { ...head, ...wholeUnits(from, to, unit), ...NOTHING_SKIPPED };
}

/**
 * Holidays that touch the days `from` to `to`, whole even where they begin before or end after, each with the weekends
 * around it and the weekend days worked for it. For planners and timelines; plain weekends are left out.
 *
 * A make-up day that names its holiday belongs to it. An unnamed one belongs to the nearest holiday with at least two
 * weekdays off: a holiday of one weekday has no bridge day that anybody would have to make up for.
 *
 * @throws RangeError for a day that does not exist
 */
export function blocksBetween(calendar: WorkingCalendar, from: Day, to: Day): HolidayBlock[] {
  requireDay(from);
  requireDay(to);
  // Whole years around, so that a block at the edge is whole and a make-up day finds its own holiday.
  const firstYear = Math.max(FIRST_YEAR, Number(from.slice(0, 4)) - 1);
  const lastYear = Math.min(LAST_YEAR, Number(to.slice(0, 4)) + 1);
  const { skipped, madeUp } = explainDays(calendar, `${firstYear}-01-01`, `${lastYear}-12-31`);
  const blocks = skipped.flatMap((block): (HolidayBlock & { madeUp: Day[] })[] => {
    if (block.kind === 'weekend') return [];
    const isProvisional = !calendar.isPublished(block.from) || !calendar.isPublished(block.to);
    return [{ ...block, kind: 'holiday', madeUp: [], weekdaysOff: weekdaysIn(block), isProvisional }];
  });
  for (const day of madeUp) {
    const { name } = calendar.day(day);
    const mayOwe = blocks.filter((block) => (name === null ? block.weekdaysOff >= 2 : block.names.includes(name)));
    const nearest = mayOwe.reduce<(typeof blocks)[number] | undefined>(
      (best, block) => (best && distance(best, day) <= distance(block, day) ? best : block),
      undefined,
    );
    nearest?.madeUp.push(day);
  }
  return blocks.filter((block) => block.from <= to && block.to >= from);
}

const NOTHING_SKIPPED: Explanation = { skipped: [], madeUp: [], isProvisional: false, provisionalYears: [] };

function requireDay(day: Day): void {
  if (!isDay(day)) throw new RangeError(`not a day: ${String(day)}`);
}

function requireUnit(unit: CountUnit): void {
  if (!COUNT_UNITS.includes(unit)) throw new RangeError(`unit ${String(unit)} is none of ${COUNT_UNITS.join(', ')}`);
}

function workedDay(start: Day, amount: number, calendar: WorkingCalendar): Day {
  const walk = new DayWalk(calendar, start);
  const direction = amount < 0 ? -1 : 1;
  let day = walk.here;
  let left = Math.abs(amount);
  for (let closed = 0; left > 0 || !day.isWorked;) {
    day = walk.step(direction);
    if (day.isWorked) {
      left -= 1;
      closed = 0;
    } else if ((closed += 1) > LONGEST_CLOSURE_DAYS) {
      throw new RangeError(`${calendar.country} is closed for more than ${LONGEST_CLOSURE_DAYS} days at ${day.day}`);
    }
  }
  return day.day;
}

function plainDay(start: Day, amount: number, unit: Exclude<CountUnit, 'working-days'>): Day {
  if (unit === 'calendar-days' || unit === 'weeks') {
    const result = addDays(start, unit === 'weeks' ? amount * 7 : amount);
    if (!isDay(result)) throw beyondYears(start, amount, unit);
    return result;
  }
  const months = unit === 'years' ? amount * 12 : amount;
  const year = Math.floor((Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + months) / 12);
  if (year < FIRST_YEAR || year > LAST_YEAR) throw beyondYears(start, amount, unit);
  return addMonths(start, months);
}

function beyondYears(start: Day, amount: number, unit: CountUnit): RangeError {
  return new RangeError(`${start} and ${amount} ${unit} lead out of the years ${FIRST_YEAR} to ${LAST_YEAR}`);
}

function shortened(start: Day, result: Day): CountedDay['monthEnd'] {
  const [wanted, given] = [Number(start.slice(8)), Number(result.slice(8))];
  return wanted === given ? null : { wanted, given };
}

/** First and last day that a count of working days looked at; a count of 0 looks at its start. */
function lookedAt(calendar: WorkingCalendar, start: Day, amount: number, result: Day): [Day, Day] {
  if (amount === 0) return [start, result];
  const besideStart = new DayWalk(calendar, start).step(amount < 0 ? -1 : 1).day;
  return amount < 0 ? [result, besideStart] : [besideStart, result];
}

function wholeUnits(
  from: Day,
  to: Day,
  unit: Exclude<CountUnit, 'working-days'>,
): { amount: number; restDays: number } {
  if (unit === 'calendar-days') return { amount: daysBetween(from, to), restDays: 0 };
  if (unit === 'weeks') {
    const days = daysBetween(from, to);
    const weeks = wholePart(days / 7);
    return { amount: weeks, restDays: days - weeks * 7 };
  }
  const [fromMonth, toMonth] = [from, to].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  let months = (toMonth as number) - (fromMonth as number);
  // The last month counts once its day has come.
  if (to >= from && addMonths(from, months) > to) months -= 1;
  if (to < from && addMonths(from, months) < to) months += 1;
  const amount = unit === 'years' ? wholePart(months / 12) : months;
  return { amount, restDays: daysBetween(addMonths(from, unit === 'years' ? amount * 12 : amount), to) };
}

/** Towards zero, and never -0. */
function wholePart(value: number): number {
  return Math.trunc(value) + 0;
}

function weekdaysIn({ from, days }: SkippedBlock): number {
  let count = 0;
  for (let offset = 0; offset < days; offset += 1) if (weekday(addDays(from, offset)) <= 5) count += 1;
  return count;
}

function distance(block: SkippedBlock, day: Day): number {
  return day < block.from ? daysBetween(day, block.from) : daysBetween(block.to, day);
}
