import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { newId } from '#database/db';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { LayAnew } from '#features/reminders/lay-anew';
import { RemindersService } from '#features/reminders/reminders.service';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';
import { workerConfig } from '../support/test-worker.js';

const NOW = '2026-11-20T09:00:00Z';
/** More than two portions of 500. */
const OWED = 1_100;
const TEN = { morningHour: 10, quietFrom: 20, quietTo: 7, outlookWeekday: 1 };

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: NOW });
});
afterAll(() => api.close());

interface World {
  tenant: Tenant;
  lena: Member;
  agent: Agent;
}

/** Fees of one certificate, owed on 1,100 days to come; Lena is reminded of each at eight. */
async function large(): Promise<World> {
  const tenant = await api.make.tenant();
  const lena = await api.make.member({ tenant, role: 'owner', name: 'Lena Weiss', timeZone: 'Europe/Berlin' });
  const client = await api.make.client({ tenant });
  const certificate = await api.make.certificate({ tenant, client, responsible: lena });
  const ids = Array.from({ length: OWED }, newId);
  await api.look(
    `insert into deadlines (tenant_id, id, certificate_id, client_id, kind, item, due_on, basis, rule, source, certainty, counted, is_disputed, state, created_at)
     select $1, id, $3, $4, 'annual-fee', n::text, date '2027-07-01' + n::int, 'legal', 'test', 'Test', 'official', '{"start":"named"}', false, 'open', $5
     from unnest($2::uuid[]) with ordinality as t (id, n)`,
    [tenant.id, ids, certificate.id, client.id, NOW],
  );
  await api.make.inside(tenant, () => api.app.get(RemindersService).replan(ids));
  await api.look('analyze reminders, mails', []);
  return { tenant, lena, agent: await api.as(lena) };
}

/** Reminders by the hour in Berlin at which they leave. */
const hours = async ({ tenant }: World): Promise<Record<string, number>> => {
  const rows = await api.look<{ hour: string; count: number }>(
    `select extract(hour from send_at at time zone 'Europe/Berlin')::text as hour, count(*)::int as count from reminders
     where tenant_id = $1 and state = 'planned' group by 1`,
    [tenant.id],
  );
  return Object.fromEntries(rows.map(({ hour, count }) => [hour, count]));
};
const total = async (world: World) => Object.values(await hours(world)).reduce((sum, count) => sum + count, 0);
const layings = ({ tenant }: World) =>
  api.look<{ laid_to: string }>('select laid_to from reminder_layings where tenant_id = $1', [tenant.id]);
const shown = async ({ agent }: World) =>
  (await agent.get('/api/reminder-settings').expect(200)).body as { layingSince: string | null; version: number };
const put = ({ agent }: World, body: object) => agent.put('/api/reminder-settings').send(body).expect(200);

/** Every planned reminder lies in one owed mail of its own instant, and no owed mail is empty. */
async function consistent({ tenant }: World): Promise<void> {
  const wrong = await api.look(
    `select r.id from reminders r left join mails m on m.tenant_id = r.tenant_id and m.id = r.mail_id
     where r.tenant_id = $1 and r.state = 'planned' and (m.id is null or m.state <> 'owed' or m.send_at <> r.send_at)
     union all select m.id from mails m where m.tenant_id = $1 and m.state = 'owed'
       and not exists (select from reminders r where r.tenant_id = m.tenant_id and r.mail_id = m.id and r.state = 'planned')`,
    [tenant.id],
  );
  expect(wrong).toEqual([]);
}

function working(): Promise<RunningWorker> {
  const config = workerConfig(api, { clock: NOW, smtpUrl: 'smtp://127.0.0.1:9' });
  return startWorker(config, pino({ level: 'silent' }));
}

async function untilLaid(world: World): Promise<void> {
  for (let round = 0; round < 300; round += 1) {
    if ((await layings(world)).length === 0) return;
    await sleep(100);
  }
  throw new Error('it was not laid within 30 s');
}

it('other hours of a large tenant are laid by the worker, told while it is under way, each reminder once', async () => {
  const world = await large();
  const all = await total(world);
  expect(all).toBeGreaterThan(OWED);
  const { body } = await put(world, TEN);
  expect(body).toMatchObject({ morningHour: 10, layingSince: expect.stringMatching(/^2026-11-20T09:0/) });
  // The first portion is laid at once, what is not laid yet still leaves at eight.
  expect(Object.keys(await hours(world)).sort()).toEqual(['10', '8']);
  await consistent(world);
  const other = await large();
  expect((await shown(other)).layingSince).toBeNull();

  const worker = await working();
  try {
    await untilLaid(world);
  } finally {
    await worker.stop();
  }
  expect(await hours(world)).toEqual({ '10': all });
  expect(await hours(other)).toEqual({ '8': all });
  expect(await shown(world)).toMatchObject({ layingSince: null, version: 1 });
  await consistent(world);
}, 120_000);

it('stopped half-way it goes on behind its last portion; hours changed again begin again', async () => {
  const world = await large();
  const all = await total(world);
  await put(world, TEN);
  const anew = api.app.get(LayAnew);
  const [before] = await layings(world);
  // A worker that died holding the lease: nobody else lays until it has ended.
  await api.look('update reminder_layings set leased_until = $2 where tenant_id = $1', [world.tenant.id, '2026-11-20T09:30:00Z']); // prettier-ignore
  await anew.run(world.tenant.id);
  expect(await layings(world)).toEqual([before]);

  await put(world, { ...TEN, morningHour: 9, version: 1 });
  expect(Object.keys(await hours(world)).sort()).toEqual(['8', '9']);
  await api.look('update reminder_layings set leased_until = $2 where tenant_id = $1', [world.tenant.id, NOW]);
  await Promise.all([anew.run(world.tenant.id), anew.run(world.tenant.id)]);
  expect(await layings(world)).toEqual([]);
  expect(await hours(world)).toEqual({ '9': all });
  await consistent(world);
  await anew.run(world.tenant.id);
  expect(await hours(world)).toEqual({ '9': all });
}, 120_000);
