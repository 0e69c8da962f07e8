import type pg from 'pg';
import type { Clock } from '#platform/clock';
import type { Jobs } from '#platform/jobs/jobs';

/** Imports rung for in one sweep; more are rung for by the next one. */
const AT_ONCE = 100;

/**
 * Rings for imports that wait and that nobody works on: their bell was lost, or the worker that had them is gone and
 * its lease has ended. Sees ids and leases of all tenants, nothing else.
 *
 * @param sweep a pool of the sweeping role
 * @returns how many it rang for
 */
export async function sweepImports(
  sweep: Pick<pg.Pool, 'query'>,
  jobs: Pick<Jobs, 'ring'>,
  clock: Clock,
): Promise<number> {
  const { rows } = await sweep.query<{ tenantId: string; importId: string; state: string }>(WAITING, [clock.now()]);
  for (const { tenantId, importId, state } of rows) {
    await jobs.ring(state === 'checking' ? 'check-import' : 'run-import', { tenantId, importId });
  }
  return rows.length;
}

const WAITING = `
  select tenant_id as "tenantId", id as "importId", state from imports
  where state in ('checking', 'importing') and (leased_until is null or leased_until <= $1)
  order by created_at limit ${AT_ONCE}`;
