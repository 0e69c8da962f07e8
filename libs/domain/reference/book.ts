import type { RuleBook } from '../deadlines/deadline-rules.js';
import type { CalendarException } from '../calendar/working-calendar.js';
import type { Authority, CertificationBody, Laboratory, Qualification, RecognitionAgreement } from './actors.js';
import type { ApprovalKind } from './approval.js';
import type {
  Amendment,
  CatalogueHeading,
  CatalogueVersion,
  ExemptionGround,
  ModePeriod,
  NeverInScope,
  Principle,
  Standard,
} from './catalogue.js';
import type { Limit, RecordHead, Words } from './record.js';
import type { SchemeDefinition } from './scheme.js';

/** One year of a country's working calendar, as published. Its key is `CN-2026`. */
export interface CalendarYearFacts extends RecordHead {
  country: string;
  year: number;
  /** partial: the notice was seen in part; unpublished: only the days off by law are known */
  status: 'official' | 'secondary' | 'partial' | 'unpublished';
  exceptions: readonly CalendarException[];
}

/** A law or order behind the rules. */
export interface LegalBasis extends RecordHead {
  names: Words;
  number: string;
}

/** A length of time that belongs to no stage of a procedure, e.g. how long an imported sample may stay. */
export interface NamedLimit extends RecordHead {
  names: Words;
  limit: Limit;
  /** how often it may be used; null: not counted */
  times: number | null;
}

/** A code that customs writes, e.g. supervision code L. */
export interface CustomsCode extends RecordHead {
  meaning: Words;
}

/**
 * Everything the product knows of the world outside, as of one version of the reference data. Plain data: the rules are
 * asked with a book and a day and give the same answer for ever.
 */
export interface ReferenceBook extends RuleBook {
  /** of the data; 0 for a book that was never stored */
  version: number;
  headings: readonly CatalogueHeading[];
  /** by class key or `class/variant`, each list by first day */
  modes: ReadonlyMap<string, readonly ModePeriod[]>;
  neverInScope: readonly NeverInScope[];
  catalogueVersions: readonly CatalogueVersion[];
  amendments: readonly Amendment[];
  legalBases: readonly LegalBasis[];
  principles: readonly Principle[];
  customsCodes: readonly CustomsCode[];
  exemptions: readonly ExemptionGround[];
  schemes: ReadonlyMap<string, SchemeDefinition>;
  authorities: readonly Authority[];
  bodies: readonly CertificationBody[];
  laboratories: readonly Laboratory[];
  qualifications: readonly Qualification[];
  agreements: readonly RecognitionAgreement[];
  limits: readonly NamedLimit[];
  /** approvals, filings and labels beside CCC */
  approvalKinds: readonly ApprovalKind[];
  standards: readonly Standard[];
  calendarYears: readonly CalendarYearFacts[];
}
