import pg from 'pg';
import type { Certificate } from '#database/entities/certificate.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { roleUrl } from '#database/roles';
import { publish } from '#database/reference/publish';
import { readRecords } from '#database/reference/raw-record';
import { pino } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { RestateTenant } from '#features/restatement/restate-tenant';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { startApi, type TestApi } from '../support/test-app.js';
import { workerConfig } from '../support/test-worker.js';

/** Filed 60 working days before expiry; a rule of our own, to have a date that hangs on the calendar. */
const RULE = `
kind: deadline-rule
records:
  - key: test.renewal-in-working-days
    order: 1
    kind: renewal-filing
    subject: certificate
    schemes: [ccc]
    day: { start: valid-until, amount: -60, unit: working-days }
    basis: practice
    certainty: secondary
    source: Test notice 1`;

/** As a notice of the State Council might read; only what lies between April and June matters here. */
const YEAR_2027 = `
kind: calendar-year
records:
  - key: CN-2027
    country: CN
    year: 2027
    validFrom: '2027-01-01'
    validTo: '2027-12-31'
    certainty: official
    status: official
    source: Test notice 2
    holidays:
      - { from: '2027-01-01', to: '2027-01-03', name: New Year }
      - { from: '2027-04-03', to: '2027-04-05', name: Qingming }
      - { from: '2027-05-01', to: '2027-05-05', name: Labour Day }
      - { from: '2027-06-09', to: '2027-06-09', name: Dragon Boat }
    makeUp: ['2027-04-25', '2027-05-08']`;

const LABORATORY = `
kind: laboratory
records:
  - key: test-laboratory
    certainty: secondary
    source: Test notice 3
    names: { en: Test laboratory, zh: 测试实验室, de: Prüflabor }`;

