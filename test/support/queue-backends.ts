import type { TestApi } from './test-app.js';
import { startTestRedis } from './test-redis.js';
import { testTools } from './test-server.js';

/** Where the queue lives. Both must keep every promise. */
export interface QueueBackend {
  name: 'postgres' | 'redis';
  /** for the worker; null: the database's own */
  redisUrl: string | undefined;
  /** everything gone at once: waiting and running jobs, locks, counters */
  empty(): Promise<void>;
  stop(): Promise<void>;
}

/** The backends that can be tested here. `npm test` says loudly when Redis is missing; .ci/run always has it. */
export const backendNames: readonly QueueBackend['name'][] = testTools.redisServer
  ? ['postgres', 'redis']
  : ['postgres'];

export async function startBackend(name: QueueBackend['name'], api: Pick<TestApi, 'look'>): Promise<QueueBackend> {
  if (name === 'redis') {
    const redis = await startTestRedis();
    return { name, redisUrl: redis.url, empty: () => redis.flush(), stop: () => redis.stop() };
  }
  return { name, redisUrl: undefined, empty: () => emptyQueueTables(api), stop: async () => {} };
}

/** All tables of BullMQ but the one that says which migrations have run. */
async function emptyQueueTables(api: Pick<TestApi, 'look'>): Promise<void> {
  const tables = await api.look<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables
     where table_schema = 'bullmq' and table_type = 'BASE TABLE' and table_name !~ 'migration'`,
  );
  if (tables.length === 0) throw new Error('the schema bullmq has no tables');
  await api.look(`truncate ${tables.map(({ name }) => `bullmq.${name}`).join(', ')}`);
}
