import { ApiProperty } from '@nestjs/swagger';
import { TURN_WHYS, type TurnWhy } from '#domain/cases/turns';
import type { Words } from '#domain/reference/record';
import { PARTIES, type Party } from '#domain/reference/scheme';
import { STAGE_BLOCKERS, STAGE_STATUSES, type StageBlocker, type StageStatus } from '#domain/states/stage-status';
import type { MoveAct } from './case-moves.dto.js';

/** An act that is legal now. */
export class LegalActView {
  act: MoveAct;
  /** no earlier day is allowed */
  earliestOn: string;
}

/** What a stage is worked for: counted in the calendar of its party. */
export class StageWorkingDays {
  /** from its first day to its last or to today */
  done: number;
  /** as agreed; null where no duration is known */
  total: number | null;
}

export class CaseStageView {
  id: string;
  key: string;
  /** 1; a stage that is repeated after it failed counts on */
  attempt: number;
  position: number;
  @ApiProperty({ type: Object }) names: Words;
  /** who acts: that of the stage, or to whom it was handed over, or who must lift the blocker */
  @ApiProperty({ enum: PARTIES }) party: Party;
  /** keys of the stages that must have ended */
  needs: string[];
  /** done only when something happens (a failed test): it takes part once it was started */
  isOptional: boolean;
  isAfterCertificate: boolean;
  @ApiProperty({ enum: STAGE_STATUSES }) status: StageStatus;
  plannedFrom: string | null;
  plannedTo: string | null;
  startedOn: string | null;
  endedOn: string | null;
  /** as things stand now */
  expectedFrom: string | null;
  expectedTo: string | null;
  @ApiProperty({ enum: STAGE_BLOCKERS, nullable: true }) blocker: StageBlocker | null;
  blockedOn: string | null;
  /** legal now; empty for a reader who may not move */
  acts: LegalActView[];
  /** its last move, which alone may be taken back; null = none, or not for this reader */
  lastMoveId: string | null;
  /** a failed one that has not been repeated */
  canRepeat: boolean;
  workingDays: StageWorkingDays | null;
}

export class TurnSegmentView {
  @ApiProperty({ enum: PARTIES }) party: Party;
  from: string;
  /** not included */
  to: string;
  days: number;
  stageId: string | null;
  @ApiProperty({ enum: TURN_WHYS }) why: TurnWhy;
}

export class TurnView {
  @ApiProperty({ enum: PARTIES }) party: Party;
  since: string;
  stageId: string | null;
  @ApiProperty({ enum: TURN_WHYS }) why: TurnWhy;
}
