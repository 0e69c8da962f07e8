import type { Application } from '#database/entities/application.entity';
import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import type { NoticeToTell } from '#features/reminders/notice';
import { NoticesService } from '#features/reminders/notices.service';
import { MailCatcher, type OpenedMail } from '../../apps/local/src/mail-catcher.js';
import { makeApplication, makeAudit, makeComment, makeRequest } from '../support/make-case.js';
import { startApi, type TestApi } from '../support/test-app.js';
import { workerEnvironment, workUntilQuiet } from '../support/test-worker.js';
import { WorkerProcess } from '../support/worker-process.js';

/** Friday 20 November 2026, 10:01 in Berlin: what is told now waits until 10:05. */
const NOW = '2026-11-20T09:01:00Z';
const SOON = '2026-11-20T09:05:00Z';

let api: TestApi;
let catcher: MailCatcher;
beforeAll(async () => {
  api = await startApi({ clock: NOW });
  catcher = await MailCatcher.start();
});
afterAll(async () => {
  await catcher.stop();
  await api.close();
});
beforeEach(() => itIs(NOW));
afterEach(() => jest.restoreAllMocks());

/** The api's clock stands still, so that what is told in one test meets in one envelope. */
const itIs = (instant: string) => void jest.spyOn(api.clock, 'now').mockReturnValue(new Date(instant));

interface World {
  tenant: Tenant;
  client: Client;
  contact: Contact;
  owner: Member;
  guest: Member;
  application: Application;
}

async function aCase(): Promise<World> {
  const tenant = await api.make.tenant({ name: 'Jadebrücke' });
  const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd' });
  const contact = await api.make.contact({ client, name: 'Emma Carter' });
  const owner = await api.make.member({ tenant, name: 'Lena Weiss', role: 'manager' });
  const guest = await api.make.member({ tenant, client, name: 'Oliver Grant' });
  const application = await makeApplication(api, { client }, { ownerId: owner.id, contactId: contact.id });
  return { tenant, client, contact, owner, guest, application };
}

const tell = ({ tenant }: World, items: NoticeToTell[], by: Member | null = null) =>
  api.make.inside(tenant, () => api.app.get(NoticesService).tell(items), {
    memberId: by?.id ?? null,
    audience: by?.clientId ?? 'staff',
  });

const asked = async (world: World, fields = {}): Promise<NoticeToTell> => {
  const request = await makeRequest(api, world.application, fields);
  const subject = { applicationId: world.application.id };
  return { kind: 'document-requested', subject, requestId: request.id, to: 'client', facts: {} };
};

const work = (clock = SOON) => workUntilQuiet(api, { clock, smtpUrl: catcher.smtpUrl });
const inbox = async (email: string): Promise<OpenedMail[]> => {
  const mails = catcher.mails().filter(({ to }) => to.includes(email));
  return Promise.all(mails.map(async ({ id }) => (await catcher.open(id))!));
};
const states = ({ tenant }: World) =>
  api.look<{ kind: string; state: string; stateReason: string | null }>(
    `select kind, state, state_reason as "stateReason" from notices where tenant_id = $1 order by created_at, id`,
    [tenant.id],
  );

