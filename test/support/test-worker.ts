import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { loadConfig, type Config } from '#platform/config/config';
import { startWorker } from '../../apps/worker/src/worker.js';
import type { TestApi } from './test-app.js';

/** The settings of a worker beside this api, with its clock started at an instant. */
export function workerConfig(
  api: Pick<TestApi, 'config'>,
  settings: { clock: string; smtpUrl: string; redisUrl?: string },
  env: Record<string, string> = {},
): Config {
  return loadConfig(workerEnvironment(api, settings, env));
}

export function workerEnvironment(
  { config }: Pick<TestApi, 'config'>,
  { clock, smtpUrl, redisUrl }: { clock: string; smtpUrl: string; redisUrl?: string },
  env: Record<string, string> = {},
): Record<string, string> {
  return {
    NODE_ENV: 'test',
    HOMOLOG_SECRET: config.secret,
    HOMOLOG_URL: config.url,
    DATABASE_URL: config.databaseUrl,
    DATABASE_POOL_SIZE: '5',
    SMTP_URL: smtpUrl,
    HOMOLOG_CLOCK: clock.includes('@') ? clock : `${clock}@${new Date().toISOString()}`,
    HOMOLOG_SWEEP_SECONDS: '1',
    HOMOLOG_LOG_LEVEL: 'silent',
    ...(redisUrl && { REDIS_URL: redisUrl }),
    ...env,
  };
}

/**
 * Runs a whole worker until nothing of this database is due at its clock any more (a mail put off counts as not due),
 * then stops it.
 */
export async function workUntilQuiet(
  api: Pick<TestApi, 'config' | 'look'>,
  settings: { clock: string; smtpUrl: string; redisUrl?: string },
): Promise<void> {
  const config = workerConfig(api, settings);
  const worker = await startWorker(config, pino({ level: config.logLevel }));
  try {
    const at = new Date(settings.clock);
    for (let round = 0; round < 300; round += 1) {
      const [due] = await api.look<{ count: number }>(
        `select count(*)::int as count from mails where state = 'owed' and not is_held and next_attempt_at <= $1`,
        [at],
      );
      if (due!.count === 0) return;
      await sleep(100);
    }
    throw new Error('the worker did not come to rest within 30 s');
  } finally {
    await worker.stop();
  }
}
