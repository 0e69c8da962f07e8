import fc from 'fast-check';
import { DateTime } from 'luxon';
import { CHINA } from '../../../test/support/china-calendar.js';
import { calendarOf, isWorkingDay, type WorkingCalendar } from '../calendar/working-calendar.js';
import { DEFAULT_HOURS, isQuietHour } from './reminder-hours.js';
import { withinWindow } from './window.js';

const PLAIN = calendarOf('XX', [], []);
const opens = (at: string, zone: string, calendar: WorkingCalendar | null = PLAIN, quiet = DEFAULT_HOURS) => {
  const { isOpen, opensAt } = withinWindow(new Date(at), zone, calendar, quiet);
  return isOpen ? 'open' : opensAt.toISOString();
};

describe('the window in which mails leave', () => {
  it.each([
    ['a working morning', '2026-12-01T08:00:00+01:00', 'Europe/Berlin', 'open'],
    ['the last minute of the day', '2026-12-01T19:59:59+01:00', 'Europe/Berlin', 'open'],
    ['the first quiet minute', '2026-12-01T20:00:00+01:00', 'Europe/Berlin', '2026-12-02T06:00:00.000Z'],
    ['the night', '2026-12-02T03:12:45.678+01:00', 'Europe/Berlin', '2026-12-02T06:00:00.000Z'],
    ['a Friday evening: Monday', '2026-12-04T21:00:00+01:00', 'Europe/Berlin', '2026-12-07T06:00:00.000Z'],
    ['a Saturday noon: Monday', '2026-12-05T12:00:00+08:00', 'Asia/Shanghai', '2026-12-06T23:00:00.000Z'],
    ['a zone of half hours', '2026-12-01T21:10:00+05:30', 'Asia/Kolkata', '2026-12-02T01:30:00.000Z'],
    ['the night that is an hour shorter', '2026-03-29T01:30:00+01:00', 'Europe/Berlin', '2026-03-30T05:00:00.000Z'],
    ['the night that is an hour longer', '2026-10-25T01:30:00+02:00', 'Europe/Berlin', '2026-10-26T06:00:00.000Z'],
  ])('at %s', (_name, at, zone, expected) => {
    expect(opens(at, zone)).toBe(expected);
  });

  it('waits for the end of a holiday, and is open on a make-up Saturday', () => {
    // National Day 2026: 1 to 7 October are off, Saturday the 10th is worked.
    expect(opens('2026-10-01T10:00:00+08:00', 'Asia/Shanghai', CHINA)).toBe('2026-10-07T23:00:00.000Z');
    expect(opens('2026-10-10T10:00:00+08:00', 'Asia/Shanghai', CHINA)).toBe('open');
  });

  it('knows quiet hours only for what may leave on any day', () => {
    expect(opens('2026-12-05T12:00:00+01:00', 'Europe/Berlin', null)).toBe('open');
    expect(opens('2026-12-05T22:00:00+01:00', 'Europe/Berlin', null)).toBe('2026-12-06T06:00:00.000Z');
  });

  it('opens with the hour after the one that daylight saving skips', () => {
    const quiet = { ...DEFAULT_HOURS, quietFrom: 0, quietTo: 2 };
    expect(opens('2026-03-29T01:10:00+01:00', 'Europe/Berlin', null, quiet)).toBe('2026-03-29T01:00:00.000Z');
  });

  it('says that it never opens, rather than look for ever', () => {
    const never = calendarOf('XX', [], [], [1, 2, 3, 4, 5, 6, 7]);
    expect(() => opens('2026-12-01T08:00:00Z', 'UTC', never)).toThrow(RangeError);
  });

  it('of any instant, zone and hours: opens at the first full hour that is neither quiet nor off', () => {
    const zone = fc.constantFrom(
      ...['Europe/Berlin', 'Asia/Shanghai', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe'],
      ...['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'Africa/Casablanca', 'UTC'],
    );
    // Every week of two years, and each hour around the nights on which clocks are changed.
    const instant = fc.oneof(
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
      fc
        .tuple(
          fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'),
          fc.integer({ min: -36 * 3_600, max: 36 * 3_600 }),
        )
        .map(([day, seconds]) => Date.parse(`${day}T02:00:00Z`) + seconds * 1_000),
    );
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(
        instant,
        zone,
        hour,
        hour,
        fc.constantFrom(null, PLAIN, CHINA),
        (ms, timeZone, from, to, calendar) => {
          const quiet = { quietFrom: from, quietTo: to };
          const { isOpen, opensAt } = withinWindow(new Date(ms), timeZone, calendar, quiet);
          const openAt = (at: number) => {
            const local = DateTime.fromMillis(at, { zone: timeZone });
            return !isQuietHour(local.hour, quiet) && (calendar === null || isWorkingDay(calendar, local.toISODate()!));
          };
          expect(openAt(opensAt.getTime())).toBe(true);
          expect(isOpen).toBe(openAt(ms));
          if (isOpen) expect(opensAt.getTime()).toBe(ms);
          // Nothing before it was open: looked at every quarter of an hour, the smallest step of any zone.
          const QUARTER_MS = 900_000;
          for (let at = Math.ceil(ms / QUARTER_MS) * QUARTER_MS; at < opensAt.getTime(); at += QUARTER_MS)
            if (openAt(at)) throw new Error(`open at ${new Date(at).toISOString()} already`);
        },
      ),
      { numRuns: 400 },
    );
  }, 60_000);
});
