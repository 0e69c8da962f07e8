import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tenant } from '#database/entities/tenant.entity';
import type { CampaignForecastView, CampaignFunnel, CampaignProgress } from '#features/campaigns/board.dto';
import type { CampaignView } from '#features/campaigns/campaigns.dto';
import type { CampaignMemberLine } from '#features/campaigns/members.dto';
import type { CampaignPreview } from '#features/campaigns/preview.dto';
import { CheckImport } from '#features/register-import/check-import';
import type { ImportView } from '#features/register-import/register-import.dto';
import { RunImport } from '#features/register-import/run-import';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { startBackend, type QueueBackend } from '../support/queue-backends.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';
import { workerEnvironment, workUntilQuiet } from '../support/test-worker.js';
import { WorkerProcess } from '../support/worker-process.js';

const REGISTER = readFileSync('test/fixtures/registers/certificate-register.xlsx');

/** Open declarations of each client under Announcement 57/2025, counted by hand in the register. */
const AFFECTED: Record<string, number> = {
  'atelier-siege': 10,
  brennegger: 5,
  hoshikawa: 7,
  kestrel: 7,
  kindersitz: 5,
  lindauer: 6,
  mingchi: 5,
  nordgurt: 6,
  pineridge: 8,
  ravasio: 8,
  tacholog: 3,
  'vega-reflex': 6,
};
const ALL = 76;
/** Declarations that a certificate has replaced already. */
const REPLACED = ['SDOC-2022 0111 1010 2138', 'SDOC-2026 0113 0110 3273', 'SDOC-2022 0111 1410 1007'];

