import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import type { Factory } from '#database/entities/factory.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { MailCatcher, type OpenedMail } from '../../apps/local/src/mail-catcher.js';
import { readCalendar, type ReadCalendar } from '../support/calendar-reader.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';
import { workUntilQuiet } from '../support/test-worker.js';

/** Friday 20 November 2026, 10:01 in Berlin: what is told now waits until 10:05. */
const NOW = '2026-11-20T09:01:00Z';

let api: TestApi;
let catcher: MailCatcher;
let tenant: Tenant;
let client: Client;
let contact: Contact;
let factory: Factory;
let owner: Member;
let colleague: Agent;
beforeAll(async () => {
  api = await startApi({ clock: NOW });
  catcher = await MailCatcher.start();
});
afterAll(async () => {
  await catcher.stop();
  await api.close();
});
beforeEach(async () => {
  itIs(NOW);
  await catcher.clear();
  tenant = await api.make.tenant({ name: 'Jadebrücke', nameZh: '玉桥咨询' });
  client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
  contact = await api.make.contact({ client, name: 'Emma "Em" Carter', language: 'en' });
  factory = await api.make.factory({ client, name: 'Works Lindau' });
  owner = await api.make.member({ tenant, name: 'Lena Weiss', language: 'de', role: 'consultant' });
  colleague = await api.as(await api.make.member({ tenant, name: 'Tian Sun', role: 'manager' }));
});
afterEach(() => jest.restoreAllMocks());

const itIs = (instant: string) => void jest.spyOn(api.clock, 'now').mockReturnValue(new Date(instant));
/** The worker half an hour later, and the api's clock with it. */
let minutes = 0;
async function work(): Promise<void> {
  minutes += 40;
  const instant = new Date(new Date(NOW).getTime() + minutes * 60_000).toISOString();
  await workUntilQuiet(api, { clock: instant, smtpUrl: catcher.smtpUrl });
  itIs(instant);
}
const inbox = async (email: string): Promise<OpenedMail[]> => {
  const mails = catcher.mails().filter(({ to }) => to.includes(email));
  return Promise.all(mails.map(async ({ id }) => (await catcher.open(id))!));
};
/** The calendars of a mail, byte for byte: a parser of mails would tidy their line breaks. */
const calendarsOf = ({ source }: OpenedMail): string[] =>
  [...source.matchAll(/Content-Type: text\/calendar;[^]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)\r\n--/g)].map(([, base64]) =>
    Buffer.from(base64!, 'base64').toString(),
  );
const invitation = (mail: OpenedMail): ReadCalendar => readCalendar(calendarsOf(mail)[0]!);
const acts = (path: string) => async (version: number, input: object) => {
  const { body, ok } = await colleague.post(`/api/${path}/acts`).send({ version, ...input });
  expect({ ok, body }).toMatchObject({ ok: true });
  return body.version as number;
};

describe('a mail about an inspection', () => {
  beforeEach(() => (minutes = 0));

  it('carries an entry that moves and falls in the calendar of its reader under one UID', async () => {
    const plan = { kind: 'follow-up', factoryId: factory.id, plannedFrom: '2026-12-08', plannedTo: '2026-12-10' };
    const { body: audit } = await colleague.post('/api/audits').send({ ...plan, responsibleId: owner.id, contactId: contact.id }).expect(201); // prettier-ignore
    const act = acts(`audits/${audit.id}`);
    const confirmed = await act(audit.version, { act: 'confirm' });
    await work();
    const [asked] = await inbox(contact.email);
    expect(asked!.subject).toBe('Factory inspection: Works Lindau');
    expect(asked!.text).toContain('Accepting or declining it\nthere reaches nobody: write to us instead.');
    // Beside text and HTML for programs that act on it, and as a file for those that do not.
    expect(asked!.source).toMatch(
      /multipart\/alternative[^]*Content-Type: text\/calendar; charset=utf-8; method=REQUEST/,
    );
    expect(calendarsOf(asked!)).toHaveLength(2);
    const uid = `${audit.id}@${new URL(api.config.url).host}`;
    const first = invitation(asked!);
    expect(first).toMatchObject({
      method: 'REQUEST',
      entries: [
        {
          ...{ uid, sequence: 1, status: 'CONFIRMED', start: '20261208', end: '20261211', transp: 'OPAQUE', url: null },
          organizer: `mailto:${api.config.mailFrom}`,
          attendees: [{ address: `MAILTO:${contact.email}`, name: "Emma 'Em' Carter", rsvp: 'FALSE' }],
        },
      ],
    });
    const [forOwner] = await inbox(owner.email);
    expect(invitation(forOwner!).entries).toMatchObject([{ uid, summary: 'Folgeinspektion im Werk: Works Lindau', url: `${api.config.url}/audits/${audit.id}` }]); // prettier-ignore

    const postponed = await act(confirmed, { act: 'postpone', from: '2026-12-14', reason: 'Visa of the inspector' });
    await work();
    const [, moved] = await inbox(contact.email);
    expect(moved!.subject).toBe('Inspection postponed: Works Lindau');
    expect(moved!.text).toMatch(/^Until now +8 Dec 2026 to 10 Dec 2026$/m);
    expect(moved!.text).not.toContain('Visa');
    expect(invitation(moved!)).toMatchObject({
      method: 'REQUEST',
      entries: [{ uid, sequence: 2, status: 'TENTATIVE', start: '20261214', end: '20261215' }],
    });

    await act(postponed, { act: 'cancel', reason: 'Works closed' });
    await work();
    const [, , fallen] = await inbox(contact.email);
    expect(fallen!.subject).toBe('Inspection cancelled: Works Lindau');
    expect(invitation(fallen!)).toMatchObject({
      method: 'CANCEL',
      entries: [{ uid, sequence: 3, status: 'CANCELLED' }],
    });
    expect(await inbox(contact.email)).toHaveLength(3);
  });

  it('that is postponed without new days is taken out of the calendar, on the days its reader knew', async () => {
    const { body: audit } = await colleague.post('/api/audits').send({ kind: 'follow-up', factoryId: factory.id, contactId: contact.id }).expect(201); // prettier-ignore
    const act = acts(`audits/${audit.id}`);
    const confirmed = await act(audit.version, { act: 'confirm', from: '2026-12-08' });
    await work();
    await act(confirmed, { act: 'postpone', reason: 'Visa' });
    await work();
    const [, moved] = await inbox(contact.email);
    expect(invitation(moved!)).toMatchObject({ method: 'CANCEL', entries: [{ start: '20261208', sequence: 2 }] });
  });

  it('is not sent where nobody had heard of it, and never to the client of an unannounced one', async () => {
    const plan = async (more: object) => (await colleague.post('/api/audits').send({ kind: 'follow-up', factoryId: factory.id, contactId: contact.id, responsibleId: owner.id, ...more }).expect(201)).body; // prettier-ignore
    const shortLived = await plan({});
    const act = acts(`audits/${shortLived.id}`);
    await act(await act(shortLived.version, { act: 'confirm', from: '2026-12-08' }), { act: 'cancel', reason: 'Typed wrongly' }); // prettier-ignore
    const silent = await plan({ isUnannounced: true });
    await acts(`audits/${silent.id}`)(silent.version, { act: 'confirm', from: '2026-12-14' });
    await work();
    expect(await inbox(contact.email)).toEqual([]);
    const [mail, ...others] = await inbox(owner.email);
    expect(others).toEqual([]);
    expect(invitation(mail!).entries).toMatchObject([{ start: '20261214' }]);
  });
});

