import { type ChildProcess, fork } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import PostalMime from 'postal-mime';
import { migrate } from '#database/migrate';
import { loadConfig } from '#platform/config/config';
import type { SinkOptions } from '../faults/sink.js';
import { SinkLog } from '../faults/sink-log.js';
import { DUE_AT, fillWorld, PLANNED_AT } from '../faults/world.js';
import type { TemporaryPostgres } from '../temporary-postgres.js';
import type { BareMail, BareOptions } from './bare-mails.js';
import { cpuMs, median } from './measure.js';
import { DIST, end } from './server.js';

const REMINDERS = Number(process.env.BENCH_MAILS ?? 2_000);
const TENANTS = 50;
const ROUNDS = Number(process.env.BENCH_SENDING_ROUNDS ?? 5);
const AT_ONCE = 10;
const GOAL = 0.6;
/** Milliseconds between our looks at how far they are: looking more often would take from what is measured. */
const LOOK_MS = 200;

/**
 * What the mail server takes for a mail, in milliseconds from its last byte to its answer: none at all, which no real one
 * does, and what one in the next room needs to write it down.
 */
const ANSWERS_IN = [0, 20] as const;

/**
 * Prints how many mails a second the built worker sends, from the sweep to the noted outcome, and how many a bare loop over
 * the same mail library with the same mails and the same mail server, over as many connections and one by one. In turn; medians.
 */
