import { CHINA } from '../../../test/support/china-calendar.js';
import { calendarYear, DayWalk } from './calendar-year.js';
import { blocksBetween, countBetween, countFrom, type CountUnit } from './counting.js';
import { calendarOf, type CalendarException } from './working-calendar.js';

const SPRING_2026 = {
  from: '2026-02-15',
  to: '2026-02-23',
  kind: 'holiday',
  names: ['Spring Festival'],
  name: 'Spring Festival',
  days: 9,
};

/*
 *     January 2025          February 2026         October 2026
 * Mo Tu We Th Fr Sa Su   Mo Tu We Th Fr Sa Su   Mo Tu We Th Fr Sa Su
 *        1  2  3  4  5                      1             1  2  3  4
 *  6  7  8  9 10 11 12    2  3  4  5  6  7  8    5  6  7  8  9 10 11
 * 13 14 15 16 17 18 19    9 10 11 12 13 14 15   12 13 14 15 16 17 18
 * 20 21 22 23 24 25 26   16 17 18 19 20 21 22   19 20 21 22 23 24 25
 * 27 28 29 30 31         23 24 25 26 27 28      26 27 28 29 30 31
 */
describe('counting working days in China', () => {
  test.each([
    // Spring Festival 2025, 28 January to 4 February; Sunday 26 January and Saturday 8 February are worked.
    ['2025-01-24', 1, '2025-01-26'],
    ['2025-01-24', 2, '2025-01-27'],
    ['2025-01-24', 3, '2025-02-05'],
    ['2025-02-07', 1, '2025-02-08'],
    ['2025-02-07', 2, '2025-02-10'],
    ['2025-02-05', -1, '2025-01-27'],
    ['2025-02-05', -2, '2025-01-26'],
    ['2025-02-05', -3, '2025-01-24'],
    // Labour Day 2025, 1 to 5 May; Sunday 27 April is worked.
    ['2025-04-25', 1, '2025-04-27'],
    ['2025-04-30', 1, '2025-05-06'],
    // National Day and Mid-Autumn 2025, 1 to 8 October; Sunday 28 September and Saturday 11 October are worked.
    ['2025-09-26', 1, '2025-09-28'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2025-09-30', 3, '2025-10-11'],
    ['2025-09-30', 4, '2025-10-13'],
    // New Year 2026, 1 to 3 January; Sunday 4 January is worked.
    ['2025-12-31', 1, '2026-01-04'],
    ['2025-12-31', 2, '2026-01-05'],
    ['2026-01-05', -2, '2025-12-31'],
    // Spring Festival 2026, 15 to 23 February; Saturdays 14 and 28 February are worked.
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-02-16', 1, '2026-02-24'],
    ['2026-02-16', -1, '2026-02-14'],
    ['2026-02-24', -1, '2026-02-14'],
    ['2026-02-24', -2, '2026-02-13'],
    ['2026-02-09', 10, '2026-02-28'],
    ['2026-02-27', 1, '2026-02-28'],
    ['2026-02-27', 2, '2026-03-02'],
    // National Day 2026, 1 to 7 October; Saturday 10 October is worked, Sunday 11 is not.
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-09-30', 4, '2026-10-12'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-10-10', 1, '2026-10-12'],
    ['2026-10-12', -1, '2026-10-10'],
    ['2026-10-12', -4, '2026-09-30'],
    // From the demonstration's day: the energy label's 15, and the 29 that remain of the year.
    ['2026-11-20', 15, '2026-12-11'],
    ['2026-11-20', 29, '2026-12-31'],
    ['2026-11-20', -15, '2026-10-30'],
  ])('%s and %i is %s', (start, amount, result) => {
    expect(countFrom(start, amount, 'working-days', CHINA)).toMatchObject({ result, isProvisional: false });
  });

  test.each([
    ['2026-02-14', '2026-02-14'],
    ['2026-02-15', '2026-02-24'],
    ['2026-02-23', '2026-02-24'],
    ['2026-10-11', '2026-10-12'],
    ['2026-11-20', '2026-11-20'],
  ])('0 from %s is %s: the day itself or the next worked one', (start, result) => {
    expect(countFrom(start, 0, 'working-days', CHINA)).toMatchObject({ amount: 0, result });
    expect(Object.is(countFrom(start, -0, 'working-days', CHINA).amount, 0)).toBe(true);
  });

  test('the way from 9 to 28 February 2026 is told in full', () => {
    expect(countFrom('2026-02-09', 10, 'working-days', CHINA)).toEqual({
      start: '2026-02-09',
      amount: 10,
      unit: 'working-days',
      country: 'CN',
      result: '2026-02-28',
      lands: { kind: 'make-up', name: null },
      skipped: [SPRING_2026],
      madeUp: ['2026-02-14', '2026-02-28'],
      monthEnd: null,
      isProvisional: false,
      provisionalYears: [],
    });
  });

  test('backwards the same days are told, oldest first, and the start is not among them', () => {
    expect(countFrom('2026-02-28', -7, 'working-days', CHINA)).toMatchObject({
      result: '2026-02-12',
      skipped: [SPRING_2026],
      madeUp: ['2026-02-14'],
    });
  });

  test('a plain weekend is a block of its own, one that touches a holiday belongs to it', () => {
    expect(countFrom('2026-09-30', 9, 'working-days', CHINA)).toMatchObject({
      result: '2026-10-19',
      skipped: [
        { from: '2026-10-01', to: '2026-10-07', kind: 'holiday', names: ['National Day'], days: 7 },
        { from: '2026-10-11', to: '2026-10-11', kind: 'weekend', names: [], name: null, days: 1 },
        { from: '2026-10-17', to: '2026-10-18', kind: 'weekend', names: [], name: null, days: 2 },
      ],
      madeUp: ['2026-10-10'],
    });
    expect(countFrom('2026-12-31', 1, 'working-days', CHINA).skipped).toEqual([
      { from: '2027-01-01', to: '2027-01-03', kind: 'holiday', names: ['New Year'], name: 'New Year', days: 3 },
    ]);
  });

  test('a block is cut where the count begins, and a count of 0 passes over its own start', () => {
    expect(countFrom('2026-02-20', 1, 'working-days', CHINA).skipped).toMatchObject([
      { from: '2026-02-21', to: '2026-02-23', days: 3 },
    ]);
    expect(countFrom('2026-02-20', 0, 'working-days', CHINA).skipped).toMatchObject([
      { from: '2026-02-20', to: '2026-02-23', days: 4 },
    ]);
    expect(countFrom('2026-02-24', 0, 'working-days', CHINA).skipped).toEqual([]);
  });

  test.each([
    ['2026-12-31', 1, '2027-01-04', [2027]],
    ['2026-12-31', 0, '2026-12-31', []],
    ['2026-12-30', 1, '2026-12-31', []],
    ['2027-01-04', -1, '2026-12-31', [2027]],
    ['2027-01-01', -1, '2026-12-31', []],
    ['2027-01-04', 0, '2027-01-04', [2027]],
    // 261 weekdays in 2027, less 1 January and 5 and 8 February: 258 worked days.
    ['2026-12-31', 259, '2028-01-03', [2027, 2028]],
    ['2024-12-31', 1, '2025-01-02', []],
    ['2024-12-30', 1, '2024-12-31', [2024]],
    // Leap day of a year that is not published.
    ['2028-02-28', 1, '2028-02-29', [2028]],
  ])('%s and %i is %s, a guess because of %j', (start, amount, result, provisionalYears) => {
    expect(countFrom(start, amount, 'working-days', CHINA)).toMatchObject({
      result,
      provisionalYears,
      isProvisional: provisionalYears.length > 0,
    });
  });

  test('names of holidays that touch each other stand side by side, each once', () => {
    const easter = calendarOf(
      'HK',
      [
        { day: '2026-04-03', kind: 'holiday', name: 'Good Friday' },
        { day: '2026-04-04', kind: 'holiday', name: 'The day following Good Friday' },
        { day: '2026-04-06', kind: 'holiday', name: 'The day following Ching Ming Festival' },
        { day: '2026-04-07', kind: 'holiday', name: null },
      ],
      [2026],
    );
    const names = ['Good Friday', 'The day following Good Friday', 'The day following Ching Ming Festival'];
    expect(countFrom('2026-04-02', 1, 'working-days', easter)).toMatchObject({
      result: '2026-04-08',
      skipped: [{ from: '2026-04-03', to: '2026-04-07', kind: 'holiday', names, name: names.join(', '), days: 5 }],
    });
    expect(blocksBetween(easter, '2026-04-07', '2026-04-07')).toMatchObject([{ names, days: 5, weekdaysOff: 3 }]);
  });
});

