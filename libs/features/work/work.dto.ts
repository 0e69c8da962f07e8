import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import { BASES, DEADLINE_KINDS, type Basis, type DeadlineKind } from '#domain/deadlines/deadline';
import type { Language } from '#domain/permissions';
import type { Words } from '#domain/reference/record';
import { PARTIES, type Party } from '#domain/reference/scheme';
import { APPLICATION_STATUSES, type ApplicationStatus } from '#domain/states/application-status';
import { AUDIT_STATUSES, type AuditStatus } from '#domain/states/audit-status';
import { BOOKING_STATUSES, type BookingStatus } from '#domain/states/booking-status';
import { STAGE_BLOCKERS, type StageBlocker } from '#domain/states/stage-status';
import { ApplicationFilters, ApplicationLine, ApplicationListQuery } from '#features/applications/application-list.dto';
import { MOVE_ACTS, type MoveAct } from '#features/applications/case-moves.dto';
import { AuditListQuery } from '#features/factory-audits/audits.dto';
import { ReminderListQuery } from '#features/reminders/reminders.dto';
import { BookingListQuery } from '#features/test-lab-bookings/bookings.dto';
import { IfGiven, IsDay, Several, Tidy } from '#platform/http/fields';

export const BOARD_SIDES = ['stage', 'turn', 'owner'] as const;
export type BoardSide = (typeof BOARD_SIDES)[number];

export class BoardQuery extends ApplicationFilters {
  /** what makes a column */
  @ApiPropertyOptional({ enum: BOARD_SIDES, default: 'stage' })
  @IsOptional()
  @IsIn(BOARD_SIDES)
  by?: BoardSide;
}

/** One column of the board: its cases by next deadline, the first of them. */
export class BoardColumn {
  /** key of the stage, the party, or id of the owner; null: cases without one */
  @ApiProperty({ type: String, nullable: true }) key: string | null;
  /** of a stage */
  @ApiProperty({ type: Object, nullable: true }) names: Words | null;
  /** of an owner */
  ownerName: string | null;
  /** up to 200 */
  total: number;
  /** there are more than were counted */
  isCapped: boolean;
  cards: ApplicationLine[];
  /** for GET /api/applications with the filters of this column */
  nextCursor: string | null;
}

/** A stage that open cases stand in. */
export class StageOfCases {
  key: string;
  @ApiProperty({ type: Object }) names: Words;
}

export class StagesView {
  /** in the order in which cases go through them */
  items: StageOfCases[];
}

export class BoardView {
  @ApiProperty({ enum: BOARD_SIDES }) by: BoardSide;
  columns: BoardColumn[];
}

export const CALENDAR_KINDS = ['deadline', 'audit', 'booking', 'certificate'] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];

export class WorkCalendarQuery {
  @IsDay() from: string;
  /** the last day, at most 62 days after the first */
  @IsDay() to: string;

  /** what is shown; everything when left out. `certificate`: the day on which an open case expects its certificate */
  @ApiPropertyOptional({ enum: CALENDAR_KINDS, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(CALENDAR_KINDS, { each: true })
  show?: CalendarKind[];

  @IsOptional() @IsUUID() clientId?: string;
  /** a member of the tenant: owner of the case, responsible for the certificate, audit or booking */
  @IsOptional() @IsUUID() ownerId?: string;
}

/** One thing of the calendar, from a day to a day, both included. */
export class CalendarEntry {
  /** of the thing of this kind; of a certificate to come: of its case */
  id: string;
  @ApiProperty({ enum: CALENDAR_KINDS }) kind: CalendarKind;
  from: string;
  to: string;
  /** case number, certificate number, factory or laboratory */
  title: string | null;
  titleZh: string | null;
  /** product, or what is tested */
  about: string | null;
  aboutZh: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  applicationId: string | null;
  certificateId: string | null;
  factoryId: string | null;
  auditId: string | null;
  bookingId: string | null;
  entryId: string | null;
  determinationId: string | null;
  approvalId: string | null;
  /** of an approval: its vehicle project */
  projectId: string | null;
  cbReportId: string | null;
  /** of a CB test report: its product, on whose page it stands */
  reportProductId: string | null;
  /** of a deadline */
  @ApiProperty({ enum: DEADLINE_KINDS, nullable: true }) deadlineKind: DeadlineKind | null;
  @ApiProperty({ enum: BASES, nullable: true }) basis: Basis | null;
  /** of an audit, a booking or a case */
  @ApiProperty({ enum: [...AUDIT_STATUSES, ...BOOKING_STATUSES, ...APPLICATION_STATUSES], nullable: true })
  status: AuditStatus | BookingStatus | ApplicationStatus | null;
}

export class WorkCalendarView {
  from: string;
  to: string;
  entries: CalendarEntry[];
  /** kinds of which there are more than 500 in these days; only the first are here */
  @ApiProperty({ enum: CALENDAR_KINDS, isArray: true }) capped: CalendarKind[];
}

/** Cases that one bulk act takes; more are several acts. */
export const MOST_IN_BULK = 200;

export class BulkAssignmentInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_IN_BULK)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  applicationIds: string[];

