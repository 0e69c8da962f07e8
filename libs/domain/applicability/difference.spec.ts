import { applicabilityBook, beltFacts } from '../../../test/support/applicability-book.js';
import { checkApplicability } from './applicability.js';
import { differenceBetween } from './difference.js';

const book = applicabilityBook();
const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);
const before = checkApplicability(beltFacts(), book);

describe('the difference between two answers', () => {
  it('is none for the same facts, whatever the data version and the order of fields', () => {
    const now = checkApplicability(beltFacts(), applicabilityBook({ version: 99 }));
    const stored = JSON.parse(JSON.stringify(before, Object.keys(flat(before)).sort().reverse())) as typeof before;
    expect(differenceBetween(stored, now)).toEqual({
      isSame: true,
      verdict: null,
      reasonsAdded: [],
      reasonsGone: [],
      questionsAdded: [],
      questionsGone: [],
      stepsAdded: [],
      stepsGone: [],
    });
  });

  it('names verdict, reasons, questions and steps that came and went', () => {
    const now = checkApplicability(beltFacts({ vehicleCategory: null, intendedUse: 'diplomatic' }), book);
    const difference = differenceBetween(before, now);
    expect(difference.isSame).toBe(false);
    expect(difference.verdict).toEqual({ before: 'third-party-ccc', now: 'not-required' });
    expect(codes(difference.reasonsAdded)).toEqual(['ground-taken', 'ground-met']);
    expect(codes(difference.reasonsGone)).toEqual(['vehicle-category-inside', 'use-on-market']);
    expect(codes(difference.questionsAdded)).toEqual(['vehicle-category']);
    expect(difference.questionsGone).toEqual([]);
    expect(codes(difference.stepsAdded)).toEqual(['answer-questions']);
    expect(codes(difference.stepsGone)).toEqual(['certify', 'convert-declaration', 'only-certified', 'no-shipment-before', 'fine']); // prettier-ignore
    const back = differenceBetween(now, before);
    expect([codes(back.questionsGone), codes(back.stepsAdded)]).toEqual([['vehicle-category'], codes(difference.stepsGone)]); // prettier-ignore
  });

  it.each(['reasons', 'openQuestions', 'whatFollows'] as const)('is there when only %s changed', (field) => {
    const richer = checkApplicability(beltFacts({ vehicleCategory: null }), book);
    expect(differenceBetween({ ...richer, [field]: [] }, richer).isSame).toBe(false);
    expect(differenceBetween(richer, { ...richer, [field]: [] }).isSame).toBe(false);
  });

  it('is there when only the verdict changed, or only the source of a reason', () => {
    expect(differenceBetween(before, { ...before, verdict: 'undecided' }).isSame).toBe(false);
    const [first, ...others] = before.reasons;
    const cited = { ...before, reasons: [{ ...first!, source: 'Another text' }, ...others] };
    const difference = differenceBetween(before, cited);
    expect([codes(difference.reasonsAdded), codes(difference.reasonsGone)]).toEqual([['class-taken'], ['class-taken']]);
  });
});

/** Every field name in it, so that JSON can write them in another order. */
function flat(value: unknown): Record<string, true> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.entries(value).reduce<Record<string, true>>(
    (names, [name, inner]) => ({ ...names, [name]: true, ...flat(inner) }),
    {},
  );
}
