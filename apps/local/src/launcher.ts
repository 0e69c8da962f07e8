import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalConfig, loadLocalConfig } from '#platform/config/config';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { LocalProcess } from './local-process.js';
import { MailCatcher } from './mail-catcher.js';
import { Running } from './running.js';
import { DEMO_SIGN_INS } from './seed/demo-people.js';
import { Trouble } from './trouble.js';

/** Name of the database in the embedded server. */
const DATABASE = 'homolog';
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
  const starting = new Launch(options, running).start();
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

class Launch {
  private readonly config = loadLocalConfig();
  /** there from the first beginning of an embedded database until it is migrated and seeded */
  private readonly unfinished: DataFile;
  /** in which database the demonstration world was laid */
  private readonly demonstration: DataFile;
  private readonly secret: DataFile;
  private readonly logs: string;

  constructor(
    private readonly options: LaunchOptions,
    private readonly running: Running,
  ) {
    const file = (name: string) => new DataFile(join(options.dataFolder, name));
    this.unfinished = file('unfinished');
    this.demonstration = file('demonstration');
    this.secret = file('secret');
    this.logs = join(options.dataFolder, 'logs');
  }

  async start(): Promise<void> {
    const { config } = this;
    const { step, assertPortFree, dataFolder } = this.options;
    mkdirSync(this.logs, { recursive: true, mode: 0o700 });

    const databaseUrl = config.databaseUrl ?? (await step('Starting PostgreSQL', () => this.startPostgres()));
    const catcher = config.smtpUrl ? null : await step('Starting the mail catcher', () => this.startCatcher());
    const env = {
      ...childEnvironment(config),
      DATABASE_URL: databaseUrl,
      HOMOLOG_SECRET: config.secret ?? this.keptSecret(),
      SMTP_URL: config.smtpUrl ?? catcher!.smtpUrl,
      HOMOLOG_WEB_DIR: config.webDir ?? this.built('web'),
    };
    const database = config.databaseUrl ? withoutPassword(config.databaseUrl) : 'embedded';
    const hasDemonstration = this.demonstration.read() === database;
    // Everybody can read the demonstration's passwords in the source.
    const mayBeSeeded = !hasDemonstration && config.nodeEnv !== 'production';
    const isSeeded = await step(mayBeSeeded ? 'Migrating and seeding the database' : 'Migrating the database', () =>
      this.migrate(env, mayBeSeeded ? ['--seed'] : []),
    );
    if (isSeeded) this.demonstration.write(database);
    this.unfinished.remove();

    await assertPortFree(config.host, config.port);
    // From here on nobody knows the owner's password any more.
    await step('Starting api and worker', () =>
      this.startServers({ ...env, DATABASE_URL: withoutPassword(databaseUrl) }),
    );

    console.log(`\nHomolog is ready at http://localhost:${config.port}\n`);
    if (isSeeded || hasDemonstration) printSignIns();
    console.log(catcher ? `Mails are caught at ${catcher.pageUrl}` : `Mails go to ${withoutPassword(config.smtpUrl!)}`);
    console.log(`Data and logs are in ${relative(process.cwd(), dataFolder) || '.'}. Stop with Ctrl-C.`);
  }

  private async startPostgres(): Promise<string> {
    const options = {
      folder: join(this.options.dataFolder, 'postgres'),
      logFile: join(this.logs, 'postgres.log'),
    };
    let server = await EmbeddedPostgres.start(options);
    const watch = () =>
      server.onLost(async () => {
        say('PostgreSQL ended; it is started again. See logs/postgres.log in the data folder.');
        await sleep(2_000);
        try {
          // On the same port, where api and worker look for it.
          server = await EmbeddedPostgres.start({ ...options, port: server.port });
          watch();
        } catch (error) {
          say((error as Error).message);
          await this.running.end(1);
        }
      });
    watch();
    this.running.add('PostgreSQL', () => server.stop());
    if (this.unfinished.exists() || !(await server.hasDatabase(DATABASE))) {
      // A first start that was killed half-way has left a database in which nobody has worked yet.
      this.unfinished.write('The first start has not ended; the next one begins again.');
      this.demonstration.remove();
      await server.createDatabase(DATABASE);
    }
    return server.url(DATABASE);
  }

