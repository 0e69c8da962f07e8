import type { ApplicabilityAnswer, Verdict } from '#domain/applicability/answer';
import type { ApplicabilityFacts, VehicleCategory } from '#domain/applicability/facts';
import type { Day } from '#domain/day';
import type { Basis, Certainty } from '#domain/deadlines/deadline';
import type { Language } from '#domain/permissions';
import type { YesNoUnknown } from '#domain/reference/actors';
import type { ApplicantKind, Mode } from '#domain/reference/catalogue';
import type { Words } from '#domain/reference/record';
import type { NamedClient } from '../clients/clients.types.js';

/** What a sentence rests on, in words and as data. */
export interface ToldBacking {
  basis: Basis;
  basisText: string;
  certainty: Certainty;
  certaintyText: string;
  sources: { text: string; url: string | null }[];
}

export interface ToldReason extends ToldBacking {
  code: string;
  text: string;
}

export interface ToldStep extends ToldReason {
  on: Day | null;
}

export interface ToldQuestion {
  code: string;
  text: string;
  isBlocking: boolean;
  decisions: string[];
}

export interface ToldPeriod extends ToldBacking {
  mode: Mode;
  text: string;
  isMandatory: boolean;
  validFrom: Day | null;
  validTo: Day | null;
}

/** An answer in words of one language. */
export interface AnswerWords {
  language: Language;
  verdict: string;
  headline: string;
  facts: { label: string; value: string }[];
  periods: ToldPeriod[];
  reasons: ToldReason[];
  openQuestions: ToldQuestion[];
  whatFollows: ToldStep[];
  alternatives: ToldReason[];
  remarks: string[];
}

/** POST /api/applicability-checks/preview */
export interface Preview {
  day: Day;
  verdict: Verdict;
  referenceVersion: number;
  facts: ApplicabilityFacts;
  answer: ApplicabilityAnswer;
  words: AnswerWords;
}

/** GET /api/applicability-checks/:id */
export interface Check extends Preview {
  id: string;
  number: string;
  product: { id: string; name: string; nameZh: string | null } | null;
  client: NamedClient | null;
  createdAt: string;
  createdByName: string | null;
  supersededBy: { id: string; number: string } | null;
}

/** One row of the list of checks. */
export interface CheckLine {
  id: string;
  number: string;
  day: Day;
  verdict: Verdict;
  classKey: string | null;
  classCode: string | null;
  takenFor: Words | null;
  description: string | null;
  productId: string | null;
  productName: string | null;
  productNameZh: string | null;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  referenceVersion: number;
  createdAt: string;
  createdByName: string | null;
  isNewest: boolean;
}

/** POST /api/applicability-checks/:id/repetition */
export interface Repetition extends Preview {
  isSame: boolean;
  referenceVersionBefore: number;
  dayBefore: Day;
  verdictChange: { before: Verdict; now: Verdict; beforeText: string; nowText: string } | null;
  periodChange: Change<ToldPeriod | null> | null;
  nextChange: Change<ToldPeriod | null> | null;
  declarationChange: Change<DeclarationDays | null> | null;
  reasonsAdded: ToldReason[];
  reasonsGone: ToldReason[];
  questionsAdded: ToldQuestion[];
  questionsGone: ToldQuestion[];
  stepsAdded: ToldStep[];
  stepsGone: ToldStep[];
  alternativesAdded: ToldReason[];
  alternativesGone: ToldReason[];
}

export interface Change<T> {
  before: T;
  now: T;
}

export interface DeclarationDays {
  newUntil: Day | null;
  validUntil: Day | null;
}

export interface Choice {
  key: string;
  name: string;
}

export interface Condition {
  key: string;
  text: string;
  effect: 'must' | 'excludes' | null;
  applicants: string[] | null;
}

export interface Use extends Choice {
  kind: 'general' | 'not-required' | 'exempt';
  conditions: Condition[];
}

/** GET /api/applicability/questions */
export interface Questions {
  day: Day;
  class: Choice | null;
  vehicleCategories: (Choice & { isInScope: boolean })[];
  variants: Choice[];
  classConditions: Condition[];
  uses: Use[];
  applicants: Choice[];
}

/** GET /api/applicability/candidates */
export interface Candidates {
  classes: (Choice & { code: string | null; matches: { by: 'term' | 'name' | 'hs-code'; text: string }[] })[];
  neverInScope: (Choice & { term: string })[];
  caution: string;
}

/** GET /api/applicability/subjects */
export interface Subjects {
  classes: Choice[];
  neverInScope: Choice[];
}

/** What is known of a product and asked of it; what is left out becomes an open question. */
export interface CheckInput {
  day: Day;
  productId: string | null;
  clientId: string | null;
  classKey: string | null;
  neverInScopeKey: string | null;
  description: string | null;
  variant: string | null;
  vehicleCategory: VehicleCategory | null;
  intendedUse: string | null;
  applicant: ApplicantKind | null;
  madeIn: string | null;
  hsCode: string | null;
  classAnswers: Record<string, YesNoUnknown>;
  groundAnswers: Record<string, YesNoUnknown>;
}
