import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { NoticesService } from '#features/reminders/notices.service';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { makeApplication } from '../support/make-case.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';
import { workerConfig } from '../support/test-worker.js';

const NOW = '2026-11-20T09:01:00Z';
const LATER = '2026-11-20T09:06:00Z';
const ENV = { HOMOLOG_CHANNELS_TO_LOOPBACK: 'true', HOMOLOG_SMS_HOSTS: 'sms.example.com' };

interface Asked {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

let api: TestApi;
let catcher: MailCatcher;
let worker: RunningWorker;
let server: Server;
let url: string;
const asked: Asked[] = [];
/** what the server says at a path; 200 `ok` else */
const answers = new Map<string, { status: number; body: string }[]>();

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url!.split('?')[0]!;
      asked.push({ path: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString() });
      const { status, body } = answers.get(path)?.shift() ?? { status: 200, body: 'ok' };
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  api = await startApi({ clock: NOW, env: ENV });
  catcher = await MailCatcher.start();
  const config = workerConfig(api, { clock: LATER, smtpUrl: catcher.smtpUrl }, ENV);
  worker = await startWorker(config, pino({ level: 'silent' }));
});
afterAll(async () => {
  await worker.stop();
  await catcher.stop();
  await api.close();
  server.close();
});
beforeEach(() => {
  jest.spyOn(api.clock, 'now').mockReturnValue(new Date(NOW));
  asked.length = 0;
});
afterEach(() => jest.restoreAllMocks());

interface World {
  tenant: Tenant;
  lead: Member;
  leader: Agent;
  other: Member;
}

async function team(): Promise<World> {
  const tenant = await api.make.tenant({ name: 'Jadebrücke', nameZh: '玉桥' });
  const lead = await api.make.member({ tenant, role: 'manager', name: 'Lena Weiss' });
  const other = await api.make.member({ tenant, role: 'consultant', name: '孙涛', language: 'zh' });
  return { tenant, lead, leader: await api.as(lead), other };
}

const input = (path: string, more: object = {}) => ({
  ...{ kind: 'slack', name: 'Our room', url: `${url}${path}`, topics: ['news'] },
  ...more,
});
const make = async (agent: Agent, path: string, more: object = {}) => {
  const { body } = await agent.post('/api/channels').send(input(path, more)).expect(201);
  return body as { id: string; version: number };
};
const list = async (agent: Agent) =>
  (await agent.get('/api/channels').expect(200)).body.items as Record<string, unknown>[];

/** A mail to each of these members about one thing. */
async function mention({ tenant }: World, members: Member[]): Promise<string> {
  const client = await api.make.client({ tenant });
  const application = await makeApplication(api, { client });
  const subject = { applicationId: application.id };
  await api.make.inside(
    tenant,
    () =>
    api.app
      .get(NoticesService)
      .tell(members.map(({ id }) => ({ kind: 'mention', subject, to: { memberId: id }, facts: { body: 'Look', authorName: 'X' } }))), // prettier-ignore
  );
  return application.id;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 150; round += 1) {
    if (await isSo()) return;
    await sleep(100);
  }
  throw new Error('it did not come about within 15 s');
}
const sends = ({ tenant }: World) =>
  api.look<{ state: string; attempts: number; answer: string | null }>(
    'select state, attempts, answer from channel_sends where tenant_id = $1 order by created_at, id',
    [tenant.id],
  );
const settled = async (world: World, count: number) => {
  await until(async () => (await sends(world)).filter(({ state }) => state !== 'owed').length >= count);
  return sends(world);
};

