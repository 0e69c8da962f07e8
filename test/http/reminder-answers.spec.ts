import { newId } from '#database/db';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';
import { workUntilQuiet } from '../support/test-worker.js';

let api: TestApi;
let catcher: MailCatcher;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  catcher = await MailCatcher.start();
});
afterAll(async () => {
  await catcher.stop();
  await api.close();
});
afterEach(() => jest.restoreAllMocks());

/** A declaration to convert by 31 Dec 2026: of a contact in Nagoya, looked after in Berlin, the tenant led by one owner. */
async function conversion() {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, country: 'JP' });
  const contact = await api.make.contact({ tenant, client, email: `sato-${newId()}@hoshikawa.test`, language: 'en', timeZone: 'Asia/Tokyo' }); // prettier-ignore
  const responsible = await api.make.member({ tenant, name: 'Lena Weiss', email: `weiss-${newId()}@jade.test` });
  const owner = await api.make.member({
    tenant,
    name: 'Omar Owner',
    role: 'owner',
    email: `owner-${newId()}@jade.test`,
  });
  const product = await api.make.product({ client, classCode: '1301' });
  const certificate = await api.make.certificate({
    ...{ tenant, client, product, contact, responsible },
    ...{ scheme: 'ccc-self-declaration-b' as const, validUntil: null },
  });
  await api.make.inside(tenant, () =>
    api.app
      .get(DeadlinesService)
      .restate(
        { certificateId: certificate.id },
        certificateDeadlines({ ...certificate, classCode: '1301', isReplaced: false }, shippedReference()),
      ),
  );
  const agent = await api.as(owner);
  const { items } = (await agent.get(`/api/deadlines?certificateId=${certificate.id}&kind=conversion`).expect(200))
    .body;
  return { tenant, contact, responsible, owner, certificate, agent, deadlineId: items[0].id as string };
}

const sendUntil = (clock: string) => workUntilQuiet(api, { clock, smtpUrl: catcher.smtpUrl });
/** The api lives on that instant from here to the end of the test. */
const itIs = (instant: string) => jest.spyOn(api.clock, 'now').mockImplementation(() => new Date(instant));
const mailsTo = (email: string) => catcher.mails().filter((mail) => mail.to.includes(email));

/** The address in the last mail to somebody, as a program that reads mails would find it. */
async function linkOf(email: string): Promise<string> {
  const last = mailsTo(email)
    .sort((a, b) => a.id.localeCompare(b.id))
    .at(-1)!;
  const { text } = (await catcher.open(last.id))!;
  return `/api/public/answers/${/\/answer\/([\w-]+)/.exec(text.replaceAll('=\n', ''))![1]}`;
}

const standing = async (agent: Agent, deadlineId: string) =>
  (await agent.get('/api/reminders?limit=200').expect(200)).body.items
    .filter((r: { deadlineId: string }) => r.deadlineId === deadlineId)
    .map((r: { stepDays: number; reason: string; state: string; stateReason: string | null }) =>
      [r.stepDays, r.reason, r.state, r.stateReason].join(' ').trim(),
    )
    .sort();

it('a program that opens every link of a mail answers nothing; the button does, and nobody else hears of it then', async () => {
  const { agent, responsible, deadlineId, tenant, certificate } = await conversion();
  await sendUntil('2026-12-30T10:00:00Z');
  expect(await standing(agent, deadlineId)).toContain('1 escalation planned');
  itIs('2026-12-30T10:05:00Z');
  const anybody = api.nobody();
  const link = await linkOf(responsible.email);
  await anybody.head(link);
  await anybody.get(link).set('Purpose', 'prefetch').expect(200);
  const { body } = await anybody.get(link).expect(200);
  expect(body).toMatchObject({
    readerName: 'Lena Weiss',
    items: [{ deadlineId, kind: 'conversion', dueOn: '2026-12-31', daysLeft: 1, given: null, promisable: { from: '2026-12-31', to: '2026-12-31' } }],
  }); // prettier-ignore
  expect(await standing(agent, deadlineId)).toContain('1 escalation planned');
  const [opened] = await api.look<{ answer_openings: number }>(
    'select answer_openings from mails where tenant_id = $1 and lower(to_email) = lower($2) and answer_openings > 0',
    [tenant.id, responsible.email],
  );
  expect(opened!.answer_openings).toBeGreaterThanOrEqual(2);

  const answered = await anybody.post(link).send({ answer: 'in-work', until: '2026-12-31' }).expect(200);
  expect(answered.body.items[0].given).toMatchObject({ answer: 'in-work', until: '2026-12-31', name: 'Lena Weiss' });
  expect(await standing(agent, deadlineId)).toContain('1 escalation withdrawn answered');
  const events = (await agent.get(`/api/events?certificateId=${certificate.id}`).expect(200)).body.items;
  expect(events.find(({ what }: { what: string }) => what === 'reminder.answered')).toMatchObject({
    facts: { answer: 'in-work', until: '2026-12-31', name: 'Lena Weiss', by: 'member', kind: 'conversion' },
  });
  // The same button once more says nothing new.
  await anybody.post(link).send({ answer: 'in-work', until: '2026-12-31' }).expect(200);
  const given = await agent.get(`/api/deadlines/${deadlineId}/answers`).expect(200);
  expect(given.body.items).toHaveLength(1);
});

