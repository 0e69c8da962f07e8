import { addDays, type Day } from '#domain/day';
import { instantParts } from '../i18n/format.js';
import type { OccupiedBench, OccupyingBooking } from './lab.types.js';

export type DayKind = 'working' | 'weekend' | 'holiday' | 'make-up';
export type DayKindOf = (country: string, day: Day) => DayKind;

/** Whether nobody works at the bench on the day. */
export function isOff(bench: OccupiedBench, kind: DayKind): boolean {
  return kind === 'holiday' || (kind === 'weekend' && !bench.worksWeekends);
}

/** What stands on the bench on the day, by the laboratory's clock. */
export function bookingsOn(bench: OccupiedBench, day: Day): OccupyingBooking[] {
  return bench.bookings.filter(({ startsAt, endsAt }) => {
    const [from, to] = [instantParts(startsAt, bench.timeZone), instantParts(endsAt, bench.timeZone)];
    // A slot that ends at midnight does not reach into the next day.
    const last = to.time === '00:00' ? addDays(to.day, -1) : to.day;
    return from.day <= day && day <= last;
  });
}
