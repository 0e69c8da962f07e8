import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import { withPlanningValues } from '#domain/plan/planning-values';
import type { ReferenceBook } from '#domain/reference/book';
import { planRenewal, type RenewalPlan } from '#domain/renewals/renewal-plan';
import { preparationStages, renewalProcedure } from '#domain/renewals/renewal-procedure';
import type { PreparationStep } from '#domain/renewals/renewal-facts';
import { PlanMaker, type PlanGround } from '#features/plans/plan-maker';
import { Clock } from '#platform/clock';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import { RenewalFactsQueries, type RenewalRow } from './renewal-facts.queries.js';
import type { RenewalGroup, RenewalGroupList, RenewalGroupsQuery, RenewalListQuery, RenewalPlanView, RenewalSide, RenewalView } from './renewals.dto.js'; // prettier-ignore

const SORT = 'dueOn';
const MOST_GROUPS = 200;

interface Due {
  /** of the deadline */
  id: string;
  certificateId: string;
  dueOn: Day;
}

type Filter = 'open' | 'until' | 'clientId' | 'factoryId' | 'withoutFactory' | 'responsibleId';

/** A renewal is due where its deadline is open: that day is counted by the rules, not here. */
const LIST: ListShape<typeof SORT, Filter> = {
  name: 'renewals',
  select: 'd.id, d.certificate_id as "certificateId", d.due_on as "dueOn"',
  table: 'deadlines',
  as: 'd',
  joins: '',
  sorts: { dueOn: { by: 'd.due_on', type: 'date' } },
  filters: {
    open: `d.kind = 'renewal-filing' and d.state = 'open' and d.certificate_id is not null`,
    until: 'd.due_on <= $?::date',
    clientId: 'd.client_id = $?::uuid',
    factoryId:
      'd.certificate_id in (select o.id from certificates o where o.tenant_id = d.tenant_id and o.factory_id = $?::uuid)',
    withoutFactory:
      'd.certificate_id in (select o.id from certificates o where o.tenant_id = d.tenant_id and o.factory_id is null)',
    responsibleId:
      'd.certificate_id in (select o.id from certificates o where o.tenant_id = d.tenant_id and o.responsible_id = $?::uuid)',
  },
  prepared: ['open', 'until'],
};

/** Which renewals are due until a day, and the way to each. */
@Injectable()
export class RenewalsQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    private readonly facts: RenewalFactsQueries,
    private readonly maker: PlanMaker,
  ) {}

  /** @param timeZone the reader's, whose today decides where a renewal stands */
  async list(query: RenewalListQuery, timeZone: string): Promise<Page<RenewalView>> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const page = toPage(await this.due(query, limit), limit, SORT, ({ dueOn }) => dueOn);
    const items = await this.plans(
      page.items.map(({ certificateId }) => certificateId),
      timeZone,
    );
    return { items, nextCursor: page.nextCursor };
  }

  /** The certificates of a list, in its order, without those of which a renewal is open. */
  async withoutCase(query: RenewalListQuery, limit: number): Promise<string[]> {
    const { until, clientId, factoryId } = query;
    const params = [until ?? null, clientId ?? null, factoryId ?? null, limit];
    const rows = await this.db.read<{ certificateId: string }>(WITHOUT_CASE, params);
    return rows.map(({ certificateId }) => certificateId);
  }

  async groups({ by, until, responsibleId }: RenewalGroupsQuery): Promise<RenewalGroupList> {
    const found = await this.db.read<RenewalGroup>(GROUPS[by], [until ?? null, responsibleId ?? null]);
    const items = found.slice(0, MOST_GROUPS);
    return {
      items,
      isCapped: found.length > MOST_GROUPS,
      total: items.reduce((sum, { renewals }) => sum + renewals, 0),
    };
  }

  /** @throws NotFound */
  async one(certificateId: string, timeZone: string): Promise<RenewalView> {
    const [found] = await this.plans([certificateId], timeZone);
    if (!found) throw new NotFound('certificate');
    return found;
  }

  private async plans(certificateIds: readonly string[], timeZone: string): Promise<RenewalView[]> {
    const book = this.references.known();
    const [found, ground] = await Promise.all([this.facts.of(certificateIds), this.maker.ground(book)]);
    const today = this.clock.today(timeZone);
    return found.map(({ row, facts }) => {
      const plan = planRenewal(facts, today, this.preparation(row, ground), book);
      return viewOf(row, plan, book);
    });
  }

  /** The client's own working days, and the tenant's own amounts. */
  private preparation({ scheme, clientCountry }: RenewalRow, ground: PlanGround): PreparationStep[] {
    const procedure = renewalProcedure(scheme, ground.book.schemes);
    const stages = procedure && preparationStages(withPlanningValues(procedure, ground.own));
    if (!stages) return [];
    const calendars = this.maker.calendarsOf(ground, clientCountry);
    return stages.map(({ key, party, duration }) => ({ stageKey: key, limit: duration, calendar: calendars[party] }));
  }

  private due(query: RenewalListQuery, limit: number): Promise<Due[]> {
    const { until, clientId, factoryId, responsibleId } = query;
    const withoutFactory = query.withoutFactory === 'true' || undefined;
    const filters = { open: true, until, clientId, factoryId, withoutFactory, responsibleId };
    const after = decodeCursor(query.cursor, SORT, 'day');
    const { sql, params } = pageStatement(LIST, { sort: SORT, filters, after, limit });
    return this.db.read<Due>(sql, params);
  }
}

