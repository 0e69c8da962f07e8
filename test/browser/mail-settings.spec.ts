import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { Client } from '#database/entities/client.entity';
import { newId } from '#database/db';
import { DnsTexts } from '#platform/dns-texts';
import { describeInBrowser, Product } from '../support/test-browser.js';

jest.setTimeout(240_000);

describeInBrowser('mails of a tenant', () => {
  let product: Product;
  let tenant: Tenant;
  let client: Client;
  let lena: Member;
  const records = new Map<string, string[]>();

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    const { make, app } = product.api;
    tenant = await make.tenant({ name: 'Jadebrücke', nameZh: '玉桥咨询' });
    client = await make.client({ tenant, legalName: 'Kestrel Motors Ltd' });
    lena = await make.member({ tenant, role: 'owner', name: 'Lena Weiss' });
    app.get(DnsTexts).ask = async (name) => records.get(name) ?? [];
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  it('get a sender, which is used once its record is found', async () => {
    const visit = await product.visit({ as: lena });
    await visit.page.goto('/settings/mails');
    await visit.press('Edit sender');
    const drawer = visit.page.getByRole('dialog');
    const colour = drawer.getByRole('textbox', { name: /Colour/ });
    await drawer.getByRole('textbox', { name: 'Sender address' }).fill('termine@jade.test');
    await colour.fill('#ffd700');
    await colour.press('Tab'); // puts the swatches away
    await drawer.getByRole('button', { name: 'Save sender' }).click();
    await visit.reads('A colour like #0b6068 that can be read on white.');
    await colour.fill('#9c2a68');
    await colour.press('Tab'); // puts the swatches away
    await drawer.getByRole('button', { name: 'Save sender' }).click();
    await visit.reads('Not found yet: mails come from', 'v=DKIM1; k=rsa; p=');
    await visit.press('Look now');
    await visit.reads('Not there yet, looked');
    const codes = await visit.page.locator('code').allInnerTexts();
    records.set(
      codes.find((text) => text.includes('_domainkey'))!,
      [codes.find((text) => text.startsWith('v=DKIM1'))!],
    );
    await visit.press('Look now');
    await visit.reads('Found: mails come from termine@jade.test and are signed.');
  });

  it('can be looked at and sent to oneself', async () => {
    const visit = await product.visit({ as: lena, width: 390, colorScheme: 'dark' });
    await visit.page.goto('/settings/mails');
    await visit.reads(/7 days: convert SDOC/);
    const mail = visit.page.frameLocator('iframe');
    await visit.within(mail.getByRole('heading', { name: /Convert this self-declaration/ }).waitFor());
    await visit.press('Send to myself');
    await visit.reads(/Sent to .*19 more in this hour/);
    expect(product.mails.mails().map(({ to }) => to)).toEqual([[lena.email]]);
  });

  it('show which addresses they do not reach, there and beside the contact, until a person lifts the mark', async () => {
    const contact = await product.api.make.contact({ client, name: 'Emma Carter' });
    await product.api.make.inside(tenant, () =>
      product.api.db.query(
        `insert into suppressed_addresses (id, email, reason, answer, since) values ($1, $2, 'bounce', '550 5.1.1 User unknown', now())`,
        [newId(), contact.email],
      ),
    );
    const visit = await product.visit({ as: lena });
    await visit.page.goto(`/clients/${client.id}`);
    await visit.reads(/Mails come back since/);
    await visit.page.goto('/settings/mails');
    await visit.reads('550 5.1.1 User unknown', 'Emma Carter, Kestrel Motors Ltd');
    await visit.press(`Let mails go there again: ${contact.email}`);
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Let mails go there again' }).click();
    await visit.reads('Every address takes its mails.');
  });

  it('are heard by channels that are added, tested, switched off and removed', async () => {
    const visit = await product.visit({ as: lena });
    await visit.page.goto('/settings/channels');
    await visit.page.getByRole('button', { name: 'Add channel' }).nth(1).click();
    const drawer = visit.page.getByRole('dialog');
    await drawer.getByRole('textbox', { name: 'Name' }).fill('Team room');
    await drawer.getByLabel('Address').fill('https://evil.test/hook');
    await drawer.getByRole('button', { name: 'Add channel' }).click();
    await visit.reads(/This address belongs to another service/);
    visit.forgive(/^400 POST \/api\/channels$/);
    await drawer.getByLabel('Address').fill('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret-key');
    await drawer.getByRole('button', { name: 'Add channel' }).click();
    await visit.reads('Team room', 'qyapi.weixin.qq.com', 'Nothing sent yet.');
    expect(await visit.page.content()).not.toContain('secret-key');
    await visit.press('Remove Team room');
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await visit.reads('Channel removed.');
  });
});
