import type { Scheme } from '../certificate.js';
import { addDays, addMonths, LAST_YEAR, type Day } from '../day.js';
import type { Limit } from '../reference/record.js';
import type { SchemeDefinition } from '../reference/scheme.js';

/** The last day a certificate may be valid, and by which rule. */
export interface LongestValidity {
  /** of five years the anniversary of the day of issue; bodies print it or the day before */
  until: Day;
  limit: Limit;
}

type Procedure = Pick<SchemeDefinition, 'certifies' | 'validity'>;

/**
 * How long certificates of a scheme may be valid. Several procedures lead to one scheme and a certificate does not say
 * by which it came: the longest of them is the limit.
 *
 * @param issuedOn day 0 of the count
 * @returns null where no source names a length (voluntary certificates, declarations)
 */
export function longestValidity(
  scheme: Scheme,
  issuedOn: Day,
  procedures: Iterable<Procedure>,
): LongestValidity | null {
  let longest: LongestValidity | null = null;
  for (const { certifies, validity: limit } of procedures) {
    if (certifies !== scheme || limit === null) continue;
    const until = countedFrom(issuedOn, limit);
    if (until !== null && (longest === null || until > longest.until)) longest = { until, limit };
  }
  return longest;
}

/** No certificate is valid for a number of working days. */
function countedFrom(day: Day, { amount, unit }: Limit): Day | null {
  switch (unit) {
    case 'years':
      return monthsFrom(day, amount * 12);
    case 'months':
      return monthsFrom(day, amount);
    case 'weeks':
      return addDays(day, amount * 7);
    case 'calendar-days':
      return addDays(day, amount);
    case 'working-days':
      return null;
  }
}

/** The last day there is where the months lead beyond it. */
function monthsFrom(day: Day, months: number): Day {
  const year = Number(day.slice(0, 4)) + Math.ceil(months / 12);
  return year > LAST_YEAR ? `${LAST_YEAR}-12-31` : addMonths(day, months);
}
