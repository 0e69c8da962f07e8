import pg from 'pg';
import { newId } from '#database/db';
import { roleUrl } from '#database/roles';
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '../support/test-server.js';

const SEARCHES = ['clients_matching', 'factories_matching', 'products_matching', 'certificates_matching'] as const;
const AT = '2026-11-20T09:00:00Z';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;

/** The ids of one client company: its row, factory, product and certificate, all named "Lamp". */
interface Company {
  tenant: string;
  clients_matching: string;
  factories_matching: string;
  products_matching: string;
  certificates_matching: string;
}

async function company(tenant: string): Promise<Company> {
  const [client, factory, product, certificate] = [newId(), newId(), newId(), newId()];
  const put = (sql: string, params: unknown[]) => owner.query(sql, [tenant, ...params]);
  await put(`insert into clients (tenant_id, id, legal_name, legal_name_zh, name_key, country, created_at) values ($1, $2::uuid, 'Lamp GmbH', '照明', $2::uuid::text, 'DE', $3)`, [client, AT]); // prettier-ignore
  await put(`insert into factories (tenant_id, id, name, name_key, country, created_at) values ($1, $2::uuid, 'Lamp works 照明', 'lampworks', 'DE', $3)`, [factory, AT]); // prettier-ignore
  await put(`insert into client_factories (tenant_id, client_id, factory_id) values ($1, $2::uuid, $3)`, [
    client,
    factory,
  ]);
  await put(`insert into products (tenant_id, id, client_id, class_code, name, manufacturer, unit_key, created_at) values ($1, $2::uuid, $3, '1109', 'Lamp', 'Lamp GmbH', $2::uuid::text, $4)`, [product, client, AT]); // prettier-ignore
  await put(`insert into certificates (tenant_id, id, client_id, product_id, scheme, number, number_key, status, created_at) values ($1, $2::uuid, $3, $4, 'ccc', $2::uuid::text, $2::uuid::text, 'valid', $5)`, [certificate, client, product, AT]); // prettier-ignore
  return { tenant, clients_matching: client, factories_matching: factory, products_matching: product, certificates_matching: certificate }; // prettier-ignore
}

const KINDS = ['clients', 'factories', 'products', 'certificates'] as const;

/** As `found`, for the functions that find the beginnings of words. */
async function begun(kind: string, word: string, most: number | null, settings: Record<string, string>) {
  await app.query('begin');
  try {
    for (const [name, value] of Object.entries(settings))
      await app.query('select set_config($1, $2, true)', [name, value]);
    const { rows } = await app.query<{ id: string }>(`select ${kind}_found($1, $2) as id`, [[word], most]);
    return [...new Set(rows.map((row) => row.id))].sort();
  } finally {
    await app.query('rollback');
  }
}

async function found(search: string, pattern: string, settings: Record<string, string>): Promise<string[]> {
  await app.query('begin');
  try {
    for (const [name, value] of Object.entries(settings))
      await app.query('select set_config($1, $2, true)', [name, value]);
    const { rows } = await app.query<{ id: string }>(`select ${search}($1) as id`, [[pattern]]);
    return rows.map((row) => row.id).sort();
  } finally {
    await app.query('rollback');
  }
}

let own: Company, sibling: Company, foreign: Company;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.url);
  app = new pg.Client(roleUrl(database.url, TEST_SECRET, 'app'));
  await Promise.all([owner.connect(), app.connect()]);
  const tenants = [newId(), newId()] as const;
  for (const id of tenants) {
    await owner.query(`insert into tenants (id, kind, name, country, language, time_zone, created_at) values ($1, 'consultancy', 'T', 'DE', 'en', 'Europe/Berlin', $2)`, [id, AT]); // prettier-ignore
  }
  own = await company(tenants[0]);
  sibling = await company(tenants[0]);
  foreign = await company(tenants[1]);
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
});

describe.each(SEARCHES)('%s', (search) => {
  it.each(['%lamp%', '%照明%', '%%'])('finds %s for the staff of a tenant in that tenant alone', async (pattern) => {
    const staff = { 'app.tenant_id': own.tenant, 'app.audience': 'staff' };
    expect(await found(search, pattern, staff)).toEqual([own[search], sibling[search]].sort());
    expect(await found(search, pattern, { ...staff, 'app.tenant_id': foreign.tenant })).toEqual([foreign[search]]);
  });

  it('finds for a client-role session what is its own company’s', async () => {
    const client = { 'app.tenant_id': own.tenant, 'app.audience': own.clients_matching };
    expect(await found(search, '%%', client)).toEqual([own[search]]);
    expect(await found(search, '%%', { ...client, 'app.audience': foreign.clients_matching })).toEqual([]);
  });

  it('finds nothing while a setting is missing', async () => {
    expect(await found(search, '%%', {})).toEqual([]);
    expect(await found(search, '%%', { 'app.tenant_id': own.tenant })).toEqual([]);
    expect(await found(search, '%%', { 'app.audience': 'staff' })).toEqual([]);
  });

  it('may be called by the app role only', async () => {
    for (const role of ['sweep', 'auth', 'queue'] as const) {
      const other = new pg.Client(roleUrl(database.url, TEST_SECRET, role));
      await other.connect();
      await expect(other.query(`select ${search}(array['%%'])`)).rejects.toThrow('permission denied');
      await other.end();
    }
  });
});

