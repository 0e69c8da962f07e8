import type { Certificate } from '#database/entities/certificate.entity';
import type { Contact } from '#database/entities/contact.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { makeLedger } from '../support/make-ledger.js';
import { readPdf } from '../support/pdf-text.js';
import { describeInBrowser, Product, type Visit } from '../support/test-browser.js';

jest.setTimeout(240_000);

describeInBrowser('reminders in the hands of people', () => {
  let product: Product;
  let tenant: Tenant;
  let lena: Member;
  let contact: Contact;
  let certificate: Certificate;
  /** of the link in Lena's mail of this morning */
  let token: string;

  /** A renewal due on 10 December: the contact was told on 10 November and has seen it, Lena is mailed this morning. */
  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    const { make } = product.api;
    tenant = await make.tenant({ name: 'Jadebrücke Homologation', nameZh: '玉桥认证咨询' });
    const client = await make.client({ tenant, legalName: 'Hoshikawa Glass Co., Ltd.' });
    contact = await make.contact({ tenant, client, name: 'Kenji Sato', timeZone: 'Asia/Tokyo' });
    lena = await make.member({ tenant, name: 'Lena Weiss' });
    const item = await make.product({ client, name: 'Laminated windscreen' });
    certificate = await make.certificate({ tenant, client, contact, responsible: lena, product: item, number: '2022011109100055' }); // prettier-ignore
    await makeLedger(product.api, certificate, '2026-12-10', [
      { step: 30, at: '2026-11-09T23:00:00Z', to: contact, by: 'contactId', openedAt: '2026-11-10T00:12:00Z', answer: 'seen' }, // prettier-ignore
      { step: 20, at: '2026-11-20T08:59:00Z', to: lena, by: 'memberId', state: 'planned' },
    ]);
    const [mail] = await product.mails.waitFor(1, { wanted: ({ to }) => to.includes(lena.email), timeoutMs: 30_000 });
    const { text } = (await product.mails.open(mail!.id))!;
    token = /\/answer\/([\w-]+)/.exec(text.replaceAll('=\n', ''))![1]!;
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  const given = () =>
    product.api.look<{ answer: string; until: string | null }>(
      `select answer, until::text from reminder_answers where tenant_id = $1 and member_id = $2 order by given_at, id`,
      [tenant.id, lena.id],
    );
  const timeline = async (visit: Visit, ...said: string[]) => {
    await visit.page.goto(`/certificates/${certificate.id}`);
    await visit.titled('Laminated windscreen');
    await visit.reads(...said);
  };

  it('opening the link of a mail answers nothing, "in work until" stands on the timeline, and a second answer beside it', async () => {
    const stranger = await product.visit();
    await stranger.page.goto(`/answer/${token}`);
    await stranger.titled('Your answer');
    await stranger.reads(/Jadebrücke Homologation reminds you of this/, 'File the renewal', '10 Dec 2026');
    expect(await given()).toEqual([]);

    await stranger.page.getByRole('radio', { name: /^In work until …/ }).check();
    expect(await given()).toEqual([]);
    await stranger.page.getByRole('textbox', { name: 'In work until' }).fill('2026-12-01');
    await stranger.press('Record the answer');
    await stranger.reads('Recorded. Thank you.', /In work until 1 Dec 2026, said on/);
    expect(await given()).toEqual([{ answer: 'in-work', until: '2026-12-01' }]);

    const leader = await product.visit({ as: await product.api.make.member({ tenant, role: 'owner', name: 'Omar' }) });
    await timeline(leader, 'Lena Weiss works on it until 1 Dec 2026');

    await stranger.page.reload();
    await stranger.reads(/In work until 1 Dec 2026, said on/);
    await stranger.press('Answer anew');
    await stranger.page.getByRole('radio', { name: /^I have seen it/ }).check();
    await stranger.press('Record the answer');
    await stranger.reads(/^Seen on/);
    expect((await given()).map(({ answer }) => answer)).toEqual(['in-work', 'seen']);
    await timeline(leader, 'Lena Weiss works on it until 1 Dec 2026', 'Lena Weiss has seen the reminder');
  });

  it('a link with a letter changed, and one of a mail older than a year, say that there is no answer here', async () => {
    const visit = await product.visit({ width: 390 });
    const letter = token[10] === 'A' ? 'B' : 'A';
    await visit.page.goto(`/answer/${token.slice(0, 10)}${letter}${token.slice(11)}`);
    await visit.reads('No answer at this address', 'Reply to the mail: a person reads it.');
    visit.forgive(/^404 GET \/api\/public\/answers\//);

    const move = (by: string) =>
      product.api.look(`update mails set send_at = send_at ${by} where tenant_id = $1 and lower(to_email) = lower($2)`, [tenant.id, lena.email]); // prettier-ignore
    await move(`- interval '400 days'`);
    await visit.page.goto(`/answer/${token}`);
    await visit.reads('No answer at this address');
    visit.forgive(/^404 GET \/api\/public\/answers\//);
    await move(`+ interval '400 days'`);
    await visit.page.reload();
    await visit.reads('Your answer', /^Seen on/);
  });

  it('the ledger is searched for a number, opens what became of a mail, and gives the proof of the deadline', async () => {
    const visit = await product.visit({ as: lena });
    const { page } = visit;
    await page.goto('/reminders?state=sent');
    await visit.titled('Reminders');
    await page.getByRole('searchbox').or(page.getByRole('textbox', { name: 'Person, client or number' })).first().fill('2022 0111 0910 0055'); // prettier-ignore
    await visit.reads('1–2 of 2');
    await page.getByRole('row', { name: /Kenji Sato/ }).click();
    const panel = page.getByRole('complementary', { name: /Kenji Sato/ });
    await visit.within(panel.getByText('250 2.0.0 OK queued as 4F2A91').waitFor());
    await visit.within(panel.getByText('Message-ID', { exact: true }).waitFor());

    const shown = async (act: () => Promise<void>) => {
      const [answer, tab] = await Promise.all([
        page.context().waitForEvent('response', (response) => response.url().endsWith('/document')),
        page.waitForEvent('popup'),
        act(),
      ]);
      expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
      await tab.waitForURL(/^blob:/);
      await tab.close();
      return new URL(answer.url()).pathname;
    };
    const file = await shown(async () => {
      await panel.getByRole('button', { name: 'Proof of reminders (PDF)' }).click();
      await page.getByRole('menuitem', { name: 'All readers' }).click();
    });
    const { body } = await (await product.api.as(lena)).get(file).responseType('blob').expect(200);
    const text = readPdf(body as Buffer)
      .pages.flat()
      .map((run) => run.text)
      .join('')
      .replace(/\s+/g, '');
    for (const said of [
      'Reminders sent: 2022 0111 0910 0055',
      'Kenji Sato',
      'Lena Weiss',
      '250 2.0.0 OK queued as 4F2A91',
    ])
      // prettier-ignore
      expect(text).toContain(said.replace(/\s+/g, ''));
    const made = panel.getByRole('button', { name: /^Open the proof: 20 Nov 2026.* by Lena Weiss, / });
    await visit.within(made.waitFor());
    expect(await shown(() => made.click())).toBe(file);
  });

  it('a date tells who was last told of it, and the proofs made', async () => {
    const visit = await product.visit({ as: lena });
    await visit.page.goto('/');
    await visit.page.getByTitle('Why this date').first().click();
    const why = visit.page.getByRole('dialog', { name: 'Renewal filing' });
    await visit.within(why.getByText('Last told').waitFor());
    await visit.within(why.getByText(/Kenji Sato/).waitFor());
    await visit.within(why.getByRole('button', { name: /^Open the proof: / }).waitFor());
  });

  it('a phone opens what became of a mail and comes back to the list', async () => {
    const visit = await product.visit({ as: lena, width: 390, colorScheme: 'dark' });
    const { page } = visit;
    await page.goto('/reminders?state=sent');
    await page.getByText('Kenji Sato').first().click();
    const panel = page.getByRole('complementary', { name: /Kenji Sato/ });
    await visit.within(panel.getByText('Message-ID', { exact: true }).waitFor());
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.goBack();
    await visit.within(panel.waitFor({ state: 'detached' }));
    await page.getByText('Kenji Sato').first().click();
    await visit.press('Close');
    await visit.within(panel.waitFor({ state: 'detached' }));
  });
});
