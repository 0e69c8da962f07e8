import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { APPLICATION_KINDS, type ApplicationKind } from '#domain/cases/application';
import type { Scheme } from '#domain/certificate';
import type { PlanLimit } from '#domain/plan/plan';
import type { Limit, Words } from '#domain/reference/record';
import type { SchemeKind } from '#domain/reference/scheme';
import { APPLICATION_STATUSES, type ApplicationAct, type ApplicationStatus } from '#domain/states/application-status';
import { NamedClient } from '#features/clients/factories.dto';
import { NamesView, OwedDeadline } from '#features/deadlines/deadlines.dto';
import { ClassView, NamedFactory } from '#features/products/products.dto';
import { IfGiven, IsDay, IsName, Tidy } from '#platform/http/fields';
import { ForecastView, LatenessView } from './case-plan.dto.js';
import { CaseStageView, TurnSegmentView, TurnView } from './case-stages.dto.js';
import { MOST_UNITS_OF_CASE, UnitInput, UnitView } from './case-units.dto.js';

/** The fields that a case is opened with and that may be edited later. */
class Parties {
  /** the client when left out */
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 300) applicantName?: string;
  @IsOptional() @Tidy() @IsString() @IsName() @Length(1, 300) applicantNameZh?: string | null;
  /** that of the leading unit when left out */
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 300) manufacturerName?: string;
  @IsOptional() @Tidy() @IsString() @IsName() @Length(1, 300) manufacturerNameZh?: string | null;
  /** a factory of the client; that of the leading unit when left out */
  @IsOptional() @IsUUID() factoryId?: string | null;
  /** a contact of the client; all its contacts get the reminders when there is none */
  @IsOptional() @IsUUID() contactId?: string | null;
  /** a member of the team who may edit cases; the one who opens it when left out */
  @IsOptional() @IsUUID() ownerId?: string | null;
  @IsOptional() @IsUUID() deputyId?: string | null;
  /** certification body that handles the application: its short name in the reference data, or free text */
  @IsOptional() @Tidy() @IsString() @MaxLength(100) handledBy?: string | null;
  /** body that issues the certificate, where it is another one */
  @IsOptional() @Tidy() @IsString() @MaxLength(100) issuedBy?: string | null;
  /** wished day of the certificate */
  @IsOptional() @IsDay() wishOn?: string | null;
  /** stages side by side, where scheme and class allow it and the body agrees */
  @IfGiven() @IsBoolean() isParallel?: boolean;
}

export class ApplicationInput extends Parties {
  @ApiProperty({ enum: APPLICATION_KINDS }) @IsIn(APPLICATION_KINDS) kind: ApplicationKind;
  /** a scheme of the reference data that fits the kind */
  @IsString() @Length(1, 100) schemeKey: string;
  /** of a change: its reporting code, e.g. 08_01 */
  @IsOptional() @Tidy() @IsString() @Length(1, 20) variantCode?: string | null;

  /** certification units of one client, the leading one first */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_UNITS_OF_CASE)
  @ValidateNested({ each: true })
  @Type(() => UnitInput)
  units: UnitInput[];

  /** first day of the case, not in the future; today when left out */
  @IfGiven() @IsDay() startedOn?: string;
}

export class ApplicationEdit extends Parties {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
}

/** A member of the tenant; for the team only. */
export class MemberOfCase {
  id: string;
  name: string;
  email: string;
}

export class ContactOfCase {
  id: string;
  name: string;
  email: string;
}

export class SchemeOfCase {
  key: string;
  @ApiProperty({ type: Object }) names: Words;
  @ApiProperty({ type: String }) kind: SchemeKind;
  /** what kind of certificate it ends in; null: none */
  @ApiProperty({ type: String, nullable: true }) certifies: Scheme | null;
  /** of the certificate; null where not found */
  @ApiProperty({ type: Object, nullable: true }) validity: Limit | null;
  /** of the case’s variant, e.g. the kind of change */
  @ApiProperty({ type: Object, nullable: true }) variantNames: Words | null;
}

/** What stands between an open case and its end. */
export class EndView {
  /** ids of the stages before the certificate that are not done or skipped; the last one is done by the certificate itself */
  unfinishedStageIds: string[];
  /** of the audits of this case */
  openMajorFindings: number;
}

/** A day that the case owes or owed. */
export class CaseDeadlineView extends OwedDeadline {
  /** title of the document that is asked for; null of any other day */
  @ApiProperty({ type: NamesView, nullable: true }) itemNames: NamesView | null;
}

/** A case with everything its page shows beside documents, comments and history. */
export class ApplicationView {
  id: string;
  number: string;
  @ApiProperty({ enum: APPLICATION_KINDS }) kind: ApplicationKind;
  scheme: SchemeOfCase;
  variantCode: string | null;
  /** of the reference data that the case was opened with */
  referenceVersion: number;
  @ApiProperty({ enum: APPLICATION_STATUSES }) status: ApplicationStatus;
  /** for the team only */
  statusReason: string | null;
  /** legal acts of the case itself; empty for a reader who may not move */
  @ApiProperty({ type: String, isArray: true }) acts: ApplicationAct[];
  /** the last move of the case itself, which may be taken back; null = none, or not for this reader */
  lastMoveId: string | null;
  client: NamedClient;
  /** the leading unit */
  product: { id: string; name: string; nameZh: string | null; class: ClassView };
  units: UnitView[];
  applicantName: string;
  applicantNameZh: string | null;
  manufacturerName: string;
  manufacturerNameZh: string | null;
  factory: NamedFactory | null;
  contact: ContactOfCase | null;
  owner: MemberOfCase | null;
  deputy: MemberOfCase | null;
  handledBy: string | null;
  issuedBy: string | null;
  isParallel: boolean;
  /** scheme and class allow stages side by side */
  mayRunInParallel: boolean;
  startedOn: string;
  wishOn: string | null;
  acceptedOn: string | null;
  endedOn: string | null;
  /** of the plan as agreed */
  plannedEndOn: string | null;
  turn: TurnView;
  /** from the first day to today or the end, without a gap */
  turns: TurnSegmentView[];
  stages: CaseStageView[];
  forecast: ForecastView;
  lateness: LatenessView;
  @ApiProperty({ type: Object }) limits: readonly PlanLimit[];
  /** open ones first, by day */
  deadlines: CaseDeadlineView[];
  /** null once it is ended, and for the client */
  end: EndView | null;
  /** the day it is for the tenant: what `turn`, `acts` and `lateness` are judged by */
  today: string;
  version: number;
  /** instant */
  createdAt: string;
}
