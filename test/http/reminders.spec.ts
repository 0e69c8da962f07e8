import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { Db, newId } from '#database/db';
import type { Certificate } from '#database/entities/certificate.entity';
import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import { Import } from '#database/entities/import.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import type { MailTryView } from '#features/reminders/reminders.dto';
import { RemindersService } from '#features/reminders/reminders.service';
import { SendMail } from '#features/reminders/send-mail';
import { Jobs } from '#platform/jobs/jobs';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';
import { workerConfig, workUntilQuiet } from '../support/test-worker.js';

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
beforeEach(async () => {
  catcher.hooks = {};
  await catcher.clear();
});

interface World {
  tenant: Tenant;
  client: Client;
  contact: Contact;
  responsible: Member;
  owner: Member;
  agent: Agent;
}

/** A consultancy in Berlin with a client in Nagoya. */
async function consultancy(): Promise<World> {
  const tenant = await api.make.tenant({ name: 'Jadebrücke Homologation', nameZh: '玉桥认证咨询' });
  const client = await api.make.client({
    tenant,
    legalName: 'Hoshikawa Glass Co., Ltd.',
    legalNameZh: '星川玻璃株式会社',
    country: 'JP',
  });
  const contact = await api.make.contact({
    tenant,
    client,
    name: 'Kenji Sato',
    email: `sato-${newId()}@hoshikawa.test`,
    language: 'zh',
    timeZone: 'Asia/Tokyo',
  });
  const responsible = await api.make.member({
    tenant,
    name: 'Lena Weiss',
    language: 'de',
    email: `weiss-${newId()}@jade.test`,
  });
  const owner = await api.make.member({
    tenant,
    name: 'Omar Owner',
    role: 'owner',
    email: `owner-${newId()}@jade.test`,
  });
  return { tenant, client, contact, responsible, owner, agent: await api.as(owner) };
}

async function owing(
  world: World,
  fields: Partial<Certificate> & { classCode?: string } = {},
  heldByImportId?: string,
): Promise<Certificate> {
  const { classCode = '1301', ...rest } = fields;
  const { tenant, client, contact, responsible } = world;
  const product = await api.make.product({ client, classCode, name: 'Laminated windscreen', nameZh: '夹层前风窗玻璃' });
  const certificate = await api.make.certificate({
    tenant,
    client,
    product,
    contact,
    responsible,
    scheme: 'ccc-self-declaration-b',
    validUntil: null,
    ...rest,
  });
  await api.make.inside(tenant, () =>
    api.app
      .get(DeadlinesService)
      .restate(
        { certificateId: certificate.id },
        certificateDeadlines({ ...certificate, classCode, isReplaced: false }, shippedReference()),
        { heldByImportId },
      ),
  );
  return certificate;
}

interface Row {
  reason: string;
  id: string;
  deadlineId: string;
  deadlineKind: string;
  stepDays: number;
  sendOn: string;
  sendAt: string;
  movedFrom: string | null;
  movedBecause: string | null;
  state: string;
  stateReason: string | null;
  toEmail: string;
  language: string;
  mailId: string | null;
}

const all = async (agent: Agent, query = ''): Promise<Row[]> =>
  (await agent.get(`/api/reminders?limit=200${query}`).expect(200)).body.items;
const steps = (rows: Row[]) =>
  rows.map((r) => `${r.stepDays}: ${r.sendAt}${r.movedFrom ? ` from ${r.movedFrom} (${r.movedBecause})` : ''}`);
const owedMails = (world: World) =>
  api.look<{ id: string; to_email: string; send_at: Date }>(
    `select id, to_email, send_at from mails where tenant_id = $1 and state = 'owed' order by send_at, to_email`,
    [world.tenant.id],
  );
