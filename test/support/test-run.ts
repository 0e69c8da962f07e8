import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { startTemporaryPostgres, type TemporaryPostgres } from '../../apps/local/src/temporary-postgres.js';

/** Between set-up and teardown, which Jest loads as two modules of one process. */
const kept = globalThis as { homologTestServer?: TemporaryPostgres };

/**
 * Once per `jest` run, before any test: one PostgreSQL for all of them, and where Redis and a browser stand. Tests find
 * all of it through test-server.ts.
 */
export async function startTestRun(): Promise<void> {
  process.env.HOMOLOG_TEST_RUN = randomBytes(4).toString('hex');
  process.env.HOMOLOG_TEST_SERVER_URL = process.env.TEST_DATABASE_URL || (await startServer());
  process.env.HOMOLOG_TEST_REDIS_SERVER ??= inPath(['redis-server', 'valkey-server']);
  process.env.HOMOLOG_TEST_CHROMIUM ??= inPath([
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ]);
}

/** Once per run, after all tests. */
export async function endTestRun(): Promise<void> {
  if (kept.homologTestServer) return kept.homologTestServer.stop();
  const client = new pg.Client(process.env.HOMOLOG_TEST_SERVER_URL);
  await client.connect();
  const own = `homolog_${process.env.HOMOLOG_TEST_RUN}_%`.replaceAll('_', '\\_');
  const sql = 'select datname as name from pg_database where datname like $1';
  const { rows } = await client.query<{ name: string }>(sql, [own]);
  for (const { name } of rows) await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  await client.end();
}

async function startServer(): Promise<string> {
  kept.homologTestServer = await startTemporaryPostgres();
  process.once('SIGINT', () => void endTestRun().finally(() => process.exit(130)));
  return kept.homologTestServer.url('postgres');
}

/** Empty when there is none: environment variables know no null. */
function inPath(names: string[]): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  return found ?? '';
}
