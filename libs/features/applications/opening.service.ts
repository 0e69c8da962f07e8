import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Db, newId } from '#database/db';
import { ApplicationStage } from '#database/entities/application-stage.entity';
import { ApplicationUnit } from '#database/entities/application-unit.entity';
import { Application } from '#database/entities/application.entity';
import { Client } from '#database/entities/client.entity';
import { Product } from '#database/entities/product.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Day } from '#domain/day';
import { NotFound, RuleBroken } from '#domain/errors';
import { mayRunInParallel } from '#domain/plan/options';
import { NO_OPTIONS, type Plan } from '#domain/plan/plan';
import type { ReferenceBook } from '#domain/reference/book';
import type { SchemeDefinition } from '#domain/reference/scheme';
import { STAGE_INITIAL } from '#domain/states/stage-status';
import { EventsService } from '#features/events/events.service';
import { requireOrder, requirePlanDay } from '#features/plans/plan-input';
import { PlanMaker } from '#features/plans/plan-maker';
import { Clock } from '#platform/clock';
import type { ApplicationEdit, ApplicationInput } from './applications.dto.js';
import type { UnitInput } from './case-units.dto.js';
import { ApplicationsService, requireOpenCase, subjectOf } from './applications.service.js';
import { bodyName, requireKind, requireVariant } from './case-kinds.js';
import { refused, requirePast } from './case-input.js';
import { CaseKeeper } from './case-keeper.js';
import { CaseParties } from './case-parties.js';
import { CaseUnits } from './case-units.js';
import { historyOf } from './loaded-case.js';
import { knownDays } from './standing.js';
import { stageStates } from '#domain/cases/stage-history';

