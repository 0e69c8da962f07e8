import { FIRST_YEAR, LAST_YEAR, type Day } from '../day.js';
import type { CalendarDay, WorkingCalendar } from './working-calendar.js';

/** A day as it stands in its calendar. */
export interface PlannedDay extends CalendarDay {
  readonly day: Day;
  readonly isWorked: boolean;
}

/** One year of a calendar, laid out from 1 January to 31 December. */
export interface CalendarYear {
  readonly year: number;
  readonly isPublished: boolean;
  readonly days: readonly PlannedDay[];
}

const MS_PER_DAY = 86_400_000;

/**
 * Laid-out years by calendar: counting 100,000 deadlines asks for the same few years. A calendar never changes; when a
 * notice arrives, the new calendar is a new object with years of its own.
 */
let laidOut = new WeakMap<WorkingCalendar, Map<number, CalendarYear>>();
let held = 0;

/** Some 16 MB. Whoever asks for every country and century must not fill the memory. */
const HELD_AT_MOST = 500;

/** @throws RangeError outside the years 1900 to 2199 */
export function calendarYear(calendar: WorkingCalendar, year: number): CalendarYear {
  const found = laidOut.get(calendar)?.get(year);
  if (found) return found;
  const made = layOut(calendar, year);
  if ((held += 1) > HELD_AT_MOST) [laidOut, held] = [new WeakMap(), 1];
  const years = laidOut.get(calendar) ?? new Map<number, CalendarYear>();
  laidOut.set(calendar, years.set(year, made));
  return made;
}

function layOut(calendar: WorkingCalendar, year: number): CalendarYear {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) {
    throw new RangeError(`${year} is outside the years ${FIRST_YEAR} to ${LAST_YEAR}`);
  }
  const days: PlannedDay[] = [];
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += MS_PER_DAY) {
    const day = new Date(ms).toISOString().slice(0, 10);
    const { kind, name } = calendar.day(day);
    days.push({ day, kind, name, isWorked: kind === 'working' || kind === 'make-up' });
  }
  return { year, isPublished: calendar.isPublished(`${year}-01-01`), days };
}

/** Goes through a calendar day by day, forward or backward, over the ends of years. */
export class DayWalk {
  /** The year that `here` lies in. */
  year: CalendarYear;
  private index: number;

  /** @throws RangeError when `start` is no day of the years 1900 to 2199 */
  constructor(
    private readonly calendar: WorkingCalendar,
    start: Day,
  ) {
    const [year, month, date] = start.split('-').map(Number) as [number, number, number];
    this.year = calendarYear(calendar, year);
    this.index = (Date.UTC(year, month - 1, date) - Date.UTC(year, 0, 1)) / MS_PER_DAY;
    // 30 February would be read as 2 March.
    if (this.year.days[this.index]?.day !== start) throw new RangeError(`not a day: ${start}`);
  }

  get here(): PlannedDay {
    return this.year.days[this.index] as PlannedDay;
  }

  /** @throws RangeError when it would leave the years 1900 to 2199 */
  step(direction: 1 | -1): PlannedDay {
    this.index += direction;
    if (this.index === this.year.days.length) {
      this.year = calendarYear(this.calendar, this.year.year + 1);
      this.index = 0;
    } else if (this.index < 0) {
      this.year = calendarYear(this.calendar, this.year.year - 1);
      this.index = this.year.days.length - 1;
    }
    return this.here;
  }
}
