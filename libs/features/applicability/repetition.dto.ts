import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { VERDICTS, type Verdict } from '#domain/applicability/answer';
import { IsDay } from '#platform/http/fields';
import { PreviewView } from './applicability.dto.js';
import { ToldPeriod, ToldQuestion, ToldReason, ToldStep } from './told.dto.js';

export class RepetitionInput {
  /** another day; the stored one when left out */
  @IsOptional() @IsDay() day?: string | null;
}

export class VerdictChange {
  @ApiProperty({ enum: VERDICTS }) before: Verdict;
  @ApiProperty({ enum: VERDICTS }) now: Verdict;
  beforeText: string;
  nowText: string;
}

/** Null on a side: no class was taken, or nothing follows. */
export class PeriodChange {
  @ApiProperty({ type: ToldPeriod, nullable: true }) before: ToldPeriod | null;
  @ApiProperty({ type: ToldPeriod, nullable: true }) now: ToldPeriod | null;
}

export class DeclarationDays {
  /** last day for a new one; null: no end is set */
  newUntil: string | null;
  /** last day on which one made before holds; null: no end is set */
  validUntil: string | null;
}

/** Null on a side: the class is not declared. */
export class DeclarationChange {
  @ApiProperty({ type: DeclarationDays, nullable: true }) before: DeclarationDays | null;
  @ApiProperty({ type: DeclarationDays, nullable: true }) now: DeclarationDays | null;
}

/** The same facts asked again: today's answer, and what it says otherwise. Nothing is stored. */
export class RepetitionView extends PreviewView {
  /** nothing differs but the data version, and the day where another was asked about */
  isSame: boolean;
  /** of the data that the stored answer was made with */
  referenceVersionBefore: number;
  dayBefore: string;
  /** null when it is the same */
  verdictChange: VerdictChange | null;
  /** of the period of the day; null when it is the same */
  periodChange: PeriodChange | null;
  /** of what holds after it; null when it is the same */
  nextChange: PeriodChange | null;
  /** of the days of a self-declaration; null when they are the same */
  declarationChange: DeclarationChange | null;
  reasonsAdded: ToldReason[];
  reasonsGone: ToldReason[];
  questionsAdded: ToldQuestion[];
  questionsGone: ToldQuestion[];
  stepsAdded: ToldStep[];
  stepsGone: ToldStep[];
  alternativesAdded: ToldReason[];
  alternativesGone: ToldReason[];
}
