import type { Day } from '../day.js';
import type { Basis } from '../deadlines/deadline.js';
import { reuse, type CriterionAnswer } from '../plan/recognition.js';
import type { Mode } from '../reference/catalogue.js';
import type { Qualification, RecognitionAgreement, TestScope, YesNoUnknown } from '../reference/actors.js';
import { holdsOn, type Sourced, type Words } from '../reference/record.js';

/** What a laboratory must have before its test serves a CCC case. `cepa`: the step of the Hong Kong route on the day. */
export const LABORATORY_MARKS = ['ccc-designated', 'cnas', 'cma'] as const;
export type LaboratoryMark = (typeof LABORATORY_MARKS)[number];

/**
 * Why a mark is answered so.
 * - `recorded`: somebody looked it up, or the reference data says it; `not-recorded`: neither
 * - `outside-china`: no laboratory there is designated
 * - `not-needed`: the product needs no designated laboratory on the day
 * - `in-force`, `period-unsure`: the step of the agreement holds for the product, or its source names no exact day
 * - `origin-not-covered`, `origin-unknown`: the steps in force are about goods made elsewhere, or it is not known where these are
 * - `too-early`: no step was in force on the day
 * - the rest: as the criteria of the agreement are answered
 */
export type EligibilityReason =
  | 'recorded'
  | 'not-recorded'
  | 'outside-china'
  | 'not-needed'
  | 'in-force'
  | 'period-unsure'
  | 'origin-not-covered'
  | 'origin-unknown'
  | 'too-early'
  | CriterionAnswer['reason'];

export interface EligibilityAnswer extends Sourced {
  /** a mark, `cepa`, or the key of a criterion of the agreement */
  key: string;
  answer: YesNoUnknown;
  reason: EligibilityReason;
  basis: Basis;
  /** day on which somebody of the tenant looked the mark up; null: nobody did */
  checkedOn: Day | null;
  /** words of the milestone or criterion; null for a mark, whose words are the product's own */
  text: Words | null;
}

/** Whether tests of the laboratory serve the product's case on the day. `unknown` is never a yes. */
export interface Eligibility {
  verdict: YesNoUnknown;
  day: Day;
  answers: readonly EligibilityAnswer[];
}

export interface EligibilityFacts {
  laboratory: Readonly<Record<'cccDesignated' | 'cnas' | 'cma', YesNoUnknown>> &
    Sourced & {
      /** ISO 3166-1 alpha-2; HK takes the Hong Kong route */
      country: string;
      checkedOn: Day | null;
    };
  product: {
    /** how its class is certified on the day */
    mode: Mode;
    /** country of the factory; null: not known */
    madeIn: string | null;
  };
  /** what is known of a Hong Kong laboratory, by the keys of the agreement's criteria */
  hongKong: Readonly<Record<string, YesNoUnknown>>;
  day: Day;
}

export interface EligibilityBook {
  qualifications: readonly Qualification[];
  agreements: readonly RecognitionAgreement[];
}

const FIELD = { 'ccc-designated': 'cccDesignated', cnas: 'cnas', cma: 'cma' } as const;

/** Any accredited laboratory may test for these, or nothing is to be tested for CCC at all. */
const WITHOUT_DESIGNATION: readonly Mode[] = ['self-declaration-a', 'released', 'not-in-catalogue'];

/** A criterion that the steps answer more exactly. */
const ANY_ORIGIN = 'hk-any-origin';
const IS_IN_HONG_KONG = 'hk-laboratory';

/**
 * Whether tests of this laboratory serve a CCC case of this product on this day, mark by mark. A laboratory of the
 * mainland needs designation, CNAS and CMA; one in Hong Kong takes the route of the agreement; elsewhere none is
 * designated, so only a recorded yes helps.
 */
export function eligibility(facts: EligibilityFacts, book: EligibilityBook): Eligibility {
  const answers = facts.laboratory.country === 'HK' ? hongKongAnswers(facts, book) : markAnswers(facts, book);
  return { verdict: worst(answers.map(({ answer }) => answer)), day: facts.day, answers };
}

function worst(answers: readonly YesNoUnknown[]): YesNoUnknown {
  if (answers.includes('no')) return 'no';
  return answers.length === 0 || answers.includes('unknown') ? 'unknown' : 'yes';
}

function markAnswers(facts: EligibilityFacts, book: EligibilityBook): EligibilityAnswer[] {
  return LABORATORY_MARKS.flatMap((mark) => {
    const qualification = book.qualifications.find((one) => one.key === mark && holdsOn(one, facts.day));
    return qualification ? [markAnswer(mark, facts, qualification)] : [];
  });
}

