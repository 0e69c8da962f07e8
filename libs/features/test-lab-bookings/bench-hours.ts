import { DateTime } from 'luxon';
import type { BenchHours } from '#domain/cases/bench-slots';
import type { Day } from '#domain/day';
import type { Calendars } from '#platform/calendars/calendars';

/** What the hours of a bench follow from. */
export interface BenchFacts {
  /** HH:MM, perhaps with seconds */
  opensAt: string;
  closesAt: string;
  worksWeekends: boolean;
  country: string;
  timeZone: string;
}

/** The working hours of a bench as the rules read them, in the zone and by the calendar of its laboratory. */
export function benchHours(facts: BenchFacts, calendars: Calendars): BenchHours {
  const { timeZone: zone } = facts;
  return {
    opens: minuteOf(facts.opensAt),
    closes: minuteOf(facts.closesAt),
    worksWeekends: facts.worksWeekends,
    calendar: calendars.of(facts.country),
    // By the wall clock: eight in the morning stays eight when the clocks are changed.
    instant: (day, minute) =>
      DateTime.fromISO(day, { zone })
        .plus({ days: Math.floor(minute / 1440) })
        .set({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 })
        .toMillis(),
    dayOf: (instant) => dayIn(zone, instant),
  };
}

/** The day that an instant (milliseconds since 1970) falls on in a zone. */
export function dayIn(zone: string, instant: number): Day {
  return DateTime.fromMillis(instant, { zone }).toISODate()!;
}

/** An instant (milliseconds since 1970) to the second, as the database tells instants. */
export function instantText(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
