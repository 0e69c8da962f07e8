import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { LANGUAGES, type Language } from '#domain/permissions';

export const MAIL_SAMPLE_GROUPS = ['reminder', 'news', 'account'] as const;

/** One kind of mail that leaves this house. */
export class MailSampleKindView {
  /** e.g. `legal-step`, `document-requested`, `invitation` */
  kind: string;
  @ApiProperty({ enum: MAIL_SAMPLE_GROUPS }) group: (typeof MAIL_SAMPLE_GROUPS)[number];
}

export class MailSampleKindList {
  items: MailSampleKindView[];
  /** test mails that one person may send to himself in an hour */
  sendingsPerHour: number;
}

export class MailSampleQuery {
  /** the caller's own when left out */
  @ApiProperty({ enum: LANGUAGES, required: false }) @IsOptional() @IsIn(LANGUAGES) language?: Language;
}

/** A mail as its reader would get it, with the tenant's own sender, colour and data. */
export class MailSampleView {
  kind: string;
  from: { name: string; email: string };
  subject: string;
  /** a whole document; the logo stands in it as a data address, so that it can be shown without the mail */
  html: string;
  text: string;
}

export class MailSampleSentView {
  to: string;
  /** what the mail server answered */
  answer: string;
  /** how many more may be sent in this hour */
  left: number;
}
