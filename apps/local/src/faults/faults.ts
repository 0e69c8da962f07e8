import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '#database/migrate';
import { loadConfig } from '#platform/config/config';
import { DIST, end } from '../bench/server.js';
import { EmbeddedPostgres } from '../embedded-postgres.js';
import { makeTemporaryFolder } from '../temporary-postgres.js';
import { Accidents, planAccidents } from './accidents.js';
import { Fleet } from './fleet.js';
import { type Backend, type FaultOptions, readOptions } from './options.js';
import { type OwnRedis, startRedis } from './redis-server.js';
import type { SinkOptions } from './sink.js';
import { SinkLog } from './sink-log.js';
import { type Evidence, judge, type Verdict } from './verdict.js';
import { DUE_AT, DUE_REMINDERS, fillWorld, PLANNED_AT } from './world.js';

/** How difficult the mail server is. */
const SINK = { delayed: 0.1, refused: 0.01, dropped: 0.02, answersIn: [5, 40] } as const;
/** Nothing settled for so many leases: then something is lost. */
const PATIENCE_LEASES = 4;
/** Times that the clock is moved to the end of the pauses; each leaves a tenth of the mails. */
const MOST_MOVES = 20;

/**
 * Sends due reminders while workers are killed, Redis is emptied, Postgres restarts and the mail server is difficult;
 * then holds the ledger against the mail server's log, line by line, and prints what it finds.
 *
 * @returns whether everything holds, on every backend
 */
export async function testFaults(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const { reminders, tenants, workers, atOnce, leaseSeconds, seed } = options;
  console.log(
    `\n${reminders.toLocaleString('en')} due reminders of ${tenants} tenants, ${workers} workers of ${atOnce} at once, lease ${leaseSeconds} s; again with --seed=${seed}`,
  );
  let holds = true;
  for (const backend of options.backends) holds = (await runOn(backend, options)) && holds;
  console.log(holds ? '\nNothing is lost, nothing is owed.' : '\nTHE PROMISE IS BROKEN, see above.');
  return holds;
}

async function runOn(backend: Backend, options: FaultOptions): Promise<boolean> {
  console.log(`\nqueue in ${backend === 'redis' ? 'Redis' : 'Postgres'}`);
  const folder = await makeTemporaryFolder();
  const run = new Run(backend, options, folder);
  let holds = false;
  try {
    const verdict = await run.all();
    tell(verdict);
    holds = verdict.holds;
  } finally {
    await run.close();
    if (holds) rmSync(folder, { recursive: true, force: true });
    else console.log(`  kept for a look: ${keep(folder)}`);
  }
  return holds;
}

/** Out of the way of the next run, which removes what a killed one has left. */
function keep(folder: string): string {
  const kept = join(tmpdir(), `homolog-faults-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`);
  renameSync(folder, kept);
  return kept;
}

/** One backend's run, from an empty folder to its verdict. */
class Run {
  private readonly secret = randomBytes(32).toString('base64url');
  private postgres!: EmbeddedPostgres;
  private redis: OwnRedis | null = null;
  private sink!: ChildProcess;
  private log!: SinkLog;
  private fleet: Fleet | null = null;
  private due: string[] = [];
  private addresses = 0;
  /** product instant minus real one, milliseconds */
  private aheadMs = 0;

  constructor(
    private readonly backend: Backend,
    private readonly options: FaultOptions,
    private readonly folder: string,
  ) {}

  async all(): Promise<Verdict> {
    await this.phase('a database on disk, with fsync', () => this.startServers());
    await this.phase('planning', () => this.fill());
    const accidents = await this.phase('sending, with accidents', () => this.send());
    await this.phase('the rest, and the pauses of what was put off', () => this.finish());
    return this.phase('comparing ledger and log', () => this.judge(accidents));
  }

  async close(): Promise<void> {
    await this.fleet?.killAll();
    if (this.sink) await end(this.sink);
    this.log?.close();
    await this.redis?.stop();
    await this.postgres?.stop();
  }

  private async startServers(): Promise<void> {
    this.postgres = await this.startPostgres();
    await this.postgres.createDatabase('faults');
    await migrate({ databaseUrl: this.databaseUrl, secret: this.secret });
    if (this.backend === 'redis') this.redis = await startRedis(this.folder);
  }

