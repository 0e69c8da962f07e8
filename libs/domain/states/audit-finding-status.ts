import { actsFrom, needsOf, nextState, terminalStates, type Actors, type Transition } from './transition-table.js';

/**
 * State of an audit finding, i.e. of a non-conformity found at a factory inspection. `answered`: corrective action
 * proposed. `closed`: verified by the body. `lapsed`: not corrected in time, the inspection is failed. Overdue is no
 * state; the due day says it.
 */
export const FINDING_STATUSES = ['open', 'answered', 'evidence-submitted', 'closed', 'rescinded', 'lapsed'] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

export const FINDING_INITIAL: FindingStatus = 'open';

export const FINDING_ACTS = ['answer', 'submit-evidence', 'reject', 'close', 'rescind', 'lapse'] as const;
export type FindingAct = (typeof FINDING_ACTS)[number];

/** How the body verifies a correction. */
export const FINDING_VERIFICATIONS = ['on-paper', 'on-site'] as const;
export type FindingVerification = (typeof FINDING_VERIFICATIONS)[number];

export type FindingNeed = 'action' | 'evidence' | 'reason' | 'verification' | 'day';

/**
 * The allowed transitions. What can be put right at once goes to the body with its evidence and without a proposal
 * before. A rejected proposal or evidence opens the finding again; its due day stays. `rescind`: the body takes the
 * finding back. A finding whose evidence lies with the body may still lapse: verification must succeed in time too.
 */
export const FINDING_TRANSITIONS: readonly Transition<FindingStatus, FindingAct, FindingNeed>[] = [
  { from: 'open', act: 'answer', to: 'answered', needs: ['action'] },
  { from: 'open', act: 'submit-evidence', to: 'evidence-submitted', needs: ['action', 'evidence'] },
  { from: 'open', act: 'rescind', to: 'rescinded', needs: ['reason'] },
  { from: 'open', act: 'lapse', to: 'lapsed', needs: ['day'] },
  { from: 'answered', act: 'submit-evidence', to: 'evidence-submitted', needs: ['evidence'] },
  { from: 'answered', act: 'reject', to: 'open', needs: ['reason'] },
  { from: 'answered', act: 'rescind', to: 'rescinded', needs: ['reason'] },
  { from: 'answered', act: 'lapse', to: 'lapsed', needs: ['day'] },
  { from: 'evidence-submitted', act: 'close', to: 'closed', needs: ['verification', 'day'] },
  { from: 'evidence-submitted', act: 'reject', to: 'open', needs: ['reason'] },
  { from: 'evidence-submitted', act: 'rescind', to: 'rescinded', needs: ['reason'] },
  { from: 'evidence-submitted', act: 'lapse', to: 'lapsed', needs: ['day'] },
];

export const FINDING_TERMINAL = terminalStates(FINDING_TRANSITIONS, FINDING_STATUSES);

export const FINDING_ACTORS: Actors<FindingAct> = {
  answer: ['client', 'consultancy'],
  'submit-evidence': ['client', 'consultancy'],
  reject: ['body'],
  close: ['body'],
  rescind: ['body'],
  lapse: ['body'],
};

/** The acts that are legal in this state, in the order of the table. */
export function findingActs(status: FindingStatus): FindingAct[] {
  return actsFrom(FINDING_TRANSITIONS, status);
}

/** What the act cannot be recorded without in this state. */
export function findingNeeds(status: FindingStatus, act: FindingAct): readonly FindingNeed[] {
  return needsOf(FINDING_TRANSITIONS, status, act);
}

/** @throws RuleBroken `audit-finding.illegal-transition` with the legal acts named */
export function nextFindingStatus(status: FindingStatus, act: FindingAct): FindingStatus {
  return nextState(FINDING_TRANSITIONS, 'audit-finding.illegal-transition', status, act);
}

/** An open finding still owes its correction by the due day. */
export function isOpenFinding(status: FindingStatus): boolean {
  return !FINDING_TERMINAL.includes(status);
}
