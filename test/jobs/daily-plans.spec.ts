import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { newId } from '#database/db';
import type { Member } from '#database/entities/member.entity';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { PlanSweep } from '#features/daily-plans/plan-sweep';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { makeApplication } from '../support/make-case.js';
import { startApi, type TestApi } from '../support/test-app.js';
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
beforeEach(() => catcher.clear());

/** A consultant in Berlin who owns a running case whose turn is ours, and looks after a renewal to be filed by a day. */
async function desk(fileBy = '2026-12-09') {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, country: 'DE', legalName: 'Kestrel Motors Ltd' });
  const contact = await api.make.contact({ tenant, client, email: `carter-${newId()}@kestrel.test`, timeZone: 'Europe/Berlin', language: 'en' }); // prettier-ignore
  const owner = await api.make.member({ tenant, role: 'consultant', email: `weiss-${newId()}@jade.test` });
  const other = await api.make.member({ tenant, role: 'consultant', email: `idle-${newId()}@jade.test` });
  const application = await makeApplication(api, { client }, { ownerId: owner.id, turn: 'consultancy' });
  const product = await api.make.product({ client, classCode: '1104' });
  const validUntil = new Date(Date.parse(fileBy) + 90 * 86_400_000).toISOString().slice(0, 10);
  const fields = { tenant, client, product, contact, responsible: owner, scheme: 'ccc' as const, validUntil };
  const certificate = await api.make.certificate({
    ...fields,
    issuedOn: '2022-04-01',
    number: `2022${newId().slice(-8)}`,
  });
  const stated = certificateDeadlines({ ...certificate, classCode: '1104', isReplaced: false }, shippedReference());
  await api.make.inside(tenant, () =>
    api.app.get(DeadlinesService).restate(
      { certificateId: certificate.id },
      stated.filter(({ kind }) => kind === 'renewal-filing'),
    ),
  );
  return { tenant, client, contact, owner, other, application, certificate };
}

/** Sweeps as a worker does at that instant; several at once if asked for. */
async function layAt(clock: string, workers = 1): Promise<number> {
  const config = workerConfig(api, { clock, smtpUrl: catcher.smtpUrl });
  const made = await Promise.all(
    Array.from({ length: workers }, () =>
      NestFactory.createApplicationContext(WorkerModule.forRoot(config, pino({ level: 'silent' })), { logger: false }),
    ),
  );
  try {
    const laid = await Promise.all(made.map((context) => context.get(PlanSweep).run()));
    return laid.reduce((sum, count) => sum + count, 0);
  } finally {
    await Promise.all(made.map((context) => context.close()));
  }
}
const send = (clock: string) => workUntilQuiet(api, { clock, smtpUrl: catcher.smtpUrl });
const inbox = async ({ email }: Pick<Member, 'email'>) =>
  Promise.all(
    catcher
      .mails()
      .filter(({ to }) => to.includes(email))
      .map(async ({ id }) => (await catcher.open(id))!),
  );
const plansOf = ({ id }: Pick<Member, 'id'>) =>
  api.look<{ kind: string; on: string; state: string; reason: string | null }>(
    `select kind, on_day::text as "on", state, state_reason as reason from mail_plans where member_id = $1 or contact_id = $1 order by kind, on_day`,
    [id],
  );

it('lays the plan of who owns an open case once for a morning, whatever number of workers looks', async () => {
  const { owner, other } = await desk();
  await layAt('2026-12-03T06:30:00Z', 3);
  await layAt('2026-12-03T06:40:00Z', 2);
  expect(await plansOf(owner)).toEqual([{ kind: 'daily-plan', on: '2026-12-03', state: 'planned', reason: null }]);
  expect(await plansOf(other)).toEqual([]);
  await send('2026-12-03T07:05:00Z');
  // The last legal step of the day before comes alone, and late.
  const [mail, ...more] = (await inbox(owner)).filter(({ subject }) => !subject.includes('file the renewal'));
  expect(more).toEqual([]);
  expect(mail!.subject).toBe('Your day, 3 Dec 2026: 2 things on your desk');
  expect(mail!.text).toContain('ON YOUR DESK: OVERDUE AND DUE WITHIN 7 DAYS (1)');
  expect(mail!.text).toContain('IT IS OUR TURN (1)');
  expect((await plansOf(owner))[0]).toMatchObject({ state: 'sent' });
});

it('lies in the mail of what is due that morning, and tells nothing twice', async () => {
  // The reminder of seven days ahead is legal and comes alone; that of 14 days is gathered: 9 - 14 = 25 November.
  const { owner, certificate } = await desk();
  await layAt('2026-11-25T06:30:00Z');
  await send('2026-11-25T07:05:00Z');
  const [mail, ...more] = await inbox(owner);
  expect(more).toEqual([]);
  expect(mail!.text).toContain('IT IS OUR TURN (1)');
  expect(mail!.text.split(certificate.number!).length).toBeLessThanOrEqual(2);
});

it('says nothing on a day off, nothing where there is nothing to say, and nothing once it is switched off', async () => {
  const { owner } = await desk();
  await layAt('2026-12-05T06:30:00Z');
  expect(await plansOf(owner)).toEqual([]);
  await api.look(`update applications set turn = 'body' where owner_id = $1`, [owner.id]);
  await layAt('2026-11-24T06:30:00Z');
  expect(await plansOf(owner)).toEqual([]);
  const agent = await api.as(owner);
  await agent
    .put('/api/mail-choices')
    .send({ choices: [{ topic: 'daily-plan', choice: 'never' }] })
    .expect(200);
  await layAt('2026-12-03T06:30:00Z');
  expect(await plansOf(owner)).toEqual([]);
});

it('sends the outlook of four weeks on the weekday of the tenant, to a contact only when asked for and with his own', async () => {
  const { owner, contact, client } = await desk('2026-12-18');
  await layAt('2026-11-30T06:30:00Z');
  expect(await plansOf(owner)).toEqual([
    { kind: 'daily-plan', on: '2026-11-30', state: 'planned', reason: null },
    { kind: 'weekly-outlook', on: '2026-11-30', state: 'planned', reason: null },
  ]);
  expect(await plansOf(contact)).toEqual([]);
  await api.make.inside({ id: client.tenantId }, () =>
    api.db.query(
      `with turn as (insert into mail_turns (contact_id, next_at) values ($1, '2026-12-07T06:00:00Z'))
       insert into mail_choices (id, contact_id, topic, choice, chosen_at) values ($2, $1, 'weekly-outlook', 'digest', now())`,
      [contact.id, newId()],
    ),
  );
  await send('2026-12-04T10:00:00Z');
  await layAt('2026-12-07T06:30:00Z');
  await send('2026-12-07T07:05:00Z');
  const mails = await inbox(contact);
  const outlook = mails.find(({ subject }) => subject.startsWith('The next four weeks'))!;
  expect(outlook.subject).toBe('The next four weeks from 7 Dec 2026: 1 date');
  expect(outlook.text).toContain('14 DEC 2026 TO 20 DEC 2026');
});
