import { applicabilityBook, beltFacts, words } from '../../../test/support/applicability-book.js';
import type { ApplicabilityAnswer } from './answer.js';
import { checkApplicability } from './applicability.js';
import { factsOf, type ApplicabilityFacts } from './facts.js';

const book = applicabilityBook();
const check = (facts: ApplicabilityFacts) => checkApplicability(facts, book);
const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);
const reasonOf = (answer: ApplicabilityAnswer, code: string) => answer.reasons.find((one) => one.code === code);
const day = '2026-11-20';

describe('the description of a class', () => {
  it.each([
    ['yes', 'no', 'third-party-ccc'],
    ['no', 'no', 'not-required'],
    ['yes', 'yes', 'not-required'],
    ['no', 'yes', 'not-required'],
    ['unknown', 'no', 'third-party-ccc'],
    ['yes', 'unknown', 'third-party-ccc'],
    ['unknown', 'yes', 'not-required'],
    ['no', 'unknown', 'not-required'],
    ['unknown', 'unknown', 'third-party-ccc'],
  ] as const)('with “must” answered %s and “excludes” answered %s gives %s', (must, excludes, verdict) => {
    const answer = check(beltFacts({ classAnswers: { 'adult-occupants': must, 'part-of-restraint': excludes } }));
    expect(answer.verdict).toBe(verdict);
  });

  it.each([
    ['M', 'third-party-ccc'],
    ['N', 'third-party-ccc'],
    ['O', 'not-required'],
    ['L', 'not-required'],
    ['T', 'not-required'],
    ['other', 'not-required'],
    [null, 'third-party-ccc'],
  ] as const)('for vehicle category %s gives %s', (vehicleCategory, verdict) => {
    expect(check(beltFacts({ vehicleCategory })).verdict).toBe(verdict);
  });

  it('left is told with every reason, the practice and what stays open', () => {
    const answer = check(beltFacts({ vehicleCategory: 'L', classAnswers: { 'adult-occupants': 'no' } }));
    expect(codes(answer.reasons)).toEqual(['class-taken', 'vehicle-category-outside', 'condition-failed', 'outside-description']); // prettier-ignore
    expect(reasonOf(answer, 'vehicle-category-outside')).toMatchObject({ facts: { category: 'L', categories: ['M', 'N'] }, basis: 'legal', source: 'Catalogue 1104' }); // prettier-ignore
    expect(reasonOf(answer, 'condition-failed')).toMatchObject({ facts: { question: words('For adults?'), answer: 'no' }, basis: 'legal' }); // prettier-ignore
    expect(reasonOf(answer, 'outside-description')).toMatchObject({
      facts: { class: { key: '1104' }, note: words('Issuer not found.') },
      basis: 'practice',
      certainty: 'secondary',
    });
    expect(answer.openQuestions.map(({ code, isBlocking }) => [code, isBlocking])).toEqual([
      ['another-class', false],
      ['outside-determination', false],
    ]);
    expect(codes(answer.whatFollows)).toEqual(['get-determination', 'answer-questions', 'confirm-with-body']);
    expect(answer.whatFollows[0]).toMatchObject({ basis: 'practice', source: 'Principle outside-description' });
    expect([answer.period, answer.ground]).toEqual([null, null]);
    expect(answer.class!.key).toBe('1104');
  });

  it('left is no certain thing where the data has no word on the practice', () => {
    const bare = checkApplicability(beltFacts({ vehicleCategory: 'L' }), applicabilityBook({ principles: [] }));
    expect(bare.verdict).toBe('not-required');
    expect(codes(bare.reasons)).toEqual(['class-taken', 'vehicle-category-outside', 'condition-met', 'condition-met']); // prettier-ignore
    expect(codes(bare.whatFollows)).toEqual(['answer-questions', 'confirm-with-body']);
  });

  it('not answered leaves reserves that say which answer would put it outside', () => {
    const answer = check(factsOf({ day, classKey: '1104', intendedUse: 'placing-on-market' }));
    expect(answer.openQuestions).toEqual([
      { code: 'vehicle-category', facts: { categories: ['M', 'N'] }, isBlocking: false, decides: [{ answer: 'outside', verdict: 'not-required' }] }, // prettier-ignore
      { code: 'class-condition', facts: { key: 'adult-occupants', question: words('For adults?') }, isBlocking: false, decides: [{ answer: 'no', verdict: 'not-required' }] }, // prettier-ignore
      { code: 'class-condition', facts: { key: 'part-of-restraint', question: words('Part of another restraint?') }, isBlocking: false, decides: [{ answer: 'yes', verdict: 'not-required' }] }, // prettier-ignore
    ]);
    expect(answer.verdict).toBe('third-party-ccc');
  });

  it('takes answers to other keys, and names of methods, for no answers', () => {
    const answers = JSON.parse('{"toString":"no","__proto__":{"adult-occupants":"no"},"x":"no"}') as Record<
      string,
      'no'
    >;
    const answer = check(beltFacts({ classAnswers: answers }));
    expect(codes(answer.openQuestions)).toEqual(['class-condition', 'class-condition']);
    const inherited = Object.create({ 'adult-occupants': 'no' }) as Record<string, 'no'>;
    expect(check(beltFacts({ classAnswers: inherited })).verdict).toBe('third-party-ccc');
    expect(check(beltFacts({ classAnswers: { 'adult-occupants': undefined as never } })).verdict).toBe('third-party-ccc'); // prettier-ignore
  });
});

