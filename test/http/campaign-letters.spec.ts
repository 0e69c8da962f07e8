import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignMember } from '#database/entities/campaign-member.entity';
import type { Campaign } from '#database/entities/campaign.entity';
import type { Certificate } from '#database/entities/certificate.entity';
import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { letterTemplate } from '#features/campaigns/letter-templates';
import { makeCampaign, makeCampaignMember, makeLetter } from '../support/make-campaign.js';
import { makeApplication, makeRequest } from '../support/make-case.js';
import { readPdf, type Pdf } from '../support/pdf-text.js';
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
  emma: Contact;
  wei: Contact;
  lead: Member;
  campaign: Campaign;
  declarations: Certificate[];
  members: CampaignMember[];
  agent: Agent;
}

const DOCUMENTS = [
  { stageKey: 'documents', title: 'Test report', titleZh: '检测报告' },
  { stageKey: 'documents', title: 'Wiring list', titleZh: null },
];

/** A client with declarations in a running campaign that has not written yet. */
async function aCampaign(count = 3, fields: Partial<Campaign> = {}): Promise<World> {
  const tenant = await api.make.tenant({ name: 'Jadebrücke Homologation', nameZh: '玉桥认证咨询' });
  const lead = await api.make.member({ tenant, name: 'Lena Weiss', role: 'owner' });
  const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd', legalNameZh: '凯斯特汽车有限公司', address: '1 Harbour Road\nCoventry CV1 2AB', country: 'GB' }); // prettier-ignore
  const emma = await api.make.contact({ client, name: 'Emma Carter', language: 'en' });
  const wei = await api.make.contact({ client, name: '魏明', language: 'zh' });
  const letter = letterTemplate('samr-57-2025', true);
  const campaign = await makeCampaign(api, tenant, { letter, documents: DOCUMENTS, createdBy: lead.id, ...fields });
  const factory = await api.make.factory({ tenant, client });
  const declarations: Certificate[] = [];
  const members: CampaignMember[] = [];
  for (let at = 0; at < count; at++) {
    const product = await api.make.product({ client, factory, name: 'Safety belt', nameZh: '汽车安全带', models: [`SA-${at}`] }); // prettier-ignore
    const declaration = await api.make.certificate({
      contact: emma, client, product, factory, number: `SDOC-202101110410${String(1000 + at)}`, scheme: 'ccc-self-declaration-a', validUntil: null }); // prettier-ignore
    declarations.push(declaration);
    members.push(await makeCampaignMember(api, campaign, { client, certificate: declaration }));
  }
  return { tenant, client, emma, wei, lead, campaign, declarations, members, agent: await api.as(lead) };
}

const at = ({ campaign }: World, path: string) => `/api/campaigns/${campaign.id}/${path}`;
const notices = ({ tenant }: World) =>
  api.look<{ kind: string; to: string; alone: string }>(
    `select n.kind, m.to_email as "to", m.alone_key as alone from notices n join mails m on m.tenant_id = n.tenant_id and m.id = n.mail_id
     where n.tenant_id = $1 order by n.kind, m.to_email`,
    [tenant.id],
  );
const binary = async (agent: Agent, path: string): Promise<Buffer> => {
  const { body, headers } = await agent.get(path).buffer(true).parse((res, done) => {
    const chunks: Buffer[] = [];
    res.on('data', (chunk: Buffer) => chunks.push(chunk));
    res.on('end', () => done(null, Buffer.concat(chunks)));
  }).expect(200); // prettier-ignore
  expect(headers['content-type']).toBe('application/pdf');
  return body as Buffer;
};
const textOf = (pdf: Pdf) => pdf.pages.map((runs) => runs.map(({ text }) => text).join(' ')).join('\n');
/** Kept for a person to look at, where one asks for it. */
const keep = (name: string, file: Buffer) => {
  if (process.env['KEEP_PDFS']) writeFileSync(join(process.env['KEEP_PDFS'], name), file);
};

