import { daysBetween, type Day } from '../day.js';
import { TIGHT_BELOW_DAYS } from '../plan/limits.js';
import type { Plan } from '../plan/plan.js';

/** How a case stands against its day: the traffic light of portal and board. */
export const LATENESS_STATES = ['on-track', 'at-risk', 'late', 'unknown'] as const;
export type LatenessState = (typeof LATENESS_STATES)[number];

export interface Lateness {
  state: LatenessState;
  /** calendar days from the expected certificate to the day; negative = too late by so many; null = no day to hold it against */
  slackDays: number | null;
  against: 'wish' | 'legal' | null;
}

/**
 * Holds the expected certificate against the wished day or the legal one, whichever comes first. What is too late at the
 * least is late; what is in time at the least is unknown; less than two weeks of room is a risk.
 */
export function caseLateness(
  { endsOn, isAtLeast }: Pick<Plan, 'endsOn' | 'isAtLeast'>,
  { wishOn, legalOn }: { wishOn: Day | null; legalOn: Day | null },
): Lateness {
  const isLegalFirst = legalOn !== null && (wishOn === null || legalOn <= wishOn);
  const on = isLegalFirst ? legalOn : wishOn;
  if (on === null) return { state: 'unknown', slackDays: null, against: null };
  const slackDays = daysBetween(endsOn, on);
  return { state: stateOf(slackDays, isAtLeast), slackDays, against: isLegalFirst ? 'legal' : 'wish' };
}

function stateOf(slackDays: number, isAtLeast: boolean): LatenessState {
  if (slackDays < 0) return 'late';
  if (isAtLeast) return 'unknown';
  return slackDays < TIGHT_BELOW_DAYS ? 'at-risk' : 'on-track';
}
