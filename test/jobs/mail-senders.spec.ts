import { NestFactory } from '@nestjs/core';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { MailSenderView } from '#features/mail-senders/mail-senders.dto';
import { SenderSweep } from '#features/mail-senders/sender-sweep';
import { NoticesService } from '#features/reminders/notices.service';
import { Clock } from '#platform/clock';
import { DnsTexts } from '#platform/dns-texts';
import { Mailer } from '#platform/mail/mailer';
import { pino } from 'pino';
import { MailCatcher, type OpenedMail } from '../../apps/local/src/mail-catcher.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { makeApplication } from '../support/make-case.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';
import { workerConfig, workUntilQuiet } from '../support/test-worker.js';

const NOW = '2026-11-20T09:01:00Z';
const SOON = '2026-11-20T09:05:00Z';
const INSTALLATION = 'no-reply@homolog.localhost';
const NOTHING = {
  ...{ name: null, nameZh: null, address: null, replyTo: null, accent: null, hasLogo: true, logo: 'none', state: null },
  ...{ verifiedAt: null, checkedAt: null, checkResult: null, keyMadeAt: null, record: null },
  ...{ from: INSTALLATION, installationAddress: INSTALLATION, version: 0 },
};
const SENDER = {
  name: 'Jadebrücke Termine',
  nameZh: '玉桥提醒',
  address: 'termine@jade.test',
  replyTo: 'office@jade.test',
};

let api: TestApi;
let catcher: MailCatcher;
let tenant: Tenant;
let lead: Member;
let leader: Agent;
/** what the name servers say */
const records = new Map<string, string[]>();
let isDnsAway = false;

beforeAll(async () => {
  api = await startApi({ clock: NOW });
  catcher = await MailCatcher.start();
  api.app.get(DnsTexts).ask = async (name) => {
    if (isDnsAway) throw new Error('queryTxt ETIMEOUT');
    return records.get(name) ?? [];
  };
});
afterAll(async () => {
  await catcher.stop();
  await api.close();
});
beforeEach(async () => {
  isDnsAway = false;
  records.clear();
  await catcher.clear();
  jest.spyOn(api.clock, 'now').mockReturnValue(new Date(NOW));
  tenant = await api.make.tenant({ name: 'Jadebrücke', nameZh: '玉桥' });
  lead = await api.make.member({ tenant, role: 'manager', name: 'Lena Weiss' });
  leader = await api.as(lead);
});
afterEach(() => jest.restoreAllMocks());

const show = async (agent = leader) => (await agent.get('/api/mail-sender').expect(200)).body as MailSenderView;
const save = async (input: object): Promise<MailSenderView> =>
  (
    await leader
      .put('/api/mail-sender')
      .send({ hasLogo: true, version: 0, ...input })
      .expect(200)
  ).body;
const check = async () => (await leader.post('/api/mail-sender/check').expect(200)).body as MailSenderView;
const publish = ({ record }: MailSenderView) => records.set(record!.name, [record!.value]);
/** A sender whose record is found. */
async function verified(input: object = {}): Promise<MailSenderView> {
  const saved = await save({ ...SENDER, ...input });
  publish(saved);
  return check();
}

/** A mail of the tenant to a contact, as a worker sends it. */
async function mailed(language: 'en' | 'zh' = 'en'): Promise<OpenedMail> {
  const client = await api.make.client({ tenant });
  const contact = await api.make.contact({ client, language });
  const application = await makeApplication(api, { client }, { ownerId: lead.id, contactId: contact.id });
  await api.make.inside(tenant, () =>
    api.app.get(NoticesService).tell([
      {
        kind: 'case-ended',
        subject: { applicationId: application.id },
        to: 'client',
        facts: { status: 'certified' },
      },
    ]),
  );
  await api.look(`update applications set ended_on = '2026-11-20', status = 'certified' where id = $1`, [
    application.id,
  ]);
  await workUntilQuiet(api, { clock: SOON, smtpUrl: catcher.smtpUrl });
  const mail = catcher.mails().find(({ to }) => to.includes(contact.email));
  return (await catcher.open(mail!.id))!;
}

