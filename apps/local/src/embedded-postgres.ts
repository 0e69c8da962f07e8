import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { lastLines, openLog } from './log-file.js';
import { postgresBinaries } from './postgres-binaries.js';
import { type Cluster, openCluster, OWNER, serverEnvironment } from './postgres-cluster.js';
import { serverAccount } from './server-account.js';
import { Trouble } from './trouble.js';

const HOST = '127.0.0.1';
/** Recovery after a crash reads the log since the last checkpoint; on a slow disk that takes a while. */
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;

export interface EmbeddedPostgresOptions {
  /** data directory; made on the first start */
  folder: string;
  logFile: string;
  /** preferred port, e.g. that of the server before; any free one when taken or left out */
  port?: number;
  /** false gives up safety against crashes for speed: tests only */
  durable?: boolean;
  maxConnections?: number;
}

/**
 * A real PostgreSQL server on a folder, listening on 127.0.0.1 with a password. It runs in a session of its own, so
 * that Ctrl-C in the terminal reaches it only through `stop()`, after everybody who still writes to it. When its
 * starter was killed it lives on, and the next start adopts it.
 */
export class EmbeddedPostgres {
  /** false: started here */
  readonly adopted: boolean;
  private stopping = false;

  private constructor(
    private readonly cluster: Cluster,
    private readonly native: string,
    readonly port: number,
    readonly pid: number,
    private readonly child: ChildProcess | null,
  ) {
    this.adopted = child === null;
  }

  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const account = serverAccount(options.folder);
    const native = postgresBinaries(account);
    const cluster = await openCluster(options.folder, native, account, {
      durable: options.durable ?? true,
      beforeRemoval: stopLeftOver,
    });
    const running = await findRunning(cluster);
    if (running) return new EmbeddedPostgres(cluster, native, running.port, running.pid, null);

    let port = options.port ?? (await freePort());
    for (let attempt = 1; ; attempt++) {
      const log = openLog(options.logFile);
      const child = spawn(join(native, 'bin', 'postgres'), serverArguments(cluster.folder, port, options), {
        ...account,
        cwd: '/',
        detached: true,
        stdio: ['ignore', log, log],
        env: serverEnvironment(),
      });
      closeSync(log);
      const outcome = await answers(cluster, port, child);
      if (outcome === true) return new EmbeddedPostgres(cluster, native, port, child.pid!, child);
      // The port may just have been taken, or processes of a killed server still hold its memory for a moment.
      if (attempt === 5) throw new Trouble(`PostgreSQL does not start (${outcome}):\n${lastLines(options.logFile, 8)}`);
      await sleep(300 * attempt);
      port = await freePort();
    }
  }

  /** Connection URL of one database, as the owner. */
  url(database: string): string {
    return `postgresql://${OWNER}:${this.cluster.password}@${HOST}:${this.port}/${database}`;
  }

  async hasDatabase(name: string): Promise<boolean> {
    const { rowCount } = await this.query('select 1 from pg_database where datname = $1', [name]);
    return rowCount === 1;
  }

  /** Makes it anew, without what stood in one of that name. */
  async createDatabase(name: string): Promise<void> {
    await this.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
    await this.query(`create database ${pg.escapeIdentifier(name)}`);
  }

  /** Calls back once if the server ends without `stop()`. */
  onLost(lost: () => void): void {
    void this.exited().then(() => {
      if (!this.stopping) lost();
    });
  }

  /** Ends all sessions, writes everything down and stops. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (process.platform === 'win32') {
      spawnSync(join(this.native, 'bin', 'pg_ctl'), ['stop', '-m', 'fast', '-D', this.cluster.folder]);
      return;
    }
    await endServer(this.pid);
  }

  private query(sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
    return withClient(this.url('postgres'), (client) => client.query(sql, values));
  }

  private async exited(): Promise<void> {
    if (this.child) {
      if (this.child.exitCode === null && this.child.signalCode === null) {
        await new Promise((resolve) => this.child!.once('exit', resolve));
      }
      return;
    }
    while (isAlive(this.pid) && !this.stopping) await sleep(1_000, undefined, { ref: false });
  }
}

function serverArguments(
  folder: string,
  port: number,
  { durable = true, maxConnections = 100 }: EmbeddedPostgresOptions,
) {
  const settings = {
    listen_addresses: HOST,
    port,
    unix_socket_directories: '',
    max_connections: maxConnections,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  return ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/**
 * The server that already runs on this cluster, if any. `postmaster.pid` may be a lie: left by a crash, and its number
 * may meanwhile belong to somebody else.
 */
