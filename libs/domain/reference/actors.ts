import type { Basis } from '../deadline.js';
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

/** An agreement or scheme under which results may be reused. */
export interface RecognitionAgreement extends RecordHead {
  names: Words;
  /** what it is about: certificates of an alliance, CB reports, Hong Kong laboratories ... */
  kind: 'alliance' | 'cb-scheme' | 'hong-kong' | 'declaration-results' | 'foreign-reports' | 'remote-inspection' | 'framework';
  parties: readonly string[];
  milestones: readonly (Sourced & { on: Day; text: Words })[];
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
  );
