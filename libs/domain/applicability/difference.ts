import type { ApplicabilityAnswer, OpenQuestion, Reason, Step, Verdict } from './answer.js';

/** What a repetition of a check says otherwise than the stored one. */
export interface AnswerDifference {
  isSame: boolean;
  /** before and now; null when it is the same */
  verdict: { before: Verdict; now: Verdict } | null;
  reasonsAdded: readonly Reason[];
  reasonsGone: readonly Reason[];
  questionsAdded: readonly OpenQuestion[];
  questionsGone: readonly OpenQuestion[];
  stepsAdded: readonly Step[];
  stepsGone: readonly Step[];
}

/**
 * Compares two answers piece by piece. A piece that says the same with another source is another piece: the letter cites
 * it. The data version itself is no difference.
 */
export function differenceBetween(before: ApplicabilityAnswer, now: ApplicabilityAnswer): AnswerDifference {
  const [reasonsAdded, reasonsGone] = compare(before.reasons, now.reasons);
  const [questionsAdded, questionsGone] = compare(before.openQuestions, now.openQuestions);
  const [stepsAdded, stepsGone] = compare(before.whatFollows, now.whatFollows);
  const verdict = before.verdict === now.verdict ? null : { before: before.verdict, now: now.verdict };
  const pieces = [reasonsAdded, reasonsGone, questionsAdded, questionsGone, stepsAdded, stepsGone];
  return {
    isSame: verdict === null && pieces.every((list) => list.length === 0),
    verdict,
    reasonsAdded,
    reasonsGone,
    questionsAdded,
    questionsGone,
    stepsAdded,
    stepsGone,
  };
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
