import { actsFrom, needsOf, nextState, terminalStates, type Actors, type Transition } from './transition-table.js';

/** State of a test sample on its way to the laboratory, through the test and to its end. */
export const SAMPLE_STATUSES = [
  'planned',
  'prepared',
  'shipped',
  'at-customs',
  'released',
  'received',
  'accepted',
  'under-test',
  'tested',
  'rejected',
  'returned',
  'disposed',
  'lost',
  'cancelled',
] as const;
export type SampleStatus = (typeof SAMPLE_STATUSES)[number];

export const SAMPLE_INITIAL: SampleStatus = 'planned';

export const SAMPLE_ACTS = [
  'prepare',
  'ship',
  'reach-customs',
  'release',
  'receive',
  'accept',
  'reject',
  'start-test',
  'finish-test',
  'return',
  'dispose',
  'lose',
  'cancel',
] as const;
export type SampleAct = (typeof SAMPLE_ACTS)[number];

export type SampleNeed = 'day' | 'reason';

/**
 * The allowed transitions. A sample of a plant in China sees no customs. Rejected (damaged, wrong configuration) is not
 * the end: the goods still lie at the laboratory, often imported under an exemption for test samples, and somebody
 * answers for them until they are returned or disposed of. A tested sample may be tested again after a failed item.
 */
export const SAMPLE_TRANSITIONS: readonly Transition<SampleStatus, SampleAct, SampleNeed>[] = [
  { from: 'planned', act: 'prepare', to: 'prepared' },
  { from: 'planned', act: 'cancel', to: 'cancelled' },
  { from: 'prepared', act: 'ship', to: 'shipped', needs: ['day'] },
  { from: 'prepared', act: 'cancel', to: 'cancelled' },
  { from: 'shipped', act: 'reach-customs', to: 'at-customs', needs: ['day'] },
  { from: 'shipped', act: 'receive', to: 'received', needs: ['day'] },
  { from: 'shipped', act: 'return', to: 'returned', needs: ['day'] },
  { from: 'shipped', act: 'lose', to: 'lost', needs: ['reason'] },
  { from: 'at-customs', act: 'release', to: 'released', needs: ['day'] },
  { from: 'at-customs', act: 'return', to: 'returned', needs: ['day'] },
  { from: 'at-customs', act: 'dispose', to: 'disposed', needs: ['day'] },
  { from: 'at-customs', act: 'lose', to: 'lost', needs: ['reason'] },
  { from: 'released', act: 'receive', to: 'received', needs: ['day'] },
  { from: 'released', act: 'return', to: 'returned', needs: ['day'] },
  { from: 'released', act: 'lose', to: 'lost', needs: ['reason'] },
  { from: 'received', act: 'accept', to: 'accepted', needs: ['day'] },
  { from: 'received', act: 'reject', to: 'rejected', needs: ['reason'] },
  { from: 'received', act: 'lose', to: 'lost', needs: ['reason'] },
  { from: 'accepted', act: 'start-test', to: 'under-test', needs: ['day'] },
  { from: 'accepted', act: 'reject', to: 'rejected', needs: ['reason'] },
  { from: 'accepted', act: 'return', to: 'returned', needs: ['day'] },
  { from: 'accepted', act: 'dispose', to: 'disposed', needs: ['day'] },
  { from: 'accepted', act: 'lose', to: 'lost', needs: ['reason'] },
  { from: 'under-test', act: 'finish-test', to: 'tested', needs: ['day'] },
  { from: 'tested', act: 'start-test', to: 'under-test', needs: ['day'] },
  { from: 'tested', act: 'return', to: 'returned', needs: ['day'] },
  { from: 'tested', act: 'dispose', to: 'disposed', needs: ['day'] },
  { from: 'tested', act: 'lose', to: 'lost', needs: ['reason'] },
  { from: 'rejected', act: 'return', to: 'returned', needs: ['day'] },
  { from: 'rejected', act: 'dispose', to: 'disposed', needs: ['day'] },
  { from: 'rejected', act: 'lose', to: 'lost', needs: ['reason'] },
];

export const SAMPLE_TERMINAL = terminalStates(SAMPLE_TRANSITIONS, SAMPLE_STATUSES);

export const SAMPLE_ACTORS: Actors<SampleAct> = {
  prepare: ['client'],
  ship: ['client'],
  'reach-customs': ['client', 'consultancy'],
  release: ['customs'],
  receive: ['laboratory'],
  accept: ['laboratory'],
  reject: ['laboratory'],
  'start-test': ['laboratory'],
  'finish-test': ['laboratory'],
  return: ['laboratory', 'customs', 'client'],
  dispose: ['laboratory', 'customs'],
  lose: ['consultancy', 'client', 'laboratory'],
  cancel: ['consultancy', 'client'],
};

/** The acts that are legal in this state, in the order of the table. */
export function sampleActs(status: SampleStatus): SampleAct[] {
  return actsFrom(SAMPLE_TRANSITIONS, status);
}

/** What the act cannot be recorded without in this state. */
export function sampleNeeds(status: SampleStatus, act: SampleAct): readonly SampleNeed[] {
  return needsOf(SAMPLE_TRANSITIONS, status, act);
}

/** @throws RuleBroken `sample.illegal-transition` with the legal acts named */
export function nextSampleStatus(status: SampleStatus, act: SampleAct): SampleStatus {
  return nextState(SAMPLE_TRANSITIONS, 'sample.illegal-transition', status, act);
}
