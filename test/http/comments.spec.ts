import type { Application } from '#database/entities/application.entity';
import type { Client } from '#database/entities/client.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { makeApplication, makeAudit, makeBooking } from '../support/make-case.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let client: Client;
let application: Application;
let lena: Member;
let consultant: Agent;
let owner: Agent;
let guest: Agent;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());
beforeEach(async () => {
  const { make } = api;
  tenant = await make.tenant();
  client = await make.client({ tenant });
  application = await makeApplication(api, { client });
  lena = await make.member({ tenant, role: 'consultant', name: 'Lena Weiss' });
  consultant = await api.as(lena);
  owner = await api.as(await make.member({ tenant, role: 'owner', name: 'Mei Koenig' }));
  guest = await api.as(await make.member({ tenant, client, name: 'Tom Lindauer' }));
});

const say = (agent: Agent, fields: object) =>
  agent.post('/api/comments').send({ applicationId: application.id, body: 'Said', ...fields });
const heard = async (agent: Agent, query: object = { applicationId: application.id }) =>
  (await agent.get('/api/comments').query(query).expect(200)).body as {
    items: Record<string, unknown>[];
    nextCursor: string | null;
  };

describe('a comment of the team', () => {
  it('is internal unless it says otherwise, keeps the name of who said it, and its text without the ends', async () => {
    const { body } = await say(consultant, { body: '  Ask CCAP.\nThen wait.\n ' }).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      applicationId: application.id,
      auditId: null,
      bookingId: null,
      audience: 'internal',
      body: 'Ask CCAP.\nThen wait.',
      mentions: [],
      authorName: 'Lena Weiss',
      isFromClient: false,
      isOwn: true,
      mayDelete: true,
      createdAt: expect.stringMatching(/^2026-11-20T09:/),
    });
    expect((await heard(guest)).items).toEqual([]);
  });

  it('is read by the client when it is meant for it, without whom it mentions', async () => {
    await say(consultant, { audience: 'client', body: 'The sample has arrived.', mentions: [lena.id] }).expect(201);
    const { items } = await heard(guest);
    expect(items).toMatchObject([
      { body: 'The sample has arrived.', authorName: 'Lena Weiss', mentions: [], isOwn: false, mayDelete: false },
    ]);
    expect((await heard(owner)).items).toMatchObject([{ mentions: [{ memberId: lena.id, name: 'Lena Weiss' }] }]);
  });

  it.each([
    ['nothing', ''],
    ['only space', ' \n '],
    ['more than 10,000 characters', 'x'.repeat(10_001)],
  ])('is refused when it says %s', async (_, body) => {
    const answer = await say(consultant, { body }).expect(400);
    expect(answer.body).toMatchObject({ code: 'invalid-input', errors: [{ field: 'body' }] });
  });

  it('is refused about nothing, and about two things at once', async () => {
    await consultant.post('/api/comments').send({ body: 'Said' }).expect(400);
    const audit = await makeAudit(api, { client });
    const { body } = await say(consultant, { auditId: audit.id }).expect(400);
    expect(body.errors).toMatchObject([{ code: 'one-subject', allowed: 'applicationId or auditId or bookingId' }]);
  });

  it('mentions nobody who has left, who has not joined, who is a client’s, or who is another tenant’s', async () => {
    const { make } = api;
    const strangers = [
      await make.member({ tenant, leftAt: api.clock.now() }),
      await make.member({ tenant, person: null }),
      await make.member({ tenant, client }),
      await make.member({ tenant: await make.tenant() }),
    ];
    for (const { id } of strangers) {
      const { body } = await say(consultant, { mentions: [lena.id, id] }).expect(404);
      expect(body.code).toBe('not-found');
    }
    expect((await heard(owner)).items).toEqual([]);
  });

  it('leaves an event that tells its audience and length and not its text', async () => {
    await say(consultant, { body: 'Secret words' }).expect(201);
    const { body } = await owner.get('/api/events').query({ applicationId: application.id }).expect(200);
    expect(body.items).toMatchObject([
      {
        what: 'comment.added',
        actorName: 'Lena Weiss',
        facts: { audience: 'internal', length: 12, isFromClient: false },
      },
    ]);
    expect(JSON.stringify(body)).not.toContain('Secret');
  });

  it('may not be written by who only reads', async () => {
    const viewer = await api.as(await api.make.member({ tenant, role: 'viewer' }));
    await say(viewer, {}).expect(403);
    await say(api.nobody(), {}).expect(401);
    expect((await heard(viewer)).items).toEqual([]);
  });
});

describe('a comment of a client', () => {
  it('sent twice under one key is said once, and answered alike', async () => {
    const send = () => say(guest, { body: 'Coming Friday.' }).set('idempotency-key', 'one').expect(201);
    const first = await send();
    const again = await send();
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect((await heard(consultant)).items).toHaveLength(1);
  });

  it('is for the team and the client whatever it asks for, and mentions nobody', async () => {
    const { body } = await say(guest, { audience: 'internal', mentions: [lena.id], body: 'Coming Friday.' }).expect(
      201,
    );
    expect(body).toMatchObject({
      audience: 'client',
      isFromClient: true,
      mentions: [],
      authorName: 'Tom Lindauer',
      isOwn: true,
    });
    expect((await heard(consultant)).items).toMatchObject([
      { body: 'Coming Friday.', audience: 'client', mentions: [], isFromClient: true },
    ]);
  });

  it('is not possible about another client’s case, inspection or booking', async () => {
    const other = await api.make.client({ tenant });
    const theirs = {
      applicationId: (await makeApplication(api, { client: other })).id,
      auditId: (await makeAudit(api, { client: other })).id,
      bookingId: (await makeBooking(api, { client: other })).id,
    };
    for (const [field, id] of Object.entries(theirs)) {
      await guest
        .post('/api/comments')
        .send({ [field]: id, body: 'Said' })
        .expect(404);
      await consultant
        .post('/api/comments')
        .send({ [field]: id, body: 'Said', audience: 'client' })
        .expect(201);
      expect((await heard(guest, { [field]: id })).items).toEqual([]);
    }
  });

  it('is shown to a member of staff who looks with the client’s eyes as the client sees it', async () => {
    await say(consultant, { audience: 'client', body: 'For the client' }).expect(201);
    await say(consultant, { body: 'Internal' }).expect(201);
    const { body } = await consultant
      .get('/api/comments')
      .query({ applicationId: application.id })
      .set('homolog-view-as', client.id)
      .expect(200);
    expect(body.items).toMatchObject([{ body: 'For the client', isOwn: false, mayDelete: false }]);
  });

  it('shows a client nothing of the team', async () => {
    await guest.get('/api/mentionable').expect(403);
  });
});

