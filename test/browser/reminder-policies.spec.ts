import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { describeInBrowser, Product } from '../support/test-browser.js';

jest.setTimeout(240_000);

describeInBrowser('reminder policies on their screens', () => {
  let product: Product;
  let tenant: Tenant;
  let leader: Member;

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    const { make } = product.api;
    tenant = await make.tenant({ name: 'Jadebrücke Homologation', nameZh: '玉桥认证咨询' });
    leader = await make.member({ tenant, name: 'Omar Owner', role: 'owner' });
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  it('a leader gives a client a policy of its own, having seen what it would send and what it would change', async () => {
    const { make, app, look } = product.api;
    const client = await make.client({
      tenant,
      legalName: 'Hoshikawa Glass Co., Ltd.',
      legalNameZh: '星川玻璃',
      country: 'JP',
    });
    const contact = await make.contact({ client, name: 'Kenji Sato', language: 'zh', timeZone: 'Asia/Tokyo' });
    const responsible = await make.member({ tenant, name: 'Lena Weiss' });
    const item = await make.product({ client, classCode: '1301', name: 'Laminated windscreen' });
    const parts = { tenant, client, contact, responsible, product: item };
    const certificate = await make.certificate({ ...parts, scheme: 'ccc-self-declaration-b', validUntil: null });
    const facts = { ...certificate, classCode: '1301', isReplaced: false };
    await make.inside(tenant, () =>
      app
        .get(DeadlinesService)
        .restate({ certificateId: certificate.id }, certificateDeadlines(facts, shippedReference())),
    );

    const visit = await product.visit({ as: leader });
    const { page } = visit;
    await page.goto(`/clients/${client.id}`);
    await visit.reads('No policy of its own');
    await page.getByText(/more kinds of deadlines/).click();
    await page.getByRole('link', { name: 'Set its own policy: Conversion' }).click();
    await visit.titled('Reminders: Conversion');
    await visit.reads('Starts from the default', 'It holds for 1 open deadline.', 'Nothing changes for the reminders');

    // eight steps stand there; two are left, of which one counts working days
    for (let step = 8; step > 2; step -= 1) await page.getByRole('button', { name: `Remove step ${step}` }).click();
    await page.getByLabel('Days of step 1').fill('20');
    await page.getByLabel('Days of step 2').fill('');
    await visit.reads('The preview follows once every step is complete.');
    await page.getByLabel('Days of step 2').fill('5');
    await page.getByRole('combobox', { name: 'Unit of step 2' }).click();
    await page.getByRole('option', { name: 'working days before' }).click();
    await visit.reads('What would be sent', 'would no longer come');
    // who is asked when nobody answers the step that comes alone; nobody else is a manager here
    await page.getByRole('button', { name: 'Remove link 1' }).click();
    await page.getByRole('button', { name: 'Remove link 1' }).click();
    await page.getByRole('button', { name: 'Ask one more' }).click();
    await visit.reads('The chain ends with managers or owners.', 'The preview follows once every step is complete.');
    await page.getByRole('button', { name: 'Remove link 2' }).click();
    await page.getByLabel('Working days before link 1').fill('11');
    await visit.reads('From 1 to 10 working days.');
    await page.getByLabel('Working days before link 1').fill('2');
    await visit.reads('If nobody answers', /no answer was given, 08:00 Berlin/);
    await visit.within(page.getByRole('heading', { name: '28 Dec 2026' }).waitFor());
    await page.getByRole('button', { name: 'Save policy' }).click();
    await visit.titled(/Hoshikawa/);
    await visit.reads('owners of the organisation after 2 working days');
    await visit.reads('Own policy of the client', '20 days before', '5 working days before');

    const steps = await look<{ step: string }>(
      `select distinct step_days || ' ' || step_unit as step from reminders
       where tenant_id = $1 and state = 'planned' and step_days >= 0 order by 1`,
      [tenant.id],
    );
    expect(steps.map(({ step }) => step)).toEqual(['20 calendar', '5 working']);

    await page.goto('/settings/reminders');
    await visit.titled('Settings');
    await visit.reads('Hoshikawa Glass', 'Reminders leave at', '08:00', "Your organisation's policies");
    await page.getByRole('button', { name: 'Edit hours' }).click();
    await page.getByRole('combobox', { name: 'Reminders leave at' }).click();
    await page.getByRole('option', { name: '06:00' }).click();
    await page.getByRole('button', { name: 'Save hours' }).click();
    await visit.reads('The morning lies in the quiet hours');
  });

  it('somebody enters an absence and who stands in, and takes it back', async () => {
    const { make } = product.api;
    const lena = await make.member({ tenant, name: 'Lena Away' });
    await make.member({ tenant, name: 'Noor Deputy' });
    const visit = await product.visit({ as: lena });
    const { page } = visit;
    await page.goto('/settings');
    await visit.reads('You are not entered as away.');
    await page.getByRole('button', { name: 'Enter absence' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('First day away').fill('2026-12-21');
    await form.getByLabel('Last day away').fill('2027-01-03');
    await form.getByRole('combobox', { name: /Stands in/ }).click();
    await page.getByRole('option', { name: 'Noor Deputy' }).click();
    await form.getByRole('button', { name: 'Save absence' }).click();
    await visit.reads('21 Dec 2026 to 3 Jan 2027', 'Noor Deputy');
    await page.getByRole('button', { name: /^Remove the absence of Lena Away/ }).click();
    await visit.reads('You are not entered as away.');
  });
});
