import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { publish } from '#database/reference/publish';
import { readRecords } from '#database/reference/raw-record';
import { roleUrl } from '#database/roles';
import type { ApplicationView } from '#features/applications/applications.dto';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { startApi, type TestApi } from '../support/test-app.js';
import { workerConfig } from '../support/test-worker.js';

/** As if the State Council gave two days off in December; only what lies there matters here. */
const YEAR_2026 = `
kind: calendar-year
records:
  - key: CN-2026
    country: CN
    year: 2026
    validFrom: '2026-01-01'
    validTo: '2026-12-31'
    certainty: official
    status: official
    source: Test notice
    holidays:
      - { from: '2026-12-10', to: '2026-12-11', name: Test days }
    makeUp: []`;

let api: TestApi;
let worker: RunningWorker;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  worker = await startWorker(
    workerConfig(api, { clock: '2026-11-20T09:00:00Z', smtpUrl: 'smtp://127.0.0.1:9' }),
    pino({ level: 'silent' }),
  );
}, 60_000);
afterAll(async () => {
  await worker.stop();
  await api.close();
});

async function upload(yaml: string): Promise<number> {
  const client = new pg.Client({ connectionString: roleUrl(api.config.databaseUrl, api.config.secret, 'reference') });
  await client.connect();
  await client.query('begin');
  const records = readRecords('test.yaml', yaml);
  const at = new Date('2026-11-20T08:00:00Z');
  const file = { layer: 'upload', records, fileName: 'test.yaml', note: null, by: 'owner@example.test', at } as const;
  const { version } = await publish(client, file);
  await client.query('commit');
  await client.end();
  return version;
}

async function untilCounted(version: number): Promise<void> {
  for (let round = 0; round < 300; round += 1) {
    const behind = await api.look('select 1 from tenants where reference_version < $1', [version]);
    if (behind.length === 0) return;
    await sleep(100);
  }
  throw new Error('the tenants were not counted anew within 30 s');
}

it('new reference data moves the days of open cases, tells why, and leaves ended ones alone', async () => {
  const tenant = await api.make.tenant({ country: 'CN' });
  const agent = await api.as(await api.make.member({ tenant }));
  const client = await api.make.client({ tenant, country: 'CN' });
  const product = await api.make.product({ client, classCode: '1101' });
  const open = async (): Promise<ApplicationView> => {
    const units = [{ productId: product.id }];
    const { body } = await agent.post('/api/applications').send({ kind: 'new', schemeKey: 'ccc-standard', units });
    const one = body as ApplicationView;
    const start = (version: number, at: number, act: string) =>
      agent.post(`/api/applications/${one.id}/moves`).send({ version, stageId: one.stages[at]!.id, act }).expect(201);
    await start(1, 0, 'complete');
    return (await start(2, 1, 'start')).body as ApplicationView;
  };
  const [one, ended] = [await open(), await open()];
  await agent.post(`/api/applications/${ended.id}/moves`).send({ version: 3, act: 'withdraw' }).expect(201);
  // 20 working days from 20 November 2026, a Friday.
  expect(one.deadlines).toMatchObject([{ kind: 'stage-due', dueOn: '2026-12-18', state: 'open' }]);

  const version = await upload(YEAR_2026);
  await untilCounted(version);

  const { body } = await agent.get(`/api/applications/${one.id}`).expect(200);
  expect(body.deadlines.filter(({ state }: { state: string }) => state === 'open')).toMatchObject([
    { kind: 'stage-due', dueOn: '2026-12-22' },
  ]);
  expect(body.version).toBe(3);
  const { body: moves } = await agent.get('/api/deadline-moves').query({ referenceVersion: version }).expect(200);
  expect(moves.items).toMatchObject([
    {
      applicationId: one.id,
      label: one.number,
      clientId: client.id,
      item: 'limit:documents/documents-due',
      itemNames: { en: 'Client delivers the documents' },
      fromOn: '2026-12-18',
      toOn: '2026-12-22',
      why: { code: 'calendar-changed', facts: { country: 'CN' } },
    },
  ]);
  const list = await agent.get('/api/applications').query({ isOpen: 'true' }).expect(200);
  expect(list.body.items).toMatchObject([{ id: one.id, nextDueOn: '2026-12-22' }]);
}, 60_000);