describe('a letter before it is sent', () => {
  it('is shown as its readers will get it, with everything put in', async () => {
    const world = await aCampaign(2);
    const { body } = await world.agent.get(at(world, `letters/preview?clientId=${world.client.id}`)).expect(200);
    expect(body).toMatchObject({
      clientName: 'Kestrel Motors Ltd',
      language: 'en',
      subject: 'Announcement 57/2025: self-declarations of Kestrel Motors Ltd to be converted by 31 December 2026',
      readers: [{ contactId: world.emma.id, name: 'Emma Carter' }],
      members: 2,
      letterId: null,
    });
    expect(body.body).toContain('Dear Emma Carter,');
    expect(body.body).toContain(
      '- SDOC-2021011104101000, Safety belt, SA-0\n- SDOC-2021011104101001, Safety belt, SA-1',
    );
    expect(body.body).toContain('by 4 December 2026:\n\n- Test report\n- Wiring list');
    expect(body.body).toMatch(/Yours sincerely\nLena Weiss\nJadebrücke Homologation$/);
    expect(body.body).not.toContain('{{');
    expect(await notices(world)).toEqual([]);
  });

  it('is written in the reader’s own language, and in English where it is not written in it', async () => {
    const world = await aCampaign(1, { letter: { en: letterTemplate('samr-57-2025', true).en, zh: letterTemplate('samr-57-2025', true).zh } }); // prettier-ignore
    const preview = async (language: string) =>
      (await world.agent.get(at(world, `letters/preview?clientId=${world.client.id}&language=${language}`)).expect(200)).body; // prettier-ignore
    const zh = await preview('zh');
    expect(zh).toMatchObject({ language: 'zh', readers: [{ name: '魏明' }] });
    expect(zh.body).toContain('尊敬的魏明：');
    expect(zh.body).toContain('- 检测报告\n- Wiring list');
    expect(await preview('de')).toMatchObject({ language: 'en', readers: [{ name: 'Emma Carter' }] });
  });

  it('of a draft names who would be in it now', async () => {
    const world = await aCampaign(2, { state: 'draft', startedAt: null, createdDoneAt: null });
    await api.look('delete from campaign_members where campaign_id = $1', [world.campaign.id]);
    const converts = (at: number) => api.look(`update products set class_code = '1104' where id = $1`, [world.declarations[at]!.productId]); // prettier-ignore
    await Promise.all([converts(0), converts(1)]);
    const { body } = await world.agent.get(at(world, `letters/preview?clientId=${world.client.id}`)).expect(200);
    expect(body.members).toBe(2);
    expect(body.body).toContain('SDOC-2021011104101001');
    const stranger = await api.make.client({ tenant: world.tenant });
    await world.agent.get(at(world, `letters/preview?clientId=${stranger.id}`)).expect(404);
  });

  it('of a campaign without a letter there is none', async () => {
    const world = await aCampaign(1, { letter: null });
    const { body } = await world.agent.get(at(world, `letters/preview?clientId=${world.client.id}`)).expect(409);
    expect(body.code).toBe('campaign.no-letter');
  });

  it('begins with a text that fits its announcement', async () => {
    const { agent } = await aCampaign(0);
    const templateOf = async (query: string) => (await agent.get(`/api/campaign-letter-templates?${query}`).expect(200)).body; // prettier-ignore
    const own = await templateOf('changeKey=samr-57-2025&asksDocuments=true');
    expect(own.en).toEqual(letterTemplate('samr-57-2025', true).en);
    expect(own.fields).toContain('documentsDueOn');
    expect((await templateOf('changeKey=samr-57-2025')).de.body).not.toContain('{{documents}}');
    expect((await templateOf('')).zh).toEqual(letterTemplate('general', false).zh);
    await agent.get('/api/campaign-letter-templates?changeKey=no-such').expect(404);
  });

  it.each([
    ['{{clients}}', 'unknown-merge-field', '{{client}}'],
    ['Dear {{client', 'broken-merge-field', '{{client}}'],
    ['{{documents}}', 'no-value', '{{certificates}}'],
    ['all {{certificates}} of you', 'list-not-alone', 'a line of its own'],
  ])('with %s is refused when it is kept, naming what may stand there', async (body, code, allowed) => {
    const { agent } = await aCampaign(0, { changeKey: null, filter: { status: ['valid'] } });
    const draft = {
      ...{ name: 'C', changeKey: 'samr-57-2025', caseKind: null, deadlineOn: '2026-12-31', ownerRule: { by: 'responsible' } }, // prettier-ignore
      letter: { en: { subject: 'S', body } },
    };
    const { body: problem } = await agent.post('/api/campaigns').send(draft).expect(400);
    expect(problem.errors).toEqual([expect.objectContaining({ field: 'letter.en.body', code })]);
    expect(problem.errors[0].allowed).toContain(allowed);
  });
});

