import { newId } from '#database/db';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { Role } from '#domain/permissions';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';
import { workUntilQuiet } from '../support/test-worker.js';

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
afterEach(() => jest.restoreAllMocks());

interface World {
  tenant: Tenant;
  owner: Member;
  agent: Agent;
  certificateId: string;
}

/** A declaration to convert by Thursday 31 December 2026, Lena's; Maja and Moritz manage, Omar owns the tenant. */
async function conversion(): Promise<World> {
  const tenant = await api.make.tenant();
  const member = (name: string, role: Role) => api.make.member({ tenant, name, role, email: `${name}-${newId()}@jade.test` }); // prettier-ignore
  const responsible = await member('Lena', 'consultant');
  await member('Maja', 'manager');
  await member('Moritz', 'manager');
  const owner = await member('Omar', 'owner');
  const client = await api.make.client({ tenant, country: 'JP' });
  const product = await api.make.product({ client, classCode: '1301' });
  const certificate = await api.make.certificate({
    ...{ tenant, client, product, responsible, scheme: 'ccc-self-declaration-b' as const, validUntil: null },
  });
  const facts = { ...certificate, classCode: '1301', isReplaced: false };
  await api.make.inside(tenant, () =>
    api.app
      .get(DeadlinesService)
      .restate({ certificateId: certificate.id }, certificateDeadlines(facts, shippedReference())),
  );
  return { tenant, owner, agent: await api.as(owner), certificateId: certificate.id };
}

const alone = { days: 7, unit: 'calendar', to: ['owner'], isUrgent: true };
const link = (to: string, afterWorkingDays: number) => ({ to, afterWorkingDays });
const put = (agent: Agent, body: object) =>
  agent.put('/api/reminder-policies/conversion').send({ steps: [alone], overdue: null, ...body });
const preview = async (agent: Agent, body: object) =>
  (
    await agent
      .post('/api/reminder-policies/conversion/preview')
      .send({ steps: [alone], overdue: null, ...body })
      .expect(200)
  ).body;

/** `Maja 2026-12-28 planned`, of those who hear that nobody answered. */
async function chain({ tenant }: World): Promise<string[]> {
  const rows = await api.look<{ text: string }>(
    `select m.name || ' ' || r.send_on || ' ' || r.state || coalesce(' ' || r.state_reason, '') as text
     from reminders r join members m on m.tenant_id = r.tenant_id and m.id = r.member_id
     where r.tenant_id = $1 and r.reason = 'escalation' order by r.send_on, 1`,
    [tenant.id],
  );
  return rows.map(({ text }) => text);
}

/** Whoever has a policy set lives on that instant from here to the end of the test. */
const itIs = (instant: string) => jest.spyOn(api.clock, 'now').mockImplementation(() => new Date(instant));
const sendUntil = (clock: string) => workUntilQuiet(api, { clock, smtpUrl: catcher.smtpUrl });

