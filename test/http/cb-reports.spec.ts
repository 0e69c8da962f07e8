import { makeApplication } from '../support/make-case.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

/** Three years after it are 2027-06-15. */
const REPORT = { number: 'DE1-71234', certificateNumber: 'DE 1-71234', issuer: 'VDE', standard: 'IEC 62368-1:2018', issuedOn: '2024-06-15' }; // prettier-ignore

async function world() {
  const tenant = await api.make.tenant();
  const ann = await api.make.member({ tenant, role: 'consultant', name: 'Ann' });
  await api.make.member({ tenant, role: 'owner', name: 'Olga' });
  const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd' });
  const product = await api.make.product({ client, name: 'Head unit' });
  const agent = await api.as(ann);
  const add = (fields: object = {}, on = product.id) =>
    agent.post(`/api/products/${on}/cb-reports`).send({ ...REPORT, ...fields });
  const owed = async (query = '') =>
    (await agent.get(`/api/deadlines?kind=cb-report${query}`).expect(200)).body.items as Owed[];
  return { tenant, ann, client, product, agent, add, owed };
}

interface Owed {
  id: string;
  dueOn: string;
  state: string;
  stateReason: string | null;
  subject: { label: string; cbReportId: string; reportProductId: string; productName: string; clientName: string };
}

const view = async (agent: Agent, productId: string) =>
  (await agent.get(`/api/products/${productId}/cb-reports`).expect(200)).body.items as object[];

it('a report is kept with its product, and tells until when CQC takes it, and by which source', async () => {
  const { add, product, agent } = await world();
  const { body } = await add().expect(201);
  expect(body).toMatchObject({
    ...REPORT,
    productId: product.id,
    applicationId: null,
    settledAs: null,
    age: { lastOn: '2027-06-15', years: 3, certainty: 'official', source: expect.stringContaining('cqc.com.cn') },
  });
  await add({ number: 'DE1-80000', issuedOn: '2026-01-02' }).expect(201);
  expect(await view(agent, product.id)).toMatchObject([{ number: 'DE1-80000' }, { number: 'DE1-71234' }]);
  const { body: history } = await agent.get(`/api/events?productId=${product.id}`).expect(200);
  expect(history.items[0]).toMatchObject({ what: 'cb-report.added', facts: { name: 'DE1-80000' } });
});

it('it owes the day on which it grows too old, by practice, in list, calendar and search of reminders', async () => {
  const { add, owed, product, ann, agent } = await world();
  const { body: report } = await add({ responsibleId: ann.id }).expect(201);
  const [row, ...more] = await owed();
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    dueOn: '2027-06-15',
    basis: 'practice',
    certainty: 'official',
    counted: { start: 'reported', from: '2024-06-15', amount: 3, unit: 'years' },
    state: 'open',
    subject: { label: 'DE1-71234', cbReportId: report.id, reportProductId: product.id, productName: 'Head unit', clientName: 'Kestrel Motors Ltd' }, // prettier-ignore
  });
  const reminders = (await agent.get(`/api/reminders?cbReportId=${report.id}&state=planned&limit=50`).expect(200)).body;
  const steps = (reminders.items as { stepDays: number; toName: string }[]).filter(({ toName }) => toName === 'Ann');
  expect(steps.map(({ stepDays }) => stepDays).sort((a, b) => a - b)).toEqual([30, 90, 180]);
  const { body: month } = await agent.get('/api/work/calendar?from=2027-06-01&to=2027-06-30').expect(200);
  expect(JSON.stringify(month)).toContain(report.id);
});