describe('a letter on paper', () => {
  it.each([
    ['en', 'Our reference', '20 November 2026', 'Yours sincerely'],
    ['de', 'Unser Zeichen', '20. November 2026', 'Mit freundlichen Grüßen'],
    ['zh', '文号', '2026年11月20日', '此致'],
  ] as const)('in %s stands under the tenant’s head, addressed to the client', async (language, ...said) => {
    const world = await aCampaign(12);
    const path = at(world, `letters/preview?clientId=${world.client.id}&language=${language}`);
    const { body: preview } = await world.agent.get(path).expect(200);
    const letter = await makeLetter(api, world.campaign, world.client, { language, subject: preview.subject, body: preview.body }); // prettier-ignore
    const file = await binary(world.agent, at(world, `letters/${letter.id}/letter.pdf`));
    keep(`letter-${language}.pdf`, file);
    const text = textOf(readPdf(file)).replaceAll(/\s+/g, '');
    for (const one of said) expect(text).toContain(one.replaceAll(' ', ''));
    expect(text).toContain('SDOC-2021011104101011');
    expect(text).toContain('CV12AB');
    expect(text).not.toContain('{{');
  });

  it('is the one that was written, whatever the campaign says by now', async () => {
    const world = await aCampaign(1);
    const letter = await makeLetter(api, world.campaign, world.client, { body: 'As it was.' });
    const { body: preview } = await world.agent
      .get(at(world, `letters/preview?clientId=${world.client.id}`))
      .expect(200);
    expect(preview).toMatchObject({ letterId: letter.id, body: 'As it was.' });
    const { body: list } = await world.agent.get(at(world, 'letters')).expect(200);
    expect(list.items).toMatchObject([{ id: letter.id, kind: 'letter', number: 1, sent: 0, planned: 0 }]);
    const { body: one } = await world.agent.get(at(world, `letters/${letter.id}`)).expect(200);
    expect(one).toMatchObject({ body: 'As it was.', mails: [] });
    expect((await world.agent.get(at(world, 'letters?kind=chase')).expect(200)).body.items).toEqual([]);
  });
});

