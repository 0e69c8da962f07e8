import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storedBook, bookOf, shippedRecords, shippedReference } from './read-book.js';

const text = (file: string) => readFileSync(join(__dirname, file), 'utf8');
const withFile = (file: string, change: (content: string) => string) => () =>
  bookOf(
    shippedRecords((name) => (name === file ? change(text(name)) : text(name))),
    1,
  );

describe('the reference data', () => {
  test('the sixteen products of Announcement 57/2025 convert, in their nineteen codes, and no other', () => {
    const converting = [...shippedReference().classes.values()].filter((c) => c.conversion !== null);
    expect(converting.map((c) => c.code)).toEqual([
      '0205', '0207', '0401', '0501', '0503', '0506', '0603', '0604', '0605', '0607',
      '1104', '1109', '1110', '1114', '1115', '1116', '1117', '1118', '1301',
    ]); // prettier-ignore
    expect(new Set(converting.map((c) => c.conversion))).toEqual(new Set(['samr-57-2025']));
    expect(shippedReference().amendments.find(({ key }) => key === 'samr-57-2025')!.classKeys).toEqual(
      converting.map((c) => c.key),
    );
  });

  test('each class has its three names', () => {
    expect(shippedReference().classes.get('1104')!.names).toEqual({
      en: 'Safety belts',
      zh: '汽车安全带',
      de: 'Sicherheitsgurte',
    });
  });

  test('the catalogue has its 66 codes and 14 products of which no code is known', () => {
    const classes = [...shippedReference().classes.values()];
    const codes = (from: string) => classes.flatMap(({ code }) => (code?.startsWith(from) ? [code] : [])).join(' ');
    expect(codes('0')).toBe(
      '0101 0104 0105 0201 0202 0204 0205 0206 0207 0301 0302 0303 0304 0305 0306 0307 0308 0309 0401 ' +
        '0501 0503 0506 0603 0604 0605 0607 0701 0702 0703 0704 0705 0706 0707 0708 0709 0710 0711 0712 0713 0714',
    );
    expect(codes('11')).toBe(
      '1101 1102 1103 1104 1105 1106 1107 1108 1109 1110 1111 1112 1113 1114 1115 1116 1117 1118 1119 1120',
    );
    expect([codes('12'), codes('13'), codes('19'), codes('22')]).toEqual(['1201 1202 1203', '1301', '1903', '2207']);
    expect(classes.flatMap(({ key, code }) => (code === null ? [key] : [])).sort()).toEqual([
      'child-ride-ons', 'commercial-gas-appliances', 'electronic-toilets', 'explosion-proof-luminaires',
      'flame-retardant-cables', 'gas-detectors', 'gas-hoses', 'gas-shut-off-valves', 'lithium-ion-batteries',
      'power-banks', 'stationary-ranges-and-ovens', 'telecom-power-adapters', 'toys', 'water-based-wall-coatings',
    ]); // prettier-ignore
  });

  test('a code seen in no source says so, whatever is known of its product', () => {
    const unverified = [...shippedReference().classes.values()].filter((c) => c.codeCertainty === 'unverified');
    expect(unverified.map(({ key }) => key)).toEqual([
      '1105', '1107', '1111', '1112', '1119', '1120', '1201', '1202', '1203', '1301', '2207',
    ]); // prettier-ignore
    expect(shippedReference().classes.get('1301')!.certainty).toBe('official');
    expect(shippedReference().classes.get('1104')!.codeCertainty).toBe('official');
  });

  test('the seventeen headings count 103 products, and each heading of a class is one of them', () => {
    const { headings, classes } = shippedReference();
    expect(headings).toHaveLength(17);
    expect(headings.reduce((sum, { productsIn2020 }) => sum + productsIn2020, 0)).toBe(103);
    expect(headings.filter(({ isIn2023 }) => !isIn2023).map(({ key }) => key)).toEqual(['security-products']);
    for (const { key, code, heading } of classes.values()) {
      const found = headings.find((one) => one.key === heading);
      expect([key, heading === null || found !== undefined]).toEqual([key, true]);
      if (code !== null) expect([key, found?.classCodes.includes(code.slice(0, 2))]).toEqual([key, true]);
    }
  });

  test('where the sources are silent on a laboratory nothing is claimed', () => {
    const { laboratories } = shippedReference();
    expect(laboratories).toHaveLength(8);
    expect(new Set(laboratories.map(({ cccDesignated }) => cccDesignated))).toEqual(new Set(['unknown']));
    expect(new Set(laboratories.map(({ cma }) => cma))).toEqual(new Set(['unknown']));
    expect(laboratories.filter(({ cnas }) => cnas !== 'unknown').map(({ key, cnas }) => [key, cnas])).toEqual([
      ['chery-cvec', 'yes'],
    ]);
  });

  test.each([
    ['gb-14166-2024', 'GB 14166-2024', '2024-09-29', '2025-07-01', 'GB 14166-2013', 'declaration-12-months', null],
    ['gb-4599-2024', 'GB 4599-2024', '2024-09-29', '2025-07-01', 'GB 4599-2007', 'declaration-12-months', null],
    ['gb-15084-2022', 'GB 15084-2022', '2022-12-29', '2023-07-01', 'GB 15084-2013', 'declaration-12-months', null],
    [
      'gb-t-19056-2021',
      'GB/T 19056-2021',
      '2021-12-31',
      '2022-07-01',
      'GB/T 19056-2012',
      'declaration-12-months',
      null,
    ],
    ['gb-9656-2021', 'GB 9656-2021', '2021-04-30', '2023-01-01', 'GB 9656-2003', 'declaration-12-months', null],
    ['gb-27887-2024', 'GB 27887-2024', '2024-09-29', '2025-07-01', 'GB 27887-2011', 'unknown', null],
    ['gb-9743-2024', 'GB 9743-2024', '2024-04-29', '2025-05-01', undefined, 'unknown', null],
    ['gb-15083-2019', 'GB 15083-2019', null, '2020-07-01', undefined, 'declaration-12-months', null],
    ['gb-17761-2024', 'GB 17761-2024', null, '2025-09-01', undefined, 'fixed-date', '2025-11-30'],
    ['gb-47372-2026', 'GB 47372-2026', null, null, undefined, 'fixed-date', '2027-04-01'],
  ])('standard %s has its dates and its transition', (key, number, issuedOn, inForceOn, replaced, pattern, until) => {
    const standard = shippedReference().standards.find((one) => one.key === key)!;
    expect(standard).toMatchObject({ number, issuedOn, inForceOn });
    expect(standard.replaces[0]).toBe(replaced);
    expect(standard.transition).toMatchObject({ pattern, existingUntil: until });
  });

  test('the steps of the ladders are those the contract names', () => {
    const { ladders } = shippedReference();
    expect(ladders.conversion.offsets).toEqual([120, 90, 60, 30, 14, 7, 3, 1]);
    expect(ladders['renewal-filing']).toEqual({
      kind: 'renewal-filing',
      offsets: [180, 120, 60, 30, 14, 7],
      unit: 'calendar',
      overdueEveryDays: 1,
    });
    expect(ladders['follow-up-inspection'].offsets).toEqual([120, 90, 60, 30, 14]);
    expect(ladders['energy-label']).toMatchObject({ offsets: [10, 5, 2], unit: 'working' });
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
    [
      'schemes.yaml',
      (s: string) =>
        s
          .replace('- key: ccc-lapsed\n', "- key: ccc-transfer\n    validFrom: '2030-01-01'\n")
          .replace('- key: ccc-transfer\n', "- key: ccc-transfer\n    validTo: '2029-12-31'\n"),
      'scheme ccc-transfer: a record of this kind has one period only; change that one',
    ],
    [
      'deadline-rules.yaml',
      (s: string) => s.replace("on: '2026-12-31'", "on: '2027-03-31'"),
      'amendment samr-57-2025: conversionDeadline 2026-12-31 is not 2027-03-31, the day of the deadline rule',
    ],
    [
      'deadline-rules.yaml',
      (s: string) => s.replace("on: '2027-01-01'", "on: '2027-04-01'"),
      'amendment samr-57-2025: mandatoryFrom 2027-01-01 is not 2027-04-01, the day of the deadline rule',
    ],
    [
      'modes.yaml',
      (s: string) => s.replaceAll("validFrom: '2027-01-01'", "validFrom: '2027-01-02'"),
      'no period third-party begins on 2027-01-01, the cut-over of samr-57-2025',
    ],
    [
      'classes.yaml',
      (s: string) => s.replace("    code: '1104'", "    code: '1104'\n    validTo: '2030-12-31'"),
      '(1104): a class has no days of its own: its modes have (kind mode)',
    ],
    [
      'calendar-cn.yaml',
      (s: string) =>
        s
          .replace("to: '2027-01-01'", "to: '2027-01-31'")
          .replace("from: '2027-02-05', to: '2027-02-08'", "from: '2027-02-01', to: '2027-03-05'"),
      'calendar-year CN-2027: CN is closed for more than 60 days at 2027-03-03',
    ],
    [
      'calendar-cn.yaml',
      (s: string) => s.replace("'2026-10-10'", "'2026-10-12'"),
      'calendar-cn.yaml, records[1] (CN-2026): makeUp: 2026-10-12 is no Saturday or Sunday',
    ],
    ['classes.yaml', (s: string) => s.replace('zh: 汽车安全带, ', ''), '(1104), names: zh is not a text'],
    [
      'classes.yaml',
      (s: string) => s.replace('conversion: samr-57-2025', 'conversion: samr-99'),
      'class 0205: no deadline rule has the conversion samr-99',
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
      'deadline-rules.yaml',
      (s: string) => s.replace('amount: -90', 'amount: -1000000000'),
      'records[2] (order-117.renewal), day: amount is beyond 18300 calendar-days',
    ],
    [
      'deadline-rules.yaml',
      (s: string) => s.replace('closes: 0', 'closes: 99999'),
      'records[2] (order-117.renewal): readings: 99999 is beyond fifty years',
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

  test('a version that was published stays readable when the checks have become stricter since', () => {
    const records = shippedRecords().map((record) => ({ ...record, fields: { ...record.fields, gone: 'field' } }));
    expect(() => bookOf(records, 3)).toThrow('gone: no such field');
    const book = storedBook(records, 3, []);
    expect(book.version).toBe(3);
    expect(book.classes.get('1104')!.names.en).toBe('Safety belts');
  });
});
