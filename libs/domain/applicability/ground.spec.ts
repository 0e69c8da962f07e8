import { applicabilityBook, beltFacts, words } from '../../../test/support/applicability-book.js';
import type { ApplicabilityAnswer } from './answer.js';
import { checkApplicability } from './applicability.js';
import { factsOf, type ApplicabilityFacts } from './facts.js';

const book = applicabilityBook();
const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);
const reasonOf = (answer: ApplicabilityAnswer, code: string) => answer.reasons.find((one) => one.code === code);
const belts = (changes: Partial<ApplicabilityFacts>) => checkApplicability(beltFacts(changes), book);
const shown = (changes: Partial<ApplicabilityFacts>) => belts({ intendedUse: 'exhibition', ...changes });

describe('a ground on which CCC is not required', () => {
  it('holds without an application where it has no conditions', () => {
    const answer = belts({ intendedUse: 'diplomatic' });
    expect([answer.verdict, answer.ground]).toEqual(['not-required', 'diplomatic']);
    expect(codes(answer.reasons).slice(-3)).toEqual(['ground-taken', 'ground-met', 'three-roles']);
    expect(reasonOf(answer, 'ground-taken')).toMatchObject({ facts: { names: words('diplomatic'), kind: 'not-required' }, basis: 'legal', source: 'Ground diplomatic' }); // prettier-ignore
    expect([answer.whatFollows, answer.openQuestions, answer.alternatives]).toEqual([[], [], []]);
  });

  it.each([
    ['yes', 'not-required', 'travellers'],
    ['no', 'third-party-ccc', null],
    ['unknown', 'undecided', null],
  ] as const)('with its condition answered %s gives %s', (answer, verdict, ground) => {
    const result = belts({ intendedUse: 'travellers', groundAnswers: { 'no-vehicle': answer } });
    expect([result.verdict, result.ground]).toEqual([verdict, ground]);
  });
});

