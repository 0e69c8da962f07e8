import pg from 'pg';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import type { Client } from '#database/entities/client.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let catcher: MailCatcher;

beforeAll(async () => {
  catcher = await MailCatcher.start();
  api = await startApi({ clock: '2026-11-20T09:00:00Z', env: { SMTP_URL: catcher.smtpUrl } });
});
afterAll(async () => {
  await api.close();
  await catcher.stop();
});

interface Team {
  tenant: Tenant;
  client: Client;
  owner: Member;
  manager: Member;
  consultant: Member;
  asOwner: Agent;
  asManager: Agent;
}

async function team(): Promise<Team> {
  const tenant = await api.make.tenant({ name: 'Rheinwerk Homologation', language: 'de' });
  const client = await api.make.client({ tenant });
  const owner = await api.make.member({ tenant, role: 'owner', name: 'Olga Owner' });
  const manager = await api.make.member({ tenant, role: 'manager', name: 'Max Manager' });
  const consultant = await api.make.member({ tenant, role: 'consultant', name: 'Cora Consultant' });
  return { tenant, client, owner, manager, consultant, asOwner: await api.as(owner), asManager: await api.as(manager) };
}

async function linkOf(to: string, enough = 1): Promise<string> {
  const mails = await catcher.waitFor(enough, { wanted: (mail) => mail.to.includes(to) });
  const mail = (await catcher.open(mails.at(-1)!.id))!;
  return /\/invitations\/([\w-]+)/.exec(mail.text)![1]!;
}

/** Requests of the api that wait for somebody else's lock. */
const WAITING = `select 1 from pg_stat_activity
  where datname = current_database() and application_name = 'homolog-app' and wait_event_type = 'Lock'`;

const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

describe('founding a tenant', () => {
  const consultancy = {
    kind: 'consultancy',
    name: 'Isar Zulassung',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    language: 'de',
  };

  it('makes the signed-in person its owner', async () => {
    const person = await api.make.person();
    const agent = await api.as(person);
    const { body } = await agent.post('/api/tenants').send(consultancy).expect(201);
    expect(body).toMatchObject({ ...consultancy, nameZh: null, version: 1 });
    const me = await agent.get('/api/me').expect(200);
    expect(me.body.memberships).toMatchObject([{ tenantId: body.id, role: 'owner', clientId: null }]);
    const members = await agent.get('/api/members').expect(200);
    expect(members.body.items).toMatchObject([{ email: person.email, role: 'owner', state: 'joined' }]);
  });

  it('gives a manufacturer itself as its one client company', async () => {
    const agent = await api.as(await api.make.person());
    const input = { ...consultancy, kind: 'manufacturer', name: 'Lumen Optik GmbH', nameZh: '流明光学' };
    const { body } = await agent.post('/api/tenants').send(input).expect(201);
    const clients = await api.look('select legal_name, legal_name_zh, is_own from clients where tenant_id = $1', [
      body.id,
    ]);
    expect(clients).toEqual([{ legal_name: 'Lumen Optik GmbH', legal_name_zh: '流明光学', is_own: true }]);
  });

  it('makes one tenant of a request that is repeated under its key', async () => {
    const agent = await api.as(await api.make.person());
    const found = () => agent.post('/api/tenants').set('idempotency-key', 'once').send(consultancy).expect(201);
    const first = await found();
    expect((await found()).body.id).toBe(first.body.id);
    expect((await agent.get('/api/me')).body.memberships).toHaveLength(1);
  });

  it('refuses wrong shapes, unknown fields and who is not signed in', async () => {
    const agent = await api.as(await api.make.person());
    const { body } = await agent
      .post('/api/tenants')
      .send({ ...consultancy, kind: 'bank', country: 'Germany', id: 'x' })
      .expect(400);
    expect(body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['country', 'id', 'kind']);
    await api.nobody().post('/api/tenants').send(consultancy).expect(401);
  });
});

