import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { AuditCertificate } from '#database/entities/audit-certificate.entity';
import { publish } from '#database/reference/publish';
import { readRecords } from '#database/reference/raw-record';
import { roleUrl } from '#database/roles';
import type { ApplicationView } from '#features/applications/applications.dto';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { makeAudit, makeBooking } from '../support/make-case.js';
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

async function upload(...files: string[]): Promise<number> {
  const client = new pg.Client({ connectionString: roleUrl(api.config.databaseUrl, api.config.secret, 'reference') });
  await client.connect();
  await client.query('begin');
  const records = files.flatMap((yaml) => readRecords('test.yaml', yaml));
  const at = new Date('2026-11-20T08:00:00Z');
  const file = { layer: 'upload', records, fileName: 'test.yaml', note: null, by: 'owner@example.test', at } as const;
  const { version } = await publish(client, file);
  await client.query('commit');
  await client.end();
  return version;
}

/** A file as it is released, with another number where `after` stands first. */
async function released(file: string, after: string, from: string, to: string): Promise<string> {
  const yaml = await readFile(`libs/database/reference/${file}`, 'utf8');
  const at = yaml.indexOf(from, yaml.indexOf(after));
  return `${yaml.slice(0, at)}${to}${yaml.slice(at + from.length)}`;
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

it('new limits move the days of findings and of samples, each told once with what moved', async () => {
  const tenant = await api.make.tenant({ country: 'CN' });
  const agent = await api.as(await api.make.member({ tenant }));
  const client = await api.make.client({ tenant });
  const factory = await api.make.factory({ tenant, client, name: 'Works Nine', nameZh: '九厂' });
  const product = await api.make.product({ client, factory, name: 'Rear lamp' });
  const certificate = await api.make.certificate({ client, product, scheme: 'ccc' });
  const held = { status: 'held', heldFrom: '2026-11-09', heldTo: '2026-11-10' } as const;
  const audit = await makeAudit(api, { client, factoryId: factory.id }, held);
  const hangs = { auditId: audit.id, certificateId: certificate.id, clientId: client.id, tenantId: tenant.id };
  await api.make.inside(tenant, () => api.db.repo(AuditCertificate).insert(hangs));
  for (const grade of ['observation', 'minor'])
    await agent
      .post(`/api/audits/${audit.id}/findings`)
      .send({ grade, description: 'Records are missing' })
      .expect(201);
  const booking = await makeBooking(api, { client, product });
  const { body: sample } = await agent
    .post('/api/samples')
    .send({ productId: product.id, bookingId: booking.id, label: 'Set 7', temporaryImportOn: '2026-11-02' })
    .expect(201);

  const version = await upload(
    await released('schemes.yaml', 'follow-up-non-conformities-due', 'amount: 3', 'amount: 2'),
    await released('limits.yaml', 'key: temporary-import', 'amount: 6', 'amount: 5'),
  );
  await untilCounted(version);

  const { body } = await agent.get('/api/deadline-moves').query({ referenceVersion: version }).expect(200);
  const told = body.items.filter((move: { auditId: unknown; sampleId: unknown }) => move.auditId ?? move.sampleId);
  expect(told).toHaveLength(2);
  expect(told).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        auditId: audit.id,
        label: 'Works Nine',
        labelZh: '九厂',
        clientId: client.id,
        item: 'finding-correction',
        itemNumber: 2,
        fromOn: '2027-02-10',
        toOn: '2027-01-10',
        days: -31,
        why: { code: 'rule-changed', facts: { rule: 'ccc-standard/follow-up/follow-up-non-conformities-due' } },
      }),
      expect.objectContaining({
        sampleId: sample.id,
        sampleBookingId: booking.id,
        caseId: null,
        label: 'Set 7',
        productName: 'Rear lamp',
        clientId: client.id,
        item: 'temporary-import',
        itemNumber: null,
        fromOn: '2027-05-02',
        toOn: '2027-04-02',
        days: -30,
        why: { code: 'rule-changed', facts: { rule: 'temporary-import' } },
      }),
    ]),
  );
  const { body: after } = await agent.get(`/api/audits/${audit.id}`).expect(200);
  expect(after.findings[1]).toMatchObject({ dueOn: '2027-01-10', deadline: { dueOn: '2027-01-10' } });
  expect(after.nextDueOn).toBe('2027-01-10');
  const ofSample = await agent.get('/api/deadline-moves').query({ sampleId: sample.id }).expect(200);
  expect(ofSample.body.items).toHaveLength(1);
  const ofAudit = await agent.get('/api/deadline-moves').query({ auditId: audit.id }).expect(200);
  expect(ofAudit.body.items).toHaveLength(1);
}, 60_000);

it('another age of CB test reports moves their days, told once with number and product; a settled one stays', async () => {
  const tenant = await api.make.tenant({ country: 'CN' });
  const agent = await api.as(await api.make.member({ tenant }));
  const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd' });
  const product = await api.make.product({ client, name: 'Head unit' });
  const add = async (number: string) => {
    const report = { number, issuer: 'VDE', issuedOn: '2024-06-15' };
    return (await agent.post(`/api/products/${product.id}/cb-reports`).send(report).expect(201)).body as { id: string };
  };
  const [open, settled] = [await add('DE1-71234'), await add('DE1-60000')];
  await agent.post(`/api/cb-reports/${settled.id}/settlement`).send({ as: 'taken', on: '2026-11-19' }).expect(200);

  const version = await upload(await released('agreements.yaml', 'key: cb-issued-on', 'years: 3', 'years: 4'));
  await untilCounted(version);

  const { body } = await agent.get('/api/deadline-moves').query({ referenceVersion: version }).expect(200);
  expect(body.items).toMatchObject([
    {
      cbReportId: open.id,
      reportProductId: product.id,
      label: 'DE1-71234',
      productName: 'Head unit',
      clientName: 'Kestrel Motors Ltd',
      item: 'cb-report',
      fromOn: '2027-06-15',
      toOn: '2028-06-15',
      days: 366,
      why: { code: 'rule-changed', facts: { rule: 'cb-report.age' } },
    },
  ]);
  const { body: own } = await agent.get('/api/deadline-moves').query({ cbReportId: open.id }).expect(200);
  expect(own.items).toHaveLength(1);
  const { body: none } = await agent.get('/api/deadline-moves').query({ cbReportId: settled.id }).expect(200);
  expect(none.items).toEqual([]);
}, 60_000);
