import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { migrate } from '#database/migrate';
import { openPool } from '#database/pool';
import { DUE_TURNS, PlanSweep } from '#features/daily-plans/plan-sweep';
import { loadConfig } from '#platform/config/config';
import { makeLogger } from '#platform/platform.module';
import { WorkerModule } from '../../../worker/src/worker.module.js';
import type { TemporaryPostgres } from '../temporary-postgres.js';

const TENANTS = Number(process.env.BENCH_PLAN_TENANTS ?? 1_000);
const FEW_TENANTS = 10;
const MEMBERS = 10;
/** Certificates of a tenant, with two days each. */
const CERTIFICATES = 40;
/** Cases of a tenant that wait for their owner. */
const CASES = 20;
/** Monday, 07:05 in Berlin, where all of them are: plans of the day and outlooks are laid for eight o'clock. */
const MORNING = '2026-11-23T06:05:00Z';
const GOAL = 1.5;
/** Minutes between the laying of a morning's plans and the morning. */
const WITHIN_MINUTES = 55;

interface Figure {
  tenants: number;
  laid: number;
  seconds: number;
  /** milliseconds of each person */
  each: number;
  /** pages of 8 kB that finding the first 200 of those who are due looks at */
  blocks: number;
}

/** Prints how long the plans and outlooks of one morning take to lay, of few tenants and of many. */
export async function benchPlans(postgres: TemporaryPostgres, secret: string): Promise<void> {
  console.log(`\nthe plans of a Monday morning: ${MEMBERS} people of each tenant, all in one time zone`);
  const figures: Figure[] = [];
  for (const tenants of [FEW_TENANTS, TENANTS]) {
    await postgres.createDatabase(`plans_${tenants}`);
    figures.push(await measure(postgres.url(`plans_${tenants}`), secret, tenants));
    tell(figures.at(-1)!);
  }
  const [few, many] = figures as [Figure, Figure];
  const ratio = many.each / few.each;
  console.log(`  ${verdict(ratio <= GOAL)}a person of ${many.tenants.toLocaleString('en')} tenants against one of ${few.tenants}: ${ratio.toFixed(2)}  (goal: ${GOAL}); pages ${(many.blocks / few.blocks).toFixed(2)}`); // prettier-ignore
  console.log(`  ${verdict(many.seconds / 60 <= WITHIN_MINUTES)}all of them within ${(many.seconds / 60).toFixed(1)} minutes by one worker  (goal: ${WITHIN_MINUTES}, when the mails leave)`); // prettier-ignore
}

async function measure(databaseUrl: string, secret: string, tenants: number): Promise<Figure> {
  await migrate({ databaseUrl, secret });
  const owner = new pg.Client({ connectionString: databaseUrl });
  owner.on('error', () => {});
  await owner.connect();
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    HOMOLOG_SECRET: secret,
    HOMOLOG_CLOCK: MORNING,
    SMTP_URL: 'smtp://127.0.0.1:9',
  });
  await fill(owner, tenants);
  const blocks = await looked(databaseUrl, secret);
  const context = await NestFactory.createApplicationContext(
    WorkerModule.forRoot(config, makeLogger({ logLevel: 'error' }, 'bench')),
    { logger: ['error'] },
  );
  try {
    const from = performance.now();
    const laid = await context.get(PlanSweep).run();
    const seconds = (performance.now() - from) / 1_000;
    return { tenants, laid, seconds, each: (seconds * 1_000) / (tenants * MEMBERS), blocks };
  } finally {
    await context.close();
    await owner.end();
  }
}

