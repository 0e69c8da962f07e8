import type { CaseHistory, CaseMove, StageMoveAct } from './stage-history.js';

/**
 * What is still recorded of the stages after the certificate (marking, first inspection, follow-up) once it is there: that
 * they go on and how they end. Whose turn it is asks nobody any more, so nothing is blocked or handed over.
 */
export const ACTS_AFTER_CERTIFICATE: readonly StageMoveAct[] = ['start', 'resume', 'complete', 'skip'];

type Moves = Pick<CaseHistory, 'moves'>;

/** The move by which the case ended in its certificate; null = it has none yet. */
export function certification({ moves }: Moves): CaseMove | null {
  return moves.findLast(({ stageId, act, isUndone }) => stageId === null && act === 'certify' && !isUndone) ?? null;
}

/** The history as the clock of whose turn it is reads it: what was recorded after the certificate is left out. */
export function untilCertificate(history: CaseHistory): CaseHistory {
  const end = certification(history);
  return end === null ? history : { ...history, moves: history.moves.slice(0, history.moves.indexOf(end) + 1) };
}

/** Whether a move was recorded after the certificate. */
export function isAfterCertification(history: Moves, move: CaseMove): boolean {
  const end = certification(history);
  return end !== null && history.moves.indexOf(move) > history.moves.indexOf(end);
}
