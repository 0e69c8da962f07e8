import type { Client } from '#database/entities/client.entity';
import type { Member } from '#database/entities/member.entity';
import { RegulatoryEntry } from '#database/entities/regulatory-entry.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { RegulatoryEntriesService } from '#features/regulatory-watch/regulatory-entries.service';
import { RegulatoryWatchService } from '#features/regulatory-watch/regulatory-watch.service';
import { makeFile } from '../support/make-case.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';
import { partsOf } from '../support/workbook-text.js';

let api: TestApi;
let tenant: Tenant;
let client: Client;
let consultant: Member;
let staff: Agent;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  tenant = await api.make.tenant();
  client = await api.make.client({ tenant, legalName: 'Alpha Belts' });
  consultant = await api.make.member({ tenant, role: 'consultant', name: 'Ann' });
  staff = await api.as(consultant);
});
afterAll(() => api.close());

/** A change of standard that is in force; the belts of these tests have GB 14166-2013. */
const CHANGE = {
  kind: 'standard',
  status: 'in-force',
  instrument: 'Ministry notice 7 of 2026',
  title: 'New edition for belts',
  certainty: 'secondary',
  effectiveOn: '2026-12-01',
  deadlineOn: '2027-06-30',
  classCodes: ['1104'],
  replacedStandards: ['GB 14166-2013'],
};

const DRAFT = {
  kind: 'consultation',
  status: 'draft',
  instrument: 'G/TBT/N/CHN/9999',
  title: 'Draft of a rule',
  certainty: 'official',
  sourceUrl: 'https://example.test/notice',
};

const add = async (agent: Agent, fields: object = {}) =>
  (await agent.post('/api/regulatory-entries').send({ ...CHANGE, ...fields }).expect(201)).body; // prettier-ignore
const list = async (agent: Agent, query = '') =>
  (await agent.get(`/api/regulatory-changes${query}`).expect(200)).body as { items: { key: string; origin: string }[]; nextCursor: string | null }; // prettier-ignore
const fresh = async () => {
  const own = await api.make.tenant();
  const of = await api.make.client({ tenant: own });
  return { tenant: own, client: of, agent: await api.as(await api.make.member({ tenant: own, role: 'consultant' })) };
};
const deadlinesOf = (entryId: string) =>
  api.make.inside(tenant, () =>
    api.db.query<{ kind: string; dueOn: string; state: string; source: string }>(
      `select kind, due_on::text as "dueOn", state, source from deadlines where entry_id = $1 order by created_at, id`,
      [entryId],
    ),
  );

