import type { Member } from '#database/entities/member.entity';
import type { DeadlineKind, StatedDeadline } from '#domain/deadlines/deadline';
import { DeadlinesService, type DeadlineSubject } from '#features/deadlines/deadlines.service';
import { makeApproval, makeDetermination, makeEntry, makeProject } from '../support/make-campaign.js';
import { makeApplication, makeSample } from '../support/make-case.js';
import { makeCbReport } from '../support/make-cb-report.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

const stated = (kind: DeadlineKind): StatedDeadline => ({
  kind,
  dueOn: '2026-12-18',
  basis: 'practice',
  rule: 'test',
  source: 'none',
  certainty: 'unverified',
  counted: { start: 'named' },
  isDisputed: false,
  isMet: false,
});

async function world() {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant });
  const product = await api.make.product({ client, name: 'Roadster', nameZh: '跑车' });
  const owner = await api.make.member({ tenant, name: 'Olga', role: 'owner' });
  const lena = await api.make.member({ tenant, name: 'Lena' });
  const otto = await api.make.member({ tenant, name: 'Otto' });
  return { tenant, client, product, owner, lena, otto };
}
type World = Awaited<ReturnType<typeof world>>;

/** Each kind of subject without news of its own, Lena's; its name and its page. */
const SUBJECTS: [string, DeadlineKind, (world: World) => Promise<{ subject: DeadlineSubject; label: string; path: string }>][] = [
  ['a factory', 'follow-up-inspection', async ({ tenant, client, product, lena }) => {
    const factory = await api.make.factory({ tenant, client, name: 'Lindau works' });
    await api.make.certificate({ client, product, factory, responsible: lena, contact: null });
    return { subject: { factoryId: factory.id }, label: 'Lindau works', path: `/factories/${factory.id}` };
  }],
  ['an entry of the watch', 'views-on-draft', async ({ tenant, lena }) => {
    const entry = await makeEntry(api, tenant, { responsibleId: lena.id, title: 'Draft of a rule' });
    return { subject: { entryId: entry.id }, label: 'Draft of a rule', path: `/changes/entries/${entry.id}` };
  }],
  ['a determination', 'determination-end', async ({ client, lena }) => {
    const determination = await makeDetermination(api, { client }, { responsibleId: lena.id, number: 'M-17' });
    return { subject: { determinationId: determination.id }, label: 'M-17', path: `/determinations/${determination.id}` };
  }],
  ['an approval', 'approval-audit', async ({ client, lena }) => {
    const project = await makeProject(api, { client }, { responsibleId: lena.id });
    const approval = await makeApproval(api, { client }, { projectId: project.id, title: 'Label' });
    return { subject: { approvalId: approval.id }, label: 'Label', path: `/projects/${project.id}?approval=${approval.id}` };
  }],
  ['a CB test report', 'cb-report', async ({ product, lena }) => {
    const report = await makeCbReport(api, product, { responsibleId: lena.id, number: 'DE1-71234' });
    return { subject: { cbReportId: report.id }, label: 'DE1-71234', path: `/products/${product.id}` };
  }],
  ['a sample', 'temporary-import', async ({ client, product, lena }) => {
    const application = await makeApplication(api, { client, product }, { ownerId: lena.id });
    const sample = await makeSample(api, { client, product }, { applicationId: application.id, label: 'Lamp 3' });
    return { subject: { sampleId: sample.id }, label: 'Lamp 3', path: `/cases/${application.id}` };
  }],
]; // prettier-ignore

async function owed(at: World, kind: DeadlineKind, of: DeadlineSubject): Promise<string> {
  await api.make.inside(at.tenant, () => api.app.get(DeadlinesService).restate(of, [stated(kind)]));
  const agent = await api.as(at.owner);
  return (await agent.get(`/api/deadlines?kind=${kind}`).expect(200)).body.items[0].id;
}
const disown = async (who: Member, id: string, status = 200) =>
  (await (await api.as(who)).post(`/api/deadlines/${id}/answers`).send({ answer: 'not-mine' }).expect(status)).body;
const notices = async (agent: Agent, query = '') =>
  (await agent.get(`/api/notices?limit=50${query}`).expect(200)).body.items as { kind: string; toName: string }[];

describe.each(SUBJECTS)('that the deadline of %s is not theirs', (_, kind, make) => {
  it('is told to who is responsible, by mail, with its name and its page', async () => {
    const at = await world();
    const { subject, label, path } = await make(at);
    const id = await owed(at, kind, subject);
    await disown(at.otto, id);
    const agent = await api.as(at.owner);
    expect(await notices(agent)).toEqual([
      expect.objectContaining({ kind: 'reminder-disowned', toName: 'Lena', deadlineId: id, label, path, state: 'planned' }), // prettier-ignore
    ]);
    expect(await notices(agent, `&deadlineId=${id}`)).toHaveLength(1);
  });

  it('is told to those who lead when the responsible says it, and the last one cannot say it', async () => {
    const at = await world();
    const { subject } = await make(at);
    const id = await owed(at, kind, subject);
    await disown(at.lena, id);
    expect((await notices(await api.as(at.owner))).map(({ toName }) => toName)).toEqual(['Olga']);
    expect((await disown(at.owner, id, 409)).code).toBe('answer.nobody-left');
  });
});

it('nobody of another tenant is told, and none of its deadlines is answered from here', async () => {
  const [here, there] = [await world(), await world()];
  const entry = await makeEntry(api, there.tenant, { responsibleId: there.lena.id });
  const id = await owed(there, 'views-on-draft', { entryId: entry.id });
  await disown(here.otto, id, 404);
  await disown(there.otto, id);
  expect(await notices(await api.as(here.owner))).toEqual([]);
  expect(await notices(await api.as(here.owner), `&deadlineId=${id}`)).toEqual([]);
});
