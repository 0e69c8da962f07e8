import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import pg from 'pg';
import request from 'supertest';
import { Db, type NamedSql } from '#database/db';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { roleUrl } from '#database/roles';
import { sessionCookieName, signSession } from '#features/accounts/session-cookie';
import { Clock } from '#platform/clock';
import { type Config, loadConfig } from '#platform/config/config';
import { createApi } from '../../apps/api/src/app.js';
import { Make, type Person } from './make.js';
import { createTestDatabase, TEST_SECRET, type TestDatabase } from './test-server.js';

export type Agent = ReturnType<typeof request.agent>;

/** Where nothing listens: a test about mails names its catcher instead. */
const NO_SMTP = 'smtp://127.0.0.1:9';

export interface TestApi {
  app: NestFastifyApplication;
  config: Config;
  clock: Clock;
  db: Db;
  database: TestDatabase;
  /** address it listens on */
  url: string;
  make: Make;
  /**
   * An agent with a real session of the person. With a member, or a person and a tenant, it names that tenant in every
   * request, as the web does.
   */
  as(who: Person | Member, tenant?: Pick<Tenant, 'id'>): Promise<Agent>;
  /** The value of the cookie of a new session of the person. */
  session(who: Person | Member): Promise<string>;
  /** an agent without a session */
  nobody(): Agent;
  /** The rows of a statement as the owner of the tables sees them: past all walls, for looking only. */
  look<R = Record<string, unknown>>(sql: string | NamedSql, params?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

/**
 * The whole api on a fresh database and a free port. Start one per file in `beforeAll`, close it in `afterAll`, and
 * make a tenant per test: the walls keep tests apart.
 *
 * @param options.clock instant (with zone) at which the product's clock starts; the real time when left out
 * @param options.env more settings by their names, e.g. `{ SMTP_URL: catcher.smtpUrl }`
 */
export async function startApi(options: { clock?: string; env?: Record<string, string> } = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  // Made with the first file that a test uploads.
  const filesDir = join(tmpdir(), `homolog-files-${randomBytes(6).toString('hex')}`);
  const config = loadConfig({
    NODE_ENV: 'test',
    HOMOLOG_SECRET: TEST_SECRET,
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: '5',
    SMTP_URL: NO_SMTP,
    HOMOLOG_FILES_DIR: filesDir,
    HOMOLOG_LOG_LEVEL: 'fatal',
    ...(options.clock && { HOMOLOG_CLOCK: `${options.clock}@${new Date().toISOString()}` }),
    ...options.env,
  });
  const log = pino({ level: config.logLevel });
  const app = await createApi(config, log);
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`;
  const db = app.get(Db);
  const clock = app.get(Clock);
  const auth = new pg.Pool({
    connectionString: roleUrl(config.databaseUrl, config.secret, 'auth'),
    options: '-c search_path=auth',
    max: 2,
  });
  const owner = new pg.Pool({ connectionString: database.url, max: 2 });
  for (const pool of [auth, owner]) pool.on('error', () => {});

  const session = async (who: Person | Member): Promise<string> => {
    if (!who.userId) throw new Error('this member has not joined: nobody can sign in as them');
    const token = randomBytes(24).toString('base64url');
    await auth.query(
      `insert into session (id, token, "userId", "expiresAt", "createdAt", "updatedAt")
         values ($1, $2, $3, now() + interval '1 hour', now(), now())`,
      [randomBytes(16).toString('hex'), token, who.userId],
    );
    return signSession(token, config.secret);
  };

  return {
    app,
    config,
    clock,
    db,
    database,
    url,
    make: new Make(db, auth, clock),
    session,
    async as(who, tenant) {
      const agent = request.agent(url);
      agent.set('cookie', `${sessionCookieName(config.url)}=${await session(who)}`);
      const tenantId = tenant?.id ?? ('tenantId' in who ? who.tenantId : undefined);
      if (tenantId) agent.set('homolog-tenant', tenantId);
      return agent;
    },
    nobody: () => request.agent(url),
    async look<R>(sql: string | NamedSql, params: unknown[] = []) {
      return (await owner.query(sql, params)).rows as R[];
    },
    async close() {
      await app.close();
      await Promise.all([auth.end(), owner.end()]);
      await database.drop();
      await rm(filesDir, { recursive: true, force: true });
    },
  };
}
