import { CertificateFee } from '#database/entities/certificate-fee.entity';
import type { Client } from '#database/entities/client.entity';
import type { Factory } from '#database/entities/factory.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { addDays } from '#domain/day';
import type { BatchResult } from '#features/applications/case-batch.dto';
import type { RenewalGroupList, RenewalPage, RenewalView } from '#features/renewals/renewals.dto';
import { makeAudit, makeFinding } from '../support/make-case.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

interface Office {
  tenant: Tenant;
  client: Client;
  factory: Factory;
  agent: Agent;
}

async function office(): Promise<Office> {
  const tenant = await api.make.tenant({ country: 'DE' });
  const client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
  const factory = await api.make.factory({ tenant, client, name: 'Lindau works', factoryClass: 'B', lastFollowUpOn: '2026-02-10' }); // prettier-ignore
  const agent = await api.as(await api.make.member({ tenant, role: 'consultant', name: 'Lena Weiss' }));
  return { tenant, client, factory, agent };
}

let made = 0;
/** A certificate as a person enters it, so that it owes its days. */
async function certified({ client, factory, agent }: Office, validUntil: string, more: object = {}): Promise<string> {
  const product = await api.make.product({
    client,
    factory,
    classCode: '1109',
    name: `Lamp ${++made}`,
    standard: null,
  });
  const input = { productId: product.id, scheme: 'ccc', number: `2022011109${made}`, body: 'CCAP', issuedOn: addDays(validUntil, -1700), validUntil, ...more }; // prettier-ignore
  const { status, body } = await agent.post('/api/certificates').send(input);
  expect([status, body]).toEqual([201, expect.anything()]);
  return body.id as string;
}

const listed = async ({ agent }: Office, query: object): Promise<RenewalPage> =>
  (await agent.get('/api/renewals').query(query).expect(200)).body as RenewalPage;
const open = async ({ agent }: Office, input: object, key?: string): Promise<BatchResult> => {
  const request = agent.post('/api/renewals/cases');
  if (key) request.set('idempotency-key', key);
  return (await request.send(input).expect(200)).body as BatchResult;
};

describe('the way to a renewal', () => {
  it('goes backwards from the last valid day: both readings, the documents before, what happens when late', async () => {
    const here = await office();
    const id = await certified(here, '2027-06-30');
    const { body } = await here.agent.get(`/api/certificates/${id}/renewal`).expect(200);
    const { plan, whyNot } = body as RenewalView;
    expect(whyNot).toBeNull();
    // 30 June 2027 less 90 days is 1 April. Five working days before it lies 23 March (Good Friday and Easter Monday are no
    // working days in Germany), and 20 working days of the client before that 23 February.
    expect(plan).toMatchObject({
      expiresOn: '2027-06-30',
      filingOn: '2027-04-01',
      isDisputed: true,
      basis: 'legal',
      rule: 'order-117.renewal',
      readings: [
        { key: 'last-90-days', opensOn: '2027-04-01', closesOn: '2027-06-30' },
        { key: 'day-90-is-last', opensOn: null, closesOn: '2027-04-01' },
      ],
      procedure: { key: 'ccc-renewal', names: { de: 'Zertifikatsverlängerung' } },
      standing: 'ahead',
      openCase: null,
    });
    expect(plan!.askBy).toBe('2027-02-23');
    expect(plan!.steps.map(({ stageKey, from, to, country }) => [stageKey, from, to, country])).toEqual([
      ['documents', '2027-02-23', '2027-03-23', 'DE'],
      ['application', '2027-03-23', '2027-04-01', 'DE'],
    ]);
    expect(plan!.ifLate.map(({ key, from, until, isNow }) => [key, from, until, isNow])).toEqual([
      ['in-time', null, '2027-04-01', true],
      ['after-alarm', '2027-04-02', '2027-06-30', false],
      ['after-expiry', '2027-07-01', null, false],
    ]);
    expect(plan!.ifLate[2]).toMatchObject({ certainty: 'secondary', note: { en: expect.stringContaining('samples and factory inspection') } }); // prettier-ignore
  });

  it('names what stands in the way, each with its day and source', async () => {
    const here = await office();
    const id = await certified(here, '2027-04-30');
    const change = { kind: 'change', schemeKey: 'ccc-change', variantCode: '01' };
    const { body: certificate } = await here.agent.get(`/api/certificates/${id}`).expect(200);
    const units = [{ productId: certificate.product.id, certificateId: id }];
    const { body: opened } = await here.agent
      .post('/api/applications')
      .send({ ...change, units })
      .expect(201);
    const audit = await makeAudit(api, { client: here.client, factoryId: here.factory.id }, { status: 'held', heldFrom: '2026-02-10', heldTo: '2026-02-11' }); // prettier-ignore
    await makeFinding(api, audit);
    await api.make.inside(
      here.tenant,
      () =>
      api.db.add(CertificateFee, { certificateId: id, clientId: here.client.id, year: 2026, dueOn: '2026-12-15', createdAt: api.clock.now() }), // prettier-ignore
    );
    const { body } = await here.agent.get(`/api/certificates/${id}/renewal`).expect(200);
    const { obstacles } = (body as RenewalView).plan!;
    expect(obstacles.map(({ kind, by, ref }) => [kind, by, ref?.name ?? null])).toEqual([
      ['fee-open', '2026-12-15', '2026'],
      ['findings-open', '2027-01-30', ''],
      ['case-open', '2027-01-30', opened.number],
      ['standard-unclear', '2027-01-30', null],
      ['standard-unclear', '2027-01-30', null],
      ['follow-up-in-window', '2027-02-10', 'Lindau works'],
    ]);
    expect(obstacles[1]).toMatchObject({ facts: { findings: 1 }, certainty: 'secondary', basis: 'practice' });
    expect(obstacles[2]).toMatchObject({ basis: 'planning', source: 'none' });
    expect(obstacles[5]).toMatchObject({ facts: { factoryClass: 'B', months: 12, lastOn: '2026-02-10' } });
  });

  it('is none for a declaration, an ended certificate and one without a last day', async () => {
    const here = await office();
    const whyNot = async (id: string) => (await here.agent.get(`/api/certificates/${id}/renewal`).expect(200)).body.whyNot as string; // prettier-ignore
    const of = { client: here.client, factory: here.factory };
    const declaration = await api.make.certificate({ ...of, scheme: 'ccc-self-declaration-b', validUntil: null });
    const cancelled = await api.make.certificate({ ...of, status: 'cancelled' });
    const endless = await api.make.certificate({ ...of, validUntil: null });
    expect([await whyNot(declaration.id), await whyNot(cancelled.id), await whyNot(endless.id)]).toEqual([
      'declaration',
      'ended',
      'no-last-day',
    ]);
  });
});

