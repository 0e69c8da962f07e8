import { ApiProperty } from '@nestjs/swagger';
import { LATENESS_STATES, type LatenessState } from '#domain/cases/lateness';
import type { Plan } from '#domain/plan/plan';

/** By how finished cases of the same procedure kept to their plans. */
export class ForecastRangeView {
  /** one in ten came earlier */
  earlyOn: string;
  /** half came by then */
  likelyOn: string;
  /** one in ten came later */
  lateOn: string;
  /** finished cases behind it, at least 8 */
  cases: number;
}

export class ForecastView {
  /** day of the certificate as things stand; null where nobody can say */
  on: string | null;
  /** some duration is unknown: then or later */
  isAtLeast: boolean;
  /** it rests on a year whose calendar is not published */
  isProvisional: boolean;
  /** null: too few finished cases to say, or the plan has no end */
  range: ForecastRangeView | null;
}

/** The traffic light. */
export class LatenessView {
  @ApiProperty({ enum: LATENESS_STATES }) state: LatenessState;
  /** calendar days left; negative = too late by so many */
  slackDays: number | null;
  /** what it is measured against */
  @ApiProperty({ enum: ['wish', 'legal'], nullable: true }) against: 'wish' | 'legal' | null;
}

export class AgreedStage {
  stageId: string;
  key: string;
  attempt: number;
  from: string | null;
  to: string | null;
}

/** The plan of a case against which it is drawn. */
export class CasePlanView {
  /** with what has happened fixed and nothing before today; null where it cannot be counted */
  @ApiProperty({ type: Object, nullable: true }) forecast: Plan | null;
  /** as agreed when the case was opened */
  agreed: AgreedStage[];
  plannedEndOn: string | null;
  /** from the wished day backward, not before today; null without a wish */
  @ApiProperty({ type: Object, nullable: true }) backward: Plan | null;
}
