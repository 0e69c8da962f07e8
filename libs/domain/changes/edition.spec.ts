import fc from 'fast-check';
import { compareEditions, readRules, readStandards, type EditionFinding } from './edition.js';

const texts = (editions: { base: string; year: number | null }[]) =>
  editions.map(({ base, year }) => (year === null ? base : `${base}-${year}`));

describe('a standard as people keep it', () => {
  it.each([
    ['GB 14166-2013', ['GB 14166-2013']],
    ['GB14166-2013', ['GB 14166-2013']],
    ['gb 14166-2013', ['GB 14166-2013']],
    ['GB 14166—2013', ['GB 14166-2013']],
    ['GB 14166 – 2013', ['GB 14166-2013']],
    ['GB 14166‑2013', ['GB 14166-2013']],
    ['GB 14166−2013', ['GB 14166-2013']],
    ['GB 14166―2013', ['GB 14166-2013']],
    ['GB 14166‐2013', ['GB 14166-2013']],
    ['GB 14166─2013', ['GB 14166-2013']],
    ['ＧＢ　１４１６６－２０１３', ['GB 14166-2013']],
    ['GB 14166:2013', ['GB 14166-2013']],
    ['GB  14166\u00a0-\u00a02013', ['GB 14166-2013']],
    ['GB/T 19056-2021', ['GB/T 19056-2021']],
    ['GB／T19056－2021', ['GB/T 19056-2021']],
    ['GB / T 19056-2021', ['GB/T 19056-2021']],
    ['GBT19056-2021', ['GB/T 19056-2021']],
    ['GB T 19056-2021', ['GB/T 19056-2021']],
    ['GB/Z 1-2020', ['GB/Z 1-2020']],
    ['QC/T 804-2014', ['QC/T 804-2014']],
    ['GA 36-2018', ['GA 36-2018']],
    ['GB 18100.1-2010', ['GB 18100.1-2010']],
    ['GB 518-82', ['GB 518-1982']],
    ['GB 518-50', ['GB 518-1950']],
    ['GB 518-49', ['GB 518-2049']],
    ['GB 14166-13', ['GB 14166-2013']],
    ['GB 14166', ['GB 14166']],
    ['符合GB14166的要求', ['GB 14166']],
    ['GB 14166-20131', ['GB 14166']],
    ['GB 14166 2013', ['GB 14166']],
    ['GB 14166-2013/XG1-2015', ['GB 14166-2013']],
    ['GB 4599-2024, GB 4785-2019；GB/T 19056', ['GB 4599-2024', 'GB 4785-2019', 'GB/T 19056']],
    ['GB 4599-2007、GB 5920', ['GB 4599-2007', 'GB 5920']],
    ['', []],
    ['see report', []],
    ['RGB 255', []],
    ['ISO 9001:2015', []],
    ['GB', []],
  ])('%j is %j', (text, wanted) => {
    expect(texts(readStandards(text))).toEqual(wanted);
  });

  it('keeps number and year whatever stands between them', () => {
    const gap = fc.constantFrom('', ' ', '  ', '\u3000', '\u00a0');
    const dash = fc.constantFrom('-', '－', '—', '–', '‑', '−', ':');
    fc.assert(
      fc.property(
        fc.constantFrom('GB', 'GB/T'),
        gap,
        fc.integer({ min: 1, max: 99_999 }),
        gap,
        dash,
        gap,
        fc.integer({ min: 1960, max: 2040 }),
        (series, a, number, b, between, c, year) => {
          expect(readStandards(`${series}${a}${number}${b}${between}${c}${year}`)).toEqual([
            { base: `${series} ${number}`, year },
          ]);
        },
      ),
    );
  });
});

describe('an implementation rule as people keep it', () => {
  it.each([
    ['CNCA-C11-04:2014', ['CNCA-C11-04-2014']],
    ['CNCA-C11-04-2014', ['CNCA-C11-04-2014']],
    ['cnca—c11—04：2014', ['CNCA-C11-04-2014']],
    ['CNCA C11-04', ['CNCA-C11-04']],
    ['CNCAC11-20-2020', ['CNCA-C11-20-2020']],
    ['CNCA-C11-04:2014; CNCA-C11-07', ['CNCA-C11-04-2014', 'CNCA-C11-07']],
    ['CNCA-C11-04:20145', ['CNCA-C11-04']],
    ['CNCA-C11-041', []],
    ['XCNCA-C11-04', []],
    ['CCAP-C11-04:2014', []],
    ['CNCA-00C-008:2019', []],
  ])('%j is %j', (text, wanted) => {
    expect(texts(readRules(text))).toEqual(wanted);
  });
});

describe('recorded editions beside a change', () => {
  const lamps = ['GB 5920-2019', 'GB 15235-2007', 'GB 11554-2008'].flatMap(readStandards);
  const newLamps = { base: 'GB 5920', year: 2024 };

  it.each<[string | null, EditionFinding]>([
    ['GB 5920-2019', 'replaced'],
    ['GB 15235—2007', 'replaced'],
    ['GB 4785-2019; GB 5920-2019', 'replaced'],
    ['GB 5920-2019; GB 15235', 'replaced'],
    ['GB 5920-2024', 'new'],
    ['GB 5920-2025', 'new'],
    ['GB 15235-2008', 'new'],
    ['GB 4785-2019; GB 5920-2024', 'new'],
    ['GB 5920-2019; GB 5920-2024', 'mixed'],
    ['GB 5920-2024; GB 15235-2007', 'mixed'],
    ['GB 5920-2024; GB 15235', 'mixed'],
    ['GB 5920', 'year-not-recorded'],
    ['GB 5920; GB 15235-2001', 'year-not-recorded'],
    ['GB 5920-2008', 'other'],
    ['GB 5920-2023', 'other'],
    ['GB 15235-2001', 'other'],
    ['GB 4599-2024', 'unrelated'],
    ['GB/T 5920-2019', 'unrelated'],
    ['GB 15235.1-2007', 'unrelated'],
    ['ECE R48', 'not-readable'],
    ['', 'not-recorded'],
    [' \u3000', 'not-recorded'],
    [null, 'not-recorded'],
  ])('%j: %s', (recorded, finding) => {
    expect(compareEditions(recorded, readStandards, lamps, newLamps)).toBe(finding);
  });

  it.each<[string, EditionFinding]>([
    ['CNCA-C11-16:2018', 'replaced'],
    ['CNCA-C11-16:2026', 'new'],
    ['CNCA-C11-16:2014', 'other'],
    ['CNCA-C11-04:2014', 'unrelated'],
  ])('with no new one named, %s is %s', (recorded, finding) => {
    expect(compareEditions(recorded, readRules, readRules('CNCA-C11-16:2018'), null)).toBe(finding);
  });

  it('belong to a new standard of another number too', () => {
    const old = readStandards('GB 4599-2007');
    expect(compareEditions('GB 9999-2024', readStandards, old, { base: 'GB 9999', year: 2024 })).toBe('new');
    expect(compareEditions('GB 9999-2023', readStandards, old, { base: 'GB 9999', year: 2024 })).toBe('other');
  });

  it('of two replaced editions of one standard, only what is younger than both is new', () => {
    const both = readStandards('GB 9743-2007; GB 9743-2015');
    expect(compareEditions('GB 9743-2010', readStandards, both, null)).toBe('other');
    expect(compareEditions('GB 9743-2015', readStandards, both, null)).toBe('replaced');
    expect(compareEditions('GB 9743-2016', readStandards, both, null)).toBe('new');
  });
});
