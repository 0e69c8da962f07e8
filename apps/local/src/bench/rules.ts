import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '#database/migrate';
import { openPool } from '#database/pool';
import { shippedReference } from '#database/reference/read-book';
import type { CertificateFacts } from '#domain/certificate';
import { countFrom, type CountedDay } from '#domain/calendar/counting';
import { addDays, daysBetween } from '#domain/day';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import type { StatedDeadline } from '#domain/deadlines/deadline';
import { startTemporaryPostgres } from '../temporary-postgres.js';
import { tenantId } from './data.js';
import { median } from './measure.js';

/** Each certificate owes two days, its renewal and its expiry. */
const CERTIFICATES = 50_000;
const DEADLINES = 2 * CERTIFICATES;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);

/** Working-day limits as they are asked for: documents, tests, the energy label; start days over two years. */
const LIMITS = [5, 10, 15, 20, 30, 60];

/**
 * Prints the time to count 100,000 deadlines with everything that explains them, pure functions over rows in memory,
 * beside the time to read the same rows from Postgres. Both in one run, interleaved; medians of the rounds.
 */
export async function benchRules(): Promise<void> {
  const postgres = await startTemporaryPostgres();
  const open: { end(): Promise<void> }[] = [];
  try {
    await postgres.createDatabase('bench');
    const databaseUrl = postgres.url('bench');
    const secret = randomBytes(32).toString('base64url');
    await migrate({ databaseUrl, secret });
    const owner = new pg.Client({ connectionString: databaseUrl });
    await owner.connect();
    open.push(owner);
    await fill(owner);
    const app = openPool({ databaseUrl, secret, role: 'app', max: 1 });
    open.push(app);
    const tenant = await tenantId(owner, 1);
    const read = async <R>(text: string): Promise<R[]> => {
      await app.query(`begin; set local app.tenant_id = '${tenant}'; set local app.audience = 'staff'`);
      const { rows } = await app.query(text);
      await app.query('commit');
      return rows as R[];
    };

    const facts = await read<CertificateFacts & { id: string }>(FACTS);
    await store(owner, tenant, facts);

    const { china } = shippedReference();
    const figures: Record<string, number[]> = {};
    const timed = async (what: string, work: () => unknown): Promise<void> => {
      const began = performance.now();
      await work();
      (figures[what] ??= []).push(performance.now() - began);
    };
    let stated: StatedDeadline[] = [];
    let counts: CountedDay[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await timed('read the facts of 50,000 certificates', () => read(FACTS));
      await timed('count their 100,000 deadlines', () => (stated = deadlinesOf(facts)));
      check(stated);
      await timed('read the 100,000 deadlines as stored', () => read(STORED));
      await timed('count 100,000 working-day limits', () => (counts = workingDayLimits(china)));
      checkCounts(counts);
    }
    print(figures);
  } finally {
    // Before their server: a connection that is cut off would hide what went wrong.
    for (const connection of open) await connection.end();
    await postgres.stop();
  }
}

function deadlinesOf(facts: readonly CertificateFacts[]): StatedDeadline[] {
  const book = shippedReference();
  return facts.flatMap((certificate) => certificateDeadlines(certificate, book));
}

function workingDayLimits(china: Parameters<typeof countFrom>[3]): CountedDay[] {
  const counted: CountedDay[] = [];
  for (let n = 0; n < DEADLINES; n += 1) {
    counted.push(countFrom(addDays('2025-01-01', n % 730), LIMITS[n % LIMITS.length]!, 'working-days', china));
  }
  return counted;
}

/** Nothing was left out to be faster: each renewal says both readings. */
function check(stated: readonly StatedDeadline[]): void {
  const renewals = stated.filter(({ kind }) => kind === 'renewal-filing');
  if (stated.length !== DEADLINES || !renewals.every(({ counted }) => counted.readings?.length === 2))
    throw new Error('not the deadlines that were asked for');
}

/** Each explanation is whole: what was counted and what was passed over are all days from start to result. */
function checkCounts(counted: readonly CountedDay[]): void {
  const isWhole = ({ start, amount, result, skipped }: CountedDay): boolean =>
    skipped.reduce((sum, block) => sum + block.days, amount) === daysBetween(start, result);
  if (counted.length !== DEADLINES || !counted.every(isWhole)) throw new Error('not the counts that were asked for');
}