describe('a chase', () => {
  const chase = async (world: World, body: object, status = 200) =>
    (await world.agent.post(at(world, 'chases')).send(body).expect(status)).body;

  it('names all that is open with a client in one mail for each reader, and nobody twice within the day', async () => {
    const world = await aCampaign(3);
    const [first, second, third] = world.members;
    const application = await makeApplication(api, { client: world.client, product: { id: world.declarations[0]!.productId } as never }); // prettier-ignore
    await makeRequest(api, application, { title: 'Test report', titleZh: '检测报告', dueOn: '2026-12-04' });
    await makeRequest(api, application, { title: 'Seen already', status: 'accepted' });
    await api.look(`update campaign_members set application_id = $1, step = 'told' where id = $2`, [application.id, first!.id]); // prettier-ignore
    await api.look(`update campaigns set cancels_declaration = true where id = $1`, [world.campaign.id]);
    await api.look(`update campaign_members set step = 'certified' where id = $1`, [second!.id]);
    await api.look(`update campaign_members set step = 'filed' where id = $1`, [third!.id]);

    const preview = await chase(world, { clientIds: [world.client.id], isPreview: true });
    expect(preview).toMatchObject({ isPreview: true, letterCount: 2, readers: 2, members: 2, skipped: [] });
    const english = preview.letters.find(({ language }: { language: string }) => language === 'en');
    expect(english.subject).toBe('Still open for 2: Announcement 57/2025, deadline 31 December 2026');
    expect(english.body).toBe(`Dear Emma Carter,

In the matter of Announcement 57/2025 we still need something from you for 2 certificates. The deadline is 31 December 2026, in 41 days.

- SDOC-2021011104101000, Safety belt: please hand in Test report (by 4 December 2026)
- SDOC-2021011104101001, Safety belt: the certificate is there; please cancel the self-declaration and tell us

Please see to it, or tell us what stands in the way. If something has crossed with this letter, we thank you for it.

Yours sincerely
Lena Weiss
Jadebrücke Homologation`);
    expect(await notices(world)).toEqual([]);

    const sent = await chase(world, { clientIds: [world.client.id], isPreview: false });
    expect(sent).toMatchObject({ isPreview: false, letterCount: 2, members: 2 });
    const promised = await notices(world);
    expect(promised.map(({ kind, to }) => [kind, to]).sort()).toEqual(
      [
        ['campaign-chase', world.emma.email],
        ['campaign-chase', world.wei.email],
      ].sort(),
    );
    expect(new Set(promised.map(({ alone }) => alone)).size).toBe(2);
    const again = await chase(world, { memberIds: [first!.id], isPreview: false });
    expect(again).toMatchObject({ letterCount: 0, skipped: [{ reason: 'written-lately', members: 1 }] });
    expect(await notices(world)).toHaveLength(2);
    const { body: members } = await world.agent.get(at(world, 'members')).expect(200);
    expect(members.items.filter(({ chasedAt }: { chasedAt: string | null }) => chasedAt !== null)).toHaveLength(2);
    const { body: history } = await world.agent.get(`/api/events?campaignId=${world.campaign.id}`).expect(200);
    expect(history.items.map(({ what }: { what: string }) => what)).toEqual(['campaign.chased']);
  });

  it('of two at once is written once', async () => {
    const world = await aCampaign(2);
    const results = await Promise.all(
      [1, 2, 3].map(() => chase(world, { clientIds: [world.client.id], isPreview: false })),
    );
    expect(results.map(({ letterCount }) => letterCount).sort()).toEqual([0, 0, 2]);
    expect(await notices(world)).toHaveLength(2);
  });

  it('passes over who has nothing open and who cannot be written to, and says so', async () => {
    const world = await aCampaign(1);
    await api.look(`update campaign_members set step = 'filed' where id = $1`, [world.members[0]!.id]);
    const silent = await api.make.client({ tenant: world.tenant, legalName: 'Silent Ltd' });
    await makeCampaignMember(api, world.campaign, { client: silent });
    const result = await chase(world, { clientIds: [world.client.id, silent.id], isPreview: false });
    expect(result.letters).toEqual([]);
    expect(result.skipped.map(({ clientName, reason }: Record<string, string>) => [clientName, reason])).toEqual([
      ['Kestrel Motors Ltd', 'nothing-open'],
      ['Silent Ltd', 'no-contact'],
    ]);
  });

  it('is for members or clients, of a running campaign', async () => {
    const world = await aCampaign(1, { state: 'closed' });
    await chase(world, { isPreview: true }, 400);
    await chase(world, { memberIds: [world.members[0]!.id], clientIds: [world.client.id], isPreview: true }, 400);
    expect((await chase(world, { clientIds: [world.client.id], isPreview: true }, 409)).code).toBe(
      'campaign.not-running',
    );
    const viewer = await api.as(await api.make.member({ tenant: world.tenant, role: 'viewer' }));
    await viewer
      .post(at(world, 'chases'))
      .send({ clientIds: [world.client.id], isPreview: true })
      .expect(403);
  });
});

