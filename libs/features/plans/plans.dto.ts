import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import type { CountUnit } from '#domain/calendar/counting';
import type { Plan, PlanOptions } from '#domain/plan/plan';
import type { Route } from '#domain/plan/router';
import type { Move } from '#domain/plan/what-if';
import type { AgreementAnswer } from '#domain/plan/recognition';
import type { YesNoUnknown } from '#domain/reference/actors';
import type { Mode } from '#domain/reference/catalogue';
import type { Limit, Words } from '#domain/reference/record';
import type { Party, SchemeDefinition, StageDefinition } from '#domain/reference/scheme';
import { IfGiven, IsCountry, IsDay, IsName, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { IsAnswers, IsDays, IsDurations, IsPins, MOST_ENTRIES } from './plan-fields.js';

const CLASS_KEY = /^[a-z0-9-]{1,60}(\/[a-z0-9-]{1,60})?$/;
export const DIRECTIONS = ['forward', 'backward'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export class PlanOptionsInput {
  /** stages side by side where scheme and class allow it */
  @IsOptional() @IsBoolean() isParallel?: boolean;

  /** keys of the optional stages that take part */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_ENTRIES)
  @IsString({ each: true })
  optional?: string[];

  /** stage -> what this case expects: `{ amount, unit }`, working days when the unit is left out */
  @ApiPropertyOptional({ type: Object })
  @IsOptional()
  @IsDurations()
  durations?: Record<string, { amount: number; unit?: CountUnit }>;

  /** stage -> days that are fixed or have happened: `{ startsOn, endsOn }` */
  @ApiPropertyOptional({ type: Object })
  @IsOptional()
  @IsPins()
  pins?: Record<string, { startsOn?: string | null; endsOn?: string | null }>;
}

export class RouteFactsInput {
  /** a self-declaration of the product is valid or suspended; of a product of yours it is looked up */
  @IsOptional() @IsIn(['yes', 'no', 'unknown']) hasLiveDeclaration?: YesNoUnknown;
  /** a CCC certificate of the product is there, live or not; of a product of yours it is looked up */
  @IsOptional() @IsIn(['yes', 'no', 'unknown']) hasCertificate?: YesNoUnknown;
  /** the client asks about an exemption */
  @IsOptional() @IsBoolean() wantsExemption?: boolean;

  /** answers to the conditions of the schemes, by their keys */
  @ApiPropertyOptional({ type: Object })
  @IsOptional()
  @IsAnswers()
  answers?: Record<string, YesNoUnknown>;
}

export class RecognitionFactsInput {
  /** answers to the criteria of the agreements, by their keys */
  @ApiPropertyOptional({ type: Object })
  @IsOptional()
  @IsAnswers()
  answers?: Record<string, YesNoUnknown>;

  /** days of issue, by the keys of criteria of age */
  @ApiPropertyOptional({ type: Object })
  @IsOptional()
  @IsDays()
  days?: Record<string, string>;
}

/** What is planned for: a product, or a class. */
class Planned {
  /** a product of yours; its class and its client's country are used */
  @IfGiven() @IsUUID() productId?: string;
  /** a class of the catalogue, with its variant where it has some: `1105/e-bike` */
  @IfGiven() @Matches(CLASS_KEY) classKey?: string;
  /** whose working days the client's stages are counted in; the tenant's own country when nothing else is known */
  @IsOptional() @IsCountry() clientCountry?: string | null;
  /** first day; today when left out. With `wishOn`: the first day on which anything can be done */
  @IfGiven() @IsDay() startsOn?: string;
  /** wished day of the certificate: plans run backward from it */
  @IfGiven() @IsDay() wishOn?: string;
  @IfGiven() @ValidateNested() @Type(() => PlanOptionsInput) options?: PlanOptionsInput;
}

export class ComparisonInput extends Planned {
  /** day on which class and schemes are judged; the first day of the plan when left out */
  @IfGiven() @IsDay() day?: string;
  @IfGiven() @ValidateNested() @Type(() => RouteFactsInput) facts?: RouteFactsInput;
  @IfGiven() @ValidateNested() @Type(() => RecognitionFactsInput) recognition?: RecognitionFactsInput;
}

/** What is otherwise: only what is given differs from the base. Durations and pins are joined stage by stage. */
export class WhatIfChange {
  @IfGiven() @IsDay() startsOn?: string;
  @IfGiven() @IsDay() wishOn?: string;
  @IfGiven() @ValidateNested() @Type(() => PlanOptionsInput) options?: PlanOptionsInput;
}

export class WhatIfInput extends Planned {
  @IsString() @Length(1, 100) schemeKey: string;
  /** `ValidateNested` alone lets a missing one pass */
  @IsObject() @ValidateNested() @Type(() => WhatIfChange) changed: WhatIfChange;
}

/** One stage of a scheme as it is told: its days stand in the plan. */
export class StageView {
  key: string;
  @ApiProperty({ type: Object }) names: Words;
  party: Party;
  isOptional: boolean;
  isAfterCertificate: boolean;
  @ApiProperty({ type: Object }) inputs: readonly Words[];
  @ApiProperty({ type: Object }) outputs: readonly Words[];
  /** what typically holds it up */
  @ApiProperty({ type: Object }) blockers: readonly Words[];
  /** who lets it run beside others */
  @ApiProperty({ type: Object, nullable: true }) parallel: StageDefinition['parallel'];
  @ApiProperty({ type: Object, nullable: true }) durationNote: Words | null;
  source: string | null;
}

/** A scheme as it is told beside its plan. */
export class SchemeView {
  key: string;
  @ApiProperty({ type: Object }) names: Words;
  kind: SchemeDefinition['kind'];
  certifies: string | null;
  @ApiProperty({ type: [String] }) handledBy: readonly string[];
  @ApiProperty({ type: [String] }) issuedBy: readonly string[];
  @ApiProperty({ type: Object, nullable: true }) validity: Limit | null;
  /** what practice reports for the whole */
  @ApiProperty({ type: Object }) practiceTotal: SchemeDefinition['practiceTotal'];
  @ApiProperty({ type: Object }) variants: SchemeDefinition['variants'];
  @ApiProperty({ type: Object, nullable: true }) note: Words | null;
  validFrom: string | null;
  validTo: string | null;
  certainty: string;
  source: string;
  stages: StageView[];
}

/** One way, open or not, with its plan. */
export class RouteView {
  schemeKey: string;
  scheme: SchemeView;
  /** nothing speaks against it; what is still to ask may */
  isOpen: boolean;
  @ApiProperty({ type: Object }) reasons: Route['reasons'];
  @ApiProperty({ type: Object }) toAsk: Route['toAsk'];
  /** whether its stages may run side by side for this class */
  mayRunInParallel: boolean;
  /** null for a closed way and for one that has no stages */
  @ApiProperty({ type: Object, nullable: true }) plan: Plan | null;
}

export class ComparisonView {
  classKey: string;
  @ApiProperty({ type: Object }) classNames: Words;
  day: string;
  mode: Mode;
  /** first day of the period in which the class is certified so, and the text that began it */
  modeSince: string | null;
  modeInstrument: string | null;
  modeSource: string | null;
  startsOn: string;
  wishOn: string | null;
  /** country of the client's working days */
  clientCountry: string;
  /** of the reference data */
  referenceVersion: number;
  routes: RouteView[];
  /** what each agreement says about using existing results again */
  @ApiProperty({ type: Object }) reuse: readonly AgreementAnswer[];
}

export class WhatIfView {
  schemeKey: string;
  scheme: SchemeView;
  @ApiProperty({ type: Object }) base: Plan;
  @ApiProperty({ type: Object }) changed: Plan;
  @ApiProperty({ type: Object }) moves: readonly Move[];
}

export const PLAN_SORTS = ['-createdAt'] as const;
export type PlanSort = (typeof PLAN_SORTS)[number];

export class PlanListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PLAN_SORTS, default: '-createdAt' })
  @IsOptional()
  @IsIn(PLAN_SORTS)
  sort?: PlanSort;

  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() clientId?: string;
}

