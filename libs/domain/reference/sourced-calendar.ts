import { calendarOf, type WorkingCalendar } from '../calendar/working-calendar.js';
import type { CalendarYearFacts } from './book.js';

/**
 * The working calendar of a country from the years that reference data has of it; a year without a notice is a guess.
 *
 * @param years of any countries; only the country's own are taken
 * @param weekend weekdays without work, 1 = Monday; Saturday and Sunday when left out
 */
export function sourcedCalendar(
  country: string,
  years: readonly CalendarYearFacts[],
  weekend?: readonly number[],
): WorkingCalendar {
  const own = years.filter((year) => year.country === country);
  const published = own.filter((year) => year.status !== 'unpublished').map((year) => year.year);
  return calendarOf(
    country,
    own.flatMap((year) => year.exceptions),
    published,
    weekend,
  );
}