/** Opens cases and edits what they were opened with. */
@Injectable()
export class OpeningService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly references: ReferenceStore,
    private readonly maker: PlanMaker,
    private readonly keeper: CaseKeeper,
    private readonly parties: CaseParties,
    private readonly units: CaseUnits,
    private readonly applications: ApplicationsService,
  ) {}

  /**
   * Opens a case with the next number of the year in which it is opened (by the tenant's clock, whatever its first day),
   * the stages of the scheme as it stands, and the plan that is agreed by this.
   *
   * @returns its id
   * @throws NotFound; BadInput naming what is allowed; RuleBroken `plan.route-closed`, `application.scheme-not-in-force`,
   *   `application.units-of-several-clients`, those of `CaseUnits` and `CaseParties`, `application.not-in-parallel`
   */
  async open(input: ApplicationInput): Promise<string> {
    const book = await this.references.current();
    const today = await this.keeper.today();
    const startedOn = requirePlanDay('startedOn', input.startedOn ?? today);
    requirePast('startedOn', startedOn, this.clock.latestToday());
    const scheme = requireKind(book, input.kind, input.schemeKey);
    requireVariant(scheme, input.variantCode ?? null);
    const products = await this.requireProducts(input.units);
    const [leading] = products as [Product];
    const client = await this.db.require(Client, leading.clientId);
    await this.units.requireFitting(book, { kind: input.kind, scheme, startedOn, units: input.units, products });
    const isParallel = input.isParallel ?? false;
    if (isParallel) requireParallel(book, scheme, products);
    if (input.wishOn) requireOrder('wishOn', startedOn, requirePlanDay('wishOn', input.wishOn));
    const ownerId = input.ownerId === undefined ? this.db.scope.memberId : input.ownerId;
    const factoryId = input.factoryId === undefined ? leading.factoryId : input.factoryId;
    const who = { ownerId, deputyId: input.deputyId ?? null, factoryId, contactId: input.contactId ?? null };
    await this.parties.require(client.id, who);
    const plan = await this.agree(book, scheme, { client, leading, startedOn, isParallel });
    const applicantNameZh = input.applicantNameZh === undefined ? client.legalNameZh : input.applicantNameZh;
    const application = await this.db.add(Application, {
      ...(await this.nextNumber(Number(today.slice(0, 4)))),
      ...who,
      clientId: client.id,
      productId: leading.id,
      kind: input.kind,
      schemeKey: scheme.key,
      variantCode: input.variantCode ?? null,
      referenceVersion: book.version,
      handledBy: bodyName(book, input.handledBy ?? onlyOne(scheme.handledBy)),
      issuedBy: bodyName(book, input.issuedBy ?? onlyOne(scheme.issuedBy)),
      applicantName: input.applicantName ?? client.legalName,
      applicantNameZh:
        input.applicantName !== undefined && input.applicantNameZh === undefined ? null : applicantNameZh,
      manufacturerName: input.manufacturerName ?? leading.manufacturer,
      manufacturerNameZh: input.manufacturerNameZh ?? null,
      status: 'draft',
      isParallel,
      startedOn,
      wishOn: input.wishOn ?? null,
      plannedEndOn: plan.isAtLeast ? null : plan.endsOn,
      turn: 'consultancy',
      turnSince: startedOn,
      createdAt: this.clock.now(),
      createdBy: this.db.scope.memberId,
    });
    await this.addStages(application, scheme, plan);
    await this.addUnits(application, input.units);
    await this.keeper.settle(await this.keeper.lock([application.id]));
    await this.events.record('application.opened', subjectOf(application), {
      number: application.number,
      kind: input.kind,
      scheme: scheme.key,
      schemeNames: scheme.names,
    });
    return application.id;
  }

  /**
   * @throws NotFound; RuleBroken `stale-version`, `application.not-open`, `application.parallel-matters` once a stage that
   *   it is about has begun, `application.not-in-parallel`, those of `CaseParties`; BadInput
   */
  async edit(id: string, { version, ...input }: ApplicationEdit): Promise<void> {
    const one = await this.applications.lockRead(id, version);
    const { application } = one;
    requireOpenCase(one);
    if (input.wishOn) requireOrder('wishOn', application.startedOn, requirePlanDay('wishOn', input.wishOn));
    const { ownerId, deputyId, factoryId, contactId } = { ...application, ...given(input) };
    await this.parties.require(application.clientId, { ownerId, deputyId, factoryId, contactId }, application);
    const book = await this.references.current();
    if (input.isParallel !== undefined && input.isParallel !== application.isParallel) {
      const begun = stageStates(historyOf(one));
      const matters = one.stages.filter(
        (stage) => stage.needsInParallel && begun.get(stage.id)!.status !== 'not-started',
      );
      if (matters.length > 0)
        throw new RuleBroken('application.parallel-matters', { stages: matters.map(({ key }) => key) });
      const scheme = book.schemes.get(application.schemeKey);
      if (input.isParallel && scheme) requireParallel(book, scheme, await this.productsOf(id));
    }
    const fields: Partial<Application> = given(input);
    if (input.handledBy) fields.handledBy = bodyName(book, input.handledBy);
    if (input.issuedBy) fields.issuedBy = bodyName(book, input.issuedBy);
    const changes = await this.events.edit(Application, application, version, fields, 'application.edited', subjectOf(application), { number: application.number }); // prettier-ignore
    if (Object.keys(changes).length > 0) await this.keeper.settle([one]);
  }

  private async productsOf(applicationId: string): Promise<Product[]> {
    const { tenantId } = this.db.scope;
    const units = await this.db.repo(ApplicationUnit).findBy({ tenantId, applicationId });
    return this.db.repo(Product).findBy({ tenantId, id: In(units.map(({ productId }) => productId)) });
  }

  /** In the order given. @throws NotFound; BadInput for a unit that stands twice; RuleBroken */
  private async requireProducts(units: readonly UnitInput[]): Promise<Product[]> {
    const ids = units.map(({ productId }) => productId);
    const twice = ids.findIndex((id, at) => ids.indexOf(id) !== at);
    if (twice >= 0) throw refused(`units.${twice}.productId`, 'unit-twice', 'The unit stands twice.', 'each unit once');
    const { tenantId } = this.db.scope;
    const found = await this.db.repo(Product).findBy({ tenantId, id: In(ids) });
    const products = ids.map((id) => found.find((product) => product.id === id));
    if (products.some((product) => product === undefined)) throw new NotFound('product');
    const clients = new Set(found.map(({ clientId }) => clientId));
    if (clients.size > 1) throw new RuleBroken('application.units-of-several-clients', { clients: clients.size });
    return products as Product[];
  }

  private async agree(
    book: ReferenceBook,
    scheme: SchemeDefinition,
    {
      client,
      leading,
      startedOn,
      isParallel,
    }: { client: Client; leading: Product; startedOn: Day; isParallel: boolean },
  ): Promise<Plan> {
    const options = { ...NO_OPTIONS, isParallel, clientCountry: client.country, notBefore: null };
    const asked = { classKey: leading.classCode, direction: 'forward' as const, anchorOn: startedOn, options };
    return this.maker.make(scheme, asked, await this.maker.ground(book));
  }

  /** The row is locked until the case is there or given up: no number is left out, none is given twice. */
  private async nextNumber(year: number): Promise<{ numberYear: number; numberSeq: number }> {
    const [given] = await this.db.query<{ last: number }>(NEXT_NUMBER, [year]);
    return { numberYear: year, numberSeq: given!.last };
  }

  /** The optional ones too: they take part once they are started. */
  private async addStages(application: Application, scheme: SchemeDefinition, plan: Plan): Promise<void> {
    const planned = knownDays(plan);
    const { tenantId, id: applicationId, clientId } = application;
    const rows = scheme.stages.map((stage, at) => {
      const { key, names, party, needs, needsInParallel, isOptional, isAfterCertificate } = stage;
      const { from: plannedFrom = null, to: plannedTo = null } = planned.get(key) ?? {};
      return {
        ...{ tenantId, id: newId(), applicationId, clientId, key, names, party, isOptional, isAfterCertificate },
        ...{ attempt: 1, position: at + 1, status: STAGE_INITIAL, plannedFrom, plannedTo },
        needs: [...needs],
        needsInParallel: needsInParallel && [...needsInParallel],
      };
    });
    await this.db.repo(ApplicationStage).insert(rows);
  }

  private async addUnits({ id, clientId, tenantId }: Application, units: readonly UnitInput[]): Promise<void> {
    await this.db.repo(ApplicationUnit).insert(
      units.map(({ productId, certificateId = null }, at) => ({
        ...{ tenantId, applicationId: id, productId, clientId, certificateId },
        position: at + 1,
      })),
    );
  }
}

/** @throws RuleBroken `application.not-in-parallel` */
function requireParallel(book: ReferenceBook, scheme: SchemeDefinition, products: readonly Product[]): void {
  const isSaid = products.every(({ classCode }) =>
    mayRunInParallel(scheme, book.classes.get(classCode)?.heading ?? null),
  );
  if (!isSaid) throw new RuleBroken('application.not-in-parallel', { scheme: scheme.key, schemeNames: scheme.names });
}

function onlyOne(bodies: readonly string[]): string | null {
  return bodies.length === 1 ? bodies[0]! : null;
}

/** Without the fields that were left out. */
function given<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

const NEXT_NUMBER = `
  insert into application_counters (year, last) values ($1, 1)
  on conflict (tenant_id, year) do update set last = application_counters.last + 1 returning last`;
