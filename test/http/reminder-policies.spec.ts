import { newId } from '#database/db';
import type { Certificate } from '#database/entities/certificate.entity';
import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { shippedReference } from '#database/reference/read-book';
import type { StatedDeadline } from '#domain/deadlines/deadline';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService, type DeadlineSubject } from '#features/deadlines/deadlines.service';
import { makeApplication, makeBooking, makeLaboratory } from '../support/make-case.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

/** Friday 20 November 2026, 10:00 in Berlin. */
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

interface World {
  tenant: Tenant;
  client: Client;
  contact: Contact;
  responsible: Member;
  owner: Member;
  agent: Agent;
}

async function consultancy(): Promise<World> {
  const tenant = await api.make.tenant({ name: 'Jadebrücke Homologation' });
  const client = await api.make.client({ tenant, legalName: 'Hoshikawa Glass Co., Ltd.', country: 'JP' });
  const contact = await api.make.contact({ client, name: 'Kenji', language: 'zh', timeZone: 'Asia/Tokyo' });
  const responsible = await api.make.member({ tenant, name: 'Lena' });
  const owner = await api.make.member({ tenant, name: 'Omar', role: 'owner' });
  return { tenant, client, contact, responsible, owner, agent: await api.as(owner) };
}

const restate = (tenant: Tenant, subject: DeadlineSubject, stated: StatedDeadline[]) =>
  api.make.inside(tenant, () => api.app.get(DeadlinesService).restate(subject, stated));

/** A declaration that is to be converted by 31 December 2026. */
async function owing(world: World, fields: Partial<Certificate> = {}, client = world.client): Promise<Certificate> {
  const { tenant, responsible } = world;
  const contact = client === world.client ? world.contact : null;
  const product = await api.make.product({ client, classCode: '1301', name: 'Laminated windscreen' });
  const certificate = await api.make.certificate({
    ...{ tenant, client, product, contact, responsible, scheme: 'ccc-self-declaration-b', validUntil: null, ...fields },
  });
  const facts = { ...certificate, classCode: '1301', isReplaced: false };
  await restate(tenant, { certificateId: certificate.id }, certificateDeadlines(facts, shippedReference()));
  return certificate;
}

const stated = (fields: Partial<StatedDeadline>): StatedDeadline => ({
  ...{ kind: 'case-limit', dueOn: '2026-12-31', basis: 'legal', rule: 'case', source: 'none', certainty: 'unverified' },
  ...{ counted: { start: 'named' }, isDisputed: false, isMet: false },
  ...fields,
});

/** `Kenji 30` and, of working days, `Kenji 5w`, in the order of their mornings. */
const planned = async ({ tenant }: World, kind = 'conversion', state = 'planned'): Promise<string[]> => {
  const rows = await api.look<{ text: string }>(
    `select coalesce(k.name, m.name, l.name) || ' ' || r.step_days || case r.step_unit when 'working' then 'w' else '' end
       || case when r.state = 'withdrawn' then ' ' || r.state_reason else '' end as text
     from reminders r join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
     left join contacts k on k.tenant_id = r.tenant_id and k.id = r.contact_id
     left join members m on m.tenant_id = r.tenant_id and m.id = r.member_id
     left join laboratories l on l.tenant_id = r.tenant_id and l.id = r.laboratory_id
     where r.tenant_id = $1 and d.kind = $2 and r.state = $3 order by r.send_on, 1`,
    [tenant.id, kind, state],
  );
  return rows.map(({ text }) => text);
};

const step = (days: number, to: string[] = ['owner'], unit = 'calendar', isUrgent = false) => ({
  ...{ days, unit, to, isUrgent },
});
const put = (agent: Agent, body: object, kind = 'conversion') => agent.put(`/api/reminder-policies/${kind}`).send(body);
const of = async (agent: Agent, query = '', kind = 'conversion') =>
  (await agent.get(`/api/reminder-policies${query}`).expect(200)).body.items.find(
    (item: { kind: string }) => item.kind === kind,
  );

