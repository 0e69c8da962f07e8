import { isWorkingDay, LONGEST_CLOSURE_DAYS, type WorkingCalendar } from '../calendar/working-calendar.js';
import type { Day } from '../day.js';
import { isQuietHour, type ReminderHours } from './reminder-hours.js';

/** The hours in which nothing is mailed. */
export type QuietHours = Pick<ReminderHours, 'quietFrom' | 'quietTo'>;

/** Whether a mail may leave at an instant, and when it may. */
export interface WindowAnswer {
  isOpen: boolean;
  /** the instant asked for when the window is open, else that of its next opening */
  opensAt: Date;
}

const HOUR_MS = 3_600_000;

/**
 * Whether a mail may leave: not in the quiet hours of the reader's own day, and only on a day that is worked there.
 *
 * The window opens on a full hour of the reader's clock. Where daylight saving skips that hour it opens with the next
 * one; an hour that comes twice is open, or quiet, both times.
 *
 * @param timeZone IANA name of the reader's zone
 * @param calendar of the reader's country; null for what may leave on any day
 * @throws RangeError when it never opens: all hours are quiet, or the country has no working day
 */
export function withinWindow(
  instant: Date,
  timeZone: string,
  calendar: WorkingCalendar | null,
  quiet: QuietHours,
): WindowAnswer {
  let at = instant;
  for (let hours = 0; hours <= LONGEST_CLOSURE_DAYS * 24; hours += 1) {
    const { day, hour, pastHourMs } = wallClock(at, timeZone);
    if (!isQuietHour(hour, quiet) && (calendar === null || isWorkingDay(calendar, day)))
      return { isOpen: at === instant, opensAt: at };
    at = new Date(at.getTime() + HOUR_MS - pastHourMs);
  }
  throw new RangeError(`no mail may ever leave for ${timeZone}: quiet from ${quiet.quietFrom} to ${quiet.quietTo}`);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The reader's day and full hour at an instant, and how many milliseconds of that hour are past. */
function wallClock(instant: Date, timeZone: string): { day: Day; hour: number; pastHourMs: number } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    } as Intl.DateTimeFormatOptions);
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const pastHourMs = (Number(parts['minute']) * 60 + Number(parts['second'])) * 1_000 + instant.getUTCMilliseconds();
  return { day: `${parts['year']}-${parts['month']}-${parts['day']}`, hour: Number(parts['hour']), pastHourMs };
}
