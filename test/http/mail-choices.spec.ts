import { request as httpRequest } from 'node:http';
import { newId } from '#database/db';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { NoticesService } from '#features/reminders/notices.service';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { makeApplication } from '../support/make-case.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';
import { workUntilQuiet } from '../support/test-worker.js';

let api: TestApi;
let catcher: MailCatcher;
const sources: { to: string; source: string }[] = [];
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  catcher = await MailCatcher.start();
  catcher.hooks = {
    message: ({ to, source }) => {
      sources.push({ to: to[0]!, source });
      return undefined;
    },
  };
});
afterAll(async () => {
  await catcher.stop();
  await api.close();
});
afterEach(() => jest.restoreAllMocks());

/** A certificate whose last day to file the renewal is 31 Dec 2026, and a declaration to convert by then: one contact. */
async function world() {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, country: 'DE' });
  const contact = await api.make.contact({ tenant, client, email: `carter-${newId()}@kestrel.test`, language: 'en', timeZone: 'Europe/Berlin' }); // prettier-ignore
  const responsible = await api.make.member({ tenant, name: 'Lena Weiss', email: `weiss-${newId()}@jade.test` });
  const owner = await api.make.member({ tenant, role: 'owner', email: `owner-${newId()}@jade.test` });
  for (const [classCode, scheme, validUntil] of [
    ['1301', 'ccc-self-declaration-b', null],
    ['1104', 'ccc', '2027-03-31'],
  ] as const) {
    const product = await api.make.product({ client, classCode });
    const fields = { tenant, client, product, contact, responsible, scheme, validUntil };
    const certificate = await api.make.certificate({ ...fields, ...(validUntil && { issuedOn: '2022-04-01' }) });
    const stated = certificateDeadlines({ ...certificate, classCode, isReplaced: false }, shippedReference());
    await api.make.inside(tenant, () =>
      api.app.get(DeadlinesService).restate(
        { certificateId: certificate.id },
        stated.filter(({ kind }) => kind === 'conversion' || kind === 'renewal-filing'),
      ),
    );
  }
  return { tenant, client, contact, responsible, owner, agent: await api.as(owner) };
}

const sendUntil = (clock: string) => workUntilQuiet(api, { clock, smtpUrl: catcher.smtpUrl });
const itIs = (instant: string) => jest.spyOn(api.clock, 'now').mockImplementation(() => new Date(instant));

/** The headers of the mails to somebody, unfolded, in the order of sending. */
const headersTo = (email: string) =>
  sources
    .filter(({ to }) => to === email)
    .map(({ source }) => source.split(/\r?\n\r?\n/)[0]!.replace(/\r?\n[ \t]+/g, ' '));
const tokenIn = (headers: string) => /hooks\/unsubscribe\/([\w-]{86})>/.exec(headers)![1]!;

/** As a mail provider does it: a plain form, no sign-in, no cookie. */
function oneClick(token: string, contentType: string, body: string): Promise<number> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': contentType, 'content-length': Buffer.byteLength(body) };
    const sent = httpRequest(
      { hostname, port, method: 'POST', path: `/hooks/unsubscribe/${token}`, headers },
      (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode!));
      },
    );
    sent.on('error', reject).end(body);
  });
}
const FORM = ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'] as const;
const PARTS = [
  'multipart/form-data; boundary=x',
  '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
] as const;

const planned = async (agent: Agent, email: string) =>
  (await agent.get('/api/reminders?limit=200').expect(200)).body.items
    .filter((r: { toEmail: string | null; state: string }) => r.toEmail === email && r.state === 'planned')
    .map(
      (r: { deadlineKind: string; stepDays: number; sendOn: string }) => `${r.deadlineKind} ${r.stepDays} ${r.sendOn}`,
    )
    .sort();
const choiceOf = (view: { items: { topic: string; choice: string }[] }, topic: string) =>
  view.items.find((item) => item.topic === topic)?.choice;