describe('policies', () => {
  it('give the defaults, take the tenant’s own, lay the reminders anew and go back', async () => {
    const world = await consultancy();
    await owing(world);
    const before = await of(world.agent);
    expect(before).toMatchObject({
      isChangeable: true,
      readers: ['owner', 'deputy', 'client-contact', 'manager', 'laboratory', 'factory'],
      inForce: [{ basis: null, level: 'default', id: null, version: null }],
    });
    expect(before.inForce[0].steps.map((s: { days: number }) => s.days)).toEqual([120, 90, 60, 30, 14, 7, 3, 1]);
    expect(before.inForce[0].overdue).toEqual({
      every: 7,
      unit: 'calendar',
      to: ['owner', 'deputy', 'client-contact', 'manager'],
    });

    const steps = [step(10, ['client-contact', 'owner']), step(20), step(10, ['manager'])];
    const { body: own } = await put(world.agent, { steps, overdue: null }).expect(200);
    expect(own.inForce).toEqual([
      {
        ...{ basis: null, level: 'tenant', id: expect.any(String), version: 1, overdue: null },
        escalation: before.default.escalation,
        steps: [step(20), step(10, ['owner', 'client-contact', 'manager'])],
      },
    ]);
    expect(await planned(world)).toEqual(['Lena 20', 'Kenji 10', 'Lena 10', 'Omar 10']);
    expect(new Set((await planned(world, 'conversion', 'withdrawn')).map((row) => row.split(' ')[2]))).toEqual(
      new Set(['policy-changed']),
    );

    const { body: stale } = await put(world.agent, { steps: [], overdue: null }).expect(409);
    expect(stale).toMatchObject({ code: 'stale-version', facts: { version: 1 } });
    await put(world.agent, { steps: [step(5)], overdue: null, version: 1 }).expect(200);
    const { id } = (await of(world.agent)).inForce[0];
    await world.agent.delete(`/api/reminder-policies/${id}?version=1`).expect(409);
    await world.agent.delete(`/api/reminder-policies/${id}?version=2`).expect(200);
    expect(await planned(world)).toEqual([
      ...['Kenji 30', 'Lena 30', 'Kenji 14', 'Lena 14', 'Kenji 7', 'Lena 7', 'Kenji 3', 'Lena 3', 'Kenji 1', 'Lena 1'],
      ...['Kenji -1', 'Lena -1', 'Omar -1'],
    ]);
    const { body: events } = await world.agent.get('/api/events').expect(200);
    expect(events.items.map((e: { what: string }) => e.what)).toEqual([
      'reminder-policy.removed',
      'reminder-policy.set',
      'reminder-policy.set',
    ]);
  });

  it('of a client hold before the tenant’s, of a case before both, and of one basis before those of every basis', async () => {
    const world = await consultancy();
    const { agent, tenant, client, responsible } = world;
    const other = await api.make.client({ tenant, legalName: 'Aurelia Motors', country: 'DE' });
    const mine = await makeApplication(api, { client }, { ownerId: responsible.id });
    const theirs = await makeApplication(api, { client: other }, { ownerId: responsible.id });
    for (const { id: applicationId } of [mine, theirs])
      await restate(tenant, { applicationId }, [stated({}), stated({ item: 'plan', basis: 'planning' })]);
    const set = (body: object) => put(agent, { overdue: null, ...body }, 'case-limit').expect(200);
    await set({ steps: [step(25)] });
    await set({ steps: [step(24)], basis: 'planning' });
    await set({ steps: [step(20)], clientId: client.id });
    expect(await planned(world, 'case-limit')).toEqual(['Lena 24', 'Lena 25', 'Lena 20', 'Lena 20']);
    await set({ steps: [step(10)], applicationId: mine.id, basis: 'legal' });
    expect(await planned(world, 'case-limit')).toEqual(['Lena 24', 'Lena 25', 'Lena 20', 'Lena 10']);

    const said = async (query: string) =>
      (await of(agent, query, 'case-limit')).inForce.map(
        (p: { basis: string | null; level: string; steps: { days: number }[] }) =>
          `${p.basis ?? 'every'} ${p.level} ${p.steps[0]!.days}`,
      );
    expect(await said('')).toEqual(['every tenant 25', 'planning tenant 24']);
    expect(await said(`?clientId=${client.id}`)).toEqual(['every client 20']);
    expect(await said(`?clientId=${other.id}`)).toEqual(['every tenant 25', 'planning tenant 24']);
    expect(await said(`?applicationId=${mine.id}`)).toEqual(['every client 20', 'legal case 10']);
    const { body } = await agent.get('/api/reminder-policies/overrides').expect(200);
    expect(body).toMatchObject({
      isCut: false,
      items: [
        { kind: 'case-limit', basis: null, clientName: 'Hoshikawa Glass Co., Ltd.', applicationId: null },
        { kind: 'case-limit', basis: 'legal', applicationId: mine.id, caseNumber: mine.number },
      ],
    });
    await agent.get(`/api/reminder-policies?clientId=${client.id}&applicationId=${mine.id}`).expect(400);
  });

  it('count working days in the calendar of each reader, and let urgent steps come alone', async () => {
    const world = await consultancy();
    await owing(world, { contactId: world.contact.id });
    const steps = [step(5, ['owner', 'client-contact'], 'working'), step(20, ['owner'], 'calendar', true)];
    await put(world.agent, { steps, overdue: null }).expect(200);
    // Christmas is worked in Japan and not in Germany; five working days before are a legal last step, alone.
    const rows = await api.look<{ text: string }>(
      `select coalesce(k.name, m.name) || ' ' || r.step_days || ' ' || r.step_unit || ' ' || r.send_on || ' ' || coalesce(e.alone_key, '') as text
       from reminders r left join contacts k on k.tenant_id = r.tenant_id and k.id = r.contact_id
       left join members m on m.tenant_id = r.tenant_id and m.id = r.member_id
       join mails e on e.tenant_id = r.tenant_id and e.id = r.mail_id
       where r.tenant_id = $1 and r.state = 'planned' order by r.send_on, 1`,
      [world.tenant.id],
    );
    expect(rows.map(({ text }) => text)).toEqual([
      'Lena 20 calendar 2026-12-11 conversion 2026-12-31',
      'Lena 5 working 2026-12-23 conversion 2026-12-31',
      'Kenji 5 working 2026-12-24 conversion 2026-12-31',
    ]);
  });

  it.each([
    [{ steps: [step(-1)] }, 'steps.0.days'],
    [{ steps: [step(1.5)] }, 'steps.0.days'],
    [{ steps: [step(2000)] }, 'steps.0.days'],
    [{ steps: [step(800, ['owner'], 'working')] }, 'steps.0.days'],
    [{ steps: [step(7, ['boss'])] }, 'steps.0.to'],
    [{ steps: [step(7, [])] }, 'steps.0.to'],
    [{ steps: [step(7, ['owner'], 'weeks')] }, 'steps.0.unit'],
    [{ steps: Array.from({ length: 25 }, (_, days) => step(days)) }, 'steps'],
    [{ steps: [], overdue: { every: 0, unit: 'calendar', to: ['owner'] } }, 'overdue.every'],
    [{ steps: [], overdue: { every: 1, unit: 'calendar', to: [] } }, 'overdue.to'],
    [{ steps: [], basis: 'habit' }, 'basis'],
    [{ steps: 'daily' }, 'steps'],
    [{ steps: [], tenantId: newId() }, 'tenantId'],
  ])('refuse the shape %j and name the field', async (body, field) => {
    const { agent } = await consultancy();
    for (const request of [put(agent, body), agent.post('/api/reminder-policies/conversion/preview').send(body)]) {
      const { body: problem } = await request.expect(400);
      expect(problem.errors.map((fault: { field: string }) => fault.field)).toContain(field);
    }
  });

  it('tell no client of what is the team’s own, nothing of the cut-over, and know no other kinds', async () => {
    const { agent } = await consultancy();
    const { body } = await put(agent, { steps: [step(7, ['client-contact'])] }, 'stage-due').expect(400);
    expect(body.errors[0]).toMatchObject({
      field: 'steps.0.to',
      code: 'policy.reader-not-told',
      allowed: 'owner, deputy, manager, laboratory',
    });
    expect((await put(agent, { steps: [] }, 'cut-over').expect(409)).body.code).toBe('policy.not-mailed');
    await put(agent, { steps: [] }, 'lunch').expect(404);
    await agent.delete('/api/reminder-policies/__proto__').expect(404);
  });

  it('may be looked at by a consultant and are changed by those who lead', async () => {
    const world = await consultancy();
    const consultant = await api.as(world.responsible);
    await consultant.get('/api/reminder-policies').expect(200);
    await consultant
      .post('/api/reminder-policies/conversion/preview')
      .send({ steps: [step(7)] })
      .expect(200);
    await put(consultant, { steps: [step(7)] }).expect(403);
    await consultant.delete(`/api/reminder-policies/${newId()}`).expect(403);
    await consultant.put('/api/reminder-settings').send({}).expect(403);
    await api.nobody().get('/api/reminder-policies').expect(401);
  });

  it('of another tenant’s client or case are not found', async () => {
    const world = await consultancy();
    const other = await consultancy();
    const theirs = await makeApplication(api, { client: other.client });
    for (const place of [{ clientId: other.client.id }, { applicationId: theirs.id }]) {
      await put(world.agent, { steps: [], ...place }).expect(404);
      await world.agent
        .post('/api/reminder-policies/conversion/preview')
        .send({ steps: [], ...place })
        .expect(404);
      await world.agent.get('/api/reminder-policies').query(place).expect(404);
    }
    const { body } = await put(other.agent, { steps: [], clientId: other.client.id }).expect(200);
    await world.agent.delete(`/api/reminder-policies/${body.inForce[0].id}`).expect(404);
  });
});

