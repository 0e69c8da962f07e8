import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres, isAlive, stopLeftOver } from '../../apps/local/src/embedded-postgres.js';

const PREFIX = 'homolog-test-';
/** Between set-up and teardown, which Jest loads as two modules of one process. */
const kept = globalThis as { homologTestServer?: { server: EmbeddedPostgres; folder: string } };

/**
 * Once per `jest` run, before any test: one PostgreSQL for all of them, and where Redis and a browser stand. Tests find
 * all of it through test-server.ts.
 */
export async function startTestRun(): Promise<void> {
  await removeLeftOvers();
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
  if (kept.homologTestServer) {
    await kept.homologTestServer.server.stop();
    rmSync(kept.homologTestServer.folder, { recursive: true, force: true });
    return;
  }
  const client = new pg.Client(process.env.HOMOLOG_TEST_SERVER_URL);
  await client.connect();
  const own = `homolog_${process.env.HOMOLOG_TEST_RUN}_%`;
  const { rows } = await client.query<{ name: string }>(
    'select datname as name from pg_database where datname like $1',
    [own.replaceAll('_', '\\_')],
  );
  for (const { name } of rows) await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  await client.end();
}

async function startServer(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // The server's own account, where we are root, must be able to pass.
  chmodSync(folder, 0o711);
  const server = await EmbeddedPostgres.start({
    folder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    durable: false,
    maxConnections: 300,
  });
  kept.homologTestServer = { server, folder };
  process.once('SIGINT', () => void endTestRun().finally(() => process.exit(130)));
  return server.url('postgres');
}

/** A run that was killed leaves its server running. */
async function removeLeftOvers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0;
    if (!pid || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    try {
      await stopLeftOver(join(folder, 'postgres'));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's; that user's next run removes it.
    }
  }
}

/** Empty when there is none: environment variables know no null. */
function inPath(names: string[]): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  return found ?? '';
}