describe('counting in other units', () => {
  test.each<[string, number, CountUnit, string]>([
    ['2026-02-14', 90, 'calendar-days', '2026-05-15'],
    ['2026-05-15', -90, 'calendar-days', '2026-02-14'],
    ['2026-02-14', 0, 'calendar-days', '2026-02-14'],
    ['2024-02-28', 1, 'calendar-days', '2024-02-29'],
    ['2025-02-28', 1, 'calendar-days', '2025-03-01'],
    ['2026-12-31', 1, 'calendar-days', '2027-01-01'],
    ['2026-11-20', 6, 'weeks', '2027-01-01'],
    ['2026-11-20', -1, 'weeks', '2026-11-13'],
    ['2026-11-20', 3, 'months', '2027-02-20'],
    ['2026-11-20', -11, 'months', '2025-12-20'],
    ['2026-11-20', 5, 'years', '2031-11-20'],
    ['1900-01-01', 299, 'years', '2199-01-01'],
    ['2199-12-31', -299, 'years', '1900-12-31'],
    ['2199-12-30', 1, 'calendar-days', '2199-12-31'],
    ['1900-01-02', -1, 'calendar-days', '1900-01-01'],
  ])('%s and %i %s is %s, whatever is worked', (start, amount, unit, result) => {
    expect(countFrom(start, amount, unit, CHINA)).toMatchObject({
      start,
      amount,
      unit,
      country: 'CN',
      result,
      skipped: [],
      madeUp: [],
      monthEnd: null,
      isProvisional: false,
      provisionalYears: [],
    });
  });

  test.each<[string, number, CountUnit, string, number, number]>([
    ['2026-01-31', 1, 'months', '2026-02-28', 31, 28],
    ['2024-01-31', 1, 'months', '2024-02-29', 31, 29],
    ['2024-01-30', 13, 'months', '2025-02-28', 30, 28],
    ['2026-03-31', -1, 'months', '2026-02-28', 31, 28],
    ['2026-08-31', 3, 'months', '2026-11-30', 31, 30],
    ['2024-02-29', 1, 'years', '2025-02-28', 29, 28],
    ['2024-02-29', -1, 'years', '2023-02-28', 29, 28],
  ])('%s and %i %s is %s, because day %i became day %i', (start, amount, unit, result, wanted, given) => {
    expect(countFrom(start, amount, unit, CHINA)).toMatchObject({ result, monthEnd: { wanted, given } });
  });

  test('29 February and 4 years is 29 February again', () => {
    expect(countFrom('2024-02-29', 4, 'years', CHINA)).toMatchObject({ result: '2028-02-29', monthEnd: null });
  });

  test('a term of calendar days may end on a holiday, and says so', () => {
    expect(countFrom('2026-01-17', 30, 'calendar-days', CHINA)).toMatchObject({
      result: '2026-02-16',
      lands: { kind: 'holiday', name: 'Spring Festival' },
    });
    expect(countFrom('2026-02-11', 3, 'calendar-days', CHINA).lands).toEqual({ kind: 'make-up', name: null });
  });
});

