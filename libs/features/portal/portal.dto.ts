import { ApiProperty } from '@nestjs/swagger';
import { APPLICATION_KINDS, type ApplicationKind } from '#domain/cases/application';
import { LATENESS_STATES, type LatenessState } from '#domain/cases/lateness';
import { BASES, type Basis } from '#domain/deadlines/deadline';
import type { Words } from '#domain/reference/record';
import { PARTIES, type Party } from '#domain/reference/scheme';
import { APPLICATION_STATUSES, type ApplicationStatus } from '#domain/states/application-status';
import { AUDIT_KINDS, AUDIT_STATUSES, FINDING_GRADES, type AuditKind, type AuditStatus, type FindingGrade } from '#domain/states/audit-status'; // prettier-ignore
import { STAGE_BLOCKERS, STAGE_STATUSES, type StageBlocker, type StageStatus } from '#domain/states/stage-status';
import { ForecastRangeView } from '#features/applications/case-plan.dto';
import { DocumentRequestView } from '#features/documents/documents.dto';

/** A company by its names. */
export class NamedCompany {
  id: string;
  name: string;
  nameZh: string | null;
}

export class TemplateOfAsk {
  id: string;
  name: string;
}

/** A document that the client owes. */
export class OwedDocument {
  id: string;
  applicationId: string;
  applicationNumber: string;
  productName: string;
  productNameZh: string | null;
  stageKey: string;
  title: string;
  titleZh: string | null;
  instructions: string | null;
  @ApiProperty({ type: TemplateOfAsk, nullable: true }) template: TemplateOfAsk | null;
  askedOn: string;
  dueOn: string;
  /** it was handed in before and came back */
  isReturned: boolean;
  /** why it came back */
  statusReason: string | null;
  /** versions handed in so far */
  versions: number;
  /** somebody of the client has opened it before */
  isSeen: boolean;
  version: number;
}

/** A finding whose correction the client owes. */
export class OwedFinding {
  id: string;
  auditId: string;
  number: number;
  @ApiProperty({ enum: FINDING_GRADES }) grade: FindingGrade;
  description: string;
  descriptionZh: string | null;
  factoryName: string;
  factoryNameZh: string | null;
  dueOn: string | null;
  /** why the answer before was not taken */
  statusReason: string | null;
}

export class StageMark {
  key: string;
  attempt: number;
  @ApiProperty({ type: Object }) names: Words;
  @ApiProperty({ enum: STAGE_STATUSES }) status: StageStatus;
  @ApiProperty({ enum: PARTIES }) party: Party;
  startedOn: string | null;
  /** as agreed */
  plannedFrom: string | null;
  plannedTo: string | null;
  /** known or expected, as the case stands; null where no day can be counted */
  expectedFrom: string | null;
  expectedTo: string | null;
}

/** A case as its client sees it at a glance. */
export class CaseAtAGlance {
  id: string;
  number: string;
  @ApiProperty({ enum: APPLICATION_KINDS }) kind: ApplicationKind;
  @ApiProperty({ enum: APPLICATION_STATUSES }) status: ApplicationStatus;
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  /** the traffic light; null where the case is ended */
  @ApiProperty({ enum: LATENESS_STATES, nullable: true }) light: LatenessState | null;
  /** the stages up to the certificate, in order */
  stages: StageMark[];
  /** key of the stage it stands in */
  stageKey: string | null;
  @ApiProperty({ enum: STAGE_BLOCKERS, nullable: true }) blocker: StageBlocker | null;
  @ApiProperty({ enum: PARTIES }) turn: Party;
  turnSince: string;
  /** when the certificate is expected; null where nobody can say */
  forecastOn: string | null;
  forecastIsAtLeast: boolean;
  @ApiProperty({ type: ForecastRangeView, nullable: true }) range: ForecastRangeView | null;
  wishOn: string | null;
  legalOn: string | null;
  nextDueOn: string | null;
  @ApiProperty({ enum: BASES, nullable: true }) nextDueBasis: Basis | null;
}

/** An inspection to come. */
export class AuditToCome {
  id: string;
  @ApiProperty({ enum: AUDIT_KINDS }) kind: AuditKind;
  @ApiProperty({ enum: AUDIT_STATUSES }) status: AuditStatus;
  isRemote: boolean;
  factoryName: string;
  factoryNameZh: string | null;
  plannedFrom: string | null;
  plannedTo: string | null;
}

export class PortalCounts {
  openCases: number;
  certificates: number;
  auditsToCome: number;
  documents: number;
}

/** What a client finds when it comes in: what is asked of it, and where its cases stand. */
export class PortalOverview {
  tenant: NamedCompany;
  client: NamedCompany;
  /** today where the client's reader is */
  today: string;
  asked: OwedDocument[];
  findings: OwedFinding[];
  /** open ones by next deadline, at most 50 */
  cases: CaseAtAGlance[];
  audits: AuditToCome[];
  /** each up to 1,000 */
  counts: PortalCounts;
}

/** A document of any of the client's cases. */
export class DocumentOfClient extends DocumentRequestView {
  applicationNumber: string;
  productName: string;
  productNameZh: string | null;
  /** its case takes no documents any more */
  isEnded: boolean;
}

export class DocumentOfClientPage {
  items: DocumentOfClient[];
  nextCursor: string | null;
}
