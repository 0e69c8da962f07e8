import type { Basis, Certainty } from '../deadlines/deadline.js';
import type { Day } from '../day.js';
import type { Language } from '../permissions.js';

/** What a reference record is about. A kind is one YAML file and one reader (libs/database/reference). */
export const RECORD_KINDS = [
  'heading',
  'class',
  'mode',
  'never-in-scope',
  'catalogue-version',
  'amendment',
  'legal-basis',
  'principle',
  'customs-code',
  'exemption',
  'scheme',
  'authority',
  'body',
  'laboratory',
  'qualification',
  'agreement',
  'limit',
  'approval-kind',
  'standard',
  'calendar-year',
  'deadline-rule',
  'ladder',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** A text in the three languages of the product. */
export type Words = Readonly<Record<Language, string>>;

/** Where a fact stands and how sure it is. Several references are separated by ` ; `. */
export interface Sourced {
  certainty: Certainty;
  /** as a reader would cite it, addresses included; never empty */
  source: string;
}

/** First and last day on which a record holds; null = open on that side. Both days belong to it. */
export interface Validity {
  validFrom: Day | null;
  validTo: Day | null;
}

/** What every record has beside its own fields. `key` and the first day are its identity within its kind. */
export interface RecordHead extends Sourced, Validity {
  key: string;
}

/** A number with its unit, and why it is that number. */
export interface Limit extends Sourced {
  amount: number;
  unit: 'working-days' | 'calendar-days' | 'weeks' | 'months' | 'years';
  basis: Basis;
  /** what the number does not say, in the words of the source */
  note: Words | null;
}

/** Whether the record holds on the day. */
export function holdsOn(record: Validity, day: Day): boolean {
  return (record.validFrom === null || record.validFrom <= day) && (record.validTo === null || day <= record.validTo);
}

/** Whether two periods share a day. */
export function overlaps(one: Validity, other: Validity): boolean {
  const startsInTime = (a: Validity, b: Validity) =>
    a.validFrom === null || b.validTo === null || a.validFrom <= b.validTo;
  return startsInTime(one, other) && startsInTime(other, one);
}

/**
 * A citation in its parts, so that a screen can make addresses followable.
 *
 * @param source e.g. `AQSIQ Order 117 ; https://example.test/x`
 * @returns one part per reference: `{ text, url }`, url null where the part is not an address
 */
export function sourceParts(source: string): { text: string; url: string | null }[] {
  return source
    .split(' ; ')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((text) => ({ text, url: /^https?:\/\/\S+$/.test(text) ? text : null }));
}
