import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { ApplicationView } from '#features/applications/applications.dto';
import type { ImportView } from '#features/register-import/register-import.dto';
import { describeInBrowser, Product, type Visit } from '../support/test-browser.js';

jest.setTimeout(240_000);

const REGISTERS = 'test/fixtures/registers';
const PACKET_BYTES = 1_400;
const AXE = readFileSync(resolve('node_modules/axe-core/axe.min.js'), 'utf8');

/** Each screen with its title and something that stands there only when its data has come. */
const SCREENS = [
  ['today', '/', 'Friday 20 November 2026', '76 open'],
  ['a count in the calendar', '/calendar?from=2026-02-09&count=10', 'Calendar China 2026', 'Sat 28 February 2026'],
  ['a calendar not yet published', '/calendar?year=2027&beside=DE', 'Calendar China 2027', 'Germany 2027'],
  ['what changed', '/changes', 'What changed', 'No new rule or calendar has been published since the beginning.'],
  ['announced changes', '/changes?view=announced', 'What changed', 'Still to come'],
  ['one announcement', '/changes/entries/samr-57-2025', /^Sixteen products/, 'Who is hit here'],
  [
    'whether safety belts need CCC',
    '/applicability/new?class=1104&day=2026-11-20',
    'Does it need CCC on that day?',
    'Asked: 20 Nov 2026',
  ],
  ['the kept answers', '/applicability', 'Does it need CCC?', 'No answers kept yet.'],
  ['certificates', '/certificates', 'Certificates', /^1–50 of 140/],
  ['a certificate', '/certificates/:certificate', /^Headlamp assembly/, 'Convert into a CCC certificate'],
  ['all cases', '/cases', 'Cases', '1–1 of 1'],
  ['all cases on the board', '/cases/board', 'Cases', '2026-0001'],
  ['all cases in the calendar', '/cases/calendar?month=2026-12', 'Calendar, December 2026', /\d+ deadlines/],
  ['a case', '/cases/:case', /^Headlamp assembly/, 'Plan against actual'],
  ['a case to be opened', '/cases/new?certificateId=:certificate&kind=conversion', 'Open a case', 'Who is who?'],
  ['plans', '/plans', 'Plans', 'No plans yet.'],
  [
    'the ways to a certificate',
    '/plans/new?classKey=1104&parallel=1&start=2026-11-20&route=ccc-standard&stage=type-test&if=ccc-standard.type-test.s:2027-03-01',
    'Ways to the certificate',
    'What moves',
  ],
  ['clients', '/clients', 'Clients', 'Nordgurt AB'],
  ['a client', '/clients/:client', /Nordgurt AB/, 'Contacts'],
  ['factories', '/factories', 'Factories', /Nordgurt AB/],
  ['products', '/products', 'Products', /^1–50/],
  ['imports', '/imports', 'Import', 'certificate-register.xlsx'],
  ['an import to be corrected', '/imports/:faulty', 'certificate-register-faulty.xlsx', 'soon'],
  ['an import to be confirmed', '/imports/:imported', 'certificate-register.xlsx', 'Who is written to'],
  ['reminders', '/reminders', 'Reminders', /^1–50/],
  ['the profile', '/settings', 'Settings', 'Change password'],
  ['the letterhead', '/settings/letterhead', 'Settings', 'Sample letter'],
  ['the members', '/settings/members', 'Settings', 'm.kaya@jadebruecke.example'],
  ['the reminder policies', '/settings/reminders', 'Settings', 'Once overdue: the next morning, then every 7 days'],
  ['the mails', '/settings/mails', 'Settings', 'Mails'],
  ['the channels', '/settings/channels', 'Settings', 'Channels'],
  ['the planning values', '/settings/planning-values', 'Settings', 'Check of certification obligation'],
] as const;

const ACCOUNT_PAGES = [
  ['/sign-in', 'Sign in'],
  ['/sign-up', 'Create an account'],
  ['/forgot-password', 'New password'],
] as const;

