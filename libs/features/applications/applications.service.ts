import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Db, newId } from '#database/db';
import { ApplicationStage } from '#database/entities/application-stage.entity';
import { Application } from '#database/entities/application.entity';
import { CaseMove } from '#database/entities/case-move.entity';
import { moveToUndo, requireStageMove, stageStates, type StageMoveAct } from '#domain/cases/stage-history'; // prettier-ignore
import type { Day } from '#domain/day';
import { NotFound, RuleBroken } from '#domain/errors';
import type { Party } from '#domain/reference/scheme';
import { APPLICATION_ACTS, applicationNeeds, isOpenApplication, nextApplicationStatus, type ApplicationAct } from '#domain/states/application-status'; // prettier-ignore
import { STAGE_ACTS, type StageAct, type StageBlocker } from '#domain/states/stage-status';
import { EventsService, type Changes } from '#features/events/events.service';
import { NoticesService } from '#features/reminders/notices.service';
import { Clock } from '#platform/clock';
import type { MoveInput, StageInput } from './case-moves.dto.js';
import { refused } from './case-input.js';
import { CaseKeeper, type LockedCase } from './case-keeper.js';
import { startsCase, startThatCameWith } from './case-start.js';
import { historyOf, lastMoveOf, statusFacts } from './loaded-case.js';

/** A move of a stage that another feature has seen happen: a passed audit, a failed test. */
export interface SeenMove {
  stageKey: string;
  act: StageAct;
  on: Day;
  reason?: string | null;
  blocker?: StageBlocker | null;
  party?: Party | null;
}

/** What stands in a new row of `case_moves`. */
interface NewMove {
  stageId: string | null;
  act: string;
  from: string;
  to: string;
  on: Day;
  party?: Party | null;
  blocker?: StageBlocker | null;
  reason?: string | null;
}

const STAGE_MOVES: readonly string[] = [...STAGE_ACTS, 'hand-over'];
const CASE_MOVES: readonly string[] = APPLICATION_ACTS.filter((act) => act !== 'certify');

