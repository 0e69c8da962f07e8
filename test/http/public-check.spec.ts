import type { Client } from '#database/entities/client.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let client: Client;
let manager: Agent;
let ip = 0;

beforeAll(async () => {
  // Behind a proxy, so that each test may call from an address of its own.
  api = await startApi({ clock: '2026-11-20T15:30:00Z', env: { HOMOLOG_TRUST_PROXY: '1' } });
});
beforeEach(async () => {
  tenant = await api.make.tenant();
  client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
  manager = await api.as(await api.make.member({ tenant, role: 'manager' }));
  ip += 1;
});
afterAll(() => api.close());

const allow = async (hasPublicChecks = true, agent = manager) => {
  const { body } = await agent.get('/api/tenant').expect(200);
  return agent.patch('/api/tenant').send({ version: body.version, hasPublicChecks }).expect(200);
};
/** The address of a check as a path of the api. */
const ask = (address: string, from = `198.51.100.${ip}`) =>
  api
    .nobody()
    .get(`/api/public/checks/${address.split('/').at(-1)}`)
    .set('x-forwarded-for', from);
const switchOn = async (id: string, agent = manager): Promise<string> =>
  (await agent.post(`/api/certificates/${id}/check`).expect(200)).body.address as string;

/** What a refusal says, without the number of the request. */
const told = ({ body }: { body: Record<string, unknown> }) => ({ ...body, requestId: '' });