  private async fill(): Promise<void> {
    const { reminders, tenants } = this.options;
    const clock = `${PLANNED_AT}@${new Date().toISOString()}`;
    await fillWorld(
      loadConfig({ ...this.env(), HOMOLOG_CLOCK: clock, SMTP_URL: 'smtp://127.0.0.1:9' }),
      reminders,
      tenants,
    );
    this.due = (await this.look<{ id: string }>(DUE_REMINDERS)).map(({ id }) => id);
    if (this.due.length !== reminders) throw new Error(`${this.due.length} reminders are due instead of ${reminders}`);
    const [row] = await this.look<{ count: number }>(
      `select count(distinct lower(m.to_email))::int as count from mails m join reminders r on r.tenant_id = m.tenant_id and r.mail_id = m.id
       where r.id = any ($1)`,
      [this.due],
    );
    this.addresses = row!.count;
  }

  private async send(): Promise<Accidents> {
    const { seed, workers, leaseSeconds } = this.options;
    const ports = await this.startSink();
    this.fleet = new Fleet({ env: this.env(), ports, folder: this.folder });
    this.setClock(Date.parse(DUE_AT));
    const world = {
      ...{ fleet: this.fleet, log: this.log, addresses: this.addresses },
      flush: async () => this.redis?.flush(),
      restart: (how: 'fast' | 'crash') => this.restart(how),
      inHands: () => this.look<{ messageId: string; to: string }>(IN_HANDS),
    };
    const accidents = new Accidents(world, seed, workers);
    await this.fleet.startAll();
    await accidents.run(planAccidents(this.options, this.backend), PATIENCE_LEASES * leaseSeconds * 1_000);
    return accidents;
  }

  /** Until nothing is due any more; then the clock moves to where the last pause ends, as often as it takes. */
  private async finish(): Promise<void> {
    for (let moves = 0; ; moves += 1) {
      await this.untilNothingDue();
      const [row] = await this.look<{ count: number; last: Date | null }>(PUT_OFF, [new Date(DUE_AT)]);
      if (row!.count === 0) break;
      if (moves === MOST_MOVES) throw new Error(`${row!.count} mails are put off again and again`);
      await this.fleet!.stopAll();
      this.setClock(row!.last!.getTime() + 1_000);
      const moved = new Date(this.productNow()).toISOString().slice(0, 16).replace('T', ' ');
      console.log(`    ${String(row!.count).padStart(6)} mails were put off; the clock moves to ${moved}`);
      await this.fleet!.startAll();
    }
    // What is still on its way may not come twice.
    await sleep(1_000);
    await this.fleet!.stopAll();
  }

  private async untilNothingDue(): Promise<void> {
    const patienceMs = PATIENCE_LEASES * this.options.leaseSeconds * 1_000;
    for (let least = Infinity, since = performance.now(); ; await sleep(250)) {
      if (this.fleet!.lost) throw new Error(this.fleet!.lost);
      const [row] = await this.look<{ count: number }>(DUE_NOW, [new Date(this.productNow())]);
      if (row!.count === 0) return;
      if (row!.count < least) [least, since] = [row!.count, performance.now()];
      if (performance.now() - since > patienceMs)
        throw new Error(`${row!.count} mails are due and nobody sends them for ${patienceMs / 1_000} s`);
    }
  }

  private async judge({ kills }: Accidents): Promise<Verdict> {
    const reminders = await this.look<Evidence['reminders'][number]>(LEDGER_REMINDERS, [this.due]);
    const mails = await this.look<Evidence['mails'][number]>(LEDGER_MAILS, [new Date(this.productNow())]);
    if (this.fleet!.lost) throw new Error(this.fleet!.lost);
    return judge({ reminders, mails, lines: this.log.read(), kills });
  }

  private get databaseUrl(): string {
    return this.postgres.url('faults');
  }

  private env(): Record<string, string> {
    const { leaseSeconds, atOnce } = this.options;
    return {
      NODE_ENV: 'test',
      DATABASE_URL: this.databaseUrl,
      HOMOLOG_SECRET: this.secret,
      HOMOLOG_URL: 'https://homolog.example',
      HOMOLOG_DATA_DIR: this.folder,
      HOMOLOG_MAIL_LEASE_SECONDS: String(leaseSeconds),
      HOMOLOG_WORKER_CONCURRENCY: String(atOnce),
      HOMOLOG_SWEEP_SECONDS: '1',
      HOMOLOG_LOG_LEVEL: 'warn',
      ...(this.redis && { REDIS_URL: this.redis.url }),
    };
  }