describe('one act of a mail program', () => {
  it.each<[string, readonly [contentType: string, body: string]]>([
    ['a form', FORM],
    ['a form in parts', PARTS],
  ])(
    '%s switches off exactly the topics of the mail; the last legal step and what is overdue come all the same',
    async (_, form) => {
      const { contact, agent } = await world();
      await sendUntil('2026-12-01T10:00:00Z');
      const [headers] = headersTo(contact.email) as [string];
      expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
      itIs('2026-12-01T10:05:00Z');
      const token = tokenIn(headers);
      const before = (await api.nobody().get(`/api/public/mail-choices/${token}`).expect(200)).body;
      expect(before.ofMail).toEqual(['conversion', 'renewal-filing']);
      expect(choiceOf(before, 'conversion')).toBe('digest');
      expect(await planned(agent, contact.email)).toHaveLength(8);

      expect(await oneClick(token, ...form)).toBe(200);
      expect(await oneClick(token, ...form)).toBe(200);
      const after = (await api.nobody().get(`/api/public/mail-choices/${token}`).expect(200)).body;
      expect(after.items.filter(({ choice }: { choice: string }) => choice === 'never')).toEqual([
        expect.objectContaining({ topic: 'conversion' }),
        expect.objectContaining({ topic: 'renewal-filing' }),
        expect.objectContaining({ topic: 'weekly-outlook' }), // which no client gets unasked
      ]);
      expect(await planned(agent, contact.email)).toEqual([
        'conversion -1 2027-01-04',
        'conversion 1 2026-12-30',
        'renewal-filing -4 2027-01-04',
        'renewal-filing 7 2026-12-24',
      ]);
      const reasons = await api.look<{ reason: string; count: number }>(
        `select r.state_reason as reason, count(*)::int as count from reminders r
       where r.contact_id = $1 and r.state = 'withdrawn' group by 1`,
        [contact.id],
      );
      expect(reasons).toEqual([{ reason: 'switched-off', count: 4 }]);
    },
  );

  it('is not offered on a mail that holds only the last legal step', async () => {
    const { contact } = await world();
    await sendUntil('2026-12-30T10:00:00Z');
    const last = headersTo(contact.email).at(-1)!;
    expect(last).toMatch(/^Subject: /m);
    expect(last).not.toContain('List-Unsubscribe');
  });

  it('a program that follows the link comes to the page, and nothing is switched off', async () => {
    const { contact, agent } = await world();
    await sendUntil('2026-12-01T10:00:00Z');
    const token = tokenIn(headersTo(contact.email)[0]!);
    const answer = await api.nobody().get(`/hooks/unsubscribe/${token}`).expect(303);
    expect(answer.headers['location']).toBe(`${api.config.url}/mail-choices/${token}`);
    expect(await planned(agent, contact.email)).toHaveLength(8);
  });

  it('a form is taken at no other address', async () => {
    await api.nobody().put('/api/public/mail-choices/x').set('content-type', FORM[0]).send(FORM[1]).expect(415);
  });
});

describe('the link of a mail', () => {
  it('holds for nobody who changed it, and not once its reader has left', async () => {
    const { responsible, agent } = await world();
    await sendUntil('2026-12-01T10:00:00Z');
    itIs('2026-12-01T10:05:00Z');
    const token = tokenIn(headersTo(responsible.email)[0]!);
    const page = (of: string) => `/api/public/mail-choices/${of}`;
    await api.nobody().get(page(token)).expect(200);
    for (const at of [0, 20, 30, 84]) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      await api.nobody().get(page(changed)).expect(404);
      await api
        .nobody()
        .put(page(changed))
        .send({ choices: [{ topic: 'comments', choice: 'never' }] })
        .expect(404);
      expect(await oneClick(changed, ...FORM)).toBe(404);
    }
    // The mail of one tenant under the name of another.
    const other = await api.make.tenant();
    const bytes = Buffer.from(token, 'base64url');
    Buffer.from(other.id.replaceAll('-', ''), 'hex').copy(bytes, 0);
    await api
      .nobody()
      .get(page(bytes.toString('base64url')))
      .expect(404);

    await agent.delete(`/api/members/${responsible.id}?version=1`).expect(204);
    await api.nobody().get(page(token)).expect(404);
    expect(await oneClick(token, ...FORM)).toBe(404);
  });
});

