import pg from 'pg';
import { newId } from '#database/db';
import { roleUrl } from '#database/roles';
import { fillSearchedTenant, readThrough, type Searched } from '../support/searched-tenant.js';
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '../support/test-server.js';

/** Words of companies, goods, models, classes, years, numbers and manufacturers. */
const WORDS = [
  'gmbh', 'ag', 'nordlicht', 'lindau', 'headlamp', 'lamp', 'rear', 'adapter', 'kettle', 'led', '前照', '电', 'edition', 'hydrogen',
  'hl', 'b', '1109', '1104', '2024', '2025', '2026', '24', '12', '4', '003', '20240', 'works', 'holding', '南', 'nant', 'zzz',
]; // prettier-ignore
const NOBODY = 'zzz';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
let here: Searched;
let foreign: Searched;

async function searchedTenant(): Promise<Searched> {
  const id = newId();
  await owner.query(
    `insert into tenants (id, kind, name, country, language, time_zone, created_at)
     values ($1, 'consultancy', 'T', 'DE', 'en', 'Europe/Berlin', '2026-11-20T09:00:00Z')`,
    [id],
  );
  return fillSearchedTenant((sql, params) => owner.query(sql, params), id);
}

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.url);
  app = new pg.Client(roleUrl(database.url, TEST_SECRET, 'app'));
  await Promise.all([owner.connect(), app.connect()]);
  here = await searchedTenant();
  foreign = await searchedTenant();
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
});

/** All of `list` in twos, or in threes of which the last stands some places behind. */
function* together(list: readonly string[], places: readonly number[]): Generator<string[]> {
  for (const [at, one] of list.entries()) {
    for (let next = at + 1; next < list.length; next++) {
      if (places.length === 0) yield [one, list[next]!];
      for (const place of places) if (list[next + place]) yield [list[next + place]!, one, list[next]!];
    }
  }
}

describe('cases that have several words', () => {
  const meeting = async ({ tenantId }: Searched, words: string[]) => {
    const { rows } = await owner.query<{ id: string }>('select applications_meeting($1, $2, null) as id', [
      tenantId,
      words,
    ]);
    return rows.map(({ id }) => id).sort();
  };

  it('are exactly those that reading every case finds, each once, for any two words', async () => {
    const expected = readThrough(here);
    const few: string[] = [];
    for (const words of together(WORDS, [])) {
      const wanted = expected(words);
      if (wanted.length > 0 && wanted.length < 40) few.push(words.join(' '));
      expect([words, await meeting(here, words)]).toEqual([words, wanted]);
    }
    // The tenant has what it is there for: words that meet seldom.
    expect(few).toEqual(expect.arrayContaining(['ag headlamp', 'gmbh hydrogen', 'ag 1109', 'nordlicht 24']));
  });

  it('are exactly those for three words', async () => {
    const expected = readThrough(here);
    for (const words of together(WORDS, [2, 7]))
      expect([words, await meeting(here, words)]).toEqual([words, expected(words)]);
  });

  it('are told up to a number, and beyond it only that there are more', async () => {
    const staff = { 'app.tenant_id': here.tenantId, 'app.audience': 'staff' };
    const wanted = readThrough(here)(['nordlicht', '24']);
    expect(await met(['NORDlicht', '24', 'nord'], wanted.length, staff)).toEqual(wanted);
    expect(await met(['nordlicht', '24'], wanted.length - 1, staff)).toBeNull();
    expect(await met(['ag', NOBODY], 0, staff)).toEqual([]);
    // one word alone is no question of meeting
    expect(await met(['headlamp', 'head'], 1000, staff)).toBeNull();
  });

  it('are not looked for where a sample has the words often', async () => {
    expect(await met(['ag', 'adapter'], 1000, { 'app.tenant_id': here.tenantId, 'app.audience': 'staff' })).toBeNull();
  });

  it('some of them are told for a count, or all where there are fewer', async () => {
    const staff = { 'app.tenant_id': here.tenantId, 'app.audience': 'staff' };
    const wanted = readThrough(here)(['nordlicht', '24']);
    const some = await met(['nordlicht', '24'], wanted.length - 1, staff, 'applications_some');
    expect(new Set(some)).toHaveProperty('size', wanted.length - 1);
    expect(wanted).toEqual(expect.arrayContaining(some!));
    expect(await met(['nordlicht', '24'], wanted.length + 1, staff, 'applications_some')).toEqual(wanted);
    expect(await met(['ag', NOBODY], 5, staff, 'applications_some')).toEqual([]);
    const client = { ...staff, 'app.audience': here.clientIds[0]! };
    expect(await met(['nordlicht', '24'], 5, client, 'applications_some')).toEqual([]);
    expect(await met(['nordlicht', '24'], 5, {}, 'applications_some')).toEqual([]);
  });

  it('are told to the team of their tenant only', async () => {
    const of = (tenant: string, audience: string) =>
      met(['nordlicht', '24'], 1000, { 'app.tenant_id': tenant, 'app.audience': audience });
    expect(await of(foreign.tenantId, 'staff')).toEqual(readThrough(foreign)(['nordlicht', '24']));
    expect(await of(here.tenantId, here.clientIds[0]!)).toEqual([]);
    expect(await of(here.tenantId, foreign.clientIds[0]!)).toEqual([]);
    expect(await met(['nordlicht', '24'], 1000, {})).toEqual([]);
    await expect(app.query('select applications_meeting($1, $2, null)', [here.tenantId, ['ag']])).rejects.toThrow(
      'permission denied',
    );
  });
});

/** As the app asks within a request of such settings. */
async function met(
  words: string[],
  most: number,
  settings: Record<string, string>,
  by: 'applications_met' | 'applications_some' = 'applications_met',
): Promise<string[] | null> {
  await app.query('begin');
  try {
    for (const [name, value] of Object.entries(settings))
      await app.query('select set_config($1, $2, true)', [name, value]);
    const { rows } = await app.query<{ ids: string[] | null }>(`select ${by}($1, $2) as ids`, [words, most]);
    return rows[0]!.ids?.sort() ?? null;
  } finally {
    await app.query('rollback');
  }
}
