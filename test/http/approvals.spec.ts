import { ApplicationUnit } from '#database/entities/application-unit.entity';
import type { Client } from '#database/entities/client.entity';
import type { Product } from '#database/entities/product.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { makeApplication } from '../support/make-case.js';
import { makeDetermination } from '../support/make-campaign.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  // Friday 20 November 2026, 17:00 in Shanghai
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

interface World {
  tenant: Tenant;
  client: Client;
  car: Product;
  belt: Product;
  agent: Agent;
}

async function world(): Promise<World> {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, legalName: 'Zweibrücker Fahrzeugwerke AG' });
  const car = await api.make.product({ client, name: 'Roadster', classCode: '1101' });
  const belt = await api.make.product({ client, name: 'Safety belt', classCode: '1104' });
  const agent = await api.as(await api.make.member({ tenant, role: 'consultant', name: 'Lena Weiss' }));
  return { tenant, client, car, belt, agent };
}

async function project({ agent, client, car, belt }: World, more: object = {}) {
  const input = {
    clientId: client.id,
    name: 'Roadster 2027',
    nameZh: '跑车2027',
    productIds: [car.id, belt.id],
    ...more,
  };
  const { body } = await agent.post('/api/vehicle-projects').send(input).expect(201);
  return body;
}
const plan = async (agent: Agent, body: object) => (await agent.post('/api/approvals').send(body).expect(201)).body;
const keysOf = (board: { chains: { links: { certification: { productName: string } | null; approval: { kind: string } | null }[] }[] }) =>
  board.chains.map(({ links }) => links.map((link) => link.certification?.productName ?? link.approval?.kind).join(' > ')); // prettier-ignore

describe('the kinds of approvals', () => {
  it('say what each needs and how sure that is; what no source says stays unknown', async () => {
    const { agent } = await world();
    const { body } = await agent.get('/api/approval-kinds').expect(200);
    const kind = (key: string) => body.items.find((one: { key: string }) => one.key === key);
    expect(body.items.map(({ key }: { key: string }) => key)).toEqual([
      ...['miit-announcement', 'energy-label', 'environmental-disclosure', 'customs-vehicle-filing', 'srrc', 'nal'],
      ...['un-regulation', 'eu-type-approval', 'fmvss-file', 'japan-type-designation', 'japan-type-notification'],
      ...['japan-preferential-handling', 'japan-device-designation'],
    ]);
    expect(kind('energy-label')).toMatchObject({
      ...{ endsWith: 'filing', after: ['ccc', 'miit-announcement'], basis: 'legal', certainty: 'secondary' },
      ...{ filing: { amount: 15, unit: 'working-days', basis: 'legal' }, validity: null, processing: null },
    });
    expect(kind('srrc')).toMatchObject({ processing: { amount: 15 }, validity: { amount: 2, unit: 'years' } });
    expect(kind('eu-type-approval')).toMatchObject({ validity: null, audits: 'yes', market: 'EU' });
    expect(kind('japan-type-designation')).toMatchObject({ validity: null, audits: 'unknown', authority: null });
  });
});

