import { actsFrom, needsOf, nextState, terminalStates, type Actors, type Transition } from './transition-table.js';

/** State of an application: the request of an applicant to a certification body, from its draft to the decision. */
export const APPLICATION_STATUSES = [
  'draft',
  'submitted',
  'returned',
  'accepted',
  'running',
  'on-hold',
  'certified',
  'refused',
  'withdrawn',
  'lapsed',
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

export const APPLICATION_INITIAL: ApplicationStatus = 'draft';

export const APPLICATION_ACTS = [
  'submit',
  'return',
  'accept',
  'start',
  'hold',
  'resume',
  'certify',
  'refuse',
  'withdraw',
  'lapse',
] as const;
export type ApplicationAct = (typeof APPLICATION_ACTS)[number];

/** `certificate`: the one that was issued; `day`: from which the body counts; `reason`: in words. */
export type ApplicationNeed = 'day' | 'reason' | 'certificate';

/**
 * The allowed transitions. `accept` starts the 90 days of Order 117. A case without test and inspection (a renewal
 * after a passed follow-up, a change of an address) is certified straight from `accepted`. A hold is ended by `resume`
 * alone, so that the file says when the work went on; what ends the case may end it while it is held. How long a body
 * waits before an application lapses was not found: the act is recorded when the body says so.
 */
export const APPLICATION_TRANSITIONS: readonly Transition<ApplicationStatus, ApplicationAct, ApplicationNeed>[] = [
  { from: 'draft', act: 'submit', to: 'submitted', needs: ['day'] },
  { from: 'draft', act: 'withdraw', to: 'withdrawn' },
  { from: 'submitted', act: 'accept', to: 'accepted', needs: ['day'] },
  { from: 'submitted', act: 'return', to: 'returned', needs: ['reason'] },
  { from: 'submitted', act: 'refuse', to: 'refused', needs: ['reason'] },
  { from: 'submitted', act: 'withdraw', to: 'withdrawn' },
  { from: 'returned', act: 'submit', to: 'submitted', needs: ['day'] },
  { from: 'returned', act: 'withdraw', to: 'withdrawn' },
  { from: 'returned', act: 'lapse', to: 'lapsed', needs: ['reason'] },
  { from: 'accepted', act: 'start', to: 'running' },
  { from: 'accepted', act: 'hold', to: 'on-hold', needs: ['reason'] },
  { from: 'accepted', act: 'certify', to: 'certified', needs: ['certificate'] },
  { from: 'accepted', act: 'refuse', to: 'refused', needs: ['reason'] },
  { from: 'accepted', act: 'withdraw', to: 'withdrawn' },
  { from: 'accepted', act: 'lapse', to: 'lapsed', needs: ['reason'] },
  { from: 'running', act: 'hold', to: 'on-hold', needs: ['reason'] },
  { from: 'running', act: 'certify', to: 'certified', needs: ['certificate'] },
  { from: 'running', act: 'refuse', to: 'refused', needs: ['reason'] },
  { from: 'running', act: 'withdraw', to: 'withdrawn' },
  { from: 'running', act: 'lapse', to: 'lapsed', needs: ['reason'] },
  { from: 'on-hold', act: 'resume', to: 'running' },
  { from: 'on-hold', act: 'refuse', to: 'refused', needs: ['reason'] },
  { from: 'on-hold', act: 'withdraw', to: 'withdrawn' },
  { from: 'on-hold', act: 'lapse', to: 'lapsed', needs: ['reason'] },
];

export const APPLICATION_TERMINAL = terminalStates(APPLICATION_TRANSITIONS, APPLICATION_STATUSES);

export const APPLICATION_ACTORS: Actors<ApplicationAct> = {
  submit: ['consultancy', 'client'],
  return: ['body'],
  accept: ['body'],
  start: ['consultancy'],
  hold: ['client', 'consultancy', 'body'],
  resume: ['consultancy', 'client'],
  certify: ['body'],
  refuse: ['body'],
  withdraw: ['client', 'consultancy'],
  lapse: ['body'],
};

/** The acts that are legal in this state, in the order of the table. */
export function applicationActs(status: ApplicationStatus): ApplicationAct[] {
  return actsFrom(APPLICATION_TRANSITIONS, status);
}

/** What the act cannot be recorded without in this state. */
export function applicationNeeds(status: ApplicationStatus, act: ApplicationAct): readonly ApplicationNeed[] {
  return needsOf(APPLICATION_TRANSITIONS, status, act);
}

/** @throws RuleBroken `application.illegal-transition` with the legal acts named */
export function nextApplicationStatus(status: ApplicationStatus, act: ApplicationAct): ApplicationStatus {
  return nextState(APPLICATION_TRANSITIONS, 'application.illegal-transition', status, act);
}

/** An open case owes its dates and is reported to the client; a decided or ended one is history. */
export function isOpenApplication(status: ApplicationStatus): boolean {
  return !APPLICATION_TERMINAL.includes(status);
}
