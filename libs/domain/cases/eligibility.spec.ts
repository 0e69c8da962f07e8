import type { Qualification, RecognitionAgreement, TestScope } from '../reference/actors.js';
import { eligibility, type EligibilityFacts } from './eligibility.js';

const words = (text: string) => ({ en: text, de: text, zh: text });
const always = { validFrom: null, validTo: null };
const need = (key: string, basis: Qualification['basis'], source: string): Qualification => ({
  key,
  names: words(key),
  meaning: words(key),
  basis,
  certainty: 'secondary',
  source,
  ...always,
});
const step = (on: string, tests: TestScope | null) => ({ on, tests, text: words(on), certainty: 'official' as const, source: `since ${on}` }); // prettier-ignore
const asks = (key: string, wanted: 'yes' | 'no', otherwise: 'no' | 'doubtful') => ({ key, test: 'fact' as const, wanted, otherwise, text: words(key), certainty: 'official' as const, source: 'clause' }); // prettier-ignore
const CEPA: RecognitionAgreement = {
  key: 'cepa',
  kind: 'hong-kong',
  names: words('CEPA'),
  parties: [],
  effect: null,
  certainty: 'official',
  source: 'CEPA',
  ...always,
  milestones: [
    step('2010', 'made-in-hong-kong'),
    step('2015-03', 'audio-visual-guangdong'),
    step('2019-03-01', 'made-in-mainland'),
    step('2020-06-01', 'any-origin'),
    step('2025-03-01', null),
  ],
  criteria: [
    asks('hk-laboratory', 'yes', 'no'),
    { key: 'hk-any-origin', test: 'since', on: '2020-06-01', otherwise: 'doubtful', text: words('any'), certainty: 'official', source: 'itc' }, // prettier-ignore
    asks('hk-hoklas', 'yes', 'no'),
    asks('hk-contract', 'yes', 'no'),
    asks('hk-cma-needed', 'no', 'doubtful'),
  ],
};
const BOOK = {
  qualifications: [
    need('cma', 'legal', 'cma source'),
    need('cnas', 'practice', 'cnas source'),
    need('cal', 'practice', 'cal source'),
    need('ccc-designated', 'legal', 'designation source'),
  ],
  agreements: [{ ...CEPA, key: 'cb', kind: 'cb-scheme' as const }, CEPA],
};
const LAB = { country: 'CN', cccDesignated: 'yes', cnas: 'yes', cma: 'yes', checkedOn: '2026-11-02', certainty: 'secondary', source: 'lab source' } as const; // prettier-ignore
const facts = (
  laboratory: Partial<EligibilityFacts['laboratory']> = {},
  more: Partial<EligibilityFacts> = {},
): EligibilityFacts => ({
  laboratory: { ...LAB, ...laboratory },
  product: { mode: 'third-party', madeIn: 'DE' },
  hongKong: {},
  day: '2026-11-20',
  ...more,
});
const told = (given: EligibilityFacts, book = BOOK) => {
  const { verdict, answers } = eligibility(given, book);
  return [verdict, ...answers.map(({ key, answer, reason }) => `${key} ${answer} ${reason}`)];
};

describe('a laboratory of the mainland', () => {
  test('serves when it is designated and has CNAS and CMA, each with basis, source and the day it was looked up', () => {
    expect(eligibility(facts(), BOOK)).toEqual({
      verdict: 'yes',
      day: '2026-11-20',
      answers: [
        ['ccc-designated', 'legal'],
        ['cnas', 'practice'],
        ['cma', 'legal'],
      ].map(([key, basis]) => ({
        key,
        answer: 'yes',
        reason: 'recorded',
        basis,
        certainty: 'secondary',
        source: 'lab source',
        checkedOn: '2026-11-02',
        text: null,
      })),
    });
  });

  test.each(['cccDesignated', 'cnas', 'cma'] as const)('does not serve without %s', (mark) => {
    expect(eligibility(facts({ [mark]: 'no' }), BOOK).verdict).toBe('no');
    expect(eligibility(facts({ [mark]: 'unknown' }), BOOK).verdict).toBe('unknown');
  });

  test('of which nothing is known is unknown, never no, and says why it is asked', () => {
    const given = facts({ cccDesignated: 'unknown', cnas: 'unknown', cma: 'unknown' });
    expect(told(given)).toEqual([
      'unknown',
      'ccc-designated unknown not-recorded',
      'cnas unknown not-recorded',
      'cma unknown not-recorded',
    ]);
    expect(eligibility(given, BOOK).answers[0]).toMatchObject({ source: 'designation source', certainty: 'secondary', checkedOn: null }); // prettier-ignore
  });

  test('a no outweighs an unknown', () => {
    expect(eligibility(facts({ cnas: 'no', cma: 'unknown' }), BOOK).verdict).toBe('no');
  });

  test.each(['self-declaration-a', 'released', 'not-in-catalogue'] as const)(
    'needs no designation for a product that is %s on the day',
    (mode) => {
      const given = facts({ cccDesignated: 'no' }, { product: { mode, madeIn: null } });
      expect(told(given)).toEqual(['yes', 'ccc-designated yes not-needed', 'cnas yes recorded', 'cma yes recorded']);
      expect(eligibility(given, BOOK).answers[0]).toMatchObject({ source: 'designation source', checkedOn: null });
    },
  );

  test.each(['self-declaration-b', 'choice', 'third-party-declarations-valid', 'unknown'] as const)(
    'needs designation for a product that is %s on the day',
    (mode) => {
      expect(eligibility(facts({ cccDesignated: 'no' }, { product: { mode, madeIn: null } }), BOOK).verdict).toBe('no');
    },
  );

  test('is unknown when no rule holds on the day', () => {
    const ended = BOOK.qualifications.map((one) => ({ ...one, validTo: '2026-11-19' }));
    expect(told(facts(), { ...BOOK, qualifications: ended })).toEqual(['unknown']);
  });
});

