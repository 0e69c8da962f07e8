import { Injectable } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { Clock } from '#platform/clock';

/** A worker that stops without a word is replaced after this time; each portion renews it. */
const LEASE_MS = 120_000;

/** Somebody else has taken the work over; what this one did is rolled back. */
export class LeaseLost extends Error {}

/** One campaign that this process works on. */
export class HeldCampaign {
  constructor(
    readonly scope: TenantScope,
    readonly id: string,
    readonly state: 'creating' | 'running',
    /** The lease as it stands in the row: whoever changes it, holds it. */
    public token: Date,
  ) {}
}

/** Lets one process at a time work on a campaign. */
@Injectable()
export class CampaignLeases {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the campaign if it is being made or counted and nobody works on it, and gives it back when the work is over.
   *
   * @returns false when there was nothing to take
   */
  async hold(tenantId: string, campaignId: string, work: (held: HeldCampaign) => Promise<void>): Promise<boolean> {
    const held = await this.claim(tenantId, campaignId);
    if (!held) return false;
    try {
      await work(held);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
    } finally {
      // Where that fails, the lease ends by itself.
      await this.db.inTenant(held.scope, () => this.db.query(GIVE_BACK, [held.id, held.token])).catch(() => {});
    }
    return true;
  }

  /**
   * Runs a portion of the work in a transaction of its own, which commits only while the lease is still ours; the lease is
   * renewed with it. Until then nobody else writes the campaign's row.
   *
   * @throws LeaseLost
   */
  async portion<T>(held: HeldCampaign, work: () => Promise<T>): Promise<T> {
    const token = new Date(this.clock.now().getTime() + LEASE_MS);
    const result = await this.db.inTenant(held.scope, async () => {
      const rows = await this.db.query(RENEW, [held.id, held.token, token]);
      if (rows.length !== 1) throw new LeaseLost();
      return work();
    });
    held.token = token;
    return result;
  }

  private async claim(tenantId: string, campaignId: string): Promise<HeldCampaign | null> {
    const scope: TenantScope = { tenantId, audience: 'staff', memberId: null };
    const now = this.clock.now();
    const token = new Date(now.getTime() + LEASE_MS);
    const [found] = await this.db.inTenant(scope, () =>
      this.db.query<{ state: 'creating' | 'running'; startedBy: string | null }>(CLAIM, [campaignId, now, token]),
    );
    return found ? new HeldCampaign({ ...scope, memberId: found.startedBy }, campaignId, found.state, token) : null;
  }
}

const CLAIM = `
  with taken as (update campaigns set leased_until = $3
    where tenant_id = current_tenant() and id = $1 and state in ('creating', 'running') and (leased_until is null or leased_until <= $2)
    returning state, started_by)
  select state, started_by as "startedBy" from taken`;

const RENEW = `
  with renewed as (update campaigns set leased_until = $3
    where tenant_id = current_tenant() and id = $1 and leased_until = $2 returning id)
  select id from renewed`;

const GIVE_BACK = `update campaigns set leased_until = null where tenant_id = current_tenant() and id = $1 and leased_until = $2`;
