import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { newId } from '#database/db';
import type { Tenant } from '#database/entities/tenant.entity';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { startWorker } from '../../apps/worker/src/worker.js';
import { backendNames, startBackend, type QueueBackend } from '../support/queue-backends.js';
import { startApi, type TestApi } from '../support/test-app.js';
import { workerConfig, workerEnvironment } from '../support/test-worker.js';
import { WorkerProcess } from '../support/worker-process.js';

/** The morning on which each declaration owes its contact a mail. */
const MORNING = '2026-12-01T07:00:30Z';

/** Declarations of as many contacts at a domain: each owes one mail on 1 December. */
async function owing(api: TestApi, tenant: Tenant, domain: string, count: number): Promise<void> {
  const client = await api.make.client({ tenant });
  const product = await api.make.product({ client, classCode: '1104' });
  const ids = Array.from({ length: count }, () => ({ certificate: newId(), contact: newId() }));
  const params = [tenant.id, client.id, ids.map(({ contact }) => contact)];
  await api.look(
    `insert into contacts (tenant_id, id, client_id, name, email, language, time_zone, created_at)
     select $1, id, $2, 'Contact ' || n, 'contact-' || n || '@' || $4, 'en', 'Europe/Berlin', now()
     from unnest($3::uuid[]) with ordinality as t (id, n)`,
    [...params, domain],
  );
  await api.look(
    `insert into certificates (tenant_id, id, client_id, product_id, contact_id, scheme, number, number_key, status, created_at)
     select $1, id, $2, $5, contact, 'ccc-self-declaration-b', 'S' || id, 'S' || id, 'valid', now()
     from unnest($4::uuid[], $3::uuid[]) as t (id, contact)`,
    [...params, ids.map(({ certificate }) => certificate), product.id],
  );
  const facts = {
    scheme: 'ccc-self-declaration-b',
    classCode: '1104',
    status: 'valid',
    issuedOn: null,
    validUntil: null,
  };
  const stated = certificateDeadlines({ ...facts, isReplaced: false } as never, shippedReference());
  await api.make.inside(tenant, () =>
    api.app
      .get(DeadlinesService)
      .restateMany(ids.map(({ certificate }) => ({ subject: { certificateId: certificate }, stated }))),
  );
}

