import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { LONGEST_FILE } from '#database/reference/raw-record';
import { Tidy } from '#platform/http/fields';
import { RecordChangeView } from './versions.dto.js';

export class PublicationInput {
  /** named in faults, and in the list of versions */
  @Tidy() @Length(1, 255) fileName: string;

  /** YAML: `{ kind, records: [...] }`, or a list of such blocks */
  @ApiProperty({ minLength: 1, maxLength: LONGEST_FILE })
  @IsString()
  @Length(1, LONGEST_FILE)
  content: string;

  /** why, in a sentence; shown to everybody in the list of versions */
  @IsOptional() @Tidy() @MaxLength(2000) note?: string | null;

  /** true: tells what would change and writes nothing */
  @IsBoolean() isDryRun: boolean;

  /** the version that the dry run was compared with; needed to publish */
  @ApiPropertyOptional({ type: 'integer', minimum: 0 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  basedOnVersion?: number;
}

/** What a file changes, or would change. */
export class PublicationView {
  isDryRun: boolean;
  /** the newest version before */
  basedOnVersion: number;
  /** the version that is made by publishing; `basedOnVersion` when nothing changes, because then none is made */
  version: number;
  changes: RecordChangeView[];
}
