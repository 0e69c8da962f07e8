import fc from 'fast-check';
import { applicabilityBook } from '../../../test/support/applicability-book.js';
import { KNOWN_OR_NOT, type YesNoUnknown } from '../reference/actors.js';
import { APPLICANT_KINDS } from '../reference/catalogue.js';
import { addDays } from '../day.js';
import { checkApplicability } from './applicability.js';
import { VERDICTS } from './answer.js';
import { type ApplicabilityFacts, VEHICLE_CATEGORIES } from './facts.js';

const book = applicabilityBook();
const answer = fc.constantFrom(...KNOWN_OR_NOT);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const facts: fc.Arbitrary<ApplicabilityFacts> = fc.record({
  day: fc.integer({ min: 0, max: 5000 }).map((days) => addDays('2016-01-01', days)),
  classKey: maybe(fc.constantFrom(...book.classes.keys(), 'no-such-class')),
  neverInScopeKey: maybe(fc.constantFrom('interior-lighting', 'no-such-item')),
  description: maybe(
    fc.constantFrom('seat belt', 'interior lighting', 'interior lighting of a car', 'drill', '安全带', ''),
  ),
  variant: maybe(fc.constantFrom('motorcycle', 'e-bike', 'none')),
  vehicleCategory: maybe(fc.constantFrom(...VEHICLE_CATEGORIES)),
  intendedUse: fc.constantFrom('placing-on-market', 'unknown', 'diplomatic', 'travellers', 'exhibition', 're-export', 'other'), // prettier-ignore
  applicant: maybe(fc.constantFrom(...APPLICANT_KINDS)),
  madeIn: maybe(fc.constantFrom('CN', 'DE', 'HK')),
  hsCode: maybe(fc.constantFrom('870821', '8467', '12345678', 'x')),
  classAnswers: fc.record({ 'adult-occupants': answer, 'part-of-restraint': answer }),
  groundAnswers: fc.record({ 'no-vehicle': answer, 'applicant-exhibits': answer, 'not-sold': answer }),
});

const verdictOf = (given: ApplicabilityFacts) => checkApplicability(given, book).verdict;
const reversed = <T>(fields: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(fields).reverse());

describe('of any facts', () => {
  it('the tariff code never turns the verdict', () => {
    fc.assert(
      fc.property(facts, maybe(fc.string()), (given, hsCode) => {
        expect(verdictOf({ ...given, hsCode })).toBe(verdictOf(given));
      }),
    );
  });

  it('the country of manufacture never turns the verdict', () => {
    fc.assert(
      fc.property(facts, maybe(fc.constantFrom('CN', 'DE', 'JP')), (given, madeIn) => {
        expect(verdictOf({ ...given, madeIn })).toBe(verdictOf(given));
      }),
    );
  });

  it('the same facts and data give the same answer, in whatever order the answers come', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const turned = {
          ...given,
          classAnswers: reversed(given.classAnswers),
          groundAnswers: reversed(given.groundAnswers),
        };
        expect(checkApplicability(turned, applicabilityBook())).toEqual(checkApplicability(given, book));
      }),
    );
  });

  it('a definite exemption has every condition of its ground met', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const result = checkApplicability(given, book);
        if (result.ground === null) return;
        const ground = book.exemptions.find(({ key }) => key === result.ground)!;
        for (const { key, applicants } of ground.conditions) {
          const said: YesNoUnknown = given.groundAnswers[key] ?? 'unknown';
          const isByApplicant = applicants !== null && given.applicant !== null && applicants.includes(given.applicant);
          expect(said === 'yes' || (said === 'unknown' && isByApplicant)).toBe(true);
        }
      }),
    );
  });

  it('without answers to its conditions no ground is ever met', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom('travellers', 'exhibition'), (given, intendedUse) => {
        const silent = { ...given, intendedUse, applicant: null, groundAnswers: {} };
        const result = checkApplicability(silent, book);
        expect(result.ground).toBeNull();
        expect(result.verdict).not.toBe('exempt');
      }),
    );
  });

  it('blocking questions and an undecided verdict go together', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const result = checkApplicability(given, book);
        expect(VERDICTS).toContain(result.verdict);
        expect(result.verdict === 'undecided').toBe(result.openQuestions.some(({ isBlocking }) => isBlocking));
        expect(result.reasons.length).toBeGreaterThan(0);
        for (const told of [...result.reasons, ...result.whatFollows, ...result.alternatives]) {
          expect(told.source).not.toBe('');
          expect(['legal', 'practice', 'planning']).toContain(told.basis);
        }
      }),
    );
  });
});
