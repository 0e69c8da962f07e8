import type { Basis } from '../deadlines/deadline.js';
import type { Day } from '../day.js';
import type { RecordHead, Sourced, Words } from './record.js';

export interface Authority extends RecordHead {
  names: Words;
  role: Words;
}

export interface CertificationBody extends RecordHead {
  /** as on certificates, e.g. `CQC` */
  abbreviation: string | null;
  names: Words;
  city: string | null;
  scopes: Words | null;
  website: string | null;
  note: Words | null;
}

export const KNOWN_OR_NOT = ['yes', 'no', 'unknown'] as const;
export type YesNoUnknown = (typeof KNOWN_OR_NOT)[number];

export interface Laboratory extends RecordHead {
  names: Words;
  abbreviation: string | null;
  city: string | null;
  province: string | null;
  /** `unknown` where the sources are silent; confirm in the CNCA list before booking */
  cccDesignated: YesNoUnknown;
  cnas: YesNoUnknown;
  cma: YesNoUnknown;
  note: Words | null;
}

export interface Qualification extends RecordHead {
  names: Words;
  meaning: Words;
  basis: Basis;
}

export const AGREEMENT_KINDS = [
  'alliance',
  'cb-scheme',
  'hong-kong',
  'declaration-results',
  'own-certificate',
  'foreign-reports',
  'remote-inspection',
  'framework',
] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** Of which products a step of an agreement opened the tests: by where they are made, whatever they are unless named. */
export const TEST_SCOPES = ['made-in-hong-kong', 'audio-visual-guangdong', 'made-in-mainland', 'any-origin'] as const;
export type TestScope = (typeof TEST_SCOPES)[number];

/** An agreement or scheme under which results may be reused. */
export interface RecognitionAgreement extends RecordHead {
  names: Words;
  /** what it is about: certificates of an alliance, CB reports, Hong Kong laboratories ... */
  kind: AgreementKind;
  parties: readonly string[];
  /** `on` is as exact as the source: a day, a month (`2015-03`) or a year (`2010`); `tests` null: it opened none */
  milestones: readonly (Sourced & { on: string; text: Words; tests: TestScope | null })[];
  criteria: readonly RecognitionCriterion[];
  /** effect on single cases in words; null: no source says */
  effect: Words | null;
}

/**
 * One thing that must hold before an existing result may be reused.
 * - `fact`: a yes-or-no question; the wanted answer accepts, the other gives `otherwise`, no answer is doubtful
 * - `age`: not older than `years` on the day, else `otherwise`
 * - `since`: the day is not before `on`, else `otherwise`
 * - `open`: no source says; always doubtful
 * - `never`: the rule itself says no
 */
export type RecognitionCriterion = Sourced & {
  key: string;
  text: Words;
  otherwise: 'doubtful' | 'no';
} & (
    | { test: 'fact'; wanted: 'yes' | 'no' }
    | { test: 'age'; years: number }
    | { test: 'since'; on: Day }
    | { test: 'open' }
    | { test: 'never' }
  );
