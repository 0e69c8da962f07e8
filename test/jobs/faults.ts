import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#database/db';
import type { Tenant } from '#database/entities/tenant.entity';
import { ROLES } from '#database/roles';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { backendNames, startBackend, type QueueBackend } from '../support/queue-backends.js';
import { startApi, type TestApi } from '../support/test-app.js';
import { workerEnvironment } from '../support/test-worker.js';
import { WorkerProcess } from '../support/worker-process.js';

const MAILS = 500;
const AT_ONCE = 10;
/** All of them must be there so long after the last fault. */
const PROMISED_MS = 180_000;
/** A lease this short is waited for; a second kill and a third empty queue fit into the test besides. */
const SHORT_LEASE_SECONDS = 60;
const BEGIN = '2026-12-01T07:00:30Z';

/**
 * Declares the tests of what 500 due reminders survive. A short lease is waited for. Of a long one, whoever comes after
 * the power cut comes when it has ended: two minutes of the product's clock, and none of the test's.
 *
 * @param leaseSeconds 120 is the product's own
 */
export function faultsOn(name: QueueBackend['name'], leaseSeconds: number): void {
  const isHere = backendNames.includes(name);
  (isHere ? describe : describe.skip)(`faults with 500 due reminders on ${name}, lease ${leaseSeconds} s`, () => {
    let api: TestApi;
    let backend: QueueBackend;
    let catcher: MailCatcher;
    let tenant: Tenant;
    let worker: WorkerProcess | undefined;

    beforeAll(async () => {
      api = await startApi({ clock: '2026-11-20T09:00:00Z' });
      backend = await startBackend(name, api);
      catcher = await MailCatcher.start();
      tenant = await api.make.tenant();
      await makeDeclarations();
    }, 60_000);
    afterAll(async () => {
      await worker?.kill();
      await catcher.stop();
      await backend.stop();
      await api.close();
    });

    async function sent(): Promise<number> {
      const [row] = await api.look<{ count: number }>(
        `select count(*)::int as count from reminders where tenant_id = $1 and state = 'sent'`,
        [tenant.id],
      );
      return row!.count;
    }

    /** 500 declarations of 500 contacts: on 1 December each owes one mail. */
    async function makeDeclarations(): Promise<void> {
      const client = await api.make.client({ tenant });
      const product = await api.make.product({ client, classCode: '1104' });
      const ids = Array.from({ length: MAILS }, () => ({ certificate: newId(), contact: newId() }));
      const params = [tenant.id, client.id, ids.map((id) => id.contact)];
      await api.look(
        `insert into contacts (tenant_id, id, client_id, name, email, language, time_zone, created_at)
       select $1, id, $2, 'Contact ' || n, 'contact-' || n || '@faults.test', 'en', 'Europe/Berlin', now()
       from unnest($3::uuid[]) with ordinality as t (id, n)`,
        params,
      );
      await api.look(
        `insert into certificates (tenant_id, id, client_id, product_id, contact_id, scheme, number, number_key, status, created_at)
       select $1, id, $2, $5, contact, 'ccc-self-declaration-b', 'SDOC-' || n, 'SDOC-' || n, 'valid', now()
       from unnest($4::uuid[], $3::uuid[]) with ordinality as t (id, contact, n)`,
        [...params, ids.map((id) => id.certificate), product.id],
      );
      const facts = {
        scheme: 'ccc-self-declaration-b',
        classCode: '1104',
        status: 'valid',
        issuedOn: null,
        validUntil: null,
        isReplaced: false,
      } as const;
      const stated = certificateDeadlines(facts, shippedReference());
      await api.make.inside(tenant, () =>
        api.app
          .get(DeadlinesService)
          .restateMany(ids.map(({ certificate }) => ({ subject: { certificateId: certificate }, stated }))),
      );
    }

    /** What a restart of Postgres does to those who are connected. */
    async function dropConnections(): Promise<void> {
      const dropped = await api.look(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = any ($1)`,
        [Object.values(ROLES)],
      );
      expect(dropped.length).toBeGreaterThan(0);
    }

    const readers = () => new Set(catcher.mails().flatMap((mail) => mail.to)).size;

    async function arrived(count: number, withinMs: number): Promise<void> {
      const deadline = performance.now() + withinMs;
      while (readers() < count) {
        if (performance.now() > deadline) throw new Error(`${readers()} of ${count} mails after ${withinMs} ms`);
        await sleep(50);
      }
    }

    it('a killed worker and an emptied queue lose none, and what is repeated carries the same Message-ID', async () => {
      // The mail server takes its time, so that the worker is surely in the middle of something.
      catcher.hooks = { message: () => sleep(40) as Promise<void> };
      const isShort = leaseSeconds < SHORT_LEASE_SECONDS;
      const begunAt = new Date().toISOString();
      /** What the next worker's clock is ahead of the test's. */
      let cutMs = 0;
      const start = () => {
        const clock = `${new Date(Date.parse(BEGIN) + cutMs).toISOString()}@${begunAt}`;
        const settings = { clock, smtpUrl: catcher.smtpUrl, redisUrl: backend.redisUrl };
        return WorkerProcess.start(
          workerEnvironment(api, settings, {
            HOMOLOG_MAIL_LEASE_SECONDS: String(leaseSeconds),
            HOMOLOG_WORKER_CONCURRENCY: String(AT_ONCE),
          }),
        );
      };
      let kills = 0;
      const breakDown = async (): Promise<void> => {
        await worker!.kill();
        kills += 1;
        await backend.empty();
        if (!isShort) cutMs += leaseSeconds * 1_000;
      };

      worker = await start();
      await arrived(50, 60_000);
      await dropConnections();
      await arrived(120, 60_000);
      await breakDown();
      worker = await start();
      if (isShort) {
        await arrived(300, 60_000);
        await breakDown();
        worker = await start();
        // Once more the queue alone, while the worker lives.
        await arrived(400, 60_000);
        await backend.empty();
      }
      const lastFault = performance.now();
      expect(readers()).toBeLessThan(MAILS);
      await arrived(MAILS, PROMISED_MS - cutMs);
      const tookMs = performance.now() - lastFault;
      // What a killed worker had handed over and not noted goes once more when its lease has ended.
      const settledBy = performance.now() + PROMISED_MS - cutMs;
      while ((await sent()) < MAILS && performance.now() < settledBy) await sleep(500);
      await sleep(1_000); // what is still on its way may not come twice
      expect(await worker.stop()).toBe(0);

      const idsOf = new Map<string, Set<string>>();
      for (const mail of catcher.mails())
        idsOf.set(mail.to[0]!, (idsOf.get(mail.to[0]!) ?? new Set()).add(mail.messageId));
      const repeated = catcher.mails().length - MAILS;
      console.log(
        `${name}: all ${MAILS} mails ${(tookMs / 1000).toFixed(1)} s after the last fault (lease ${leaseSeconds} s), ${repeated} repeated by ${kills} kills`,
      );
      expect(idsOf.size).toBe(MAILS);
      expect([...idsOf.values()].filter((ids) => ids.size > 1)).toEqual([]);
      expect(repeated).toBeLessThanOrEqual(kills * AT_ONCE);
      expect(await sent()).toBe(MAILS);
    }, 480_000);
  });
}
