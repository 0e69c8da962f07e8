import { addDays, daysBetween, weekday, type Day } from '../day.js';

/**
 * Why a day is worked or not. `make-up` is a weekend day that is worked because a neighbouring holiday was made longer
 * (China); `holiday` wins over the weekend, so that a mail can say which holiday moved it.
 */
export type DayKind = 'working' | 'weekend' | 'holiday' | 'make-up';

/** One day of a working calendar. `name` is the holiday's, in the calendar's own words. */
export interface CalendarDay {
  kind: DayKind;
  name: string | null;
}

/**
 * The working days of one country. Where a year has not been published (China names its holidays late in the year
 * before), days are counted Monday to Friday and `isPublished` says that this is a guess.
 */
export interface WorkingCalendar {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  day(day: Day): CalendarDay;
  isPublished(day: Day): boolean;
}

/** A day that differs from the plain week. */
export interface CalendarException {
  day: Day;
  kind: 'holiday' | 'make-up';
  name: string | null;
}

/** A closure longer than this is a broken calendar, not a holiday: nine days are the longest seen (China, 2026). */
export const LONGEST_CLOSURE_DAYS = 60;

const WORKING: CalendarDay = { kind: 'working', name: null };
const WEEKEND: CalendarDay = { kind: 'weekend', name: null };
const SATURDAY_SUNDAY: readonly number[] = [6, 7];

/**
 * A calendar from a plain week and its exceptions.
 *
 * @param published the years whose exceptions are known; of others only the week is known
 * @param weekend weekdays without work, 1 = Monday
 * @throws Error naming country and day where a day is both holiday and make-up
 */
export function calendarOf(
  country: string,
  exceptions: Iterable<CalendarException>,
  published: Iterable<number>,
  weekend: readonly number[] = SATURDAY_SUNDAY,
): WorkingCalendar {
  const byDay = new Map<Day, CalendarDay>();
  for (const { day, kind, name } of exceptions) {
    if ((byDay.get(day)?.kind ?? kind) !== kind) {
      throw new Error(`calendar ${country}: ${day} is both holiday and make-up day`);
    }
    byDay.set(day, { kind, name });
  }
  const years = new Set(published);
  return {
    country,
    day: (day) => byDay.get(day) ?? (weekend.includes(weekday(day)) ? WEEKEND : WORKING),
    isPublished: (day) => years.has(Number(day.slice(0, 4))),
  };
}

export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  const { kind } = calendar.day(day);
  return kind === 'working' || kind === 'make-up';
}

/** The day itself when it is worked, else the next one that is. */
export function workingDayOnOrAfter(calendar: WorkingCalendar, day: Day): Day {
  let found = day;
  for (let moved = 0; !isWorkingDay(calendar, found); moved += 1) {
    if (moved > LONGEST_CLOSURE_DAYS) throw new RangeError(`${calendar.country} has no working day after ${day}`);
    found = addDays(found, 1);
  }
  return found;
}

/** The day itself when it is worked, else the last one before it that is. */
export function workingDayOnOrBefore(calendar: WorkingCalendar, day: Day): Day {
  let found = day;
  for (let moved = 0; !isWorkingDay(calendar, found); moved += 1) {
    if (moved > LONGEST_CLOSURE_DAYS) throw new RangeError(`${calendar.country} has no working day before ${day}`);
    found = addDays(found, -1);
  }
  return found;
}

/** Working days that remain after `from` up to and including `to`: today itself is no longer counted. 0 when `to` is not later. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  let count = 0;
  const days = daysBetween(from, to);
  for (let offset = 1; offset <= days; offset += 1) {
    if (isWorkingDay(calendar, addDays(from, offset))) count += 1;
  }
  return count;
}

/** Whether any day after `from` up to `to` lies in a year that is not published, so that a count over it is a guess. */
export function isCountProvisional(calendar: WorkingCalendar, from: Day, to: Day): boolean {
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    const probe = year === Number(from.slice(0, 4)) ? from : `${year}-01-01`;
    if (probe <= to && !calendar.isPublished(probe)) return true;
  }
  return false;
}
