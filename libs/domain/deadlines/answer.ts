import { addDays, type Day } from '../day.js';
import type { Basis } from './deadline.js';

/**
 * What a reader may say to the reminders of a deadline: that it is seen, that it is in work until a day, or that it is
 * not theirs.
 */
export const ANSWERS = ['seen', 'in-work', 'not-mine'] as const;
export type Answer = (typeof ANSWERS)[number];

/** The last answer of one reader to one deadline. */
export interface GivenAnswer {
  answer: Answer;
  /** of `in-work`; null for the others */
  until: Day | null;
  /** the day where the reader is */
  givenOn: Day;
}

/** Of an overdue deadline, and of one that no law sets: work may be promised so many days ahead. */
export const MOST_PROMISED_DAYS = 90;

/**
 * The days until which work may be promised: after today; of a legal date that is still ahead not past it, because no
 * promise moves the law.
 *
 * @returns null when no day is left: a legal date of today
 */
export function promisableDays(
  { basis, dueOn }: { basis: Basis; dueOn: Day },
  today: Day,
): { from: Day; to: Day } | null {
  const from = addDays(today, 1);
  const to = basis === 'legal' && dueOn >= today ? dueOn : addDays(today, MOST_PROMISED_DAYS);
  return from <= to ? { from, to } : null;
}

/**
 * Whether a reminder is spared the reader who gave this answer. What the law sets is not put to rest: its urgent last
 * step and whatever is overdue come all the same, unless the deadline is not that reader's at all.
 */
export function rests(
  given: GivenAnswer | null,
  { basis, step, isAlone, sendOn }: { basis: Basis; step: number; isAlone: boolean; sendOn: Day },
): boolean {
  if (given === null || given.answer === 'seen') return false;
  if (given.answer === 'not-mine') return true;
  if (basis === 'legal' && (isAlone || step < 0)) return false;
  return sendOn < given.until!;
}

/** Whether the reader has taken note of a step that asks for an answer: since it came, or with a promise that spans it. */
export function hasTakenNote(given: GivenAnswer | null, askedOn: Day): boolean {
  if (given === null || given.answer === 'not-mine') return false;
  return given.givenOn >= askedOn || (given.until !== null && given.until >= askedOn);
}
