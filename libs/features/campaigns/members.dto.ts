import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, MaxLength, Min } from 'class-validator';
import { MEMBER_STEPS, type MemberStep } from '#domain/campaigns/step';
import type { Scheme } from '#domain/certificate';
import type { Language } from '#domain/permissions';
import type { ApplicationStatus } from '#domain/states/application-status';
import { CERTIFICATE_STATUSES, type CertificateStatus } from '#domain/states/certificate-status';
import { SCHEMES } from '#domain/certificate';
import { IfGiven, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { CampaignFailureView } from './campaigns.dto.js';

export class MemberListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: MEMBER_STEPS, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(MEMBER_STEPS, { each: true })
  step?: MemberStep[];
  @IsOptional() @IsUUID() clientId?: string;
  /** words of the certificate, its product or client */
  @ApiPropertyOptional() @IsOptional() @Tidy() @IsString() @MaxLength(200) q?: string;
}

export class CampaignMemberLine {
  id: string;
  @ApiProperty({ enum: MEMBER_STEPS }) step: MemberStep;
  stepSince: string;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  certificateId: string | null;
  certificateNumber: string | null;
  @ApiProperty({ enum: SCHEMES, nullable: true }) scheme: Scheme | null;
  @ApiProperty({ enum: CERTIFICATE_STATUSES, nullable: true }) certificateStatus: CertificateStatus | null;
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  applicationId: string | null;
  applicationNumber: string | null;
  @ApiProperty({ type: String, nullable: true }) applicationStatus: ApplicationStatus | null;
  stageKey: string | null;
  ownerId: string | null;
  ownerName: string | null;
  /** what the announcement asks: convert, update-standard, none */
  todo: string;
  /** day on which its case is expected to end; null where nobody can say */
  expectedOn: string | null;
  excuseGround: string | null;
  excuseReason: string | null;
  excusedByName: string | null;
  @ApiProperty({ type: CampaignFailureView, nullable: true }) failure: CampaignFailureView | null;
  chasedAt: string | null;
  version: number;
}

export class CampaignMemberPage {
  items: CampaignMemberLine[];
  nextCursor: string | null;
}

export class ExcuseInput {
  /** the version of the member that was read */
  @IsInt() @Min(1) version: number;
  /** a ground of the announcement, or `other` */
  @IsString() @Length(1, 60) ground: string;
  /** needed with `other` */
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
  /** the case is withdrawn with it, as long as it is a draft; false when left out */
  @IfGiven() @IsBoolean() withdrawsCase?: boolean;
}

export class MembersWorkbookQuery extends MemberListQuery {
  @ApiPropertyOptional({ enum: ['en', 'de', 'zh'] }) @IsOptional() @IsIn(['en', 'de', 'zh']) language?: Language;
}
