import { addDays, daysBetween, type Day } from '../day.js';

/** Fewer finished cases than these say nothing about the next one. */
export const FEWEST_CASES = 8;

/** A finished case: calendar days from its first day to its end, as agreed and as it became. */
export interface FinishedSpan {
  plannedDays: number;
  actualDays: number;
}

/** When the certificate may come, by how finished cases of the same procedure kept to their plans. */
export interface ForecastRange {
  /** one in ten came earlier */
  earlyOn: Day;
  /** half came by then */
  likelyOn: Day;
  /** one in ten came later */
  lateOn: Day;
  /** finished cases behind it */
  cases: number;
}

/**
 * Stretches what is left of the plan as finished cases stretched theirs.
 *
 * @param today from which the rest is counted
 * @param endsOn end of the plan as it stands now
 * @returns null under eight finished cases: too few to say
 */
export function forecastRange(finished: readonly FinishedSpan[], today: Day, endsOn: Day): ForecastRange | null {
  const stretches = finished
    .filter(({ plannedDays, actualDays }) => plannedDays > 0 && actualDays >= 0)
    .map(({ plannedDays, actualDays }) => actualDays / plannedDays)
    .sort((a, b) => a - b);
  if (stretches.length < FEWEST_CASES) return null;
  const left = Math.max(0, daysBetween(today, endsOn));
  const dayAt = (share: number) => addDays(today, Math.round(left * stretchAt(stretches, share)));
  return { earlyOn: dayAt(0.1), likelyOn: dayAt(0.5), lateOn: dayAt(0.9), cases: stretches.length };
}

/** A range counted some days ago, read today: what did not come by now can only come from now on. */
export function rangeFrom(range: ForecastRange | null, today: Day): ForecastRange | null {
  const from = (day: Day) => (day < today ? today : day);
  return (
    range && { ...range, earlyOn: from(range.earlyOn), likelyOn: from(range.likelyOn), lateOn: from(range.lateOn) }
  );
}

/** Nearest rank: the smallest value that so large a share of all does not exceed. */
function stretchAt(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