describe('POST /api/regulatory-entries', () => {
  it('keeps what the tenant learned, tells it beside the records as its own, and writes who did it', async () => {
    await api.nobody().post('/api/regulatory-entries').send(CHANGE).expect(401);
    const entry = await add(staff, { responsibleId: consultant.id, sourceUrl: 'https://example.test/7', schemes: ['ccc'], titleZh: '安全带新版' }); // prettier-ignore
    expect(entry).toMatchObject({
      referenceKey: null,
      kind: 'standard',
      status: 'in-force',
      classCodes: ['1104'],
      schemes: ['ccc'],
      replacedStandards: ['GB 14166-2013'],
      newStandard: null,
      effectiveOn: '2026-12-01',
      viewsUntil: null,
      responsibleName: 'Ann',
      createdByName: 'Ann',
      version: 1,
    });
    const view = (await staff.get(`/api/regulatory-changes/${entry.id}`).expect(200)).body;
    expect(view).toMatchObject({
      key: entry.id,
      origin: 'tenant',
      kind: 'standard',
      basis: 'legal',
      names: { en: 'New edition for belts', de: 'New edition for belts', zh: '安全带新版' },
      classes: [{ key: '1104', code: '1104', names: { en: 'Safety belts' } }],
      certificateSchemes: ['ccc'],
      days: { inForceOn: '2026-12-01', mandatoryFrom: null, deadlineOn: '2027-06-30' },
      source: 'Ministry notice 7 of 2026 ; https://example.test/7',
      unmatchable: null,
      entry: { id: entry.id },
    });
    const { items } = (await staff.get(`/api/events?entryId=${entry.id}`).expect(200)).body;
    expect(items).toMatchObject([
      { what: 'regulatory-entry.added', actorName: 'Ann', facts: { instrument: 'Ministry notice 7 of 2026' } },
    ]);
  });

  it.each<[string, object, string, string]>([
    ['an edition nobody can read', { replacedStandards: ['the old one'] }, 'replacedStandards', 'not-an-edition'],
    ['an edition without its year', { newStandard: 'GB 14166' }, 'newStandard', 'not-an-edition'],
    ['a rule nobody can read', { newRule: 'C11-04' }, 'newRule', 'not-an-edition'],
    ['a scope of no class', { classCodes: [] }, 'classCodes', 'empty-list'],
    ['a scope of no scheme', { schemes: [] }, 'schemes', 'empty-list'],
    ['a class that the catalogue does not have', { classCodes: ['9999'] }, 'classCodes', 'unknown-class'],
    ['a last day before there is a new state', { deadlineOn: '2026-11-29' }, 'deadlineOn', 'before-effective'],
    ['views after the new state holds', { viewsUntil: '2026-12-02' }, 'viewsUntil', 'after-effective'],
    ['views before the announcement', { announcedOn: '2026-11-10', viewsUntil: '2026-11-09' }, 'viewsUntil', 'before-announced'], // prettier-ignore
    ['a consultation in force', { kind: 'consultation' }, 'status', 'consultation-in-force'],
    ['a source that is no address of the web', { sourceUrl: 'javascript:alert(1)' }, 'sourceUrl', 'not-a-web-address'],
    ['a source with a password', { sourceUrl: 'https://a:b@example.test/' }, 'sourceUrl', 'not-a-web-address'],
    ['a file of the machine', { sourceUrl: 'file:///etc/passwd' }, 'sourceUrl', 'not-a-web-address'],
    ['a day that does not exist', { effectiveOn: '2026-02-30' }, 'effectiveOn', 'is-day'],
    ['a status of its own', { status: 'withdrawn' }, 'status', 'is-in'],
  ])('refuses %s at its field, and keeps nothing', async (_, fields, field, code) => {
    const { agent } = await fresh();
    const { body } = await agent.post('/api/regulatory-entries').send({ ...CHANGE, ...fields }).expect(400); // prettier-ignore
    expect(body.errors).toEqual([expect.objectContaining({ field, code })]);
    expect((await list(agent, '?origin=tenant&status=draft,in-force,withdrawn')).items).toEqual([]);
  });

  it('refuses to take the place of a record, however it is written, and names the record', async () => {
    const { body } = await staff
      .post('/api/regulatory-entries')
      .send({ ...CHANGE, instrument: 'gb14166—2024' })
      .expect(409);
    expect(body).toMatchObject({ code: 'regulatory-entry.is-a-record', facts: { key: 'gb-14166-2024' } });
    await staff.post('/api/regulatory-entries').send({ ...CHANGE, referenceKey: 'samr-57-2025' }).expect(400); // prettier-ignore
  });

  it('refuses a responsible who may not keep entries, has left, or is of another tenant', async () => {
    const viewer = await api.make.member({ tenant, role: 'viewer' });
    const stranger = await api.make.member({ tenant: await api.make.tenant(), role: 'owner' });
    const with_ = (responsibleId: string) => staff.post('/api/regulatory-entries').send({ ...CHANGE, responsibleId });
    expect((await with_(viewer.id).expect(409)).body.code).toBe('regulatory-entry.responsible-may-not-edit');
    await with_(stranger.id).expect(404);
  });

  it('holds a file, once, and never one that belongs to a client or another tenant', async () => {
    const loose = await makeFile(api, client, { clientId: null, isClientVisible: false, name: 'notice.pdf' });
    const entry = await add(staff, { fileId: loose.id });
    expect(entry).toMatchObject({ fileId: loose.id, fileName: 'notice.pdf' });
    const again = await staff.post('/api/regulatory-entries').send({ ...CHANGE, fileId: loose.id }).expect(409); // prettier-ignore
    expect(again.body.code).toBe('file.in-use');
    const ofClient = await makeFile(api, client);
    await staff.post('/api/regulatory-entries').send({ ...CHANGE, fileId: ofClient.id }).expect(404); // prettier-ignore
    const other = await fresh();
    const foreign = await makeFile(api, other.client, { clientId: null, isClientVisible: false });
    await staff.patch(`/api/regulatory-entries/${entry.id}`).send({ version: 1, fileId: foreign.id }).expect(404);
  });

  it('is for those who edit; clients see nothing of it', async () => {
    const viewer = await api.as(await api.make.member({ tenant, role: 'viewer' }));
    await viewer.post('/api/regulatory-entries').send(CHANGE).expect(403);
    const entry = await add(staff);
    const guest = await api.as(await api.make.member({ tenant, client }));
    await guest.get(`/api/regulatory-entries/${entry.id}`).expect(403);
    await guest.get(`/api/regulatory-changes/${entry.id}/affected.xlsx`).expect(403);
    const other = await fresh();
    await other.agent.get(`/api/regulatory-changes/${entry.id}`).expect(404);
    await other.agent.get(`/api/regulatory-changes/${entry.id}/affected`).expect(404);
  });
});

