import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Client } from '#database/entities/client.entity';
import { RoutePlan, type RoutePlanOptions } from '#database/entities/route-plan.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Day } from '#domain/day';
import { BadInput, RuleBroken } from '#domain/errors';
import { refuseOptions } from '#domain/plan/options';
import { whatMoved } from '#domain/plan/what-if';
import type { ReferenceBook } from '#domain/reference/book';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { Who } from '#platform/http/who';
import { refused, requireClass, requireOpenRoute, requireOrder, requirePlanDay, requireScheme } from './plan-input.js';
import { optionsOf, PlanMaker, type PlanGround } from './plan-maker.js';
import type { PlanEdit, PlanInput, PlanView } from './plans.dto.js';
import { PlansQueries } from './plans.queries.js';

/** A day of a stored plan that moved when it was counted anew. */
export interface PlanMove {
  planId: string;
  /** `end`, `stage:<key>/start`, `stage:<key>/end` or `limit:<key>` */
  item: string;
  from: Day | null;
  to: Day | null;
  why: { code: string; facts: object };
}

/** Plans that one change of a planning value counts anew at once; more are left to the worker. */
export const AT_ONCE = 200;

/** The only writer of `route_plans`. */
@Injectable()
export class PlansService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly references: ReferenceStore,
    private readonly maker: PlanMaker,
    private readonly queries: PlansQueries,
  ) {}

  /** @throws NotFound for a foreign product or client; BadInput naming what is allowed; RuleBroken `plan.route-closed` */
  async create(input: PlanInput, who: Pick<Who, 'timeZone'>): Promise<PlanView> {
    await this.db.query(TURN);
    const book = await this.references.current();
    const { classKey, clientId, country } = await this.subject(input);
    requireClass(book, classKey);
    const scheme = requireScheme(book, input.schemeKey);
    const options: RoutePlanOptions = {
      ...optionsOf(input.options),
      clientCountry: input.clientCountry ?? country,
      notBefore: input.direction === 'backward' ? (input.notBefore ?? this.clock.today(who.timeZone)) : null,
    };
    const { name, direction, anchorOn } = input;
    refusePlan(book, { schemeKey: scheme.key, direction, anchorOn, options });
    requireOpenRoute(book, scheme.key, classKey, [options.notBefore, anchorOn]);
    const asked = { classKey, direction, anchorOn, options };
    const computed = this.maker.make(scheme, asked, await this.maker.ground(book));
    const plan = await this.db.add(RoutePlan, {
      ...{ name, clientId, productId: input.productId ?? null, schemeKey: scheme.key, ...asked, computed },
      isProvisional: computed.isProvisional,
      referenceVersion: book.version,
      createdAt: this.clock.now(),
      createdBy: this.db.scope.memberId,
    });
    await this.events.record('plan.added', subjectOf(plan), { name, scheme: scheme.key });
    return this.queries.one(plan.id);
  }

  /** @throws NotFound; RuleBroken `stale-version`; BadInput naming what is allowed */
  async edit(id: string, input: PlanEdit): Promise<PlanView> {
    await this.db.query(TURN);
    const plan = await this.db.require(RoutePlan, id);
    const book = await this.references.current();
    const scheme = requireScheme(book, plan.schemeKey);
    const { version, name, direction = plan.direction, anchorOn = plan.anchorOn } = input;
    const options: RoutePlanOptions = {
      ...optionsOf(input.options, plan.options),
      clientCountry: input.clientCountry === undefined ? plan.options.clientCountry : input.clientCountry,
      notBefore: input.notBefore === undefined ? plan.options.notBefore : input.notBefore,
    };
    const asked = { classKey: plan.classKey, direction, anchorOn, options };
    refusePlan(book, { schemeKey: scheme.key, ...asked });
    const computed = this.maker.make(scheme, asked, await this.maker.ground(book));
    const counted = { computed, isProvisional: computed.isProvisional, referenceVersion: book.version };
    const fields: Partial<RoutePlan> = { name, direction, anchorOn, options, ...counted };
    await this.events.edit(RoutePlan, plan, version, fields, 'plan.edited', subjectOf(plan), {
      name: name ?? plan.name,
    });
    return this.queries.one(id);
  }

  /** @throws NotFound */
  async remove(id: string): Promise<void> {
    const plan = await this.db.require(RoutePlan, id);
    await this.db.repo(RoutePlan).delete({ tenantId: plan.tenantId, id });
    await this.events.record('plan.deleted', subjectOf(plan), { name: plan.name, scheme: plan.schemeKey });
  }

  /**
   * Counts the next plans of the tenant anew, by id, with this reference data. A plan whose scheme is gone, or that can
   * no longer be counted, stays as it is.
   *
   * @param afterId last id of the portion before; null for the first
   * @returns `lastId` null when nothing is left
   */
  async recomputeSome(
    afterId: string | null,
    limit: number,
    book: ReferenceBook,
  ): Promise<{ lastId: string | null; moves: PlanMove[] }> {
    await this.db.query(TURN);
    const rows = await this.db.query<{ id: string }>(NEXT, [afterId, limit]);
    const ids = rows.map(({ id }) => id);
    return { lastId: ids.length < limit ? null : ids.at(-1)!, moves: await this.recompute(ids, book) };
  }

  /** Counts the plans of a scheme anew after a planning value has changed; too many are left to the worker. */
  async recomputeScheme(schemeKey: string, book: ReferenceBook): Promise<void> {
    await this.db.query(TURN);
    const rows = await this.db.query<{ id: string }>(OF_SCHEME, [schemeKey, AT_ONCE + 1]);
    if (rows.length > AT_ONCE) await this.db.query(STALE);
    else await this.recompute(rows.map(({ id }) => id), book); // prettier-ignore
  }

  private async recompute(ids: readonly string[], book: ReferenceBook): Promise<PlanMove[]> {
    if (ids.length === 0) return [];
    const ground = await this.maker.ground(book);
    const moves: PlanMove[] = [];
    for (const id of ids) moves.push(...(await this.recomputeOne(await this.db.require(RoutePlan, id), ground)));
    return moves;
  }

  private async recomputeOne(plan: RoutePlan, ground: PlanGround): Promise<PlanMove[]> {
    const scheme = ground.book.schemes.get(plan.schemeKey);
    const computed = scheme && this.makeOrNull(plan, scheme, ground);
    if (!computed) return [];
    const counted = { computed, isProvisional: computed.isProvisional, referenceVersion: ground.book.version };
    await this.db.query(RECOUNT, [plan.id, JSON.stringify(computed), counted.isProvisional, counted.referenceVersion]);
    return whatMoved(plan.computed, computed)
      .filter(({ from, to }) => from !== to)
      .map(({ item, edge, from, to, through: { code, ...facts } }) => ({
        planId: plan.id,
        item: item.startsWith('stage:') ? `${item}/${edge}` : item,
        from,
        to,
        why: { code: `plan.${code}`, facts },
      }));
  }

  private makeOrNull(plan: RoutePlan, scheme: Parameters<PlanMaker['make']>[0], ground: PlanGround) {
    try {
      return this.maker.make(scheme, plan, ground);
    } catch (error) {
      // New reference data must not stop the tenant's other plans: this one keeps its days and its older version.
      if (error instanceof BadInput || error instanceof RuleBroken) return null;
      throw error;
    }
  }

  private async subject(
    input: PlanInput,
  ): Promise<{ classKey: string; clientId: string | null; country: string | null }> {
    if (input.productId !== undefined) {
      const { classCode, clientId, clientCountry } = await this.queries.product(input.productId);
      if (input.clientId !== undefined && input.clientId !== clientId)
        throw refused('clientId', 'not-its-client', 'The product belongs to another client.');
      if (input.classKey !== undefined && input.classKey.split('/')[0] !== classCode)
        throw refused('classKey', 'not-its-class', 'The product is of another class.', classCode);
      return { classKey: input.classKey ?? classCode, clientId, country: clientCountry };
    }
    if (input.classKey === undefined) throw refused('classKey', 'nothing-planned', 'Name a product or a class.', 'productId or classKey'); // prettier-ignore
    const client = input.clientId === undefined ? null : await this.db.require(Client, input.clientId);
    return { classKey: input.classKey, clientId: client?.id ?? null, country: client?.country ?? null };
  }
}

