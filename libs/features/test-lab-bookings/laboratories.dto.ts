import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { BASES, CERTAINTIES, type Basis, type Certainty } from '#domain/deadlines/deadline';
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import { IfGiven, IsAddress, IsCountry, IsDay, IsName, IsZone, Tidy, TidyCode } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { WordsView } from './words.dto.js';

export const LABORATORY_SORTS = ['name'] as const;
/** `14:30`; a bench may close at midnight */
const OPENS = /^([01]\d|2[0-3]):[0-5]\d$/;
const CLOSES = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const MOST_PLACES = 100;

export class LaboratoryListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: LABORATORY_SORTS, default: 'name' })
  @IsOptional()
  @IsIn(LABORATORY_SORTS)
  sort?: 'name';
}

/** What somebody looked up of a laboratory's marks. */
class MarksInput {
  @ApiPropertyOptional({ enum: KNOWN_OR_NOT }) @IfGiven() @IsIn(KNOWN_OR_NOT) cccDesignated?: YesNoUnknown;
  @ApiPropertyOptional({ enum: KNOWN_OR_NOT }) @IfGiven() @IsIn(KNOWN_OR_NOT) cnas?: YesNoUnknown;
  @ApiPropertyOptional({ enum: KNOWN_OR_NOT }) @IfGiven() @IsIn(KNOWN_OR_NOT) cma?: YesNoUnknown;
  /** day on which the marks were looked up; needed as soon as one of them is yes or no */
  @IsOptional() @IsDay() checkedOn?: string | null;
  /** where they were looked up */
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) basisNote?: string | null;
  @IsOptional() @Tidy() @IsAddress() @MaxLength(254) email?: string | null;
  @IsOptional() @IsString() @MaxLength(4000) note?: string | null;
}

/** A laboratory of one's own, or (`referenceKey`) one that the reference data knows: the rest is then left out. */
export class LaboratoryInput extends MarksInput {
  @IfGiven() @Matches(/^[a-z0-9-]{1,100}$/) referenceKey?: string;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 300) name?: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) nameZh?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(100) city?: string | null;
  @IfGiven() @TidyCode() @IsCountry() country?: string;
  @IfGiven() @IsZone() timeZone?: string;
}

export class LaboratoryEdit extends MarksInput {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 300) name?: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) nameZh?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(100) city?: string | null;
  @IfGiven() @TidyCode() @IsCountry() country?: string;
  @IfGiven() @IsZone() timeZone?: string;
}

export class BenchInput {
  @Tidy() @IsString() @IsName() @Length(1, 200) name: string;
  /** how many bookings it takes at one time */
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(1) @Max(MOST_PLACES) capacity: number;
  /** in the laboratory's zone; 08:00 to 18:00 when left out */
  @IfGiven() @Matches(OPENS) opensAt?: string;
  @IfGiven() @Matches(CLOSES) closesAt?: string;
  /** plain weekends are worked too; holidays are not */
  @IfGiven() @IsBoolean() worksWeekends?: boolean;
}

export class BenchEdit {
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 200) name?: string;
  @ApiPropertyOptional({ type: 'integer' }) @IfGiven() @IsInt() @Min(1) @Max(MOST_PLACES) capacity?: number;
  @IfGiven() @Matches(OPENS) opensAt?: string;
  @IfGiven() @Matches(CLOSES) closesAt?: string;
  @IfGiven() @IsBoolean() worksWeekends?: boolean;
  /** takes no new booking */
  @IfGiven() @IsBoolean() isClosed?: boolean;
}

/** What the reference data says of a laboratory. */
export class KnownLaboratoryView {
  /** key of the record */
  referenceKey: string;
  names: WordsView;
  abbreviation: string | null;
  city: string | null;
  province: string | null;
  @ApiProperty({ enum: KNOWN_OR_NOT }) cccDesignated: YesNoUnknown;
  @ApiProperty({ enum: KNOWN_OR_NOT }) cnas: YesNoUnknown;
  @ApiProperty({ enum: KNOWN_OR_NOT }) cma: YesNoUnknown;
  @ApiProperty({ type: WordsView, nullable: true }) note: WordsView | null;
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  source: string;
}

