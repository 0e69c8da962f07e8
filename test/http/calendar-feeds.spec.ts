import type { Client } from '#database/entities/client.entity';
import type { Factory } from '#database/entities/factory.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { StatedDeadline } from '#domain/deadlines/deadline';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { readCalendar } from '../support/calendar-reader.js';
import { makeApplication, makeAudit, makeBooking, makeLaboratory } from '../support/make-case.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let client: Client;
let factory: Factory;
let lena: Member;
let staff: Agent;
let ip = 0;

beforeAll(async () => {
  // Behind a proxy, so that each test may call from an address of its own.
  api = await startApi({ clock: '2026-11-20T09:00:00Z', env: { HOMOLOG_TRUST_PROXY: '1' } });
});
beforeEach(async () => {
  tenant = await api.make.tenant({ name: 'Jadebrücke', nameZh: '玉桥咨询' });
  client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
  factory = await api.make.factory({ client, name: 'Works Lindau', address: 'Hafenstraße 1, Lindau' });
  lena = await api.make.member({ tenant, name: 'Lena Weiss', language: 'en', timeZone: 'Europe/Berlin' });
  staff = await api.as(lena);
  ip += 1;
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => api.close());

const itIs = (instant: string) => void jest.spyOn(api.clock, 'now').mockReturnValue(new Date(instant));
async function make(input: object, agent = staff) {
  const { body } = await agent.post('/api/calendar-feeds').send({ name: 'Outlook', ...input }).expect(201); // prettier-ignore
  return body as { id: string; address: string };
}
const get = (address: string, from = `198.51.100.${ip}`) =>
  api.nobody().get(new URL(address).pathname).set('x-forwarded-for', from);
const read = async (address: string) => readCalendar((await get(address).expect(200)).text);
const stated = (dueOn: string, more: Partial<StatedDeadline> = {}): StatedDeadline => ({
  ...{
    kind: 'document-request',
    dueOn,
    basis: 'practice',
    rule: 'document-request',
    source: 'none',
    certainty: 'unverified',
  },
  ...{ counted: { start: 'named' }, isDisputed: false, isMet: false },
  ...more,
});
const restate = (subject: { applicationId: string }, ...days: StatedDeadline[]) =>
  api.make.inside(tenant, () => api.app.get(DeadlinesService).restate(subject, days));
const deadlineId = async (applicationId: string) =>
  (await api.look<{ id: string }>('select id from deadlines where application_id = $1 order by created_at, id', [applicationId]))[0]!.id; // prettier-ignore

describe('a calendar at an address', () => {
  it('is told once, kept as a hash, and read without a sign-in', async () => {
    const { body } = await staff.post('/api/calendar-feeds').send({ kind: 'tenant', name: 'Wall screen' }).expect(201);
    expect(body).toEqual({
      ...{
        id: expect.any(String),
        kind: 'tenant',
        name: 'Wall screen',
        language: 'en',
        clientId: null,
        factoryId: null,
      },
      ...{ madeBy: 'Lena Weiss', isMine: true, mayRevoke: true, createdAt: expect.any(String), lastUsedOn: null },
      address: expect.stringMatching(/^http:\/\/localhost:\d+\/calendars\/[A-Za-z0-9_-]{43}\.ics$/),
    });
    const secret = body.address.split('/').at(-1).slice(0, 43);
    const kept = await api.look('select * from calendar_feeds where id = $1', [body.id]);
    expect(JSON.stringify(kept)).not.toContain(secret);
    const answer = await get(body.address).expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=300',
      'x-robots-tag': 'noindex',
    });
    expect(readCalendar(answer.text)).toEqual({ name: 'Wall screen', method: null, refresh: 'PT1H', zones: [], entries: [] }); // prettier-ignore
    const { body: list } = await staff.get('/api/calendar-feeds').expect(200);
    expect(list.items).toMatchObject([{ id: body.id, lastUsedOn: '2026-11-20' }]);
    expect(JSON.stringify(list)).not.toContain(secret);
  });

  it('tells deadlines as whole days that take no time, with what follows and who says so', async () => {
    const certificate = await api.make.certificate({ client, number: '2024011109000001', validUntil: '2027-03-31' });
    await api.make.inside(tenant, () =>
      api.app.get(DeadlinesService).restate({ certificateId: certificate.id }, [
        stated('2026-12-31', {
          ...{
            kind: 'renewal-filing',
            basis: 'legal',
            rule: 'renewal-filing',
            source: 'AQSIQ Order 117',
            certainty: 'official',
          },
          counted: { start: 'valid-until', from: '2027-03-31', amount: -90, unit: 'calendar-days' },
        }),
      ]),
    );
    const { address } = await make({ kind: 'tenant' });
    const { entries } = await read(address);
    expect(entries).toMatchObject([
      { start: '20261231', end: '20270101', transp: 'TRANSPARENT', status: 'CONFIRMED', sequence: 0, zone: null },
    ]);
    const [entry] = entries;
    expect(entry!.summary).toMatch(/^Renewal filing: 2024 0111 0900 0001 · /);
    expect(entry!.description).toContain('If it is missed: Without a renewal the certificate ends on 31 Mar 2027');
    expect(entry!.description).toContain('Why this date: Legal. 90 calendar days before the last day of validity, 31 Mar 2027 (AQSIQ Order 117).'); // prettier-ignore
    expect(entry!.url).toBe(`${api.config.url}/certificates/${certificate.id}`);
    const { address: chinese } = await make({ kind: 'tenant', language: 'zh' });
    const [same] = (await read(chinese)).entries;
    expect(same!.uid).toBe(entry!.uid);
    expect(same!.summary).toMatch(/^换证申请：2024 0111 0900 0001/);
    expect(same!.description).toContain('AQSIQ Order 117');
  });

  it('reaches 30 days back and 400 ahead, and shows what is overdue however late it is', async () => {
    const product = await api.make.product({ client, name: 'Tail lamp' });
    const application = await makeApplication(api, { client, product });
    const of = (dueOn: string) => stated(dueOn, { item: dueOn });
    await restate({ applicationId: application.id }, of('2019-01-02'), of('2027-12-25'), of('2027-12-26'));
    const audit = (from: string, to = from) => makeAudit(api, { client, factoryId: factory.id }, { plannedFrom: from, plannedTo: to }); // prettier-ignore
    await audit('2026-10-18', '2026-10-20');
    await audit('2026-10-19', '2026-10-21');
    await audit('2027-12-25');
    await audit('2027-12-26');
    const { entries } = await read((await make({ kind: 'tenant' })).address);
    expect(entries.map(({ start, end }) => [start, end])).toEqual([
      ['20190102', '20190103'],
      ['20271225', '20271226'],
      ['20261019', '20261022'],
      ['20271225', '20271226'],
    ]);
    expect(entries[0]!.summary).toBe(`Overdue: Document asked for: ${application.number} · Tail lamp`);
  });

  it('keeps one UID when an inspection moves or falls, with a sequence that only grows', async () => {
    const { body: audit } = await staff.post('/api/audits').send({ kind: 'follow-up', factoryId: factory.id, plannedFrom: '2026-12-08', plannedTo: '2026-12-10' }).expect(201); // prettier-ignore
    const { address } = await make({ kind: 'factory', factoryId: factory.id });
    const seen = async () => (await read(address)).entries;
    expect(await seen()).toMatchObject([
      { start: '20261208', end: '20261211', status: 'TENTATIVE', sequence: 0, summary: 'Follow-up inspection: Works Lindau', transp: 'OPAQUE', location: 'Works Lindau, Hafenstraße 1, Lindau' }, // prettier-ignore
    ]);
    const act = async (version: number, input: object) => (await staff.post(`/api/audits/${audit.id}/acts`).send({ version, ...input }).expect(201)).body.version as number; // prettier-ignore
    const confirmed = await act(audit.version, { act: 'confirm' });
    expect(await seen()).toMatchObject([{ status: 'CONFIRMED', sequence: 1 }]);
    const postponed = await act(confirmed, { act: 'postpone', from: '2026-12-14', to: '2026-12-15', reason: 'Visa' });
    const [moved] = await seen();
    expect(moved).toMatchObject({ start: '20261214', end: '20261216', status: 'TENTATIVE', sequence: 2 });
    expect(moved!.uid).toBe(`${audit.id}@${new URL(api.config.url).host}`);
    itIs('2026-11-21T10:00:00Z');
    await act(postponed, { act: 'cancel', reason: 'Works closed' });
    expect(await seen()).toMatchObject([{ uid: moved!.uid, status: 'CANCELLED', sequence: 3, transp: 'TRANSPARENT', lastModified: '2026-11-21T10:00:00Z' }]); // prettier-ignore
    itIs('2027-02-19T09:59:00Z');
    expect(await seen()).toHaveLength(1);
    itIs('2027-02-19T10:01:00Z');
    expect(await seen()).toEqual([]);
  });

  it('keeps one UID when a deadline moves; one that is withdrawn is cancelled, one that is met is ticked', async () => {
    const application = await makeApplication(api, { client });
    const subject = { applicationId: application.id };
    await restate(subject, stated('2026-12-01'));
    const uid = await deadlineId(application.id);
    const { address } = await make({ kind: 'client', clientId: client.id });
    const seen = async () => (await read(address)).entries;
    expect(await seen()).toMatchObject([{ start: '20261201', sequence: 0 }]);
    await restate(subject, stated('2026-12-05'));
    await restate(subject, stated('2026-12-09'));
    const [moved, ...none] = await seen();
    expect(none).toEqual([]);
    expect(moved).toMatchObject({ start: '20261209', status: 'CONFIRMED' });
    expect(moved!.uid).toBe(`${uid}@${new URL(api.config.url).host}`);
    expect(moved!.sequence).toBeGreaterThan(0);
    await restate(subject);
    const [fallen, ...no] = await seen();
    expect(no).toEqual([]);
    expect(fallen).toMatchObject({ uid: moved!.uid, status: 'CANCELLED' });
    expect(fallen!.sequence).toBeGreaterThan(moved!.sequence);
    await restate(subject, stated('2026-12-20', { item: 'b' }));
    await restate(subject, stated('2026-12-20', { item: 'b', isMet: true }));
    const met = (await seen()).find(({ uid }) => uid !== moved!.uid)!;
    expect(met).toMatchObject({ status: 'CONFIRMED', sequence: 1 });
    expect(met.summary).toMatch(/^✓ /);
  });

  it.each([
    ['Europe/Berlin', '2026-10-25T02:30:00Z', '20261025T033000', '2027-03-28T01:30:00Z', '20270328T033000'],
    ['America/New_York', '2026-10-31T16:00:00Z', '20261031T120000', '2027-03-14T07:30:00Z', '20270314T033000'],
    ['Asia/Shanghai', '2026-11-30T01:00:00Z', '20261130T090000', '2027-06-01T01:00:00Z', '20270601T090000'],
  ])(
    'tells a booking in the hours of %s, also on the days on which its clocks change',
    async (timeZone, one, text, other, text2) => {
      const laboratory = await makeLaboratory(api, tenant, { name: 'Test house', city: 'Town', timeZone });
      const end = (at: string) => new Date(new Date(at).getTime() + 3_600_000);
      for (const at of [one, other])
        await makeBooking(
          api,
          { client, laboratory },
          { status: 'requested', startsAt: new Date(at), endsAt: end(at) },
        );
      const { zones, entries } = await read((await make({ kind: 'tenant' })).address);
      expect(zones).toEqual([timeZone]);
      expect(entries).toMatchObject([
        { start: text, zone: timeZone, startsAt: new Date(one).toISOString(), status: 'TENTATIVE', location: 'Test house, Town' }, // prettier-ignore
        { start: text2, zone: timeZone, startsAt: new Date(other).toISOString() },
      ]);
    },
  );

  it.each([
    ['before', '2026-10-25T00:30:00Z', '20261025T003000Z'],
    ['after', '2026-10-25T01:30:00Z', '20261025T013000Z'],
  ])('tells by UTC a booking in the hour that a clock shows twice, %s it is set back', async (_, at, text) => {
    const laboratory = await makeLaboratory(api, tenant, { timeZone: 'Europe/Berlin' });
    await makeBooking(api, { client, laboratory }, { status: 'requested', startsAt: new Date(at), endsAt: new Date('2026-10-25T08:00:00Z') }); // prettier-ignore
    const { entries } = await read((await make({ kind: 'tenant' })).address);
    expect(entries).toMatchObject([{ start: text, zone: null, startsAt: new Date(at).toISOString() }]);
  });

  it('stays whole whatever a name holds: signs of the format, line breaks, half characters, long Chinese', async () => {
    const evil = 'A;B,C:D\\N "q" END:VCALENDAR';
    const chinese = '苏州安全带股份有限公司第二分公司检测中心'.repeat(7);
    const works = await api.make.factory({ client, name: evil, nameZh: chinese });
    await makeAudit(api, { client, factoryId: works.id }, { plannedFrom: '2026-12-08', plannedTo: '2026-12-08', body: 'CQC\r\nBEGIN:VEVENT\r\nUID:evil\u0007\u2028x' }); // prettier-ignore
    await makeAudit(api, { client, factoryId: works.id }, { plannedFrom: '2026-12-09', plannedTo: '2026-12-09', body: '🚗'.repeat(45) }); // prettier-ignore
    const { address } = await make({ kind: 'tenant', name: 'Mine;, \\ x' });
    const calendar = await read(address);
    // As it stands: the parser does not know the property, so it leaves the escapes.
    expect(calendar.name).toBe('Mine\\;\\, \\\\ x');
    expect(calendar.entries).toHaveLength(2);
    expect(calendar.entries[0]!.summary).toBe(`Follow-up inspection: ${evil}`);
    expect(calendar.entries[0]!.description).toContain('Body: CQC\nBEGIN:VEVENT\nUID:evil');
    expect(calendar.entries[1]!.description).toContain(`Body: ${'🚗'.repeat(45)}`);
    const { entries } = await read((await make({ kind: 'tenant', language: 'zh' })).address);
    expect(entries[0]!.summary).toBe(`监督检查：${chinese}`);
  });

  it('answers 304 to who has it already, for as long as nothing differs', async () => {
    await makeAudit(api, { client, factoryId: factory.id }, { plannedFrom: '2026-12-08', plannedTo: '2026-12-08' });
    const { address } = await make({ kind: 'tenant' });
    const { etag } = (await get(address).expect(200)).headers as { etag: string };
    const again = await get(address).set('if-none-match', `"x", W/${etag}`).expect(304);
    expect(again.text).toBe('');
    await api.look(`update factories set name = 'Works Bregenz' where id = $1`, [factory.id]);
    const now = await get(address).set('if-none-match', etag).expect(200);
    expect(now.headers['etag']).not.toBe(etag);
    expect(now.text).toContain('Works Bregenz');
  });
});