describe('the preview of a policy', () => {
  it('tells what would be sent to whom, what becomes of what is planned, and writes nothing', async () => {
    const world = await consultancy();
    await owing(world);
    await owing(world);
    const state = () =>
      api.look(`select id, version, state, mail_id from reminders where tenant_id = $1 order by id`, [world.tenant.id]);
    const before = await state();
    const { body } = await world.agent
      .post('/api/reminder-policies/conversion/preview')
      .send({ steps: [step(30, ['client-contact']), step(25, ['owner', 'client-contact'])], overdue: null })
      .expect(200);
    expect(body).toMatchObject({
      ...{ fromOn: '2026-11-20', toOn: '2027-05-19', deadlines: 2, isBounded: false },
      ...{ reminders: 6, mails: 3, people: 2 },
    });
    expect(
      body.next.map((mail: { sendAt: string; toName: string; reminders: number }) => [
        mail.sendAt,
        mail.toName,
        mail.reminders,
      ]),
    ).toEqual([
      ['2026-11-30T23:00:00.000Z', 'Kenji', 2],
      ['2026-12-06T23:00:00.000Z', 'Kenji', 2],
      ['2026-12-07T07:00:00.000Z', 'Lena', 2],
    ]);
    expect(body.next[1].lines[0]).toMatchObject({
      ...{ dueOn: '2026-12-31', stepDays: 25, stepUnit: 'calendar', movedFrom: '2026-12-06', movedBecause: 'weekend' },
      subject: { clientName: 'Hoshikawa Glass Co., Ltd.', productName: 'Laminated windscreen' },
    });
    // Of each declaration: the contact keeps one of six and gets one more, the responsible loses six, the owner one.
    expect(body.changes).toMatchObject({ added: 4, moved: 0, withdrawn: 24 });
    expect(body.changes.items).toHaveLength(28);
    expect(body.changes.items[0]).toMatchObject({
      ...{ change: 'withdrawn', toName: 'Lena', stepDays: 30, sendOnBefore: '2026-12-01', sendOn: null },
      withdrawnBecause: 'policy-changed',
    });
    expect(await state()).toEqual(before);
    const { body: same } = await world.agent
      .post('/api/reminder-policies/conversion/preview')
      .send({ steps: [], isRemoval: true })
      .expect(200);
    expect(same.changes).toEqual({ added: 0, moved: 0, withdrawn: 0, items: [] });
  });

  it('of a client looks at its deadlines only, and at those of the tenant for which no nearer one holds', async () => {
    const world = await consultancy();
    const other = await api.make.client({ tenant: world.tenant, legalName: 'Aurelia Motors', country: 'DE' });
    await owing(world);
    await owing(world, {}, other);
    const look = async (body: object) =>
      (await world.agent.post('/api/reminder-policies/conversion/preview').send(body).expect(200)).body;
    const steps = [step(25)];
    expect((await look({ steps, overdue: null })).deadlines).toBe(2);
    expect((await look({ steps, overdue: null, clientId: other.id })).deadlines).toBe(1);
    await put(world.agent, { steps, overdue: null, clientId: other.id }).expect(200);
    expect((await look({ steps, overdue: null })).deadlines).toBe(1);
    expect(await look({ steps: [], clientId: other.id, isRemoval: true })).toMatchObject({ deadlines: 1 });
  });
});

