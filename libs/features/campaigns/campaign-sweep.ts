import type pg from 'pg';
import type { Clock } from '#platform/clock';
import type { Jobs } from '#platform/jobs/jobs';

/** Campaigns rung for in one sweep; more are rung for by the next one. */
const AT_ONCE = 100;
/** The steps of a campaign's members are counted anew so often, in milliseconds. */
const RECOUNTED_EVERY_MS = 3_600_000;

/**
 * Rings for campaigns that are being made and that nobody works on (their bell was lost, or the worker that had them is
 * gone and its lease has ended), and for running ones whose steps are to be counted anew. Sees ids, states and leases of
 * all tenants, nothing else.
 *
 * @param sweep a pool of the sweeping role
 * @returns how many it rang for
 */
export async function sweepCampaigns(
  sweep: Pick<pg.Pool, 'query'>,
  jobs: Pick<Jobs, 'ring'>,
  clock: Clock,
): Promise<number> {
  const now = clock.now();
  const { rows } = await sweep.query<{ tenantId: string; campaignId: string }>(WAITING, [
    now,
    new Date(now.getTime() - RECOUNTED_EVERY_MS),
  ]);
  for (const { tenantId, campaignId } of rows) await jobs.ring('run-campaign', { tenantId, campaignId });
  return rows.length;
}

const IS_FREE = '(leased_until is null or leased_until <= $1)';

const WAITING = `
  (select tenant_id as "tenantId", id as "campaignId" from campaigns
    where state = 'creating' and ${IS_FREE} order by created_at limit ${AT_ONCE})
  union all
  (select tenant_id, id from campaigns
    where state = 'running' and ${IS_FREE} and recounted_at <= $2 order by recounted_at limit ${AT_ONCE})`;