describe('who sees what in a calendar', () => {
  it('one of the team sees in its own what it is responsible for, and nothing of a colleague', async () => {
    const mei = await api.make.member({ tenant, name: 'Tian Sun' });
    const mine = await makeApplication(api, { client }, { ownerId: lena.id });
    const hers = await makeApplication(api, { client }, { ownerId: mei.id });
    await restate({ applicationId: mine.id }, stated('2026-12-01'));
    await restate({ applicationId: hers.id }, stated('2026-12-02'));
    const audit = (fields: object, day: string) => makeAudit(api, { client, factoryId: factory.id }, { plannedFrom: day, plannedTo: day, ...fields }); // prettier-ignore
    await audit({ responsibleId: lena.id }, '2026-12-03');
    await audit({ responsibleId: mei.id, applicationId: mine.id }, '2026-12-04');
    await audit({ applicationId: mine.id }, '2026-12-05');
    const days = async (input: object, agent = staff) => (await read((await make(input, agent)).address)).entries.map(({ start }) => start); // prettier-ignore
    expect(await days({ kind: 'person' })).toEqual(['20261201', '20261203', '20261205']);
    expect(await days({ kind: 'person' }, await api.as(mei))).toEqual(['20261202', '20261204']);
    expect(await days({ kind: 'tenant' })).toHaveLength(5);
  });

  it('a client sees its own, no unannounced inspection, no laboratory, and nothing of the next client', async () => {
    const other = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd' });
    const works = await api.make.factory({ client: other, name: 'Works Kestrel' });
    const guest = await api.as(await api.make.member({ client }));
    await makeAudit(api, { client, factoryId: factory.id }, { plannedFrom: '2026-12-08', plannedTo: '2026-12-08' });
    await makeAudit(api, { client, factoryId: factory.id }, { plannedFrom: '2026-12-09', plannedTo: '2026-12-09', isUnannounced: true }); // prettier-ignore
    await makeAudit(
      api,
      { client: other, factoryId: works.id },
      { plannedFrom: '2026-12-10', plannedTo: '2026-12-10' },
    );
    const laboratory = await makeLaboratory(api, tenant, { name: 'Secret house', timeZone: 'Asia/Shanghai' });
    await makeBooking(api, { client, laboratory }, { status: 'requested', startsAt: new Date('2026-11-30T01:00:00Z'), endsAt: new Date('2026-11-30T04:00:00Z') }); // prettier-ignore
    const own = (await make({ kind: 'client' }, guest)).address;
    const given = (await make({ kind: 'client', clientId: client.id })).address;
    for (const address of [own, given]) {
      const text = (await get(address).expect(200)).text;
      expect(readCalendar(text).entries.map(({ start }) => start)).toEqual(['20261208', '20261130T090000']);
      expect(text).not.toContain('Secret house');
      expect(text).not.toContain('Kestrel');
    }
    const forFactory = await read((await make({ kind: 'factory', factoryId: factory.id })).address);
    expect(forFactory.entries.map(({ start }) => start)).toEqual(['20261208']);
  });

  it('a client’s person sees in its own what it is the contact of', async () => {
    const contact = await api.make.contact({ client, email: 'emma@lindauer.test' });
    const person = await api.make.person({ email: 'emma@lindauer.test' });
    const guest = await api.as(await api.make.member({ client, person }));
    const asked = await makeApplication(api, { client }, { contactId: contact.id });
    const others = await makeApplication(api, { client });
    await restate({ applicationId: asked.id }, stated('2026-12-01'));
    await restate({ applicationId: others.id }, stated('2026-12-02'));
    expect((await read((await make({ kind: 'person' }, guest)).address)).entries).toMatchObject([
      { start: '20261201' },
    ]);
    expect((await read((await make({ kind: 'client' }, guest)).address)).entries).toHaveLength(2);
  });

  it('a client’s person makes addresses of itself and its own company only', async () => {
    const other = await api.make.client({ tenant });
    const guest = await api.as(await api.make.member({ client }));
    await guest.post('/api/calendar-feeds').send({ kind: 'tenant', name: 'x' }).expect(403);
    await guest.post('/api/calendar-feeds').send({ kind: 'factory', name: 'x', factoryId: factory.id }).expect(403);
    await guest.post('/api/calendar-feeds').send({ kind: 'client', name: 'x', clientId: other.id }).expect(404);
    const { body } = await staff.post('/api/calendar-feeds').send({ kind: 'client', name: 'x' }).expect(400);
    expect(body.errors).toMatchObject([{ field: 'clientId', code: 'is-uuid' }]);
    const { body: spare } = await staff.post('/api/calendar-feeds').send({ kind: 'tenant', name: 'x', clientId: client.id }).expect(400); // prettier-ignore
    expect(spare.errors).toMatchObject([{ field: 'clientId', code: 'not-here', allowed: 'left out, or kind client' }]);
    await api.nobody().post('/api/calendar-feeds').send({ kind: 'person', name: 'x' }).expect(401);
  });

  it('nobody sees the personal ones of another, and only makers and leaders revoke', async () => {
    const own = await make({ kind: 'person' });
    const shared = await make({ kind: 'tenant' });
    const colleague = await api.as(await api.make.member({ tenant }));
    const { body } = await colleague.get('/api/calendar-feeds').expect(200);
    expect(body.items).toMatchObject([{ id: shared.id, isMine: false, mayRevoke: false }]);
    await colleague.delete(`/api/calendar-feeds/${shared.id}`).expect(404);
    await colleague.delete(`/api/calendar-feeds/${own.id}`).expect(404);
    const leader = await api.as(await api.make.member({ tenant, role: 'manager' }));
    await leader.delete(`/api/calendar-feeds/${own.id}`).expect(404);
    await leader.delete(`/api/calendar-feeds/${shared.id}`).expect(204);
    await get(shared.address).expect(404);
    await get(own.address).expect(200);
  });
});

