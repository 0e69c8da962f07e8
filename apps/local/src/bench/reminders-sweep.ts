import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { openPool } from '#database/pool';
import {
  ADMIT_MAILS,
  ADMITTED_AT_ONCE,
  admitMails,
  CLAIM_MAILS,
  claimMails,
  type ClaimOptions,
  claimParams,
} from '#features/reminders/claim-mails';
import type { TemporaryPostgres } from '../temporary-postgres.js';
import { migrate } from '#database/migrate';
import { median } from './measure.js';
import { DUE, fillPlanned, makeDue, settleDue } from './reminders-data.js';

/** Each list grows in one database. */
const PLANNED = [10_000, 100_000, 1_000_000, 10_000_000];
const TENANTS = [1, 1_000, 100_000];
const MOST = Math.max(PLANNED[0]!, Number(process.env.BENCH_REMINDERS ?? 10_000_000));
const ROUNDS = Number(process.env.BENCH_SWEEP_ROUNDS ?? 21);
const WARM_UP = 5;
const GOAL = 1.5;
/** Bytes on disk for a planned reminder with its mail and their indexes. */
const BYTES = 1_300;

interface Figure {
  tenants: number;
  planned: number;
  /** milliseconds of the rounds */
  times: number[];
  /** pages of 8 kB that one round looks at */
  blocks: number;
}

/** Prints how long it takes to admit and claim 1,000 due mails, whatever else is planned and however many tenants there are. */
export async function benchSweep(postgres: TemporaryPostgres, secret: string): Promise<void> {
  console.log(`\nfinding what is due: ${DUE.toLocaleString('en')} mails admitted and claimed`);
  const figures: Figure[] = [];
  const sizes = PLANNED.filter((size) => size <= MOST);
  assertSpace(sizes.at(-1)!);
  for (const tenants of TENANTS) {
    await postgres.createDatabase('sweep');
    const databaseUrl = postgres.url('sweep');
    await migrate({ databaseUrl, secret });
    const owner = new pg.Client({ connectionString: databaseUrl });
    owner.on('error', () => {});
    await owner.connect();
    const pool = openPool({ databaseUrl, secret, role: 'sweep', max: 2 });
    try {
      await aliveWorkers(owner);
      for (const size of sizes) {
        const from = performance.now();
        await fillPlanned(owner, { planned: size, tenants });
        const seconds = (performance.now() - from) / 1_000;
        figures.push({ tenants, planned: size, ...(await measure(owner, pool, tenants)) });
        tell(figures.at(-1)!, figures[0]!, seconds, await megabytes(owner));
      }
    } finally {
      await pool.end();
      await owner.end();
    }
  }
  const slowest = Math.max(...figures.map(({ times }) => median(times)));
  const most = Math.max(...figures.map(({ blocks }) => blocks));
  const ratio = slowest / median(figures[0]!.times);
  console.log(`  ${verdict(ratio <= GOAL)}the slowest against the smallest: ${ratio.toFixed(2)}  (goal: ${GOAL}); pages ${(most / figures[0]!.blocks).toFixed(2)}`); // prettier-ignore
}

/** So many hands that a claim may hold all that is due: the limits are not what is measured here. */
const HANDS = 1_000;
const LIMITS: ClaimOptions['limits'] = {
  senderInFlight: 1_000,
  senderPerMinute: 1_000_000,
  domainInFlight: 1_000,
  domainPerMinute: 1_000_000,
  domains: new Map(),
};
const options = (now: Date): ClaimOptions => ({ now, leaseSeconds: 120, aliveSeconds: 60, limits: LIMITS });

async function aliveWorkers(owner: pg.Client): Promise<void> {
  await owner.query(
    `insert into mail_workers (id, name, queue, at_once, started_at, swept_at, sweep_ms)
     values (gen_random_uuid(), 'bench', 'postgres', $1, now(), now() + interval '50 years', 0)`,
    [HANDS],
  );
}

async function measure(owner: pg.Client, pool: pg.Pool, tenants: number): Promise<Pick<Figure, 'times' | 'blocks'>> {
  const times: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    await owner.query(`update mail_workers set swept_at = now()`);
    const now = new Date();
    await makeDue(owner, tenants, now);
    const from = performance.now();
    while ((await admitMails(pool, now)) === ADMITTED_AT_ONCE);
    let claimed = 0;
    while (claimed < DUE) {
      const claim = await claimMails(pool, options(now));
      if (claim.claimed.length === 0) throw new Error(`only ${claimed} of ${DUE} due mails were claimed`);
      claimed += claim.claimed.length;
    }
    if (round >= 0) times.push(performance.now() - from);
    await settleDue(owner);
  }
  const now = new Date();
  await owner.query(`update mail_workers set swept_at = now()`);
  await makeDue(owner, tenants, now);
  let blocks = await looked(pool, ADMIT_MAILS, [now]);
  while (await isFree(owner)) blocks += await looked(pool, CLAIM_MAILS, claimParams(options(now)));
  await settleDue(owner);
  return { times, blocks };
}

async function isFree(owner: pg.Client): Promise<boolean> {
  return (await owner.query('select 1 from due_mails where leased_until is null limit 1')).rowCount === 1;
}

async function looked(pool: pg.Pool, sql: string, values: unknown[]): Promise<number> {
  const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
    `explain (analyze, buffers, timing off, format json) ${sql}`,
    values,
  );
  const plan = rows[0]!['QUERY PLAN'][0].Plan;
  return plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!;
}

function tell({ tenants, planned, times, blocks }: Figure, smallest: Figure, seconds: number, size: number): void {
  const middle = median(times);
  const sorted = [...times].sort((a, b) => a - b);
  const spread = `${sorted[Math.floor(times.length * 0.1)]!.toFixed(0)}-${sorted[Math.floor(times.length * 0.9)]!.toFixed(0)}`;
  const number = (value: number, width: number) => value.toLocaleString('en').padStart(width);
  const ratio = middle / median(smallest.times);
  console.log(`  ${number(planned, 11)} planned ${number(tenants, 8)} tenants ${middle.toFixed(1).padStart(8)} ms (${spread})  ratio ${ratio.toFixed(2)}  ${number(blocks, 7)} pages  filled in ${seconds.toFixed(0)} s, ${number(size, 6)} MB`); // prettier-ignore
}

const verdict = (isMet: boolean) => (isMet ? 'met   ' : 'MISSED').padEnd(8);

async function megabytes(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
  return Math.round(Number(rows[0]!.bytes) / 1_000_000);
}

function assertSpace(planned: number): void {
  const { bavail, bsize } = statfsSync(tmpdir());
  if (bavail * bsize < 2 * planned * BYTES)
    throw new Error(
      `${tmpdir()} has too little space for ${planned.toLocaleString('en')} reminders; set BENCH_REMINDERS`,
    );
}
