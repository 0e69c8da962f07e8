import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Db } from '#database/db';
import { ApplicationStage } from '#database/entities/application-stage.entity';
import { Application } from '#database/entities/application.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { caseDeadlines, type CaseFacts } from '#domain/cases/case-deadlines';
import { stageStates, type StageState } from '#domain/cases/stage-history';
import { turnNow } from '#domain/cases/turns';
import { forecastRange, type FinishedSpan, type ForecastRange } from '#domain/cases/forecast-range';
import type { Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import type { ReferenceBook } from '#domain/reference/book';
import { isOpenApplication } from '#domain/states/application-status';
import { DeadlinesService, type NextDue } from '#features/deadlines/deadlines.service';
import { PlanMaker, type PlanGround } from '#features/plans/plan-maker';
import { Clock } from '#platform/clock';
import { CaseForecasts } from './case-forecasts.js';
import { forecastFrom, historyOf, judgedOn, type LoadedCase, type RecordedMove } from './loaded-case.js';
import { RENEWED_UNTIL } from './case-statements.js';
import { legalDayOfCertificate, stageItStandsIn } from './standing.js';

/** A case locked for writing. */
export type LockedCase = LoadedCase<Application>;

/** Told which cases were kept anew, in the transaction that kept them. */
export type KeptListener = (applicationIds: readonly string[]) => Promise<void>;

/** Loads cases for writing, and keeps on them what follows from their moves. */
@Injectable()
export class CaseKeeper implements OnModuleInit {
  private readonly listeners: KeptListener[] = [];
  /** inside `keepingOnce`: the cases that are to be kept at its end */
  private readonly gathering = new AsyncLocalStorage<Set<string>>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    private readonly deadlines: DeadlinesService,
    private readonly maker: PlanMaker,
    private readonly forecasts: CaseForecasts,
  ) {}

  onModuleInit(): void {
    this.deadlines.keepNextDue('applicationId', (id, next) => this.keepNextDue([{ id, ...next }]));
  }

  /** Names who keeps something that follows from a case; called in the order of naming, after each keep. */
  afterKept(listener: KeptListener): void {
    this.listeners.push(listener);
  }

  /**
   * Runs work in whose course many cases are opened and acted on, in the current transaction, and keeps each of them once,
   * at its end. Until then what lists need of them is not written.
   */
  async keepingOnce<T>(work: () => Promise<T>): Promise<T> {
    const ids = new Set<string>();
    const result = await this.gathering.run(ids, work);
    // Of a case whose opening was taken back nothing is found.
    await this.settle(await this.lock([...ids]));
    return result;
  }

  /** One case whose row nobody else writes until the transaction ends. @throws NotFound */
  async lockOne(id: string): Promise<LockedCase> {
    const [found] = await this.lock([id]);
    if (!found) throw new NotFound('application');
    return found;
  }

  /** Those of these cases that are there, in the order of their ids. */
  async lock(ids: readonly string[]): Promise<LockedCase[]> {
    const { tenantId } = this.db.scope;
    await this.db.query(LOCK, [ids]);
    const applications = await this.db
      .repo(Application)
      .find({ where: { tenantId, id: In([...ids]) }, order: { id: 'asc' } });
    const stages = await this.db
      .repo(ApplicationStage)
      .find({ where: { tenantId, applicationId: In([...ids]) }, order: { position: 'asc', attempt: 'asc' } });
    const moves = await this.db.query<RecordedMove & { applicationId: string }>(MOVES, [ids]);
    const stagesOf = byCase(stages);
    const movesOf = byCase(moves);
    return applications.map((application) => ({
      application,
      stages: stagesOf.get(application.id) ?? [],
      moves: movesOf.get(application.id) ?? [],
    }));
  }

  /** The day it is for the tenant. */
  async today(): Promise<Day> {
    const [tenant] = await this.db.query<{ timeZone: string }>(ZONE);
    return this.clock.today(tenant!.timeZone);
  }

  /**
   * States anew what these cases owe and writes what lists need of them: whose turn, stage, blocker, forecast, nearest
   * day. The version stays: nobody edited them by this.
   */
  async settle(cases: readonly LoadedCase[]): Promise<void> {
    if (cases.length === 0) return;
    const ids = cases.map(({ application }) => application.id);
    const gathered = this.gathering.getStore();
    if (gathered) {
      for (const id of ids) gathered.add(id);
      return;
    }
    const book = await this.references.current();
    const ground = await this.maker.ground(book);
    const today = await this.today();
    const around = new Map((await this.db.query<Around & { id: string }>(AROUND, [ids])).map((row) => [row.id, row]));
    const requests = byCase(
      await this.db.query<CaseFacts['requests'][number] & { applicationId: string }>(REQUESTS, [ids]),
    );
    const finished = await this.finishedSpans(cases);
    const stood = [];
    for (const one of cases) {
      const { id } = one.application;
      stood.push(
        await this.stand(one, {
          ...{ book, ground, today, ...around.get(id)!, requests: requests.get(id) ?? [] },
          finished: finished.get(one.application.schemeKey) ?? [],
        }),
      );
    }
    const next = await this.deadlines.restateMany(
      stood.map(({ row, stated }) => ({ subject: { applicationId: row.id }, stated })),
    );
    await this.db.query(KEEP, [JSON.stringify(stood.map(({ row }, at) => ({ ...row, ...next[at]! })))]);
    await this.db.query(KEEP_STAGES, [JSON.stringify(stood.flatMap(({ states }) => states))]);
    for (const listener of this.listeners) await listener(ids);
  }

  private async stand(one: LoadedCase, known: Known) {
    const { application, stages } = one;
    const history = historyOf(one);
    const on = judgedOn(one, known.today);
    const states = stageStates(history);
    const { scheme, plan } = await this.forecasts.of(one, forecastFrom(one, known.today), known.country, known.ground);
    const isOpen = isOpenApplication(application.status);
    const turn = turnNow(history, on);
    const stage = isOpen ? stageItStandsIn(stages, states, turn.stageId) : null;
    const { status, acceptedOn } = application;
    const facts: CaseFacts = { status, acceptedOn, history, requests: known.requests };
    return {
      row: {
        id: application.id,
        turn: turn.party,
        turnSince: turn.since,
        stageKey: stage?.key ?? null,
        blocker: stage ? states.get(stage.id)!.blocker : null,
        forecastOn: isOpen ? (plan?.endsOn ?? null) : null,
        forecastIsAtLeast: isOpen && plan !== null && plan.isAtLeast,
        ...rangeOf(isOpen && plan !== null && !plan.isAtLeast ? forecastRange(known.finished, on, plan.endsOn) : null),
        legalOn: plan === null ? known.expiresOn : legalDayOfCertificate(plan, known.expiresOn),
      },
      states: [...states.values()].map(storedState),
      stated: caseDeadlines(facts, scheme, plan, known.book),
    };
  }

  /** How the newest finished cases of the same procedures kept to their plans, by procedure. */
  private async finishedSpans(cases: readonly LoadedCase[]): Promise<Map<string, FinishedSpan[]>> {
    const keys = [...new Set(cases.map(({ application }) => application.schemeKey))];
    const rows = await this.db.query<FinishedSpan & { schemeKey: string }>(FINISHED, [keys]);
    const found = new Map<string, FinishedSpan[]>(keys.map((key) => [key, []]));
    for (const row of rows) found.get(row.schemeKey)!.push(row);
    return found;
  }

  private async keepNextDue(rows: readonly (NextDue & { id: string })[]): Promise<void> {
    await this.db.query(KEEP_NEXT_DUE, [JSON.stringify(rows)]);
  }
}

