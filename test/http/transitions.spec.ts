import { startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

/** Certificates of these tests are of class 1104 and name GB 14166-2013. */
const CHANGE = {
  kind: 'standard',
  status: 'in-force',
  instrument: 'Ministry notice 7 of 2026',
  title: 'New edition for belts',
  certainty: 'secondary',
  sourceUrl: 'https://example.test/7',
  effectiveOn: '2026-12-01',
  deadlineOn: '2027-06-30',
  classCodes: ['1104'],
  replacedStandards: ['GB 14166-2013'],
  newStandard: 'GB 14166-2026',
};

interface Row {
  id: string;
  dueOn: string;
  basis: string;
  source: string;
  certainty: string;
  state: string;
  stateReason: string | null;
  counted: { instrument: string };
  subject: { label: string; certificateId: string | null; entryId: string | null; itemNames: { en: string } | null };
}

async function world() {
  const tenant = await api.make.tenant();
  const ann = await api.make.member({ tenant, role: 'consultant', name: 'Ann' });
  const bea = await api.make.member({ tenant, role: 'manager', name: 'Bea' });
  const client = await api.make.client({ tenant });
  const product = await api.make.product({ client, classCode: '1104', standard: 'GB 14166-2013' });
  const certificate = await api.make.certificate({ client, product, responsible: ann, contact: null, number: '2024011104000001' }); // prettier-ignore
  const agent = await api.as(ann);
  const owed = async (query = '') =>
    (await agent.get(`/api/deadlines?kind=transition${query}`).expect(200)).body.items as Row[];
  const add = async (fields: object = {}) =>
    (await agent.post('/api/regulatory-entries').send({ ...CHANGE, ...fields }).expect(201)).body as { id: string; version: number }; // prettier-ignore
  const ofCertificate = async () => (await owed()).filter(({ subject }) => subject.certificateId); // prettier-ignore
  return { tenant, ann, bea, client, product, certificate, agent, owed, add, ofCertificate };
}

it('a certificate under the old edition owes the last day of the change, with what is new, its source and how sure it is', async () => {
  const { add, ofCertificate, certificate, agent } = await world();
  await add();
  expect(await ofCertificate()).toMatchObject([
    {
      dueOn: '2027-06-30',
      basis: 'legal',
      source: 'GB 14166-2026 ; https://example.test/7',
      certainty: 'secondary',
      state: 'open',
      counted: { start: 'named', instrument: 'GB 14166-2026' },
      subject: { label: '2024011104000001', certificateId: certificate.id, itemNames: { en: 'GB 14166-2026' } },
    },
  ]);
  const { body } = await agent.get(`/api/certificates/${certificate.id}`).expect(200);
  expect(body.nextDueOn).toBe('2027-06-30');
});

it('its responsible is reminded 180, 90 and 30 days before; 365 days before has passed', async () => {
  const { add, agent, certificate } = await world();
  await add();
  const { body } = await agent
    .get(`/api/reminders?certificateId=${certificate.id}&kind=transition&limit=50`)
    .expect(200);
  const steps = (body.items as { stepDays: number; toName: string }[]).map(({ stepDays, toName }) => `${stepDays} ${toName}`); // prettier-ignore
  expect(steps.filter((step) => step.endsWith('Ann')).sort()).toEqual(expect.arrayContaining(['180 Ann', '30 Ann', '90 Ann'])); // prettier-ignore
  expect(steps).not.toContain('365 Ann');
});

it('is met when the certificate is recorded under the new edition, and owed again when that was a mistake', async () => {
  const { add, ofCertificate, certificate, agent } = await world();
  await add();
  const edit = (version: number, standard: string) =>
    agent.patch(`/api/certificates/${certificate.id}`).send({ version, standard }).expect(200);
  const { body } = await edit(1, 'GB 14166-2026');
  expect(await ofCertificate()).toMatchObject([{ state: 'met', stateReason: 'moved-on' }]);
  await edit(body.version, 'GB 14166-2013');
  expect(await ofCertificate()).toMatchObject([{ state: 'open', stateReason: null }]);
});

it('follows the standard of the product where the certificate names none', async () => {
  const { add, ofCertificate, product, agent } = await world();
  await add();
  await agent.patch(`/api/products/${product.id}`).send({ version: 1, standard: 'GB 14166-2026' }).expect(200);
  expect(await ofCertificate()).toMatchObject([{ state: 'met', stateReason: 'moved-on' }]);
});

it('moves with the last day, and is withdrawn with the entry, and comes back with it', async () => {
  const { add, ofCertificate, agent, owed } = await world();
  const { id, version } = await add();
  await agent.patch(`/api/regulatory-entries/${id}`).send({ version, deadlineOn: '2027-09-30' }).expect(200);
  const states = async () => (await ofCertificate()).map(({ dueOn, state }) => `${dueOn} ${state}`);
  expect(await states()).toEqual(['2027-09-30 open']);
  await agent.post(`/api/regulatory-entries/${id}/withdrawal`).send({ reason: 'It was not passed' }).expect(201);
  expect(await states()).toEqual([]);
  expect((await owed('&state=withdrawn')).map(({ stateReason }) => stateReason)).toEqual(expect.arrayContaining(['restated', 'no-longer-owed'])); // prettier-ignore
  await agent.delete(`/api/regulatory-entries/${id}/withdrawal`).expect(200);
  expect(await states()).toEqual(['2027-09-30 open']);
});

it('is claimed of no certificate whose edition is not recorded, nor of one that was always under the new edition', async () => {
  const { add, ofCertificate, client } = await world();
  const [unsaid, fresh] = [
    await api.make.product({ client, classCode: '1104', standard: null }),
    await api.make.product({ client, classCode: '1104', standard: 'GB 14166-2026' }),
  ];
  await api.make.certificate({ client, product: unsaid });
  await api.make.certificate({ client, product: fresh });
  await add();
  expect(await ofCertificate()).toHaveLength(1);
});

it('the entry itself is owed by who is responsible for it, until that person says it is done', async () => {
  const { add, owed, agent, ann, bea } = await world();
  const { id } = await add({ responsibleId: ann.id });
  const [row] = await owed(`&entryId=${id}`);
  expect(row).toMatchObject({ dueOn: '2027-06-30', source: 'Ministry notice 7 of 2026 ; https://example.test/7', subject: { entryId: id, label: 'New edition for belts' } }); // prettier-ignore
  const { body } = await agent.get(`/api/reminders?entryId=${id}&state=planned&limit=50`).expect(200);
  const before = (body.items as { stepDays: number; toName: string }[]).filter(({ stepDays }) => stepDays > 0);
  expect(new Set(before.map(({ toName }) => toName))).toEqual(new Set(['Ann']));
  expect(JSON.stringify(body)).toContain(bea.name);
  await agent.post(`/api/deadlines/${row!.id}/completion`).send({ note: 'All are moved' }).expect(201);
  expect(await owed(`&entryId=${id}&state=open`)).toEqual([]);
});

it('a record that is followed brings its last day; what was over when it was taken up is history', async () => {
  const { agent, owed } = await world();
  const follow = async (referenceKey: string) =>
    (await agent.post('/api/regulatory-entries/follow').send({ referenceKey }).expect(201)).body as { id: string };
  const powerBanks = await follow('rules-2026-powerbank');
  expect(await owed(`&entryId=${powerBanks.id}`)).toMatchObject([{ dueOn: '2027-04-01', basis: 'legal' }]);
  const old = await follow('gb-17761-2024');
  expect(await owed(`&entryId=${old.id}`)).toEqual([]);
});

it('of more certificates than a request can count the tenant is left behind, where the worker finds it', async () => {
  const { tenant, add, ofCertificate, client, product } = await world();
  await api.make.inside(tenant, () =>
    api.db.query(
      `insert into certificates (id, client_id, product_id, scheme, number, number_key, body, issued_on, valid_until, status, created_at)
       select gen_random_uuid(), $1, $2, 'ccc', 'M' || n, 'M' || n, 'CQC', '2024-01-31', '2029-01-30', 'valid', now() from generate_series(1, 250) n`,
      [client.id, product.id],
    ),
  );
  const version = async () => await api.look('select reference_version as at from tenants where id = $1', [tenant.id]);
  await api.look('update tenants set reference_version = 7 where id = $1', [tenant.id]);
  await add();
  expect(await ofCertificate()).toEqual([]);
  expect(await version()).toEqual([{ at: 0 }]);
});

it('an entry of another tenant makes nobody here owe anything, and its days are not seen', async () => {
  const [mine, theirs] = [await world(), await world()];
  const { id } = await theirs.add();
  expect(await mine.owed()).toEqual([]);
  expect(await mine.owed(`&entryId=${id}`)).toEqual([]);
  const [row] = await theirs.ofCertificate();
  await mine.agent.get(`/api/deadlines/${row!.id}`).expect(404);
});
