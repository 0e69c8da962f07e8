import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { COUNT_UNITS, MAX_COUNT, type CountUnit } from '#domain/calendar/counting';
import type { Certainty } from '#domain/deadlines/deadline';
import type { DayKind } from '#domain/calendar/working-calendar';
import { IsCountry, IsDay, TidyCode } from '#platform/http/fields';

/**
 * How sure a year is. `official`: the authority's notice; `secondary`: a reproduction of it; `partial`: seen in part;
 * `unpublished`: only the days off by law are known; `not-loaded`: nothing is known but the plain week; `library`: kept
 * by others.
 */
export const YEAR_STATUSES = ['official', 'secondary', 'partial', 'unpublished', 'not-loaded', 'library'] as const;
export type YearStatus = (typeof YEAR_STATUSES)[number];

/** What a reader must not take the year for. */
export const UNKNOWNS = ['bridge-and-make-up-days', 'rest-of-notice', 'holidays', 'regional-holidays'] as const;
export type Unknown = (typeof UNKNOWNS)[number];

const UNITS_TEXT = `unit must be one of ${COUNT_UNITS.join(', ')}`;
const COUNT_TEXT = `count must be a whole number from -${MAX_COUNT} to ${MAX_COUNT}`;

export class AddInput {
  /** ISO 3166-1 alpha-2 */
  @TidyCode() @IsCountry() country: string;
  /** day 0: it is not counted */
  @IsDay() day: string;
  /** negative counts backwards; working days at most 5,000 */
  @ApiProperty({ type: 'integer' })
  @Max(MAX_COUNT, { message: COUNT_TEXT })
  @Min(-MAX_COUNT, { message: COUNT_TEXT })
  @IsInt({ message: COUNT_TEXT })
  count: number;
  @ApiProperty({ enum: COUNT_UNITS })
  @IsIn(COUNT_UNITS, { message: UNITS_TEXT })
  unit: CountUnit;
}

export class BetweenInput {
  @TidyCode() @IsCountry() country: string;
  @IsDay() from: string;
  /** at most 20 years from `from`, in either direction */
  @IsDay() to: string;
}

/** Consecutive days without work; a weekend that touches a holiday belongs to it. */
export class ClosedBlockView {
  from: string;
  /** included */
  to: string;
  @ApiProperty({ enum: ['weekend', 'holiday'] }) kind: 'weekend' | 'holiday';
  /** each holiday once, in the calendar's own words; empty for a weekend */
  names: string[];
  name: string | null;
  /** calendar days */
  days: number;
}

export class HolidayBlockView extends ClosedBlockView {
  @ApiProperty({ enum: ['holiday'] }) declare kind: 'holiday';
  /** weekend days that are worked for it */
  madeUp: string[];
  /** Monday to Friday */
  weekdaysOff: number;
  isProvisional: boolean;
}

export class MonthEndView {
  /** day of the month that was asked for */
  wanted: number;
  /** last day of the shorter month, which was given */
  given: number;
}

export class CalendarDayView {
  @ApiProperty({ enum: ['working', 'weekend', 'holiday', 'make-up'] }) kind: DayKind;
  name: string | null;
}

/** Where the days of one year come from. */
export class YearSourceView {
  year: number;
  @ApiProperty({ enum: YEAR_STATUSES }) status: YearStatus;
  /** references, separated by ` ; `; null where nothing is loaded */
  source: string | null;
}

export class CountedDayView {
  country: string;
  day: string;
  count: number;
  @ApiProperty({ enum: COUNT_UNITS }) unit: CountUnit;
  result: string;
  /** what the result is in the calendar: 90 calendar days may end on a holiday */
  lands: CalendarDayView;
  /** days without work that were passed over, oldest first; only working days pass over anything */
  skipped: ClosedBlockView[];
  /** weekend days that are worked and were counted */
  madeUp: string[];
  @ApiProperty({ type: MonthEndView, nullable: true }) monthEnd: MonthEndView | null;
  /** a year was counted whose calendar is not published, so the result may move */
  isProvisional: boolean;
  provisionalYears: number[];
  /** of each year from start to result */
  sources: YearSourceView[];
}

export class SpanMonthsView {
  /** whole months */
  count: number;
  restDays: number;
}

export class CountedSpanView {
  country: string;
  from: string;
  to: string;
  /** after `from` up to and including `to`; negative when `to` is earlier */
  workingDays: number;
  calendarDays: number;
  months: SpanMonthsView;
  /** holidays that touch the span, whole */
  blocks: HolidayBlockView[];
  madeUp: string[];
  isProvisional: boolean;
  provisionalYears: number[];
  sources: YearSourceView[];
}

export class CalendarExceptionOfYear {
  day: string;
  @ApiProperty({ enum: ['holiday', 'make-up'] }) kind: 'holiday' | 'make-up';
  name: string | null;
}

export class CalendarMonthView {
  /** 1-12 */
  month: number;
  workingDays: number;
  calendarDays: number;
}

export class HolidayLawView {
  law: string;
  statutoryDays: number;
  @ApiProperty({ enum: ['official', 'secondary', 'unverified'] }) certainty: Certainty;
  source: string;
}

export class HolidayLibraryView {
  name: string;
  url: string;
  licence: string;
}

/** One year of a country's working calendar, with what is not known of it. */
export class CalendarYearView extends YearSourceView {
  country: string;
  /** weekdays without work, 1 = Monday */
  weekend: number[];
  /** days that differ from the plain week */
  days: CalendarExceptionOfYear[];
  blocks: HolidayBlockView[];
  months: CalendarMonthView[];
  workingDays: number;
  calendarDays: number;
  /** working days of this year are a guess */
  isProvisional: boolean;
  @ApiProperty({ enum: UNKNOWNS, isArray: true }) unknown: Unknown[];
  @ApiProperty({ type: HolidayLawView, nullable: true }) law: HolidayLawView | null;
  /** set when the days are kept by others */
  @ApiProperty({ type: HolidayLibraryView, nullable: true }) library: HolidayLibraryView | null;
}
