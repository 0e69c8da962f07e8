import type { Certificate } from '#database/entities/certificate.entity';
import type { Client } from '#database/entities/client.entity';
import type { Factory } from '#database/entities/factory.entity';
import type { Product } from '#database/entities/product.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { ApplicationView } from '#features/applications/applications.dto';
import type { BatchResult } from '#features/applications/case-batch.dto';
import type { ProductChangeView, TouchedCertificatePage, TouchedView } from '#features/product-changes/product-changes.dto'; // prettier-ignore
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
  product: Product;
  /** of the product, made in the factory */
  certificate: Certificate;
}

async function office(): Promise<Office> {
  const tenant = await api.make.tenant({ country: 'DE' });
  const client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
  const factory = await api.make.factory({ tenant, client, name: 'Lindau works' });
  const product = await api.make.product({ client, factory, name: 'Rear lamp' });
  const certificate = await api.make.certificate({ client, product, factory, number: 'A-1' });
  const agent = await api.as(await api.make.member({ tenant, role: 'consultant', name: 'Lena Weiss' }));
  return { tenant, client, factory, agent, product, certificate };
}

const preview = async ({ agent }: Office, query: object): Promise<TouchedView> =>
  (await agent.get('/api/product-changes/touched').query(query).expect(200)).body as TouchedView;
const entered = async ({ agent, client }: Office, input: object): Promise<ProductChangeView> => {
  const { status, body } = await agent.post('/api/product-changes').send({ clientId: client.id, title: 'A change', ...input }); // prettier-ignore
  expect([status, body]).toEqual([201, expect.anything()]);
  return body as ProductChangeView;
};
const touched = async ({ agent }: { agent: Agent }, id: string): Promise<TouchedCertificatePage['items']> =>
  ((await agent.get(`/api/product-changes/${id}/certificates`).expect(200)).body as TouchedCertificatePage).items;
const openCases = async ({ agent }: Office, id: string, certificateIds: string[], isPreview = false) =>
  (await agent.post(`/api/product-changes/${id}/cases`).send({ certificateIds, isPreview }).expect(200)).body as BatchResult; // prettier-ignore
const accept = ({ agent }: Office, id: string, certificateId: string, input: object) =>
  agent.post(`/api/product-changes/${id}/certificates/${certificateId}/acceptance`).send(input);
const judge = ({ agent }: Office, id: string, certificateId: string, input: object) =>
  agent.patch(`/api/product-changes/${id}/certificates/${certificateId}`).send(input);

