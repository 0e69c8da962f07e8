import type { ApplicationStage } from '#database/entities/application-stage.entity';
import type { Application } from '#database/entities/application.entity';
import type { CaseAct, CaseHistory, CaseMove } from '#domain/cases/stage-history';
import type { Day } from '#domain/day';
import { isOpenApplication, type ApplicationStatus } from '#domain/states/application-status';

/** A move with what the rules do not ask for. */
export interface RecordedMove extends CaseMove {
  act: CaseAct;
  from: string;
  to: string;
  reason: string | null;
}

/** What the rules and the case's own page need of the row. */
export type CaseRow = Pick<
  Application,
  'id' | 'schemeKey' | 'referenceVersion' | 'status' | 'isParallel' | 'startedOn' | 'acceptedOn' | 'endedOn'
>;

/** A case with its stages in order and its moves in the order of recording. */
export interface LoadedCase<Row extends CaseRow = CaseRow> {
  application: Row;
  stages: ApplicationStage[];
  moves: RecordedMove[];
}

export function historyOf({ application, stages, moves }: LoadedCase): CaseHistory {
  const { startedOn, isParallel } = application;
  return { stages, moves, startedOn, isParallel };
}

/**
 * The day by which a case is judged: the end of an ended one, else today. Where a colleague further east has already
 * recorded a move for tomorrow, tomorrow.
 *
 * @param today of the tenant
 */
export function judgedOn({ application, moves }: LoadedCase, today: Day): Day {
  const days = moves.filter(({ isUndone }) => !isUndone).map(({ on }) => on);
  return application.endedOn ?? [today, application.startedOn, ...days].sort().at(-1)!;
}

/**
 * The day from which it is counted what is still to come: as `judgedOn`, but what was recorded after a certificate
 * (marking, a follow-up) is not yet to come.
 */
export function forecastFrom(one: LoadedCase, today: Day): Day {
  const days = one.moves.filter(({ isUndone }) => !isUndone).map(({ on }) => on);
  return [judgedOn(one, today), ...days].sort().at(-1)!;
}

/** The move of a stage, or of the case itself (null), that stands last. */
export function lastMoveOf({ moves }: Pick<LoadedCase, 'moves'>, stageId: string | null): RecordedMove | undefined {
  return moves.findLast((move) => move.stageId === stageId && !move.isUndone);
}

/** What the moves of the case itself make of it. */
export interface CaseStatusFacts {
  status: ApplicationStatus;
  statusReason: string | null;
  acceptedOn: Day | null;
  endedOn: Day | null;
}

export function statusFacts({ moves }: Pick<LoadedCase, 'moves'>): CaseStatusFacts {
  const own = moves.filter(({ stageId, isUndone }) => stageId === null && !isUndone);
  const last = own.at(-1);
  const status = (last?.to ?? 'draft') as ApplicationStatus;
  return {
    status,
    statusReason: last?.reason ?? null,
    acceptedOn: own.findLast(({ act }) => act === 'accept')?.on ?? null,
    endedOn: last && !isOpenApplication(status) ? last.on : null,
  };
}
