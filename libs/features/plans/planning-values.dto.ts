import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import type { CountUnit } from '#domain/calendar/counting';
import { MOST_UNITS } from '#domain/plan/options';
import type { Words } from '#domain/reference/record';
import { Tidy } from '#platform/http/fields';

/** A value that no source states, with our default and the tenant's own amount. */
export class PlanningValueView {
  /** `stage:<scheme>/<stage>` */
  key: string;
  schemeKey: string;
  @ApiProperty({ type: Object }) schemeNames: Words;
  stageKey: string;
  @ApiProperty({ type: Object }) stageNames: Words;
  /** our default; null: unknown */
  amount: number | null;
  unit: CountUnit;
  basis: 'planning';
  source: string;
  /** the tenant's own; null: the default holds */
  ownAmount: number | null;
  reason: string | null;
  setByName: string | null;
  /** instant */
  setAt: string | null;
  /** to name when it is set again; null while there is none */
  version: number | null;
}

export class PlanningValueList {
  items: PlanningValueView[];
}

export class PlanningValueInput {
  /** in the unit of the value */
  @IsInt() @Min(0) @Max(MOST_UNITS) amount: number;
  /** why it differs */
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
  /** the version that was read; null or left out where the default held */
  @IsOptional() @IsInt() @Min(1) version?: number | null;
}
