import { actsFrom, needsOf, nextState, terminalStates, type Actors, type Transition } from './transition-table.js';

/**
 * State of an approval, filing or label beside CCC. `filed`: it was handed in; what ends with the filing (energy label)
 * is done then. `not-needed`: the project does without it, and says why.
 */
export const APPROVAL_STATUSES = [
  'planned',
  'filed',
  'granted',
  'refused',
  'expired',
  'withdrawn',
  'not-needed',
] as const;
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];

export const APPROVAL_INITIAL: ApprovalStatus = 'planned';

export const APPROVAL_ACTS = ['file', 'grant', 'refuse', 'expire', 'withdraw', 'excuse', 'need'] as const;
export type ApprovalAct = (typeof APPROVAL_ACTS)[number];

export type ApprovalNeed = 'day' | 'reason';

/**
 * The allowed transitions. What is there already is granted from the plan; a refused or expired one is filed anew. Years
 * of an approval are prolonged by its new last day, which is no change of state.
 */
export const APPROVAL_TRANSITIONS: readonly Transition<ApprovalStatus, ApprovalAct, ApprovalNeed>[] = [
  { from: 'planned', act: 'file', to: 'filed', needs: ['day'] },
  { from: 'planned', act: 'grant', to: 'granted', needs: ['day'] },
  { from: 'planned', act: 'excuse', to: 'not-needed', needs: ['reason'] },
  { from: 'planned', act: 'withdraw', to: 'withdrawn', needs: ['reason'] },
  { from: 'filed', act: 'grant', to: 'granted', needs: ['day'] },
  { from: 'filed', act: 'refuse', to: 'refused', needs: ['day', 'reason'] },
  { from: 'filed', act: 'withdraw', to: 'withdrawn', needs: ['reason'] },
  { from: 'granted', act: 'expire', to: 'expired', needs: ['day'] },
  { from: 'granted', act: 'withdraw', to: 'withdrawn', needs: ['reason'] },
  { from: 'refused', act: 'file', to: 'filed', needs: ['day'] },
  { from: 'refused', act: 'excuse', to: 'not-needed', needs: ['reason'] },
  { from: 'expired', act: 'file', to: 'filed', needs: ['day'] },
  { from: 'expired', act: 'excuse', to: 'not-needed', needs: ['reason'] },
  { from: 'not-needed', act: 'need', to: 'planned' },
];

export const APPROVAL_TERMINAL = terminalStates(APPROVAL_TRANSITIONS, APPROVAL_STATUSES);

export const APPROVAL_ACTORS: Actors<ApprovalAct> = {
  file: ['consultancy', 'client'],
  grant: ['authority'],
  refuse: ['authority'],
  expire: ['calendar', 'authority'],
  withdraw: ['consultancy', 'client', 'authority'],
  excuse: ['consultancy'],
  need: ['consultancy'],
};

/** The acts that are legal in this state, in the order of the table. */
export function approvalActs(status: ApprovalStatus): ApprovalAct[] {
  return actsFrom(APPROVAL_TRANSITIONS, status);
}

/** What the act cannot be recorded without in this state. */
export function approvalNeeds(status: ApprovalStatus, act: ApprovalAct): readonly ApprovalNeed[] {
  return needsOf(APPROVAL_TRANSITIONS, status, act);
}

/** @throws RuleBroken `approval.illegal-transition` with the legal acts named */
export function nextApprovalStatus(status: ApprovalStatus, act: ApprovalAct): ApprovalStatus {
  return nextState(APPROVAL_TRANSITIONS, 'approval.illegal-transition', status, act);
}
