import { describeInBrowser, Product, type Visit } from '../support/test-browser.js';

jest.setTimeout(240_000);

const REGISTER = 'test/fixtures/registers/certificate-register.xlsx';
const FAULTY = 'test/fixtures/registers/certificate-register-faulty.xlsx';

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

describeInBrowser('a consultancy’s first register, in a browser', () => {
  let product: Product;

  beforeAll(async () => {
    // A Friday, six weeks before the declarations end.
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  async function upload(visit: Visit, file: string): Promise<void> {
    await visit.page.goto('/imports/new');
    await visit.titled('Import a register');
    await visit.page.locator('input[type=file]').setInputFiles(file);
  }

  /** The rows of the table beside the check: noun, new, known. */
  async function counts(visit: Visit): Promise<string[]> {
    const rows = visit.page.locator('aside table tbody tr');
    await rows.first().waitFor();
    return (await rows.allInnerTexts()).map(oneLine);
  }

  it('goes from signing up to the dates of today, and a second import changes nothing', async () => {
    const visit = await product.visit();
    const { page } = visit;
    await page.goto('/sign-up');
    await page.getByLabel('Your name').fill('Lena Weiss');
    await page.getByLabel('E-mail').fill('lena@jade.example');
    await page.getByLabel('Password', { exact: true }).fill('correct-horse-battery');
    await visit.press('Create account');
    await visit.titled('Check your mail');

    await page.goto(await product.mailedLink('lena@jade.example'));
    await page.getByLabel('Password', { exact: true }).fill('correct-horse-battery');
    await visit.press('Verify');

    await visit.titled('Your company');
    await page.getByLabel('Name in Latin script').fill('Jade Homologation');
    await visit.choose('Country', 'Germany');
    await visit.press('Start with Jade Homologation');
    await visit.reads('No dates in the next 90 days.');

    await upload(visit, REGISTER);
    await visit.reads('140 rows without a fault. Ready to import.');
    const made = await counts(visit);
    expect(made).toEqual(
      expect.arrayContaining([
        'Clients 12 0',
        'Contacts 24 0',
        'Factories 22 0',
        'Certificates 61 0',
        'Declarations 79 0',
      ]),
    );
    const conversions = await page.getByRole('listitem').filter({ hasText: 'conversions' }).first().innerText();
    expect(oneLine(conversions)).toContain('79 conversions under Announcement 57/2025 3 met already');

    await visit.choose(/United States: by which clock/, 'New York');
    await visit.press('Import 140 rows');
    await visit.reads(/^[\d,]+ mails to 28 people, first on Fri 20 Nov 2026, in the morning/);
    await visit.press(/^Let [0-9,]+ mails go$/);
    await visit.reads('140 rows imported.');

    await page.getByRole('link', { name: 'Today' }).first().click();
    await visit.titled('Friday 20 November 2026');
    await visit.reads('41 days to 31 December', '76 of 79 declarations are still to be converted.', '76 open');

    await visit.press(/language, appearance, sign out/);
    await page.getByRole('menuitem', { name: 'Deutsch' }).click();
    await visit.titled('Freitag, 20. November 2026');
    await visit.reads('Noch 41 Tage bis 31. Dezember', '76 von 79 Erklärungen sind noch umzuwandeln.', '76 offen');
    await page.getByRole('menuitem', { name: '中文' }).click();
    await visit.titled('2026年11月20日 星期五');
    await visit.reads('距12月31日还有41天', '79份自我声明中尚有76份待转换。', '76份待转换');
    await page.getByRole('menuitem', { name: 'English' }).click();
    await visit.titled('Friday 20 November 2026');

    await upload(visit, REGISTER);
    await visit.reads('All 140 rows are known already. There is nothing new.');
    expect(await counts(visit)).toEqual(expect.arrayContaining(['Clients 0 12', 'Certificates 0 61']));
  });

  it('refuses a faulty file whole and names its twelve faults by row and column', async () => {
    const member = await product.api.make.member({ role: 'consultant' });
    const visit = await product.visit({ as: member });
    await upload(visit, FAULTY);
    await visit.reads('12 faults in 11 rows. Nothing was imported.');
    const rows = visit.page.locator('tr[data-fault]');
    await rows.nth(11).waitFor();
    const faults = (await rows.allInnerTexts()).map((row) => row.split('\t').slice(0, 3).map(oneLine));
    expect(faults).toEqual([
      ['5', 'T Issued / 发证日期', '31.02.2024'],
      ['10', 'R Certificate or declaration no. / 证书编号', '2024012207100077'],
      ['12', 'L Product class / 产品类别', '1999'],
      ['14', 'D E-mail', 'certification(at)example.com'],
      ['14', 'U Valid until / 有效期至', '2019-01-01'],
      ['16', 'A Client / 客户', 'empty'],
      ['18', 'V Status / 状态', 'maybe'],
      ['20', 'P Scheme / 认证方式', 'CE'],
      ['22', 'J Factory class / 工厂分类', 'E'],
      ['24', 'T Issued / 发证日期', 'soon'],
      ['26', 'R Certificate or declaration no. / 证书编号', '=CONCATENATE("2026","01")'],
      ['28', 'M Product / 产品名称', `${'x'.repeat(79)}…`],
    ]);
    expect(await visit.page.getByRole('button', { name: /^Import/ }).count()).toBe(0);
    await visit.page.goto('/certificates');
    await visit.reads('No certificates yet.');
  });
});
