import { readDay } from '../../apps/web/src/i18n/day-input.js';
import {
  formatDay,
  formatInstant,
  formatMonth,
  formatNumber,
  groupNumber,
  isNear,
} from '../../apps/web/src/i18n/format.js';

describe('a day as each language writes it', () => {
  it.each([
    ['en', '20 Nov 2026'],
    ['de', '20. Nov. 2026'],
    ['zh', '2026年11月20日'],
  ] as const)('%s: %s', (language, text) => {
    expect(formatDay('2026-11-20', language)).toBe(text);
  });

  it.each([
    ['en', 'Mon 30 Nov'],
    ['de', 'Mo 30. Nov.'],
    ['zh', '11月30日 周一'],
  ] as const)('%s with its weekday and without its year: %s', (language, text) => {
    expect(formatDay('2026-11-30', language, { weekday: true, withoutYear: true })).toBe(text);
  });

  it.each([
    ['en', 'Friday 20 November 2026'],
    ['de', 'Freitag, 20. November 2026'],
    ['zh', '2026年11月20日 星期五'],
  ] as const)('%s in full: %s', (language, text) => {
    expect(formatDay('2026-11-20', language, { weekday: 'long', long: true })).toBe(text);
  });

  it('writes September with three letters in English and as Germans do in German', () => {
    expect(formatDay('2026-09-01', 'en')).toBe('1 Sep 2026');
    expect(formatDay('2026-09-01', 'de')).toBe('1. Sept. 2026');
    expect(formatDay('2026-03-01', 'de')).toBe('1. März 2026');
  });

  it('writes Chinese months in digits, with their year where asked', () => {
    expect(formatMonth('2027-01-01', 'zh', { withYear: true })).toBe('2027年1月');
    expect(formatMonth('2027-01-01', 'de', { withYear: true })).toBe('Januar 2027');
    expect(formatMonth('2026-11-01', 'en', { short: true })).toBe('Nov');
  });
});

it('shows an instant on the wall clock of the zone', () => {
  expect(formatInstant('2026-11-30T23:00:00Z', 'en', 'Asia/Tokyo')).toBe('1 Dec 2026 08:00');
  expect(formatInstant('2026-11-30T23:00:00Z', 'de', 'Europe/Berlin')).toBe('1. Dez. 2026 00:00');
});

it('writes numbers with each language’s marks', () => {
  expect(formatNumber(1240, 'en')).toBe('1,240');
  expect(formatNumber(1240, 'de')).toBe('1.240');
  expect(formatNumber(2.62, 'de', 1)).toBe('2,6');
});

it('adds the weekday within 30 days on either side, not beyond', () => {
  expect(isNear('2026-12-20', '2026-11-20')).toBe(true);
  expect(isNear('2026-12-21', '2026-11-20')).toBe(false);
  expect(isNear('2026-10-21', '2026-11-20')).toBe(true);
});

describe('a certificate number', () => {
  it.each([
    ['2022011109100055', ['2022', '0111', '0910', '0055']],
    ['SDOC-2020011109100061', ['SDOC-2020', '0111', '0910', '0061']],
    ['CQC19012345678', ['CQC1901', '2345', '678']],
    ['A-12', ['A-12']],
  ])('%s is grouped by four and loses no sign', (number, groups) => {
    expect(groupNumber(number)).toEqual(groups);
    expect(groupNumber(number).join('')).toBe(number);
  });
});

describe('a typed day', () => {
  it.each([
    ['2024-01-31', '2024-01-31'],
    ['2024/1/31', '2024-01-31'],
    ['2024.01.31', '2024-01-31'],
    ['20240131', '2024-01-31'],
    ['31.01.2024', '2024-01-31'],
    ['31.1.24', '2024-01-31'],
    ['31/01/2024', '2024-01-31'],
    ['2024年1月31日', '2024-01-31'],
    ['2024 年 1 月 31 日', '2024-01-31'],
    ['31 Jan 2024', '2024-01-31'],
    ['31 January 2024', '2024-01-31'],
    ['January 31, 2024', '2024-01-31'],
    ['31. Januar 2024', '2024-01-31'],
    ['20. Nov. 2026', '2026-11-20'],
    ['1. März 2026', '2026-03-01'],
    ['1 Sept 2026', '2026-09-01'],
    ['29 Feb 2024', '2024-02-29'],
  ])('%s is %s', (text, day) => {
    expect(readDay(text)).toBe(day);
  });

  it.each(['', '31.02.2024', '29.02.2026', '2024-13-01', '31/31/2024', 'tomorrow', '31 Foo 2024', '12', '1.1.1'])(
    '%s is no day',
    (text) => {
      expect(readDay(text)).toBeNull();
    },
  );

  it('reads back what the screens write, in all three languages and on every day of a leap year', () => {
    for (let date = Date.UTC(2024, 0, 1); date < Date.UTC(2025, 0, 1); date += 86_400_000) {
      const day = new Date(date).toISOString().slice(0, 10);
      for (const language of ['en', 'de', 'zh'] as const) expect(readDay(formatDay(day, language))).toBe(day);
    }
  });
});
