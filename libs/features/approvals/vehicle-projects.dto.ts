import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Min } from 'class-validator'; // prettier-ignore
import { CERTIFICATION_STATES, LINK_REASONS, type CertificationState, type LinkReason } from '#domain/approvals/readiness-link'; // prettier-ignore
import type { Counted } from '#domain/deadlines/deadline';
import { IfGiven, IsDay, IsName, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { ApprovalLine } from './approvals.dto.js';

export const PROJECT_SORTS = ['-createdAt'] as const;
export type ProjectSort = (typeof PROJECT_SORTS)[number];

/** A vehicle has some dozens of parts with certificates of their own. */
export const PRODUCTS_MAX = 200;

export class ProjectListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PROJECT_SORTS, default: '-createdAt' })
  @IsOptional()
  @IsIn(PROJECT_SORTS)
  sort?: ProjectSort;

  @IsOptional() @IsUUID() clientId?: string;
  /** closed ones are left out unless `true` is asked for */
  @ApiPropertyOptional({ enum: ['true', 'false'] }) @IsOptional() @IsIn(['true', 'false']) isClosed?: 'true' | 'false';
}

export class ProjectInput {
  @IsUUID() clientId: string;
  @Tidy() @IsString() @IsName() @Length(1, 200) name: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 200) nameZh?: string | null;
  /** a whole vehicle; false: a part */
  @IfGiven() @IsBoolean() isVehicle?: boolean;
  /** day on which it shall be ready */
  @IsOptional() @IsDay() wishOn?: string | null;
  @IsOptional() @IsUUID() responsibleId?: string | null;
  /** products of the client whose certificates it waits for */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(PRODUCTS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  productIds?: string[];
}

export class ProjectEdit {
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 200) name?: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 200) nameZh?: string | null;
  @IfGiven() @IsBoolean() isVehicle?: boolean;
  @IsOptional() @IsDay() wishOn?: string | null;
  @IsOptional() @IsUUID() responsibleId?: string | null;
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(PRODUCTS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  productIds?: string[];
  /** the project is done with, or given up */
  @IfGiven() @IsBoolean() isClosed?: boolean;
}

export class ProjectReadinessLine {
  isReady: boolean;
  /** null: it waits for nothing yet */
  readyOn: string | null;
  /** a day on the way is unknown: not before `readyOn` */
  isAtLeast: boolean;
  /** null without a wish day */
  @ApiProperty({ enum: ['kept', 'unsure', 'missed'], nullable: true }) wish: 'kept' | 'unsure' | 'missed' | null;
  daysLate: number | null;
  /** how many certificates and approvals are there, of how many */
  done: number;
  total: number;
}

export class ProjectLine {
  id: string;
  name: string;
  nameZh: string | null;
  isVehicle: boolean;
  wishOn: string | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  responsibleId: string | null;
  responsibleName: string | null;
  readiness: ProjectReadinessLine;
  /** instant; null while it is under way */
  closedAt: string | null;
  /** instant */
  createdAt: string;
  version: number;
}

export class ProjectPage {
  items: ProjectLine[];
  nextCursor: string | null;
}

export class DayRangeView {
  earlyOn: string;
  lateOn: string;
}

/** CCC of one product of the project. */
export class CertificationView {
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  @ApiProperty({ enum: CERTIFICATION_STATES }) state: CertificationState;
  certificateId: string | null;
  certificateNumber: string | null;
  applicationId: string | null;
  applicationNumber: string | null;
  /** the determination that it needs none */
  determinationId: string | null;
}

export class ReadinessLinkView {
  @ApiProperty({ enum: ['done', 'expected', 'unknown', 'stopped'] }) state: 'done' | 'expected' | 'unknown' | 'stopped';
  /** done: the day it came; expected: the day; else the first day on which it could come */
  on: string;
  isAtLeast: boolean;
  range: DayRangeView | null;
  @ApiProperty({ enum: LINK_REASONS }) reason: LinkReason;
  /** where a limit was counted: how, with every day passed over */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true }) counted: Counted | null;
  /** one of the two is set */
  certification: CertificationView | null;
  approval: ApprovalLine | null;
}

export class ReadinessChainView {
  links: ReadinessLinkView[];
  isDone: boolean;
  readyOn: string;
  isAtLeast: boolean;
}

export class ProjectWishView {
  @ApiProperty({ enum: ['kept', 'unsure', 'missed'] }) state: 'kept' | 'unsure' | 'missed';
  /** from the wish day; negative = before it */
  daysLate: number;
}

export class ProjectProductView {
  id: string;
  name: string;
  nameZh: string | null;
  classCode: string;
}

/** The readiness board of a project: the slowest chain first. */
export class ProjectBoard extends ProjectLine {
  products: ProjectProductView[];
  chains: ReadinessChainView[];
  range: DayRangeView | null;
  wish: ProjectWishView | null;
  /** withdrawn or not needed: they take no part */
  leftOut: ApprovalLine[];
}
