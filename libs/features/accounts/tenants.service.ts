import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { Client } from '#database/entities/client.entity';
import { Member } from '#database/entities/member.entity';
import { Tenant } from '#database/entities/tenant.entity';
import { NotFound, RuleBroken } from '#domain/errors';
import { nameKey } from '#domain/register/text';
import { EventsService, type Changes } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { SignedInPerson } from '#platform/http/who';
import type { TenantChange, TenantInput, TenantView } from './accounts.dto.js';
import { CachedSessionReader } from './session-reader.js';

/** Tenants one person may own: a bound against filling the database, far above any real need. */
const MOST_OWNED = 20;

const SINCE = `
  select e.facts->'changes' as changes, m.name, e.at from events e
    left join members m on m.tenant_id = e.tenant_id and m.id = e.actor_id
  where e.tenant_id = $1 and e.what = 'tenant.changed' and (e.facts->>'version')::int > $2 order by e.at`;

const FOUNDED = `select facts from events where tenant_id = $1 and what = 'tenant.founded'`;

/** Founds and changes tenants. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly sessions: CachedSessionReader,
  ) {}

  /**
   * Founds a tenant with its first owner. A manufacturer gets itself as its one client company; this is the only row of
   * another feature that accounts write, because the tenant is not whole without it.
   *
   * @param idempotencyKey the id of the tenant follows from it, so a repetition finds the first one
   */
  async found(person: SignedInPerson, input: TenantInput, idempotencyKey: string | undefined): Promise<TenantView> {
    const id = idempotencyKey ? idFrom(`${person.userId} ${idempotencyKey}`) : newId();
    const memberId = newId();
    const scope = { tenantId: id, audience: 'staff', memberId } as const;
    if (person.memberships.some((place) => place.tenantId === id))
      return this.db.inTenant({ ...scope, memberId: null }, () => this.foundBefore(input, idempotencyKey!));
    const owned = person.memberships.filter((place) => place.role === 'owner').length;
    if (owned >= MOST_OWNED) throw new RuleBroken('tenant.too-many', { limit: MOST_OWNED });
    const view = await this.db.inTenant(scope, async () => {
      const createdAt = this.clock.now();
      const { name, country } = input;
      await this.db.repo(Tenant).insert({ ...input, nameZh: input.nameZh ?? null, id, createdAt });
      await this.db.add(Member, {
        id: memberId,
        userId: person.userId,
        email: person.email,
        name: person.name,
        role: 'owner',
        clientId: null,
        language: person.language,
        timeZone: input.timeZone,
        country,
        joinedAt: createdAt,
        createdAt,
      });
      await this.events.record('tenant.founded', { memberId }, foundingFacts(input));
      if (input.kind === 'manufacturer') {
        const own = await this.db.add(Client, {
          legalName: name,
          legalNameZh: input.nameZh ?? null,
          nameKey: nameKey(name),
          country,
          isOwn: true,
          createdAt,
        });
        await this.events.record('client.created', { clientId: own.id }, { name });
      }
      return this.show();
    });
    this.sessions.cache.dropPerson(person.userId);
    return view;
  }

  /** @throws RuleBroken `idempotency-key.reused` when the key has founded another tenant than this */
  private async foundBefore(input: TenantInput, key: string): Promise<TenantView> {
    const [founded] = await this.db.query<{ facts: Record<string, unknown> }>(FOUNDED, [this.db.scope.tenantId]);
    const isSame = Object.entries(foundingFacts(input)).every(([field, value]) => founded?.facts[field] === value);
    if (!isSame) throw new RuleBroken('idempotency-key.reused', { key });
    return this.show();
  }

  /** The tenant of the request. */
  async show(): Promise<TenantView> {
    const rows = await this.db.read<TenantView>(SHOW);
    if (!rows[0]) throw new NotFound('tenant');
    return rows[0];
  }

  /** @throws RuleBroken `stale-version` with what changed */
  async change({ version, ...fields }: TenantChange): Promise<TenantView> {
    const { tenantId } = this.db.scope;
    const tenant = await this.db.repo(Tenant).findOneByOrFail({ id: tenantId });
    if (tenant.version !== version) throw await this.stale(tenant, version);
    const changes: Changes = {};
    for (const [field, value] of Object.entries(fields)) {
      const before = tenant[field as keyof typeof fields];
      if (value !== undefined && value !== before) changes[field] = [before, value];
    }
    if (Object.keys(changes).length > 0) {
      const values = Object.fromEntries(Object.entries(changes).map(([field, [, to]]) => [field, to]));
      const done = await this.db.repo(Tenant).update({ id: tenantId, version }, values);
      if (done.affected !== 1)
        throw await this.stale(await this.db.repo(Tenant).findOneByOrFail({ id: tenantId }), version);
      await this.events.record('tenant.changed', {}, { changes, version: version + 1 });
      // Its name stands in the remembered memberships of every process.
      await this.db.query(`select pg_notify('tenant_changed', $1)`, [tenantId]);
      this.db.afterCommit(() => this.sessions.cache.dropTenant(tenantId));
    }
    return this.show();
  }

  private async stale(tenant: Tenant, version: number): Promise<RuleBroken> {
    const since = await this.db.query<{ changes: Changes; name: string | null; at: string }>(SINCE, [
      tenant.id,
      // A version that never was, however large, has nothing behind it.
      Math.min(version, tenant.version),
    ]);
    const changed: Record<string, { from: unknown; to: unknown; by: string | null; at: string }> = {};
    for (const { changes, name, at } of since)
      for (const [field, [from, to]] of Object.entries(changes))
        changed[field] = { from: changed[field]?.from ?? from, to, by: name, at };
    return new RuleBroken('stale-version', { version: tenant.version, changed });
  }
}

function foundingFacts({ kind, name, nameZh = null, country, timeZone, language }: TenantInput) {
  return { kind, name, nameZh, country, timeZone, language };
}

const SHOW = {
  name: 'tenants.show',
  text: `select id, kind, name, name_zh as "nameZh", country, time_zone as "timeZone", language,
           has_public_checks as "hasPublicChecks", version
         from tenants where id = current_tenant()`,
};

/** A uuid that follows from a text (version 8: its bits are our own). */
function idFrom(text: string): string {
  const hex = createHash('sha256').update(`tenant ${text}`).digest('hex').slice(0, 32);
  const bits = `${hex.slice(0, 12)}8${hex.slice(13, 16)}a${hex.slice(17)}`;
  return bits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
