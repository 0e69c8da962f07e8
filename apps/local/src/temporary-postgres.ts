import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres, isAlive, stopLeftOver } from './embedded-postgres.js';

const PREFIX = 'homolog-temporary-';

export interface TemporaryPostgres {
  /** connection URL of one database, as the owner */
  url(database: string): string;
  port: number;
  pid: number;
  createDatabase(name: string): Promise<void>;
  /** and removes everything */
  stop(): Promise<void>;
}

/**
 * A folder of this process in the system's temporary one. A server that runs on its subfolder `postgres` is stopped and
 * all of it removed by the next caller, where this one was killed.
 */
export async function makeTemporaryFolder(): Promise<string> {
  await removeLeftOvers();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // The server's own account, where we are root, must be able to pass.
  chmodSync(folder, 0o711);
  return folder;
}

/**
 * A fast PostgreSQL that forgets: for tests and measurements, gone with `stop()` or, after a kill, with the next one.
 *
 * @param options.durable true: writes down what it commits, where that is part of what is measured
 */
export async function startTemporaryPostgres({ durable = false } = {}): Promise<TemporaryPostgres> {
  const folder = await makeTemporaryFolder();
  const server = await EmbeddedPostgres.start({
    folder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    durable,
    maxConnections: 300,
  });
  return {
    url: (database) => server.url(database),
    port: server.port,
    pid: server.pid,
    createDatabase: (name) => server.createDatabase(name),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

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
