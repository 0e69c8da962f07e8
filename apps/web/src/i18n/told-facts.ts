import { isDay } from '#domain/day';
import type { Language } from '#domain/permissions';
import { formatDay } from './format.js';

type Facts = Readonly<Record<string, unknown>>;

const DAYS = /\b\d{4}-\d{2}-\d{2}\b/g;

/** The facts of a refusal as they are told: days in the reader's language, also those within what is allowed. */
export function toldFacts(facts: Facts, language: Language): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, told(value, language, name === 'allowed')]),
  );
}

/** Elsewhere a text with a day in it may be a name, e.g. of a file: it stays as it is. */
function told(value: unknown, language: Language, isSentence: boolean): unknown {
  if (isDay(value)) return formatDay(value, language);
  if (typeof value === 'string')
    return isSentence ? value.replace(DAYS, (day) => (isDay(day) ? formatDay(day, language) : day)) : value;
  if (Array.isArray(value)) return value.map((one) => told(one, language, isSentence));
  return typeof value === 'object' && value !== null ? toldFacts(value as Facts, language) : value;
}