describe('a channel', () => {
  it('hears what its owner was mailed, in the language of the mail, once', async () => {
    const world = await team();
    const own = await api.as(world.other);
    await make(own, '/mine');
    const caseId = await mention(world, [world.other]);
    expect(await settled(world, 1)).toEqual([{ state: 'sent', attempts: 1, answer: '200 ok' }]);
    expect(asked.map(({ path }) => path)).toEqual(['/mine']);
    const { text } = JSON.parse(asked[0]!.body) as { text: string };
    expect(text).toContain('提到了您');
    expect(text).toContain(`<http://localhost:3000/cases/${caseId}|打开Homolog>`);
    expect(catcher.mails().filter(({ to }) => to.includes(world.other.email))).toHaveLength(1);
    expect(await list(own)).toMatchObject([{ lastState: 'sent', lastAnswer: '200 ok', owed: 0 }]);
  });

  it('of the team hears each thing once, however many of the team were mailed', async () => {
    const world = await team();
    await make(world.leader, '/room', { isTeam: true });
    await mention(world, [world.lead, world.other]);
    await until(() => catcher.mails().filter(({ to }) => to.includes(world.lead.email) || to.includes(world.other.email)).length === 2); // prettier-ignore
    await settled(world, 1);
    await sleep(1_500);
    expect(asked.map(({ path }) => path)).toEqual(['/room']);
  });

  it('of the team speaks the language set for it, whoever was mailed, and the organisation’s until one is set', async () => {
    const world = await team();
    await api.look(`update tenants set language = 'de' where id = $1`, [world.tenant.id]);
    const room = await make(world.leader, '/german', { isTeam: true });
    await make(world.leader, '/english', { isTeam: true, language: 'en' });
    const caseId = await mention(world, [world.other]);
    await settled(world, 2);
    const heard = () =>
      asked.map(({ path, body }) => `${path} ${(JSON.parse(body) as { text: string }).text.replaceAll('\n', ' ')}`).sort(); // prettier-ignore
    const link = (words: string) => `<http://localhost:3000/cases/${caseId}|${words}>`;
    expect(heard()).toEqual([
      expect.stringMatching(/^\/english .*mentions you/),
      expect.stringMatching(/^\/german .*erwähnt/),
    ]);
    expect(heard()[0]).toContain(link('Open Homolog'));
    expect(heard()[1]).toContain(link('Homolog öffnen'));

    const change = { version: room.version, language: 'zh' };
    const { body } = await world.leader.patch(`/api/channels/${room.id}`).send(change).expect(200);
    expect(body).toMatchObject({ language: 'zh' });
    asked.length = 0;
    jest.spyOn(api.clock, 'now').mockReturnValue(new Date('2026-11-20T09:02:00Z'));
    await mention(world, [world.lead]);
    await settled(world, 4);
    expect(heard()[1]).toMatch(/^\/german .*提到了您/);
  });

  it('of one person takes no language: it speaks as that person’s mails', async () => {
    const world = await team();
    const mine = await make(world.leader, '/mine');
    for (const request of [
      world.leader.post('/api/channels').send(input('/x', { language: 'de' })),
      world.leader.patch(`/api/channels/${mine.id}`).send({ version: mine.version, language: 'de' }),
    ]) {
      const { body } = await request.expect(400);
      expect(body).toMatchObject({ code: 'channel.foreign-field', errors: [{ field: 'language' }] });
    }
    const outside = await api.as((await team()).lead);
    await outside.patch(`/api/channels/${mine.id}`).send({ version: mine.version, language: 'de' }).expect(404);
  });

  it('hears only of its topics, nothing while it is off, and nothing of what others were mailed', async () => {
    const world = await team();
    await make(world.leader, '/legal', { topics: ['legal-days', 'overdue'] });
    const off = await make(world.leader, '/off');
    await world.leader.patch(`/api/channels/${off.id}`).send({ version: off.version, isOn: false }).expect(200);
    await make(await api.as(world.other), '/others');
    await mention(world, [world.lead]);
    await until(() => catcher.mails().some(({ to }) => to.includes(world.lead.email)));
    await sleep(1_500);
    expect(asked).toEqual([]);
    expect(await sends(world)).toEqual([]);
  });

  it('is tried again when its server is busy, and given up when that refuses', async () => {
    const world = await team();
    await make(world.leader, '/busy');
    await make(world.leader, '/gone', { name: 'Gone' });
    answers.set('/busy', [{ status: 503, body: 'later' }]);
    answers.set('/gone', [{ status: 404, body: 'no_service' }]);
    await mention(world, [world.lead]);
    await until(async () => (await sends(world)).filter(({ answer }) => answer !== null).length === 2);
    expect((await sends(world)).map(({ state, answer }) => [state, answer]).sort()).toEqual([
      ['owed', '503 later'],
      ['refused', '404 no_service'],
    ]);
    await api.look(`update channel_sends set next_attempt_at = '2026-11-20T09:00:00Z' where tenant_id = $1`, [
      world.tenant.id,
    ]);
    await until(async () => (await sends(world)).some(({ state }) => state === 'sent'));
    expect((await sends(world)).find(({ state }) => state === 'sent')).toMatchObject({ attempts: 2, answer: '200 ok' });
  });

  it('is withdrawn from with what waits for it, and its address is gone', async () => {
    const world = await team();
    const channel = await make(world.leader, '/slow');
    answers.set('/slow', [{ status: 503, body: '' }]);
    await mention(world, [world.lead]);
    await until(async () => (await sends(world)).some(({ attempts }) => attempts === 1));
    await until(async () => (await sends(world)).some(({ answer }) => answer !== null));
    await world.leader.delete(`/api/channels/${channel.id}`).expect(204);
    expect((await sends(world)).map(({ state }) => state)).toEqual(['withdrawn']);
    expect(await list(world.leader)).toEqual([]);
    const [row] = await api.look<{ target: string }>('select sealed_target as target from channels where id = $1', [
      channel.id,
    ]);
    expect(row!.target).toBe('');
    await world.leader.delete(`/api/channels/${channel.id}`).expect(404);
  });
});

