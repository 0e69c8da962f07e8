import type { NamedLimit } from '../reference/book.js';
import { bookingDeadlines, requireExtension, sampleDeadlines, type SampleFacts } from './temporary-import.js';

const limit = (key: string, amount: number, unit: NamedLimit['limit']['unit'] = 'months', more = {}): NamedLimit => ({
  key,
  names: { en: key, de: key, zh: key },
  limit: { amount, unit, basis: 'practice', certainty: 'unverified', source: 'none', note: null },
  times: null,
  certainty: 'unverified',
  source: 'none',
  validFrom: null,
  validTo: null,
  ...more,
});
const LIMITS = [limit('temporary-import', 6), limit('temporary-import-extension', 6, 'months', { times: 1 })];
const sample = (more: Partial<SampleFacts> = {}): SampleFacts => ({
  status: 'received',
  importedOn: '2026-08-31',
  extendedOn: null,
  ...more,
});

describe('a temporarily imported sample', () => {
  test('leaves within six months, counted from the import to the last day of a shorter month', () => {
    expect(sampleDeadlines(sample(), LIMITS)).toEqual([
      {
        kind: 'temporary-import',
        dueOn: '2027-02-28',
        basis: 'practice',
        rule: 'temporary-import',
        source: 'none',
        certainty: 'unverified',
        counted: { start: 'imported', from: '2026-08-31', amount: 6, unit: 'months' },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  test('has six months more from the first limit, whenever the extension was granted', () => {
    const [early] = sampleDeadlines(sample({ importedOn: '2026-05-04', extendedOn: '2026-05-20' }), LIMITS);
    const [late] = sampleDeadlines(sample({ importedOn: '2026-05-04', extendedOn: '2026-11-04' }), LIMITS);
    expect(early).toMatchObject({ dueOn: '2027-05-04', rule: 'temporary-import-extension' });
    expect(early!.counted).toEqual({ start: 'imported', from: '2026-11-04', amount: 6, unit: 'months' });
    expect(late).toEqual(early);
  });

  test.each([
    ['calendar-days', 10, '2026-09-10', 10, 'calendar-days'],
    ['weeks', 2, '2026-09-14', 14, 'calendar-days'],
    ['years', 1, '2027-08-31', 1, 'years'],
  ] as const)('a limit in %s is counted in them', (unit, amount, dueOn, told, toldIn) => {
    const [stated] = sampleDeadlines(sample(), [limit('temporary-import', amount, unit)]);
    expect(stated).toMatchObject({ dueOn, counted: { amount: told, unit: toldIn } });
  });

  test('an extension that the data has no length for changes nothing', () => {
    expect(sampleDeadlines(sample({ extendedOn: '2026-10-01' }), [LIMITS[0]!])[0]!.dueOn).toBe('2027-02-28');
  });

  test('the limit in force on the day of import is used', () => {
    const limits = [
      limit('temporary-import', 6, 'months', { validTo: '2026-08-30' }),
      limit('temporary-import', 3, 'months', { validFrom: '2026-08-31' }),
    ];
    expect(sampleDeadlines(sample(), limits)[0]!.dueOn).toBe('2026-11-30');
    expect(sampleDeadlines(sample({ importedOn: '2026-08-30' }), limits)[0]!.dueOn).toBe('2027-02-28');
  });

  test.each(['returned', 'disposed'] as const)('once %s, what was owed is met', (status) => {
    expect(sampleDeadlines(sample({ status }), LIMITS)[0]!.isMet).toBe(true);
  });

  test.each([
    ['was never imported so', sample({ importedOn: null })],
    ['is lost', sample({ status: 'lost' })],
    ['was cancelled', sample({ status: 'cancelled' })],
  ])('owes nothing that we could count when it %s', (_why, facts) => {
    expect(sampleDeadlines(facts, LIMITS)).toEqual([]);
  });

  test('owes nothing while no limit is known', () => {
    expect(sampleDeadlines(sample(), [LIMITS[1]!])).toEqual([]);
  });
});

describe('an extension of a temporary import', () => {
  const refused = (facts: SampleFacts, on: string, limits = LIMITS) => {
    try {
      requireExtension(facts, on, limits);
      return null;
    } catch (error) {
      const { code, facts: told } = error as { code: string; facts: object };
      return [code, told];
    }
  };

  test.each([
    ['on the day of import', '2026-08-31', null],
    ['on the last day', '2027-02-28', null],
    ['the day after', '2027-03-01', ['sample.extension-too-late', { dueOn: '2027-02-28' }]],
    ['before the import', '2026-08-30', ['sample.extension-too-early', { importedOn: '2026-08-31' }]],
  ])('%s', (_when, on, expected) => {
    expect(refused(sample(), on)).toEqual(expected);
  });

  test('is granted once', () => {
    const extendedOn = '2026-12-01';
    expect(refused(sample({ extendedOn }), '2026-12-02')).toEqual([
      'sample.already-extended',
      { extendedOn, times: 1 },
    ]);
    expect(refused(sample({ extendedOn }), '2026-12-02', [])).toEqual([
      'sample.already-extended',
      { extendedOn, times: 1 },
    ]);
  });

  test('needs an import', () => {
    expect(refused(sample({ importedOn: null }), '2026-12-02')).toEqual(['sample.not-imported', {}]);
  });

  test('has no last day while no limit is known', () => {
    expect(refused(sample(), '2030-01-01', [])).toBeNull();
  });
});

describe('an option of a laboratory', () => {
  test('owes an answer by its last day, as the laboratory named it', () => {
    expect(bookingDeadlines({ status: 'option', optionUntil: '2026-12-04' })).toEqual([
      {
        kind: 'booking-option',
        dueOn: '2026-12-04',
        basis: 'practice',
        rule: 'booking-option',
        source: 'none',
        certainty: 'unverified',
        counted: { start: 'named' },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  test.each(['confirmed', 'running', 'done'] as const)('once %s, an answer was given', (status) => {
    expect(bookingDeadlines({ status, optionUntil: '2026-12-04' })[0]!.isMet).toBe(true);
  });

  test.each(['requested', 'declined', 'expired', 'cancelled'] as const)('a booking that is %s owes none', (status) => {
    expect(bookingDeadlines({ status, optionUntil: '2026-12-04' })).toEqual([]);
  });

  test('without a day there is nothing to owe', () => {
    expect(bookingDeadlines({ status: 'option', optionUntil: null })).toEqual([]);
  });
});