/** One row of the register of a tenant's laboratories. */
export class LaboratoryLine {
  id: string;
  /** of the record that it was taken over from */
  referenceKey: string | null;
  name: string;
  nameZh: string | null;
  city: string | null;
  country: string;
  timeZone: string;
  /** as the tenant looked it up; without a day of that, as the reference data says now */
  @ApiProperty({ enum: KNOWN_OR_NOT }) cccDesignated: YesNoUnknown;
  @ApiProperty({ enum: KNOWN_OR_NOT }) cnas: YesNoUnknown;
  @ApiProperty({ enum: KNOWN_OR_NOT }) cma: YesNoUnknown;
  checkedOn: string | null;
  benches: number;
  /** options, confirmed and running bookings */
  bookingsLive: number;
}

export class LaboratoryPage {
  items: LaboratoryLine[];
  nextCursor: string | null;
  /** those of the reference data that the tenant has not taken over; on the first page only */
  known: KnownLaboratoryView[];
}

export class BenchView {
  id: string;
  laboratoryId: string;
  name: string;
  capacity: number;
  /** HH:MM in the laboratory's zone */
  opensAt: string;
  closesAt: string;
  worksWeekends: boolean;
  isClosed: boolean;
  version: number;
}

export class LaboratoryView {
  id: string;
  referenceKey: string | null;
  name: string;
  nameZh: string | null;
  city: string | null;
  country: string;
  timeZone: string;
  @ApiProperty({ enum: KNOWN_OR_NOT }) cccDesignated: YesNoUnknown;
  @ApiProperty({ enum: KNOWN_OR_NOT }) cnas: YesNoUnknown;
  @ApiProperty({ enum: KNOWN_OR_NOT }) cma: YesNoUnknown;
  checkedOn: string | null;
  basisNote: string | null;
  email: string | null;
  note: string | null;
  /** null: the tenant's own, or no longer known */
  @ApiProperty({ type: KnownLaboratoryView, nullable: true }) reference: KnownLaboratoryView | null;
  benches: BenchView[];
  /** instant */
  createdAt: string;
  version: number;
}

export class OccupancyQuery {
  @IsDay() from: string;
  /** last day; 62 days at most */
  @IsDay() to: string;
  @IsOptional() @IsUUID() laboratoryId?: string;
}

/** A booking that keeps a place at a bench. */
export class OccupyingBooking {
  id: string;
  place: number;
  /** instants */
  startsAt: string;
  endsAt: string;
  status: string;
  productName: string;
  productNameZh: string | null;
  clientName: string;
}

export class OccupiedBench extends BenchView {
  laboratoryName: string;
  laboratoryNameZh: string | null;
  country: string;
  timeZone: string;
  bookings: OccupyingBooking[];
}

export class Occupancy {
  /** 200 benches at most, by laboratory and name */
  benches: OccupiedBench[];
}

export class FreeSlotsQuery {
  /** length, in minutes of working time at the bench */
  @ApiProperty({ type: 'integer' }) @Matches(/^[1-9]\d{0,4}$/) minutes: string;
  /** instant from which to look; now when left out or past */
  @IsOptional() @IsString() @MaxLength(40) after?: string;
}

/** Instants; `endsAt` does not belong to it. */
export class SlotView {
  startsAt: string;
  endsAt: string;
}

export class FreeSlots {
  /** the next three, none overlapping another; fewer when half a year has no more */
  items: SlotView[];
}

export class EligibilityAnswerView {
  /** ccc-designated, cnas, cma, cepa, or a criterion of the agreement */
  key: string;
  @ApiProperty({ enum: KNOWN_OR_NOT }) answer: YesNoUnknown;
  /** see libs/domain/cases/eligibility.ts */
  reason: string;
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  source: string;
  checkedOn: string | null;
  @ApiProperty({ type: WordsView, nullable: true }) text: WordsView | null;
}

/** Whether tests of a laboratory serve a CCC case of a product on a day. */
export class EligibilityView {
  @ApiProperty({ enum: KNOWN_OR_NOT }) verdict: YesNoUnknown;
  day: string;
  answers: EligibilityAnswerView[];
}
