import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, MaxLength, Min, MinLength } from 'class-validator';
import { REPORT_ENDS, type ReportEnd } from '#domain/cases/cb-report';
import { CERTAINTIES, type Certainty } from '#domain/deadlines/deadline';
import { IfGiven, IsDay, Tidy } from '#platform/http/fields';

export class CbReportInput {
  @Tidy() @IsString() @MinLength(1) @MaxLength(100) number: string;
  /** of the CB test certificate */
  @IsOptional() @Tidy() @IsString() @MinLength(1) @MaxLength(100) certificateNumber?: string | null;
  /** the national certification body (NCB) that issued it */
  @Tidy() @IsString() @MinLength(1) @MaxLength(200) issuer: string;
  /** as cited, e.g. IEC 62368-1:2018 */
  @IsOptional() @Tidy() @IsString() @MinLength(1) @MaxLength(200) standard?: string | null;
  /** not in the future */
  @IsDay() issuedOn: string;
  /** a case of the product, in which it is handed in */
  @IsOptional() @IsUUID() applicationId?: string | null;
  /** left out: who owns the case, else those who lead */
  @IsOptional() @IsUUID() responsibleId?: string | null;
}

export class CbReportEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @MinLength(1) @MaxLength(100) number?: string;
  @IsOptional() @Tidy() @IsString() @MinLength(1) @MaxLength(100) certificateNumber?: string | null;
  @IfGiven() @Tidy() @IsString() @MinLength(1) @MaxLength(200) issuer?: string;
  @IsOptional() @Tidy() @IsString() @MinLength(1) @MaxLength(200) standard?: string | null;
  @IfGiven() @IsDay() issuedOn?: string;
  @IsOptional() @IsUUID() applicationId?: string | null;
  @IsOptional() @IsUUID() responsibleId?: string | null;
}

export class CbReportSettlement {
  @ApiProperty({ enum: REPORT_ENDS }) @IsIn(REPORT_ENDS) as: ReportEnd;
  /** from the day of issue until today */
  @IsDay() on: string;
}

/** Until when a body takes the report without a question. */
export class ReportAgeView {
  lastOn: string;
  years: number;
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  source: string;
}

export class CbReportView {
  id: string;
  productId: string;
  number: string;
  certificateNumber: string | null;
  issuer: string;
  standard: string | null;
  issuedOn: string;
  applicationId: string | null;
  caseNumber: string | null;
  /** for the team only */
  responsibleId: string | null;
  responsibleName: string | null;
  /** null: nothing has become of it yet */
  @ApiProperty({ enum: REPORT_ENDS, nullable: true }) settledAs: ReportEnd | null;
  settledOn: string | null;
  /** null: no source names an age */
  @ApiProperty({ type: ReportAgeView, nullable: true }) age: ReportAgeView | null;
  version: number;
}

/** As a client reads it among those of all its products. */
export class CbReportOfClient extends CbReportView {
  productName: string;
  productNameZh: string | null;
}

export class CbReportOfClientPage {
  items: CbReportOfClient[];
  nextCursor: string | null;
}

export class CbReportList {
  /** the newest first */
  items: CbReportView[];
}
