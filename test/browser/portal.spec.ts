import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Member } from '#database/entities/member.entity';
import type { ApplicationView } from '#features/applications/applications.dto';
import { describeInBrowser, Product, type Visit } from '../support/test-browser.js';

jest.setTimeout(240_000);

const AXE = readFileSync(resolve('node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PAPER = { name: 'licence.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nlicence\n%%EOF\n') };

/** Everything a client can open, with what stands there only when its data has come. */
const PAGES = [
  ['/portal', 'Asked of you'],
  ['/portal/cases/:case', 'The way to the certificate'],
  ['/portal/certificates', 'LIND-1'],
  ['/portal/certificates', 'NCB-LIND-7'],
  ['/portal/certificates/:certificate', 'What comes next'],
  ['/portal/audits', 'Initial inspection'],
  ['/portal/audits/:audit', 'Findings'],
  ['/portal/documents', 'Business licence'],
  ['/portal/account', 'Change password'],
  ['/portal/mails', 'Outlook of four weeks'],
] as const;

describeInBrowser('the portal of a client', () => {
  let product: Product;
  let consultant: Member;
  let guest: Member;
  let clientId: string;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    const { make } = product.api;
    const tenant = await make.tenant({ name: 'Jadebrücke', nameZh: '玉桥认证咨询' });
    consultant = await make.member({ tenant, role: 'consultant', name: 'Lena Weiss' });
    const staff = await product.api.as(consultant);
    const side = async (legalName: string, number: string) => {
      const client = await make.client({ tenant, legalName });
      const factory = await make.factory({ client, name: `${legalName} – Works` });
      const unit = await make.product({ client, factory, classCode: '1109', name: `Lamp of ${legalName}` });
      const certificate = await make.certificate({ client, number });
      const report = { number: number.replace(/(.+)-1/, 'NCB-$1-7'), issuer: 'VDE', issuedOn: '2024-06-15' };
      await staff.post(`/api/products/${unit.id}/cb-reports`).send(report).expect(201);
      const opened = await staff
        .post('/api/applications')
        .send({ kind: 'new', schemeKey: 'ccc-standard', wishOn: '2027-12-31', units: [{ productId: unit.id }] });
      expect([opened.status, opened.body]).toEqual([201, expect.anything()]);
      const { id } = opened.body as ApplicationView;
      const audit = await staff
        .post('/api/audits')
        .send({ kind: 'initial', factoryId: factory.id, applicationId: id, plannedFrom: '2026-12-08' });
      expect([audit.status, audit.body]).toEqual([201, expect.anything()]);
      return { client, id, certificate, factory, auditId: (audit.body as { id: string }).id };
    };
    const lindauer = await side('Lindauer', 'LIND-1');
    const kestrel = await side('Kestrel', 'KEST-1');
    clientId = lindauer.client.id;
    guest = await make.member({ tenant, client: lindauer.client, name: 'Anna Rossi' });
    Object.assign(ids, { case: lindauer.id, certificate: lindauer.certificate.id, audit: lindauer.auditId });
    ids.foreignCase = kestrel.id;
    ids.factory = lindauer.factory.id;
    for (const applicationId of [lindauer.id, kestrel.id])
      for (const [body, audience] of [
        ['SECRET between us', 'internal'],
        ['Please sign the form', 'client'],
      ])
        await staff.post('/api/comments').send({ applicationId, body, audience }).expect(201);
    for (const [applicationId, title] of [
      [lindauer.id, 'Business licence'],
      [lindauer.id, 'Key component list'],
      [kestrel.id, 'Licence of Kestrel'],
    ])
      await staff
        .post(`/api/applications/${applicationId}/document-requests`)
        .send({ stageKey: 'documents', dueOn: '2026-11-27', documents: [{ title }] })
        .expect(201);
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  const addressOf = (path: string) => path.replace(/:(\w+)/, (_, name: string) => ids[name]!);

  /** Breaches of WCAG 2.2 A and AA that a program can find. */
  async function breaches({ page }: Visit): Promise<string[]> {
    // A colour that is still changing with the theme is neither the old one nor the new one.
    await page.evaluate(
      `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
        .then(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))`,
    );
    await page.evaluate(AXE);
    return page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, any }) =>
        id + ' | ' + target.join(' ') + ' | ' + (any[0]?.message ?? ''))))`);
  }

  it('shows a client its own things on every page, and never what the team says among itself or another client’s', async () => {
    const visit = await product.visit({ as: guest });
    const { page } = visit;
    for (const [path, shows] of PAGES) {
      await page.goto(addressOf(path));
      await visit.reads(shows);
      const found: Record<string, unknown> = { path, wide: await breaches(visit) };
      await page.setViewportSize({ width: 390, height: 844 });
      await page.emulateMedia({ colorScheme: 'dark' });
      found.phone = await breaches(visit);
      found.by = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1440, height: 900 });
      expect(found).toEqual({ path, wide: [], phone: [], by: 0 });
      const said = await page.locator('body').innerText();
      expect(said).not.toMatch(/SECRET|Kestrel|KEST-|Internal/);
    }
    // a colleague's link leads to the page of the same thing, a foreign one to nothing
    await page.goto(`/cases/${ids.case}`);
    await visit.titled(/Lamp of Lindauer/);
    await visit.reads('Please sign the form');
    expect(new URL(page.url()).pathname).toBe(`/portal/cases/${ids.case}`);
    await page.goto(`/cases/${ids.foreignCase}`);
    await visit.reads('This does not exist, or it is not yours to see.');
    visit.forgive(/^404 GET \/api\//);
  });

  it('shows a member of staff the same, and lets it use nothing', async () => {
    const own = await product.visit({ as: guest });
    const looking = await product.visit({ as: consultant });
    await own.page.goto('/');
    await own.titled('Two things need you');
    await looking.page.goto(`/clients/${clientId}`);
    await looking.page.getByRole('link', { name: 'View as client' }).click();
    await looking.titled('Two things need you');
    await looking.reads('You see what Lindauer sees.', 'Only the client can do this.');
    const words = async (visit: Visit) => {
      await visit.reads('Initial inspection');
      return (await visit.text()).replaceAll('Only the client can do this.', '').replace(/\s+/g, ' ');
    };
    expect(await words(looking)).toBe(await words(own));
    expect(await looking.page.locator('input[type=file]:not(:disabled)').count()).toBe(0);
    await looking.page.getByRole('link', { name: 'Leave' }).click();
    await looking.titled(/Lindauer/);
    await looking.reads('Contacts');
  });

  it('lets a client’s own person choose what comes by mail, from every page, and the choice holds', async () => {
    const visit = await product.visit({ as: guest, width: 390 });
    await visit.page.goto('/portal');
    await visit.page.getByRole('link', { name: 'What comes by mail' }).click();
    const outlook = visit.page.getByLabel(/^Outlook of four weeks/);
    expect(await outlook.inputValue()).toBe('never');
    await outlook.selectOption("In the day's mail");
    await visit.reads('Saved. It holds from now on.');
    await visit.page.reload();
    await visit.reads('Outlook of four weeks');
    expect(await visit.page.getByLabel(/^Outlook of four weeks/).inputValue()).toBe('digest');
    expect(await visit.page.getByLabel(/^Plan of the day/).count()).toBe(0);
  });

  it('takes a document where it is asked, and the consultant has it at once', async () => {
    const consultantAtCase = await product.visit({ as: consultant });
    await consultantAtCase.page.goto(`/cases/${ids.case}`);
    await consultantAtCase.reads('Business licence');
    const visit = await product.visit({ as: guest, width: 390 });
    await visit.page.goto('/');
    await visit.titled('Two things need you');
    const asked = visit.page.getByRole('group', { name: 'Business licence' });
    await asked.locator('input[type=file]').setInputFiles(PAPER);
    await visit.titled('One thing needs you');
    await visit.reads('Business licence is with us.');
    await consultantAtCase.reads('To check', /Received .*SHA-256/);
    await visit.page.goto(`/portal/cases/${ids.case}`);
    await visit.reads('licence.pdf', 'Received');
    await visit.page.getByRole('textbox', { name: 'Write to us' }).fill('The licence is there.');
    await visit.press(/Send to/);
    await consultantAtCase.reads('The licence is there.');
  });

  it('takes the answer to a finding with its evidence, and shows what the body says of it', async () => {
    const staff = await product.api.as(consultant);
    const planned = await staff.post('/api/audits').send({ kind: 'follow-up', factoryId: ids.factory }).expect(201);
    const { id, version } = planned.body as { id: string; version: number };
    const held = { version, act: 'hold', from: '2026-11-16', to: '2026-11-17' };
    expect((await staff.post(`/api/audits/${id}/acts`).send(held)).body).toMatchObject({ status: 'held' });
    await staff
      .post(`/api/audits/${id}/findings`)
      .send({ grade: 'major', description: 'No routine test on line 2.' })
      .expect(201);
    const visit = await product.visit({ as: guest, width: 390 });
    const { page } = visit;
    await page.goto('/');
    await page.getByRole('link', { name: 'Answer it' }).click();
    await visit.titled(/Lindauer – Works/);
    await visit.press('Propose a correction');
    await visit.reads('Say what is done about it.');
    await page.getByRole('textbox', { name: 'Corrective action' }).fill('The test is in the plan of each shift.');
    await page.locator('form input[type=file]').setInputFiles({ ...PAPER, name: 'record.pdf' });
    await visit.reads('record.pdf');
    await visit.press('Hand in evidence');
    await visit.reads('Evidence handed in.', 'The test is in the plan of each shift.');
    const { findings } = (await staff.get(`/api/audits/${id}`).expect(200)).body as { findings: object[] };
    expect(findings).toMatchObject([{ status: 'evidence-submitted', evidenceFile: { name: 'record.pdf' } }]);
  });
});
