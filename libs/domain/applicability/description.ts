import type { ReferenceBook } from '../reference/book.js';
import type { CatalogueClass, ScopeCondition } from '../reference/catalogue.js';
import type { Verdict } from './answer.js';
import { digitsOf, hsPrefixOf } from './candidates.js';
import { answerTo, type ApplicabilityFacts } from './facts.js';
import { backedBy, type Findings, namedClass, principleOn, question, reason } from './parts.js';

/** What an answer that puts the product outside the description would decide. */
const OUTSIDE: Verdict = 'not-required';

/** The answer with which a product leaves the description. */
const leavingAnswer = ({ effect }: ScopeCondition) => (effect === 'must' ? 'no' : 'yes');

/**
 * Whether the product meets the description of its class, as far as vehicle category and conditions are answered. What
 * is not answered leaves a reserve and does not put it outside: the class was named by somebody who knows the product.
 */
export function checkDescription(
  facts: ApplicabilityFacts,
  found: CatalogueClass,
  book: ReferenceBook,
): Findings & { isOutside: boolean } {
  const category = checkCategory(facts, found);
  const conditions = found.conditions.map((condition) => checkCondition(facts, found, condition));
  const parts = [category, ...conditions];
  const isOutside = parts.some((part) => part.isOutside);
  const reasons = parts.flatMap((part) => part.reasons);
  const practice = principleOn(book, 'outside-description', facts.day);
  if (isOutside && practice) {
    const { principle, backing } = practice;
    reasons.push(reason('outside-description', { class: namedClass(found), note: principle.note }, backing));
  }
  // Outside is outside: what else is open no longer matters.
  const openQuestions = isOutside
    ? [question('another-class', { class: namedClass(found) }, false), question('outside-determination', {}, false)]
    : parts.flatMap((part) => part.openQuestions);
  return { isOutside, reasons, openQuestions };
}

type Part = Findings & { isOutside: boolean };

function checkCategory({ vehicleCategory }: ApplicabilityFacts, found: CatalogueClass): Part {
  const categories = found.vehicleCategories;
  if (categories === null) return { isOutside: false, reasons: [], openQuestions: [] };
  if (vehicleCategory === null) {
    const open = question('vehicle-category', { categories }, false, [{ answer: 'outside', verdict: OUTSIDE }]);
    return { isOutside: false, reasons: [], openQuestions: [open] };
  }
  const isInside = categories.includes(vehicleCategory);
  const code = isInside ? 'vehicle-category-inside' : 'vehicle-category-outside';
  const told = reason(code, { category: vehicleCategory, categories }, backedBy(found, 'legal'));
  return { isOutside: !isInside, reasons: [told], openQuestions: [] };
}

function checkCondition(facts: ApplicabilityFacts, found: CatalogueClass, condition: ScopeCondition): Part {
  const answer = answerTo(facts.classAnswers, condition.key);
  const { key, question: asked } = condition;
  if (answer === 'unknown') {
    const decides = [{ answer: leavingAnswer(condition), verdict: OUTSIDE }] as const;
    const open = question('class-condition', { key, question: asked }, false, decides);
    return { isOutside: false, reasons: [], openQuestions: [open] };
  }
  const isOutside = answer === leavingAnswer(condition);
  const code = isOutside ? 'condition-failed' : 'condition-met';
  const told = reason(code, { question: asked, answer }, backedBy(found, 'legal'));
  return { isOutside, reasons: [told], openQuestions: [] };
}

/** What the tariff code says beside the class: it may fit or differ, and decides nothing. */
export function checkHsCode(facts: ApplicabilityFacts, found: CatalogueClass, book: ReferenceBook): Findings {
  const hsCode = digitsOf(facts.hsCode);
  const hint = principleOn(book, 'hs-code-is-a-hint', facts.day);
  if (hsCode === '' || !hint) return { reasons: [], openQuestions: [] };
  const { hsPrefixes: prefixes } = found;
  if (prefixes.length === 0)
    return { reasons: [reason('hs-code-unknown', { hsCode }, hint.backing)], openQuestions: [] };
  if (hsPrefixOf(hsCode, prefixes) !== null)
    return { reasons: [reason('hs-code-fits', { hsCode, prefixes }, hint.backing)], openQuestions: [] };
  const others = [...book.classes.values()].filter((other) => hsPrefixOf(hsCode, other.hsPrefixes) !== null);
  return {
    reasons: [reason('hs-code-differs', { hsCode, prefixes }, hint.backing)],
    openQuestions: [question('hs-code-differs', { hsCode, classes: others.map(namedClass) }, false)],
  };
}
