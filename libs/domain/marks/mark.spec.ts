import type { BadInput } from '../errors.js';
import type { Principle } from '../reference/catalogue.js';
import { MARK_FORMS, markWarnings, requireMarkDays, type MarkFacts } from './mark.js';

const height: Principle = {
  key: 'mark-height',
  basis: 'practice',
  numbers: { minimumMm: 5 },
  note: null,
  validFrom: '2026-03-01',
  validTo: '2030-12-31',
  certainty: 'secondary',
  source: 'https://blog.example/',
};
const other: Principle = { ...height, key: 'fine', numbers: { minimumMm: 900 } };
const mark = (fields: Partial<MarkFacts> = {}): MarkFacts => ({
  form: 'printed',
  factoryCode: null,
  heightMm: null,
  ...fields,
});
const low = { code: 'below-minimum-height', minimumMm: 5, certainty: 'secondary', source: 'https://blog.example/' };
const warned = (of: MarkFacts, factoryCode: string | null = null, principles = [other, height], on = '2026-11-20') =>
  markWarnings(of, factoryCode, principles, on);

describe('a mark below the height that a source names', () => {
  it.each([
    [4.9, [low]],
    [0.1, [low]],
    [5, []],
    [5.1, []],
  ])('of %p mm is told with the source, and not refused', (heightMm, expected) => {
    expect(warned(mark({ heightMm }))).toEqual(expected);
  });

  it('is one that the holder prints or moulds, no bought label', () => {
    const told = MARK_FORMS.filter((form) => warned(mark({ form, heightMm: 3 })).length > 0);
    expect(told).toEqual(['printed', 'moulded']);
  });

  it('is not told where the height is not recorded, nor where nothing is known for that day', () => {
    const of = mark({ heightMm: 3 });
    expect(warned(mark())).toEqual([]);
    expect(warned(of, null, [other])).toEqual([]);
    expect(warned(of, null, [{ ...height, numbers: {} }])).toEqual([]);
    expect(warned(of, null, [height], '2026-02-28')).toEqual([]);
    expect(warned(of, null, [height], '2031-01-01')).toEqual([]);
  });
});

describe('the factory code beside a mark', () => {
  it.each([
    ['A012345', 'A012346', [{ code: 'factory-code-differs', expected: 'A012346' }]],
    ['A012345', 'A012345', []],
    ['A012345', null, []],
    [null, 'A012345', []],
  ])('of %p at a factory with %p', (factoryCode, ofFactory, expected) => {
    expect(warned(mark({ factoryCode }), ofFactory)).toEqual(expected);
  });
});

it('tells both at once, the height first', () => {
  expect(warned(mark({ heightMm: 4, factoryCode: 'A012345' }), 'B999999').map(({ code }) => code)).toEqual([
    'below-minimum-height',
    'factory-code-differs',
  ]);
});

describe('the days of use', () => {
  it.each([
    [null, null],
    ['2026-11-20', null],
    ['2026-11-20', '2026-11-20'],
    ['2026-11-20', '2027-01-01'],
  ])('from %p until %p are taken', (from, until) => {
    expect(() => requireMarkDays(from, until)).not.toThrow();
  });

  it.each([
    ['2026-11-20', '2026-11-19', 'The last day is before the first.', 'from 2026-11-20'],
    [null, '2026-11-19', 'A mark that has a last day has a first.', 'only with usedFrom'],
  ])('from %p until %p are refused', (from, until, detail, allowed) => {
    let fault: BadInput | null = null;
    try {
      requireMarkDays(from, until);
    } catch (error) {
      fault = error as BadInput;
    }
    expect([fault?.code, fault?.faults]).toEqual([
      'invalid-input',
      [{ field: 'usedUntil', code: 'before-first-day', detail, allowed }],
    ]);
  });
});