describe('counting between two days', () => {
  test.each([
    ['2026-02-13', '2026-02-24', 2],
    ['2026-02-14', '2026-02-24', 1],
    ['2026-02-14', '2026-02-23', 0],
    ['2026-02-24', '2026-02-13', -2],
    ['2026-02-24', '2026-02-14', -1],
    ['2026-02-24', '2026-02-15', 0],
    ['2026-11-20', '2026-12-31', 29],
    ['2026-11-20', '2026-11-20', 0],
    // 2025: 261 weekdays, 18 of them off, 5 weekend days worked. 2026: 261, 19 off, 6 worked.
    ['2024-12-31', '2025-12-31', 248],
    ['2025-12-31', '2026-12-31', 248],
  ])('after %s up to %s lie %i working days', (from, to, amount) => {
    const counted = countBetween(from, to, 'working-days', CHINA);
    expect(counted).toMatchObject({ from, to, unit: 'working-days', country: 'CN', amount, restDays: 0 });
    expect(Object.is(counted.amount, -0)).toBe(false);
  });

  test('what lies between is told', () => {
    const told = { skipped: [SPRING_2026], madeUp: ['2026-02-14'], isProvisional: false, provisionalYears: [] };
    expect(countBetween('2026-02-13', '2026-02-24', 'working-days', CHINA)).toMatchObject({ amount: 2, ...told });
    // Backwards the later day is the start and is not counted; the earlier one is.
    expect(countBetween('2026-02-24', '2026-02-14', 'working-days', CHINA)).toMatchObject({ amount: -1, ...told });
    expect(countBetween('2026-12-31', '2027-01-04', 'working-days', CHINA)).toMatchObject({
      amount: 1,
      isProvisional: true,
      provisionalYears: [2027],
    });
  });

  test.each<[string, string, CountUnit, number, number]>([
    ['2026-02-14', '2026-05-15', 'calendar-days', 90, 0],
    ['2026-05-15', '2026-02-14', 'calendar-days', -90, 0],
    ['2026-11-20', '2026-12-31', 'weeks', 5, 6],
    ['2026-12-31', '2026-11-20', 'weeks', -5, -6],
    ['2026-11-20', '2026-11-14', 'weeks', 0, -6],
    ['2026-11-20', '2026-12-31', 'months', 1, 11],
    ['2026-12-31', '2026-11-20', 'months', -1, -10],
    ['2026-11-20', '2026-12-19', 'months', 0, 29],
    ['2026-11-20', '2026-12-20', 'months', 1, 0],
    ['2026-12-19', '2026-11-20', 'months', 0, -29],
    ['2026-12-20', '2026-11-20', 'months', -1, 0],
    ['2026-01-31', '2026-02-28', 'months', 1, 0],
    ['2026-01-31', '2026-02-27', 'months', 0, 27],
    ['2026-01-31', '2026-03-30', 'months', 1, 30],
    ['2024-02-29', '2025-02-28', 'years', 1, 0],
    ['2024-02-29', '2025-02-27', 'years', 0, 364],
    ['2026-11-20', '2031-11-20', 'years', 5, 0],
    ['2026-11-20', '2031-11-19', 'years', 4, 364],
    ['2031-11-19', '2026-11-20', 'years', -4, -364],
    ['2026-11-20', '2026-11-20', 'years', 0, 0],
  ])('from %s to %s in %s: %i, and %i days', (from, to, unit, amount, restDays) => {
    const counted = countBetween(from, to, unit, CHINA);
    expect(counted).toMatchObject({ amount, restDays, skipped: [], madeUp: [], isProvisional: false });
    expect([counted.amount, counted.restDays].some((value) => Object.is(value, -0))).toBe(false);
  });
});

