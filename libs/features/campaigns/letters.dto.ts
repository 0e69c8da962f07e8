import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { LANGUAGES, type Language } from '#domain/permissions';
import { PageQuery } from '#platform/http/page';

export const LETTER_KINDS = ['letter', 'chase'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** A text to begin with, in each language. */
export class LetterTemplateQuery {
  /** a record of the reference data; left out: the general text */
  @IsOptional() @Matches(/^[a-z0-9][a-z0-9.-]{0,99}$/) changeKey?: string;
  /** an entry of the tenant's own */
  @IsOptional() @IsUUID() entryId?: string;
  /** the campaign asks for documents; false when left out */
  @ApiPropertyOptional({ enum: ['true', 'false'] }) @IsOptional() @IsIn(['true', 'false']) asksDocuments?: string;
}

export class LetterTextView {
  subject: string;
  body: string;
}

export class LetterTemplateView {
  en: LetterTextView;
  de: LetterTextView;
  zh: LetterTextView;
  /** what may stand in a text as `{{name}}` */
  fields: string[];
}

export class LetterPreviewQuery {
  @IsUUID() clientId: string;
  /** of the reader; that of the client's first contact when left out */
  @ApiPropertyOptional({ enum: LANGUAGES }) @IsOptional() @IsIn(LANGUAGES) language?: Language;
}

export class LetterReaderView {
  contactId: string;
  name: string;
  email: string;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
}

/** What one client would be written, or was. */
export class LetterPreviewView {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  /** in which the text is; another one than asked for where the letter is not written in it */
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  subject: string;
  body: string;
  /** who gets it in this language; none: nobody there can be written to */
  readers: LetterReaderView[];
  /** of the client in the campaign */
  members: number;
  /** it was written already, and stands as it was written; null: this is a preview */
  letterId: string | null;
}

export class LetterListQuery extends PageQuery {
  @IsOptional() @IsUUID() clientId?: string;
  @ApiPropertyOptional({ enum: LETTER_KINDS }) @IsOptional() @IsIn(LETTER_KINDS) kind?: LetterKind;
  /** the newest first is the only order */
  @IsOptional() @IsIn(['-createdAt']) sort?: '-createdAt';
}

/** A letter as it was written, and what became of its mails. */
export class LetterLine {
  id: string;
  @ApiProperty({ enum: LETTER_KINDS }) kind: LetterKind;
  /** of its kind to this client; the letter is always 1 */
  number: number;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  subject: string;
  writtenOn: string;
  /** mails of it: taken by the server, refused, still to go */
  sent: number;
  refused: number;
  planned: number;
  /** instant */
  createdAt: string;
}

export class LetterPage {
  items: LetterLine[];
  nextCursor: string | null;
}

export class LetterMailView {
  noticeId: string;
  toName: string | null;
  toEmail: string | null;
  @ApiProperty({ enum: ['planned', 'sent', 'refused', 'withdrawn'] }) state: string;
  /** instant */
  sentAt: string | null;
  serverAnswer: string | null;
}

export class LetterView extends LetterLine {
  body: string;
  mails: LetterMailView[];
}
