import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Db } from '#database/db';
import { Application } from '#database/entities/application.entity';
import { Certificate } from '#database/entities/certificate.entity';
import { ClientFactory } from '#database/entities/client-factory.entity';
import { Client } from '#database/entities/client.entity';
import { Contact } from '#database/entities/contact.entity';
import { Factory } from '#database/entities/factory.entity';
import { Product } from '#database/entities/product.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { factoryDeadlines, type FactoryFacts } from '#domain/deadlines/deadline-rules';
import { BadInput, NotFound, RuleBroken } from '#domain/errors';
import { nameKey } from '#domain/register/text';
import { DeadlinesService, type NextDue } from '#features/deadlines/deadlines.service';
import { EventsService } from '#features/events/events.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import type { FactoryEdit, FactoryInput, FactoryView, FollowUpInspectionInput } from './factories.dto.js';
import { FactoriesQueries } from './factories.queries.js';

/** A factory as an import brings it, with the clients that produce there. */
export type NewFactory = Pick<
  Factory,
  'id' | 'name' | 'country' | 'factoryCode' | 'factoryClass' | 'lastFollowUpOn'
> & {
  clientIds: readonly string[];
};

/** Subjects restated in one go, see DeadlinesService.restateMany. */
const PORTION = 500;

/** The only writer of `factories` and `client_factories`. */
@Injectable()
export class FactoriesService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly deadlines: DeadlinesService,
    private readonly queries: FactoriesQueries,
    private readonly references: ReferenceStore,
    private readonly reminders: RemindersService,
  ) {}

  onModuleInit(): void {
    this.deadlines.keepNextDue('factoryId', (id, next) => this.keep([{ id, ...next }]));
  }

  /** @throws RuleBroken `factory.code-taken` */
  async create({ clientIds, ...input }: FactoryInput): Promise<FactoryView> {
    await this.requireClients(clientIds);
    await this.refuseTaken(input.factoryCode, null);
    this.refuseFuture('lastFollowUpOn', input.lastFollowUpOn);
    const factory = await this.db.add(Factory, { ...input, nameKey: nameKey(input.name), createdAt: this.clock.now() });
    await this.linkAll(clientIds.map((clientId) => ({ clientId, factoryId: factory.id })));
    await this.events.record('factory.added', { factoryId: factory.id }, { name: factory.name });
    return this.queries.one(factory.id);
  }

  /**
   * @param heldByImportId an import edits: what it newly owes sends nothing until the import is released
   * @throws RuleBroken `stale-version`, `factory.code-taken`
   */
  async edit(id: string, { version, ...input }: FactoryEdit, heldByImportId?: string): Promise<FactoryView> {
    const factory = await this.db.require(Factory, id);
    await this.refuseTaken(input.factoryCode, id);
    this.refuseFuture('lastFollowUpOn', input.lastFollowUpOn);
    const fields: Partial<Factory> = { ...input, ...(input.name !== undefined && { nameKey: nameKey(input.name) }) };
    const changes = await this.events.edit(Factory, factory, version, fields, 'factory.edited', { factoryId: id });
    if (changes.factoryClass || changes.lastFollowUpOn) await this.restate([id], heldByImportId);
    return this.queries.one(id);
  }

  async link(id: string, clientId: string): Promise<FactoryView> {
    await this.db.require(Factory, id);
    await this.db.require(Client, clientId);
    if (await this.linkAll([{ clientId, factoryId: id }]))
      await this.events.record('factory.linked', { factoryId: id, clientId });
    return this.queries.one(id);
  }

  /** @throws RuleBroken `factory.client-produces-there` */
  async unlink(id: string, clientId: string): Promise<FactoryView> {
    const { tenantId } = await this.db.require(Factory, id);
    const key = { tenantId, factoryId: id, clientId };
    if (!(await this.db.repo(ClientFactory).existsBy(key))) throw new NotFound('link');
    const products = await this.db.repo(Product).countBy(key);
    const certificates = await this.db.repo(Certificate).countBy(key);
    const cases = await this.db.repo(Application).countBy(key);
    if (products + certificates + cases > 0)
      throw new RuleBroken('factory.client-produces-there', { products, certificates, cases });
    const people = await this.db.repo(Contact).countBy(key);
    await this.db.repo(ClientFactory).delete(key);
    await this.events.record('factory.unlinked', { factoryId: id, clientId });
    // Who worked there is one of the company's people again.
    if (people > 0) await this.reminders.replanClient(clientId);
    return this.queries.one(id);
  }

  /** @throws RuleBroken `factory.follow-up-not-later` when one of that day or later is known */
  async recordFollowUp(id: string, { inspectedOn }: FollowUpInspectionInput): Promise<FactoryView> {
    this.refuseFuture('inspectedOn', inspectedOn);
    const factory = await this.db.require(Factory, id);
    const { lastFollowUpOn, version } = factory;
    if (lastFollowUpOn !== null && inspectedOn <= lastFollowUpOn)
      throw new RuleBroken('factory.follow-up-not-later', { lastFollowUpOn });
    const fields = { lastFollowUpOn: inspectedOn };
    await this.events.edit(Factory, factory, version, fields, 'factory.inspected', { factoryId: id });
    await this.restate([id]);
    return this.queries.one(id);
  }

  /**
   * Set-based, in the caller's transaction, one event per factory. Their deadlines follow from certificates: whoever
   * adds those restates them.
   */
  async addMany(rows: readonly NewFactory[], importId: string | null): Promise<void> {
    if (rows.length === 0) return;
    const keyed = rows.map(({ clientIds: _, ...row }) => ({ ...row, nameKey: nameKey(row.name) }));
    await this.db.query(ADD_MANY, [JSON.stringify(keyed), this.clock.now()]);
    await this.linkAll(rows.flatMap((row) => row.clientIds.map((clientId) => ({ clientId, factoryId: row.id }))));
    await this.events.recordMany(
      'factory.added',
      rows.map(({ id }) => ({ factoryId: id, importId })),
    );
  }

  /** Links what is not linked yet. @returns how many were new */
  async linkAll(links: readonly { clientId: string; factoryId: string }[]): Promise<number> {
    if (links.length === 0) return 0;
    return (await this.db.query(LINK_ALL, [JSON.stringify(links)])).length;
  }

  /** Whether the client produces in the factory: only then its people may see it. */
  async isLinked(clientId: string, factoryId: string): Promise<boolean> {
    return this.db.repo(ClientFactory).existsBy({ tenantId: this.db.scope.tenantId, clientId, factoryId });
  }

  /** States the follow-up inspections of these factories anew, after they or their certificates have changed. */
  async restate(ids: readonly string[], heldByImportId?: string): Promise<void> {
    const book = await this.references.current();
    for (let start = 0; start < ids.length; start += PORTION) {
      const portion = ids.slice(start, start + PORTION);
      await this.db.query(LOCK, [portion]);
      const facts = await this.db.query<FactoryFacts & { id: string }>(FACTS, [portion]);
      const next = await this.deadlines.restateMany(
        facts.map((factory) => ({
          subject: { factoryId: factory.id },
          stated: factoryDeadlines(factory, book),
        })),
        { heldByImportId },
      );
      await this.keep(facts.map(({ id }, index) => ({ id, ...next[index]! })));
    }
  }

  /** The version stays: nobody edited the factory. */
  private async keep(rows: readonly (NextDue & { id: string })[]): Promise<void> {
    if (rows.length > 0) await this.db.query(KEEP, [JSON.stringify(rows)]);
  }

  private async requireClients(ids: readonly string[]): Promise<void> {
    const known = await this.db.repo(Client).countBy({ tenantId: this.db.scope.tenantId, id: In([...ids]) });
    if (known !== ids.length) throw new NotFound('client');
  }

  private async refuseTaken(code: string | null | undefined, ownId: string | null): Promise<void> {
    if (!code) return;
    const taken = await this.db.repo(Factory).findOneBy({ tenantId: this.db.scope.tenantId, factoryCode: code });
    if (taken && taken.id !== ownId)
      throw new RuleBroken('factory.code-taken', { factoryId: taken.id, name: taken.name });
  }

  private refuseFuture(field: string, day: string | null | undefined): void {
    const today = this.clock.latestToday();
    if (!day || day <= today) return;
    const detail = `${field} must not be in the future.`;
    throw new BadInput('invalid-input', [{ field, code: 'day-in-future', detail, allowed: `until ${today}` }]);
  }
}

