import { addDays, daysInMonth, dayOf, weekday, type Day } from '#domain/day';
import type { CalendarYear, CountedDay, HolidayBlock } from './calendar.types.js';

/** A day of the drawn year: what it is in the ground calendar and in the second one. */
export interface DrawnDay {
  day: Day;
  kind: 'working' | 'weekend' | 'holiday' | 'make-up';
  name: string | null;
  /** the holiday of the second calendar */
  beside: string | null;
  /** where it stands in the count that is shown */
  count: 'start' | 'result' | 'counted' | 'skipped' | null;
}

export type Facts = Pick<DrawnDay, 'kind' | 'name'>;

/** What each day of a year is, by its calendar. */
export function factsOf(year: CalendarYear): (day: Day) => Facts {
  const known = new Map(year.days.map(({ day, kind, name }) => [day, { kind, name }]));
  return (day) => known.get(day) ?? { kind: year.weekend.includes(weekday(day)) ? 'weekend' : 'working', name: null };
}

function countPart(counted: CountedDay | null, day: Day): DrawnDay['count'] {
  if (!counted) return null;
  const { day: start, result, skipped } = counted;
  if (day === result) return 'result';
  if (day === start) return 'start';
  const [first, last] = start < result ? [start, result] : [result, start];
  if (day < first || day > last) return null;
  return skipped.some(({ from, to }) => from <= day && day <= to) ? 'skipped' : 'counted';
}

/** One month in weeks from Monday to Sunday; null where the week belongs to a neighbour. */
export function weeksOf(
  month: number,
  ground: CalendarYear,
  beside: CalendarYear | null,
  counted: CountedDay | null,
): (DrawnDay | null)[][] {
  const [groundFacts, besideFacts] = [factsOf(ground), beside && factsOf(beside)];
  const first = dayOf(ground.year, month, 1);
  const cells: (DrawnDay | null)[] = Array.from({ length: weekday(first) - 1 }, () => null);
  for (let index = 0; index < daysInMonth(ground.year, month); index += 1) {
    const day = addDays(first, index);
    const other = besideFacts?.(day);
    cells.push({
      day,
      ...groundFacts(day),
      beside: other?.kind === 'holiday' ? (other.name ?? '') : null,
      count: countPart(counted, day),
    });
  }
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** Blocks that begin in the month; one that came over from December stands in January. */
export function blocksOf(month: number, year: CalendarYear): HolidayBlock[] {
  const prefix = `${year.year}-${String(month).padStart(2, '0')}`;
  return year.blocks.filter(({ from }) => (from < `${year.year}-01-01` ? month === 1 : from.slice(0, 7) === prefix));
}
