import type { Day } from '../day.js';
import { RuleBroken } from '../errors.js';
import { nextState, type Transition } from '../states/transition-table.js';

/** A change as a whole. `accepted`: nothing that it touches waits any longer. */
export const CHANGE_STATUSES = ['open', 'accepted', 'withdrawn'] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];

export const CHANGE_ACTS = ['accept', 'withdraw', 'reopen'] as const;
export type ChangeAct = (typeof CHANGE_ACTS)[number];

/** `reopen`: a certificate turned out to wait still, or the change goes on after all. */
export const CHANGE_TRANSITIONS: readonly Transition<ChangeStatus, ChangeAct, 'reason'>[] = [
  { from: 'open', act: 'accept', to: 'accepted' },
  { from: 'open', act: 'withdraw', to: 'withdrawn', needs: ['reason'] },
  { from: 'accepted', act: 'reopen', to: 'open', needs: ['reason'] },
  { from: 'withdrawn', act: 'reopen', to: 'open', needs: ['reason'] },
];

/** One certificate that a change touches. */
export const TOUCHED_STATES = ['touched', 'case-open', 'accepted', 'not-touched'] as const;
export type TouchedState = (typeof TOUCHED_STATES)[number];

export const TOUCHED_ACTS = ['open-case', 'lose-case', 'accept', 'take-back', 'leave-out', 'take-in'] as const;
export type TouchedAct = (typeof TOUCHED_ACTS)[number];

/**
 * The allowed transitions of a touched certificate. `lose-case`: the case ended without acceptance; `take-back`: an
 * acceptance was recorded by mistake; `leave-out` and `take-in`: a person judges otherwise than the rule, and says why.
 */
export const TOUCHED_TRANSITIONS: readonly Transition<TouchedState, TouchedAct, 'reason' | 'day'>[] = [
  { from: 'touched', act: 'open-case', to: 'case-open' },
  { from: 'touched', act: 'accept', to: 'accepted', needs: ['day'] },
  { from: 'touched', act: 'leave-out', to: 'not-touched', needs: ['reason'] },
  { from: 'case-open', act: 'accept', to: 'accepted', needs: ['day'] },
  { from: 'case-open', act: 'lose-case', to: 'touched' },
  { from: 'accepted', act: 'take-back', to: 'touched', needs: ['reason'] },
  { from: 'not-touched', act: 'take-in', to: 'touched', needs: ['reason'] },
];

/** @throws RuleBroken `product-change.illegal-transition` with the legal acts named */
export function nextChangeStatus(status: ChangeStatus, act: ChangeAct): ChangeStatus {
  return nextState(CHANGE_TRANSITIONS, 'product-change.illegal-transition', status, act);
}

/** @throws RuleBroken `product-change.certificate-illegal-transition` with the legal acts named */
export function nextTouchedState(state: TouchedState, act: TouchedAct): TouchedState {
  return nextState(TOUCHED_TRANSITIONS, 'product-change.certificate-illegal-transition', state, act);
}

/** Whether changed goods still wait for this certificate. */
export function isWaiting(state: TouchedState): boolean {
  return state === 'touched' || state === 'case-open';
}

/** Whether a change has come to its end by what became of its certificates: none waits, and at least one was accepted. */
export function isSettled(states: readonly TouchedState[]): boolean {
  return states.includes('accepted') && !states.some(isWaiting);
}

/**
 * A body accepts what was filed with it, for a certificate that there is. What was filed without a case has no day here;
 * then the first issue of the certificate alone says no.
 *
 * @param filedOn day on which the last case of it was submitted; null = none was
 * @param firstIssuedOn null = not recorded
 * @throws RuleBroken `product-change.day-too-early` with `{ earliestOn, because: 'filed' | 'first-issue' }`
 */
export function requireAcceptableOn(on: Day, filedOn: Day | null, firstIssuedOn: Day | null): void {
  const limits = [
    { earliestOn: filedOn, because: 'filed' },
    { earliestOn: firstIssuedOn, because: 'first-issue' },
  ];
  for (const { earliestOn, because } of limits)
    if (earliestOn !== null && on < earliestOn)
      throw new RuleBroken('product-change.day-too-early', { earliestOn, because });
}
