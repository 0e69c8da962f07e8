import { pino } from 'pino';
import { newId } from '#database/db';
import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { NoticesService } from '#features/reminders/notices.service';
import { MailCatcher, type OpenedMail } from '../../apps/local/src/mail-catcher.js';
import { startWorker } from '../../apps/worker/src/worker.js';
import { makeApplication, makeRequest } from '../support/make-case.js';
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
beforeEach(async () => {
  catcher.hooks = {};
  await catcher.clear();
});

interface World {
  tenant: Tenant;
  client: Client;
  contact: Contact;
  responsible: Member;
}

async function consultancy(timeZone = 'Europe/Berlin', country = 'DE'): Promise<World> {
  const tenant = await api.make.tenant({ name: 'Jadebrücke' });
  const client = await api.make.client({ tenant, country });
  const email = `reader-${newId()}@late.test`;
  const contact = await api.make.contact({ client, timeZone, email, name: 'Emma Carter' });
  const responsible = await api.make.member({ tenant, person: null, email: `owner-${newId()}@jade.test` });
  return { tenant, client, contact, responsible };
}

/**
 * Certificates that must be renewed 30 days after these days: each owes the contact a mail at eight o'clock of that day.
 *
 * @param days of December 2026
 */
async function owing({ tenant, client, contact, responsible }: World, days: readonly number[]): Promise<void> {
  for (const day of days) {
    const product = await api.make.product({ client, classCode: '1104' });
    // 120 days on: the last day to file lies 90 days before the certificate ends, and is told of 30 days ahead.
    const validUntil = new Date(Date.UTC(2026, 11, day) + 120 * 86_400_000).toISOString().slice(0, 10);
    const fields = { tenant, client, product, contact, responsible, validUntil };
    const certificate = await api.make.certificate({ ...fields, scheme: 'ccc', issuedOn: '2022-04-02' });
    const stated = certificateDeadlines({ ...certificate, classCode: '1104', isReplaced: false }, shippedReference());
    await api.make.inside(tenant, () =>
      api.app.get(DeadlinesService).restate(
        { certificateId: certificate.id },
        stated.filter(({ kind }) => kind === 'renewal-filing'),
      ),
    );
  }
}

const work = (clock: string) => workUntilQuiet(api, { clock, smtpUrl: catcher.smtpUrl });
const inbox = async ({ contact }: World): Promise<OpenedMail[]> => {
  const mails = catcher.mails().filter(({ to }) => to.includes(contact.email));
  return Promise.all(mails.map(async ({ id }) => (await catcher.open(id))!));
};
const inOneLine = ({ text }: OpenedMail) => text.replaceAll('\n', ' ');
const mailsOf = ({ contact }: World) =>
  api.look<{ state: string; stateReason: string | null; nextAttemptAt: Date; attempts: number }>(
    `select state, state_reason as "stateReason", next_attempt_at as "nextAttemptAt", attempts
     from mails where to_email = $1 and send_at < '2026-12-06' order by send_at`,
    [contact.email],
  );

describe('a server that slept for three days', () => {
  it('sends what is late once, all of an address in one mail that says since when it is late', async () => {
    const world = await consultancy();
    await owing(world, [1, 2, 3, 4]);
    await work('2026-12-04T09:30:00Z');
    const [mail, ...others] = await inbox(world);
    expect(others).toEqual([]);
    const late = 'This mail is late: it should have left on Tuesday 1 December 2026 at 08:00.';
    expect(inOneLine(mail!)).toMatch(new RegExp(`^${late}`));
    expect(mail!.html).toContain(late);
    const states = (await mailsOf(world)).map(({ state, stateReason }) => stateReason ?? state);
    expect(states.sort()).toEqual(['merged', 'merged', 'merged', 'sent']);
    const reminders = await api.look<{ state: string; count: number }>(
      `select r.state, count(distinct r.mail_id)::int as count from reminders r
       where r.contact_id = $1 and r.send_at < '2026-12-05' and r.send_at > '2026-11-30' group by 1`,
      [world.contact.id],
    );
    expect(reminders).toEqual([{ state: 'sent', count: 1 }]);
    // In time again the next morning: nothing is repeated.
    await work('2026-12-07T07:30:00Z');
    expect(await inbox(world)).toHaveLength(1);
  });

  it('merges into one mail also when two workers take the address at once', async () => {
    const world = await consultancy();
    await owing(world, [1, 2, 3, 4]);
    const config = workerConfig(api, { clock: '2026-12-04T09:30:00Z', smtpUrl: catcher.smtpUrl });
    const workers = await Promise.all([1, 2].map(() => startWorker(config, pino({ level: 'silent' }))));
    await work('2026-12-04T09:30:00Z');
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(await inbox(world)).toHaveLength(1);
  });

  it('keeps a mail that may have arrived as it was, and sends the others beside it', async () => {
    const world = await consultancy();
    await owing(world, [1, 2]);
    // Taken by a worker that was killed: nobody knows whether the server had it.
    await api.look(
      `with tried as (update mails set attempts = 1 where to_email = $1 and send_at = '2026-12-01T07:00:00Z' returning *)
       insert into due_mails (tenant_id, mail_id, domain, due_at, taken_at, leased_until)
       select tenant_id, id, domain, send_at, '2026-12-01T07:00:00Z', '2026-12-01T07:02:00Z' from tried`,
      [world.contact.email],
    );
    await work('2026-12-02T09:30:00Z');
    expect(await inbox(world)).toHaveLength(2);
    const attempts = await api.look(
      `select a.number, a.outcome, a.code from mail_attempts a join mails m on m.tenant_id = a.tenant_id and m.id = a.mail_id
       where m.to_email = $1 and m.send_at = '2026-12-01T07:00:00Z' order by 1`,
      [world.contact.email],
    );
    expect(attempts).toEqual([
      { number: 1, outcome: 'unknown', code: null },
      { number: 2, outcome: 'sent', code: 250 },
    ]);
  });
});

