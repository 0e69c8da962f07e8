import type { Client } from '#database/entities/client.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let client: Client;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  tenant = await api.make.tenant();
  client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd', legalNameZh: '凯斯特汽车有限公司' });
  await api.make.client({ tenant, legalName: 'Somebody Else GmbH' });
});
afterAll(() => api.close());

/** Somebody of the tenant who looks as the client. */
async function looking(as: string, role: 'owner' | 'manager' | 'consultant' | 'viewer' = 'consultant'): Promise<Agent> {
  const agent = await api.as(await api.make.member({ tenant, role }));
  agent.set('homolog-view-as', as);
  return agent;
}

describe('looking with the eyes of a client', () => {
  it('is told by who one is', async () => {
    const { body } = await (await looking(client.id)).get('/api/me').expect(200);
    expect(body.viewAs).toEqual({ id: client.id, legalName: 'Kestrel Motors Ltd', legalNameZh: '凯斯特汽车有限公司' });
    const own = await api.as(await api.make.member({ tenant }));
    expect((await own.get('/api/me').expect(200)).body.viewAs).toBeNull();
  });

  it.each(['owner', 'manager', 'consultant', 'viewer'] as const)('is open to a %s', async (role) => {
    const agent = await looking(client.id, role);
    const { body } = await agent.get('/api/clients').expect(200);
    expect(body.items.map((row: { legalName: string }) => row.legalName)).toEqual(['Kestrel Motors Ltd']);
    await agent.get('/api/members').expect(403);
  });

  it('changes nothing, not even what is the person’s own', async () => {
    const agent = await looking(client.id);
    for (const request of [
      agent.post('/api/clients').send({ legalName: 'New', country: 'DE' }),
      agent.patch('/api/me').send({ name: 'Another' }),
      agent.put('/api/reminder-policies/conversion').send({ steps: [], overdue: null }),
      agent.delete(`/api/me/memberships/${tenant.id}`),
    ]) {
      const { status, body } = await request;
      expect([status, body.code]).toEqual([403, 'view-as.read-only']);
    }
  });

  it('finds no client of another tenant, and nothing that is no client', async () => {
    const theirs = await api.make.client();
    for (const id of [theirs.id, tenant.id, 'kestrel', '']) {
      const agent = await looking(id);
      for (const path of ['/api/clients', '/api/today', '/api/me'])
        expect((await agent.get(path)).body).toMatchObject({ status: 404, code: 'not-found' });
    }
  });

  it('is not open to a client, not even for its own company', async () => {
    const agent = await api.as(await api.make.member({ tenant, client }));
    agent.set('homolog-view-as', client.id);
    for (const path of ['/api/clients', '/api/me'])
      expect((await agent.get(path)).body).toMatchObject({ status: 403, code: 'forbidden' });
  });
});
