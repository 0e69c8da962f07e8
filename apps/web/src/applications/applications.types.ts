import type { ApplicationKind } from '#domain/cases/application';
import type { Scheme } from '#domain/certificate';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { Day } from '#domain/day';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { Plan, PlanLimit } from '#domain/plan/plan';
import type { Limit, Words } from '#domain/reference/record';
import type { Party, SchemeKind } from '#domain/reference/scheme';
import type { ApplicationAct, ApplicationStatus } from '#domain/states/application-status';
import type { StageAct, StageBlocker, StageStatus } from '#domain/states/stage-status';
import type { OwedDeadline } from '../certificates/certificates.types.js';
import type { NamedClient } from '../clients/clients.types.js';
import type { CatalogueClass } from '../products/products.types.js';

/** What may be recorded: of a stage where a stage is named, else of the case itself. */
export type MoveAct = StageAct | 'hand-over' | Exclude<ApplicationAct, 'certify'>;
export type TurnWhy = 'running' | 'handed-over' | 'blocked' | 'on-hold' | 'between';
export type LatenessState = 'on-track' | 'at-risk' | 'late' | 'unknown';

/** By how finished cases of the same procedure kept to their plans. */
export interface ForecastRange {
  earlyOn: Day;
  likelyOn: Day;
  lateOn: Day;
  /** at least 8 */
  cases: number;
}

/** One row of the list of cases. */
export interface ApplicationLine {
  id: string;
  /** e.g. 2026-0042 */
  number: string;
  kind: ApplicationKind;
  status: ApplicationStatus;
  schemeKey: string;
  schemeNames: Words | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  /** the leading unit */
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  unitCount: number;
  factoryId: string | null;
  /** the stage it stands in; null where it is ended or all are done */
  stageKey: string | null;
  stageNames: Words | null;
  turn: Party;
  turnSince: Day;
  blocker: StageBlocker | null;
  isParallel: boolean;
  startedOn: Day;
  wishOn: Day | null;
  acceptedOn: Day | null;
  endedOn: Day | null;
  /** of the plan as agreed */
  plannedEndOn: Day | null;
  /** when the certificate is expected now; null where nobody can say */
  forecastOn: Day | null;
  forecastIsAtLeast: boolean;
  /** null: too few finished cases to say, or the plan has no end */
  range: ForecastRange | null;
  /** day by which the law wants the certificate; null = it names none */
  legalOn: Day | null;
  /** how the forecast stands against the wished or the legal day; null where the case is ended */
  lateness: LatenessState | null;
  nextDueOn: Day | null;
  nextDueKind: DeadlineKind | null;
  nextDueBasis: Basis | null;
  /** for the team only */
  ownerId: string | null;
  ownerName: string | null;
  deputyId: string | null;
  version: number;
}

/** Counted up to 1,000. */
export interface ApplicationCount {
  total: number;
  clients: number;
  isCapped: boolean;
}

export interface CertificateOfUnit {
  id: string;
  number: string;
  scheme: Scheme;
  status: CertificateStatus;
  issuedOn: Day | null;
  validUntil: Day | null;
  /** as printed; null = not recorded */
  models: string[] | null;
  holderName: string | null;
  holderNameZh: string | null;
  manufacturerName: string | null;
  manufacturerNameZh: string | null;
}

export interface Unit {
  productId: string;
  name: string;
  nameZh: string | null;
  models: string[];
  standard: string | null;
  class: CatalogueClass;
  /** what the case acts on */
  certificate: CertificateOfUnit | null;
  /** what the case ended in */
  issued: CertificateOfUnit | null;
}

/** One stage of a case; a repeated one is a stage of its own. */
export interface CaseStage {
  id: string;
  key: string;
  attempt: number;
  position: number;
  names: Words;
  /** who acts: that of the stage, or to whom it was handed over, or who must lift the blocker */
  party: Party;
  /** keys of the stages that must have ended */
  needs: string[];
  /** done only when something happens (a failed test): it takes part once it was started */
  isOptional: boolean;
  isAfterCertificate: boolean;
  status: StageStatus;
  plannedFrom: Day | null;
  plannedTo: Day | null;
  startedOn: Day | null;
  endedOn: Day | null;
  /** as things stand now */
  expectedFrom: Day | null;
  expectedTo: Day | null;
  blocker: StageBlocker | null;
  blockedOn: Day | null;
  /** legal now, each from its first possible day; empty for a reader who may not move */
  acts: { act: MoveAct; earliestOn: Day }[];
  /** its last move, which alone may be taken back: DELETE /api/applications/:id/moves/:moveId?version= */
  lastMoveId: string | null;
  /** a failed one that has not been repeated: POST /api/applications/:id/stages { version, repeatedId } */
  canRepeat: boolean;
  /** in the calendar of its party; null before it began */
  workingDays: { done: number; total: number | null } | null;
}

export interface TurnSegment {
  party: Party;
  from: Day;
  /** not included */
  to: Day;
  days: number;
  stageId: string | null;
  why: TurnWhy;
}

