import { DayWalk, type PlannedDay } from './calendar-year.js';
import type { Day } from '../day.js';
import type { WorkingCalendar } from './working-calendar.js';

/**
 * Consecutive days without work that a count passed over. A weekend that touches a holiday belongs to the holiday's
 * block. At the ends of a count the block is cut: only days that were passed are in it.
 */
export interface SkippedBlock {
  from: Day;
  /** Last day, included. */
  to: Day;
  kind: 'weekend' | 'holiday';
  /** Names of the holidays in order, each once, in the calendar's own words; empty for a weekend. */
  names: readonly string[];
  /** The names as one text, null where there is none. */
  name: string | null;
  /** Calendar days from `from` to `to`, both included. */
  days: number;
}

/** Why a count has the result that it has. */
export interface Explanation {
  /** What was passed over, oldest first; empty for units other than working days, which pass over nothing. */
  skipped: readonly SkippedBlock[];
  /** Weekend days that were worked for a holiday and therefore counted, oldest first. */
  madeUp: readonly Day[];
  /** Whether a year was counted whose calendar is not published, so that the result may move. */
  isProvisional: boolean;
  /** Those years, ascending. */
  provisionalYears: readonly number[];
}

/**
 * The days from `first` to `last`, both included, told apart; nothing when `last` is earlier.
 * Worked days + skipped days = all days.
 *
 * @throws RangeError for a day outside the years 1900 to 2199
 */
export function explainDays(calendar: WorkingCalendar, first: Day, last: Day): Explanation & { worked: number } {
  const skipped: SkippedBlock[] = [];
  const madeUp: Day[] = [];
  const provisionalYears: number[] = [];
  let worked = 0;
  let closed: PlannedDay[] = [];
  const endBlock = (): void => {
    if (closed.length > 0) skipped.push(blockOf(closed));
    closed = [];
  };
  if (first <= last) {
    const walk = new DayWalk(calendar, first);
    for (let day = walk.here; ; day = walk.step(1)) {
      const { year, isPublished } = walk.year;
      if (!isPublished && provisionalYears.at(-1) !== year) provisionalYears.push(year);
      if (day.isWorked) {
        worked += 1;
        if (day.kind === 'make-up') madeUp.push(day.day);
        endBlock();
      } else {
        closed.push(day);
      }
      if (day.day === last) break;
    }
    endBlock();
  }
  return { worked, skipped, madeUp, isProvisional: provisionalYears.length > 0, provisionalYears };
}

function blockOf(days: readonly PlannedDay[]): SkippedBlock {
  const names: string[] = [];
  let kind: SkippedBlock['kind'] = 'weekend';
  for (const day of days) {
    if (day.kind !== 'holiday') continue;
    kind = 'holiday';
    if (day.name !== null && !names.includes(day.name)) names.push(day.name);
  }
  return {
    from: (days[0] as PlannedDay).day,
    to: (days.at(-1) as PlannedDay).day,
    kind,
    names,
    name: names.length > 0 ? names.join(', ') : null,
    days: days.length,
  };
}
