import type { Day } from '../day.js';
import { NotFound, RuleBroken } from '../errors.js';
import type { Party } from '../reference/scheme.js';
import type { ApplicationAct } from '../states/application-status.js';
import {
  nextStageStatus,
  stageActs,
  stageNeeds,
  undoneStageStatus,
  type StageAct,
  type StageBlocker,
  type StageNeed,
  type StageStatus,
} from '../states/stage-status.js';
import { ACTS_AFTER_CERTIFICATE, certification, isAfterCertification } from './after-certificate.js';
import { waitsOf, type StageWait } from './stage-needs.js';
import { StageReplay } from './stage-replay.js';

/** One stage of a case as copied from its scheme, the optional ones too. A repeated stage is one more, with the next attempt. */
export interface CaseStage {
  id: string;
  key: string;
  /** 1 or more */
  attempt: number;
  /** order of the scheme */
  position: number;
  party: Party;
  /** keys of the stages that it waits for */
  needs: readonly string[];
  /** the same where the case runs its stages side by side; null: as `needs` */
  needsInParallel: readonly string[] | null;
  /** done only when something happens (a failed test); nobody waits for it until it has begun */
  isOptional: boolean;
  isAfterCertificate: boolean;
}

/** What a stage can do: an act of its table, or pass to another party while it goes on. */
export type StageMoveAct = StageAct | 'hand-over';
export type CaseAct = StageMoveAct | ApplicationAct;

/** A move as it was recorded. */
export interface CaseMove {
  id: string;
  /** null = the case itself */
  stageId: string | null;
  act: CaseAct;
  /** the day from which it holds */
  on: Day;
  /** who acts next, where the move says so */
  party: Party | null;
  blocker: StageBlocker | null;
  isUndone: boolean;
}

/** A case as far as its rules need it. */
export interface CaseHistory {
  stages: readonly CaseStage[];
  /** in the order of recording, undone ones too */
  moves: readonly CaseMove[];
  /** first day of the case */
  startedOn: Day;
  /** stages run side by side where the scheme allows it */
  isParallel: boolean;
}

/** Where a stage stands. */
export interface StageState {
  stageId: string;
  status: StageStatus;
  /** null = never ran; a stage that was done at once began on the same day */
  startedOn: Day | null;
  endedOn: Day | null;
  /** while it is blocked */
  blocker: StageBlocker | null;
  blockedOn: Day | null;
  /** who acts while it runs or is blocked; before and after, the stage's own party */
  party: Party;
  /** to whom it was handed over; null = its own party has it */
  handedTo: Party | null;
  /** of its last move; null = none */
  lastOn: Day | null;
}

/**
 * What the moves make of the stages.
 *
 * @returns by stage id, one for each stage of the case
 * @throws RuleBroken `stage.illegal-transition` for moves that requireStageMove would have refused
 */
export function stageStates(history: CaseHistory): Map<string, StageState> {
  const replay = new StageReplay(history.stages);
  for (const move of history.moves) if (!move.isUndone) replay.apply(move);
  return replay.states;
}

/** A move that somebody wants to record. */
export interface WantedMove {
  stageId: string;
  act: StageMoveAct;
  on: Day;
  blocker?: StageBlocker | null;
  reason?: string | null;
  party?: Party | null;
}

/** What a move cannot be recorded without. */
export type MoveNeed = StageNeed | 'party';

/** What decides the first day on which a move may lie. */
export type EarliestBecause = 'case-start' | 'certificate' | 'stage-start' | 'last-move' | 'need';

interface EarliestDay {
  earliestOn: Day;
  because: EarliestBecause;
  /** keys of the stages that had not ended before; empty where it is not they */
  stages: string[];
}

/**
 * Refuses a move that the table, the stages before it or its day forbid. Once the case has its certificate, only the
 * stages after it are moved, and by `ACTS_AFTER_CERTIFICATE` alone.
 *
 * @param today last day that a move may lie on
 * @returns the states of the stage before and after
 * @throws NotFound for a stage of another case; RuleBroken `stage.illegal-transition` `{ status, act, allowed }`,
 *   `stage.need-missing` `{ needs }`, `stage.day-in-future` `{ latestOn }`, `stage.waits-for` `{ stages }` naming the keys,
 *   `stage.day-too-early` `{ earliestOn, because, stages }`, the keys of the stages that had not ended before that day
 */
export function requireStageMove(
  history: CaseHistory,
  move: WantedMove,
  today: Day,
): { from: StageStatus; to: StageStatus } {
  const states = stageStates(history);
  const { stage, state } = requireStage(history, states, move.stageId);
  const allowed = actsIn(history, stage, state.status);
  if (!allowed.includes(move.act))
    throw new RuleBroken('stage.illegal-transition', { status: state.status, act: move.act, allowed });
  const needs = missing(state.status, move);
  if (needs.length > 0) throw new RuleBroken('stage.need-missing', { needs });
  if (move.on > today) throw new RuleBroken('stage.day-in-future', { latestOn: today });
  const waits = waitsBefore(history, stage, state, states, move.act);
  const open = waits.filter(({ endedOn }) => endedOn === null);
  if (open.length > 0) throw new RuleBroken('stage.waits-for', { stages: keysOf(open) });
  const earliest = earliestDay(history, state, waits);
  if (move.on < earliest.earliestOn) throw new RuleBroken('stage.day-too-early', { ...earliest });
  const to = move.act === 'hand-over' ? state.status : nextStageStatus(state.status, move.act);
  return { from: state.status, to };
}

/** What a move cannot be recorded without: by the table, a party for a hand-over, and words for a blocker of no other kind. */
export function moveNeeds(
  status: StageStatus,
  act: StageMoveAct,
  blocker: StageBlocker | null = null,
): readonly MoveNeed[] {
  if (act === 'hand-over') return ['party'];
  const needs = stageNeeds(status, act);
  return blocker === 'other' ? [...needs, 'reason'] : needs;
}

