import fc from 'fast-check';
import { CHINA } from '../../../test/support/china-calendar.js';
import { COUNT_UNITS, blocksBetween, countBetween, countFrom } from './counting.js';
import { addDays, addMonths, daysBetween, weekday, type Day } from '../day.js';
import { calendarOf, isWorkingDay, workingDaysBetween, type WorkingCalendar } from './working-calendar.js';

const day = fc.integer({ min: 0, max: 5 * 365 }).map((offset) => addDays('2024-01-01', offset));
const amount = fc.integer({ min: -400, max: 400 });

const daysOf = (from: Day, to: Day): Day[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, offset) => addDays(from, offset));

/** Calendars with any weekend of up to three days, holidays anywhere and make-up days on weekends. */
const invented = fc
  .record({
    weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
    closures: fc.array(fc.tuple(day, fc.integer({ min: 1, max: 9 })), { maxLength: 25 }),
    madeUp: fc.uniqueArray(day, { maxLength: 25 }),
    published: fc.uniqueArray(fc.integer({ min: 2024, max: 2029 })),
  })
  .map(({ weekend, closures, madeUp, published }) => {
    const holidays = new Set(
      closures.flatMap(([from, days]) => Array.from({ length: days }, (_, n) => addDays(from, n))),
    );
    return calendarOf(
      'XX',
      [
        ...[...holidays].map((closed) => ({ day: closed, kind: 'holiday' as const, name: 'Closure' })),
        ...madeUp
          .filter((worked) => !holidays.has(worked) && weekend.includes(weekday(worked)))
          .map((worked) => ({ day: worked, kind: 'make-up' as const, name: null })),
      ],
      published,
      weekend,
    );
  });

describe.each<[string, fc.Arbitrary<WorkingCalendar>]>([
  ['any calendar', invented],
  ['the calendar of China', fc.constant(CHINA)],
])('counting working days in %s', (_name, calendars) => {
  const holds = (title: string, claim: (calendar: WorkingCalendar, start: Day, count: number) => void): void => {
    test(title, () => fc.assert(fc.property(calendars, day, amount, claim)));
  };

  holds('ends on a worked day', (calendar, start, count) => {
    expect(isWorkingDay(calendar, countFrom(start, count, 'working-days', calendar).result)).toBe(true);
  });

  holds('gives the amount back when counted', (calendar, start, count) => {
    const { result } = countFrom(start, count, 'working-days', calendar);
    if (count !== 0) expect(countBetween(start, result, 'working-days', calendar).amount).toBe(count);
  });

  holds('returns to a worked start', (calendar, anyDay, count) => {
    const start = countFrom(anyDay, 0, 'working-days', calendar).result;
    const there = countFrom(start, count, 'working-days', calendar).result;
    expect(countFrom(there, -count, 'working-days', calendar).result).toBe(start);
  });

  holds('goes further with every day more', (calendar, start, count) => {
    const { result } = countFrom(start, count, 'working-days', calendar);
    const next = countFrom(start, count + 1, 'working-days', calendar).result;
    // From a day that is not worked, 0 and 1 both lead to the next that is.
    if (count === 0 && !isWorkingDay(calendar, start)) expect(next).toBe(result);
    else expect(next > result).toBe(true);
  });

  holds('never ends earlier for a later start', (calendar, start, count) => {
    const { result } = countFrom(start, count, 'working-days', calendar);
    expect(countFrom(addDays(start, 1), count, 'working-days', calendar).result >= result).toBe(true);
  });

  holds('explains every day: counted + skipped = the whole way', (calendar, start, count) => {
    const { result, skipped, madeUp } = countFrom(start, count, 'working-days', calendar);
    const passed = skipped.reduce((sum, block) => sum + block.days, 0);
    expect(Math.abs(count) + passed).toBe(Math.abs(daysBetween(start, result)));
    for (const block of skipped) {
      expect(block.days).toBe(daysBetween(block.from, block.to) + 1);
      expect(block.from >= (start < result ? start : result) && block.to <= (start < result ? result : start)).toBe(
        true,
      );
      expect(daysOf(block.from, block.to).filter((closed) => isWorkingDay(calendar, closed))).toEqual([]);
      expect(block.kind === 'holiday').toBe(block.names.length > 0);
    }
    for (const [index, block] of skipped.slice(1).entries()) {
      expect(block.from > addDays((skipped[index] as { to: Day }).to, 1)).toBe(true);
    }
    for (const worked of madeUp) expect(calendar.day(worked).kind).toBe('make-up');
  });

  holds('is a guess exactly when a year it counted is not published', (calendar, start, count) => {
    const { result, isProvisional, provisionalYears } = countFrom(start, count, 'working-days', calendar);
    const [first, last] = count < 0 ? [result, addDays(start, -1)] : [count === 0 ? start : addDays(start, 1), result];
    const expected: number[] = [];
    for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
      if (!calendar.isPublished(`${year}-01-01`)) expected.push(year);
    }
    expect(provisionalYears).toEqual(expected);
    expect(isProvisional).toBe(expected.length > 0);
  });

  test('agrees with the count the reminders use', () =>
    fc.assert(
      fc.property(calendars, day, day, (calendar, one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const between = countBetween(from, to, 'working-days', calendar);
        expect(between.amount).toBe(workingDaysBetween(calendar, from, to));
        expect(between.amount + between.skipped.reduce((sum, block) => sum + block.days, 0)).toBe(
          daysBetween(from, to),
        );
      }),
    ));

  test('finds every holiday of a stretch in exactly one block, and no make-up day in two', () =>
    fc.assert(
      fc.property(calendars, day, fc.integer({ min: 0, max: 200 }), (calendar, from, length) => {
        const to = addDays(from, length);
        const blocks = blocksBetween(calendar, from, to);
        const around = (at: Day): number => blocks.filter((block) => block.from <= at && at <= block.to).length;
        const days = daysOf(from, to);
        expect(days.filter((at) => around(at) > 1)).toEqual([]);
        expect(days.filter((at) => calendar.day(at).kind === 'holiday' && around(at) === 0)).toEqual([]);
        const madeUp = blocks.flatMap((block) => block.madeUp);
        expect(new Set(madeUp).size).toBe(madeUp.length);
      }),
    ));
});

