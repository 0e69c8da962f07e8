import type { Tenant } from '#database/entities/tenant.entity';
import { columns } from '#platform/mail/mail-text';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let catcher: MailCatcher;
let tenant: Tenant;
let leader: Agent;
let email: string;

beforeAll(async () => {
  catcher = await MailCatcher.start();
  api = await startApi({ clock: '2026-11-20T09:00:00Z', env: { SMTP_URL: catcher.smtpUrl } });
});
afterAll(async () => {
  await api.close();
  await catcher.stop();
});
beforeEach(async () => {
  catcher.hooks = {};
  await catcher.clear();
  tenant = await api.make.tenant({ name: 'Jadebrücke', nameZh: '玉桥' });
  const member = await api.make.member({ tenant, role: 'owner', name: 'Lena Weiss', language: 'de' });
  email = member.email;
  leader = await api.as(member);
});

const LANGUAGES = ['en', 'de', 'zh'] as const;
const show = async (kind: string, language?: string, agent = leader) =>
  (
    await agent
      .get(`/api/mail-samples/${kind}`)
      .query(language ? { language } : {})
      .expect(200)
  ).body as {
    subject: string;
    html: string;
    text: string;
    from: { name: string; email: string };
  };
const send = (kind: string, language?: string, agent = leader) =>
  agent.post(`/api/mail-samples/${kind}/sending`).send(language ? { language } : {});

it('every kind is written whole in three languages, as HTML and as text of 72 columns', async () => {
  const { body } = await leader.get('/api/mail-samples').expect(200);
  const kinds = (body.items as { kind: string; group: string }[]).map(({ kind }) => kind);
  expect(kinds).toEqual(
    expect.arrayContaining(['legal-step', 'digest', 'document-requested', 'address-marked', 'invitation']),
  );
  expect(new Set(kinds).size).toBe(kinds.length);
  for (const kind of kinds)
    for (const language of LANGUAGES) {
      const { subject, html, text } = await show(kind, language);
      const lang = language === 'zh' ? 'zh' : language;
      expect([kind, language, html.includes(`<html lang="${lang}`)]).toEqual([kind, language, true]);
      for (const part of [subject, html, text])
        expect([kind, language, part === '' || /undefined|\[object|NaN/.test(part)]).toEqual([kind, language, false]);
      const long = text.split('\n').filter((line) => columns(line) > 72 && !/https?:/.test(line));
      expect([kind, language, long]).toEqual([kind, language, []]);
    }
});

it('a sample speaks of the tenant’s own certificates, under its own name, in the language asked for', async () => {
  const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd' });
  const product = await api.make.product({ client, name: 'Wing mirror', nameZh: '后视镜' });
  await api.make.certificate({ tenant, client, product, number: '2026011109300011', scheme: 'ccc' });
  const renewal = await show('overdue');
  expect(renewal.text).toContain('Wing mirror');
  expect(renewal.text).toContain('2026 0111 0930 0011');
  expect(renewal.text).toContain('WAS DARAUS FOLGT');
  expect(renewal.from).toEqual({ name: 'Jadebrücke', email: 'no-reply@homolog.localhost' });
  expect((await show('overdue', 'zh')).from.name).toBe('玉桥');
  const other = await api.as(await api.make.member({ role: 'owner' }));
  expect((await show('overdue', 'en', other)).text).not.toMatch(/Wing mirror|Kestrel|2026 0111 0930/);
});

it('the plan of the day and the outlook of four weeks are among the samples, with something in each part', async () => {
  const plan = await show('daily-plan', 'en');
  expect(plan.subject).toBe('Your day, 20 Nov 2026: 6 things on your desk');
  for (const part of [
    'ON YOUR DESK: OVERDUE AND DUE WITHIN 7 DAYS (2)',
    'YOUR ANSWER IS AWAITED (1)',
    'IT IS OUR TURN (1)',
    'INSPECTIONS AND TESTS TODAY AND TOMORROW (2)',
  ])
    // prettier-ignore
    expect(plan.text).toContain(part);
  expect(plan.text).toContain('09:00');
  const outlook = await show('weekly-outlook', 'zh');
  expect(outlook.subject).toContain('4个日期');
  await send('weekly-outlook', 'de').expect(200);
  expect(catcher.mails()).toMatchObject([{ to: [email], subject: expect.stringMatching(/^\[Test\] Die nächsten vier Wochen ab/) }]); // prettier-ignore
});

it('the logo stands in the picture of a sample, and no address leads out of it', async () => {
  const logo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==', 'base64'); // prettier-ignore
  await leader.put('/api/letterhead/logo').attach('file', logo, 'logo.png').expect(200);
  const { html } = await show('legal-step');
  expect(html).toContain('<img src="data:image/png;base64,');
  expect(html).not.toContain('cid:');
  expect(html).not.toMatch(/src="http/);
});

it('a test mail goes to whoever asks, marked as a test, and stands in the history', async () => {
  const { body } = await send('document-requested', 'zh').expect(200);
  expect(body).toEqual({ to: email, answer: expect.stringMatching(/^250 /), left: 19 });
  expect(catcher.mails()).toMatchObject([{ to: [email], subject: expect.stringMatching(/^【测试】请提交：/) }]);
  const events = await leader.get('/api/events').expect(200);
  expect(events.body.items[0]).toMatchObject({
    what: 'mail.sample-sent',
    facts: { kind: 'document-requested', language: 'zh', toEmail: email },
  });
  await leader.post('/api/mail-samples/digest/sending').send({ to: 'else@where.test' }).expect(400);
});

it('so many may be sent in an hour, and not one more', async () => {
  const answers = await Promise.all(Array.from({ length: 22 }, () => send('legal-step')));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(20).fill(200), 409, 409]);
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'mail-sample.too-many', facts: { allowed: 20 } }); // prettier-ignore
  expect(catcher.mails()).toHaveLength(20);
});

it('a server that refuses is heard in its own words', async () => {
  catcher.hooks = { recipient: () => ({ code: 550, text: '5.7.1 not from you' }) };
  const { status, body } = await send('legal-step');
  expect([status, body.code, body.detail]).toEqual([503, 'mail-not-sent', expect.stringContaining('not from you')]);
});

it('only those who lead may look and send, and only what there is', async () => {
  for (const role of ['consultant', 'viewer'] as const) {
    const agent = await api.as(await api.make.member({ tenant, role }));
    await agent.get('/api/mail-samples').expect(403);
    await agent.get('/api/mail-samples/digest').expect(403);
    await send('digest', 'en', agent).expect(403);
  }
  await leader.get('/api/mail-samples/constructor').expect(404);
  await send('nothing').expect(404);
  await leader.get('/api/mail-samples/digest').query({ language: 'fr' }).expect(400);
  await api.nobody().get('/api/mail-samples').expect(401);
});
