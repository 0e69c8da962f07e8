import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import type { Words } from '#domain/reference/record';
import { PageQuery } from '#platform/http/page';

export class MoveListQuery extends PageQuery {
  @IsOptional() @IsUUID() certificateId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  @IsOptional() @IsUUID() planId?: string;
  @IsOptional() @IsUUID() applicationId?: string;
  @IsOptional() @IsUUID() auditId?: string;
  @IsOptional() @IsUUID() sampleId?: string;
  @IsOptional() @IsUUID() determinationId?: string;
  @IsOptional() @IsUUID() approvalId?: string;
  @IsOptional() @IsUUID() cbReportId?: string;

  /** what this version of the reference data moved */
  @ApiPropertyOptional({ type: 'integer', minimum: 1 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  referenceVersion?: number;
}

/** Why a day moved: a code, and what a reader needs to understand it. */
export class MoveReasonView {
  code: string;
  facts: Record<string, unknown>;
}

/** A day that moved because the rules or calendars did, not because anybody edited its subject. */
export class MoveView {
  id: string;
  certificateId: string | null;
  factoryId: string | null;
  planId: string | null;
  applicationId: string | null;
  auditId: string | null;
  sampleId: string | null;
  determinationId: string | null;
  approvalId: string | null;
  /** of an approval: its kind in the reference data */
  approvalKind: string | null;
  /** of an approval: the vehicle project it belongs to */
  projectId: string | null;
  cbReportId: string | null;
  /** of a CB test report: its product */
  reportProductId: string | null;
  /** of a sample: its case */
  caseId: string | null;
  /** of a sample: the booking it lies at */
  sampleBookingId: string | null;
  /** number of the certificate or case, name of the factory (of an audit too), of the plan, or of the sample; number of the
   * determination, approval or CB test report */
  label: string;
  labelZh: string | null;
  productName: string | null;
  productNameZh: string | null;
  /** null for a factory of several clients */
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  /** a kind of deadline, of a stage of a case `limit:<stage>/<deadline>`, or of a plan `stage:<stage>/<edge>`, `limit:<stage>/<limit>` or `end` */
  item: string;
  /** of an audit: number of the finding */
  @ApiProperty({ type: 'integer', nullable: true }) itemNumber: number | null;
  /** of a plan or case: the stage or limit, as the reference data names it now */
  @ApiProperty({ type: Object, nullable: true }) itemNames: Words | null;
  /** null: it was not owed before */
  fromOn: string | null;
  /** null: it is not owed any more */
  toOn: string | null;
  /** calendar days; positive = later; null where it was not owed on one side */
  @ApiProperty({ type: 'integer', nullable: true }) days: number | null;
  why: MoveReasonView;
  /** of a plan: the stage through which it moved */
  @ApiProperty({ type: Object, nullable: true }) throughNames: Words | null;
  referenceVersion: number;
  /** instant */
  movedAt: string;
}

export class MovePage {
  items: MoveView[];
  nextCursor: string | null;
}
