import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsUUID } from 'class-validator';
import { LANGUAGES, type Language } from '#domain/permissions';
import { IfGiven } from '#platform/http/fields';
import { LetterReaderView } from './letters.dto.js';

/** As many as a person chooses from a list. */
const MOST_CHOSEN = 500;

/** Exactly one of `memberIds` and `clientIds`. */
export class ChaseInput {
  @ApiPropertyOptional({ type: String, isArray: true })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CHOSEN)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  memberIds?: string[];

  /** all that is open with them */
  @ApiPropertyOptional({ type: String, isArray: true })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CHOSEN)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  clientIds?: string[];

  /** true: nothing is written or sent */
  @IsBoolean() isPreview: boolean;
}

export const CHASE_SKIPS = ['nothing-open', 'written-lately', 'no-contact'] as const;
export type ChaseSkip = (typeof CHASE_SKIPS)[number];

export class SkippedView {
  /** nothing is open with the client; it was written to within the last 24 hours; nobody there can be written to */
  @ApiProperty({ enum: CHASE_SKIPS }) reason: ChaseSkip;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  members: number;
}

export class ChaseLetterView {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  subject: string;
  body: string;
  readers: LetterReaderView[];
  /** what is open with the client and named in it */
  members: number;
}

export class ChaseView {
  isPreview: boolean;
  /** the first 50 in full */
  letters: ChaseLetterView[];
  letterCount: number;
  /** contacts that get a mail */
  readers: number;
  /** members asked for */
  members: number;
  /** clients of the choice that are not written to */
  skipped: SkippedView[];
}