const sendUntil = (clock: string) => workUntilQuiet(api, { clock, smtpUrl: catcher.smtpUrl });
/** Inside one worker at this clock, without its sweep and queue. */
async function inWorker(clock: string, work: (context: INestApplicationContext) => Promise<unknown>): Promise<void> {
  const config = workerConfig(api, { clock, smtpUrl: catcher.smtpUrl });
  const module = WorkerModule.forRoot(config, pino({ level: 'silent' }));
  const context = await NestFactory.createApplicationContext(module, { logger: false });
  try {
    await work(context);
  } finally {
    await context.get(Jobs).close();
    await context.close();
  }
}
/** Of this world only: other tests' mails of the same morning are sent as well. */
const caughtBy = (email: string) => catcher.mails().filter((mail) => mail.to.includes(email));

describe('planning', () => {
  it('lays each step for 08:00 of its reader’s own working morning, and says what moved it', async () => {
    const world = await consultancy();
    await owing(world);
    const planned = await all(world.agent, '&state=planned');
    expect(steps(planned.filter((r) => r.toEmail === world.contact.email))).toEqual([
      '30: 2026-11-30T23:00:00Z',
      '14: 2026-12-16T23:00:00Z',
      '7: 2026-12-23T23:00:00Z',
      '3: 2026-12-27T23:00:00Z',
      '1: 2026-12-29T23:00:00Z',
      "-1: 2027-01-03T23:00:00Z from 2027-01-01 (New Year's Day)",
    ]);
    expect(steps(planned.filter((r) => r.toEmail === world.responsible.email))).toEqual([
      '30: 2026-12-01T07:00:00Z',
      '14: 2026-12-17T07:00:00Z',
      '7: 2026-12-24T07:00:00Z',
      '3: 2026-12-28T07:00:00Z',
      '1: 2026-12-30T07:00:00Z',
      "-1: 2027-01-04T07:00:00Z from 2027-01-01 (New Year's Day)",
    ]);
    expect(steps(planned.filter((r) => r.toEmail === world.owner.email))).toEqual([
      "-1: 2027-01-04T07:00:00Z from 2027-01-01 (New Year's Day)",
    ]);
    expect(planned).toHaveLength(13);
    expect(planned[0]).toMatchObject({
      deadlineKind: 'conversion',
      dueOn: '2026-12-31',
      timeZone: 'Asia/Tokyo',
      language: 'zh',
      reason: 'client-contact',
      isHeld: false,
      clientName: 'Hoshikawa Glass Co., Ltd.',
    });
  });

  it('gathers what falls on one reader’s same morning into one mail; a legal last step apart', async () => {
    const world = await consultancy();
    await owing(world);
    await owing(world);
    const mine = (await all(world.agent, '&state=planned')).filter((r) => r.toEmail === world.contact.email);
    const mailsOf = (step: number) => new Set(mine.filter((r) => r.stepDays === step).map((r) => r.mailId)).size;
    expect(mine).toHaveLength(12);
    expect([30, 14, 7, 3, 1].map(mailsOf)).toEqual([1, 1, 1, 1, 1]);
    // A follow-up that falls on the morning of the last step does not lie in its mail.
    const other = await owing(world, { scheme: 'ccc', classCode: '1120', validUntil: '2027-04-06' }); // day -90 is 6 January, step 7 is 30 December
    const renewal = (await all(world.agent, `&certificateId=${other.id}&state=planned`)).find(
      (r) => r.toEmail === world.contact.email && r.stepDays === 7,
    )!;
    expect(renewal.sendAt).toBe('2026-12-29T23:00:00Z');
    expect(mine.filter((r) => r.stepDays === 1).map((r) => r.mailId)).not.toContain(renewal.mailId);
  });

  it('planning again changes nothing', async () => {
    const world = await consultancy();
    const certificate = await owing(world);
    const state = () =>
      api.look(
        `select r.id, r.version, r.mail_id, m.version as mail_version from reminders r left join mails m on m.tenant_id = r.tenant_id and m.id = r.mail_id where r.tenant_id = $1 order by r.id`,
        [world.tenant.id],
      );
    const before = await state();
    await api.make.inside(world.tenant, () => api.app.get(RemindersService).replanCertificates([certificate.id]));
    expect(await state()).toEqual(before);
  });

  it('follows a contact who changes address, language and zone, and leaves no empty mail owed', async () => {
    const world = await consultancy();
    await owing(world);
    const { body } = await world.agent.get(`/api/clients/${world.client.id}`).expect(200);
    const version =
      (body.contacts as { id: string; version: number }[] | undefined)?.find((c) => c.id === world.contact.id)
        ?.version ?? 1;
    const email = `new-${newId()}@hoshikawa.test`;
    await world.agent
      .patch(`/api/contacts/${world.contact.id}`)
      .send({ version, email, language: 'en', timeZone: 'America/New_York' })
      .expect(200);
    const planned = (await all(world.agent, '&state=planned')).filter((r) => r.stepDays === 30);
    expect(planned.map((r) => [r.toEmail, r.language, r.sendAt])).toEqual([
      [world.responsible.email, 'de', '2026-12-01T07:00:00Z'],
      [email, 'en', '2026-12-01T13:00:00Z'],
    ]);
    expect((await owedMails(world)).map((m) => m.to_email)).not.toContain(world.contact.email);
  });

  it('follows another responsible, and falls back to the leaders when he leaves', async () => {
    const world = await consultancy();
    const certificate = await owing(world);
    const next = await api.make.member({ tenant: world.tenant, name: 'Next One', email: `next-${newId()}@jade.test` });
    const { body } = await world.agent.get(`/api/certificates/${certificate.id}`).expect(200);
    await world.agent
      .patch(`/api/certificates/${certificate.id}`)
      .send({ version: body.version, responsibleId: next.id })
      .expect(200);
    const readers = async () =>
      new Set((await all(world.agent, '&state=planned')).filter((r) => r.stepDays === 30).map((r) => r.toEmail));
    expect(await readers()).toEqual(new Set([world.contact.email, next.email]));
    const withdrawn = await all(world.agent, '&state=withdrawn');
    expect(new Set(withdrawn.map((r) => `${r.toEmail} ${r.stateReason}`))).toEqual(
      new Set([`${world.responsible.email} no-longer-recipient`]),
    );

    await api.look(`update members set left_at = now() where id = $1`, [next.id]);
    await api.make.inside(world.tenant, () => api.app.get(RemindersService).replanMember(next.id));
    expect(await readers()).toEqual(new Set([world.contact.email, world.owner.email]));
  });

  it('holds what an import brought until it is released, and then leaves out what has passed', async () => {
    const world = await consultancy();
    const importId = newId();
    await api.make.inside(world.tenant, () =>
      api.db.repo(Import).insert({
        tenantId: world.tenant.id,
        id: importId,
        fileName: 'r.xlsx',
        fileHash: 'x',
        fileSizeBytes: 1,
        state: 'imported',
        rowsRead: 1,
        rowsImported: 1,
        createdAt: api.clock.now(),
      } as never),
    );
    await owing(world, {}, importId);
    await sendUntil('2026-12-02T12:00:00Z');
    expect(caughtBy(world.contact.email)).toEqual([]);
    const held = await api.make.inside(world.tenant, () => api.app.get(RemindersService).heldMails(importId));
    expect(held).toEqual({ mails: 13, people: 3, firstOn: '2026-12-01' });

    await api.make.inside(world.tenant, () => api.app.get(DeadlinesService).release(importId));
    expect(await api.make.inside(world.tenant, () => api.app.get(RemindersService).heldMails(importId))).toEqual({
      mails: 0,
      people: 0,
      firstOn: null,
    });
    await sendUntil('2026-12-01T10:00:00Z');
    expect(caughtBy(world.contact.email)).toHaveLength(1);
  });
});