describe('new reference data', () => {
  let api: TestApi;
  let worker: RunningWorker;
  let tenant: Tenant;
  let other: Tenant;
  let certificate: Certificate;

  beforeAll(async () => {
    api = await startApi({ clock: '2026-11-20T09:00:00+01:00' });
    tenant = await api.make.tenant();
    other = await api.make.tenant();
    certificate = await renewable(tenant);
    await renewable(other);
    const config = workerConfig(api, { clock: '2026-11-20T09:00:00+01:00', smtpUrl: 'smtp://127.0.0.1:9' });
    worker = await startWorker(config, pino({ level: 'silent' }));
  }, 60_000);
  afterAll(async () => {
    await worker.stop();
    await api.close();
  });

  test('moves the days of every tenant that hang on it, and tells each of them why', async () => {
    expect(await open(tenant)).toEqual([{ dueOn: '2027-04-01', rule: 'order-117.renewal' }]);
    const version = await upload(RULE);
    await untilCounted(version);
    expect(await open(tenant)).toEqual([{ dueOn: '2027-04-06', rule: 'test.renewal-in-working-days' }]);
    expect(await moves(tenant, version)).toEqual([
      {
        certificateId: certificate.id,
        item: 'renewal-filing',
        from: '2027-04-01',
        to: '2027-04-06',
        why: {
          code: 'rule-replaced',
          facts: { before: 'order-117.renewal', after: 'test.renewal-in-working-days' },
        },
      },
    ]);
    expect(await moves(other, version)).toHaveLength(1);
  });

  test('that is the missing year replaces what was counted Monday to Friday', async () => {
    const [before] = await counted(tenant);
    expect(before!.provisionalYears).toEqual([2027]);
    const version = await upload(YEAR_2027);
    await untilCounted(version);
    expect(await open(tenant)).toEqual([{ dueOn: '2027-04-02', rule: 'test.renewal-in-working-days' }]);
    expect(await moves(tenant, version)).toEqual([
      {
        certificateId: certificate.id,
        item: 'renewal-filing',
        from: '2027-04-06',
        to: '2027-04-02',
        why: { code: 'year-published', facts: { years: [2027] } },
      },
    ]);
    const [after] = await counted(tenant);
    expect(after!.provisionalYears).toBeUndefined();
    expect(after!.madeUp).toEqual(['2027-04-25', '2027-05-08']);
  });

  test('lays the reminders of a moved day anew and lets the old ones go', async () => {
    const rows = await api.look<{ state: string; dueOn: string }>(
      `select distinct r.state, d.due_on::text as "dueOn" from reminders r
         join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
       where r.tenant_id = $1 and d.kind = 'renewal-filing' order by 2, 1`,
      [tenant.id],
    );
    expect(rows).toEqual([
      { state: 'withdrawn', dueOn: '2027-04-01' },
      { state: 'planned', dueOn: '2027-04-02' },
      { state: 'withdrawn', dueOn: '2027-04-06' },
    ]);
  });

  test('that no day is counted with moves none and is marked as seen', async () => {
    const version = await upload(LABORATORY);
    await untilCounted(version);
    expect(await moves(tenant, version)).toEqual([]);
  });

  test('is counted with once, however often the work is asked for', async () => {
    const restate = worker.context.get(RestateTenant);
    await api.look('update tenants set reference_version = 0 where id = $1', [tenant.id]);
    await Promise.all([restate.run(tenant.id), restate.run(tenant.id)]);
    await restate.run(tenant.id);
    const [{ count }] = (await api.look('select count(*)::int as count from deadline_moves where tenant_id = $1', [
      tenant.id,
    ])) as [{ count: number }];
    expect(count).toBe(2);
  });

  test('is counted with by another worker when the first was killed half-way', async () => {
    await api.look(`update tenants set reference_version = 0, restating_until = '2026-11-20T07:00:00Z' where id = $1`, [
      tenant.id,
    ]);
    const [{ newest }] = (await api.look('select max(number) as newest from reference_versions')) as [
      { newest: number },
    ];
    await untilCounted(newest);
  });

  async function renewable(of: Tenant): Promise<Certificate> {
    const client = await api.make.client({ tenant: of });
    await api.make.contact({ client });
    const product = await api.make.product({ client, classCode: '1120' });
    const agent = await api.as(await api.make.member({ tenant: of, role: 'owner' }));
    const { body } = await agent
      .post('/api/certificates')
      .send({
        productId: product.id,
        scheme: 'ccc',
        number: '2022011120000001',
        body: 'CQC',
        issuedOn: '2022-07-01',
        validUntil: '2027-06-30',
      })
      .expect(201);
    return body as Certificate;
  }

  async function upload(yaml: string): Promise<number> {
    const client = new pg.Client({
      connectionString: roleUrl(api.config.databaseUrl, api.config.secret, 'reference'),
    });
    await client.connect();
    await client.query('begin');
    const { version } = await publish(client, {
      layer: 'upload',
      records: readRecords('test.yaml', yaml),
      fileName: 'test.yaml',
      note: null,
      by: 'owner@example.test',
      at: new Date('2026-11-20T08:00:00Z'),
    });
    await client.query('commit');
    await client.end();
    return version;
  }

  async function untilCounted(version: number): Promise<void> {
    for (let round = 0; round < 200; round += 1) {
      const [behind] = await api.look<{ count: number }>(
        'select count(*)::int as count from tenants where reference_version < $1',
        [version],
      );
      if (behind!.count === 0) return;
      await sleep(100);
    }
    throw new Error('the tenants were not counted anew within 20 s');
  }

  const open = (of: Tenant) =>
    api.look(
      `select due_on::text as "dueOn", rule from deadlines where tenant_id = $1 and state = 'open' and kind = 'renewal-filing'`,
      [of.id],
    );

  const counted = async (of: Tenant) =>
    (
      await api.look<{ counted: { provisionalYears?: number[]; madeUp?: string[] } }>(
        `select counted from deadlines where tenant_id = $1 and state = 'open' and kind = 'renewal-filing'`,
        [of.id],
      )
    ).map((row) => row.counted);

  const moves = (of: Tenant, version: number) =>
    api.look(
      `select certificate_id as "certificateId", item, from_on::text as from, to_on::text as to, why
       from deadline_moves where tenant_id = $1 and reference_version = $2`,
      [of.id, version],
    );
});
