import type { CountUnit } from '#domain/calendar/counting';
import type { Day } from '#domain/day';
import type { Certainty } from '#domain/deadlines/deadline';
import type { DayKind } from '#domain/calendar/working-calendar';

/** How sure a year is; `library`: kept by others, `not-loaded`: nothing known but the plain week. */
export type YearStatus = 'official' | 'secondary' | 'partial' | 'unpublished' | 'not-loaded' | 'library';

export type Unknown = 'bridge-and-make-up-days' | 'rest-of-notice' | 'holidays' | 'regional-holidays';

/** Consecutive days without work; a weekend that touches a holiday belongs to it. */
export interface ClosedBlock {
  from: Day;
  /** included */
  to: Day;
  kind: 'weekend' | 'holiday';
  names: string[];
  /** calendar days */
  days: number;
}

export interface HolidayBlock extends ClosedBlock {
  kind: 'holiday';
  /** weekend days that are worked for it */
  madeUp: Day[];
  isProvisional: boolean;
}

/** GET /api/calendar/:country/:year */
export interface CalendarYear {
  country: string;
  year: number;
  status: YearStatus;
  /** references, separated by ` ; ` */
  source: string | null;
  /** weekdays without work, 1 = Monday */
  weekend: number[];
  /** days that differ from the plain week */
  days: { day: Day; kind: 'holiday' | 'make-up'; name: string | null }[];
  blocks: HolidayBlock[];
  months: { month: number; workingDays: number }[];
  workingDays: number;
  isProvisional: boolean;
  unknown: Unknown[];
  law: { law: string; statutoryDays: number; certainty: Certainty; source: string } | null;
  library: { name: string; url: string; licence: string } | null;
}

/** POST /api/calendar/add */
export interface CountedDay {
  country: string;
  day: Day;
  count: number;
  unit: CountUnit;
  result: Day;
  /** what the result is in the calendar */
  lands: { kind: DayKind; name: string | null };
  skipped: ClosedBlock[];
  /** weekend days that are worked and were counted */
  madeUp: Day[];
  monthEnd: { wanted: number; given: number } | null;
  isProvisional: boolean;
  provisionalYears: number[];
}

/** A count as asked in the address. */
export type CountQuestion = Pick<CountedDay, 'country' | 'day' | 'count' | 'unit'>;