describe('an address ends', () => {
  it('at once when it is revoked, and answers like one that never was', async () => {
    const { id, address } = await make({ kind: 'person' });
    await get(address).expect(200);
    await staff.delete(`/api/calendar-feeds/${id}`).expect(204);
    const told = ({ body }: { body: object }) => ({ ...body, requestId: '' });
    const gone = await get(address).expect(404);
    const never = await get(address.replace(/[^/]{43}\.ics$/, `${'x'.repeat(43)}.ics`)).expect(404);
    expect(told(gone)).toEqual(told(never));
    await get(address.replace('.ics', '')).expect(404);
    expect((await staff.get('/api/calendar-feeds').expect(200)).body.items).toEqual([]);
    await staff.delete(`/api/calendar-feeds/${id}`).expect(404);
  });

  it('for good when its maker leaves or changes sides; what others made stays', async () => {
    const leader = await api.as(await api.make.member({ tenant, role: 'owner' }));
    const kept = await make({ kind: 'client', clientId: client.id }, leader);
    const { address } = await make({ kind: 'client', clientId: client.id });
    await get(address).expect(200);
    const set = (sql: string) => api.look(`update members set ${sql} where id = $1`, [lena.id]);
    await set(`role = 'viewer'`);
    await get(address).expect(200);
    await set(`role = 'client', client_id = '${client.id}'`);
    await get(address).expect(404);
    await set(`role = 'consultant', client_id = null`);
    await get(address).expect(404);
    const second = await make({ kind: 'person' });
    await get(second.address).expect(200);
    await set('left_at = now()');
    await get(second.address).expect(404);
    await set('left_at = null');
    await get(second.address).expect(404);
    await get(kept.address).expect(200);
    expect(await api.look('select ended_because from calendar_feeds where member_id = $1 order by created_at', [lena.id])).toEqual([{ ended_because: 'role-changed' }, { ended_because: 'member-left' }]); // prettier-ignore
  });

  it('and one caller asks no more than 120 times a minute', async () => {
    const { address } = await make({ kind: 'person' });
    for (let calls = 0; calls < 120; calls += 1) await get(address, '203.0.113.9').expect(200);
    const refused = await get(address, '203.0.113.9').expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await get(address, '203.0.113.10').expect(200);
  });

  it('is no way to more of one’s own than thirty', async () => {
    for (let made = 0; made < 30; made += 1) await make({ kind: 'person' });
    const { body } = await staff.post('/api/calendar-feeds').send({ kind: 'person', name: 'x' }).expect(409);
    expect(body).toMatchObject({ code: 'calendar-feed.too-many', facts: { most: 30 } });
  });
});