describe('GET /api/regulatory-changes', () => {
  it('is one list of records and entries, newest last day first, and every row once over its pages', async () => {
    const { agent } = await fresh();
    const days = ['2026-12-31', '2026-12-31', '2027-02-01', '2020-01-01'];
    const own = new Map<string, string>();
    for (const deadlineOn of days)
      own.set((await add(agent, { deadlineOn, effectiveOn: '2020-01-01' })).id, deadlineOn);
    const bare = await add(agent, { kind: 'other', effectiveOn: null, deadlineOn: null });
    const whole = (await list(agent, '?limit=200')).items;
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof list>> = await list(agent, `?limit=3${cursor && `&cursor=${cursor}`}`);
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map(({ key }) => key));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(whole.map(({ key }) => key));
    expect(new Set(seen).size).toBe(seen.length);
    const at = (key: string) => seen.indexOf(key);
    const [first, second, next, old] = [...own.keys()] as [string, string, string, string];
    expect(at(next)).toBeLessThan(at('samr-57-2025'));
    expect(at('samr-57-2025')).toBeLessThan(at(second));
    expect(at(second)).toBeLessThan(at(first));
    expect(at(first)).toBeLessThan(at(old));
    expect(at(old)).toBeLessThan(at(bare.id));
    expect(seen.at(-1)).toBe(bare.id);
  });

  it('is narrowed by kind, status, class, words, day and origin', async () => {
    const { agent } = await fresh();
    const belts = await add(agent);
    const any = await add(agent, { title: '100% of_all lamps', classCodes: null, replacedStandards: ['GB 4785-2019'], instrument: 'Notice L', deadlineOn: '2019-01-01', effectiveOn: '2019-01-01' }); // prettier-ignore
    const draft = await add(agent, { ...DRAFT, effectiveOn: null, deadlineOn: null, replacedStandards: [], classCodes: ['1109'] }); // prettier-ignore
    const own = async (query: string) =>
      (await list(agent, `?origin=tenant&${query}`)).items.map(({ key }) => key).sort();
    const keys = async (query: string) => (await list(agent, `?limit=200&${query}`)).items.map(({ key }) => key);
    expect(await own('')).toEqual([belts.id, any.id, draft.id].sort());
    expect(await own('kind=consultation')).toEqual([draft.id]);
    expect(await own('kind=consultation,standard&status=in-force')).toEqual([belts.id, any.id].sort());
    expect(await own('status=draft')).toEqual([draft.id]);
    expect(await own('classCode=1104')).toEqual([belts.id, any.id].sort());
    expect(await own('q=belts')).toEqual([belts.id]);
    expect(await own('q=100%25')).toEqual([any.id]);
    expect(await own('q=%25')).toEqual([any.id]);
    expect(await own('q=of_all')).toEqual([any.id]);
    expect(await own('lastFrom=2027-06-30')).toEqual([belts.id]);
    expect(await own('lastFrom=2027-07-01')).toEqual([]);
    expect(await keys('q=57%20of%202025')).toEqual(['samr-57-2025']);
    expect(await keys('origin=record&q=57%20of%202025')).toEqual(['samr-57-2025']);
    expect(await keys('kind=catalogue&classCode=1104')).toEqual([]);
    const ofBelts = await keys('classCode=1104');
    expect(ofBelts).toEqual(expect.arrayContaining(['samr-57-2025', 'gb-14166-2024', belts.id]));
    expect(ofBelts).not.toContain('ebike-2025');
    const drafts = await keys('status=draft');
    expect(drafts).toEqual(expect.arrayContaining(['rules-2025-parts-draft', draft.id]));
    expect(drafts).not.toContain('samr-57-2025');
    expect(await keys('origin=followed')).toEqual([]);
    await agent.get('/api/regulatory-changes?kind=law').expect(400);
    await agent.get('/api/regulatory-changes?cursor=nonsense').expect(400);
    const forged = Buffer.from(JSON.stringify(['-lastDay', '2026-02-31', belts.id])).toString('base64url');
    await agent.get(`/api/regulatory-changes?cursor=${forged}`).expect(400);
  });

  it('names no entry of another tenant', async () => {
    const { agent } = await fresh();
    await add(staff);
    const { items } = await list(agent, '?limit=200');
    expect(items.filter(({ origin }) => origin === 'tenant')).toEqual([]);
  });
});

