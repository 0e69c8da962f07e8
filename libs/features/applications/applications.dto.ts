import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import { APPLICATION_KINDS, type ApplicationKind } from '#domain/cases/application';
import { LATENESS_STATES, type LatenessState } from '#domain/cases/lateness';
import { TURN_WHYS, type TurnWhy } from '#domain/cases/turns';
import type { Scheme } from '#domain/certificate';
import { BASES, type Basis, DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import type { Plan, PlanLimit } from '#domain/plan/plan';
import type { Limit, Words } from '#domain/reference/record';
import { PARTIES, type Party, type SchemeKind } from '#domain/reference/scheme';
import { APPLICATION_STATUSES, type ApplicationAct, type ApplicationStatus } from '#domain/states/application-status';
import type { CertificateStatus } from '#domain/states/certificate-status';
import { STAGE_BLOCKERS, STAGE_STATUSES, type StageBlocker, type StageStatus } from '#domain/states/stage-status';
import { PrintedFields } from '#features/certificates/certificates.dto';
import { NamedClient } from '#features/clients/factories.dto';
import { NamesView, OwedDeadline } from '#features/deadlines/deadlines.dto';
import { ClassView, NamedFactory } from '#features/products/products.dto';
import { IfGiven, IsDay, IsName, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

export const APPLICATION_SORTS = ['nextDueOn', 'startedOn', '-startedOn', 'number', '-number'] as const;
export type ApplicationSort = (typeof APPLICATION_SORTS)[number];
/** Units of one case: an application names few; a longer list is a slip of the pen. */
export const MOST_UNITS_OF_CASE = 100;

/** Cases that are chosen one by one; an address holds no more. */
const MOST_CHOSEN = 200;

/** What the list and its count are narrowed to. */
export class ApplicationFilters extends PageQuery {
  /** only these, at most 200 */
  @ApiPropertyOptional({ type: String, isArray: true })
  @IsOptional()
  @Several()
  @ArrayMaxSize(MOST_CHOSEN)
  @IsUUID(undefined, { each: true })
  ids?: string[];

  @IsOptional() @IsUUID() clientId?: string;
  /** one of its units */
  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  /** a member of the tenant */
  @IsOptional() @IsUUID() ownerId?: string;
  /** only those that nobody owns */
  @ApiPropertyOptional({ enum: ['true'] }) @IsOptional() @IsIn(['true']) hasNoOwner?: 'true';
  /** the one that a unit starts from, or that the case ended in */
  @IsOptional() @IsUUID() certificateId?: string;

  /** key of the stage that an open case stands in; one or several */
  @ApiPropertyOptional({ type: String, isArray: true })
  @IsOptional()
  @Several()
  @Matches(/^[a-z0-9-]{1,100}$/, { each: true })
  stage?: string[];

  /** whose turn it is in an open case; one or several */
  @ApiPropertyOptional({ enum: PARTIES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(PARTIES, { each: true })
  turn?: Party[];

  @ApiPropertyOptional({ enum: APPLICATION_STATUSES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(APPLICATION_STATUSES, { each: true })
  status?: ApplicationStatus[];

  /** true: only those that are not ended */
  @ApiPropertyOptional({ enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'])
  isOpen?: 'true' | 'false';

  @ApiPropertyOptional({ enum: APPLICATION_KINDS, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(APPLICATION_KINDS, { each: true })
  kind?: ApplicationKind[];

  /** next deadline before this day */
  @IsOptional() @IsDay() dueBefore?: string;

  /** words of the number, the applicant, the units (names, models, standard) or the client, in either script */
  @ApiPropertyOptional()
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class ApplicationListQuery extends ApplicationFilters {
  /** a missing day sorts as the farthest */
  @ApiPropertyOptional({ enum: APPLICATION_SORTS, default: 'nextDueOn' })
  @IsOptional()
  @IsIn(APPLICATION_SORTS)
  sort?: ApplicationSort;
}

/** By how finished cases of the same procedure kept to their plans. */
export class ForecastRangeView {
  /** one in ten came earlier */
  earlyOn: string;
  /** half came by then */
  likelyOn: string;
  /** one in ten came later */
  lateOn: string;
  /** finished cases behind it, at least 8 */
  cases: number;
}

/** One row of the list of cases. */
export class ApplicationLine {
  id: string;
  /** e.g. 2026-0042 */
  number: string;
  @ApiProperty({ enum: APPLICATION_KINDS }) kind: ApplicationKind;
  @ApiProperty({ enum: APPLICATION_STATUSES }) status: ApplicationStatus;
  schemeKey: string;
  /** null when the reference data no longer has it */
  @ApiProperty({ type: Object, nullable: true }) schemeNames: Words | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  /** the leading unit */
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  /** of certification, at least 1 */
  unitCount: number;
  factoryId: string | null;
  /** the stage it stands in; null where it is ended or all are done */
  stageKey: string | null;
  @ApiProperty({ type: Object, nullable: true }) stageNames: Words | null;
  @ApiProperty({ enum: PARTIES }) turn: Party;
  turnSince: string;
  @ApiProperty({ enum: STAGE_BLOCKERS, nullable: true }) blocker: StageBlocker | null;
  isParallel: boolean;
  startedOn: string;
  wishOn: string | null;
  acceptedOn: string | null;
  endedOn: string | null;
  /** of the plan as agreed */
  plannedEndOn: string | null;
  /** when the certificate is expected now; null where nobody can say */
  forecastOn: string | null;
  forecastIsAtLeast: boolean;
  /** null: too few finished cases to say, or the plan has no end */
  range: ForecastRangeView | null;
  /** day by which the law wants the certificate; null = it names none */
  legalOn: string | null;
  /** how the forecast stands against the wished or the legal day; null where the case is ended */
  @ApiProperty({ enum: LATENESS_STATES, nullable: true }) lateness: LatenessState | null;
  nextDueOn: string | null;
  @ApiProperty({ enum: DEADLINE_KINDS, nullable: true }) nextDueKind: DeadlineKind | null;
  @ApiProperty({ enum: BASES, nullable: true }) nextDueBasis: Basis | null;
  /** members of the tenant; for the team only */
  ownerId: string | null;
  ownerName: string | null;
  deputyId: string | null;
  version: number;
}

export class ApplicationPage {
  items: ApplicationLine[];
  nextCursor: string | null;
}

/** How many rows a list has; counted up to 1,000. */
export class ApplicationCount {
  total: number;
  clients: number;
  /** there are more than were counted */
  isCapped: boolean;
}

export class UnitInput {
  @IsUUID() productId: string;
  /** what a change, extension, renewal or conversion acts on: a certificate or declaration of this unit */
  @IsOptional() @IsUUID() certificateId?: string | null;
}

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

/** Acts a person may record: of a stage when `stageId` is given, else of the case itself. `certify` has a route of its own. */
export const MOVE_ACTS = [
  'start',
  'block',
  'resume',
  'complete',
  'skip',
  'fail',
  'hand-over',
  'submit',
  'return',
  'accept',
  'hold',
  'refuse',
  'withdraw',
  'lapse',
] as const;
export type MoveAct = (typeof MOVE_ACTS)[number];

export class MoveInput {
  /** the version of the case that was read */
  @IsInt() @Min(1) version: number;
  /** a stage of the case; left out: the case itself moves */
  @IsOptional() @IsUUID() stageId?: string | null;
  @ApiProperty({ enum: MOVE_ACTS }) @IsIn(MOVE_ACTS) act: MoveAct;
  /** day from which it holds; today when left out. An earlier one needs a reason */
  @IfGiven() @IsDay() on?: string;
  /** who acts next: of a hold and a hand-over; may be given with a blocker */
  @ApiPropertyOptional({ enum: PARTIES }) @IfGiven() @IsIn(PARTIES) party?: Party;
  /** what holds a stage up */
  @ApiPropertyOptional({ enum: STAGE_BLOCKERS }) @IfGiven() @IsIn(STAGE_BLOCKERS) blocker?: StageBlocker;
  /** in words, for the team only */
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
}

export class UndoQuery {
  /** the version of the case that was read */
  @ApiProperty({ minimum: 1 }) @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) version: number;
}

/** A failed stage of the case, done once more as a stage of its own. */
export class StageInput {
  /** the version of the case that was read */
  @IsInt() @Min(1) version: number;
  /** the failed stage; what follows on a failure (a rectification) is there once more too when it was done before */
  @IsUUID() repeatedId: string;
}

/** What the certificate prints anew; where a certificate goes on, the rest of it stays. */
export class CertifiedUnitInput extends PrintedFields {
  /** a unit of the case */
  @IsUUID() productId: string;
  /** as printed; that of the certificate stays where it is left out (change, extension, renewal) */
  @IfGiven() @Tidy() @IsString() @Length(1, 100) number?: string;
  /** last valid day; counted from the scheme’s validity when left out */
  @IfGiven() @IsDay() validUntil?: string;
}

export class CertificationInput {
  /** the version of the case that was read */
  @IsInt() @Min(1) version: number;
  /** of the certificates; not in the future */
  @IsDay() issuedOn: string;
  /** short name of the issuing body; that of the case when left out */
  @IsOptional() @Tidy() @IsString() @MaxLength(100) body?: string | null;

  /** every unit of the case once */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_UNITS_OF_CASE)
  @ValidateNested({ each: true })
  @Type(() => CertifiedUnitInput)
  units: CertifiedUnitInput[];

  /** needed where the day of issue is past */
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
}

export class CertificateOfUnit {
  id: string;
  number: string;
  @ApiProperty({ type: String }) scheme: Scheme;
  @ApiProperty({ type: String }) status: CertificateStatus;
  issuedOn: string | null;
  validUntil: string | null;
  /** as printed; null = not recorded */
  @ApiProperty({ type: [String], nullable: true }) models: string[] | null;
  holderName: string | null;
  holderNameZh: string | null;
  manufacturerName: string | null;
  manufacturerNameZh: string | null;
}

export class UnitView {
  productId: string;
  name: string;
  nameZh: string | null;
  models: string[];
  standard: string | null;
  class: ClassView;
  /** what the case acts on */
  certificate: CertificateOfUnit | null;
  /** what the case ended in */
  issued: CertificateOfUnit | null;
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

/** An act that is legal now. */
export class LegalActView {
  act: MoveAct;
  /** no earlier day is allowed */
  earliestOn: string;
}

/** What a stage is worked for: counted in the calendar of its party. */
export class StageWorkingDays {
  /** from its first day to its last or to today */
  done: number;
  /** as agreed; null where no duration is known */
  total: number | null;
}

export class CaseStageView {
  id: string;
  key: string;
  /** 1; a stage that is repeated after it failed counts on */
  attempt: number;
  position: number;
  @ApiProperty({ type: Object }) names: Words;
  /** who acts: that of the stage, or to whom it was handed over, or who must lift the blocker */
  @ApiProperty({ enum: PARTIES }) party: Party;
  /** keys of the stages that must have ended */
  needs: string[];
  /** done only when something happens (a failed test): it takes part once it was started */
  isOptional: boolean;
  isAfterCertificate: boolean;
  @ApiProperty({ enum: STAGE_STATUSES }) status: StageStatus;
  plannedFrom: string | null;
  plannedTo: string | null;
  startedOn: string | null;
  endedOn: string | null;
  /** as things stand now */
  expectedFrom: string | null;
  expectedTo: string | null;
  @ApiProperty({ enum: STAGE_BLOCKERS, nullable: true }) blocker: StageBlocker | null;
  blockedOn: string | null;
  /** legal now; empty for a reader who may not move */
  acts: LegalActView[];
  /** its last move, which alone may be taken back; null = none, or not for this reader */
  lastMoveId: string | null;
  /** a failed one that has not been repeated */
  canRepeat: boolean;
  workingDays: StageWorkingDays | null;
}

export class TurnSegmentView {
  @ApiProperty({ enum: PARTIES }) party: Party;
  from: string;
  /** not included */
  to: string;
  days: number;
  stageId: string | null;
  @ApiProperty({ enum: TURN_WHYS }) why: TurnWhy;
}

export class TurnView {
  @ApiProperty({ enum: PARTIES }) party: Party;
  since: string;
  stageId: string | null;
  @ApiProperty({ enum: TURN_WHYS }) why: TurnWhy;
}

export class ForecastView {
  /** day of the certificate as things stand; null where nobody can say */
  on: string | null;
  /** some duration is unknown: then or later */
  isAtLeast: boolean;
  /** it rests on a year whose calendar is not published */
  isProvisional: boolean;
  /** null: too few finished cases to say, or the plan has no end */
  range: ForecastRangeView | null;
}

/** The traffic light. */
export class LatenessView {
  @ApiProperty({ enum: LATENESS_STATES }) state: LatenessState;
  /** calendar days left; negative = too late by so many */
  slackDays: number | null;
  /** what it is measured against */
  @ApiProperty({ enum: ['wish', 'legal'], nullable: true }) against: 'wish' | 'legal' | null;
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

/** A case with everything its page shows beside documents, comments and history. */
/** A day that the case owes or owed. */
export class CaseDeadlineView extends OwedDeadline {
  /** title of the document that is asked for; null of any other day */
  @ApiProperty({ type: NamesView, nullable: true }) itemNames: NamesView | null;
}

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

export class MoveListQuery extends PageQuery {
  /** newest first is the only order */
  @IsOptional() @IsIn(['-seq']) sort?: '-seq';
}

/** One move, taken back or not. For the team only. */
export class MoveView {
  id: string;
  stageId: string | null;
  stageKey: string | null;
  attempt: number | null;
  act: string;
  from: string;
  to: string;
  /** the day from which it holds */
  on: string;
  @ApiProperty({ enum: PARTIES, nullable: true }) party: Party | null;
  @ApiProperty({ enum: STAGE_BLOCKERS, nullable: true }) blocker: StageBlocker | null;
  reason: string | null;
  /** null = Homolog itself */
  byName: string | null;
  /** instant */
  at: string;
  /** instant; null = it stands */
  undoneAt: string | null;
  undoneByName: string | null;
}

export class MovePage {
  items: MoveView[];
  nextCursor: string | null;
}

export class AgreedStage {
  stageId: string;
  key: string;
  attempt: number;
  from: string | null;
  to: string | null;
}

/** The plan of a case against which it is drawn. */
export class CasePlanView {
  /** with what has happened fixed and nothing before today; null where it cannot be counted */
  @ApiProperty({ type: Object, nullable: true }) forecast: Plan | null;
  /** as agreed when the case was opened */
  agreed: AgreedStage[];
  plannedEndOn: string | null;
  /** from the wished day backward, not before today; null without a wish */
  @ApiProperty({ type: Object, nullable: true }) backward: Plan | null;
}
