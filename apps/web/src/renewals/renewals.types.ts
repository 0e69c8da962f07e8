import type { Scheme } from '#domain/certificate';
import type { Day } from '#domain/day';
import type { Basis, Certainty, CountedReading } from '#domain/deadlines/deadline';
import type { Limit, Words } from '#domain/reference/record';
import type { LateStepKey } from '#domain/renewals/late-filing';
import type { ObstacleKind } from '#domain/renewals/obstacles';
import type { NoRenewal, RenewalStanding } from '#domain/renewals/renewal-plan';
import type { CertificateStatus } from '#domain/states/certificate-status';

/** A fact with the words of its source; all null: not found. */
export interface SourcedNote {
  basis: Basis | null;
  certainty: Certainty | null;
  source: string | null;
  note: Words | null;
}

export interface Obstacle extends SourcedNote {
  kind: ObstacleKind;
  by: Day;
  ref: { id: string; name: string } | null;
  facts: Readonly<Record<string, string | number | null>>;
}

export interface LateStep extends SourcedNote {
  key: LateStepKey;
  from: Day | null;
  until: Day | null;
  isNow: boolean;
}

export interface RenewalStep {
  stageKey: string;
  names: Words;
  from: Day;
  to: Day;
  limit: Limit;
  country: string;
  isProvisional: boolean;
}

export interface RenewalPlan {
  expiresOn: Day;
  filingOn: Day;
  readings: readonly CountedReading[];
  isDisputed: boolean;
  basis: Basis;
  certainty: Certainty;
  rule: string;
  source: string;
  askBy: Day | null;
  steps: RenewalStep[];
  procedure: { key: string; names: Words } | null;
  standing: RenewalStanding;
  openCase: { id: string; number: string; isFiled: boolean } | null;
  obstacles: Obstacle[];
  ifLate: LateStep[];
}

export interface Renewal {
  id: string;
  number: string;
  scheme: Scheme;
  status: CertificateStatus;
  client: { id: string; legalName: string; legalNameZh: string | null };
  product: { id: string; name: string; nameZh: string | null; classCode: string };
  factory: { id: string; name: string; nameZh: string | null; factoryCode: string | null } | null;
  plan: RenewalPlan | null;
  whyNot: NoRenewal | null;
}

export type RenewalSide = 'client' | 'factory';

export interface RenewalGroup {
  id: string | null;
  name: string | null;
  nameZh: string | null;
  renewals: number;
  withCase: number;
  firstOn: Day;
}

export interface RenewalGroupList {
  items: RenewalGroup[];
  isCapped: boolean;
  total: number;
}

/** Certificates that one act takes. */
export const MOST_IN_BATCH = 200;

export interface OpenedCase {
  id: string | null;
  number: string | null;
  schemeKey: string;
  schemeNames: Words;
  variantCode: string | null;
  startedOn: Day;
  plannedEndOn: Day | null;
  handledBy: string | null;
  ownerName: string | null;
}

export interface BatchRow {
  certificateId: string | null;
  number: string | null;
  productName: string | null;
  productNameZh: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  outcome: 'done' | 'refused';
  opened: OpenedCase | null;
  refusal: { code: string; detail: string | null; facts: Record<string, unknown> } | null;
}

export interface BatchResult {
  isPreview: boolean;
  done: number;
  refused: number;
  rows: BatchRow[];
}
