import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Trouble } from '../trouble.js';

export type Backend = 'postgres' | 'redis';

/** What one run of the faults does to how many reminders. */
export interface FaultOptions {
  backends: Backend[];
  /** due reminders, all tenants together */
  reminders: number;
  tenants: number;
  workers: number;
  /** mails each worker sends at once */
  atOnce: number;
  /** SIGKILLs of a worker */
  kills: number;
  /** times that Redis is emptied; of a queue in Postgres nothing is emptied apart */
  flushes: number;
  /** restarts of Postgres, every second one by SIGKILL */
  restarts: number;
  leaseSeconds: number;
  /** decides when what happens, and what the mail server says to whom */
  seed: number;
}

/** Every option with its least, its most and its default. */
const NUMBERS = {
  reminders: [50, 1_000_000, 10_000],
  tenants: [1, 10_000, 50],
  workers: [1, 20, 3],
  'at-once': [1, 100, 10],
  kills: [0, 1_000, 20],
  flushes: [0, 100, 3],
  restarts: [0, 100, 2],
  lease: [10, 3_600, 30],
  seed: [0, 2 ** 31, null],
} as const satisfies Record<string, readonly [number, number, number | null]>;

/**
 * Reads `--reminders=1000 --seed=7 --backend=redis`.
 *
 * @throws Trouble naming what is allowed
 */
export function readOptions(args: readonly string[]): FaultOptions {
  const given = new Map<string, string>();
  for (const arg of args) {
    const [, name, value] = /^--([a-z-]+)=(.*)$/.exec(arg) ?? [];
    if (!name || !(name in NUMBERS || name === 'backend')) throw new Trouble(`"${arg}" is no option; ${ALLOWED}`);
    given.set(name, value!);
  }
  const number = (name: keyof typeof NUMBERS): number => {
    const [least, most, usual] = NUMBERS[name];
    const text = given.get(name);
    if (text === undefined) return usual ?? Math.floor(Math.random() * most);
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new Trouble(`--${name} is "${text}"; allowed is a whole number from ${least} to ${most}.`);
    return value;
  };
  const [reminders, tenants] = [number('reminders'), number('tenants')];
  if (reminders < tenants) throw new Trouble(`--reminders is ${reminders}; allowed is at least one per tenant.`);
  return {
    ...{ reminders, tenants, backends: backendsOf(given.get('backend')) },
    workers: number('workers'),
    atOnce: number('at-once'),
    kills: number('kills'),
    flushes: number('flushes'),
    restarts: number('restarts'),
    leaseSeconds: number('lease'),
    seed: number('seed'),
  };
}

const ALLOWED = `allowed are --backend=postgres|redis and ${Object.keys(NUMBERS)
  .map((name) => `--${name}=<number>`)
  .join(', ')}.`;

/** Where nothing is named: Postgres, and Redis when its server is on this machine. */
function backendsOf(named: string | undefined): Backend[] {
  if (named === undefined) return redisServer() ? ['postgres', 'redis'] : ['postgres'];
  if (named !== 'postgres' && named !== 'redis')
    throw new Trouble(`--backend is "${named}"; allowed is postgres or redis.`);
  if (named === 'redis' && !redisServer()) throw new Trouble('redis-server is not in PATH.');
  return [named];
}

/** Path of a Redis server on this machine; null when there is none. */
export function redisServer(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = ['redis-server', 'valkey-server'].flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find((path) => existsSync(path)) ?? null;
}
