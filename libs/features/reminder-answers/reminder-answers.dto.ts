import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { ANSWERS, type Answer } from '#domain/deadlines/answer';
import { BASES, DEADLINE_KINDS, DEADLINE_STATES, type Basis, type DeadlineKind, type DeadlineState } from '#domain/deadlines/deadline'; // prettier-ignore
import { LANGUAGES, type Language } from '#domain/permissions';
import { DeadlineSubjectView } from '#features/deadlines/deadlines.dto';
import { IsDay } from '#platform/http/fields';

/** What a reader says to one deadline. */
export class AnswerInput {
  @ApiProperty({ enum: ANSWERS })
  @IsIn(ANSWERS)
  answer: Answer;

  /** of `in-work`, and only there: the day until which it is worked on */
  @IsOptional() @IsDay() until?: string | null;
}

/** The same to several deadlines of one mail. */
export class MailAnswerInput extends AnswerInput {
  /** left out: all that are still open */
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true })
  deadlineIds?: string[];
}

export class GivenAnswerView {
  @ApiProperty({ enum: ANSWERS })
  answer: Answer;
  until: string | null;
  /** instant */
  givenAt: string;
  /** who answered */
  name: string;
}

/** First and last day. */
export class PromisableView {
  from: string;
  to: string;
}

/** One deadline of a mail, as its reader may answer it. */
export class AnswerableView {
  deadlineId: string;
  @ApiProperty({ enum: DEADLINE_KINDS })
  kind: DeadlineKind;
  dueOn: string;
  /** where the reader is; negative = overdue */
  daysLeft: number;
  @ApiProperty({ enum: BASES })
  basis: Basis;
  @ApiProperty({ enum: DEADLINE_STATES })
  state: DeadlineState;
  subject: DeadlineSubjectView;
  /** the days until which work may be promised; null = none is left, or the deadline is not open */
  promisable: PromisableView | null;
  /** what this reader last said; null = nothing */
  given: GivenAnswerView | null;
}

/** What the reader of one mail may answer, and who asks. */
export class MailAnswerView {
  tenantName: string;
  tenantNameZh: string | null;
  readerName: string;
  @ApiProperty({ enum: LANGUAGES })
  language: Language;
  /** where the reader is */
  timeZone: string;
  /** instant of the answer, by the product's clock */
  now: string;
  items: AnswerableView[];
}

/** What readers said to one deadline, the last first. */
export class AnswerListView {
  items: GivenAnswerView[];
  /** what the caller may still promise; null = nothing */
  promisable: PromisableView | null;
}
