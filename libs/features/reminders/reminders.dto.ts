import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { CHANNEL_SEND_STATES, type ChannelSendState } from '#database/entities/channel-send.entity';
import { ATTEMPT_OUTCOMES, type AttemptOutcome } from '#database/entities/mail-attempt.entity';
import { ANSWERS, type Answer } from '#domain/deadlines/answer';
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import { CHANNEL_KINDS, type ChannelKind } from '#domain/mail/channel';
import { LANGUAGES, type Language } from '#domain/permissions';
import { DeadlineSubjectView } from '#features/deadlines/deadlines.dto';
import { IsDay, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { STEP_UNITS, type StepUnit } from '#domain/deadlines/policy';
import { RECIPIENT_REASONS, type RecipientReason } from './recipients.js';

export const REMINDER_STATES = ['planned', 'sent', 'refused', 'withdrawn'] as const;
export type ReminderState = (typeof REMINDER_STATES)[number];
export const REMINDER_SORTS = ['sendAt', '-sendAt'] as const;
export type ReminderSort = (typeof REMINDER_SORTS)[number];
/** What became of a mail after it was sent. */
export const REMINDER_SIGNS = ['opened', 'answered', 'returned'] as const;
export type ReminderSign = (typeof REMINDER_SIGNS)[number];
/** Reports by which a mail that a server took did not stay with its reader. */
export const RETURNS = ['bounce', 'soft-bounce', 'complaint'] as const;
export type Return = (typeof RETURNS)[number];
export const REPORTS = [...RETURNS, 'delay', 'delivered'] as const;
export type Report = (typeof REPORTS)[number];

/** What the ledger is narrowed to. */
export class ReminderFilters {
  /** one or several, with commas or repeated */
  @ApiPropertyOptional({ enum: REMINDER_STATES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(REMINDER_STATES, { each: true })
  state?: ReminderState[];

  @ApiPropertyOptional({ enum: DEADLINE_KINDS, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(DEADLINE_KINDS, { each: true })
  kind?: DeadlineKind[];

  @IsOptional() @IsUUID() deadlineId?: string;
  @IsOptional() @IsUUID() certificateId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  @IsOptional() @IsUUID() applicationId?: string;
  @IsOptional() @IsUUID() auditId?: string;
  @IsOptional() @IsUUID() bookingId?: string;
  @IsOptional() @IsUUID() sampleId?: string;
  @IsOptional() @IsUUID() entryId?: string;
  @IsOptional() @IsUUID() determinationId?: string;
  @IsOptional() @IsUUID() approvalId?: string;
  @IsOptional() @IsUUID() cbReportId?: string;
  /** of its certificates, cases, audits, bookings, samples, determinations and approvals */
  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() contactId?: string;
  @IsOptional() @IsUUID() memberId?: string;
  @IsOptional() @IsUUID() laboratoryId?: string;

  @ApiPropertyOptional({ enum: RECIPIENT_REASONS, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(RECIPIENT_REASONS, { each: true })
  reason?: RecipientReason[];

  @ApiPropertyOptional({ enum: REMINDER_SIGNS })
  @IsOptional()
  @IsIn(REMINDER_SIGNS)
  sign?: ReminderSign;

  /** first morning of sending, where the reader is */
  @IsOptional() @IsDay() sendFrom?: string;
  /** the last one that is listed */
  @IsOptional() @IsDay() sendTo?: string;

  /**
   * every word of it: of a reader's name or address (a former one too), of a client or factory, of a certificate, its
   * product, or the number of a case or a CB test report; or a whole Message-ID
   */
  @IsOptional() @Tidy() @IsString() @MinLength(1) @MaxLength(200) q?: string;

  /** every word of it, of what mail servers said when it was sent or reported later */
  @IsOptional() @Tidy() @IsString() @MinLength(3) @MaxLength(200) serverWords?: string;
}

export class ReminderListQuery extends IntersectionType(PageQuery, ReminderFilters) {
  /** by the morning of sending; the next first when left out */
  @ApiPropertyOptional({ enum: REMINDER_SORTS })
  @IsOptional()
  @IsIn(REMINDER_SORTS)
  sort?: ReminderSort;
}

/** One step of one deadline's policy for one reader, and what became of it. */
export class ReminderView extends DeadlineSubjectView {
  id: string;
  deadlineId: string;
  @ApiProperty({ enum: DEADLINE_KINDS }) deadlineKind: DeadlineKind;
  dueOn: string;
  /** days before the due day, counted in `stepUnit`; negative = days late */
  stepDays: number;
  @ApiProperty({ enum: STEP_UNITS }) stepUnit: StepUnit;
  sendOn: string;
  /** instant */
  sendAt: string;
  timeZone: string;
  /** the day the policy names, when the morning had to be another one */
  movedFrom: string | null;
  /** `weekend` or the name of the holiday */
  movedBecause: string | null;
  @ApiProperty({ enum: RECIPIENT_REASONS }) reason: RecipientReason;
  @ApiProperty({ enum: REMINDER_STATES }) state: ReminderState;
  /** code of why it was withdrawn; for a refused one the server's words */
  stateReason: string | null;
  /** an import waits for somebody to let its mails go */
  isHeld: boolean;
  /** whom it is for: a contact of the client, a member or a laboratory; exactly one */
  contactId: string | null;
  memberId: string | null;
  laboratoryId: string | null;
  toName: string | null;
  toEmail: string | null;
  @ApiProperty({ enum: LANGUAGES, nullable: true }) language: Language | null;
  /** the envelope; several reminders share one */
  mailId: string | null;
  /** instant */
  sentAt: string | null;
  /** the server's last words about the envelope */
  serverAnswer: string | null;
  attempts: number;
  /** instant of the next try of a mail that the server would not take for now */
  nextAttemptAt: string | null;
  /** instant at which the page behind the link of the mail was first read, by a person or by a program that follows links */
  openedAt: string | null;
  /** what was reported after a server had taken the mail; the gravest */
  @ApiProperty({ enum: RETURNS, nullable: true }) returned: Return | null;
  /** what its reader said last to this deadline */
  @ApiProperty({ enum: ANSWERS, nullable: true }) answer: Answer | null;
  /** the marked address whose reminder this one replaces */
  insteadOf: string | null;
}

export class ReminderCount {
  total: number;
  /** there are more than were counted */
  isCapped: boolean;
}

/** One try to hand the mail to its server. */
export class MailTryView {
  /** from 1 */
  number: number;
  /** instant */
  at: string;
  /** unknown: it was sent or not, nobody was told; a mail sent again carries the same Message-ID */
  @ApiProperty({ enum: ATTEMPT_OUTCOMES }) outcome: AttemptOutcome;
  /** the three digits of the server, where it gave some */
  code: number | null;
  serverAnswer: string | null;
}

/** What was reported of a mail after a server had taken it. */
export class MailReportView {
  @ApiProperty({ enum: REPORTS }) kind: Report;
  /** instant */
  at: string;
  /** enhanced status code (RFC 3463), e.g. `5.1.1` */
  status: string | null;
  answer: string | null;
}

/** What its reader said to the deadline. */
export class ReminderAnswerView {
  @ApiProperty({ enum: ANSWERS }) answer: Answer;
  until: string | null;
  /** instant */
  givenAt: string;
  name: string;
  /** by the link of this very mail */
  isOfMail: boolean;
}

/** A short message to a chat room, a telephone or a browser, which went beside the mail. */
export class ChannelTellingView {
  @ApiProperty({ enum: CHANNEL_KINDS }) kind: ChannelKind;
  /** of a channel of the team; null: the reader's own */
  name: string | null;
  /** its words: the subject of the mail */
  text: string;
  @ApiProperty({ enum: CHANNEL_SEND_STATES }) state: ChannelSendState;
  /** instant at which the mail was taken */
  owedAt: string;
  /** instant */
  sentAt: string | null;
  /** the other side's own words */
  answer: string | null;
}

/** A reminder with everything that became of the mail it lies in. */
export class ReminderDetailView extends ReminderView {
  tries: MailTryView[];
  reports: MailReportView[];
  /** the last one first */
  answers: ReminderAnswerView[];
  channels: ChannelTellingView[];
  /** null: it lies in no envelope */
  messageId: string | null;
  /** how often the page behind its link was read */
  openings: number;
  /** instant of the last time */
  lastOpenedAt: string | null;
}

/** What leaves on one day, at the tenant's hour where each reader is. */
export class MorningView {
  day: string;
  mails: number;
  people: number;
}

export class MorningList {
  items: MorningView[];
}

export class ReminderPage {
  items: ReminderView[];
  nextCursor: string | null;
}
