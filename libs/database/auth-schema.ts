import type { BetterAuthOptions } from 'better-auth';
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
 * Brings better-auth's own tables to the installed version, and tells of ended sessions and changed people: they must
 * take effect everywhere at once although the api remembers sessions for a while.
 */
export async function migrateAuth(options: { databaseUrl: string; secret: string }): Promise<void> {
  // The api reads the options above at every start; this brings four hundred modules that only a migration needs.
  const { getMigrations } = await import('better-auth/db/migration');
  const pool = openPool({ ...options, role: 'auth', max: 2, searchPath: 'auth' });
  try {
    const { runMigrations } = await getMigrations({
      ...AUTH_SCHEMA_OPTIONS,
      database: pool,
      secret: options.secret,
      // It warns of its own rateLimit.lastRequest, which it makes as bigint and then takes for a wrong type.
      logger: { level: 'error' },
    });
    await runMigrations();
    await pool.query(`
      create or replace function auth.tell_session_ended() returns trigger language plpgsql as $$
        begin perform pg_notify('session_ended', old.id::text); return null; end $$;
      create or replace trigger session_ended after delete on auth.session
        for each row execute function auth.tell_session_ended();
      create or replace function auth.tell_person_changed() returns trigger language plpgsql as $$
        begin perform pg_notify('person_changed', old.id::text); return null; end $$;
      create or replace trigger person_changed after update or delete on auth."user"
        for each row execute function auth.tell_person_changed();`);
  } finally {
    await pool.end();
  }
}