/** What another program's check of the signatures says. */
async function signatures(source: string) {
  const { results } = await dkimVerify(source.replace(/\r?\n/g, '\r\n'), {
    resolver: async (name: string) => {
      const found = records.get(name);
      if (!found) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
      return found.map((record) => [record]);
    },
  } as never);
  return results.map(({ signingDomain, selector, status, ...more }) => ({
    signingDomain,
    selector,
    result: status.result,
    signed: String((more as { signingHeaders?: { keys?: string } }).signingHeaders?.keys ?? '')
      .toLowerCase()
      .split(/[:,\s]+/),
  }));
}

describe('the sender of a tenant', () => {
  it('is empty at first, kept as it was saved, and its private key is shown nowhere', async () => {
    expect(await show()).toEqual(NOTHING);
    const saved = await save({ ...SENDER, address: ' Termine@Jade.test ', accent: '#A9211B' });
    expect(saved).toEqual({
      ...NOTHING,
      ...SENDER,
      accent: '#a9211b',
      state: 'unverified',
      keyMadeAt: expect.any(String),
      record: {
        type: 'TXT',
        name: expect.stringMatching(/^homolog-20261120-[0-9a-f]{4}\._domainkey\.jade\.test$/),
        value: expect.stringMatching(/^v=DKIM1; k=rsa; p=MII[A-Za-z0-9+/]{380,400}=*$/),
      },
      version: 1,
    });
    const [row] = await api.look<{ key: string }>('select sealed_key as key from mail_senders where tenant_id = $1', [
      tenant.id,
    ]);
    expect(row!.key).toMatch(/^v1\./);
    expect(row!.key).not.toContain('PRIVATE');
    expect(JSON.stringify([saved, (await leader.get('/api/events')).body])).not.toContain(row!.key);
  });

  it.each([
    ['address', 'nobody'],
    ['replyTo', 'a@b@c'],
    ['accent', 'red'],
    ['accent', '#ffd700'],
    ['name', 'See https://evil.test'],
    ['name', 'a@b.test'],
    ['hasLogo', 'yes'],
    ['version', -1],
    ['sealedKey', 'x'],
  ])('%s: %j is refused and changes nothing', async (field, value) => {
    const { status, body } = await leader.put('/api/mail-sender').send({ hasLogo: true, version: 0, [field]: value });
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ field });
    expect(await show()).toEqual(NOTHING);
  });

  it('is verified by the record in the DNS and by nothing else', async () => {
    const saved = await save(SENDER);
    expect(await check()).toMatchObject({ state: 'unverified', checkResult: 'no-record', from: INSTALLATION });
    records.set(saved.record!.name, ['v=DKIM1; k=rsa; p=MIIBother']);
    expect(await check()).toMatchObject({ state: 'unverified', checkResult: 'other-key' });
    isDnsAway = true;
    expect(await check()).toMatchObject({ state: 'unverified', checkResult: 'no-answer' });
    isDnsAway = false;
    publish(saved);
    expect(await check()).toMatchObject({ state: 'verified', checkResult: 'found', from: SENDER.address, version: 1 });
    isDnsAway = true;
    expect(await check()).toMatchObject({ state: 'verified', checkResult: 'no-answer' });
    isDnsAway = false;
    records.clear();
    expect(await check()).toMatchObject({ state: 'unverified', checkResult: 'no-record', from: INSTALLATION });
    const { body } = await leader.get('/api/events').expect(200);
    const told = (body.items as { what: string }[]).map(({ what }) => what);
    expect(told.filter((what) => what.startsWith('tenant.mail-sender'))).toEqual([
      'tenant.mail-sender-lost',
      'tenant.mail-sender-verified',
      'tenant.mail-sender-changed',
    ]);
  });

  it('keeps its key within one domain; another domain and a new key are verified anew', async () => {
    const before = await verified();
    const moved = await save({ ...SENDER, address: 'other@jade.test', version: 1 });
    expect(moved).toMatchObject({ state: 'verified', from: 'other@jade.test', record: before.record });
    const renewed = (await leader.post('/api/mail-sender/key').expect(200)).body as MailSenderView;
    expect(renewed).toMatchObject({ state: 'unverified', from: INSTALLATION, checkResult: null });
    expect(renewed.record!.value).not.toBe(before.record!.value);
    expect(renewed.record!.name).not.toBe(before.record!.name);
    publish(renewed);
    const again = await check();
    const away = await save({ ...SENDER, address: 'a@elsewhere.test', version: again.version });
    expect(away).toMatchObject({ state: 'unverified', from: INSTALLATION });
    const none = await save({ version: away.version });
    expect(none).toMatchObject({ state: null, record: null, keyMadeAt: null, from: INSTALLATION });
    const refused = await leader.post('/api/mail-sender/check');
    expect([refused.status, refused.body.code]).toEqual([409, 'mail-sender.no-address']);
  });

  it('is refused to whoever does not lead, and no other tenant sees it', async () => {
    await verified();
    for (const role of ['consultant', 'viewer'] as const) {
      const agent = await api.as(await api.make.member({ tenant, role }));
      await agent.get('/api/mail-sender').expect(403);
      await agent.put('/api/mail-sender').send({ hasLogo: true, version: 1 }).expect(403);
      await agent.post('/api/mail-sender/key').expect(403);
      await agent.post('/api/mail-sender/check').expect(403);
    }
    const guest = await api.as(await api.make.member({ tenant, client: await api.make.client({ tenant }) }));
    await guest.get('/api/mail-sender').expect(403);
    expect(await show(await api.as(await api.make.member({ role: 'owner' })))).toEqual(NOTHING);
    const stale = await leader.put('/api/mail-sender').send({ hasLogo: true, version: 0 });
    expect([stale.status, stale.body.code]).toEqual([409, 'stale-version']);
  });
});