describe('the window', () => {
  it('puts what is late on a Saturday off until Monday morning, which is no try', async () => {
    const world = await consultancy();
    await owing(world, [4]);
    await work('2026-12-05T11:00:00Z');
    expect(await inbox(world)).toEqual([]);
    const [waiting] = await mailsOf(world);
    expect(waiting).toMatchObject({ state: 'owed', attempts: 0, nextAttemptAt: new Date('2026-12-07T06:00:00Z') });
    await work('2026-12-07T06:00:10Z');
    const [mail] = await inbox(world);
    expect(inOneLine(mail!)).toContain('it should have left on Friday 4 December 2026 at 08:00.');
  });

  it('follows the hours the tenant has set', async () => {
    const world = await consultancy();
    await api.look(
      `insert into reminder_settings (tenant_id, id, morning_hour, quiet_from, quiet_to, outlook_weekday) values ($1, $2, 8, 12, 6, 1)`,
      [world.tenant.id, newId()],
    );
    await owing(world, [3]);
    await work('2026-12-03T11:30:00Z');
    expect((await mailsOf(world))[0]!.nextAttemptAt).toEqual(new Date('2026-12-04T05:00:00Z'));
  });

  it('lets news leave on a Saturday, but not at night, and does not call them late for it', async () => {
    const world = await consultancy();
    const application = await makeApplication(api, { client: world.client }, { contactId: world.contact.id });
    const request = await makeRequest(api, application, {});
    const subject = { applicationId: application.id };
    await api.make.inside(world.tenant, () =>
      api.app.get(NoticesService).tell([
        {
          kind: 'document-requested',
          subject,
          requestId: request.id,
          to: 'client',
          facts: {},
          sendAt: new Date('2026-12-04T21:00:00Z'),
        },
      ]),
    );
    await work('2026-12-04T22:00:00Z');
    expect(await inbox(world)).toEqual([]);
    await work('2026-12-05T06:30:00Z');
    const [mail] = await inbox(world);
    expect(mail!.text).not.toContain('late');
  });

  it('is that of the reader, wherever the worker stands', async () => {
    const world = await consultancy('Asia/Shanghai', 'CN');
    await owing(world, [1]);
    // Noon in Berlin is the evening in Shanghai.
    await work('2026-12-01T12:10:00Z');
    expect((await mailsOf(world))[0]!.nextAttemptAt).toEqual(new Date('2026-12-01T23:00:00Z'));
  });
});

describe('a clock that jumps', () => {
  it('sends once what it sent too early, and again nothing when it is set back', async () => {
    const world = await consultancy();
    await owing(world, [2]);
    await work('2026-12-02T08:00:00Z');
    await work('2026-12-01T08:00:00Z');
    await work('2026-12-02T08:30:00Z');
    expect(await inbox(world)).toHaveLength(1);
  });
});

it('a mail that went while another worker was admitting it is found out, and not sent again', async () => {
  const world = await consultancy();
  await owing(world, [2]);
  await work('2026-12-02T08:00:00Z');
  // The other worker read it as owed, and wrote this when the mail had gone.
  await api.look(
    `insert into due_mails (tenant_id, mail_id, domain, due_at)
     select tenant_id, id, domain, send_at from mails where to_email = $1 and state = 'sent'`,
    [world.contact.email],
  );
  await work('2026-12-02T08:05:00Z');
  expect(await inbox(world)).toHaveLength(1);
  expect(await api.look('select 1 from due_mails where tenant_id = $1', [world.tenant.id])).toEqual([]);
});