describe('a mail about a booking', () => {
  beforeEach(() => (minutes = 0));

  it('brings its slot to client, owner and laboratory, in the hours of the laboratory, each by what they may see', async () => {
    const product = await api.make.product({ client, name: 'Safety belt', standard: 'GB 14166-2024' });
    const { body: laboratory } = await colleague
      .post('/api/laboratories')
      .send({
        name: 'Tianjin test centre',
        nameZh: '天津检测中心',
        country: 'CN',
        timeZone: 'Asia/Shanghai',
        email: 'lab@tianjin.test',
        cccDesignated: 'yes',
        cnas: 'yes',
        cma: 'yes',
        checkedOn: '2026-11-02',
        basisNote: 'List',
      }) // prettier-ignore
      .expect(201);
    const { body: bench } = await colleague.post(`/api/laboratories/${laboratory.id}/benches`).send({ name: 'Sled', capacity: 1 }).expect(201); // prettier-ignore
    const slot = { startsAt: '2026-11-30T09:00:00+08:00', endsAt: '2026-11-30T12:00:00+08:00' };
    const { body: booking } = await colleague
      .post('/api/bookings')
      .send({
        productId: product.id,
        laboratoryId: laboratory.id,
        benchId: bench.id,
        responsibleId: owner.id,
        test: 'Sled test',
        ...slot,
        act: 'confirm',
      }) // prettier-ignore
      .expect(201);
    await work();
    const uid = `${booking.id}@${new URL(api.config.url).host}`;
    const [toClient] = await inbox(contact.email);
    expect(toClient!.text).toContain('Monday 30 November 2026, 09:00 to 12:00 (Shanghai)');
    const sent = invitation(toClient!);
    expect(sent).toMatchObject({
      ...{ method: 'REQUEST', zones: ['Asia/Shanghai'] },
      entries: [{ uid, start: '20261130T090000', zone: 'Asia/Shanghai', startsAt: '2026-11-30T01:00:00.000Z', location: null, status: 'CONFIRMED' }], // prettier-ignore
    });
    expect(toClient!.source + calendarsOf(toClient!)[0]!).not.toContain('Tianjin');
    const [toLab] = await inbox('lab@tianjin.test');
    expect(invitation(toLab!).entries).toMatchObject([{ uid, summary: '检测：Safety belt', location: '天津检测中心', url: null }]); // prettier-ignore
    expect(toLab!.html).not.toContain('/lab/bookings/');
    const [toOwner] = await inbox(owner.email);
    expect(invitation(toOwner!).entries).toMatchObject([{ uid, location: 'Tianjin test centre' }]);

    const later = { startsAt: '2026-12-01T09:00:00+08:00', endsAt: '2026-12-01T12:00:00+08:00' };
    const act = acts(`bookings/${booking.id}`);
    const offered = await act(booking.version, { act: 'offer', optionUntil: '2026-11-25', ...later });
    await work();
    const [, moved] = await inbox('lab@tianjin.test');
    expect(invitation(moved!)).toMatchObject({ method: 'REQUEST', entries: [{ uid, start: '20261201T090000', status: 'TENTATIVE' }] }); // prettier-ignore
    await act(offered, { act: 'cancel', reason: 'Not needed' });
    await work();
    const [, , fallen] = await inbox(contact.email);
    const end = invitation(fallen!);
    expect(end).toMatchObject({ method: 'CANCEL', entries: [{ uid, status: 'CANCELLED' }] });
    expect(end.entries[0]!.sequence).toBeGreaterThan(invitation(moved!).entries[0]!.sequence);
  });
});