it('the ledger of reminders finds what was told of it by its number, that of its certificate or its case', async () => {
  const { add, client, product, ann, agent } = await world();
  const application = await makeApplication(api, { client, product }, { ownerId: ann.id });
  const { body: report } = await add({ applicationId: application.id }).expect(201);
  await add({ number: 'FI-50123', certificateNumber: null }).expect(201);
  const found = async (q: string, by = agent) => {
    const { body } = await by.get('/api/reminders').query({ q, state: 'planned', limit: 50 }).expect(200);
    return [...new Set((body.items as { label: string }[]).map(({ label }) => label))];
  };
  expect(await found('DE1-71234')).toEqual(['DE1-71234']);
  expect(await found('e1-712')).toEqual(['DE1-71234']);
  expect(await found('ＤＥ 1-71234')).toEqual(['DE1-71234']);
  expect(await found('fi-50123')).toEqual(['FI-50123']);
  expect(await found('FI-99999')).toEqual([]);
  expect(await found(application.number)).toEqual([report.number]);
  const elsewhere = await world();
  expect(await found('DE1-71234', elsewhere.agent)).toEqual([]);
});

it('what became of it meets the day; taken back it is owed again, and no tick meets it', async () => {
  const { add, owed, agent } = await world();
  const { body: report } = await add().expect(201);
  const [row] = await owed();
  const ticked = await agent.post(`/api/deadlines/${row!.id}/completion`).send({}).expect(409);
  expect(ticked.body).toMatchObject({ code: 'deadline.met-by-report', facts: { cbReportId: report.id } });
  const settle = (body: object) => agent.post(`/api/cb-reports/${report.id}/settlement`).send(body);
  const early = await settle({ as: 'taken', on: '2024-06-14' }).expect(400);
  expect(early.body.errors).toEqual([expect.objectContaining({ field: 'on', code: 'before-issued', allowed: 'from 2024-06-15' })]); // prettier-ignore
  await settle({ as: 'taken', on: '2026-11-25' }).expect(400);
  await settle({ as: 'eaten', on: '2026-11-19' }).expect(400);
  const { body: settled } = await settle({ as: 'taken', on: '2026-11-19' }).expect(200);
  expect(settled).toMatchObject({ settledAs: 'taken', settledOn: '2026-11-19' });
  expect(await owed()).toMatchObject([{ state: 'met', stateReason: 'report-settled' }]);
  expect((await settle({ as: 'renewed', on: '2026-11-19' }).expect(409)).body.code).toBe('cb-report.settled');
  await agent.delete(`/api/cb-reports/${report.id}/settlement`).expect(200);
  expect(await owed()).toMatchObject([{ state: 'open', stateReason: null }]);
  const again = await agent.delete(`/api/cb-reports/${report.id}/settlement`).expect(409);
  expect(again.body.code).toBe('cb-report.not-settled');
});

it('a corrected day of issue moves the day; an edit of what no longer stands is refused', async () => {
  const { add, owed, agent } = await world();
  const { body: report } = await add().expect(201);
  const edit = (body: object) => agent.patch(`/api/cb-reports/${report.id}`).send(body);
  await edit({ version: 1, issuedOn: '2024-09-01' }).expect(200);
  expect(await owed('&state=open')).toMatchObject([{ dueOn: '2027-09-01' }]);
  expect((await edit({ version: 1, issuer: 'TÜV' }).expect(409)).body.code).toBe('stale-version');
  await edit({ version: 2, issuedOn: '2026-12-01' }).expect(400);
  await edit({ version: 2, issuer: null }).expect(400);
  await edit({ version: 2, settledAs: 'taken' }).expect(400);
});

it('of a case it is the owner of the case who is reminded, and only a case of its product is named', async () => {
  const { add, client, product, ann, agent } = await world();
  const application = await makeApplication(api, { client, product }, { ownerId: ann.id });
  const other = await api.make.product({ client });
  const wrong = await add({ applicationId: application.id }, other.id).expect(409);
  expect(wrong.body.code).toBe('cb-report.case-of-another-product');
  const { body: report } = await add({ applicationId: application.id }).expect(201);
  expect(report).toMatchObject({ applicationId: application.id, caseNumber: application.number });
  const { body } = await agent.get(`/api/reminders?cbReportId=${report.id}&state=planned&limit=50`).expect(200);
  expect(new Set((body.items as { toName: string; stepDays: number }[]).filter(({ stepDays }) => stepDays > 0).map(({ toName }) => toName))).toContain('Ann'); // prettier-ignore
});