describe('the report to the management of a client', () => {
  it.each([
    // prettier-ignore
    ['en', 'Weekly report: Announcement 57/2025', 'Of 32 certificates 5 are finished or excused.', 'Waits for', 'Filed (1; before: Documents in)'],
    [
      'de',
      'Wochenbericht: Announcement 57/2025',
      'Von 32 Zertifikaten sind 5 erledigt oder ausgenommen.',
      'Wartet auf',
      'Benachrichtigt (1; neu)',
    ],
    ['zh', '周报：Announcement 57/2025', '共32份证书，其中5份已完成或无需办理。', '等待', '已完成（2'],
  ] as const)(
    'in %s says how far it is, what changed, what is open with whose turn, and when it ends',
    async (language, ...said) => {
      const world = await aCampaign(32, { startedAt: new Date('2026-10-01T08:00:00Z') });
      const steps = ['finished', 'finished', 'finished', 'finished', 'excused', 'certified', 'filed', 'filed', 'documents-in', 'told', 'failed'] as const; // prettier-ignore
      // What it was before the week, and what it went through within it, is not where it came from.
      for (const step of ['open', 'documents-in', 'told'])
        await api.look(`update campaign_members set step = $1, step_since = $2 where id = $3`, [step, step === 'told' ? '2026-11-16' : '2026-11-05', world.members[7]!.id]); // prettier-ignore
      await api.look(`update campaign_members set step = 'planned', step_since = '2026-11-05' where id = $1`, [world.members[9]!.id]); // prettier-ignore
      for (const [index, step] of steps.entries())
        await api.look(
          `update campaign_members set step = $1, step_since = $2, expected_on = $3, excuse_ground = $4, excuse_reason = $5 where id = $6`,
          [
            ...[step, index % 2 ? '2026-11-17' : '2026-11-03', step === 'filed' ? '2026-12-15' : null],
            ...(step === 'excused' ? ['out-of-production', 'No longer made'] : [null, null]),
            world.members[index]!.id,
          ],
        );
      const application = await makeApplication(
        api,
        { client: world.client },
        { turn: 'body', turnSince: '2026-11-16' },
      );
      await api.look(`update campaign_members set application_id = $1 where id = $2`, [application.id, world.members[6]!.id]); // prettier-ignore
      const file = await binary(world.agent, at(world, `report.pdf?clientId=${world.client.id}&language=${language}`));
      keep(`report-${language}.pdf`, file);
      const text = textOf(readPdf(file)).replaceAll(/\s+/g, '');
      for (const one of said) expect(text).toContain(one.replaceAll(' ', ''));
      expect(text).toContain('SDOC-2021011104101031');
    },
  );

  it('of a client that is not in the campaign there is none', async () => {
    const world = await aCampaign(1);
    const stranger = await api.make.client({ tenant: world.tenant });
    await world.agent.get(at(world, `report.pdf?clientId=${stranger.id}`)).expect(404);
    await world.agent.get(at(world, 'report.pdf')).expect(400);
  });

  it('goes each week to the contacts chosen for it, as a whole list', async () => {
    const world = await aCampaign(1);
    const put = (readers: object[], status = 200) => world.agent.put(at(world, 'reports')).send({ readers }).expect(status); // prettier-ignore
    await put([{ contactId: world.emma.id }, { contactId: world.wei.id, weekday: 3 }]);
    const { body } = await put([{ contactId: world.wei.id, weekday: 5 }]);
    expect(body.items).toMatchObject([{ contactId: world.wei.id, weekday: 5, lastOn: null, clientName: 'Kestrel Motors Ltd' }]); // prettier-ignore
    expect((await world.agent.get(at(world, 'reports')).expect(200)).body).toEqual(body);
    await put([{ contactId: world.wei.id, weekday: 8 }], 400);
    await put([{ contactId: world.emma.id }, { contactId: world.emma.id }], 400);
    const stranger = await api.make.contact({ client: await api.make.client({ tenant: world.tenant }) });
    expect((await put([{ contactId: stranger.id }], 409)).body.code).toBe('campaign.client-without-members');
    await api.look(`update campaigns set state = 'closed' where id = $1`, [world.campaign.id]);
    expect((await put([], 409)).body.code).toBe('campaign.closed');
  });
});