it('nobody answers the last legal step: on the next working morning the owner of the tenant hears who was asked and when', async () => {
  const { owner } = await conversion();
  await sendUntil('2026-12-30T10:00:00Z');
  expect(mailsTo(owner.email)).toHaveLength(0);
  await sendUntil('2026-12-31T06:00:00Z');
  expect(mailsTo(owner.email)).toHaveLength(0);
  await sendUntil('2026-12-31T07:30:00Z');
  const [mail, ...noMore] = mailsTo(owner.email);
  expect(noMore).toEqual([]);
  const { text } = (await catcher.open(mail!.id))!;
  expect(text.replace(/\s+/g, ' ')).toContain(
    'You get this because Lena Weiss was asked on Wednesday 30 December 2026 and has not answered.',
  );
});

it('work that goes on until a day rests the steps before it, and not the last one before a legal date', async () => {
  const { agent, responsible, deadlineId } = await conversion();
  await sendUntil('2026-12-01T10:00:00Z');
  itIs('2026-12-01T10:05:00Z');
  const link = await linkOf(responsible.email);
  const late = await api.nobody().post(link).send({ answer: 'in-work', until: '2027-01-01' }).expect(400);
  expect(late.body.errors).toEqual([expect.objectContaining({ field: 'until', allowed: '2026-12-02 to 2026-12-31' })]);
  await api.nobody().post(link).send({ answer: 'in-work' }).expect(400);
  await api.nobody().post(link).send({ answer: 'seen', until: '2026-12-05' }).expect(400);
  expect((await agent.get(`/api/deadlines/${deadlineId}/answers`).expect(200)).body.items).toEqual([]);

  await api.nobody().post(link).send({ answer: 'in-work', until: '2026-12-31' }).expect(200);
  const mine = (await standing(agent, deadlineId)).filter((row: string) => row.includes('responsible'));
  expect(mine).toEqual([
    '-1 responsible planned',
    '1 responsible planned',
    '14 responsible withdrawn in-work',
    '3 responsible withdrawn in-work',
    '30 responsible sent',
    '7 responsible withdrawn in-work',
  ]);
  // Another answer takes the place of the first.
  await api.nobody().post(link).send({ answer: 'seen' }).expect(200);
  expect(await standing(agent, deadlineId)).toContain('14 responsible planned');
});

it('what is not theirs goes to the next, who is told; the last one of the team cannot hand it on', async () => {
  const { agent, responsible, contact, owner, deadlineId } = await conversion();
  await sendUntil('2026-12-01T10:00:00Z');
  itIs('2026-12-01T10:05:00Z');
  await api.nobody().post(await linkOf(contact.email)).send({ answer: 'not-mine' }).expect(200); // prettier-ignore
  expect((await standing(agent, deadlineId)).filter((row: string) => row.includes('client-contact'))).toEqual([
    '-1 client-contact withdrawn not-mine',
    '1 client-contact withdrawn not-mine',
    '14 client-contact withdrawn not-mine',
    '3 client-contact withdrawn not-mine',
    '30 client-contact sent',
    '7 client-contact withdrawn not-mine',
  ]);
  const told = (await agent.get('/api/notices?limit=50').expect(200)).body.items;
  expect(told).toEqual([expect.objectContaining({ kind: 'reminder-disowned', toEmail: responsible.email })]);

  await api.nobody().post(await linkOf(responsible.email)).send({ answer: 'not-mine' }).expect(200); // prettier-ignore
  const now = await standing(agent, deadlineId);
  expect(now).toContain('14 responsible planned');
  expect(now).toContain('14 responsible withdrawn not-mine');
  const planned = (await agent.get('/api/reminders?limit=200&state=planned').expect(200)).body.items;
  expect(new Set(planned.map(({ toEmail }: { toEmail: string }) => toEmail))).toEqual(new Set([owner.email]));
  const refused = await agent.post(`/api/deadlines/${deadlineId}/answers`).send({ answer: 'not-mine' }).expect(409);
  expect(refused.body.code).toBe('answer.nobody-left');
});

it('opens nothing by an address with one byte changed, of a deadline of another mail, or once all is settled', async () => {
  const [mine, other] = [await conversion(), await conversion()];
  await sendUntil('2026-12-01T10:00:00Z');
  itIs('2026-12-01T10:05:00Z');
  const link = await linkOf(mine.responsible.email);
  const at = link.length - 60;
  const forged = link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1);
  for (const wrong of [forged, link.slice(0, -1), `${link}A`, '/api/public/answers/x']) {
    await api.nobody().get(wrong).expect(404);
    await api.nobody().post(wrong).send({ answer: 'seen' }).expect(404);
  }
  const foreign = { answer: 'seen', deadlineIds: [other.deadlineId] };
  const refused = await api.nobody().post(link).send(foreign).expect(400);
  expect(refused.body.errors[0]).toMatchObject({ field: 'deadlineIds', code: 'not-in-mail', allowed: mine.deadlineId });
  await api.nobody().post(link).send({ answer: 'done' }).expect(400);
  await mine.agent.get(`/api/deadlines/${other.deadlineId}/answers`).expect(404);
  await mine.agent.post(`/api/deadlines/${other.deadlineId}/answers`).send({ answer: 'seen' }).expect(404);
  await mine.agent.post(`/api/deadlines/${mine.deadlineId}/completion`).send({}).expect(201);
  const settled = await api.nobody().post(link).send({ answer: 'seen' }).expect(409);
  expect(settled.body.code).toBe('answer.nothing-open');
  const stored = await api.look('select 1 from reminder_answers where tenant_id = any ($1)', [
    [mine.tenant.id, other.tenant.id],
  ]);
  expect(stored).toEqual([]);
});
