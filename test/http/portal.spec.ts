import type { PortalOverview } from '#features/portal/portal.dto';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

async function world() {
  const tenant = await api.make.tenant({ name: 'Jadebrücke', country: 'DE', timeZone: 'Europe/Berlin' });
  const staff = await api.as(await api.make.member({ tenant, role: 'consultant' }));
  const side = async (legalName: string) => {
    const client = await api.make.client({ tenant, legalName });
    const product = await api.make.product({ client, classCode: '1109', name: `Lamp of ${legalName}` });
    const answer = await staff.post('/api/applications').send({
      kind: 'new',
      schemeKey: 'ccc-standard',
      startedOn: '2026-11-16',
      wishOn: '2027-12-31',
      units: [{ productId: product.id }],
    });
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    const reader = await api.as(await api.make.member({ tenant, client, timeZone: 'Asia/Shanghai' }));
    return { client, caseId: answer.body.id as string, number: answer.body.number as string, reader };
  };
  const lindauer = await side('Lindauer');
  const kestrel = await side('Kestrel');
  return { tenant, staff, lindauer, kestrel };
}

const overviewOf = async (agent: Agent): Promise<PortalOverview> =>
  (await agent.get('/api/portal/overview').expect(200)).body as PortalOverview;

describe('the way in of a client', () => {
  it('shows what is asked of it and where its cases stand, and nothing of another client', async () => {
    const { staff, lindauer, kestrel } = await world();
    for (const { caseId } of [lindauer, kestrel]) {
      const asked = await staff.post(`/api/applications/${caseId}/document-requests`).send({
        stageKey: 'documents',
        dueOn: '2026-11-27',
        documents: [{ title: 'Key component list', titleZh: '关键零部件清单', instructions: 'Signed and stamped.' }],
      });
      expect([asked.status, asked.body]).toEqual([201, expect.anything()]);
    }
    const overview = await overviewOf(lindauer.reader);
    expect(overview.tenant.name).toBe('Jadebrücke');
    expect(overview.client.name).toBe('Lindauer');
    expect(overview.today).toBe('2026-11-20');
    expect(overview.asked).toMatchObject([
      {
        applicationId: lindauer.caseId,
        applicationNumber: lindauer.number,
        title: 'Key component list',
        titleZh: '关键零部件清单',
        dueOn: '2026-11-27',
        isReturned: false,
        versions: 0,
      },
    ]);
    expect(overview.cases).toMatchObject([
      {
        id: lindauer.caseId,
        number: lindauer.number,
        productName: 'Lamp of Lindauer',
        light: 'on-track',
        stageKey: 'scope-check',
        turn: 'consultancy',
      },
    ]);
    expect(overview.cases[0]!.stages.map(({ key, status }) => [key, status])).toEqual([
      ['scope-check', 'not-started'],
      ['documents', 'not-started'],
      ['application', 'not-started'],
      ['sample-notice', 'not-started'],
      ['type-test', 'not-started'],
      ['initial-inspection', 'not-started'],
      ['decision', 'not-started'],
    ]);
    expect(overview.counts).toEqual({ openCases: 1, certificates: 0, auditsToCome: 0, documents: 1 });
    expect(JSON.stringify(overview)).not.toContain('Kestrel');
  });

  it('expects of each stage what the page of the case expects, and not what was agreed', async () => {
    const { lindauer } = await world();
    const overview = await overviewOf(lindauer.reader);
    const page = await lindauer.reader.get(`/api/applications/${lindauer.caseId}`).expect(200);
    const daysOf = (stages: readonly { key: string; expectedFrom: string | null; expectedTo: string | null }[]) =>
      new Map(stages.map(({ key, expectedFrom, expectedTo }) => [key, [expectedFrom, expectedTo]]));
    const { stages } = overview.cases[0]!;
    const onPage = daysOf((page.body as { stages: typeof stages }).stages);
    for (const [key, days] of daysOf(stages)) expect([key, days]).toEqual([key, onPage.get(key)]);
    // agreed to begin on Monday 16 November, and on Friday not begun
    expect(stages[0]).toMatchObject({ plannedFrom: '2026-11-16', expectedFrom: '2026-11-20' });
  });

  it('is not for the team, and says nothing to strangers', async () => {
    const { staff } = await world();
    await staff.get('/api/portal/overview').expect(403);
    await api.nobody().get('/api/portal/overview').expect(401);
  });
});

describe('the documents of a client', () => {
  it('are those of all its cases, the last request first, page by page, each with its versions', async () => {
    const { staff, lindauer, kestrel } = await world();
    const ask = (caseId: string, title: string) =>
      staff
        .post(`/api/applications/${caseId}/document-requests`)
        .send({ stageKey: 'documents', dueOn: '2026-11-27', documents: [{ title }] })
        .expect(201);
    await ask(lindauer.caseId, 'Business licence');
    await ask(kestrel.caseId, 'Licence of Kestrel');
    await ask(lindauer.caseId, 'Key component list');
    const first = await lindauer.reader.get('/api/portal/documents?limit=1').expect(200);
    expect(first.body.items).toMatchObject([
      {
        title: 'Key component list',
        applicationId: lindauer.caseId,
        applicationNumber: lindauer.number,
        productName: 'Lamp of Lindauer',
        status: 'requested',
        versions: [],
        acts: ['receive'],
        isEnded: false,
      },
    ]);
    const rest = await lindauer.reader
      .get('/api/portal/documents')
      .query({ cursor: first.body.nextCursor })
      .expect(200);
    expect(rest.body.items.map(({ title }: { title: string }) => title)).toEqual(['Business licence']);
    expect(rest.body.nextCursor).toBeNull();
    await staff.get('/api/portal/documents').expect(403);
  });

  it('are unseen in the overview until somebody of the client has opened them', async () => {
    const { staff, lindauer } = await world();
    await staff
      .post(`/api/applications/${lindauer.caseId}/document-requests`)
      .send({ stageKey: 'documents', dueOn: '2026-11-27', documents: [{ title: 'Business licence' }] })
      .expect(201);
    const { asked } = await overviewOf(lindauer.reader);
    expect(asked).toMatchObject([{ isSeen: false }]);
    await lindauer.reader.post(`/api/document-requests/${asked[0]!.id}/opening`).expect(204);
    expect((await overviewOf(lindauer.reader)).asked).toMatchObject([{ isSeen: true }]);
  });
});
