import type { Day } from '../day.js';
import type { ReferenceBook } from '../reference/book.js';
import type { Mode, ModePeriod } from '../reference/catalogue.js';
import { holdsOn } from '../reference/record.js';

/**
 * How a class is certified on a day, and what came before and comes after.
 *
 * @param classKey key of a record of kind `class`
 * @param variantKey one of its variants; null for a class without. A class with variants has no periods of its own: asked
 *   without a variant it is unknown
 * @returns `period`: the one that covers the day, null when none does, and then `mode` is `unknown`; `previous`: the last
 *   one that ended before the day; `next`: the first one that begins after it
 */
export function modeOn(
  book: Pick<ReferenceBook, 'modes'>,
  classKey: string,
  variantKey: string | null,
  day: Day,
): { mode: Mode; period: ModePeriod | null; previous: ModePeriod | null; next: ModePeriod | null } {
  const periods = book.modes.get(variantKey === null ? classKey : `${classKey}/${variantKey}`) ?? [];
  const period = periods.find((one) => holdsOn(one, day)) ?? null;
  const previous = periods.findLast(({ validTo }) => validTo !== null && validTo < day) ?? null;
  const next = periods.find(({ validFrom }) => validFrom !== null && validFrom > day) ?? null;
  return { mode: period?.mode ?? 'unknown', period, previous, next };
}
