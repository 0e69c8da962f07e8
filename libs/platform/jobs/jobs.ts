import { createPostgresBackend, Queue, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import type pg from 'pg';
import type { Logger } from 'pino';
import { openPool } from '#database/pool';

/** Every kind of job and what it carries: ids only, never names, addresses or texts. */
export interface JobData {
  /** several mails, which whoever rings has claimed: no other bell for them is open */
  'send-mails': { mails: readonly { tenantId: string; mailId: string }[] };
  'check-import': { tenantId: string; importId: string };
  'run-import': { tenantId: string; importId: string };
  'restate-tenant': { tenantId: string };
  'lay-reminders': { tenantId: string };
  'run-campaign': { tenantId: string; campaignId: string };
  'send-channel': { tenantId: string; sendId: string };
}

export type JobName = keyof JobData;

export const JOB_NAMES = [
  'send-mails',
  'check-import',
  'run-import',
  'restate-tenant',
  'lay-reminders',
  'run-campaign',
  'send-channel',
] as const satisfies readonly JobName[];

/** What the worker does for each kind of job. Written as a whole, so that none is forgotten. */
export type JobHandlers = { [Name in JobName]: { atOnce: number; run: (data: JobData[Name]) => Promise<void> } };

export interface JobsOptions {
  databaseUrl: string;
  secret: string;
  /** null: the queue lives in Postgres */
  redisUrl: string | null;
  log: Logger;
}

/** Milliseconds in which a bell must have rung; whoever rings does not wait longer. */
const RING_TIMEOUT_MS = 2_000;
/** Milliseconds in which jobs under way may finish when the process stops. */
export const FINISH_WITHIN_MS = 10_000;
const PREFIX = 'homolog';
/** Bells that ring one by one. */
const FEW = 10;

/**
 * The queue. It rings bells and remembers nothing: every job's work is owed by a row of Postgres, which a sweep rings
 * for again until it is done. So a job is tried once, leaves nothing behind, and is kept once while it is open.
 */
export class Jobs {
  private readonly queues = new Map<JobName, Queue>();
  private readonly workers: Worker[] = [];
  private readonly connections: Redis[] = [];
  private pool: pg.Pool | null = null;
  private closing: Promise<void> | null = null;

  constructor(private readonly options: JobsOptions) {}

  /**
   * Rings for one piece of work. While a job for the same ids is waiting or running, nothing is added.
   *
   * @throws Error when the queue does not answer in time
   */
  async ring<Name extends JobName>(name: Name, data: JobData[Name]): Promise<void> {
    await this.ringAll(name, [data]);
  }

  /**
   * Rings for several pieces of work of one kind, in their order.
   *
   * @throws Error when the queue does not answer in time; some of them may have rung then
   */
  async ringAll<Name extends JobName>(name: Name, all: readonly JobData[Name][]): Promise<void> {
    if (all.length === 0) return;
    const jobs = all.map((data) => ({
      name,
      data,
      opts: {
        ...(name !== 'send-mails' && { deduplication: { id: Object.values(data).join('.') } }),
        removeOnComplete: true,
        removeOnFail: true,
        attempts: 1,
      },
    }));
    const queue = this.queue(name);
    // In Postgres a bulk makes tables of its own first, which costs what ten single jobs cost.
    const added =
      jobs.length <= FEW ? Promise.all(jobs.map(({ data, opts }) => queue.add(name, data, opts))) : queue.addBulk(jobs);
    await inTime(added, `the queue ${name} does not answer`);
  }

  /** Jobs that wait for a worker. */
  async waiting(name: JobName): Promise<number> {
    return inTime(this.queue(name).getWaitingCount(), `the queue ${name} does not answer`);
  }

  /**
   * Starts working.
   *
   * @throws Error when a kind of job has no handler: the process must not start then
   */
  async work(handlers: JobHandlers): Promise<void> {
    const missing = JOB_NAMES.filter((name) => typeof handlers[name]?.run !== 'function');
    if (missing.length > 0) throw new Error(`no handler for the jobs ${missing.join(', ')}`);
    for (const name of JOB_NAMES) {
      const { atOnce, run } = handlers[name] as JobHandlers['run-import'];
      const handle = async (job: Job): Promise<void> => {
        try {
          await run(job.data as JobData['run-import']);
        } catch (err) {
          this.options.log.error({ err, job: name, ...job.data }, 'a job failed; its row stays owed');
          throw err;
        }
      };
      const worker = this.worker(name, handle, atOnce);
      worker.on('error', (err) => this.options.log.warn({ err, job: name }, 'the queue is troubled'));
      this.workers.push(worker);
    }
    await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
  }

  /**
   * Stops taking jobs, finishes those under way, and closes; asking again waits for the same end. A job that takes longer
   * is left behind: its work is owed by a row, and its lease ends.
   *
   * @param withinMs for the jobs under way
   */
  close(withinMs = FINISH_WITHIN_MS): Promise<void> {
    this.closing ??= this.closeWithin(withinMs);
    return this.closing;
  }

  private async closeWithin(ms: number): Promise<void> {
    if (!(await endsWithin(ms, this.closeAll()))) this.options.log.warn({ ms }, 'jobs under way are left behind');
  }

  private async closeAll(): Promise<void> {
    await Promise.allSettled(this.workers.map((worker) => worker.close()));
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    for (const connection of this.connections) connection.disconnect();
    await this.pool?.end();
  }

  /** Both backends behave alike (test/jobs runs on both); their types name the backend, ours do not. */
  private worker(name: JobName, handle: (job: Job) => Promise<void>, concurrency: number): Worker {
    if (this.options.redisUrl) {
      return new Worker(name, handle, { connection: this.redis(null), prefix: PREFIX, concurrency });
    }
    const connection = this.postgres() as never;
    return new Worker(name, handle, { connection, concurrency }, createPostgresBackend) as unknown as Worker;
  }

  private queue(name: JobName): Queue {
    let queue = this.queues.get(name);
    if (!queue) {
      queue = this.options.redisUrl
        ? new Queue(name, { connection: this.redis(1), prefix: PREFIX })
        : (new Queue(name, { connection: this.postgres() as never }, createPostgresBackend) as unknown as Queue);
      queue.on('error', (err) => this.options.log.warn({ err, job: name }, 'the queue is troubled'));
      this.queues.set(name, queue);
    }
    return queue;
  }

  /** @param retries of one command; null = for ever, which BullMQ asks of a worker's connection */
  private redis(retries: number | null): Redis {
    const redis = new Redis(this.options.redisUrl!, { maxRetriesPerRequest: retries, connectTimeout: RING_TIMEOUT_MS });
    redis.on('error', () => {}); // told by the queue or worker that uses it
    this.connections.push(redis);
    return redis;
  }

  /** One pool for all: each worker keeps one connection to listen on, the rest serve everybody. */
  private postgres(): pg.Pool {
    if (!this.pool) {
      const { databaseUrl, secret } = this.options;
      this.pool = openPool({ databaseUrl, secret, role: 'queue', searchPath: 'bullmq', max: JOB_NAMES.length + 7 });
      this.pool.setMaxListeners(50);
    }
    return this.pool;
  }
}

/** Waits for work to end, but not longer. @returns whether it has */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const ended = await Promise.race([work.then(() => true), tooLong]);
  clearTimeout(timer);
  return ended;
}

async function inTime<T>(work: Promise<T>, words: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(words)), RING_TIMEOUT_MS);
  });
  work.catch(() => {}); // when it comes too late, nobody listens any more
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