describe('the look of every day', () => {
  it('ends what is no longer in the DNS, keeps what is, and asks each domain once a day', async () => {
    const kept = await verified();
    const other = await api.make.tenant({});
    const otherLeader = await api.as(await api.make.member({ tenant: other, role: 'owner' }));
    const saved = (await otherLeader.put('/api/mail-sender').send({ hasLogo: true, version: 0, address: 'a@gone.test' }).expect(200)).body as MailSenderView; // prettier-ignore
    publish(saved);
    await otherLeader.post('/api/mail-sender/check').expect(200);
    const config = workerConfig(api, { clock: NOW, smtpUrl: catcher.smtpUrl });
    const context = await NestFactory.createApplicationContext(
      WorkerModule.forRoot(config, pino({ level: 'silent' })),
      {
        logger: false,
      },
    );
    try {
      const asked: string[] = [];
      context.get(DnsTexts).ask = async (name) => {
        asked.push(name);
        return name === saved.record!.name ? [] : (records.get(name) ?? []);
      };
      const sweep = context.get(SenderSweep);
      const clock = jest.spyOn(context.get(Clock), 'now');
      clock.mockReturnValue(new Date('2026-11-21T09:00:00Z'));
      await sweep.run();
      expect(asked).toEqual([]);
      clock.mockReturnValue(new Date('2026-11-21T09:02:00Z'));
      await sweep.run();
      expect(asked).toEqual(expect.arrayContaining([kept.record!.name, saved.record!.name]));
      expect((await show()).state).toBe('verified');
      expect(await show(otherLeader)).toMatchObject({
        state: 'unverified',
        checkResult: 'no-record',
        from: INSTALLATION,
      });
      asked.length = 0;
      await sweep.run();
      expect(asked).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe('a mail of the tenant', () => {
  it('comes from the installation under the tenant’s name, unsigned, until the record is found', async () => {
    await save(SENDER);
    const mail = await mailed();
    expect(mail.sender).toContain(`<${INSTALLATION}>`);
    expect(mail.sender).toContain('Jadebrücke Termine');
    expect(mail.source).not.toContain('DKIM-Signature');
  });

  it('comes from its own address then, signed so that another program confirms it', async () => {
    const { record } = await verified();
    const mail = await mailed('zh');
    expect(mail.sender).toContain('<termine@jade.test>');
    expect(mail.sender).toContain('玉桥提醒');
    const [signature, ...others] = await signatures(mail.source);
    expect(others).toEqual([]);
    expect(signature).toMatchObject({
      signingDomain: 'jade.test',
      selector: record!.name.split('.')[0],
      result: 'pass',
    });
    for (const header of ['from', 'to', 'subject', 'date', 'message-id', 'reply-to'])
      expect(signature!.signed).toContain(header);
    const forged = mail.source.replace(/^From: .*$/m, 'From: Jadebrücke <termine@jade.test.evil>');
    expect((await signatures(forged))[0]!.result).not.toBe('pass');
  });

  it('has what unsubscribes from it under the signature', async () => {
    const { record } = await verified();
    const [row] = await api.look<{ key: string }>('select sealed_key as key from mail_senders where tenant_id = $1', [
      tenant.id,
    ]);
    const { unseal } = await import('#platform/sealed');
    const mailer = new Mailer({ smtpUrl: catcher.smtpUrl, connections: 1 });
    await mailer.send({
      from: { name: 'J', email: SENDER.address },
      to: { name: 'W', email: 'w@c.test' },
      ...{ subject: 'S', html: '<p>H</p>', text: 'T', envelopeFrom: 'b+1@bounces.test' },
      headers: {
        'List-Unsubscribe': `<https://homolog.test/u/${'a'.repeat(90)}>, <mailto:b+1@bounces.test>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
      dkim: {
        domain: 'jade.test',
        selector: record!.name.split('.')[0]!,
        privateKey: unseal(api.config.secret, `dkim ${tenant.id}`, row!.key),
      },
    });
    mailer.close();
    const mail = (await catcher.open(catcher.mails()[0]!.id))!;
    const [signature] = await signatures(mail.source);
    expect(signature!.result).toBe('pass');
    expect(signature!.signed).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post']));
    expect(mail.from).toBe('b+1@bounces.test');
    const tampered = mail.source.replace('homolog.test/u/', 'evil.test/u/');
    expect((await signatures(tampered))[0]!.result).not.toBe('pass');
  });

  it('wears the colour and the logo of the tenant, and says the same without them', async () => {
    const plain = await mailed();
    await verified({ accent: '#a9211b' });
    const logo = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
      'base64',
    );
    await leader.put('/api/letterhead/logo').attach('file', logo, 'logo.png').expect(200);
    expect(await show()).toMatchObject({ logo: 'fits' });
    await catcher.clear();
    const mail = await mailed();
    expect(plain.html).toContain('#0B6068');
    expect(mail.html).not.toContain('#0B6068');
    expect(mail.html).toContain('background:#a9211b');
    expect(mail.html).toContain('.i-button{color:#06201f!important}');
    expect(mail.html).toContain('<img src="cid:logo@homolog"');
    expect(mail.attachments.map(({ type, contentId }) => [type, contentId])).toEqual([
      ['image/png', expect.stringContaining('logo@homolog')],
    ]);
    expect(plain.html).not.toContain('<img');
    expect((await signatures(mail.source))[0]!.result).toBe('pass');
    await save({ ...SENDER, accent: '#a9211b', hasLogo: false, version: 1 });
    await catcher.clear();
    expect((await mailed()).html).not.toContain('<img');
  });
});
