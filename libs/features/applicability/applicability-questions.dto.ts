import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { LANGUAGES, type Language } from '#domain/permissions';
import { IsDay, Tidy } from '#platform/http/fields';

export const KEY_MAX = 100;

/** Digits of a tariff code, in groups or not: 4 to 13 of them. */
export const HS_CODE = /^(?:\d[. ]?){4,13}$/;

export class LanguageQuery {
  /** of the words; the reader's own when left out */
  @ApiPropertyOptional({ enum: LANGUAGES })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;
}

export class QuestionsQuery extends LanguageQuery {
  @IsOptional() @Tidy() @IsString() @MaxLength(KEY_MAX) classKey?: string;
  /** today when left out */
  @IsOptional() @IsDay() day?: string;
  /** only this use; all of them when left out */
  @IsOptional() @Tidy() @IsString() @MaxLength(KEY_MAX) intendedUse?: string;
}

export class CandidatesQuery extends LanguageQuery {
  @IsOptional() @Tidy() @IsString() @Length(1, 2000) description?: string;
  @IsOptional() @Tidy() @Matches(HS_CODE) hsCode?: string;
  /** today when left out */
  @IsOptional() @IsDay() day?: string;
}

export class SubjectsQuery extends LanguageQuery {
  /** today when left out */
  @IsOptional() @IsDay() day?: string;
}

export class ChoiceView {
  key: string;
  name: string;
}

export class ConditionView {
  key: string;
  text: string;
  /** `must`: no puts the product outside; `excludes`: yes does; null: a condition of a ground */
  effect: 'must' | 'excludes' | null;
  /** it asks who applies, and these may */
  applicants: string[] | null;
}

export class UseView extends ChoiceView {
  /** `general`, or the kind of the ground */
  @ApiProperty({ enum: ['general', 'not-required', 'exempt'] }) kind: 'general' | 'not-required' | 'exempt';
  conditions: ConditionView[];
}

export class VehicleCategoryView extends ChoiceView {
  isInScope: boolean;
}

/** What a product can be taken for. */
export class SubjectsView {
  /** every class of the data, with its code where one is known */
  classes: ChoiceView[];
  /** what CCC never covered */
  neverInScope: ChoiceView[];
}

/** What is worth asking before a check. */
export class QuestionsView {
  day: string;
  class: ChoiceView | null;
  /** empty where the class is not tied to vehicles */
  vehicleCategories: VehicleCategoryView[];
  variants: ChoiceView[];
  classConditions: ConditionView[];
  uses: UseView[];
  applicants: ChoiceView[];
}

export class CandidateMatchView {
  @ApiProperty({ enum: ['term', 'name', 'hs-code'] }) by: 'term' | 'name' | 'hs-code';
  text: string;
}

export class CandidateView extends ChoiceView {
  code: string | null;
  matches: CandidateMatchView[];
}

export class NeverInScopeView extends ChoiceView {
  /** what of the description it was found by */
  term: string;
}

/** What a description may mean: candidates only, the likeliest first. */
export class CandidatesView {
  classes: CandidateView[];
  neverInScope: NeverInScopeView[];
  /** that neither this list nor a tariff code decides */
  caution: string;
}
