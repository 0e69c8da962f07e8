import type { CountUnit, CountedDay, HolidayBlock } from '../calendar/counting.js';
import type { Day } from '../day.js';
import type { Basis, Certainty } from '../deadlines/deadline.js';
import type { Words } from '../reference/record.js';
import type { Party } from '../reference/scheme.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';

/** Whose working days are counted: the consultancy's and the client's own country, everybody else works in China. */
export type PlanCalendars = Readonly<Record<Party, WorkingCalendar>>;

/** What a case knows beside the scheme. */
export interface PlanOptions {
  /** stages side by side where the scheme allows it */
  isParallel: boolean;
  /** optional stages that take part, e.g. rectification after a failed test */
  optional: readonly string[];
  /** stage -> what the case expects instead of the scheme's duration */
  durations: Readonly<Record<string, OwnDuration>>;
  /** stage -> days that are fixed or have happened */
  pins: Readonly<Record<string, Pin>>;
}

export const NO_OPTIONS: PlanOptions = { isParallel: false, optional: [], durations: {}, pins: {} };

export interface OwnDuration {
  /** whole, 0 = nothing to do */
  amount: number;
  unit: CountUnit;
}

/** A day that is known. What a stage needs is waited for all the same: a pin that comes too soon is a conflict. */
export interface Pin {
  startsOn: Day | null;
  endsOn: Day | null;
  /** `endsOn` is the earliest end, not a known one: of a stage that goes on longer than planned */
  isEarliest?: true;
}

/** How long a stage takes, and who says so. */
export interface PlannedDuration extends OwnDuration {
  basis: Basis;
  certainty: Certainty;
  source: string;
  /** `reference`: the scheme; `tenant`: the tenant's planning value; `case`: this plan's own */
  origin: 'reference' | 'tenant' | 'case';
}

/** Why a stage starts when it does, or ends when it must. */
export type Hold =
  | { code: 'plan-start' }
  /** the stage that it waits for */
  | { code: 'need'; stage: string }
  /** a day before which it is not possible */
  | { code: 'earliest-on'; on: Day; basis: Basis; source: string }
  | { code: 'pin'; on: Day }
  /** a day that the certificate brings about */
  | { code: 'due'; limit: string; on: Day };

export interface StageDays {
  startsOn: Day;
  endsOn: Day;
}

/** One stage with its days. `startsOn` and `endsOn` are the plan's: the earliest of a forward plan, the latest of a backward one. */
export interface PlannedStage extends StageDays {
  key: string;
  party: Party;
  isOptional: boolean;
  isAfterCertificate: boolean;
  /** stages that must have ended, as this plan takes part in them */
  needs: readonly string[];
  earliest: StageDays;
  /** days that do not move the plan's end; of a backward plan: that still meet the wish. Null after the certificate */
  latest: StageDays | null;
  /**
   * Calendar days by which it may end later without moving the end; 0 on the critical path. Rest that only weekends and
   * holidays give to the stages of the critical path is not counted. Null after the certificate.
   */
  slackDays: number | null;
  isCritical: boolean;
  /** null: no source says and nobody has set one */
  duration: PlannedDuration | null;
  /** how the end was counted from the start; null where the duration is unknown or the end is pinned */
  counted: CountedDay | null;
  /** the day from which it could begin if that day were worked */
  readyOn: Day;
  hold: Hold;
  /** the stage for whose sake it must end in time; null where the end of the plan itself asks, or its own legal day */
  neededBy: string | null;
  pin: Pin | null;
  /** its end rests on a stage without a known duration: not before this day */
  isAtLeast: boolean;
  /** it rests on a year whose calendar is not published */
  isProvisional: boolean;
}

/** A pin that what the stage needs does not allow. */
export interface PinConflict {
  stage: string;
  edge: 'start' | 'end';
  pinnedOn: Day;
  /** the first possible day, which the plan uses */
  possibleOn: Day;
}

export const LIMIT_STATES = ['ok', 'tight', 'broken', 'owed', 'unknown'] as const;
/**
 * `ok`, `tight` (less than two weeks left) and `broken` compare the plan with the limit; `owed`: the plan brings the
 * day about, nothing in it meets it; `unknown`: the sources name no number, or a stage has no known duration.
 */
export type LimitState = (typeof LIMIT_STATES)[number];

/** A day that must not be missed, drawn against the plan. */
export interface PlanLimit {
  /** `stage/deadline`, `stage/latest` or `overall` */
  key: string;
  names: Words | null;
  basis: Basis;
  certainty: Certainty;
  source: string;
  /** day on which the count starts; null for a named day or an unknown one */
  fromOn: Day | null;
  /** stage whose start or end starts the count; null where it is the certificate, its expiry, or no stage at all */
  fromStage: string | null;
  limit: { amount: number; unit: CountUnit } | null;
  dueOn: Day | null;
  /** stage whose end meets it */
  metBy: string | null;
  /** day on which the plan meets it */
  metOn: Day | null;
  state: LimitState;
  /** calendar days from the plan's day to the due day; negative = exceeded by so many */
  daysLeft: number | null;
  reminderOffsets: readonly number[];
  consequence: Words | null;
}

/** Who acts from a day to a day, both included. */
export interface Turn {
  from: Day;
  to: Day;
  stages: readonly { stage: string; party: Party }[];
}

/** Holidays of one country between the days of the plan. */
export interface PlanHolidays {
  country: string;
  parties: readonly Party[];
  blocks: readonly HolidayBlock[];
}

export interface WishAnswer {
  on: Day;
  /**
   * The certificate comes by the wished day and every stage before it by its legal day; null: not known, because a
   * duration is not. What is too late at the least is false all the same.
   */
  isMet: boolean | null;
  /** calendar days by which the certificate is later than the wish, or the stage of `legal` than its day; 0 when nothing is */
  daysLate: number;
  /** last day on which the first stage may start so that the wish and the legal days before it are met */
  lastStartOn: Day;
  /** the stage whose legal day asks for more than the wish does: it bounds `lastStartOn`, or is what is missed */
  legal: { stage: string; on: Day } | null;
}

/** A procedure with its days. */
export interface Plan {
  schemeKey: string;
  direction: 'forward' | 'backward';
  startsOn: Day;
  /** the day of the certificate (or of the decision, where the scheme ends in none) */
  endsOn: Day;
  /** some duration is unknown: the certificate comes on `endsOn` or later */
  isAtLeast: boolean;
  unknownStages: readonly string[];
  isProvisional: boolean;
  /** whether stages run side by side in this plan */
  isParallel: boolean;
  stages: readonly PlannedStage[];
  /** stages after the certificate of which no day can be named: its validity, or how soon they are due, is unknown */
  undated: readonly string[];
  /** the chain that determines the end, in order */
  criticalPath: readonly string[];
  limits: readonly PlanLimit[];
  turns: readonly Turn[];
  holidays: readonly PlanHolidays[];
  /** of a backward plan */
  wish: WishAnswer | null;
  conflicts: readonly PinConflict[];
}
