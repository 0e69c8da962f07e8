import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { pino } from 'pino';
import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { BounceListener } from '#features/mail-bounces/bounce-listener';
import { MailReportsService } from '#features/mail-bounces/mail-reports.service';
import { MailChoicesService } from '#features/mail-choices/mail-choices.service';
import { bounceAddress, complaintsAddress, unsubscribeAddress } from '#platform/mail/bounce-address';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';
import { workerConfig } from '../support/test-worker.js';

/** Tuesday 1 December 2026, 09:01 in Berlin: the 30 days of a conversion have begun at eight. */
const NOW = '2026-12-01T08:01:00Z';
const DOMAIN = 'bounces.test';
const HOOK = 'a secret of the mail provider, long enough';

let api: TestApi;
let catcher: MailCatcher;
let worker: RunningWorker;
let port: number;

beforeAll(async () => {
  port = await freePort();
  const env = { HOMOLOG_BOUNCE_DOMAIN: DOMAIN, HOMOLOG_MAIL_EVENTS_SECRET: HOOK };
  api = await startApi({ clock: '2026-11-20T09:00:00Z', env });
  catcher = await MailCatcher.start();
  const more = { ...env, HOMOLOG_BOUNCE_PORT: String(port) };
  const config = workerConfig(api, { clock: NOW, smtpUrl: catcher.smtpUrl }, more);
  worker = await startWorker(config, pino({ level: 'silent' }));
});
afterAll(async () => {
  await worker.stop();
  await catcher.stop();
  await api.close();
});

interface World {
  tenant: Tenant;
  client: Client;
  contact: Contact;
  responsible: Member;
  owner: Member;
  leader: Agent;
}

/** A self-declaration that must be converted by 31 December, and the contact who is told of it first. */
async function owing(): Promise<World> {
  const tenant = await api.make.tenant({ name: 'Jadebrücke' });
  const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd', country: 'DE' });
  const contact = await api.make.contact({ client, name: 'Emma Carter', timeZone: 'Europe/Berlin' });
  const responsible = await api.make.member({ tenant, name: 'Lena Weiss', role: 'consultant' });
  const owner = await api.make.member({ tenant, name: 'Omar Owner', role: 'owner' });
  const product = await api.make.product({ client, classCode: '1301' });
  const certificate = await api.make.certificate({
    ...{ tenant, client, product, contact, responsible },
    ...{ scheme: 'ccc-self-declaration-b' as const, validUntil: null },
  });
  const stated = certificateDeadlines({ ...certificate, classCode: '1301', isReplaced: false }, shippedReference());
  await api.make.inside(tenant, () => api.app.get(DeadlinesService).restate({ certificateId: certificate.id }, stated));
  // Only the contact is told, so that it shows who hears in its place.
  await api.look(
    `update reminders set state = 'withdrawn', mail_id = null where tenant_id = $1 and member_id is not null`,
    [tenant.id],
  );
  return { tenant, client, contact, responsible, owner, leader: await api.as(owner) };
}

interface SentMail {
  id: string;
  returnTo: string;
}

/** The mail of 1 December, once the worker has noted that it went. */
async function sentTo({ tenant, contact }: World): Promise<SentMail> {
  const sent = () =>
    api.look<{ id: string }>(`select id from mails where tenant_id = $1 and to_email = $2 and state = 'sent'`, [
      tenant.id,
      contact.email,
    ]);
  await until(async () => (await sent()).length > 0);
  const [caught] = catcher.mails().filter(({ to }) => to.includes(contact.email));
  return { id: (await sent())[0]!.id, returnTo: caught!.from };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    if (await isSo()) return;
    await sleep(100);
  }
  throw new Error('it did not come about within 20 s');
}

/** Hands a returned mail to the worker as another mail server does. @returns the worker's answer */
async function hand(file: string, to: string, token = to, by: object = { port, ignoreTLS: true }): Promise<string> {
  const source = readFileSync(`test/fixtures/returned-mails/${file}`, 'utf8').replaceAll('b+token@bounces.test', token);
  const transport = createTransport({ host: '127.0.0.1', ...by });
  try {
    const { response } = await transport.sendMail({ envelope: { from: '', to }, raw: source });
    return response;
  } catch (error) {
    return (error as { response: string }).response;
  } finally {
    transport.close();
  }
}

