import { readFileSync } from 'node:fs';
import type { Tenant } from '#database/entities/tenant.entity';
import { CheckImport } from '#features/register-import/check-import';
import type { ImportView } from '#features/register-import/register-import.dto';
import { RunImport } from '#features/register-import/run-import';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { backendNames, startBackend, type QueueBackend } from '../support/queue-backends.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';
import { workUntilQuiet } from '../support/test-worker.js';

const REGISTER = readFileSync('test/fixtures/registers/certificate-register.xlsx');

/** Open declarations of each contact, counted by hand in the register; the three that are replaced are left out. */
const CONVERSIONS: Record<string, { language: 'en' | 'de' | 'zh'; count: number }> = {
  'certification@atelier-siege.example.com': { language: 'en', count: 5 },
  'certification@brennegger.example.com': { language: 'de', count: 5 },
  'certification@hoshikawa.example.com': { language: 'en', count: 4 },
  'certification@kestrel.example.com': { language: 'en', count: 5 },
  'certification@kindersitz.example.com': { language: 'de', count: 4 },
  'certification@lindauer.example.com': { language: 'de', count: 3 },
  'certification@mingchi.example.com': { language: 'zh', count: 1 },
  'certification@nordgurt.example.com': { language: 'en', count: 4 },
  'certification@pineridge.example.com': { language: 'en', count: 5 },
  'certification@ravasio.example.com': { language: 'en', count: 6 },
  'certification@tacholog.example.com': { language: 'en', count: 1 },
  'certification@vega-reflex.example.com': { language: 'en', count: 4 },
  'quality@atelier-siege.example.com': { language: 'en', count: 5 },
  'quality@hoshikawa.example.com': { language: 'en', count: 3 },
  'quality@kestrel.example.com': { language: 'en', count: 2 },
  'quality@kindersitz.example.com': { language: 'de', count: 1 },
  'quality@lindauer.example.com': { language: 'de', count: 3 },
  'quality@mingchi.example.com': { language: 'zh', count: 4 },
  'quality@nordgurt.example.com': { language: 'en', count: 2 },
  'quality@pineridge.example.com': { language: 'en', count: 3 },
  'quality@ravasio.example.com': { language: 'en', count: 2 },
  'quality@tacholog.example.com': { language: 'en', count: 2 },
  'quality@vega-reflex.example.com': { language: 'en', count: 2 },
  // The consultants named in the column "Responsible"; the tenant speaks German.
  'l.weiss@jadebruecke.example': { language: 'de', count: 32 },
  'm.kaya@jadebruecke.example': { language: 'de', count: 31 },
  't.sun@jadebruecke.example': { language: 'de', count: 13 },
};
const REPLACED = ['SDOC-2022 0111 1010 2138', 'SDOC-2026 0113 0110 3273', 'SDOC-2022 0111 1410 1007'];

/** 08:00 on 1 December 2026 of each zone in the register, and who lives there. */
const MORNINGS: readonly (readonly [instant: string, readers: RegExp])[] = [
  ['2026-11-30T23:00:00Z', /@hoshikawa\./], // Tokyo
  ['2026-12-01T00:00:00Z', /@mingchi\./], // Shanghai
  ['2026-12-01T06:00:00Z', /@tacholog\./], // Helsinki
  [
    '2026-12-01T07:00:00Z',
    /@(atelier-siege|brennegger|kindersitz|lindauer|nordgurt|ravasio|vega-reflex|jadebruecke)\./,
  ], // Paris to Stockholm
  ['2026-12-01T08:00:00Z', /@kestrel\./], // London
  ['2026-12-01T13:00:00Z', /@pineridge\./], // New York
];

/** Declarations that a mail asks to convert, by what it says in each language, and the numbers it names. */
const ASKS = /self-declaration|Selbsterklärung|自我声明/;
const NUMBER = /SDOC-[\d ]+\d/g;