describe('the list of renewals', () => {
  it('shows what is to be filed until a day, the earliest first, and pages without a gap', async () => {
    const here = await office();
    const ids = [];
    for (const day of ['2027-03-31', '2027-02-28', '2027-12-31']) ids.push(await certified(here, day));
    const [second, first] = ids;
    const page = await listed(here, { until: '2027-01-31', limit: 1 });
    expect(page.items.map(({ id, plan }) => [id, plan!.filingOn])).toEqual([[first, '2026-11-30']]);
    const next = await listed(here, { until: '2027-01-31', limit: 1, cursor: page.nextCursor! });
    expect([next.items.map(({ id }) => id), next.nextCursor]).toEqual([[second], null]);
    expect((await listed(here, {})).items).toHaveLength(3);
    expect((await listed(here, { until: '2027-01-31', factoryId: here.factory.id })).items).toHaveLength(2);
    await here.agent.get('/api/renewals').query({ until: 'soon' }).expect(400);
  });

  it('counts them by client and by factory', async () => {
    const here = await office();
    const other = await api.make.client({ tenant: here.tenant, legalName: 'Bodensee Spiegel AG' });
    const id = await certified(here, '2027-03-31');
    await certified(here, '2027-05-31');
    await certified({ ...here, client: other, factory: await api.make.factory({ tenant: here.tenant, client: other, name: 'Bregenz' }) }, '2027-02-28'); // prettier-ignore
    await open(here, { certificateIds: [id] });
    const groups = async (by: string) =>
      ((await here.agent.get('/api/renewals/groups').query({ by, until: '2027-12-31' }).expect(200)).body as RenewalGroupList); // prettier-ignore
    expect(await groups('client')).toMatchObject({
      total: 3,
      isCapped: false,
      items: [
        { name: 'Bodensee Spiegel AG', renewals: 1, withCase: 0, firstOn: '2026-11-30' },
        { name: 'Lindauer Lichttechnik GmbH', renewals: 2, withCase: 1, firstOn: '2026-12-31' },
      ],
    });
    expect((await groups('factory')).items.map(({ name }) => name)).toEqual(['Bregenz', 'Lindau works']);
    await here.agent.get('/api/renewals/groups').query({ by: 'colour' }).expect(400);
  });

  it('lists those of which the factory is not recorded by themselves', async () => {
    const here = await office();
    await certified(here, '2027-03-31');
    const id = await certified(here, '2027-05-31');
    await here.agent.patch(`/api/certificates/${id}`).send({ version: 1, factoryId: null }).expect(200);
    const page = await listed(here, { until: '2027-12-31', withoutFactory: 'true' });
    expect(page.items.map((one) => [one.id, one.factory])).toEqual([[id, null]]);
    expect((await listed(here, { until: '2027-12-31', withoutFactory: 'false' })).items).toHaveLength(2);
    await here.agent.get('/api/renewals').query({ withoutFactory: 'maybe' }).expect(400);
  });
});

