import type { DeadlineKind } from './deadline.js';

/**
 * The steps at which people are reminded of a deadline of one kind. The defaults are reference data
 * (libs/database/reference/ladders.yaml); a tenant may have its own.
 */
export interface Ladder {
  kind: DeadlineKind;
  /** Calendar days before the due day, the farthest first. Empty: nobody is reminded, the date is only shown. */
  offsets: readonly number[];
  /** Overdue reminders: the day after the due day, then every so many days until it is met; null = none. */
  overdueEveryDays: number | null;
}

/** The ladder in force for each kind. */
export type Ladders = Readonly<Record<DeadlineKind, Ladder>>;

/** Limits of a tenant's own ladder: more than 24 steps or more than three years ahead is a slip of the hand. */
export const LADDER_LIMITS = { maxSteps: 24, maxOffsetDays: 1095, maxOverdueEveryDays: 90 } as const;

export type LadderFault = 'too-many-steps' | 'offset-not-whole' | 'offset-out-of-range' | 'overdue-out-of-range';

/** What is wrong with a tenant's ladder, or null. Order and repetition are put right by `tidyOffsets`, not refused. */
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

/** A last step this near, of a legal date, is not buried among others: its mail comes alone. */
export const ALONE_WITHIN_DAYS = 7;

/** The step nearest to the due day; null when the ladder is empty. */
export function lastStep(offsets: readonly number[]): number | null {
  return offsets.length === 0 ? null : Math.min(...offsets);
}
