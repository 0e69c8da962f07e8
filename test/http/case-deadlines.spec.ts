import type { Application } from '#database/entities/application.entity';
import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { StatedDeadline } from '#domain/deadlines/deadline';
import { DeadlinesService, type DeadlineSubject } from '#features/deadlines/deadlines.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { makeApplication, makeAudit, makeBooking, makeFinding, makeLaboratory, makeRequest, makeSample, makeStage } from '../support/make-case.js'; // prettier-ignore
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
  deputy: Member;
  guest: Member;
  application: Application;
  agent: Agent;
}

async function aCase(fields: Partial<Application> = {}): Promise<World> {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd' });
  const contact = await api.make.contact({ client, name: 'Emma' });
  const leader = await api.make.member({ tenant, name: 'Lead', role: 'owner' });
  const owner = await api.make.member({ tenant, name: 'Lena' });
  const deputy = await api.make.member({ tenant, name: 'Mei' });
  const guest = await api.make.member({ tenant, client, name: 'Oliver' });
  const product = await api.make.product({ client, name: 'Safety belt', nameZh: '汽车安全带' });
  const people = { ownerId: owner.id, deputyId: deputy.id, contactId: contact.id };
  const application = await makeApplication(api, { client, product }, { ...people, ...fields });
  return { tenant, client, contact, leader, owner, deputy, guest, application, agent: await api.as(owner) };
}

const stated = (fields: Partial<StatedDeadline>): StatedDeadline => ({
  kind: 'stage-due',
  dueOn: '2026-12-11',
  basis: 'planning',
  rule: 'case',
  source: 'none',
  certainty: 'unverified',
  counted: { start: 'named' },
  isDisputed: false,
  isMet: false,
  ...fields,
});
const restate = ({ tenant }: World, subject: DeadlineSubject, days: Partial<StatedDeadline>[]) =>
  api.make.inside(tenant, () => api.app.get(DeadlinesService).restate(subject, days.map(stated)));
interface Row {
  id: string;
  kind: string;
  subject: Record<'label' | 'caseNumber' | 'clientName', string | null> & {
    itemNames: { en: string } | null;
    itemNumber: number | null;
  };
}
const listed = async (agent: Agent, query = ''): Promise<Row[]> =>
  (await agent.get(`/api/deadlines?limit=200${query}`).expect(200)).body.items;
/** name, reason and days before of each planned step of the deadlines of a kind */
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

