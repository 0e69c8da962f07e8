import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bookOf, shippedRecords, shippedReference } from './read-book.js';

const text = (file: string) => readFileSync(join(__dirname, file), 'utf8');
const withFile = (file: string, change: (content: string) => string) => () =>
  bookOf(
    shippedRecords((name) => (name === file ? change(text(name)) : text(name))),
    1,
  );

describe('the reference data', () => {
  test('the nine classes of Announcement 57/2025 convert, and no other', () => {
    const converting = [...shippedReference().classes.values()].filter((c) => c.conversion !== null).map((c) => c.code);
    expect(converting).toEqual(['1104', '1109', '1110', '1114', '1115', '1116', '1117', '1118', '1301']);
  });

  test('each class has its three names', () => {
    expect(shippedReference().classes.get('1104')!.names).toEqual({
      en: 'Safety belts',
      zh: '汽车安全带',
      de: 'Sicherheitsgurte',
    });
    expect(shippedReference().classes.size).toBe(18);
  });

  test('the steps of the ladders are those the contract names', () => {
    const { ladders } = shippedReference();
    expect(ladders.conversion.offsets).toEqual([120, 90, 60, 30, 14, 7, 3, 1]);
    expect(ladders['renewal-filing']).toEqual({
      kind: 'renewal-filing',
      offsets: [180, 120, 60, 30, 14, 7],
      overdueEveryDays: 1,
    });
    expect(ladders['follow-up-inspection'].offsets).toEqual([120, 90, 60, 30, 14]);
    expect(ladders['certificate-expiry'].offsets).toEqual([]);
    expect(ladders['cut-over'].offsets).toEqual([]);
  });

  test('the Chinese calendar of 2026 has its 33 days off and its 6 worked weekend days; unpublished 2027 has its 13 by law', () => {
    const of = (year: number) => shippedReference().calendarYears.find((y) => y.year === year)!;
    expect(of(2026).exceptions.filter((e) => e.kind === 'holiday')).toHaveLength(33);
    expect(
      of(2026)
        .exceptions.filter((e) => e.kind === 'make-up')
        .map((e) => e.day),
    ).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
    expect(of(2027).status).toBe('unpublished');
    expect(of(2027).exceptions.map(({ day, kind }) => (kind === 'holiday' ? day : kind))).toEqual([
      '2027-01-01', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-04-05', '2027-05-01', '2027-05-02',
      '2027-06-09', '2027-09-15', '2027-10-01', '2027-10-02', '2027-10-03',
    ]); // prettier-ignore
  });

  test.each([
    [
      'ladders.yaml',
      (s: string) => s.replace('key: conversion', 'key: conversions'),
      'ladders.yaml, records[0] (conversions): key is none of conversion, cut-over',
    ],
    [
      'ladders.yaml',
      (s: string) => s.replace('[120, 90, 60, 30, 14, 7, 3, 1]', '[-3]'),
      'ladders.yaml, records[0] (conversion): offset-out-of-range',
    ],
    [
      'ladders.yaml',
      (s: string) => s.slice(0, s.indexOf('  - key: follow-up')),
      'ladders: no ladder for follow-up-inspection',
    ],
    ['classes.yaml', (s: string) => s.replaceAll("'1301'", "'1104'"), '(1104): stands twice'],
    ['classes.yaml', (s: string) => s.replace('zh: 汽车安全带, ', ''), '(1104), names: zh is not a text'],
    [
      'classes.yaml',
      (s: string) => s.replace('conversion: samr-57-2025', 'conversion: samr-99'),
      'class 1104: no deadline rule has the conversion samr-99',
    ],
    [
      'deadline-rules.yaml',
      (s: string) => s.replace("on: '2026-12-31'", "on: '2026-02-30'"),
      'deadline-rules.yaml, records[0] (samr-57-2025.conversion), day: on is not a day',
    ],
    [
      'deadline-rules.yaml',
      (s: string) => s.replace('basis: planning', 'basis: legal'),
      'records[3] (voluntary.renewal): a legal rule names its source',
    ],
    [
      'calendar-cn.yaml',
      (s: string) => s.replace("'2026-10-10'", "'2027-10-10'"),
      'calendar-cn.yaml, records[1] (CN-2026): 2027-10-10 is not in 2026',
    ],
    ['calendar-cn.yaml', () => 'kind: [', 'calendar-cn.yaml: '],
  ])('a fault in %s names the file and the record', (file, change, message) => {
    expect(withFile(file, change)).toThrow(message);
  });
});
