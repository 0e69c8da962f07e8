import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { Client } from '#database/entities/client.entity';
import { ReleaseKey } from '#database/entities/release-key.entity';
import { RuleBroken } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { NewReleaseKeyView, ReleaseKeyInput, ReleaseKeyView } from './release-keys.dto.js';

/** So that a scanner of leaked secrets, and a person, know what they have found. */
const PREFIX = 'hrk_';
/** Keys in use at most: a list that nobody can read protects nothing. */
const MOST_KEYS = 50;
/** When it was last used is told roughly: a write for each question would be dearer than the answer. */
const NOTED_EVERY_MS = 3_600_000;

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Keys by which goods issue asks without a person; the only writer of `release_keys`. */
@Injectable()
export class ReleaseKeysService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
  ) {}

  list(): Promise<ReleaseKeyView[]> {
    return this.db.read<ReleaseKeyView>(LIST);
  }

  /** @throws NotFound for another tenant's client; RuleBroken `release-key.too-many` `{ most }` */
  async create({ name, clientId }: ReleaseKeyInput): Promise<NewReleaseKeyView> {
    if (clientId !== undefined) await this.db.require(Client, clientId);
    const [{ count }] = (await this.db.query<{ count: number }>(COUNT)) as [{ count: number }];
    if (count >= MOST_KEYS) throw new RuleBroken('release-key.too-many', { most: MOST_KEYS });
    const key = `${PREFIX}${randomBytes(32).toString('base64url')}`;
    const id = await this.db.insert(ReleaseKey, {
      name,
      clientId: clientId ?? null,
      keyHash: hashOf(key),
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.events.record('release-key.added', { clientId: clientId ?? null }, { name });
    const made = (await this.list()).find((one) => one.id === id)!;
    return { ...made, key };
  }

  /** It answers no more; that it was there stays. @throws NotFound; RuleBroken `release-key.revoked` */
  async revoke(id: string): Promise<void> {
    const found = await this.db.require(ReleaseKey, id);
    if (found.revokedAt !== null) throw new RuleBroken('release-key.revoked');
    await this.db.repo(ReleaseKey).update({ tenantId: found.tenantId, id }, { revokedAt: this.clock.now() });
    await this.events.record('release-key.revoked', { clientId: found.clientId }, { name: found.name });
  }

  /**
   * What whoever holds the key may see: as its client, or as the team without a person.
   *
   * @returns null for a key that is unknown or revoked
   */
  async scopeOf(key: string): Promise<(TenantScope & { keyId: string }) | null> {
    if (!key.startsWith(PREFIX)) return null;
    const [found] = await this.db.readReference<{ tenantId: string; id: string; clientId: string | null }>(FIND, [
      hashOf(key),
    ]);
    if (!found) return null;
    return { tenantId: found.tenantId, audience: found.clientId ?? 'staff', memberId: null, keyId: found.id };
  }

  async noteUse({ tenantId, keyId }: { tenantId: string; keyId: string }): Promise<void> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - NOTED_EVERY_MS);
    await this.db.inTenant({ tenantId, audience: 'staff', memberId: null }, () => this.db.query(NOTE_USE, [keyId, now, before])); // prettier-ignore
  }
}

const FIND = {
  name: 'release-keys.find',
  text: 'select tenant_id as "tenantId", id, client_id as "clientId" from release_key_of($1)',
};
const LIST = {
  name: 'release-keys.list',
  text: `select r.id, r.name, r.client_id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
      r.created_at as "createdAt", m.name as "createdByName", r.last_used_at as "lastUsedAt", r.revoked_at as "revokedAt"
    from release_keys r left join clients k on k.tenant_id = r.tenant_id and k.id = r.client_id
    left join members m on m.tenant_id = r.tenant_id and m.id = r.created_by
    where r.tenant_id = (select current_tenant()) order by r.revoked_at is not null, r.created_at desc, r.id limit 200`,
};
const COUNT = `select count(*)::int as count from release_keys where tenant_id = current_tenant() and revoked_at is null`;
const NOTE_USE = `update release_keys set last_used_at = $2
  where tenant_id = current_tenant() and id = $1 and (last_used_at is null or last_used_at < $3)`;
