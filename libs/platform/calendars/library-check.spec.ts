import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import chineseDays from 'chinese-days';
import type Holidays from 'date-holidays';
import { parse } from 'yaml';
import { addDays, type Day } from '#domain/day';
import {
  calendarOf,
  type CalendarException,
  isWorkingDay,
  type WorkingCalendar,
} from '#domain/calendar/working-calendar';

/** Our sourced days as they stand in the file, past every reader of ours. */
function sourced(country: 'CN' | 'HK'): WorkingCalendar {
  const file = join(__dirname, `../../database/reference/calendar-${country.toLowerCase()}.yaml`);
  const { records } = parse(readFileSync(file, 'utf8')) as {
    records: { year: number; holidays: { from: Day; to: Day; name: string }[]; makeUp?: Day[] }[];
  };
  const exceptions = records.flatMap(({ holidays, makeUp = [] }): CalendarException[] => [
    ...holidays.flatMap(({ from, to, name }) => {
      const days: CalendarException[] = [];
      for (let day = from; day <= to; day = addDays(day, 1)) days.push({ day, kind: 'holiday', name });
      return days;
    }),
    ...makeUp.map((day) => ({ day, kind: 'make-up' as const, name: null })),
  ]);
  return calendarOf(
    country,
    exceptions,
    records.map(({ year }) => year),
  );
}

function daysOf(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

describe('our sourced calendars against libraries that others keep; where they differ, the notice wins', () => {
  // Typed in by hand. A library that starts to differ is looked at, and its day written here with what the notice says.
  const DIFFERENCES: { day: Day; notice: string; library: string }[] = [];

  test('China 2025 and 2026, day by day, is worked when chinese-days says so', () => {
    const china = sourced('CN');
    const differing = daysOf('2025-01-01', '2026-12-31').filter(
      (day) => isWorkingDay(china, day) !== chineseDays.isWorkday(day),
    );
    expect(differing).toEqual(DIFFERENCES.map(({ day }) => day));
  });

  test('the make-up days are those that chinese-days has', () => {
    const china = sourced('CN');
    const ours = daysOf('2025-01-01', '2026-12-31').filter((day) => china.day(day).kind === 'make-up');
    expect(ours).toEqual([
      '2025-01-26',
      '2025-02-08',
      '2025-04-27',
      '2025-09-28',
      '2025-10-11',
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
    const weekendDays = (day: Day) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    expect(daysOf('2025-01-01', '2026-12-31').filter((day) => weekendDays(day) && chineseDays.isWorkday(day))).toEqual(
      ours,
    );
  });

  test('Hong Kong 2025 to 2027, day by day, has the general holidays that date-holidays has', () => {
    const hongKong = sourced('HK');
    const library = new (createRequire(__filename)('date-holidays') as typeof Holidays)('HK');
    const theirs = [2025, 2026, 2027].flatMap((year) =>
      (library.getHolidays(year) ?? []).filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10)),
    );
    const ours = daysOf('2025-01-01', '2027-12-31').filter((day) => hongKong.day(day).kind === 'holiday');
    expect(ours).toEqual(theirs.sort());
    // The ordinance names 17 days beside the Sundays.
    expect(ours).toHaveLength(51);
  });

  test('why China is not asked of date-holidays: it knows no make-up work', () => {
    const library = new (createRequire(__filename)('date-holidays') as typeof Holidays)('CN');
    expect(library.isHoliday(new Date('2026-02-14T12:00:00+08:00'))).toBe(false);
    expect(isWorkingDay(sourced('CN'), '2026-02-14')).toBe(true);
  });
});
