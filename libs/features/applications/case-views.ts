import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { ApplicationStage } from '#database/entities/application-stage.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { workingDaysBetween } from '#domain/calendar/working-calendar';
import { rangeFrom } from '#domain/cases/forecast-range';
import { caseLateness, type Lateness } from '#domain/cases/lateness';
import { certification, isAfterCertification } from '#domain/cases/after-certificate';
import { legalStageActs, stageStates, type StageState } from '#domain/cases/stage-history';
import { turnNow, turnsOf } from '#domain/cases/turns';
import { addDays, type Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import { may } from '#domain/permissions';
import { mayRunInParallel } from '#domain/plan/options';
import type { Plan } from '#domain/plan/plan';
import { applicationActs, isOpenApplication, type ApplicationStatus } from '#domain/states/application-status';
import { PlanMaker } from '#features/plans/plan-maker';
import { classView } from '#features/products/products.queries';
import { Clock } from '#platform/clock';
import type { Who } from '#platform/http/who';
import type { ApplicationView, CaseDeadlineView } from './applications.dto.js';
import type { CasePlanView } from './case-plan.dto.js';
import type { CaseStageView } from './case-stages.dto.js';
import type { UnitView } from './case-units.dto.js';
import { beforeTheEnd } from './case-end.js';
import { CaseForecasts, type CaseForecast } from './case-forecasts.js';
import { CASE, CASE_DEADLINES, CASE_MOVES, CASE_STAGES, CASES_TO_FORECAST, MOVES_OF_CASES, STAGES_OF_CASES, type FoundCase } from './case-statements.js'; // prettier-ignore
import {
  forecastFrom,
  historyOf,
  judgedOn,
  lastMoveOf,
  type CaseRow,
  type LoadedCase,
  type RecordedMove,
} from './loaded-case.js';
import { knownDays, legalDayOfCertificate } from './standing.js';

interface Read {
  row: FoundCase;
  one: LoadedCase;
  on: Day;
  /** the day it is for the tenant, whether the case has ended or not */
  today: Day;
  forecast: CaseForecast;
  deadlines: CaseDeadlineView[];
}

/** One case with all its page shows: a fixed number of statements, whatever has happened in it. */
@Injectable()
export class CaseViews {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    private readonly maker: PlanMaker,
    private readonly forecasts: CaseForecasts,
  ) {}

  /** @throws NotFound */
  async one(id: string, who: Pick<Who, 'role'>): Promise<ApplicationView> {
    const { row, one, on, today, forecast, deadlines } = await this.read(id);
    const { plan, scheme } = forecast;
    const history = historyOf(one);
    const isOpen = isOpenApplication(row.status);
    const mayMove = may(who.role, 'application.move');
    const {
      product,
      units,
      clientCountry: _c,
      timeZone: _t,
      openMajorFindings,
      range,
      expiresOn: _e,
      variantCode,
      schemeKey,
      ...rest
    } = row;
    const book = this.references.known();
    return {
      ...rest,
      variantCode,
      scheme: {
        ...{
          key: schemeKey,
          names: scheme.names,
          kind: scheme.kind,
          certifies: scheme.certifies,
          validity: scheme.validity,
        },
        variantNames: scheme.variants.find(({ code }) => code === variantCode)?.names ?? null,
      },
      acts: mayMove ? applicationActs(row.status) : [],
      lastMoveId: mayMove ? lastCaseMove(one) : null,
      product: { ...withoutClass(product), class: classView(book, product.classCode) },
      units: (units ?? []).map((unit): UnitView => ({ ...withoutClass(unit), class: classView(book, unit.classCode) })),
      mayRunInParallel: (units ?? [product]).every(({ classCode }) =>
        mayRunInParallel(scheme, book.classes.get(classCode)?.heading ?? null),
      ),
      turn: turnNow(history, on),
      turns: turnsOf(history, row.endedOn ?? addDays(on, 1)),
      stages: stageViews(one, forecast, stagesSeen(row.status, { on, today, mayMove })),
      forecast: {
        on: isOpen ? (plan?.endsOn ?? null) : null,
        isAtLeast: isOpen && plan !== null && plan.isAtLeast,
        isProvisional: isOpen && plan !== null && plan.isProvisional,
        range: isOpen ? rangeFrom(range, on) : null,
      },
      lateness: latenessOf(row, plan),
      limits: plan?.limits ?? [],
      deadlines,
      end:
        openMajorFindings === null || !isOpen
          ? null
          : { unfinishedStageIds: beforeTheEnd(one).unfinished.map((stage) => stage.id), openMajorFindings },
      today: on,
    };
  }

  /** The plans that a case is drawn against. @throws NotFound */
  async plan(id: string): Promise<CasePlanView> {
    const { row, one, on, forecast } = await this.read(id);
    const ground = await this.maker.ground(this.references.known());
    const { wishOn, isParallel, plannedEndOn } = row;
    return {
      forecast: forecast.plan,
      agreed: one.stages.map(({ id: stageId, key, attempt, plannedFrom, plannedTo }) => ({
        ...{ stageId, key, attempt, from: plannedFrom, to: plannedTo },
      })),
      plannedEndOn,
      backward:
        wishOn === null || one.stages.length === 0
          ? null
          : this.maker.make(
              forecast.scheme,
              {
                classKey: row.product.classCode,
                direction: 'backward',
                anchorOn: wishOn,
                options: {
                  ...{ isParallel, optional: [], durations: {}, pins: {} },
                  ...{
                    clientCountry: row.clientCountry,
                    notBefore: isOpenApplication(row.status) ? on : row.startedOn,
                  },
                },
              },
              ground,
            ),
    };
  }

  /** When the stages of these cases are expected, by the id of the stage; as on the page of each, in one reading. */
  async expectedDays(ids: readonly string[]): Promise<Map<string, ExpectedDays>> {
    const rows = await this.db.read<CaseRow & Pick<FoundCase, 'clientCountry' | 'timeZone'>>(CASES_TO_FORECAST, [ids]);
    const seen = rows.map(({ id }) => id);
    const [stages, moves, ground] = await Promise.all([
      this.db.read<ApplicationStage>(STAGES_OF_CASES, [seen]),
      this.withMoves(() => this.db.read<RecordedMove & { applicationId: string }>(MOVES_OF_CASES, [seen])),
      this.maker.ground(this.references.known()),
    ]);
    const found = new Map<string, ExpectedDays>();
    for (const row of rows) {
      const isOwn = ({ applicationId }: { applicationId: string }) => applicationId === row.id;
      const one = { application: row, stages: stages.filter(isOwn), moves: moves.filter(isOwn) };
      const today = this.clock.today(row.timeZone);
      const forecast = await this.forecasts.of(one, forecastFrom(one, today), row.clientCountry, ground);
      for (const { id, expectedFrom, expectedTo } of stageViews(one, forecast, {
        on: judgedOn(one, today),
        mayMove: false,
      }))
        found.set(id, { expectedFrom, expectedTo });
    }
    return found;
  }

  private async read(id: string): Promise<Read> {
    const book = this.references.known();
    const [found, stages, moves, deadlines, ground] = await Promise.all([
      this.db.read<FoundCase>(CASE, [id]),
      this.db.read<ApplicationStage>(CASE_STAGES, [id]),
      this.moves(id),
      this.db.read<CaseDeadlineView>(CASE_DEADLINES, [id]),
      this.maker.ground(book),
    ]);
    const [row] = found;
    if (!row) throw new NotFound('application');
    const one = { application: row, stages, moves };
    const today = this.clock.today(row.timeZone);
    const on = judgedOn(one, today);
    const forecast = await this.forecasts.of(one, forecastFrom(one, today), row.clientCountry, ground);
    return { row, one, on, today, forecast, deadlines };
  }

  private moves(id: string): Promise<RecordedMove[]> {
    return this.withMoves(() => this.db.read<RecordedMove>(CASE_MOVES, [id]));
  }

  /**
   * A client does not see the moves, but whose turn it was on its own case. They are read with the team's sight, without
   * words and people; the case itself is looked up behind the client's own wall.
   */
  private withMoves<Rows>(read: () => Promise<Rows>): Promise<Rows> {
    const { scope } = this.db;
    return scope.audience === 'staff' ? read() : this.db.inScope({ ...scope, audience: 'staff' }, read);
  }
}