describe.each(backendNames)('1 December 2026 on %s', (name) => {
  let api: TestApi;
  let backend: QueueBackend;
  let catcher: MailCatcher;
  let tenant: Tenant;

  beforeAll(async () => {
    api = await startApi({ clock: '2026-11-20T09:00:00+01:00' });
    backend = await startBackend(name, api);
    catcher = await MailCatcher.start();
    tenant = await api.make.tenant({ name: 'Jadebrücke Homologation', language: 'de' });
    await importRegister(await api.as(await api.make.member({ tenant, role: 'owner', language: 'en' })));
  }, 60_000);
  afterAll(async () => {
    await catcher.stop();
    await backend.stop();
    await api.close();
  });

  async function importRegister(agent: Agent): Promise<void> {
    const { id } = (await agent.post('/api/imports').attach('file', REGISTER, 'register.xlsx').expect(202))
      .body as ImportView;
    await api.app.get(CheckImport).run(tenant.id, id);
    await agent
      .post(`/api/imports/${id}/execution`)
      .send({ zones: { US: 'America/New_York' } })
      .expect(202);
    await api.app.get(RunImport).run(tenant.id, id);
    const { body } = await agent.get(`/api/imports/${id}`).expect(200);
    const { mails, people } = (body as ImportView).mails!;
    await agent.post(`/api/imports/${id}/mail-confirmation`).send({ mails, people }).expect(200);
  }

  const work = (clock: string) => workUntilQuiet(api, { clock, smtpUrl: catcher.smtpUrl, redisUrl: backend.redisUrl });

  /** Mails that ask for conversions since the catcher was last emptied: reader, subject, numbers. */
  async function conversions(): Promise<{ to: string; subject: string; numbers: string[] }[]> {
    const opened = await Promise.all(catcher.mails().map((mail) => catcher.open(mail.id)));
    const all = opened.map((mail) => ({
      to: mail!.to[0]!,
      subject: mail!.subject,
      numbers: [...new Set(mail!.text.match(NUMBER) ?? [])],
      asks: ASKS.test(mail!.text),
    }));
    return all.filter((mail) => mail.asks || mail.numbers.length > 0);
  }

  it('sends each reader, at 08:00 of his own morning, all conversions of the 30-day step in one mail, and nothing else of them', async () => {
    // A minute before the first of them nothing of the step is due; what the days since the import owed goes first.
    await work('2026-11-30T22:59:00Z');
    expect(await conversions()).toEqual([]);

    const received = new Map<string, { subject: string; numbers: string[] }>();
    for (const [instant, readers] of MORNINGS) {
      // A minute, because the clock runs on while the worker starts.
      const before = new Date(Date.parse(instant) - 60_000).toISOString();
      await catcher.clear();
      await work(before);
      expect(await conversions()).toEqual([]);
      await work(instant);
      const mails = await conversions();
      expect(mails.map((mail) => mail.to).sort()).toEqual(
        Object.keys(CONVERSIONS)
          .filter((email) => readers.test(email))
          .sort(),
      );
      for (const { to, ...mail } of mails) received.set(to, mail);
    }

    expect(received.size).toBe(26);
    for (const [email, { language, count }] of Object.entries(CONVERSIONS)) {
      const { subject, numbers } = received.get(email)!;
      expect([email, numbers.length]).toEqual([email, count]);
      expect(subject).toMatch(
        { en: /^(\d+ days: |Due dates: )/, de: /^(Noch \d+ Tage: |Termine: )/, zh: /^(还剩\d+天|到期事项)/ }[language],
      );
      expect(numbers.filter((number) => REPLACED.includes(number))).toEqual([]);
    }
    const steps = await api.look(
      `select r.step_days as step, count(*)::int as sent, count(distinct r.mail_id)::int as mails from reminders r
       join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
       where r.tenant_id = $1 and d.kind = 'conversion' and r.state = 'sent' group by r.step_days`,
      [tenant.id],
    );
    expect(steps).toEqual([{ step: 30, sent: 152, mails: 26 }]);
  }, 180_000);
});
