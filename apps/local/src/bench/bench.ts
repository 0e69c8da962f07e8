import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomBytes } from 'node:crypto';
import autocannon from 'autocannon';
import pg from 'pg';
import { migrate } from '#database/migrate';
import { roleUrl } from '#database/roles';
import { startTemporaryPostgres } from '../temporary-postgres.js';
import { CERTIFICATES_PER_TENANT, fillTenants, tenantId } from './data.js';
import { cpuMs, median, residentMb } from './measure.js';
import { DIST, end, type Server, signIn, startApi } from './server.js';

/** Interleaved rounds and seconds of each; medians are printed. */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const CONNECTIONS = 16;
const TENANTS = 100;

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PATH = '/api/certificates?limit=50';

interface Figures {
  perSecond: number;
  nodeUs: number;
  postgresUs: number;
  p99Ms: number;
}

/** Prints the figures of the list: throughput, growth, cold start, memory, first JavaScript. */
export async function bench(): Promise<void> {
  const postgres = await startTemporaryPostgres();
  const children: ChildProcess[] = [];
  try {
    const secret = randomBytes(32).toString('base64url');
    await postgres.createDatabase('bench');
    const databaseUrl = postgres.url('bench');
    await migrate({ databaseUrl, secret });
    const owner = new pg.Client({ connectionString: databaseUrl });
    await owner.connect();
    await fillTenants(owner, 1, 1);
    const cookie = await signIn(owner, secret, { tenantId: await tenantId(owner, 1) });

    const bare = await startBare(databaseUrl, secret, children);
    const cold = await coldStarts(databaseUrl, secret, children);
    const api = cold.server;
    await sameRows(bare, api, cookie);

    const small = await measure([bare, api], cookie, postgres.pid);
    say(`1 % of the data (one tenant of ${CERTIFICATES_PER_TENANT.toLocaleString('en')})`);
    table(small, bare.name);

    await fillTenants(owner, 2, TENANTS);
    const large = await measure([bare, api], cookie, postgres.pid);
    say(
      `100 % of the data (${TENANTS} tenants, ${(TENANTS * CERTIFICATES_PER_TENANT).toLocaleString('en')} certificates)`,
    );
    table(large, bare.name);
    await owner.end();

    const ratio = large.get(api.name)!.perSecond / large.get(bare.name)!.perSecond;
    const growth = large.get(api.name)!.perSecond / small.get(api.name)!.perSecond;
    say('goals');
    goal('list against the bare handler', ratio.toFixed(2), '0.80 or better', ratio >= 0.8);
    goal('list at 100 % against 1 % of the data', growth.toFixed(2), 'no growth (0.90 or better)', growth >= 0.9);
    goal('cold start of the built api', `${Math.round(cold.ms)} ms`, 'within 2,000 ms', cold.ms <= 2000);
    const memory = residentMb(api.child.pid!);
    goal('resident memory after load', `${Math.round(memory)} MB`, 'under 300 MB', memory < 300);
    await firstJavaScript(api);
  } finally {
    await Promise.all(children.map(end));
    await postgres.stop();
  }
}

function say(line: string): void {
  console.log(`\n${line}`);
}

function goal(what: string, value: string, wanted: string, isMet: boolean): void {
  console.log(`  ${isMet ? 'met   ' : 'MISSED'}  ${what}: ${value}  (goal: ${wanted})`);
}

function table(figures: Map<string, Figures>, reference: string): void {
  console.log('  handler           req/s   ratio   node us/req   postgres us/req   p99 ms');
  for (const [name, f] of figures) {
    const ratio = f.perSecond / figures.get(reference)!.perSecond;
    console.log(
      `  ${name.padEnd(15)} ${f.perSecond.toFixed(0).padStart(7)} ${ratio.toFixed(2).padStart(7)} ${f.nodeUs.toFixed(0).padStart(13)} ${f.postgresUs.toFixed(0).padStart(17)} ${f.p99Ms.toFixed(1).padStart(8)}`,
    );
  }
}

async function startBare(databaseUrl: string, secret: string, children: ChildProcess[]): Promise<Server> {
  const child = fork(join(HERE, 'bare.js'), [
    roleUrl(databaseUrl, secret, 'app'),
    roleUrl(databaseUrl, secret, 'auth'),
  ]);
  children.push(child);
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    child.once('exit', (code) => reject(new Error(`the bare handler ended with ${code}`)));
  });
  return { name: 'bare Fastify+pg', url: `http://127.0.0.1:${port}`, child };
}

