import type { Client } from '#database/entities/client.entity';
import type { Certificate } from '#database/entities/certificate.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import pg from 'pg';
import { newId } from '#database/db';
import { roleUrl } from '#database/roles';
import { RuleBroken } from '#domain/errors';
import type { CampaignForecastView, CampaignFunnel } from '#features/campaigns/board.dto';
import type { CampaignPage } from '#features/campaigns/campaign-list.dto';
import type { CampaignView } from '#features/campaigns/campaigns.dto';
import type { CampaignMemberLine } from '#features/campaigns/members.dto';
import type { CampaignPreview } from '#features/campaigns/preview.dto';
import { CaseKeeper } from '#features/applications/case-keeper';
import { OpeningService } from '#features/applications/opening.service';
import { sweepCampaigns } from '#features/campaigns/campaign-sweep';
import { RunCampaign } from '#features/campaigns/run-campaign';
import type { Jobs } from '#platform/jobs/jobs';
import { makeFile } from '../support/make-case.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00+01:00' });
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => api.close());

/** A tenant with a client of one contact, and people of three roles. */
async function world() {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, legalName: 'Alpha Belts', country: 'CN' });
  await api.make.contact({ client, name: 'Anna', language: 'de' });
  const owner = await api.make.member({ tenant, role: 'owner', name: 'Lena' });
  const consultant = await api.make.member({ tenant, role: 'consultant', name: 'Mert' });
  const [lead, staff] = [await api.as(owner), await api.as(consultant)];
  return { tenant, client, owner, consultant, lead, staff };
}

let numbers = 0;
/** A declaration of the announcement, 1104 by kind B. */
async function declaration(client: Client, fields: Partial<Certificate> & { responsible?: Member } = {}) {
  const product = await api.make.product({ client, classCode: '1104', standard: 'GB 14166-2024', name: `Belt ${++numbers}` }); // prettier-ignore
  return api.make.certificate({
    ...{ client, product, contact: null, scheme: 'ccc-self-declaration-b', validUntil: null, issuedOn: '2024-05-01' },
    number: `DECL-${String(numbers).padStart(4, '0')}`,
    ...fields,
  });
}

const draft = (fields: object = {}) => ({
  name: 'Announcement 57',
  changeKey: 'samr-57-2025',
  caseKind: 'conversion',
  schemeKey: 'sdoc-to-ccc',
  deadlineOn: '2026-12-31',
  ownerRule: { by: 'responsible' },
  ...fields,
});

const create = async (agent: Agent, fields: object = {}): Promise<CampaignView> =>
  (await agent.post('/api/campaigns').send(draft(fields)).expect(201)).body as CampaignView;

const get = async <T>(agent: Agent, path: string): Promise<T> => (await agent.get(path).expect(200)).body as T;

const start = async (agent: Agent, { id, version }: CampaignView) =>
  agent.post(`/api/campaigns/${id}/start`).send({ version });

const work = (tenant: Tenant, { id }: { id: string }) => api.app.get(RunCampaign).run(tenant.id, id);

async function started(lead: Agent, tenant: Tenant, fields: object = {}): Promise<CampaignView> {
  const campaign = await create(lead, fields);
  expect((await start(lead, campaign)).status).toBe(202);
  await work(tenant, campaign);
  return get<CampaignView>(lead, `/api/campaigns/${campaign.id}`);
}

const members = async (agent: Agent, { id }: { id: string }, query = '') =>
  (await get<{ items: CampaignMemberLine[] }>(agent, `/api/campaigns/${id}/members${query}`)).items;

const funnel = (agent: Agent, { id }: { id: string }) => get<CampaignFunnel>(agent, `/api/campaigns/${id}/funnel`);