describe('what a change touches', () => {
  it('is every live certificate of the factory for a site, of the client for a name, of the products for a design', async () => {
    const here = await office();
    const { client, factory, product } = here;
    const elsewhere = await api.make.product({ client, name: 'Mirror' });
    await api.make.certificate({ client, product: elsewhere, number: 'B-1' });
    await api.make.certificate({ client, product, factory, number: 'C-1', scheme: 'ccc-self-declaration-b', validUntil: null, status: 'suspended' }); // prettier-ignore
    await api.make.certificate({ client, product, factory, number: 'D-1', status: 'cancelled' });
    const numbers = async (query: object) =>
      (await preview(here, { clientId: client.id, ...query })).items.map(({ certificate, why, need }) => [
        certificate.number,
        why,
        need.code,
        need.needs?.en ?? null,
      ]);
    expect(await numbers({ kind: 'site', factoryId: factory.id })).toEqual([
      ['A-1', 'at-factory', '04', 'new factory inspection'],
      ['C-1', 'at-factory', '04', null],
    ]);
    expect(await numbers({ kind: 'name' })).toEqual([
      ['A-1', 'of-client', '01', 'document check'],
      ['B-1', 'of-client', '01', 'document check'],
      ['C-1', 'of-client', '01', null],
    ]);
    expect(await numbers({ kind: 'design', productIds: elsewhere.id })).toEqual([
      ['B-1', 'of-product', '03', 'new test'],
    ]);
  });

  it('is told before it is saved, with the other companies of the factory; each gets a change of its own', async () => {
    const here = await office();
    const other = await api.make.client({ tenant: here.tenant, legalName: 'Bodensee Spiegel AG' });
    await here.agent.put(`/api/factories/${here.factory.id}/clients/${other.id}`).expect(200);
    const theirs = await api.make.product({ client: other, factory: here.factory });
    await api.make.certificate({ client: other, product: theirs, factory: here.factory, number: 'Z-1' });
    const query = { kind: 'site', clientId: here.client.id, factoryId: here.factory.id };
    expect((await preview(here, query)).others).toEqual([
      { client: { id: other.id, legalName: 'Bodensee Spiegel AG', legalNameZh: null }, certificates: 1 },
    ]);
    await entered(here, { kind: 'site', factoryId: here.factory.id, title: 'Hall 3', alsoForClientIds: [other.id] });
    const { items } = (await here.agent.get('/api/product-changes').expect(200)).body as { items: ProductChangeView[] };
    expect(items.map(({ client, title, counts }) => [client.legalName, title, counts.touched]).sort()).toEqual([
      ['Bodensee Spiegel AG', 'Hall 3', 1],
      ['Lindauer Lichttechnik GmbH', 'Hall 3', 1],
    ]);
    const guest = await api.as(await api.make.member({ tenant: here.tenant, client: other }));
    const seen = (await guest.get('/api/product-changes').expect(200)).body.items as ProductChangeView[];
    expect(seen.map(({ client, responsibleName }) => [client.legalName, responsibleName])).toEqual([
      ['Bodensee Spiegel AG', null],
    ]);
    expect((await touched({ agent: guest }, seen[0]!.id)).map(({ certificate }) => certificate.number)).toEqual([
      'Z-1',
    ]);
  });

  it.each<[string, object, string]>([
    ['a site without a factory', { kind: 'site' }, 'factory-needed'],
    ['a design without products', { kind: 'design' }, 'products-needed'],
    ['a name with products', { kind: 'name', productIds: ['01890000-0000-7000-8000-000000000000'] }, 'not-taken'],
    ['a supplier with a factory', { kind: 'supplier', factoryId: '01890000-0000-7000-8000-000000000000' }, 'not-taken'],
  ])('is refused for %s, and nothing is saved', async (_, input, code) => {
    const here = await office();
    const { body } = await here.agent.post('/api/product-changes').send({ clientId: here.client.id, title: 'X', ...input }).expect(400); // prettier-ignore
    expect(body.errors[0].code).toBe(code);
    expect((await here.agent.get('/api/product-changes').expect(200)).body.items).toEqual([]);
  });

  it('is never nothing', async () => {
    const here = await office();
    const idle = await api.make.product({ client: here.client });
    const { body } = await here.agent.post('/api/product-changes').send({ clientId: here.client.id, title: 'X', kind: 'design', productIds: [idle.id] }).expect(409); // prettier-ignore
    expect(body.code).toBe('product-change.touches-nothing');
  });

  it('is judged otherwise by a person only with a reason: left out, taken in, added with a code', async () => {
    const here = await office();
    const elsewhere = await api.make.certificate({ client: here.client, number: 'B-1' });
    const change = await entered(here, {
      kind: 'design',
      productIds: [here.product.id],
      added: [{ certificateId: elsewhere.id, reason: 'the same bulb', code: '99' }],
    });
    expect(
      (await touched(here, change.id)).map(({ certificate, need, stateReason }) => [
        certificate.number,
        need.code,
        stateReason,
      ]),
    ).toEqual([
      // prettier-ignore
      ['A-1', '03', null],
      ['B-1', '99', 'the same bulb'],
    ]);
    await judge(here, change.id, elsewhere.id, {
      version: 1,
      act: 'leave-out',
      reason: 'another bulb after all',
    }).expect(200);
    await judge(here, change.id, elsewhere.id, { version: 1, act: 'take-in', reason: 'no' }).expect(409);
    await judge(here, change.id, elsewhere.id, { version: 2, act: 'leave-out', reason: 'again' }).expect(409);
    const { body } = await judge(here, change.id, elsewhere.id, { version: 2, act: 'take-in', reason: 'it is' }).expect(
      200,
    );
    expect(body.counts).toEqual({ touched: 2, caseOpen: 0, accepted: 0, notTouched: 0 });
    await judge(here, change.id, here.certificate.id, { version: 1, act: 'leave-out' }).expect(400);
    const add = (certificateId: string, more: object = {}) =>
      here.agent.post(`/api/product-changes/${change.id}/certificates`).send({ certificateId, reason: 'x', ...more });
    expect((await add(elsewhere.id).expect(409)).body.code).toBe('product-change.certificate-there-already');
    const third = await api.make.certificate({ client: here.client });
    expect((await add(third.id, { code: '08_01' }).expect(400)).body.errors[0]).toMatchObject({ code: 'unknown-code', allowed: '01, 02, 03, 04, 05, 98, 99' }); // prettier-ignore
    const strange = await api.make.certificate({ tenant: here.tenant });
    expect((await add(strange.id).expect(409)).body.code).toBe('product-change.certificate-of-another-client');
    const ended = await api.make.certificate({ client: here.client, status: 'expired' });
    expect((await add(ended.id).expect(409)).body.code).toBe('product-change.certificate-not-live');
  });
});