/** Starts the built api three times; the last one stays. Milliseconds from the start of the process to "ready". */
async function coldStarts(
  databaseUrl: string,
  secret: string,
  children: ChildProcess[],
): Promise<{ server: Server; ms: number }> {
  const times: number[] = [];
  for (let round = 1; ; round++) {
    const from = performance.now();
    const server = await startApi(databaseUrl, secret, children);
    times.push(performance.now() - from);
    if (round === 3) return { server, ms: median(times) };
    await end(server.child);
  }
}

/** Both must give the same 50 rows, or the ratio says nothing. */
async function sameRows(bare: Server, api: Server, cookie: string): Promise<void> {
  const [a, b] = await Promise.all(
    [bare, api].map(async ({ url }) => {
      const response = await fetch(url + PATH, { headers: { cookie } });
      if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as { items: { id: string }[] };
    }),
  );
  const ids = (page: typeof a) => page!.items.map((item) => item.id).join();
  if (a!.items.length !== 50 || ids(a) !== ids(b)) throw new Error('the two handlers give different rows');
  const missing = Object.keys(a!.items[0]!).filter((key) => !(key in b!.items[0]!));
  if (missing.length) throw new Error(`the api leaves out ${missing.join(', ')}`);
}

async function measure(servers: Server[], cookie: string, postgresPid: number): Promise<Map<string, Figures>> {
  const rounds = new Map<string, Figures[]>(servers.map((s) => [s.name, []]));
  for (const server of servers) await load(server, cookie, 2);
  for (let round = 0; round < ROUNDS; round++) {
    for (const server of servers) {
      const [node, db] = [cpuMs(server.child.pid!), cpuOfTree(postgresPid)];
      const result = await load(server, cookie, SECONDS);
      const requests = result.requests.total;
      rounds.get(server.name)!.push({
        perSecond: requests / result.duration,
        nodeUs: ((cpuMs(server.child.pid!) - node) * 1000) / requests,
        postgresUs: ((cpuOfTree(postgresPid) - db) * 1000) / requests,
        p99Ms: result.latency.p99,
      });
    }
  }
  const of = (all: Figures[], key: keyof Figures) => median(all.map((f) => f[key]));
  return new Map(
    [...rounds].map(([name, all]) => [
      name,
      {
        perSecond: of(all, 'perSecond'),
        nodeUs: of(all, 'nodeUs'),
        postgresUs: of(all, 'postgresUs'),
        p99Ms: of(all, 'p99Ms'),
      },
    ]),
  );
}

async function load(server: Server, cookie: string, seconds: number): Promise<autocannon.Result> {
  const result = await autocannon({
    url: server.url + PATH,
    connections: CONNECTIONS,
    duration: seconds,
    headers: { cookie },
  });
  if (result.non2xx || result.errors)
    throw new Error(`${server.name}: ${result.non2xx} refusals, ${result.errors} errors under load`);
  return result;
}

/** CPU of the server and of its connections' processes; those that ended are counted by their parent. */
function cpuOfTree(pid: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid);
  return [pid, ...children.map(Number)].reduce((sum, one) => sum + cpuMsOrZero(one), 0);
}

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]);
  } catch {
    return 0;
  }
}

function cpuMsOrZero(pid: number): number {
  try {
    return cpuMs(pid);
  } catch {
    return 0;
  }
}

/** The scripts the first page loads, as the api sends them to a browser that takes compressed answers. */
async function firstJavaScript(api: Server): Promise<void> {
  const page = await (await fetch(api.url)).text();
  const scripts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map((match) => match[1]!);
  let compressed = 0;
  let isCompressed = true;
  for (const script of new Set(scripts)) {
    const head = await fetch(api.url + script, { headers: { 'accept-encoding': 'gzip' } });
    isCompressed &&=
      head.headers.get('content-encoding') === 'gzip' || Number(head.headers.get('content-length') ?? 0) < 1500;
    await head.arrayBuffer();
    const file = join(DIST, 'web', script);
    compressed += statSync(readableGzip(file)).size;
  }
  const kb = compressed / 1000;
  goal(
    'first JavaScript of the web app, gzip',
    `${kb.toFixed(0)} kB in ${scripts.length} files`,
    'at most 200 kB',
    kb <= 200 && scripts.length > 0,
  );
  goal('scripts served compressed', isCompressed ? 'yes' : 'no', 'yes', isCompressed);
}

function readableGzip(file: string): string {
  try {
    statSync(`${file}.gz`);
    return `${file}.gz`;
  } catch {
    return file;
  }
}
