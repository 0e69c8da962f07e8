import { get, type IncomingMessage } from 'node:http';
import type { Application } from '#database/entities/application.entity';
import type { Client } from '#database/entities/client.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { sessionCookieName } from '#features/accounts/session-cookie';
import { LiveService } from '#features/live/live.service';
import { makeApplication } from '../support/make-case.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let client: Client;
let application: Application;
let lena: Member;
let consultant: Agent;
const open: Stream[] = [];

interface Heard {
  event: string;
  data: { subjects?: { kind: string; id: string }[]; many?: boolean; people?: { name: string }[]; id?: string };
}

/** One open screen, as a browser holds it. */
class Stream {
  readonly heard: Heard[] = [];
  readonly isOver: Promise<void>;
  text = '';

  constructor(readonly answer: IncomingMessage) {
    answer.setEncoding('utf8');
    answer.on('data', (part: string) => {
      this.text += part;
      const blocks = this.text.split('\n\n');
      this.heard.splice(
        0,
        this.heard.length,
        ...blocks.slice(0, -1).flatMap((block) => {
          const [event, data] = block.split('\n');
          return event?.startsWith('event: ')
            ? [{ event: event.slice(7), data: JSON.parse(data!.slice(6)) as Heard['data'] }]
            : [];
        }),
      );
    });
    this.isOver = new Promise((over) => answer.on('close', over));
  }

  changed() {
    return this.heard.filter(({ event }) => event === 'changed').map(({ data }) => data);
  }

  ids() {
    return this.changed().flatMap(({ subjects }) => (subjects ?? []).map(({ id }) => id));
  }

  close() {
    this.answer.destroy();
  }
}

async function listen(member: Member, headers: Record<string, string> = {}): Promise<Stream> {
  const cookie = `${sessionCookieName(api.config.url)}=${await api.session(member)}`;
  const answer = await new Promise<IncomingMessage>((done, failed) =>
    get(`${api.url}/api/live`, { headers: { cookie, 'homolog-tenant': member.tenantId, ...headers } }, done).on(
      'error',
      failed,
    ),
  );
  const stream = new Stream(answer);
  open.push(stream);
  if (answer.statusCode === 200) await until(() => stream.heard.length > 0);
  return stream;
}

async function until(isTrue: () => boolean, ms = 5_000): Promise<void> {
  const end = Date.now() + ms;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((next) => setTimeout(next, 10));
  }
}

