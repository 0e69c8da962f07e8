import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { shippedReference } from '#database/reference/read-book';
import { addDays, type Day } from '#domain/day';
import type { ReferenceBook } from '#domain/reference/book';
import { sourcedCalendar } from '#domain/reference/sourced-calendar';
import {
  calendarOf,
  type CalendarDay,
  type CalendarException,
  type WorkingCalendar,
} from '#domain/calendar/working-calendar';
import { libraryCountries } from './holiday-library.js';

/**
 * Weekdays without work where they are not Saturday and Sunday; 1 = Monday.
 *
 * Source: Unicode CLDR 48, supplemental data `weekData` (weekendStart, weekendEnd); certainty secondary, because it tells
 * the custom of a country and cites no law. Its single Sunday for India and Uganda is not taken over: offices there
 * mostly close on Saturday too, and a day counted as worked that is not makes a deadline come too late.
 */
const CLDR_WEEKENDS: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(
    ['BH', 'DZ', 'EG', 'IL', 'IQ', 'JO', 'KW', 'LY', 'OM', 'QA', 'SA', 'SD', 'SY', 'YE'].map((country) => [
      country,
      [5, 6],
    ]),
  ),
  AF: [4, 5],
  IR: [5],
};

/**
 * CLDR has Saturday and Sunday for these two. Source: Wikipedia, Workweek and weekend
 * (https://en.wikipedia.org/wiki/Workweek_and_weekend); certainty unverified, no official text was found.
 */
const OTHER_WEEKENDS: Readonly<Record<string, readonly number[]>> = { BD: [5, 6], NP: [6] };

const WEEKENDS: Readonly<Record<string, readonly number[]>> = { ...CLDR_WEEKENDS, ...OTHER_WEEKENDS };

/**
 * Working calendars by country. China's comes from our own sourced data: date-holidays knows no make-up days and calls
 * days public that are not. For all others date-holidays is asked, year by year, when a year is first needed.
 */
export class Calendars {
  private readonly byCountry = new Map<string, WorkingCalendar>();
  private version: number | null = null;

  /** @param book the reference data in use now; a newer one is noticed by its version */
  constructor(private readonly book: () => ReferenceBook = shippedReference) {}

  /** @param country ISO 3166-1 alpha-2; of a country nobody knows only the plain week is known */
  of(country: string): WorkingCalendar {
    const { version, calendarYears } = this.book();
    if (version !== this.version) this.byCountry.clear();
    this.version = version;
    let calendar = this.byCountry.get(country);
    if (!calendar) {
      const isOurs = calendarYears.some((year) => year.country === country);
      calendar = isOurs ? sourcedCalendar(country, calendarYears, WEEKENDS[country]) : libraryCalendar(country);
      this.byCountry.set(country, calendar);
    }
    return calendar;
  }
}

function libraryCalendar(country: string): WorkingCalendar {
  const years = new Map<string, WorkingCalendar>();
  const yearOf = (day: Day): WorkingCalendar => {
    const year = day.slice(0, 4);
    let calendar = years.get(year);
    if (!calendar) {
      calendar = calendarOf(country, holidaysOf(country, Number(year)), [Number(year)], WEEKENDS[country]);
      years.set(year, calendar);
    }
    return calendar;
  };
  // The plain week of a country that nobody knows is a guess, and a plan that rests on it says so.
  const isPublished = () => libraryCountries().has(country);
  return { country, day: (day): CalendarDay => yearOf(day).day(day), isPublished };
}

/** Public holidays and whole-day bank holidays; half days (Christmas Eve from 14:00) leave the morning for work. */
function holidaysOf(country: string, year: number): CalendarException[] {
  const found = new Map<Day, CalendarException>();
  const library = new (holidays())(country);
  library.setLanguages('en');
  for (const holiday of library.getHolidays(year) ?? []) {
    const isOff = holiday.type === 'public' || holiday.type === 'bank';
    if (!isOff || holiday.date.slice(11, 16) !== '00:00') continue;
    const days = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000));
    for (let offset = 0; offset < days; offset += 1) {
      const day = addDays(holiday.date.slice(0, 10), offset);
      if (!found.has(day)) found.set(day, { day, kind: 'holiday', name: holiday.name });
    }
  }
  return [...found.values()];
}

let library: typeof Holidays | undefined;

/** Loaded at the first question: 20 MB and 0.1 s that a start need not pay. */
function holidays(): typeof Holidays {
  library ??= createRequire(import.meta.url)('date-holidays') as typeof Holidays;
  return library;
}
