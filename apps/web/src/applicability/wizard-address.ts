import { VEHICLE_CATEGORIES, type ApplicabilityFacts } from '#domain/applicability/facts';
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import { APPLICANT_KINDS } from '#domain/reference/catalogue';
import type { UrlState } from '../components/url-state.js';
import type { CheckInput } from './applicability.types.js';

/** Answers to the conditions of the class's description and of the ground stand in the address under these. */
export const CLASS_ANSWER = 'c.';
export const GROUND_ANSWER = 'g.';

/** Digits of a tariff code in groups or not; shorter ones are not yet typed to their end. */
const HS_CODE = /^(?:\d[. ]?){4,13}$/;

const answersOf = (url: UrlState, prefix: string): Record<string, YesNoUnknown> =>
  Object.fromEntries(
    Object.entries(url).flatMap(([name, value]) => {
      const answer = KNOWN_OR_NOT.find((one) => one === value);
      return name.startsWith(prefix) && answer ? [[name.slice(prefix.length), answer]] : [];
    }),
  );

/** What the address asks. What it says in a way that nobody would understand is left out. */
export function inputOf(url: UrlState, day: string): CheckInput {
  const text = (name: string) => url[name]?.trim() || null;
  const hsCode = text('hs');
  return {
    day,
    productId: text('product'),
    clientId: url['product'] ? null : text('client'),
    classKey: text('class'),
    neverInScopeKey: text('item'),
    description: url['product'] ? null : text('q'),
    variant: text('variant'),
    vehicleCategory: VEHICLE_CATEGORIES.find((one) => one === url['category']) ?? null,
    intendedUse: text('use'),
    applicant: APPLICANT_KINDS.find((one) => one === url['applicant']) ?? null,
    madeIn: /^[A-Z]{2}$/.test(url['madeIn'] ?? '') ? url['madeIn']! : null,
    hsCode: hsCode !== null && HS_CODE.test(hsCode) ? hsCode : null,
    classAnswers: answersOf(url, CLASS_ANSWER),
    groundAnswers: answersOf(url, GROUND_ANSWER),
  };
}

/** Whether there is something to answer: without any of these it is not said what is asked about. */
export const namesSomething = ({ productId, classKey, neverInScopeKey, description }: CheckInput): boolean =>
  (productId ?? classKey ?? neverInScopeKey ?? description) !== null;

/** The facts of an answer as an input, to ask them again or keep them anew. */
export function inputOfFacts(facts: ApplicabilityFacts, productId: string | null, clientId: string | null): CheckInput {
  return { ...facts, productId, clientId, classAnswers: { ...facts.classAnswers }, groundAnswers: { ...facts.groundAnswers } }; // prettier-ignore
}

/** An input as the wizard's address writes it. */
export function addressOfInput(input: CheckInput): Record<string, string> {
  const { classAnswers, groundAnswers } = input;
  const named = {
    product: input.productId,
    client: input.productId ? null : input.clientId,
    class: input.classKey,
    item: input.neverInScopeKey,
    q: input.productId ? null : input.description,
    hs: input.hsCode,
    day: input.day,
    variant: input.variant,
    category: input.vehicleCategory,
    use: input.intendedUse,
    applicant: input.applicant,
    madeIn: input.madeIn,
    ...prefixed(classAnswers, CLASS_ANSWER),
    ...prefixed(groundAnswers, GROUND_ANSWER),
  };
  return Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

const prefixed = (answers: Record<string, string>, prefix: string) =>
  Object.fromEntries(Object.entries(answers).map(([key, answer]) => [prefix + key, answer]));

/** Takes away what only made sense for the class or ground before: the api refuses answers to conditions it does not ask. */
export function withoutAnswers(url: UrlState, ...prefixes: string[]): Record<string, null> {
  const names = Object.keys(url).filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  return Object.fromEntries(names.map((name) => [name, null]));
}
