import type { Basis } from '../deadlines/deadline.js';
import type { Scheme } from '../certificate.js';
import type { Day } from '../day.js';
import type { Mode } from './catalogue.js';
import type { Limit, RecordHead, Sourced, Words } from './record.js';

export const PARTIES = ['consultancy', 'client', 'laboratory', 'body', 'inspector', 'customs', 'authority'] as const;
/** Whose turn it is. `authority`: the market regulator of a place, who grants exemptions. */
export type Party = (typeof PARTIES)[number];

export const SCHEME_KINDS = [
  'certification',
  'conversion',
  'voluntary',
  'single-vehicle',
  'exemption',
  'declaration',
  'maintenance',
] as const;
/** `maintenance`: something is done with a certificate that is there (change, extension, another holder, lapse). */
export type SchemeKind = (typeof SCHEME_KINDS)[number];

/** A procedure: a way from the question to the certificate, with its ordered stages. */
export interface SchemeDefinition extends RecordHead {
  names: Words;
  /** what kind of certificate it ends in; null for an exemption or a determination */
  certifies: Scheme | null;
  kind: SchemeKind;
  /** modes of a class in which this way is open */
  modes: readonly Mode[];
  /** only these classes; null: any that fits by mode */
  classKeys: readonly string[] | null;
  /** what must hold beside the mode, in words; each is asked, not assumed */
  conditions: readonly { key: string; text: Words }[];
  handledBy: readonly string[];
  issuedBy: readonly string[];
  /** of the certificate; null where not found */
  validity: Limit | null;
  /** on the whole of it, e.g. 90 calendar days from acceptance to certificate; null where none is set */
  overallLimit: OverallLimit | null;
  /** what practice reports for the whole */
  practiceTotal: readonly (Sourced & { text: Words })[];
  /** what is asked of different cases of the same procedure, e.g. the kinds of change by their reporting codes */
  variants: readonly { code: string; names: Words; needs: Words }[];
  stages: readonly StageDefinition[];
  note: Words | null;
}

/** From the end of one stage to the end of another. */
export interface OverallLimit extends Limit {
  fromStage: string;
  toStage: string;
  names: Words;
  reminderOffsets: readonly number[];
  consequence: Words | null;
}

/** One stage of a procedure. */
export interface StageDefinition {
  key: string;
  names: Words;
  party: Party;
  /** stages that must have ended before it starts */
  needs: readonly string[];
  /** the same where the body lets stages run side by side; null: never */
  needsInParallel: readonly string[] | null;
  /** who lets them run side by side, and who says so; `headings` of the catalogue for which it is said, null: any */
  parallel: (Sourced & { text: Words; headings: readonly string[] | null }) | null;
  /** done only when something happens (a failed test) */
  isOptional: boolean;
  /** comes after the certificate: marking, follow-up, renewal */
  isAfterCertificate: boolean;
  /** null: not found, no default either; `isOwn`: the tenant's own amount (planning-values.ts) */
  duration: (Limit & { isOwn?: true }) | null;
  /** may not start before, e.g. first day on which bodies take applications */
  earliestOn: (Sourced & { on: Day; basis: Basis }) | null;
  /** must have ended by */
  latestOn: DatedLimit | null;
  inputs: readonly Words[];
  outputs: readonly Words[];
  /** what typically holds it up */
  blockers: readonly Words[];
  deadlines: readonly StageDeadline[];
  source: string | null;
}

export interface DatedLimit extends Sourced {
  on: Day;
  basis: Basis;
  reminderOffsets: readonly number[];
  consequence: Words | null;
}

/** A day that a stage brings about. */
export interface StageDeadline extends Sourced {
  key: string;
  names: Words;
  /**
   * What starts the count: a stage, a day of the certificate, or an `event` of which only the case knows the day (a
   * failed test, a new standard in force).
   */
  from: { stage: string; edge: 'start' | 'end' } | 'certificate' | 'expiry' | 'event';
  /** the stage whose end meets it; null when nothing in the plan does */
  metBy: string | null;
  limit: Limit | null;
  basis: Basis;
  reminderOffsets: readonly number[];
  consequence: Words | null;
}