describe('an energy label', () => {
  it('begins with the issue of the certificate and is due fifteen working days in China after it', async () => {
    const there = await world();
    const { id } = await project(there);
    const label = await plan(there.agent, { kind: 'energy-label', projectId: id });
    expect(label).toMatchObject({ status: 'planned', certificateId: null, nextDueOn: null });
    // the certificate of a part begins nothing
    const input = { scheme: 'ccc', body: 'CCAP', validUntil: '2031-11-15', number: '2026011104000001' };
    await there.agent.post('/api/certificates').send({ ...input, productId: there.belt.id, issuedOn: '2026-11-16' }).expect(201); // prettier-ignore
    expect((await there.agent.get(`/api/approvals/${label.id}`).expect(200)).body.certificateId).toBeNull();

    const { body: certificate } = await there.agent.post('/api/certificates').send({ ...input, number: '2026011101000001', productId: there.car.id, issuedOn: '2026-11-16' }).expect(201); // prettier-ignore
    const { body: begun } = await there.agent.get(`/api/approvals/${label.id}`).expect(200);
    // 17 to 20, 23 to 27 November, 30 November to 4 December, 7 December
    expect(begun).toMatchObject({
      ...{ certificateId: certificate.id, certificateNumber: '2026011101000001', certificateIssuedOn: '2026-11-16' },
      ...{ nextDueOn: '2026-12-07', nextDueKind: 'energy-label', nextDueBasis: 'legal', version: 2 },
    });
    const { body: days } = await there.agent.get('/api/deadlines').query({ approvalId: label.id }).expect(200);
    expect(days.items).toMatchObject([
      { dueOn: '2026-12-07', counted: { start: 'issued', from: '2026-11-16', amount: 15, country: 'CN' } },
    ]);
    const { body: events } = await there.agent.get('/api/events').query({ approvalId: label.id }).expect(200);
    expect(events.items.map(({ what }: { what: string }) => what)).toContain('approval.begun');

    // a corrected day of issue moves it
    await there.agent.patch(`/api/certificates/${certificate.id}`).send({ version: certificate.version, issuedOn: '2026-11-17' }).expect(200); // prettier-ignore
    expect((await there.agent.get(`/api/approvals/${label.id}`).expect(200)).body.nextDueOn).toBe('2026-12-08');
  });

  it('is counted from an announcement where no certificate begins it, and met by its filing', async () => {
    const { agent, car } = await world();
    const label = await plan(agent, { kind: 'energy-label', productId: car.id, basisOn: '2026-12-21' });
    const { body: days } = await agent.get('/api/deadlines').query({ approvalId: label.id }).expect(200);
    expect(days.items).toMatchObject([{ dueOn: '2027-01-12', counted: { start: 'published', provisionalYears: [2027] } }]); // prettier-ignore
    const refused = await agent.post(`/api/deadlines/${days.items[0].id}/completion`).send({});
    expect(refused.body.code).toBe('deadline.met-by-approval');
    const { body } = await agent.post(`/api/approvals/${label.id}/acts`).send({ version: 1, act: 'file', on: '2026-11-19' }).expect(200); // prettier-ignore
    expect(body).toMatchObject({ status: 'filed', filedOn: '2026-11-19', nextDueOn: null });
  });

  it('of a project takes the certificate that a product brings with it', async () => {
    const there = await world();
    await api.make.certificate({ product: there.car, client: there.client, issuedOn: '2026-11-16', validUntil: '2031-11-15' }); // prettier-ignore
    const { id, version } = await project(there, { productIds: [] });
    const label = await plan(there.agent, { kind: 'energy-label', projectId: id });
    await there.agent
      .patch(`/api/vehicle-projects/${id}`)
      .send({ version, productIds: [there.car.id] })
      .expect(200);
    expect((await there.agent.get(`/api/approvals/${label.id}`).expect(200)).body.nextDueOn).toBe('2026-12-07');
    const of = await plan(there.agent, { kind: 'energy-label', productId: there.car.id });
    expect(of).toMatchObject({ nextDueOn: '2026-12-07', version: 2 });
  });
});

