import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '#database/migrate';

/** Of every test: the database roles derive their passwords from it, and they belong to the whole server. */
export const TEST_SECRET = 'only-for-tests-0123456789abcdefghij';

export interface TestDatabase {
  /** as the owner; a program under test turns it into the URLs of its roles */
  url: string;
  /** ends all sessions and removes the database */
  drop(): Promise<void>;
}

/** Programs that tests use when the machine has them; null when it has not (then `npm test` says so loudly). */
export const testTools = {
  redisServer: process.env.HOMOLOG_TEST_REDIS_SERVER || null,
  chromium: process.env.HOMOLOG_TEST_CHROMIUM || null,
};

let template: Promise<string> | null = null;

/** A migrated, empty database of its own, cloned from a template that the first caller of the run makes. */
export async function createTestDatabase(): Promise<TestDatabase> {
  template ??= makeTemplate();
  const source = await template;
  const name = databaseName(randomBytes(6).toString('hex'));
  await onServer((server) => server.query(`create database ${name} template ${source}`));
  return {
    url: databaseUrl(name),
    drop: () => onServer((server) => server.query(`drop database if exists ${name} with (force)`)),
  };
}

/** An empty database without our schema, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const name = databaseName(randomBytes(6).toString('hex'));
  await onServer((server) => server.query(`create database ${name}`));
  return {
    url: databaseUrl(name),
    drop: () => onServer((server) => server.query(`drop database if exists ${name} with (force)`)),
  };
}

/** The run's number in each name keeps runs on a shared TEST_DATABASE_URL apart, and a stale schema from being used. */
function databaseName(what: string): string {
  return `homolog_${process.env.HOMOLOG_TEST_RUN}_${what}`;
}

function databaseUrl(name: string): string {
  const url = new URL(process.env.HOMOLOG_TEST_SERVER_URL!);
  url.pathname = `/${name}`;
  return url.toString();
}

/** Jest's workers ask for it at the same time: one makes it, the others wait. Its final name says it is complete. */
async function makeTemplate(): Promise<string> {
  const [making, made] = [databaseName('making'), databaseName('template')];
  await onServer(async (server) => {
    await server.query(`select pg_advisory_lock(hashtext('homolog test template'))`);
    if ((await server.query('select 1 from pg_database where datname = $1', [made])).rowCount) return;
    await server.query(`drop database if exists ${making} with (force)`);
    await server.query(`create database ${making}`);
    await migrate({ databaseUrl: databaseUrl(making), secret: TEST_SECRET });
    await server.query(`alter database ${making} rename to ${made}`);
  });
  return made;
}

async function onServer(work: (server: pg.Client) => Promise<unknown>): Promise<void> {
  const server = new pg.Client(process.env.HOMOLOG_TEST_SERVER_URL);
  await server.connect();
  try {
    await work(server);
  } finally {
    await server.end();
  }
}