describe('who is told by mail', () => {
  const promised = async () =>
    api.look<{ kind: string; state: string; name: string }>(
      `select n.kind, n.state, coalesce(m.name, k.name) as name from notices n
         left join members m on m.tenant_id = n.tenant_id and m.id = n.member_id
         left join contacts k on k.tenant_id = n.tenant_id and k.id = n.contact_id
        where n.tenant_id = $1 order by n.kind, name`,
      [tenant.id],
    );

  it('an internal comment tells only whom it mentions, and not who wrote it', async () => {
    const mei = await api.make.member({ tenant, name: 'Mei Lin' });
    await api.make.contact({ client, name: 'Anna Kunz' });
    await say(consultant, { mentions: [mei.id, lena.id] }).expect(201);
    expect(await promised()).toEqual([{ kind: 'mention', state: 'planned', name: 'Mei Lin' }]);
  });

  it('a comment for the client tells the client, and a client’s comment tells the owner of the case', async () => {
    await api.make.contact({ client, name: 'Anna Kunz' });
    await say(consultant, { audience: 'client' }).expect(201);
    expect(await promised()).toEqual([
      { kind: 'comment-for-client', state: 'planned', name: 'Anna Kunz' },
      { kind: 'comment-for-client', state: 'planned', name: 'Tom Lindauer' },
    ]);
    await api.make.inside(tenant, () =>
      api.db.query('update applications set owner_id = $2 where id = $1', [application.id, lena.id]),
    );
    await say(guest, {}).expect(201);
    expect((await promised()).filter(({ kind }) => kind === 'comment-from-client')).toEqual([
      { kind: 'comment-from-client', state: 'planned', name: 'Lena Weiss' },
    ]);
  });

  it('nobody is told of a comment that was taken away before', async () => {
    await api.make.contact({ client, name: 'Anna Kunz' });
    const { body } = await say(consultant, { audience: 'client' }).expect(201);
    await consultant.delete(`/api/comments/${body.id}`).expect(204);
    expect((await promised()).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });
});

describe('taking a comment away', () => {
  it('is for its author, the owners and the managers, and stays in the history', async () => {
    const { make } = api;
    const { id: first } = (await say(consultant, {})).body as { id: string };
    const { id: second } = (await say(consultant, {})).body as { id: string };
    const other = await api.as(await make.member({ tenant, role: 'consultant' }));
    await other.delete(`/api/comments/${first}`).expect(403);
    await consultant.delete(`/api/comments/${first}`).expect(204);
    await owner.delete(`/api/comments/${second}`).expect(204);
    await owner.delete(`/api/comments/${second}`).expect(404);
    expect((await heard(owner)).items).toEqual([]);
    const { body } = await owner.get('/api/events').query({ applicationId: application.id }).expect(200);
    expect(body.items.map(({ what }: { what: string }) => what)).toEqual([
      'comment.removed',
      'comment.removed',
      'comment.added',
      'comment.added',
    ]);
  });

  it('lets a client take back its own words and no others', async () => {
    const { id: own } = (await say(guest, {}).expect(201)).body as { id: string };
    const { id: theirs } = (await say(consultant, { audience: 'client' })).body as { id: string };
    const { id: internal } = (await say(consultant, {})).body as { id: string };
    await guest.delete(`/api/comments/${own}`).expect(204);
    await guest.delete(`/api/comments/${theirs}`).expect(403);
    await guest.delete(`/api/comments/${internal}`).expect(404);
    expect((await heard(owner)).items).toHaveLength(2);
  });
});

it('comments are read newest first, page by page, each once', async () => {
  for (const body of ['one', 'two', 'three', 'four', 'five']) await say(consultant, { body }).expect(201);
  const first = await heard(consultant, { applicationId: application.id, limit: 2 });
  const second = await heard(consultant, { applicationId: application.id, limit: 2, cursor: first.nextCursor });
  const third = await heard(consultant, { applicationId: application.id, limit: 2, cursor: second.nextCursor });
  expect([first, second, third].map(({ items }) => items.map(({ body }) => body))).toEqual([
    ['five', 'four'],
    ['three', 'two'],
    ['one'],
  ]);
  expect(third.nextCursor).toBeNull();
});

it('the team that can be mentioned is who works here now, by name', async () => {
  await api.make.member({ tenant, leftAt: api.clock.now(), name: 'Anna Gone' });
  const { body } = await consultant.get('/api/mentionable').expect(200);
  expect(body.items).toMatchObject([
    { name: 'Lena Weiss', role: 'consultant' },
    { name: 'Mei Koenig', role: 'owner' },
  ]);
});
