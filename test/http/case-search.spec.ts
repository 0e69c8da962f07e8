import type { Tenant } from '#database/entities/tenant.entity';
import { fillSearchedTenant, readThrough, type Searched } from '../support/searched-tenant.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let searched: Searched;
let staff: Agent;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  tenant = await api.make.tenant();
  searched = await fillSearchedTenant(api.look, tenant.id);
  staff = await api.as(await api.make.member({ tenant, role: 'viewer' }));
});
afterAll(() => api.close());

/** Typed so, they meet never, seldom, often or everywhere: through companies, goods, numbers, makers and further units. */
const TYPED = [
  'ag headlamp',
  'ag lamp',
  'AG gmbh',
  'headlamp adapter',
  'headlamp rear',
  'lamp headlamp gmbh',
  '2024 2025',
  '2025 headlamp',
  '2024 24',
  '2026 ag adapter',
  '2024 headlamp ag',
  'works nantong',
  'works gmbh 2025',
  '南通 lamp',
  '前照 ag',
  '前照 gmbh',
  '1109 1104',
  'nordlicht lindau',
  'gmbh 24 2026',
  'hl b 4',
  'hydrogen gmbh',
  'hydrogen works',
  'ag a',
  '2024 20',
  'gmbh',
  '2026',
  'kettle zzz',
] as const;

/** Every page of the list, as it comes. */
async function listed(agent: Agent, query: Record<string, unknown>): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { body } = await agent
      .get('/api/applications')
      .query({ ...query, limit: 200, cursor })
      .expect(200);
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.nextCursor as string | null;
  }
  return ids.sort();
}

const counted = async (agent: Agent, query: Record<string, unknown>) =>
  (await agent.get('/api/applications/count').query(query).expect(200)).body as { total: number; isCapped: boolean };
/** A count with words is exact up to 200. */
const count = ({ length }: string[]) => ({ total: Math.min(length, 200), isCapped: length > 200 });

describe('cases searched by several words', () => {
  it.each(TYPED)('%s: list and count are what reading every case finds', async (q) => {
    const wanted = readThrough(searched)(q.toLowerCase().split(' '));
    expect(await listed(staff, { q })).toEqual(wanted);
    expect(await listed(staff, { q, sort: '-number' })).toEqual(wanted);
    expect(await counted(staff, { q })).toMatchObject(count(wanted));
  });

  it('a client’s person finds its own company’s alone, for the same words', async () => {
    const expected = readThrough(searched);
    for (const at of [0, 1]) {
      const client = { id: searched.clientIds[at]! };
      const guest = await api.as(await api.make.member({ tenant, client: client as never }));
      const own = new Set(searched.cases.filter(({ clientId }) => clientId === client.id).map(({ id }) => id));
      for (const q of TYPED) {
        const wanted = expected(q.toLowerCase().split(' ')).filter((id) => own.has(id));
        expect([q, await listed(guest, { q })]).toEqual([q, wanted]);
        expect(await counted(guest, { q })).toMatchObject(count(wanted));
      }
    }
  });

  it('another tenant finds nothing of it, though it names the clients', async () => {
    const stranger = await api.as(await api.make.member({ tenant: await api.make.tenant(), role: 'owner' }));
    for (const q of TYPED) {
      expect(await listed(stranger, { q })).toEqual([]);
      expect(await listed(stranger, { q, clientId: searched.clientIds[0] })).toEqual([]);
    }
  });

  it('narrows what few cases have by the other filters too', async () => {
    const clientId = searched.clientIds[2]!;
    const own = new Set(searched.cases.filter((one) => one.clientId === clientId).map(({ id }) => id));
    const wanted = readThrough(searched)(['ag', 'headlamp']).filter((id) => own.has(id));
    expect(wanted.length).toBeGreaterThan(0);
    expect(await listed(staff, { q: 'ag headlamp', clientId, isOpen: 'true' })).toEqual(wanted);
    expect(await listed(staff, { q: 'ag headlamp', isOpen: 'false' })).toEqual([]);
    expect(await counted(staff, { q: 'ag headlamp', clientId })).toMatchObject({ total: wanted.length, clients: 1 });
    // of words that meet in more than are counted, the ones that another filter leaves are counted too
    const adapters = readThrough(searched)(['ag', 'adapter']);
    const [, , , other] = searched.clientIds;
    const others = adapters.filter((id) => searched.cases.find((one) => one.id === id)!.clientId === other);
    expect(others.length).toBeGreaterThan(0);
    expect(await counted(staff, { q: 'ag adapter', clientId: other })).toMatchObject({
      total: others.length,
      clients: 1,
    });
    expect(await counted(staff, { q: 'ag adapter', isOpen: 'false' })).toMatchObject({ total: 0, clients: 0 });
  });
});

describe('names of applicant and manufacturer', () => {
  const rename = (ids: readonly string[], name: string) =>
    api.look('update applications set manufacturer_name = $2 where id = any ($1::uuid[])', [ids, name]);

  it('are found by their words as long as one case has them', async () => {
    const [first, second] = searched.cases.map(({ id }) => id) as [string, string];
    await rename([first, second], 'Zephyr Werke');
    expect(await listed(staff, { q: 'zephyr' })).toEqual([first, second].sort());
    await rename([first], 'Boreas Werke');
    expect(await listed(staff, { q: 'zephyr' })).toEqual([second]);
    expect(await listed(staff, { q: 'boreas' })).toEqual([first]);
    await rename([second], 'Boreas Werke');
    expect(await listed(staff, { q: 'zephyr' })).toEqual([]);
    expect(
      await api.look(`select from search_words where tenant_id = $1 and word like 'zephyr%'`, [tenant.id]),
    ).toEqual([]);
  });
});