describe('a campaign is written down as a draft', () => {
  it('and shows who would be a member, without making anything', async () => {
    const { client, lead, tenant, consultant } = await world();
    await declaration(client, { responsible: consultant });
    await declaration(client);
    const replaced = await declaration(client);
    await api.make.certificate({ client, contact: null, number: 'NEW-1', replacesId: replaced.id });
    const campaign = await create(lead, {
      documents: [{ stageKey: 'inventory', title: 'List of declarations' }],
      documentsDueOn: '2026-12-05',
      letter: { en: { subject: 'Convert by {{deadline}}', body: 'Dear {{contact}}' } },
    });
    expect(campaign).toMatchObject({
      state: 'draft',
      instrument: 'SAMR Announcement 57 of 2025',
      cancelsDeclaration: true,
      membersTotal: 0,
      schemeNames: { en: 'Conversion of a self-declaration into a CCC certificate (2026)' },
      excuseGrounds: [expect.objectContaining({ key: 'out-of-production', certainty: 'official' })],
    });
    const preview = await get<CampaignPreview>(lead, `/api/campaigns/${campaign.id}/preview`);
    expect(preview).toEqual({
      counts: { hit: 2, unknown: 0, notHit: 2, converted: 1, withCase: 0, withoutCertificate: 0 },
      clients: [{ clientId: client.id, clientName: 'Alpha Belts', clientNameZh: null, hit: 2, unknown: 0, readers: 1 }],
      clientCount: 1,
      owners: expect.arrayContaining([
        { memberId: consultant.id, name: 'Mert', cases: 1 },
        { memberId: null, name: null, cases: 1 },
      ]),
      letters: { letters: 1, readers: 1, clientsWithoutContact: 0 },
      cases: 2,
      requests: 2,
      overlaps: [],
      faults: [],
    });
    const made = await api.look('select 1 from applications where tenant_id = $1', [tenant.id]);
    expect(made).toEqual([]);
    const { items } = await get<{ items: unknown[] }>(lead, '/api/campaigns?state=draft');
    expect(items).toEqual([expect.objectContaining({ id: campaign.id, name: 'Announcement 57', state: 'draft' })]);
  });

  it.each<[string, object, string, string]>([
    ['no source', { changeKey: undefined }, 'changeKey', 'one-source'],
    ['two sources', { filter: {} }, 'changeKey', 'one-source'],
    ['a deadline behind us', { deadlineOn: '2026-11-19' }, 'deadlineOn', 'deadline-behind'],
    ['cases without a procedure', { schemeKey: null }, 'schemeKey', 'scheme-needed'],
    ['a procedure of another kind', { schemeKey: 'ccc-change' }, 'schemeKey', 'scheme-not-of-kind'],
    ['a procedure without cases', { caseKind: null }, 'schemeKey', 'not-taken'],
    ['documents without cases', { caseKind: null, schemeKey: null, documents: [{ stageKey: 'inventory', title: 'List' }] }, 'documents', 'not-taken'], // prettier-ignore
    ['documents without a day', { documents: [{ stageKey: 'inventory', title: 'List' }] }, 'documentsDueOn', 'day-needed'], // prettier-ignore
    ['documents due after the deadline', { documentsDueOn: '2027-01-01' }, 'documentsDueOn', 'documents-due-range'],
    ['documents due before today', { documentsDueOn: '2026-11-19' }, 'documentsDueOn', 'documents-due-range'],
    ['a document of another procedure’s stage', { documentsDueOn: '2026-12-01', documents: [{ stageKey: 'type-test', title: 'X' }] }, 'documents.0.stageKey', 'unknown-stage'], // prettier-ignore
    ['an owner rule without its member', { ownerRule: { by: 'member' } }, 'ownerRule.memberId', 'member-needed'],
    ['an owner rule without its members', { ownerRule: { by: 'fewest' } }, 'ownerRule.memberIds', 'member-needed'],
    ['an owner rule with a member that it does not use', { ownerRule: { by: 'fewest', memberIds: [newId()], memberId: newId() } }, 'ownerRule.memberId', 'not-taken'], // prettier-ignore
    ['an owner rule with members that it does not use', { ownerRule: { by: 'responsible', memberIds: [newId()] } }, 'ownerRule.memberIds', 'not-taken'], // prettier-ignore
    ['a letter in no language', { letter: {} }, 'letter', 'language-needed'],
    ['a letter with an unknown merge field', { letter: { de: { subject: 'Frist', body: 'Liebe {{nickname}}' } } }, 'letter.de.body', 'unknown-merge-field'], // prettier-ignore
  ])('but not with %s', async (_, fields, field, code) => {
    const { lead } = await world();
    const { body } = await lead.post('/api/campaigns').send(draft(fields)).expect(400);
    const { errors } = body as { errors: { field: string; code: string; allowed: string }[] };
    expect(errors).toEqual([expect.objectContaining({ field, code, allowed: expect.stringMatching(/./) as string })]);
  });

  it('but not for an announcement that nobody can be matched to, nor for one that is not there', async () => {
    const { lead } = await world();
    const refused = await lead
      .post('/api/campaigns')
      .send(draft({ changeKey: 'rules-2025-parts-draft' }))
      .expect(409);
    expect(refused.body).toMatchObject({ code: 'regulatory-change.not-matchable', facts: { why: 'draft' } });
    await lead
      .post('/api/campaigns')
      .send(draft({ changeKey: 'nothing' }))
      .expect(404);
    await lead
      .post('/api/campaigns')
      .send(draft({ changeKey: undefined, entryId: newId() }))
      .expect(404);
  });

  it('but not with an owner of the rule who is not of the team', async () => {
    const { lead, client, tenant } = await world();
    const guest = await api.make.member({ tenant, client });
    const viewer = await api.make.member({ tenant, role: 'viewer' });
    const stranger = await api.make.member();
    const by = (memberId: string) => lead.post('/api/campaigns').send(draft({ ownerRule: { by: 'member', memberId } }));
    expect((await by(stranger.id).expect(404)).body).toMatchObject({ code: 'not-found' });
    for (const { id, role } of [guest, viewer])
      expect((await by(id).expect(409)).body).toMatchObject({
        code: 'application.owner-may-not-edit',
        facts: { role },
      });
  });

  it('once for an announcement while one is open; the other is named', async () => {
    const { lead, client, tenant } = await world();
    await declaration(client);
    const first = await create(lead);
    const named = { campaignId: first.id, name: 'Announcement 57' };
    const again = await lead
      .post('/api/campaigns')
      .send(draft({ name: 'Once more' }))
      .expect(409);
    expect(again.body).toMatchObject({ code: 'campaign.already-open', facts: { ...named, state: 'draft' } });
    await start(lead, first);
    await work(tenant, first);
    const later = await lead.post('/api/campaigns').send(draft()).expect(409);
    expect(later.body).toMatchObject({ code: 'campaign.already-open', facts: { ...named, state: 'running' } });
    const { version } = await get<CampaignView>(lead, `/api/campaigns/${first.id}`);
    await lead.post(`/api/campaigns/${first.id}/closing`).send({ version }).expect(200);
    await create(lead, { name: 'Once more' });
  });

  it('once for a filter and a kind of case while one is open, however the filter is written', async () => {
    const { lead } = await world();
    const filter = { scheme: ['ccc-self-declaration-b'], kind: 'self-declaration' };
    const first = await create(lead, { changeKey: undefined, filter });
    const again = { kind: 'self-declaration', scheme: ['ccc-self-declaration-b'] };
    const refused = await lead.post('/api/campaigns').send(draft({ name: 'Once more', changeKey: undefined, filter: again })).expect(409); // prettier-ignore
    expect(refused.body).toMatchObject({
      code: 'campaign.already-open',
      facts: { campaignId: first.id, name: 'Announcement 57', state: 'draft' },
    });
    const letters = { caseKind: null, schemeKey: null, changeKey: undefined, filter };
    await create(lead, letters);
    await lead.post('/api/campaigns').send(draft(letters)).expect(409);
    await create(lead, { changeKey: undefined, filter: { kind: 'self-declaration' } });
  });

  it('and may be changed and thrown away', async () => {
    const { lead, staff } = await world();
    const campaign = await create(staff);
    const edited = await staff.patch(`/api/campaigns/${campaign.id}`).send({ version: 1, name: 'The sixteen', note: 'Start with belts' }).expect(200); // prettier-ignore
    expect(edited.body).toMatchObject({ name: 'The sixteen', note: 'Start with belts', version: 2 });
    await lead.patch(`/api/campaigns/${campaign.id}`).send({ version: 1, name: 'Mine' }).expect(409);
    await staff.patch(`/api/campaigns/${campaign.id}`).send({ version: 2, deadlineOn: '2026-01-01' }).expect(400);
    await staff.delete(`/api/campaigns/${campaign.id}`).expect(204);
    await staff.get(`/api/campaigns/${campaign.id}`).expect(404);
    await create(staff);
  });

  it('with a history, which stays told once it is thrown away', async () => {
    const { staff, tenant } = await world();
    const { id } = await create(staff);
    await staff.patch(`/api/campaigns/${id}`).send({ version: 1, name: 'The sixteen' }).expect(200);
    const history = await get<{ items: { what: string; facts: { name: string } }[] }>(staff, `/api/events?campaignId=${id}`); // prettier-ignore
    expect(history.items.map(({ what }) => what)).toEqual(['campaign.edited', 'campaign.drafted']);
    await staff.delete(`/api/campaigns/${id}`).expect(204);
    const left = await api.look(`select what, campaign_id from events where tenant_id = $1 and what like 'campaign.%' order by at, id`, [tenant.id]); // prettier-ignore
    expect(left).toEqual([
      { what: 'campaign.drafted', campaign_id: null },
      { what: 'campaign.edited', campaign_id: null },
      { what: 'campaign.discarded', campaign_id: null },
    ]);
  });
});