/** What a case is judged by beside itself. */
interface Around {
  /** of the client */
  country: string;
  /** first last day of the certificates that it renews; null = it renews none */
  expiresOn: Day | null;
}

interface Known extends Around {
  book: ReferenceBook;
  ground: PlanGround;
  today: Day;
  requests: CaseFacts['requests'];
  /** cases of the same procedure that ended in a certificate */
  finished: readonly FinishedSpan[];
}

function rangeOf(range: ForecastRange | null) {
  const { earlyOn = null, likelyOn = null, lateOn = null, cases = null } = range ?? {};
  return { forecastEarlyOn: earlyOn, forecastLikelyOn: likelyOn, forecastLateOn: lateOn, forecastCases: cases };
}

function byCase<Row extends { applicationId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(row.applicationId);
    if (known) known.push(row);
    else found.set(row.applicationId, [row]);
  }
  return found;
}

function storedState({ stageId, status, startedOn, endedOn, blocker, blockedOn }: StageState) {
  return { id: stageId, status, startedOn, endedOn, blocker, blockedOn };
}

/** Two acts on one case wait for each other; the second then judges by what the first wrote. */
const LOCK = `select 1 from applications where tenant_id = current_tenant() and id = any ($1::uuid[]) order by id for no key update`;

const MOVES = `
  select id, application_id as "applicationId", stage_id as "stageId", act, from_status as "from", to_status as "to",
    moved_on as "on", party, blocker, reason, undone_at is not null as "isUndone"
  from case_moves where tenant_id = current_tenant() and application_id = any ($1::uuid[]) order by application_id, seq`;

