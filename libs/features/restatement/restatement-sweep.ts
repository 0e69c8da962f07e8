import type pg from 'pg';
import type { Clock } from '#platform/clock';
import type { Jobs } from '#platform/jobs/jobs';

/** Tenants rung for in one sweep; more are rung for by the next one. */
const AT_ONCE = 100;

/**
 * Rings for tenants whose days were last counted with older reference data and that nobody works on. Sees ids, versions
 * and leases of all tenants, nothing else.
 *
 * @param sweep a pool of the sweeping role
 * @returns how many it rang for
 */
export async function sweepRestatements(
  sweep: Pick<pg.Pool, 'query'>,
  jobs: Pick<Jobs, 'ring'>,
  clock: Clock,
): Promise<number> {
  const { rows } = await sweep.query<{ tenantId: string }>(BEHIND, [clock.now()]);
  for (const { tenantId } of rows) await jobs.ring('restate-tenant', { tenantId });
  return rows.length;
}

const BEHIND = `
  select id as "tenantId" from tenants
  where reference_version < (select max(number) from reference_versions) and (restating_until is null or restating_until <= $1)
  order by reference_version, id limit ${AT_ONCE}`;