/**
 * The moves of cases, and what other features ask of a case. Every act locks the case first; what it makes of the case is
 * kept by `CaseKeeper`.
 */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly keeper: CaseKeeper,
    private readonly notices: NoticesService,
  ) {}

  /**
   * @throws NotFound; RuleBroken `stale-version`, `application.not-open`, `application.backdating-needs-reason`, those of
   *   the stages (libs/domain/cases/stage-history.ts) and of the case (`caseMove`); BadInput naming what is allowed
   */
  async move(id: string, input: MoveInput): Promise<void> {
    const one = await this.lockRead(id, input.version);
    const stageId = input.stageId ?? null;
    requireShape(input, stageId);
    const today = await this.keeper.today();
    const on = input.on ?? today;
    const reason = input.reason ?? null;
    const move = stageId === null ? this.caseMove(one, input, on) : this.stageMove(one, { ...input, stageId }, on);
    if (on < today && reason === null) throw new RuleBroken('application.backdating-needs-reason', { today });
    await this.record(one, { ...move, reason });
  }

  /**
   * Takes the last move of a stage, or of the case itself, back. Nothing else is: what was issued stays issued.
   *
   * @throws NotFound; RuleBroken `stale-version`, `stage.nothing-to-undo`, `stage.undo-blocked`,
   *   `application.not-the-last-move` `{ lastMoveId }`, `application.certificate-stays`, `application.not-open`
   */
  async undo(id: string, moveId: string, version: number): Promise<void> {
    const one = await this.lockRead(id, version);
    const move = one.moves.find((other) => other.id === moveId);
    if (!move) throw new NotFound('move');
    const last = lastMoveOf(one, move.stageId);
    if (last?.id !== moveId) throw new RuleBroken('application.not-the-last-move', { lastMoveId: last?.id ?? null });
    if (move.stageId === null && move.act === 'certify') throw new RuleBroken('application.certificate-stays');
    if (move.stageId !== null) this.requireUndoable(one, move.stageId);
    move.isUndone = true;
    const start = startThatCameWith(one, move);
    if (start) start.isUndone = true;
    const { tenantId, memberId } = this.db.scope;
    await this.db
      .repo(CaseMove)
      .update(
        { tenantId, id: In(start ? [moveId, start.id] : [moveId]) },
        { undoneAt: this.clock.now(), undoneBy: memberId },
      );
    const told = { act: move.act, from: move.to, to: move.from, on: move.on };
    await this.commit(one, 'application.move-undone', move.stageId, told);
  }

  /**
   * A failed stage once more, as a stage of its own: both reports stay in the file. What follows on a failure (the
   * rectification) is there once more where it has been done before.
   *
   * @throws NotFound; RuleBroken `stale-version`, `application.not-open`, `stage.not-failed`, `stage.already-repeated`
   */
  async repeat(id: string, { version, repeatedId }: StageInput): Promise<void> {
    const one = await this.lockRead(id, version);
    requireOpenCase(one);
    const failed = requireStage(one, repeatedId);
    const states = stageStates(historyOf(one));
    const { status } = states.get(failed.id)!;
    if (status !== 'failed') throw new RuleBroken('stage.not-failed', { stage: failed.key, status });
    if (attemptAfter(one, failed)) throw new RuleBroken('stage.already-repeated', { stage: failed.key });
    const spent = one.stages.filter(
      (stage) =>
        stage.isOptional &&
        stage.needs.includes(failed.key) &&
        !attemptAfter(one, stage) &&
        states.get(stage.id)!.endedOn !== null,
    );
    // The rectification of this failure may have been done already; only one of an earlier attempt is done anew.
    const before = failed.attempt === 1 ? [] : spent.filter(({ attempt }) => attempt < failed.attempt);
    for (const stage of [failed, ...before]) await this.addAttempt(one, stage);
    await this.commit(one, 'application.stage-repeated', repeatedId, { attempt: failed.attempt + 1 });
  }

  /**
   * Records what another feature has seen happen to a stage, on its last attempt. Within the caller's transaction.
   *
   * @throws as move, but for its version and its reason
   */
  async moveStage(id: string, seen: SeenMove): Promise<void> {
    const one = await this.keeper.lockOne(id);
    const { stageKey, on, ...rest } = seen;
    const move = this.stageMove(one, { ...rest, stageId: requireStageOf(one, stageKey).id }, on);
    await this.record(one, { ...move, reason: seen.reason ?? null });
  }

  /** Gives a stage to another party while it goes on. @throws as moveStage */
  async handOver(id: string, stageKey: string, party: Party, on: Day): Promise<void> {
    const one = await this.keeper.lockOne(id);
    const move = this.stageMove(one, { stageId: requireStageOf(one, stageKey).id, act: 'hand-over', party }, on);
    await this.record(one, { ...move, reason: null });
  }

  /** States anew what these cases owe and are expected to do: a request was answered, the rules have changed. */
  async restate(ids: readonly string[]): Promise<void> {
    await this.keeper.settle(await this.keeper.lock(ids));
  }

  /** @throws NotFound; RuleBroken `application.not-open` */
  async requireOpen(id: string): Promise<Application> {
    const application = await this.db.require(Application, id);
    requireOpenCase({ application });
    return application;
  }

  /**
   * Writes a move and all that follows from it: with the first stage that starts after the acceptance the case runs.
   *
   * @param facts more to tell in the history
   */
  async record(
    one: LockedCase,
    move: NewMove,
    what = 'application.moved',
    facts: Record<string, unknown> = {},
  ): Promise<void> {
    const isStart = startsCase(one, move);
    await this.add(one, move);
    if (isStart) await this.add(one, { stageId: null, act: 'start', from: 'accepted', to: 'running', on: move.on });
    const { stageId, act, from, to, on, party, blocker, reason } = move;
    const told = { act, from, to, on, ...(party && { party }), ...(blocker && { blocker }), ...(reason && { reason }) };
    await this.commit(one, what, stageId, { ...told, ...facts });
  }

  /** Writes a move alone: the caller commits. */
  async add(one: LockedCase, move: NewMove): Promise<void> {
    const { stageId, act, from, to, on, party = null, blocker = null, reason = null } = move;
    const id = await this.db.insert(CaseMove, {
      ...{ applicationId: one.application.id, stageId, act, party, blocker, reason },
      ...{ fromStatus: from, toStatus: to, movedOn: on },
      memberId: this.db.scope.memberId,
      movedAt: this.clock.now(),
    });
    one.moves.push({ ...{ id, stageId, from, to, on, party, blocker, reason }, act: act as never, isUndone: false });
  }

  /** Keeps what the moves have made of the case, counts its version on and tells the history; of an end the client, too. */
  async commit(one: LockedCase, what: string, stageId: string | null, facts: Record<string, unknown>): Promise<void> {
    const { application } = one;
    const before = application.status;
    const { status, statusReason, acceptedOn, endedOn } = statusFacts(one);
    Object.assign(application, { status, statusReason, acceptedOn, endedOn, version: application.version + 1 });
    await this.db.query(COUNT_ON, [application.id, status, statusReason, acceptedOn, endedOn]);
    await this.keeper.settle([one]);
    const stage = one.stages.find(({ id }) => id === stageId);
    const changes: Changes = {
      ...(before !== status && { status: [before, status] }),
      ...(stage && { [nameOf(stage)]: [facts['from'] ?? null, facts['to'] ?? null] }),
    };
    await this.events.record(what, subjectOf(application), {
      number: application.number,
      ...(stage && { stage: stage.key, stageNames: stage.names, attempt: stage.attempt }),
      ...facts,
      changes,
      version: application.version,
      rowId: application.id,
    });
    if (before !== status && !isOpenApplication(status))
      await this.notices.tell([
        { kind: 'case-ended', subject: { applicationId: application.id }, to: 'client', facts: { status } },
      ]);
  }

  /** A case for an act of somebody who has seen this version. @throws NotFound; RuleBroken `stale-version` */
  async lockRead(id: string, version: number): Promise<LockedCase> {
    const one = await this.keeper.lockOne(id);
    const { application } = one;
    // No field differs, so nothing is written: only the version is compared, and what changed since is told.
    await this.events.edit(Application, application, version, {}, 'application.edited', subjectOf(application));
    return one;
  }

  /** A move of a stage, checked. */
  stageMove(
    one: LockedCase,
    wanted: {
      stageId: string;
      act: string;
      party?: Party | null;
      blocker?: StageBlocker | null;
      reason?: string | null;
    },
    on: Day,
  ): NewMove {
    const { stageId, party = null, blocker = null, reason = null } = wanted;
    requireMovable(one, requireStage(one, stageId));
    const act = wanted.act as StageMoveAct;
    const latestOn = this.clock.latestToday();
    const move = { stageId, act, on, party, blocker, reason };
    return { ...move, ...requireStageMove(historyOf(one), move, latestOn) };
  }

  /**
   * A move of the case itself, checked.
   *
   * @throws RuleBroken `application.illegal-transition` `{ status, act, allowed }`, `application.need-missing` `{ needs }`,
   *   `application.day-in-future` `{ latestOn }`, `application.day-too-early` `{ earliestOn }`
   */
  private caseMove(one: LockedCase, { act, party, reason }: MoveInput, on: Day): NewMove {
    const { application, moves } = one;
    const from = application.status;
    const to = nextApplicationStatus(from, act as ApplicationAct);
    const needs = applicationNeeds(from, act as ApplicationAct).filter(
      (need) => need === 'reason' && !reason,
    ) as string[];
    if (act === 'hold' && !party) needs.push('party');
    if (needs.length > 0) throw new RuleBroken('application.need-missing', { needs });
    const latestOn = this.clock.latestToday();
    if (on > latestOn) throw new RuleBroken('application.day-in-future', { latestOn });
    // What ends a case comes after all that was done in it.
    const standing = moves.filter(({ isUndone, stageId }) => !isUndone && (stageId === null || !isOpenApplication(to)));
    const earliestOn = [application.startedOn, ...standing.map((move) => move.on)].sort().at(-1)!;
    if (on < earliestOn) throw new RuleBroken('application.day-too-early', { earliestOn });
    return { stageId: null, act, from, to, on, party: party ?? null };
  }

  private requireUndoable(one: LockedCase, stageId: string): void {
    const stage = requireStage(one, stageId);
    requireMovable(one, stage);
    moveToUndo(historyOf(one), stageId);
    const next = attemptAfter(one, stage);
    if (next) throw new RuleBroken('stage.undo-blocked', { stages: [next.key] });
  }

  private async addAttempt(one: LockedCase, stage: ApplicationStage): Promise<void> {
    const { tenantId: _tenantId, id: _id, ...copied } = stage;
    const fresh = {
      ...copied,
      ...{ attempt: stage.attempt + 1, status: 'not-started' as const, plannedFrom: null, plannedTo: null },
      ...{ startedOn: null, endedOn: null, blocker: null, blockedOn: null },
    };
    one.stages.push(await this.db.add(ApplicationStage, { id: newId(), ...fresh }));
    one.stages.sort((a, b) => a.position - b.position || a.attempt - b.attempt);
  }
}