describe('sending', () => {
  it('sends what is due, once, in each reader’s language, and shows the server’s answer', async () => {
    const world = await consultancy();
    await owing(world, { number: 'SDOC-2021011301100148' });
    await sendUntil('2026-12-01T07:30:00Z');
    const [toContact, ...noMore] = caughtBy(world.contact.email);
    expect(noMore).toEqual([]);
    expect(toContact!.subject).toBe('还剩30天：请在2026年12月31日前完成SDOC-2021 0113 0110 0148的证书转换');
    expect(caughtBy(world.responsible.email).map((m) => m.subject)).toEqual([
      'Noch 30 Tage: SDOC-2021 0113 0110 0148 bis 31. Dez. 2026 umwandeln',
    ]);
    expect(caughtBy(world.owner.email)).toEqual([]);
    const opened = (await catcher.open(toContact!.id))!;
    expect(opened.sender).toContain('玉桥认证咨询');
    expect(opened.source).toMatch(/^Reply-To: "?Lena Weiss"? <weiss-/m);

    const sent = await all(world.agent, '&state=sent');
    expect(sent.map((r) => r.stepDays)).toEqual([30, 30]);
    const { body } = await world.agent.get(`/api/reminders/${sent[0]!.id}`).expect(200);
    expect(body).toMatchObject({
      state: 'sent',
      serverAnswer: expect.stringMatching(/^250 /),
      attempts: 1,
      sentAt: expect.stringMatching(/^2026-12-01T07:3/),
      tries: [{ number: 1, outcome: 'sent', code: 250, serverAnswer: body.serverAnswer, at: body.sentAt }],
    });
    expect(toContact!.messageId).toBe(`<${body.mailId}@${new URL(api.config.url).host}>`);

    await sendUntil('2026-12-01T08:30:00Z');
    expect(caughtBy(world.contact.email)).toHaveLength(1);
  });

  it('after an outage sends each reader only the newest due step of a deadline, and counts what was truly sent', async () => {
    const world = await consultancy();
    await owing(world);
    await sendUntil('2026-12-30T10:00:00Z');
    expect(caughtBy(world.responsible.email).map((m) => m.subject)).toEqual([expect.stringMatching(/^Noch 1 Tag: /)]);
    const [toContact, ...noMore] = caughtBy(world.contact.email);
    expect(noMore).toEqual([]);
    expect((await catcher.open(toContact!.id))!.text.replaceAll('\n', '')).toContain(
      '第1次提醒，共1次。登记证书后，提醒自动停止。',
    );
    const mine = (await all(world.agent)).filter((r) => r.toEmail === world.contact.email);
    expect(mine.map((r) => [r.stepDays, r.state, r.stateReason])).toEqual([
      [30, 'withdrawn', 'overtaken'],
      [14, 'withdrawn', 'overtaken'],
      [7, 'withdrawn', 'overtaken'],
      [3, 'withdrawn', 'overtaken'],
      [1, 'sent', null],
      [-1, 'planned', null],
    ]);
    // what was overtaken leaves nothing owed, and planning again does not bring it back
    const scope = { tenantId: world.tenant.id, audience: 'staff', memberId: null } as const;
    await inWorker('2026-12-30T10:00:00Z', (context) =>
      context
        .get(Db)
        .inTenant(scope, () =>
          context.get(RemindersService).replanPolicy({ kind: 'conversion', clientId: null, applicationId: null }),
        ),
    );
    // the legal last step asked for an answer: without one the owner of the tenant hears of it the next morning
    expect((await all(world.agent, '&state=planned')).map((r) => `${r.stepDays} ${r.reason}`).sort()).toEqual([
      '-1 client-contact',
      '-1 manager',
      '-1 responsible',
      '1 escalation',
    ]);
    expect(await owedMails(world)).toHaveLength(4);
  });

  it('an overtaken step leaves alone what else lies in its mail', async () => {
    const world = await consultancy();
    const first = await owing(world);
    const second = await owing(world);
    const newest = (await all(world.agent, `&certificateId=${first.id}&state=planned`)).filter(
      (r) => r.stepDays === 14,
    );
    // of the second declaration only the 30-day step is due
    await api.look(`update reminders set send_at = '2026-12-01T06:00:00Z' where id = any ($1)`, [
      newest.map((r) => r.id),
    ]);
    await sendUntil('2026-12-01T07:30:00Z');
    const states = async (certificate: Certificate) =>
      (await all(world.agent, `&certificateId=${certificate.id}`))
        .filter((r) => r.toEmail === world.contact.email && r.stepDays === 30)
        .map((r) => [r.state, r.stateReason]);
    expect(await states(first)).toEqual([['withdrawn', 'overtaken']]);
    expect(await states(second)).toEqual([['sent', null]]);
  });

  it('the newest due step is not lost when the server does not take it at first', async () => {
    const world = await consultancy();
    await owing(world);
    catcher.hooks = { message: () => ({ code: 451, text: '4.3.2 Come back later' }) };
    await sendUntil('2026-12-30T10:00:00Z');
    catcher.hooks = {};
    expect(caughtBy(world.contact.email)).toEqual([]);
    await sendUntil('2026-12-30T10:11:00Z');
    expect(caughtBy(world.contact.email)).toHaveLength(1);
    expect(caughtBy(world.responsible.email)).toHaveLength(1);
    expect((await all(world.agent, '&state=sent')).map((r) => r.stepDays)).toEqual([1, 1]);
  });

  it('a mail that was put off does not follow a later step that was sent before it', async () => {
    const world = await consultancy();
    await owing(world);
    catcher.hooks = { message: () => ({ code: 451, text: '4.3.2 Come back later' }) };
    await sendUntil('2026-12-01T07:30:00Z');
    catcher.hooks = {};
    await api.look(
      `update mails set next_attempt_at = '2026-12-17T08:00:00Z' where tenant_id = $1 and state = 'owed' and attempts = 1`,
      [world.tenant.id],
    );
    await sendUntil('2026-12-17T07:30:00Z');
    await sendUntil('2026-12-17T08:30:00Z');
    expect(caughtBy(world.contact.email)).toHaveLength(1);
    expect((await all(world.agent, '&state=sent')).map((r) => r.stepDays)).toEqual([14, 14]);
    const overtaken = (await all(world.agent, '&state=withdrawn')).map((r) => [r.stepDays, r.stateReason]);
    expect(overtaken).toEqual([
      [30, 'overtaken'],
      [30, 'overtaken'],
    ]);
  });

  it('of two mails of one deadline taken at the same moment exactly one is sent', async () => {
    const world = await consultancy();
    await owing(world);
    const mine = (await all(world.agent, '&state=planned')).filter(
      (r) => r.toEmail === world.contact.email && (r.stepDays === 30 || r.stepDays === 14),
    );
    await inWorker('2026-12-17T07:30:00Z', (context) =>
      Promise.all(mine.map((r) => context.get(SendMail).run(world.tenant.id, [r.mailId!]))),
    );
    expect(caughtBy(world.contact.email)).toHaveLength(1);
    const now = await all(world.agent, `&contactId=${world.contact.id}`);
    expect(now.filter((r) => mine.some(({ id }) => id === r.id)).map((r) => [r.stepDays, r.state])).toEqual([
      [30, 'withdrawn'],
      [14, 'sent'],
    ]);
  });

  it('sends nothing of what was met meanwhile', async () => {
    const world = await consultancy();
    await owing(world);
    const { body } = await world.agent.get('/api/deadlines?kind=conversion').expect(200);
    await world.agent.post(`/api/deadlines/${body.items[0].id}/completion`).send({}).expect(201);
    await sendUntil('2026-12-31T12:00:00Z');
    expect(caughtBy(world.contact.email)).toEqual([]);
  });

  it('lays the next overdue reminder with each that is sent, and tells the leaders too', async () => {
    const world = await consultancy();
    const certificate = await owing(world, { scheme: 'ccc', classCode: '1120', validUntil: '2027-02-17' }); // day -90 was 19 November
    const toCome = async () =>
      steps(
        (await all(world.agent, `&state=planned&certificateId=${certificate.id}`)).filter(
          (r) => r.toEmail === world.owner.email,
        ),
      );
    expect(await toCome()).toEqual(['-4: 2026-11-23T07:00:00Z']);
    await sendUntil('2026-11-23T07:30:00Z');
    expect(caughtBy(world.owner.email).map((m) => m.subject)[0]).toMatch(/^4 days late: file the renewal of /);
    expect(await toCome()).toEqual(['-5: 2026-11-24T07:00:00Z']);
    await sendUntil('2026-11-24T07:30:00Z');
    expect(caughtBy(world.owner.email)).toHaveLength(2);
    expect(await toCome()).toEqual(['-6: 2026-11-25T07:00:00Z']);
  });

  it('shows a refusal with the server’s words, does not retry it, and sends again to the corrected address', async () => {
    const world = await consultancy();
    await owing(world);
    catcher.hooks = {
      recipient: (address) =>
        address === world.contact.email ? { code: 550, text: '5.1.1 No such user here' } : undefined,
    };
    await sendUntil('2026-12-01T07:30:00Z');
    const [refused, ...others] = await all(world.agent, '&state=refused');
    expect(others).toEqual([]);
    expect(refused).toMatchObject({
      toEmail: world.contact.email,
      stateReason: expect.stringContaining('550 5.1.1 No such user here'),
    });
    await sendUntil('2026-12-02T07:30:00Z');
    expect((await all(world.agent, '&state=refused'))[0]).toMatchObject({ id: refused!.id, attempts: 1 });

    const email = `right-${newId()}@hoshikawa.test`;
    await world.agent.patch(`/api/contacts/${world.contact.id}`).send({ version: 1, email }).expect(200);
    const { body } = await world.agent.post(`/api/reminders/${refused!.id}/another-attempt`).expect(200);
    expect(body).toMatchObject({ state: 'planned', toEmail: email, stateReason: null });
    expect(body.mailId).not.toBe(refused!.mailId);
    await sendUntil('2026-12-02T08:30:00Z');
    expect(caughtBy(email)).toHaveLength(1);
    await world.agent.post(`/api/reminders/${refused!.id}/another-attempt`).expect(409);
  });

  it('what is put into a mail that is already on its way goes into one of its own', async () => {
    const world = await consultancy();
    await owing(world);
    const mine = (await all(world.agent, '&state=planned')).filter((r) => r.toEmail === world.contact.email);
    const [first, late] = [mine.find((r) => r.stepDays === 30)!, mine.find((r) => r.stepDays === 14)!];
    catcher.hooks = {
      message: async ({ to }) => {
        if (to.includes(world.contact.email) && caughtBy(world.contact.email).length === 0) {
          await api.look(`update reminders set mail_id = $2 where id = $1`, [late.id, first.mailId]);
        }
      },
    };
    await sendUntil('2026-12-01T07:30:00Z');
    const now = await all(world.agent, `&deadlineId=${first.deadlineId}`);
    expect(now.find((r) => r.id === first.id)).toMatchObject({ state: 'sent', mailId: first.mailId });
    const moved = now.find((r) => r.id === late.id)!;
    expect(moved.mailId).not.toBe(first.mailId);
    const ids = caughtBy(world.contact.email).map((mail) => mail.messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('a deadline met while its mail is on its way was told all the same, and the list says so', async () => {
    const world = await consultancy();
    await owing(world);
    const { body } = await world.agent.get('/api/deadlines?kind=conversion').expect(200);
    let isMet = false;
    catcher.hooks = {
      message: async ({ to }) => {
        if (isMet || !to.includes(world.contact.email)) return;
        isMet = true;
        await world.agent.post(`/api/deadlines/${body.items[0].id}/completion`).send({}).expect(201);
      },
    };
    await sendUntil('2026-11-30T23:30:00Z');
    expect(isMet).toBe(true);
    const rows = await all(world.agent, `&deadlineId=${body.items[0].id}`);
    expect(rows.filter((r) => r.state === 'sent').map((r) => r.stepDays)).toEqual([30]);
    expect(rows.filter((r) => r.state === 'planned')).toEqual([]);
  });

  it('tries a mail that is not taken for now again later, with the same Message-ID', async () => {
    const world = await consultancy();
    await owing(world);
    let busy = true;
    const ids: string[] = [];
    catcher.hooks = {
      message: ({ source, to }) => {
        if (to.includes(world.contact.email)) ids.push(/^Message-ID: (.*)$/im.exec(source)![1]!.trim());
        return busy ? { code: 451, text: '4.3.2 Come back later' } : undefined;
      },
    };
    await sendUntil('2026-12-01T07:30:00Z');
    const [waiting] = (await all(world.agent, '&state=planned')).filter(
      (r) => r.toEmail === world.contact.email && r.stepDays === 30,
    );
    expect(waiting).toMatchObject({
      serverAnswer: expect.stringContaining('451 4.3.2 Come back later'),
      attempts: 1,
      // a greylisting server takes it once five minutes are over
      nextAttemptAt: expect.stringMatching(/^2026-12-01T07:(3[5-9]|40)/),
    });
    busy = false;
    await sendUntil('2026-12-01T07:41:00Z');
    expect(caughtBy(world.contact.email)).toHaveLength(1);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
    expect((await all(world.agent, '&state=sent')).some((r) => r.id === waiting!.id)).toBe(true);
    const { body } = await world.agent.get(`/api/reminders/${waiting!.id}`).expect(200);
    expect(body.tries.map(({ number, outcome, code }: MailTryView) => [number, outcome, code])).toEqual([
      [1, 'delayed', 451],
      [2, 'sent', 250],
    ]);
  });
});

describe('walls', () => {
  it('keeps reminders and policies from client-role members, other tenants and nobody', async () => {
    const world = await consultancy();
    await owing(world);
    const [reminder] = await all(world.agent);
    const ofClient = await api.as(await api.make.member({ tenant: world.tenant, client: world.client }));
    for (const path of ['/api/reminders', `/api/reminders/${reminder!.id}`, '/api/reminder-policies']) {
      await ofClient.get(path).expect(403);
      await api.nobody().get(path).expect(401);
    }
    const stranger = (await consultancy()).agent;
    expect(await all(stranger)).toEqual([]);
    await stranger.get(`/api/reminders/${reminder!.id}`).expect(404);
    await stranger.post(`/api/reminders/${reminder!.id}/another-attempt`).expect(404);
    await ofClient.post(`/api/reminders/${reminder!.id}/another-attempt`).expect(403);
    await api.nobody().post(`/api/reminders/${reminder!.id}/another-attempt`).expect(401);
    await api.nobody().put('/api/reminder-policies/conversion').send({}).expect(401);
    expect(await all(stranger, `&certificateId=${newId()}&deadlineId=${reminder!.deadlineId}`)).toEqual([]);
    await world.agent.post(`/api/reminders/${reminder!.id}/another-attempt`).expect(409);
  });

  it.each([
    ['state=lost'],
    ['kind=lunch'],
    ['deadlineId=1'],
    ['sort=toEmail'],
    ['limit=999'],
    ['colour=red'],
    ['cursor=abc'],
  ])('refuses the query %s', async (query) => {
    const { agent } = await consultancy();
    await agent.get(`/api/reminders?${query}`).expect(400);
  });

  it('pages without a gap or a repetition', async () => {
    const world = await consultancy();
    await owing(world);
    const whole = await all(world.agent);
    const first = await world.agent.get('/api/reminders?limit=5').expect(200);
    const second = await world.agent.get(`/api/reminders?limit=50&cursor=${first.body.nextCursor}`).expect(200);
    expect([...first.body.items, ...second.body.items].map((r: Row) => r.id)).toEqual(whole.map((r) => r.id));
  });
});
