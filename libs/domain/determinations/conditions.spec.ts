import { conditionState, requireAnswers, type ConditionAnswers, type ConditionState } from './conditions.js';

const words = { en: 'a', de: 'b', zh: 'c' };
const condition = (key: string) => ({ key, text: words, applicants: null });
const EXHIBITION = { key: 'exhibition', conditions: [condition('applicant-exhibits'), condition('not-sold')] };

describe('the conditions of a ground', () => {
  it.each<[ConditionAnswers, ConditionState]>([
    [{ 'applicant-exhibits': 'yes', 'not-sold': 'yes' }, 'met'],
    [{ 'applicant-exhibits': 'yes' }, 'open'],
    [{ 'applicant-exhibits': 'yes', 'not-sold': 'unknown' }, 'open'],
    [{}, 'open'],
    [{ 'not-sold': 'no' }, 'failed'],
    [{ 'applicant-exhibits': 'yes', 'not-sold': 'no' }, 'failed'],
  ])('answered %j are %s', (answers, state) => {
    expect(conditionState(EXHIBITION, answers)).toBe(state);
  });

  it('that are not there are met', () => {
    expect(conditionState({ conditions: [] }, {})).toBe('met');
  });

  it('take answers of their own, each yes, no or unknown', () => {
    const answers = { 'applicant-exhibits': 'yes', 'not-sold': 'unknown' } as const;
    expect(requireAnswers(EXHIBITION, answers)).toEqual(answers);
    expect(requireAnswers(null, {})).toEqual({});
  });

  it.each([
    [EXHIBITION, { sold: 'no' }, 'unknown-code', 'The ground exhibition has no condition sold.', 'applicant-exhibits, not-sold'],
    [EXHIBITION, { 'not-sold': 'maybe' }, 'not-allowed', 'not-sold is answered with a word that is no answer.', 'yes, no, unknown'],
    [EXHIBITION, { 'not-sold': true }, 'not-allowed', 'not-sold is answered with a word that is no answer.', 'yes, no, unknown'],
    [{ key: 'x', conditions: [] }, { sold: 'no' }, 'unknown-code', 'The ground x has no condition sold.', 'none: leave it out'],
    [null, { sold: 'no' }, 'unknown-code', 'Without a ground there is no condition to answer.', 'none: leave it out'],
  ] as const)('%j refuse %j', (ground, answers, code, detail, allowed) => {
    expect(() => requireAnswers(ground, answers)).toThrow(
      expect.objectContaining({ code: 'invalid-input', faults: [{ field: 'conditions', code, detail, allowed }] }),
    );
  }); // prettier-ignore
});