describe('who is hit by an entry', () => {
  it('is judged as by a record: the standard and rule on the certificate win over those of the product', async () => {
    const { agent, client: of, tenant: own } = await fresh();
    const belt = (name: string, standard: string | null) =>
      api.make.product({ tenant: own, client: of, classCode: '1104', name, standard });
    const old = await api.make.certificate({ client: of, product: await belt('a', 'GB 14166-2013'), number: 'A-OLD', issuedOn: '2024-01-01' }); // prettier-ignore
    const fixed = await api.make.certificate({ client: of, product: await belt('b', 'GB 14166-2013'), number: 'B-NEW', issuedOn: '2024-01-01' }); // prettier-ignore
    const silent = await api.make.certificate({ client: of, product: await belt('c', null), number: 'C-NONE', issuedOn: '2024-01-01' }); // prettier-ignore
    await api.make.inside(
      own,
      () =>
      api.db.query(`update certificates set standard = 'GB 14166-2024', implementation_rule = 'CNCA-C11-04:2014' where id = $1`, [fixed.id]), // prettier-ignore
    );
    const entry = await add(agent);
    const { items, counts } = (await agent.get(`/api/regulatory-changes/${entry.id}/affected`).expect(200)).body;
    expect(
      items.map(({ id, verdict, standard, deadlineOn }: Record<string, string>) => [id, verdict, standard, deadlineOn]),
    ).toEqual([
      [old.id, 'hit', 'GB 14166-2013', '2027-06-30'],
      [fixed.id, 'not-hit', 'GB 14166-2024', null],
      [silent.id, 'unknown', null, '2027-06-30'],
    ]);
    expect(counts).toEqual({ hit: 1, unknown: 1, notHit: 1, isComplete: true });
    const rule = await add(agent, { kind: 'implementation-rule', instrument: 'Rule notice', replacedStandards: [], newRule: 'CNCA-C11-04:2026', effectiveOn: '2023-01-01' }); // prettier-ignore
    const ofRule = (await agent.get(`/api/regulatory-changes/${rule.id}/affected?verdict=hit`).expect(200)).body;
    expect(ofRule.items.map(({ id }: { id: string }) => id)).toEqual([fixed.id]);
  });

  it.each<[string, object, string]>([
    ['a draft', { status: 'draft' }, 'draft'],
    ['an entry without a day', { effectiveOn: null, deadlineOn: null }, 'no-day'],
    ['a standard without an edition', { replacedStandards: [] }, 'no-edition'],
    ['an entry about nothing', { kind: 'other', classCodes: null, replacedStandards: [] }, 'no-class'],
  ])('nobody is matched to %s, and the reason is told', async (_, fields, why) => {
    const entry = await add(staff, fields);
    expect((await staff.get(`/api/regulatory-changes/${entry.id}`).expect(200)).body.unmatchable).toBe(why);
    for (const path of ['affected', 'affected.xlsx']) {
      const { body } = await staff.get(`/api/regulatory-changes/${entry.id}/${path}`).expect(409);
      expect(body).toMatchObject({ code: 'regulatory-change.not-matchable', facts: { why } });
    }
  });

  it('is a workbook in the asked language, of one verdict where one is asked, with no text a formula', async () => {
    const { agent, client: of, tenant: own } = await fresh();
    const product = await api.make.product({ tenant: own, client: of, classCode: '1104', standard: 'GB 14166-2013', name: '=1+1' }); // prettier-ignore
    await api.make.certificate({ client: of, product, number: 'HIT-1', issuedOn: '2024-01-01' });
    await api.make.product({ tenant: own, client: of, classCode: '1104', standard: 'GB 14166-2024', name: 'Newest' });
    const entry = await add(agent);
    const textOf = async (query: string) => {
      const { body } = await agent.get(`/api/regulatory-changes/${entry.id}/affected.xlsx${query}`).buffer().parse(bytes as never).expect(200); // prettier-ignore
      return Object.values(partsOf(body as Buffer)).join('\n');
    };
    const english = await textOf('?language=en&verdict=hit');
    expect(english).toContain('HIT-1');
    expect(english).toContain('Recorded standard GB 14166-2013 is replaced');
    expect(english).toContain('Update to the new edition');
    expect(english).toContain("'=1+1");
    expect(english).not.toMatch(/<f>|>=1\+1/);
    expect(english).not.toContain('Newest');
    const all = await textOf('?language=zh');
    expect(all).toContain('Newest');
    expect(all).toContain('登记的标准GB 14166-2013已被代替');
    expect(await textOf('?language=de')).toContain('Auf die neue Ausgabe umstellen');
    await agent.get(`/api/regulatory-changes/${entry.id}/affected.xlsx?language=fr`).expect(400);
  });

  it('is told to other features by record or entry, from any position, with its counts', async () => {
    const own = await fresh();
    for (const number of ['D-1', 'D-2', 'D-3']) {
      const product = await api.make.product({ tenant: own.tenant, client: own.client, classCode: '1104', standard: 'GB 14166-2013' }); // prettier-ignore
      await api.make.certificate({ client: own.client, product, number, issuedOn: '2024-01-01', scheme: number === 'D-3' ? 'ccc-self-declaration-b' : 'ccc' }); // prettier-ignore
    }
    const entry = await add(own.agent);
    const watch = api.app.get(RegulatoryWatchService);
    await api.make.inside(own.tenant, async () => {
      const { change, view } = await watch.change({ entryId: entry.id });
      expect([change.kind, change.deadlineOn, view.key]).toEqual(['standard-transition', '2027-06-30', entry.id]);
      const all = await collect(watch.judged({ entryId: entry.id }));
      expect(all.map(({ verdict }) => verdict)).toEqual(['hit', 'hit', 'hit']);
      const rest = await collect(watch.judged({ entryId: entry.id }, { subject: 'certificate', id: all[0]!.id }));
      expect(rest.map(({ id }) => id)).toEqual(all.slice(1).map(({ id }) => id));
      expect(await watch.counts({ entryId: entry.id })).toEqual({ hit: 3, unknown: 0, notHit: 0, isComplete: true });
      expect(await watch.counts({ changeKey: 'samr-57-2025' })).toMatchObject({ hit: 1, notHit: 2 });
      await expect(watch.change({ changeKey: 'rules-2025-parts-draft' })).rejects.toThrow('not-matchable');
      await expect(watch.change({ changeKey: 'nothing' })).rejects.toThrow('not found');
    });
  });
});

