import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { StatedDeadline } from '#domain/deadlines/deadline';
import { DeadlinesService, type DeadlineSubject } from '#features/deadlines/deadlines.service';
import { EventsService } from '#features/events/events.service';
import { makeApproval, makeDetermination, makeEntry, makeProject } from '../support/make-campaign.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

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
  leader: Member;
  owner: Member;
  guest: Member;
  agent: Agent;
}

async function aTenant(): Promise<World> {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd' });
  const contact = await api.make.contact({ client, name: 'Emma' });
  await api.make.contact({ client, name: 'Frank' });
  const leader = await api.make.member({ tenant, name: 'Lead', role: 'owner' });
  const owner = await api.make.member({ tenant, name: 'Lena' });
  const guest = await api.make.member({ tenant, client, name: 'Oliver' });
  return { tenant, client, contact, leader, owner, guest, agent: await api.as(owner) };
}

const stated = (fields: Partial<StatedDeadline>): StatedDeadline => ({
  kind: 'views-on-draft',
  dueOn: '2026-12-18',
  basis: 'legal',
  rule: 'entry.views',
  source: 'WTO notice',
  certainty: 'official',
  counted: { start: 'named' },
  isDisputed: false,
  isMet: false,
  ...fields,
});
const restate = ({ tenant }: World, subject: DeadlineSubject, ...days: Partial<StatedDeadline>[]) =>
  api.make.inside(tenant, () => api.app.get(DeadlinesService).restate(subject, days.map(stated)));
interface Row {
  id: string;
  kind: string;
  subject: Record<string, string | null>;
}
const listed = async (agent: Agent, query = ''): Promise<Row[]> =>
  (await agent.get(`/api/deadlines?limit=200${query}`).expect(200)).body.items;
/** name, reason and days before of each planned step */
const planned = async ({ tenant }: World, kind: string): Promise<string[]> => {
  const rows = await api.look<{ text: string }>(
    `select coalesce(k.name, m.name) || ' ' || r.reason || ' ' || r.step_days as text
     from reminders r join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
     left join contacts k on k.tenant_id = r.tenant_id and k.id = r.contact_id
     left join members m on m.tenant_id = r.tenant_id and m.id = r.member_id
     where r.tenant_id = $1 and d.kind = $2 and r.state = 'planned' order by 1`,
    [tenant.id, kind],
  );
  return rows.map(({ text }) => text);
};

describe('the days of entries, determinations and approvals', () => {
  it('tell what owes them, whose it is, and on which page it stands', async () => {
    const world = await aTenant();
    const { client, owner } = world;
    const product = await api.make.product({ client, name: 'Roadster', nameZh: '跑车' });
    const entry = await makeEntry(api, world.tenant, { responsibleId: owner.id });
    const determination = await makeDetermination(
      api,
      { client, product },
      { number: 'M-17', responsibleId: owner.id },
    );
    const project = await makeProject(api, { client }, { responsibleId: owner.id });
    const approval = await makeApproval(api, { client, product }, { projectId: project.id, title: 'Label' });
    const unnamed = await makeApproval(api, { client, product }, { kind: 'srrc' });
    await restate(world, { entryId: entry.id }, {});
    await restate(world, { determinationId: determination.id }, { kind: 'determination-end' });
    await restate(world, { approvalId: approval.id }, { kind: 'energy-label' });
    await restate(world, { approvalId: unnamed.id }, { kind: 'approval-expiry' });

    const told = (rows: Row[]) =>
      rows.map(({ kind, subject: { label, labelZh, productName, clientName, projectId, itemNames } }) => [
        kind,
        [
          label,
          labelZh,
          productName,
          clientName,
          projectId,
          (itemNames as unknown as { en: string } | null)?.en ?? null,
        ],
      ]);
    expect(told(await listed(world.agent, `&entryId=${entry.id}`))).toEqual([
      ['views-on-draft', ['Side marker lamps, draft', '侧标志灯（征求意见稿）', null, null, null, null]],
    ]);
    expect(told(await listed(world.agent, `&determinationId=${determination.id}`))).toEqual([
      ['determination-end', ['M-17', null, 'Roadster', 'Kestrel Motors Ltd', null, null]],
    ]);
    expect(told(await listed(world.agent, `&approvalId=${approval.id}`))).toEqual([
      ['energy-label', ['Label', null, 'Roadster', 'Kestrel Motors Ltd', project.id, expect.stringMatching(/energy/i)]],
    ]);
    expect(told(await listed(world.agent, `&approvalId=${unnamed.id}`))).toEqual([
      [
        'approval-expiry',
        ['Roadster', null, 'Roadster', 'Kestrel Motors Ltd', null, expect.stringMatching(/radio|SRRC/i)],
      ],
    ]);
    // An approval that names nobody is the project's: three of the four are Lena's.
    expect(await listed(world.agent, `&responsibleId=${owner.id}`)).toHaveLength(3);
    const { body: today } = await world.agent.get('/api/today').expect(200);
    expect(today.deadlines).toHaveLength(4);
    const { body: month } = await world.agent.get('/api/work/calendar?from=2026-12-01&to=2026-12-31').expect(200);
    expect(
      month.entries
        .map((one: Record<string, string | null>) => [one['deadlineKind'], one['title'], one['projectId']])
        .sort(),
    ).toEqual([
      ['approval-expiry', null, null],
      ['determination-end', 'M-17', null],
      ['energy-label', 'Label', project.id],
      ['views-on-draft', 'Side marker lamps, draft', null],
    ]);

    // What the authority is asked about is the team's: a client sees its own three.
    const seen = await listed(await api.as(world.guest));
    expect(seen.map(({ kind }) => kind).sort()).toEqual(['approval-expiry', 'determination-end', 'energy-label']);
    const stranger = await api.make.client({ tenant: world.tenant });
    expect(await listed(await api.as(await api.make.member({ tenant: world.tenant, client: stranger })))).toEqual([]);
  });

  it.each([
    ['annual-fee', 'deadline.met-by-fee'],
    ['views-on-draft', 'deadline.met-by-entry'],
    ['determination-end', 'deadline.met-by-determination'],
    ['export-write-off', 'deadline.met-by-determination'],
    ['energy-label', 'deadline.met-by-approval'],
  ] as const)('of the kind %s are met by their own act', async (kind, code) => {
    const world = await aTenant();
    const { id: approvalId } = await makeApproval(api, world);
    await restate(world, { approvalId }, { kind });
    const [{ id } = { id: '' }] = await listed(world.agent);
    const { body } = await world.agent.post(`/api/deadlines/${id}/completion`).expect(409);
    expect(body).toMatchObject({ code, facts: { approvalId } });
  });

  it('that nothing else meets are met by hand, and their keeper hears of it', async () => {
    const world = await aTenant();
    const kept: unknown[] = [];
    const keep = async (id: string, { nextDueOn }: { nextDueOn: string | null }) => void kept.push([id, nextDueOn]);
    api.app.get(DeadlinesService).keepNextDue('approvalId', keep);
    const { id: approvalId } = await makeApproval(api, world);
    await restate(world, { approvalId }, { kind: 'approval-audit' });
    const [{ id } = { id: '' }] = await listed(world.agent);
    await world.agent.post(`/api/deadlines/${id}/completion`).send({ note: 'held on site' }).expect(201);
    await world.agent.delete(`/api/deadlines/${id}/completion`).expect(200);
    expect(kept).toEqual([
      [approvalId, null],
      [approvalId, '2026-12-18'],
    ]);
    const { body } = await world.agent.get(`/api/events?approvalId=${approvalId}`).expect(200);
    expect(body.items.map(({ what }: { what: string }) => what)).toEqual(['deadline.reopened', 'deadline.met']);
  });
});

