import { countFrom } from '../calendar/counting.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Scheme } from '../certificate.js';
import type { Day } from '../day.js';
import type { Limit } from '../reference/record.js';
import type { SchemeDefinition } from '../reference/scheme.js';

/** The last day a certificate may be valid, and by which rule. */
export interface LongestValidity {
  /** the anniversary of the day of issue; bodies print it or the day before */
  until: Day;
  limit: Limit;
}

type Procedure = Pick<SchemeDefinition, 'certifies' | 'validity'>;

/**
 * How long certificates of a scheme may be valid. Several procedures lead to one scheme and a certificate does not say
 * by which it came: the longest of them is the limit.
 *
 * @param issuedOn day 0 of the count
 * @param china for limits in working days; none is known today
 * @returns null where no source names a length (voluntary certificates, declarations)
 */
export function longestValidity(
  scheme: Scheme,
  issuedOn: Day,
  procedures: Iterable<Procedure>,
  china: WorkingCalendar,
): LongestValidity | null {
  let longest: LongestValidity | null = null;
  for (const { certifies, validity: limit } of procedures) {
    if (certifies !== scheme || limit === null) continue;
    const until = countFrom(issuedOn, limit.amount, limit.unit, china).result;
    if (longest === null || until > longest.until) longest = { until, limit };
  }
  return longest;
}