/** A day that the case owes or owed. */
export type CaseDeadline = OwedDeadline & {
  /** Title of the document that is asked for; null of any other day. */
  itemNames: Words | null;
};

/** GET /api/applications/:id, and the answer to every act on it */
export interface Application {
  id: string;
  number: string;
  kind: ApplicationKind;
  scheme: {
    key: string;
    names: Words;
    kind: SchemeKind;
    certifies: Scheme | null;
    validity: Limit | null;
    variantNames: Words | null;
  };
  variantCode: string | null;
  referenceVersion: number;
  status: ApplicationStatus;
  /** for the team only */
  statusReason: string | null;
  /** legal acts of the case itself; `certify` is the form of the end */
  acts: ApplicationAct[];
  /** the last move of the case itself, which may be taken back */
  lastMoveId: string | null;
  client: NamedClient;
  product: { id: string; name: string; nameZh: string | null; class: CatalogueClass };
  units: Unit[];
  applicantName: string;
  applicantNameZh: string | null;
  manufacturerName: string;
  manufacturerNameZh: string | null;
  factory: { id: string; name: string; nameZh: string | null; factoryCode: string | null } | null;
  contact: { id: string; name: string; email: string } | null;
  /** for the team only */
  owner: { id: string; name: string; email: string } | null;
  deputy: { id: string; name: string; email: string } | null;
  handledBy: string | null;
  issuedBy: string | null;
  isParallel: boolean;
  mayRunInParallel: boolean;
  startedOn: Day;
  wishOn: Day | null;
  acceptedOn: Day | null;
  endedOn: Day | null;
  plannedEndOn: Day | null;
  turn: { party: Party; since: Day; stageId: string | null; why: TurnWhy };
  /** from the first day to today or the end, without a gap */
  turns: TurnSegment[];
  stages: CaseStage[];
  forecast: { on: Day | null; isAtLeast: boolean; isProvisional: boolean; range: ForecastRange | null };
  lateness: { state: LatenessState; slackDays: number | null; against: 'wish' | 'legal' | null };
  limits: readonly PlanLimit[];
  deadlines: CaseDeadline[];
  /** what stands between the case and its certificate; null once it is ended, and for the client */
  end: { unfinishedStageIds: string[]; openMajorFindings: number } | null;
  /** the tenant's day, by which all of this is judged */
  today: Day;
  version: number;
  createdAt: string;
}

/** One row of GET /api/applications/:id/moves, newest first; for the team only. */
export interface CaseMove {
  id: string;
  stageId: string | null;
  stageKey: string | null;
  attempt: number | null;
  act: string;
  from: string;
  to: string;
  on: Day;
  party: Party | null;
  blocker: StageBlocker | null;
  reason: string | null;
  /** null = Homolog itself */
  byName: string | null;
  at: string;
  undoneAt: string | null;
  undoneByName: string | null;
}

/** GET /api/applications/:id/plan; for the team only. */
export interface CasePlan {
  /** what has happened is fixed and nothing lies before today */
  forecast: Plan | null;
  agreed: { stageId: string; key: string; attempt: number; from: Day | null; to: Day | null }[];
  plannedEndOn: Day | null;
  /** from the wished day backward */
  backward: Plan | null;
}

interface Editable {
  applicantName?: string;
  applicantNameZh?: string | null;
  manufacturerName?: string;
  manufacturerNameZh?: string | null;
  factoryId?: string | null;
  contactId?: string | null;
  ownerId?: string | null;
  deputyId?: string | null;
  /** short name of a body of the reference data, or free text */
  handledBy?: string | null;
  issuedBy?: string | null;
  wishOn?: Day | null;
  isParallel?: boolean;
}

/** POST /api/applications */
export interface ApplicationInput extends Editable {
  kind: ApplicationKind;
  schemeKey: string;
  variantCode?: string | null;
  /** of one client, the leading one first */
  units: { productId: string; certificateId?: string | null }[];
  /** today when left out */
  startedOn?: Day;
}

/** PATCH /api/applications/:id */
export interface ApplicationEdit extends Editable {
  version: number;
}

/** POST /api/applications/:id/moves */
export interface MoveInput {
  version: number;
  /** left out: the case itself moves */
  stageId?: string;
  act: MoveAct;
  /** today when left out; an earlier day needs a reason */
  on?: Day;
  /** of a hold and a hand-over; may be given with a blocker */
  party?: Party;
  blocker?: StageBlocker;
  reason?: string | null;
}

/** POST /api/applications/:id/certificates */
export interface CertificationInput {
  version: number;
  issuedOn: Day;
  body?: string | null;
  /** every unit once; `number` may be left out where a certificate keeps its own, `validUntil` where the scheme says it */
  units: {
    productId: string;
    number?: string;
    validUntil?: Day;
    /** what is left out stays as the certificate prints it */
    models?: string[] | null;
    holderName?: string | null;
    holderNameZh?: string | null;
    manufacturerName?: string | null;
    manufacturerNameZh?: string | null;
  }[];
  reason?: string | null;
}
