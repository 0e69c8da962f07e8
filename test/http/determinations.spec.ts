import type { Client } from '#database/entities/client.entity';
import type { Product } from '#database/entities/product.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { newId } from '#database/db';
import { makeApplication, makeFile } from '../support/make-case.js';
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
  product: Product;
  agent: Agent;
}

async function world(): Promise<World> {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
  const product = await api.make.product({ client, name: 'Safety belt', classCode: '1104' });
  const agent = await api.as(await api.make.member({ tenant, role: 'consultant', name: 'Lena Weiss' }));
  return { tenant, client, product, agent };
}

const RE_EXPORT = { kind: 'exempt', ground: 're-export', purpose: 'Belts for seats that leave with the vehicles', quantity: 20, unit: 'pieces' }; // prettier-ignore

/** An exemption that was granted on 5 October and whose goods came in on 12 October. */
async function used({ agent, product }: World, more: object = {}) {
  const { body: draft } = await agent.post('/api/determinations').send({ ...RE_EXPORT, productId: product.id, ...more }).expect(201); // prettier-ignore
  const act = (version: number, body: object) =>
    agent.post(`/api/determinations/${draft.id}/acts`).send({ version, ...body });
  await act(1, { act: 'apply', on: '2026-09-21' }).expect(200);
  await act(2, { act: 'grant', on: '2026-10-05', number: 'MB-2026-0412', validUntil: '2027-04-04' }).expect(200);
  const { body } = await act(3, { act: 'use', on: '2026-10-12' }).expect(200);
  return { body, act, id: draft.id as string };
}

