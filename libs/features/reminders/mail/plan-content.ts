import type { Day } from '#domain/day';
import type { MailItem, TwoNames } from './mail-content.js';
import type { NoticeSlot } from './notice-content.js';

/** A case of which the reader's own house has the next move. */
export interface PlanTurn {
  number: string;
  product: TwoNames | null;
  client: TwoNames;
  /** since when */
  since: Day;
  url: string;
}

/** An inspection or test booking of today or tomorrow. */
export interface PlanAppointment {
  kind: 'audit' | 'booking';
  place: TwoNames | null;
  client: TwoNames | null;
  from: Day;
  to: Day;
  /** of a booking */
  slot: NoticeSlot | null;
  url: string;
}

/** Seven days of an outlook. */
export interface PlanWeek {
  from: Day;
  to: Day;
  items: readonly MailItem[];
}

/** What is told beside the reminders of the morning; nothing of it stands among them too. */
export interface MailPlan {
  /** null: no plan of the day */
  desk: {
    /** overdue, and due within seven days */
    due: readonly MailItem[];
    /** asked of the reader and not answered */
    asked: readonly MailItem[];
    turns: readonly PlanTurn[];
    appointments: readonly PlanAppointment[];
  } | null;
  /** weeks with something in them; null: no outlook */
  weeks: readonly PlanWeek[] | null;
}
