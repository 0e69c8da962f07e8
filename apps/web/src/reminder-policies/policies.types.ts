import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { EscalationLink } from '#domain/deadlines/escalation';
import type { PolicyReader, StepUnit } from '#domain/deadlines/policy';
import type { PolicyLevel } from '#domain/deadlines/policy-book';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { DeadlineSubject } from '../api/types.js';
import type { ReminderLine } from '../reminders/reminders.types.js';

export interface PolicyStep {
  days: number;
  unit: StepUnit;
  to: PolicyReader[];
  isUrgent: boolean;
}

export interface OverdueStep {
  every: number;
  unit: StepUnit;
  to: PolicyReader[];
}

export interface Policy {
  /** The farthest first. */
  steps: PolicyStep[];
  /** null: nobody is reminded once it is overdue. */
  overdue: OverdueStep | null;
  /** Who is asked in turn when nobody answers a legal step. */
  escalation: EscalationLink[];
}

/** What holds for deadlines of one basis; null = of every one that is not named beside it. */
export interface PolicyInForce extends Policy {
  basis: Basis | null;
  level: PolicyLevel;
  /** null: our default. */
  id: string | null;
  version: number | null;
}

export interface PolicyOfKind {
  kind: DeadlineKind;
  /** false for a kind whose warning is another kind's policy. */
  isChangeable: boolean;
  readers: PolicyReader[];
  inForce: PolicyInForce[];
  default: Policy;
}

/** A policy of a client or a case. */
export interface PolicyOverride extends Policy {
  id: string;
  kind: DeadlineKind;
  basis: Basis | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  applicationId: string | null;
  caseNumber: string | null;
  version: number;
}

/** The tenant (both null), one client or one case. */
export interface PolicyPlace {
  clientId: string | null;
  applicationId: string | null;
}

type Reason = ReminderLine['reason'];

export interface PreviewedReminder {
  deadlineId: string;
  dueOn: Day;
  stepDays: number;
  stepUnit: StepUnit;
  movedFrom: Day | null;
  movedBecause: string | null;
  subject: DeadlineSubject;
}

export interface PreviewedMail {
  sendAt: string;
  sendOn: Day;
  timeZone: string;
  toName: string;
  toEmail: string;
  language: Language;
  reason: Reason;
  isAlone: boolean;
  /** How many reminders of this kind lie in it. */
  reminders: number;
  /** The first of them. */
  lines: PreviewedReminder[];
}

export interface ChangedReminder extends PreviewedReminder {
  change: 'added' | 'moved' | 'withdrawn';
  toName: string;
  toEmail: string;
  reason: Reason;
  sendOnBefore: Day | null;
  sendOn: Day | null;
  withdrawnBecause: string | null;
}

export interface PolicyPreview {
  fromOn: Day;
  toOn: Day;
  deadlines: number;
  isBounded: boolean;
  reminders: number;
  mails: number;
  people: number;
  next: PreviewedMail[];
  /** What would come too if nobody answered any legal step. */
  ifUnanswered: { mails: number; next: PreviewedMail[] };
  changes: { added: number; moved: number; withdrawn: number; items: ChangedReminder[] };
}

/** When reminders leave, in full hours of the reader's own day. */
export interface ReminderHours {
  morningHour: number;
  quietFrom: number;
  quietTo: number;
  /** 1 = Monday. */
  outlookWeekday: number;
  isDefault: boolean;
  version: number | null;
  /** Instant since which what is planned is laid anew for them; null: all is laid. */
  layingSince: string | null;
}
