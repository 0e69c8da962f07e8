import type { Day } from '../day.js';
import type { YesNoUnknown } from '../reference/actors.js';
import type { ApplicantKind } from '../reference/catalogue.js';

/** UN categories of vehicles; `other` = machinery, rail vehicles, no vehicle at all. */
export const VEHICLE_CATEGORIES = ['L', 'M', 'N', 'O', 'T', 'other'] as const;
export type VehicleCategory = (typeof VEHICLE_CATEGORIES)[number];

/** Uses that are no ground of exemption; every ground's key is a use as well. */
export const GENERAL_USES = ['placing-on-market', 'unknown'] as const;

/** Answers by the key of the condition. A condition without an answer is unknown. */
export type ConditionAnswers = Readonly<Record<string, YesNoUnknown>>;

/**
 * What is known of a product and what it is brought in or made for. Nothing here is required beside the day: what is
 * missing becomes an open question.
 */
export interface ApplicabilityFacts {
  /** the day for which it is asked; past and coming days alike */
  day: Day;
  /** of the catalogue class it is taken for; null: to be found by the description */
  classKey: string | null;
  /** of the item that CCC never covered it is taken for */
  neverInScopeKey: string | null;
  /** in free words, any language */
  description: string | null;
  /** of a class whose parts have periods of their own */
  variant: string | null;
  vehicleCategory: VehicleCategory | null;
  /** `placing-on-market`, `unknown`, or the key of a ground of exemption */
  intendedUse: string;
  /** who imports or asks for an exemption */
  applicant: ApplicantKind | null;
  /** ISO 3166-1 alpha-2 */
  madeIn: string | null;
  /** a hint, never the verdict */
  hsCode: string | null;
  /** to the conditions of the class's description */
  classAnswers: ConditionAnswers;
  /** to the conditions of the ground named by `intendedUse` */
  groundAnswers: ConditionAnswers;
}

/** The facts of a product of which nothing is known; what is known is written over them. */
export function factsOf(known: Pick<ApplicabilityFacts, 'day'> & Partial<ApplicabilityFacts>): ApplicabilityFacts {
  return {
    classKey: null,
    neverInScopeKey: null,
    description: null,
    variant: null,
    vehicleCategory: null,
    intendedUse: 'unknown',
    applicant: null,
    madeIn: null,
    hsCode: null,
    classAnswers: {},
    groundAnswers: {},
    ...known,
  };
}

/** The answer to one condition. Only own fields count: an answer named like a method of objects is none. */
export function answerTo(answers: ConditionAnswers, key: string): YesNoUnknown {
  return Object.hasOwn(answers, key) ? (answers[key] ?? 'unknown') : 'unknown';
}