describe('holiday blocks', () => {
  const brief = (from: string, to: string): unknown[] =>
    blocksBetween(CHINA, from, to).map((block) => [block.name, block.from, block.to, block.days, block.madeUp]);

  test('Spring Festival 2026 is nine days, with the Saturdays worked for it', () => {
    expect(blocksBetween(CHINA, '2026-02-01', '2026-02-28')).toEqual([
      { ...SPRING_2026, madeUp: ['2026-02-14', '2026-02-28'], weekdaysOff: 6, isProvisional: false },
    ]);
  });

  test('the blocks of 2025 and 2026 are those of the notices', () => {
    expect(brief('2025-01-01', '2026-12-31')).toEqual([
      ['New Year', '2025-01-01', '2025-01-01', 1, []],
      ['Spring Festival', '2025-01-28', '2025-02-04', 8, ['2025-01-26', '2025-02-08']],
      ['Qingming', '2025-04-04', '2025-04-06', 3, []],
      ['Labour Day', '2025-05-01', '2025-05-05', 5, ['2025-04-27']],
      ['Dragon Boat', '2025-05-31', '2025-06-02', 3, []],
      ['National Day and Mid-Autumn', '2025-10-01', '2025-10-08', 8, ['2025-09-28', '2025-10-11']],
      ['New Year', '2026-01-01', '2026-01-03', 3, ['2026-01-04']],
      ['Spring Festival', '2026-02-15', '2026-02-23', 9, ['2026-02-14', '2026-02-28']],
      ['Qingming', '2026-04-04', '2026-04-06', 3, []],
      ['Labour Day', '2026-05-01', '2026-05-05', 5, ['2026-05-09']],
      ['Dragon Boat', '2026-06-19', '2026-06-21', 3, []],
      ['Mid-Autumn', '2026-09-25', '2026-09-27', 3, []],
      // Sunday 20 September stands nearer to Mid-Autumn, which has no bridge day to make up for.
      ['National Day', '2026-10-01', '2026-10-07', 7, ['2026-09-20', '2026-10-10']],
    ]);
  });

  test('a block that is only touched is whole; its neighbours are left out', () => {
    expect(brief('2026-02-23', '2026-04-03')).toEqual([
      ['Spring Festival', '2026-02-15', '2026-02-23', 9, ['2026-02-14', '2026-02-28']],
    ]);
    expect(brief('2026-02-14', '2026-02-15')).toMatchObject([['Spring Festival', '2026-02-15', '2026-02-23', 9, {}]]);
    expect(brief('2026-02-24', '2026-04-03')).toEqual([]);
    expect(brief('2026-01-05', '2026-02-14')).toEqual([]);
  });

  test('what the law gives in a year without a notice is a block, with its weekend, and a guess', () => {
    expect(blocksBetween(CHINA, '2027-01-01', '2027-02-28')).toMatchObject([
      { name: 'New Year', from: '2027-01-01', to: '2027-01-03', isProvisional: true },
      { name: 'Spring Festival', from: '2027-02-05', to: '2027-02-08', isProvisional: true },
    ]);
  });

  test('a make-up day that names its holiday belongs to it, be another nearer', () => {
    const named: CalendarException[] = [
      { day: '2026-09-25', kind: 'holiday', name: 'Mid-Autumn' },
      { day: '2026-10-01', kind: 'holiday', name: 'National Day' },
      { day: '2026-09-20', kind: 'make-up', name: 'National Day' },
    ];
    expect(blocksBetween(calendarOf('CN', named, [2026]), '2026-09-01', '2026-10-31')).toMatchObject([
      { name: 'Mid-Autumn', madeUp: [] },
      { name: 'National Day', madeUp: ['2026-09-20'], weekdaysOff: 1 },
    ]);
  });

  test('a holiday without a name is a block, and a make-up day without a holiday is no one’s', () => {
    const nameless = calendarOf(
      'XX',
      [
        { day: '2026-06-03', kind: 'holiday', name: null },
        { day: '2026-06-06', kind: 'make-up', name: null },
      ],
      [2026],
    );
    expect(blocksBetween(nameless, '2026-06-01', '2026-06-30')).toEqual([
      {
        from: '2026-06-03',
        to: '2026-06-03',
        kind: 'holiday',
        names: [],
        name: null,
        days: 1,
        madeUp: [],
        weekdaysOff: 1,
        isProvisional: false,
      },
    ]);
  });

  test('a block over the end of a year is a guess when either year is', () => {
    const yearEnd = [
      { day: '2026-12-31', kind: 'holiday' as const, name: 'Bridge' },
      { day: '2027-01-01', kind: 'holiday' as const, name: 'New Year' },
    ];
    for (const [published, isProvisional] of [
      [[2026, 2027], false],
      [[2026], true],
      [[2027], true],
    ] as const) {
      expect(blocksBetween(calendarOf('XX', yearEnd, published), '2026-12-31', '2026-12-31')).toMatchObject([
        { from: '2026-12-31', to: '2027-01-03', names: ['Bridge', 'New Year'], isProvisional },
      ]);
    }
  });

  test('the first and the last year may be asked for', () => {
    expect(blocksBetween(CHINA, '1900-01-01', '1900-12-31')).toEqual([]);
    expect(blocksBetween(CHINA, '2199-01-01', '2199-12-31')).toEqual([]);
  });
});