/** Of a stage: from its beginning to its end, known or expected; null where no day can be counted. */
export type ExpectedDays = Pick<CaseStageView, 'expectedFrom' | 'expectedTo'>;

/** On which day stages are looked at, and whether any may be moved: of a certified case, those after the certificate. */
interface SeenOn {
  on: Day;
  mayMove: boolean;
}

function stagesSeen(status: ApplicationStatus, { on, today, mayMove }: SeenOn & { today: Day }): SeenOn {
  if (status === 'certified') return { on: today > on ? today : on, mayMove };
  return { on, mayMove: mayMove && isOpenApplication(status) };
}

function stageViews(one: LoadedCase, { plan, calendars }: CaseForecast, { on, mayMove }: SeenOn): CaseStageView[] {
  const history = historyOf(one);
  const states = stageStates(history);
  const isOpen = isOpenApplication(one.application.status);
  const expected: ReturnType<typeof knownDays> = plan ? knownDays(plan) : new Map();
  return one.stages.map((stage): CaseStageView => {
    const { id, key, attempt, position, names, isOptional, isAfterCertificate, plannedFrom, plannedTo } = stage;
    const needs = (history.isParallel && stage.needsInParallel) || stage.needs;
    const { status, startedOn, endedOn, blocker, blockedOn, party } = states.get(id)!;
    const isLast = !one.stages.some((other) => other.key === key && other.attempt > attempt);
    const ahead = isLast ? expected.get(key) : undefined;
    return {
      ...{ id, key, attempt, position, names, party, needs, isOptional, isAfterCertificate, status },
      ...{ plannedFrom, plannedTo, startedOn, endedOn, blocker, blockedOn },
      expectedFrom: startedOn ?? (endedOn ? null : expectedBegin(stage, ahead?.from ?? null, on)),
      expectedTo: endedOn ?? ahead?.to ?? null,
      acts: mayMove ? legalStageActs(history, id, on, states) : [],
      lastMoveId: mayMove ? lastStageMove(one, id) : null,
      canRepeat: mayMove && isOpen && isLast && status === 'failed',
      workingDays: workedDays(stage, states.get(id)!, calendars, on),
    };
  });
}