describe('the test of a channel', () => {
  it('goes at once, says that it is one, and its answer is kept', async () => {
    const world = await team();
    const channel = await make(world.leader, '/test', { kind: 'dingtalk', secret: 'SEC12345678' });
    answers.set('/test', [{ status: 200, body: '{"errcode":310000,"errmsg":"sign not match"}' }]);
    const { body } = await world.leader.post(`/api/channels/${channel.id}/test`).expect(200);
    expect(body).toEqual({ state: 'refused', answer: '200 {"errcode":310000,"errmsg":"sign not match"}' });
    expect(asked[0]!.path).toMatch(/^\/test\?timestamp=\d{13}&sign=/);
    expect(JSON.parse(asked[0]!.body).text.content).toContain('This is a test of the channel "Our room".');
    expect(await list(world.leader)).toMatchObject([{ lastState: 'refused', host: '127.0.0.1' }]);
  });

  it('an SMS gateway gets its key and its text', async () => {
    const world = await team();
    const channel = await make(world.leader, '/sms', {
      ...{ kind: 'sms', to: '+4915112345678', headers: { 'X-Api-Key': 'secret-key' } },
      body: '{"to":"{{to}}","text":"{{text}}"}',
    });
    await world.leader.post(`/api/channels/${channel.id}/test`).expect(200);
    expect(asked[0]).toMatchObject({ path: '/sms', headers: { 'x-api-key': 'secret-key' } });
    expect(JSON.parse(asked[0]!.body)).toMatchObject({ to: '+4915112345678' });
  });
});

