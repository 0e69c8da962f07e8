import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalConfig, loadLocalConfig } from '#platform/config/config';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { LocalProcess } from './local-process.js';
import { MailCatcher } from './mail-catcher.js';
import { Running } from './running.js';
import { Trouble } from './trouble.js';

/** Where the catcher's page stands when nobody else is there. */
const MAIL_PAGE_PORT = 8025;
const READY_TIMEOUT_MS = 60_000;

export interface LaunchOptions {
  /** the project */
  root: string;
  dataFolder: string;
  /** prints what is being done and how long it took */
  step: <T>(title: string, work: () => Promise<T>) => Promise<T>;
  /** @throws an error in one sentence */
  assertPortFree: (host: string, port: number) => Promise<void>;
}

interface SignIn {
  email: string;
  password: string;
  role: string;
  tenant: string;
}

/**
 * Starts database, mail catcher, api and worker, says where they are, and stays until it is told to stop (Ctrl-C,
 * SIGTERM, a closed terminal). Then everything ends in the opposite order: first who writes, last the database.
 */
export async function launch(options: LaunchOptions): Promise<void> {
  const running = new Running();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void running.end(0));
  process.on('uncaughtException', (error) => {
    console.error('\nThe launcher failed:', error);
    void running.end(1);
  });
  const starting = startAll(options, running);
  running.starting = starting.catch(() => {});
  try {
    await starting;
  } catch (error) {
    // Whoever asked for a stop in the middle of the start is waited for in end().
    if (running.stopAsked.aborted) return;
    await running.stopAll();
    throw error;
  }
}

async function startAll({ root, dataFolder, step, assertPortFree }: LaunchOptions, running: Running): Promise<void> {
  const config = loadLocalConfig();
  const logs = join(dataFolder, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const say = (line: string) => console.error(`\n${line}`);
  const built = (path: string) => join(root, 'dist', path);

  const databaseUrl =
    config.databaseUrl ?? (await step('Starting PostgreSQL', () => startPostgres(dataFolder, logs, running, say)));
  const catcher = config.smtpUrl
    ? null
    : await step('Starting the mail catcher', () => startCatcher(dataFolder, running));
  const env = {
    ...childEnvironment(config),
    DATABASE_URL: databaseUrl,
    HOMOLOG_SECRET: config.secret ?? keptSecret(dataFolder),
    SMTP_URL: config.smtpUrl ?? catcher!.smtpUrl,
    HOMOLOG_WEB_DIR: config.webDir ?? built('web'),
  };

  const signIns = await step('Migrating the database', () =>
    migrate(built('apps/local/src/migrate.js'), root, env, running.stopAsked),
  );

  await assertPortFree(config.host, config.port);
  await step('Starting api and worker', async () => {
    // From here on nobody knows the owner's password any more.
    const ownerless = { ...env, DATABASE_URL: withoutPassword(databaseUrl) };
    const start = (name: string) => {
      const main = built(`apps/${name}/src/main.js`);
      const child = new LocalProcess({
        name,
        main,
        env: ownerless,
        cwd: root,
        logFile: join(logs, `${name}.log`),
        say,
      });
      running.add(name, () => child.stop());
      return { child, ended: child.start().ended };
    };
    const both = [start('api'), start('worker')];
    const ended = Promise.race(both.map((each) => each.ended)).then((words) => Promise.reject(new Trouble(words)));
    ended.catch(() => {});
    await Promise.race([ended, answersReady(config, running.stopAsked)]);
    for (const { child } of both) child.keepRunning();
  });

  console.log(`\nHomolog is ready at http://localhost:${config.port}\n`);
  printSignIns(signIns);
  console.log(catcher ? `Mails are caught at ${catcher.pageUrl}` : `Mails go to ${withoutPassword(config.smtpUrl!)}`);
  console.log(`Data and logs are in ${relative(process.cwd(), dataFolder) || '.'}. Stop with Ctrl-C.`);
}

async function startPostgres(
  dataFolder: string,
  logs: string,
  running: Running,
  say: (line: string) => void,
): Promise<string> {
  const options = { folder: join(dataFolder, 'postgres'), logFile: join(logs, 'postgres.log') };
  let server = await EmbeddedPostgres.start(options);
  const watch = () =>
    server.onLost(async () => {
      say('PostgreSQL ended; it is started again on the same port. See logs/postgres.log.');
      await sleep(2_000);
      try {
        server = await EmbeddedPostgres.start({ ...options, port: server.port });
        watch();
      } catch (error) {
        say((error as Error).message);
        await running.end(1);
      }
    });
  watch();
  running.add('PostgreSQL', () => server.stop());
  await server.createDatabase('homolog');
  return server.url('homolog');
}

async function startCatcher(dataFolder: string, running: Running): Promise<MailCatcher> {
  const catcher = await MailCatcher.start({ folder: join(dataFolder, 'mails'), pagePort: MAIL_PAGE_PORT });
  running.add('the mail catcher', () => catcher.close());
  return catcher;
}

/** What api and worker share of our surroundings; PGHOST and its kind could lead them to another server. */
function childEnvironment(config: LocalConfig): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^PG[A-Z]+$/.test(name)));
  if (!config.clock) return env;
  // One beginning for all processes, those too that are started again later.
  const { shows, startedAt } = config.clock;
  return { ...env, HOMOLOG_CLOCK: `${shows.toISOString()}@${(startedAt ?? new Date()).toISOString()}` };
}

/** Made on the first start; sessions and database roles depend on it. */
function keptSecret(dataFolder: string): string {
  const path = join(dataFolder, 'secret');
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}

/** Runs migrate.ts, which also lays the demonstration world on the first start. */
function migrate(main: string, cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<SignIn[]> {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe', 'ipc'] as const;
    const child = spawn(process.execPath, [main, '--seed'], { cwd, env, signal, stdio: [...stdio] });
    child.once('error', reject);
    let said = '';
    let signIns: SignIn[] = [];
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdout!.resume();
    child.on('message', (message: { signIns: SignIn[] }) => (signIns = message.signIns));
    child.once('close', (code) => (code === 0 ? resolve(signIns) : reject(new Trouble(said.trim()))));
  });
}

async function answersReady(config: LocalConfig, stopAsked: AbortSignal): Promise<void> {
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${config.port}/health/ready`;
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer?.ok) return;
    if (performance.now() > deadline) {
      throw new Trouble(`The api did not become ready: ${answer ? await answer.text() : 'no answer'}`);
    }
    await sleep(100, undefined, { signal: stopAsked });
  }
}

function withoutPassword(url: string): string {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.toString();
}

function printSignIns(signIns: SignIn[]): void {
  if (signIns.length === 0) return;
  const [emails, passwords] = [
    signIns.map(({ email }) => email.length),
    signIns.map(({ password }) => password.length),
  ];
  console.log('Sign in with');
  for (const { email, password, role, tenant } of signIns) {
    console.log(
      `  ${email.padEnd(Math.max(...emails))}  ${password.padEnd(Math.max(...passwords))}  ${role}, ${tenant}`,
    );
  }
  console.log();
}
