import type { Alternative, ApplicabilityAnswer, OpenQuestion, Period, Reason, Step, Verdict } from './answer.js';

/** What a repetition of a check says otherwise than the stored one. */
export interface AnswerDifference {
  isSame: boolean;
  /** before and now; null when it is the same */
  verdict: Change<Verdict> | null;
  /** the period of the day; null when it is the same */
  period: Change<Period | null> | null;
  /** what holds after it; null when it is the same */
  next: Change<Period | null> | null;
  /** the days of a self-declaration; null when they are the same */
  declaration: Change<ApplicabilityAnswer['declaration']> | null;
  reasonsAdded: readonly Reason[];
  reasonsGone: readonly Reason[];
  questionsAdded: readonly OpenQuestion[];
  questionsGone: readonly OpenQuestion[];
  stepsAdded: readonly Step[];
  stepsGone: readonly Step[];
  alternativesAdded: readonly Alternative[];
  alternativesGone: readonly Alternative[];
}

export interface Change<T> {
  before: T;
  now: T;
}

/**
 * Compares two answers piece by piece. A piece that says the same with another source is another piece: the letter cites
 * it. The day that was asked about and the data version are no difference; class and ground stand in the reasons.
 */
export function differenceBetween(before: ApplicabilityAnswer, now: ApplicabilityAnswer): AnswerDifference {
  const [reasonsAdded, reasonsGone] = compare(before.reasons, now.reasons);
  const [questionsAdded, questionsGone] = compare(before.openQuestions, now.openQuestions);
  const [stepsAdded, stepsGone] = compare(before.whatFollows, now.whatFollows);
  const [alternativesAdded, alternativesGone] = compare(before.alternatives, now.alternatives);
  const changes = {
    verdict: changeOf(before.verdict, now.verdict),
    period: changeOf(before.period, now.period),
    next: changeOf(before.next, now.next),
    declaration: changeOf(before.declaration, now.declaration),
  };
  const pieces = {
    reasonsAdded,
    reasonsGone,
    questionsAdded,
    questionsGone,
    stepsAdded,
    stepsGone,
    alternativesAdded,
    alternativesGone,
  };
  const isSame =
    Object.values(changes).every((change) => change === null) &&
    Object.values(pieces).every((list) => list.length === 0);
  return { isSame, ...changes, ...pieces };
}

function changeOf<T>(before: T, now: T): Change<T> | null {
  return fingerprint(before) === fingerprint(now) ? null : { before, now };
}

/** @returns what only the second list has, and what only the first has */
function compare<T>(before: readonly T[], now: readonly T[]): [T[], T[]] {
  const [known, found] = [new Set(before.map(fingerprint)), new Set(now.map(fingerprint))];
  return [now.filter((one) => !known.has(fingerprint(one))), before.filter((one) => !found.has(fingerprint(one)))];
}

/** The same content gives the same text: a stored answer comes back from the database with its fields in another order. */
function fingerprint(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
