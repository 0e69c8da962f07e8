import { startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('GET /api/me', () => {
  it('refuses who has no session', async () => {
    const { body } = await api.nobody().get('/api/me').expect(401);
    expect(body.code).toBe('not-signed-in');
  });

  it('says who is signed in and where they belong', async () => {
    const tenant = await api.make.tenant({ name: 'Rheinwerk Homologation' });
    const member = await api.make.member({ tenant, role: 'owner' });
    const { body } = await (await api.as(member)).get('/api/me').expect(200);
    expect(body.person).toMatchObject({ id: member.userId, email: member.email, isPlatformOwner: false });
    expect(body.memberships).toEqual([
      {
        tenantId: tenant.id,
        memberId: member.id,
        tenantName: 'Rheinwerk Homologation',
        tenantNameZh: null,
        tenantKind: 'consultancy',
        role: 'owner',
        clientId: null,
      },
    ]);
  });
});