describe('PATCH /api/regulatory-entries/:id', () => {
  it('changes what is given, tells what changed, and refuses what is wrong in words of the fields', async () => {
    const { id } = await add(staff);
    const faulty = await staff
      .patch(`/api/regulatory-entries/${id}`)
      .send({ version: 1, deadlineOn: '2026-11-01', classCodes: [] })
      .expect(400);
    expect(faulty.body.errors).toEqual([
      expect.objectContaining({ field: 'classCodes', code: 'empty-list' }),
      expect.objectContaining({ field: 'deadlineOn', code: 'before-effective', allowed: 'from 2026-11-30' }),
    ]);
    const edited = await staff.patch(`/api/regulatory-entries/${id}`).send({ version: 1, deadlineOn: '2026-11-30', schemes: null }).expect(200); // prettier-ignore
    expect(edited.body).toMatchObject({ version: 2, deadlineOn: '2026-11-30' });
    const stale = await staff.patch(`/api/regulatory-entries/${id}`).send({ version: 1, title: 'Mine' }).expect(409);
    expect(stale.body).toMatchObject({
      code: 'stale-version',
      facts: { changed: { deadlineOn: { from: '2027-06-30', to: '2026-11-30', by: 'Ann' } } },
    });
    const { body } = await staff.patch(`/api/regulatory-entries/${id}`).send({ version: 2, instrument: 'GB 14166-2024' }).expect(409); // prettier-ignore
    expect(body.code).toBe('regulatory-entry.is-a-record');
  });
});