describe('the start of a campaign', () => {
  it('is refused without members, naming how many are not decided', async () => {
    const { lead } = await world();
    const campaign = await create(lead);
    const { status, body } = await start(lead, campaign);
    expect([status, body]).toEqual([
      409,
      expect.objectContaining({ code: 'campaign.no-members', facts: { unknown: 0 } }),
    ]);
    expect(await get(lead, `/api/campaigns/${campaign.id}`)).toMatchObject({ state: 'draft', version: 1 });
  });

  it('is refused where the kind of case does not fit the members, naming them', async () => {
    const { lead, client } = await world();
    await declaration(client);
    const { number } = await api.make.certificate({ client, number: 'CCC-1', contact: null });
    const campaign = await create(lead, { changeKey: undefined, filter: {} });
    const { status, body } = await start(lead, campaign);
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'campaign.kind-does-not-fit',
      facts: { kind: 'conversion', scheme: 'sdoc-to-ccc', count: 1, numbers: [number] },
    });
  });

  it('is refused once the deadline is behind us', async () => {
    const { lead, client } = await world();
    await declaration(client);
    const campaign = await create(lead);
    await api.look(`update campaigns set deadline_on = '2026-11-19' where id = $1`, [campaign.id]);
    const { body } = await start(lead, campaign);
    expect(body).toMatchObject({
      code: 'campaign.deadline-behind',
      facts: { deadlineOn: '2026-11-19', today: '2026-11-20' },
    });
  });

  it('is refused where another one converts the very same certificates; a preview names it before anything is sent', async () => {
    const { lead, client, tenant } = await world();
    await declaration(client);
    await declaration(client);
    const first = await started(lead, tenant);
    const filter = { changeKey: undefined, filter: { kind: 'self-declaration' } };
    const second = await create(lead, { name: 'Once more', ...filter });
    const preview = () => get<CampaignPreview>(lead, `/api/campaigns/${second.id}/preview`);
    const other = { campaignId: first.id, name: 'Announcement 57', state: 'running' };
    const overlap = { ...other, caseKind: 'conversion', deadlineOn: '2026-12-31', members: 2 };
    const fault = { code: 'campaign.already-open', facts: other };
    expect(await preview()).toMatchObject({ overlaps: [overlap], faults: [fault] });
    const refused = await start(lead, second);
    expect([refused.status, refused.body]).toEqual([409, expect.objectContaining(fault)]);
    // One more that the first does not have: now there is something to do, and what is shared is told.
    await declaration(client);
    expect(await preview()).toMatchObject({ counts: { hit: 3 }, overlaps: [overlap], faults: [] });
    const letters = await create(lead, { name: 'News', ...filter, caseKind: null, schemeKey: null });
    expect(await get<CampaignPreview>(lead, `/api/campaigns/${letters.id}/preview`)).toMatchObject({
      overlaps: [overlap],
      faults: [],
    });
  });

  it('waits while another one of its kind lists its members', async () => {
    const { lead, client } = await world();
    await declaration(client);
    const first = await create(lead);
    expect((await start(lead, first)).status).toBe(202);
    const second = await create(lead, { name: 'Once more', changeKey: undefined, filter: { kind: 'self-declaration' } }); // prettier-ignore
    const refused = await start(lead, second);
    expect(refused.body).toMatchObject({
      code: 'campaign.other-being-listed',
      facts: { campaignId: first.id, name: 'Announcement 57', state: 'creating' },
    });
  });

  it('belongs to those who lead', async () => {
    const { lead, staff, client, tenant } = await world();
    await declaration(client);
    const campaign = await create(staff);
    expect((await start(staff, campaign)).status).toBe(403);
    const guest = await api.as(await api.make.member({ tenant, client }));
    await guest.get('/api/campaigns').expect(403);
    await api.nobody().get('/api/campaigns').expect(401);
    expect((await start(lead, campaign)).status).toBe(202);
  });

  it('a second time is told and changes nothing', async () => {
    const { lead, client, tenant } = await world();
    await declaration(client);
    const campaign = await started(lead, tenant);
    const { status, body } = await start(lead, campaign);
    expect([status, body]).toEqual([
      409,
      expect.objectContaining({
        code: 'campaign.already-started',
        facts: { state: 'running', startedAt: expect.stringContaining('2026-11-20') as string },
      }),
    ]);
    await work(tenant, campaign);
    const [{ cases }] = await api.look<{ cases: number }>('select count(*)::int as cases from applications where tenant_id = $1', [tenant.id]) as [{ cases: number }]; // prettier-ignore
    expect(cases).toBe(1);
  });
});

