import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { sessionCookieName, signSession } from '#features/accounts/session-cookie';
import { freePort } from '../embedded-postgres.js';

export const DIST = join(fileURLToPath(new URL('.', import.meta.url)), '../../../..');

export interface Server {
  name: string;
  url: string;
  child: ChildProcess;
}

/**
 * Starts the built api and waits until it is ready.
 *
 * @param env more settings by their names
 * @throws Error when it ends or is not ready after 30 s
 */
export async function startApi(
  databaseUrl: string,
  secret: string,
  children: ChildProcess[],
  env: Record<string, string> = {},
): Promise<Server> {
  const port = await freePort();
  const from = performance.now();
  const child = fork(join(DIST, 'apps/api/src/main.js'), {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      HOMOLOG_SECRET: secret,
      HOMOLOG_PORT: String(port),
      HOMOLOG_URL: `http://localhost:${port}`,
      HOMOLOG_MAIL_FROM: 'bench@example.com',
      HOMOLOG_WEB_DIR: join(DIST, 'web'),
      HOMOLOG_LOG_LEVEL: 'warn',
      SMTP_URL: 'smtp://127.0.0.1:9',
      ...env,
    },
  });
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/health/ready`)
      .then((r) => r.ok)
      .catch(() => false))
  ) {
    if (child.exitCode !== null) throw new Error('the api ended while starting');
    if (performance.now() - from > 30_000) throw new Error('the api is not ready after 30 s');
    await new Promise((done) => setTimeout(done, 10));
  }
  return { name: 'Homolog', url, child };
}

/** Asks the process to stop and waits until it has. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}

/**
 * A person of a tenant with a session, as sign-in leaves it: a consultant, or of one client company.
 *
 * @returns the cookie of the session
 */
export async function signIn(
  owner: pg.Client,
  secret: string,
  { tenantId, clientId = null }: { tenantId: string; clientId?: string | null },
): Promise<string> {
  const [user, token] = [randomUUID(), randomBytes(24).toString('hex')];
  const email = `${user}@example.com`;
  await owner.query(
    `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ($1, 'Bench', $2, true, now(), now())`,
    [user, email],
  );
  await owner.query(
    `insert into auth.session (id, token, "userId", "expiresAt", "createdAt", "updatedAt") values ($1, $2, $3, now() + interval '1 day', now(), now())`,
    [randomUUID(), token, user],
  );
  await owner.query(
    `insert into members (tenant_id, id, user_id, email, name, role, client_id, language, time_zone, country, joined_at, created_at)
     values ($1, $2, $3, $4, 'Bench', $5, $6, 'en', 'Europe/Berlin', 'DE', now(), now())`,
    [tenantId, randomUUID(), user, email, clientId ? 'client' : 'consultant', clientId],
  );
  return `${sessionCookieName('http://localhost')}=${signSession(token, secret)}`;
}