describe('the tenant', () => {
  it('is changed by leaders, with the version that was seen; the stale one learns what changed', async () => {
    const { asOwner, asManager, consultant, owner } = await team();
    const { body } = await asOwner.get('/api/tenant').expect(200);
    expect(body).toMatchObject({ name: 'Rheinwerk Homologation', kind: 'consultancy', version: 1 });
    await asOwner.patch('/api/tenant').send({ version: 1, name: 'Rheinwerk', nameZh: '莱茵' }).expect(200);
    expect((await asManager.get('/api/me')).body.memberships[0]).toMatchObject({
      tenantName: 'Rheinwerk',
      tenantNameZh: '莱茵',
    });
    const stale = await asManager.patch('/api/tenant').send({ version: 1, name: 'Other' }).expect(409);
    expect(stale.body.code).toBe('stale-version');
    expect(stale.body.facts.changed.name).toMatchObject({
      from: 'Rheinwerk Homologation',
      to: 'Rheinwerk',
      by: owner.name,
    });
    await (await api.as(consultant)).patch('/api/tenant').send({ version: 2, name: 'Mine' }).expect(403);
    expect(
      (await asOwner.patch('/api/tenant').send({ version: 2, kind: 'manufacturer' }).expect(400)).body.errors[0].field,
    ).toBe('kind');
  });
});