describe('an exemption', () => {
  it('is drafted, applied for, granted and used, and owes the write-off two weeks after the promised export', async () => {
    const there = await world();
    const { body, id } = await used(there, { promisedExportOn: '2026-11-30', place: 'Shanghai bonded warehouse' });
    expect(body).toMatchObject({
      ...{
        kind: 'exempt',
        ground: 're-export',
        status: 'used',
        number: 'MB-2026-0412',
        place: 'Shanghai bonded warehouse',
      },
      ...{ appliedOn: '2026-09-21', grantedOn: '2026-10-05', importedOn: '2026-10-12', validUntil: '2027-04-04' },
      ...{ quantity: 20, dischargedQuantity: 0, acts: ['discharge-part', 'discharge'], discharges: [] },
      ...{ nextDueOn: '2026-12-14', nextDueKind: 'export-write-off', nextDueBasis: 'legal', version: 4 },
    });
    const { body: days } = await there.agent.get('/api/deadlines').query({ determinationId: id }).expect(200);
    expect(days.items).toMatchObject([
      { kind: 'export-write-off', dueOn: '2026-12-14', counted: { start: 'promised-export', from: '2026-11-30' } },
      { kind: 'determination-end', dueOn: '2027-04-04', source: 'MB-2026-0412', certainty: 'official' },
    ]);
    const { body: list } = await there.agent.get('/api/determinations').query({ status: 'used' }).expect(200);
    expect(list.items).toMatchObject([{ id, productName: 'Safety belt', nextDueOn: '2026-12-14' }]);
    const { body: events } = await there.agent.get('/api/events').query({ determinationId: id }).expect(200);
    expect(events.items.map(({ what }: { what: string }) => what).sort()).toEqual(
      ['determination.drafted', 'determination.applied', 'determination.granted', 'determination.used'].sort(),
    );
  });

  it('is discharged in parts, each with its proof; the rest stays owed until it is discharged too', async () => {
    const there = await world();
    const { act, id } = await used(there, { promisedExportOn: '2026-11-30' });
    const proof = () => makeFile(api, there.client, { clientId: null, isClientVisible: false });
    const part = { act: 'discharge-part', on: '2026-11-16', manner: 'exported', quantity: 12 };
    const { body: none } = await act(4, part).expect(400);
    expect(none.errors).toMatchObject([{ field: 'proofFileId', code: 'required' }]);
    await act(4, { ...part, proofFileId: newId() }).expect(404);
    const whole = await act(4, { ...part, quantity: 20, proofFileId: (await proof()).id }).expect(409);
    expect(whole.body).toMatchObject({ code: 'determination.part-too-large', facts: { owed: 20, largest: 19 } });

    const first = await proof();
    const { body: some } = await act(4, { ...part, proofFileId: first.id }).expect(200);
    expect(some).toMatchObject({ status: 'used', dischargedQuantity: 12, nextDueKind: 'export-write-off' });
    expect(some.discharges).toMatchObject([{ manner: 'exported', dischargedOn: '2026-11-16', quantity: 12, proof: { id: first.id } }]); // prettier-ignore
    // one proof shows one thing
    const again = await act(5, { ...part, quantity: 1, proofFileId: first.id }).expect(409);
    expect(again.body.code).toBe('file.in-use');
    const rest = await act(5, { act: 'discharge', on: '2026-11-18', manner: 'disposed', quantity: 7, proofFileId: (await proof()).id }).expect(409); // prettier-ignore
    expect(rest.body).toMatchObject({ code: 'determination.not-the-rest', facts: { owed: 8 } });

    const { body: done } = await act(5, { act: 'discharge', on: '2026-11-18', manner: 'disposed', proofFileId: (await proof()).id }).expect(200); // prettier-ignore
    expect(done).toMatchObject({ status: 'discharged', dischargedQuantity: 20, nextDueOn: null, acts: [] });
    expect(done.discharges.map(({ quantity }: { quantity: number }) => quantity)).toEqual([12, 8]);
    const { body: days } = await there.agent
      .get('/api/deadlines')
      .query({ determinationId: id, state: 'met' })
      .expect(200);
    expect(days.items.map(({ kind, state }: { kind: string; state: string }) => [kind, state])).toEqual([
      ['export-write-off', 'met'],
      ['determination-end', 'met'],
    ]);
  });

  it('is not ticked off on Today: only the discharge meets it', async () => {
    const there = await world();
    const { id } = await used(there, { promisedExportOn: '2026-11-30' });
    const { body: days } = await there.agent.get('/api/deadlines').query({ determinationId: id }).expect(200);
    const refused = await there.agent.post(`/api/deadlines/${days.items[0].id}/completion`).send({});
    expect(refused.body.code).toBe('deadline.met-by-determination');
  });

  it('moves its days with an edit, and refuses a quantity below what is accounted for', async () => {
    const there = await world();
    const { act, id } = await used(there, { promisedExportOn: '2026-11-30' });
    const edit = (body: object) => there.agent.patch(`/api/determinations/${id}`).send(body);
    const { body } = await edit({ version: 4, promisedExportOn: '2026-12-10' }).expect(200);
    expect(body).toMatchObject({ nextDueOn: '2026-12-24', version: 5 });
    await edit({ version: 4, place: 'x' }).expect(409);
    const proofFileId = (await makeFile(api, there.client)).id;
    await act(5, { act: 'discharge-part', on: '2026-11-16', manner: 'consumed', quantity: 12, proofFileId }).expect(
      200,
    );
    const small = await edit({ version: 6, quantity: 11 }).expect(409);
    expect(small.body).toMatchObject({ code: 'determination.quantity-too-small', facts: { discharged: 12 } });
    const { body: cleared } = await edit({
      version: 6,
      promisedExportOn: null,
      quantity: 12,
      note: 'Recounted',
    }).expect(200);
    expect(cleared).toMatchObject({ nextDueOn: '2027-04-04', nextDueKind: 'determination-end', quantity: 12 });
  });

  it('asks for the conditions of its ground and keeps what was answered', async () => {
    const { agent, product } = await world();
    const { body: grounds } = await agent.get('/api/determination-grounds').expect(200);
    const exhibition = grounds.items.find(({ key }: { key: string }) => key === 'exhibition');
    expect(exhibition).toMatchObject({ kind: 'exempt', asksDisplay: true, asksPromisedExport: false, certainty: 'official' }); // prettier-ignore
    expect(exhibition.conditions.map(({ key }: { key: string }) => key)).toEqual(['applicant-exhibits', 'display-stated', 'not-sold']); // prettier-ignore
    expect(grounds.items).toHaveLength(10);
    expect(grounds.notForSale).toMatchObject({ basis: 'legal', certainty: 'official', source: expect.stringContaining('Order 390') }); // prettier-ignore
    expect(grounds.validity.note.en).toContain('no source text was found');

    const input = {
      kind: 'exempt',
      ground: 'exhibition',
      productId: product.id,
      purpose: 'Auto Shanghai',
      quantity: 2,
    };
    const { body } = await agent.post('/api/determinations').send({ ...input, conditions: { 'not-sold': 'yes' } }).expect(201); // prettier-ignore
    expect(body.conditions).toEqual({ 'not-sold': 'yes' });
    const { body: more } = await agent.patch(`/api/determinations/${body.id}`).send({ version: 1, conditions: { 'display-stated': 'no' } }).expect(200); // prettier-ignore
    expect(more.conditions).toEqual({ 'not-sold': 'yes', 'display-stated': 'no' });
    const wrong = await agent
      .post('/api/determinations')
      .send({ ...input, conditions: { sold: 'no' } })
      .expect(400);
    expect(wrong.body.errors).toMatchObject([{ field: 'conditions', allowed: 'applicant-exhibits, display-stated, not-sold' }]); // prettier-ignore
  });

  it.each([
    [{ kind: 'exempt' }, 'ground'],
    [{ kind: 'exempt', ground: 'diplomatic' }, 'ground'],
    [{ kind: 'not-required', ground: 're-export' }, 'ground'],
    [{ kind: 'out-of-catalogue', ground: 're-export' }, 'ground'],
    [{ ...RE_EXPORT, quantity: 0 }, 'quantity'],
    [{ ...RE_EXPORT, quantity: 1.5 }, 'quantity'],
    [{ ...RE_EXPORT, purpose: ' ' }, 'purpose'],
    [{ ...RE_EXPORT, promisedExportOn: '2026-02-30' }, 'promisedExportOn'],
    [{ ...RE_EXPORT, kind: 'gift' }, 'kind'],
    [{ ...RE_EXPORT, conditions: 'all' }, 'conditions'],
  ])('%j is refused at %s', async (input, field) => {
    const { agent, product } = await world();
    const { body } = await agent
      .post('/api/determinations')
      .send({ purpose: 'x', quantity: 1, productId: product.id, ...input })
      .expect(400);
    expect([...new Set(body.errors.map((fault: { field: string }) => fault.field))]).toEqual([field]);
    const { body: list } = await agent.get('/api/determinations').expect(200);
    expect(list.items).toEqual([]);
  });

  it('refuses acts out of order, without what they need, on a day to come, or before what they follow', async () => {
    const there = await world();
    const { body: draft } = await there.agent.post('/api/determinations').send({ ...RE_EXPORT, productId: there.product.id }).expect(201); // prettier-ignore
    const act = (body: object) =>
      there.agent.post(`/api/determinations/${draft.id}/acts`).send({ version: 1, ...body });
    const illegal = await act({ act: 'use', on: '2026-11-20' }).expect(409);
    expect(illegal.body).toMatchObject({
      code: 'determination.illegal-transition',
      facts: { status: 'drafted', allowed: ['apply', 'grant', 'withdraw'] },
    });
    expect((await act({ act: 'apply' }).expect(400)).body.errors).toMatchObject([{ field: 'on', code: 'required' }]);
    expect((await act({ act: 'apply', on: '2027-01-05' }).expect(400)).body.errors).toMatchObject([{ field: 'on', code: 'day-in-future' }]); // prettier-ignore
    const before = await act({ act: 'grant', on: '2026-10-05', validUntil: '2026-10-04' }).expect(400);
    expect(before.body.errors).toMatchObject([{ field: 'validUntil', code: 'before-granted', allowed: 'from 2026-10-05' }]); // prettier-ignore
    await act({ act: 'apply', on: '2026-10-05' }).expect(200);
    const early = await act({ version: 2, act: 'grant', on: '2026-10-04' }).expect(409);
    expect(early.body).toMatchObject({ code: 'determination.day-too-early', facts: { earliestOn: '2026-10-05' } });
    const stale = await act({ version: 1, act: 'grant', on: '2026-10-06' }).expect(409);
    expect(stale.body.code).toBe('stale-version');
    expect((await act({ version: 2, act: 'refuse', on: '2026-10-06' }).expect(400)).body.errors).toMatchObject([{ field: 'reason' }]); // prettier-ignore
  });

  it('of a product that needs none is granted and ends with its paper; nothing is discharged', async () => {
    const { agent, product } = await world();
    const { body: draft } = await agent.post('/api/determinations').send({ kind: 'out-of-catalogue', productId: product.id, purpose: 'Rims', quantity: 1 }).expect(201); // prettier-ignore
    expect(draft).toMatchObject({ ground: null, acts: ['apply', 'grant', 'withdraw'] });
    const { body } = await agent.post(`/api/determinations/${draft.id}/acts`).send({ version: 1, act: 'grant', on: '2026-11-02', validUntil: '2027-11-01' }).expect(200); // prettier-ignore
    expect(body).toMatchObject({ acts: ['lapse', 'withdraw'], nextDueOn: '2027-11-01' });
    await agent.post(`/api/determinations/${draft.id}/acts`).send({ version: 2, act: 'use', on: '2026-11-20' }).expect(409); // prettier-ignore
  });

  it('is linked to a case of the kind exemption and to a check of its product', async () => {
    const { agent, product, client } = await world();
    const renewal = await makeApplication(api, { client, product }, { kind: 'new' });
    const exemption = await makeApplication(api, { client, product }, { kind: 'exemption', schemeKey: 'exemption' });
    const create = (more: object) => agent.post('/api/determinations').send({ ...RE_EXPORT, productId: product.id, ...more }); // prettier-ignore
    const wrong = await create({ applicationId: renewal.id }).expect(409);
    expect(wrong.body).toMatchObject({ code: 'determination.case-not-exemption', facts: { kind: 'new' } });
    const { body } = await create({ applicationId: exemption.id }).expect(201);
    expect(body.applicationNumber).toBe(exemption.number);
  });

  it('is told by its purpose, which no cut leaves with half a character', async () => {
    const { agent, product } = await world();
    const purpose = `${'x'.repeat(198)}𠮷𠮷𠮷`;
    const input = { ...RE_EXPORT, productId: product.id, purpose };
    const { body } = await agent.post('/api/determinations').send(input).expect(201);
    expect(body.purpose).toBe(purpose);
    const { body: history } = await agent.get(`/api/events?determinationId=${body.id}`).expect(200);
    expect(history.items[0].facts.title).toBe(`${'x'.repeat(198)}…`);
  });

  it('is seen by its client, without reasons and notes, and changed by nobody there', async () => {
    const there = await world();
    const ann = await api.make.member({ tenant: there.tenant, role: 'consultant' });
    const { id } = await used(there, { note: 'our own remark', responsibleId: ann.id });
    const guest = await api.as(await api.make.member({ tenant: there.tenant, client: there.client }));
    const { body } = await guest.get(`/api/determinations/${id}`).expect(200);
    expect(body).toMatchObject({ id, status: 'used', note: null, acts: [], checkId: null, checkNumber: null });
    expect(body).toMatchObject({ responsibleId: null, responsibleName: null });
    await guest.post(`/api/determinations/${id}/acts`).send({ version: 4, act: 'lapse', on: '2026-11-20' }).expect(403);
    const other = await api.make.client({ tenant: there.tenant });
    const stranger = await api.as(await api.make.member({ tenant: there.tenant, client: other }));
    await stranger.get(`/api/determinations/${id}`).expect(404);
    expect((await stranger.get('/api/determinations').expect(200)).body.items).toEqual([]);
  });
});
