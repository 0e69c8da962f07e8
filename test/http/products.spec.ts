import { newId } from '#database/db';
import type { Client } from '#database/entities/client.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { ProductsService } from '#features/products/products.service';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

async function consultancy(): Promise<{ tenant: Tenant; client: Client; agent: Agent }> {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
  return { tenant, client, agent: await api.as(await api.make.member({ tenant, name: 'Lena Weiss' })) };
}

const lamp = { classCode: '1109', name: 'Rear combination lamp', nameZh: '后组合灯', models: ['RL-480', 'RL-481'], standard: 'GB 5920-2024' }; // prettier-ignore
const ids = (body: { items: { id: string }[] }) => body.items.map((row) => row.id);

describe('products', () => {
  it('are added with class, models and factory, made by the client unless another maker is named', async () => {
    const { client, agent } = await consultancy();
    const factory = await api.make.factory({ client, name: 'Works Lindau' });
    const { body } = await agent.post('/api/products').send({ ...lamp, clientId: client.id, factoryId: factory.id }).expect(201); // prettier-ignore
    expect(body).toMatchObject({
      name: 'Rear combination lamp',
      nameZh: '后组合灯',
      manufacturer: 'Lindauer Lichttechnik GmbH',
      models: ['RL-480', 'RL-481'],
      standard: 'GB 5920-2024',
      class: { code: '1109', nameEn: 'External lighting of motor vehicles', isConverting: true },
      client: { id: client.id, legalName: 'Lindauer Lichttechnik GmbH' },
      factory: { id: factory.id, name: 'Works Lindau' },
      certificates: [],
      version: 1,
    });
    const { body: history } = await agent.get(`/api/events?productId=${body.id}`);
    expect(history.items).toMatchObject([{ what: 'product.added', clientId: client.id }]);
  });

  it('are one certification unit once', async () => {
    const { client, agent } = await consultancy();
    const add = (change: object) => agent.post('/api/products').send({ ...lamp, clientId: client.id, ...change });
    const { body: first } = await add({}).expect(201);
    const { body } = await add({ name: 'Tail lamp', models: ['rl-481', 'RL-480 '] }).expect(409);
    expect(body).toMatchObject({ code: 'product.unit-taken', facts: { productId: first.id } });
    const { body: other } = await add({ models: ['RL-482'] }).expect(201);
    await agent
      .patch(`/api/products/${other.id}`)
      .send({ version: 1, models: ['RL-480', 'RL-481'] })
      .expect(409);
  });

  it.each([
    ['clientId', { clientId: undefined }],
    ['classCode', { classCode: '11-09' }],
    ['classCode', { classCode: '1999' }],
    ['name', { name: ' ' }],
    ['models', { models: 'RL-480' }],
    ['models', { models: ['RL-480', ' '] }],
    ['models', { models: Array.from({ length: 201 }, (_, index) => `RL-${index}`) }],
    ['manufacturer', { manufacturer: 7 }],
    ['unitKey', { unitKey: 'x' }],
  ])('are refused with a wrong %s', async (field, change) => {
    const { client, agent } = await consultancy();
    const { body } = await agent
      .post('/api/products')
      .send({ ...lamp, clientId: client.id, ...change })
      .expect(400);
    expect(body.errors[0].field).toBe(field);
  });

  it('are made in a factory of their client', async () => {
    const { tenant, client, agent } = await consultancy();
    const other = await api.make.factory({ client: await api.make.client({ tenant }) });
    const { body } = await agent
      .post('/api/products')
      .send({ ...lamp, clientId: client.id, factoryId: other.id })
      .expect(409);
    expect(body.code).toBe('factory.of-another-client');
    const product = await api.make.product({ client });
    await agent.patch(`/api/products/${product.id}`).send({ version: 1, factoryId: other.id }).expect(409);
    await agent.patch(`/api/products/${product.id}`).send({ version: 1, factoryId: null }).expect(200);
  });

  it('are edited by one person at a time', async () => {
    const { client, agent } = await consultancy();
    const product = await api.make.product({ client, standard: 'GB 4785-2019' });
    const { body } = await agent.patch(`/api/products/${product.id}`).send({ version: 1, standard: 'GB 4785-2024', models: ['M-1', 'M-2'] }).expect(200); // prettier-ignore
    expect(body).toMatchObject({ standard: 'GB 4785-2024', models: ['M-1', 'M-2'], version: 2 });
    const { body: stale } = await agent
      .patch(`/api/products/${product.id}`)
      .send({ version: 1, name: 'X' })
      .expect(409);
    expect(stale.facts.changed).toMatchObject({ standard: { from: 'GB 4785-2019', to: 'GB 4785-2024', by: 'Lena Weiss' }, models: { from: ['M-1'], to: ['M-1', 'M-2'] } }); // prettier-ignore
    expect(Object.keys(stale.facts.changed).sort()).toEqual(['models', 'standard']);
    await agent.patch(`/api/products/${product.id}`).send({ version: 2, clientId: newId() }).expect(400);
    await agent.patch(`/api/products/${product.id}`).send({ version: 2, name: null }).expect(400);
  });

  it('are listed, narrowed and found', async () => {
    const { tenant, client, agent } = await consultancy();
    const other = await api.make.client({ tenant, legalName: 'Hoshikawa Glass Co., Ltd.', legalNameZh: '星川玻璃株式会社' }); // prettier-ignore
    const mirror = await api.make.product({ client, classCode: '1110', name: 'Exterior mirror', nameZh: '外后视镜', models: ['EX-847'] }); // prettier-ignore
    const glass = await api.make.product({ client: other, classCode: '1301', name: 'Windscreen', models: ['LA-318'] });
    await api.make.certificate({ client, product: mirror, nextDueOn: '2027-01-09' });
    await api.make.certificate({ client, product: mirror, status: 'revoked' });
    const list = async (query: Record<string, string>) => ids((await agent.get('/api/products').query(query).expect(200)).body); // prettier-ignore
    const { body } = await agent.get('/api/products').expect(200);
    expect(body.items).toMatchObject([
      { id: mirror.id, clientName: 'Lindauer Lichttechnik GmbH', certificatesLive: 1, nextDueOn: '2027-01-09' },
      { id: glass.id, clientNameZh: '星川玻璃株式会社', certificatesLive: 0, nextDueOn: null },
    ]);
    expect(await list({ clientId: other.id })).toEqual([glass.id]);
    expect(await list({ classCode: '1110' })).toEqual([mirror.id]);
    expect(await list({ factoryId: mirror.factoryId! })).toEqual([mirror.id]);
    expect(await list({ q: 'ex-8' })).toEqual([mirror.id]);
    expect(await list({ q: '后视' })).toEqual([mirror.id]);
    expect(await list({ q: 'hoshikawa windscreen' })).toEqual([glass.id]);
    expect(await list({ q: 'hoshikawa mirror' })).toEqual([]);
    for (const sort of ['name', '-createdAt']) {
      const first = (await agent.get(`/api/products?limit=1&sort=${sort}`)).body;
      const second = (await agent.get(`/api/products?limit=1&sort=${sort}&cursor=${first.nextCursor}`)).body;
      expect(new Set([...ids(first), ...ids(second)])).toEqual(new Set([mirror.id, glass.id]));
      expect(second.nextCursor).toBeNull();
    }
    await agent.get('/api/products?sort=client').expect(400);
    await agent.get('/api/products?models=x').expect(400);
  });

  it('name their certificates', async () => {
    const { client, agent } = await consultancy();
    const product = await api.make.product({ client });
    const certificate = await api.make.certificate({ client, product, number: '42' });
    const { body } = await agent.get(`/api/products/${product.id}`).expect(200);
    expect(body.certificates).toMatchObject([{ id: certificate.id, number: '42', scheme: 'ccc', status: 'valid' }]);
  });

  it.each([
    ['the inspection of a suspended certificate', { status: 'suspended', nextDueOn: '2028-07-23' }, '2026-11-16'],
    ['the certificate when it is due before the inspection', { nextDueOn: '2026-11-02' }, '2026-11-02'],
    ['the inspection when the certificate owes nothing', {}, '2026-11-16'],
    ['no inspection for an ended certificate', { status: 'revoked' }, null],
    ['no inspection for a declaration', { scheme: 'ccc-self-declaration-b', nextDueOn: '2026-12-31' }, '2026-12-31'],
  ] as const)('owe next: %s', async (_what, fields, nextDueOn) => {
    const { client, agent } = await consultancy();
    const product = await api.make.product({ client, factory: null });
    const factory = await api.make.factory({ client, nextDueOn: '2026-11-16' });
    await api.make.certificate({ client, product, factory, ...fields });
    expect((await agent.get(`/api/products/${product.id}`).expect(200)).body.nextDueOn).toBe(nextDueOn);
    expect((await agent.get('/api/products').expect(200)).body.items).toMatchObject([{ id: product.id, nextDueOn }]);
  });

  it('are added set-based with one event each', async () => {
    const { tenant, client, agent } = await consultancy();
    const id = newId();
    const row = { ...lamp, id, clientId: client.id, factoryId: null, manufacturer: 'Lindauer' };
    await api.make.inside(tenant, () => api.app.get(ProductsService).addMany([row], null));
    expect((await agent.get(`/api/products/${id}`).expect(200)).body).toMatchObject({ models: ['RL-480', 'RL-481'] });
    expect((await agent.get(`/api/events?productId=${id}`)).body.items).toHaveLength(1);
    await agent
      .post('/api/products')
      .send({ ...lamp, clientId: client.id })
      .expect(409);
  });
});

