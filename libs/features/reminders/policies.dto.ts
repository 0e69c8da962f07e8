import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import { BASES, DEADLINE_KINDS, type Basis, type DeadlineKind } from '#domain/deadlines/deadline';
import { ESCALATION_LIMITS, ESCALATION_READERS, type EscalationReader } from '#domain/deadlines/escalation';
import { POLICY_LIMITS, POLICY_READERS, STEP_UNITS, type PolicyReader, type StepUnit } from '#domain/deadlines/policy';
import { POLICY_LEVELS, type PolicyLevel } from '#domain/deadlines/policy-book';

/** A reminder so many days before the due day. */
export class PolicyStepInput {
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(0) @Max(POLICY_LIMITS.maxDays.calendar) days: number;
  /** working days are those of the reader's own country */
  @ApiProperty({ enum: STEP_UNITS }) @IsIn(STEP_UNITS) unit: StepUnit;
  /** who is reminded; a deputy only while the owner is away */
  @ApiProperty({ enum: POLICY_READERS, isArray: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(POLICY_READERS.length)
  @IsIn(POLICY_READERS, { each: true })
  to: PolicyReader[];
  /** its mail comes alone */
  @IsBoolean() isUrgent: boolean;
}

/** The day after the due day, then every so many days until it is met. */
export class OverdueStepInput {
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(1) @Max(POLICY_LIMITS.maxOverdueEvery.calendar) every: number;
  @ApiProperty({ enum: STEP_UNITS }) @IsIn(STEP_UNITS) unit: StepUnit;
  @ApiProperty({ enum: POLICY_READERS, isArray: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(POLICY_READERS.length)
  @IsIn(POLICY_READERS, { each: true })
  to: PolicyReader[];
}

/** Who is asked next when nobody answers a legal step. */
export class EscalationLinkInput {
  @ApiProperty({ enum: ESCALATION_READERS }) @IsIn(ESCALATION_READERS) to: EscalationReader;
  /** from the question to the first link, and from each link to the next */
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(1) @Max(ESCALATION_LIMITS.maxWorkingDays) afterWorkingDays: number;
}

/** Where a policy stands: for one client, for one case, or (neither) for the tenant. */
export class PolicyPlaceQuery {
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @IsUUID() clientId?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @IsUUID() applicationId?: string | null;
}

class PolicyInput extends PolicyPlaceQuery {
  /** left out or null: of every basis that has none of its own here */
  @ApiPropertyOptional({ enum: BASES, nullable: true }) @IsOptional() @IsIn(BASES) basis?: Basis | null;
  /** at most 24; in any order */
  @IsArray()
  @ArrayMaxSize(POLICY_LIMITS.maxSteps)
  @ValidateNested({ each: true })
  @Type(() => PolicyStepInput)
  steps: PolicyStepInput[];
  /** null or left out: nobody is reminded once it is overdue */
  @ApiPropertyOptional({ type: OverdueStepInput, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => OverdueStepInput)
  overdue?: OverdueStepInput | null;
  /** in order, each reader once; the last one leads. Left out or null: our default */
  @ApiPropertyOptional({ type: [EscalationLinkInput], nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ESCALATION_READERS.length)
  @ValidateNested({ each: true })
  @Type(() => EscalationLinkInput)
  escalation?: EscalationLinkInput[] | null;
}

export class PolicyEdit extends PolicyInput {
  /** as read; null or left out where none stood */
  @ApiPropertyOptional({ type: 'integer', nullable: true }) @IsOptional() @IsInt() @Min(1) version?: number | null;
}

export class PolicyPreviewInput extends PolicyInput {
  /** look at what would be if the policy of this place were taken away; the steps are then not looked at */
  @IsOptional() @IsBoolean() isRemoval?: boolean;
}

export class PolicyRemovalQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) version?: number;
}

export class PolicyView {
  @ApiProperty({ type: [PolicyStepInput] }) steps: PolicyStepInput[];
  @ApiProperty({ type: OverdueStepInput, nullable: true }) overdue: OverdueStepInput | null;
  /** who is asked in turn when nobody answers a legal step */
  @ApiProperty({ type: [EscalationLinkInput] }) escalation: EscalationLinkInput[];
}

/** What holds for deadlines of one basis. */
export class PolicyInForceView extends PolicyView {
  /** null = every basis that is not named beside it */
  @ApiProperty({ enum: BASES, nullable: true }) basis: Basis | null;
  /** where it comes from */
  @ApiProperty({ enum: POLICY_LEVELS }) level: PolicyLevel;
  /** null = our default */
  id: string | null;
  version: number | null;
}

/** What holds for one kind of deadline, where it was asked for. */
export class PolicyOfKind {
  @ApiProperty({ enum: DEADLINE_KINDS }) kind: DeadlineKind;
  /** false for a kind whose warning is another kind's policy */
  isChangeable: boolean;
  /** who may be named */
  @ApiProperty({ enum: POLICY_READERS, isArray: true }) readers: PolicyReader[];
  /** the one for every basis first */
  inForce: PolicyInForceView[];
  /** what would hold if nothing were set anywhere */
  default: PolicyView;
}

export class PolicyList {
  items: PolicyOfKind[];
}

/** A policy of a client or a case, which holds before the tenant's. */
export class PolicyOverride extends PolicyView {
  id: string;
  @ApiProperty({ enum: DEADLINE_KINDS }) kind: DeadlineKind;
  @ApiProperty({ enum: BASES, nullable: true }) basis: Basis | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  applicationId: string | null;
  caseNumber: string | null;
  version: number;
}

export class PolicyOverrideList {
  /** by client and case; at most 500 */
  items: PolicyOverride[];
  /** there are more than these */
  isCut: boolean;
}
