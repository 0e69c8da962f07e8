import type { Certificate } from '#database/entities/certificate.entity';
import type { Client } from '#database/entities/client.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { newId } from '#database/db';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines, factoryDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
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
  responsible: Member;
  agent: Agent;
}

async function consultancy(): Promise<World> {
  const tenant = await api.make.tenant({ name: 'Jadebrücke' });
  const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd', country: 'GB' });
  const responsible = await api.make.member({ tenant, name: 'Lena Weiss' });
  return { tenant, client, responsible, agent: await api.as(responsible) };
}

/** A declaration or certificate whose deadlines are stated as the certificates feature states them. */
async function owing(
  { tenant, client, responsible }: World,
  fields: Partial<Certificate> & { classCode?: string; isReplaced?: boolean } = {},
): Promise<Certificate> {
  const { classCode = '1104', isReplaced = false, ...rest } = fields;
  const product = await api.make.product({ client, classCode, name: 'Safety belt', nameZh: '汽车安全带' });
  const certificate = await api.make.certificate({
    tenant,
    client,
    product,
    responsible,
    scheme: 'ccc-self-declaration-b',
    validUntil: null,
    ...rest,
  });
  await api.make.inside(tenant, () =>
    api.app
      .get(DeadlinesService)
      .restate(
        { certificateId: certificate.id },
        certificateDeadlines({ ...certificate, classCode, isReplaced }, shippedReference()),
      ),
  );
  return certificate;
}

const ccc = { scheme: 'ccc', classCode: '1120' } as const;
const listed = async (
  agent: Agent,
  query = '',
): Promise<{ id: string; kind: string; dueOn: string; state: string }[]> =>
  (await agent.get(`/api/deadlines?limit=200${query}`).expect(200)).body.items;
const short = (items: { kind: string; dueOn: string; state: string }[]) =>
  items.map(({ kind, dueOn, state }) => `${kind} ${dueOn} ${state}`);