const say = (agent: Agent, fields: object) =>
  agent
    .post('/api/comments')
    .send({ body: 'Said', ...fields })
    .expect(201);

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());
beforeEach(async () => {
  tenant = await api.make.tenant();
  client = await api.make.client({ tenant });
  application = await makeApplication(api, { client });
  lena = await api.make.member({ tenant, name: 'Lena Weiss' });
  consultant = await api.as(lena);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

describe('an open screen', () => {
  it('is told of a change by its id and nothing else', async () => {
    const stream = await listen(await api.make.member({ tenant }));
    expect(stream.answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    await say(consultant, { applicationId: application.id, body: 'Secret words' });
    await until(() => stream.changed().length > 0);
    expect(stream.changed()).toEqual([{ subjects: [{ kind: 'application', id: application.id }] }]);
    expect(stream.text).not.toContain('Secret');
  });

  it('is told once of what one act changed, and of nothing that was refused', async () => {
    const stream = await listen(lena);
    await api.make.inside(tenant, async () => {
      await consultant.post('/api/comments').send({ applicationId: application.id, body: '' }).expect(400);
    });
    const { body } = await consultant
      .post('/api/clients')
      .send({ legalName: 'Nordlicht GmbH', country: 'DE' })
      .expect(201);
    await say(consultant, { applicationId: application.id });
    await until(() => stream.changed().length >= 2);
    expect(stream.changed()).toEqual([
      { subjects: [{ kind: 'client', id: body.id }] },
      { subjects: [{ kind: 'application', id: application.id }] },
    ]);
  });

  it('is told to ask for everything where too many rows changed to be named', async () => {
    const stream = await listen(lena);
    const { EventsService } = await import('#features/events/events.service');
    const events = api.app.get(EventsService, { strict: false });
    await api.make.inside(tenant, () =>
      events.recordMany(
        'certificate.imported',
        Array.from({ length: 300 }, () => ({ clientId: client.id, memberId: lena.id })),
      ),
    );
    await api.make.inside(tenant, async () => {
      const products = [];
      for (let at = 0; at < 120; at++) products.push(await api.make.product({ client, factory: null }));
      await events.recordMany(
        'product.edited',
        products.map(({ id }) => ({ productId: id, clientId: client.id })),
      );
    });
    await until(() => stream.changed().length >= 2);
    expect(stream.changed()).toEqual([{ subjects: [{ kind: 'member', id: lena.id }] }, { subjects: [], many: true }]);
  });
});

describe('nothing foreign arrives', () => {
  it('from another tenant', async () => {
    const stranger = await listen(await api.make.member({ tenant: await api.make.tenant(), role: 'owner' }));
    const own = await listen(lena);
    await say(consultant, { applicationId: application.id, audience: 'client' });
    await until(() => own.changed().length === 1);
    expect(stranger.changed()).toEqual([]);
  });

  it('at a client from another client, and nothing of what the team keeps to itself', async () => {
    const other = await api.make.client({ tenant });
    const theirs = await makeApplication(api, { client: other });
    const guest = await listen(await api.make.member({ tenant, client }));
    const guestOfOther = await listen(await api.make.member({ tenant, client: other }));
    const staff = await listen(lena);
    await say(consultant, { applicationId: application.id, body: 'Internal' });
    await consultant.post('/api/notes').send({ clientId: client.id, body: 'Internal' }).expect(201);
    await say(consultant, { applicationId: theirs.id, audience: 'client' });
    await say(consultant, { applicationId: application.id, audience: 'client' });
    await until(() => staff.changed().length === 4 && guest.changed().length > 0 && guestOfOther.changed().length > 0);
    expect(guest.changed()).toEqual([{ subjects: [{ kind: 'application', id: application.id }] }]);
    expect(guestOfOther.changed()).toEqual([{ subjects: [{ kind: 'application', id: theirs.id }] }]);
    expect(guest.text).not.toContain(theirs.id);
  });

  it('whatever an act names beside its row: a client hears only what its own wall shows', async () => {
    const other = await api.make.client({ tenant });
    const factory = await api.make.factory({ tenant, client: other });
    const guest = await listen(await api.make.member({ tenant, client }));
    const { EventsService } = await import('#features/events/events.service');
    const events = api.app.get(EventsService, { strict: false });
    await api.make.inside(tenant, () =>
      events.record('application.moved', {
        applicationId: application.id,
        factoryId: factory.id,
        memberId: lena.id,
        clientId: client.id,
      }),
    );
    await until(() => guest.changed().length === 1);
    expect(guest.ids()).toEqual([application.id]);
  });

  it('at a member of staff who looks with a client’s eyes: what the client hears, and not who is here', async () => {
    const theirs = await makeApplication(api, { client: await api.make.client({ tenant }) });
    const stream = await listen(lena, { 'homolog-view-as': client.id });
    await consultant.post('/api/live/presence').send({ applicationId: application.id, isHere: true }).expect(200);
    await say(consultant, { applicationId: application.id });
    await say(consultant, { applicationId: theirs.id, audience: 'client' });
    await say(consultant, { applicationId: application.id, audience: 'client' });
    await until(() => stream.changed().length > 0);
    expect(stream.heard.map(({ event }) => event)).toEqual(['ready', 'changed']);
    expect(stream.ids()).toEqual([application.id]);
  });

  it('without a session, or for a tenant that is not one’s own', async () => {
    await api.nobody().get('/api/live').expect(401);
    const stream = await listen(lena, { 'homolog-tenant': (await api.make.tenant()).id });
    expect(stream.answer.statusCode).toBe(404);
  });

  it.each(['leaves the tenant', 'gets another role', 'signs out everywhere'])(
    'at a person who %s: the stream ends with the next that would be told',
    async (how) => {
      const member = await api.make.member({ tenant, role: 'viewer' });
      const stream = await listen(member);
      const witness = await listen(lena);
      const done: Record<string, string> = {
        'leaves the tenant': `update members set left_at = now() where id = '${member.id}'`,
        'gets another role': `update members set role = 'manager' where id = '${member.id}'`,
        'signs out everywhere': `delete from auth.session where "userId" = '${member.userId}'`,
      };
      await api.look(done[how]!);
      // told to the processes by a connection of its own, as this one is
      await new Promise((told) => setTimeout(told, 200));
      await say(consultant, { applicationId: application.id });
      await until(() => witness.changed().length === 1);
      await stream.isOver;
      expect(stream.changed()).toEqual([]);
    },
  );
});

describe('who is here', () => {
  const here = (agent: Agent, isHere = true) =>
    agent.post('/api/live/presence').send({ applicationId: application.id, isHere });

  it('is told to the team, not to a client, and not of oneself', async () => {
    const mei = await api.make.member({ tenant, name: 'Mei Koenig' });
    const stream = await listen(mei);
    const guest = await listen(await api.make.member({ tenant, client }));
    await here(consultant).expect(200);
    await until(() => stream.heard.some(({ event }) => event === 'presence'));
    expect(stream.heard.at(-1)).toEqual({
      event: 'presence',
      data: { kind: 'application', id: application.id, people: [{ memberId: lena.id, name: 'Lena Weiss' }] },
    });
    const { body } = await here(await api.as(mei)).expect(200);
    expect(body.people).toEqual([{ memberId: lena.id, name: 'Lena Weiss' }]);
    await here(consultant, false).expect(200);
    await until(() => stream.heard.at(-1)?.data.people?.length === 0);
    expect(guest.heard.map(({ event }) => event)).toEqual(['ready']);
  });

  it('is not for a client to say or ask, nor about a row of another tenant', async () => {
    await here(await api.as(await api.make.member({ tenant, client }))).expect(403);
    await here(await api.as(await api.make.member({ tenant: await api.make.tenant() }))).expect(404);
    await consultant.post('/api/live/presence').send({ isHere: true }).expect(400);
  });
});

it('one person keeps twelve screens up to date, and a closed one makes room', async () => {
  const streams: Stream[] = [];
  for (let at = 0; at < 12; at++) streams.push(await listen(lena));
  const refused = await listen(lena);
  expect(refused.answer.statusCode).toBe(429);
  await refused.isOver.catch(() => {});
  streams[0]!.close();
  await new Promise((noticed) => setTimeout(noticed, 200));
  expect((await listen(lena)).answer.statusCode).toBe(200);
});

it('a silent line is kept alive, and open screens do not hold up a stop', async () => {
  const other = await startApi();
  other.app.get(LiveService, { strict: false }).heartbeatMs = 50;
  const home = await other.make.tenant();
  const member = await other.make.member({ tenant: home });
  const cookie = `${sessionCookieName(other.config.url)}=${await other.session(member)}`;
  const answer = await new Promise<IncomingMessage>((done) =>
    get(`${other.url}/api/live`, { headers: { cookie, 'homolog-tenant': home.id } }, done),
  );
  const over = new Promise((ended) => answer.on('close', ended));
  let text = '';
  answer.setEncoding('utf8').on('data', (part: string) => (text += part));
  await until(() => text.includes(': beat\n\n'));
  const began = Date.now();
  await other.close();
  await over;
  expect(Date.now() - began).toBeLessThan(5_000);
});
