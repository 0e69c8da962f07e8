import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Min } from 'class-validator';
import { LANGUAGES, type Language } from '#domain/permissions';
import { tidyText } from '#domain/register/text';
import { IsAddress, Tidy } from '#platform/http/fields';

/** Lines that a part of the letterhead may have, and characters of each. */
export const LETTERHEAD_LINES = { count: 6, characters: 100 } as const;
const FEW_LINES = new RegExp(
  `^[^\\n]{0,${LETTERHEAD_LINES.characters}}(\\n[^\\n]{0,${LETTERHEAD_LINES.characters}}){0,${LETTERHEAD_LINES.count - 1}}$`,
);

/** As `Tidy`, line by line; empty lines go. Up to six lines of up to 100 characters. */
function Lines(): PropertyDecorator {
  const tidy = (text: string) => {
    const lines = text.split(/\r\n?|\n/).map(tidyText);
    return lines.filter((line) => line !== '').join('\n') || null;
  };
  return (target, property) => {
    Transform(({ value }) => (typeof value === 'string' ? tidy(value) : (value as unknown)))(target, property);
    Matches(FEW_LINES, {
      message: `$property must have up to ${LETTERHEAD_LINES.count} lines of up to ${LETTERHEAD_LINES.characters} characters`,
    })(target, property as string);
  };
}

export class LetterheadInput {
  /** 0 while nothing was ever saved */
  @IsInt() @Min(0) version: number;
  /** postal address without the name, a line each */
  @IsOptional() @Lines() address?: string | null;
  @IsOptional() @Tidy() @IsString() @Length(1, 100) phone?: string | null;
  @IsOptional() @IsAddress() email?: string | null;
  /** address of the web site, as it is printed */
  @IsOptional() @Tidy() @IsString() @Length(1, 200) web?: string | null;
  /** register, number, managing directors, a line each */
  @IsOptional() @Lines() registration?: string | null;
  /** small print at the foot of the first page, a line each */
  @IsOptional() @Lines() footer?: string | null;
}

export class LogoView {
  kind: 'png' | 'jpeg';
  /** pixels */
  width: number;
  height: number;
  /** changes with the picture */
  revision: string;
}

export class LetterheadView {
  address: string | null;
  phone: string | null;
  email: string | null;
  web: string | null;
  registration: string | null;
  footer: string | null;
  logo: LogoView | null;
  /** 0 while nothing was ever saved */
  version: number;
}

/** A form with one file. */
export class LogoUpload {
  @ApiProperty({ type: 'string', format: 'binary' }) file: unknown;
}

export class SampleQuery {
  /** the tenant's own when left out */
  @IsOptional() @IsIn(LANGUAGES) language?: Language;
}