describe('the list of deadlines', () => {
  it('tells each with its subject, basis and source, nearest first', async () => {
    const world = await consultancy();
    const declaration = await owing(world, { number: 'SDOC-2021011104100136' });
    const { body } = await world.agent.get('/api/deadlines').expect(200);
    expect(body.nextCursor).toBeNull();
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toEqual({
      id: expect.any(String),
      kind: 'conversion',
      dueOn: '2026-12-31',
      basis: 'legal',
      rule: 'samr-57-2025.conversion',
      source: 'SAMR Announcement 57/2025',
      certainty: 'official',
      counted: { start: 'named' },
      isDisputed: false,
      state: 'open',
      stateReason: null,
      metAt: null,
      subject: {
        certificateId: declaration.id,
        factoryId: null,
        applicationId: null,
        auditId: null,
        bookingId: null,
        sampleId: null,
        entryId: null,
        determinationId: null,
        approvalId: null,
        cbReportId: null,
        reportProductId: null,
        approvalKind: null,
        projectId: null,
        label: 'SDOC-2021011104100136',
        labelZh: null,
        productName: 'Safety belt',
        productNameZh: '汽车安全带',
        clientId: world.client.id,
        clientName: 'Kestrel Motors Ltd',
        clientNameZh: null,
        caseId: null,
        caseNumber: null,
        sampleBookingId: null,
        itemNumber: null,
        itemNames: null,
      },
    });
    expect(body.items[1]).toMatchObject({ kind: 'cut-over', dueOn: '2027-01-01' });
  });

  it('tells those of a factory by its name, and counts them from its last inspection', async () => {
    const world = await consultancy();
    const factory = await api.make.factory({
      client: world.client,
      name: 'Kestrel – Coventry',
      factoryClass: null,
      lastFollowUpOn: '2025-12-01',
    });
    await api.make.inside(world.tenant, () =>
      api.app
        .get(DeadlinesService)
        .restate(
          { factoryId: factory.id },
          factoryDeadlines(
            { ...factory, certificates: [{ scheme: 'ccc', classCode: '1120', status: 'valid' }] },
            shippedReference(),
          ),
        ),
    );
    const { body } = await world.agent.get(`/api/deadlines?factoryId=${factory.id}`).expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        kind: 'follow-up-inspection',
        dueOn: '2026-12-01',
        basis: 'practice',
        counted: { start: 'last-follow-up', from: '2025-12-01', amount: 12, unit: 'months', factoryClass: 'unknown' },
        subject: expect.objectContaining({
          label: 'Kestrel – Coventry',
          certificateId: null,
          clientName: 'Kestrel Motors Ltd',
        }),
      }),
    ]);
  });

  it('narrows to kind, state, urgency, span, client and responsible, and pages by cursor', async () => {
    const world = await consultancy();
    await owing(world);
    await owing(world, { isReplaced: true });
    const late = await owing(world, { ...ccc, validUntil: '2027-02-17' }); // day -90 is 19 November
    const soon = await owing(world, { ...ccc, validUntil: '2027-02-25' }); // 27 November, 7 days
    await owing(world, { ...ccc, validUntil: '2027-02-26', responsibleId: null }); // 28 November, 8 days
    expect(short(await listed(world.agent, '&urgency=overdue'))).toEqual(['renewal-filing 2026-11-19 open']);
    expect(short(await listed(world.agent, '&urgency=week'))).toEqual(['renewal-filing 2026-11-27 open']);
    expect(short(await listed(world.agent, '&urgency=month&kind=renewal-filing'))).toEqual([
      'renewal-filing 2026-11-28 open',
    ]);
    expect(short(await listed(world.agent, '&state=met'))).toEqual([
      'conversion 2026-12-31 met',
      'cut-over 2027-01-01 met',
    ]);
    expect(short(await listed(world.agent, '&kind=conversion,cut-over&state=open'))).toEqual([
      'conversion 2026-12-31 open',
      'cut-over 2027-01-01 open',
    ]);
    expect(await listed(world.agent, `&responsibleId=${world.responsible.id}`)).toHaveLength(8);
    expect(await listed(world.agent, `&clientId=${world.client.id}`)).toHaveLength(10);
    expect(await listed(world.agent, `&clientId=${newId()}`)).toEqual([]);
    expect(await listed(world.agent, `&certificateId=${soon.id}`)).toHaveLength(2);
    expect(short(await listed(world.agent, '&dueFrom=2027-02-17&dueTo=2027-02-17'))).toEqual([
      'certificate-expiry 2027-02-17 open',
    ]);
    expect(late.id).toBeDefined();

    const first = await world.agent.get('/api/deadlines?limit=7&sort=-dueOn').expect(200);
    const second = await world.agent
      .get(`/api/deadlines?limit=7&sort=-dueOn&cursor=${first.body.nextCursor}`)
      .expect(200);
    expect([...first.body.items, ...second.body.items]).toEqual((await listed(world.agent)).reverse());
    expect(second.body.nextCursor).toBeNull();
  });

  it.each([
    ['kind=lunch'],
    ['state=late'],
    ['urgency=now'],
    ['dueFrom=2026-02-30'],
    ['clientId=1'],
    ['sort=kind'],
    ['limit=0'],
    ['colour=red'],
    ['cursor=abc'],
  ])('refuses the query %s', async (query) => {
    const { agent } = await consultancy();
    await agent.get(`/api/deadlines?${query}`).expect(400);
  });

  it('asks who it is', async () => {
    await api.nobody().get('/api/deadlines').expect(401);
    await api.nobody().get(`/api/deadlines/${newId()}`).expect(401);
    await api.nobody().get('/api/today').expect(401);
    await api.nobody().post(`/api/deadlines/${newId()}/completion`).send({}).expect(401);
  });
});

