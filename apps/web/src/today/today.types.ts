import type { Day } from '#domain/day';
import type { CalendarException } from '#domain/calendar/working-calendar';
import type { Deadline, DeadlineSubject } from '../api/types.js';

/** One open deadline with what it is about. */
export interface TodayDeadline extends Deadline {
  subject: DeadlineSubject;
}

/** How far the declarations have become certificates. */
export interface ConversionProgress {
  /** The day by which every declaration must be converted. */
  dueOn: Day;
  /** Declarations that had to be converted, met ones included. */
  total: number;
  met: number;
  /** How many were met by the end of each day on which one was; ascending. */
  points: { day: Day; met: number }[];
}

/** One bar of the day rule. */
export interface DayBar {
  day: Day;
  legal: number;
  /** practice and planning */
  other: number;
}

/** What the mails did since yesterday. Not for client-role members. */
export interface MailsSince {
  /** instant */
  since: string;
  sent: number;
  refused: number;
}

/** GET /api/today */
export interface TodayView {
  /** The reader's today. */
  today: Day;
  /** Of all that are open, also of those that are not listed. */
  counts: Record<'overdue' | 'week' | 'month' | 'quarter', number>;
  /**
   * Open deadlines that are overdue or due within 90 days, nearest first, 600 at most. Without the cut-over: it repeats
   * each conversion one day later.
   */
  deadlines: TodayDeadline[];
  /** There are more than listed. */
  isCapped: boolean;
  days: DayBar[];
  conversion: ConversionProgress | null;
  /** China's days that differ from the plain week, and the years that are published. */
  china: { exceptions: CalendarException[]; publishedYears: number[] };
  mails: MailsSince | null;
}
