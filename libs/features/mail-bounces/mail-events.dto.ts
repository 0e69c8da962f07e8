import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';

export const MAIL_EVENT_TYPES = ['bounce', 'complaint', 'delivered'] as const;
export const MAIL_EVENTS_AT_MOST = 500;

/** What a mail provider reports of one mail. */
export class MailEventInput {
  @ApiProperty({ enum: MAIL_EVENT_TYPES }) @IsIn(MAIL_EVENT_TYPES) type: (typeof MAIL_EVENT_TYPES)[number];
  /** Message-ID of the mail, with or without angle brackets */
  @IsString() @Length(3, 300) messageId: string;
  /** of a bounce: whether the address takes no mail at all; false for a full mailbox and the like. True when left out */
  @IsOptional() @IsBoolean() isPermanent?: boolean;
  /** enhanced status code of RFC 3463 */
  @IsOptional()
  @Matches(/^[245]\.\d{1,3}\.\d{1,3}$/, { message: '$property must be a status like 5.1.1' })
  status?: string;
  /** the receiving server's own words */
  @IsOptional() @IsString() @Length(0, 2000) answer?: string;
}

export class MailEventsInput {
  @ApiProperty({ type: [MailEventInput] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAIL_EVENTS_AT_MOST)
  @ValidateNested({ each: true })
  @Type(() => MailEventInput)
  events: MailEventInput[];
}

/** How many of the events were new, told before, or of no mail that went from here (or one gone more than 60 days ago). */
export class MailEventsResult {
  noted: number;
  known: number;
  unknown: number;
}
