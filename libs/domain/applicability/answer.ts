import type { Scheme } from '../certificate.js';
import type { Day } from '../day.js';
import type { Basis } from '../deadlines/deadline.js';
import type { ApplicantKind, Mode } from '../reference/catalogue.js';
import type { Limit, Sourced, Words } from '../reference/record.js';
import type { VehicleCategory } from './facts.js';

export const VERDICTS = [
  'third-party-ccc',
  'self-declaration',
  'released',
  'not-required',
  'exempt',
  'never-in-scope',
  'undecided',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How binding a statement is, how sure it is and where it is written. */
export interface Backing extends Sourced {
  basis: Basis;
}

/** How a class is certified from one day to another. */
export interface Period extends Backing {
  mode: Mode;
  /** false: applications are accepted, certification is not yet demanded */
  isMandatory: boolean;
  validFrom: Day | null;
  validTo: Day | null;
  instrument: string | null;
}

/** A class or an item as it is named; `code` null where no code is known. */
export interface NamedClass {
  key: string;
  code: string | null;
  names: Words;
}

/** Facts of each reason. Names stand here whole, so that a stored answer can be told without the data it came from. */
export interface ReasonFacts {
  'class-taken': { class: NamedClass; rule: string | null };
  'class-code-unverified': { code: string };
  'never-in-scope': { names: Words; isChosen: boolean };
  'class-not-known': { candidates: readonly NamedClass[] };
  'hs-code-fits': { hsCode: string; prefixes: readonly string[] };
  'hs-code-differs': { hsCode: string; prefixes: readonly string[] };
  'hs-code-unknown': { hsCode: string };
  'vehicle-category-inside': { category: VehicleCategory; categories: readonly string[] };
  'vehicle-category-outside': { category: VehicleCategory; categories: readonly string[] };
  'condition-met': { question: Words; answer: 'yes' | 'no' };
  'condition-failed': { question: Words; answer: 'yes' | 'no' };
  'outside-description': { class: NamedClass; note: Words | null };
  variant: { names: Words };
  mode: { mode: Mode; isMandatory: boolean; validFrom: Day | null; validTo: Day | null; instrument: string | null };
  'mode-note': { note: Words };
  'mode-unknown': { lastKnown: Mode | null };
  'next-mode': { mode: Mode; isMandatory: boolean; validFrom: Day; instrument: string | null };
  'not-yet-mandatory': { mandatoryFrom: Day | null };
  'use-on-market': Record<string, never>;
  'ground-not-needed': { names: Words };
  'ground-taken': { names: Words; kind: 'not-required' | 'exempt' };
  'ground-condition-met': { text: Words };
  'ground-condition-failed': { text: Words };
  'ground-condition-open': { text: Words };
  'ground-met': { names: Words; kind: 'not-required' | 'exempt' };
  'ground-failed': { names: Words; kind: 'not-required' | 'exempt' };
  'ground-note': { note: Words };
  'exemption-is-granted': { authority: Words | null; applicant: Words | null };
  origin: { country: string; isMainland: boolean };
  'three-roles': { applicant: ApplicantKind | null };
}
export type ReasonCode = keyof ReasonFacts;
export type Reason = { [C in ReasonCode]: { code: C; facts: ReasonFacts[C] } & Backing }[ReasonCode];

export interface QuestionFacts {
  'which-class': { classes: readonly NamedClass[]; neverInScope: readonly { key: string; names: Words }[] };
  'class-not-in-data': { key: string };
  'class-or-never-in-scope': { class: NamedClass; names: Words };
  'only-this-item': { names: Words; rest: string };
  'hs-code-differs': { hsCode: string; classes: readonly NamedClass[] };
  'vehicle-category': { categories: readonly string[] };
  'class-condition': { key: string; question: Words };
  variant: { variants: readonly { key: string; names: Words }[] };
  'mode-unknown': { lastKnown: Mode | null };
  'intended-use': { grounds: readonly { key: string; names: Words }[] };
  'ground-not-in-data': { key: string };
  'ground-condition': { key: string; text: Words };
  applicant: { key: string; text: Words; applicants: readonly ApplicantKind[] };
  'applicant-contradicts': { key: string; text: Words; applicant: ApplicantKind };
  'voluntary-route': { schemes: readonly Scheme[] };
  'another-class': { class: NamedClass };
  'outside-determination': Record<string, never>;
  'exemption-validity': { note: Words | null };
}
export type QuestionCode = keyof QuestionFacts;

/** What is not known yet. */
export type OpenQuestion = {
  [C in QuestionCode]: {
    code: C;
    facts: QuestionFacts[C];
    /** the verdict is undecided until it is answered; otherwise the verdict stands with this reserve */
    isBlocking: boolean;
    /** which answer would give which verdict, where that can be said */
    decides: readonly { answer: 'yes' | 'no' | 'outside' | 'inside' | 'other-use'; verdict: Verdict }[];
  };
}[QuestionCode];

export interface StepFacts {
  certify: { schemes: readonly NamedScheme[] };
  'convert-declaration': { instrument: string; duty: Words | null; relief: Words | null };
  'only-certified': { instrument: string };
  'declare-until': { mode: 'self-declaration-a' | 'self-declaration-b' };
  'mandatory-from': Record<string, never>;
  'apply-for-exemption': { authority: Words | null; applicant: Words | null };
  'ground-deadline': { names: Words; from: Words; limit: Pick<Limit, 'amount' | 'unit'> | null };
  'fast-channel': { note: Words | null };
  'get-determination': Record<string, never>;
  'answer-questions': Record<string, never>;
  'confirm-with-body': Record<string, never>;
  'no-shipment-before': Record<string, never>;
  fine: { article: number; minimumCny: number; maximumCny: number; note: Words | null };
}
export type StepCode = keyof StepFacts;

/** What follows from the verdict: something to do, or what happens if it is not done. */
export type Step = {
  [C in StepCode]: {
    code: C;
    facts: StepFacts[C];
    /** last day, or for `only-certified` and `mandatory-from` the first; null: no day is set */
    on: Day | null;
  } & Backing;
}[StepCode];

/** A procedure of the data by its key. */
export interface NamedScheme {
  key: string;
  names: Words;
}

export interface AlternativeFacts {
  'self-declaration': { until: Day | null };
  /** `isOpen`: on the day already */
  'third-party-early': { from: Day | null; isOpen: boolean };
  'single-vehicle': { schemes: readonly NamedScheme[] };
  voluntary: { schemes: readonly Scheme[]; insteadOf: readonly Scheme[]; rules: readonly string[] };
}
export type AlternativeCode = keyof AlternativeFacts;

/** Another way that is open. */
export type Alternative = {
  [C in AlternativeCode]: { code: C; facts: AlternativeFacts[C] } & Backing;
}[AlternativeCode];

/** Whether a product needs CCC on a day, and why. Data only: its words are made where it is shown. */
export interface ApplicabilityAnswer {
  verdict: Verdict;
  day: Day;
  /** of the book it was made with */
  referenceVersion: number;
  class: NamedClass | null;
  /** the period of the day; null where no class was taken */
  period: Period | null;
  /** what holds after it */
  next: Period | null;
  /** of a self-declaration: last day for a new one, and last day on which one made before holds; null: no end is set */
  declaration: { newUntil: Day | null; validUntil: Day | null } | null;
  /** key of the ground that was met */
  ground: string | null;
  /** in the order of the reasoning */
  reasons: readonly Reason[];
  /** blocking ones first */
  openQuestions: readonly OpenQuestion[];
  whatFollows: readonly Step[];
  alternatives: readonly Alternative[];
}
