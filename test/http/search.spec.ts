import type { Client } from '#database/entities/client.entity';
import { ApplicationUnit } from '#database/entities/application-unit.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { makeApplication, makeAudit, makeBooking } from '../support/make-case.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let client: Client;
let staff: Agent;

interface Hit {
  kind: string;
  id: string;
  title: string;
}

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());
beforeEach(async () => {
  tenant = await api.make.tenant();
  client = await api.make.client({
    tenant,
    legalName: 'Lindauer Lichttechnik GmbH',
    legalNameZh: '林道照明技术有限公司',
  });
  staff = await api.as(await api.make.member({ tenant, role: 'viewer' }));
});

const find = async (agent: Agent, q: string) =>
  (await agent.get('/api/search').query({ q }).expect(200)).body.items as Hit[];
const kinds = (hits: Hit[]) => hits.map(({ kind }) => kind);

describe('while somebody types', () => {
  it.each([
    ['the beginning of a name', 'lind'],
    ['another word of it', 'licht'],
    ['another case and width', 'ＬＩＮＤ'],
    ['words in any order', 'gmbh lindauer'],
    ['Chinese characters from its middle', '照明'],
    ['one Chinese character', '技'],
  ])('a client is found by %s', async (_, q) => {
    expect(await find(staff, q)).toMatchObject([
      { kind: 'client', id: client.id, title: 'Lindauer Lichttechnik GmbH', titleZh: '林道照明技术有限公司' },
    ]);
  });

  it.each([
    ['letters from inside a word', 'auer'],
    ['one word of two', 'lindauer osram'],
    ['signs without a letter', '--'],
    ['a sign of SQL', '%'],
  ])('nothing is found by %s', async (_, q) => {
    expect(await find(staff, q)).toEqual([]);
  });

  it.each([
    ['2026-0042', '2026-0042'],
    ['20260042', '2026-0042'],
    ['0042', '2026-0042'],
    ['42', '2026-0042'],
    ['2026 42', '2026-0042'],
  ])('%s finds the case %s', async (q, number) => {
    const found = await makeApplication(api, { client }, { numberSeq: 42 });
    await makeApplication(api, { client }, { numberSeq: 10042 });
    const hits = (await find(staff, q)).filter(({ kind }) => kind === 'case');
    expect(hits).toMatchObject([{ id: found.id, title: number }]);
  });

  it.each(['HL-2000/B', 'hl2000b', 'hl 2000 b', 'HL_2000', '2000', '2000/b'])(
    '%s finds the model HL-2000/B, its product, case and certificate',
    async (q) => {
      const product = await api.make.product({ client, name: 'Headlamp', models: ['X-1', 'HL-2000/B'] });
      const certificate = await api.make.certificate({ client, product });
      const application = await makeApplication(api, { client, product });
      const hits = await find(staff, q);
      expect(hits.map(({ kind, id }) => [kind, id])).toEqual([
        ['case', application.id],
        ['certificate', certificate.id],
        ['product', product.id],
      ]);
    },
  );

  it.each(['2022 0111 0910 0055', '2022011109100055', '20220111', '0910 0055', '0055'])(
    '%s finds the certificate 2022 0111 0910 0055',
    async (q) => {
      const certificate = await api.make.certificate({ client, number: '2022 0111 0910 0055' });
      expect(await find(staff, q)).toMatchObject([{ kind: 'certificate', id: certificate.id }]);
    },
  );

  it('a case is found by any unit of it, by its applicant, and by its number with its client', async () => {
    const application = await makeApplication(api, { client }, { applicantName: 'Bodensee Holding AG', numberSeq: 7 });
    const second = await api.make.product({ client, name: 'Turn signal', nameZh: '转向灯' });
    await api.make.inside(tenant, () =>
      api.db.repo(ApplicationUnit).insert({
        tenantId: tenant.id,
        applicationId: application.id,
        productId: second.id,
        clientId: client.id,
        position: 2,
      } as never),
    );
    for (const q of ['转向', 'bodensee', 'lindauer 2026-0007'])
      expect([q, kinds(await find(staff, q)).includes('case')]).toEqual([q, true]);
    expect(kinds(await find(staff, 'osram 2026-0007'))).toEqual([]);
  });

  it('factories, inspections and bookings are found by what they are about', async () => {
    const factory = await api.make.factory({
      client,
      name: 'Ningbo Works',
      nameZh: '宁波工厂',
      factoryCode: 'F492123',
    });
    const product = await api.make.product({ client, name: 'Fog lamp', factory });
    const audit = await makeAudit(api, { client, factoryId: factory.id });
    const booking = await makeBooking(api, { client, product });
    expect((await find(staff, '宁波')).map(({ kind, id }) => [kind, id])).toEqual([
      ['factory', factory.id],
      ['audit', audit.id],
    ]);
    expect(kinds(await find(staff, 'F492'))).toContain('factory');
    expect((await find(staff, 'fog')).map(({ kind, id }) => [kind, id])).toEqual([
      ['product', product.id],
      ['booking', booking.id],
    ]);
  });

  it('a changed name is found by its new words and no longer by its old ones', async () => {
    const { make, db } = api;
    const product = await make.product({ client, name: 'Headlamp', models: ['A-1'] });
    await make.inside(tenant, () =>
      db.query('update products set name = $2, models = $3 where id = $1', [product.id, 'Scheinwerfer', ['B-2']]),
    );
    expect(kinds(await find(staff, 'headlamp'))).toEqual([]);
    expect(kinds(await find(staff, 'a1'))).toEqual([]);
    expect(kinds(await find(staff, 'scheinw b2'))).toEqual(['product']);
  });

  it('five of a kind are enough, each once', async () => {
    for (let at = 1; at <= 7; at++)
      await api.make.product({ client, name: `Rear lamp ${at}`, models: ['RL-1', 'RL-2'] });
    const hits = await find(staff, 'rl');
    expect(kinds(hits)).toEqual(['product', 'product', 'product', 'product', 'product']);
    expect(new Set(hits.map(({ id }) => id)).size).toBe(5);
  });

  it('what is typed is 1 to 200 characters', async () => {
    for (const query of [{}, { q: '' }, { q: '  ' }, { q: 'x'.repeat(201) }, { q: 'x', kind: 'case' }])
      await staff.get('/api/search').query(query).expect(400);
    await api.nobody().get('/api/search').query({ q: 'x' }).expect(401);
  });
});