describe('readers', () => {
  it('a deputy stands in while the owner is away: the one named, else that of the case, else those who lead', async () => {
    const world = await consultancy();
    const { tenant, client, responsible, agent } = world;
    const deputy = await api.make.member({ tenant, name: 'Mei' });
    const application = await makeApplication(api, { client }, { ownerId: responsible.id, deputyId: deputy.id });
    await restate(tenant, { applicationId: application.id }, [stated({})]);
    const steps = [step(30, ['owner', 'deputy']), step(14, ['owner', 'deputy'])];
    await put(agent, { steps, overdue: null }, 'case-limit').expect(200);
    expect(await planned(world, 'case-limit')).toEqual(['Lena 30', 'Lena 14']);

    const mine = await api.as(responsible);
    const { body: absence } = await mine
      .post('/api/absences')
      .send({ memberId: responsible.id, fromOn: '2026-12-10', toOn: '2026-12-20' })
      .expect(201);
    expect(absence).toMatchObject({ memberName: 'Lena', deputyName: null, version: 1 });
    expect(await planned(world, 'case-limit')).toEqual(['Lena 30', 'Lena 14', 'Mei 14']);

    const named = await api.make.member({ tenant, name: 'Noor' });
    const edit = { version: 1, fromOn: '2026-11-30', deputyId: named.id };
    await mine.patch(`/api/absences/${absence.id}`).send(edit).expect(200);
    expect(await planned(world, 'case-limit')).toEqual(['Lena 30', 'Noor 30', 'Lena 14', 'Noor 14']);
    expect(await planned(world, 'case-limit', 'withdrawn')).toContain('Mei 14 no-longer-recipient');

    await mine.delete(`/api/absences/${absence.id}`).expect(204);
    expect(await planned(world, 'case-limit')).toEqual(['Lena 30', 'Lena 14']);

    // nobody stands in for a certificate without a case: those who lead do
    await owing(world);
    await agent
      .post('/api/absences')
      .send({ memberId: responsible.id, fromOn: '2026-12-16', toOn: '2026-12-18' })
      .expect(201);
    expect((await planned(world)).filter((row) => row.endsWith(' 14'))).toEqual(['Kenji 14', 'Lena 14', 'Omar 14']);
    const reasonOf = async () =>
      (await agent.get(`/api/reminders?memberId=${world.owner.id}&state=planned&kind=conversion`)).body.items.map(
        ({ stepDays, reason }: { stepDays: number; reason: string }) => `${stepDays} ${reason}`,
      );
    expect(await reasonOf()).toEqual(['14 deputy', '-1 manager']);
    await put(agent, { steps: [step(14, ['manager'])], overdue: null }).expect(200);
    expect(await reasonOf()).toEqual(['14 manager']);
  });

  it('absences are entered by oneself or by those who lead, once for each day, and end after they began', async () => {
    const world = await consultancy();
    const { responsible, owner, agent } = world;
    const mine = await api.as(responsible);
    const enter = (by: Agent, body: object) =>
      by.post('/api/absences').send({ memberId: responsible.id, fromOn: '2026-12-01', toOn: '2026-12-04', ...body });
    await enter(mine, { memberId: owner.id }).expect(403);
    await enter(mine, { toOn: '2026-11-30' }).expect(400);
    expect((await enter(mine, { deputyId: responsible.id }).expect(409)).body.code).toBe('absence.deputy-is-absent');
    const guest = await api.make.member({ tenant: world.tenant, client: world.client });
    expect((await enter(mine, { deputyId: guest.id }).expect(409)).body.code).toBe('absence.deputy-is-no-staff');
    await enter(agent, {}).expect(201);
    const { body } = await enter(mine, { fromOn: '2026-12-04', toOn: '2026-12-09' }).expect(409);
    expect(body).toMatchObject({ code: 'absence.overlaps', facts: { fromOn: '2026-12-01', toOn: '2026-12-04' } });
    const { body: list } = await mine.get(`/api/absences?memberId=${responsible.id}`).expect(200);
    expect(list.items).toHaveLength(1);
    const other = await consultancy();
    await other.agent.patch(`/api/absences/${list.items[0].id}`).send({ version: 1, toOn: '2026-12-05' }).expect(404);
    await other.agent.delete(`/api/absences/${list.items[0].id}`).expect(404);
    await enter(agent, { fromOn: '2027-01-04', toOn: '2027-01-05', deputyId: other.responsible.id }).expect(404);
    await (await api.as(guest)).get('/api/absences').expect(403);
  });

  it('a laboratory is written to at its address, in its language and on its working mornings', async () => {
    const world = await consultancy();
    const { tenant, client, responsible, agent } = world;
    const application = await makeApplication(api, { client }, { ownerId: responsible.id });
    const laboratory = await makeLaboratory(api, tenant, {
      ...{ name: 'Tianjin test centre', nameZh: '天津检测中心', email: 'tests@tianjin.test' },
      ...{ country: 'CN', timeZone: 'Asia/Shanghai' },
    });
    await restate(tenant, { applicationId: application.id }, [stated({})]);
    await put(agent, { steps: [step(30, ['laboratory'])], overdue: null }, 'case-limit').expect(200);
    expect(await planned(world, 'case-limit')).toEqual([]);
    const booking = await makeBooking(api, { client, laboratory }, { applicationId: application.id });
    const declined = { version: 1, act: 'decline', reason: 'No bench is free' };
    await agent.patch(`/api/laboratories/${laboratory.id}`).send({ version: 1, email: 'lab@tianjin.test' }).expect(200);
    const mails = () =>
      api.look(
        `select to_email, to_name, language, time_zone, send_at from mails where tenant_id = $1 and state = 'owed'`,
        [tenant.id],
      );
    expect(await mails()).toEqual([
      {
        ...{ to_email: 'lab@tianjin.test', to_name: '天津检测中心', language: 'zh', time_zone: 'Asia/Shanghai' },
        send_at: new Date('2026-12-01T00:00:00Z'),
      },
    ]);
    const { body } = await agent.get(`/api/reminders?laboratoryId=${laboratory.id}`).expect(200);
    expect(body.items).toMatchObject([
      {
        reason: 'laboratory',
        laboratoryId: laboratory.id,
        contactId: null,
        memberId: null,
        toEmail: 'lab@tianjin.test',
      },
    ]);
    await agent.post(`/api/bookings/${booking.id}/acts`).send(declined).expect(200);
    expect(await planned(world, 'case-limit')).toEqual([]);
    expect(await mails()).toEqual([]);
  });

  it('people of a factory hear of it, of their own client only, and not of what is the company’s', async () => {
    const world = await consultancy();
    const { tenant, client, responsible, agent } = world;
    const other = await api.make.client({ tenant, legalName: 'Aurelia Motors' });
    const factory = await api.make.factory({ client });
    await agent.put(`/api/factories/${factory.id}/clients/${other.id}`).expect(200);
    const person = { name: 'Yuki', email: 'yuki@works.test', language: 'en', timeZone: 'Asia/Tokyo' };
    const { body: yuki } = await agent
      .post(`/api/clients/${client.id}/contacts`)
      .send({ ...person, factoryId: factory.id })
      .expect(201);
    expect(yuki.factoryId).toBe(factory.id);
    const elsewhere = await api.make.factory({ client: other });
    await agent
      .post(`/api/clients/${client.id}/contacts`)
      .send({ ...person, email: 'x@works.test', factoryId: elsewhere.id })
      .expect(404);
    await agent.patch(`/api/contacts/${yuki.id}`).send({ version: 1, factoryId: elsewhere.id }).expect(404);

    const fields = { ownerId: responsible.id, factoryId: factory.id };
    const mine = await makeApplication(api, { client }, fields);
    const theirs = await makeApplication(api, { client: other }, fields);
    for (const { id: applicationId } of [mine, theirs]) await restate(tenant, { applicationId }, [stated({})]);
    const policy = { steps: [step(30, ['factory']), step(14, ['client-contact'])], overdue: null };
    await put(agent, policy, 'case-limit').expect(200);
    expect(await planned(world, 'case-limit')).toEqual(['Yuki 30', 'Kenji 14']);

    await agent.patch(`/api/contacts/${yuki.id}`).send({ version: 1, factoryId: null }).expect(200);
    expect(await planned(world, 'case-limit')).toEqual(['Kenji 14', 'Yuki 14']);
  });
});

