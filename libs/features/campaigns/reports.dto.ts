import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import { LANGUAGES, type Language } from '#domain/permissions';
import { IfGiven } from '#platform/http/fields';

const MOST_READERS = 500;

export class ReportQuery {
  @IsUUID() clientId: string;
  /** the reader's own when left out */
  @ApiPropertyOptional({ enum: LANGUAGES }) @IsOptional() @IsIn(LANGUAGES) language?: Language;
}

/** Who of a client gets the weekly report, on which day of the week. */
export class ReportReaderInput {
  @IsUUID() contactId: string;
  /** ISO: 1 = Monday, which it is when left out. A holiday of the reader moves it to the next working day. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 7 })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(7)
  weekday?: number;
}

export class ReportReadersInput {
  /** all of them; who is left out gets no report any more */
  @IsArray()
  @ArrayMaxSize(MOST_READERS)
  @ArrayUnique(({ contactId }: ReportReaderInput) => contactId)
  @ValidateNested({ each: true })
  @Type(() => ReportReaderInput)
  readers: ReportReaderInput[];
}

export class ReportReaderView {
  contactId: string;
  name: string;
  email: string;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  weekday: number;
  /** day of the last one that was promised; null: none yet */
  lastOn: string | null;
}

export class ReportReadersView {
  items: ReportReaderView[];
}
