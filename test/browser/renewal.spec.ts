import type { Client } from '#database/entities/client.entity';
import type { Member } from '#database/entities/member.entity';
import type { Factory } from '#database/entities/factory.entity';
import { describeInBrowser, Product } from '../support/test-browser.js';

jest.setTimeout(120_000);

describeInBrowser('the renewals of certificates', () => {
  let product: Product;
  let consultant: Member;
  let client: Client;
  let factory: Factory;
  let first: string;

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    const { make } = product.api;
    const tenant = await make.tenant({ name: 'Jadebrücke' });
    consultant = await make.member({ tenant, role: 'consultant', name: 'Lena Weiss' });
    const staff = await product.api.as(consultant);
    client = await make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
    factory = await make.factory({ client, name: 'Lindau works', factoryClass: 'B', lastFollowUpOn: '2026-01-20' });
    const ids: string[] = [];
    for (const [number, issuedOn, validUntil] of [
      ['2022011109000001', '2022-04-01', '2027-03-31'],
      ['2022011109000002', '2022-05-01', '2027-04-30'],
    ]) {
      const unit = await make.product({ client, factory, classCode: '1109', name: `Lamp ${number!.slice(-1)}` });
      const input = { productId: unit.id, scheme: 'ccc', number, body: 'CCAP', issuedOn, validUntil };
      const { body } = await staff.post('/api/certificates').send(input).expect(201);
      ids.push(body.id as string);
    }
    first = ids[0]!;
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  it('are listed by client, seen before they are opened, opened at once, and refused a second time', async () => {
    const visit = await product.visit({ as: consultant });
    await visit.page.goto('/renewals');
    await visit.titled('Renewals');
    await visit.reads('Lindauer Lichttechnik GmbH', '2 renewals', 'Lamp 1');
    await visit.press('Open all renewals');
    await visit.reads('2 cases will be opened.');
    await visit.press('Open 2 cases');
    await visit.reads('2 cases opened.', '2026-0001');
    await visit.press('Close');
    await visit.reads('Case 2026-0001 open');
    await visit.page.goto(`/certificates/${first}`);
    await visit.reads('Ask for documents by', 'Case 2026-0001');
  });

  it('say on the certificate by when to file in both readings, what stands in the way and what a late filing means', async () => {
    const visit = await product.visit({ as: consultant, width: 390 });
    await visit.page.goto(`/certificates/${first}`);
    await visit.reads('How the rule is read', 'Day -90 is the last day: 31 Dec 2026');
    await visit.reads(/follow-up inspection of Lindau works/, /Only a new application/);
  });
});