describe('what cannot be counted is refused by name', () => {
  test.each<[string, () => unknown, string]>([
    ['a day that does not exist', () => countFrom('2026-02-30', 1, 'working-days', CHINA), 'not a day: 2026-02-30'],
    ['29 February of a plain year', () => countFrom('2025-02-29', 1, 'months', CHINA), 'not a day: 2025-02-29'],
    ['half a day', () => countFrom('2026-01-01', 1.5, 'weeks', CHINA), 'not a whole number of weeks: 1.5'],
    ['no number', () => countFrom('2026-01-01', NaN, 'years', CHINA), 'not a whole number of years: NaN'],
    [
      'too many days',
      () => countFrom('2026-01-01', 40_001, 'calendar-days', CHINA),
      '40001 calendar-days are beyond 40000',
    ],
    [
      'too many days back',
      () => countFrom('2026-01-01', -40_001, 'working-days', CHINA),
      '-40001 working-days are beyond 40000',
    ],
    [
      'a unit nobody knows',
      () => countFrom('2026-01-01', 1, 'fortnights' as CountUnit, CHINA),
      'unit fortnights is none of working-days, calendar-days, weeks, months, years',
    ],
    [
      'a result after 2199',
      () => countFrom('2199-12-31', 1, 'calendar-days', CHINA),
      '2199-12-31 and 1 calendar-days lead out of the years 1900 to 2199',
    ],
    [
      'a result before 1900',
      () => countFrom('1900-01-01', -40_000, 'weeks', CHINA),
      '1900-01-01 and -40000 weeks lead out of the years 1900 to 2199',
    ],
    [
      'a month after 2199',
      () => countFrom('2199-12-31', 1, 'months', CHINA),
      '2199-12-31 and 1 months lead out of the years 1900 to 2199',
    ],
    [
      'a year before 1900',
      () => countFrom('1900-01-01', -40_000, 'years', CHINA),
      '1900-01-01 and -40000 years lead out of the years 1900 to 2199',
    ],
    [
      'working days after 2199',
      () => countFrom('2199-12-31', 1, 'working-days', CHINA),
      '2200 is outside the years 1900 to 2199',
    ],
    [
      'working days before 1900',
      () => countFrom('1900-01-01', -1, 'working-days', CHINA),
      '1899 is outside the years 1900 to 2199',
    ],
    ['no first day', () => countBetween('2026-13-01', '2026-01-01', 'months', CHINA), 'not a day: 2026-13-01'],
    ['no last day', () => countBetween('2026-01-01', '1899-12-31', 'months', CHINA), 'not a day: 1899-12-31'],
    [
      'no unit between',
      () => countBetween('2026-01-01', '2026-01-01', 'days' as CountUnit, CHINA),
      'unit days is none of working-days, calendar-days, weeks, months, years',
    ],
    ['no first day of blocks', () => blocksBetween(CHINA, 'today', '2026-01-01'), 'not a day: today'],
    ['no last day of blocks', () => blocksBetween(CHINA, '2026-01-01', '2026-00-01'), 'not a day: 2026-00-01'],
  ])('%s', (_what, act, message) => {
    expect(act).toThrow(new RangeError(message));
    expect(act).toThrow(RangeError);
  });

  // 109 years hold 26 leap days and leave 189 days; 110 years back hold 28 and leave 178.
  test('40,000 are counted still, in both directions', () => {
    expect(countFrom('2026-01-01', 40_000, 'calendar-days', CHINA).result).toBe('2135-07-09');
    expect(countFrom('2026-01-01', -40_000, 'calendar-days', CHINA).result).toBe('1916-06-27');
  });

  test('a closure of 60 days is counted over, one of 61 is a broken calendar', () => {
    const closedFor = (days: number) =>
      calendarOf(
        'XX',
        Array.from({ length: days }, (_, offset) => ({
          day: new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10),
          kind: 'holiday' as const,
          name: null,
        })),
        [2026],
        [],
      );
    // 60 days from 1 January end on 1 March.
    expect(countFrom('2025-12-31', 1, 'working-days', closedFor(60)).result).toBe('2026-03-02');
    expect(() => countFrom('2025-12-31', 1, 'working-days', closedFor(61))).toThrow(
      new RangeError('XX is closed for more than 60 days at 2026-03-02'),
    );
    const scattered = calendarOf('XX', [], [], [1, 2, 3, 4, 5, 6]);
    expect(countFrom('2026-01-01', 52, 'working-days', scattered).result).toBe('2026-12-27');
  });
});