describe('the cases of a change', () => {
  it('are drafted as the preview showed them, once each, by the code of the change', async () => {
    const here = await office();
    const change = await entered(here, { kind: 'supplier', productIds: [here.product.id] });
    const shown = await openCases(here, change.id, [here.certificate.id], true);
    expect(shown.rows[0]).toMatchObject({
      outcome: 'done',
      opened: { id: null, schemeKey: 'ccc-change', variantCode: '03' },
    });
    expect((await touched(here, change.id))[0]!.state).toBe('touched');
    const done = await openCases(here, change.id, [here.certificate.id]);
    expect(done.rows[0]!.opened).toMatchObject({ number: '2026-0001', variantCode: '03', ownerName: 'Lena Weiss' });
    expect((await touched(here, change.id))[0]).toMatchObject({ state: 'case-open', application: { number: '2026-0001', status: 'draft' } }); // prettier-ignore
    const again = await openCases(here, change.id, [here.certificate.id]);
    expect(again.rows[0]).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'product-change.certificate-illegal-transition', facts: { status: 'case-open' } },
    });
    expect((await here.agent.get('/api/applications/count').expect(200)).body).toMatchObject({ total: 1 });
  });

  it('are not made up for a declaration, for which no procedure was found', async () => {
    const here = await office();
    const declaration = await api.make.certificate({ client: here.client, product: here.product, scheme: 'ccc-self-declaration-b', validUntil: null }); // prettier-ignore
    const change = await entered(here, { kind: 'design', productIds: [here.product.id] });
    const { rows } = await openCases(here, change.id, [declaration.id]);
    expect(rows[0]!.refusal).toMatchObject({ code: 'product-change.no-procedure', facts: { scheme: 'ccc-self-declaration-b' } }); // prettier-ignore
  });

  it('accept the change by their certificate, on its day', async () => {
    const here = await office();
    const change = await entered(here, { kind: 'name', plannedOn: '2026-11-01' });
    const { rows } = await openCases(here, change.id, [here.certificate.id]);
    const id = rows[0]!.opened!.id!;
    let one = (await here.agent.get(`/api/applications/${id}`).expect(200)).body as ApplicationView;
    const move = async (input: object) => {
      const answer = await here.agent.post(`/api/applications/${id}/moves`).send({ version: one.version, ...input });
      expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
      one = answer.body as ApplicationView;
    };
    const stage = (key: string) => one.stages.find((found) => found.key === key)!.id;
    await move({ act: 'submit' });
    await move({ act: 'accept' });
    await move({ act: 'complete', stageId: stage('application') });
    expect(
      (await accept(here, change.id, here.certificate.id, { version: 2, on: '2026-11-20' }).expect(409)).body,
    ).toMatchObject({
      // prettier-ignore
      code: 'product-change.case-open',
      facts: { numbers: ['2026-0001'] },
    });
    const { status, body } = await here.agent
      .post(`/api/applications/${id}/certificates`)
      .send({ version: one.version, issuedOn: '2026-11-20', units: [{ productId: here.product.id }] });
    expect([status, body]).toEqual([201, expect.anything()]);
    expect((await touched(here, change.id))[0]).toMatchObject({ state: 'accepted', acceptedOn: '2026-11-20', shipment: 'left-before' }); // prettier-ignore
    expect((await here.agent.get(`/api/product-changes/${change.id}`).expect(200)).body).toMatchObject({
      status: 'accepted',
      hasLeftBefore: true,
    });
  });

  it('leave the certificate waiting when they end without one, and take it up again when that end is undone', async () => {
    const here = await office();
    const change = await entered(here, { kind: 'name' });
    const { rows } = await openCases(here, change.id, [here.certificate.id]);
    const id = rows[0]!.opened!.id!;
    const { body } = await here.agent.get(`/api/applications/${id}`).expect(200);
    const withdrawn = await here.agent.post(`/api/applications/${id}/moves`).send({ version: body.version, act: 'withdraw', reason: 'the client waits' }).expect(201); // prettier-ignore
    expect((await touched(here, change.id))[0]).toMatchObject({
      state: 'touched',
      application: { status: 'withdrawn' },
    });
    const moves = (await here.agent.get(`/api/applications/${id}/moves`).expect(200)).body.items as { id: string; act: string }[]; // prettier-ignore
    const last = moves.find(({ act }) => act === 'withdraw')!;
    await here.agent.delete(`/api/applications/${id}/moves/${last.id}`).query({ version: withdrawn.body.version }).expect(200); // prettier-ignore
    expect((await touched(here, change.id))[0]).toMatchObject({ state: 'case-open' });
  });
});