describe('walls', () => {
  it('shows a client-role member its own deadlines without what is the team’s, and another tenant nothing', async () => {
    const world = await consultancy();
    const own = await owing(world);
    const other = await api.make.client({ tenant: world.tenant, legalName: 'Nordgurt AB' });
    const foreign = await owing({ ...world, client: other });
    const ofClient = await api.as(await api.make.member({ tenant: world.tenant, client: world.client }));
    const stranger = (await consultancy()).agent;
    const [ownDeadline] = await listed(world.agent, `&certificateId=${own.id}`);
    const [foreignDeadline] = await listed(world.agent, `&certificateId=${foreign.id}`);

    expect(await listed(ofClient)).toHaveLength(2);
    expect(await listed(ofClient, `&certificateId=${foreign.id}`)).toEqual([]);
    const { body } = await ofClient.get(`/api/deadlines/${ownDeadline!.id}`).expect(200);
    expect(body).toMatchObject({ reminders: [], responsible: null, metByName: null });
    await ofClient.get(`/api/deadlines/${foreignDeadline!.id}`).expect(404);
    await ofClient.post(`/api/deadlines/${ownDeadline!.id}/completion`).send({}).expect(403);
    const today = await ofClient.get('/api/today').expect(200);
    expect(today.body).toMatchObject({ mails: null, counts: { quarter: 1 }, conversion: { total: 1 } });

    expect(await listed(stranger)).toEqual([]);
    await stranger.get(`/api/deadlines/${ownDeadline!.id}`).expect(404);
    await stranger.post(`/api/deadlines/${ownDeadline!.id}/completion`).send({}).expect(404);
    await stranger.delete(`/api/deadlines/${ownDeadline!.id}/completion`).expect(404);
    expect(short(await listed(world.agent, `&certificateId=${own.id}`))[0]).toBe('conversion 2026-12-31 open');
  });

  it('lets a viewer read and not meet', async () => {
    const world = await consultancy();
    await owing(world);
    const viewer = await api.as(await api.make.member({ tenant: world.tenant, role: 'viewer' }));
    const [deadline] = await listed(viewer);
    await viewer.post(`/api/deadlines/${deadline!.id}/completion`).send({}).expect(403);
    await viewer.delete(`/api/deadlines/${deadline!.id}/completion`).expect(403);
  });
});

describe('meeting a deadline', () => {
  it('withdraws its unsent reminders at once, and undoing lays them again', async () => {
    const world = await consultancy();
    const certificate = await owing(world, { ...ccc, validUntil: '2027-05-30' });
    const [renewal] = await listed(world.agent, '&kind=renewal-filing');
    const states = async () =>
      (await world.agent.get(`/api/deadlines/${renewal!.id}`).expect(200)).body.reminders.map(
        (r: { state: string; stateReason: string | null }) => [r.state, r.stateReason].filter(Boolean).join(' '),
      );
    const planned = await states();
    expect(new Set(planned)).toEqual(new Set(['planned']));

    const { body: met } = await world.agent
      .post(`/api/deadlines/${renewal!.id}/completion`)
      .send({ note: 'Filed with CCAP' })
      .expect(201);
    expect(met).toMatchObject({
      state: 'met',
      stateReason: 'Filed with CCAP',
      metByName: 'Lena Weiss',
      metAt: expect.stringMatching(/^2026-11-20T09:/),
    });
    expect(new Set(await states())).toEqual(new Set(['withdrawn deadline-met']));
    const [row] = await api.look<{ owed: number }>(
      `select count(*)::int as owed from mails where tenant_id = $1 and state = 'owed'`,
      [world.tenant.id],
    );
    expect(row!.owed).toBe(0);
    const shown = await world.agent.get(`/api/certificates/${certificate.id}`).expect(200);
    expect(shown.body).toMatchObject({ nextDueOn: '2027-05-30', nextDueKind: 'certificate-expiry' });
    await world.agent.post(`/api/deadlines/${renewal!.id}/completion`).send({}).expect(409);

    await world.agent.delete(`/api/deadlines/${renewal!.id}/completion`).expect(200);
    expect(await states()).toEqual(planned);
    await world.agent.delete(`/api/deadlines/${renewal!.id}/completion`).expect(409);
    const history = await world.agent.get(`/api/events?certificateId=${certificate.id}`).expect(200);
    expect(history.body.items.map((event: { what: string }) => event.what)).toEqual([
      'deadline.reopened',
      'deadline.met',
    ]);
  });

  it('refuses a follow-up, which is met by recording the inspection, and unknown fields', async () => {
    const world = await consultancy();
    const factory = await api.make.factory({ client: world.client, lastFollowUpOn: '2025-12-01' });
    await api.make.inside(world.tenant, () =>
      api.app
        .get(DeadlinesService)
        .restate(
          { factoryId: factory.id },
          factoryDeadlines(
            { ...factory, certificates: [{ scheme: 'ccc', classCode: '1120', status: 'valid' }] },
            shippedReference(),
          ),
        ),
    );
    const [followUp] = await listed(world.agent);
    const { body } = await world.agent.post(`/api/deadlines/${followUp!.id}/completion`).send({}).expect(409);
    expect(body).toMatchObject({ code: 'deadline.met-by-inspection', facts: { factoryId: factory.id } });
    await world.agent.post(`/api/deadlines/${followUp!.id}/completion`).send({ dueOn: '2027-01-01' }).expect(400);
    await world.agent.post('/api/deadlines/nonsense/completion').send({}).expect(404);
  });

  it('a day that moves is a new deadline: the old one is kept with its reason', async () => {
    const world = await consultancy();
    const certificate = await owing(world, { ...ccc, validUntil: '2027-05-30' });
    const restate = (validUntil: string) =>
      api.make.inside(world.tenant, () =>
        api.app
          .get(DeadlinesService)
          .restate(
            { certificateId: certificate.id },
            certificateDeadlines(
              { ...certificate, classCode: '1120', isReplaced: false, validUntil },
              shippedReference(),
            ),
          ),
      );
    expect(await restate('2027-04-30')).toEqual({
      nextDueOn: '2027-01-30',
      nextKind: 'renewal-filing',
      nextBasis: 'legal',
    });
    expect(short(await listed(world.agent, '&kind=renewal-filing&state=withdrawn'))).toEqual([
      'renewal-filing 2027-03-01 withdrawn',
    ]);
    await restate('2032-04-30');
    expect(short(await listed(world.agent, '&kind=renewal-filing'))).toEqual([
      'renewal-filing 2027-01-30 met',
      'renewal-filing 2032-01-31 open',
    ]);
  });
});