function refusePlan(
  book: ReferenceBook,
  plan: Pick<RoutePlan, 'schemeKey' | 'direction' | 'anchorOn' | 'options'>,
): void {
  const { notBefore } = plan.options;
  requirePlanDay('anchorOn', plan.anchorOn);
  if (notBefore !== null) requirePlanDay('notBefore', notBefore);
  if (plan.direction === 'backward' && notBefore !== null) requireOrder('anchorOn', notBefore, plan.anchorOn);
  refuseOptions([book.schemes.get(plan.schemeKey)!], plan.options);
}

function subjectOf({ productId, clientId }: RoutePlan): { productId: string | null; clientId: string | null } {
  return { productId, clientId };
}

/** Who counts plans of a tenant waits for the one before: else days of an older question could overwrite the newer ones. */
const TURN = `select pg_advisory_xact_lock(hashtextextended('plans ' || current_tenant(), 0))`;

const NEXT = `
  select id from route_plans where tenant_id = current_tenant() and ($1::uuid is null or id > $1) order by id limit $2`;

const OF_SCHEME =
  'select id from route_plans where tenant_id = current_tenant() and scheme_key = $1 order by id limit $2';

/** The version stays: nobody has edited the plan, and an edit that is under way shall not be refused for it. */
const RECOUNT = `
  update route_plans set computed = $2, is_provisional = $3, reference_version = $4
  where tenant_id = current_tenant() and id = $1`;

/** The worker finds the tenant behind and counts all its days anew; one that is counting them loses its lease. */
const STALE = 'update tenants set reference_version = 0, restating_until = null where id = current_tenant()';