export async function benchSending(postgres: TemporaryPostgres, secret: string): Promise<void> {
  await postgres.createDatabase('sending');
  const databaseUrl = postgres.url('sending');
  await migrate({ databaseUrl, secret });
  const folder = mkdtempSync(join(tmpdir(), 'homolog-bench-mails-'));
  const env = settings(databaseUrl, secret, folder);
  const clock = `${PLANNED_AT}@${new Date().toISOString()}`;
  await fillWorld(loadConfig({ ...env, HOMOLOG_CLOCK: clock, SMTP_URL: 'smtp://127.0.0.1:9' }), REMINDERS, TENANTS);
  const owner = new pg.Client({ connectionString: databaseUrl });
  owner.on('error', () => {});
  await owner.connect();
  const children: ChildProcess[] = [];
  try {
    for (const answersIn of ANSWERS_IN) {
      const run = new Sending(owner, env, folder, answersIn, children);
      await run.measure();
      await Promise.all(children.splice(0).map(end));
    }
  } finally {
    await Promise.all(children.map(end));
    await owner.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function settings(databaseUrl: string, secret: string, folder: string): Record<string, string> {
  return {
    PATH: process.env.PATH!,
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    HOMOLOG_SECRET: secret,
    HOMOLOG_URL: 'https://homolog.example',
    HOMOLOG_DATA_DIR: folder,
    HOMOLOG_WORKER_CONCURRENCY: String(AT_ONCE),
    HOMOLOG_SWEEP_SECONDS: '1',
    HOMOLOG_LOG_LEVEL: 'warn',
    // The limits protect receivers; here they would be what is measured.
    HOMOLOG_MAIL_SENDER_PER_MINUTE: '1000000',
    HOMOLOG_MAIL_DOMAIN_PER_MINUTE: '1000000',
    HOMOLOG_MAIL_SENDER_IN_FLIGHT: '1000',
    HOMOLOG_MAIL_DOMAIN_IN_FLIGHT: '1000',
  };
}

interface Pace {
  perSecond: number;
  /** milliseconds of the sender's own processor time for a mail */
  cpuMsEach: number;
}

class Sending {
  private log!: SinkLog;
  private count = 0;

  constructor(
    private readonly owner: pg.Client,
    private readonly env: Record<string, string>,
    private readonly folder: string,
    private readonly answersIn: number,
    private readonly children: ChildProcess[],
  ) {}

  async measure(): Promise<void> {
    const keep = join(this.folder, `mails-${this.answersIn}`);
    const smtpUrl = await this.startSink(keep);
    // Warm: this round is not counted, and gives the mails that the loop repeats.
    this.count = await this.owe();
    const worker = await this.startWorker(smtpUrl);
    await this.arrived(0);
    await this.untilNoted();
    const file = await bareMails(keep, join(this.folder, 'bare.jsonl'));
    const bare = await this.startBare({ smtpUrl, connections: AT_ONCE, file });
    const single = await this.startBare({ smtpUrl, connections: 1, file });
    const [ours, theirs, oneByOne]: Pace[][] = [[], [], []];
    for (let round = -1; round < ROUNDS; round += 1) {
      const paces = [
        await this.paced(worker, () => this.owe()),
        await this.paced(bare, async () => bare.send('go')),
        await this.paced(single, async () => single.send('go')),
      ] as const;
      if (round < 0) continue;
      [ours, theirs, oneByOne].forEach((list, at) => list!.push(paces[at]!));
    }
    this.tell(ours!, theirs!, oneByOne!);
    this.log.close();
  }

  /** From the first mail the server has taken to the last one. */
  private async paced(child: ChildProcess, begin: () => Promise<unknown>): Promise<Pace> {
    const fromLine = this.log.read().length;
    const cpuBefore = cpuMs(child.pid!);
    await begin();
    const taken = await this.arrived(fromLine);
    await this.untilNoted();
    const seconds = (taken.at(-1)! - taken[0]!) / 1_000;
    return { perSecond: (taken.length - 1) / seconds, cpuMsEach: (cpuMs(child.pid!) - cpuBefore) / taken.length };
  }

  /** Makes all of them due again, as if nothing had happened. @returns how many */
  private async owe(): Promise<number> {
    await this.owner.query(
      `delete from mail_attempts; delete from mail_pace;
       update reminders set state = 'planned' where state = 'sent'`,
    );
    const { rowCount } = await this.owner.query(
      `update mails set state = 'owed', sent_at = null, attempts = 0, server_answer = null
       where state = 'sent' or (state = 'owed' and send_at <= $1)`,
      [DUE_AT],
    );
    return rowCount!;
  }

  private async arrived(fromLine: number): Promise<number[]> {
    for (let since = performance.now(), last = 0; ; await sleep(LOOK_MS)) {
      const lines = this.log.read();
      const taken = lines.slice(fromLine).filter(({ what }) => what === 'accepted');
      if (taken.length >= this.count) return taken.map(({ at }) => at);
      if (taken.length > last) [since, last] = [performance.now(), taken.length];
      if (performance.now() - since > 60_000) throw new Error(`${last} of ${this.count} mails came`);
    }
  }

  /** And until the queue has forgotten: it rings for a mail once while a job for it is open. */
  private async untilNoted(): Promise<void> {
    for (;;) {
      const { rows } = await this.owner.query<{ owed: number; open: number }>(
        `select (select count(*)::int from mails where state = 'owed' and send_at <= $1) as owed,
           (select count(*)::int from bullmq.job) as open`,
        [DUE_AT],
      );
      if (rows[0]!.owed === 0 && rows[0]!.open === 0) return;
      await sleep(LOOK_MS);
    }
  }

  private async startSink(keep: string): Promise<string> {
    const logFile = join(this.folder, `sink-${this.answersIn}.log`);
    const sink: SinkOptions = {
      ...{ logFile, slots: 1, seed: 0, delayed: 0, refused: 0, dropped: 0, keep },
      answersIn: [this.answersIn, this.answersIn],
    };
    const { ports } = await this.started<{ ports: number[] }>('apps/local/src/faults/sink.js', [JSON.stringify(sink)]);
    this.log = new SinkLog(logFile);
    return `smtp://127.0.0.1:${ports[0]}`;
  }

  private async startWorker(smtpUrl: string): Promise<ChildProcess> {
    const clock = `${DUE_AT}@${new Date().toISOString()}`;
    await this.started('apps/worker/src/main.js', [], { ...this.env, SMTP_URL: smtpUrl, HOMOLOG_CLOCK: clock });
    return this.children.at(-1)!;
  }

  private async startBare(options: BareOptions): Promise<ChildProcess> {
    await this.started('apps/local/src/bench/bare-mails.js', [JSON.stringify(options)]);
    return this.children.at(-1)!;
  }

  /** @returns its first message */
  private started<T>(module: string, args: string[], env: Record<string, string> = this.env): Promise<T> {
    const child = fork(join(DIST, module), args, { env });
    this.children.push(child);
    return new Promise((done, fail) => {
      child.once('message', (message) => done(message as T));
      child.once('exit', (code) => fail(new Error(`${module} ended with ${code}`)));
    });
  }

  private tell(ours: readonly Pace[], theirs: readonly Pace[], oneByOne: readonly Pace[]): void {
    const rates = (paces: readonly Pace[]) => paces.map(({ perSecond }) => perSecond);
    const line = (name: string, paces: readonly Pace[]) => {
      const [least, most] = [Math.min(...rates(paces)), Math.max(...rates(paces))];
      const each = median(paces.map(({ cpuMsEach }) => cpuMsEach));
      console.log(`          ${name.padEnd(22)}${median(rates(paces)).toFixed(0).padStart(6)} mails/s (${least.toFixed(0)}-${most.toFixed(0)}), ${each.toFixed(2)} ms of processor each`); // prettier-ignore
    };
    const verdict = (name: string, paces: readonly Pace[]) => {
      const ratio = median(rates(ours)) / median(rates(paces));
      const met = (ratio >= GOAL ? 'met' : 'MISSED').padEnd(8);
      console.log(`  ${met}worker against ${name}: ${ratio.toFixed(2)}  (goal: ${GOAL})`);
    };
    console.log(`\nsending ${this.count.toLocaleString('en')} mails over ${AT_ONCE} connections to a server that answers ${this.answersIn === 0 ? 'at once' : `within ${this.answersIn} ms`}`); // prettier-ignore
    line('worker', ours);
    line(`loop, ${AT_ONCE} connections`, theirs);
    line('loop, one by one', oneByOne);
    verdict(`the loop over as many connections`, theirs);
    verdict('the loop that sends one by one', oneByOne);
  }
}

/** What the worker has sent, as a program would say it to the mail library. */
async function bareMails(keep: string, file: string): Promise<string> {
  const mails: BareMail[] = [];
  for (const name of readdirSync(keep)) {
    const { from, to, replyTo, subject, html, text, messageId, headers } = await PostalMime.parse(
      readFileSync(join(keep, name)),
    );
    const written = (who: typeof from) => `${who!.name} <${who!.address}>`;
    const others = headers.filter(({ key }) => key.startsWith('list-') || key === 'auto-submitted');
    mails.push({
      ...{
        from: written(from),
        to: written(to![0]),
        subject: subject!,
        html: html!,
        text: text!,
        messageId: messageId!,
      },
      ...(replyTo?.[0] && { replyTo: written(replyTo[0]) }),
      headers: Object.fromEntries(others.map(({ key, value }) => [key, value])),
    });
  }
  writeFileSync(file, mails.map((mail) => `${JSON.stringify(mail)}\n`).join(''));
  return file;
}
