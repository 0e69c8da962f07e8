import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, ValidateNested } from 'class-validator';
import { MAIL_CHOICES, MAIL_TOPICS, type MailChoice, type MailTopic } from '#domain/mail/choices';
import { LANGUAGES, type Language } from '#domain/permissions';

/** How one topic shall come. */
export class MailChoiceInput {
  @ApiProperty({ enum: MAIL_TOPICS })
  @IsIn(MAIL_TOPICS)
  topic: MailTopic;

  /** one of the topic's `choices` */
  @ApiProperty({ enum: MAIL_CHOICES })
  @IsIn(MAIL_CHOICES)
  choice: MailChoice;
}

export class MailChoicesInput {
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAIL_TOPICS.length)
  @ValidateNested({ each: true })
  @Type(() => MailChoiceInput)
  choices: MailChoiceInput[];
}

export class MailChoiceView {
  @ApiProperty({ enum: MAIL_TOPICS })
  topic: MailTopic;
  @ApiProperty({ enum: MAIL_CHOICES })
  choice: MailChoice;
  /** what may be chosen for this topic */
  @ApiProperty({ enum: MAIL_CHOICES, isArray: true })
  choices: MailChoice[];
}

export class MailChoicesView {
  items: MailChoiceView[];
}

/** The same for who follows the link of a mail. */
export class ReaderChoicesView extends MailChoicesView {
  tenantName: string;
  tenantNameZh: string | null;
  readerName: string;
  @ApiProperty({ enum: LANGUAGES })
  language: Language;
  /** what lies in the mail of the link and may be switched off */
  @ApiProperty({ enum: MAIL_TOPICS, isArray: true })
  ofMail: MailTopic[];
}