describe('a started campaign', () => {
  it('opens a case for each member, asks for the documents and writes each client one letter in its language', async () => {
    const { lead, client, tenant, consultant, owner } = await world();
    const first = await declaration(client, { responsible: consultant });
    const second = await declaration(client);
    const campaign = await started(lead, tenant, {
      documents: [
        { stageKey: 'inventory', title: 'List of declarations', titleZh: '声明清单' },
        { stageKey: 'application', title: 'Authorisation', instructions: 'signed and stamped' },
      ],
      documentsDueOn: '2026-12-05',
      ownerRule: { by: 'responsible', memberId: owner.id },
      letter: {
        en: { subject: 'Convert', body: 'Dear {{contact}}' },
        de: { subject: '{{count}} Erklärungen', body: 'Guten Tag {{contact}}, bis {{deadline}}:\n{{certificates}}' },
      },
    });
    expect(campaign).toMatchObject({ state: 'running', membersTotal: 2, membersDone: 2, failure: null });
    const items = await members(lead, campaign);
    expect(
      items.map(({ certificateNumber, step, ownerName, todo }) => [certificateNumber, step, ownerName, todo]).sort(),
    ).toEqual([
      // prettier-ignore
      [first.number, 'open', 'Mert', 'convert'],
      [second.number, 'open', 'Lena', 'convert'],
    ]);
    const cases = await api.look(
      `select a.kind, a.scheme_key as scheme, a.wish_on::text as wish, u.certificate_id as certificate, a.created_by as maker,
         (select json_agg(json_build_array(q.stage_key, q.title, q.due_on) order by q.title) from document_requests q where q.application_id = a.id) as asked
       from applications a join application_units u on u.application_id = a.id where a.tenant_id = $1 order by certificate`,
      [tenant.id],
    );
    const asked = [['application', 'Authorisation', '2026-12-05'], ['inventory', 'List of declarations', '2026-12-05']]; // prettier-ignore
    const common = { kind: 'conversion', scheme: 'sdoc-to-ccc', wish: '2026-12-31', maker: owner.id, asked };
    expect(cases).toEqual([first.id, second.id].sort().map((certificate) => ({ ...common, certificate })));
    const names = [first, second].map(({ number }) => `Belt ${Number(number.slice(-4))}`);
    const letters = await api.look('select language, subject, body from campaign_letters where tenant_id = $1', [
      tenant.id,
    ]);
    expect(letters).toEqual([
      {
        language: 'de',
        subject: '2 Erklärungen',
        body: `Guten Tag Anna, bis 31. Dezember 2026:\n- ${first.number}, ${names[0]}, M-1\n- ${second.number}, ${names[1]}, M-1`,
      },
    ]);
    expect(await api.look(`select kind from notices where campaign_id = $1`, [campaign.id])).toEqual([
      { kind: 'campaign-letter' },
    ]);
  });

  it('takes an open case over, leaves what is converted, and lets one that fails not stop the others', async () => {
    const { lead, client, tenant } = await world();
    const [withCase, plain, bad] = [await declaration(client), await declaration(client), await declaration(client)];
    const units = [{ productId: withCase.productId, certificateId: withCase.id }];
    const open = await lead.post('/api/applications').send({ kind: 'conversion', schemeKey: 'sdoc-to-ccc', units }).expect(201); // prettier-ignore
    const { id: openId } = open.body as { id: string };
    const campaign = await create(lead);
    await start(lead, campaign);
    // Of another class by the time its case is made: that way is closed.
    await api.look(`update products set class_code = '1101' where id = $1`, [bad.productId]);
    await api.look(`update certificates set status = 'suspended' where id = $1`, [bad.id]);
    await work(tenant, campaign);
    const items = await members(lead, campaign);
    expect(items.map(({ certificateId }) => certificateId)).not.toContain(undefined);
    expect(items.find(({ certificateId }) => certificateId === withCase.id)).toMatchObject({ applicationId: openId });
    expect(items.find(({ certificateId }) => certificateId === plain.id)).toMatchObject({ step: 'open' });
    const [{ cases }] = (await api.look('select count(*)::int as cases from applications where tenant_id = $1', [tenant.id])) as [{ cases: number }]; // prettier-ignore
    expect(cases).toBe(2);
  });

  it('says why a case could not be made, and makes it once that is put right', async () => {
    const { lead, client, tenant, owner } = await world();
    const bad = await declaration(client);
    await declaration(client);
    const campaign = await create(lead, { ownerRule: { by: 'member', memberId: owner.id } });
    await start(lead, campaign);
    // Listed as one that must convert; by the time its case is made the declaration has ended.
    await api.make.inside(tenant, async () => {
      const { id } = campaign;
      await api.look(`update campaigns set members_total = 2 where id = $1`, [id]);
      for (const { clientId, id: certificateId, productId } of await api.look<{
        clientId: string;
        id: string;
        productId: string;
      }>(`select id, client_id as "clientId", product_id as "productId" from certificates where tenant_id = $1`, [
        tenant.id,
      ]))
        // prettier-ignore
        await api.look(
          `insert into campaign_members (tenant_id, id, campaign_id, client_id, certificate_id, product_id, step, step_since, todo, created_at)
           values ($1, $2, $3, $4, $5, $6, 'planned', '2026-11-20', 'convert', now())`,
          [tenant.id, newId(), id, clientId, certificateId, productId],
        );
      await api.look(`update certificates set status = 'expired' where id = $1`, [bad.id]);
    });
    await work(tenant, campaign);
    const [failed] = await members(lead, campaign, '?step=failed');
    expect(failed).toMatchObject({
      certificateId: bad.id,
      applicationId: null,
      failure: {
        code: 'application.certificate-not-live',
        facts: expect.objectContaining({ status: 'expired', number: bad.number }) as object,
      },
    });
    expect(await funnel(lead, campaign)).toMatchObject({ members: 2, counts: { failed: 1, open: 1 } });
    const path = `/api/campaigns/${campaign.id}/members/${failed!.id}/retry`;
    expect((await lead.post(path).expect(200)).body).toMatchObject({ step: 'failed' });
    await api.look(`update certificates set status = 'valid' where id = $1`, [bad.id]);
    expect((await lead.post(path).expect(200)).body).toMatchObject({ step: 'open', failure: null });
    expect((await lead.post(path).expect(409)).body).toMatchObject({ code: 'campaign.not-failed' });
  });

  it('takes the case that somebody opens by hand for a failed member', async () => {
    const { lead, client, tenant } = await world();
    const declared = await declaration(client);
    jest.spyOn(api.app.get(OpeningService), 'open').mockRejectedValueOnce(new RuleBroken('plan.route-closed'));
    const campaign = await started(lead, tenant);
    expect(await members(lead, campaign)).toEqual([
      expect.objectContaining({ step: 'failed', failure: { code: 'plan.route-closed', facts: {} } }),
    ]);
    const units = [{ productId: declared.productId, certificateId: declared.id }];
    const opened = await lead.post('/api/applications').send({ kind: 'conversion', schemeKey: 'sdoc-to-ccc', units }).expect(201); // prettier-ignore
    const { id: applicationId } = opened.body as { id: string };
    expect(await members(lead, campaign)).toEqual([
      expect.objectContaining({ step: 'open', failure: null, applicationId }),
    ]);
  });

  it('is made one by one where a portion fails for a reason nobody foresaw, and names the one at fault', async () => {
    const { lead, client, tenant } = await world();
    const declared = [await declaration(client), await declaration(client), await declaration(client)];
    const opening = api.app.get(OpeningService);
    jest.spyOn(api.app.get(CaseKeeper), 'keepingOnce').mockRejectedValueOnce(new Error('a plan without an end'));
    const open = opening.open.bind(opening);
    jest.spyOn(opening, 'open').mockImplementation(async (input) => {
      const id = await open(input);
      if (input.units[0]!.certificateId === declared[1]!.id) throw new Error('nobody foresaw this');
      return id;
    });
    const campaign = await started(lead, tenant);
    expect(campaign).toMatchObject({ state: 'running', membersTotal: 3, membersDone: 3 });
    const [failed, ...others] = await members(lead, campaign);
    expect(failed).toMatchObject({ step: 'failed', certificateId: declared[1]!.id, failure: { code: 'campaign.unexpected' } }); // prettier-ignore
    expect(others.map(({ step }) => step)).toEqual(['open', 'open']);
    const cases = await api.look('select stage_key as stage, turn from applications where tenant_id = $1', [tenant.id]);
    expect(cases).toEqual([
      { stage: 'inventory', turn: 'consultancy' },
      { stage: 'inventory', turn: 'consultancy' },
    ]);
  });

  it('gives each case to the one with the fewest open ones', async () => {
    const { lead, client, tenant, owner, consultant } = await world();
    for (let at = 0; at < 4; at += 1) await declaration(client);
    const campaign = await started(lead, tenant, {
      ownerRule: { by: 'fewest', memberIds: [owner.id, consultant.id] },
    });
    const names = (await members(lead, campaign)).map(({ ownerName }) => ownerName).sort();
    expect(names).toEqual(['Lena', 'Lena', 'Mert', 'Mert']);
  });
});

