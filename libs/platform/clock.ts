import { DateTime } from 'luxon';
import type { Day } from '#domain/day';

/** Where a day begins first. */
const FIRST_ZONE = 'Pacific/Kiritimati';

/**
 * The only place that knows what time it is. Product time runs like real time, but may start at a set instant
 * (HOMOLOG_CLOCK, tests only), so that a day in the future can be lived through.
 */
export class Clock {
  private constructor(private readonly offsetMs: number) {}

  static real(): Clock {
    return new Clock(0);
  }

  /**
   * @param startsAt product instant at the anchor
   * @param anchor real instant at which `startsAt` held; now when left out
   */
  static startingAt(startsAt: Date, anchor: Date = new Date()): Clock {
    return new Clock(startsAt.getTime() - anchor.getTime());
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** The calendar day it is in the zone (IANA name). */
  today(timeZone: string): Day {
    return DateTime.fromJSDate(this.now(), { zone: timeZone }).toISODate()!;
  }

  /** The latest calendar day that has begun anywhere: a later one is a future day everywhere. */
  latestToday(): Day {
    return this.today(FIRST_ZONE);
  }
}

/** The instant of a wall-clock hour on a day in a zone; an hour that daylight saving skips moves forward. */
export function instantAt(day: Day, hour: number, timeZone: string): Date {
  return DateTime.fromISO(day, { zone: timeZone }).set({ hour, minute: 0, second: 0, millisecond: 0 }).toJSDate();
}

/** Whether the runtime knows the IANA zone name. */
export function isTimeZone(name: unknown): name is string {
  return typeof name === 'string' && name.length <= 64 && DateTime.local({ zone: name }).isValid;
}