/** The plan has all attempts of a stage as one, from the start of the first: a repetition begins today at the earliest. */
function expectedBegin({ attempt }: ApplicationStage, from: Day | null, on: Day): Day | null {
  return attempt > 1 && from !== null && from < on ? on : from;
}

function workedDays(
  { party, plannedFrom, plannedTo }: ApplicationStage,
  { startedOn, endedOn }: StageState,
  calendars: CaseForecast['calendars'],
  on: Day,
): CaseStageView['workingDays'] {
  if (startedOn === null) return null;
  const until = endedOn ?? on;
  return {
    done: until < startedOn ? 0 : workingDaysBetween(calendars[party], startedOn, until),
    total: plannedFrom && plannedTo ? workingDaysBetween(calendars[party], plannedFrom, plannedTo) : null,
  };
}

/** The last move of a stage, where it may be taken back: what led to the certificate stays. */
function lastStageMove(one: LoadedCase, stageId: string): string | null {
  const last = lastMoveOf(one, stageId);
  const isFixed = last && certification(one) !== null && !isAfterCertification(one, last);
  return last && !isFixed ? last.id : null;
}

/** The last move of the case itself, where it may be taken back. */
function lastCaseMove(one: LoadedCase): string | null {
  const last = lastMoveOf(one, null);
  return last && last.act !== 'certify' ? last.id : null;
}

/** An ended case was in time or was not; one that ended in nothing is held against no day. */
function latenessOf({ status, wishOn, endedOn, expiresOn }: FoundCase, plan: Plan | null): Lateness {
  const UNKNOWN: Lateness = { state: 'unknown', slackDays: null, against: null };
  if (plan === null) return UNKNOWN;
  const legalOn = legalDayOfCertificate(plan, expiresOn);
  if (isOpenApplication(status)) return caseLateness(plan, { wishOn, legalOn });
  if (status !== 'certified') return UNKNOWN;
  const held = caseLateness({ endsOn: endedOn!, isAtLeast: false }, { wishOn, legalOn });
  return held.state === 'at-risk' ? { ...held, state: 'on-track' } : held;
}

function withoutClass<T extends { classCode: string }>({ classCode: _, ...rest }: T): Omit<T, 'classCode'> {
  return rest;
}
