import type { Client } from '#database/entities/client.entity';
import { Mark } from '#database/entities/mark.entity';
import type { Product } from '#database/entities/product.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { linesOf, readPdf } from '../support/pdf-text.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let client: Client;
let product: Product;
let staff: Agent;
let guest: Agent;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z', env: { HOMOLOG_TRUST_PROXY: '1' } });
});
beforeEach(async () => {
  tenant = await api.make.tenant();
  client = await api.make.client({ tenant, legalName: 'Suzhou Seatbelt Co., Ltd.' });
  product = await api.make.product({ client, classCode: '1104', name: 'Belt', models: ['SB-100', 'SB-200'] });
  staff = await api.as(await api.make.member({ tenant }));
  guest = await api.as(await api.make.member({ client }));
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => api.close());

async function certified(fields: object = {}, usedFrom: string | null = '2021-06-01') {
  const certificate = await api.make.certificate({ client, product, issuedOn: '2024-01-31', validUntil: '2029-01-30', ...fields }); // prettier-ignore
  await api.make.inside(tenant, () =>
    api.db.add(Mark, {
      certificateId: certificate.id,
      clientId: client.id,
      form: 'moulded',
      usedFrom,
      createdAt: api.clock.now(),
    }),
  );
  return certificate;
}
const declared = () =>
  certified({
    scheme: 'ccc-self-declaration-b',
    issuedOn: '2021-03-01',
    validUntil: null,
    number: `D${Math.random()}`,
  });
const ask = async (query: string, agent = staff) => (await agent.get(`/api/goods-release?${query}`).expect(200)).body;
const codes = (item: { reasons: { code: string }[]; certificates: { reasons: { code: string }[] }[] }) => [
  ...item.reasons.map(({ code }) => code),
  ...item.certificates.flatMap((one) => one.reasons.map(({ code }) => code)),
];

describe('the question whether a model may ship', () => {
  it.each([
    ['2026-12-31', 'yes', ['class-needs-certificate', 'holds-on-day', 'mark-in-use']],
    ['2027-01-01', 'no', ['class-needs-certificate', 'stock-that-left-may-be-sold', 'declaration-ended']],
  ])('is answered for a declaration on %s with %s', async (on, answer, reasons) => {
    await declared();
    const body = await ask(`model=SB-100&on=${on}`);
    expect(body).toMatchObject({ model: 'SB-100', on, answer, isComplete: true });
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ productId: product.id, clientId: client.id, classCode: '1104', answer });
    expect(codes(body.items[0])).toEqual(reasons);
  });

  it('means the day of Beijing, not that of the server or the reader', async () => {
    await declared();
    const now = jest.spyOn(api.clock, 'now');
    now.mockReturnValue(new Date('2026-12-31T15:59:59Z'));
    expect(await ask('model=SB-100')).toMatchObject({ on: '2026-12-31', answer: 'yes' });
    now.mockReturnValue(new Date('2026-12-31T16:00:00Z'));
    expect(await ask('model=SB-100')).toMatchObject({ on: '2027-01-01', answer: 'no' });
  });

  it('follows suspension, restoration and cancellation by their days', async () => {
    const { id } = await certified();
    await staff.post(`/api/certificates/${id}/suspension`).send({ reason: 'No inspection', on: '2026-11-02' }).expect(201); // prettier-ignore
    expect((await ask('model=SB-100&on=2026-11-01')).answer).toBe('yes');
    expect((await ask('model=SB-100&on=2026-11-02')).answer).toBe('no');
    await staff.post(`/api/certificates/${id}/cancellation`).send({ on: '2026-11-10' }).expect(201);
    const cancelled = await ask('model=SB-100&on=2026-11-10');
    expect(cancelled.answer).toBe('no');
    expect(codes(cancelled.items[0])).toEqual(['class-needs-certificate', 'stock-that-left-may-be-sold', 'status-forbids', 'mark-in-use']); // prettier-ignore
    expect(cancelled.items[0].certificates[0].reasons[0].text).toBe('cancelled on that day: no shipment.');
  });

  it('knows the last valid day', async () => {
    await certified();
    expect((await ask('model=SB-100&on=2029-01-30')).answer).toBe('yes');
    expect((await ask('model=SB-100&on=2029-01-31')).answer).toBe('no');
  });

  it('leaves open what is not recorded: a mark, or how a status without a day came about', async () => {
    await api.make.certificate({ client, product });
    const unmarked = await ask('model=SB-100');
    expect([unmarked.answer, codes(unmarked.items[0]).at(-1)]).toEqual(['unknown', 'mark-not-recorded']);
    const other = await api.make.product({ client, classCode: '1104', models: ['SB-900'] });
    await certified({ product: other, status: 'suspended' });
    const undated = await ask('model=SB-900');
    expect([undated.answer, codes(undated.items[0])[1]]).toEqual(['unknown', 'status-unknown']);
  });

  it.each([
    ['sb 100', 1],
    ['SB100', 1],
    ['ＳＢ－１００', 1],
    ['100', 0],
    ['SB-10', 0],
    ['SB-1000', 0],
    ["' or 1=1 --", 0],
    ['%', 0],
  ])('finds %s %i times', async (model, count) => {
    await certified();
    const body = await ask(`model=${encodeURIComponent(model)}`);
    expect(body.items).toHaveLength(count);
    expect(body.answer).toBe(count === 0 ? 'unknown' : 'yes');
  });

  it('finds a model that only the certificate names, and does not let another of the product pass', async () => {
    await certified({ models: ['SB-300'] });
    expect((await ask('model=SB-300')).answer).toBe('yes');
    const other = await ask('model=SB-200');
    expect([other.answer, codes(other.items[0])]).toEqual(['no', ['class-needs-certificate', 'holds-on-day', 'model-not-named', 'mark-in-use']]); // prettier-ignore
  });

  it('says unknown where two products of one model differ, and names both', async () => {
    await certified();
    const second = await api.make.client({ tenant });
    await api.make.product({ client: second, classCode: '1104', models: ['SB-100'] });
    const body = await ask('model=SB-100');
    expect(body.answer).toBe('unknown');
    expect(body.items.map(({ answer }: { answer: string }) => answer).sort()).toEqual(['no', 'yes']);
    expect((await ask('model=SB-100', guest)).items).toHaveLength(1);
  });

  it('refuses a question without model and product, and a day that is none', async () => {
    const empty = await staff.get('/api/goods-release').expect(400);
    expect(empty.body.errors).toMatchObject([{ field: 'model', code: 'nothing-asked', allowed: 'model, productId' }]);
    await staff.get('/api/goods-release?model=SB-100&on=2027-02-30').expect(400);
    await staff.get('/api/goods-release?model=SB-100&changed=maybe').expect(400);
    await staff.get('/api/goods-release?model=SB-100&clientId=1').expect(400);
  });

  it('speaks three languages', async () => {
    await certified();
    const headline = async (language: string) => (await ask(`model=SB-100&on=2026-11-20&language=${language}`)).items[0].headline; // prettier-ignore
    expect(await headline('en')).toBe('SB-100 may leave the factory on 20 November 2026.');
    expect(await headline('de')).toBe('SB-100 darf am 20. November 2026 das Werk verlassen.');
    expect(await headline('zh')).toBe('SB-100可于2026年11月20日出厂。');
  });
});