describe('a withdrawal', () => {
  it('is recorded once, whoever withdraws at the same time', async () => {
    const own = await fresh();
    const { id } = await add(own.agent);
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((reason) => own.agent.post(`/api/regulatory-entries/${id}/withdrawal`).send({ reason })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('takes an entry out of the list with its reason, hits nobody any more, and can be taken back', async () => {
    const own = await fresh();
    const { id } = await add(own.agent);
    await own.agent.post(`/api/regulatory-entries/${id}/withdrawal`).send({}).expect(400);
    const { body } = await own.agent.post(`/api/regulatory-entries/${id}/withdrawal`).send({ reason: 'A hoax' }).expect(201); // prettier-ignore
    expect(body).toMatchObject({ status: 'withdrawn', withdrawnReason: 'A hoax' });
    expect((await list(own.agent, '?origin=tenant')).items).toEqual([]);
    expect((await list(own.agent, '?origin=tenant&status=withdrawn')).items).toHaveLength(1);
    const refused = await own.agent.get(`/api/regulatory-changes/${id}/affected`).expect(409);
    expect(refused.body.facts).toEqual({ why: 'withdrawn' });
    const edit = await own.agent.patch(`/api/regulatory-entries/${id}`).send({ version: body.version, title: 'x1' }).expect(409); // prettier-ignore
    expect(edit.body.code).toBe('regulatory-entry.withdrawn');
    await own.agent.post(`/api/regulatory-entries/${id}/withdrawal`).send({ reason: 'Twice' }).expect(409);
    const back = await own.agent.delete(`/api/regulatory-entries/${id}/withdrawal`).expect(200);
    expect(back.body).toMatchObject({ status: 'in-force', withdrawnReason: null });
    await own.agent.delete(`/api/regulatory-entries/${id}/withdrawal`).expect(409);
    expect((await own.agent.get(`/api/regulatory-changes/${id}/affected`).expect(200)).body.counts).not.toBeNull();
  });
});

describe('views on a draft', () => {
  it('are owed by the closing day, met once sent, and owed again when that was a mistake', async () => {
    const { id } = await add(staff, { ...DRAFT, viewsUntil: '2026-12-15', effectiveOn: null, deadlineOn: null, replacedStandards: [] }); // prettier-ignore
    const source = 'G/TBT/N/CHN/9999 ; https://example.test/notice';
    expect(await deadlinesOf(id)).toEqual([{ kind: 'views-on-draft', dueOn: '2026-12-15', state: 'open', source }]);
    const future = await staff.post(`/api/regulatory-entries/${id}/views`).send({ sentOn: '2026-12-01' }).expect(400);
    expect(future.body.errors).toEqual([expect.objectContaining({ field: 'sentOn', code: 'day-in-future' })]);
    await staff.delete(`/api/regulatory-entries/${id}/views`).expect(409);
    await staff.patch(`/api/regulatory-entries/${id}`).send({ version: 1, announcedOn: '2026-11-10' }).expect(200);
    const early = await staff.post(`/api/regulatory-entries/${id}/views`).send({ sentOn: '2026-11-09' }).expect(400);
    expect(early.body.errors).toEqual([
      expect.objectContaining({ field: 'sentOn', code: 'before-announced', allowed: 'from 2026-11-10' }),
    ]);
    const sent = await staff.post(`/api/regulatory-entries/${id}/views`).send({ sentOn: '2026-11-19' }).expect(201);
    expect(sent.body.viewsSentOn).toBe('2026-11-19');
    expect((await deadlinesOf(id)).map(({ state }) => state)).toEqual(['met']);
    await staff.delete(`/api/regulatory-entries/${id}/views`).expect(200);
    expect((await deadlinesOf(id)).filter(({ state }) => state === 'open')).toHaveLength(1);
  });

  it('follow the closing day, and are owed no more once the draft is withdrawn or in force', async () => {
    const draft = { ...DRAFT, viewsUntil: '2026-12-15', effectiveOn: null, deadlineOn: null, replacedStandards: [] };
    const { id } = await add(staff, draft);
    await staff.patch(`/api/regulatory-entries/${id}`).send({ version: 1, viewsUntil: '2026-12-20' }).expect(200);
    const open = async () => (await deadlinesOf(id)).filter(({ state }) => state === 'open').map(({ dueOn }) => dueOn);
    expect(await open()).toEqual(['2026-12-20']);
    await staff.post(`/api/regulatory-entries/${id}/withdrawal`).send({ reason: 'Closed early' }).expect(201);
    expect(await open()).toEqual([]);
    const { body } = await staff.delete(`/api/regulatory-entries/${id}/withdrawal`).expect(200);
    expect(await open()).toEqual(['2026-12-20']);
    await staff.patch(`/api/regulatory-entries/${id}`).send({ version: body.version, kind: 'implementation-rule', status: 'in-force' }).expect(200); // prettier-ignore
    expect(await open()).toEqual([]);
    const { body: refused } = await staff.post(`/api/regulatory-entries/${id}/views`).send({ sentOn: '2026-11-19' }).expect(409); // prettier-ignore
    expect(refused.code).toBe('regulatory-entry.no-draft');
  });

  it('are not owed where no closing day was found', async () => {
    const { id } = await add(staff, { ...DRAFT, effectiveOn: null, deadlineOn: null, replacedStandards: [] });
    expect(await deadlinesOf(id)).toEqual([]);
  });
});

describe('POST /api/regulatory-entries/follow', () => {
  it('gives a record a responsible, and the closing day that it does not know a deadline; the record still says the rest', async () => {
    const own = await fresh();
    const ann = await api.make.member({ tenant: own.tenant, role: 'consultant', name: 'Bea' });
    const follow = (fields: object) => own.agent.post('/api/regulatory-entries/follow').send(fields);
    await follow({ referenceKey: 'nothing' }).expect(404);
    const early = await follow({ referenceKey: 'samr-57-2025', viewsUntil: '2026-12-01' }).expect(400);
    expect(early.body.errors).toEqual([expect.objectContaining({ field: 'viewsUntil', code: 'of-the-record' })]);
    const { body } = await follow({ referenceKey: 'rules-2025-parts-draft', responsibleId: ann.id, viewsUntil: '2026-12-31' }).expect(201); // prettier-ignore
    expect(body).toMatchObject({ referenceKey: 'rules-2025-parts-draft', status: 'draft', responsibleName: 'Bea', viewsUntil: '2026-12-31' }); // prettier-ignore
    const twice = await follow({ referenceKey: 'rules-2025-parts-draft' }).expect(409);
    expect(twice.body).toMatchObject({ code: 'regulatory-entry.followed', facts: { entryId: body.id } });
    const { items } = await list(own.agent, '?origin=followed');
    expect(items).toMatchObject([{ key: 'rules-2025-parts-draft', origin: 'record', entry: { id: body.id } }]);
    expect((await list(own.agent, '?limit=200')).items.filter(({ key }) => key === body.id)).toEqual([]);
    const byId = (await own.agent.get(`/api/regulatory-changes/${body.id}`).expect(200)).body;
    expect(byId).toMatchObject({ key: 'rules-2025-parts-draft', origin: 'record', entry: { id: body.id } });
    const edit = await own.agent.patch(`/api/regulatory-entries/${body.id}`).send({ version: 1, title: 'Ours', classCodes: ['1104'] }).expect(400); // prettier-ignore
    expect(edit.body.errors.map(({ field, code }: Record<string, string>) => [field, code])).toEqual(
      expect.arrayContaining([['title', 'of-the-record'], ['classCodes', 'of-the-record']]), // prettier-ignore
    );
    await own.agent.patch(`/api/regulatory-entries/${body.id}`).send({ version: 1, viewsUntil: '2027-01-15', responsibleId: null }).expect(200); // prettier-ignore
    await own.agent.post(`/api/regulatory-entries/${body.id}/withdrawal`).send({ reason: 'Not our field' }).expect(201);
    expect((await list(own.agent, '?origin=followed')).items).toEqual([]);
    const again = await follow({ referenceKey: 'rules-2025-parts-draft' }).expect(201);
    expect(again.body).toMatchObject({ id: body.id, status: 'draft', viewsUntil: null, responsibleId: null });
  });

  it('judges by the record, whatever the entry keeps', async () => {
    const own = await fresh();
    const product = await api.make.product({ tenant: own.tenant, client: own.client, classCode: '1104' });
    await api.make.certificate({ client: own.client, product, number: 'DECL', scheme: 'ccc-self-declaration-a', validUntil: null }); // prettier-ignore
    const { body } = await own.agent.post('/api/regulatory-entries/follow').send({ referenceKey: 'samr-57-2025' }).expect(201); // prettier-ignore
    const { counts } = (await own.agent.get(`/api/regulatory-changes/${body.id}/affected`).expect(200)).body;
    expect(counts).toMatchObject({ hit: 1 });
  });

  it('takes over what the record says by now, and leaves a closing day that only the tenant knows', async () => {
    const own = await fresh();
    const { body } = await own.agent.post('/api/regulatory-entries/follow').send({ referenceKey: 'rules-2025-parts-draft', viewsUntil: '2026-12-31' }).expect(201); // prettier-ignore
    const entries = api.app.get(RegulatoryEntriesService);
    await api.make.inside(own.tenant, async () => {
      await api.db.repo(RegulatoryEntry).update({ tenantId: own.tenant.id, id: body.id }, { title: 'As it was called before' }); // prettier-ignore
      await entries.restateFollowed();
    });
    const now = (await own.agent.get(`/api/regulatory-entries/${body.id}`).expect(200)).body;
    expect(now.title).toBe('Drafts of new rules for belts, lighting, indirect vision, seats, markings, recorders and glass'); // prettier-ignore
    expect(now.viewsUntil).toBe('2026-12-31');
  });
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function bytes(response: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}
