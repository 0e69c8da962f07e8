import type { Party } from '#domain/reference/scheme';
import type { Application, CaseStage, MoveAct } from '../applications/applications.types.js';
import type { BoardSide } from './work.types.js';

/** What a card that was put down asks for, or why it goes back. */
export type Dropped =
  | { does: 'move'; asked: { stage: CaseStage; act: MoveAct; party?: Party } }
  /** the keys of the stages that must end first */
  | { does: 'nothing'; because: 'waits-for'; stages: CaseStage[] }
  | { does: 'nothing'; because: 'not-of-case' | 'is-there' | 'is-over' | 'may-not' };

const allows = (stage: CaseStage, act: string) => stage.acts.some((one) => one.act === act);

/**
 * The move that leads a case to another column. Of several attempts at a stage the latest counts. A card moves by one
 * recorded act: what lies two acts ahead is told, not guessed.
 *
 * @param target key of a stage or a party
 */
export function dropped(application: Application, side: Exclude<BoardSide, 'owner'>, target: string): Dropped {
  const current = application.stages.find(({ id }) => id === application.turn.stageId) ?? null;
  if (side === 'turn') {
    if (application.turn.party === target) return { does: 'nothing', because: 'is-there' };
    if (!current || !allows(current, 'hand-over')) return { does: 'nothing', because: 'may-not' };
    return { does: 'move', asked: { stage: current, act: 'hand-over', party: target as Party } };
  }
  const stage = application.stages.filter(({ key }) => key === target).at(-1);
  if (!stage) return { does: 'nothing', because: 'not-of-case' };
  if (stage.id === current?.id) return { does: 'nothing', because: 'is-there' };
  if (['done', 'skipped', 'failed'].includes(stage.status)) return { does: 'nothing', because: 'is-over' };
  const waitsFor = application.stages.filter(
    (one) => stage.needs.includes(one.key) && !['done', 'skipped', 'failed'].includes(one.status),
  );
  // the one stage that is in between is the one it stands in: ending it is the way there
  if (waitsFor.length === 1 && waitsFor[0]!.id === current?.id && allows(current, 'complete'))
    return { does: 'move', asked: { stage: current, act: 'complete' } };
  if (waitsFor.length > 0) return { does: 'nothing', because: 'waits-for', stages: waitsFor };
  if (allows(stage, 'start')) return { does: 'move', asked: { stage, act: 'start' } };
  return { does: 'nothing', because: 'may-not' };
}
