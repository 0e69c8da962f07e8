import { Injectable } from '@nestjs/common';
import { ReferenceStore } from '#database/reference/reference-store';
import { blocksBetween, countBetween, countFrom, type CountedDay } from '#domain/calendar/counting';
import { daysBetween, type Day } from '#domain/day';
import { BadInput } from '#domain/errors';
import type { WorkingCalendar } from '#domain/calendar/working-calendar';
import { Calendars } from '#platform/calendars/calendars';
import { libraryCountries } from '#platform/calendars/holiday-library';
import type {
  AddInput,
  BetweenInput,
  CalendarYearView,
  CountedDayView,
  CountedSpanView,
  YearSourceView,
} from './calendar.dto.js';
import { toClosedBlock, toHolidayBlock, toYearView } from './year-view.js';

/** Years that are shown and counted in: libraries extrapolate further, nobody has published it. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
/** Each year of a library's country is worked out when it is first asked for, and that is not free. */
const MOST_WORKING_DAYS = 5_000;
const LONGEST_SPAN_DAYS = 20 * 366;

/** Counts in a country's calendar and shows it. The same for every tenant; changes nothing. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly calendars: Calendars,
    private readonly references: ReferenceStore,
  ) {}

  add({ country, day, count, unit }: AddInput): CountedDayView {
    const calendar = this.require(country);
    requireYear('day', day.slice(0, 4));
    if (unit === 'working-days' && Math.abs(count) > MOST_WORKING_DAYS) {
      const allowed = `-${MOST_WORKING_DAYS} to ${MOST_WORKING_DAYS} working days`;
      throw refused('count', 'too-many', `${count} working days are too many.`, allowed);
    }
    const counted = countWithin(day, count, unit, calendar);
    requireYear('count', counted.result.slice(0, 4));
    return {
      country,
      day,
      count: counted.amount,
      unit,
      result: counted.result,
      lands: { kind: counted.lands.kind, name: counted.lands.name },
      skipped: counted.skipped.map(toClosedBlock),
      madeUp: [...counted.madeUp],
      monthEnd: counted.monthEnd,
      isProvisional: counted.isProvisional,
      provisionalYears: [...counted.provisionalYears],
      sources: this.sources(country, day, counted.result),
    };
  }

  between({ country, from, to }: BetweenInput): CountedSpanView {
    const calendar = this.require(country);
    requireYear('from', from.slice(0, 4));
    requireYear('to', to.slice(0, 4));
    if (Math.abs(daysBetween(from, to)) > LONGEST_SPAN_DAYS)
      throw refused('to', 'too-far', `${to} is too far from ${from}.`, 'a day within 20 years of from');
    const working = countBetween(from, to, 'working-days', calendar);
    const months = countBetween(from, to, 'months', calendar);
    const [first, last] = from <= to ? [from, to] : [to, from];
    return {
      country,
      from,
      to,
      workingDays: working.amount,
      calendarDays: daysBetween(from, to),
      months: { count: months.amount, restDays: months.restDays },
      blocks: blocksBetween(calendar, first, last).map(toHolidayBlock),
      madeUp: [...working.madeUp],
      isProvisional: working.isProvisional,
      provisionalYears: [...working.provisionalYears],
      sources: this.sources(country, first, last),
    };
  }

  year(country: string, year: string): CalendarYearView {
    const calendar = this.require(country);
    return toYearView(calendar, this.source(country, requireYear('year', year)));
  }

  /** @throws BadInput for a country that neither our data nor the library knows */
  private require(country: string): WorkingCalendar {
    if (!this.isSourced(country) && !libraryCountries().has(country)) {
      const allowed = [...libraryCountries()].join(', ');
      throw refused('country', 'unknown-country', `No calendar of ${country.slice(0, 20)} is known.`, allowed);
    }
    return this.calendars.of(country);
  }

  private isSourced(country: string): boolean {
    return this.references.known().calendarYears.some((year) => year.country === country);
  }

  private source(country: string, year: number): YearSourceView {
    const { calendarYears } = this.references.known();
    const found = calendarYears.find((one) => one.country === country && one.year === year);
    if (found) return { year, status: found.status, source: found.source };
    return { year, status: this.isSourced(country) ? 'not-loaded' : 'library', source: null };
  }

  /** Of each year that lies between two days. */
  private sources(country: string, one: Day, other: Day): YearSourceView[] {
    const [from, to] = one <= other ? [one, other] : [other, one];
    const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
    return Array.from({ length: last - first + 1 }, (_, index) => this.source(country, first + index));
  }
}

function countWithin(day: Day, ...rest: [number, AddInput['unit'], WorkingCalendar]): CountedDay {
  try {
    return countFrom(day, ...rest);
  } catch (error) {
    // The shape has been checked: what is left to refuse is a result that leads out of the years.
    if (error instanceof RangeError) throw outOfYears('count');
    throw error;
  }
}

function requireYear(field: string, text: string): number {
  const year = /^\d{4}$/.test(text) ? Number(text) : NaN;
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw outOfYears(field);
  return year;
}

function outOfYears(field: string): BadInput {
  const years = `${FIRST_YEAR} to ${LAST_YEAR}`;
  return refused(field, 'out-of-years', `${field} leads out of the years ${years}.`, `years ${years}`);
}

function refused(field: string, code: string, detail: string, allowed: string): BadInput {
  return new BadInput('invalid-input', [{ field, code, detail, allowed }]);
}
