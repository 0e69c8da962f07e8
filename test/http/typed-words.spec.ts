import pg from 'pg';
import { newId } from '#database/db';
import type { Client } from '#database/entities/client.entity';
import { Product } from '#database/entities/product.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { makeBooking } from '../support/make-case.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let nordlicht: Client;
let ostwind: Client;
let staff: Agent;
/** Number 601, the only headlamp that comes with an adapter: neither among the newest nor the first of its words. */
const BOTH = { case: '2026-0601', certificate: 'C-0601' };

/**
 * 1,200 products, each with a case and a certificate of its number: up to 800 the odd ones are headlamps of Nordlicht GmbH,
 * the even ones adapters of Ostwind AG; from 801 on all are kettles of Ostwind. Ids come one after the other.
 */
async function fill(of: Tenant): Promise<Client[]> {
  const clients = [
    await api.make.client({ tenant: of, legalName: 'Nordlicht GmbH' }),
    await api.make.client({ tenant: of, legalName: 'Ostwind AG' }),
  ];
  const owner = new pg.Client(api.database.url);
  await owner.connect();
  const idOf = (noun: string) =>
    `(lpad(to_hex(n), 12, '0') || '-7${noun}00-8000-' || right($1::text, 12))::uuid`.replace('::text', '::uuid::text');
  const things = `from generate_series(1, 1200) n cross join lateral
    (select case when n <= 800 and n % 2 = 1 then $2::uuid else $3::uuid end as client_id) c`;
  const put = (sql: string) => owner.query(sql, [of.id, ...clients.map(({ id }) => id)]);
  await put(
    `insert into products (tenant_id, id, client_id, class_code, name, models, manufacturer, unit_key, created_at)
     select $1, ${idOf('1')}, client_id, '1109', case when n = 601 then 'Headlamp with adapter' when n > 800 then 'Kettle'
       when n % 2 = 1 then 'Headlamp' else 'Power adapter' end, '{}', 'Works', n, '2026-10-01T08:00:00Z' ${things}`,
  );
  await put(
    `insert into applications (tenant_id, id, number_year, number_seq, client_id, product_id, kind, scheme_key, reference_version,
       applicant_name, manufacturer_name, status, started_on, turn, turn_since, created_at)
     select $1, ${idOf('2')}, 2026, n, client_id, ${idOf('1')}, 'new', 'ccc-standard', 1, 'Applicant', 'Works', 'running',
       '2026-10-01', 'client', '2026-11-02', '2026-10-01T08:00:00Z' ${things}`,
  );
  await put(
    `insert into certificates (tenant_id, id, client_id, product_id, scheme, number, number_key, status, created_at)
     select $1, ${idOf('3')}, client_id, ${idOf('1')}, 'ccc', 'C-' || lpad(n::text, 4, '0'), 'C-' || lpad(n::text, 4, '0'),
       'valid', '2026-10-01T08:00:00Z' ${things}`,
  );
  await owner.query('analyze');
  await owner.end();
  return clients;
}

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  tenant = await api.make.tenant();
  [nordlicht, ostwind] = (await fill(tenant)) as [Client, Client];
  staff = await api.as(await api.make.member({ tenant, role: 'viewer' }));
  const product = await api.make.inside(tenant, () =>
    api.db.repo(Product).findOneByOrFail({ tenantId: tenant.id, name: 'Headlamp with adapter' } as never),
  );
  await makeBooking(api, { client: nordlicht, product });
}, 60_000);
afterAll(() => api.close());

const found = async (agent: Agent, q: string) =>
  ((await agent.get('/api/search').query({ q }).expect(200)).body.items as { kind: string; title: string }[]).map(
    ({ kind, title }) => `${kind} ${title}`,
  );
const ALL_OF_BOTH = [
  `case ${BOTH.case}`,
  `certificate ${BOTH.certificate}`,
  'product Headlamp with adapter',
  'booking Headlamp with adapter',
];

