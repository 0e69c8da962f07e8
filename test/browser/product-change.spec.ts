import type { Client } from '#database/entities/client.entity';
import type { Member } from '#database/entities/member.entity';
import { describeInBrowser, Product } from '../support/test-browser.js';

jest.setTimeout(120_000);

describeInBrowser('a change of goods', () => {
  let product: Product;
  let consultant: Member;
  let guest: Member;
  let client: Client;

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    const { make } = product.api;
    const tenant = await make.tenant({ name: 'Jadebrücke' });
    consultant = await make.member({ tenant, role: 'consultant', name: 'Lena Weiss' });
    client = await make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
    guest = await make.member({ tenant, client, name: 'Anna Rossi' });
    const factory = await make.factory({ client, name: 'Lindau works' });
    const lamp = await make.product({ client, factory, classCode: '1109', name: 'Rear lamp' });
    await make.certificate({ client, product: lamp, factory, number: '2024011109000001' });
    const mirror = await make.product({ client, factory, classCode: '1109', name: 'Mirror' });
    await make.certificate({ client, product: mirror, factory, number: '2024011109000002' });
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  it('is entered once, shows what it touches before it is saved, drafts its cases, and tells the client what must wait', async () => {
    const visit = await product.visit({ as: consultant });
    const { page } = visit;
    await page.goto('/product-changes/new');
    await visit.titled('Enter a change');
    await visit.within(page.getByRole('radio', { name: /Factory site/ }).check());
    await visit.choose('Client', 'Lindauer Lichttechnik GmbH');
    await visit.choose('Factory', 'Lindau works');
    await visit.reads('2 certificates and declarations are touched.', 'made in this factory', 'new factory inspection');
    await visit.within(page.getByRole('checkbox', { name: '2024011109000002 is touched' }).uncheck());
    await visit.within(page.getByLabel('Why is 2024011109000002 not touched?').fill('made in hall 1'));
    await visit.within(page.getByLabel('Title').fill('Move to hall 3'));
    await visit.within(page.getByLabel('Changed goods leave from (optional)').fill('2026-11-10'));
    await visit.press('Save change');
    await visit.titled('Move to hall 3');
    await visit.reads('Changed goods were to leave before the change is accepted.', 'made in hall 1', /before changed goods leave the factory/); // prettier-ignore
    await visit.press('Open change cases');
    await visit.reads('1 case will be opened.', 'code 04');
    await visit.press('Open 1 case');
    await visit.reads('1 case opened.', '2026-0001');
    await visit.press('Close');
    await visit.reads('Case open');

    const client = await product.visit({ as: guest });
    await client.page.goto('/portal/certificates');
    await client.reads('Changes under way', 'Move to hall 3', /1 certificate waits/);
  });
});
