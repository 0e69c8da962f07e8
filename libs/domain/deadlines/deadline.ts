import type { Day } from '../day.js';
import type { SkippedBlock } from '../calendar/skipped-days.js';
import type { Words } from '../reference/record.js';

/**
 * What a date is owed for. A new kind is a new line here, a rule that states it (deadline-rules.ts), a ladder
 * (ladder.ts) and its words in the three languages.
 */
export const DEADLINE_KINDS = [
  'conversion',
  'cut-over',
  'renewal-filing',
  'certificate-expiry',
  'follow-up-inspection',
  // of cases, audits, bookings and samples
  'document-request',
  'stage-due',
  'case-limit',
  'inspection-after-test',
  'finding-correction',
  'booking-option',
  'temporary-import',
  // of certificates, entries of the regulatory watch, determinations and approvals beside CCC
  'restoration-request',
  'annual-fee',
  'views-on-draft',
  'determination-end',
  'export-write-off',
  'energy-label',
  'approval-expiry',
  'approval-audit',
  // of certificates and entries of the regulatory watch; of CB test reports
  'transition',
  'cb-report',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** legal = set by law, order, announcement or rule; practice = reported custom; planning = our default, no source. */
export const BASES = ['legal', 'practice', 'planning'] as const;
export type Basis = (typeof BASES)[number];

/** How sure the source is: official text, secondary report, or unverified trade talk. */
export const CERTAINTIES = ['official', 'secondary', 'unverified'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/**
 * How a day was counted, so that the screen and the mail can say it: `from` + amount unit = `dueOn`. What a count passed
 * over stands here whole, never shortened.
 */
export interface Counted {
  /** Named in the text, e.g. 'valid-until', 'last-follow-up', or 'named' when the rule itself names the day. */
  start:
    | 'valid-until'
    | 'issued'
    | 'last-follow-up'
    | 'named'
    // of cases
    | 'accepted'
    | 'stage-start'
    | 'stage-end'
    | 'inspected'
    | 'imported'
    // of certificates, determinations and approvals
    | 'suspended'
    | 'promised-export'
    | 'published'
    // of CB test reports
    | 'reported';
  /** key of the stage whose start or end the count starts from */
  stage?: string;
  from?: Day;
  amount?: number;
  unit?: 'calendar-days' | 'working-days' | 'months' | 'years';
  /** e.g. the factory class used; 'unknown' when it was counted as 12 months for want of a class. */
  factoryClass?: string;
  /** of working days: whose calendar, ISO 3166-1 alpha-2 */
  country?: string;
  /** of working days: the blocks that were passed over, in the order of the count */
  skipped?: readonly SkippedBlock[];
  /** of working days: weekend days that were worked for a holiday, and counted */
  madeUp?: readonly Day[];
  /** the month of the result was too short */
  monthEnd?: { wanted: number; given: number };
  /** years without a notice that the count ran through: the day may still move */
  provisionalYears?: readonly number[];
  /** what the number does not say, in the words of the source */
  note?: Words;
  /** of a disputed rule: every way to read it; the earliest last day is the one acted on */
  readings?: readonly CountedReading[];
  /** of a transition: the standard or rule that is new, as cited */
  instrument?: string;
}

/** One way to read a disputed rule. */
export interface CountedReading {
  /** e.g. `last-90-days`, `day-90-is-last` */
  key: string;
  /** first day on which one may act; null: no first day */
  opensOn: Day | null;
  /** last day */
  closesOn: Day;
  certainty: Certainty;
  source: string;
}

/** A day owed, as a rule states it. Texts follow from `kind`, `rule` and `consequence` in the language files. */
export interface StatedDeadline {
  kind: DeadlineKind;
  /**
   * Which of several of one kind that one subject owes: id of a document request, finding or annual fee,
   * `stage/deadline` of the scheme, or the record or entry that a transition comes from. Left out where there is only one.
   */
  item?: string;
  dueOn: Day;
  basis: Basis;
  /** Stable key of the rule in deadline-rules.yaml, e.g. `samr-57-2025.conversion`. */
  rule: string;
  source: string;
  certainty: Certainty;
  counted: Counted;
  /** The rule is read in two ways and we act on the earlier day. */
  isDisputed: boolean;
  /** Already fulfilled when stated (a declaration that is replaced); otherwise open. */
  isMet: boolean;
}

export const DEADLINE_STATES = ['open', 'met', 'withdrawn'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];

/** Urgency by calendar days from the reader's today; today is not yet overdue. */
export type Urgency = 'overdue' | 'week' | 'month' | 'quarter' | 'later';

/** @param daysLeft calendar days from the reader's today to the due day */
export function urgency(daysLeft: number): Urgency {
  if (daysLeft < 0) return 'overdue';
  if (daysLeft <= 7) return 'week';
  if (daysLeft <= 30) return 'month';
  if (daysLeft <= 90) return 'quarter';
  return 'later';
}
