import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '#database/migrate';
import { startTemporaryPostgres } from '../temporary-postgres.js';
import { fillCampaignTenant } from './campaigns-data.js';
import { tenantId } from './data.js';
import { median, residentMb } from './measure.js';
import { DIST, end, signIn, startApi } from './server.js';

const FEW = 200;
const MANY = Number(process.env.BENCH_MEMBERS ?? 20_000);
/** The board of each in turn, so that what else the machine does hits both. */
const ROUNDS = Number(process.env.BENCH_CAMPAIGN_ROUNDS ?? 31);
const WARM_UP = 8;
/** Announcement 57/2025 runs out at the end of this year: the day of the bench is one before it. */
const CLOCK = '2026-11-20T09:00:00Z';
/** The memory of the second half against that of the first, once the first tenth is made. */
const FLAT = 1.2;

interface Started {
  id: string;
  cookie: string;
}

interface Progress {
  state: string;
  membersTotal: number;
  membersDone: number;
  failed: number;
  letters: number;
}

/**
 * Prints how a campaign of 20,000 members is made by the built worker (progress, rate, its resident memory over time),
 * and how long the board of it takes to open against one of 200 members.
 */
export async function benchCampaigns(): Promise<void> {
  const postgres = await startTemporaryPostgres();
  const children: ChildProcess[] = [];
  try {
    const secret = randomBytes(32).toString('base64url');
    await postgres.createDatabase('bench');
    const databaseUrl = postgres.url('bench');
    await migrate({ databaseUrl, secret });
    const owner = new pg.Client({ connectionString: databaseUrl });
    // Where the bench fails, its own trouble is to be told, not that the server went with it.
    owner.on('error', () => {});
    await owner.connect();
    await fillCampaignTenant(owner, 1, FEW);
    await fillCampaignTenant(owner, 2, MANY);
    await owner.query('vacuum analyze');
    const clock = { NODE_ENV: 'test', HOMOLOG_CLOCK: `${CLOCK}@${new Date().toISOString()}` };
    const api = await startApi(databaseUrl, secret, children, clock);
    const worker = startWorker(databaseUrl, secret, children, clock);
    const few = await made(api.url, await started(api.url, owner, secret, 1), worker.pid!, null);
    console.log(`\nmaking a campaign of ${MANY.toLocaleString('en')} members`);
    const samples: number[] = [];
    const many = await made(api.url, await started(api.url, owner, secret, 2), worker.pid!, samples);
    tellMemory(samples);
    await owner.query('vacuum analyze');
    await compareBoards(api.url, few, many);
    await owner.end();
  } finally {
    await Promise.all(children.map(end));
    await postgres.stop();
  }
}

function startWorker(databaseUrl: string, secret: string, children: ChildProcess[], env: object): ChildProcess {
  const child = fork(join(DIST, 'apps/worker/src/main.js'), {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      HOMOLOG_SECRET: secret,
      HOMOLOG_LOG_LEVEL: 'error',
      SMTP_URL: 'smtp://127.0.0.1:9',
      ...env,
    },
  });
  children.push(child);
  return child;
}

/** Drafts and starts the campaign of a tenant, as one who may. */
async function started(url: string, owner: pg.Client, secret: string, tenant: number): Promise<Started> {
  const id = await tenantId(owner, tenant);
  const cookie = await signIn(owner, secret, { tenantId: id });
  await owner.query(`update members set role = 'owner' where tenant_id = $1 and user_id is not null`, [id]);
  const campaign = await send<{ id: string; version: number }>(url, cookie, '/api/campaigns', {
    name: 'Announcement 57/2025',
    changeKey: 'samr-57-2025',
    caseKind: 'conversion',
    schemeKey: 'sdoc-to-ccc',
    deadlineOn: '2026-12-31',
    documentsDueOn: '2026-12-07',
    documents: [{ stageKey: 'application', title: 'Authorisation', titleZh: '授权书' }],
    ownerRule: { by: 'responsible' },
    letter: { en: { subject: 'Convert {{count}} by {{deadline}}', body: 'Dear {{contact}},\n\n{{certificates}}' } },
  });
  await send(url, cookie, `/api/campaigns/${campaign.id}/start`, { version: campaign.version });
  return { id: campaign.id, cookie };
}

