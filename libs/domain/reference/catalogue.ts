import type { Basis, Certainty } from '../deadlines/deadline.js';
import type { Day } from '../day.js';
import type { Limit, RecordHead, Sourced, Words } from './record.js';

/**
 * One product class of the CCC catalogue. Its key is the four-digit code; a product of which no code is known has a
 * speaking key instead (`power-banks`) and `code` null.
 */
export interface CatalogueClass extends RecordHead {
  code: string | null;
  names: Words;
  /** key of its heading, e.g. `vehicles` */
  heading: string | null;
  /** how sure the code is; the rest of the record may be surer */
  codeCertainty: Certainty;
  /** the announcement that ends self-declaration for the class, e.g. `samr-57-2025`; null: never declared, or not ended */
  conversion: string | null;
  /** implementation rule with its year, or null where none was found */
  implementationRule: string | null;
  /** detailed rules of the bodies, e.g. `CQC-C1104-2014` */
  bodyRules: readonly string[];
  /** GB standards as cited, e.g. `GB 14166-2024`; those with dates of their own are records of kind `standard` */
  standards: readonly string[];
  /** what the description covers, null where no text was found */
  scope: Words | null;
  /** questions that decide whether a product meets the description */
  conditions: readonly ScopeCondition[];
  /** UN vehicle categories that are in scope (`M`, `N`, `O`, `L`); null: not tied to vehicles, or not found */
  vehicleCategories: readonly string[] | null;
  /** parts with periods of their own: helmets of motorcycles and of e-bikes; empty: the class is one */
  variants: readonly { key: string; names: Words }[];
  hsPrefixes: readonly string[];
  hsCertainty: Certainty | null;
  /** rules of voluntary certification beside or after CCC, e.g. `CAV-01-2023` */
  voluntaryRules: readonly string[];
  /** how it is divided into certification units, where a source says */
  unitDivision: Words | null;
  note: Words | null;
  /** words by which people describe it, in any language; lower case */
  terms: readonly string[];
}

/** A yes-or-no question. `must`: no means outside the description; `excludes`: yes means outside. */
export interface ScopeCondition {
  key: string;
  effect: 'must' | 'excludes';
  question: Words;
}

export const MODES = [
  'third-party',
  'choice',
  'self-declaration-a',
  'self-declaration-b',
  'third-party-declarations-valid',
  'released',
  'not-in-catalogue',
  'unknown',
] as const;
/**
 * How a class was certified in a period. `choice`: a certificate or a self-declaration; `third-party-declarations-valid`:
 * new cases only as third-party, declarations made before stay valid; `released`: out of the catalogue; `unknown`: the
 * sources are silent, which never means no.
 */
export type Mode = (typeof MODES)[number];

/** The key is the class's key, or `class/variant`. Periods of one key never overlap; a day in none is unknown. */
export interface ModePeriod extends RecordHead {
  mode: Mode;
  /** the instrument that began the period; null where none is known */
  instrument: string | null;
  /** false: applications are accepted, certification is not yet demanded */
  isMandatory: boolean;
  /** of an unknown period: what held before */
  lastKnown: Mode | null;
  note: Words | null;
}

/** Something customs asks about and CCC never covered. */
export interface NeverInScope extends RecordHead {
  names: Words;
  terms: readonly string[];
}

export interface CatalogueHeading extends RecordHead {
  names: Words;
  classCodes: readonly string[];
  productsIn2020: number;
  countCertainty: Certainty;
  isIn2023: boolean;
}

export interface CatalogueVersion extends RecordHead {
  instrument: string;
  categories: number;
  products: number;
  repeals: readonly string[];
  note: Words | null;
}

