import { RuleBroken } from '../errors.js';
import { actsFrom, needsOf, nextState, terminalStates, type Actors, type Transition } from './transition-table.js';

/** State of one stage of a case, e.g. its type test. `skipped`: the stage is not needed (results were adopted). */
export const STAGE_STATUSES = ['not-started', 'running', 'blocked', 'done', 'skipped', 'failed'] as const;
export type StageStatus = (typeof STAGE_STATUSES)[number];

export const STAGE_INITIAL: StageStatus = 'not-started';

export const STAGE_ACTS = ['start', 'block', 'resume', 'complete', 'skip', 'fail'] as const;
export type StageAct = (typeof STAGE_ACTS)[number];

/** Why a stage stands still: the typical blockers of the field; `other` is told in words. */
export const STAGE_BLOCKERS = [
  'incomplete-file',
  'names-differ',
  'fee-unpaid',
  'sample-at-customs',
  'test-failed',
  'no-production',
  'auditor-travel',
  'non-conformity-open',
  'superseded',
  'other',
] as const;
export type StageBlocker = (typeof STAGE_BLOCKERS)[number];

export type StageNeed = 'blocker' | 'day' | 'reason';

/**
 * The allowed transitions. A stage may be blocked before it begins (unpaid fee); once the blocker is gone it runs. A
 * short one is recorded as done at once. A failed or outdated stage is not reopened: the repeated type test is a stage
 * of its own, so that both reports stay in the file.
 */
export const STAGE_TRANSITIONS: readonly Transition<StageStatus, StageAct, StageNeed>[] = [
  { from: 'not-started', act: 'start', to: 'running', needs: ['day'] },
  { from: 'not-started', act: 'block', to: 'blocked', needs: ['blocker'] },
  { from: 'not-started', act: 'complete', to: 'done', needs: ['day'] },
  { from: 'not-started', act: 'skip', to: 'skipped', needs: ['reason'] },
  { from: 'running', act: 'block', to: 'blocked', needs: ['blocker'] },
  { from: 'running', act: 'complete', to: 'done', needs: ['day'] },
  { from: 'running', act: 'skip', to: 'skipped', needs: ['reason'] },
  { from: 'running', act: 'fail', to: 'failed', needs: ['day', 'reason'] },
  { from: 'blocked', act: 'resume', to: 'running', needs: ['day'] },
  { from: 'blocked', act: 'skip', to: 'skipped', needs: ['reason'] },
  { from: 'blocked', act: 'fail', to: 'failed', needs: ['day', 'reason'] },
];

export const STAGE_TERMINAL = terminalStates(STAGE_TRANSITIONS, STAGE_STATUSES);

/** The party whose turn the stage is performs it; the consultancy records what it hears. */
export const STAGE_ACTORS: Actors<StageAct> = {
  start: ['consultancy', 'client', 'body', 'laboratory'],
  block: ['consultancy', 'client', 'body', 'laboratory', 'customs'],
  resume: ['consultancy', 'client', 'body', 'laboratory'],
  complete: ['consultancy', 'client', 'body', 'laboratory'],
  skip: ['consultancy', 'body'],
  fail: ['body', 'laboratory'],
};

/** The acts that are legal in this state, in the order of the table. */
export function stageActs(status: StageStatus): StageAct[] {
  return actsFrom(STAGE_TRANSITIONS, status);
}

/** What the act cannot be recorded without in this state. */
export function stageNeeds(status: StageStatus, act: StageAct): readonly StageNeed[] {
  return needsOf(STAGE_TRANSITIONS, status, act);
}

/** @throws RuleBroken `stage.illegal-transition` with the legal acts named */
export function nextStageStatus(status: StageStatus, act: StageAct): StageStatus {
  return nextState(STAGE_TRANSITIONS, 'stage.illegal-transition', status, act);
}

/** An act as it was recorded. */
export interface StageStep {
  from: StageStatus;
  act: StageAct;
}

/**
 * Takes the last recorded act back, and only that one: a slip of the hand, not a way around the table. The
 * undoing is itself recorded by the application.
 *
 * @param last the last act that is not yet taken back; null = none
 * @returns the state before it
 * @throws RuleBroken `stage.nothing-to-undo` with `{ status }` when there is none, or it did not lead to this state
 */
export function undoneStageStatus(status: StageStatus, last: StageStep | null): StageStatus {
  const led = last && STAGE_TRANSITIONS.find((t) => t.from === last.from && t.act === last.act)?.to;
  if (led !== status) throw new RuleBroken('stage.nothing-to-undo', { status });
  return last!.from;
}