describe('a public check', () => {
  it('tells whoever has the address status and validity of one certificate, and nothing else', async () => {
    await allow();
    const { id } = await api.make.certificate({ client, number: '2024011109000001' });
    const address = await switchOn(id);
    expect(address).toMatch(/^http:\/\/localhost:\d+\/check\/[A-Za-z0-9_-]{22}$/);
    const answer = await ask(address).expect(200);
    expect(answer.body).toEqual({
      number: '2024011109000001',
      scheme: 'ccc',
      status: 'valid',
      statusOn: null,
      issuedOn: '2024-01-31',
      validUntil: '2029-01-30',
      answeredAt: expect.stringMatching(/^2026-11-20T15:3\d:\d\d\.\d{3}Z$/),
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text).not.toContain('Lindauer');
  });

  it('tells since when a certificate is suspended', async () => {
    await allow();
    const { id } = await api.make.certificate({ client });
    const address = await switchOn(id);
    await manager
      .post(`/api/certificates/${id}/suspension`)
      .send({ reason: 'By the body', on: '2026-11-02' })
      .expect(201);
    expect((await ask(address).expect(200)).body).toMatchObject({ status: 'suspended', statusOn: '2026-11-02' });
    expect((await ask(address)).text).not.toContain('By the body');
  });

  it('tells a certificate as expired once its last valid day has passed in China, recorded or not', async () => {
    await allow();
    const { id } = await api.make.certificate({ client, validUntil: '2026-11-20' });
    const address = await switchOn(id);
    expect((await ask(address).expect(200)).body).toMatchObject({ status: 'valid', statusOn: null });
    // 23:59 and 00:00 in China
    const at = jest.spyOn(api.clock, 'now');
    at.mockReturnValue(new Date('2026-11-20T15:59:59Z'));
    expect((await ask(address)).body.status).toBe('valid');
    at.mockReturnValue(new Date('2026-11-20T16:00:00Z'));
    const { body } = await ask(address);
    at.mockRestore();
    expect(body).toMatchObject({ status: 'expired', statusOn: '2026-11-21', validUntil: '2026-11-20' });
  });

  it('answers an unknown address, one that is off and one of a tenant without checks alike', async () => {
    await allow();
    const { id } = await api.make.certificate({ client });
    const address = await switchOn(id);
    const unknown = await ask(`${address.slice(0, -22)}${'A'.repeat(22)}`).expect(404);
    expect(told(unknown)).toEqual({
      type: 'urn:homolog:problem:not-found',
      title: 'Not found',
      status: 404,
      code: 'not-found',
      detail: expect.any(String),
      requestId: '',
    });
    await manager.delete(`/api/certificates/${id}/check`).expect(200, { isAllowed: true, isOn: false, address: null });
    expect(told(await ask(address).expect(404))).toEqual(told(unknown));
    expect(await switchOn(id)).toBe(address);
    await ask(address).expect(200);
    await allow(false);
    expect(told(await ask(address).expect(404))).toEqual(told(unknown));
    await allow();
    await ask(address).expect(200);
  });

  it.each(['x', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}%27`, '..%2F..%2Fme'])(
    'is not found at %s',
    async (token) => {
      await ask(`/${token}`).expect(404);
    },
  );

  it('needs no tenant and no session, and a header of another tenant changes nothing', async () => {
    await allow();
    const address = await switchOn((await api.make.certificate({ client })).id);
    const stranger = await api.as(await api.make.member({}));
    const path = `/api/public/checks/${address.split('/').at(-1)}`;
    const there = await stranger.get(path).set('x-forwarded-for', `198.51.100.${ip}`).expect(200);
    const bare = await ask(address).set('homolog-tenant', 'nonsense').expect(200);
    expect({ ...there.body, answeredAt: '' }).toEqual({ ...bare.body, answeredAt: '' });
  });

  it('is answered sixty times a minute to one address, and to another one all the same', async () => {
    const answers: number[] = [];
    for (let at = 0; at < 61; at += 1) answers.push((await ask('/nowhere')).status);
    expect(answers).toEqual([...Array<number>(60).fill(404), 429]);
    const refused = await ask('/nowhere').expect(429);
    expect(refused.body.code).toBe('too-many-requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    await ask('/nowhere', '203.0.113.9').expect(404);
  });
});

describe('the address of a check', () => {
  it('is switched on by managers of a tenant that has public checks', async () => {
    const { id } = await api.make.certificate({ client });
    await manager.get(`/api/certificates/${id}/check`).expect(200, { isAllowed: false, isOn: false, address: null });
    const { body } = await manager.post(`/api/certificates/${id}/check`).expect(409);
    expect(body.code).toBe('public-check.not-allowed');
    await allow();
    const consultant = await api.as(await api.make.member({ tenant }));
    await consultant.post(`/api/certificates/${id}/check`).expect(403);
    await consultant.delete(`/api/certificates/${id}/check`).expect(403);
    const address = await switchOn(id);
    await consultant.get(`/api/certificates/${id}/check`).expect(200, { isAllowed: true, isOn: true, address });
    const guest = await api.as(await api.make.member({ client }));
    await guest.get(`/api/certificates/${id}/check`).expect(200, { isAllowed: true, isOn: true, address });
  });

  it('is another for each certificate, the same when switched on twice, and each change is told once', async () => {
    await allow();
    const [one, two] = [await api.make.certificate({ client }), await api.make.certificate({ client })];
    const [first, again, other] = [await switchOn(one.id), await switchOn(one.id), await switchOn(two.id)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    await manager.delete(`/api/certificates/${one.id}/check`).expect(200);
    await manager.delete(`/api/certificates/${one.id}/check`).expect(200);
    await manager.delete(`/api/certificates/${(await api.make.certificate({ client })).id}/check`).expect(200);
    const { body } = await manager.get(`/api/events?certificateId=${one.id}`).expect(200);
    expect(body.items.map(({ what }: { what: string }) => what)).toEqual([
      'certificate.check-switched-off',
      'certificate.check-switched-on',
    ]);
  });

  it('belongs to a setting of the tenant that only managers change', async () => {
    const consultant = await api.as(await api.make.member({ tenant }));
    const { body } = await consultant.get('/api/tenant').expect(200);
    expect(body.hasPublicChecks).toBe(false);
    await consultant.patch('/api/tenant').send({ version: body.version, hasPublicChecks: true }).expect(403);
    await manager.patch('/api/tenant').send({ version: body.version, hasPublicChecks: 'yes' }).expect(400);
    expect((await allow()).body.hasPublicChecks).toBe(true);
  });
});
