import fc from 'fast-check';
import { addDays } from '../day.js';
import { readDate } from './date.js';

const read = (text: string) => readDate({ kind: 'text', text });
const dayOf = (text: string): string => {
  const reading = read(text);
  return reading.ok ? reading.day : reading.code;
};

const anyDay = fc.integer({ min: 0, max: 109_000 }).map((days) => addDays('1900-01-01', days));

describe('readDate', () => {
  it.each([
    ['2024-01-31', '2024-01-31'],
    ['2024-1-3', '2024-01-03'],
    ['2024.01.29', '2024-01-29'],
    ['14.02.2024', '2024-02-14'],
    ['1.2.2024', '2024-02-01'],
    ['2024年1月31日', '2024-01-31'],
    ['2028年5月21日', '2028-05-21'],
    ['2024 年 1 月 31 号', '2024-01-31'],
    ['2024/1/31', '2024-01-31'],
    ['２０２４－０１－３１', '2024-01-31'],
    ['２０２４年１月３１日', '2024-01-31'],
    ['20240131', '2024-01-31'],
    ['31/01/2024', '2024-01-31'],
    ['01/31/2024', '2024-01-31'],
    ['31-01-2024', '2024-01-31'],
    ['05/05/2024', '2024-05-05'],
    ['31 Jan 2024', '2024-01-31'],
    ['31-JAN-2024', '2024-01-31'],
    ['January 31, 2024', '2024-01-31'],
    ['31. März 2024', '2024-03-31'],
    ['2024-01-31T00:00:00', '2024-01-31'],
    ['2024-01-31 00:00:00.000', '2024-01-31'],
    ['2024-01-31  8:30', '2024-01-31'],
    ['2024-01-31T08:30Z', '2024-01-31'],
    ['31.01.2024 08:30 PM', '2024-01-31'],
    ['31.01.2024 8:30pm', '2024-01-31'],
    ['2024年1月31', '2024-01-31'],
    ['2024.1.31.', '2024-01-31'],
    ['31January2024', '2024-01-31'],
    ['31 - Jan - 2024', '2024-01-31'],
    ['Jan.31 2024', '2024-01-31'],
    ['Jan31,2024', '2024-01-31'],
    ['January 31st, 2024', '2024-01-31'],
    ['Jan 2nd 2024', '2024-01-02'],
    ['Jan 3rd 2024', '2024-01-03'],
    ['Jan 4th 2024', '2024-01-04'],
    ['31.12.2199', '2199-12-31'],
    ['12/13/2024', '2024-12-13'],
    ['13/12/2024', '2024-12-13'],
    [' 2024-02-29\u00a0', '2024-02-29'],
  ])('understands %j', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  it.each([
    ['31.02.2024', 'date.no-such-day'],
    ['29.02.2023', 'date.no-such-day'],
    ['2024-13-01', 'date.no-such-day'],
    ['31/31/2024', 'date.no-such-day'],
    ['2024年2月30日', 'date.no-such-day'],
    ['20241301', 'date.no-such-day'],
    ['1899-12-31', 'date.year-out-of-range'],
    ['9999-12-31', 'date.year-out-of-range'],
    ['31.12.2200', 'date.year-out-of-range'],
    ['9999年2月31日', 'date.year-out-of-range'],
    ['02/01/9999', 'date.year-out-of-range'],
    ['02/01/2024', 'date.ambiguous'],
    ['1-2-2024', 'date.ambiguous'],
    ['31.01.24', 'date.two-digit-year'],
    ['1/2/24', 'date.two-digit-year'],
    ['soon', 'date.not-a-date'],
    ['2024', 'date.not-a-date'],
    ['2024-01', 'date.not-a-date'],
    ['31 Foo 2024', 'date.not-a-date'],
    ['31 constructor 2024', 'date.not-a-date'],
    ['2024-01.31', 'date.not-a-date'],
    ['2024-01-31 and later', 'date.not-a-date'],
    ['from 2024-01-31', 'date.not-a-date'],
    ['12024-01-31', 'date.not-a-date'],
    ['2024-01-31 08:30 local', 'date.not-a-date'],
    ['即2024年1月31日', 'date.not-a-date'],
    ['2024年1月31日起', 'date.not-a-date'],
    ['202401311', 'date.not-a-date'],
    ['x20240131', 'date.not-a-date'],
    ['131.01.2024', 'date.not-a-date'],
    ['31.01.20245', 'date.not-a-date'],
    ['131/01/2024', 'date.not-a-date'],
    ['31/01/20245', 'date.not-a-date'],
    ['131 Jan 2024', 'date.not-a-date'],
    ['31 Jan 20245', 'date.not-a-date'],
    ['1 Jan 31 2024', 'date.not-a-date'],
    ['Jan 31 20245', 'date.not-a-date'],
    ['131.01.24', 'date.not-a-date'],
    ['31.01.245', 'date.not-a-date'],
    ['0/5/2024', 'date.no-such-day'],
    ['5/0/2024', 'date.no-such-day'],
  ])('refuses %j as %s', (text, code) => {
    expect(dayOf(text)).toBe(code);
  });

  it('names both days that an ambiguous date may mean', () => {
    expect(read('02/01/2024')).toEqual({
      ok: false,
      code: 'date.ambiguous',
      facts: { either: '2024-01-02', or: '2024-02-01' },
    });
  });

  it('says how many days the month has when the day does not exist', () => {
    expect(read('31.02.2024')).toEqual({
      ok: false,
      code: 'date.no-such-day',
      facts: { year: 2024, month: 2, day: 31, lastDay: 29 },
    });
  });

  it('names the years that may stand in a register when the year is none of them', () => {
    expect(read('9999-12-31')).toEqual({
      ok: false,
      code: 'date.year-out-of-range',
      facts: { year: 9999, firstYear: 1900, lastYear: 2199 },
    });
    expect([dayOf('1900-01-01'), dayOf('2199-12-31')]).toEqual(['1900-01-01', '2199-12-31']);
  });

  it('takes what the spreadsheet keeps as a date', () => {
    expect(readDate({ kind: 'day', text: '2024-01-31', day: '2024-01-31' })).toEqual({
      ok: true,
      day: '2024-01-31',
      shape: 'spreadsheet-date',
    });
  });

  it('does not guess that a bare number is a date serial', () => {
    expect(readDate({ kind: 'number', text: '45322' })).toMatchObject({ ok: false, code: 'date.number' });
  });

  it('understands every day of three centuries in every unambiguous shape', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [y, m, d] = day.split('-') as [string, string, string];
        const [month, date] = [String(Number(m)), String(Number(d))];
        for (const text of [
          day,
          `${y}.${m}.${d}`,
          `${y}/${month}/${date}`,
          `${d}.${m}.${y}`,
          `${date}.${month}.${y}`,
          `${y}年${month}月${date}日`,
          `${y}${m}${d}`,
        ]) {
          expect(dayOf(text)).toBe(day);
        }
      }),
    );
  });

  it('reads slashes with the year last as the right day, or says that two are possible, and never another day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [y, m, d] = day.split('-') as [string, string, string];
        const isOneDay = Number(d) > 12 || d === m;
        expect(dayOf(`${d}/${m}/${y}`)).toBe(isOneDay ? day : 'date.ambiguous');
        expect(dayOf(`${m}/${d}/${y}`)).toBe(isOneDay ? day : 'date.ambiguous');
      }),
    );
  });

  it('never throws, whatever stands in the cell, and names only days that exist', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[0-9.\-/年月日 ]{0,14}$/),
      fc.tuple(fc.nat(40), fc.nat(40), fc.nat(9999)).map(([a, b, c]) => `${a}.${b}.${c}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const reading = read(text);
        if (reading.ok) expect(new Date(`${reading.day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(reading.day);
        else expect(reading.code).toMatch(/^date\./);
      }),
    );
  });

  it.each([
    ['2024-01-31', 'iso'],
    ['2024.01.31', 'dots-year-first'],
    ['2024/01/31', 'slashes-year-first'],
    ['2024年1月31日', 'chinese'],
    ['20240131', 'digits'],
    ['31.01.2024', 'dots-day-first'],
    ['01/31/2024', 'slashes'],
    ['31/01/2024', 'slashes'],
    ['31 Jan 2024', 'month-name'],
  ])('says in which shape %s was written: %s', (text, shape) => {
    expect(read(text)).toEqual({ ok: true, day: '2024-01-31', shape });
  });

  it('reads a number only where it has the eight digits of a day', () => {
    const number = (text: string) => readDate({ kind: 'number', text } as never);
    expect(number('20240131')).toMatchObject({ ok: true, day: '2024-01-31' });
    for (const text of ['45322', '2024', '7', '120240131', '20240131.5'])
      expect(number(text)).toEqual({ ok: false, code: 'date.number', facts: {} });
  });

  it('names the last day of a month that ended before, and none for a month that does not exist', () => {
    const facts = (text: string) => (read(text) as { facts: object }).facts;
    expect(facts('2026-02-30')).toEqual({ year: 2026, month: 2, day: 30, lastDay: 28 });
    expect(facts('2026-01-32')).toEqual({ year: 2026, month: 1, day: 32, lastDay: 31 });
    expect(facts('2026-12-32')).toEqual({ year: 2026, month: 12, day: 32, lastDay: 31 });
    expect(facts('2026-13-01')).toEqual({ year: 2026, month: 13, day: 1 });
    expect(facts('2026-00-01')).toEqual({ year: 2026, month: 0, day: 1 });
    expect(facts('1899-12-31')).toEqual({ year: 1899, firstYear: 1900, lastYear: 2199 });
  });
});
