import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Several } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { NOTICE_KINDS, type NoticeKind } from './notice.js';
import { REMINDER_STATES, type ReminderState } from './reminders.dto.js';

export class NoticeListQuery extends PageQuery {
  /** one or several, with commas or repeated */
  @ApiPropertyOptional({ enum: REMINDER_STATES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(REMINDER_STATES, { each: true })
  state?: ReminderState[];

  @IsOptional() @IsUUID() applicationId?: string;
  @IsOptional() @IsUUID() auditId?: string;
  @IsOptional() @IsUUID() bookingId?: string;
  @IsOptional() @IsUUID() certificateId?: string;
  @IsOptional() @IsUUID() campaignId?: string;
  @IsOptional() @IsUUID() deadlineId?: string;

  /** the newest first is the only order */
  @IsOptional() @IsIn(['-createdAt']) sort?: '-createdAt';
}

/** A mail promised to one person about something that happened, and what became of it. */
export class NoticeView {
  id: string;
  @ApiProperty({ enum: NOTICE_KINDS }) kind: NoticeKind;
  applicationId: string | null;
  auditId: string | null;
  bookingId: string | null;
  certificateId: string | null;
  campaignId: string | null;
  /** where the news is about a deadline and about none of the others */
  deadlineId: string | null;
  /** the page of what that deadline is about */
  path: string | null;
  letterId: string | null;
  /** number of the case or certificate, name of the factory, laboratory or campaign, the marked address, what a deadline is about */
  label: string;
  /** title of the document, subject of the letter */
  title: string | null;
  /** null: about an address of the team's own */
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  @ApiProperty({ enum: REMINDER_STATES }) state: ReminderState;
  /** code of why it was withdrawn; for a refused one the server's words */
  stateReason: string | null;
  contactId: string | null;
  memberId: string | null;
  toName: string | null;
  toEmail: string | null;
  /** instant */
  createdAt: string;
  /** instant of the envelope */
  sendAt: string | null;
  sentAt: string | null;
  serverAnswer: string | null;
}

export class NoticePage {
  items: NoticeView[];
  nextCursor: string | null;
}