describe('the statement', () => {
  const pdf = (query: string, agent = staff) =>
    agent
      .get(`/api/goods-release/statement?${query}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });

  it.each([
    ['en', 'must not leave the factory on 1 January 2027', 'SAMR Announcement 57/2025'],
    ['de', 'darf am 1. Januar 2027 das Werk nicht verlassen', 'SAMR'],
    ['zh', '不得于2027年1月1日出厂', 'SAMR'],
  ])('says in %s what holds, when it was asked and on what it rests', async (language, headline, source) => {
    await declared();
    const { body, headers } = await pdf(`model=SB-100&on=2027-01-01&language=${language}`).expect(200);
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['content-disposition']).toContain(`2027-01-01-SB-100-${language}.pdf`);
    const text = readPdf(body)
      .pages.flatMap(linesOf)
      .join(language === 'zh' ? '' : ' ');
    for (const part of [headline, source, '2026-11-20', 'UTC+8']) expect(text).toContain(part);
  });

  it('is of one product: several must be told apart first, none has no statement', async () => {
    await api.make.product({ client, classCode: '1104', models: ['SB-100'] });
    const several = await staff.get('/api/goods-release/statement?model=SB-100').expect(409);
    expect(several.body).toMatchObject({ code: 'release.several-products', facts: { products: expect.any(Array) } });
    await staff.get(`/api/goods-release/statement?model=SB-100&productId=${product.id}`).expect(200);
    const none = await staff.get('/api/goods-release/statement?model=XX-1').expect(409);
    expect(none.body.code).toBe('release.model-unknown');
  });
});

describe('a key of goods issue', () => {
  let manager: Agent;
  const make = async (input: object) => (await manager.post('/api/release-keys').send(input).expect(201)).body;
  const call = (key: string | null, query = 'model=SB-100') => {
    const request = api.nobody().get(`/api/public/goods-release?${query}`);
    return key === null ? request : request.set('authorization', `Bearer ${key}`);
  };

  beforeEach(async () => {
    manager = await api.as(await api.make.member({ tenant, role: 'manager' }));
    await certified();
  });

  it('is taken six hundred times a minute from one address, right or wrong', async () => {
    const from = (ip: string) => call('hrk_wrong').set('x-forwarded-for', ip);
    const statuses = new Set<number>();
    for (let at = 0; at < 600; at += 1) statuses.add((await from('203.0.113.20')).status);
    expect([...statuses]).toEqual([401]);
    const refused = await from('203.0.113.20').expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await from('203.0.113.21').expect(401);
  });

  it('is told once, answers as a session does, and is kept as a hash', async () => {
    const { key, ...told } = await make({ name: 'SAP Suzhou' });
    expect(key).toMatch(/^hrk_[A-Za-z0-9_-]{43}$/);
    expect((await call(key).expect(200)).body).toMatchObject({ model: 'SB-100', answer: 'yes' });
    const { items } = (await manager.get('/api/release-keys').expect(200)).body;
    expect(items).toEqual([{ ...told, lastUsedAt: expect.stringMatching(/^2026-11-20T09:/) }]);
    expect(JSON.stringify(await api.look('select * from release_keys'))).not.toContain(key.slice(4));
  });

  it('of one client finds no other client, of another tenant nothing', async () => {
    const other = await api.make.client({ tenant });
    const { key } = await make({ name: 'Other', clientId: other.id });
    expect((await call(key).expect(200)).body.items).toEqual([]);
    await call(key, `productId=${product.id}`).expect(404);
    const stranger = await api.as(await api.make.member({ role: 'manager' }));
    const { key: foreign } = (await stranger.post('/api/release-keys').send({ name: 'x' }).expect(201)).body;
    expect((await call(foreign).expect(200)).body.items).toEqual([]);
    await call(foreign, `productId=${product.id}`).expect(404);
  });

  it('answers no more once it is revoked, and nothing answers without one', async () => {
    const { key, id } = await make({ name: 'SAP' });
    await manager.delete(`/api/release-keys/${id}`).expect(204);
    await call(key).expect(401);
    await call(null).expect(401);
    await call('hrk_guess').expect(401);
    await call(key.slice(4)).expect(401);
    expect((await manager.delete(`/api/release-keys/${id}`).expect(409)).body.code).toBe('release-key.revoked');
    await call(key).set('authorization', key).expect(401);
  });

  it('opens nothing else', async () => {
    const { key } = await make({ name: 'SAP' });
    for (const path of ['/api/goods-release?model=SB-100', '/api/certificates', '/api/release-keys'])
      await api.nobody().get(path).set('authorization', `Bearer ${key}`).expect(401);
  });

  it('is made and seen by managers only', async () => {
    await staff.post('/api/release-keys').send({ name: 'x' }).expect(403);
    await staff.get('/api/release-keys').expect(403);
    await guest.get('/api/release-keys').expect(403);
    await manager.post('/api/release-keys').send({ name: '' }).expect(400);
  });
});