const marks = async ({ leader }: World) => {
  const { body } = await leader.get('/api/suppressed-addresses').expect(200);
  return body.items as { id: string; email: string; reason: string; answer: string; contacts: { name: string }[] }[];
};
const reminders = ({ tenant }: World) =>
  api.look<{ reader: string; state: string; reason: string | null; insteadOf: string | null }>(
    `select coalesce(k.name, m.name) as reader, r.state, r.state_reason as reason, r.instead_of as "insteadOf"
     from reminders r left join contacts k on k.id = r.contact_id left join members m on m.id = r.member_id
     where r.tenant_id = $1 and r.step_days = 30 and r.state <> 'withdrawn' order by reader`,
    [tenant.id],
  );
const hook = (body: object, secret = HOOK) =>
  api.nobody().post('/hooks/mail-events').set('homolog-hook-secret', secret).send(body);

describe('a mail that comes back', () => {
  it('marks its address, tells who answers for it, and goes on to that reader by name of the first', async () => {
    const world = await owing();
    const { id, returnTo } = await sentTo(world);
    expect(returnTo).toBe(bounceAddress(api.config.secret, DOMAIN, id));
    expect(await hand('postfix-unknown-user.eml', returnTo)).toMatch(/^250 /);
    expect(await marks(world)).toMatchObject([
      {
        email: world.contact.email,
        reason: 'bounce',
        answer:
          '550 5.1.1 <emma.carter@kestrel.test>: Recipient address rejected: User unknown in virtual mailbox table',
        contacts: [{ name: 'Emma Carter', clientName: 'Kestrel Motors Ltd' }],
      },
    ]);
    // News wait some minutes for their fellows.
    await api.look(
      `update mails set send_at = $2, next_attempt_at = $2 where tenant_id = $1 and id in (select mail_id from notices where tenant_id = $1)`,
      [world.tenant.id, '2026-12-01T08:00:00Z'],
    );
    await until(async () => catcher.mails().filter(({ to }) => to.includes(world.responsible.email)).length === 2);
    const mails = catcher.mails().filter(({ to }) => to.includes(world.responsible.email));
    const opened = await Promise.all(mails.map(async (mail) => (await catcher.open(mail.id))!.text));
    const [told, passedOn] = opened.sort((a, b) => Number(b.includes('come back')) - Number(a.includes('come back')));
    expect(told).toContain('Mails to Emma Carter come back');
    expect(told!.replace(/\s+/g, ' ')).toContain('User unknown in virtual mailbox table');
    expect(passedOn!.replace(/\s+/g, ' ')).toContain(
      `You get this in place of ${world.contact.email}: mails from Jadebrücke do not reach that address.`,
    );
    await until(async () => (await reminders(world)).every(({ state }) => state === 'sent'));
    expect(await reminders(world)).toEqual([
      { reader: 'Emma Carter', state: 'sent', reason: null, insteadOf: null },
      { reader: 'Lena Weiss', state: 'sent', reason: null, insteadOf: world.contact.email },
    ]);
    const { body } = await world.leader.get('/api/events').query({ clientId: world.client.id }).expect(200);
    expect(body.items[0]).toMatchObject({
      what: 'address.marked',
      facts: { email: world.contact.email, reason: 'bounce' },
    });
  });

  it('counts once: a second report changes nothing, and none marks an address again that was lifted', async () => {
    const world = await owing();
    const { returnTo } = await sentTo(world);
    await hand('exchange-not-found.eml', returnTo);
    const [mark, ...others] = await marks(world);
    expect(others).toEqual([]);
    expect(await hand('gmail-no-such-user.eml', returnTo)).toMatch(/^250 /);
    expect(await marks(world)).toEqual([mark]);
    await world.leader
      .post(`/api/suppressed-addresses/${mark!.id}/lifting`)
      .send({ note: 'Mailbox is back' })
      .expect(204);
    expect(await hand('exchange-not-found.eml', returnTo)).toMatch(/^250 /);
    expect(await marks(world)).toEqual([]);
    await world.leader.post(`/api/suppressed-addresses/${mark!.id}/lifting`).send({}).expect(404);
  });

  it.each(['postfix-delayed.eml', 'postfix-mailbox-full.eml', 'absence.eml'])('%s marks nothing', async (file) => {
    const world = await owing();
    const { id, returnTo } = await sentTo(world);
    expect(await hand(file, returnTo)).toMatch(/^250 /);
    expect(await marks(world)).toEqual([]);
    const noted = await api.look<{ kind: string }>('select kind from mail_reports where mail_id = $1', [id]);
    const kinds = { 'postfix-delayed.eml': ['delay'], 'postfix-mailbox-full.eml': ['soft-bounce'] }[file] ?? [];
    expect(noted.map(({ kind }) => kind)).toEqual(kinds);
    // What the law asks for goes on all the same: this mail did not arrive.
    expect((await reminders(world)).map(({ reader }) => reader)).toEqual(
      file === 'postfix-mailbox-full.eml' ? ['Emma Carter', 'Lena Weiss'] : ['Emma Carter'],
    );
  });

  it('is taken for an address of this house only, one at a time', async () => {
    const world = await owing();
    const { id, returnTo } = await sentTo(world);
    const forged = bounceAddress('another secret of another house', DOMAIN, id);
    expect(await hand('postfix-unknown-user.eml', forged)).toMatch(/^550 5\.1\.1 /);
    expect(await hand('postfix-unknown-user.eml', returnTo.replace(DOMAIN, 'elsewhere.test'))).toMatch(/^550 /);
    expect(await hand('postfix-unknown-user.eml', 'postmaster@bounces.test')).toMatch(/^550 /);
    expect(await marks(world)).toEqual([]);
  });

  it('unsubscribes by a mail to the address in its header, which a server that knows the return address cannot make', async () => {
    const world = await owing();
    const { id, returnTo } = await sentTo(world);
    const address = unsubscribeAddress(api.config.secret, DOMAIN, id);
    const [caught] = catcher.mails().filter(({ to }) => to.includes(world.contact.email));
    const source = (await catcher.open(caught!.id))!;
    expect(JSON.stringify(source)).toContain(`<mailto:${address}?subject=unsubscribe>`);
    const choices = () =>
      api.look(`select topic, choice from mail_choices where tenant_id = $1 order by topic`, [world.tenant.id]);
    expect(await hand('postfix-unknown-user.eml', returnTo.replace('b+', 'u+'))).toMatch(/^550 5\.1\.1 /);
    expect(await choices()).toEqual([]);
    expect(await hand('postfix-unknown-user.eml', address)).toMatch(/^250 /);
    expect(await choices()).toEqual([{ topic: 'conversion', choice: 'never' }]);
    expect(await marks(world)).toEqual([]);
  });

  it('waits for a mail whose going is not noted yet, and leaves what never went', async () => {
    const [mail] = await api.look<{ id: string }>(`select id from mails where state = 'owed' limit 1`);
    const address = bounceAddress(api.config.secret, DOMAIN, mail!.id);
    expect(await hand('postfix-unknown-user.eml', address)).toMatch(/^451 /);
    expect(await api.look('select id from mail_reports where mail_id = $1', [mail!.id])).toEqual([]);
  });
});