/** Members who answer for certificates and own cases; written without looking at foreign keys, hence without triggers. */
async function fill(owner: pg.Client, tenants: number): Promise<void> {
  const id = (noun: string, number: string) => `md5('${noun}' || t || '-' || ${number})::uuid`;
  const tenant = `md5('tenant' || t)::uuid`;
  const of = (count: number) => `from generate_series(1, ${tenants}) t, generate_series(0, ${count} - 1) n`;
  const at = `timestamptz '2026-01-01T00:00:00Z'`;
  const today = `date '${MORNING.slice(0, 10)}'`;
  const member = id('member', `n % ${MEMBERS}`);
  for (const sql of [
    `set synchronous_commit = off; set session_replication_role = replica`,
    `insert into tenants (id, kind, name, country, language, time_zone, created_at)
     select ${tenant}, 'consultancy', 'Consultancy ' || t, 'DE', 'en', 'Europe/Berlin', ${at} from generate_series(1, ${tenants}) t`,
    `insert into members (tenant_id, id, user_id, email, name, role, language, time_zone, country, joined_at, created_at)
     select ${tenant}, ${id('member', 'n')}, 'user-' || t || '-' || n, 'member-' || t || '-' || n || '@consultancy.example', 'Member ' || n,
       case n when 0 then 'owner' when 1 then 'manager' else 'consultant' end, 'en', 'Europe/Berlin', 'DE', ${at}, ${at} ${of(MEMBERS)}`,
    `insert into mail_turns (tenant_id, member_id, next_at) select tenant_id, id, '-infinity' from members`,
    `insert into clients (tenant_id, id, legal_name, name_key, country, created_at)
     select ${tenant}, ${id('client', 'n')}, 'Client ' || n, 'client' || n, 'DE', ${at} ${of(4)}`,
    `insert into products (tenant_id, id, client_id, class_code, name, manufacturer, unit_key, created_at)
     select ${tenant}, ${id('product', 'n')}, ${id('client', 'n % 4')}, '1109', 'Lamp ' || n, 'Client ' || n % 4, 'unit' || n, ${at} ${of(CERTIFICATES)}`,
    `insert into certificates (tenant_id, id, client_id, product_id, responsible_id, scheme, number, number_key, status, created_at)
     select ${tenant}, ${id('certificate', 'n')}, ${id('client', 'n % 4')}, ${id('product', 'n')}, ${member}, 'ccc', 'N-' || n, 'n' || n, 'valid', ${at}
     ${of(CERTIFICATES)}`,
    `insert into deadlines (tenant_id, id, certificate_id, client_id, kind, due_on, basis, rule, source, certainty, counted, state, created_at)
     select ${tenant}, ${id('deadline', 'n')}, ${id('certificate', `n / 2`)}, ${id('client', '(n / 2) % 4')},
       case n % 2 when 0 then 'renewal-filing' else 'annual-fee' end, ${today} - 3 + (n * 37 + t) % 300, 'legal', 'bench', 'Bench', 'official',
       '{"start": "named"}', 'open', ${at} ${of(2 * CERTIFICATES)}`,
    `insert into applications (tenant_id, id, number_year, number_seq, client_id, product_id, kind, scheme_key, reference_version,
       applicant_name, manufacturer_name, status, started_on, turn, turn_since, owner_id, created_at)
     select ${tenant}, ${id('case', 'n')}, 2026, n + 1, ${id('client', 'n % 4')}, ${id('product', 'n')}, 'new', 'ccc-standard', 1, 'Client ' || n % 4,
       'Client ' || n % 4, 'running', date '2026-10-01', case n % 2 when 0 then 'consultancy' else 'client' end, date '2026-11-02', ${member}, ${at}
     ${of(CASES)}`,
    `reset session_replication_role`,
    `vacuum analyze`,
  ])
    await owner.query(sql);
}

/** Of the statement that finds who is due, asked as the sweep asks it. */
async function looked(databaseUrl: string, secret: string): Promise<number> {
  const pool = openPool({ databaseUrl, secret, role: 'sweep', max: 1 });
  try {
    const nil = '00000000-0000-0000-0000-000000000000';
    const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `explain (analyze, buffers, timing off, format json) ${DUE_TURNS}`,
      [new Date(MORNING), '-infinity', nil, nil],
    );
    const plan = rows[0]!['QUERY PLAN'][0].Plan;
    return plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!;
  } finally {
    await pool.end();
  }
}

function tell({ tenants, laid, seconds, each, blocks }: Figure): void {
  const number = (value: number, width: number) => value.toLocaleString('en').padStart(width);
  console.log(`  ${number(tenants, 8)} tenants ${number(laid, 8)} plans and outlooks in ${seconds.toFixed(1).padStart(6)} s, ${each.toFixed(1)} ms a person; ${blocks} pages to find 200 people`); // prettier-ignore
}

const verdict = (isMet: boolean) => (isMet ? 'met   ' : 'MISSED').padEnd(8);
