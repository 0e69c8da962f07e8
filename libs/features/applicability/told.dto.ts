import { ApiProperty } from '@nestjs/swagger';
import { BASES, CERTAINTIES, type Basis, type Certainty } from '#domain/deadlines/deadline';
import { LANGUAGES, type Language } from '#domain/permissions';
import { MODES, type Mode } from '#domain/reference/catalogue';

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
