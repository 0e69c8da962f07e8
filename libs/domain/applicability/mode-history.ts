import { addDays } from '../day.js';
import type { ReferenceBook } from '../reference/book.js';
import type { Period } from './answer.js';
import { OUR_OWN, periodOf } from './parts.js';

/**
 * How a class was, is and will be certified: its periods from the first to the last, without a day between them left
 * out. Days of which the data says nothing are periods of mode `unknown`.
 *
 * @param classKey key of a record of kind `class`
 * @param variantKey one of its variants; null for a class without
 * @returns empty where the data has no period of the class
 */
export function modeHistory(book: Pick<ReferenceBook, 'modes'>, classKey: string, variantKey: string | null): Period[] {
  const known = (book.modes.get(variantKey === null ? classKey : `${classKey}/${variantKey}`) ?? []).map(periodOf);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return [];
  const history: Period[] = first.validFrom === null ? [] : [unknown(null, addDays(first.validFrom, -1))];
  for (const [at, period] of known.entries()) {
    const next = known[at + 1];
    history.push(period);
    if (!next || period.validTo === null || next.validFrom === null) continue;
    const gapFrom = addDays(period.validTo, 1);
    if (gapFrom < next.validFrom) history.push(unknown(gapFrom, addDays(next.validFrom, -1)));
  }
  if (last.validTo !== null) history.push(unknown(addDays(last.validTo, 1), null));
  return history;
}

function unknown(validFrom: Period['validFrom'], validTo: Period['validTo']): Period {
  return { mode: 'unknown', isMandatory: true, validFrom, validTo, instrument: null, ...OUR_OWN };
}