describe('a year laid out', () => {
  test('holds each of its days once, as its calendar has them', () => {
    const { year, isPublished, days } = calendarYear(CHINA, 2026);
    expect([year, isPublished, days.length]).toEqual([2026, true, 365]);
    expect(calendarYear(CHINA, 2028).days).toHaveLength(366);
    expect(calendarYear(CHINA, 2027).isPublished).toBe(false);
    expect(days[0]).toEqual({ day: '2026-01-01', kind: 'holiday', name: 'New Year', isWorked: false });
    expect(days[3]).toEqual({ day: '2026-01-04', kind: 'make-up', name: null, isWorked: true });
    expect(days[4]).toEqual({ day: '2026-01-05', kind: 'working', name: null, isWorked: true });
    expect(days[9]).toEqual({ day: '2026-01-10', kind: 'weekend', name: null, isWorked: false });
    expect(days[364]?.day).toBe('2026-12-31');
  });

  test('is laid out once, and again for a calendar that came later', () => {
    expect(calendarYear(CHINA, 2026)).toBe(calendarYear(CHINA, 2026));
    const notice = calendarOf('CN', [{ day: '2027-02-09', kind: 'holiday', name: 'Spring Festival' }], [2027]);
    expect(calendarYear(CHINA, 2027).days[39]?.kind).toBe('working');
    expect(calendarYear(notice, 2027).days[39]?.kind).toBe('holiday');
  });

  test('no more than 500 are held: then it starts anew', () => {
    const first = calendarYear(CHINA, 2026);
    const others = calendarOf('XX', [], []);
    for (let year = 1900; year <= 2199; year += 1) calendarYear(others, year);
    const more = calendarOf('YY', [], []);
    for (let year = 1900; year <= 2199; year += 1) calendarYear(more, year);
    const again = calendarYear(CHINA, 2026);
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  test.each([1899, 2200, 2026.5, NaN])('%d is no year', (year) => {
    expect(() => calendarYear(CHINA, year)).toThrow(new RangeError(`${year} is outside the years 1900 to 2199`));
  });

  test('a walk goes over the ends of years, both ways, and begins only on a day', () => {
    const walk = new DayWalk(CHINA, '2025-12-31');
    expect(walk.here.day).toBe('2025-12-31');
    expect([walk.step(1).day, walk.year.year]).toEqual(['2026-01-01', 2026]);
    expect([walk.step(-1).day, walk.year.year]).toEqual(['2025-12-31', 2025]);
    expect(new DayWalk(CHINA, '2024-02-28').step(1).day).toBe('2024-02-29');
    for (const broken of ['2026-02-30', '2026-13-01', '2026-1-1'])
      expect(() => new DayWalk(CHINA, broken)).toThrow(new RangeError(`not a day: ${broken}`));
  });
});
