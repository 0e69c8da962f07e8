import {
  calendarOf,
  isCountProvisional,
  isWorkingDay,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysBetween,
} from './working-calendar.js';

const calendar = calendarOf(
  'CN',
  [
    ...['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'].map(
      (day) => ({ day, kind: 'holiday' as const, name: 'National Day' }),
    ),
    { day: '2026-10-10', kind: 'make-up', name: null },
  ],
  [2026],
);

describe('a working calendar', () => {
  test('a weekend day that is worked in exchange for a holiday is a working day', () => {
    expect(isWorkingDay(calendar, '2026-10-10')).toBe(true);
    expect(isWorkingDay(calendar, '2026-10-11')).toBe(false);
  });

  test.each([
    ['1900-01-05', true],
    ['1900-01-06', false],
    ['1969-12-26', true],
    ['1969-12-27', false],
    ['1969-12-28', false],
    ['1969-12-29', true],
  ])('long ago a week had its weekend too: %s, a working day %s', (day, worked) => {
    expect(isWorkingDay(calendar, day)).toBe(worked);
  });

  test.each([
    ['2026-10-01', '2026-10-08', '2026-09-30'],
    ['2026-10-03', '2026-10-08', '2026-09-30'],
    ['2026-10-10', '2026-10-10', '2026-10-10'],
    ['2026-10-11', '2026-10-12', '2026-10-10'],
  ])('from %s the next working day is %s, the last one %s', (day, after, before) => {
    expect(workingDayOnOrAfter(calendar, day)).toBe(after);
    expect(workingDayOnOrBefore(calendar, day)).toBe(before);
  });

  test.each([
    ['2026-11-20', '2026-12-31', 29],
    ['2026-12-01', '2026-12-31', 22],
    ['2026-09-30', '2026-10-12', 4],
    ['2026-12-31', '2026-12-31', 0],
    ['2026-12-31', '2026-12-01', 0],
  ])('after %s up to %s lie %i working days', (from, to, count) => {
    expect(workingDaysBetween(calendar, from, to)).toBe(count);
  });

  test('a count is a guess as soon as it reaches into a year that is not published', () => {
    expect(isCountProvisional(calendar, '2026-11-20', '2026-12-31')).toBe(false);
    expect(isCountProvisional(calendar, '2026-12-31', '2027-01-01')).toBe(true);
    expect(isCountProvisional(calendar, '2025-12-01', '2026-02-01')).toBe(true);
  });

  test('a calendar without any working day is refused, not searched for ever', () => {
    const closed = calendarOf('XX', [], [], [1, 2, 3, 4, 5, 6, 7]);
    expect(() => workingDayOnOrAfter(closed, '2026-01-01')).toThrow(RangeError);
    expect(() => workingDayOnOrBefore(closed, '2026-01-01')).toThrow(RangeError);
  });
});

describe('a broken calendar', () => {
  test.each([
    ['holiday', 'make-up'],
    ['make-up', 'holiday'],
  ] as const)('a day that is %s and then %s is refused by country and day', (first, second) => {
    const day = '2026-10-10';
    expect(() =>
      calendarOf(
        'CN',
        [
          { day, kind: first, name: null },
          { day, kind: second, name: null },
        ],
        [2026],
      ),
    ).toThrow(new Error('calendar CN: 2026-10-10 is both holiday and make-up day'));
  });

  test('the same holiday twice is one', () => {
    const named = { day: '2026-10-01', kind: 'holiday' as const, name: 'National Day' };
    expect(calendarOf('CN', [named, named], [2026]).day('2026-10-01')).toEqual({
      kind: 'holiday',
      name: 'National Day',
    });
  });
});
