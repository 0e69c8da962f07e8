import type { Member } from '#database/entities/member.entity';
import { describeInBrowser, Product } from '../support/test-browser.js';

jest.setTimeout(240_000);

describeInBrowser('does it need CCC on that day?', () => {
  let product: Product;
  let consultant: Member;

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    const tenant = await product.api.make.tenant({ name: 'Jadebrücke Homologation' });
    consultant = await product.api.make.member({ tenant, role: 'consultant', name: 'Lena Weiss' });
    const client = await product.api.make.client({ tenant, legalName: 'Lindauer Gurttechnik GmbH' });
    const factory = await product.api.make.factory({ client, country: 'DE' });
    await product.api.make.product({ client, factory, classCode: '1104', name: 'Three-point belt TB-7' });
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  it('a consultant checks safety belts, reads the verdict, keeps it and opens the letter', async () => {
    const visit = await product.visit({ as: consultant });
    const { page } = visit;
    await page.goto('/');
    await page.getByRole('link', { name: 'Does it need CCC?' }).click();
    await visit.titled('Does it need CCC?');
    await visit.reads('No answers kept yet.');
    await visit.press('Check a product');
    await visit.titled('Does it need CCC on that day?');
    expect(await page.getByRole('button', { name: 'Keep this answer' }).isDisabled()).toBe(true);

    // in the client's own words: candidates with the words that led to them, and no verdict before one is chosen
    await page.getByLabel('What is it?').fill('Dreipunkt-Sicherheitsgurt für Pkw');
    await visit.reads('Undecided', 'To be settled first', /found "sicherheitsgurt"/);
    await page.getByRole('button', { name: /^1104 Safety belts/ }).click();
    await visit.reads(
      /^On 20 November 2026 the product “Dreipunkt-Sicherheitsgurt für Pkw” needs a CCC certificate of a designated certification body/,
      'Asked: 20 Nov 2026',
      '1 Jul 2026 to 31 Dec 2026',
    );

    // each question says why it is asked; the answer follows
    await page.getByRole('group', { name: 'For which vehicles is it made?' }).getByLabel(/^M /).check();
    await visit.reads('Vehicle category M is covered by the class (M and N).');
    await page.getByRole('button', { name: '1 Jan 2027', exact: true }).click();
    await visit.reads(/^On 1 January 2027 .* needs a CCC certificate/, 'Asked: 1 Jan 2027');
    await page.goBack();

    // a product brings its class and place of manufacture
    await page.goto('/applicability/new');
    await visit.choose('Product of a client (optional)', 'Three-point belt');
    await visit.reads('Taken from the product.', /The product is made in Germany/);
    await page.getByRole('button', { name: 'Keep this answer' }).click();
    await visit.titled('Three-point belt TB-7');
    await visit.reads('A-2026-0001', 'by Lena Weiss', 'Lindauer Gurttechnik GmbH');

    const [letter] = await Promise.all([
      page.waitForResponse(/\/api\/applicability-checks\/[^/]+\/letter\?language=zh$/),
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: /Letter in Chinese/ }).click(),
    ]);
    expect(letter.headers()['content-type']).toBe('application/pdf');
    expect(letter.headers()['content-disposition']).toBe('inline; filename="ccc-applicability-A-2026-0001-zh.pdf"');

    await visit.press("Check again with today's data");
    await visit.reads("Nothing differs: today's data gives the same answer for the same reasons.");

    await page.getByRole('link', { name: 'Three-point belt TB-7' }).click();
    await visit.titled('Three-point belt TB-7');
    await visit.reads('A-2026-0001', 'for 20 Nov 2026');
    await page.getByRole('link', { name: 'Check again' }).click();
    await visit.reads("Nothing differs: today's data gives the same answer for the same reasons.");
  });

  it('the address carries the whole question, and the keyboard alone answers it', async () => {
    const visit = await product.visit({ as: consultant, width: 390, colorScheme: 'dark' });
    const { page } = visit;
    await page.goto('/applicability/new?class=1104&day=2026-12-31&use=exhibition&g.not-sold=yes');
    await visit.titled('Does it need CCC on that day?');
    await visit.reads('To be settled first');
    const stated = page.getByRole('group', { name: /^The display period/ });
    await stated.getByLabel('Not known').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await visit.within(page.waitForURL(/g\.display-stated=yes/));
    await page.getByRole('group', { name: 'Who imports it or applies?' }).getByLabel('the exhibiting company').focus();
    await page.keyboard.press('Space');
    await visit.reads('All conditions of the exemption that the sources name are met.');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});
