import { addMonths, isDay, type Day } from '../day.js';
import type { AgreementKind, RecognitionAgreement, RecognitionCriterion, YesNoUnknown } from '../reference/actors.js';
import type { Sourced, Words } from '../reference/record.js';
import type { SchemeKind } from '../reference/scheme.js';

export const VERDICTS = ['accept', 'doubtful', 'no'] as const;
/** Whether an existing result may be used again. The body has the last word in any case. */
export type Verdict = (typeof VERDICTS)[number];

/**
 * Which procedures an agreement is about. Results of a declaration are adopted in its conversion only, an own certificate
 * serves its extension; what no source limits to one procedure is looked at wherever a body tests or inspects for CCC.
 */
export const REUSED_BY: Readonly<Record<AgreementKind, readonly SchemeKind[]>> = {
  'declaration-results': ['conversion'],
  'own-certificate': ['maintenance'],
  alliance: ['certification', 'single-vehicle', 'voluntary'],
  'cb-scheme': ['certification', 'voluntary'],
  'hong-kong': ['certification', 'conversion'],
  'foreign-reports': ['certification', 'conversion', 'single-vehicle'],
  'remote-inspection': ['certification', 'conversion'],
  framework: ['certification'],
};

/** What is known of the existing results, by the keys of the criteria. What is left out is unknown. */
export interface RecognitionFacts {
  answers: Readonly<Record<string, YesNoUnknown>>;
  /** days of issue, for criteria of age */
  days: Readonly<Record<string, Day>>;
}

export interface CriterionAnswer extends Sourced {
  key: string;
  text: Words;
  /** `fact` is answered with yes or no, `age` with a day; the others ask nothing */
  test: RecognitionCriterion['test'];
  verdict: Verdict;
  /**
   * `met`; `not-met`; `unanswered`: nobody has said; `open`: no source says; `never`: the rule itself refuses;
   * `too-old` and `too-early`: by the days
   */
  reason: 'met' | 'not-met' | 'unanswered' | 'open' | 'never' | 'too-old' | 'too-early';
  /** last day on which a result is young enough, or first day of a possibility */
  on: Day | null;
}

export interface AgreementAnswer extends Sourced {
  key: string;
  names: Words;
  kind: RecognitionAgreement['kind'];
  /** the worst of its criteria; an agreement without criteria is doubtful */
  verdict: Verdict;
  criteria: readonly CriterionAnswer[];
  effect: Words | null;
}

/**
 * What each agreement says about using existing results again, criterion by criterion. What no source settles is
 * doubtful, never accepted.
 *
 * @param day on which the result would be handed in; agreements that do not hold then are left out
 */
export function reuse(
  agreements: readonly RecognitionAgreement[],
  facts: RecognitionFacts,
  day: Day,
): AgreementAnswer[] {
  return agreements
    .filter((agreement) => isInForce(agreement, day))
    .map((agreement) => {
      const criteria = agreement.criteria.map((criterion) => answer(criterion, facts, day));
      const { key, names, kind, effect, certainty, source } = agreement;
      return {
        key,
        names,
        kind,
        verdict: worst(criteria.map(({ verdict }) => verdict)),
        criteria,
        effect,
        certainty,
        source,
      };
    });
}

function isInForce({ validFrom, validTo }: RecognitionAgreement, day: Day): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('no')) return 'no';
  return verdicts.length === 0 || verdicts.includes('doubtful') ? 'doubtful' : 'accept';
}

function answer(criterion: RecognitionCriterion, facts: RecognitionFacts, day: Day): CriterionAnswer {
  const { key, text, certainty, source, otherwise } = criterion;
  const said = (verdict: Verdict, reason: CriterionAnswer['reason'], on: Day | null = null): CriterionAnswer => ({
    key,
    text,
    test: criterion.test,
    certainty,
    source,
    verdict,
    reason,
    on,
  });
  switch (criterion.test) {
    case 'open':
      return said('doubtful', 'open');
    case 'never':
      return said('no', 'never');
    case 'since':
      return day >= criterion.on ? said('accept', 'met', criterion.on) : said(otherwise, 'too-early', criterion.on);
    case 'fact': {
      const given = facts.answers[key] ?? 'unknown';
      if (given === 'unknown') return said('doubtful', 'unanswered');
      return given === criterion.wanted ? said('accept', 'met') : said(otherwise, 'not-met');
    }
    case 'age': {
      const issuedOn = facts.days[key];
      if (!isDay(issuedOn)) return said('doubtful', 'unanswered');
      const lastOn = addMonths(issuedOn, criterion.years * 12);
      return day <= lastOn ? said('accept', 'met', lastOn) : said(otherwise, 'too-old', lastOn);
    }
  }
}
