import type { Application } from '#database/entities/application.entity';
import { stageStates } from '#domain/cases/stage-history';
import type { Day } from '#domain/day';
import { historyOf, lastMoveOf, type LoadedCase, type RecordedMove } from './loaded-case.js';

interface Recorded {
  stageId: string | null;
  from: string;
  to: string;
  on: Day;
}

const GOES_ON: readonly string[] = ['running', 'blocked'];

/** Whether this move of a stage sets an accepted case going. One for a day before the acceptance does not. */
export function startsCase({ application, stages }: LoadedCase<Application>, move: Recorded): boolean {
  const { status, acceptedOn } = application;
  const stage = stages.find(({ id }) => id === move.stageId);
  if (status !== 'accepted' || acceptedOn === null || !stage || stage.isAfterCertificate) return false;
  return begins(move) && move.on >= acceptedOn;
}

/**
 * The start of the case that came with a move of a stage; it goes with it once nothing else runs.
 *
 * @param move undone already
 * @returns null where the case was set going by itself, has been moved since, or goes on without that stage
 */
export function startThatCameWith(one: LoadedCase, move: RecordedMove): RecordedMove | null {
  const next = one.moves[one.moves.indexOf(move) + 1];
  if (!begins(move) || !next || next.id !== lastMoveOf(one, null)?.id) return null;
  if (next.act !== 'start' || next.on !== move.on) return null;
  const states = [...stageStates(historyOf(one)).values()];
  return states.some(({ status }) => GOES_ON.includes(status)) ? null : next;
}

function begins({ stageId, from, to }: Recorded): boolean {
  return stageId !== null && from !== 'running' && to === 'running';
}
