import type { Day } from '../day.js';
import { STAGE_TERMINAL, type StageStatus } from '../states/stage-status.js';
import type { CaseHistory, CaseStage, StageState } from './stage-history.js';

/** A stage that another waits for. */
export interface StageWait {
  /** key of the stage that is waited for */
  stage: string;
  /** day on which it gave what is needed; null = not yet */
  endedOn: Day | null;
}

type States = ReadonlyMap<string, StageState>;
type Stages = Pick<CaseHistory, 'stages' | 'isParallel'>;

const GIVES: readonly StageStatus[] = ['done', 'skipped'];

/**
 * What a stage waits for before it begins, and again before it is done.
 *
 * - A need is met by its last attempt that was taken up, once that is done or skipped; a failed one meets nothing.
 * - An optional stage needs only that what comes before it has ended, however: a rectification follows a failed test.
 * - An optional stage is waited for once it has begun; what it needs itself is waited for in any case.
 * - A stage after the certificate waits for all stages before it.
 * - A repeated stage waits for its attempt before, and for what was begun in between (the rectification).
 */
export function waitsOf(history: Stages, stage: CaseStage, states: States): StageWait[] {
  const enough = stage.isOptional ? STAGE_TERMINAL : GIVES;
  const waits = new Map<string, StageWait>();
  const waitFor = (key: string, given: readonly StageStatus[]): void => {
    if (waits.has(key)) return;
    const attempts = history.stages.filter((other) => other.key === key);
    const last = lastTakenUp(attempts, states);
    const isOptional = attempts.some((other) => other.isOptional);
    if (attempts.length > 0 && (!isOptional || (last && hasBegun(last))))
      waits.set(key, { stage: key, endedOn: last && given.includes(last.status) ? last.endedOn : null });
    if (isOptional) for (const need of ownNeeds(history, attempts[0]!)) waitFor(need, given);
  };
  for (const key of ownNeeds(history, stage)) waitFor(key, enough);
  const before = history.stages.filter(({ isAfterCertificate }) => stage.isAfterCertificate && !isAfterCertificate);
  for (const { key } of before) waitFor(key, enough);
  const previous = history.stages.find((other) => other.key === stage.key && other.attempt === stage.attempt - 1);
  if (!previous) return [...waits.values()];
  const repeated = { stage: stage.key, endedOn: states.get(previous.id)!.endedOn };
  return [...waits.values(), repeated, ...inBetween(history, stage, states)];
}

/** The optional stages that have begun and follow on this one, e.g. the rectification between a failed test and the retest. */
function inBetween(history: Stages, stage: CaseStage, states: States): StageWait[] {
  return history.stages
    .filter((other) => other.isOptional && ownNeeds(history, other).includes(stage.key))
    .filter((other) => hasBegun(states.get(other.id)!))
    .map((other) => ({ stage: other.key, endedOn: states.get(other.id)!.endedOn }));
}

/** The keys of the stages that this one waits for, as the case runs. */
export function ownNeeds(history: Stages, stage: CaseStage): readonly string[] {
  return (history.isParallel && stage.needsInParallel) || stage.needs;
}

/** Where the last attempt that was taken up stands; null = none was. */
export function lastTakenUp(attempts: readonly CaseStage[], states: States): StageState | null {
  const taken = [...attempts]
    .sort((one, other) => one.attempt - other.attempt)
    .map(({ id }) => states.get(id)!)
    .filter((state) => hasBegun(state) || state.endedOn !== null);
  return taken.at(-1) ?? null;
}

function hasBegun({ startedOn }: StageState): boolean {
  return startedOn !== null;
}
