import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator'; // prettier-ignore
import { BASES, DEADLINE_KINDS, type Basis, type DeadlineKind } from '#domain/deadlines/deadline';
import { MODELS_MAX } from '#domain/register/models';
import { SAMPLE_ACTS, SAMPLE_STATUSES, type SampleAct, type SampleStatus } from '#domain/states/sample-status';
import { IfGiven, IsDay, IsName, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

export const SAMPLE_SORTS = ['nextDueOn', '-createdAt'] as const;
export type SampleSort = (typeof SAMPLE_SORTS)[number];
/** `extend`: customs granted more time for a temporary import; the sample stays where it is */
export const SAMPLE_DEEDS = [...SAMPLE_ACTS, 'extend'] as const;
export type SampleDeed = SampleAct | 'extend';

export class SampleListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: SAMPLE_SORTS, default: 'nextDueOn' })
  @IsOptional()
  @IsIn(SAMPLE_SORTS)
  sort?: SampleSort;

  /** one or several, with commas or repeated */
  @ApiPropertyOptional({ enum: SAMPLE_STATUSES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(SAMPLE_STATUSES, { each: true })
  status?: SampleStatus[];

  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() applicationId?: string;
  @IsOptional() @IsUUID() bookingId?: string;
}

class SampleFields {
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MODELS_MAX)
  @Tidy()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  models?: string[];
  @ApiPropertyOptional({ type: 'integer' }) @IfGiven() @IsInt() @Min(1) @Max(10_000) quantity?: number;
  @IsOptional() @Tidy() @IsString() @MaxLength(300) place?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(100) carrier?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(100) trackingNumber?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(100) customsDeclaration?: string | null;
  /** day of a temporary import */
  @IsOptional() @IsDay() temporaryImportOn?: string | null;
}

export class SampleInput extends SampleFields {
  @IsUUID() productId: string;
  /** a case of the product's client */
  @IsOptional() @IsUUID() applicationId?: string | null;
  /** a booking of the product's client */
  @IsOptional() @IsUUID() bookingId?: string | null;
  @Tidy() @IsString() @IsName() @Length(1, 200) label: string;
}

export class SampleEdit extends SampleFields {
  @IsInt() @Min(1) version: number;
  @IsOptional() @IsUUID() bookingId?: string | null;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 200) label?: string;
}

export class SampleActInput {
  @IsInt() @Min(1) version: number;
  @ApiProperty({ enum: SAMPLE_DEEDS }) @IsIn(SAMPLE_DEEDS) act: SampleDeed;
  @IfGiven() @IsDay() on?: string;
  @IfGiven() @Tidy() @IsString() @Length(1, 1000) reason?: string;
  @IfGiven() @Tidy() @IsString() @Length(1, 300) place?: string;
  @IfGiven() @Tidy() @IsString() @Length(1, 100) carrier?: string;
  @IfGiven() @Tidy() @IsString() @Length(1, 100) trackingNumber?: string;
  @IfGiven() @Tidy() @IsString() @Length(1, 100) customsDeclaration?: string;
  /** of `release`: the goods came in for a time only */
  @IfGiven() @IsBoolean() isTemporaryImport?: boolean;
}

export class SampleLine {
  id: string;
  label: string;
  models: string[];
  quantity: number;
  @ApiProperty({ enum: SAMPLE_STATUSES }) status: SampleStatus;
  statusReason: string | null;
  statusOn: string | null;
  /** what may be done with it now, in the order of the table */
  @ApiProperty({ enum: SAMPLE_DEEDS, isArray: true }) acts: SampleDeed[];
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  productId: string;
  productName: string;
  productNameZh: string | null;
  applicationId: string | null;
  applicationNumber: string | null;
  bookingId: string | null;
  place: string | null;
  carrier: string | null;
  trackingNumber: string | null;
  customsDeclaration: string | null;
  temporaryImportOn: string | null;
  temporaryImportExtendedOn: string | null;
  nextDueOn: string | null;
  @ApiProperty({ enum: DEADLINE_KINDS, nullable: true }) nextDueKind: DeadlineKind | null;
  @ApiProperty({ enum: BASES, nullable: true }) nextDueBasis: Basis | null;
  /** instant */
  createdAt: string;
  version: number;
}

export class SamplePage {
  items: SampleLine[];
  nextCursor: string | null;
}