describe('the days of a case', () => {
  it('tell the document, the day of the stage, the finding, the laboratory and the sample', async () => {
    const world = await aCase();
    const { client, application } = world;
    const applicationId = application.id;
    const request = await makeRequest(api, application);
    await makeStage(api, application, { key: 'sample-notice', names: { en: 'Samples', de: 'Proben', zh: '样品' } });
    const audit = await makeAudit(api, { client }, { applicationId });
    const finding = await makeFinding(api, audit, { number: 3 });
    const laboratory = await makeLaboratory(api, world.tenant, { name: 'Tianjin test centre' });
    const booking = await makeBooking(api, { client, laboratory }, { applicationId });
    const sample = await makeSample(api, { client }, { applicationId, bookingId: booking.id, label: 'Set 7' });
    await restate(world, { applicationId }, [
      { kind: 'document-request', item: request.id },
      { kind: 'stage-due', item: 'sample-notice/samples-due' },
      { kind: 'stage-due', item: 'gone/gone' },
    ]);
    await restate(world, { auditId: audit.id }, [{ kind: 'finding-correction', item: finding.id }]);
    await restate(world, { bookingId: booking.id }, [{ kind: 'booking-option' }]);
    await restate(world, { sampleId: sample.id }, [{ kind: 'temporary-import' }]);

    const told = (rows: Row[]) =>
      rows.map(({ kind, subject: { label, itemNames, itemNumber, caseNumber, clientName } }) => [
        kind,
        label,
        itemNames?.en ?? itemNumber,
        caseNumber,
        clientName,
      ]);
    const { number } = application;
    const kestrel = 'Kestrel Motors Ltd';
    const works = (await api.look<{ name: string }>('select name from factories where id = $1', [audit.factoryId]))[0]!;
    expect(told(await listed(world.agent, `&applicationId=${applicationId}`)).sort()).toEqual([
      ['document-request', number, 'Circuit diagram', number, kestrel],
      ['stage-due', number, null, number, kestrel],
      ['stage-due', number, 'Samples at the laboratory', number, kestrel],
    ]);
    expect(told(await listed(world.agent, `&auditId=${audit.id}`))).toEqual([
      ['finding-correction', works.name, 3, number, kestrel],
    ]);
    expect(told(await listed(world.agent, `&bookingId=${booking.id}`))).toEqual([
      ['booking-option', 'Tianjin test centre', null, number, kestrel],
    ]);
    expect(told(await listed(world.agent, `&sampleId=${sample.id}`))).toEqual([
      ['temporary-import', 'Set 7', null, number, kestrel],
    ]);
    expect(await listed(world.agent, `&responsibleId=${world.owner.id}`)).toHaveLength(4);

    const { body: today } = await world.agent.get('/api/today').expect(200);
    expect(today.deadlines).toHaveLength(6);
    const guest = await api.as(world.guest);
    // The laboratory is the team's own knowledge.
    const seen = await listed(guest);
    expect(told(seen).filter(([kind]) => kind === 'booking-option')).toEqual([
      ['booking-option', expect.stringMatching(/^Exterior light/), null, number, kestrel],
    ]);
    expect(seen).toHaveLength(6);
    const stranger = await api.make.client({ tenant: world.tenant });
    expect(await listed(await api.as(await api.make.member({ tenant: world.tenant, client: stranger })))).toEqual([]);
  });

  it('are told apart by what they are owed for, and moved, met and owed again one by one', async () => {
    const world = await aCase();
    const subject = { applicationId: world.application.id };
    const [a, b] = ['documents/a', 'documents/b'];
    await restate(world, subject, [{ item: a }, { item: b }]);
    await restate(world, subject, [
      { item: a, dueOn: '2026-12-18' },
      { item: b, isMet: true },
    ]);
    const rows = () =>
      api.look(
        `select item, due_on::text as "dueOn", state, state_reason as reason from deadlines where tenant_id = $1 order by item, due_on`,
        [world.tenant.id],
      );
    expect(await rows()).toEqual([
      { item: a, dueOn: '2026-12-11', state: 'withdrawn', reason: 'restated' },
      { item: a, dueOn: '2026-12-18', state: 'open', reason: null },
      { item: b, dueOn: '2026-12-11', state: 'met', reason: 'stage-ended' },
    ]);
    // What is met stays where it was, and is owed again when the stage is taken back.
    await restate(world, subject, [
      { item: a, dueOn: '2026-12-18' },
      { item: b, dueOn: '2026-12-15', isMet: true },
    ]);
    expect(await rows()).toHaveLength(3);
    await restate(world, subject, [{ item: b }]);
    expect((await rows()).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'open']);
  });

  it.each([
    ['document-request', 'deadline.met-by-document'],
    ['case-limit', 'deadline.met-by-case'],
    ['inspection-after-test', 'deadline.met-by-case'],
    ['finding-correction', 'deadline.met-by-finding'],
    ['booking-option', 'deadline.met-by-booking'],
  ] as const)('of the kind %s are met by their own act', async (kind, code) => {
    const world = await aCase();
    await restate(world, { applicationId: world.application.id }, [{ kind }]);
    const [{ id } = { id: '' }] = await listed(world.agent);
    const { body } = await world.agent.post(`/api/deadlines/${id}/completion`).expect(409);
    expect(body).toMatchObject({ code, facts: { applicationId: world.application.id } });
  });

  it('that nothing else meets are met by hand, item by item, and owed again', async () => {
    const world = await aCase();
    const kept: unknown[] = [];
    api.app.get(DeadlinesService).keepNextDue('sampleId', async (id, next) => void kept.push([id, next.nextDueOn]));
    const sample = await makeSample(api, { client: world.client }, { applicationId: world.application.id });
    await restate(world, { sampleId: sample.id }, [{ kind: 'temporary-import' }]);
    const [{ id } = { id: '' }] = await listed(world.agent);
    await world.agent.post(`/api/deadlines/${id}/completion`).send({ note: 'imported for good' }).expect(201);
    await world.agent.delete(`/api/deadlines/${id}/completion`).expect(200);
    expect(kept).toEqual([
      [sample.id, null],
      [sample.id, '2026-12-11'],
    ]);
    const { body } = await world.agent.get(`/api/events?applicationId=${world.application.id}`).expect(200);
    expect(body.items.map(({ what }: { what: string }) => what)).toEqual(['deadline.reopened', 'deadline.met']);
  });
});