function markAnswer(mark: LaboratoryMark, facts: EligibilityFacts, rule: Qualification): EligibilityAnswer {
  const { laboratory, product } = facts;
  const said = (answer: YesNoUnknown, reason: EligibilityReason, by: Sourced): EligibilityAnswer => ({
    key: mark,
    answer,
    reason,
    basis: rule.basis,
    certainty: by.certainty,
    source: by.source,
    checkedOn: reason === 'recorded' ? laboratory.checkedOn : null,
    text: null,
  });
  if (mark === 'ccc-designated' && WITHOUT_DESIGNATION.includes(product.mode)) return said('yes', 'not-needed', rule);
  const recorded = laboratory[FIELD[mark]];
  if (recorded !== 'unknown') return said(recorded, 'recorded', laboratory);
  if (mark === 'ccc-designated' && laboratory.country !== 'CN') return said('no', 'outside-china', rule);
  return said('unknown', 'not-recorded', rule);
}

function hongKongAnswers(facts: EligibilityFacts, book: EligibilityBook): EligibilityAnswer[] {
  const found = book.agreements.filter(({ kind }) => kind === 'hong-kong');
  return reuse(found, { answers: { ...facts.hongKong, [IS_IN_HONG_KONG]: 'yes' }, days: {} }, facts.day).flatMap(
    ({ key, criteria }) => {
      const agreement = found.find((one) => one.key === key)!;
      return [
        stepAnswer(agreement, facts),
        ...criteria.filter((one) => one.key !== ANY_ORIGIN && one.key !== IS_IN_HONG_KONG).map(criterionAnswer),
      ];
    },
  );
}

const OF_VERDICT = { accept: 'yes', doubtful: 'unknown', no: 'no' } as const;

function criterionAnswer({ key, verdict, reason, text, certainty, source }: CriterionAnswer): EligibilityAnswer {
  return { key, answer: OF_VERDICT[verdict], reason, basis: 'legal', certainty, source, checkedOn: null, text };
}

type Step = RecognitionAgreement['milestones'][number] & { tests: TestScope };

/** The step that helps the product most on the day; of several the latest. */
function stepAnswer(agreement: RecognitionAgreement, { product, day }: EligibilityFacts): EligibilityAnswer {
  const begun = agreement.milestones.filter((one): one is Step => one.tests !== null && firstDay(one.on) <= day);
  const answers = begun.reverse().map((step) => answerOf(step, product.madeIn, day));
  const best =
    answers.find(({ answer }) => answer === 'yes') ?? answers.find(({ answer }) => answer === 'unknown') ?? answers[0];
  if (best) return best;
  const { certainty, source } = agreement;
  return { key: 'cepa', answer: 'no', reason: 'too-early', basis: 'legal', certainty, source, checkedOn: null, text: null }; // prettier-ignore
}

function answerOf(step: Step, madeIn: string | null, day: Day): EligibilityAnswer {
  const { certainty, source, text } = step;
  const said = (answer: YesNoUnknown, reason: EligibilityReason): EligibilityAnswer => ({
    key: 'cepa',
    answer,
    reason,
    basis: 'legal',
    certainty,
    source,
    checkedOn: null,
    text,
  });
  const covered = covers(step.tests, madeIn);
  if (covered === 'unknown') return said('unknown', 'origin-unknown');
  if (covered === 'no') return said('no', 'origin-not-covered');
  return day >= lastDay(step.on) ? said('yes', 'in-force') : said('unknown', 'period-unsure');
}

function covers(scope: TestScope, madeIn: string | null): YesNoUnknown {
  if (scope === 'any-origin') return 'yes';
  if (madeIn === null) return 'unknown';
  if (scope === 'made-in-hong-kong') return madeIn === 'HK' ? 'yes' : 'no';
  if (madeIn !== 'CN') return 'no';
  // Which products are audio-visual, and whether the place lies in Guangdong, is not kept.
  return scope === 'made-in-mainland' ? 'yes' : 'unknown';
}

/** First day on which a step dated by a day, a month or a year may have begun. */
function firstDay(on: string): Day {
  return on.length === 10 ? on : on.length === 7 ? `${on}-01` : `${on}-01-01`;
}

/** The day from which it had certainly begun; compared as text, so that each month may have 31 days. */
function lastDay(on: string): string {
  return on.length === 10 ? on : on.length === 7 ? `${on}-31` : `${on}-12-31`;
}
