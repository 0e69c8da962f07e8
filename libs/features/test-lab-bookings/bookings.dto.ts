import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, Min } from 'class-validator';
import { DEADLINE_KINDS, BASES, type Basis, type DeadlineKind } from '#domain/deadlines/deadline';
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import { BOOKING_ACTS, BOOKING_STATUSES, type BookingAct, type BookingStatus } from '#domain/states/booking-status';
import { SAMPLE_STATUSES, type SampleStatus } from '#domain/states/sample-status';
import { IfGiven, IsDay, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { NamedClient } from '#features/clients/factories.dto';
import { EligibilityView } from './laboratories.dto.js';

export const BOOKING_SORTS = ['startsAt', '-startsAt', 'nextDueOn'] as const;
export type BookingSort = (typeof BOOKING_SORTS)[number];

/** An instant to the minute, with its zone: `2026-12-01T08:00:00Z`, `2026-12-01T16:00+08:00` */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:00(\.0{1,6})?)?(Z|[+-]\d\d:\d\d)$/;
export const IsInstant = () =>
  Matches(INSTANT, { message: '$property must be an instant to the minute with its zone, for example 2026-12-01T08:00:00+08:00' }); // prettier-ignore

/** What a person does; `expire` is done by the calendar. */
export const PERSONAL_BOOKING_ACTS = BOOKING_ACTS.filter((act) => act !== 'expire');

