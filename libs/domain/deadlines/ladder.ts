import type { DeadlineKind } from './deadline.js';
import type { StepUnit } from './policy.js';

/**
 * Our default steps for one kind of deadline, as the reference data has them (libs/database/reference/ladders.yaml).
 * `defaultPolicy` makes of each the policy that holds where nobody has set one.
 */
export interface Ladder {
  kind: DeadlineKind;
  /** Days before the due day, the farthest first. Empty: nobody is reminded, the date is only shown. */
  offsets: readonly number[];
  /** what the offsets count; overdue reminders are counted in calendar days */
  unit: StepUnit;
  /** Overdue reminders: the day after the due day, then every so many days until it is met; null = none. */
  overdueEveryDays: number | null;
}

/** The default steps of each kind. */
export type Ladders = Readonly<Record<DeadlineKind, Ladder>>;

/** Limits of a ladder: more than 24 steps or more than three years ahead is a slip of the hand. */
export const LADDER_LIMITS = { maxSteps: 24, maxOffsetDays: 1095, maxOverdueEveryDays: 90 } as const;

export type LadderFault = 'too-many-steps' | 'offset-not-whole' | 'offset-out-of-range' | 'overdue-out-of-range';

/** What is wrong with a ladder, or null. Order and repetition are put right by `tidyOffsets`, not refused. */
export function ladderFault(offsets: readonly number[], overdueEveryDays: number | null): LadderFault | null {
  if (offsets.length > LADDER_LIMITS.maxSteps) return 'too-many-steps';
  if (offsets.some((offset) => !Number.isInteger(offset))) return 'offset-not-whole';
  if (offsets.some((offset) => offset < 0 || offset > LADDER_LIMITS.maxOffsetDays)) return 'offset-out-of-range';
  if (overdueEveryDays === null) return null;
  const isWhole = Number.isInteger(overdueEveryDays);
  return isWhole && overdueEveryDays >= 1 && overdueEveryDays <= LADDER_LIMITS.maxOverdueEveryDays
    ? null
    : 'overdue-out-of-range';
}

/** The farthest step first, each once. */
export function tidyOffsets(offsets: readonly number[]): number[] {
  return [...new Set(offsets)].sort((a, b) => b - a);
}