const ZONE = 'select time_zone as "timeZone" from tenants where id = current_tenant()';

const AROUND = `
  select a.id, k.country, ${RENEWED_UNTIL} as "expiresOn" from applications a join clients k on k.tenant_id = a.tenant_id and k.id = a.client_id
  where a.tenant_id = current_tenant() and a.id = any ($1::uuid[])`;

const REQUESTS = `
  select id, application_id as "applicationId", due_on as "dueOn", status, asked_on as "askedOn" from document_requests
  where tenant_id = current_tenant() and application_id = any ($1::uuid[]) order by id`;

const FINISHED = `
  select s.key as "schemeKey", a.ended_on - a.started_on as "actualDays", a.planned_end_on - a.started_on as "plannedDays"
  from unnest($1::text[]) as s (key)
    join lateral (select ended_on, started_on, planned_end_on from applications
      where tenant_id = current_tenant() and scheme_key = s.key and status = 'certified' and planned_end_on is not null
      order by ended_on desc limit 200) a on true`;

const KEEP = `
  update applications a set turn = r.turn, turn_since = r."turnSince", stage_key = r."stageKey", blocker = r.blocker,
    forecast_on = r."forecastOn", forecast_is_at_least = r."forecastIsAtLeast", legal_on = r."legalOn",
    forecast_early_on = r."forecastEarlyOn", forecast_likely_on = r."forecastLikelyOn",
    forecast_late_on = r."forecastLateOn", forecast_cases = r."forecastCases",
    next_due_on = coalesce(r."nextDueOn", 'infinity'), next_due_kind = r."nextKind", next_due_basis = r."nextBasis"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, turn text, "turnSince" date, "stageKey" text, blocker text,
    "forecastOn" date, "forecastIsAtLeast" boolean, "legalOn" date, "forecastEarlyOn" date, "forecastLikelyOn" date,
    "forecastLateOn" date, "forecastCases" integer, "nextDueOn" date, "nextKind" text, "nextBasis" text)
  where a.tenant_id = current_tenant() and a.id = r.id
    and (a.turn, a.turn_since, a.stage_key, a.blocker, a.forecast_on, a.forecast_is_at_least, a.legal_on, a.forecast_early_on, a.forecast_likely_on, a.forecast_late_on,
        a.forecast_cases, a.next_due_on, a.next_due_kind,
        a.next_due_basis)
      is distinct from (r.turn, r."turnSince", r."stageKey", r.blocker, r."forecastOn", r."forecastIsAtLeast", r."legalOn", r."forecastEarlyOn", r."forecastLikelyOn", r."forecastLateOn",
        r."forecastCases", coalesce(r."nextDueOn", 'infinity'), r."nextKind", r."nextBasis")`;

const KEEP_STAGES = `
  update application_stages s set status = r.status, started_on = r."startedOn", ended_on = r."endedOn", blocker = r.blocker,
    blocked_on = r."blockedOn"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, status text, "startedOn" date, "endedOn" date, blocker text,
    "blockedOn" date)
  where s.tenant_id = current_tenant() and s.id = r.id
    and (s.status, s.started_on, s.ended_on, s.blocker, s.blocked_on)
      is distinct from (r.status, r."startedOn", r."endedOn", r.blocker, r."blockedOn")`;

const KEEP_NEXT_DUE = `
  update applications a set next_due_on = coalesce(r."nextDueOn", 'infinity'), next_due_kind = r."nextKind",
    next_due_basis = r."nextBasis"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "nextDueOn" date, "nextKind" text, "nextBasis" text)
  where a.tenant_id = current_tenant() and a.id = r.id`;
