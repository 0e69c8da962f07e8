import type { Basis } from '../deadline.js';
import type { Scheme } from '../certificate.js';
import type { Day } from '../day.js';
import type { Mode } from './catalogue.js';
import type { Limit, RecordHead, Sourced, Words } from './record.js';

export const PARTIES = ['consultancy', 'client', 'laboratory', 'body', 'inspector', 'customs'] as const;
/** Whose turn it is. */
export type Party = (typeof PARTIES)[number];

/** A procedure: a way from the question to the certificate, with its ordered stages. */
export interface SchemeDefinition extends RecordHead {
  names: Words;
  /** what kind of certificate it ends in; null for an exemption or a determination */
  certifies: Scheme | null;
  kind: 'certification' | 'conversion' | 'voluntary' | 'single-vehicle' | 'exemption' | 'declaration';
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
  overallLimit: (Limit & { fromStage: string; toStage: string }) | null;
  /** what practice reports for the whole */
  practiceTotal: readonly (Sourced & { text: Words })[];
  stages: readonly StageDefinition[];
  note: Words | null;
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
  /** who lets them run side by side, and who says so */
  parallel: (Sourced & { text: Words }) | null;
  /** done only when something happens (a failed test) */
  isOptional: boolean;
  /** comes after the certificate: marking, follow-up, renewal */
  isAfterCertificate: boolean;
  /** null: not found, no default either */
  duration: Limit | null;
  /** may not start before; `from the announcement` */
  earliestOn: DatedLimit | null;
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
}

/** A day that a stage brings about. */
export interface StageDeadline extends Sourced {
  key: string;
  names: Words;
  /** the end of this stage starts the count; `certificate` and `expiry` are days of the certificate */
  from: { stage: string; edge: 'start' | 'end' } | 'certificate' | 'expiry';
  /** the stage whose end meets it; null when nothing in the plan does */
  metBy: string | null;
  limit: Limit | null;
  basis: Basis;
  reminderOffsets: readonly number[];
  consequence: Words | null;
}
