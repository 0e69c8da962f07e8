import { applicabilityBook, beltFacts } from '../../../test/support/applicability-book.js';
import { shippedReference } from '../../database/reference/read-book.js';
import type { Alternative } from './answer.js';
import { checkApplicability } from './applicability.js';
import { differenceBetween } from './difference.js';
import { factsOf } from './facts.js';

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
      period: null,
      next: null,
      declaration: null,
      reasonsAdded: [],
      reasonsGone: [],
      questionsAdded: [],
      questionsGone: [],
      stepsAdded: [],
      stepsGone: [],
      alternativesAdded: [],
      alternativesGone: [],
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

  it('names an alternative that says otherwise, also when the verdict and everything else stay', () => {
    const early = (isOpen: boolean): Alternative => ({
      code: 'third-party-early',
      facts: { from: isOpen ? '2026-05-01' : '2026-07-01', isOpen },
      basis: 'legal',
      certainty: 'official',
      source: 'Announcement 57',
    });
    const stays: Alternative = { ...early(true), code: 'self-declaration', facts: { until: null } };
    const difference = differenceBetween(
      { ...before, alternatives: [stays, early(false)] },
      { ...before, alternatives: [early(true), stays] },
    );
    expect(difference).toMatchObject({ isSame: false, verdict: null, reasonsAdded: [], stepsAdded: [] });
    expect(difference.alternativesAdded).toEqual([early(true)]);
    expect(difference.alternativesGone).toEqual([early(false)]);
  });

  it('of 1109 on 15 June 2026 is that a body takes applications already, once that is announced', () => {
    const shipped = shippedReference();
    const amendments = shipped.amendments.map((one) =>
      one.key === 'samr-57-2025' ? { ...one, applicationsFrom: '2026-05-01' } : one,
    );
    const facts = factsOf({ day: '2026-06-15', classKey: '1109', intendedUse: 'placing-on-market' });
    const difference = differenceBetween(
      checkApplicability(facts, shipped),
      checkApplicability(facts, { ...shipped, amendments }),
    );
    const early = { code: 'third-party-early', facts: { from: '2026-07-01', isOpen: false } };
    expect(difference.isSame).toBe(false);
    expect(difference.alternativesGone).toEqual([expect.objectContaining(early)]);
    expect(difference.alternativesAdded).toEqual([
      expect.objectContaining({ ...early, facts: { from: '2026-05-01', isOpen: true } }),
    ]);
  });

  it('names the period, what comes after it and the days of a declaration before and now', () => {
    const { period } = before;
    const longer = { ...period!, validTo: '2030-12-31' };
    const days = { newUntil: '2026-06-30', validUntil: '2026-12-31' };
    expect(differenceBetween(before, { ...before, period: longer })).toMatchObject({
      isSame: false,
      period: { before: period, now: longer },
      next: null,
      declaration: null,
    });
    const unfollowed = { ...before, next: null };
    expect(differenceBetween(unfollowed, { ...unfollowed, next: longer })).toMatchObject({
      isSame: false,
      period: null,
      next: { before: null, now: longer },
      declaration: null,
    });
    const declared = { ...before, declaration: days };
    const later = { ...days, newUntil: '2026-07-31' };
    expect(differenceBetween(declared, { ...before, declaration: later })).toMatchObject({
      isSame: false,
      period: null,
      next: null,
      declaration: { before: days, now: later },
    });
    expect(differenceBetween(declared, { ...before, declaration: null }).declaration).toEqual({
      before: days,
      now: null,
    });
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