describe('the tariff code', () => {
  it.each([
    ['870821', 'hs-code-fits'],
    ['8708.21.00.00', 'hs-code-fits'],
    ['8708', 'hs-code-fits'],
    ['87 08 29', 'hs-code-differs'],
    ['846721', 'hs-code-differs'],
    ['870', 'hs-code-differs'],
  ])('%s beside belts is told as %s and decides nothing', (hsCode, code) => {
    const answer = check(beltFacts({ hsCode }));
    expect(codes(answer.reasons)).toContain(code);
    expect(answer.verdict).toBe('third-party-ccc');
  });

  it('that differs asks which is right, naming the classes it is known for', () => {
    const answer = check(beltFacts({ hsCode: '846721' }));
    expect(answer.openQuestions).toEqual([
      { code: 'hs-code-differs', facts: { hsCode: '846721', classes: [{ key: '0501', code: '0501', names: words('Electric drills') }] }, isBlocking: false, decides: [] }, // prettier-ignore
    ]);
  });

  it('says nothing beside a class of which no codes are known, and is not told when there is none', () => {
    const horn = check(factsOf({ day, classKey: '1106', hsCode: '851230' }));
    expect(reasonOf(horn, 'hs-code-unknown')!.facts).toEqual({ hsCode: '851230' });
    expect(codes(check(beltFacts({ hsCode: 'none' })).reasons).join()).not.toContain('hs-code');
  });
});

describe('what the product is', () => {
  const named = (description: string, more: Partial<ApplicabilityFacts> = {}) =>
    check(factsOf({ day, description, ...more }));

  it.each(['Interior lighting', 'interior  LIGHTING', '车内照明', '2 x aluminium rims'])(
    'is never in scope when the description names just that: %s',
    (description) => {
      const answer = named(description);
      expect(answer.verdict).toBe('never-in-scope');
      expect(codes(answer.reasons)).toEqual(['never-in-scope']);
      expect(answer.reasons[0]).toMatchObject({ facts: { isChosen: false }, basis: 'practice' });
      expect([answer.openQuestions, answer.whatFollows, answer.class]).toEqual([[], [], null]);
    },
  );

  it.each([
    ['Aluminium rims, 18 inch', '18 inch'],
    ['interior lighting for yachts', 'for yachts'],
    ['车内照明器', '器'],
  ])('is never in scope with a reserve when the description says more: %s', (description, rest) => {
    const answer = named(description);
    expect(answer.verdict).toBe('never-in-scope');
    expect(answer.openQuestions).toMatchObject([
      { code: 'only-this-item', facts: { rest }, isBlocking: false, decides: [{ answer: 'no', verdict: 'undecided' }] },
    ]);
    expect(codes(answer.whatFollows)).toEqual(['answer-questions']);
  });

  it.each([
    'Interior lighting and seat belts',
    'seat belt with interior lighting',
    'Seat belt 车内照明',
    '安全带 interior lighting',
    'Seat belt',
    '安全带',
    'Sicherheitsgurt',
    'A thing',
  ])('is undecided when it may be a class, or is nothing known: %s', (description) => {
    expect(named(description).verdict).toBe('undecided');
  });

  it('asks for the class with the candidates and the items named', () => {
    const answer = named('Interior lighting and seat belts');
    expect(answer.openQuestions).toEqual([
      {
        code: 'which-class',
        facts: {
          classes: [{ key: '1104', code: '1104', names: words('Safety belts') }],
          neverInScope: [{ key: 'interior-lighting', names: words('interior lighting') }],
        },
        isBlocking: true,
        decides: [],
      },
    ]);
    expect(answer.reasons).toEqual([
      {
        code: 'class-not-known',
        facts: { candidates: [{ key: '1104', code: '1104', names: words('Safety belts') }] },
        basis: 'planning',
        certainty: 'unverified',
        source: 'none',
      },
    ]);
    expect(codes(answer.whatFollows)).toEqual(['answer-questions']);
  });

  it('may be chosen: the item settles it, whatever the description', () => {
    const answer = named('Interior lighting and seat belts', { neverInScopeKey: 'interior-lighting' });
    expect(answer.verdict).toBe('never-in-scope');
    expect(answer.reasons[0]!.facts).toEqual({ names: words('interior lighting'), isChosen: true });
    expect(named('Seat belt', { neverInScopeKey: 'no-such-item' }).verdict).toBe('undecided');
  });

  it('is the class that was named, with a doubt where the description names something else', () => {
    const answer = check(beltFacts({ description: 'Belt with interior lighting' }));
    expect(answer.verdict).toBe('third-party-ccc');
    expect(answer.openQuestions).toMatchObject([
      { code: 'class-or-never-in-scope', facts: { class: { key: '1104' }, names: words('interior lighting') }, isBlocking: false }, // prettier-ignore
    ]);
  });

  it('is no item whose record does not hold on the day', () => {
    const ended = applicabilityBook({ neverInScope: [{ ...book.neverInScope[0]!, validTo: '2026-11-19' }] });
    const ask = (facts: Partial<ApplicabilityFacts>) => checkApplicability(factsOf({ day, ...facts }), ended).verdict;
    expect(ask({ description: 'Interior lighting' })).toBe('undecided');
    expect(ask({ neverInScopeKey: 'interior-lighting' })).toBe('undecided');
    expect(ask({ day: '2026-11-19', neverInScopeKey: 'interior-lighting' })).toBe('never-in-scope');
  });

  it('offers eight candidates at most', () => {
    const many = new Map(Array.from({ length: 10 }, (_, at) => [`c${at}`, { ...book.classes.get('1106')!, key: `c${at}` }] as const)); // prettier-ignore
    const answer = checkApplicability(factsOf({ day, description: 'horn' }), applicabilityBook({ classes: many }));
    expect(answer.reasons[0]!.facts).toHaveProperty('candidates.length', 8);
  });
});