describe('counting in other units', () => {
  test('months and years never pass the end of the month and keep the day where it exists', () =>
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -200, max: 200 }),
        fc.constantFrom('months', 'years'),
        (start, count, unit) => {
          const { result, monthEnd } = countFrom(start, unit === 'years' ? Math.trunc(count / 4) : count, unit, CHINA);
          const months = unit === 'years' ? Math.trunc(count / 4) * 12 : count;
          const monthOf = (text: Day): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
          expect(monthOf(result)).toBe(monthOf(start) + months);
          if (monthEnd) {
            expect(monthEnd.wanted).toBe(Number(start.slice(8)));
            expect(monthEnd.given).toBeLessThan(monthEnd.wanted);
            expect(addDays(result, 1).slice(8)).toBe('01');
          } else {
            expect(result.slice(8)).toBe(start.slice(8));
          }
        },
      ),
    ));

  test('what was added is counted, with nothing left over', () =>
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -100, max: 100 }),
        fc.constantFrom(...COUNT_UNITS.filter((unit) => unit !== 'working-days')),
        (start, count, unit) => {
          const { result } = countFrom(start, count, unit, CHINA);
          expect(countBetween(start, result, unit, CHINA)).toMatchObject({ amount: count, restDays: 0 });
        },
      ),
    ));

  test('whole months and the days left over lead to the last day', () =>
    fc.assert(
      fc.property(day, day, fc.constantFrom('months', 'years'), (from, to, unit) => {
        const { amount: whole, restDays } = countBetween(from, to, unit, CHINA);
        expect(addDays(addMonths(from, unit === 'years' ? whole * 12 : whole), restDays)).toBe(to);
        expect(Math.sign(whole) * Math.sign(restDays)).toBeGreaterThanOrEqual(0);
        expect(Math.abs(restDays)).toBeLessThan(unit === 'years' ? 366 : 31);
      }),
    ));
});