describe.each(backendNames)('delivery with the queue on %s', (name) => {
  let api: TestApi;
  let backend: QueueBackend;
  let catcher: MailCatcher;
  /** one clock for all workers of a test */
  let clock: string;

  beforeEach(async () => {
    api = await startApi({ clock: '2026-11-20T09:00:00Z' });
    backend = await startBackend(name, api);
    catcher = await MailCatcher.start();
    clock = `${MORNING}@${new Date().toISOString()}`;
  });
  afterEach(async () => {
    await catcher.stop();
    await backend.stop();
    await api.close();
  });

  const settings = () => ({ clock, smtpUrl: catcher.smtpUrl, redisUrl: backend.redisUrl });
  const start = (env: Record<string, string> = {}) =>
    startWorker(workerConfig(api, settings(), env), pino({ level: 'silent' }));
  const reached = () => new Set(catcher.mails().flatMap(({ to }) => to));
  const until = async (done: () => boolean | Promise<boolean>, withinMs: number) => {
    const end = performance.now() + withinMs;
    while (!(await done())) {
      if (performance.now() > end) throw new Error(`not within ${withinMs} ms; ${reached().size} mails came`);
      await sleep(20);
    }
  };

  it('goes on for everybody else while the server of one domain does not answer', async () => {
    const [large, small] = [await api.make.tenant(), await api.make.tenant()];
    await owing(api, large, 'silent.test', 40);
    await owing(api, large, 'quick.test', 15);
    await owing(api, small, 'other.test', 10);
    let silent = 0;
    let most = 0;
    const answers: (() => void)[] = [];
    catcher.hooks = {
      recipient: (address) => {
        if (!address.endsWith('@silent.test')) return;
        silent += 1;
        most = Math.max(most, silent);
        return new Promise((resolve) => {
          answers.push(() => {
            silent -= 1;
            resolve();
          });
        });
      },
    };
    const worker = await start({ HOMOLOG_WORKER_CONCURRENCY: '4' });
    await until(() => reached().size === 25, 30_000);
    expect([...reached()].some((address) => address.endsWith('@silent.test'))).toBe(false);
    // Half of the four hands, and no more, are held by it.
    expect(most).toBe(2);
    catcher.hooks = {};
    answers.forEach((answer) => answer());
    await until(() => reached().size === 65, 30_000);
    await worker.stop();
  }, 120_000);

  it('finishes what is in hand when it stops, gives back the rest at once, and sends nothing twice', async () => {
    const tenant = await api.make.tenant();
    for (const domain of ['a.test', 'b.test', 'c.test']) await owing(api, tenant, domain, 10);
    let inHand = 0;
    catcher.hooks = {
      message: async () => {
        inHand += 1;
        await sleep(1_000);
      },
    };
    const first = await start({ HOMOLOG_WORKER_CONCURRENCY: '4' });
    await until(() => inHand >= 4, 30_000);
    await first.stop();
    const sent = reached().size;
    expect(sent).toBeGreaterThanOrEqual(4);
    const [left] = await api.look<{ taken: number; claimed: number; sent: number }>(
      `select count(d.taken_at)::int as taken, count(d.leased_until)::int as claimed, count(*) filter (where m.state = 'sent')::int as sent
       from mails m left join due_mails d on d.tenant_id = m.tenant_id and d.mail_id = m.id`,
    );
    expect(left).toEqual({ taken: 0, claimed: 0, sent });
    expect(await api.look(`select count(*)::int as gone from mail_workers where stopped_at is not null`)).toEqual([
      { gone: 1 },
    ]);
    catcher.hooks = {};
    // No lease of two minutes to wait for.
    const second = await start();
    await until(() => reached().size === 30, 30_000);
    await second.stop();
    expect(catcher.mails()).toHaveLength(30);
    expect(await api.look(`select outcome, count::int from mail_totals order by 1`)).toEqual([
      { outcome: 'delayed', count: 0 },
      { outcome: 'refused', count: 0 },
      { outcome: 'sent', count: 30 },
    ]);
  }, 120_000);

  it('stops within a bounded time when a server never answers, and leaves that mail to whoever comes when its lease has ended', async () => {
    const tenant = await api.make.tenant();
    await owing(api, tenant, 'never.test', 1);
    let asked = 0;
    catcher.hooks = { recipient: () => ((asked += 1), new Promise<void>(() => {})) };
    const first = await WorkerProcess.start(workerEnvironment(api, settings()));
    await until(() => asked === 1, 30_000);
    const began = performance.now();
    expect(await first.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(13_000);
    // Nobody knows whether the server has it: it stays taken until its lease ends, and is sent again under the same id.
    expect(
      await api.look(
        `select m.state, m.attempts, d.taken_at is not null as taken from due_mails d join mails m on m.tenant_id = d.tenant_id and m.id = d.mail_id`,
      ),
    ).toEqual([{ state: 'owed', attempts: 1, taken: true }]);
  }, 120_000);

  it('an emptied queue loses nothing: what it rang for is rung again when its lease has ended', async () => {
    const tenant = await api.make.tenant();
    for (const domain of ['a.test', 'b.test', 'c.test', 'd.test']) await owing(api, tenant, domain, 5);
    catcher.hooks = { message: () => sleep(300) as Promise<void> };
    const worker = await start({ HOMOLOG_WORKER_CONCURRENCY: '2', HOMOLOG_MAIL_LEASE_SECONDS: '10' });
    for (const count of [2, 7]) {
      await until(() => reached().size >= count, 20_000);
      await backend.empty();
    }
    catcher.hooks = {};
    await until(() => reached().size === 20, 60_000);
    await worker.stop();
    expect(catcher.mails()).toHaveLength(20);
  }, 120_000);
});
