import { addDays, addMonths, type Day } from '../day.js';
import type { StatedDeadline } from '../deadlines/deadline.js';
import { RuleBroken } from '../errors.js';
import type { NamedLimit } from '../reference/book.js';
import { holdsOn } from '../reference/record.js';
import type { BookingStatus } from '../states/booking-status.js';
import type { SampleStatus } from '../states/sample-status.js';

export const TEMPORARY_IMPORT = 'temporary-import';
export const TEMPORARY_IMPORT_EXTENSION = 'temporary-import-extension';

export interface SampleFacts {
  status: SampleStatus;
  /** day of a temporary import; null: imported for good, or never abroad */
  importedOn: Day | null;
  /** day on which its extension was granted */
  extendedOn: Day | null;
}

/** The goods have left the country, or are no goods any more: nothing is owed to customs. */
const GONE: readonly SampleStatus[] = ['returned', 'disposed'];
/** What becomes of the duty to take them out is for customs to say; no day of ours fits. */
const ENDED: readonly SampleStatus[] = ['lost', 'cancelled'];

/**
 * The day by which a temporarily imported sample has left the country; none when it was not imported so, or no limit is
 * known. The extension is counted from the first limit, whenever it was granted.
 *
 * @param limits of the reference data; the ones in force on the day of import are used
 */
export function sampleDeadlines(facts: SampleFacts, limits: readonly NamedLimit[]): StatedDeadline[] {
  const { importedOn, extendedOn, status } = facts;
  if (importedOn === null || ENDED.includes(status)) return [];
  const stay = limitOn(limits, TEMPORARY_IMPORT, importedOn);
  if (!stay) return [];
  const firstOn = after(importedOn, stay);
  const more = extendedOn === null ? undefined : limitOn(limits, TEMPORARY_IMPORT_EXTENSION, importedOn);
  const used = more ?? stay;
  const unit = used.limit.unit === 'weeks' ? 'calendar-days' : used.limit.unit;
  return [
    {
      kind: TEMPORARY_IMPORT,
      dueOn: more ? after(firstOn, more) : firstOn,
      basis: used.limit.basis,
      rule: used.key,
      source: used.limit.source,
      certainty: used.limit.certainty,
      counted: {
        start: 'imported',
        from: more ? firstOn : importedOn,
        amount: used.limit.unit === 'weeks' ? used.limit.amount * 7 : used.limit.amount,
        unit,
      },
      isDisputed: false,
      isMet: GONE.includes(status),
    },
  ];
}

/**
 * Refuses an extension that customs would not grant.
 *
 * @param on day on which it was granted
 * @throws RuleBroken `sample.not-imported`, `sample.already-extended` with `{ extendedOn, times }`,
 *   `sample.extension-too-late` with `{ dueOn }`, `sample.extension-too-early` with `{ importedOn }`
 */
export function requireExtension(facts: SampleFacts, on: Day, limits: readonly NamedLimit[]): void {
  const { importedOn, extendedOn } = facts;
  if (importedOn === null) throw new RuleBroken('sample.not-imported');
  if (extendedOn !== null) {
    const times = limitOn(limits, TEMPORARY_IMPORT_EXTENSION, importedOn)?.times ?? 1;
    throw new RuleBroken('sample.already-extended', { extendedOn, times });
  }
  if (on < importedOn) throw new RuleBroken('sample.extension-too-early', { importedOn });
  const stay = limitOn(limits, TEMPORARY_IMPORT, importedOn);
  if (stay && on > after(importedOn, stay))
    throw new RuleBroken('sample.extension-too-late', { dueOn: after(importedOn, stay) });
}

/** An answer was given in time. */
const SETTLED: readonly BookingStatus[] = ['confirmed', 'running', 'done'];

/** The last day of an option, as the laboratory named it; met once it is confirmed, none in any other state. */
export function bookingDeadlines(facts: { status: BookingStatus; optionUntil: Day | null }): StatedDeadline[] {
  const isMet = SETTLED.includes(facts.status);
  if (facts.optionUntil === null || (facts.status !== 'option' && !isMet)) return [];
  return [
    {
      kind: 'booking-option',
      dueOn: facts.optionUntil,
      basis: 'practice',
      rule: 'booking-option',
      source: 'none',
      certainty: 'unverified',
      counted: { start: 'named' },
      isDisputed: false,
      isMet,
    },
  ];
}

function limitOn(limits: readonly NamedLimit[], key: string, day: Day): NamedLimit | undefined {
  return limits.find((one) => one.key === key && holdsOn(one, day));
}

function after(day: Day, { limit }: NamedLimit): Day {
  const { amount, unit } = limit;
  if (unit === 'months' || unit === 'years') return addMonths(day, unit === 'years' ? amount * 12 : amount);
  return addDays(day, unit === 'weeks' ? amount * 7 : amount);
}
