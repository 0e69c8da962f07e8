import { ApiProperty } from '@nestjs/swagger';
import { DeadlineView } from './deadlines.dto.js';

/** How many open deadlines of each urgency there are; `later` is not counted. */
export class TodayCounts {
  overdue: number;
  week: number;
  month: number;
  quarter: number;
}

/** One bar of the day rule. */
export class DayBar {
  day: string;
  legal: number;
  /** practice and planning */
  other: number;
}

export class ConversionPoint {
  day: string;
  /** met by the end of that day */
  met: number;
}

/** How far the declarations have become certificates. */
export class ConversionProgress {
  dueOn: string;
  /** open and met ones */
  total: number;
  met: number;
  open: number;
  /** working days in China after today up to the due day */
  workingDaysLeft: number;
  /** certificates per working day needed to be done in time; null when none is left or nothing is open */
  neededPerWorkingDay: number | null;
  /** each day on which one was met; ascending */
  points: ConversionPoint[];
}

export class CalendarExceptionView {
  day: string;
  @ApiProperty({ enum: ['holiday', 'make-up'] }) kind: 'holiday' | 'make-up';
  name: string | null;
}

export class ChinaCalendar {
  /** days that differ from Monday to Friday */
  exceptions: CalendarExceptionView[];
  /** of other years only the plain week is known */
  publishedYears: number[];
}

/** What the mails did since yesterday. */
export class MailsSince {
  /** instant */
  since: string;
  sent: number;
  refused: number;
}

/** What the reader must see this morning. */
export class TodayView {
  /** the reader's today */
  today: string;
  counts: TodayCounts;
  /**
   * open ones that are overdue or due within 90 days, the nearest first, 600 at most; without the cut-over, which repeats
   * each conversion a day later
   */
  deadlines: DeadlineView[];
  /** there are more than listed */
  isCapped: boolean;
  /** from a week ago to 90 days ahead; days without a deadline are left out */
  days: DayBar[];
  /** null when nothing is or was to be converted */
  conversion: ConversionProgress | null;
  china: ChinaCalendar;
  /** null for a client-role session */
  mails: MailsSince | null;
}