describe('a mail about what happened', () => {
  it('reaches the contact and each person of the client once, some minutes later, all in one envelope', async () => {
    const world = await aCase();
    await tell(world, [await asked(world), await asked(world, { title: 'Wiring list', titleZh: null })], world.owner);
    await work('2026-11-20T09:03:00Z');
    expect(await inbox(world.contact.email)).toEqual([]);
    await work();
    const [mail, ...others] = await inbox(world.contact.email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe(`2 messages about ${world.application.number}`);
    expect(mail!.text).toContain(`Circuit diagram (${world.application.number})`);
    expect(mail!.text).toContain('Wiring list');
    expect(mail!.text).toContain('You get this as contact of Kestrel Motors Ltd, from Jadebrücke.');
    expect(await inbox(world.guest.email)).toHaveLength(1);
    expect(await inbox(world.owner.email)).toEqual([]);
    expect((await states(world)).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  it('does not tell whoever did it, and tells the owner of what a client did', async () => {
    const world = await aCase();
    const request = await makeRequest(api, world.application, { status: 'received' });
    const subject = { applicationId: world.application.id };
    const items: NoticeToTell[] = [
      { kind: 'document-received', subject, requestId: request.id, to: 'owner', facts: { number: 1 } },
    ];
    await tell(world, items, world.guest);
    await tell(world, [{ kind: 'mention', subject, to: { memberId: world.owner.id }, facts: {} }], world.owner);
    await work();
    const [mail, ...others] = await inbox(world.owner.email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe(`Handed in: Circuit diagram (${world.application.number})`);
    expect(mail!.text).toContain('You get this because you work on it at Jadebrücke.');
    expect(mail!.text).not.toContain('contact of');
    expect(await inbox(world.guest.email)).toEqual([]);
  });

  it('is taken back when it is overtaken before it was sent', async () => {
    const world = await aCase();
    const item = await asked(world);
    const comment = await makeComment(api, world.application, { audience: 'client' });
    const subject = { applicationId: world.application.id };
    await tell(world, [item, { kind: 'comment-for-client', subject, commentId: comment.id, to: 'client', facts: {} }]);
    await api.look(`update document_requests set status = 'received' where id = $1`, [item.requestId]);
    await api.make.inside(world.tenant, () => api.app.get(NoticesService).withdraw({ commentId: comment.id }));
    await work();
    expect(await inbox(world.contact.email)).toEqual([]);
    expect(new Set((await states(world)).map((row) => `${row.state} ${row.stateReason}`))).toEqual(
      new Set(['withdrawn overtaken']),
    );
  });

  it('promises the same thing once, and lets half an hour pass before the next mail', async () => {
    const world = await aCase();
    const item = await asked(world);
    await tell(world, [item]);
    await tell(world, [item]);
    await work();
    expect(await inbox(world.contact.email)).toHaveLength(1);
    itIs('2026-11-20T09:06:00Z');
    await tell(world, [await asked(world, { title: 'Second' })]);
    itIs('2026-11-20T09:20:00Z');
    await tell(world, [await asked(world, { title: 'Third' })]);
    await work('2026-11-20T09:33:00Z');
    expect(await inbox(world.contact.email)).toHaveLength(1);
    await work('2026-11-20T09:35:00Z');
    expect((await inbox(world.contact.email)).map(({ subject }) => subject)[1]).toBe(
      `2 messages about ${world.application.number}`,
    );
  });

  it('shares an envelope with the reminders of the same morning', async () => {
    const world = await aCase();
    const request = await makeRequest(api, world.application, { dueOn: '2026-12-07' });
    const subject = { applicationId: world.application.id };
    await api.make.inside(world.tenant, () =>
      api.app.get(DeadlinesService).restate(subject, [
        {
          kind: 'document-request',
          item: request.id,
          dueOn: '2026-12-07',
          basis: 'planning',
          rule: 'case.document-request',
          source: 'none',
          certainty: 'unverified',
          counted: { start: 'named' },
          isDisputed: false,
          isMet: false,
        },
      ]),
    );
    // seven days before: Monday 30 November, 08:00 in Berlin
    itIs('2026-11-30T06:56:00Z');
    const audit = await makeAudit(
      api,
      { client: world.client },
      {
        applicationId: world.application.id,
        plannedFrom: '2026-12-14',
        plannedTo: '2026-12-15',
        contactId: world.contact.id,
      },
    );
    await tell(world, [{ kind: 'audit-planned', subject: { auditId: audit.id }, to: 'client', facts: {} }]);
    await work('2026-11-30T07:00:00Z');
    const [mail, ...others] = await inbox(world.contact.email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe('Due dates: 1 within 7 days, 1 message');
    expect(mail!.text).toContain('A factory inspection is planned');
    expect(mail!.text).toContain('14 Dec 2026 to 15 Dec 2026');
    expect(mail!.text).toContain(`Circuit diagram (${world.application.number})`);
  });

  it('that is refused is shown with the server’s words, and goes to the corrected address', async () => {
    const world = await aCase();
    const comment = await makeComment(api, world.application, { audience: 'client', body: 'Where is the lamp?' });
    const subject = { applicationId: world.application.id };
    const to = { contactId: world.contact.id };
    await tell(world, [{ kind: 'comment-for-client', subject, commentId: comment.id, to, facts: {} }]);
    catcher.hooks = { recipient: () => ({ code: 550, text: '5.1.1 No such user' }) };
    await work();
    catcher.hooks = {};
    const leader = await api.as(world.owner);
    const { body: refused } = await leader.get('/api/notices?state=refused').expect(200);
    expect(refused.items).toEqual([
      expect.objectContaining({
        kind: 'comment-for-client',
        label: world.application.number,
        toEmail: world.contact.email,
        stateReason: expect.stringContaining('No such user'),
      }),
    ]);
    await api.look(`update contacts set email = 'emma.right@client.test' where id = $1`, [world.contact.id]);
    const { id } = refused.items[0];
    await leader.post(`/api/notices/${id}/another-attempt`).expect(200);
    await leader.post(`/api/notices/${id}/another-attempt`).expect(409);
    await work();
    const [mail] = await inbox('emma.right@client.test');
    expect(mail!.subject).toBe(`Message about ${world.application.number}`);
    expect(mail!.text).toContain('Where is the lamp?');
    expect((await states(world)).map(({ state }) => state)).toEqual(['sent']);
  });

  it('arrives once although the worker is killed', async () => {
    const world = await aCase();
    await tell(world, [await asked(world)]);
    const settings = { clock: `${SOON}@${new Date().toISOString()}`, smtpUrl: catcher.smtpUrl };
    for (let round = 0; round < 3; round += 1) {
      const worker = await WorkerProcess.start(workerEnvironment(api, settings));
      await worker.kill();
    }
    await work('2026-11-20T09:30:00Z');
    const mails = await inbox(world.contact.email);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
    expect((await states(world)).every(({ state }) => state === 'sent')).toBe(true);
  });
});
