import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { Basis, Certainty } from '#domain/deadlines/deadline';
import { RECORD_KINDS, type RecordKind } from '#domain/reference/record';

const CERTAINTY = { enum: ['official', 'secondary', 'unverified'] };

/** A product class of the CCC catalogue. */
export class CatalogueClassView {
  code: string;
  nameEn: string;
  nameZh: string;
  nameDe: string;
  /** implementation rule */
  rule: string | null;
  mode: string;
  /** its self-declarations end with SAMR Announcement 57/2025 */
  isConverting: boolean;
  @ApiProperty(CERTAINTY) certainty: Certainty;
  source: string;
}

export class CatalogueClassList {
  items: CatalogueClassView[];
}

/** A rule that states days. */
export class DeadlineRuleView {
  code: string;
  kind: string;
  @ApiProperty({ enum: ['legal', 'practice', 'planning'] }) basis: Basis;
  @ApiProperty(CERTAINTY) certainty: Certainty;
  isDisputed: boolean;
  parameters: Record<string, unknown>;
  source: string;
  sourceUrl: string | null;
}

export class DeadlineRuleList {
  items: DeadlineRuleView[];
}

export class ReferenceDayView {
  /** YYYY-MM-DD */
  day: string;
  @ApiProperty({ enum: ['holiday', 'make-up'] }) kind: 'holiday' | 'make-up';
  name: string;
}

/** How one country's year departs from Monday to Friday. */
export class ReferenceYearView {
  country: string;
  year: number;
  @ApiProperty({ enum: ['official', 'secondary', 'partial', 'unpublished'] })
  status: 'official' | 'secondary' | 'partial' | 'unpublished';
  source: string;
  days: ReferenceDayView[];
}

export class CalendarList {
  items: ReferenceYearView[];
}

export class RecordsQuery {
  @ApiProperty({ enum: RECORD_KINDS })
  @IsIn(RECORD_KINDS)
  kind: RecordKind;

  /** the newest when left out */
  @ApiPropertyOptional({ type: 'integer', minimum: 1 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  version?: number;
}

/** A record in force in a version, as it was published. */
export class ReferenceRecordView {
  key: string;
  /** first day on which it holds; null = since ever */
  validFrom: string | null;
  /** last day; null = until something else is published */
  validTo: string | null;
  source: string;
  /** came with a release of the program, or was uploaded by the platform owner */
  @ApiProperty({ enum: ['release', 'upload'] }) origin: 'release' | 'upload';
  /** version that brought it as it is */
  sinceVersion: number;
  /** every field as published, those above included */
  fields: Record<string, unknown>;
}

export class ReferenceRecordList {
  version: number;
  @ApiProperty({ enum: RECORD_KINDS }) kind: RecordKind;
  items: ReferenceRecordView[];
}
