import pg from 'pg';
import type { Client } from '#database/entities/client.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { ApplicationPage } from '#features/applications/application-list.dto';
import type { BoardView } from '#features/work/work.dto';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let nordlicht: Client;
let ostwind: Client;
let staff: Agent;

/**
 * 5,600 cases: numbers 1 to 400 of Altmann, from 401 on the odd ones of Nordlicht (a headlamp, and a turn signal as second
 * unit), the even ones of Ostwind. Each is due a day after the one before, and its id comes after the one before.
 */
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  tenant = await api.make.tenant();
  nordlicht = await api.make.client({ tenant, legalName: 'Nordlicht GmbH', legalNameZh: '北光有限公司' });
  ostwind = await api.make.client({ tenant, legalName: 'Ostwind AG' });
  const altmann = await api.make.client({ tenant, legalName: 'Altmann KG' });
  const headlamp = await api.make.product({ client: nordlicht, name: 'Headlamp', nameZh: '前照灯', models: [] });
  const signal = await api.make.product({ client: nordlicht, name: 'Turn signal', models: [] });
  const adapter = await api.make.product({ client: ostwind, name: 'Power adapter', models: [] });
  const relay = await api.make.product({ client: altmann, name: 'Relay', models: [] });
  staff = await api.as(await api.make.member({ tenant, role: 'consultant' }));
  const owner = new pg.Client(api.database.url);
  await owner.connect();
  await owner.query(
    `insert into applications (tenant_id, id, number_year, number_seq, client_id, product_id, kind, scheme_key, reference_version,
       applicant_name, manufacturer_name, status, started_on, turn, turn_since, next_due_on, created_at)
     select $1, (lpad(to_hex(n), 12, '0') || '-7000-8000-000000000000')::uuid, 2026, n, p.client_id, p.id, 'new', 'ccc-standard', 1, k.legal_name,
       'Works', 'running', '2026-10-01', 'client', '2026-11-02', date '2027-01-01' + n, '2026-10-01T08:00:00Z'
     from generate_series(1, 5600) n
       join products p on p.tenant_id = $1 and p.id = case when n <= 400 then $2::uuid when n % 2 = 1 then $3::uuid else $4::uuid end
       join clients k on k.tenant_id = $1 and k.id = p.client_id`,
    [tenant.id, relay.id, headlamp.id, adapter.id],
  );
  await owner.query(
    `insert into application_units (tenant_id, application_id, product_id, client_id, position)
     select tenant_id, id, product_id, client_id, 1 from applications where tenant_id = $1
     union all select tenant_id, id, $2, client_id, 2 from applications where tenant_id = $1 and client_id = $3`,
    [tenant.id, signal.id, nordlicht.id],
  );
  await owner.query('analyze');
  await owner.end();
});
afterAll(() => api.close());

const page = async (agent: Agent, query: object): Promise<ApplicationPage> =>
  (await agent.get('/api/applications').query(query).expect(200)).body as ApplicationPage;

/** Last parts of the case numbers on the first two pages of three. */
async function begun(agent: Agent, query: object): Promise<number[]> {
  const first = await page(agent, { ...query, limit: 3 });
  const next = first.nextCursor ? await page(agent, { ...query, limit: 3, cursor: first.nextCursor }) : null;
  return [...first.items, ...(next?.items ?? [])].map(({ number }) => Number(number.split('-')[1]));
}

