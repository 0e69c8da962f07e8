import type { Campaign } from '#database/entities/campaign.entity';
import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { CampaignLetters } from '#features/campaigns/campaign-letters';
import { letterTemplate } from '#features/campaigns/letter-templates';
import { ReportsService } from '#features/campaigns/reports.service';
import { MailCatcher, type OpenedMail } from '../../apps/local/src/mail-catcher.js';
import { makeCampaign, makeCampaignMember, makeReport } from '../support/make-campaign.js';
import { readPdf } from '../support/pdf-text.js';
import { startApi, type TestApi } from '../support/test-app.js';
import { workUntilQuiet } from '../support/test-worker.js';

/** Friday 20 November 2026, 10:01 in Berlin. */
const NOW = '2026-11-20T09:01:00Z';
const SOON = '2026-11-20T09:05:00Z';

let api: TestApi;
let catcher: MailCatcher;
beforeAll(async () => {
  api = await startApi({ clock: NOW });
  catcher = await MailCatcher.start();
});
afterAll(async () => {
  await catcher.stop();
  await api.close();
});
beforeEach(() => itIs(NOW));
afterEach(() => jest.restoreAllMocks());

const itIs = (instant: string) => void jest.spyOn(api.clock, 'now').mockReturnValue(new Date(instant));
const work = (clock = SOON) => workUntilQuiet(api, { clock, smtpUrl: catcher.smtpUrl });
const inbox = async (email: string): Promise<OpenedMail[]> => {
  const mails = catcher.mails().filter(({ to }) => to.includes(email));
  return Promise.all(mails.map(async ({ id }) => (await catcher.open(id))!));
};

interface World {
  tenant: Tenant;
  client: Client;
  emma: Contact;
  wei: Contact;
  lead: Member;
  campaign: Campaign;
}

async function aCampaign(): Promise<World> {
  const tenant = await api.make.tenant({ name: 'Jadebrücke', nameZh: '玉桥' });
  const lead = await api.make.member({ tenant, name: 'Lena Weiss', role: 'owner' });
  const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd', country: 'DE' });
  const emma = await api.make.contact({ client, name: 'Emma Carter', language: 'en', timeZone: 'Europe/Berlin' });
  const wei = await api.make.contact({ client, name: '魏明', language: 'zh', timeZone: 'Asia/Shanghai' });
  const campaign = await makeCampaign(api, tenant, {
    letter: letterTemplate('samr-57-2025', false),
    createdBy: lead.id,
    createdAt: new Date('2026-11-18T08:00:00Z'),
  });
  const factory = await api.make.factory({ tenant, client });
  for (const number of ['SDOC-1001', 'SDOC-1002']) {
    const product = await api.make.product({
      client,
      factory,
      name: 'Safety belt',
      nameZh: '汽车安全带',
      models: ['SA'],
    });
    const certificate = await api.make.certificate({ client, product, factory, number, contact: emma, scheme: 'ccc-self-declaration-a', validUntil: null }); // prettier-ignore
    await makeCampaignMember(api, campaign, { client, certificate });
  }
  return { tenant, client, emma, wei, lead, campaign };
}

const write = ({ tenant, campaign, client }: World) =>
  api.make.inside(tenant, () => api.app.get(CampaignLetters).write(campaign, [client.id]));