/**
 * What a screen offers: acts that are legal by the table, by what the stage waits for and by day, in the order of the
 * table, each with the first day that it may lie on.
 *
 * @param states of this history, where they are known already: a page asks for all stages of a case
 * @throws NotFound for a stage of another case
 */
export function legalStageActs(
  history: CaseHistory,
  stageId: string,
  today: Day,
  states: ReadonlyMap<string, StageState> = stageStates(history),
): { act: StageMoveAct; earliestOn: Day }[] {
  const { stage, state } = requireStage(history, states, stageId);
  return actsIn(history, stage, state.status).flatMap((act) => {
    const waits = waitsBefore(history, stage, state, states, act);
    if (waits.some(({ endedOn }) => endedOn === null)) return [];
    const { earliestOn } = earliestDay(history, state, waits);
    return earliestOn > today ? [] : [{ act, earliestOn }];
  });
}

/**
 * The move that an undo of this stage takes back: its last one that was not taken back yet. What led to the certificate
 * stays.
 *
 * @throws NotFound for a stage of another case; RuleBroken `stage.nothing-to-undo` `{ status }`, `stage.undo-blocked`
 *   `{ stages }` naming the keys of stages that have begun or ended on the strength of it: they are undone first
 */
export function moveToUndo(history: CaseHistory, stageId: string): CaseMove {
  const { status } = requireStage(history, stageStates(history), stageId).state;
  const last = history.moves.filter((move) => move.stageId === stageId && !move.isUndone).at(-1);
  const isFixed = last && certification(history) !== null && !isAfterCertification(history, last);
  if (!last || isFixed) throw new RuleBroken('stage.nothing-to-undo', { status });
  const without = { ...history, moves: history.moves.map((m) => (m === last ? { ...m, isUndone: true } : m)) };
  const from = stageStates(without).get(stageId)!.status;
  if (last.act !== 'hand-over') undoneStageStatus(status, { from, act: last.act as StageAct });
  const before = stagesOutOfOrder(history);
  const broken = [...stagesOutOfOrder(without)].filter((key) => !before.has(key));
  if (broken.length > 0) throw new RuleBroken('stage.undo-blocked', { stages: broken });
  return last;
}

/** Keys of the stages that have begun or were done before what they wait for had ended. */
function stagesOutOfOrder(history: CaseHistory): Set<string> {
  const replay = new StageReplay(history.stages);
  const found = new Set<string>();
  for (const move of history.moves.filter(({ isUndone, stageId }) => !isUndone && stageId !== null)) {
    const { stage, state } = requireStage(history, replay.states, move.stageId!);
    const waits = waitsBefore(history, stage, state, replay.states, move.act as StageMoveAct);
    if (waits.some(({ endedOn }) => endedOn === null || endedOn > move.on)) found.add(stage.key);
    replay.apply(move);
  }
  return found;
}

/** What a stage that begins, or is done, waits for; other acts wait for nothing. */
function waitsBefore(
  history: CaseHistory,
  stage: CaseStage,
  { startedOn }: StageState,
  states: ReadonlyMap<string, StageState>,
  act: StageMoveAct,
): StageWait[] {
  const begins = startedOn === null && (act === 'start' || act === 'resume' || act === 'fail');
  return begins || act === 'complete' ? waitsOf(history, stage, states) : [];
}

function requireStage(
  { stages }: CaseHistory,
  states: ReadonlyMap<string, StageState>,
  stageId: string,
): { stage: CaseStage; state: StageState } {
  const stage = stages.find(({ id }) => id === stageId);
  if (!stage) throw new NotFound('stage');
  return { stage, state: states.get(stageId)! };
}

function actsIn(history: CaseHistory, { isAfterCertificate }: CaseStage, status: StageStatus): StageMoveAct[] {
  if (certification(history) !== null)
    return isAfterCertificate ? stageActs(status).filter((act) => ACTS_AFTER_CERTIFICATE.includes(act)) : [];
  const goesOn = status === 'running' || status === 'blocked';
  return goesOn ? [...stageActs(status), 'hand-over'] : stageActs(status);
}

function missing(status: StageStatus, { act, blocker = null, reason = null, party = null }: WantedMove): MoveNeed[] {
  const given: Readonly<Record<MoveNeed, boolean>> = {
    day: true,
    blocker: blocker !== null,
    reason: reason !== null && reason.trim() !== '',
    party: party !== null,
  };
  return moveNeeds(status, act, blocker).filter((need) => !given[need]);
}

/** The first day that a move may lie on. Of several reasons for one day the first counts: the case, its certificate, its own moves, what it waits for. */
function earliestDay(
  history: CaseHistory,
  { lastOn, startedOn }: StageState,
  waits: readonly StageWait[],
): EarliestDay {
  const end = certification(history);
  let earliest: EarliestDay =
    end === null
      ? { earliestOn: history.startedOn, because: 'case-start', stages: [] }
      : { earliestOn: end.on, because: 'certificate', stages: [] };
  if (lastOn !== null && lastOn > earliest.earliestOn)
    earliest = { earliestOn: lastOn, because: lastOn === startedOn ? 'stage-start' : 'last-move', stages: [] };
  const last = waits.map(({ endedOn }) => endedOn!).reduce((one, other) => (one > other ? one : other), '');
  if (last <= earliest.earliestOn) return earliest;
  const stages = keysOf(waits.filter(({ endedOn }) => endedOn === last));
  return { earliestOn: last, because: 'need', stages };
}

function keysOf(waits: readonly StageWait[]): string[] {
  return [...new Set(waits.map(({ stage }) => stage))];
}