describe('inviting', () => {
  it('mails a link in the tenant’s language with which the invited address joins', async () => {
    const { asManager, tenant } = await team();
    const invitee = await api.make.person({
      email: 'neu@example.test',
      name: 'Nina Neu',
      language: 'zh',
      timeZone: 'Asia/Shanghai',
    });
    const input = { email: 'NEU@example.test', name: 'N. Neu', role: 'consultant' };
    const { body } = await asManager.post('/api/members').send(input).expect(201);
    expect(body).toMatchObject({
      email: 'neu@example.test',
      role: 'consultant',
      state: 'invited',
      language: 'de',
      joinedAt: null,
    });
    expect(body.invitedAt).toMatch(/^2026-11-20T09:/);
    expect(body.invitationExpiresAt).toMatch(/^2026-12-04T09:/);
    expect(catcher.mails().at(-1)!.subject).toBe('Einladung zu Rheinwerk Homologation bei Homolog');

    const token = await linkOf('neu@example.test');
    const shown = await api.nobody().get(`/api/invitations/${token}`).expect(200);
    expect(shown.body).toEqual({
      tenantName: 'Rheinwerk Homologation',
      tenantNameZh: null,
      email: 'neu@example.test',
      role: 'consultant',
      language: 'de',
      invitedBy: 'Max Manager',
      expiresAt: new Date(body.invitationExpiresAt as string).toISOString(),
    });

    const agent = await api.as(invitee);
    const joined = await agent.post(`/api/invitations/${token}/acceptance`).expect(200);
    expect(joined.body).toMatchObject({ tenantId: tenant.id, memberId: body.id, role: 'consultant', clientId: null });
    const { body: member } = await asManager.get(`/api/members/${body.id}`).expect(200);
    expect(member).toMatchObject({ name: 'Nina Neu', state: 'joined', language: 'zh', timeZone: 'Asia/Shanghai' });
    await agent.get('/api/members').expect(200);
    await agent.post(`/api/invitations/${token}/acceptance`).expect(404);
  });

  it('carries no links, addresses or lines of strangers in the names it is mailed with', async () => {
    const { asOwner } = await team();
    const faultOf = ({ status, body }: { status: number; body: { errors?: { field: string; code: string }[] } }) => [
      status,
      body.errors?.map(({ field, code }) => `${field} ${code}`),
    ];
    const invited = { email: 'stranger@example.test', role: 'viewer' };
    for (const name of ['See https://evil.example', 'www.evil.example', 'x@evil.example', 'Mei\nYou have won']) {
      const refused = await asOwner.post('/api/members').send({ ...invited, name });
      expect(faultOf(refused)).toEqual([400, ['name is-plain-name']]);
      expect(faultOf(await asOwner.patch('/api/me').send({ name }))).toEqual([400, ['name is-plain-name']]);
      const renamed = await asOwner.patch('/api/tenant').send({ version: 1, name, nameZh: name });
      expect(faultOf(renamed)).toEqual([400, ['name is-plain-name', 'nameZh is-plain-name']]);
      const founded = await asOwner
        .post('/api/tenants')
        .send({ kind: 'consultancy', name, country: 'DE', timeZone: 'Europe/Berlin', language: 'de' });
      expect(faultOf(founded)).toEqual([400, ['name is-plain-name']]);
    }
    expect(catcher.mails().filter((mail) => mail.to.includes('stranger@example.test'))).toEqual([]);
  });

  it('keeps only a hash of the secret, and another secret finds nothing', async () => {
    const { asManager } = await team();
    await asManager.post('/api/members').send({ email: 'hash@example.test', name: 'H', role: 'viewer' }).expect(201);
    const token = await linkOf('hash@example.test');
    const [row] = await api.look<{ whole: string }>(
      `select to_jsonb(m)::text as whole from members m where email = 'hash@example.test'`,
    );
    expect(row!.whole).not.toContain(token);
    for (const wrong of [`${token}x`, token.slice(1), 'null', '%27%20or%201=1'])
      await api.nobody().get(`/api/invitations/${wrong}`).expect(404);
  });

  it('lets nobody join with another address, even with the link', async () => {
    const { asManager } = await team();
    await asManager.post('/api/members').send({ email: 'right@example.test', name: 'R', role: 'manager' }).expect(201);
    const token = await linkOf('right@example.test');
    const other = await api.as(await api.make.person({ email: 'other@example.test' }));
    expect(codeOf(await other.post(`/api/invitations/${token}/acceptance`))).toEqual([409, 'invitation.other-address']);
    await api.nobody().post(`/api/invitations/${token}/acceptance`).expect(401);
  });

  it('ends with its days, when it is withdrawn, and when a newer one is sent', async () => {
    const { asManager } = await team();
    const invite = async (email: string) =>
      (await asManager.post('/api/members').send({ email, name: 'E', role: 'viewer' }).expect(201)).body.id as string;
    const old = await invite('old@example.test');
    const oldToken = await linkOf('old@example.test');
    await api.look(`update members set invitation_expires_at = '2026-11-20T08:59:00Z' where id = $1`, [old]);
    await api.nobody().get(`/api/invitations/${oldToken}`).expect(404);

    await asManager.post(`/api/members/${old}/invitation`).expect(201);
    const newToken = await linkOf('old@example.test', 2);
    expect(newToken).not.toBe(oldToken);
    await api.nobody().get(`/api/invitations/${newToken}`).expect(200);
    await api.nobody().get(`/api/invitations/${oldToken}`).expect(404);

    await asManager.delete(`/api/members/${old}`).expect(204);
    await api.nobody().get(`/api/invitations/${newToken}`).expect(404);
  });

  it('reaches a person whom a register has named, and one who has left, in their old place', async () => {
    const { asManager, tenant } = await team();
    const named = await api.make.member({ tenant, person: null, email: 'named@example.test', role: 'consultant' });
    expect((await asManager.get(`/api/members/${named.id}`)).body.state).toBe('named');
    expect((await asManager.post(`/api/members/${named.id}/invitation`).expect(201)).body.state).toBe('invited');

    const left = await api.make.member({ tenant, role: 'viewer' });
    await asManager.delete(`/api/members/${left.id}`).expect(204);
    const again = await asManager
      .post('/api/members')
      .send({ email: left.email, name: 'Back', role: 'consultant' })
      .expect(201);
    expect(again.body).toMatchObject({ id: left.id, state: 'invited', role: 'consultant' });
  });

  it('is refused for who is here already, without a client, or with another tenant’s client', async () => {
    const { asManager, consultant, client } = await team();
    const foreign = await api.make.client();
    const invite = (more: object) =>
      asManager.post('/api/members').send({ email: 'x@example.test', name: 'X', role: 'client', ...more });
    expect(codeOf(await invite({ email: consultant.email, role: 'viewer' }))).toEqual([409, 'member.already-joined']);
    expect(codeOf(await invite({}))).toEqual([409, 'member.client-needed']);
    expect(codeOf(await invite({ role: 'viewer', clientId: client.id }))).toEqual([409, 'member.client-not-allowed']);
    expect(codeOf(await invite({ clientId: foreign.id }))).toEqual([404, 'not-found']);
    expect(codeOf(await invite({ clientId: client.id }))).toEqual([201, undefined]);
    expect(codeOf(await invite({ clientId: client.id }))).toEqual([409, 'member.already-invited']);
  });

  it('says that the mail did not go out, and goes out when asked again', async () => {
    const { asManager } = await team();
    catcher.hooks.recipient = () => ({ code: 451, text: 'Try later' });
    const { body } = await asManager
      .post('/api/members')
      .send({ email: 'later@example.test', name: 'L', role: 'viewer' })
      .expect(201);
    expect(body).toMatchObject({ state: 'invited', invitedAt: null });
    catcher.hooks = {};
    expect((await asManager.post(`/api/members/${body.id}/invitation`).expect(201)).body.invitedAt).not.toBeNull();
    await api
      .nobody()
      .get(`/api/invitations/${await linkOf('later@example.test')}`)
      .expect(200);
  });

  it('answers a repeated key with the first answer and mails once', async () => {
    const { asManager } = await team();
    const invite = () =>
      asManager
        .post('/api/members')
        .set('idempotency-key', 'k1')
        .send({ email: 'key@example.test', name: 'K', role: 'viewer' });
    const first = await invite().expect(201);
    expect((await invite().expect(201)).body.id).toBe(first.body.id);
    expect(catcher.mails().filter((mail) => mail.to.includes('key@example.test'))).toHaveLength(1);
  });
});

