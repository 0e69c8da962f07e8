import type { Client } from '#database/entities/client.entity';
import type { Factory } from '#database/entities/factory.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { readCalendar } from '../support/calendar-reader.js';
import { makeAudit } from '../support/make-case.js';
import { describeInBrowser, Product, type Visit } from '../support/test-browser.js';

jest.setTimeout(240_000);

describeInBrowser('addresses of calendars', () => {
  let product: Product;
  let tenant: Tenant;
  let client: Client;
  let factory: Factory;
  let lena: Member;

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    const { make } = product.api;
    tenant = await make.tenant({ name: 'Jadebrücke', nameZh: '玉桥咨询' });
    client = await make.client({
      tenant,
      legalName: 'Lindauer Lichttechnik GmbH',
      legalNameZh: '林道照明技术有限公司',
    });
    factory = await make.factory({ client, name: 'Works Lindau', nameZh: '林道工厂' });
    lena = await make.member({ tenant, role: 'owner', name: 'Lena Weiss' });
    const audit = { plannedFrom: '2026-12-08', plannedTo: '2026-12-10', responsibleId: lena.id };
    await makeAudit(product.api, { client, factoryId: factory.id }, audit);
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  /** Makes one where the page offers it. @returns its address, as the dialog shows it */
  async function makeHere(visit: Visit, name: string) {
    await visit.press('Make address');
    const drawer = visit.page.getByRole('dialog');
    await drawer.getByRole('textbox', { name: 'Where it is read' }).fill(name);
    await drawer.getByRole('button', { name: 'Make address' }).click();
    const address = visit.page.locator('code');
    await visit.within(address.waitFor());
    return (await address.innerText()).trim();
  }
  const ask = (address: string) => product.api.nobody().get(new URL(address).pathname);

  it('are made in the profile, shown once, read by a calendar program, and dead once revoked', async () => {
    const visit = await product.visit({ as: lena });
    await visit.page.goto('/settings');
    await visit.reads('My calendars', 'No address yet.');
    const address = await makeHere(visit, 'Outlook');
    expect(address).toMatch(/^http:\/\/homolog\.localhost\/calendars\/[A-Za-z0-9_-]{43}\.ics$/);
    const link = visit.page.getByRole('link', { name: 'Open in calendar program' });
    expect(await link.getAttribute('href')).toBe(address.replace('http:', 'webcal:'));
    await visit.press('I have kept it');
    const { text } = await ask(address).expect(200);
    expect(readCalendar(text).entries).toMatchObject([{ summary: 'Follow-up inspection: Works Lindau', start: '20261208' }]); // prettier-ignore
    await visit.page.reload();
    await visit.reads('Outlook', /last read on .*20 Nov/);
    expect(await visit.page.content()).not.toContain(address.split('/').at(-1)!.slice(0, 43));
    await visit.press('Revoke Outlook');
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await visit.reads('Address revoked', 'No address yet.');
    await ask(address).expect(404);
  });

  it('are made of a client, a factory and the organisation, each on its page', async () => {
    const visit = await product.visit({ as: lena, width: 390, colorScheme: 'dark' });
    const places = [`/clients/${client.id}`, `/factories/${factory.id}`, '/settings/organisation'];
    for (const place of places) {
      await visit.page.goto(place);
      await visit.reads('No address yet.');
      const address = await makeHere(visit, 'Phone');
      await visit.press('I have kept it');
      await visit.reads('Phone');
      expect(readCalendar((await ask(address).expect(200)).text).entries).toHaveLength(1);
    }
  });

  it('speak German and Chinese, and a client’s person makes those of itself and its company', async () => {
    const { make } = product.api;
    const inGerman = await make.person({ name: 'Katrin Vogt', language: 'de' });
    const inChinese = await make.person({ name: '孙天', language: 'zh' });
    const guest = await make.member({ tenant, client, person: inGerman });
    const colleague = await make.member({ tenant, person: inChinese });
    const german = await product.visit({ as: guest, language: 'de' });
    await german.page.goto('/portal/account');
    await german.reads('Meine Kalender', 'Kalender Ihres Unternehmens');
    const chinese = await product.visit({ as: colleague, language: 'zh' });
    await chinese.page.goto('/settings');
    await chinese.reads('我的日历', '暂无地址。');
  });
});
