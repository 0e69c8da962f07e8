import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Client } from '#database/entities/client.entity';
import { Tenant } from '#database/entities/tenant.entity';
import { RuleBroken } from '#domain/errors';
import { nameKey } from '#domain/register/text';
import { EventsService } from '#features/events/events.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import type { ClientEdit, ClientInput, ClientView } from './clients.dto.js';
import { ClientsQueries } from './clients.queries.js';

/** A client as an import brings it; its id is made by the import, so that its other rows can name it. */
export type NewClient = Pick<Client, 'id' | 'legalName' | 'legalNameZh' | 'country'>;

/** The only writer of `clients`. */
@Injectable()
export class ClientsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly reminders: RemindersService,
    private readonly queries: ClientsQueries,
  ) {}

  /** @throws RuleBroken `client.name-taken`, `client.manufacturer-has-one` */
  async create(input: ClientInput): Promise<ClientView> {
    const tenant = await this.db.repo(Tenant).findOneByOrFail({ id: this.db.scope.tenantId });
    if (tenant.kind === 'manufacturer') throw new RuleBroken('client.manufacturer-has-one');
    const key = nameKey(input.legalName);
    await this.refuseTaken(key, null);
    const client = await this.db.add(Client, { ...input, nameKey: key, isOwn: false, createdAt: this.clock.now() });
    await this.events.record('client.added', { clientId: client.id }, { legalName: client.legalName });
    return this.queries.one(client.id);
  }

  /** @throws RuleBroken `stale-version`, `client.name-taken` */
  async edit(id: string, { version, ...input }: ClientEdit): Promise<ClientView> {
    const client = await this.db.require(Client, id);
    const fields: Partial<Client> = { ...input };
    if (input.legalName !== undefined) {
      fields.nameKey = nameKey(input.legalName);
      await this.refuseTaken(fields.nameKey, id);
    }
    const changes = await this.events.edit(Client, client, version, fields, 'client.edited', { clientId: id });
    // Working mornings are those of the country.
    if (changes.country) await this.reminders.replanClient(id);
    return this.queries.one(id);
  }

  /** Set-based, in the caller's transaction, one event per client. The caller has matched the names. */
  async addMany(rows: readonly NewClient[], importId: string | null): Promise<void> {
    if (rows.length === 0) return;
    const keyed = rows.map((row) => ({ ...row, nameKey: nameKey(row.legalName) }));
    await this.db.query(ADD_MANY, [JSON.stringify(keyed), this.clock.now()]);
    await this.events.recordMany(
      'client.added',
      rows.map(({ id }) => ({ clientId: id, importId })),
    );
  }

  private async refuseTaken(key: string, ownId: string | null): Promise<void> {
    const taken = await this.db.repo(Client).findOneBy({ tenantId: this.db.scope.tenantId, nameKey: key });
    if (taken && taken.id !== ownId)
      throw new RuleBroken('client.name-taken', { clientId: taken.id, legalName: taken.legalName });
  }
}

const ADD_MANY = `
  insert into clients (id, legal_name, legal_name_zh, name_key, country, created_at)
  select r.id, r."legalName", r."legalNameZh", r."nameKey", r.country, $2
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "legalName" text, "legalNameZh" text, "nameKey" text, country text)`;
