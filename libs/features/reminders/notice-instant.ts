import { workingDayOnOrAfter, type WorkingCalendar } from '#domain/calendar/working-calendar';
import { addDays } from '#domain/day';
import { instantAt } from '#platform/clock';
import { DateTime } from 'luxon';

/** Everything that happens to one person within so many minutes goes into one mail. */
const GRID_MINUTES = 5;
/** Nobody gets it sooner: an act is often followed by its fellows, or taken back. */
const WAIT_MINUTES = 2;
/** Between two such mails to one address. The first comes quickly; who is busy on a case does not send forty. */
const APART_MINUTES = 30;

/**
 * When a notice is mailed: some minutes later, and not sooner than half an hour after the last such mail to the address.
 * On whole five minutes, so that all that is told at once meets in one envelope, and meets the reminders of eight o'clock.
 *
 * @param lastAt of the last mail with notices to the same address; null when there was none lately
 */
export function sendNoticesAt(now: Date, lastAt: Date | null): Date {
  const soonest = now.getTime() + WAIT_MINUTES * 60_000;
  const apart = lastAt === null ? soonest : lastAt.getTime() + APART_MINUTES * 60_000;
  const grid = GRID_MINUTES * 60_000;
  return new Date(Math.ceil(Math.max(soonest, apart) / grid) * grid);
}

/**
 * The hour of sending on the next working morning of a reader that is still to come.
 *
 * @param hour full hour of the reader's own clock
 */
export function nextMorning(now: Date, timeZone: string, calendar: WorkingCalendar, hour: number): Date {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).toISODate()!;
  const first = instantAt(workingDayOnOrAfter(calendar, today), hour, timeZone);
  return first.getTime() > now.getTime()
    ? first
    : instantAt(workingDayOnOrAfter(calendar, addDays(today, 1)), hour, timeZone);
}