describe.each(KINDS)('%s_found', (kind) => {
  const idOf = (of: Company) => of[`${kind}_matching`];

  it.each([5, null])(
    'finds the beginning of a word for the staff of a tenant in that tenant alone (at most %s)',
    async (most) => {
      const staff = { 'app.tenant_id': own.tenant, 'app.audience': 'staff' };
      for (const word of ['la', 'LAMP', 'Ｌamp'])
        expect(await begun(kind, word, most, staff)).toEqual([idOf(own), idOf(sibling)].sort());
      expect(await begun(kind, 'amp', most, staff)).toEqual([]);
      expect(await begun(kind, 'la', most, { ...staff, 'app.tenant_id': foreign.tenant })).toEqual([idOf(foreign)]);
    },
  );

  it('finds for a client-role session what is its own company’s', async () => {
    const client = { 'app.tenant_id': own.tenant, 'app.audience': own.clients_matching };
    for (const most of [5, null]) {
      expect(await begun(kind, 'la', most, client)).toEqual([idOf(own)]);
      expect(await begun(kind, 'la', most, { ...client, 'app.audience': foreign.clients_matching })).toEqual([]);
    }
  });

  it('finds nothing while a setting is missing, nor without a letter or digit', async () => {
    const staff = { 'app.tenant_id': own.tenant, 'app.audience': 'staff' };
    expect(await begun(kind, 'la', 5, {})).toEqual([]);
    expect(await begun(kind, 'la', 5, { 'app.tenant_id': own.tenant })).toEqual([]);
    expect(await begun(kind, 'la', 5, { 'app.audience': 'staff' })).toEqual([]);
    for (const word of ['', '%', '--']) expect(await begun(kind, word, 5, staff)).toEqual([]);
  });
});

describe('applications_reach', () => {
  const reach = async (words: string[], settings: Record<string, string>) => {
    await app.query('begin');
    try {
      for (const [name, value] of Object.entries(settings))
        await app.query('select set_config($1, $2, true)', [name, value]);
      return (await app.query('select * from applications_reach($1)', [words])).rows as object[];
    } finally {
      await app.query('rollback');
    }
  };

  it('tells whether a word leads to few cases, or has very many', async () => {
    const [tenant, client, product] = [newId(), newId(), newId()];
    const put = (sql: string, params: unknown[]) => owner.query(sql, [tenant, ...params]);
    await put(`insert into tenants (id, kind, name, country, language, time_zone, created_at) values ($1, 'consultancy', 'T', 'DE', 'en', 'Europe/Berlin', $2)`, [AT]); // prettier-ignore
    await put(`insert into clients (tenant_id, id, legal_name, name_key, country, created_at) values ($1, $2, 'Lamp GmbH', 'lamp', 'DE', $3)`, [client, AT]); // prettier-ignore
    await put(`insert into products (tenant_id, id, client_id, class_code, name, manufacturer, unit_key, created_at) values ($1, $2, $3, '1109', 'Mirror', 'Lamp GmbH', 'mirror', $4)`, [product, client, AT]); // prettier-ignore
    await put(
      `insert into applications (tenant_id, id, number_year, number_seq, client_id, product_id, kind, scheme_key, reference_version,
         applicant_name, manufacturer_name, status, started_on, turn, turn_since, created_at)
       select $1, gen_random_uuid(), 2026, 10000 + n, $2, $3, 'new', 'ccc-standard', 1, case when n = 1 then 'Solo' when n <= 300 then 'Several' else 'Many' end,
         'Works', 'running', '2026-10-01', 'client', '2026-11-02', $4 from generate_series(1, 5300) n`,
      [client, product, AT],
    );
    const staff = { 'app.tenant_id': tenant, 'app.audience': 'staff' };
    expect(await reach(['MANY', 'Several', 'solo', 'lamp', 'none', '2026', '1', '--'], staff)).toEqual([
      { word: '1', is_few: false, is_dense: true },
      // said by the year of the row
      { word: '2026', is_few: false, is_dense: false },
      { word: 'lamp', is_few: false, is_dense: false },
      // of many cases, but a word of their names, which are one subject
      { word: 'many', is_few: false, is_dense: false },
      { word: 'none', is_few: true, is_dense: false },
      { word: 'several', is_few: true, is_dense: false },
      { word: 'solo', is_few: true, is_dense: false },
    ]);
    // Not to who sees one company's alone, nor to another tenant.
    const few = [{ word: '1', is_few: true, is_dense: false }];
    expect(await reach(['1'], { ...staff, 'app.audience': client })).toEqual(few);
    expect(await reach(['1'], { ...staff, 'app.tenant_id': own.tenant })).toEqual(few);
    expect(await reach(['1'], {})).toEqual([]);
  });
});

describe('where a word begins', () => {
  const starts = async (text: string, isCode: boolean) =>
    (
      await owner.query<{ words: string[] }>('select search_starts($1, $2) as words', [text, isCode])
    ).rows[0]!.words.sort();

  it.each([
    ['Müller & Söhne GmbH', ['gmbh', 'muller', 'sohne']],
    ['Ｌampe Straße', ['lampe', 'strasse']],
    ['蓝星LED照明', ['led照明', '明', '星led照明', '照明', '蓝星led照明']],
    ['LED-Leuchte 12V', ['12v', 'ledleuchte', 'leuchte', 'v']],
    ['', []],
    ['· – …', []],
  ])('in the name "%s"', async (name, words) => {
    expect(await starts(name, false)).toEqual([...words].sort());
  });

  it.each([
    ['2026-0042', ['0042', '20260042', '42']],
    ['HL-2000/B', ['2000b', 'b', 'hl2000b']],
    ['HL 2000B', ['2000b', 'b', 'hl2000b']],
    ['2022 0111', ['0111', '111', '20220111']],
    ['2022011109100055', ['0055', '011109100055', '09100055', '2022011109100055']],
  ])('in the number or model "%s"', async (code, words) => {
    expect(await starts(code, true)).toEqual([...words].sort());
  });
});