describe('the list of a tenant with very many cases of a word', () => {
  it.each([
    ['of a client', 'gmbh', [401, 403, 405, 407, 409, 411]],
    ['of a client, in Chinese', '有限公司', [401, 403, 405, 407, 409, 411]],
    ['of a product', 'headlamp', [401, 403, 405, 407, 409, 411]],
    ['of a second unit', 'signal', [401, 403, 405, 407, 409, 411]],
    ['of nearly every case itself', '2026', [1, 2, 3, 4, 5, 6]],
    ['of the oldest', 'altmann', [1, 2, 3, 4, 5, 6]],
    ['of nearly every case and of a product', '2026 adapter', [402, 404, 406, 408, 410, 412]],
    ['of a client and of its product', 'head nord', [401, 403, 405, 407, 409, 411]],
    ['of a client and of another’s product', 'gmbh adapter', []],
    ['of a client and of one case', 'ostwind 2026-0777', []],
    ['of one case', '2026-0777 nordlicht', [777]],
    ['with signs alone', '--', [1, 2, 3, 4, 5, 6]],
  ])('turns its pages in order by words %s', async (_, q, numbers) => {
    expect(await begun(staff, { q })).toEqual(numbers);
  });

  it('keeps every other filter and order', async () => {
    expect(await begun(staff, { q: 'gmbh', sort: '-number' })).toEqual([5599, 5597, 5595, 5593, 5591, 5589]);
    expect(await begun(staff, { q: 'gmbh', dueBefore: '2028-02-09' })).toEqual([401, 403]);
    expect(await begun(staff, { q: 'gmbh', clientId: ostwind.id })).toEqual([]);
    expect(await begun(staff, { q: '2026', clientId: ostwind.id })).toEqual([402, 404, 406, 408, 410, 412]);
    expect(await begun(staff, { q: '2026', status: 'certified' })).toEqual([]);
  });

  it.each([
    ['altmann', { total: 200, clients: 1, isCapped: true }],
    ['2026 altmann', { total: 200, clients: 1, isCapped: true }],
    ['gmbh', { total: 200, clients: 1, isCapped: true }],
    ['gmbh adapter', { total: 0, clients: 0, isCapped: false }],
    ['2026-0777', { total: 1, clients: 1, isCapped: false }],
  ])('counts "%s" up to two hundred', async (q, count) => {
    expect((await staff.get('/api/applications/count').query({ q }).expect(200)).body).toEqual(count);
  });

  it('makes a board of it', async () => {
    const { columns } = (await staff.get('/api/work/board').query({ by: 'turn', q: 'gmbh' }).expect(200))
      .body as BoardView;
    const filled = columns.filter(({ total }) => total > 0);
    expect(filled).toMatchObject([{ key: 'client', total: 200, isCapped: true }]);
    expect(filled[0]!.cards.map(({ number }) => number).slice(0, 2)).toEqual(['2026-0401', '2026-0403']);
  });

  it('shows a client-role session its own alone, whatever is common in the tenant', async () => {
    const client = await api.as(await api.make.member({ tenant, role: 'client', clientId: ostwind.id }));
    expect(await begun(client, { q: 'ostwind' })).toEqual([402, 404, 406, 408, 410, 412]);
    expect(await begun(client, { q: '2026' })).toEqual([402, 404, 406, 408, 410, 412]);
    expect(await begun(client, {})).toEqual([402, 404, 406, 408, 410, 412]);
    expect(await begun(client, { q: '2026-0778' })).toEqual([778]);
    expect(await begun(client, { q: 'gmbh' })).toEqual([]);
    expect(await begun(client, { q: '2026-0777' })).toEqual([]);
    expect(await begun(client, { clientId: nordlicht.id })).toEqual([]);
  });
});

describe('while somebody types a word of very many cases', () => {
  const found = async (agent: Agent, q: string) =>
    ((await agent.get('/api/search').query({ q }).expect(200)).body.items as { kind: string; title: string }[])
      .filter(({ kind }) => kind === 'case')
      .map(({ title }) => title);

  it('the newest are found', async () => {
    expect(await found(staff, 'gmbh')).toEqual(['2026-5599', '2026-5597', '2026-5595', '2026-5593', '2026-5591']);
    expect(await found(staff, '2026 ag')).toEqual(['2026-5600', '2026-5598', '2026-5596', '2026-5594', '2026-5592']);
  });

  it('those that are long past are found too', async () => {
    for (const q of ['altmann', '2026 altmann', 'altmann relay']) expect(await found(staff, q)).toHaveLength(5);
  });

  it('nothing is found by two that never meet', async () => {
    expect(await found(staff, 'gmbh adapter')).toEqual([]);
  });

  it('a client-role session finds its own alone', async () => {
    const client = await api.as(await api.make.member({ tenant, role: 'client', clientId: ostwind.id }));
    expect(await found(client, 'adapter')).toEqual(['2026-5600', '2026-5598', '2026-5596', '2026-5594', '2026-5592']);
    expect(await found(client, '2026-0778')).toEqual(['2026-0778']);
    expect(await found(client, '2026-0777')).toEqual([]);
    expect(await found(client, 'headlamp')).toEqual([]);
  });
});