describe('an approval', () => {
  it('is granted with number, last day and audit of its paper, and owes them', async () => {
    const { agent, belt } = await world();
    const un = await plan(agent, { kind: 'un-regulation', productId: belt.id, title: 'UN R16' });
    const act = (version: number, body: object) =>
      agent.post(`/api/approvals/${un.id}/acts`).send({ version, ...body });
    await act(1, { act: 'file', on: '2026-09-01', expectedOn: '2026-11-30' }).expect(200);
    const paper = { act: 'grant', on: '2026-11-02', number: 'E1 16R-08 1234' };
    const wrong = await act(2, { ...paper, validUntil: '2026-11-02' }).expect(400);
    expect(wrong.body.errors).toMatchObject([{ field: 'validUntil', code: 'before-granted', allowed: 'after 2026-11-02' }]); // prettier-ignore
    const early = await act(2, { ...paper, on: '2026-08-31' }).expect(409);
    expect(early.body).toMatchObject({ code: 'approval.day-too-early', facts: { earliestOn: '2026-09-01' } });
    const { body } = await act(2, { ...paper, validUntil: '2029-11-01', nextAuditOn: '2027-11-02' }).expect(200);
    expect(body).toMatchObject({
      ...{ status: 'granted', number: 'E1 16R-08 1234', validUntil: '2029-11-01', acts: ['expire', 'withdraw'] },
      ...{ nextDueOn: '2027-11-02', nextDueKind: 'approval-audit' },
    });
    const { body: later } = await agent.patch(`/api/approvals/${un.id}`).send({ version: 3, nextAuditOn: null, validUntil: '2031-11-01' }).expect(200); // prettier-ignore
    expect(later).toMatchObject({ nextDueOn: '2031-11-01', nextDueKind: 'approval-expiry' });
    const { body: lost } = await act(4, { act: 'expire', on: '2026-11-20' }).expect(200);
    expect(lost).toMatchObject({ status: 'expired', nextDueOn: null });
    const illegal = await act(5, { act: 'grant', on: '2026-11-20' }).expect(409);
    expect(illegal.body).toMatchObject({ code: 'approval.illegal-transition', facts: { allowed: ['file', 'excuse'] } });
  });

  it.each([
    [{ kind: 'visa' }, 400, 'invalid-input'],
    [{ kind: 'srrc', productId: null }, 400, 'invalid-input'],
    [{ kind: 'srrc', expectedOn: 'soon' }, 400, 'invalid-input'],
    [{ kind: 'srrc', certificate: 'x' }, 400, 'invalid-input'],
  ])('%j is refused', async (more, status, code) => {
    const { agent, belt } = await world();
    const { body } = await agent.post('/api/approvals').send({ productId: belt.id, ...more });
    expect([body.status, body.code]).toEqual([status, code]);
    expect((await agent.get('/api/approvals').expect(200)).body.items).toEqual([]);
  });

  it('belongs to a product of the project it names, and to a CCC certificate of the same client', async () => {
    const there = await world();
    const { id } = await project(there, { productIds: [there.car.id] });
    const post = (body: object) => there.agent.post('/api/approvals').send({ kind: 'srrc', ...body });
    expect((await post({ projectId: id, productId: there.belt.id }).expect(409)).body.code).toBe('approval.product-not-of-project'); // prettier-ignore
    const declared = await api.make.certificate({ product: there.car, client: there.client, scheme: 'cqc-voluntary' });
    expect((await post({ projectId: id, certificateId: declared.id }).expect(409)).body.code).toBe('approval.certificate-not-ccc'); // prettier-ignore
    const stranger = await api.make.client({ tenant: there.tenant });
    const foreign = await api.make.certificate({ client: stranger });
    expect((await post({ projectId: id, certificateId: foreign.id }).expect(409)).body.code).toBe('approval.of-another-client'); // prettier-ignore
  });
});