describe('what a channel is made of', () => {
  it('its address and secrets are shown to nobody again and lie sealed', async () => {
    const world = await team();
    const { body } = await world.leader
      .post('/api/channels')
      .send(input('/secret-path', { kind: 'dingtalk', secret: 'SECverysecret' }))
      .expect(201);
    const rows = await api.look<object>('select * from channels where id = $1', [body.id]);
    const events = await world.leader.get('/api/events').expect(200);
    const said = JSON.stringify([body, await list(world.leader), rows, events.body]);
    expect(said).not.toContain('SECverysecret');
    expect(said).not.toContain('secret-path');
  });

  it.each([
    ['http', { url: 'http://hooks.slack.com/x' }, 'channel.address', 'url'],
    ['another host', { url: 'https://evil.example.com/x' }, 'channel.host', 'url'],
    ['a private address', { url: 'https://192.168.1.1/x' }, 'channel.address', 'url'],
    ['a password in it', { url: 'https://a:b@hooks.slack.com/x' }, 'channel.address', 'url'],
    ['another port', { url: 'https://hooks.slack.com:25/x' }, 'channel.address', 'url'],
    ['an SMS gateway that is not allowed', { kind: 'sms', url: 'https://sms.evil.com/x', body: '"{{text}}"' }, 'channel.host', 'url'], // prettier-ignore
    ['an SMS without its text', { kind: 'sms', body: '{"a":"b"}' }, 'channel.missing', 'body'],
    ['an SMS to nobody', { kind: 'sms', body: '{"a":"{{text}}{{to}}"}' }, 'channel.missing', 'to'],
    ['a header of ours', { kind: 'sms', body: '"{{text}}"', headers: { Host: 'x' } }, 'channel.headers', 'headers'],
    ['a header with a line break', { kind: 'sms', body: '"{{text}}"', headers: { A: 'x\r\nB: y' } }, 'channel.headers', 'headers'], // prettier-ignore
    ['a secret that it does not take', { secret: 'SEC12345678' }, 'channel.foreign-field', 'secret'],
    ['web push without keys', { kind: 'web-push' }, 'channel.missing', 'secret'],
    ['no topic', { topics: [] }, 'invalid-input', 'topics'],
    ['a language there is not', { isTeam: true, language: 'fr' }, 'invalid-input', 'language'],
    ['a topic there is not', { topics: ['weather'] }, 'invalid-input', 'topics'],
    ['a kind there is not', { kind: 'fax' }, 'invalid-input', 'kind'],
  ])('%s is refused, naming what is allowed', async (_, more, code, field) => {
    const world = await team();
    const { status, body } = await world.leader.post('/api/channels').send(input('/x', more));
    expect([status, body.code]).toEqual([400, code]);
    expect(body.errors[0]).toMatchObject({ field });
    expect(await list(world.leader)).toEqual([]);
  });

  it('twenty are enough', async () => {
    const world = await team();
    for (let number = 0; number < 20; number += 1) await make(world.leader, '/many');
    const { status, body } = await world.leader.post('/api/channels').send(input('/many'));
    expect([status, body.code]).toEqual([409, 'channel.too-many']);
  });
});

describe('who may', () => {
  it('one’s own channels are one’s own; those of the team are for whoever leads', async () => {
    const world = await team();
    const [mine, ours] = [await make(world.leader, '/a'), await make(world.leader, '/b', { isTeam: true })];
    const other = await api.as(world.other);
    await other
      .post('/api/channels')
      .send(input('/c', { isTeam: true }))
      .expect(403);
    expect(await list(other)).toMatchObject([{ isTeam: true, isOwn: false }]);
    const stranger = await api.as(await api.make.member({ role: 'owner' }));
    expect(await list(stranger)).toEqual([]);
    for (const [agent, { id }] of [
      [other, mine],
      [other, ours],
      [stranger, mine],
      [stranger, ours],
    ] as const) {
      // prettier-ignore
      await agent.patch(`/api/channels/${id}`).send({ version: 1, name: 'X' }).expect(404);
      await agent.post(`/api/channels/${id}/test`).expect(404);
      await agent.delete(`/api/channels/${id}`).expect(404);
    }
    const guest = await api.as(await api.make.member({ tenant: world.tenant, client: await api.make.client({ tenant: world.tenant }) })); // prettier-ignore
    await guest.get('/api/channels').expect(403);
    await api.nobody().get('/api/channels').expect(401);
    const stale = await world.leader.patch(`/api/channels/${mine.id}`).send({ version: 9, name: 'X' });
    expect([stale.status, stale.body.code]).toEqual([409, 'stale-version']);
  });
});