describe('how far a campaign is', () => {
  it('follows from cases, documents and declarations, step by step, and adds up', async () => {
    const { lead, client, tenant } = await world();
    const declared = await declaration(client);
    await declaration(client);
    const campaign = await started(lead, tenant, {
      documents: [{ stageKey: 'inventory', title: 'List of declarations' }],
      documentsDueOn: '2026-12-05',
    });
    const one = async () => (await members(lead, campaign)).find(({ certificateId }) => certificateId === declared.id)!;
    const { applicationId } = await one();
    const act = async (move: object) => {
      const { version } = await get<{ version: number }>(lead, `/api/applications/${applicationId}`);
      await lead
        .post(`/api/applications/${applicationId}/moves`)
        .send({ version, ...move })
        .expect(201);
    };
    const [{ id: requestId }] = (await api.look('select id from document_requests where application_id = $1', [applicationId])) as [{ id: string }]; // prettier-ignore
    const { id: fileId } = await makeFile(api, client);
    await lead.post(`/api/document-requests/${requestId}/versions`).send({ fileId }).expect(201);
    expect((await one()).step).toBe('documents-in');
    await act({ act: 'submit' });
    expect((await one()).step).toBe('filed');
    const counts = (await funnel(lead, campaign)).counts;
    expect(counts).toEqual({ planned: 0, open: 1, told: 0, documentsIn: 0, filed: 1, certified: 0, finished: 0, excused: 0, failed: 0 }); // prettier-ignore
    await act({ act: 'withdraw', reason: 'merged' });
    expect(await one()).toMatchObject({ step: 'failed', failure: null, applicationStatus: 'withdrawn' });
    const product = { productId: declared.productId, scheme: 'ccc', number: '2026011104000001', issuedOn: '2026-11-19', validUntil: '2031-11-18' }; // prettier-ignore
    await lead
      .post('/api/certificates')
      .send({ ...product, replacesId: declared.id })
      .expect(201);
    expect((await one()).step).toBe('certified');
    await lead.post(`/api/certificates/${declared.id}/cancellation`).send({}).expect(201);
    expect((await one()).step).toBe('finished');
    const all = await funnel(lead, campaign);
    expect(all.members).toBe(Object.values(all.counts).reduce((sum, count) => sum + count, 0));
    expect(all).toMatchObject({ members: 2, counts: { finished: 1, open: 1 }, clientCount: 1 });
    expect(all.clients).toEqual([
      { clientId: client.id, clientName: 'Alpha Belts', clientNameZh: null, members: 2, counts: all.counts },
    ]);
  });

  it('lists the laggards first, by page, and finds by step, client and words', async () => {
    const { lead, client, tenant } = await world();
    const other = await api.make.client({ tenant, legalName: 'Beta Lamps' });
    const [a, b] = [await declaration(client), await declaration(client)];
    const c = await declaration(other);
    const campaign = await started(lead, tenant);
    const set = (id: string, step: string, since: string) =>
      api.look(`update campaign_members set step = $2, step_since = $3 where campaign_id = $4 and certificate_id = $1`, [id, step, since, campaign.id]); // prettier-ignore
    await set(a.id, 'told', '2026-11-18');
    await set(b.id, 'told', '2026-11-10');
    await set(c.id, 'failed', '2026-11-20');
    const ids = (items: CampaignMemberLine[]) => items.map(({ certificateId }) => certificateId);
    expect(ids(await members(lead, campaign))).toEqual([c.id, b.id, a.id]);
    const page = await get<{ items: CampaignMemberLine[]; nextCursor: string }>(lead, `/api/campaigns/${campaign.id}/members?limit=2`); // prettier-ignore
    expect(ids(await members(lead, campaign, `?limit=2&cursor=${page.nextCursor}`))).toEqual([a.id]);
    expect(ids(await members(lead, campaign, '?step=told'))).toEqual([b.id, a.id]);
    expect(ids(await members(lead, campaign, `?clientId=${other.id}`))).toEqual([c.id]);
    expect(ids(await members(lead, campaign, `?q=${a.number}`))).toEqual([a.id]);
    expect(ids(await members(lead, campaign, '?q=beta'))).toEqual([c.id]);
    await lead.get(`/api/campaigns/${newId()}/members`).expect(404);
    await lead.get(`/api/campaigns/${campaign.id}/members?step=gone`).expect(400);
    await lead
      .get(`/api/campaigns/${campaign.id}/members.xlsx?language=zh`)
      .expect(200)
      .expect('content-type', /sheet/);
  });

  it('is told as a range once eight are finished, and says on what it rests before', async () => {
    const { lead, client, tenant } = await world();
    const declared = [];
    for (let at = 0; at < 10; at += 1) declared.push(await declaration(client));
    const campaign = await started(lead, tenant);
    const forecast = () => get<CampaignForecastView>(lead, `/api/campaigns/${campaign.id}/forecast`);
    expect(await forecast()).toMatchObject({ basis: 'unknown', verdict: 'unknown', members: 10, remaining: 10, lateOn: null }); // prettier-ignore
    await api.look(`update campaigns set started_at = '2026-11-07T09:00:00Z' where id = $1`, [campaign.id]);
    for (const { id } of declared.slice(0, 8))
      await api.look(`update campaign_members set step = 'finished', step_since = '2026-11-19' where certificate_id = $1`, [id]); // prettier-ignore
    // Fourteen days, eight finished, two left: 4 days; 8 +- 3.62 give 3 and 7.
    expect(await forecast()).toMatchObject({
      ...{ basis: 'pace', earlyOn: '2026-11-23', likelyOn: '2026-11-24', lateOn: '2026-11-27', counted: 8 },
      ...{ verdict: 'in-time', deadlineOn: '2026-12-31', remaining: 2 },
    });
    // The list tells the same of each campaign in one answer; of a draft there is nothing to tell.
    await create(lead, { name: 'Draft', changeKey: undefined, filter: { kind: 'self-declaration' } });
    const list = await get<CampaignPage>(lead, '/api/campaigns');
    const counts = { planned: 0, open: 2, told: 0, documentsIn: 0, filed: 0, certified: 0, finished: 8, excused: 0, failed: 0 }; // prettier-ignore
    const range = { basis: 'pace', earlyOn: '2026-11-23', likelyOn: '2026-11-24', lateOn: '2026-11-27', counted: 8, verdict: 'in-time' }; // prettier-ignore
    expect(list.items.map((line) => [line.name, line.counts, line.forecast])).toEqual([
      ['Draft', null, null],
      ['Announcement 57', counts, range],
    ]);
    expect((await forecast()).weeks.map((week) => week.members)).toEqual([0, 0, 0, 0, 0, 0, 0, 8]);
  });
});