/** A dated change of catalogue, rules or mode. Days are null where the announcement names none or none was found. */
export interface Amendment extends RecordHead {
  instrument: string;
  names: Words;
  /** a `consultation` asks for views and binds nobody */
  kind: 'catalogue' | 'mode' | 'implementation-rule' | 'standard' | 'consultation';
  status: 'in-force' | 'draft';
  datedOn: Day | null;
  publishedOn: Day | null;
  /** last day on which views on a draft are taken; null: none was found */
  viewsUntil: Day | null;
  /** keys of records of kind `class`; empty where only a description is known */
  classKeys: readonly string[];
  /** schemes of certificates that must act, e.g. `ccc-self-declaration-b`; empty: every CCC certificate of the classes */
  certificateSchemes: readonly string[];
  applicationsFrom: Day | null;
  /** new declarations stop */
  declarationsStopOn: Day | null;
  mandatoryFrom: Day | null;
  conversionDeadline: Day | null;
  declarationsCancelledOn: Day | null;
  newRulesOnlyFrom: Day | null;
  newRule: string | null;
  newStandard: string | null;
  duty: Words | null;
  relief: Words | null;
  /** whom the announcement itself lets off */
  excuses: readonly ExcuseGround[];
}

/** A ground on which an announcement asks nothing of a certificate or declaration that it hits. */
export interface ExcuseGround extends Sourced {
  /** stable within the announcement, e.g. `out-of-production` */
  key: string;
  names: Words;
  /** what the announcement says of it, reworded */
  says: Words;
}

/** A national standard with its dates and how a new edition reaches certificates. */
export interface Standard extends RecordHead {
  /** as cited, with year where known: `GB 14166-2024` */
  number: string;
  names: Words | null;
  issuedOn: Day | null;
  inForceOn: Day | null;
  replaces: readonly string[];
  classKeys: readonly string[];
  transition: StandardTransition;
}

export interface StandardTransition extends Sourced {
  pattern: 'natural' | 'fixed-date' | 'new-then-existing' | 'declaration-12-months' | 'unknown';
  /** last day for existing certificates, where one is set */
  existingUntil: Day | null;
  note: Words | null;
}

/** A ground on which CCC is not asked for, or exempted. */
export interface ExemptionGround extends RecordHead {
  /** `not-required`: nothing to apply for (无需办理); `exempt`: an exemption is applied for (免予办理) */
  kind: 'not-required' | 'exempt';
  names: Words;
  conditions: readonly GroundCondition[];
  /** who applies; null where no source says */
  applicant: Words | null;
  /** who decides; null where no source says */
  authority: Words | null;
  deadlines: readonly {
    key: string;
    names: Words;
    from: Words;
    limit: Limit | null;
    reminderOffsets: readonly number[];
  }[];
  note: Words | null;
}

/** Who brings goods in or asks for their exemption. */
export const APPLICANT_KINDS = ['manufacturer', 'importer', 'repair-unit', 'end-user', 'user', 'exhibitor'] as const;
export type ApplicantKind = (typeof APPLICANT_KINDS)[number];

/** Something that must hold before a ground helps. Each is asked, none is assumed. */
export interface GroundCondition {
  key: string;
  text: Words;
  /** it asks who applies, and these may; null: it asks something else */
  applicants: readonly ApplicantKind[] | null;
}

/**
 * A rule of CCC that holds whatever the class. What it says stands in the words of the product; here are its numbers,
 * how binding it is and where it is written.
 */
export interface Principle extends RecordHead {
  basis: Basis;
  /** e.g. `minimumCny`, `article` */
  numbers: Readonly<Record<string, number>>;
  /** what the sources leave open */
  note: Words | null;
}

/** Codes in the trade are four digits, sometimes written with spaces. */
export function isClassCode(text: string): boolean {
  return /^\d{4}$/.test(text);
}

/** The classes that a register can name: those with a code, by code. */
export function codedClasses(classes: ReadonlyMap<string, CatalogueClass>): (CatalogueClass & { code: string })[] {
  const isCoded = (found: CatalogueClass): found is CatalogueClass & { code: string } => found.code !== null;
  return [...classes.values()].filter(isCoded).sort((a, b) => (a.code < b.code ? -1 : 1));
}