describe('the readiness board of a vehicle project', () => {
  it('has the slowest chain on top: certificate and label behind the case, then what is expected sooner, what is done last', async () => {
    const there = await world();
    const { id } = await project(there, { wishOn: '2027-03-01' });
    const opened = await makeApplication(api, { client: there.client, product: there.car }, { kind: 'new', forecastOn: '2027-02-12', forecastEarlyOn: '2027-01-29', forecastLikelyOn: '2027-02-12', forecastLateOn: '2027-03-19' }); // prettier-ignore
    await api.make.inside(there.tenant, () => api.db.repo(ApplicationUnit).insert({ tenantId: there.tenant.id, applicationId: opened.id, productId: there.car.id, clientId: there.client.id, position: 1 })); // prettier-ignore
    await api.make.certificate({ product: there.belt, client: there.client, issuedOn: '2024-05-06', validUntil: '2029-05-05' }); // prettier-ignore
    await plan(there.agent, { kind: 'energy-label', projectId: id });
    await plan(there.agent, { kind: 'nal', projectId: id, expectedOn: '2026-12-18' });
    const { body: board } = await there.agent.get(`/api/vehicle-projects/${id}`).expect(200);
    expect(keysOf(board)).toEqual(['Roadster > energy-label', 'nal', 'Safety belt']);
    // 12 February 2027 is a Friday; 2027 has no notice: Spring Festival was 5 to 8, then Monday to Friday
    expect(board.chains[0]).toMatchObject({ readyOn: '2027-03-05', isAtLeast: false, isDone: false });
    expect(board.chains[0].links).toMatchObject([
      {
        state: 'expected',
        on: '2027-02-12',
        reason: 'forecast',
        range: { earlyOn: '2027-01-29', lateOn: '2027-03-19' },
      },
      { state: 'expected', on: '2027-03-05', reason: 'filing-limit', counted: { provisionalYears: [2027] } },
    ]);
    expect(board.chains[2].links).toMatchObject([{ state: 'done', on: '2024-05-06', certification: { state: 'certified' } }]); // prettier-ignore
    expect(board).toMatchObject({
      readiness: {
        isReady: false,
        readyOn: '2027-03-05',
        isAtLeast: false,
        done: 1,
        total: 4,
        wish: 'missed',
        daysLate: 4,
      },
      wish: { state: 'missed', daysLate: 4 },
      range: { earlyOn: '2027-02-23', lateOn: '2027-04-12' },
      products: [{ name: 'Roadster' }, { name: 'Safety belt' }],
      leftOut: [],
    });
    const { body: list } = await there.agent.get('/api/vehicle-projects').expect(200);
    expect(list.items).toMatchObject([{ id, name: 'Roadster 2027', readiness: board.readiness }]);
  });

  it('says at least where something is unknown, and leaves out what is not needed', async () => {
    const there = await world();
    const { id } = await project(there, { productIds: [there.car.id], wishOn: '2027-03-01' });
    const nal = await plan(there.agent, { kind: 'nal', projectId: id });
    const { body: before } = await there.agent.get(`/api/vehicle-projects/${id}`).expect(200);
    expect(before.readiness).toMatchObject({
      readyOn: '2026-11-20',
      isAtLeast: true,
      wish: 'unsure',
      done: 0,
      total: 2,
    });
    expect(before.chains[0].links[0]).toMatchObject({ state: 'unknown' });
    await there.agent.post(`/api/approvals/${nal.id}/acts`).send({ version: 1, act: 'excuse', reason: 'No network access' }).expect(200); // prettier-ignore
    const { body: after } = await there.agent.get(`/api/vehicle-projects/${id}`).expect(200);
    expect(keysOf(after)).toEqual(['Roadster']);
    expect(after.leftOut).toMatchObject([{ id: nal.id, status: 'not-needed', acts: ['need'] }]);
  });

  it('takes a determination that none is needed for the certificate, an exemption for test goods not', async () => {
    const there = await world();
    const { id } = await project(there, { productIds: [there.belt.id] });
    const of = { client: there.client, product: there.belt };
    await makeDetermination(api, of, {
      kind: 'exempt',
      ground: 'exhibition',
      status: 'granted',
      grantedOn: '2026-10-01',
    });
    const { body: before } = await there.agent.get(`/api/vehicle-projects/${id}`).expect(200);
    expect(before.chains[0].links[0]).toMatchObject({ state: 'unknown', reason: 'no-case' });
    const { id: determinationId } = await makeDetermination(api, of, { kind: 'out-of-catalogue', ground: null, status: 'granted', grantedOn: '2026-10-02' }); // prettier-ignore
    const { body: after } = await there.agent.get(`/api/vehicle-projects/${id}`).expect(200);
    expect(after.readiness).toMatchObject({ isReady: true, readyOn: '2026-10-02' });
    expect(after.chains[0].links[0].certification).toMatchObject({ state: 'not-asked', determinationId });
  });

  it('counts a certificate past its last day, and a suspended one, as not there', async () => {
    const there = await world();
    const { id } = await project(there);
    await api.make.certificate({ product: there.car, client: there.client, validUntil: '2026-11-19' });
    await api.make.certificate({ product: there.belt, client: there.client, status: 'suspended' });
    const { body } = await there.agent.get(`/api/vehicle-projects/${id}`).expect(200);
    const reasons = body.chains.map(({ links }: { links: { reason: string }[] }) => links[0]!.reason);
    expect(reasons.sort()).toEqual(['no-case', 'suspended']);
  });

  it('keeps its products, unless one has approvals of its own there, and closes', async () => {
    const there = await world();
    const { id } = await project(there);
    await plan(there.agent, { kind: 'srrc', projectId: id, productId: there.belt.id });
    const edit = (body: object) => there.agent.patch(`/api/vehicle-projects/${id}`).send(body);
    const inUse = await edit({ version: 1, productIds: [there.car.id] }).expect(409);
    expect(inUse.body).toMatchObject({ code: 'project.product-in-use', facts: { productId: there.belt.id, approvals: 1 } }); // prettier-ignore
    const { body } = await edit({ version: 1, productIds: [there.belt.id], wishOn: '2027-06-01', isClosed: true }).expect(200); // prettier-ignore
    expect(body).toMatchObject({
      wishOn: '2027-06-01',
      closedAt: expect.any(String),
      products: [{ name: 'Safety belt' }],
    });
    expect((await there.agent.get('/api/vehicle-projects').expect(200)).body.items).toEqual([]);
    const { body: closed } = await there.agent.get('/api/vehicle-projects').query({ isClosed: 'true' }).expect(200);
    expect(closed.items).toMatchObject([{ id }]);
    await edit({ version: 1, name: 'x' }).expect(409);
    const stranger = await api.make.product({ client: await api.make.client({ tenant: there.tenant }) });
    expect((await edit({ version: 2, productIds: [stranger.id] }).expect(409)).body.code).toBe('project.product-of-another-client'); // prettier-ignore
  });

  it('is read by its client and changed by nobody there', async () => {
    const there = await world();
    const ann = await api.make.member({ tenant: there.tenant, role: 'consultant' });
    const { id } = await project(there, { responsibleId: ann.id });
    const nal = await plan(there.agent, { kind: 'nal', projectId: id, note: 'our own remark', responsibleId: ann.id });
    const guest = await api.as(await api.make.member({ tenant: there.tenant, client: there.client }));
    const { body } = await guest.get(`/api/vehicle-projects/${id}`).expect(200);
    expect(keysOf(body).sort()).toEqual(['Roadster', 'Safety belt', 'nal']);
    expect(body).toMatchObject({ responsibleId: null, responsibleName: null });
    expect((await guest.get(`/api/approvals/${nal.id}`).expect(200)).body).toMatchObject({ note: null, acts: [], responsibleId: null }); // prettier-ignore
    await guest.patch(`/api/vehicle-projects/${id}`).send({ version: 1, name: 'x' }).expect(403);
    const stranger = await api.as(await api.make.member({ tenant: there.tenant, client: await api.make.client({ tenant: there.tenant }) })); // prettier-ignore
    await stranger.get(`/api/vehicle-projects/${id}`).expect(404);
    expect((await stranger.get('/api/vehicle-projects').expect(200)).body.items).toEqual([]);
  });
});
