import type { CertificationState, LinkReason } from '#domain/approvals/readiness-link';
import type { Day } from '#domain/day';
import type { Basis, Certainty, Counted, DeadlineKind } from '#domain/deadlines/deadline';
import type { Language } from '#domain/permissions';
import type { YesNoUnknown } from '#domain/reference/actors';
import type { ApprovalMarket, ApprovalSubject } from '#domain/reference/approval';
import type { ApprovalAct, ApprovalStatus } from '#domain/states/approval-status';

type Words = Record<Language, string>;

export interface ApprovalLine {
  id: string;
  kind: string;
  title: string | null;
  number: string | null;
  status: ApprovalStatus;
  statusReason: string | null;
  acts: ApprovalAct[];
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  projectId: string | null;
  projectName: string | null;
  projectNameZh: string | null;
  productId: string | null;
  productName: string | null;
  productNameZh: string | null;
  filedOn: Day | null;
  expectedOn: Day | null;
  grantedOn: Day | null;
  validUntil: Day | null;
  nextAuditOn: Day | null;
  nextDueOn: Day | null;
  nextDueKind: DeadlineKind | null;
  nextDueBasis: Basis | null;
  createdAt: string;
  version: number;
}

export interface Approval extends ApprovalLine {
  authority: string | null;
  basisOn: Day | null;
  certificateId: string | null;
  certificateNumber: string | null;
  certificateIssuedOn: Day | null;
  responsibleId: string | null;
  responsibleName: string | null;
  contactId: string | null;
  contactName: string | null;
  file: { id: string; name: string; sizeBytes: number } | null;
  note: string | null;
}

export interface ApprovalLimit {
  amount: number;
  unit: 'working-days' | 'calendar-days' | 'weeks' | 'months' | 'years';
  basis: Basis;
  certainty: Certainty;
  source: string;
  note: Words | null;
}

export interface ApprovalKind {
  key: string;
  names: Words;
  market: ApprovalMarket;
  appliesTo: ApprovalSubject[];
  authority: Words | null;
  basis: Basis;
  needs: Words[];
  endsWith: 'grant' | 'filing';
  after: string[];
  filing: ApprovalLimit | null;
  processing: ApprovalLimit | null;
  validity: ApprovalLimit | null;
  audits: YesNoUnknown;
  note: Words | null;
  certainty: Certainty;
  source: string;
}

export type WishState = 'kept' | 'unsure' | 'missed';

export interface ProjectLine {
  id: string;
  name: string;
  nameZh: string | null;
  isVehicle: boolean;
  wishOn: Day | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  responsibleId: string | null;
  responsibleName: string | null;
  readiness: {
    isReady: boolean;
    readyOn: Day | null;
    isAtLeast: boolean;
    wish: WishState | null;
    daysLate: number | null;
    done: number;
    total: number;
  };
  closedAt: string | null;
  createdAt: string;
  version: number;
}

export interface Certification {
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  state: CertificationState;
  certificateId: string | null;
  certificateNumber: string | null;
  applicationId: string | null;
  applicationNumber: string | null;
  determinationId: string | null;
}

export interface ChainLink {
  state: 'done' | 'expected' | 'unknown' | 'stopped';
  on: Day;
  isAtLeast: boolean;
  range: { earlyOn: Day; lateOn: Day } | null;
  reason: LinkReason;
  counted: Counted | null;
  certification: Certification | null;
  approval: ApprovalLine | null;
}

export interface Chain {
  links: ChainLink[];
  isDone: boolean;
  readyOn: Day;
  isAtLeast: boolean;
}

export interface ProjectBoard extends ProjectLine {
  products: { id: string; name: string; nameZh: string | null; classCode: string }[];
  chains: Chain[];
  range: { earlyOn: Day; lateOn: Day } | null;
  wish: { state: WishState; daysLate: number } | null;
  leftOut: ApprovalLine[];
}