describe('the catalogue', () => {
  it('names its classes and which of them are converted', async () => {
    const { agent } = await consultancy();
    const { body } = await agent.get('/api/catalogue-classes').expect(200);
    const code = (wanted: string) => body.items.find((item: { code: string }) => item.code === wanted);
    expect(code('1104')).toMatchObject({ nameDe: 'Sicherheitsgurte', nameZh: '汽车安全带', isConverting: true });
    expect(code('1201')).toMatchObject({ isConverting: false });
  });
});

describe('who may', () => {
  it('refuses who is not signed in', async () => {
    const product = await api.make.product();
    const nobody = api.nobody();
    await nobody.get('/api/products').expect(401);
    await nobody.get('/api/catalogue-classes').expect(401);
    await nobody.get(`/api/products/${product.id}`).expect(401);
    await nobody
      .post('/api/products')
      .send({ ...lamp, clientId: product.clientId })
      .expect(401);
    await nobody.patch(`/api/products/${product.id}`).send({ version: 1, name: 'X' }).expect(401);
    await nobody
      .post(`/api/products/${product.id}/reclassification`)
      .send({ version: 1, classCode: '1104' })
      .expect(401);
  });

  it('lets viewers and clients read and nothing more', async () => {
    const { tenant, client } = await consultancy();
    const product = await api.make.product({ client });
    for (const member of [
      await api.make.member({ tenant, role: 'viewer' }),
      await api.make.member({ tenant, client }),
    ]) {
      const agent = await api.as(member);
      expect(ids((await agent.get('/api/products').expect(200)).body)).toEqual([product.id]);
      await agent.get(`/api/products/${product.id}`).expect(200);
      await agent
        .post('/api/products')
        .send({ ...lamp, clientId: client.id })
        .expect(403);
      await agent.patch(`/api/products/${product.id}`).send({ version: 1, name: 'X' }).expect(403);
    }
  });

  it('neither shows nor changes what belongs to another tenant or, for a client, to another client', async () => {
    const { tenant, client, agent } = await consultancy();
    const foreign = await api.make.product({ name: 'Foreign lamp' });
    await agent.get(`/api/products/${foreign.id}`).expect(404);
    await agent.patch(`/api/products/${foreign.id}`).send({ version: 1, name: 'X' }).expect(404);
    await agent
      .post('/api/products')
      .send({ ...lamp, clientId: foreign.clientId })
      .expect(404);
    await agent
      .post('/api/products')
      .send({ ...lamp, clientId: client.id, factoryId: foreign.factoryId })
      .expect(404);
    expect(ids((await agent.get('/api/products?q=foreign').expect(200)).body)).toEqual([]);
    expect(await api.look('select name, version from products where id = $1', [foreign.id])).toEqual([{ name: 'Foreign lamp', version: 1 }]); // prettier-ignore
    const ofOther = await api.make.product({ client: await api.make.client({ tenant }), name: 'Lamp of another' });
    const asClient = await api.as(await api.make.member({ tenant, client }));
    await asClient.get(`/api/products/${ofOther.id}`).expect(404);
    expect(ids((await asClient.get('/api/products?q=lamp').expect(200)).body)).toEqual([]);
    expect(ids((await asClient.get(`/api/products?clientId=${ofOther.clientId}`).expect(200)).body)).toEqual([]);
  });
});