describe('a complaint', () => {
  it('marks the address of the mail it quotes, and none whose quote was forged', async () => {
    const [world, other] = [await owing(), await owing()];
    const { returnTo } = await sentTo(world);
    const { id } = await sentTo(other);
    const to = complaintsAddress(api.config.secret, DOMAIN);
    expect(await hand('complaint.eml', to, bounceAddress('another secret of another house', DOMAIN, id))).toMatch(
      /^250 /,
    );
    expect(await marks(other)).toEqual([]);
    expect(await hand('complaint.eml', to, returnTo)).toMatch(/^250 /);
    expect(await marks(world)).toMatchObject([{ email: world.contact.email, reason: 'complaint' }]);
    // A report of another kind is not taken there, whatever it quotes.
    await hand('postfix-unknown-user.eml', to, (await sentTo(other)).returnTo);
    expect(await marks(other)).toEqual([]);
  });
});

describe('a marked address', () => {
  it('gets no mail: a legal reminder goes to the next reader, and the ledger says why', async () => {
    const world = await owing();
    await api.look(`update mails set next_attempt_at = '2027-01-01' where tenant_id = $1`, [world.tenant.id]);
    await api.make.inside(world.tenant, () =>
      api.db.query(
        `insert into suppressed_addresses (id, email, reason, answer, since) values (gen_random_uuid(), $1, 'bounce', '550 gone', now())`,
        [world.contact.email],
      ),
    );
    await api.look(`update mails set next_attempt_at = send_at where tenant_id = $1`, [world.tenant.id]);
    await until(async () => (await reminders(world)).filter(({ state }) => state === 'sent').length === 1);
    expect(await reminders(world)).toEqual([
      { reader: 'Emma Carter', state: 'refused', reason: 'address-marked: 550 gone', insteadOf: null },
      { reader: 'Lena Weiss', state: 'sent', reason: null, insteadOf: world.contact.email },
    ]);
    expect(catcher.mails().filter(({ to }) => to.includes(world.contact.email))).toEqual([]);
  });

  it('is passed over in the chain: where the responsible is marked too, those who lead hear of it', async () => {
    const world = await owing();
    const { returnTo } = await sentTo(world);
    await api.make.inside(world.tenant, () =>
      api.db.query(
        `insert into suppressed_addresses (id, email, reason, since) values (gen_random_uuid(), $1, 'bounce', now())`,
        [world.responsible.email.toLowerCase()],
      ),
    );
    await hand('gmail-no-such-user.eml', returnTo);
    expect((await reminders(world)).map(({ reader }) => reader)).toEqual(['Emma Carter', 'Omar Owner']);
  });
});