/** What a case's events are about. */
export function subjectOf({ id, clientId, productId }: Pick<Application, 'id' | 'clientId' | 'productId'>) {
  return { applicationId: id, clientId, productId };
}

/** @throws RuleBroken `application.not-open` */
export function requireOpenCase({ application }: { application: Pick<Application, 'status' | 'number'> }): void {
  const { status, number } = application;
  if (!isOpenApplication(status)) throw new RuleBroken('application.not-open', { status, number });
}

/** Of a certified case the stages after the certificate go on. @throws RuleBroken `application.not-open` */
function requireMovable(one: LockedCase, { isAfterCertificate }: ApplicationStage): void {
  if (one.application.status !== 'certified' || !isAfterCertificate) requireOpenCase(one);
}

function requireStage({ stages }: Pick<LockedCase, 'stages'>, id: string): ApplicationStage {
  const found = stages.find((stage) => stage.id === id);
  if (!found) throw new NotFound('stage');
  return found;
}

/** @throws RuleBroken `application.no-such-stage` naming those it has */
function requireStageOf({ stages }: Pick<LockedCase, 'stages'>, key: string): ApplicationStage {
  const found = stages.findLast((stage) => stage.key === key);
  if (found) return found;
  throw new RuleBroken('application.no-such-stage', { stage: key, stages: [...new Set(stages.map((one) => one.key))] });
}

function attemptAfter({ stages }: Pick<LockedCase, 'stages'>, { key, attempt }: ApplicationStage) {
  return stages.find((other) => other.key === key && other.attempt === attempt + 1);
}

function nameOf({ key, attempt }: ApplicationStage): string {
  return attempt === 1 ? `stage:${key}` : `stage:${key}#${attempt}`;
}

/** @throws BadInput for an act of the other kind, and for what the act does not take */
function requireShape({ act, party, blocker }: MoveInput, stageId: string | null): void {
  const acts = stageId === null ? CASE_MOVES : STAGE_MOVES;
  const whose = stageId === null ? 'The case itself' : 'A stage';
  if (!acts.includes(act)) throw refused('act', 'act-of-another', `${whose} has no act ${act}.`, acts.join(', '));
  if (stageId === null && party && act !== 'hold')
    throw refused('party', 'not-taken', `The act ${act} names no party.`, 'with hold');
  if (blocker && act !== 'block')
    throw refused('blocker', 'not-taken', `The act ${act} names no blocker.`, 'with block');
}

const COUNT_ON = `
  update applications set version = version + 1, status = $2, status_reason = $3, accepted_on = $4, ended_on = $5
  where tenant_id = current_tenant() and id = $1`;
