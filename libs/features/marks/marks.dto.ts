import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsNumber, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { MARK_FORMS, type MarkForm } from '#domain/marks/mark';
import { CERTAINTIES, type Certainty } from '#domain/deadlines/deadline';
import { FileView } from '#features/files/files.dto';
import { IfGiven, IsDay, Tidy, TidyCode } from '#platform/http/fields';

/** As the certification bodies give it. */
const FACTORY_CODE = /^[A-Z0-9]{7}$/;
const [LOWEST_MM, HIGHEST_MM] = [0.1, 10_000];

export class MarkInput {
  @ApiProperty({ enum: MARK_FORMS }) @IsIn(MARK_FORMS) form: MarkForm;
  /** 7 letters and digits, as it stands beside the mark */
  @IsOptional() @TidyCode() @Matches(FACTORY_CODE) factoryCode?: string | null;
  /** in millimetres */
  @IsOptional() @IsNumber({ maxDecimalPlaces: 1 }) @Min(LOWEST_MM) @Max(HIGHEST_MM) heightMm?: number | null;
  /** where on the goods or their packing it stands */
  @IsOptional() @Tidy() @IsString() @MaxLength(500) place?: string | null;
  /** a picture that nothing holds yet */
  @IsOptional() @IsUUID() photoFileId?: string | null;
  /** first day on which goods leave with it */
  @IsOptional() @IsDay() usedFrom?: string | null;
  /** last one */
  @IsOptional() @IsDay() usedUntil?: string | null;
}

export class MarkEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @ApiProperty({ enum: MARK_FORMS, required: false }) @IfGiven() @IsIn(MARK_FORMS) form?: MarkForm;
  @IsOptional() @TidyCode() @Matches(FACTORY_CODE) factoryCode?: string | null;
  @IsOptional() @IsNumber({ maxDecimalPlaces: 1 }) @Min(LOWEST_MM) @Max(HIGHEST_MM) heightMm?: number | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(500) place?: string | null;
  /** another picture in place of the present one, which is taken away; the present one's id changes nothing */
  @IsOptional() @IsUUID() photoFileId?: string | null;
  @IsOptional() @IsDay() usedFrom?: string | null;
  @IsOptional() @IsDay() usedUntil?: string | null;
}

/** What looks wrong; it refuses nothing. */
export class MarkWarningView {
  @ApiProperty({ enum: ['below-minimum-height', 'factory-code-differs'] })
  code: 'below-minimum-height' | 'factory-code-differs';
  /** of `below-minimum-height` */
  minimumMm?: number;
  @ApiProperty({ enum: CERTAINTIES, required: false }) certainty?: Certainty;
  source?: string;
  /** of `factory-code-differs`: the code of the factory on the certificate */
  expected?: string;
}

/** One way in which the CCC mark is put on the goods of a certificate. */
export class MarkView {
  id: string;
  @ApiProperty({ enum: MARK_FORMS }) form: MarkForm;
  factoryCode: string | null;
  heightMm: number | null;
  place: string | null;
  @ApiProperty({ type: FileView, nullable: true }) photo: FileView | null;
  /** null = not used yet */
  usedFrom: string | null;
  usedUntil: string | null;
  warnings: MarkWarningView[];
  version: number;
}

export class MarkList {
  /** those in use from the latest day first */
  items: MarkView[];
}