describe('the acceptance', () => {
  it('is recorded by hand with its day, ends the change, and is taken back with a reason', async () => {
    const here = await office();
    const change = await entered(here, { kind: 'name', plannedOn: '2026-12-01' });
    await accept(here, change.id, here.certificate.id, { version: 1, on: '2026-11-22' }).expect(400);
    const { body } = await accept(here, change.id, here.certificate.id, { version: 1, on: '2026-11-18', reason: 'letter of 18 November' }).expect(201); // prettier-ignore
    expect(body).toMatchObject({ status: 'accepted', counts: { accepted: 1 }, hasLeftBefore: false });
    await accept(here, change.id, here.certificate.id, { version: 2, on: '2026-11-18' }).expect(409);
    const back = await judge(here, change.id, here.certificate.id, { version: 2, act: 'take-back', reason: 'wrong letter' }).expect(200); // prettier-ignore
    expect(back.body).toMatchObject({ status: 'open', counts: { touched: 1, accepted: 0 } });
    expect((await touched(here, change.id))[0]).toMatchObject({ acceptedOn: null, shipment: 'not-filed' });
  });

  it('is of no day before the certificate, and of none before its case was submitted', async () => {
    const here = await office();
    const { id: productId } = await api.make.product({ client: here.client });
    const ccc = { productId, scheme: 'ccc', number: 'E-1', issuedOn: '2022-03-01', validUntil: '2027-02-28' };
    const { body: certificate } = await here.agent.post('/api/certificates').send(ccc).expect(201);
    const change = await entered(here, { kind: 'design', productIds: [productId] });
    const early = await accept(here, change.id, certificate.id, { version: 1, on: '2022-02-28' }).expect(409);
    expect(early.body).toMatchObject({
      code: 'product-change.day-too-early',
      facts: { earliestOn: '2022-03-01', because: 'first-issue' },
    });
    await openCases(here, change.id, [certificate.id]);
    const { application } = (await touched(here, change.id))[0]!;
    for (const [version, move] of [
      [1, { act: 'submit', on: '2026-11-20' }],
      [2, { act: 'withdraw', on: '2026-11-20', reason: 'Filed on paper' }],
    ] as const)
      await here.agent
        .post(`/api/applications/${application!.id}/moves`)
        .send({ version, ...move })
        .expect(201);
    const { version } = (await touched(here, change.id))[0]!;
    const before = await accept(here, change.id, certificate.id, { version, on: '2026-11-19' }).expect(409);
    expect(before.body.facts).toEqual({ earliestOn: '2026-11-20', because: 'filed' });
    await accept(here, change.id, certificate.id, { version, on: '2026-11-20' }).expect(201);
  });

  it.each<[string, string | null, string, boolean]>([
    ['a day that has passed', '2026-11-10', 'left-before', true],
    ['a day to come', '2026-12-31', 'not-filed', false],
    ['no day', null, 'unknown', false],
  ])('is missing: shown for %s', async (_, plannedOn, shipment, hasLeftBefore) => {
    const here = await office();
    const change = await entered(here, { kind: 'name', plannedOn });
    expect(change).toMatchObject({ hasLeftBefore, rule: { basis: 'legal', certainty: 'secondary' } });
    expect(change.rule.note!.en).toContain('before changed goods leave the factory');
    expect((await touched(here, change.id))[0]!.shipment).toBe(shipment);
  });
});