describe('while somebody types several words that very many have', () => {
  it.each([
    'headlamp adapter',
    'ADAPTER nordlicht',
    'gmbh adapter',
    'adapter headlamp nordlicht',
    'adap head gmb nord',
  ])('%s: what has them all is found, wherever it stands', async (q) => {
    expect(await found(staff, q)).toEqual(ALL_OF_BOTH);
  });

  it.each(['kettle headlamp', 'kettle nordlicht', 'gmbh ag', 'ag headlamp', 'gmbh ag 2026'])(
    '%s: nothing is found where nothing has them all',
    async (q) => {
      expect(await found(staff, q)).toEqual([]);
    },
  );

  it('those that meet often are found from the newest on', async () => {
    const numbers = ['1200', '1199', '1198', '1197', '1196'];
    const hits = await found(staff, 'kettle ostwind');
    expect(hits.filter((hit) => /^(case|certificate)/.test(hit))).toEqual([
      ...numbers.map((number) => `case 2026-${number}`),
      ...numbers.map((number) => `certificate C-${number}`),
    ]);
    expect(hits.filter((hit) => hit.startsWith('product'))).toHaveLength(5);
  });

  it('a year narrows cases alone', async () => {
    const newest = ['1200', '1199', '1198', '1197', '1196'].map((number) => `case 2026-${number}`);
    expect(await found(staff, '2026 kettle')).toEqual(newest);
    expect(await found(staff, '2026 kettle ag')).toEqual(newest);
    expect(await found(staff, '2026 kettle headlamp')).toEqual([]);
  });

  it('a client’s person finds its own company’s alone', async () => {
    const of = async (client: Client) => api.as(await api.make.member({ tenant, role: 'client', clientId: client.id }));
    expect((await found(await of(nordlicht), 'headlamp adapter')).sort()).toEqual([...ALL_OF_BOTH].sort());
    expect(await found(await of(ostwind), 'headlamp adapter')).toEqual([]);
  });

  it('another tenant finds its own alone, for the same words', async () => {
    const other = await api.make.tenant();
    await fill(other);
    const stranger = await api.as(await api.make.member({ tenant: other, role: 'owner' }));
    expect(await found(stranger, 'headlamp adapter')).toEqual(ALL_OF_BOTH.slice(0, 3));
    const nobody = await api.as(await api.make.member({ tenant: await api.make.tenant(), role: 'owner' }));
    expect(await found(nobody, 'headlamp adapter')).toEqual([]);
  });
});

describe('the functions that are handed the products of the words', () => {
  const NOUNS = ['applications', 'certificates', 'products', 'bookings'];
  /** As the app asks with a tenant and an audience. */
  const asked = async (sql: string, params: unknown[], tenantId: string, audience: string) => {
    const rows = await api.db.inScope({ tenantId, audience, memberId: null }, () =>
      api.db.read<{ of: unknown }>({ name: '', text: sql }, params),
    );
    return rows.map((row) => row.of);
  };

  it('give nothing of another tenant or client, whatever products they are handed', async () => {
    const [both] = (await asked(
      'select products as of from products_met($1)',
      [['headlamp', 'adapter']],
      tenant.id,
      'staff',
    )) as [string[]];
    expect(both).toHaveLength(1);
    const other = await api.make.tenant();
    for (const noun of NOUNS) {
      const typed = (tenantId: string, audience: string) =>
        asked(`select ${noun}_typed($1, 5, $2, 'adapter') as of`, [['headlamp', 'adapter'], both], tenantId, audience);
      expect([noun, (await typed(tenant.id, 'staff')).length]).toEqual([noun, 1]);
      expect([noun, await typed(other.id, 'staff')]).toEqual([noun, []]);
      expect([noun, await typed(tenant.id, ostwind.id)]).toEqual([noun, []]);
      expect([noun, await typed(tenant.id, newId())]).toEqual([noun, []]);
    }
  });

  it('tell a client’s person nothing of words of the tenant', async () => {
    const met = (audience: string) =>
      asked(
        'select row(products, rarest, rarest_of_cases)::text as of from products_met($1)',
        [['headlamp', 'adapter']],
        tenant.id,
        audience,
      );
    expect(await met(ostwind.id)).toEqual(['(,,)']);
    expect(await met('staff')).not.toEqual(['(,,)']);
    const subjects = (audience: string) =>
      asked(`select case_subjects('client', 'nordlicht') as of`, [], tenant.id, audience);
    expect(await subjects(ostwind.id)).toEqual([]);
    expect(await subjects('staff')).toEqual([nordlicht.id]);
  });
});
