import { calendarYear } from '#domain/calendar/calendar-year';
import { blocksBetween, type HolidayBlock, type SkippedBlock } from '#domain/calendar/counting';
import { daysInMonth, weekday } from '#domain/day';
import { holidayLaw } from '#domain/calendar/holiday-laws';
import type { WorkingCalendar } from '#domain/calendar/working-calendar';
import { HOLIDAY_LIBRARY } from '#platform/calendars/holiday-library';
import type {
  CalendarYearView,
  ClosedBlockView,
  HolidayBlockView,
  HolidayLawView,
  Unknown,
  YearSourceView,
  YearStatus,
} from './calendar.dto.js';

/** Of each status, what a reader must not take the year for. Make-up work is a custom of the mainland only. */
function unknownOf(status: YearStatus, country: string): Unknown[] {
  if (status === 'library') return ['regional-holidays'];
  if (status === 'partial') return ['rest-of-notice'];
  if (status === 'not-loaded') return ['holidays'];
  if (status === 'unpublished') return [country === 'CN' ? 'bridge-and-make-up-days' : 'rest-of-notice'];
  return [];
}

export function toYearView(calendar: WorkingCalendar, origin: YearSourceView): CalendarYearView {
  const { year, status } = origin;
  const { country } = calendar;
  const { days, isPublished } = calendarYear(calendar, year);
  const weekend = [...new Set(days.filter(({ kind }) => kind === 'weekend').map(({ day }) => weekday(day)))];
  const workedIn = (month: number): number =>
    days.filter(({ day, isWorked }) => isWorked && Number(day.slice(5, 7)) === month).length;
  const months = Array.from({ length: 12 }, (_, index) => ({
    month: index + 1,
    workingDays: workedIn(index + 1),
    calendarDays: daysInMonth(year, index + 1),
  }));
  return {
    ...origin,
    country,
    weekend: weekend.sort(),
    days: days.flatMap(({ day, kind, name }) =>
      kind === 'holiday' || kind === 'make-up' ? [{ day, kind, name }] : [],
    ),
    blocks: blocksBetween(calendar, `${year}-01-01`, `${year}-12-31`).map(toHolidayBlock),
    months,
    workingDays: days.filter(({ isWorked }) => isWorked).length,
    calendarDays: days.length,
    isProvisional: !isPublished,
    unknown: unknownOf(status, country),
    law: lawOf(country, year),
    library: status === 'library' ? { ...HOLIDAY_LIBRARY } : null,
  };
}

function lawOf(country: string, year: number): HolidayLawView | null {
  const found = holidayLaw(country, year);
  if (!found) return null;
  const { law, statutoryDays, certainty, source } = found;
  return { law, statutoryDays, certainty, source };
}

export function toClosedBlock({ from, to, kind, names, name, days }: SkippedBlock): ClosedBlockView {
  return { from, to, kind, names: [...names], name, days };
}

export function toHolidayBlock(block: HolidayBlock): HolidayBlockView {
  const { madeUp, weekdaysOff, isProvisional } = block;
  return { ...toClosedBlock(block), kind: 'holiday', madeUp: [...madeUp], weekdaysOff, isProvisional };
}