describe('the campaign "Announcement 57/2025" from the imported register', () => {
  let api: TestApi;
  let backend: QueueBackend;
  let catcher: MailCatcher;
  let tenant: Tenant;
  let lead: Agent;
  let worker: WorkerProcess | undefined;
  let campaign: CampaignView;

  beforeAll(async () => {
    api = await startApi({ clock: '2026-11-20T09:00:00+01:00' });
    backend = await startBackend('postgres', api);
    catcher = await MailCatcher.start();
    tenant = await api.make.tenant({ name: 'Jadebrücke Homologation', language: 'de' });
    lead = await api.as(await api.make.member({ tenant, role: 'owner', language: 'en' }));
    await importRegister();
  }, 120_000);
  afterAll(async () => {
    await worker?.kill();
    await catcher.stop();
    await backend.stop();
    await api.close();
  });
  afterEach(() => jest.restoreAllMocks());

  async function importRegister(): Promise<void> {
    const { id } = (await lead.post('/api/imports').attach('file', REGISTER, 'register.xlsx').expect(202))
      .body as ImportView;
    await api.app.get(CheckImport).run(tenant.id, id);
    await lead
      .post(`/api/imports/${id}/execution`)
      .send({ zones: { US: 'America/New_York' } })
      .expect(202);
    await api.app.get(RunImport).run(tenant.id, id);
  }

  const get = async <T>(path: string): Promise<T> => (await lead.get(path).expect(200)).body as T;
  const own = <T>(path: string): Promise<T> => get<T>(`/api/campaigns/${campaign.id}${path}`);

  /** Each worker begins some minutes later than the one before: the lease of a killed one has ended by then. */
  async function startWorkerAt(instant: string): Promise<void> {
    const settings = { clock: `${instant}@${new Date().toISOString()}`, smtpUrl: catcher.smtpUrl };
    worker = await WorkerProcess.start(workerEnvironment(api, settings));
  }

  async function done(): Promise<{ state: string; done: number }> {
    const [row] = await api.look<{ state: string; done: number }>(
      'select state, members_done as done from campaigns where id = $1',
      [campaign.id],
    );
    return row!;
  }

  async function killedAfter(members: number): Promise<number> {
    for (const end = performance.now() + 90_000; performance.now() < end; await sleep(10)) {
      const now = await done();
      if (now.done < members) continue;
      await worker!.kill();
      await backend.empty();
      return (await done()).done;
    }
    throw new Error(`fewer than ${members} members within 90 s`);
  }

  it('shows before its start whom it hits, and is refused with a deadline behind it', async () => {
    const draft = {
      name: 'Announcement 57/2025',
      changeKey: 'samr-57-2025',
      caseKind: 'conversion',
      schemeKey: 'sdoc-to-ccc',
      documents: [{ stageKey: 'application', title: 'Authorisation', titleZh: '授权书' }],
      ownerRule: { by: 'responsible' },
      letter: {
        en: { subject: 'Convert {{count}} by {{deadline}}', body: '{{certificates}}' },
        de: { subject: '{{count}} Umstellungen bis {{deadline}}', body: '{{certificates}}' },
        zh: { subject: '{{deadline}}前转换{{count}}份', body: '{{certificates}}' },
      },
    };
    const dated = { ...draft, deadlineOn: '2026-12-31', documentsDueOn: '2026-12-07' };
    await lead
      .post('/api/campaigns')
      .send({ ...dated, deadlineOn: '2026-11-19' })
      .expect(400);
    campaign = (await lead.post('/api/campaigns').send(dated).expect(201)).body as CampaignView;
    const preview = await own<CampaignPreview>('/preview');
    expect(preview.counts).toMatchObject({ hit: ALL, converted: REPLACED.length, withCase: 0 });
    expect(preview).toMatchObject({ cases: ALL, requests: ALL, clientCount: 12, faults: [], letters: { letters: 12 } });
    expect(preview.owners.map(({ cases }) => cases)).toEqual([32, 31, 13]);
  });

  it('makes each case, request and letter once although the worker is killed twice', async () => {
    await lead.post(`/api/campaigns/${campaign.id}/start`).send({ version: campaign.version }).expect(202);
    await startWorkerAt('2026-11-20T08:10:00Z');
    const first = await killedAfter(1);
    expect(first).toBeLessThan(ALL);
    expect(await own<CampaignProgress>('/progress')).toMatchObject({ state: 'creating', membersTotal: ALL, membersDone: first }); // prettier-ignore
    await startWorkerAt('2026-11-20T08:20:00Z');
    const second = await killedAfter(first + 1);
    expect(second).toBeLessThan(ALL);
    await startWorkerAt('2026-11-20T08:30:00Z');
    for (const end = performance.now() + 90_000; (await done()).state === 'creating';) {
      if (performance.now() > end) throw new Error('not made within 90 s');
      await sleep(50);
    }
    expect(await worker!.stop()).toBe(0);
    expect(await own<CampaignProgress>('/progress')).toMatchObject({
      ...{ state: 'running', membersTotal: ALL, membersDone: ALL, failed: 0, letters: 12, failure: null },
    });

    const members = await api.look<{ number: string; client: string }>(
      `select c.number, split_part(split_part(k.email, '@', 2), '.', 1) as client from campaign_members m
         join certificates c on c.id = m.certificate_id
         join lateral (select email from contacts where client_id = m.client_id order by id limit 1) k on true
       where m.campaign_id = $1`,
      [campaign.id],
    );
    const counted: Record<string, number> = {};
    for (const { client } of members) counted[client] = (counted[client] ?? 0) + 1;
    expect(counted).toEqual(AFFECTED);
    const numbers = members.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(ALL);
    expect(numbers.filter((number) => REPLACED.includes(number) || !number.startsWith('SDOC-'))).toEqual([]);

    const [made] = await api.look(
      `select (select count(*)::int from applications where tenant_id = $1) as cases,
         (select count(distinct certificate_id)::int from application_units where tenant_id = $1) as certificates,
         (select count(*)::int from campaign_members m join application_units u on u.application_id = m.application_id
            and u.certificate_id = m.certificate_id where m.campaign_id = $2) as linked,
         (select count(distinct number)::int from applications where tenant_id = $1) as numbers,
         (select max(number_seq)::int from applications where tenant_id = $1) as "lastNumber",
         (select count(*)::int from document_requests where tenant_id = $1) as requests,
         (select count(distinct application_id)::int from document_requests where tenant_id = $1) as asked,
         (select count(*)::int from events where tenant_id = $1 and what = 'application.opened') as told,
         (select count(*)::int from events where tenant_id = $1 and what in ('campaign.started', 'campaign.created')) as events`,
      [tenant.id, campaign.id],
    );
    expect(made).toEqual({ cases: ALL, certificates: ALL, linked: ALL, numbers: ALL, lastNumber: ALL, requests: ALL, asked: ALL, told: ALL, events: 2 }); // prettier-ignore
  }, 300_000);

  it('writes one letter to each client, and mails it once to each of its contacts', async () => {
    const letters = await api.look(
      `select split_part(split_part(k.email, '@', 2), '.', 1) as client, l.language, l.subject from campaign_letters l
         join lateral (select email from contacts where client_id = l.client_id order by id limit 1) k on true
       where l.campaign_id = $1 order by client`,
      [campaign.id],
    );
    expect(letters).toHaveLength(12);
    expect(letters.find(({ client }) => client === 'mingchi')).toMatchObject({ language: 'zh', subject: '2026年12月31日前转换5份' }); // prettier-ignore
    expect(letters.find(({ client }) => client === 'brennegger')).toMatchObject({ language: 'de', subject: '5 Umstellungen bis 31. Dezember 2026' }); // prettier-ignore
    expect(letters.find(({ client }) => client === 'kestrel')).toMatchObject({ language: 'en', subject: 'Convert 7 by 31 December 2026' }); // prettier-ignore
    const notices = await api.look(
      `select count(*)::int as notices, count(distinct contact_id)::int as contacts from notices
       where tenant_id = $1 and kind = 'campaign-letter'`,
      [tenant.id],
    );
    const [contacts] = await api.look<{ all: number }>(
      `select count(*)::int as all from contacts where tenant_id = $1
         and client_id in (select client_id from campaign_members where campaign_id = $2)`,
      [tenant.id, campaign.id],
    );
    expect(notices).toEqual([{ notices: contacts!.all, contacts: contacts!.all }]);

    // Noon in London is evening in Japan and China: whoever sleeps is written to the next morning.
    await workUntilQuiet(api, { clock: '2026-11-20T12:00:00Z', smtpUrl: catcher.smtpUrl });
    await workUntilQuiet(api, { clock: '2026-11-21T00:30:00Z', smtpUrl: catcher.smtpUrl });
    const opened = await Promise.all(catcher.mails().map(({ id }) => catcher.open(id)));
    const readers = opened.filter((mail) => /^(Convert|\d+ Umstellungen|2026年12月31日前转换)/.test(mail!.subject)).map((mail) => mail!.to[0]); // prettier-ignore
    expect(readers).toHaveLength(contacts!.all);
    expect(new Set(readers).size).toBe(contacts!.all);
    expect(await own<CampaignFunnel>('/funnel')).toMatchObject({ members: ALL, counts: { told: ALL } });
  }, 120_000);

  it('carries the ground of what is excused, adds up, and is forecast as a range', async () => {
    jest.spyOn(api.clock, 'now').mockReturnValue(new Date('2026-12-04T09:00:00Z'));
    const { items } = await own<{ items: CampaignMemberLine[] }>('/members?limit=200');
    expect(items).toHaveLength(ALL);
    expect(await own<CampaignForecastView>('/forecast')).toMatchObject({ basis: 'unknown', remaining: ALL, lateOn: null }); // prettier-ignore
    for (const [at, { id, version }] of items.slice(0, 4).entries())
      await lead
        .post(`/api/campaigns/${campaign.id}/members/${id}/excuse`)
        .send({ version, ground: 'out-of-production', reason: `last lot ${at}` })
        .expect(200);
    for (const [at, { certificateId, productId }] of items.slice(4, 16).entries()) {
      const number = `2026011199${String(at).padStart(6, '0')}`;
      const issued = { productId, scheme: 'ccc', number, issuedOn: '2026-12-03', validUntil: '2031-12-02' };
      await lead
        .post('/api/certificates')
        .send({ ...issued, replacesId: certificateId })
        .expect(201);
      if (at < 10) await lead.post(`/api/certificates/${certificateId}/cancellation`).send({}).expect(201);
    }
    const excused = await own<{ items: CampaignMemberLine[] }>('/members?step=excused');
    expect(excused.items.map(({ excuseGround, excuseReason }) => [excuseGround, excuseReason]).sort()).toEqual([
      ['out-of-production', 'last lot 0'],
      ['out-of-production', 'last lot 1'],
      ['out-of-production', 'last lot 2'],
      ['out-of-production', 'last lot 3'],
    ]);
    const funnel = await own<CampaignFunnel>('/funnel');
    expect(funnel.counts).toEqual({ planned: 0, open: 0, told: 60, documentsIn: 0, filed: 0, certified: 2, finished: 10, excused: 4, failed: 0 }); // prettier-ignore
    expect(funnel.members).toBe(ALL);
    expect(funnel.clients.reduce((sum, { members }) => sum + members, 0)).toBe(ALL);
    // Fifteen days, ten finished: 62 remaining take 93 days; 10 +- 4.05 give 14.05 and 5.95: 67 and 157 days.
    expect(await own<CampaignForecastView>('/forecast')).toMatchObject({
      ...{ basis: 'pace', counted: 10, remaining: 62, verdict: 'late' },
      ...{ earlyOn: '2027-02-09', likelyOn: '2027-03-07', lateOn: '2027-05-10' },
    });
  }, 120_000);
});
