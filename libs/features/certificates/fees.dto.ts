import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { CERTAINTIES, type Certainty } from '#domain/deadlines/deadline';
import type { Words } from '#domain/reference/record';
import { IfGiven, IsDay, Tidy, TidyCode } from '#platform/http/fields';

const [FIRST_YEAR, LAST_YEAR] = [1990, 2199];
const MOST = 9_999_999.99;

export class FeeInput {
  /** for which it is owed; one fee a year */
  @IsInt() @Min(FIRST_YEAR) @Max(LAST_YEAR) year: number;
  /** with its currency, or unknown without */
  @IsOptional() @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(MOST) amount?: number | null;
  /** ISO 4217, e.g. CNY */
  @IsOptional() @TidyCode() @IsString() @MaxLength(3) currency?: string | null;
  /** in the year of the fee, the one before or the one after */
  @IsDay() dueOn: string;
  /** not in the future */
  @IsOptional() @IsDay() paidOn?: string | null;
  /** for the team only */
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) note?: string | null;
}

export class FeeEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @IsInt() @Min(FIRST_YEAR) @Max(LAST_YEAR) year?: number;
  @IsOptional() @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(MOST) amount?: number | null;
  @IsOptional() @TidyCode() @IsString() @MaxLength(3) currency?: string | null;
  @IfGiven() @IsDay() dueOn?: string;
  @IsOptional() @IsDay() paidOn?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) note?: string | null;
}

/** What a certificate owes its body for one year. */
export class FeeView {
  id: string;
  year: number;
  /** null = not known */
  amount: number | null;
  currency: string | null;
  dueOn: string;
  /** null = not paid */
  paidOn: string | null;
  /** for the team only */
  note: string | null;
  version: number;
}

/** What the reference data knows of the amount. */
export class KnownFeeView {
  minimum: number;
  maximum: number;
  currency: 'CNY';
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  source: string;
  @ApiProperty({ type: Object, nullable: true }) note: Words | null;
}

export class FeeList {
  /** the last year first */
  items: FeeView[];
  /** a hint; null where nothing is known */
  @ApiProperty({ type: KnownFeeView, nullable: true }) known: KnownFeeView | null;
}
