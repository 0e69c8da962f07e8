import type { Day } from '../day.js';
import type { Basis } from '../deadlines/deadline.js';
import type { ReferenceBook } from '../reference/book.js';
import type { CatalogueClass, ModePeriod, Principle } from '../reference/catalogue.js';
import { holdsOn, type Sourced } from '../reference/record.js';
import type {
  Alternative,
  AlternativeCode,
  AlternativeFacts,
  Backing,
  NamedClass,
  OpenQuestion,
  Period,
  QuestionCode,
  QuestionFacts,
  Reason,
  ReasonCode,
  ReasonFacts,
  Step,
  StepCode,
  StepFacts,
} from './answer.js';

/** What one step of the reasoning found. */
export interface Findings {
  reasons: readonly Reason[];
  openQuestions: readonly OpenQuestion[];
}

/** That something has to be asked is our own order of work and stands in no source. */
export const OUR_OWN: Backing = { basis: 'planning', certainty: 'unverified', source: 'none' };

export function backedBy(record: Sourced, basis: Basis): Backing {
  return { basis, certainty: record.certainty, source: record.source };
}

export function reason<C extends ReasonCode>(code: C, facts: ReasonFacts[C], backing: Backing): Reason {
  return { code, facts, ...backing } as Reason;
}

export function question<C extends QuestionCode>(
  code: C,
  facts: QuestionFacts[C],
  isBlocking: boolean,
  decides: OpenQuestion['decides'] = [],
): OpenQuestion {
  return { code, facts, isBlocking, decides } as OpenQuestion;
}

export function step<C extends StepCode>(code: C, facts: StepFacts[C], on: Day | null, backing: Backing): Step {
  return { code, facts, on, ...backing } as Step;
}

export function alternative<C extends AlternativeCode>(
  code: C,
  facts: AlternativeFacts[C],
  backing: Backing,
): Alternative {
  return { code, facts, ...backing } as Alternative;
}

/** The rule of that key as of the day with its backing; null where the book has none, and then nothing is claimed. */
export function principleOn(
  book: Pick<ReferenceBook, 'principles'>,
  key: string,
  day: Day,
): { principle: Principle; backing: Backing } | null {
  const principle = book.principles.find((one) => one.key === key && holdsOn(one, day));
  return principle ? { principle, backing: backedBy(principle, principle.basis) } : null;
}

export function namedClass({ key, code, names }: CatalogueClass): NamedClass {
  return { key, code, names };
}

export function periodOf(period: ModePeriod): Period {
  const { mode, isMandatory, validFrom, validTo, instrument } = period;
  return { mode, isMandatory, validFrom, validTo, instrument, ...backedBy(period, 'legal') };
}
