import type { Day } from '#domain/day';
import type { WorkingCalendar } from '#domain/calendar/working-calendar';
import { type QuietHours, withinWindow } from '#domain/deadlines/window';
import { DateTime } from 'luxon';

/** Hours after its instant from which a mail says that it is late: less is no news to anybody. */
const LATE_HOURS = 2;

/** When a mail should have left, as its reader's clock showed it. */
export interface Late {
  on: Day;
  /** `08:00` */
  at: string;
}

/**
 * Whether a mail that leaves now is late: more than two hours after its instant or, where that lay outside of the reader's
 * window, after the window opened.
 *
 * @param sendAt instant for which it was promised
 * @returns null when it is in time
 */
export function lateness(
  sendAt: Date,
  now: Date,
  reader: { timeZone: string; calendar: WorkingCalendar | null; quiet: QuietHours },
): Late | null {
  const { opensAt } = withinWindow(sendAt, reader.timeZone, reader.calendar, reader.quiet);
  if (now.getTime() - opensAt.getTime() <= LATE_HOURS * 3_600_000) return null;
  const local = DateTime.fromJSDate(sendAt, { zone: reader.timeZone });
  return { on: local.toISODate()!, at: local.toFormat('HH:mm') };
}
