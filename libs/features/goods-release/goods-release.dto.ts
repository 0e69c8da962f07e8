import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { BASES, CERTAINTIES, type Basis, type Certainty } from '#domain/deadlines/deadline';
import { LANGUAGES, type Language } from '#domain/permissions';
import type { Mode } from '#domain/reference/catalogue';
import { RELEASE_REASONS, type ReleaseAnswer, type ReleaseReason, type ReleaseReasonCode } from '#domain/release/goods-release'; // prettier-ignore
import { IsDay, Tidy } from '#platform/http/fields';

const ANSWERS: readonly ReleaseAnswer[] = ['yes', 'no', 'unknown'];

/** What may ship: a model, a product, or both. */
export class GoodsReleaseQuery {
  /** as on the delivery note; case, spaces and hyphens do not matter */
  @IsOptional() @Tidy() @IsString() @Length(1, 100) model?: string;
  @IsOptional() @IsUUID() productId?: string;
  /** in Beijing; today when left out */
  @IsOptional() @IsDay() on?: string;

  /** made after a change that the body may not have accepted yet; not said when left out */
  @ApiPropertyOptional({ enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'])
  changed?: 'true' | 'false';

  /** of the sentences; the reader's own when left out */
  @ApiPropertyOptional({ enum: LANGUAGES })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;
}

/** One step of the reasoning: its code and facts for machines, its sentence for people. */
export class ReleaseReasonView {
  @ApiProperty({ enum: RELEASE_REASONS }) code: ReleaseReasonCode;
  /** `note` decides nothing but must be known */
  @ApiProperty({ enum: ['for', 'against', 'open', 'note'] }) speaks: ReleaseReason['speaks'];
  @ApiProperty({ type: Object }) facts: Record<string, string | null>;
  text: string;
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  /** references, separated by ` ; `; `none` = our own register */
  source: string;
}

export class ReleaseCertificateView {
  id: string;
  number: string;
  @ApiProperty({ enum: ANSWERS }) answer: ReleaseAnswer;
  @ApiProperty({ type: [ReleaseReasonView] }) reasons: ReleaseReasonView[];
}

export class ReleaseItemView {
  productId: string;
  productName: string;
  productNameZh: string | null;
  models: string[];
  classCode: string;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  @ApiProperty({ enum: ANSWERS }) answer: ReleaseAnswer;
  /** the answer in one sentence */
  headline: string;
  /** how the class is certified on that day; `mixed` where its variants differ */
  @ApiProperty({ type: String }) mode: Mode | 'mixed';
  @ApiProperty({ type: [ReleaseReasonView] }) reasons: ReleaseReasonView[];
  /** the one that decides first */
  @ApiProperty({ type: [ReleaseCertificateView] }) certificates: ReleaseCertificateView[];
}

export class GoodsReleaseView {
  model: string | null;
  on: string;
  /** of all products of that model: yes or no only where they agree; unknown also where none is found */
  @ApiProperty({ enum: ANSWERS }) answer: ReleaseAnswer;
  @ApiProperty({ type: [ReleaseItemView] }) items: ReleaseItemView[];
  /** false: more products have such a model than are told */
  isComplete: boolean;
  answeredAt: Date;
  /** version of the reference data */
  dataVersion: number;
}