export class PlanInput {
  @Tidy() @IsString() @IsName() @Length(1, 200) name: string;
  /** a product of yours; its class and client are used */
  @IfGiven() @IsUUID() productId?: string;
  /** when there is no product yet */
  @IfGiven() @IsUUID() clientId?: string;
  @IfGiven() @Matches(CLASS_KEY) classKey?: string;
  @IsString() @Length(1, 100) schemeKey: string;
  @IsIn(DIRECTIONS) direction: Direction;
  /** forward: the first day; backward: the wished day of the certificate */
  @IsDay() anchorOn: string;
  /** backward: first day on which anything can be done; today when left out */
  @IsOptional() @IsDay() notBefore?: string | null;
  @IsOptional() @IsCountry() clientCountry?: string | null;
  @IfGiven() @ValidateNested() @Type(() => PlanOptionsInput) options?: PlanOptionsInput;
}

export class PlanEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 200) name?: string;
  @IfGiven() @IsIn(DIRECTIONS) direction?: Direction;
  @IfGiven() @IsDay() anchorOn?: string;
  @IsOptional() @IsDay() notBefore?: string | null;
  @IsOptional() @IsCountry() clientCountry?: string | null;
  /** each given field replaces the one that is stored */
  @IfGiven() @ValidateNested() @Type(() => PlanOptionsInput) options?: PlanOptionsInput;
}

/** One row of the list of plans. */
export class PlanLine {
  id: string;
  name: string;
  classKey: string;
  schemeKey: string;
  @ApiProperty({ type: Object, nullable: true }) schemeNames: Words | null;
  productId: string | null;
  productName: string | null;
  productNameZh: string | null;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  direction: Direction;
  anchorOn: string;
  startsOn: string;
  /** day of the certificate */
  endsOn: string;
  isAtLeast: boolean;
  isProvisional: boolean;
  limitsBroken: number;
  /** instant */
  createdAt: string;
  version: number;
}

export class PlanPage {
  items: PlanLine[];
  nextCursor: string | null;
}

export class PlanView {
  id: string;
  name: string;
  classKey: string;
  schemeKey: string;
  /** null when the reference data no longer has it */
  @ApiProperty({ type: SchemeView, nullable: true }) scheme: SchemeView | null;
  mayRunInParallel: boolean;
  productId: string | null;
  productName: string | null;
  productNameZh: string | null;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  direction: Direction;
  anchorOn: string;
  notBefore: string | null;
  clientCountry: string | null;
  @ApiProperty({ type: Object }) options: PlanOptions;
  @ApiProperty({ type: Object }) plan: Plan;
  /** version of the reference data it was counted with */
  referenceVersion: number;
  /** instant */
  createdAt: string;
  createdByName: string | null;
  version: number;
}
