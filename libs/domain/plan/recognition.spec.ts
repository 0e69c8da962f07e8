import { shippedReference } from '../../database/reference/read-book.js';
import { words } from '../../../test/support/plan-schemes.js';
import { reuse, type RecognitionFacts } from './recognition.js';
import type { RecognitionAgreement, RecognitionCriterion, YesNoUnknown } from '../reference/actors.js';

const criterion = (more: object): RecognitionCriterion =>
  ({
    key: 'c',
    text: words('c'),
    otherwise: 'no',
    certainty: 'official',
    source: 'S',
    ...more,
  }) as RecognitionCriterion;
const agreement = (
  criteria: RecognitionCriterion[],
  more: Partial<RecognitionAgreement> = {},
): RecognitionAgreement => ({
  key: 'a',
  names: words('a'),
  kind: 'framework',
  parties: [],
  milestones: [],
  criteria,
  effect: words('e'),
  validFrom: null,
  validTo: null,
  certainty: 'secondary',
  source: 'A',
  ...more,
});
const ask = (of: RecognitionCriterion, facts: Partial<RecognitionFacts>, day = '2026-11-20') =>
  reuse([agreement([of])], { answers: {}, days: {}, ...facts }, day)[0]!.criteria[0]!;

describe('a criterion', () => {
  it.each<['yes' | 'no', 'doubtful' | 'no', YesNoUnknown | undefined, string, string]>([
    ['yes', 'no', 'yes', 'accept', 'met'],
    ['yes', 'no', 'no', 'no', 'not-met'],
    ['yes', 'doubtful', 'no', 'doubtful', 'not-met'],
    ['yes', 'no', 'unknown', 'doubtful', 'unanswered'],
    ['yes', 'no', undefined, 'doubtful', 'unanswered'],
    ['no', 'no', 'no', 'accept', 'met'],
    ['no', 'no', 'yes', 'no', 'not-met'],
  ])('that wants %s, else %s, answers %s with %s (%s)', (wanted, otherwise, given, verdict, reason) => {
    const facts = given === undefined ? {} : { answers: { c: given } };
    expect(ask(criterion({ test: 'fact', wanted, otherwise }), facts)).toEqual({ key: 'c', text: words('c'), test: 'fact', certainty: 'official', source: 'S', verdict, reason, on: null }); // prettier-ignore
  });

  it.each([
    ['2023-11-20', '2026-11-20', 'accept', 'met', '2026-11-20'],
    ['2023-11-19', '2026-11-20', 'doubtful', 'too-old', '2026-11-19'],
    ['2024-02-29', '2027-02-28', 'accept', 'met', '2027-02-28'],
    ['2024-02-29', '2027-03-01', 'doubtful', 'too-old', '2027-02-28'],
  ])('of three years: issued %s is on %s %s', (issuedOn, day, verdict, reason, on) => {
    const of = criterion({ test: 'age', years: 3, otherwise: 'doubtful' });
    expect(ask(of, { days: { c: issuedOn } }, day)).toMatchObject({ verdict, reason, on });
  });

  it('of age without a day, or with one that does not exist, is doubtful', () => {
    const of = criterion({ test: 'age', years: 3 });
    expect(ask(of, {})).toMatchObject({ verdict: 'doubtful', reason: 'unanswered', on: null });
    expect(ask(of, { days: { c: '2024-02-30' } })).toMatchObject({ verdict: 'doubtful', reason: 'unanswered' });
  });

  it('that holds from a day on holds on that day', () => {
    const of = criterion({ test: 'since', on: '2020-06-01' });
    expect(ask(of, {}, '2020-05-31')).toMatchObject({ verdict: 'no', reason: 'too-early', on: '2020-06-01' });
    expect(ask(of, {}, '2020-06-01')).toMatchObject({ verdict: 'accept', reason: 'met', on: '2020-06-01' });
  });

  it('that no source settles is doubtful whatever is said, and what the rule refuses is refused', () => {
    expect(ask(criterion({ test: 'open' }), { answers: { c: 'yes' } })).toMatchObject({
      verdict: 'doubtful',
      reason: 'open',
      on: null,
    });
    expect(ask(criterion({ test: 'never' }), { answers: { c: 'yes' } })).toMatchObject({
      verdict: 'no',
      reason: 'never',
    });
  });
});

