import { Channel } from '#database/entities/channel.entity';
import { ChannelSend } from '#database/entities/channel-send.entity';
import type { ReminderDetailView } from '#features/reminders/reminders.dto';
import type { ProofCheckView, ProofView } from '#features/reminder-proofs/reminder-proofs.dto';
import { makeLedger } from '../support/make-ledger.js';
import { readPdf } from '../support/pdf-text.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
let agent: Agent;
let tenantId: string;
let deadlineId: string;
let ids: string[];

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  await world();
});
afterAll(() => api.close());

/** Lena was mailed on 10 November, and her telephone and the team's room told; the contact in Nagoya was mailed too. */
async function world(): Promise<void> {
  const { make, db } = api;
  const tenant = await make.tenant({ name: 'Jadebrücke Homologation' });
  const client = await make.client({ tenant });
  const contact = await make.contact({ tenant, client, name: 'Kenji Sato', timeZone: 'Asia/Tokyo' });
  const lena = await make.member({ tenant, name: 'Lena Weiss', timeZone: 'Europe/Berlin' });
  const certificate = await make.certificate({
    tenant,
    client,
    contact,
    responsible: lena,
    number: '2022011109100077',
  });
  const told = await makeLedger(api, certificate, '2026-12-10', [
    { step: 30, at: '2026-11-10T07:00:00Z', to: lena, by: 'memberId' },
    { step: 30, at: '2026-11-09T23:00:00Z', to: contact, by: 'contactId' },
  ]);
  await make.inside(tenant, async () => {
    const [{ mailId }] = await db.query<{ mailId: string }>('select mail_id as "mailId" from reminders where id = $1', [told.reminderIds[0]]) as [{ mailId: string }]; // prettier-ignore
    const make = { host: 'x.test', sealedTarget: '', topics: ['legal-days' as const], isOn: true };
    const at = (time: string) => new Date(`2026-11-10T${time}Z`);
    const room = await db.add(Channel, { ...make, memberId: null, kind: 'wecom', name: '认证群', language: 'zh', createdAt: at('06:00:00') }); // prettier-ignore
    const own = await db.add(Channel, { ...make, memberId: lena.id, kind: 'sms', name: 'My telephone', language: 'en', createdAt: at('06:00:00') }); // prettier-ignore
    const send = { mailId, link: 'http://localhost/', attempts: 1, nextAttemptAt: at('07:00:01') };
    await db.add(ChannelSend, { ...send, channelId: room.id, title: '还剩30天：续证', language: 'zh', state: 'sent', answer: '200 {"errcode":0}', sentAt: at('07:00:05'), createdAt: at('07:00:01') }); // prettier-ignore
    await db.add(ChannelSend, { ...send, channelId: own.id, title: '30 days: renewal', language: 'en', state: 'refused', answer: '401 no key', sentAt: null, createdAt: at('07:00:02') }); // prettier-ignore
  });
  [tenantId, deadlineId, ids] = [tenant.id, told.deadlineId, told.reminderIds];
  agent = await api.as(lena);
}

const detail = async (id: string) => (await agent.get(`/api/reminders/${id}`).expect(200)).body as ReminderDetailView;
const made = async (input: object) =>
  (await agent.post(`/api/deadlines/${deadlineId}/reminder-proofs`).send(input).expect(201)).body as ProofView;
const check = async ({ id }: ProofView) =>
  (await agent.get(`/api/reminder-proofs/${id}`).expect(200)).body as ProofCheckView;
const textOf = async ({ id }: ProofView) => {
  const { body } = await agent.get(`/api/reminder-proofs/${id}/document`).responseType('blob').expect(200);
  return readPdf(body as Buffer)
    .pages.flat()
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, '');
};

it('a reminder tells what was said beside its mail, to whom and what the other side answered', async () => {
  expect((await detail(ids[0]!)).channels).toEqual([
    {
      ...{ kind: 'wecom', name: '认证群', text: '还剩30天：续证', state: 'sent', answer: '200 {"errcode":0}' },
      ...{ owedAt: '2026-11-10T07:00:01.000Z', sentAt: '2026-11-10T07:00:05.000Z' },
    },
    {
      ...{ kind: 'sms', name: null, text: '30 days: renewal', state: 'refused', answer: '401 no key' },
      ...{ owedAt: '2026-11-10T07:00:02.000Z', sentAt: null },
    },
  ]);
  expect((await detail(ids[1]!)).channels).toEqual([]);
});

it.each([
  ['en', 'also by WeCom “认证群”, 10 November 2026, 08:00 (UTC+1)', 'by SMS: refused', 'SMS: “30 days: renewal”, 401 no key'], // prettier-ignore
  ['de', 'auch über WeCom „认证群“, 10. November 2026, 08:00 (UTC+1)', 'über SMS: abgelehnt', 'SMS: „30 days: renewal“, 401 no key'], // prettier-ignore
  [
    'zh',
    '另经企业微信“认证群”发送，2026年11月10日08:00 (UTC+1)',
    '短信：被拒收',
    '短信：“30 days: renewal”，401 no key',
  ],
])('a proof in %s tells it beside the mail', async (language, ...said) => {
  const text = await textOf(await made({ language }));
  for (const words of said) expect(text).toContain(words.replace(/\s+/g, ''));
});

it('a proof for the client tells nothing of the team’s channels', async () => {
  const proof = await made({ readers: 'client', language: 'en' });
  expect(await textOf(proof)).not.toMatch(/WeCom|SMS|认证群/);
  expect((await check(proof)).now).toEqual({ same: 1, changed: 0, added: 0 });
});

it('a message that is told later is more than an older proof says, and a proof of before channels stays as it was', async () => {
  const proof = await made({});
  expect((await check(proof)).now).toEqual({ same: 2, changed: 0, added: 0 });
  await api.look(`update channel_sends set answer = '401 still no key' where tenant_id = $1 and state = 'refused'`, [
    tenantId,
  ]);
  expect((await check(proof)).now).toEqual({ same: 1, changed: 1, added: 0 });

  const [kept] = await api.look<{ data: string }>('select data from reminder_proofs where id = $1', [proof.id]);
  const { lines, ...rest } = JSON.parse(kept!.data) as { lines: { channels?: unknown }[] };
  const before = { ...rest, format: 1, lines: lines.map(({ channels: _, ...line }) => line) };
  await api.look('update reminder_proofs set data = $2 where id = $1', [proof.id, JSON.stringify(before)]);
  expect((await check(proof)).now).toEqual({ same: 2, changed: 0, added: 0 });
  expect(await textOf(proof)).not.toMatch(/WeCom|SMS/);
});

it('nobody of another consultancy reads it', async () => {
  const other = await api.as(await api.make.member({ tenant: await api.make.tenant(), role: 'owner' }));
  await other.get(`/api/reminders/${ids[0]}`).expect(404);
  await other.post(`/api/deadlines/${deadlineId}/reminder-proofs`).send({}).expect(404);
});
