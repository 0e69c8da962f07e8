import type { ApplicationKind } from '#domain/cases/application';
import type { Basis } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { Words } from '#domain/reference/record';
import type { Party } from '#domain/reference/scheme';
import type { ApplicationStatus } from '#domain/states/application-status';
import type { AuditKind, AuditStatus, FindingGrade } from '#domain/states/audit-status';
import type { StageBlocker, StageStatus } from '#domain/states/stage-status';
import type { ForecastRange, LatenessState } from '../applications/applications.types.js';
import type { DocumentRequest } from '../documents/documents.types.js';
import type { CbReport } from '../products/cb-reports.types.js';

export interface NamedCompany {
  id: string;
  name: string;
  nameZh: string | null;
}

/** A document that the client owes. */
export interface OwedDocument {
  id: string;
  applicationId: string;
  applicationNumber: string;
  productName: string;
  productNameZh: string | null;
  stageKey: string;
  title: string;
  titleZh: string | null;
  instructions: string | null;
  template: { id: string; name: string } | null;
  askedOn: Day;
  dueOn: Day;
  /** It was handed in before and came back, and why. */
  isReturned: boolean;
  statusReason: string | null;
  /** Versions handed in so far. */
  versions: number;
  /** The client has opened it before. */
  isSeen: boolean;
  version: number;
}

/** A finding whose correction the client owes. */
export interface OwedFinding {
  id: string;
  auditId: string;
  number: number;
  grade: FindingGrade;
  description: string;
  descriptionZh: string | null;
  factoryName: string;
  factoryNameZh: string | null;
  dueOn: Day | null;
  /** Why the answer before was not taken. */
  statusReason: string | null;
}

export interface StageMark {
  key: string;
  attempt: number;
  names: Words;
  status: StageStatus;
  party: Party;
  startedOn: Day | null;
  plannedFrom: Day | null;
  plannedTo: Day | null;
  /** Known or expected, as the case stands; null where no day can be counted. */
  expectedFrom: Day | null;
  expectedTo: Day | null;
}

/** A case at a glance. */
export interface CaseAtAGlance {
  id: string;
  number: string;
  kind: ApplicationKind;
  status: ApplicationStatus;
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  /** The traffic light; null where the case is ended. */
  light: LatenessState | null;
  stages: StageMark[];
  stageKey: string | null;
  blocker: StageBlocker | null;
  turn: Party;
  turnSince: Day;
  forecastOn: Day | null;
  forecastIsAtLeast: boolean;
  range: ForecastRange | null;
  wishOn: Day | null;
  legalOn: Day | null;
  nextDueOn: Day | null;
  nextDueBasis: Basis | null;
}

export interface AuditToCome {
  id: string;
  kind: AuditKind;
  status: AuditStatus;
  isRemote: boolean;
  factoryName: string;
  factoryNameZh: string | null;
  plannedFrom: Day | null;
  plannedTo: Day | null;
}

/** What a client finds when it comes in. */
export interface PortalOverview {
  tenant: NamedCompany;
  client: NamedCompany;
  today: Day;
  asked: OwedDocument[];
  findings: OwedFinding[];
  /** Open ones by next deadline, at most 50. */
  cases: CaseAtAGlance[];
  audits: AuditToCome[];
  /** Each up to 1,000. */
  counts: { openCases: number; certificates: number; auditsToCome: number; documents: number };
}

/** A document of any of the client's cases. */
export interface DocumentOfClient extends DocumentRequest {
  applicationNumber: string;
  productName: string;
  productNameZh: string | null;
  isEnded: boolean;
}

/** A CB test report of any of the client's products. */
export interface CbReportOfClient extends CbReport {
  productName: string;
  productNameZh: string | null;
}
