import { Mark } from '#database/entities/mark.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { describeInBrowser, Product, type Visit } from '../support/test-browser.js';

jest.setTimeout(240_000);

describeInBrowser('the question whether a model may ship', () => {
  let product: Product;
  let tenant: Tenant;
  let consultant: Member;
  let guest: Member;

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    const { make } = product.api;
    tenant = await make.tenant({ name: 'Jadebrücke' });
    consultant = await make.member({ tenant, role: 'consultant', name: 'Lena Weiss' });
    await declared('Suzhou Seatbelt Co., Ltd.', 'Belt', 'SB-100');
    const mirrors = await declared('Hanse Spiegel GmbH', 'Belt of Hanse', 'HS-7');
    guest = await make.member({ tenant, client: mirrors, name: 'Katrin Vogt' });
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  /** A client whose belts stand on a self-declaration, with the mark in use. */
  async function declared(legalName: string, name: string, model: string) {
    const { make, db, clock } = product.api;
    const client = await make.client({ tenant, legalName });
    const belt = await make.product({ client, classCode: '1104', name, models: [model] });
    const { id } = await make.certificate({ client, product: belt, scheme: 'ccc-self-declaration-b', number: `SDOC-${model}`, issuedOn: '2021-03-01', validUntil: null }); // prettier-ignore
    await make.inside(tenant, () =>
      db.add(Mark, {
        certificateId: id,
        clientId: client.id,
        form: 'moulded',
        usedFrom: '2021-06-01',
        createdAt: clock.now(),
      }),
    );
    return client;
  }

  async function ask(visit: Visit, model: string, day: string) {
    await visit.within(visit.page.getByRole('textbox', { name: 'Model' }).fill(model));
    await visit.within(visit.page.getByLabel('Day in Beijing').first().fill(day));
    await visit.press('Check');
  }

  it('is answered on both sides of the last day of self-declarations, with the reason', async () => {
    const visit = await product.visit({ as: consultant });
    await visit.page.goto('/release');
    await visit.titled('May it ship?');
    await ask(visit, 'SB 100', '31 Dec 2026');
    await visit.reads('Yes, it may ship', /On Thu(rsday)? 31 Dec(ember)? 2026, Beijing time/, 'Belt', 'For');
    await ask(visit, 'SB 100', '2027-01-01');
    await visit.reads('No, it must not ship', 'Self-declarations of this class no longer count on that day.');
    expect(new URL(visit.page.url()).searchParams.get('on')).toBe('2027-01-01');
  });

  it('is printed as a statement in the language of whoever needs it', async () => {
    const visit = await product.visit({ as: consultant, width: 390 });
    await visit.page.goto('/release?model=SB-100&on=2027-01-01');
    await visit.reads('No, it must not ship');
    const opened = visit.page.waitForEvent('popup');
    const sent = visit.page.waitForResponse(/\/api\/goods-release\/statement\?/);
    await visit.press('Print statement');
    await visit.within(visit.page.getByRole('menuitem', { name: 'Deutsch' }).click());
    const answer = await sent;
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.headers()['content-disposition']).toContain('2027-01-01-SB-100-de.pdf');
    expect((await opened).isClosed()).toBe(false);
  });

  it('is answered for a client about its own goods, and of others it knows nothing', async () => {
    const visit = await product.visit({ as: guest, width: 390 });
    await visit.page.goto('/portal/release');
    await visit.titled('May it ship?');
    await ask(visit, 'HS-7', '31 Dec 2026');
    await visit.reads('Yes, it may ship', 'Belt of Hanse');
    await ask(visit, 'SB-100', '31 Dec 2026');
    await visit.reads('No product with the model SB-100 is recorded.');
    expect(await visit.text()).not.toContain('Suzhou');
  });
});
