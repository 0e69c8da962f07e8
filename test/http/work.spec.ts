import type { Client } from '#database/entities/client.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { ApplicationView } from '#features/applications/applications.dto';
import type { BoardView, BulkResult, WorkCalendarView } from '#features/work/work.dto';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';
import { partsOf, rowCount } from '../support/workbook-text.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

interface Office {
  tenant: Tenant;
  client: Client;
  agent: Agent;
  memberId: string;
}

async function office(legalName = 'Lindauer Lichttechnik GmbH'): Promise<Office> {
  const tenant = await api.make.tenant({ country: 'DE', timeZone: 'Europe/Berlin' });
  const member = await api.make.member({ tenant, role: 'consultant', name: 'Lena Weiss' });
  const client = await api.make.client({ tenant, legalName });
  return { tenant, client, agent: await api.as(member), memberId: member.id };
}

async function opened({ client, agent }: Office, more: object = {}): Promise<ApplicationView> {
  const product = await api.make.product({ client, classCode: '1109', name: 'Rear lamp' });
  const input = { kind: 'new', schemeKey: 'ccc-standard', startedOn: '2026-11-16', units: [{ productId: product.id }] };
  const answer = await agent.post('/api/applications').send({ ...input, ...more });
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body as ApplicationView;
}

async function moved(
  { agent }: Office,
  one: ApplicationView,
  act: string,
  key = 'scope-check',
): Promise<ApplicationView> {
  const stageId = one.stages.find((stage) => stage.key === key)!.id;
  const input = { version: one.version, stageId, act, on: '2026-11-18', reason: 'told by phone' };
  const answer = await agent.post(`/api/applications/${one.id}/moves`).send(input);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body as ApplicationView;
}

const board = async ({ agent }: Office, query: object): Promise<BoardView> =>
  (await agent.get('/api/work/board').query(query).expect(200)).body as BoardView;

describe('the board', () => {
  it('shows open cases by stage, by party and by owner, with the number of each column', async () => {
    const here = await office();
    const first = await opened(here);
    await moved(here, first, 'complete');
    await opened(here);
    await opened(here, { ownerId: null });

    const byStage = await board(here, { by: 'stage' });
    expect(byStage.columns.map(({ key, names, total }) => [key, names!.en, total])).toEqual([
      ['scope-check', 'Check of certification obligation', 2],
      ['documents', 'Preparation of the application file', 1],
    ]);
    const byTurn = await board(here, {});
    expect(byTurn.by).toBe('stage');
    const turns = (await board(here, { by: 'turn' })).columns;
    expect(turns.map(({ key }) => key)).toEqual(['consultancy', 'client', 'laboratory', 'body', 'inspector', 'customs', 'authority']); // prettier-ignore
    expect(turns.reduce((sum, { total }) => sum + total, 0)).toBe(3);
    const owners = (await board(here, { by: 'owner' })).columns;
    expect(owners.map(({ key, ownerName, total, cards }) => [key, ownerName, total, cards.length])).toEqual([
      [here.memberId, 'Lena Weiss', 2, 2],
      [null, null, 1, 1],
    ]);
  });

  it('leaves out what the filters do not ask for, and ended cases', async () => {
    const here = await office();
    const one = await opened(here);
    await opened(here);
    await here.agent
      .post(`/api/applications/${one.id}/moves`)
      .send({ version: one.version, act: 'withdraw', reason: 'not needed' })
      .expect(201);
    expect((await board(here, { stage: 'scope-check' })).columns.map(({ total }) => total)).toEqual([1]);
    expect((await board(here, { stage: 'documents' })).columns).toEqual([]);
    await here.agent.get('/api/work/board').query({ by: 'colour' }).expect(400);
  });
});

