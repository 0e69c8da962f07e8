import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '#database/migrate';
import { startTemporaryPostgres } from '../temporary-postgres.js';
import { type CaseTenant, caseTenant, fillCaseTenant, idOf, prepareFill } from './cases-data.js';
import { fillBusyCase } from './cases-papers.js';
import { casePage, type Looked, LOOKS, SESSIONS } from './cases-looks.js';
import { tenantId } from './data.js';
import { median } from './measure.js';
import { end, signIn, startApi } from './server.js';

const SMALL = caseTenant(1, 500);
const LARGE = caseTenant(2, Number(process.env.BENCH_CASES ?? 50_000));
/** Each look at the small and the large one in turn, so that what else the machine does hits both. */
const ROUNDS = Number(process.env.BENCH_CASE_ROUNDS ?? 31);
const WARM_UP = 8;

/** Cases of the small tenant that stand at the same stage: a quiet one, a busy one, one that stopped and went 200 times. */
const QUIET = 31;
const BUSY = 32;
const RESTLESS = 33;

/**
 * Prints how long board, table, search, calendar and case page take in a tenant with 50,000 cases against one with 500,
 * and the page of a case with 2,000 events against one with 20: over HTTP, by the built api.
 *
 * @param only part of the names of the looks that are measured, without the pages of cases; all by default
 */
export async function benchCases(only = ''): Promise<void> {
  const postgres = await startTemporaryPostgres();
  const children: ChildProcess[] = [];
  try {
    const secret = randomBytes(32).toString('base64url');
    await postgres.createDatabase('bench');
    const databaseUrl = postgres.url('bench');
    await migrate({ databaseUrl, secret });
    const owner = new pg.Client({ connectionString: databaseUrl });
    await owner.connect();
    await seed(owner);
    const api = await startApi(databaseUrl, secret, children);
    const small = await looked(owner, secret, SMALL);
    const large = await looked(owner, secret, LARGE);
    await measureTenants(api.url, small, large, only);
    if (only === '') await measurePages(owner, api.url, small);
    await owner.end();
  } finally {
    await Promise.all(children.map(end));
    await postgres.stop();
  }
}

async function seed(owner: pg.Client): Promise<void> {
  const from = performance.now();
  await prepareFill(owner);
  for (const tenant of [LARGE, SMALL]) await fillCaseTenant(owner, tenant);
  const put = (sql: string) => owner.query(sql);
  await fillBusyCase(put, SMALL.tenant, QUIET, {
    events: 15,
    comments: 3,
    stops: 2,
    undone: 2,
    requests: 8,
    versions: 1,
  });
  await fillBusyCase(put, SMALL.tenant, BUSY, {
    events: 1995,
    comments: 600,
    stops: 40,
    undone: 160,
    requests: 8,
    versions: 4,
  });
  await fillBusyCase(put, SMALL.tenant, RESTLESS, {
    events: 1995,
    comments: 600,
    stops: 400,
    undone: 0,
    requests: 8,
    versions: 4,
  });
  await owner.query('vacuum analyze');
  const seconds = ((performance.now() - from) / 1000).toFixed(0);
  console.log(`\nseeded ${LARGE.cases.toLocaleString('en')} and ${SMALL.cases} cases in ${seconds} s`);
}

async function looked(owner: pg.Client, secret: string, tenant: CaseTenant): Promise<Looked> {
  const id = await tenantId(owner, tenant.tenant);
  const clientId = await idOf(owner, 'client', tenant.tenant, 2);
  return {
    ...{ ...tenant, clientId },
    ownerId: await idOf(owner, 'member', tenant.tenant, 3),
    caseId: await idOf(owner, 'case', tenant.tenant, 42),
    cookies: {
      staff: await signIn(owner, secret, { tenantId: id }),
      client: await signIn(owner, secret, { tenantId: id, clientId }),
    },
  };
}

async function measureTenants(url: string, small: Looked, large: Looked, only: string): Promise<void> {
  for (const session of SESSIONS) {
    heading(`${session} session`, `${small.cases} cases`, `${large.cases.toLocaleString('en')} cases`);
    for (const look of LOOKS.filter(({ name, sessions }) => name.includes(only) && sessions.includes(session))) {
      const ask = (of: Looked) => () => asked(url, of.cookies[session], look.paths(of));
      const [before, after] = await inTurn(ask(small), ask(large));
      line(look.name, before, after, look.tellsMore ? null : 2);
    }
  }
}

async function measurePages(owner: pg.Client, url: string, small: Looked): Promise<void> {
  const page = async (n: number) => {
    const paths = casePage(await idOf(owner, 'case', small.tenant, n));
    return (which?: number) => asked(url, small.cookies.staff, which === undefined ? paths : [paths[which]!]);
  };
  const [quiet, busy, restless] = [await page(QUIET), await page(BUSY), await page(RESTLESS)];
  heading('case page', '20 events', '2,000 events');
  const compare = async (name: string, a: () => Promise<void>, b: () => Promise<void>, most: number | null) => {
    const [before, after] = await inTurn(a, b);
    line(name, before, after, most);
  };
  await compare(
    'all of the page',
    () => quiet(),
    () => busy(),
    1.5,
  );
  for (const [index, path] of casePage(':id').entries())
    await compare(
      path.split('?')[0]!,
      () => quiet(index),
      () => busy(index),
      null,
    );
  await compare(
    'all, 400 moves that stand',
    () => quiet(),
    () => restless(),
    null,
  );
}

/** Medians of the two in milliseconds. */
async function inTurn(a: () => Promise<void>, b: () => Promise<void>): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [index, ask] of [a, b].entries()) {
      const from = performance.now();
      await ask();
      if (round >= 0) times[index]!.push(performance.now() - from);
    }
  }
  return [median(times[0]), median(times[1])];
}

/** All at once, as a page asks for what it shows. */
async function asked(url: string, cookie: string, paths: readonly string[]): Promise<void> {
  await Promise.all(
    paths.map(async (path) => {
      const response = await fetch(url + path, { headers: { cookie } });
      const text = await response.text();
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    }),
  );
}

function heading(what: string, small: string, large: string): void {
  console.log(`\n${what.padEnd(58)}${small.padStart(14)}${large.padStart(16)}${'ratio'.padStart(9)}`);
}

function line(name: string, small: number, large: number, most: number | null): void {
  const ratio = large / small;
  const verdict = most === null ? '' : ratio <= most ? 'met   ' : 'MISSED';
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `  ${verdict.padEnd(8)}${name.padEnd(48)}${ms(small).padStart(14)}${ms(large).padStart(16)}${ratio.toFixed(2).padStart(9)}${most === null ? '' : `  (goal: ${most.toFixed(1)})`}`,
  );
}