describe('the chain of a policy', () => {
  it('is the fixed one until it is set, and is given back as it was set', async () => {
    const { agent } = await conversion();
    const { body: list } = await agent.get('/api/reminder-policies').expect(200);
    const before = list.items.find(({ kind }: { kind: string }) => kind === 'conversion');
    const usual = [link('deputy', 1), link('manager', 1), link('tenant-owner', 1)];
    expect(before.inForce[0].escalation).toEqual(usual);
    expect(before.default.escalation).toEqual(usual);

    const own = [link('tenant-owner', 2), link('manager', 3)];
    const { body } = await put(agent, { escalation: own }).expect(200);
    expect(body.inForce[0]).toMatchObject({ level: 'tenant', version: 1, escalation: own });
    const { body: stale } = await put(agent, { escalation: own }).expect(409);
    expect(stale).toMatchObject({ code: 'stale-version', facts: { version: 1, changed: { escalation: own } } });
    const { body: reset } = await put(agent, { version: 1 }).expect(200);
    expect(reset.inForce[0].escalation).toEqual(usual);
  });

  it.each([
    [[], 'escalation', 'policy.escalation-missing', '1-3 links'],
    [[link('manager', 1), link('deputy', 1)], 'escalation.1.to', 'policy.escalation-end', 'manager, tenant-owner'],
    [[link('manager', 1), link('manager', 2)], 'escalation.1.to', 'policy.escalation-twice', 'deputy, tenant-owner'],
  ])('is refused as %j, naming %s and what is allowed', async (escalation, field, code, allowed) => {
    const { agent } = await conversion();
    const body = { steps: [alone], overdue: null, escalation };
    for (const request of [put(agent, body), agent.post('/api/reminder-policies/conversion/preview').send(body)]) {
      const { body: problem } = await request.expect(400);
      expect(problem.errors[0]).toMatchObject({ field, code, allowed });
    }
  });

  it.each([
    [[link('manager', 0)], 'escalation.0.afterWorkingDays'],
    [[link('manager', 11)], 'escalation.0.afterWorkingDays'],
    [[link('manager', 1.5)], 'escalation.0.afterWorkingDays'],
    [[link('boss', 1)], 'escalation.0.to'],
    [[link('deputy', 1), link('manager', 1), link('tenant-owner', 1), link('deputy', 2)], 'escalation'],
    ['boss', 'escalation'],
  ])('is refused in the shape %j, naming %s', async (escalation, field) => {
    const { agent } = await conversion();
    const { body } = await put(agent, { escalation }).expect(400);
    expect(body.errors.map((fault: { field: string }) => fault.field)).toContain(field);
  });

  it('is set by those who lead, for nobody else’s client, case or tenant', async () => {
    const world = await conversion();
    const other = await conversion();
    const consultant = await api.as(await api.make.member({ tenant: world.tenant, role: 'consultant' }));
    const escalation = [link('manager', 3)];
    await put(consultant, { escalation }).expect(403);
    const client = await api.make.client({ tenant: other.tenant });
    await put(world.agent, { escalation, clientId: client.id }).expect(404);
    await put(world.agent, { escalation }).expect(200);
    const { body } = await other.agent.get('/api/reminder-policies').expect(200);
    const untouched = body.items.find(({ kind }: { kind: string }) => kind === 'conversion');
    expect(untouched.inForce[0]).toMatchObject({ level: 'default', escalation: [link('deputy', 1), link('manager', 1), link('tenant-owner', 1)] }); // prettier-ignore
  });

  it('decides who hears that nobody answered, and when', async () => {
    const world = await conversion();
    await put(world.agent, { escalation: [link('tenant-owner', 1), link('manager', 2)] }).expect(200);
    await sendUntil('2026-12-24T10:00:00Z');
    // Asked on Thursday 24; Christmas Day and the weekend are not worked in Germany.
    expect(await chain(world)).toEqual([
      'Omar 2026-12-28 planned',
      'Maja 2026-12-30 planned',
      'Moritz 2026-12-30 planned',
    ]);
  });

  it('changed while a question is open moves who was to hear, and lets nobody be passed over', async () => {
    const world = await conversion();
    await put(world.agent, { escalation: [link('manager', 4)] }).expect(200);
    await sendUntil('2026-12-24T10:00:00Z');
    expect(await chain(world)).toEqual(['Maja 2026-12-31 planned', 'Moritz 2026-12-31 planned']);

    itIs('2026-12-28T10:00:00Z');
    const { body } = await put(world.agent, { version: 1, escalation: [link('tenant-owner', 1)] }).expect(200);
    expect(body.inForce[0].version).toBe(2);
    // The owner's morning of the 28th has passed: the next one is told.
    expect(await chain(world)).toEqual([
      'Omar 2026-12-29 planned',
      'Maja 2026-12-31 withdrawn policy-changed',
      'Moritz 2026-12-31 withdrawn policy-changed',
    ]);
  });
});

describe('the preview of a policy', () => {
  it('tells who would be asked if nobody answered, for the chain that is looked at', async () => {
    const { agent } = await conversion();
    const told = async (escalation: object[]) =>
      (await preview(agent, { escalation })).ifUnanswered.next.map(
        ({ sendOn, toName, reason, lines }: { sendOn: string; toName: string; reason: string; lines: { stepDays: number }[] }) =>
          [sendOn, toName, reason, lines[0]!.stepDays].join(' '),
      ); // prettier-ignore
    expect(await told([link('deputy', 1), link('manager', 1), link('tenant-owner', 1)])).toEqual([
      '2026-12-28 Maja escalation 7',
      '2026-12-28 Moritz escalation 7',
      '2026-12-29 Omar escalation 7',
    ]);
    expect(await told([link('tenant-owner', 3)])).toEqual(['2026-12-30 Omar escalation 7']);
    // Slower than the day is near, and nobody who leads would hear of it once it is overdue.
    expect(await told([link('manager', 10)])).toEqual([
      '2026-12-31 Maja escalation 7',
      '2026-12-31 Moritz escalation 7',
    ]);
    const { ifUnanswered } = await preview(agent, { steps: [], escalation: [link('manager', 1)] });
    expect(ifUnanswered).toEqual({ mails: 0, next: [] });
  });

  it('tells what would become of a question that is open', async () => {
    const world = await conversion();
    await put(world.agent, { escalation: [link('manager', 1)] }).expect(200);
    await sendUntil('2026-12-24T10:00:00Z');
    itIs('2026-12-24T12:00:00Z');
    const same = await preview(world.agent, { escalation: [link('manager', 1)] });
    expect(same.changes).toEqual({ added: 0, moved: 0, withdrawn: 0, items: [] });
    const { changes } = await preview(world.agent, { escalation: [link('manager', 2)] });
    expect(changes).toMatchObject({ added: 0, moved: 2, withdrawn: 0 });
    expect(changes.items[0]).toMatchObject({
      ...{ toName: 'Maja', reason: 'escalation', sendOnBefore: '2026-12-28', sendOn: '2026-12-29' },
    });
    expect(await chain(world)).toEqual(['Maja 2026-12-28 planned', 'Moritz 2026-12-28 planned']);
  });
});
