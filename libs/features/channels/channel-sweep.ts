import type pg from 'pg';
import type { Clock } from '#platform/clock';
import type { Jobs } from '#platform/jobs/jobs';
import { LEASE_MS } from './send-channel.js';

const AT_ONCE = 200;

/**
 * Rings for the messages that channels are owed and whose time has come. A bell that is lost is rung again when its lease
 * has ended.
 */
export async function sweepChannels(pool: pg.Pool, jobs: Pick<Jobs, 'ringAll'>, clock: Clock): Promise<number> {
  const now = clock.now();
  const { rows } = await pool.query<{ tenantId: string; sendId: string }>({
    name: 'channels.claim',
    text: CLAIM,
    values: [now, new Date(now.getTime() + LEASE_MS), AT_ONCE],
  });
  await jobs.ringAll('send-channel', rows);
  return rows.length;
}

const CLAIM = `
  with due as (
    select tenant_id, id from channel_sends
    where state = 'owed' and next_attempt_at <= $1 and (leased_until is null or leased_until <= $1)
    order by next_attempt_at limit $3 for update skip locked
  )
  update channel_sends s set leased_until = $2 from due where s.tenant_id = due.tenant_id and s.id = due.id
  returning s.tenant_id as "tenantId", s.id as "sendId"`;
