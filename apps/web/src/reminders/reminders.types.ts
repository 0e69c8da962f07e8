import type { Answer } from '#domain/deadlines/answer';
import type { DeadlineKind } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { StepUnit } from '#domain/deadlines/policy';
import type { ChannelKind } from '#domain/mail/channel';
import type { Language } from '#domain/permissions';
import type { DeadlineSubject } from '../api/types.js';

export const REMINDER_STATES = ['planned', 'sent', 'refused', 'withdrawn'] as const;
export type ReminderState = (typeof REMINDER_STATES)[number];

/** One step of one deadline for one person. */
export interface ReminderLine extends DeadlineSubject {
  id: string;
  deadlineId: string;
  deadlineKind: DeadlineKind;
  dueOn: Day;
  /** Days before the due day, counted in `stepUnit`; negative: after it. */
  stepDays: number;
  stepUnit: StepUnit;
  state: ReminderState;
  /** Why it was withdrawn, or the mail server's answer. */
  stateReason: string | null;
  /** Of an import whose mails nobody has confirmed yet. */
  isHeld: boolean;
  sendOn: Day;
  sendAt: string;
  timeZone: string;
  /** The day the policy names, when the morning had to be another one, and why: a holiday's name or `weekend`. */
  movedFrom: Day | null;
  movedBecause: string | null;
  reason: 'responsible' | 'client-contact' | 'factory' | 'laboratory' | 'deputy' | 'manager' | 'escalation';
  contactId: string | null;
  memberId: string | null;
  laboratoryId: string | null;
  toName: string | null;
  toEmail: string | null;
  language: Language | null;
  mailId: string | null;
  sentAt: string | null;
  /** The server's last words about the envelope. */
  serverAnswer: string | null;
  attempts: number;
  /** Of a mail that the server would not take for now. */
  nextAttemptAt: string | null;
  /** When the page behind the link was first read. */
  openedAt: string | null;
  returned: 'bounce' | 'soft-bounce' | 'complaint' | null;
  /** What its reader said last. */
  answer: Answer | null;
  /** The marked address whose reminder this one replaces. */
  insteadOf: string | null;
}

export const REMINDER_SIGNS = ['opened', 'answered', 'returned'] as const;
export const REMINDER_REASONS = ['responsible', 'client-contact', 'factory', 'laboratory', 'deputy', 'manager', 'escalation'] as const; // prettier-ignore

/** One try to hand the mail to its server. */
export interface MailTry {
  number: number;
  at: string;
  /** Unknown: the server may have it. */
  outcome: 'sent' | 'delayed' | 'refused' | 'unknown';
  code: number | null;
  serverAnswer: string | null;
}

/** What was reported after a server had taken the mail. */
export interface MailReport {
  kind: 'bounce' | 'soft-bounce' | 'complaint' | 'delay' | 'delivered';
  at: string;
  status: string | null;
  answer: string | null;
}

export interface ReminderAnswer {
  answer: Answer;
  until: Day | null;
  givenAt: string;
  name: string;
  isOfMail: boolean;
}

/** A short message to a chat room, a telephone or a browser, which went beside the mail. */
export interface ChannelTelling {
  kind: ChannelKind;
  /** Of a channel of the team; null: the reader's own. */
  name: string | null;
  text: string;
  state: 'owed' | 'sent' | 'refused' | 'withdrawn';
  owedAt: string;
  sentAt: string | null;
  answer: string | null;
}

export interface ReminderDetail extends ReminderLine {
  tries: MailTry[];
  reports: MailReport[];
  /** The last one first. */
  answers: ReminderAnswer[];
  channels: ChannelTelling[];
  messageId: string | null;
  openings: number;
  lastOpenedAt: string | null;
}

/** What leaves on one day at 08:00 of each reader's zone. */
export interface Morning {
  day: Day;
  mails: number;
  people: number;
}

export const NOTICE_KINDS = [
  'document-requested',
  'document-returned',
  'document-received',
  'comment-for-client',
  'comment-from-client',
  'mention',
  'audit-planned',
  'audit-moved',
  'audit-cancelled',
  'booking-confirmed',
  'booking-moved',
  'booking-cancelled',
  'finding-recorded',
  'finding-returned',
  'finding-answered',
  'case-ended',
  'certificate-expired',
  'campaign-letter',
  'campaign-chase',
  'campaign-report',
  'address-marked',
  'reminder-disowned',
] as const;

/** A mail about something that happened, for one person. */
export interface NoticeLine {
  id: string;
  kind: (typeof NOTICE_KINDS)[number];
  applicationId: string | null;
  auditId: string | null;
  bookingId: string | null;
  certificateId: string | null;
  campaignId: string | null;
  deadlineId: string | null;
  /** The page of what that deadline is about. */
  path: string | null;
  /** Number of the case or certificate, name of the factory, laboratory or campaign, what a deadline is about. */
  label: string;
  /** Title of the document, subject of the letter. */
  title: string | null;
  state: ReminderState;
  stateReason: string | null;
  toName: string | null;
  toEmail: string | null;
  serverAnswer: string | null;
}

/** A document on the reminders of one deadline. */
export interface ReminderProof {
  id: string;
  deadlineId: string;
  kind: DeadlineKind;
  dueOn: Day;
  label: string;
  readers: 'all' | 'client';
  language: Language;
  madeAt: string;
  madeBy: string;
  lines: number;
  sha256: string;
}

/** The same, checked against what is kept and what the ledger says today. */
export interface ProofCheck extends ReminderProof {
  isIntact: boolean;
  now: { same: number; changed: number; added: number };
}