describe('what nobody types on purpose', () => {
  /** In the search while typing, and in the list and count of cases. */
  const everywhere = async (q: string) => {
    const list = (await staff.get('/api/applications').query({ q }).expect(200)).body.items as Hit[];
    const count = (await staff.get('/api/applications/count').query({ q }).expect(200)).body as { total: number };
    expect([q, count.total]).toEqual([q, list.length]);
    return { kinds: kinds(await find(staff, q)), cases: list.length };
  };
  const NOTHING = { kinds: [], cases: 0 };

  it.each([
    ['one word of 200 letters', 'l'.repeat(200)],
    ['200 Chinese characters', '照'.repeat(200)],
    ['a wildcard of SQL behind a beginning', 'lin%auer'],
    ['a quote and a comment', "osram' or 1=1 --"],
    ['the last character there is', `lind${String.fromCodePoint(0x10ffff)}`],
    ['a word beyond what is kept of one', `lindauer${'x'.repeat(40)}`],
    ['a face', '\u{1F600} osram'],
  ])('%s finds nothing, and does no harm', async (_, q) => {
    await makeApplication(api, { client, product: await api.make.product({ client, name: 'Headlamp' }) });
    expect(await everywhere(q)).toEqual(NOTHING);
  });

  it('fifty words are searched by the first eight', async () => {
    await makeApplication(api, { client, product: await api.make.product({ client, name: 'a b c d e f g h lamp' }) });
    const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const more = Array.from({ length: 42 }, (_, at) => `z${at}`);
    expect(await everywhere([...letters, ...more].join(' '))).toEqual({ kinds: ['case', 'product'], cases: 1 });
    expect(await everywhere([...more, ...letters].join(' '))).toEqual(NOTHING);
  });

  it.each(['lin\\%', '%lin_', "lin'", '照明 LINDAUER 技术', 'ＬＩＮＤＡＵＥＲ　照明'])(
    '%s: signs ask for nothing, and both scripts may stand in one search',
    async (q) => {
      await makeApplication(api, { client, product: await api.make.product({ client, name: 'Headlamp', models: [] }) });
      expect(await everywhere(q)).toEqual({ kinds: ['case', 'product', 'client'], cases: 1 });
    },
  );

  it.each(['lindauer照明', '照明lind'])('%s is one word, which no name has', async (q) => {
    await makeApplication(api, { client });
    expect(await everywhere(q)).toEqual(NOTHING);
  });
});

describe('the walls of the search', () => {
  it('show a client’s person its own company’s alone, and another tenant nothing', async () => {
    const { make } = api;
    const own = await make.product({ client, name: 'Zebra lamp' });
    const ownCase = await makeApplication(api, { client, product: own });
    const other = await make.client({ tenant, legalName: 'Zebra Osram GmbH' });
    const theirs = await make.product({ client: other, name: 'Zebra lamp' });
    await makeApplication(api, { client: other, product: theirs });
    await make.certificate({ client: other, product: theirs });
    await makeAudit(api, { client: other, factoryId: (await make.factory({ client: other, name: 'Zebra' })).id });
    await makeBooking(api, { client: other, product: theirs });
    const guest = await api.as(await make.member({ tenant, client }));
    expect((await find(guest, 'zebra')).map(({ kind, id }) => [kind, id])).toEqual([
      ['case', ownCase.id],
      ['product', own.id],
    ]);
    expect(await find(guest, 'zebra osram')).toEqual([]);
    expect(kinds(await find(staff, 'zebra')).sort()).toEqual(
      ['audit', 'booking', 'case', 'case', 'certificate', 'client', 'factory', 'product', 'product'].sort(),
    );
    const stranger = await api.as(await make.member({ tenant: await make.tenant(), role: 'owner' }));
    expect(await find(stranger, 'zebra')).toEqual([]);
  });
});
