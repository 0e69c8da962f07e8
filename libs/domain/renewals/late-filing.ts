import { addDays, type Day } from '../day.js';
import { isVoluntary, type Scheme } from '../certificate.js';
import { holdsOn, type Words } from '../reference/record.js';
import type { Basis, Certainty } from '../deadlines/deadline.js';
import type { ReferenceBook } from '../reference/book.js';

export const LATE_STEPS = ['in-time', 'after-alarm', 'after-expiry'] as const;
export type LateStepKey = (typeof LATE_STEPS)[number];

/** A fact from the reference data, as it is told. All null: no source was found, which never means "nothing". */
export interface SourcedNote {
  basis: Basis | null;
  certainty: Certainty | null;
  source: string | null;
  note: Words | null;
}

/** What filing on a day of this span means. Both days belong to it; null = open on that side. */
export interface LateStep extends SourcedNote {
  key: LateStepKey;
  from: Day | null;
  until: Day | null;
  isNow: boolean;
}

const NOT_FOUND: SourcedNote = { basis: null, certainty: null, source: null, note: null };

/** The principle of this key that holds on the day, in the words of its source. */
export function principleNote(book: Pick<ReferenceBook, 'principles'>, key: string, day: Day): SourcedNote {
  const found = book.principles.find((one) => one.key === key && holdsOn(one, day));
  if (!found) return NOT_FOUND;
  const { basis, certainty, source, note } = found;
  return { basis, certainty, source, note };
}

/**
 * What happens when a renewal is filed in time, after the alarm day, and after the certificate has ended. Order 117 and
 * the practice of the bodies are of CCC: of a voluntary mark nothing was found.
 *
 * @param alarmOn last day by the earlier reading
 * @param expiresOn last valid day; an alarm on that very day leaves no step between
 */
export function lateFiling(
  { scheme, alarmOn, expiresOn, today }: { scheme: Scheme; alarmOn: Day; expiresOn: Day; today: Day },
  book: Pick<ReferenceBook, 'principles'>,
): LateStep[] {
  const spans: { key: LateStepKey; from: Day | null; until: Day | null; principle: string }[] = [
    { key: 'in-time', from: null, until: alarmOn, principle: 'renewal-in-time' },
    { key: 'after-alarm', from: addDays(alarmOn, 1), until: expiresOn, principle: 'renewal-after-day-90' },
    { key: 'after-expiry', from: addDays(expiresOn, 1), until: null, principle: 'renewal-after-expiry' },
  ];
  return spans
    .filter(({ from, until }) => from === null || until === null || from <= until)
    .map(({ principle, ...span }) => ({
      ...span,
      isNow: (span.from === null || span.from <= today) && (span.until === null || today <= span.until),
      ...(isVoluntary(scheme) ? NOT_FOUND : principleNote(book, principle, today)),
    }));
}
