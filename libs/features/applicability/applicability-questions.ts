import { candidateClasses, neverInScopeMatches } from '#domain/applicability/candidates';
import { type QuestionsToAsk, questionsToAsk } from '#domain/applicability/questions';
import type { Day } from '#domain/day';
import { BadInput } from '#domain/errors';
import type { Language } from '#domain/permissions';
import type { ReferenceBook } from '#domain/reference/book';
import { holdsOn } from '#domain/reference/record';
import type { CandidatesView, QuestionsView, SubjectsView } from './applicability-questions.dto.js';
import { APPLICABILITY_WORDS, sayIn } from './words.js';

/** More candidates than this help nobody to choose. */
const CANDIDATES_MAX = 20;

/**
 * What to ask before a check, in words.
 *
 * @param use only this one; all when null
 * @throws BadInput on an unknown class or use
 */
export function tellQuestions(
  book: ReferenceBook,
  { classKey, day, use }: { classKey: string | null; day: Day; use: string | null },
  language: Language,
): QuestionsView {
  const found = classKey === null ? null : (book.classes.get(classKey) ?? null);
  if (classKey !== null && !found) refuse('classKey', 'unknown-class', 'This class is not in the catalogue.', [...book.classes.keys()]); // prettier-ignore
  const asked = questionsToAsk(book, found, day);
  const uses = use === null ? asked.uses : asked.uses.filter(({ key }) => key === use);
  if (uses.length === 0) refuse('intendedUse', 'unknown-use', 'This use is not known on that day.', asked.uses.map(({ key }) => key)); // prettier-ignore
  const words = APPLICABILITY_WORDS[language];
  const { name, className } = sayIn(language);
  return {
    day,
    class: found && { key: found.key, name: className(found) },
    vehicleCategories: (asked.vehicleCategories?.allowed ?? []).map((key) => ({
      key,
      name: words.categories[key],
      isInScope: asked.vehicleCategories!.inScope.includes(key),
    })),
    variants: asked.variants.map(({ key, names }) => ({ key, name: name(names) })),
    classConditions: asked.classConditions.map(({ key, question, effect }) => ({ key, text: name(question), effect, applicants: null })), // prettier-ignore
    uses: uses.map((one) => tellUse(one, language)),
    applicants: asked.applicants.map((key) => ({ key, name: words.applicants[key] })),
  };
}

/** Everything a product can be taken for, in words; what was never covered as of the day. */
export function tellSubjects(book: ReferenceBook, day: Day, language: Language): SubjectsView {
  const { name, className } = sayIn(language);
  return {
    classes: [...book.classes.values()].map((one) => ({ key: one.key, name: className(one) })),
    neverInScope: book.neverInScope.filter((one) => holdsOn(one, day)).map(({ key, names }) => ({ key, name: name(names) })), // prettier-ignore
  };
}

function tellUse(
  { key, kind, names, conditions }: QuestionsToAsk['uses'][number],
  language: Language,
): QuestionsView['uses'][number] {
  const { uses } = APPLICABILITY_WORDS[language];
  const { name } = sayIn(language);
  return {
    key,
    kind,
    name: names ? name(names) : uses[key as keyof typeof uses],
    conditions: conditions.map(({ key: condition, text, applicants }) => ({
      key: condition,
      text: name(text),
      effect: null,
      applicants: applicants && [...applicants],
    })),
  };
}

/** What a description or tariff code may mean, in words. */
export function tellCandidates(
  book: ReferenceBook,
  { description, hsCode, day }: { description: string | null; hsCode: string | null; day: Day },
  language: Language,
): CandidatesView {
  const { name, className } = sayIn(language);
  return {
    classes: candidateClasses(book, description, hsCode)
      .slice(0, CANDIDATES_MAX)
      .map(({ class: found, matches }) => ({
        key: found.key,
        code: found.code,
        name: className(found),
        matches: [...matches],
      })),
    neverInScope: neverInScopeMatches(book, description, day).map(({ item, term }) => ({
      key: item.key,
      name: name(item.names),
      term,
    })),
    caution: APPLICABILITY_WORDS[language].letter.hsLine,
  };
}

function refuse(field: string, code: string, detail: string, allowed: readonly string[]): never {
  throw new BadInput('invalid-input', [{ field, code, detail, allowed: allowed.join(', ') }]);
}
