import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, Max, Min } from 'class-validator';
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import { LADDER_LIMITS } from '#domain/deadlines/ladder';
import { LANGUAGES, type Language } from '#domain/permissions';

/** The steps at which people are reminded of a deadline of one kind. */
export class LadderView {
  @ApiProperty({ enum: DEADLINE_KINDS }) kind: DeadlineKind;
  /** calendar days before the due day, the farthest first; empty = shown, not mailed */
  offsets: number[];
  /** after the due day: the next morning, then every so many days; null = no reminder */
  overdueEveryDays: number | null;
  /** the tenant has none of its own */
  isDefault: boolean;
  defaultOffsets: number[];
  defaultOverdueEveryDays: number | null;
  /** false for a kind whose warning is another kind's ladder */
  isChangeable: boolean;
  /** to be sent back with a change; null while the default holds */
  version: number | null;
}

export class LadderList {
  items: LadderView[];
}

export class LadderInput {
  @ApiProperty({ type: [Number] })
  @IsArray()
  @ArrayMaxSize(LADDER_LIMITS.maxSteps)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(LADDER_LIMITS.maxOffsetDays, { each: true })
  offsets: number[];

  @ApiProperty({ type: Number, nullable: true })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LADDER_LIMITS.maxOverdueEveryDays)
  overdueEveryDays: number | null;
}

export class LadderEdit extends LadderInput {
  /** as read; null or left out while the default held */
  @ApiPropertyOptional({ type: Number, nullable: true })
  @IsOptional()
  @IsInt()
  version?: number | null;
}

/** One mail as the ladder would send it. */
export class PreviewedMail {
  /** instant */
  sendAt: string;
  sendOn: string;
  timeZone: string;
  toName: string;
  toEmail: string;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  /** how many reminders of this kind lie in it */
  reminders: number;
  stepDays: number;
  dueOn: string;
  movedFrom: string | null;
  movedBecause: string | null;
  isAlone: boolean;
}

export class LadderPreview {
  /** the next ten mails */
  next: PreviewedMail[];
  /** all reminders of the kind that would be planned, against those that are */
  planned: number;
  plannedNow: number;
}