it('a number stands once with its product, in whatever case it is written', async () => {
  const { add, client, agent } = await world();
  await add().expect(201);
  expect((await add({ number: 'de1-71234' }).expect(409)).body).toMatchObject({ code: 'cb-report.number-taken' });
  const other = await api.make.product({ client });
  await add({}, other.id).expect(201);
  expect(await view(agent, other.id)).toHaveLength(1);
});

it('a client reads those of all its products in pages, the newest first, with product and last day, and no other’s', async () => {
  const { add, tenant, client, agent, ann } = await world();
  const lamp = await api.make.product({ client, name: 'Rear lamp', nameZh: '后灯' });
  const { body: old } = await add({ responsibleId: ann.id }).expect(201);
  await add({ number: 'FI-50123', certificateNumber: null, issuedOn: '2025-03-01' }, lamp.id).expect(201);
  await agent.post(`/api/cb-reports/${old.id}/settlement`).send({ as: 'taken', on: '2026-11-19' }).expect(200);
  const other = await api.make.client({ tenant });
  const { id: foreign } = await api.make.product({ client: other });
  await add({ number: 'KR-1' }, foreign).expect(201);
  const theirs = await api.as(await api.make.member({ tenant, role: 'client', client }));
  const read = async (by: Agent, query: object = {}) =>
    (await by.get('/api/portal/cb-reports').query(query).expect(200)).body as { items: object[]; nextCursor: string };
  expect((await read(theirs)).items).toMatchObject([
    { number: 'FI-50123', productName: 'Rear lamp', productNameZh: '后灯', settledAs: null, age: { lastOn: '2028-03-01', years: 3, source: expect.stringContaining('cqc.com.cn') } }, // prettier-ignore
    { number: 'DE1-71234', productName: 'Head unit', settledAs: 'taken', settledOn: '2026-11-19', responsibleName: null, age: { lastOn: '2027-06-15' } }, // prettier-ignore
  ]);
  const first = await read(theirs, { limit: 1 });
  expect(first.items).toMatchObject([{ number: 'FI-50123' }]);
  expect(await read(theirs, { limit: 1, cursor: first.nextCursor })).toMatchObject({
    items: [{ number: 'DE1-71234' }],
    nextCursor: null,
  });
  await theirs.get('/api/portal/cb-reports?cursor=x').expect(400);
  const stranger = await api.as(await api.make.member({ tenant, role: 'client', client: other }));
  expect((await read(stranger)).items).toMatchObject([{ number: 'KR-1' }]);
  await api.nobody().get('/api/portal/cb-reports').expect(401);
});

it('who may not write products reads only; the client sees its own without the people of the team', async () => {
  const { add, tenant, client, product, ann } = await world();
  const { body: report } = await add({ responsibleId: ann.id }).expect(201);
  const reader = await api.as(await api.make.member({ tenant, role: 'viewer' }));
  await reader
    .post(`/api/products/${product.id}/cb-reports`)
    .send({ ...REPORT, number: 'X' })
    .expect(403);
  await reader.post(`/api/cb-reports/${report.id}/settlement`).send({ as: 'taken', on: '2026-11-19' }).expect(403);
  const theirs = await api.as(await api.make.member({ tenant, role: 'client', client }));
  expect(await view(theirs, product.id)).toMatchObject([{ number: 'DE1-71234', responsibleId: null, responsibleName: null }]); // prettier-ignore
  const stranger = await api.as(await api.make.member({ tenant, role: 'client', client: await api.make.client({ tenant }) })); // prettier-ignore
  await stranger.get(`/api/products/${product.id}/cb-reports`).expect(404);
  const elsewhere = await world();
  await elsewhere.agent.get(`/api/products/${product.id}/cb-reports`).expect(404);
  await elsewhere.agent.patch(`/api/cb-reports/${report.id}`).send({ version: 1, issuer: 'X' }).expect(404);
  await api.nobody().get(`/api/products/${product.id}/cb-reports`).expect(401);
});