describe('the letter of a campaign', () => {
  it('reaches each contact once, alone, in the own language, and is the mail', async () => {
    const world = await aCampaign();
    await Promise.all([write(world), write(world)]);
    await write(world);
    await work();
    const [mail, ...others] = await inbox(world.emma.email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe('Announcement 57/2025: self-declarations of Kestrel Motors Ltd to be converted by 31 December 2026'); // prettier-ignore
    expect(mail!.text).toContain('Dear Emma Carter,');
    expect(mail!.text).toContain('* SDOC-1001, Safety belt, SA');
    expect(mail!.text).toContain('You get this as contact of Kestrel Motors Ltd, from Jadebrücke.');
    const [chinese, ...more] = await inbox(world.wei.email);
    expect(more).toEqual([]);
    expect(chinese!.text).toContain('尊敬的魏明：');
    const letters = await api.look<{ language: string; state: string }>(
      `select l.language, n.state from campaign_letters l join notices n on n.tenant_id = l.tenant_id and n.letter_id = l.id
       where l.tenant_id = $1 order by 1`,
      [world.tenant.id],
    );
    expect(letters).toEqual([
      { language: 'en', state: 'sent' },
      { language: 'zh', state: 'sent' },
    ]);
  });

  it('is not sent once its campaign is closed', async () => {
    const world = await aCampaign();
    await write(world);
    await api.look(`update campaigns set state = 'closed' where id = $1`, [world.campaign.id]);
    await work();
    expect(await inbox(world.emma.email)).toEqual([]);
  });
});

it('a chase goes to each reader once, and to nobody a second time within the day', async () => {
  const world = await aCampaign();
  const agent = await api.as(world.lead);
  const chase = async () =>
    (await agent.post(`/api/campaigns/${world.campaign.id}/chases`).send({ clientIds: [world.client.id], isPreview: false }).expect(200)).body; // prettier-ignore
  expect(await chase()).toMatchObject({ letterCount: 2, readers: 2 });
  expect(await chase()).toMatchObject({ letterCount: 0, skipped: [{ reason: 'written-lately' }] });
  await work();
  const [mail, ...others] = await inbox(world.emma.email);
  expect(others).toEqual([]);
  expect(mail!.subject).toBe('Still open for 2: Announcement 57/2025, deadline 31 December 2026');
  expect(mail!.text).toContain('* SDOC-1001, Safety belt: your answer to our letter is still open');
  itIs('2026-11-21T09:02:00Z');
  expect(await chase()).toMatchObject({ letterCount: 2 });
});

describe('the weekly report', () => {
  /** Monday 23 November 2026: eight o'clock in Shanghai, then in Berlin. */
  const [SHANGHAI, BERLIN] = ['2026-11-23T00:00:00Z', '2026-11-23T07:00:00Z'];
  const promise = ({ tenant, campaign }: World) =>
    api.make.inside(tenant, () => api.app.get(ReportsService).promiseDue(campaign.id));

  it('comes on the working morning of each reader, once a week, with the page as it is then', async () => {
    const world = await aCampaign();
    await makeReport(api, world.campaign, world.emma);
    await makeReport(api, world.campaign, world.wei);
    itIs('2026-11-22T23:59:00Z');
    expect(await promise(world)).toBe(0);
    itIs(SHANGHAI);
    expect(await Promise.all([promise(world), promise(world)]).then((all) => all.sort())).toEqual([0, 1]);
    itIs(BERLIN);
    expect(await promise(world)).toBe(1);
    expect(await promise(world)).toBe(0);
    await api.look(`update campaign_members set step = 'filed' where campaign_id = $1`, [world.campaign.id]);
    await work('2026-11-23T07:01:00Z');
    const [mail, ...others] = await inbox(world.emma.email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe('Weekly report: Announcement 57/2025');
    const [file] = mail!.attachments;
    expect(file!.name).toMatch(/^R-[0-9A-F]{8}-2026-11-23-en\.pdf$/);
    expect(file!.type).toBe('application/pdf');
    const text = readPdf(Buffer.from(file!.content)).pages.flat().map((run) => run.text).join(' '); // prettier-ignore
    expect(text).toContain('Filed');
    expect(text).toContain('23 November 2026');
    const [chinese] = await inbox(world.wei.email);
    expect(chinese!.attachments[0]!.name).toMatch(/-zh\.pdf$/);
    itIs('2026-11-29T07:00:00Z');
    expect(await promise(world)).toBe(0);
    itIs('2026-11-30T07:00:00Z');
    expect(await promise(world)).toBe(2);
  });

  it('waits for the next working day where its own is none, and for the week after it was chosen', async () => {
    const world = await aCampaign();
    // Saturday 21 November: chosen for Saturdays, it comes on Monday.
    await makeReport(api, world.campaign, world.emma, { weekday: 6 });
    await makeReport(api, world.campaign, world.wei, { weekday: 5, createdAt: new Date('2026-11-20T09:01:00Z') });
    itIs('2026-11-21T12:00:00Z');
    expect(await promise(world)).toBe(0);
    itIs(BERLIN);
    expect(await promise(world)).toBe(1);
  });

  it('ends with its campaign', async () => {
    const world = await aCampaign();
    await makeReport(api, world.campaign, world.emma);
    await api.look(`update campaigns set state = 'closed' where id = $1`, [world.campaign.id]);
    itIs(BERLIN);
    expect(await promise(world)).toBe(0);
  });

  it('is found by the worker’s own sweep', async () => {
    const world = await aCampaign();
    await makeReport(api, world.campaign, world.emma);
    // What the first worker promises is due a moment after its start.
    await work(BERLIN);
    await work('2026-11-23T07:10:00Z');
    expect(await inbox(world.emma.email)).toHaveLength(1);
  });
});