function viewOf(row: RenewalRow, plan: ReturnType<typeof planRenewal>, book: ReferenceBook): RenewalView {
  const { id, number, scheme, status, classCode } = row;
  const { factoryId, factoryName, factoryNameZh, factoryCode } = row;
  return {
    ...{ id, number, scheme, status },
    client: { id: row.clientId, legalName: row.clientName, legalNameZh: row.clientNameZh },
    product: { id: row.productId, name: row.productName, nameZh: row.productNameZh, classCode },
    factory: factoryId === null ? null : { id: factoryId, name: factoryName!, nameZh: factoryNameZh, factoryCode },
    plan: 'whyNot' in plan ? null : planView(plan, book),
    whyNot: 'whyNot' in plan ? plan.whyNot : null,
  };
}

function planView(
  { filing, procedure: key, openCase, steps, ...plan }: RenewalPlan,
  book: ReferenceBook,
): RenewalPlanView {
  const procedure = key === null ? null : book.schemes.get(key)!;
  const { dueOn, counted, isDisputed, basis, certainty, rule, source } = filing;
  return {
    ...plan,
    filingOn: dueOn,
    readings: counted.readings ?? [],
    ...{ isDisputed, basis, certainty, rule, source },
    steps: steps.map((step) => ({
      ...step,
      names: procedure!.stages.find((stage) => stage.key === step.stageKey)!.names,
    })),
    procedure: procedure && { key: procedure.key, names: procedure.names },
    openCase: openCase && { id: openCase.id, number: openCase.number, isFiled: openCase.isFiled },
  };
}

const HAS_CASE = `exists (select 1 from application_units u join applications a on a.tenant_id = u.tenant_id and a.id = u.application_id
      where u.tenant_id = d.tenant_id and u.certificate_id = d.certificate_id and a.kind = 'renewal' and a.ended_on is null)`;

const DUE = `d.tenant_id = current_tenant() and d.kind = 'renewal-filing' and d.state = 'open' and d.certificate_id is not null
      and ($1::date is null or d.due_on <= $1)`;

const WITHOUT_CASE: NamedSql = {
  name: 'renewals.without-case',
  text: `select d.certificate_id as "certificateId" from deadlines d
    where ${DUE} and ($2::uuid is null or d.client_id = $2)
      and ($3::uuid is null or d.certificate_id in
        (select o.id from certificates o where o.tenant_id = current_tenant() and o.factory_id = $3))
      and not ${HAS_CASE}
    order by d.due_on, d.id limit $4`,
};

const groupsBy = (name: RenewalSide, table: string, key: string, names: string): NamedSql => ({
  name: `renewals.groups-by-${name}`,
  text: `select g.id, ${names}, g.renewals, g."withCase", g."firstOn" from (
      select ${key} as id, count(*)::int as renewals, min(d.due_on) as "firstOn", count(*) filter (where ${HAS_CASE})::int as "withCase"
      from deadlines d join certificates c on c.tenant_id = d.tenant_id and c.id = d.certificate_id
      where ${DUE} and ($2::uuid is null or c.responsible_id = $2)
      group by ${key} order by min(d.due_on), ${key} limit ${MOST_GROUPS + 1}) g
    left join ${table} n on n.tenant_id = current_tenant() and n.id = g.id order by g."firstOn", g.id`,
});

const GROUPS: Record<RenewalSide, NamedSql> = {
  client: groupsBy('client', 'clients', 'c.client_id', 'n.legal_name as name, n.legal_name_zh as "nameZh"'),
  factory: groupsBy('factory', 'factories', 'c.factory_id', 'n.name, n.name_zh as "nameZh"'),
};
