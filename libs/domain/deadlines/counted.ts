import { countFrom, type CountUnit } from '../calendar/counting.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { addDays, type Day } from '../day.js';
import type { Counted } from './deadline.js';

/**
 * The day that lies `amount` units after `from`, and how it was counted. Only what says something is kept: most counts
 * pass over nothing and end on no short month. Weeks are told as the days that they are.
 *
 * @throws RangeError as countFrom
 */
export function countDeadline(
  start: Exclude<Counted['start'], 'named'>,
  from: Day,
  amount: number,
  unit: CountUnit,
  calendar: WorkingCalendar,
): { dueOn: Day; counted: Counted } {
  if (unit === 'weeks') return countDeadline(start, from, amount * 7, 'calendar-days', calendar);
  // Calendar days need no calendar, and day -90 of a certificate of January 1900 is a day too.
  if (unit === 'calendar-days') return { dueOn: addDays(from, amount), counted: { start, from, amount, unit } };
  const { result, country, skipped, madeUp, monthEnd, provisionalYears } = countFrom(from, amount, unit, calendar);
  return {
    dueOn: result,
    counted: {
      start,
      from,
      amount,
      unit,
      ...(unit === 'working-days' && { country, skipped, madeUp }),
      ...(monthEnd && { monthEnd }),
      ...(provisionalYears.length > 0 && { provisionalYears }),
    },
  };
}