  private startPostgres(port?: number): Promise<EmbeddedPostgres> {
    return EmbeddedPostgres.start({
      folder: join(this.folder, 'postgres'),
      logFile: join(this.folder, 'postgres.log'),
      ...(port && { port }),
      maxConnections: 50 + 40 * this.options.workers,
    });
  }

  private async restart(how: 'fast' | 'crash'): Promise<void> {
    const { port, pid } = this.postgres;
    if (how === 'fast') await this.postgres.stop();
    else process.kill(pid, 'SIGKILL');
    // Not only dead but gone: one that nobody has buried yet still holds its folder for the next.
    while (isThere(pid)) await sleep(5);
    this.postgres = await this.startPostgres(port);
    if (this.postgres.port !== port) throw new Error(`Postgres came back on another port`);
  }

  private async startSink(): Promise<number[]> {
    const logFile = join(this.folder, 'mail-server.log');
    const { seed, workers: slots } = this.options;
    const settings: SinkOptions = { logFile, slots, seed, ...SINK };
    this.sink = fork(join(DIST, 'apps/local/src/faults/sink.js'), [JSON.stringify(settings)]);
    const { ports } = await new Promise<{ ports: number[] }>((done, fail) => {
      this.sink.once('message', done as (message: unknown) => void);
      this.sink.once('exit', (code) => fail(new Error(`the mail server ended with ${code}`)));
    });
    this.log = new SinkLog(logFile);
    return ports;
  }

  private productNow(): number {
    return Date.now() + this.aheadMs;
  }

  private setClock(instant: number): void {
    this.aheadMs = instant - Date.now();
    this.fleet!.setClock(`${new Date(instant).toISOString()}@${new Date().toISOString()}`);
  }

  /** As the owner, on a connection of its own: Postgres may have been away since the one before. */
  private async look<R>(sql: string, values: unknown[] = []): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(sql, values)).rows as R[];
    } finally {
      await client.end();
    }
  }

  private async phase<T>(name: string, work: () => Promise<T>): Promise<T> {
    console.log(`  ${name}`);
    const from = performance.now();
    const result = await work();
    console.log(`    ${((performance.now() - from) / 1_000).toFixed(1).padStart(6)} s  done`);
    return result;
  }
}

function tell({ checks, repeats, holds }: Verdict): void {
  for (const { name, faults } of checks) {
    console.log(`  ${faults.length === 0 ? 'holds ' : 'BROKEN'}  ${name}`);
    for (const fault of faults.slice(0, 10)) console.log(`            ${fault}`);
    if (faults.length > 10) console.log(`            and ${faults.length - 10} more`);
  }
  for (const { cause, count, allowed } of repeats)
    console.log(`  ${count <= allowed ? 'holds ' : 'BROKEN'}  repeated, ${cause}: ${count} (allowed ${allowed})`);
  console.log(`  ${holds ? 'HOLDS' : 'BROKEN'}`);
}

/** Taken and not noted; also by workers that are dead, until their lease ends. */
const IN_HANDS = `
  select m.message_id as "messageId", lower(m.to_email) as "to" from due_mails d
  join mails m on m.tenant_id = d.tenant_id and m.id = d.mail_id where d.taken_at is not null`;

const DUE_NOW = `select count(*)::int as count from mails where state = 'owed' and not is_held and next_attempt_at <= $1`;

/** Due from the beginning and put off since. */
const PUT_OFF = `
  select count(*)::int as count, max(next_attempt_at) as last from mails where state = 'owed' and not is_held and send_at <= $1`;

const LEDGER_REMINDERS = `
  select r.id, r.state, r.mail_id as "mailId", c.number from reminders r
  join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
  join certificates c on c.tenant_id = d.tenant_id and c.id = d.certificate_id
  where r.id = any ($1)`;

/** Settled ones, and whatever is due: the days to come are no part of it. */
const LEDGER_MAILS = `
  select id, state, message_id as "messageId", lower(to_email) as "to" from mails where state in ('sent', 'refused') or send_at <= $1`;

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
