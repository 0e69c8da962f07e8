import type { BetterAuthOptions } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { openPool } from './pool.js';

/**
 * What decides the tables of better-auth (schema `auth`). The accounts feature adds behaviour to these options and
 * must not add tables without naming them here.
 */
export const AUTH_SCHEMA_OPTIONS = {
  emailAndPassword: { enabled: true },
  user: {
    additionalFields: {
      language: { type: 'string', required: false, input: true },
      timeZone: { type: 'string', required: false, input: true },
    },
  },
  rateLimit: { enabled: true, storage: 'database' },
  telemetry: { enabled: false },
} as const satisfies BetterAuthOptions;

/**
 * Brings better-auth's own tables to the installed version, and tells of ended sessions: a signed-out session must be
 * unknown everywhere at once although the api remembers sessions for a while.
 */
export async function migrateAuth(options: { databaseUrl: string; secret: string }): Promise<void> {
  const pool = openPool({ ...options, role: 'auth', max: 2, searchPath: 'auth' });
  try {
    const { runMigrations } = await getMigrations({ ...AUTH_SCHEMA_OPTIONS, database: pool, secret: options.secret });
    await runMigrations();
    await pool.query(`
      create or replace function auth.tell_session_ended() returns trigger language plpgsql as $$
        begin perform pg_notify('session_ended', old.id::text); return null; end $$;
      create or replace trigger session_ended after delete on auth.session
        for each row execute function auth.tell_session_ended();`);
  } finally {
    await pool.end();
  }
}