describe('today', () => {
  it('counts, lists and bars what is overdue or near, without the cut-over', async () => {
    const world = await consultancy();
    await owing(world);
    await owing(world, { isReplaced: true });
    await owing(world, { ...ccc, validUntil: '2027-02-17' });
    await owing(world, { scheme: 'cqc-voluntary', classCode: '1120', validUntil: '2027-02-25' });
    const { body } = await world.agent.get('/api/today').expect(200);
    expect(body).toMatchObject({
      today: '2026-11-20',
      counts: { overdue: 1, week: 1, month: 0, quarter: 2 },
      isCapped: false,
      days: [
        { day: '2026-11-19', legal: 1, other: 0 },
        { day: '2026-11-27', legal: 0, other: 1 },
        { day: '2026-12-31', legal: 1, other: 0 },
        { day: '2027-02-17', legal: 1, other: 0 },
      ],
      conversion: {
        dueOn: '2026-12-31',
        total: 2,
        met: 1,
        open: 1,
        workingDaysLeft: 29,
        neededPerWorkingDay: 0.03,
        points: [{ day: '2026-11-20', met: 1 }],
      },
      mails: { since: expect.stringMatching(/^2026-11-19T09:/), sent: 0, refused: 0 },
    });
    expect(body.deadlines.map((d: { kind: string; dueOn: string }) => `${d.kind} ${d.dueOn}`)).toEqual([
      'renewal-filing 2026-11-19',
      'renewal-filing 2026-11-27',
      'conversion 2026-12-31',
      'certificate-expiry 2027-02-17',
    ]);
    expect(body.china.publishedYears).toEqual([2025, 2026]);
    expect(body.china.exceptions).toContainEqual({ day: '2026-10-10', kind: 'make-up', name: null });
  });

  it('is calm where nothing is owed', async () => {
    const { agent } = await consultancy();
    const { body } = await agent.get('/api/today').expect(200);
    expect(body).toMatchObject({
      counts: { overdue: 0, week: 0, month: 0, quarter: 0 },
      deadlines: [],
      days: [],
      conversion: null,
    });
  });
});
