import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import type pg from 'pg';
import { Db } from '#database/db';
import { openPool } from '#database/pool';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';

/** Milliseconds after which a part that has not answered counts as down. */
const PATIENCE_MS = 2_000;

export interface PartState {
  isUp: boolean;
  /** why it is down, in the driver's words; null while it is up */
  problem: string | null;
}

/** Whether the servers that the api leans on answer. */
@Injectable()
export class Readiness implements OnApplicationShutdown {
  private redis: Redis | null = null;
  private connecting: Promise<void> | null = null;
  private queuePool: pg.Pool | null = null;

  constructor(
    private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  get queueBackend(): 'redis' | 'postgres' {
    return this.config.redisUrl ? 'redis' : 'postgres';
  }

  async check(): Promise<{ database: PartState; queue: PartState }> {
    const [database, queue] = await Promise.all([
      stateOf(() => this.db.ping()),
      stateOf(() => (this.config.redisUrl ? this.pingRedis(this.config.redisUrl) : this.pingQueueSchema())),
    ]);
    return { database, queue };
  }

  async onApplicationShutdown(): Promise<void> {
    this.redis?.disconnect();
    await this.queuePool?.end();
  }

  private async pingRedis(url: string): Promise<void> {
    if (!this.redis) {
      const { Redis } = await import('ioredis');
      this.redis = new Redis(url, {
        lazyConnect: true,
        connectTimeout: PATIENCE_MS,
        commandTimeout: PATIENCE_MS,
        maxRetriesPerRequest: 0,
        enableOfflineQueue: false,
        retryStrategy: () => null,
      });
      this.redis.on('error', () => {});
    }
    // Two questions at once share one attempt to connect.
    if (this.redis.status !== 'ready') {
      this.connecting ??= this.redis.connect().finally(() => (this.connecting = null));
      await this.connecting;
    }
    await this.redis.ping();
  }

  private async pingQueueSchema(): Promise<void> {
    this.queuePool ??= openPool({ ...this.config, role: 'queue', max: 1, searchPath: 'bullmq' });
    await this.queuePool.query('select 1 from migration limit 1');
  }
}

async function stateOf(ask: () => Promise<void>): Promise<PartState> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([ask(), tooLong]);
    return { isUp: true, problem: null };
  } catch (error) {
    return { isUp: false, problem: error instanceof Error ? error.message || error.name : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
