import pg from 'pg';
import { loadReference } from '#database/reference/load-reference';
import { shippedRecords } from '#database/reference/read-book';
import { ReferenceStore } from '#database/reference/reference-store';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let owner: Agent;
let anyone: Agent;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z', env: { HOMOLOG_PLATFORM_OWNER: 'platform@example.test' } });
  owner = await api.as(await api.make.person({ email: 'platform@example.test' }));
  anyone = await api.as(await api.make.person({ email: 'reader@example.test' }));
});
afterAll(() => api.close());

/** As a notice would say it; the days are made up for the test. */
const YEAR_2027 = `
kind: calendar-year
records:
  - key: CN-2027
    country: CN
    year: 2027
    validFrom: '2027-01-01'
    validTo: '2027-12-31'
    certainty: official
    status: official
    source: State Council notice of 25 November 2026 (test)
    holidays:
      - { from: '2027-01-01', to: '2027-01-03', name: New Year }
      - { from: '2027-02-05', to: '2027-02-11', name: Spring Festival }
    makeUp: ['2027-02-13']
`;

const LABORATORY = (key: string, more = '') => `
kind: laboratory
records:
  - key: ${key}
    names: { en: Test House, zh: 检测所, de: Prüfhaus }
    cccDesignated: unknown
    cnas: unknown
    cma: unknown
    certainty: unverified
    source: https://example.test/${key}
${more}`;

const send = (agent: Agent, content: string, more: object = {}) =>
  agent.post('/api/reference/publications').send({ fileName: 'test.yaml', content, isDryRun: true, ...more });

const newest = async (): Promise<number> =>
  (await anyone.get('/api/reference/versions?limit=1').expect(200)).body.items[0].number as number;

/** Publishes on the newest version. */
const publish = async (content: string, more: object = {}) =>
  send(owner, content, { isDryRun: false, basedOnVersion: await newest(), ...more });

/** What a bad upload must leave as it is. */
const inForce = async () => ({
  version: await newest(),
  rules: (await anyone.get('/api/reference/rules').expect(200)).body,
  records: (await api.look('select md5(string_agg(r::text, chr(10) order by id)) as md5 from reference_records r'))[0],
});

describe('GET /api/reference/versions', () => {
  it('tells everybody what was published, the newest first, and only the platform owner by whom', async () => {
    await api.nobody().get('/api/reference/versions').expect(401);
    await publish(LABORATORY('versions-1'), { fileName: 'labs.yaml', note: 'One more' }).then((answer) =>
      expect(answer.status).toBe(200),
    );
    const number = await newest();
    const { items } = (await anyone.get('/api/reference/versions').expect(200)).body;
    expect(items[0]).toEqual({
      number,
      origin: 'upload',
      note: 'One more',
      publishedAt: expect.stringMatching(/^2026-11-20T/),
      fileName: null,
      publishedBy: null,
      kinds: [{ kind: 'laboratory', added: 1, changed: 0, removed: 0 }],
    });
    expect(items.at(-1)).toMatchObject({ number: 1, origin: 'release', note: null, publishedBy: null });
    const [mine] = (await owner.get('/api/reference/versions').expect(200)).body.items;
    expect(mine).toMatchObject({ fileName: 'labs.yaml', publishedBy: 'platform@example.test' });
  });

  it('comes page by page', async () => {
    await publish(LABORATORY('versions-2')).then(({ status }) => expect(status).toBe(200));
    const first = (await anyone.get('/api/reference/versions?limit=1').expect(200)).body;
    const second = (await anyone.get(`/api/reference/versions?limit=1&cursor=${first.nextCursor}`).expect(200)).body;
    expect(second.items[0].number).toBe(first.items[0].number - 1);
    const last = (await anyone.get('/api/reference/versions?cursor=2').expect(200)).body;
    expect(last).toMatchObject({ items: [{ number: 1 }], nextCursor: null });
    for (const cursor of ['0', '-1', 'x', '99999999999', '1.5'])
      expect((await anyone.get(`/api/reference/versions?cursor=${cursor}`).expect(400)).body.code).toBe(
        'invalid-cursor',
      );
  });

  it('shows one with each record it changed, by name and source', async () => {
    await publish(LABORATORY('versions-3')).then(({ status }) => expect(status).toBe(200));
    const added = (await anyone.get(`/api/reference/versions/${await newest()}`).expect(200)).body;
    expect(added.changes).toEqual([
      {
        kind: 'laboratory',
        key: 'versions-3',
        validFrom: null,
        change: 'added',
        fields: [],
        names: { en: 'Test House', zh: '检测所', de: 'Prüfhaus' },
        source: 'https://example.test/versions-3',
      },
    ]);
    await publish('kind: laboratory\nrecords: [{ key: versions-3, remove: true }]').then(({ status }) =>
      expect(status).toBe(200),
    );
    const removed = (await anyone.get(`/api/reference/versions/${await newest()}`).expect(200)).body;
    expect(removed.changes).toMatchObject([
      { key: 'versions-3', change: 'removed', names: { de: 'Prüfhaus' }, source: 'https://example.test/versions-3' },
    ]);
    for (const number of ['0', '999999', 'x', '-1', '99999999999'])
      await anyone.get(`/api/reference/versions/${number}`).expect(404);
  });
});