describe('a change as a whole', () => {
  it('is accepted only once nothing waits, and withdrawn only with a reason and without an open case', async () => {
    const here = await office();
    const change = await entered(here, { kind: 'name' });
    const act = (input: object) => here.agent.post(`/api/product-changes/${change.id}/acts`).send(input);
    expect((await act({ version: 1, act: 'accept' }).expect(409)).body).toMatchObject({
      code: 'product-change.still-waiting',
      facts: { numbers: ['A-1'] },
    });
    expect((await act({ version: 1, act: 'withdraw' }).expect(400)).body.errors[0].code).toBe('reason-needed');
    await openCases(here, change.id, [here.certificate.id]);
    expect((await act({ version: 1, act: 'withdraw', reason: 'not done' }).expect(409)).body).toMatchObject({
      code: 'product-change.case-open',
      facts: { numbers: ['2026-0001'] },
    });
    const plain = await entered(here, { kind: 'name', title: 'Another', plannedOn: '2026-11-01' });
    const gone = await here.agent.post(`/api/product-changes/${plain.id}/acts`).send({ version: 1, act: 'withdraw', reason: 'not done' }).expect(200); // prettier-ignore
    expect(gone.body).toMatchObject({ status: 'withdrawn', statusReason: 'not done', hasLeftBefore: false });
    const [row] = await touched(here, plain.id);
    expect((await accept(here, plain.id, here.certificate.id, { version: row!.version, on: '2026-11-18' }).expect(409)).body.code).toBe('product-change.not-open'); // prettier-ignore
    const back = await here.agent.post(`/api/product-changes/${plain.id}/acts`).send({ version: 2, act: 'reopen', reason: 'it is done' }).expect(200); // prettier-ignore
    expect(back.body.status).toBe('open');
  });

  it('is edited as of the version that was read, found by what it is about, and entered once by its key', async () => {
    const here = await office();
    const input = { kind: 'name', clientId: here.client.id, title: 'Moved to Bregenz' };
    const post = () => here.agent.post('/api/product-changes').set('idempotency-key', 'new-name').send(input);
    const [first, second] = [await post().expect(201), await post().expect(201)];
    expect(second.body.id).toBe(first.body.id);
    const { id } = first.body as { id: string };
    await here.agent.patch(`/api/product-changes/${id}`).send({ version: 1, plannedOn: '2026-12-24' }).expect(200);
    const stale = await here.agent.patch(`/api/product-changes/${id}`).send({ version: 1, title: 'X' }).expect(409);
    expect(stale.body).toMatchObject({
      code: 'stale-version',
      facts: { changed: { plannedOn: { to: '2026-12-24' } } },
    });
    const found = async (query: object) =>
      ((await here.agent.get('/api/product-changes').query(query).expect(200)).body.items as object[]).length;
    expect([
      await found({ certificateId: here.certificate.id }),
      await found({ kind: 'name,site', status: 'open' }),
      await found({ status: 'withdrawn' }),
    ]).toEqual([1, 1, 0]);
  });

  it('is the team’s to enter and the client’s to read', async () => {
    const here = await office();
    const change = await entered(here, { kind: 'name' });
    const guest = await api.as(await api.make.member({ tenant: here.tenant, client: here.client }));
    expect((await guest.get(`/api/product-changes/${change.id}`).expect(200)).body).toMatchObject({
      responsibleId: null,
      responsibleName: null,
    });
    await guest.post('/api/product-changes').send({ kind: 'name', clientId: here.client.id, title: 'X' }).expect(403);
    await guest
      .post(`/api/product-changes/${change.id}/acts`)
      .send({ version: 1, act: 'withdraw', reason: 'x' })
      .expect(403);
    const viewer = await api.as(await api.make.member({ tenant: here.tenant, role: 'viewer' }));
    await viewer.get('/api/product-changes').expect(200);
    await viewer.get('/api/product-changes/touched').query({ kind: 'name', clientId: here.client.id }).expect(403);
    await api.nobody().get('/api/product-changes').expect(401);
  });
});
