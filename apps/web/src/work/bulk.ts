import type { Words } from '#domain/reference/record';
import { applicationActs, applicationNeeds, type ApplicationAct } from '#domain/states/application-status';
import { stageActs, stageNeeds, type StageAct } from '#domain/states/stage-status';
import type { ApplicationLine, MoveAct } from '../applications/applications.types.js';
import type { BulkRow, CaseStanding } from './work.types.js';

/** What may be recorded of several cases, and of how many of them it can be legal. */
export interface OfferedAct {
  act: MoveAct;
  cases: number;
}

type Standing = Pick<ApplicationLine, 'status' | 'stageKey' | 'blocker' | 'endedOn'>;

/** A stage that waits or runs; a list does not tell which. */
const MOVING = [...new Set([...stageActs('not-started'), ...stageActs('running')])];

/** What the states of a case may allow to its stage. The preview says case by case what is legal. */
function stageActsOf({ stageKey, blocker, endedOn }: Standing): readonly (StageAct | 'hand-over')[] {
  if (stageKey === null || endedOn !== null) return [];
  return [...(blocker ? stageActs('blocked') : MOVING), 'hand-over'];
}

/** A certificate has numbers and days of its own for every unit: it is recorded on the page of its case. */
function caseActsOf({ status }: Standing): readonly Exclude<ApplicationAct, 'certify'>[] {
  return applicationActs(status).filter((act) => act !== 'certify');
}

/** The acts that at least one of the cases may take: of its stage, and of the case itself. Most wanted first. */
export function offeredActs(cases: readonly Standing[]): { stage: OfferedAct[]; own: OfferedAct[] } {
  return {
    stage: inOrder(cases.flatMap(stageActsOf)),
    // `start` and `resume` are words of both: what is done to the stage is meant
    own: inOrder(cases.flatMap(caseActsOf)).filter(({ act }) => act !== 'start' && act !== 'resume'),
  };
}

const ORDER: readonly string[] = ['complete', 'start', 'resume', 'block', 'hand-over', 'fail', 'skip'];

function inOrder(acts: readonly MoveAct[]): OfferedAct[] {
  const counts = new Map<MoveAct, number>();
  for (const act of acts) counts.set(act, (counts.get(act) ?? 0) + 1);
  return [...counts]
    .map(([act, cases]) => ({ act, cases }))
    .sort((one, other) => ORDER.indexOf(one.act) - ORDER.indexOf(other.act));
}

/** Whether the tables ask for words in a state in which the act is legal at all. */
export function mayNeedReason(act: MoveAct, isOfStage: boolean, cases: readonly Standing[]): boolean {
  if (act === 'hand-over') return false;
  if (isOfStage)
    return (['not-started', 'running', 'blocked'] as const).some((status) =>
      stageNeeds(status, act as StageAct).includes('reason'),
    );
  return cases.some(({ status }) => applicationNeeds(status, act as ApplicationAct).includes('reason'));
}

/** One value of a case that changes. */
export type Change =
  | { field: 'stage'; from: Words | null; to: Words | null }
  | { field: 'status'; from: CaseStanding['status']; to: CaseStanding['status'] }
  | { field: 'turn'; from: CaseStanding['turn']; to: CaseStanding['turn'] }
  | { field: 'forecastOn' | 'nextDueOn' | 'ownerName' | 'deputyName'; from: string | null; to: string | null };

/** What is different after an act, in the order in which it is told. */
export function changesOf({ before, after }: Pick<BulkRow, 'before' | 'after'>): Change[] {
  if (!before || !after) return [];
  const text = (['ownerName', 'deputyName', 'forecastOn', 'nextDueOn'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, from: before[field], to: after[field] }));
  return [
    ...(before.stageKey === after.stageKey
      ? []
      : [{ field: 'stage', from: before.stageNames, to: after.stageNames } as const]),
    ...(before.status === after.status ? [] : [{ field: 'status', from: before.status, to: after.status } as const]),
    ...(before.turn === after.turn ? [] : [{ field: 'turn', from: before.turn, to: after.turn } as const]),
    ...text,
  ];
}

/** What others did meanwhile: the case as it stands now is not the one that was chosen. */
export const isStaleRow = (row: BulkRow) => row.refusal?.code === 'stale-version';
