import type { Member } from '#database/entities/member.entity';
import { describeInBrowser, Product } from '../support/test-browser.js';

jest.setTimeout(120_000);

describeInBrowser('a campaign', () => {
  let product: Product;
  let manager: Member;

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    const { make } = product.api;
    const tenant = await make.tenant({ name: 'Jadebrücke' });
    manager = await make.member({ tenant, role: 'manager', name: 'Lena Weiss' });
    for (const [legalName, belts] of [
      ['Lindauer Gurte GmbH', ['Front belt', 'Rear belt']],
      ['Kestrel Motors Ltd', ['Child belt']],
    ] as const) {
      const client = await make.client({ tenant, legalName });
      await make.contact({ client, name: `Contact of ${legalName}`, language: 'en' });
      const factory = await make.factory({ client });
      for (const name of belts) {
        const belt = await make.product({ client, factory, classCode: '1104', standard: 'GB 14166-2024', name });
        await make.certificate({
          ...{ client, factory, product: belt, contact: null, responsible: manager },
          ...{ scheme: 'ccc-self-declaration-b', validUntil: null, issuedOn: '2024-05-01' },
          number: `SDOC-${name}`,
        });
      }
    }
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  it('is planned on an announcement, looked through, started once confirmed, excused where the announcement allows, and chased after a look', async () => {
    const visit = await product.visit({ as: manager });
    const { page } = visit;
    await page.goto('/campaigns/new?change=samr-57-2025');
    await visit.titled('Plan a campaign');
    await visit.reads('3 are hit', 'Lindauer Gurte GmbH: 2', /Dear Contact of|Dear Sir or Madam/);
    await visit.press('Add document');
    await visit.within(page.getByLabel('Document', { exact: true }).fill('Test report'));
    const letter = page.getByLabel('Text', { exact: true });
    const written = await visit.within(letter.inputValue());
    await visit.within(letter.fill(`${written}\n{{clients}}`));
    await visit.reads('{{clients}} is no field.');
    await visit.press('Check and save draft');
    await visit.reads('A field in the letter cannot be filled in. It is marked in its language.');
    await visit.within(letter.fill(written));
    await visit.press('Check and save draft');

    await visit.titled(/57/);
    await visit.reads('3 document requests', 'to 2 people', 'SDOC-Front belt');
    await visit.press('Start campaign');
    await visit.reads('3 cases', /2 letters, to 2 people/, 'Letters cannot be called back. A campaign starts once.');
    await visit.press('Start with 3 members');
    await visit.reads('How far they are', /= 3 members$/, '2026-0001');

    await visit.press('Acts for SDOC-Child belt');
    await visit.within(page.getByRole('menuitem', { name: 'Excuse' }).click());
    const grounds = page.getByRole('group', { name: 'Ground' }).getByRole('radio');
    expect(await visit.within(grounds.count())).toBeGreaterThan(1);
    await visit.within(grounds.first().check());
    await visit.press('Excuse');
    await visit.reads(/excused by Lena Weiss/, '1 of 3 done', /= 3 members$/);
    const numbers = await page.locator('li[data-step] b').allInnerTexts();
    expect(numbers.reduce((sum, number) => sum + Number(number), 0)).toBe(3);

    await visit.within(page.getByRole('checkbox', { name: 'Choose SDOC-Front belt' }).check());
    await visit.press('Chase');
    await visit.reads('No mail would go now.', 'was written to within 24 hours');
    await visit.press('Close');
  });

  it('keeps what is typed into a draft, and asks field by field when somebody saved it meanwhile', async () => {
    const colleague = await product.api.as(manager);
    const input = {
      ...{ name: 'Lamps', filter: { classCode: '1104' }, caseKind: 'change', schemeKey: 'ccc-change' },
      ...{ deadlineOn: '2027-03-31', ownerRule: { by: 'responsible', memberId: manager.id } },
      letter: { en: { subject: 'A change', body: 'Dear {{contact}},' } },
    };
    const { body: draft } = await colleague.post('/api/campaigns').send(input).expect(201);
    const visit = await product.visit({ as: manager });
    const { page } = visit;
    const name = page.getByLabel('Name', { exact: true });
    await page.goto(`/campaigns/${draft.id}/edit`);
    await visit.within(name.fill('Lamps of spring'));
    await page.goto('/campaigns');
    await page.goto(`/campaigns/${draft.id}/edit`);
    await visit.reads('Your unsaved entries are back.');
    expect(await visit.within(name.inputValue())).toBe('Lamps of spring');
    const theirs = { name: 'Lamps of autumn', deadlineOn: '2027-09-30', letter: { en: { subject: 'Another', body: 'Dear all,' } } }; // prettier-ignore
    await colleague
      .patch(`/api/campaigns/${draft.id}`)
      .send({ version: draft.version, ...theirs })
      .expect(200);
    await visit.press('Check and save draft');
    await visit.reads('30 Sep 2027', /Subject|Another/, 'Lamps of autumn');
    await visit.press('Save chosen');
    await visit.titled('Lamps of spring');
    visit.forgive(/409 PATCH/);
    const { body: saved } = await colleague.get(`/api/campaigns/${draft.id}`).expect(200);
    expect(saved).toMatchObject({ name: 'Lamps of spring', deadlineOn: '2027-09-30', letter: theirs.letter });
  });
});
