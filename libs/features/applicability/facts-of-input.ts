import { GENERAL_USES, type ApplicabilityFacts, factsOf } from '#domain/applicability/facts';
import { BadInput, type FieldFault } from '#domain/errors';
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import type { ReferenceBook } from '#domain/reference/book';
import type { CheckInput } from './applicability.dto.js';

/** What a product brings along where the input says nothing. */
export interface KnownOfProduct {
  classKey: string;
  description: string;
  madeIn: string | null;
}

/**
 * The facts of a check as they were understood: the input, and from the product what it leaves out.
 *
 * @throws BadInput naming every unknown class, item, variant, use and condition with what is allowed
 */
export function factsOfInput(input: CheckInput, known: KnownOfProduct | null, book: ReferenceBook): ApplicabilityFacts {
  const facts = factsOf({
    day: input.day,
    classKey: input.classKey ?? (input.neverInScopeKey ? null : (known?.classKey ?? null)),
    neverInScopeKey: input.neverInScopeKey ?? null,
    description: input.description ?? known?.description ?? null,
    variant: input.variant ?? null,
    vehicleCategory: input.vehicleCategory ?? null,
    intendedUse: input.intendedUse ?? 'unknown',
    applicant: input.applicant ?? null,
    madeIn: input.madeIn ?? known?.madeIn ?? null,
    hsCode: input.hsCode ?? null,
    classAnswers: input.classAnswers ?? {},
    groundAnswers: input.groundAnswers ?? {},
  });
  const faults = faultsOf(facts, input, book);
  if (faults.length > 0) throw new BadInput('invalid-input', faults);
  return facts;
}

function faultsOf(facts: ApplicabilityFacts, input: CheckInput, book: ReferenceBook): FieldFault[] {
  const faults: FieldFault[] = [];
  if (facts.classKey === null && facts.neverInScopeKey === null && facts.description === null)
    faults.push(fault('classKey', 'class-or-description', 'Name a class, a description or a product.', ['classKey', 'neverInScopeKey', 'description', 'productId'])); // prettier-ignore
  // The class of a product may have left the data since; that is an answer and no slip of the caller.
  if (input.classKey && !book.classes.has(input.classKey))
    faults.push(fault('classKey', 'unknown-class', 'This class is not in the catalogue.', [...book.classes.keys()]));
  const items = book.neverInScope.map(({ key }) => key);
  if (input.neverInScopeKey && !items.includes(input.neverInScopeKey))
    faults.push(fault('neverInScopeKey', 'unknown-item', 'This item is not in the data.', items));
  if (input.classKey && input.neverInScopeKey)
    faults.push(fault('neverInScopeKey', 'class-and-item', 'Name a class or an item, not both.', ['classKey', 'neverInScopeKey'])); // prettier-ignore
  const found = facts.classKey === null ? undefined : book.classes.get(facts.classKey);
  const variants = (found?.variants ?? []).map(({ key }) => key);
  if (input.variant && !variants.includes(input.variant))
    faults.push(fault('variant', 'unknown-variant', 'The class has no such part.', variants));
  const uses = [...GENERAL_USES, ...new Set(book.exemptions.map(({ key }) => key))];
  if (!uses.includes(facts.intendedUse))
    faults.push(fault('intendedUse', 'unknown-use', 'This use is not known.', uses));
  const ground = book.exemptions.filter(({ key }) => key === facts.intendedUse);
  return [
    ...faults,
    ...answerFaults('classAnswers', facts.classAnswers, (found?.conditions ?? []).map(({ key }) => key)), // prettier-ignore
    ...answerFaults('groundAnswers', facts.groundAnswers, ground.flatMap(({ conditions }) => conditions.map(({ key }) => key))), // prettier-ignore
  ];
}

/** More than any class or ground asks: each wrong one is a fault of its own, and thousands of them hold everybody up. */
const MOST_ANSWERS = 100;

function answerFaults(
  field: string,
  answers: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): FieldFault[] {
  const given = Object.entries(answers);
  if (given.length > MOST_ANSWERS)
    return [fault(field, 'array-max-size', `More than ${MOST_ANSWERS} answers.`, [...new Set(keys)])];
  return given.flatMap(([key, answer]) => {
    if (!keys.includes(key))
      return [fault(`${field}.${key}`, 'unknown-condition', 'This condition is not asked here.', [...new Set(keys)])];
    if (!KNOWN_OR_NOT.includes(answer as YesNoUnknown))
      return [fault(`${field}.${key}`, 'is-in', 'This is no answer.', KNOWN_OR_NOT)];
    return [];
  });
}

const fault = (field: string, code: string, detail: string, allowed: readonly string[]): FieldFault => ({
  field,
  code,
  detail,
  allowed: allowed.length > 0 ? allowed.join(', ') : 'none here',
});