describeInBrowser('the screens of an imported register', () => {
  let product: Product;
  let owner: Member;
  let browser: BrowserContext;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    const tenant = await product.api.make.tenant({ name: 'Jadebrücke Homologation', nameZh: '玉桥认证咨询' });
    owner = await product.api.make.member({ tenant, role: 'owner', name: 'Lena Weiss' });
    const agent = await product.api.as(owner);
    const settled = async (id: string): Promise<ImportView> => {
      for (;;) {
        const view = (await agent.get(`/api/imports/${id}`).expect(200)).body as ImportView;
        if (!['checking', 'importing'].includes(view.state)) return view;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    const check = async (file: string) => {
      const { body } = await agent.post('/api/imports').attach('file', `${REGISTERS}/${file}`).expect(202);
      return settled((body as ImportView).id);
    };
    const { id } = await check('certificate-register.xlsx');
    await agent
      .post(`/api/imports/${id}/execution`)
      .send({ zones: { US: 'America/New_York' } })
      .expect(202);
    ids.imported = (await settled(id)).id;
    ids.faulty = (await check('certificate-register-faulty.xlsx')).id;
    const [client] = await product.api.look<{ id: string }>(`select id from clients where legal_name = 'Nordgurt AB'`);
    const [certificate] = await product.api.look<{ id: string; productId: string }>(
      `select c.id, c.product_id as "productId" from certificates c join deadlines d on d.certificate_id = c.id and d.kind = 'conversion' order by c.number limit 1`,
    );
    ids.client = client!.id;
    ids.certificate = certificate!.id;
    const opened = await agent
      .post('/api/applications')
      .send({
        kind: 'conversion',
        schemeKey: 'sdoc-to-ccc',
        units: [{ productId: certificate!.productId, certificateId: certificate!.id }],
        wishOn: '2027-01-29',
      })
      .expect(201);
    ids.case = (opened.body as ApplicationView).id;
    // Each screen is loaded as from its address; what all of them share is fetched and compiled once.
    browser = await product.keepBrowser({ as: owner });
  });
  afterAll(() => product?.close());
  // no script error, nothing on the console, no breach of the content security policy, no refused request
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  const addressOf = (path: string) => path.replace(/:(\w+)/, (_, name: string) => ids[name]!);

  /** Breaches of WCAG 2.2 A and AA that a program can find, in words that lead to them. */
  async function breaches({ page }: Visit): Promise<string[]> {
    // colours on their way from one scheme to the other are no page's colours
    await page.evaluate(`Promise.all(document.getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().endTime < Infinity)
      .map(({ finished }) => finished.catch(() => {})))`);
    await page.evaluate(AXE);
    return page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(
      ({ violations }) => violations.flatMap(({ id, help, nodes }) =>
        nodes.slice(0, 3).map(({ target, any }) => id + ': ' + help + ' | ' + target.join(' ') + ' | ' + (any[0]?.message ?? ''))))`);
  }

  /** Pixels by which the page is wider than the window. */
  const excess = ({ page }: Visit): Promise<number> =>
    page.evaluate(`Math.max(...[document.documentElement, document.body, document.querySelector('main')]
      .map((box) => box.scrollWidth - box.clientWidth))`);

  it.each(SCREENS)(
    '%s: wide and light, on a phone and dark, readable by all and never wider than the window',
    async (_name, path, title, shows) => {
      const visit = await product.visit({ at: browser });
      const { page } = visit;
      await page.goto(addressOf(path));
      await visit.titled(title);
      await visit.reads(shows);
      const found: Record<string, unknown> = { wide: await breaches(visit), wideBy: await excess(visit) };

      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 390, height: 844 });
      await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
      await page.getByRole('navigation', { name: 'Main, phone' }).waitFor();
      await visit.reads(shows);
      found.phone = await breaches(visit);
      found.phoneBy = await excess(visit);
      await page.setViewportSize({ width: 320, height: 700 });
      found.smallBy = await excess(visit);
      expect(found).toEqual({ wide: [], wideBy: 0, phone: [], phoneBy: 0, smallBy: 0 });
    },
  );

  it('someone with a phone signs in; its bar leads to the daily screens, and to the others under More', async () => {
    const person = await product.signUp('Pia Phone', 'pia@phone.example', 'correct-horse-battery');
    await product.api.make.member({ tenant: { id: owner.tenantId } as Tenant, person, role: 'owner' });
    const visit = await product.visit({ width: 390 });
    const { page } = visit;
    await page.goto('/');
    await visit.titled('Sign in');
    await page.getByLabel('E-mail').fill('pia@phone.example');
    await page.getByLabel('Password', { exact: true }).fill('correct-horse-battery');
    await visit.press('Sign in');
    await visit.titled('Friday 20 November 2026');
    visit.forgive(/^401 GET \/api\/me$/);
    const bar = page.getByRole('navigation', { name: 'Main, phone' });
    expect((await bar.getByRole('link').allInnerTexts()).map((name) => name.trim())).toEqual([
      'Today',
      'Cases',
      'Certificates',
    ]);
    await bar.getByRole('link', { name: 'Certificates' }).click();
    await visit.titled('Certificates');
    await visit.press('More');
    const more = page.getByRole('dialog', { name: 'More' });
    await more.getByRole('link', { name: 'Reminders' }).click();
    await visit.titled('Reminders');
  });

  it('a stranger’s pages are readable by all, and their scripts come compressed from us alone', async () => {
    const visit = await product.visit();
    const scripts: Promise<{ url: string; packed: boolean; bytes: number }>[] = [];
    visit.page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      scripts.push(
        response.allHeaders().then((headers) => ({
          url: response.url(),
          packed: headers['content-encoding'] === 'br',
          bytes: Number(headers['content-length']),
        })),
      );
    });
    const found: Record<string, unknown> = {};
    for (const [path, title] of ACCOUNT_PAGES) {
      await visit.page.goto(path);
      await visit.titled(title);
      found[path] = await breaches(visit);
    }
    expect(found).toEqual({ '/sign-in': [], '/sign-up': [], '/forgot-password': [] });
    const came = await Promise.all(scripts);
    expect(came.length).toBeGreaterThan(3);
    // the few that fit in one packet anyway are sent as they are
    const plain = came.filter(({ packed, bytes }) => !packed && !(bytes < PACKET_BYTES));
    expect(plain).toEqual([]);
    expect(came.filter(({ url }) => !url.startsWith('http://homolog.localhost/'))).toEqual([]);
  });
});