describe('GET /api/reference/records', () => {
  it('gives the records of a kind as any version had them', async () => {
    const before = await newest();
    await publish(LABORATORY('records-1')).then(({ status }) => expect(status).toBe(200));
    const keys = async (query: string) =>
      (await anyone.get(`/api/reference/records?kind=laboratory${query}`).expect(200)).body.items.map(
        ({ key }: { key: string }) => key,
      );
    expect(await keys('')).toContain('records-1');
    expect(await keys(`&version=${before}`)).not.toContain('records-1');
    const { items } = (await anyone.get('/api/reference/records?kind=laboratory').expect(200)).body;
    expect(items.find(({ key }: { key: string }) => key === 'records-1')).toMatchObject({
      validFrom: null,
      validTo: null,
      source: 'https://example.test/records-1',
      origin: 'upload',
      sinceVersion: before + 1,
      fields: { key: 'records-1', cnas: 'unknown' },
    });
  });

  it('refuses what is no kind and finds no version that never was', async () => {
    await api.nobody().get('/api/reference/records?kind=class').expect(401);
    await anyone.get('/api/reference/records').expect(400);
    await anyone.get('/api/reference/records?kind=klass').expect(400);
    for (const version of ['0', '1.5', 'x', '99999999999'])
      await anyone.get(`/api/reference/records?kind=class&version=${version}`).expect(400);
    await anyone.get('/api/reference/records?kind=class&version=999999').expect(404);
  });
});