describe('who is reminded', () => {
  it('of a draft the one who watches it, the leaders where nobody does, and never a client', async () => {
    const world = await aTenant();
    const watched = await makeEntry(api, world.tenant, { responsibleId: world.owner.id });
    await restate(world, { entryId: watched.id }, {});
    expect(await planned(world, 'views-on-draft')).toEqual([
      'Lena responsible 14',
      'Lena responsible 2',
      'Lena responsible 7',
    ]);
    await restate(world, { entryId: watched.id }, { isMet: true });
    const nobodys = await makeEntry(api, world.tenant);
    await restate(world, { entryId: nobodys.id }, {});
    expect(await planned(world, 'views-on-draft')).toEqual([
      'Lead responsible 14',
      'Lead responsible 2',
      'Lead responsible 7',
    ]);
  });

  it('of a determination its responsible member and its contact', async () => {
    const world = await aTenant();
    const named = { responsibleId: world.owner.id, contactId: world.contact.id };
    const { id: determinationId } = await makeDetermination(api, world, named);
    await restate(world, { determinationId }, { kind: 'export-write-off', dueOn: '2026-12-11' });
    expect(await planned(world, 'export-write-off')).toEqual([
      'Emma client-contact -1',
      'Emma client-contact 14',
      'Emma client-contact 2',
      'Emma client-contact 7',
      'Lead manager -1',
      'Lena responsible -1',
      'Lena responsible 14',
      'Lena responsible 2',
      'Lena responsible 7',
    ]);
  });

  it('of an approval that names nobody the responsible of its project, and all contacts of the client', async () => {
    const world = await aTenant();
    const project = await makeProject(api, world, { responsibleId: world.owner.id });
    const { id: approvalId } = await makeApproval(api, world, { projectId: project.id });
    await restate(world, { approvalId }, { kind: 'energy-label', dueOn: '2026-12-11' });
    expect((await planned(world, 'energy-label')).filter((text) => text.endsWith(' 5'))).toEqual([
      'Emma client-contact 5',
      'Frank client-contact 5',
      'Lena responsible 5',
    ]);
  });
});

it('a history of each new subject shows what happened to it, and no other', async () => {
  const world = await aTenant();
  const project = await makeProject(api, world);
  await api.make.inside(world.tenant, () =>
    api.app.get(EventsService).recordMany('project.created', [{ projectId: project.id, clientId: world.client.id }]),
  );
  const other = await makeProject(api, world);
  const of = async (id: string) => (await world.agent.get(`/api/events?projectId=${id}`).expect(200)).body.items;
  expect(await of(project.id)).toMatchObject([{ what: 'project.created', projectId: project.id }]);
  expect(await of(other.id)).toEqual([]);
});
