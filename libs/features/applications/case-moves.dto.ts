import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { PARTIES, type Party } from '#domain/reference/scheme';
import { STAGE_BLOCKERS, type StageBlocker } from '#domain/states/stage-status';
import { IfGiven, IsDay, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

/** Acts a person may record: of a stage when `stageId` is given, else of the case itself. `certify` has a route of its own. */
export const MOVE_ACTS = [
  'start',
  'block',
  'resume',
  'complete',
  'skip',
  'fail',
  'hand-over',
  'submit',
  'return',
  'accept',
  'hold',
  'refuse',
  'withdraw',
  'lapse',
] as const;
export type MoveAct = (typeof MOVE_ACTS)[number];

export class MoveInput {
  /** the version of the case that was read */
  @IsInt() @Min(1) version: number;
  /** a stage of the case; left out: the case itself moves */
  @IsOptional() @IsUUID() stageId?: string | null;
  @ApiProperty({ enum: MOVE_ACTS }) @IsIn(MOVE_ACTS) act: MoveAct;
  /** day from which it holds; today when left out. An earlier one needs a reason */
  @IfGiven() @IsDay() on?: string;
  /** who acts next: of a hold and a hand-over; may be given with a blocker */
  @ApiPropertyOptional({ enum: PARTIES }) @IfGiven() @IsIn(PARTIES) party?: Party;
  /** what holds a stage up */
  @ApiPropertyOptional({ enum: STAGE_BLOCKERS }) @IfGiven() @IsIn(STAGE_BLOCKERS) blocker?: StageBlocker;
  /** in words, for the team only */
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
}

export class UndoQuery {
  /** the version of the case that was read */
  @ApiProperty({ minimum: 1 }) @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) version: number;
}

/** A failed stage of the case, done once more as a stage of its own. */
export class StageInput {
  /** the version of the case that was read */
  @IsInt() @Min(1) version: number;
  /** the failed stage; what follows on a failure (a rectification) is there once more too when it was done before */
  @IsUUID() repeatedId: string;
}

export class MoveListQuery extends PageQuery {
  /** newest first is the only order */
  @IsOptional() @IsIn(['-seq']) sort?: '-seq';
}

/** One move, taken back or not. For the team only. */
export class MoveView {
  id: string;
  stageId: string | null;
  stageKey: string | null;
  attempt: number | null;
  act: string;
  from: string;
  to: string;
  /** the day from which it holds */
  on: string;
  @ApiProperty({ enum: PARTIES, nullable: true }) party: Party | null;
  @ApiProperty({ enum: STAGE_BLOCKERS, nullable: true }) blocker: StageBlocker | null;
  reason: string | null;
  /** null = Homolog itself */
  byName: string | null;
  /** instant */
  at: string;
  /** instant; null = it stands */
  undoneAt: string | null;
  undoneByName: string | null;
}

export class MovePage {
  items: MoveView[];
  nextCursor: string | null;
}