describe('the choices of a person', () => {
  it('are that person’s only, name what is allowed when they are wrong, and come back by choosing again', async () => {
    const { responsible, agent } = await world();
    const lena = await api.as(responsible);
    await api.nobody().get('/api/mail-choices').expect(401);
    const before = await planned(agent, responsible.email);
    const put = (choices: unknown) => lena.put('/api/mail-choices').send({ choices });
    const wrong = await put([{ topic: 'campaigns', choice: 'digest' }]).expect(400);
    expect(wrong.body.errors).toEqual([
      expect.objectContaining({ field: 'choices.0.choice', code: 'choice-not-offered', allowed: 'at-once, never' }),
    ]);
    await put([{ topic: 'cut-over', choice: 'never' }]).expect(400);
    await put([]).expect(400);
    const { body } = await put([{ topic: 'conversion', choice: 'never' }]).expect(200);
    expect(choiceOf(body, 'conversion')).toBe('never');
    expect(choiceOf((await agent.get('/api/mail-choices').expect(200)).body, 'conversion')).toBe('digest');
    expect((await planned(agent, responsible.email)).filter((row: string) => row.startsWith('conversion'))).toEqual([
      'conversion -1 2027-01-04',
      'conversion 1 2026-12-30',
    ]);
    await put([{ topic: 'conversion', choice: 'digest' }]).expect(200);
    expect(await planned(agent, responsible.email)).toEqual(before);
  });

  it('at once: dates come in a mail of their own, which asks for no answer', async () => {
    const { responsible } = await world();
    const lena = await api.as(responsible);
    await lena
      .put('/api/mail-choices')
      .send({ choices: [{ topic: 'conversion', choice: 'at-once' }] })
      .expect(200);
    await sendUntil('2026-12-01T10:00:00Z');
    expect(headersTo(responsible.email)).toHaveLength(2);
    const escalations = await api.look(`select id from reminders where reason = 'escalation' and tenant_id = $1`, [
      responsible.tenantId,
    ]);
    expect(escalations).toEqual([]);
  });

  it('news in the digest lie in the mail of the next working morning; switched off they do not come', async () => {
    const { client, responsible, tenant } = await world();
    const lena = await api.as(responsible);
    const { id: applicationId } = await makeApplication(api, { client }, { ownerId: responsible.id });
    const tell = () =>
      api.make.inside(tenant, () =>
        api.app.get(NoticesService).tell([
          {
            ...{ kind: 'comment-from-client' as const, subject: { applicationId }, to: { memberId: responsible.id } },
            facts: { body: 'When is the test?', authorName: 'Emma Carter' },
          },
        ]),
      );
    const waiting = () =>
      api.look<{ at: string; state: string; reason: string | null }>(
        `select to_char(m.send_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at, n.state, n.state_reason as reason
         from notices n left join mails m on m.tenant_id = n.tenant_id and m.id = n.mail_id where n.member_id = $1`,
        [responsible.id],
      );
    const choose = (choice: string) =>
      lena
        .put('/api/mail-choices')
        .send({ choices: [{ topic: 'comments', choice }] })
        .expect(200);
    // A Friday, ten o'clock in Berlin: the next working morning is Monday's.
    await choose('digest');
    await tell();
    expect(await waiting()).toEqual([{ at: '2026-11-23 07:00', state: 'planned', reason: null }]);
    await choose('at-once');
    expect((await waiting())[0]!.at).toMatch(/^2026-11-20 09:/);
    await choose('never');
    expect(await waiting()).toEqual([{ at: null, state: 'withdrawn', reason: 'switched-off' }]);
    await tell();
    expect(await waiting()).toHaveLength(1);
  });
});