describe('who is reminded of a case', () => {
  it('its owner, contact and everybody of the client with an account, where a document is asked for', async () => {
    const world = await aCase();
    const request = await makeRequest(api, world.application, { dueOn: '2026-12-11' });
    await restate(world, { applicationId: world.application.id }, [{ kind: 'document-request', item: request.id }]);
    expect(await planned(world, 'document-request')).toEqual([
      'Emma client-contact -1',
      'Emma client-contact 14',
      'Emma client-contact 2',
      'Emma client-contact 7',
      'Lead manager -1',
      'Lena responsible -1',
      'Lena responsible 14',
      'Lena responsible 2',
      'Lena responsible 7',
      'Mei deputy -1',
      'Oliver client-contact -1',
      'Oliver client-contact 14',
      'Oliver client-contact 2',
      'Oliver client-contact 7',
    ]);
    await restate(world, { applicationId: world.application.id }, [{ kind: 'document-request', item: request.id, isMet: true }]); // prettier-ignore
    expect(await planned(world, 'document-request')).toEqual([]);
  });

  it('the team alone of its own dates', async () => {
    const world = await aCase();
    await restate(world, { applicationId: world.application.id }, [{ item: 'documents/x' }]);
    expect(await planned(world, 'stage-due')).toEqual(['Lena responsible 2', 'Lena responsible 7']);
  });

  it('the deputy and the leaders as well once it is late', async () => {
    const world = await aCase();
    await restate(world, { applicationId: world.application.id }, [{ kind: 'case-limit', dueOn: '2026-11-18' }]);
    expect(await planned(world, 'case-limit')).toEqual([
      'Emma client-contact -8',
      'Lead manager -8',
      'Lena responsible -8',
      'Mei deputy -8',
    ]);
  });

  it('the leaders where nobody owns it, all contacts where none is named, and the new owner at once', async () => {
    const world = await aCase({ ownerId: null, deputyId: null, contactId: null });
    await api.make.contact({ client: world.client, name: 'Frank' });
    const audit = await makeAudit(api, { client: world.client }, { applicationId: world.application.id });
    await restate(world, { auditId: audit.id }, [{ kind: 'finding-correction', dueOn: '2026-12-05' }]);
    expect(await planned(world, 'finding-correction')).toEqual([
      'Emma client-contact -1',
      'Emma client-contact 14',
      'Emma client-contact 7',
      'Frank client-contact -1',
      'Frank client-contact 14',
      'Frank client-contact 7',
      'Lead responsible -1',
      'Lead responsible 14',
      'Lead responsible 7',
    ]);
    await api.look('update applications set owner_id = $1 where id = $2', [world.owner.id, world.application.id]);
    await api.make.inside(world.tenant, () => api.app.get(RemindersService).replanApplications([world.application.id]));
    expect((await planned(world, 'finding-correction')).filter((text) => text.includes('responsible'))).toEqual([
      'Lena responsible -1',
      'Lena responsible 14',
      'Lena responsible 7',
    ]);
  });
});