describe('a campaign that nobody works on', () => {
  const rung = async () => {
    const bells: { tenantId: string; campaignId: string }[] = [];
    const sweep = new pg.Pool({
      connectionString: roleUrl(api.config.databaseUrl, api.config.secret, 'sweep'),
      max: 1,
    });
    const ring = (_name: string, data: object) => Promise.resolve(void bells.push(data as (typeof bells)[number]));
    await sweepCampaigns(sweep, { ring: ring as Jobs['ring'] }, api.clock);
    await sweep.end();
    return bells;
  };
  const isRung = async ({ id }: CampaignView) => (await rung()).some(({ campaignId }) => campaignId === id);
  const set = ({ id }: CampaignView, sql: string) => api.look(`update campaigns set ${sql} where id = $1`, [id]);

  it('is rung for while it is being made and its lease has ended, and then left to one worker', async () => {
    const { lead, client, tenant } = await world();
    await declaration(client);
    const campaign = await create(lead);
    expect(await isRung(campaign)).toBe(false);
    await start(lead, campaign);
    expect(await isRung(campaign)).toBe(true);
    await set(campaign, `leased_until = '2026-11-20T08:02:00Z'`);
    expect(await isRung(campaign)).toBe(false);
    await work(tenant, campaign);
    expect(await members(lead, campaign)).toEqual([]);
    await set(campaign, `leased_until = '2026-11-20T07:59:00Z'`);
    expect(await isRung(campaign)).toBe(true);
    await Promise.all([work(tenant, campaign), work(tenant, campaign)]);
    expect(await members(lead, campaign)).toHaveLength(1);
    expect(await get(lead, `/api/campaigns/${campaign.id}/progress`)).toMatchObject({
      state: 'running',
      membersDone: 1,
    });
    expect(await isRung(campaign)).toBe(false);
  });

  it('is counted anew every hour, so that what nobody told of shows', async () => {
    const { lead, client, tenant } = await world();
    const declared = await declaration(client);
    await api.make.certificate({ client, contact: null, number: `NEW-${declared.number}` });
    const campaign = await started(lead, tenant);
    await api.look(`update certificates set replaces_id = $1 where number = $2`, [
      declared.id,
      `NEW-${declared.number}`,
    ]);
    expect((await funnel(lead, campaign)).counts).toMatchObject({ open: 1, certified: 0 });
    await set(campaign, `recounted_at = '2026-11-20T07:00:00Z'`);
    expect(await isRung(campaign)).toBe(true);
    await work(tenant, campaign);
    expect((await funnel(lead, campaign)).counts).toMatchObject({ open: 0, certified: 1 });
    expect(await isRung(campaign)).toBe(false);
  });

  it('goes back to a draft, and says so, where nobody is hit any more by the time its members are listed', async () => {
    const { lead, client, tenant } = await world();
    const { id } = await declaration(client);
    const campaign = await create(lead);
    await start(lead, campaign);
    await api.look(`update certificates set status = 'cancelled' where id = $1`, [id]);
    await work(tenant, campaign);
    expect(await get(lead, `/api/campaigns/${campaign.id}`)).toMatchObject({
      ...{ state: 'draft', startedAt: null, membersTotal: 0 },
      failure: { code: 'campaign.no-members' },
    });
  });
});