export class BookingListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: BOOKING_SORTS, default: 'startsAt' })
  @IsOptional()
  @IsIn(BOOKING_SORTS)
  sort?: BookingSort;

  /** one or several, with commas or repeated */
  @ApiPropertyOptional({ enum: BOOKING_STATUSES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(BOOKING_STATUSES, { each: true })
  status?: BookingStatus[];

  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() applicationId?: string;
  @IsOptional() @IsUUID() laboratoryId?: string;
  @IsOptional() @IsUUID() benchId?: string;
  @IsOptional() @IsUUID() responsibleId?: string;
}

/** What is known of a Hong Kong laboratory; what is left out is unknown. */
export class HongKongAnswers {
  /** HKAS (HOKLAS) accreditation for CCC tests */
  @ApiPropertyOptional({ enum: KNOWN_OR_NOT }) @IsOptional() @IsIn(KNOWN_OR_NOT) hkHoklas?: YesNoUnknown;
  /** cooperation agreement with a designated body of the mainland */
  @ApiPropertyOptional({ enum: KNOWN_OR_NOT }) @IsOptional() @IsIn(KNOWN_OR_NOT) hkContract?: YesNoUnknown;
  /** the report must carry the CMA mark */
  @ApiPropertyOptional({ enum: KNOWN_OR_NOT }) @IsOptional() @IsIn(KNOWN_OR_NOT) hkCmaNeeded?: YesNoUnknown;
}

export class EligibilityQuery extends HongKongAnswers {
  @IsUUID() productId: string;
  /** of the tenant's register, or the key of a record */
  @IsOptional() @IsUUID() laboratoryId?: string;
  @IsOptional() @Matches(/^[a-z0-9-]{1,100}$/) referenceKey?: string;
  @IsDay() day: string;
}

/** Where and when; a slot stands on a bench. */
class SlotInput extends HongKongAnswers {
  /** a bench of the laboratory */
  @IfGiven() @IsUUID() benchId?: string;
  /** instants */
  @IfGiven() @IsInstant() startsAt?: string;
  @IfGiven() @IsInstant() endsAt?: string;
  /** last day on which the laboratory keeps the option */
  @IfGiven() @IsDay() optionUntil?: string;
  /** of a manager, where the answer to eligibility is no */
  @IfGiven() @Tidy() @IsString() @Length(1, 1000) overrideReason?: string;
}

export class BookingInput extends SlotInput {
  @IsUUID() productId: string;
  /** a case of the product's client */
  @IsOptional() @IsUUID() applicationId?: string | null;
  /** of the tenant's register, or `referenceKey` of a record, which is taken over into it */
  @IfGiven() @IsUUID() laboratoryId?: string;
  @IfGiven() @Matches(/^[a-z0-9-]{1,100}$/) referenceKey?: string;
  @IsOptional() @IsDay() wishedFrom?: string | null;
  @IsOptional() @IsDay() wishedTo?: string | null;
  /** what is tested */
  @IsOptional() @Tidy() @IsString() @MaxLength(500) test?: string | null;
  /** with its edition */
  @IsOptional() @Tidy() @IsString() @MaxLength(200) standard?: string | null;
  @IsOptional() @IsUUID() responsibleId?: string | null;
  /** what the laboratory has answered already */
  @ApiPropertyOptional({ enum: ['offer', 'confirm'] }) @IfGiven() @IsIn(['offer', 'confirm']) act?: 'offer' | 'confirm';
}

export class BookingEdit {
  @IsInt() @Min(1) version: number;
  @IsOptional() @IsDay() wishedFrom?: string | null;
  @IsOptional() @IsDay() wishedTo?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(500) test?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(200) standard?: string | null;
  @IsOptional() @IsUUID() responsibleId?: string | null;
}

export class BookingActInput extends SlotInput {
  @IsInt() @Min(1) version: number;
  @ApiProperty({ enum: PERSONAL_BOOKING_ACTS }) @IsIn(PERSONAL_BOOKING_ACTS) act: BookingAct;
  /** day of start or finish */
  @IfGiven() @IsDay() on?: string;
  @IfGiven() @Tidy() @IsString() @Length(1, 1000) reason?: string;
}

export const OUTCOMES = ['passed', 'failed'] as const;

export class ResultInput {
  @ApiProperty({ enum: OUTCOMES }) @IsIn(OUTCOMES) outcome: (typeof OUTCOMES)[number];
  /** what failed; of a failed test only */
  @IsOptional() @Tidy() @IsString() @Length(1, 4000) failedItems?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(100) reportNumber?: string | null;
  /** with its edition */
  @IsOptional() @Tidy() @IsString() @MaxLength(200) standard?: string | null;
  @IsDay() reportedOn: string;
  /** a stored file of the same client */
  @IsOptional() @IsUUID() fileId?: string | null;
}

export class NamedLaboratory {
  id: string;
  name: string;
  nameZh: string | null;
  timeZone: string;
  country: string;
}

/** One row of the list of bookings. What is the consultancy's own is null for a client. */
export class BookingLine {
  id: string;
  @ApiProperty({ enum: BOOKING_STATUSES }) status: BookingStatus;
  productId: string;
  productName: string;
  productNameZh: string | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  applicationId: string | null;
  applicationNumber: string | null;
  laboratoryId: string;
  laboratoryName: string | null;
  laboratoryNameZh: string | null;
  timeZone: string | null;
  benchId: string | null;
  benchName: string | null;
  /** instants */
  startsAt: string | null;
  endsAt: string | null;
  optionUntil: string | null;
  wishedFrom: string | null;
  wishedTo: string | null;
  test: string | null;
  standard: string | null;
  /** of the last result */
  @ApiProperty({ enum: OUTCOMES, nullable: true }) outcome: 'passed' | 'failed' | null;
  nextDueOn: string | null;
  @ApiProperty({ enum: DEADLINE_KINDS, nullable: true }) nextDueKind: DeadlineKind | null;
  @ApiProperty({ enum: BASES, nullable: true }) nextDueBasis: Basis | null;
  responsibleName: string | null;
}

export class BookingPage {
  items: BookingLine[];
  nextCursor: string | null;
}

export class TestResultView {
  id: string;
  number: number;
  @ApiProperty({ enum: OUTCOMES }) outcome: 'passed' | 'failed';
  failedItems: string | null;
  reportNumber: string | null;
  standard: string | null;
  reportedOn: string;
  fileId: string | null;
  fileName: string | null;
  /** instant */
  createdAt: string;
}

export class SampleOfBooking {
  id: string;
  label: string;
  quantity: number;
  @ApiProperty({ enum: SAMPLE_STATUSES }) status: SampleStatus;
  place: string | null;
  nextDueOn: string | null;
}

/** What the act did to the stage of the booking's case. */
export class CaseMoveView {
  stageKey: string | null;
  /** act of the stage: start, complete, fail */
  act: string;
  isMoved: boolean;
  /** code of the rule that kept the stage where it is */
  code: string | null;
  facts: Record<string, unknown>;
}

export class NamedCase {
  id: string;
  number: string;
}

export class NamedProduct {
  id: string;
  name: string;
  nameZh: string | null;
  classCode: string;
}

export class NamedBench {
  id: string;
  name: string;
}

export class NamedPerson {
  id: string;
  name: string;
}

export class BookingView {
  id: string;
  @ApiProperty({ enum: BOOKING_STATUSES }) status: BookingStatus;
  statusReason: string | null;
  /** what may be done with it now, in the order of the table */
  @ApiProperty({ enum: BOOKING_ACTS, isArray: true }) acts: BookingAct[];
  client: NamedClient;
  product: NamedProduct;
  @ApiProperty({ type: NamedCase, nullable: true }) application: NamedCase | null;
  /** null for a client */
  @ApiProperty({ type: NamedLaboratory, nullable: true }) laboratory: NamedLaboratory | null;
  @ApiProperty({ type: NamedBench, nullable: true }) bench: NamedBench | null;
  place: number | null;
  startsAt: string | null;
  endsAt: string | null;
  optionUntil: string | null;
  wishedFrom: string | null;
  wishedTo: string | null;
  test: string | null;
  standard: string | null;
  /** as it was answered for the day of the slot; null for a client */
  @ApiProperty({ type: EligibilityView, nullable: true }) eligibility: EligibilityView | null;
  overrideReason: string | null;
  overriddenByName: string | null;
  @ApiProperty({ type: NamedPerson, nullable: true }) responsible: NamedPerson | null;
  startedOn: string | null;
  finishedOn: string | null;
  results: TestResultView[];
  samples: SampleOfBooking[];
  nextDueOn: string | null;
  @ApiProperty({ enum: DEADLINE_KINDS, nullable: true }) nextDueKind: DeadlineKind | null;
  @ApiProperty({ enum: BASES, nullable: true }) nextDueBasis: Basis | null;
  /** instant */
  createdAt: string;
  version: number;
}

/** The booking after an act, and what that did to its case. */
export class BookingAfterAct extends BookingView {
  @ApiProperty({ type: CaseMoveView, nullable: true }) caseMove: CaseMoveView | null;
}