  /** a member who may edit cases; null: nobody; left out: stays */
  @IsOptional() @IsUUID() ownerId?: string | null;
  @IsOptional() @IsUUID() deputyId?: string | null;
  /** true: tells what would happen, case by case, and changes nothing */
  @IfGiven() @IsBoolean() isPreview?: boolean;
}

export class CaseToMove {
  @IsUUID() id: string;
  /** the version that was read */
  @IsInt() @Min(1) @Max(2_147_483_647) version: number;
}

export class BulkMoveInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_IN_BULK)
  @ArrayUnique((item: CaseToMove) => item.id)
  @ValidateNested({ each: true })
  @Type(() => CaseToMove)
  cases: CaseToMove[];

  /** an act of a stage is done to the stage that each case stands in, any other to the case itself */
  @ApiProperty({ enum: MOVE_ACTS }) @IsIn(MOVE_ACTS) act: MoveAct;
  /** day from which it holds; today when left out. An earlier one needs a reason */
  @IfGiven() @IsDay() on?: string;
  @ApiPropertyOptional({ enum: PARTIES }) @IfGiven() @IsIn(PARTIES) party?: Party;
  @ApiPropertyOptional({ enum: STAGE_BLOCKERS }) @IfGiven() @IsIn(STAGE_BLOCKERS) blocker?: StageBlocker;
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
  /** true: tells what would happen, case by case, and changes nothing */
  @IfGiven() @IsBoolean() isPreview?: boolean;
}

/** Where a case stands, as far as a bulk act may change it. */
export class CaseStanding {
  @ApiProperty({ enum: APPLICATION_STATUSES }) status: ApplicationStatus;
  stageKey: string | null;
  @ApiProperty({ type: Object, nullable: true }) stageNames: Words | null;
  @ApiProperty({ enum: PARTIES }) turn: Party;
  forecastOn: string | null;
  nextDueOn: string | null;
  ownerName: string | null;
  deputyName: string | null;
  version: number;
}

/** Why one case was left as it was. */
export class BulkRefusal {
  /** as the same act alone would be refused */
  code: string;
  detail: string | null;
  @ApiProperty({ type: Object }) facts: Record<string, unknown>;
}

/** What became of one case, or would. Each is done whole or not at all. */
export class BulkRow {
  /** null: the reader has no such case */
  applicationId: string | null;
  number: string | null;
  productName: string | null;
  productNameZh: string | null;
  @ApiProperty({ enum: ['done', 'unchanged', 'refused'] }) outcome: 'done' | 'unchanged' | 'refused';
  before: CaseStanding | null;
  after: CaseStanding | null;
  refusal: BulkRefusal | null;
}

export class BulkResult {
  /** nothing was changed */
  isPreview: boolean;
  done: number;
  unchanged: number;
  refused: number;
  /** in the order given */
  rows: BulkRow[];
}

const LANGUAGE = ['en', 'de', 'zh'] as const;

/** The rows of a workbook are those of the list with the same filters, at most 10,000. */
export class CaseExportQuery extends ApplicationListQuery {
  /** of headings and words; that of the reader when left out */
  @ApiPropertyOptional({ enum: LANGUAGE }) @IsOptional() @IsIn(LANGUAGE) language?: Language;
}

export class AuditExportQuery extends AuditListQuery {
  /** of headings and words; that of the reader when left out */
  @ApiPropertyOptional({ enum: LANGUAGE }) @IsOptional() @IsIn(LANGUAGE) language?: Language;
}

export class ReminderExportQuery extends ReminderListQuery {
  /** of headings and words; that of the reader when left out */
  @ApiPropertyOptional({ enum: LANGUAGE }) @IsOptional() @IsIn(LANGUAGE) language?: Language;
}

export class BookingExportQuery extends BookingListQuery {
  /** of headings and words; that of the reader when left out */
  @ApiPropertyOptional({ enum: LANGUAGE }) @IsOptional() @IsIn(LANGUAGE) language?: Language;
}
