import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { end } from '../bench/server.js';
import { freePort } from '../embedded-postgres.js';
import { redisServer } from './options.js';

export interface OwnRedis {
  url: string;
  /** empties it, as somebody does who mistakes it for a cache */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis of this run's own on a free port; never the machine's. @throws Error when it does not start */
export async function startRedis(folder: string): Promise<OwnRedis> {
  const port = await freePort();
  const lines = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const child = spawn(redisServer()!, lines, { stdio: 'ignore' });
  const redis = new Redis(`redis://127.0.0.1:${port}`, { maxRetriesPerRequest: null, retryStrategy: () => 25 });
  redis.on('error', () => {}); // not there yet
  for (let tries = 0; redis.status !== 'ready'; tries += 1) {
    if (tries === 200 || child.exitCode !== null) {
      redis.disconnect();
      throw new Error('redis-server does not start');
    }
    await sleep(25);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    flush: async () => void (await redis.flushall()),
    async stop() {
      redis.disconnect();
      await end(child);
    },
  };
}