describe('a laboratory elsewhere', () => {
  test('is not designated, whatever else it has', () => {
    expect(told(facts({ country: 'DE', cccDesignated: 'unknown' }))).toEqual([
      'no',
      'ccc-designated no outside-china',
      'cnas yes recorded',
      'cma yes recorded',
    ]);
  });

  test('serves when somebody looked up that it is', () => {
    expect(eligibility(facts({ country: 'DE' }), BOOK).verdict).toBe('yes');
  });
});

describe('a laboratory in Hong Kong', () => {
  const cepa = (day: string, madeIn: string | null) => {
    const { answers } = eligibility(facts({ country: 'HK' }, { day, product: { mode: 'third-party', madeIn } }), BOOK);
    return `${answers[0]!.key} ${answers[0]!.answer} ${answers[0]!.reason} ${answers[0]!.source}`;
  };

  test.each([
    ['2009-12-31', 'HK', 'cepa no too-early CEPA'],
    ['2010-01-01', 'HK', 'cepa unknown period-unsure since 2010'],
    ['2010-12-30', 'HK', 'cepa unknown period-unsure since 2010'],
    ['2010-12-31', 'HK', 'cepa yes in-force since 2010'],
    ['2011-06-01', 'CN', 'cepa no origin-not-covered since 2010'],
    ['2011-06-01', null, 'cepa unknown origin-unknown since 2010'],
    ['2015-02-28', 'CN', 'cepa no origin-not-covered since 2010'],
    ['2015-03-01', 'CN', 'cepa unknown origin-unknown since 2015-03'],
    ['2015-03-01', 'HK', 'cepa yes in-force since 2010'],
    ['2016-01-01', 'DE', 'cepa no origin-not-covered since 2015-03'],
    ['2019-02-28', 'CN', 'cepa unknown origin-unknown since 2015-03'],
    ['2019-03-01', 'CN', 'cepa yes in-force since 2019-03-01'],
    ['2020-05-31', 'DE', 'cepa no origin-not-covered since 2019-03-01'],
    ['2020-05-31', null, 'cepa unknown origin-unknown since 2019-03-01'],
    ['2020-06-01', 'DE', 'cepa yes in-force since 2020-06-01'],
    ['2020-06-01', null, 'cepa yes in-force since 2020-06-01'],
    ['2026-11-20', 'CN', 'cepa yes in-force since 2020-06-01'],
  ])('on %s for a product made in %s: %s', (day, madeIn, expected) => {
    expect(cepa(day, madeIn)).toBe(expected);
  });

  test('is asked for accreditation, contract and mark instead of designation', () => {
    expect(told(facts({ country: 'HK' }))).toEqual([
      'unknown',
      'cepa yes in-force',
      'hk-hoklas unknown unanswered',
      'hk-contract unknown unanswered',
      'hk-cma-needed unknown unanswered',
    ]);
  });

  test.each([
    [{ 'hk-hoklas': 'yes', 'hk-contract': 'yes', 'hk-cma-needed': 'no' }, 'yes'],
    [{ 'hk-hoklas': 'yes', 'hk-contract': 'yes', 'hk-cma-needed': 'yes' }, 'unknown'],
    [{ 'hk-hoklas': 'no', 'hk-contract': 'yes', 'hk-cma-needed': 'no' }, 'no'],
    [{ 'hk-hoklas': 'yes', 'hk-contract': 'no', 'hk-cma-needed': 'no' }, 'no'],
  ] as const)('answered %j it serves: %s', (hongKong, verdict) => {
    const { verdict: found, answers } = eligibility(facts({ country: 'HK' }, { hongKong }), BOOK);
    expect(found).toBe(verdict);
    expect(answers[1]).toMatchObject({ basis: 'legal', source: 'clause', text: { en: 'hk-hoklas' }, checkedOn: null });
  });

  test('is unknown while no agreement is known', () => {
    expect(told(facts({ country: 'HK' }), { ...BOOK, agreements: [] })).toEqual(['unknown']);
  });
});