async function findRunning(cluster: Cluster): Promise<{ pid: number; port: number } | null> {
  const pidFile = join(cluster.folder, 'postmaster.pid');
  const found = readPidFile(pidFile);
  if (!found) return null;
  if (!found.pid) {
    rmSync(pidFile, { force: true });
    return null;
  }
  const owner = worksIn(found.pid, cluster.folder);
  if (owner !== 'no') {
    const deadline = performance.now() + (owner === 'yes' ? START_TIMEOUT_MS : 3_000);
    while (isAlive(found.pid) && performance.now() < deadline) {
      const { port } = readPidFile(pidFile) ?? found;
      if (port && (await isServerOf(cluster, port))) return { pid: found.pid, port };
      await sleep(100);
    }
    if (owner === 'yes' && isAlive(found.pid)) {
      throw new Trouble(
        `PostgreSQL (process ${found.pid}) holds ${cluster.folder} and does not answer; end it and start again.`,
      );
    }
  }
  // A dead server's file stays: the new server looks through it for memory still in use. A stranger's number must go.
  if (isAlive(found.pid)) rmSync(pidFile, { force: true });
  return null;
}

function readPidFile(path: string): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    return { pid: Number(lines[0]) || 0, port: Number(lines[3]) || 0 };
  } catch {
    return null;
  }
}

/** A PostgreSQL server works inside its data directory. Only Linux tells, and only of processes we may look at. */
function worksIn(pid: number, folder: string): 'yes' | 'no' | 'unknown' {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder ? 'yes' : 'no';
  } catch {
    return 'unknown';
  }
}

async function isServerOf(cluster: Cluster, port: number): Promise<boolean> {
  try {
    return await withClient(`postgresql://${OWNER}:${cluster.password}@${HOST}:${port}/postgres`, async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return rows[0]?.data_directory === cluster.folder;
    });
  } catch {
    return false;
  }
}

async function answers(cluster: Cluster, port: number, child: ChildProcess): Promise<true | string> {
  let ended: string | null = null;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = signal ?? `exit code ${code}`));
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    if (ended) return ended;
    if (await isServerOf(cluster, port)) return true;
    await sleep(25);
  }
  child.kill('SIGQUIT');
  return `no answer within ${START_TIMEOUT_MS / 1000} s`;
}

/** Stops the server that a killed starter has left on a folder nobody needs any more; does nothing where none runs. */
export async function stopLeftOver(folder: string): Promise<void> {
  const { pid } = readPidFile(join(folder, 'postmaster.pid')) ?? { pid: 0 };
  if (pid && worksIn(pid, folder) === 'yes') await endServer(pid);
}

/** SIGINT is PostgreSQL's fast shutdown; SIGQUIT, when that hangs, leaves recovery to the next start. */
async function endServer(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (isAlive(pid)) process.kill(pid, signal);
    const deadline = performance.now() + STOP_TIMEOUT_MS;
    while (isAlive(pid) && performance.now() < deadline) await sleep(20);
    if (!isAlive(pid)) return;
  }
}

/** Is there such a process? One of another user counts as well, one that ended and was never collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // In a container without an init process, an adopted server stays a zombie for ever.
    return process.platform !== 'linux' || !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, ssl: false, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, HOST, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