describe('the address for a mail provider', () => {
  it('notes what is told by Message-ID, once', async () => {
    const world = await owing();
    const { id } = await sentTo(world);
    const messageId = `<${id}@localhost:3000>`;
    const event = { type: 'bounce', messageId, status: '5.1.1', answer: '550 no such\r\nuser' };
    expect((await hook({ events: [event, { type: 'delivered', messageId }] }).expect(200)).body).toEqual({
      ...{ noted: 2, known: 0, unknown: 0 },
    });
    expect((await hook({ events: [event] }).expect(200)).body).toEqual({ noted: 0, known: 1, unknown: 0 });
    expect(await marks(world)).toMatchObject([{ email: world.contact.email, answer: '550 no such user' }]);
    const strange = [
      '<nobody@localhost:3000>',
      `<${id}@elsewhere.test>`,
      'nonsense',
      '01900000-0000-7000-8000-000000000001@localhost:3000',
    ];
    const { body } = await hook({ events: strange.map((each) => ({ type: 'bounce', messageId: each })) }).expect(200);
    expect(body).toEqual({ noted: 0, known: 0, unknown: 4 });
  });

  it('believes nobody without its secret, and nothing of a wrong shape', async () => {
    const events = [{ type: 'bounce', messageId: '<a@b>' }];
    await hook({ events }, '').expect(401);
    await hook({ events }, `${HOOK}!`).expect(401);
    await api.nobody().post('/hooks/mail-events').send({ events }).expect(401);
    for (const wrong of [
      {},
      { events: [] },
      { events: [{ type: 'opened', messageId: '<a@b>' }] },
      { events: [{ type: 'bounce' }] },
      { events, more: 1 },
    ])
      // prettier-ignore
      await hook(wrong).expect(400);
    const closed = await startApi();
    try {
      await closed.nobody().post('/hooks/mail-events').set('homolog-hook-secret', HOOK).send({ events }).expect(404);
    } finally {
      await closed.close();
    }
  });
});

describe('a mark', () => {
  it('names who signs in with the address: a client’s person with the client', async () => {
    const world = await owing();
    const { tenant, client, contact } = world;
    const { returnTo } = await sentTo(world);
    await hand('postfix-unknown-user.eml', returnTo);
    const { id: memberId } = await api.make.member({ tenant, client, name: 'Emma Carter', email: contact.email });
    const [mark] = (await world.leader.get('/api/suppressed-addresses').expect(200)).body.items;
    const { id: clientId, legalNameZh: clientNameZh } = client;
    expect(mark.members).toEqual([
      { memberId, name: 'Emma Carter', clientId, clientName: 'Kestrel Motors Ltd', clientNameZh },
    ]);
  });
});

describe('who may', () => {
  it('see and lift marks: the team, of its own tenant; viewers only see', async () => {
    const world = await owing();
    const { returnTo } = await sentTo(world);
    await hand('postfix-unknown-user.eml', returnTo);
    const [mark] = await marks(world);
    const lift = (agent: Agent) => agent.post(`/api/suppressed-addresses/${mark!.id}/lifting`).send({});
    const viewer = await api.as(await api.make.member({ tenant: world.tenant, role: 'viewer' }));
    await viewer.get('/api/suppressed-addresses').expect(200);
    await lift(viewer).expect(403);
    const guest = await api.as(await api.make.member({ tenant: world.tenant, client: world.client }));
    await guest.get('/api/suppressed-addresses').expect(403);
    const stranger = await api.as(await api.make.member({ role: 'owner' }));
    expect((await stranger.get('/api/suppressed-addresses').expect(200)).body.items).toEqual([]);
    await lift(stranger).expect(404);
    await lift(world.leader).expect(204);
    expect(await marks(world)).toEqual([]);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as { port: number };
      server.close(() => resolve(free));
    });
  });
}

