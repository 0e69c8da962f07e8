import { ApiProperty, type ApiPropertyOptions, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { VERDICTS, type ApplicabilityAnswer, type Verdict } from '#domain/applicability/answer';
import { VEHICLE_CATEGORIES, type ApplicabilityFacts, type VehicleCategory } from '#domain/applicability/facts';
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import { APPLICANT_KINDS, type ApplicantKind } from '#domain/reference/catalogue';
import type { Words } from '#domain/reference/record';
import { IsCountry, IsDay, Tidy, TidyCode } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { NamedClient } from '#features/clients/factories.dto';
import { HS_CODE, KEY_MAX } from './applicability-questions.dto.js';
import { AnswerWords } from './told.dto.js';

const ANSWERS = {
  type: 'object',
  additionalProperties: { type: 'string', enum: [...KNOWN_OR_NOT] as string[] },
} satisfies ApiPropertyOptions;
const DATA = { type: 'object', additionalProperties: true } as const;

/** A class, a description or a product is needed; everything else may be left out and becomes an open question. */
export class CheckInput {
  /** for which it is asked; past and coming days alike */
  @IsDay() day: string;
  /** class and description default from it */
  @IsOptional() @IsUUID() productId?: string | null;
  @IsOptional() @IsUUID() clientId?: string | null;
  /** of the catalogue: four digits, or the speaking key of a product without a known code */
  @IsOptional() @Tidy() @IsString() @MaxLength(KEY_MAX) classKey?: string | null;
  /** of an item that CCC never covered */
  @IsOptional() @Tidy() @IsString() @MaxLength(KEY_MAX) neverInScopeKey?: string | null;
  @IsOptional() @Tidy() @IsString() @Length(1, 2000) description?: string | null;
  /** of a class whose parts have periods of their own */
  @IsOptional() @Tidy() @IsString() @MaxLength(KEY_MAX) variant?: string | null;
  @ApiPropertyOptional({ enum: VEHICLE_CATEGORIES, nullable: true })
  @IsOptional()
  @IsIn(VEHICLE_CATEGORIES)
  vehicleCategory?: VehicleCategory | null;
  /** `placing-on-market`, `unknown` (the default) or the key of a ground; GET /api/applicability/questions names them */
  @IsOptional() @Tidy() @IsString() @MaxLength(KEY_MAX) intendedUse?: string | null;
  @ApiPropertyOptional({ enum: APPLICANT_KINDS, nullable: true })
  @IsOptional()
  @IsIn(APPLICANT_KINDS)
  applicant?: ApplicantKind | null;
  /** ISO 3166-1 alpha-2 */
  @IsOptional() @TidyCode() @IsCountry() madeIn?: string | null;
  /** a hint, never the verdict: 4 to 13 digits, dots and spaces between them allowed */
  @IsOptional() @Tidy() @Matches(HS_CODE) hsCode?: string | null;
  /** condition of the class -> yes, no or unknown */
  @ApiPropertyOptional(ANSWERS)
  @IsOptional()
  @IsObject()
  classAnswers?: Record<string, YesNoUnknown> | null;
  /** condition of the ground -> yes, no or unknown */
  @ApiPropertyOptional(ANSWERS)
  @IsOptional()
  @IsObject()
  groundAnswers?: Record<string, YesNoUnknown> | null;
}

export class CheckListQuery extends PageQuery {
  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() clientId?: string;
  /** newest first is the only order */
  @IsOptional() @IsIn(['-createdAt']) sort?: '-createdAt';
}

/** An answer that was not stored. */
export class PreviewView {
  day: string;
  @ApiProperty({ enum: VERDICTS }) verdict: Verdict;
  referenceVersion: number;
  /** as it was understood, defaults included */
  @ApiProperty(DATA) facts: ApplicabilityFacts;
  /** codes and facts; `words` says the same */
  @ApiProperty(DATA) answer: ApplicabilityAnswer;
  words: AnswerWords;
}

export class CheckedProduct {
  id: string;
  name: string;
  nameZh: string | null;
}

export class NewerCheck {
  id: string;
  number: string;
}

/** A stored check. It is never changed; a newer one of the same product stands in its place. */
export class CheckView extends PreviewView {
  id: string;
  /** e.g. A-2026-0001 */
  number: string;
  product: CheckedProduct | null;
  client: NamedClient | null;
  /** instant */
  createdAt: string;
  /** null = Homolog itself */
  createdByName: string | null;
  /** the newest check of the same product; null when this one is */
  supersededBy: NewerCheck | null;
}

/** One row of the list of checks. */
export class CheckLine {
  id: string;
  number: string;
  day: string;
  @ApiProperty({ enum: VERDICTS }) verdict: Verdict;
  classKey: string | null;
  /** null where no code is known */
  classCode: string | null;
  /** of the class, or of what CCC never covered; null where neither is settled */
  @ApiProperty({ ...DATA, nullable: true }) takenFor: Words | null;
  description: string | null;
  productId: string | null;
  productName: string | null;
  productNameZh: string | null;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  referenceVersion: number;
  /** instant */
  createdAt: string;
  createdByName: string | null;
  /** of its product; a check without a product is always */
  isNewest: boolean;
}

export class CheckPage {
  items: CheckLine[];
  nextCursor: string | null;
}