describe('a ground of exemption', () => {
  it('with every condition met is exempt, to be applied for, with its days', () => {
    const answer = shown({ applicant: 'exhibitor', groundAnswers: { 'not-sold': 'yes' } });
    expect([answer.verdict, answer.ground]).toEqual(['exempt', 'exhibition']);
    expect(codes(answer.reasons).slice(-6)).toEqual(['ground-taken', 'ground-condition-met', 'ground-condition-met', 'ground-met', 'three-roles', 'exemption-is-granted']); // prettier-ignore
    expect(reasonOf(answer, 'exemption-is-granted')).toMatchObject({
      facts: { authority: words('the department'), applicant: words('the exhibitor') },
      source: 'Principle exemption-is-granted',
    });
    expect(answer.whatFollows).toEqual([
      { code: 'apply-for-exemption', facts: { authority: words('the department'), applicant: words('the exhibitor') }, on: null, basis: 'legal', certainty: 'secondary', source: 'Ground exhibition' }, // prettier-ignore
      { code: 'fast-channel', facts: { note: null }, on: null, basis: 'practice', certainty: 'secondary', source: 'Principle exemption-fast-channel' }, // prettier-ignore
      { code: 'ground-deadline', facts: { names: words('Disposal'), from: words('the display'), limit: null }, on: null, basis: 'legal', certainty: 'secondary', source: 'Ground exhibition' }, // prettier-ignore
    ]);
    expect(answer.openQuestions).toEqual([{ code: 'exemption-validity', facts: { note: words('Six months quoted.') }, isBlocking: false, decides: [] }]); // prettier-ignore
    expect(answer.alternatives).toEqual([]);
  });

  it('has a day that the source sets, with that source', () => {
    const answer = belts({ intendedUse: 're-export' });
    expect(answer.verdict).toBe('exempt');
    expect(answer.whatFollows[2]).toEqual({
      code: 'ground-deadline',
      facts: { names: words('Write-off'), from: words('the export'), limit: { amount: 2, unit: 'weeks' } },
      on: null,
      basis: 'legal',
      certainty: 'secondary',
      source: 'Two weeks',
    });
    expect(reasonOf(answer, 'ground-note')!.facts).toEqual({ note: words('Parts only.') });
  });

  it('has no fast channel before 2021', () => {
    expect(codes(belts({ intendedUse: 're-export', day: '2020-12-31' }).whatFollows)).toEqual(['apply-for-exemption', 'ground-deadline']); // prettier-ignore
    expect(codes(belts({ intendedUse: 're-export', day: '2021-01-01' }).whatFollows)).toEqual(['apply-for-exemption', 'fast-channel', 'ground-deadline']); // prettier-ignore
  });

  it('says nothing of grant and validity where the book has no word on them', () => {
    const bare = checkApplicability(beltFacts({ intendedUse: 're-export' }), applicabilityBook({ principles: [] }));
    expect([bare.verdict, codes(bare.openQuestions)]).toEqual(['exempt', []]);
    expect(codes(bare.reasons)).not.toContain('exemption-is-granted');
  });

  it('fails with one condition: the obligation stands', () => {
    const answer = shown({ applicant: 'exhibitor', groundAnswers: { 'not-sold': 'no' } });
    expect([answer.verdict, answer.ground]).toEqual(['third-party-ccc', null]);
    expect(codes(answer.reasons).slice(-5)).toEqual(['ground-taken', 'ground-condition-met', 'ground-condition-failed', 'ground-failed', 'three-roles']); // prettier-ignore
    expect(codes(answer.whatFollows)).toContain('certify');
    expect(answer.openQuestions).toEqual([]);
  });

  it('fails by one condition even while another is open', () => {
    expect(shown({ groundAnswers: { 'not-sold': 'no' } })).toMatchObject({
      verdict: 'third-party-ccc',
      openQuestions: [],
    });
  });

  it('stays open with one question left, which says what each answer decides', () => {
    const answer = shown({ applicant: 'exhibitor' });
    expect([answer.verdict, answer.ground]).toEqual(['undecided', null]);
    expect(answer.openQuestions).toEqual([
      {
        code: 'ground-condition',
        facts: { key: 'not-sold', text: words('Not sold') },
        isBlocking: true,
        decides: [
          { answer: 'yes', verdict: 'exempt' },
          { answer: 'no', verdict: 'third-party-ccc' },
        ],
      },
    ]);
    expect(codes(answer.reasons)).toContain('ground-condition-open');
    expect([codes(answer.whatFollows), answer.alternatives]).toEqual([['answer-questions'], []]);
  });

  it('with several questions left promises nothing for a yes', () => {
    const answer = shown({});
    expect(answer.openQuestions.map(({ code, decides }) => [code, decides])).toEqual([
      ['applicant', [{ answer: 'no', verdict: 'third-party-ccc' }]],
      ['ground-condition', [{ answer: 'no', verdict: 'third-party-ccc' }]],
    ]);
    expect(answer.openQuestions[0]!.facts).toEqual({ key: 'applicant-exhibits', text: words('Exhibitor applies'), applicants: ['exhibitor'] }); // prettier-ignore
  });

  it.each([
    ['exhibitor', 'unknown', 'exempt'],
    ['exhibitor', 'yes', 'exempt'],
    ['exhibitor', 'no', 'undecided'],
    ['importer', 'unknown', 'third-party-ccc'],
    ['importer', 'no', 'third-party-ccc'],
    ['importer', 'yes', 'undecided'],
    [null, 'yes', 'exempt'],
    [null, 'no', 'third-party-ccc'],
    [null, 'unknown', 'undecided'],
  ] as const)('whose applicant is %s, and answered %s, is %s', (applicant, answer, verdict) => {
    const result = shown({ applicant, groundAnswers: { 'not-sold': 'yes', 'applicant-exhibits': answer } });
    expect(result.verdict).toBe(verdict);
  });

  it('whose answers contradict each other names the contradiction', () => {
    const answer = shown({ applicant: 'importer', groundAnswers: { 'not-sold': 'yes', 'applicant-exhibits': 'yes' } });
    expect(answer.openQuestions).toEqual([
      {
        code: 'applicant-contradicts',
        facts: { key: 'applicant-exhibits', text: words('Exhibitor applies'), applicant: 'importer' },
        isBlocking: true,
        decides: [
          { answer: 'yes', verdict: 'exempt' },
          { answer: 'no', verdict: 'third-party-ccc' },
        ],
      },
    ]);
  });

  it('does not ask the applicant where the condition does not', () => {
    expect(belts({ intendedUse: 'travellers', applicant: 'importer', groundAnswers: { 'no-vehicle': 'yes' } }).verdict).toBe('not-required'); // prettier-ignore
  });

  it('that is not of the day is not guessed', () => {
    const before = shown({ day: '2019-03-31', applicant: 'exhibitor', groundAnswers: { 'not-sold': 'yes' } });
    expect(before.verdict).toBe('undecided');
    expect(before.openQuestions).toEqual([{ code: 'ground-not-in-data', facts: { key: 'exhibition' }, isBlocking: true, decides: [] }]); // prettier-ignore
    expect(codes(before.whatFollows)).toEqual(['confirm-with-body']);
    const from = shown({ day: '2019-04-01', applicant: 'exhibitor', groundAnswers: { 'not-sold': 'yes' } });
    expect(from.verdict).toBe('exempt');
  });

  it('answers where the mode or the part is unknown, because nothing hangs on them any more', () => {
    const switchgear = checkApplicability(factsOf({ day: '2026-11-20', classKey: '0301', intendedUse: 'diplomatic' }), book); // prettier-ignore
    expect([switchgear.verdict, switchgear.openQuestions.map(({ isBlocking }) => isBlocking)]).toEqual(['not-required', [false]]); // prettier-ignore
    const failed = checkApplicability(factsOf({ day: '2026-11-20', classKey: '0301', intendedUse: 'travellers', groundAnswers: { 'no-vehicle': 'no' } }), book); // prettier-ignore
    expect(failed.verdict).toBe('undecided');
  });
});

describe('a use that is not known', () => {
  it('leaves the obligation standing and asks, with the grounds of the day', () => {
    const answer = belts({ intendedUse: 'unknown' });
    expect(answer.verdict).toBe('third-party-ccc');
    expect(answer.openQuestions).toEqual([
      {
        code: 'intended-use',
        facts: { grounds: ['diplomatic', 'travellers', 'exhibition', 're-export'].map((key) => ({ key, names: words(key) })) }, // prettier-ignore
        isBlocking: false,
        decides: [{ answer: 'other-use', verdict: 'exempt' }],
      },
    ]);
    const early = belts({ intendedUse: 'unknown', day: '2019-03-31' });
    expect(early.openQuestions[0]!.facts).toEqual({ grounds: ['diplomatic', 'travellers'].map((key) => ({ key, names: words(key) })) }); // prettier-ignore
  });

  it('that no ground has is undecided', () => {
    for (const intendedUse of ['no-such-use', '__proto__', ''])
      expect(belts({ intendedUse })).toMatchObject({ verdict: 'undecided', openQuestions: [{ code: 'ground-not-in-data' }] }); // prettier-ignore
  });
});