describe('with a certificate', () => {
  const fixture = (name: string) => readFileSync(`test/fixtures/tls/${name}`, 'utf8');
  let folder: string;
  let tlsPort: number;
  let env: Record<string, string>;
  let secured: RunningWorker;

  const put = (cert: string, key: string) => {
    writeFileSync(join(folder, 'cert.pem'), fixture(cert));
    writeFileSync(join(folder, 'key.pem'), fixture(key));
  };
  const started = () =>
    startWorker(workerConfig(api, { clock: NOW, smtpUrl: catcher.smtpUrl }, env), pino({ level: 'silent' }));
  /** Only what this certificate proves is handed over. */
  const by = (trusted: string) => ({ port: tlsPort, requireTLS: true, tls: { ca: fixture(trusted), servername: 'mx.bounces.test' } }); // prettier-ignore

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'homolog-tls-'));
    put('first.pem', 'first-key.pem');
    tlsPort = await freePort();
    const files = {
      HOMOLOG_BOUNCE_TLS_CERT: join(folder, 'cert.pem'),
      HOMOLOG_BOUNCE_TLS_KEY: join(folder, 'key.pem'),
    };
    env = { HOMOLOG_BOUNCE_DOMAIN: DOMAIN, HOMOLOG_BOUNCE_PORT: String(tlsPort), ...files };
    secured = await started();
  });
  afterAll(async () => {
    await secured.stop();
    rmSync(folder, { recursive: true });
  });

  it('a report comes by TLS, and one without it is taken all the same', async () => {
    const world = await owing();
    const { returnTo } = await sentTo(world);
    expect(await hand('postfix-unknown-user.eml', returnTo, returnTo, by('first.pem'))).toMatch(/^250 /);
    expect(await marks(world)).toMatchObject([{ email: world.contact.email, reason: 'bounce' }]);
    expect(await hand('postfix-unknown-user.eml', returnTo, returnTo, { port: tlsPort, ignoreTLS: true })).toMatch(/^250 /); // prettier-ignore
    expect(await hand('postfix-unknown-user.eml', 'someone@bounces.test', returnTo, by('first.pem'))).toMatch(/^550 5\.1\.1/); // prettier-ignore
  });

  it('a listener without one offers no TLS', async () => {
    const { returnTo } = await sentTo(await owing());
    const sending = createTransport({ host: '127.0.0.1', port, requireTLS: true, tls: { rejectUnauthorized: false } });
    await expect(
      sending.sendMail({ envelope: { from: '', to: returnTo }, raw: 'Subject: x\r\n\r\nx' }),
    ).rejects.toThrow('STARTTLS');
  });

  it('a renewed one is taken while it runs; one that is no pair leaves the known one in use', async () => {
    const listener = secured.context.get(BounceListener);
    const world = await owing();
    const { returnTo } = await sentTo(world);
    const answer = (trusted: string) => hand('postfix-unknown-user.eml', returnTo, returnTo, by(trusted));
    put('renewed.pem', 'first-key.pem');
    await listener.lookForRenewed();
    expect(await answer('first.pem')).toMatch(/^250 /);
    put('renewed.pem', 'renewed-key.pem');
    await listener.lookForRenewed();
    expect(await answer('renewed.pem')).toMatch(/^250 /);
    expect(await answer('first.pem')).toBeUndefined();
  });

  it('files that are no pair, or are not there, end the start and are named', async () => {
    const other = { ...env, HOMOLOG_BOUNCE_PORT: String(await freePort()) };
    const listenerWith = (files: object) =>
      new BounceListener(
        secured.context.get(MailReportsService),
        secured.context.get(MailChoicesService),
        workerConfig(api, { clock: NOW, smtpUrl: catcher.smtpUrl }, { ...other, ...files }),
        pino({ level: 'silent' }),
      );
    put('first.pem', 'renewed-key.pem');
    await expect(listenerWith({}).start()).rejects.toThrow(
      /^HOMOLOG_BOUNCE_TLS_CERT and HOMOLOG_BOUNCE_TLS_KEY are no pair: /,
    );
    const gone = join(folder, 'gone.pem');
    await expect(listenerWith({ HOMOLOG_BOUNCE_TLS_KEY: gone }).start()).rejects.toThrow(
      `HOMOLOG_BOUNCE_TLS_KEY is "${gone}", which cannot be read (ENOENT); allowed is a file in PEM.`,
    );
  });
});