describe('the hours', () => {
  it('move what is planned to the new morning, and refuse a morning that would never come', async () => {
    const world = await consultancy();
    await owing(world);
    const { body: before } = await world.agent.get('/api/reminder-settings').expect(200);
    expect(before).toEqual({
      ...{
        morningHour: 8,
        quietFrom: 20,
        quietTo: 7,
        outlookWeekday: 1,
        isDefault: true,
        version: null,
        layingSince: null,
      },
    });
    const hours = { morningHour: 10, quietFrom: 19, quietTo: 9, outlookWeekday: 5 };
    const { body } = await world.agent.put('/api/reminder-settings').send(hours).expect(200);
    expect(body).toEqual({ ...hours, isDefault: false, version: 1, layingSince: null });
    const [first] = await api.look<{ at: Date }>(
      `select min(send_at) as at from reminders where tenant_id = $1 and state = 'planned' and member_id is not null`,
      [world.tenant.id],
    );
    expect(first!.at.toISOString()).toBe('2026-12-01T09:00:00.000Z');

    await world.agent.put('/api/reminder-settings').send(hours).expect(409);
    const quiet = { ...hours, morningHour: 8, version: 1 };
    const { body: problem } = await world.agent.put('/api/reminder-settings').send(quiet).expect(400);
    expect(problem).toMatchObject({
      code: 'reminder-hours.morning-is-quiet',
      errors: [{ field: 'morningHour', allowed: '9, 10, 11, 12, 13, 14, 15, 16, 17, 18' }],
    });
    await world.agent
      .put('/api/reminder-settings')
      .send({ ...hours, morningHour: 24, version: 1 })
      .expect(400);
    const other = await consultancy();
    expect((await other.agent.get('/api/reminder-settings')).body.isDefault).toBe(true);
  });
});
