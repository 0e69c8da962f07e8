import { DataSource } from 'typeorm';
import pg from 'pg';
import { runMigrations as migrateQueue } from 'bullmq';
import { migrateAuth } from './auth-schema.js';
import { MIGRATIONS } from './migrations/all.js';
import { loadReference } from './reference/load-reference.js';
import { openPool } from './pool.js';
import { ROLES, rolePassword, type DatabaseRole } from './roles.js';

export interface MigrateOptions {
  /** the owner's URL: a role that owns (or may create) the schema and may create roles */
  databaseUrl: string;
  secret: string;
  log?: (line: string) => void;
}

/** Any number, so that two starts do not migrate at once. */
const LOCK = 5_720_251_231;

/**
 * Brings the database to the schema of this version: roles, our tables, better-auth's and BullMQ's own schemas, and
 * the reference data. Safe to run again and from two processes at once.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const log = options.log ?? (() => {});
  const owner = new pg.Client({ connectionString: options.databaseUrl, application_name: 'homolog-migrate' });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [LOCK]);
    await makeRolesPatiently(owner, options.secret);
    const source = await new DataSource({
      type: 'postgres',
      url: options.databaseUrl,
      migrations: MIGRATIONS,
      migrationsTableName: 'schema_migrations',
    }).initialize();
    try {
      for (const done of await source.runMigrations({ transaction: 'each' })) log(`migrated ${done.name}`);
    } finally {
      await source.destroy();
    }
    // Which version the schema has is no tenant's data; operations show it.
    await owner.query(`grant select (name) on schema_migrations to ${ROLES.sweep}`);
    await migrateAuth(options);
    await migrateBullmq(options);
    await loadReference(owner, log);
  } finally {
    await owner.end();
  }
}

/**
 * Roles belong to the whole server while our lock holds for one database: where two databases of one server are
 * migrated at once (tests do), one of them may find a role half made and tries again.
 */
async function makeRolesPatiently(owner: pg.Client, secret: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await makeRoles(owner, secret);
    } catch (error) {
      const collided =
        /concurrently updated/.test((error as Error).message) ||
        ['23505', '42710'].includes((error as { code?: string }).code ?? '');
      if (!collided || attempt === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
    }
  }
}

async function makeRoles(owner: pg.Client, secret: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('select current_database() as name');
  const database = pg.escapeIdentifier(rows[0]!.name);
  for (const role of Object.keys(ROLES) as DatabaseRole[]) {
    const name = ROLES[role];
    const known = await owner.query('select 1 from pg_roles where rolname = $1', [name]);
    if (!known.rowCount) await owner.query(`create role ${name} login noinherit`);
    await owner.query(`alter role ${name} password ${pg.escapeLiteral(rolePassword(secret, role))}`);
    await owner.query(`grant connect on database ${database} to ${name}`);
  }
  await owner.query(`alter role ${ROLES.app} set statement_timeout = '60s'`);
  // The sweep steps through indexes. Planned in a quiet hour, when next to nothing is due, its statements would read
  // tables and tenants whole, and keep doing so when the morning comes.
  for (const way of ['seqscan', 'bitmapscan']) await owner.query(`alter role ${ROLES.sweep} set enable_${way} = off`);
  // A plain owner may make a schema for another role only while being a member of it.
  await owner.query(`grant ${ROLES.auth}, ${ROLES.queue} to current_user`).catch(() => {});
  await owner.query(`create schema if not exists auth authorization ${ROLES.auth}`);
  await owner.query(`create schema if not exists bullmq authorization ${ROLES.queue}`);
  await owner.query('revoke create on schema public from public');
}

async function migrateBullmq(options: MigrateOptions): Promise<void> {
  const pool = openPool({ ...options, role: 'queue', max: 1, searchPath: 'bullmq' });
  try {
    const client = await pool.connect();
    try {
      // BullMQ begins with CREATE SCHEMA IF NOT EXISTS, for which Postgres asks the right to make schemas even when
      // this one is there. Its role shall not have that right; makeRoles has made the schema.
      const query = (text: string, values?: unknown[]) =>
        text.startsWith('CREATE SCHEMA') ? Promise.resolve({ rows: [] }) : client.query(text, values);
      await migrateQueue({ query } as never, 'bullmq');
    } finally {
      client.release();
    }
  } finally {
    await pool.end();
  }
}