/** Waits until all is made, telling each tenth; `samples` gets the worker's resident memory in MB, once a second. */
async function made(url: string, campaign: Started, pid: number, samples: number[] | null): Promise<Started> {
  const from = performance.now();
  for (let told = 0; ; await sleep(1_000)) {
    const { state, membersTotal, membersDone, failed, letters } = await get<Progress>(url, campaign, '/progress');
    const memory = residentMb(pid);
    const tenth = membersTotal === 0 ? 0 : Math.floor((10 * membersDone) / membersTotal);
    const seconds = (performance.now() - from) / 1_000;
    if (samples !== null && tenth >= 1) samples.push(memory);
    if (samples !== null && (tenth > told || state !== 'creating')) {
      told = tenth;
      const rate = (membersDone / seconds).toFixed(0);
      console.log(`  ${String(membersDone).padStart(7)} of ${membersTotal}  ${seconds.toFixed(0).padStart(5)} s  ${rate.padStart(5)}/s  worker ${memory.toFixed(0)} MB  ${letters} letters`); // prettier-ignore
    }
    if (state === 'creating') continue;
    if (state !== 'running' || failed > 0 || membersDone !== membersTotal)
      throw new Error(`the campaign is ${state} with ${failed} failed and ${membersDone} of ${membersTotal} made`);
    return campaign;
  }
}

function tellMemory(samples: readonly number[]): void {
  const half = Math.floor(samples.length / 2);
  const [first, second] = [median(samples.slice(0, half)), median(samples.slice(half))];
  const ratio = second / first;
  const verdict = ratio <= FLAT ? 'met' : 'MISSED';
  console.log(
    `  ${verdict.padEnd(8)}worker's memory, second half against first: ${first.toFixed(0)} MB, ${second.toFixed(0)} MB, ratio ${ratio.toFixed(2)}  (goal: ${FLAT}), highest ${Math.max(...samples).toFixed(0)} MB`,
  );
}

/** What the page of a campaign asks for at once: its head, the funnel, the forecast and the first page of laggards. */
const BOARD = ['', '/funnel', '/forecast', '/members?limit=50'];

async function compareBoards(url: string, few: Started, many: Started): Promise<void> {
  console.log(`\n${'board'.padEnd(40)}${`${FEW} members`.padStart(14)}${`${MANY.toLocaleString('en')} members`.padStart(18)}${'ratio'.padStart(8)}`); // prettier-ignore
  await compare('all of the board', url, BOARD, few, many, 2);
  for (const path of BOARD) await compare(path || 'the campaign', url, [path], few, many, null);
}

async function compare(
  name: string,
  url: string,
  paths: string[],
  few: Started,
  many: Started,
  most: number | null,
): Promise<void> {
  // prettier-ignore
  const times: [number[], number[]] = [[], []];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [index, campaign] of [few, many].entries()) {
      const from = performance.now();
      await Promise.all(paths.map((path) => get(url, campaign, path)));
      if (round >= 0) times[index]!.push(performance.now() - from);
    }
  }
  const [small, large] = [median(times[0]), median(times[1])];
  const verdict = most === null ? '' : large / small <= most ? 'met' : 'MISSED';
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(`  ${verdict.padEnd(8)}${name.padEnd(30)}${ms(small).padStart(14)}${ms(large).padStart(18)}${(large / small).toFixed(2).padStart(8)}${most === null ? '' : `  (goal: ${most.toFixed(1)})`}`); // prettier-ignore
}

async function get<T>(url: string, { id, cookie }: Started, path: string): Promise<T> {
  return answer<T>(await fetch(`${url}/api/campaigns/${id}${path}`, { headers: { cookie } }));
}

async function send<T>(url: string, cookie: string, path: string, body: object): Promise<T> {
  const headers = { cookie, 'content-type': 'application/json', origin: new URL(url).origin };
  return answer<T>(await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function answer<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}