function print(figures: Record<string, number[]>): void {
  const reading = median(figures['read the 100,000 deadlines as stored']!);
  console.log(`\nmedians of ${ROUNDS} interleaved rounds\n`);
  console.log(`${''.padEnd(42)}${'ms'.padStart(8)}${'us each'.padStart(10)}${'of reading'.padStart(12)}`);
  for (const [what, times] of Object.entries(figures)) {
    const ms = median(times);
    const each = ((ms * 1_000) / DEADLINES).toFixed(2);
    console.log(
      `${what.padEnd(42)}${ms.toFixed(0).padStart(8)}${each.padStart(10)}${(ms / reading).toFixed(2).padStart(12)}`,
    );
  }
}

async function fill(owner: pg.Client): Promise<void> {
  await owner.query('set synchronous_commit = off');
  await owner.query(
    `insert into tenants (id, kind, name, country, language, time_zone, created_at)
     values (md5('tenant' || 1)::uuid, 'consultancy', 'Consultancy 1', 'DE', 'en', 'Europe/Berlin', '2026-01-01T00:00:00Z')`,
  );
  await owner.query(
    `insert into clients (tenant_id, id, legal_name, name_key, country, created_at)
     select id, md5('client')::uuid, 'Lindauer Lichttechnik GmbH', 'lindauer', 'DE', created_at from tenants`,
  );
  await owner.query(
    `insert into products (tenant_id, id, client_id, class_code, name, manufacturer, models, unit_key, created_at)
     select t.id, md5('product' || n)::uuid, md5('client')::uuid, '1104', 'Safety belt ' || n, 'Lindauer', array['SB-' || n], 'unit ' || n, t.created_at
     from tenants t, generate_series(1, ${CERTIFICATES}) n`,
  );
  await owner.query(
    `insert into certificates (tenant_id, id, client_id, product_id, scheme, number, number_key, body, issued_on, valid_until, status, next_due_on, created_at)
     select t.id, md5('certificate' || n)::uuid, md5('client')::uuid, md5('product' || n)::uuid, 'ccc', (2022011109000000 + n)::text,
       (2022011109000000 + n)::text, 'CQC', date '2023-01-01' + n % 1000, date '2028-01-01' + n % 1000, 'valid', 'infinity', t.created_at
     from tenants t, generate_series(1, ${CERTIFICATES}) n`,
  );
}

/** As `DeadlinesService` stores them, the explanation with them. */
async function store(
  owner: pg.Client,
  tenant: string,
  facts: readonly (CertificateFacts & { id: string })[],
): Promise<void> {
  const book = shippedReference();
  const rows = facts.flatMap((certificate) =>
    certificateDeadlines(certificate, book).map((stated) => ({ certificateId: certificate.id, ...stated })),
  );
  for (let start = 0; start < rows.length; start += 5_000) {
    await owner.query(STORE, [JSON.stringify(rows.slice(start, start + 5_000)), tenant]);
  }
  await owner.query('analyze');
}

const FACTS = `
  select c.id, c.scheme, p.class_code as "classCode", c.status, c.issued_on as "issuedOn", c.valid_until as "validUntil",
    exists (select 1 from certificates r where r.tenant_id = c.tenant_id and r.replaces_id = c.id) as "isReplaced"
  from certificates c join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
  where c.tenant_id = current_tenant()`;

const STORED = `
  select id, certificate_id as "certificateId", kind, due_on as "dueOn", basis, rule, source, certainty, counted,
    is_disputed as "isDisputed", state
  from deadlines where tenant_id = current_tenant() order by due_on, id`;

const STORE = `
  insert into deadlines (tenant_id, id, certificate_id, client_id, kind, due_on, basis, rule, source, certainty, counted,
                         is_disputed, state, created_at)
  select $2, gen_random_uuid(), r."certificateId", md5('client')::uuid, r.kind, r."dueOn", r.basis, r.rule, r.source,
    r.certainty, r.counted, r."isDisputed", 'open', '2026-01-01T00:00:00Z'
  from jsonb_to_recordset($1::jsonb) as r ("certificateId" uuid, kind text, "dueOn" date, basis text, rule text, source text,
                                           certainty text, counted jsonb, "isDisputed" boolean)`;