  private async startCatcher(): Promise<MailCatcher> {
    const folder = join(this.options.dataFolder, 'mails');
    const catcher = await MailCatcher.start({ folder, pagePort: MAIL_PAGE_PORT });
    this.running.add('the mail catcher', () => catcher.stop());
    return catcher;
  }

  /** Made on the first start; sessions and the passwords of the database roles depend on it. */
  private keptSecret(): string {
    if (!this.secret.exists()) this.secret.write(randomBytes(32).toString('base64url'));
    return this.secret.read();
  }

  /** Runs migrate.ts. @returns whether it has laid the demonstration world */
  private migrate(env: NodeJS.ProcessEnv, args: string[]): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [this.built('apps/local/src/migrate.js'), ...args], {
        cwd: this.options.root,
        env,
        signal: this.running.stopAsked,
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      let said = '';
      let isSeeded = false;
      child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
      child.on('message', (message: { isSeeded: boolean }) => (isSeeded = message.isSeeded));
      child.once('error', reject);
      child.once('close', (code) => (code === 0 ? resolve(isSeeded) : reject(new Trouble(said.trim()))));
    });
  }

  /** Waits until both are at work and the api says that it is ready; later both are kept running. */
  private async startServers(env: NodeJS.ProcessEnv): Promise<void> {
    const children = ['api', 'worker'].map((name) => {
      const child = new LocalProcess({
        name,
        main: this.built(`apps/${name}/src/main.js`),
        cwd: this.options.root,
        env,
        logFile: join(this.logs, `${name}.log`),
        say,
      });
      this.running.add(name, () => child.stop());
      return { child, ended: child.start() };
    });
    const oneEnded = Promise.race(children.map(({ ended }) => ended)).then((words) =>
      Promise.reject(new Trouble(words)),
    );
    oneEnded.catch(() => {});
    await Promise.race([oneEnded, this.areReady(children.map(({ child }) => child))]);
    for (const { child } of children) child.keepRunning();
  }

  private async areReady(children: LocalProcess[]): Promise<void> {
    const { host, port } = this.config;
    const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
    const deadline = performance.now() + READY_TIMEOUT_MS;
    for (;;) {
      const answer = await fetch(`http://${name}:${port}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(
        () => null,
      );
      if (answer?.ok && children.every(({ isAtWork }) => isAtWork)) return;
      if (performance.now() > deadline) {
        throw new Trouble(`Api and worker did not become ready; the api says: ${(await answer?.text()) ?? 'nothing'}`);
      }
      await sleep(100, undefined, { signal: this.running.stopAsked });
    }
  }

  private built(path: string): string {
    return join(this.options.root, 'dist', path);
  }
}

/** A small file in the data folder, for its owner's eyes only. */
class DataFile {
  constructor(private readonly path: string) {}

  exists(): boolean {
    return existsSync(this.path);
  }

  read(): string {
    return this.exists() ? readFileSync(this.path, 'utf8').trim() : '';
  }

  write(text: string): void {
    writeFileSync(this.path, `${text}\n`, { mode: 0o600 });
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}

function say(line: string): void {
  console.error(`\n${line}`);
}

/** What api and worker share of our surroundings; PGHOST and its kind could lead them to another server. */
function childEnvironment(config: LocalConfig): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^PG[A-Z]+$/.test(name)));
  if (!config.clock) return env;
  // One beginning for all processes, those too that are started again later.
  const { shows, startedAt } = config.clock;
  return { ...env, HOMOLOG_CLOCK: `${shows.toISOString()}@${(startedAt ?? new Date()).toISOString()}` };
}

function withoutPassword(url: string): string {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.toString();
}

function printSignIns(): void {
  const width = Math.max(...DEMO_SIGN_INS.map(({ email }) => email.length));
  console.log('Sign in with');
  for (const { email, password, role } of DEMO_SIGN_INS) console.log(`  ${email.padEnd(width)}  ${password}  ${role}`);
  console.log();
}
