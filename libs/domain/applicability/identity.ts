import type { ReferenceBook } from '../reference/book.js';
import type { CatalogueClass, NeverInScope } from '../reference/catalogue.js';
import { holdsOn } from '../reference/record.js';
import type { OpenQuestion, Reason } from './answer.js';
import { candidateClasses, neverInScopeMatches, without } from './candidates.js';
import type { ApplicabilityFacts } from './facts.js';
import { backedBy, type Findings, namedClass, OUR_OWN, question, reason } from './parts.js';

/** More classes than this help nobody to choose. */
const CANDIDATES_MAX = 8;

export interface Identity extends Findings {
  /** an item that CCC never covered */
  item: NeverInScope | null;
  found: CatalogueClass | null;
}

/**
 * What the product is: the item or class it is taken for, or what its description names beyond doubt. A tariff code alone
 * never makes a class, and a description that names a class makes candidates only.
 */
export function identify(facts: ApplicabilityFacts, book: ReferenceBook): Identity {
  const chosen = book.neverInScope.find((one) => one.key === facts.neverInScopeKey && holdsOn(one, facts.day));
  if (chosen) return itemOf(chosen, null);
  if (facts.classKey !== null) return byKey(facts, facts.classKey, book);
  const items = neverInScopeMatches(book, facts.description, facts.day);
  const rest = without(facts.description ?? '', items.map(({ term }) => term)); // prettier-ignore
  // The tariff code is left out here: it must not turn a verdict.
  if (items.length > 0 && candidateClasses(book, rest, null).length === 0) return itemOf(items[0]!.item, rest);
  return open(facts, book, []);
}

/** A word that says something: three letters, or one Chinese character. */
const TELLING = /\p{L}{3}|\p{Script=Han}/u;

/** @param rest what the description names beside the item; null: the item was chosen and not read */
function itemOf(item: NeverInScope, rest: string | null): Identity {
  const { names } = item;
  const told = reason('never-in-scope', { names, isChosen: rest === null }, backedBy(item, 'practice'));
  const isMoreSaid = rest !== null && TELLING.test(rest);
  const doubt = isMoreSaid
    ? [question('only-this-item', { names, rest: rest.trim() }, false, [{ answer: 'no', verdict: 'undecided' }])]
    : [];
  return { item, found: null, reasons: [told], openQuestions: doubt };
}

function byKey(facts: ApplicabilityFacts, key: string, book: ReferenceBook): Identity {
  const found = book.classes.get(key);
  if (!found) return open(facts, book, [question('class-not-in-data', { key }, true)]);
  const reasons: Reason[] = [
    reason('class-taken', { class: namedClass(found), rule: found.implementationRule }, backedBy(found, 'legal')),
  ];
  if (found.code !== null && found.codeCertainty === 'unverified') {
    const backing = { ...backedBy(found, 'practice'), certainty: found.codeCertainty };
    reasons.push(reason('class-code-unverified', { code: found.code }, backing));
  }
  const openQuestions = neverInScopeMatches(book, facts.description, facts.day).map(({ item }) =>
    question('class-or-never-in-scope', { class: namedClass(found), names: item.names }, false),
  );
  return { item: null, found, reasons, openQuestions };
}

function open(facts: ApplicabilityFacts, book: ReferenceBook, before: OpenQuestion[]): Identity {
  const classes = candidateClasses(book, facts.description, facts.hsCode)
    .slice(0, CANDIDATES_MAX)
    .map((candidate) => namedClass(candidate.class));
  const neverInScope = neverInScopeMatches(book, facts.description, facts.day).map(({ item }) => ({
    key: item.key,
    names: item.names,
  }));
  return {
    item: null,
    found: null,
    reasons: [reason('class-not-known', { candidates: classes }, OUR_OWN)],
    openQuestions: [...before, question('which-class', { classes, neverInScope }, true)],
  };
}