describe('an excuse', () => {
  it('carries its ground, leaves the funnel whole and can be taken back', async () => {
    const { lead, client, tenant, staff } = await world();
    await declaration(client);
    const campaign = await started(lead, tenant);
    const [{ id, version, applicationId }] = (await members(lead, campaign)) as [CampaignMemberLine];
    const path = `/api/campaigns/${campaign.id}/members/${id}/excuse`;
    const unknown = await staff.post(path).send({ version, ground: 'too-late' }).expect(400);
    expect(unknown.body).toMatchObject({ errors: [{ field: 'ground', allowed: 'out-of-production, other' }] });
    expect((await staff.post(path).send({ version, ground: 'other' }).expect(400)).body).toMatchObject({
      errors: [{ field: 'reason', code: 'reason-needed' }],
    });
    const excused = await staff
      .post(path)
      .send({ version, ground: 'out-of-production', withdrawsCase: true })
      .expect(200);
    expect(excused.body).toMatchObject({
      ...{ step: 'excused', excuseGround: 'out-of-production', excuseReason: null, excusedByName: 'Mert' },
      applicationStatus: 'withdrawn',
    });
    expect(await funnel(lead, campaign)).toMatchObject({ members: 1, counts: { excused: 1, open: 0 } });
    const history = await get<{ items: { what: string; facts: object }[] }>(lead, `/api/events?campaignId=${campaign.id}`); // prettier-ignore
    expect(history.items.find(({ what }) => what === 'campaign.member-excused')?.facts).toMatchObject({
      ground: 'out-of-production',
      names: { en: expect.any(String), de: expect.any(String), zh: expect.stringMatching(/停产|不再生产/) },
    });
    await staff.post(path).send({ version, ground: 'out-of-production' }).expect(409);
    const { version: now } = excused.body as CampaignMemberLine;
    const back = await staff.delete(`${path}?version=${now}`).expect(200);
    expect(back.body).toMatchObject({ step: 'failed', excuseGround: null, excusedByName: null, applicationId });
    const again = await staff.post(`/api/campaigns/${campaign.id}/members/${id}/retry`).expect(200);
    expect(again.body).toMatchObject({ step: 'open' });
    expect((again.body as CampaignMemberLine).applicationId).not.toBe(applicationId);
  });

  it('is not given in a campaign that is closed', async () => {
    const { lead, client, tenant } = await world();
    await declaration(client);
    const campaign = await started(lead, tenant);
    const [{ id, version }] = (await members(lead, campaign)) as [CampaignMemberLine];
    await lead.post(`/api/campaigns/${campaign.id}/closing`).send({ version: campaign.version }).expect(200);
    const refused = await lead.post(`/api/campaigns/${campaign.id}/members/${id}/excuse`).send({ version, ground: 'out-of-production' }); // prettier-ignore
    expect([refused.status, refused.body]).toEqual([409, expect.objectContaining({ code: 'campaign.not-running' })]);
    const late = await lead.post(`/api/campaigns/${campaign.id}/closing`).send({ version: campaign.version + 1 });
    expect(late.body).toMatchObject({ code: 'campaign.not-running', facts: { state: 'closed' } });
  });
});