/** Two acts that restate one factory at once wait for each other; the second then counts with what the first wrote. */
const LOCK = `select 1 from factories where tenant_id = current_tenant() and id = any ($1::uuid[]) order by id for no key update`;

const FACTS = `
  select f.id, f.factory_class as "factoryClass", f.last_follow_up_on as "lastFollowUpOn",
    coalesce((select jsonb_agg(distinct jsonb_build_object('scheme', c.scheme, 'classCode', p.class_code, 'status', c.status))
       from certificates c join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
       where c.tenant_id = f.tenant_id and c.factory_id = f.id), '[]') as certificates
  from factories f where f.tenant_id = current_tenant() and f.id = any ($1::uuid[])`;

const KEEP = `
  update factories f set next_due_on = r."nextDueOn"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "nextDueOn" date)
  where f.tenant_id = current_tenant() and f.id = r.id and f.next_due_on is distinct from r."nextDueOn"`;

const ADD_MANY = `
  insert into factories (id, name, name_key, country, factory_code, factory_class, last_follow_up_on, created_at)
  select r.id, r.name, r."nameKey", r.country, r."factoryCode", r."factoryClass", r."lastFollowUpOn", $2
  from jsonb_to_recordset($1::jsonb) as r (id uuid, name text, "nameKey" text, country text, "factoryCode" text,
                                           "factoryClass" text, "lastFollowUpOn" date)`;

const LINK_ALL = `
  insert into client_factories (client_id, factory_id)
  select distinct r."clientId", r."factoryId" from jsonb_to_recordset($1::jsonb) as r ("clientId" uuid, "factoryId" uuid)
  on conflict do nothing returning factory_id`;