describe('roles', () => {
  it('let only owners make, change or remove owners, so nobody raises themselves', async () => {
    const { asOwner, asManager, owner, manager, consultant } = await team();
    const raise = (agent: Agent, id: string, role: string) =>
      agent.patch(`/api/members/${id}`).send({ version: 1, role });
    expect(codeOf(await raise(asManager, manager.id, 'owner'))).toEqual([403, 'forbidden']);
    expect(codeOf(await raise(asManager, consultant.id, 'owner'))).toEqual([403, 'forbidden']);
    expect(codeOf(await raise(asManager, owner.id, 'viewer'))).toEqual([403, 'forbidden']);
    expect(codeOf(await asManager.delete(`/api/members/${owner.id}`))).toEqual([403, 'forbidden']);
    const invited = await asManager.post('/api/members').send({ email: 'o@example.test', name: 'O', role: 'owner' });
    expect(codeOf(invited)).toEqual([403, 'forbidden']);
    await raise(asOwner, consultant.id, 'owner').expect(200);
  });

  it('let a manager change nothing about an owner, neither language nor zone nor country', async () => {
    const { asOwner, asManager, owner, consultant } = await team();
    for (const change of [{ language: 'zh' }, { timeZone: 'Asia/Tokyo' }, { country: 'JP' }]) {
      const refused = await asManager.patch(`/api/members/${owner.id}`).send({ version: 1, ...change });
      expect(codeOf(refused)).toEqual([403, 'forbidden']);
    }
    expect((await asManager.get(`/api/members/${owner.id}`)).body).toMatchObject({
      language: owner.language,
      timeZone: owner.timeZone,
      country: owner.country,
      version: 1,
    });
    await asManager.patch(`/api/members/${consultant.id}`).send({ version: 1, language: 'zh' }).expect(200);
    await asOwner.patch(`/api/members/${owner.id}`).send({ version: 1, country: 'JP' }).expect(200);
  });

  it('take effect on the next request of the person', async () => {
    const { asManager, consultant } = await team();
    const agent = await api.as(consultant);
    await agent.get('/api/members').expect(200);
    const { client } = await team();
    await agent.post('/api/notes').send({ clientId: client.id, body: 'x' }).expect(404);
    await asManager.patch(`/api/members/${consultant.id}`).send({ version: 1, role: 'viewer' }).expect(200);
    await agent.post('/api/notes').send({ clientId: client.id, body: 'x' }).expect(403);
    await asManager.delete(`/api/members/${consultant.id}`).expect(204);
    await agent.get('/api/members').expect(404);
    expect((await agent.get('/api/me').expect(200)).body.memberships).toEqual([]);
  });

  it('bind a client-role member to one client company, and free who becomes staff', async () => {
    const { asManager, consultant, client } = await team();
    const change = (body: object) => asManager.patch(`/api/members/${consultant.id}`).send(body);
    expect(codeOf(await change({ version: 1, role: 'client' }))).toEqual([409, 'member.client-needed']);
    expect(codeOf(await change({ version: 1, role: 'client', clientId: (await api.make.client()).id }))).toEqual([
      404,
      'not-found',
    ]);
    expect((await change({ version: 1, role: 'client', clientId: client.id }).expect(200)).body.clientId).toBe(
      client.id,
    );
    const agent = await api.as(consultant);
    await agent.get('/api/events').expect(403);
    expect((await change({ version: 2, role: 'viewer' }).expect(200)).body.clientId).toBeNull();
    await agent.get('/api/events').expect(200);
  });

  it('keep at least one owner, also when two step down at the same moment', async () => {
    const { asOwner, owner, tenant } = await team();
    expect(codeOf(await asOwner.delete(`/api/members/${owner.id}`))).toEqual([409, 'member.last-owner']);
    expect(codeOf(await asOwner.patch(`/api/members/${owner.id}`).send({ version: 1, role: 'manager' }))).toEqual([
      409,
      'member.last-owner',
    ]);
    expect(codeOf(await asOwner.delete(`/api/me/memberships/${tenant.id}`))).toEqual([409, 'member.last-owner']);
    const second = await api.make.member({ tenant, role: 'owner' });
    const invited = await asOwner
      .post('/api/members')
      .send({ email: 'o3@example.test', name: 'O3', role: 'owner' })
      .expect(201);
    expect(invited.body.state).toBe('invited');
    const asSecond = await api.as(second);
    const both = await Promise.all([
      asOwner.delete(`/api/me/memberships/${tenant.id}`),
      asSecond.delete(`/api/me/memberships/${tenant.id}`),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    const owners = await api.look(
      `select 1 from members where tenant_id = $1 and role = 'owner' and user_id is not null and left_at is null`,
      [tenant.id],
    );
    expect(owners).toHaveLength(1);
  });

  it('are changed all the same when Postgres ends a transaction because it crossed another', async () => {
    const { asOwner, owner, tenant } = await team();
    const second = await api.make.member({ tenant, role: 'owner' });
    const crossing = new pg.Client({ connectionString: api.database.url });
    await crossing.connect();
    const lock = (id: string) => crossing.query('select 1 from members where id = $1 for update', [id]);
    try {
      await crossing.query('begin');
      await lock(second.id);
      // Holds the first owner and waits for the second; whoever waits first is the one who is ended.
      const change = asOwner.patch(`/api/members/${second.id}`).send({ version: 1, role: 'manager' }).then(codeOf);
      while ((await api.look(WAITING)).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await lock(owner.id);
      await crossing.query('commit');
      expect(await change).toEqual([200, undefined]);
    } finally {
      await crossing.end();
    }
    const rows = await api.look<{ role: string }>('select role from members where id = $1', [second.id]);
    expect(rows).toEqual([{ role: 'manager' }]);
  });
});

describe('the list of members', () => {
  it('is paged and filtered, and shows who left only when asked', async () => {
    const { asOwner, consultant } = await team();
    await asOwner.delete(`/api/members/${consultant.id}`).expect(204);
    const first = await asOwner.get('/api/members?limit=1').expect(200);
    expect(first.body.items.map(({ name }: { name: string }) => name)).toEqual(['Max Manager']);
    const rest = await asOwner.get(`/api/members?limit=1&cursor=${first.body.nextCursor}`).expect(200);
    expect(rest.body).toMatchObject({ items: [{ name: 'Olga Owner' }], nextCursor: null });
    const left = await asOwner.get('/api/members?state=left').expect(200);
    expect(left.body.items).toMatchObject([{ name: 'Cora Consultant', state: 'left' }]);
    expect((await asOwner.get('/api/members?role=owner')).body.items).toHaveLength(1);
    expect((await asOwner.get('/api/members?colour=red').expect(400)).body.errors[0].code).toBe('unknown-field');
  });

  it('is not for client-role members: they see themselves in /api/me', async () => {
    const { tenant, client, consultant } = await team();
    const guest = await api.make.member({ tenant, client });
    const agent = await api.as(guest);
    await agent.get('/api/members').expect(403);
    await agent.get(`/api/members/${consultant.id}`).expect(403);
    expect((await agent.get('/api/me').expect(200)).body.memberships).toMatchObject([
      { memberId: guest.id, clientId: client.id },
    ]);
    const seen = await api.make.inside(tenant, () => api.db.query('select id from members'), {
      audience: client.id,
      memberId: guest.id,
    });
    expect(seen).toEqual([{ id: guest.id }]);
  });

  it('lets every member leave by themselves, a client-role one too', async () => {
    const { tenant, client } = await team();
    const guest = await api.make.member({ tenant, client });
    const agent = await api.as(guest);
    await agent.delete(`/api/me/memberships/${tenant.id}`).expect(204);
    await agent.get('/api/clients').expect(404);
    await agent.delete(`/api/me/memberships/${tenant.id}`).expect(404);
  });
});

describe('belonging to several tenants', () => {
  it('needs the tenant to be named, and shows that one only', async () => {
    const person = await api.make.person();
    const here = await api.make.member({ person, role: 'viewer' });
    const there = await api.make.member({ person, role: 'owner' });
    const agent = await api.as(person);
    expect(codeOf(await agent.get('/api/tenant'))).toEqual([400, 'tenant-needed']);
    const show = (tenantId: string) => agent.get('/api/tenant').set('homolog-tenant', tenantId);
    expect((await show(here.tenantId).expect(200)).body.id).toBe(here.tenantId);
    expect((await show(there.tenantId).expect(200)).body.id).toBe(there.tenantId);
    expect(codeOf(await show((await api.make.tenant()).id))).toEqual([404, 'not-found']);
    const change = (tenantId: string) =>
      agent.patch('/api/tenant').set('homolog-tenant', tenantId).send({ version: 1, name: 'N' });
    await change(here.tenantId).expect(403);
    await change(there.tenantId).expect(200);
  });
});