describe('POST /api/reference/publications', () => {
  it('is for the platform owner: for others it is not there', async () => {
    const before = await inForce();
    const tenant = await api.as(await api.make.member({ role: 'owner' }));
    for (const isDryRun of [true, false]) {
      await send(api.nobody(), YEAR_2027, { isDryRun }).expect(401);
      await send(anyone, YEAR_2027, { isDryRun, basedOnVersion: before.version }).expect(404);
      await send(tenant, YEAR_2027, { isDryRun, basedOnVersion: before.version }).expect(404);
    }
    expect(await inForce()).toEqual(before);
  });

  it('tells in a dry run what would change, field by field, and writes nothing', async () => {
    const before = await inForce();
    const { body } = await send(owner, YEAR_2027).expect(200);
    expect(body).toMatchObject({ isDryRun: true, basedOnVersion: before.version, version: before.version + 1 });
    expect(body.changes).toHaveLength(1);
    const [change] = body.changes;
    expect(change).toMatchObject({ kind: 'calendar-year', key: 'CN-2027', validFrom: '2027-01-01', change: 'changed' });
    const byField = new Map(change.fields.map((field: { field: string }) => [field.field, field]));
    expect(byField.get('status')).toEqual({ field: 'status', before: 'unpublished', after: 'official' });
    expect(byField.get('makeUp')).toEqual({ field: 'makeUp', before: null, after: ['2027-02-13'] });
    expect([...byField.keys()].sort()).toEqual(['holidays', 'makeUp', 'source', 'status']);
    expect(await inForce()).toEqual(before);
  });

  it('publishes what the dry run showed: days are counted with it at once, and tenants are behind', async () => {
    const tenant = await api.make.tenant();
    await api.look('update tenants set reference_version = $1 where id = $2', [await newest(), tenant.id]);
    const add = async () =>
      (
        await anyone
          .post('/api/calendar/add')
          .send({ country: 'CN', day: '2026-12-31', count: 1, unit: 'working-days' })
          .expect(200)
      ).body;
    expect(await add()).toMatchObject({ result: '2027-01-04', isProvisional: true });
    const dry = (await send(owner, YEAR_2027).expect(200)).body;
    const { body } = await send(owner, YEAR_2027, { isDryRun: false, basedOnVersion: dry.basedOnVersion }).expect(200);
    expect(body).toEqual({ ...dry, isDryRun: false });
    expect(await newest()).toBe(dry.basedOnVersion + 1);
    expect(await add()).toMatchObject({ result: '2027-01-04', isProvisional: false });
    const { reference } = (await owner.get('/api/operations').expect(200)).body;
    expect(reference).toMatchObject({ version: body.version, staleTenants: reference.tenants });
  });

  it('makes no version of a file that says what holds already', async () => {
    await publish(LABORATORY('same')).then(({ status }) => expect(status).toBe(200));
    const version = await newest();
    expect((await publish(LABORATORY('same'))).body).toMatchObject({ version, changes: [] });
    expect((await send(owner, LABORATORY('same')).expect(200)).body).toMatchObject({ version, changes: [] });
    expect(await newest()).toBe(version);
  });

  it('refuses to publish on a version that is no longer the newest', async () => {
    const basedOnVersion = await newest();
    await publish(LABORATORY('stale-1')).then(({ status }) => expect(status).toBe(200));
    const before = await inForce();
    const { body } = await send(owner, LABORATORY('stale-2'), { isDryRun: false, basedOnVersion }).expect(409);
    expect(body).toMatchObject({ code: 'reference.stale-version', facts: { basedOnVersion, newest: before.version } });
    expect(await inForce()).toEqual(before);
  });

  it('lets one of two publications on the same version through', async () => {
    const basedOnVersion = await newest();
    const answers = await Promise.all(
      ['race-1', 'race-2'].map((key) => send(owner, LABORATORY(key), { isDryRun: false, basedOnVersion })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await newest()).toBe(basedOnVersion + 1);
  });

  it('says so when days are being counted for too long, and publishes nothing', async () => {
    const before = await inForce();
    const tenant = await api.make.tenant();
    let done = () => {};
    let begun = () => {};
    const isCounting = new Promise<void>((resolve) => (begun = resolve));
    const counting = api.make.inside(tenant, async () => {
      await api.app.get(ReferenceStore).current();
      begun();
      await new Promise<void>((resolve) => (done = resolve));
    });
    await isCounting;
    try {
      const { status, body } = await send(owner, LABORATORY('busy'), {
        isDryRun: false,
        basedOnVersion: before.version,
      });
      expect([status, body.code]).toEqual([409, 'reference.busy']);
    } finally {
      done();
      await counting;
    }
    expect(await inForce()).toEqual(before);
  }, 30_000);

  it('keeps what was uploaded when a release brings other data', async () => {
    await publish(LABORATORY('kept')).then(({ status }) => expect(status).toBe(200));
    const client = new pg.Client({ connectionString: api.database.url });
    await client.connect();
    const records = shippedRecords().filter(({ key }) => key !== 'CN-2025');
    await loadReference(client, () => {}, records).finally(() => client.end());
    const { items } = (await anyone.get('/api/reference/records?kind=laboratory').expect(200)).body;
    expect(items.map(({ key }: { key: string }) => key)).toContain('kept');
  });
});

describe('a bad upload', () => {
  const CLASS = `
kind: class
records:
  - key: '1199'
    code: '1199'
    names: { en: Sirens, zh: 警报器, de: Sirenen }
    certainty: secondary
    source: Announcement 99 of 2026
`;
  const BOMB = `kind: laboratory
records:
  - &a { key: x }
  - *a
`;
  const cases: [string, string, string | RegExp, RegExp][] = [
    ['a record without source', LABORATORY('bad').replace(/ {4}source.*\n/, ''), 'test.yaml, records[0] (bad)', /^has no source$/], // prettier-ignore
    ['a source of spaces', LABORATORY('bad').replace(/source.*/, "source: '  '"), 'test.yaml, records[0] (bad)', /^source is not a text$/], // prettier-ignore
    ['an impossible day', YEAR_2027.replace("to: '2027-02-11'", "to: '2027-02-30'"), 'test.yaml, records[0] (CN-2027), holidays[1]', /^to is not a day/], // prettier-ignore
    ['an impossible first day', LABORATORY('bad', "    validFrom: '2026-13-01'"), 'test.yaml, records[0] (bad)', /^validFrom is not a day/], // prettier-ignore
    ['an unknown kind', 'kind: holiday\nrecords: []', 'test.yaml', /^kind is none of heading, class, mode,/],
    [
      'an unknown field',
      LABORATORY('bad', '    colour: red'),
      'test.yaml, records[0] (bad)',
      /^colour: no such field$/,
    ],
    ['an unknown word', LABORATORY('bad').replace('cnas: unknown', 'cnas: maybe'), 'test.yaml, records[0] (bad)', /^cnas is none of yes, no, unknown$/], // prettier-ignore
    ['days that two records of a key share', `${LABORATORY('bad', "    validTo: '2027-01-31'\n")}${LABORATORY('bad', "    validFrom: '2027-01-31'").split('records:\n')[1]}`, /^test\.yaml, records\[1\] \(bad\)$/, /^shares days with the record of the same key/], // prettier-ignore
    ['a record that stands twice', `${LABORATORY('bad')}${LABORATORY('bad').split('records:\n')[1]}`, /records\[1\] \(bad\)$/, /^stands twice$/], // prettier-ignore
    ['an end before the beginning', LABORATORY('bad', "    validFrom: '2027-01-02'\n    validTo: '2027-01-01'"), 'test.yaml, records[0] (bad)', /^validTo 2027-01-01 is before validFrom 2027-01-02$/], // prettier-ignore
    ['a day both holiday and make-up', YEAR_2027.replace("['2027-02-13']", "['2027-02-07']"), 'test.yaml, records[0] (CN-2027)', /^2027-02-07 is both holiday and make-up day$/], // prettier-ignore
    ['a class whose conversion no rule has', CLASS.replace('certainty', 'conversion: samr-99-2026\n    certainty'), 'class 1199', /^no deadline rule has the conversion samr-99-2026$/], // prettier-ignore
    ['a mode of a class that is not there', "kind: mode\nrecords: [{ key: '9999', mode: third-party, certainty: secondary, source: x }]", 'mode 9999', /^there is no class 9999$/], // prettier-ignore
    ['the removal of what is not there', 'kind: laboratory\nrecords: [{ key: nowhere, remove: true }]', /\(nowhere\)$/, /^there is no such record to remove$/], // prettier-ignore
    ['the removal of what others need', "kind: class\nrecords: [{ key: '1104', remove: true }]", /./, /^there is no class 1104$/], // prettier-ignore
    ['the removal of a ladder', 'kind: ladder\nrecords: [{ key: conversion, remove: true }]', 'ladders', /^no ladder for conversion$/], // prettier-ignore
    ['an alias', BOMB, 'test.yaml', /alias/i],
    ['what is no YAML', 'kind: [', 'test.yaml', /./],
    ['what is no list of records', 'hello', 'test.yaml', /./],
    ['an empty list', 'kind: laboratory\nrecords: []', 'test.yaml', /^holds no record$/],
    ['a record that is none', 'kind: laboratory\nrecords: [1]', 'test.yaml, records[0]', /^not a record$/],
    ['a key of 300 letters', LABORATORY('x'.repeat(300)), /records\[0\]/, /^key is longer than 200 characters$/],
    ['a NUL', LABORATORY('bad').replace('Test House', '"Test\\0House"'), 'test.yaml, records[0] (bad)', /character that is none/], // prettier-ignore
    ['half a character', LABORATORY('bad').replace('Test House', '"\\ud800"'), 'test.yaml, records[0] (bad)', /character that is none/], // prettier-ignore
  ];

  it.each(cases)('%s is told with file and record, and what holds stays', async (_, content, place, why) => {
    const before = await inForce();
    for (const isDryRun of [true, false]) {
      const { body } = await send(owner, content, { isDryRun, basedOnVersion: before.version }).expect(400);
      expect(body.code).toBe('reference.faulty');
      expect(body.errors[0]).toMatchObject({
        field: place instanceof RegExp ? expect.stringMatching(place) : place,
        code: 'reference-fault',
        detail: expect.stringMatching(why),
      });
    }
    expect(await inForce()).toEqual(before);
  });

  it('is told with all its faulty records at once', async () => {
    const records = ['one', 'two', 'three'].map((key) => LABORATORY(key).split('records:\n')[1]);
    const content = `kind: laboratory\nrecords:\n${records.join('').replace(/ {4}(source|cma).*(one|unknown)?\n/g, '')}`;
    const { body } = await send(owner, content).expect(400);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'test.yaml, records[0] (one)',
      'test.yaml, records[1] (two)',
      'test.yaml, records[2] (three)',
    ]);
  });

  it('may be as long as two million characters and no longer', async () => {
    const comment = (characters: number) => `${LABORATORY('long')}# ${'长'.repeat(characters)}\n`;
    const long = comment(2_000_000 - comment(0).length);
    expect((await send(owner, long).expect(200)).body.changes).toHaveLength(1);
    expect((await send(owner, `${long}#`).expect(400)).body.errors[0].field).toBe('content');
    await send(owner, 'x'.repeat(9 * 1024 * 1024)).expect(413);
    // Others keep the smaller limit.
    await anyone
      .post('/api/calendar/add')
      .send({ country: 'x'.repeat(1024 * 1024) })
      .expect(413);
  });

  const FIELDS: [object, string][] = [
    [{ content: '' }, 'content'],
    [{ content: 1 }, 'content'],
    [{ fileName: ' ' }, 'fileName'],
    [{ isDryRun: 'yes' }, 'isDryRun'],
    [{ note: 'x'.repeat(2001) }, 'note'],
    [{ basedOnVersion: 1.5 }, 'basedOnVersion'],
    [{ isDryRun: false }, 'basedOnVersion'],
    [{ layer: 'release' }, 'layer'],
  ];
  it.each(FIELDS.map(([more, field], index) => [index, field, more] as const))(
    'shape %i: %s is refused by its name',
    async (_, field, more) => {
      const { body } = await send(owner, YEAR_2027, more).expect(400);
      expect(body.errors[0].field).toBe(field);
    },
  );
});
