import { nextStageStatus, STAGE_INITIAL, STAGE_TERMINAL, type StageAct } from '../states/stage-status.js';
import type { Party } from '../reference/scheme.js';
import { BLOCKER_PARTY } from './blockers.js';
import type { CaseMove, CaseStage, StageState } from './stage-history.js';

/** Goes through the moves of a case one by one. Moves of the case itself change no stage. */
export class StageReplay {
  readonly states: Map<string, StageState>;
  private readonly byId: ReadonlyMap<string, CaseStage>;

  constructor(stages: readonly CaseStage[]) {
    this.byId = new Map(stages.map((stage) => [stage.id, stage]));
    this.states = new Map(stages.map((stage) => [stage.id, before(stage)]));
  }

  apply(move: CaseMove): void {
    const stage = move.stageId === null ? undefined : this.byId.get(move.stageId);
    if (stage) this.states.set(stage.id, after(stage, this.states.get(stage.id)!, move));
  }
}

function before({ id, party }: CaseStage): StageState {
  const nothing = { startedOn: null, endedOn: null, blocker: null, blockedOn: null, handedTo: null, lastOn: null };
  return { stageId: id, status: STAGE_INITIAL, party, ...nothing };
}

function after(stage: CaseStage, state: StageState, { act, on, party, blocker }: CaseMove): StageState {
  if (act === 'hand-over') return { ...handedOver(stage, state, party ?? stage.party), lastOn: on };
  const status = nextStageStatus(state.status, act as StageAct);
  const handedTo = status === 'running' && party !== null ? otherThan(stage, party) : state.handedTo;
  const goesOn = { ...state, status, lastOn: on, handedTo };
  if (status === 'blocked') {
    const by = party ?? (blocker && BLOCKER_PARTY[blocker]) ?? stage.party;
    return { ...goesOn, blocker, blockedOn: on, party: by };
  }
  const free = { ...goesOn, blocker: null, blockedOn: null };
  const startedOn = status === 'skipped' ? state.startedOn : (state.startedOn ?? on);
  if (STAGE_TERMINAL.includes(status)) return { ...free, startedOn, endedOn: on, handedTo: null, party: stage.party };
  return { ...free, startedOn, party: handedTo ?? stage.party };
}

/** A blocked stage comes back to whoever had it before it was blocked. */
function handedOver(stage: CaseStage, state: StageState, party: Party): StageState {
  return state.status === 'blocked' ? { ...state, party } : { ...state, party, handedTo: otherThan(stage, party) };
}

function otherThan(stage: CaseStage, party: Party): Party | null {
  return party === stage.party ? null : party;
}
