import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { Db, newId, type TenantScope } from '#database/db';
import { Clock } from '#platform/clock';
import { Jobs } from '#platform/jobs/jobs';
import { RemindersService } from './reminders.service.js';

/** A worker that stops without a word is replaced after this time; each portion renews it. */
const LEASE_MS = 120_000;
/** Tenants rung for in one sweep. */
const AT_ONCE = 100;

/**
 * Lays all planned reminders of a tenant anew. The first portion is laid in the act that asks for it, which is all there
 * is of most tenants; the rest by the worker, each portion in a transaction of its own, so that nobody waits for the rows
 * of a large tenant. Until its portion comes, a reminder stays as it was planned and leaves if it is due.
 */
@Injectable()
export class LayAnew {
  private isPaused = false;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly reminders: RemindersService,
  ) {}

  /** In the current transaction. One that is under way begins again. */
  async begin(): Promise<void> {
    const { tenantId } = this.db.scope;
    // Whoever lays for what held before has finished its portion when this row is ours.
    await this.db.query(LOCK);
    const laidTo = await this.reminders.layAfter(null);
    if (laidTo === null) {
      await this.db.query(END);
      return;
    }
    await this.db.query(BEGIN, [newId(), laidTo, this.clock.now()]);
    this.db.afterCommit(() => this.jobs.ring('lay-reminders', { tenantId }));
  }

  /** Harmless when repeated: a tenant with nothing to lay, or that somebody else works on, is left alone. */
  async run(tenantId: string): Promise<void> {
    const scope: TenantScope = { tenantId, audience: 'staff', memberId: null };
    const now = this.clock.now();
    const [claimed] = await this.db.inTenant(scope, () => this.db.query(CLAIM, [now, leaseFrom(now)]));
    if (!claimed) return;
    while (!this.isPaused) if (!(await this.db.inTenant(scope, () => this.next()))) return;
    await this.db.inTenant(scope, () => this.db.query(GIVE_BACK));
  }

  /** The process is about to end: what is under way stops behind its present portion, and the lease is given back. */
  pause(): void {
    this.isPaused = true;
  }

  /** @returns false: all are laid */
  private async next(): Promise<boolean> {
    const [known] = await this.db.query<{ laidTo: string }>(LOCK);
    if (!known) return false;
    const laidTo = await this.reminders.layAfter(known.laidTo);
    if (laidTo === null) await this.db.query(END);
    else await this.db.query(LAID, [laidTo, leaseFrom(this.clock.now())]);
    return laidTo !== null;
  }
}

/**
 * Rings for tenants whose reminders are to be laid and that nobody works on. Sees ids and leases of all tenants, nothing
 * else.
 *
 * @param sweep a pool of the sweeping role
 * @returns how many it rang for
 */
export async function sweepLayings(
  sweep: Pick<pg.Pool, 'query'>,
  jobs: Pick<Jobs, 'ring'>,
  clock: Clock,
): Promise<number> {
  const { rows } = await sweep.query<{ tenantId: string }>(WAITING, [clock.now()]);
  for (const { tenantId } of rows) await jobs.ring('lay-reminders', { tenantId });
  return rows.length;
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

const LOCK = `select laid_to as "laidTo" from reminder_layings where tenant_id = current_tenant() for update`;

const BEGIN = `
  insert into reminder_layings (id, laid_to, began_at) values ($1, $2, $3)
  on conflict (tenant_id) do update set laid_to = excluded.laid_to, began_at = excluded.began_at`;

const CLAIM = `
  with claimed as (update reminder_layings set leased_until = $2
    where tenant_id = current_tenant() and (leased_until is null or leased_until <= $1) returning id)
  select id from claimed`;

const LAID = `update reminder_layings set laid_to = $1, leased_until = $2 where tenant_id = current_tenant()`;

const GIVE_BACK = `update reminder_layings set leased_until = null where tenant_id = current_tenant()`;

const END = `delete from reminder_layings where tenant_id = current_tenant()`;

const WAITING = `
  select tenant_id as "tenantId" from reminder_layings where leased_until is null or leased_until <= $1
  order by began_at limit ${AT_ONCE}`;