describe('opening renewals', () => {
  it('tells in a preview what it then does, and changes nothing before', async () => {
    const here = await office();
    const ids = [await certified(here, '2027-03-31'), await certified(here, '2027-04-30')];
    const preview = await open(here, { certificateIds: ids, isPreview: true });
    expect(preview).toMatchObject({ isPreview: true, done: 2, refused: 0 });
    expect(preview.rows[0]).toMatchObject({
      certificateId: ids[0],
      outcome: 'done',
      opened: { id: null, number: null, schemeKey: 'ccc-renewal', startedOn: '2026-11-20', handledBy: 'CCAP', ownerName: 'Lena Weiss' }, // prettier-ignore
    });
    expect((await here.agent.get('/api/applications/count').expect(200)).body).toMatchObject({ total: 0 });
    const done = await open(here, { certificateIds: ids });
    expect(done.rows.map(({ opened }) => opened!.number)).toEqual(['2026-0001', '2026-0002']);
    expect(done.rows.map(({ opened }) => ({ ...opened, id: null, number: null }))).toEqual(preview.rows.map(({ opened }) => opened)); // prettier-ignore
    const { body } = await here.agent.get(`/api/certificates/${ids[0]}/renewal`).expect(200);
    expect(body.plan).toMatchObject({ standing: 'case-open', openCase: { number: '2026-0001', isFiled: false } });
  });

  it('refuses a certificate that has one open, and opens the others', async () => {
    const here = await office();
    const ids = [await certified(here, '2027-03-31'), await certified(here, '2027-04-30')];
    await open(here, { certificateIds: [ids[0]!] });
    const result = await open(here, { certificateIds: ids });
    expect(result).toMatchObject({ done: 1, refused: 1 });
    expect(result.rows[0]).toMatchObject({
      outcome: 'refused',
      opened: null,
      refusal: { code: 'application.certificate-in-a-case', facts: { number: '2026-0001' } },
    });
  });

  it('opens those of a client or a factory until a day, without those that are open', async () => {
    const here = await office();
    const ids = [await certified(here, '2027-03-31'), await certified(here, '2027-04-30'), await certified(here, '2029-04-30')]; // prettier-ignore
    await open(here, { certificateIds: [ids[0]!] });
    const of = { factoryId: here.factory.id, until: '2027-12-31' };
    const result = await open(here, of);
    expect(result.rows.map(({ certificateId, outcome }) => [certificateId, outcome])).toEqual([[ids[1], 'done']]);
    expect(await open(here, { clientId: here.client.id, until: '2027-12-31' })).toMatchObject({ done: 0, rows: [] });
  });

  it('answers a repeated request with the first answer, and opens nothing again', async () => {
    const here = await office();
    const input = { certificateIds: [await certified(here, '2027-03-31')] };
    const first = await open(here, input, 'renew-march');
    expect(await open(here, input, 'renew-march')).toEqual(first);
    expect(first.done).toBe(1);
    await here.agent.post('/api/renewals/cases').set('idempotency-key', 'renew-march').send({ certificateIds: [here.client.id] }).expect(409); // prettier-ignore
    expect((await here.agent.get('/api/applications/count').expect(200)).body).toMatchObject({ total: 1 });
  });

  it('refuses declarations, what is not there, and a question that names neither or both', async () => {
    const here = await office();
    const { id } = await api.make.certificate({ client: here.client, scheme: 'ccc-self-declaration-b', validUntil: null }); // prettier-ignore
    const { rows } = await open(here, { certificateIds: [id, '01890000-0000-7000-8000-000000000000'] });
    expect(rows.map(({ refusal }) => refusal!.code)).toEqual(['renewal.not-renewed', 'not-found']);
    for (const input of [
      {},
      { until: '2027-01-01' },
      { clientId: here.client.id },
      { certificateIds: [id], clientId: here.client.id },
      { certificateIds: [] },
    ])
      // prettier-ignore
      await here.agent.post('/api/renewals/cases').send(input).expect(400);
  });

  it('is not for viewers, and the list not for clients', async () => {
    const here = await office();
    const viewer = await api.as(await api.make.member({ tenant: here.tenant, role: 'viewer' }));
    await viewer.get('/api/renewals').expect(200);
    await viewer
      .post('/api/renewals/cases')
      .send({ certificateIds: [here.client.id] })
      .expect(403);
    const guest = await api.as(await api.make.member({ tenant: here.tenant, client: here.client }));
    await guest.get('/api/renewals').expect(403);
    await api.nobody().get('/api/renewals').expect(401);
  });
});
