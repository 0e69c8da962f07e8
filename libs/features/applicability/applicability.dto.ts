import { ApiProperty, type ApiPropertyOptions, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { VERDICTS, type ApplicabilityAnswer, type Verdict } from '#domain/applicability/answer';
import { VEHICLE_CATEGORIES, type ApplicabilityFacts, type VehicleCategory } from '#domain/applicability/facts';
import { BASES, CERTAINTIES, type Basis, type Certainty } from '#domain/deadlines/deadline';
import { LANGUAGES, type Language } from '#domain/permissions';
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import { APPLICANT_KINDS, type ApplicantKind, MODES, type Mode } from '#domain/reference/catalogue';
import type { Words } from '#domain/reference/record';
import { IsCountry, IsDay, Tidy, TidyCode } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { NamedClient } from '#features/clients/factories.dto';

const KEY_MAX = 100;
/** Digits of a tariff code, in groups or not: 4 to 13 of them. */
const HS_CODE = /^(?:\d[. ]?){4,13}$/;
const ANSWERS = {
  type: 'object',
  additionalProperties: { type: 'string', enum: [...KNOWN_OR_NOT] as string[] },
} satisfies ApiPropertyOptions;
const DATA = { type: 'object', additionalProperties: true } as const;

export class LanguageQuery {
  /** of the words; the reader's own when left out */
  @ApiPropertyOptional({ enum: LANGUAGES })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;
}

/** A class, a description or a product is needed; everything else may be left out and becomes an open question. */
export class CheckInput {
  /** for which it is asked; past and coming days alike */
  @IsDay() day: string;
  /** class and description default from it */
  @IsOptional() @IsUUID() productId?: string | null;
  @IsOptional() @IsUUID() clientId?: string | null;
  /** of the catalogue: four digits, or the speaking key of a product without a known code */
  @IsOptional() @Tidy() @IsString() @MaxLength(KEY_MAX) classKey?: string | null;
  /** of an item that CCC never covered */
  @IsOptional() @Tidy() @IsString() @MaxLength(KEY_MAX) neverInScopeKey?: string | null;
  @IsOptional() @Tidy() @IsString() @Length(1, 2000) description?: string | null;
  /** of a class whose parts have periods of their own */
  @IsOptional() @Tidy() @IsString() @MaxLength(KEY_MAX) variant?: string | null;
  @ApiPropertyOptional({ enum: VEHICLE_CATEGORIES, nullable: true })
  @IsOptional()
  @IsIn(VEHICLE_CATEGORIES)
  vehicleCategory?: VehicleCategory | null;
  /** `placing-on-market`, `unknown` (the default) or the key of a ground; GET /api/applicability/questions names them */
  @IsOptional() @Tidy() @IsString() @MaxLength(KEY_MAX) intendedUse?: string | null;
  @ApiPropertyOptional({ enum: APPLICANT_KINDS, nullable: true })
  @IsOptional()
  @IsIn(APPLICANT_KINDS)
  applicant?: ApplicantKind | null;
  /** ISO 3166-1 alpha-2 */
  @IsOptional() @TidyCode() @IsCountry() madeIn?: string | null;
  /** a hint, never the verdict: 4 to 13 digits, dots and spaces between them allowed */
  @IsOptional() @Tidy() @Matches(HS_CODE) hsCode?: string | null;
  /** condition of the class -> yes, no or unknown */
  @ApiPropertyOptional(ANSWERS)
  @IsOptional()
  @IsObject()
  classAnswers?: Record<string, YesNoUnknown> | null;
  /** condition of the ground -> yes, no or unknown */
  @ApiPropertyOptional(ANSWERS)
  @IsOptional()
  @IsObject()
  groundAnswers?: Record<string, YesNoUnknown> | null;
}

export class RepetitionInput {
  /** another day; the stored one when left out */
  @IsOptional() @IsDay() day?: string | null;
}

export class CheckListQuery extends PageQuery {
  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() clientId?: string;
  /** newest first is the only order */
  @IsOptional() @IsIn(['-createdAt']) sort?: '-createdAt';
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

/** One reference of a source; `url` null where it is not an address. */
export class SourcePart {
  text: string;
  url: string | null;
}

/** What a sentence rests on, in words and as data. */
export class ToldBacking {
  @ApiProperty({ enum: BASES }) basis: Basis;
  /** in words */
  basisText: string;
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  /** in words */
  certaintyText: string;
  /** empty where there is no source: then the sentence is about our own order of work */
  sources: SourcePart[];
}

export class ToldReason extends ToldBacking {
  /** stable */
  code: string;
  text: string;
}

export class ToldStep extends ToldBacking {
  /** stable */
  code: string;
  text: string;
  /** last day, or for `only-certified` and `mandatory-from` the first */
  on: string | null;
}

/** How the class is certified from one day to another; `unknown` where the data says nothing. */
export class ToldPeriod extends ToldBacking {
  @ApiProperty({ enum: MODES }) mode: Mode;
  /** in words */
  text: string;
  /** false: applications are accepted, certification is not yet demanded */
  isMandatory: boolean;
  validFrom: string | null;
  validTo: string | null;
}

export class ToldQuestion {
  /** stable */
  code: string;
  text: string;
  /** undecided until it is answered; otherwise a reserve */
  isBlocking: boolean;
  /** which answer would give which verdict */
  decisions: string[];
}

export class ToldFact {
  label: string;
  value: string;
}

/** An answer in words of one language; the letter says the same. */
export class AnswerWords {
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  verdict: string;
  /** the answer in one sentence */
  headline: string;
  facts: ToldFact[];
  /** of the class or its part, from the first to the last without a gap; empty where neither is settled */
  periods: ToldPeriod[];
  reasons: ToldReason[];
  openQuestions: ToldQuestion[];
  whatFollows: ToldStep[];
  alternatives: ToldReason[];
  /** on which data and day it stands, that a tariff code decides nothing, what unofficial sources are worth */
  remarks: string[];
}

/** An answer that was not stored. */
export class PreviewView {
  day: string;
  @ApiProperty({ enum: VERDICTS }) verdict: Verdict;
  referenceVersion: number;
  /** as it was understood, defaults included */
  @ApiProperty(DATA) facts: ApplicabilityFacts;
  /** codes and facts; `words` says the same */
  @ApiProperty(DATA) answer: ApplicabilityAnswer;
  words: AnswerWords;
}

export class CheckedProduct {
  id: string;
  name: string;
  nameZh: string | null;
}

export class NewerCheck {
  id: string;
  number: string;
}

/** A stored check. It is never changed; a newer one of the same product stands in its place. */
export class CheckView extends PreviewView {
  id: string;
  /** e.g. A-2026-0001 */
  number: string;
  product: CheckedProduct | null;
  client: NamedClient | null;
  /** instant */
  createdAt: string;
  /** null = Homolog itself */
  createdByName: string | null;
  /** the newest check of the same product; null when this one is */
  supersededBy: NewerCheck | null;
}

/** One row of the list of checks. */
export class CheckLine {
  id: string;
  number: string;
  day: string;
  @ApiProperty({ enum: VERDICTS }) verdict: Verdict;
  classKey: string | null;
  /** null where no code is known */
  classCode: string | null;
  /** of the class, or of what CCC never covered; null where neither is settled */
  @ApiProperty({ ...DATA, nullable: true }) takenFor: Words | null;
  description: string | null;
  productId: string | null;
  productName: string | null;
  productNameZh: string | null;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  referenceVersion: number;
  /** instant */
  createdAt: string;
  createdByName: string | null;
  /** of its product; a check without a product is always */
  isNewest: boolean;
}

export class CheckPage {
  items: CheckLine[];
  nextCursor: string | null;
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
