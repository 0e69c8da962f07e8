import type { Day } from '../day.js';
import { LANGUAGES } from '../permissions.js';
import type { ReferenceBook } from '../reference/book.js';
import type { CatalogueClass, NeverInScope } from '../reference/catalogue.js';
import { holdsOn } from '../reference/record.js';
import { narrow, tidyText } from '../register/text.js';

/** Why a class may be meant: a word or name of it stands in the description, or the tariff code begins alike. */
export interface CandidateMatch {
  by: 'term' | 'name' | 'hs-code';
  text: string;
}

export interface Candidate {
  class: CatalogueClass;
  matches: readonly CandidateMatch[];
  /** for the order only: longer words found weigh more, a tariff code less than any name */
  weight: number;
}

/** Words shorter than this have no ending but an s: `car` is not the beginning of `card`. */
const SHORTEST_STEM = 4;
/** Endings of plural and case: `Gurte`, `Leuchten`. */
const LONGEST_ENDING = 2;
/** A word as long as this is found inside a compound: `Heckleuchte` is a `Leuchte`. */
const SHORTEST_INNER = 7;
const HAN = /\p{Script=Han}/u;
const HS_WEIGHT = 1;

/**
 * Classes that a description or a tariff code may mean, the likeliest first. Candidates only: which of them it is says
 * the catalogue's description, never this list.
 *
 * @param hsCode digits, with or without dots and spaces
 */
export function candidateClasses(
  book: Pick<ReferenceBook, 'classes'>,
  description: string | null,
  hsCode: string | null,
): Candidate[] {
  const text = readText(description ?? '');
  return [...book.classes.values()]
    .map((found) => candidateOf(found, text, digitsOf(hsCode)))
    .filter((candidate) => candidate.matches.length > 0)
    .sort((a, b) => b.weight - a.weight || (a.class.key < b.class.key ? -1 : 1));
}

/** Items that CCC never covered and that the description names, as of the day; in the order of the data. */
export function neverInScopeMatches(
  book: Pick<ReferenceBook, 'neverInScope'>,
  description: string | null,
  day: Day,
): { item: NeverInScope; term: string }[] {
  const text = readText(description ?? '');
  return book.neverInScope
    .filter((item) => holdsOn(item, day))
    .flatMap((item) => {
      const terms = [...item.terms, ...LANGUAGES.map((language) => item.names[language])];
      const term = longest(terms.filter((one) => isFound(one, text, false)));
      return term === null ? [] : [{ item, term }];
    });
}

/** The description without these phrases: what else it names. */
export function without(description: string, terms: readonly string[]): string {
  return terms.reduce((text, term) => cut(text, term), plain(description));
}

/** Digits of a tariff code; empty when there are none. */
export function digitsOf(hsCode: string | null): string {
  return (hsCode ?? '').replace(/\D/g, '');
}

/** Whether a tariff code lies under one of the prefixes; a code of fewer digits than the prefix may still. */
export function hsPrefixOf(hsCode: string, prefixes: readonly string[]): string | null {
  const digits = digitsOf(hsCode);
  if (digits.length < 4) return null;
  return prefixes.find((prefix) => digits.startsWith(prefix) || prefix.startsWith(digits)) ?? null;
}

function candidateOf(found: CatalogueClass, text: ReadText, hsDigits: string): Candidate {
  const term = longest(found.terms.filter((one) => isFound(one, text, true)));
  const name = longest(LANGUAGES.map((language) => found.names[language]).filter((one) => isFound(one, text, true)));
  const prefix = hsPrefixOf(hsDigits, found.hsPrefixes);
  const matches: CandidateMatch[] = [];
  if (term !== null) matches.push({ by: 'term', text: term });
  if (name !== null) matches.push({ by: 'name', text: name });
  if (prefix !== null) matches.push({ by: 'hs-code', text: prefix });
  // A Han character says about as much as three letters.
  const lengthOf = (one: string | null) => [...(one ?? '')].reduce((sum, sign) => sum + (HAN.test(sign) ? 3 : 1), 0);
  return { class: found, matches, weight: 10 * Math.max(lengthOf(term), lengthOf(name)) + (prefix ? HS_WEIGHT : 0) };
}

function plain(text: string): string {
  return narrow(tidyText(text)).toLowerCase();
}

const runOf = (text: string): string => plain(text).replace(/\s/g, '');
const wordsOf = (text: string): string[] => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

function longest(texts: readonly string[]): string | null {
  return texts.reduce<string | null>((best, text) => (best === null || text.length > best.length ? text : best), null);
}

/** A description, read once for the hundreds of phrases that are looked for in it. */
interface ReadText {
  words: readonly string[];
  /** without spaces, as Chinese is compared */
  run: string;
}

const readText = (text: string): ReadText => ({ words: wordsOf(text), run: runOf(text) });

/** Whether the phrase stands in the text: word by word, or for Chinese as a run of characters. */
function isFound(phrase: string, text: ReadText, isCompoundAllowed: boolean): boolean {
  if (HAN.test(phrase)) return text.run.includes(runOf(phrase));
  return placeOf(wordsOf(phrase), text.words, isCompoundAllowed) >= 0;
}

function placeOf(phrase: readonly string[], words: readonly string[], isCompoundAllowed: boolean): number {
  if (phrase.length === 0) return -1;
  return words.findIndex((_, at) =>
    phrase.every((word, index) => {
      const other = words[at + index];
      return other !== undefined && (isSameWord(word, other) || (isCompoundAllowed && isInner(word, other)));
    }),
  );
}

function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long === `${short}s`) return true;
  return short.length >= SHORTEST_STEM && long.length - short.length <= LONGEST_ENDING && long.startsWith(short);
}

function isInner(word: string, other: string): boolean {
  return word.length >= SHORTEST_INNER && other.includes(word);
}

function cut(text: string, phrase: string): string {
  if (HAN.test(phrase)) {
    // Spaces of the text stay: the words of another script beside it must still be found.
    const signs = [...runOf(phrase)].map((sign) => sign.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'));
    return plain(text).replace(new RegExp(signs.join('\\s*'), 'gu'), ' ');
  }
  const [wanted, words] = [wordsOf(phrase), wordsOf(text)];
  for (let at = placeOf(wanted, words, false); at >= 0; at = placeOf(wanted, words, false))
    words.splice(at, wanted.length);
  return words.join(' ');
}
