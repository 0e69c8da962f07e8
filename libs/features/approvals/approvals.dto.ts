import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, MaxLength, Min } from 'class-validator';
import { BASES, CERTAINTIES, DEADLINE_KINDS, type Basis, type Certainty, type DeadlineKind } from '#domain/deadlines/deadline'; // prettier-ignore
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import { APPROVAL_MARKETS, APPROVAL_SUBJECTS, type ApprovalMarket, type ApprovalSubject } from '#domain/reference/approval'; // prettier-ignore
import {
  APPROVAL_ACTS,
  APPROVAL_STATUSES,
  type ApprovalAct,
  type ApprovalStatus,
} from '#domain/states/approval-status';
import { IfGiven, IsDay, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

export const APPROVAL_SORTS = ['nextDueOn', '-createdAt'] as const;
export type ApprovalSort = (typeof APPROVAL_SORTS)[number];

export class ApprovalListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: APPROVAL_SORTS, default: 'nextDueOn' })
  @IsOptional()
  @IsIn(APPROVAL_SORTS)
  sort?: ApprovalSort;

  /** one or several, with commas or repeated */
  @ApiPropertyOptional({ enum: APPROVAL_STATUSES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(APPROVAL_STATUSES, { each: true })
  status?: ApprovalStatus[];

  /** key of an approval kind of the reference data */
  @IsOptional() @IsString() @MaxLength(60) kind?: string;
  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() projectId?: string;
  @IsOptional() @IsUUID() productId?: string;
}

class ApprovalFields {
  @IsOptional() @Tidy() @IsString() @MaxLength(300) title?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(100) number?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(300) authority?: string | null;
  /** the CCC certificate that begins it; of the same client */
  @IsOptional() @IsUUID() certificateId?: string | null;
  /** day of the announcement that begins it */
  @IsOptional() @IsDay() basisOn?: string | null;
  @IsOptional() @IsDay() expectedOn?: string | null;
  /** last valid day, as its paper says */
  @IsOptional() @IsDay() validUntil?: string | null;
  /** next follow-up audit, as its paper says */
  @IsOptional() @IsDay() nextAuditOn?: string | null;
  @IsOptional() @IsUUID() responsibleId?: string | null;
  @IsOptional() @IsUUID() contactId?: string | null;
  /** an uploaded file: its paper */
  @IsOptional() @IsUUID() fileId?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(4000) note?: string | null;
}

export class ApprovalInput extends ApprovalFields {
  /** key of an approval kind of the reference data */
  @Tidy() @IsString() @Length(1, 60) kind: string;
  /** of a project, a product, or a product of a project; one of them at least */
  @IsOptional() @IsUUID() projectId?: string | null;
  @IsOptional() @IsUUID() productId?: string | null;
}

export class ApprovalEdit extends ApprovalFields {
  @IsInt() @Min(1) version: number;
}

export class ApprovalActInput {
  @IsInt() @Min(1) version: number;
  @ApiProperty({ enum: APPROVAL_ACTS }) @IsIn(APPROVAL_ACTS) act: ApprovalAct;
  @IfGiven() @IsDay() on?: string;
  @IfGiven() @Tidy() @IsString() @Length(1, 1000) reason?: string;
  /** of `file`: the day that was told for it */
  @IfGiven() @IsDay() expectedOn?: string;
  /** of `grant`: number, last day and next audit as its paper says */
  @IfGiven() @Tidy() @IsString() @Length(1, 100) number?: string;
  @IfGiven() @IsDay() validUntil?: string;
  @IfGiven() @IsDay() nextAuditOn?: string;
}

export class ApprovalLine {
  id: string;
  kind: string;
  title: string | null;
  number: string | null;
  @ApiProperty({ enum: APPROVAL_STATUSES }) status: ApprovalStatus;
  /** in words, for the team only */
  statusReason: string | null;
  /** what may be recorded of it now, in the order of the table; none for a client */
  @ApiProperty({ enum: APPROVAL_ACTS, isArray: true }) acts: ApprovalAct[];
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  projectId: string | null;
  projectName: string | null;
  projectNameZh: string | null;
  productId: string | null;
  productName: string | null;
  productNameZh: string | null;
  filedOn: string | null;
  expectedOn: string | null;
  grantedOn: string | null;
  validUntil: string | null;
  nextAuditOn: string | null;
  nextDueOn: string | null;
  @ApiProperty({ enum: DEADLINE_KINDS, nullable: true }) nextDueKind: DeadlineKind | null;
  @ApiProperty({ enum: BASES, nullable: true }) nextDueBasis: Basis | null;
  /** instant */
  createdAt: string;
  version: number;
}

export class ApprovalPage {
  items: ApprovalLine[];
  nextCursor: string | null;
}

export class ApprovalFileView {
  id: string;
  name: string;
  sizeBytes: number;
}

export class ApprovalView extends ApprovalLine {
  authority: string | null;
  basisOn: string | null;
  certificateId: string | null;
  certificateNumber: string | null;
  certificateIssuedOn: string | null;
  responsibleId: string | null;
  responsibleName: string | null;
  contactId: string | null;
  contactName: string | null;
  file: ApprovalFileView | null;
  /** for the team only */
  note: string | null;
}

export class ApprovalWords {
  en: string;
  de: string;
  zh: string;
}

/** A number of the reference data with its unit, and where it stands. */
export class ApprovalLimitView {
  amount: number;
  @ApiProperty({ enum: ['working-days', 'calendar-days', 'weeks', 'months', 'years'] })
  unit: 'working-days' | 'calendar-days' | 'weeks' | 'months' | 'years';
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  source: string;
  note: ApprovalWords | null;
}

/** A kind of approval beside CCC. Null or unknown: no source says. */
export class ApprovalKindView {
  key: string;
  names: ApprovalWords;
  @ApiProperty({ enum: APPROVAL_MARKETS }) market: ApprovalMarket;
  @ApiProperty({ enum: APPROVAL_SUBJECTS, isArray: true }) appliesTo: ApprovalSubject[];
  authority: ApprovalWords | null;
  @ApiProperty({ enum: BASES }) basis: Basis;
  needs: ApprovalWords[];
  @ApiProperty({ enum: ['grant', 'filing'] }) endsWith: 'grant' | 'filing';
  /** keys of the kinds it waits for, or `ccc` */
  after: string[];
  filing: ApprovalLimitView | null;
  processing: ApprovalLimitView | null;
  validity: ApprovalLimitView | null;
  @ApiProperty({ enum: KNOWN_OR_NOT }) audits: YesNoUnknown;
  note: ApprovalWords | null;
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  source: string;
}

export class ApprovalKindList {
  items: ApprovalKindView[];
}
