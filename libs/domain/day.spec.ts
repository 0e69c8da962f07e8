import { addDays, addMonths, dayOf, daysBetween, daysInMonth, isDay, weekday } from './day.js';

describe('a day', () => {
  it.each([
    '1900-01-01',
    '2199-12-31',
    '2026-01-31',
    '2026-02-28',
    '2028-02-29',
    '2000-02-29',
    '2026-04-30',
    '2026-11-20',
  ])('%s exists', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '1899-12-31',
    '2200-01-01',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-01-32',
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '26-01-01',
    '2026-1-1',
    ' 2026-01-01',
    '2026-01-01T00:00:00Z',
    '',
  ])('%j does not exist', (text) => {
    expect(isDay(text)).toBe(false);
  });

  // An array of one text would match the shape: it is turned into that text.
  it.each([[null], [undefined], [20260101], [['2026-01-01']], [new Date(0)]])('%p is no text and no day', (value) => {
    expect(isDay(value)).toBe(false);
  });

  it('is made of a year, a month and a day that exist', () => {
    expect(dayOf(2026, 2, 3)).toBe('2026-02-03');
    expect(dayOf(2026, 11, 20)).toBe('2026-11-20');
    expect(() => dayOf(2026, 2, 30)).toThrow(new RangeError('no such day: 2026-02-30'));
    expect(() => dayOf(96, 2, 3)).toThrow(new RangeError('no such day: 0096-02-03'));
  });

  it.each([
    [2026, 1, 31],
    [2026, 2, 28],
    [2028, 2, 29],
    [2100, 2, 28],
    [2026, 12, 31],
    [2026, 4, 30],
  ])('of %i-%i there are %i', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
  });
});

describe('counting days', () => {
  it.each([
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-11-20', 11, '2026-12-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['1900-01-01', -90, '1899-10-03'],
  ])('%s and %i days is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
    expect(daysBetween(day, expected)).toBe(days);
  });

  it.each(['2026-02-30', '2026-13-01', '26-1-1', 'x2026-01-01', 'tomorrow', ''])('%j is refused', (text) => {
    const refused = new RangeError(`not a day: ${text}`);
    expect(() => addDays(text, 1)).toThrow(refused);
    expect(() => addMonths(text, 1)).toThrow(refused);
    expect(() => daysBetween('2026-01-01', text)).toThrow(refused);
    expect(() => weekday(text)).toThrow(refused);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-20', 12, '2027-11-20'],
    ['2026-11-20', 2, '2027-01-20'],
    ['2026-01-31', -1, '2025-12-31'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-31', 0, '2026-12-31'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it('of months ends with the years that people may enter', () => {
    expect(() => addMonths('2199-12-01', 1)).toThrow(new RangeError('no such day: 2200-01-01'));
  });

  it.each([
    ['2026-11-16', 1],
    ['2026-11-20', 5],
    ['2026-11-22', 7],
    ['1970-01-01', 4],
    ['1969-12-28', 7],
    ['1900-01-01', 1],
  ])('%s is weekday %i, Monday being 1', (day, expected) => {
    expect(weekday(day)).toBe(expected);
  });
});