describe('an act on many cases', () => {
  it('tells in a preview what it then does, and changes nothing before', async () => {
    const here = await office();
    const [one, two] = [await moved(here, await opened(here), 'start'), await opened(here)];
    const input = {
      cases: [
        { id: one.id, version: one.version },
        { id: two.id, version: two.version },
      ],
      act: 'complete',
    };
    const preview = (
      await here.agent
        .post('/api/work/moves')
        .send({ ...input, isPreview: true })
        .expect(200)
    ).body as BulkResult;
    expect(preview).toMatchObject({ isPreview: true, done: 2, refused: 0 });
    expect(preview.rows[0]).toMatchObject({
      number: one.number,
      outcome: 'done',
      before: { stageKey: 'scope-check' },
      after: { stageKey: 'documents' },
    });
    expect((await here.agent.get(`/api/applications/${one.id}`)).body).toMatchObject({ version: one.version });

    const done = (await here.agent.post('/api/work/moves').send(input).expect(200)).body as BulkResult;
    expect(done.rows).toEqual(preview.rows);
    expect(done.isPreview).toBe(false);
    expect((await board(here, {})).columns.map(({ key, total }) => [key, total])).toEqual([['documents', 2]]);
  });

  it('refuses each case by itself with the words of the single act, and does the others', async () => {
    const here = await office();
    const [stale, good] = [await opened(here), await opened(here)];
    await moved(here, stale, 'start');
    const cases = [stale, good].map(({ id, version }) => ({ id, version }));
    const { body } = await here.agent
      .post('/api/work/moves')
      .send({ cases: [...cases, { id: '01890000-0000-7000-8000-000000000000', version: 1 }], act: 'start' })
      .expect(200);
    const result = body as BulkResult;
    expect(result).toMatchObject({ done: 1, refused: 2, unchanged: 0 });
    expect(result.rows.map(({ outcome, refusal }) => [outcome, refusal?.code ?? null])).toEqual([
      ['refused', 'stale-version'],
      ['done', null],
      ['refused', 'not-found'],
    ]);
    expect(result.rows[0]!.after).toBeNull();
  });

  it('assigns owner and deputy, leaves alone who has them already, and refuses who may not', async () => {
    const here = await office();
    const other = await api.make.member({ tenant: here.tenant, role: 'consultant', name: 'Mei Kang' });
    const viewer = await api.make.member({ tenant: here.tenant, role: 'viewer' });
    const ids = [(await opened(here)).id, (await opened(here, { ownerId: other.id })).id];
    const assign = async (input: object) =>
      (await here.agent.post('/api/work/assignments').send({ applicationIds: ids, ...input }).expect(200)).body as BulkResult; // prettier-ignore
    expect((await assign({ ownerId: viewer.id })).rows.map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
    const result = await assign({ ownerId: other.id });
    expect(result.rows.map(({ outcome, after }) => [outcome, after!.ownerName])).toEqual([
      ['done', 'Mei Kang'],
      ['unchanged', 'Mei Kang'],
    ]);
    await here.agent.post('/api/work/assignments').send({ applicationIds: ids }).expect(400);
    await here.agent.post('/api/work/assignments').send({ applicationIds: [], ownerId: null }).expect(400);
  });

  it('is not for viewers', async () => {
    const here = await office();
    const one = await opened(here);
    const viewer = await api.as(await api.make.member({ tenant: here.tenant, role: 'viewer' }));
    await viewer
      .post('/api/work/moves')
      .send({ cases: [{ id: one.id, version: 1 }], act: 'start' })
      .expect(403);
    await viewer
      .post('/api/work/assignments')
      .send({ applicationIds: [one.id], ownerId: null })
      .expect(403);
    await viewer.get('/api/work/board').expect(200);
  });
});

describe('the calendar', () => {
  const between = async ({ agent }: Office, query: object): Promise<WorkCalendarView> =>
    (await agent.get('/api/work/calendar').query(query).expect(200)).body as WorkCalendarView;

  it('shows deadlines, audits and expected certificates of its days, each kind on its own if wanted', async () => {
    const here = await office();
    const one = await moved(here, await moved(here, await opened(here), 'complete'), 'start', 'documents');
    const factory = await api.make.factory({ client: here.client, name: 'Lindau works' });
    const audit = await here.agent.post('/api/audits').send({
      kind: 'follow-up',
      factoryId: factory.id,
      clientId: here.client.id,
      plannedFrom: '2026-12-08',
      plannedTo: '2026-12-09',
    });
    expect([audit.status, audit.body]).toEqual([201, expect.anything()]);

    const december = await between(here, { from: '2026-12-01', to: '2026-12-31', show: 'audit' });
    expect(december.entries.map(({ kind, from, to, title, status }) => [kind, from, to, title, status])).toEqual([
      ['audit', '2026-12-08', '2026-12-09', 'Lindau works', 'planned'],
    ]);
    expect((await between(here, { from: '2026-12-09', to: '2026-12-10', show: 'audit' })).entries).toHaveLength(1);
    expect((await between(here, { from: '2026-12-10', to: '2026-12-10', show: 'audit' })).entries).toHaveLength(0);

    const expectedOn = one.forecast.on!;
    const day = await between(here, { from: expectedOn, to: expectedOn, show: 'certificate' });
    expect(day.entries).toMatchObject([
      { kind: 'certificate', title: one.number, about: 'Rear lamp', applicationId: one.id },
    ]);
    const due = one.deadlines[0]!.dueOn;
    const dues = await between(here, { from: due, to: due, clientId: here.client.id, ownerId: here.memberId });
    expect(dues.entries).toContainEqual(
      expect.objectContaining({ kind: 'deadline', title: one.number, applicationId: one.id }),
    );
    expect(dues.capped).toEqual([]);
  });

  it('names what is allowed for days that run backwards or are too many', async () => {
    const here = await office();
    for (const [from, to, code] of [
      ['2026-12-01', '2026-11-30', 'before-from'],
      ['2026-11-01', '2027-01-03', 'too-many-days'],
    ]) {
      const { body } = await here.agent.get('/api/work/calendar').query({ from, to }).expect(400);
      expect(body).toMatchObject({ errors: [{ field: 'to', code, allowed: expect.stringMatching(/ to /) }] });
    }
  });
});

describe('a workbook of a list', () => {
  it('holds what the list shows, in the language asked for, and no formula', async () => {
    const here = await office('=HYPERLINK("http://evil.test")');
    await opened(here);
    await opened(here);
    const file = async (query: object) => {
      const answer = await here.agent.get('/api/work/cases.xlsx').query(query).responseType('blob').expect(200);
      expect(answer.headers['content-disposition']).toBe('attachment; filename="cases.xlsx"');
      return answer.body as Buffer;
    };
    const all = await file({ language: 'de' });
    expect(rowCount(all)).toBe(3);
    const text = Object.values(partsOf(all)).join('');
    expect(text).toContain('Am Zug');
    expect(text).toContain('&apos;=HYPERLINK'.replace('&apos;', "'"));
    expect(partsOf(all)['xl/worksheets/sheet1.xml']).not.toContain('<f>');
    expect(rowCount(await file({ status: 'certified' }))).toBe(1);
    await here.agent.get('/api/work/audits.xlsx').expect(200);
    await here.agent.get('/api/work/bookings.xlsx').expect(200);
    await here.agent.get('/api/work/cases.xlsx').query({ sort: 'colour' }).expect(400);
  });
});
