import type { Day } from '#domain/day';
import type { OwnDuration, Pin, Plan, PlanOptions } from '#domain/plan/plan';
import type { RouteReason } from '#domain/plan/router';
import type { Move } from '#domain/plan/what-if';
import type { AgreementAnswer } from '#domain/plan/recognition';
import type { YesNoUnknown } from '#domain/reference/actors';
import type { Mode } from '#domain/reference/catalogue';
import type { Limit, Sourced, Words } from '#domain/reference/record';
import type { Party, SchemeKind, StageDefinition } from '#domain/reference/scheme';

export type Direction = 'forward' | 'backward';

interface Planned {
  productId?: string;
  classKey?: string;
  clientCountry?: string;
  startsOn?: Day;
  wishOn?: Day;
  options?: OptionsInput;
}

export interface ComparisonInput extends Planned {
  facts?: {
    hasLiveDeclaration?: YesNoUnknown;
    hasCertificate?: YesNoUnknown;
    wantsExemption?: boolean;
    answers?: Readonly<Record<string, YesNoUnknown>>;
  };
  recognition?: { answers?: Readonly<Record<string, YesNoUnknown>>; days?: Readonly<Record<string, Day>> };
}

export interface WhatIfInput extends Planned {
  schemeKey: string;
  changed: { startsOn?: Day; wishOn?: Day; options?: OptionsInput };
}

/** One stage of a scheme as it is told: its days stand in the plan. */
export interface Stage {
  key: string;
  names: Words;
  party: Party;
  isOptional: boolean;
  isAfterCertificate: boolean;
  inputs: readonly Words[];
  outputs: readonly Words[];
  /** what typically holds it up */
  blockers: readonly Words[];
  /** who lets it run beside others */
  parallel: StageDefinition['parallel'];
  durationNote: Words | null;
  source: string | null;
}

export interface Scheme {
  key: string;
  names: Words;
  kind: SchemeKind;
  /** what its end is a certificate of; null = of none */
  certifies: string | null;
  validity: Limit | null;
  /** what practice reports for the whole */
  practiceTotal: readonly (Sourced & { text: Words })[];
  /** of a change: its kinds by their reporting codes */
  variants: readonly { code: string; names: Words; needs: Words }[];
  note: Words | null;
  validFrom: Day | null;
  validTo: Day | null;
  certainty: string;
  source: string;
  stages: Stage[];
}

/** One way, open or not, with its plan. */
export interface Route {
  schemeKey: string;
  scheme: Scheme;
  isOpen: boolean;
  reasons: readonly RouteReason[];
  toAsk: readonly { key: string; text: Words | null }[];
  mayRunInParallel: boolean;
  /** null for a closed way and for one that has no stages */
  plan: Plan | null;
}

/** POST /api/route-comparisons */
export interface Comparison {
  classKey: string;
  classNames: Words;
  day: Day;
  mode: Mode;
  modeSince: Day | null;
  modeInstrument: string | null;
  modeSource: string | null;
  startsOn: Day;
  wishOn: Day | null;
  clientCountry: string;
  referenceVersion: number;
  routes: Route[];
  reuse: readonly AgreementAnswer[];
}

/** POST /api/route-comparisons/what-if */
export interface WhatIf {
  schemeKey: string;
  base: Plan;
  changed: Plan;
  moves: readonly Move[];
}

/** One row of the list of plans. */
export interface PlanLine {
  id: string;
  name: string;
  classKey: string;
  schemeKey: string;
  schemeNames: Words | null;
  productId: string | null;
  productName: string | null;
  productNameZh: string | null;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  direction: Direction;
  anchorOn: Day;
  startsOn: Day;
  endsOn: Day;
  isAtLeast: boolean;
  isProvisional: boolean;
  limitsBroken: number;
  createdAt: string;
  version: number;
}

/** GET /api/plans/:id */
export interface StoredPlan {
  id: string;
  name: string;
  classKey: string;
  schemeKey: string;
  /** null when the reference data no longer has it */
  scheme: Scheme | null;
  mayRunInParallel: boolean;
  productId: string | null;
  productName: string | null;
  productNameZh: string | null;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  direction: Direction;
  anchorOn: Day;
  notBefore: Day | null;
  clientCountry: string | null;
  options: PlanOptions;
  plan: Plan;
  referenceVersion: number;
  createdAt: string;
  createdByName: string | null;
  version: number;
}

/** Options as the api takes them: what is left out is as the scheme has it. */
export interface OptionsInput {
  isParallel?: boolean;
  optional?: readonly string[];
  durations?: Readonly<Record<string, OwnDuration>>;
  pins?: Readonly<Record<string, Pin>>;
}