describe('an agreement', () => {
  const fact = (key: string) => criterion({ key, test: 'fact', wanted: 'yes' });
  const verdict = (criteria: RecognitionCriterion[], answers: Record<string, YesNoUnknown> = {}) =>
    reuse([agreement(criteria)], { answers, days: {} }, '2026-11-20')[0]!.verdict;

  it('is as good as the worst of its criteria', () => {
    expect(verdict([fact('x'), fact('y')], { x: 'yes', y: 'yes' })).toBe('accept');
    expect(verdict([fact('x'), fact('y')], { x: 'yes' })).toBe('doubtful');
    expect(verdict([fact('x'), fact('y')], { x: 'no' })).toBe('no');
    expect(verdict([])).toBe('doubtful');
  });

  it('is left out on days on which it does not hold', () => {
    const of = agreement([], { validFrom: '2022-08-29', validTo: '2026-12-31' });
    const on = (day: string) => reuse([of], { answers: {}, days: {} }, day).length;
    expect([on('2022-08-28'), on('2022-08-29'), on('2026-12-31'), on('2027-01-01')]).toEqual([0, 1, 1, 0]);
  });

  it('is told with its source and its effect', () => {
    expect(reuse([agreement([])], { answers: {}, days: {} }, '2026-11-20')).toEqual([
      { key: 'a', names: words('a'), kind: 'framework', verdict: 'doubtful', criteria: [], effect: words('e'), certainty: 'secondary', source: 'A' }, // prettier-ignore
    ]);
  });
});

describe('the agreements that are known', () => {
  const { agreements } = shippedReference();
  const at = (facts: Partial<RecognitionFacts>, day = '2026-11-20') =>
    Object.fromEntries(
      reuse(agreements, { answers: {}, days: {}, ...facts }, day).map(({ key, verdict }) => [key, verdict]),
    );
  const all = (keys: string[]) => Object.fromEntries(keys.map((key) => [key, 'yes' as const]));
  const CB = [
    'cb-electrical-product',
    'cb-certificate-with-report',
    'cb-ncb-valid',
    'cb-same-model-and-factory',
    'cb-applicant',
    'cb-edition',
  ];

  it('are doubtful where no source says what they mean for a case, and foreign reports are refused', () => {
    expect(at({})).toEqual({
      'declaration-results-2026': 'doubtful',
      'own-certificate': 'doubtful',
      cav: 'doubtful',
      'iecee-cb': 'doubtful',
      cepa: 'doubtful',
      'foreign-reports': 'no',
      'cqc-changchun': 'doubtful',
      'cqc-nast': 'doubtful',
      'cqc-shanghai-ftz': 'doubtful',
      'cqc-remote-2020': 'doubtful',
      'asean-nev': 'doubtful',
      'cnca-ansi': 'doubtful',
    });
  });

  it('adopt the results of a live declaration from 1 July to 31 December 2026', () => {
    const facts = { answers: all(['declaration-is-live', 'declaration-class-named']) };
    expect(at(facts, '2026-06-30')['declaration-results-2026']).toBe('no');
    expect(at(facts, '2026-07-01')['declaration-results-2026']).toBe('accept');
    expect(at(facts, '2026-12-31')['declaration-results-2026']).toBe('accept');
    expect(at(facts, '2027-01-01')['declaration-results-2026']).toBeUndefined();
  });

  it('take a CB certificate of three years whose model and factory are the same', () => {
    const answers = { ...all(CB), 'cb-smt-based': 'no' as const, 'cb-tmp-or-wmt-based': 'no' as const };
    const cb = (more: Record<string, YesNoUnknown> = {}, issuedOn = '2023-11-20') => at({ answers: { ...answers, ...more }, days: { 'cb-issued-on': issuedOn } })['iecee-cb']; // prettier-ignore
    expect(cb()).toBe('accept');
    expect(cb({}, '2023-11-19')).toBe('doubtful');
    for (const key of CB) expect(cb({ [key]: 'no' })).toBe('no');
    expect(cb({ 'cb-smt-based': 'yes' })).toBe('no');
    expect(cb({ 'cb-tmp-or-wmt-based': 'yes' })).toBe('doubtful');
  });

  it('take a Hong Kong laboratory with accreditation and contract since 1 June 2020 wherever the product is made', () => {
    const answers = { ...all(['hk-laboratory', 'hk-hoklas', 'hk-contract']), 'hk-cma-needed': 'no' as const };
    expect(at({ answers })['cepa']).toBe('accept');
    expect(at({ answers }, '2020-06-01')['cepa']).toBe('accept');
    expect(at({ answers }, '2020-05-31')['cepa']).toBe('doubtful');
    expect(at({ answers: { ...answers, 'hk-hoklas': 'no' } })['cepa']).toBe('no');
    expect(at({ answers: { ...answers, 'hk-cma-needed': 'yes' } })['cepa']).toBe('doubtful');
  });

  it('take the holder’s own certificate of the same unit, and an alliance certificate for a vehicle', () => {
    expect(at({ answers: all(['own-certificate-live', 'own-same-holder', 'own-same-unit']) })['own-certificate']).toBe(
      'accept',
    );
    expect(at({ answers: { ...all(['own-certificate-live', 'own-same-unit']), 'own-same-holder': 'no' } })['own-certificate']).toBe('doubtful'); // prettier-ignore
    expect(at({ answers: all(['cav-component-certificate', 'cav-vehicle-case', 'cav-member-body']) })['cav']).toBe(
      'accept',
    );
    expect(at({ answers: { 'cav-component-certificate': 'no' } })['cav']).toBe('no');
  });
});
