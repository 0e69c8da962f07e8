import { newId } from '#database/db';
import { Import } from '#database/entities/import.entity';
import { Mail } from '#database/entities/mail.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z', env: { HOMOLOG_PLATFORM_OWNER: 'Platform@Example.test' } });
});
afterAll(() => api.close());

async function mailsOf(tenant: Tenant, mails: Partial<Mail>[]): Promise<void> {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
  await api.make.inside(tenant, async () => {
    for (const mail of mails) {
      await api.db.add(Mail, {
        toEmail: `${newId()}@example.test`,
        toName: 'Secret Reader',
        language: 'en',
        timeZone: 'UTC',
        sendAt: at(8),
        nextAttemptAt: at(8),
        state: 'owed',
        messageId: `<${newId()}@example.test>`,
        createdAt: at(7),
        ...mail,
      });
    }
  });
}

const owner = () => api.make.person({ email: 'platform@example.test' });

describe('the platform owner', () => {
  it('sees how all tenants fare in numbers, and nothing a tenant wrote', async () => {
    const agent = await api.as(await owner());
    expect((await agent.get('/api/me').expect(200)).body).toMatchObject({
      person: { isPlatformOwner: true },
      memberships: [],
    });
    const [one, other] = [await api.make.tenant({ name: 'Secret One' }), await api.make.tenant({ name: 'Secret Two' })];
    await api.look('update tenants set reference_version = 0 where id = $1', [one.id]);
    const later = new Date('2026-11-23T07:00:00Z');
    await mailsOf(one, [{}, { sendAt: later, nextAttemptAt: later }, { isHeld: true }, { state: 'withdrawn' }]);
    await mailsOf(other, [
      { sendAt: new Date('2026-11-19T07:30:00Z'), nextAttemptAt: new Date('2026-11-19T07:30:00Z') },
      { state: 'refused' },
      { state: 'sent', sentAt: later },
      { state: 'sent', sentAt: later },
    ]);
    await api.make.inside(one, () =>
      api.db.add(Import, {
        fileName: 'secret.xlsx',
        fileHash: 'h',
        fileSizeBytes: 1,
        state: 'checking',
        createdAt: new Date('2026-11-20T08:59:00Z'),
      }),
    );
    const { body, text } = await agent.get('/api/operations').expect(200);
    expect(body).toEqual({
      mails: {
        ...{ owed: 3, isOwedEstimated: false, held: 1, due: 2, inFlight: 0, late: 2, lateAfterMinutes: 15 },
        ...{ refused: 1, sentLastHour: 0, sentTotal: 0, delayedTotal: 0, refusedTotal: 0 },
        oldestDueAt: '2026-11-19T07:30:00Z',
      },
      workers: [],
      waiting: 0,
      reference: { version: 1, tenants: 2, staleTenants: 1 },
      unfinishedImports: 1,
      oldestUnfinishedImportAt: '2026-11-20T08:59:00Z',
      schemaVersion: expect.stringMatching(/^[A-Z]\w+\d{13}$/),
      queueBackend: 'postgres',
      database: { isUp: true },
      queue: { isUp: true },
      now: expect.stringMatching(/^2026-11-20T09:/),
    });
    expect(text).not.toMatch(/secret/i);
  });

  it('reaches no tenant: without a membership there is none', async () => {
    const { rows } = {
      rows: await api.look<{ id: string }>(`select id from auth."user" where email = 'platform@example.test'`),
    };
    const agent = await api.as({ userId: rows[0]!.id, email: 'platform@example.test', name: 'P' });
    const { id } = await api.make.tenant();
    const client = await api.make.client();
    for (const path of ['/api/tenant', '/api/clients', `/api/clients/${client.id}`, '/api/members', '/api/reminders']) {
      await agent.get(path).expect(404);
      await agent.get(path).set('homolog-tenant', id).expect(404);
    }
  });

  it('is nobody else: for others operations are not there', async () => {
    const member = await api.make.member({ role: 'owner' });
    await (await api.as(member)).get('/api/operations').expect(404);
    await api.nobody().get('/api/operations').expect(401);
    const unverified = await api.make.person({ email: 'almost@example.test' });
    await api.look(`update auth."user" set email = 'PLATFORM@example.test', "emailVerified" = false where id = $1`, [
      unverified.userId,
    ]);
    await (await api.as(unverified)).get('/api/operations').expect(404);
  });
});

describe('reference data', () => {
  it('is shown to everybody who is signed in, with its sources', async () => {
    await api.nobody().get('/api/reference/classes').expect(401);
    const agent = await api.as(await api.make.person());
    const classes = (await agent.get('/api/reference/classes').expect(200)).body.items;
    expect(classes.find(({ code }: { code: string }) => code === '1109')).toMatchObject({
      isConverting: true,
      certainty: expect.any(String),
      source: expect.stringMatching(/\w/),
      nameZh: expect.stringMatching(/\p{sc=Han}/u),
    });
    const rules = (await agent.get('/api/reference/rules').expect(200)).body.items;
    expect(new Set(rules.map(({ kind }: { kind: string }) => kind))).toEqual(
      new Set(['certificate-expiry', 'conversion', 'cut-over', 'follow-up-inspection', 'renewal-filing']),
    );
    const years = (await agent.get('/api/reference/calendar').expect(200)).body.items;
    const china = years.find(
      ({ country, year }: { country: string; year: number }) => country === 'CN' && year === 2026,
    );
    expect(china.days).toContainEqual({ day: '2026-10-01', kind: 'holiday', name: expect.any(String) });
    expect(china.days).toContainEqual({ day: '2026-10-10', kind: 'make-up', name: expect.any(String) });
  });
});

describe('health', () => {
  it('says that the process lives and that its servers answer', async () => {
    expect((await api.nobody().get('/health/live').expect(200)).body).toEqual({ status: 'live' });
    expect((await api.nobody().get('/health/ready').expect(200)).body).toEqual({
      status: 'ready',
      database: { isUp: true },
      queue: { isUp: true },
    });
  });

  it('tells the truth when Redis is down: not ready, and which part', async () => {
    const other = await startApi({ env: { REDIS_URL: 'redis://127.0.0.1:9' } });
    try {
      const { body } = await other.nobody().get('/health/ready').expect(503);
      expect(body).toEqual({ status: 'not-ready', database: { isUp: true }, queue: { isUp: false } });
      await other.nobody().get('/health/live').expect(200);
    } finally {
      await other.close();
    }
  });

  it('tells the truth when PostgreSQL is down, and again when it is back', async () => {
    const other = await startApi();
    const name = new URL(other.database.url).pathname.slice(1);
    const gone = `${name}_gone`;
    const rename = async (from: string, to: string) => {
      await api.look(`update pg_database set datallowconn = false where datname = '${from}'`);
      await api.look(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${from}'`);
      await api.look(`alter database ${from} rename to ${to}`);
      await api.look(`update pg_database set datallowconn = true where datname = '${to}'`);
    };
    try {
      await rename(name, gone);
      const { body } = await other.nobody().get('/health/ready').expect(503);
      expect(body).toEqual({ status: 'not-ready', database: { isUp: false }, queue: { isUp: false } });
      await other.nobody().get('/health/live').expect(200);
      await rename(gone, name);
      await other.nobody().get('/health/ready').expect(200);
    } finally {
      await other.close();
    }
  });
});
