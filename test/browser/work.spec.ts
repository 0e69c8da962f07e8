import type { Tenant } from '#database/entities/tenant.entity';
import type { ApplicationPage } from '#features/applications/application-list.dto';
import type { ApplicationView } from '#features/applications/applications.dto';
import type { Agent } from '../support/test-app.js';
import { describeInBrowser, Product, type Visit } from '../support/test-browser.js';

jest.setTimeout(240_000);

describeInBrowser('many cases at once', () => {
  let product: Product;
  let tenant: Tenant;
  let agent: Agent;
  let visit: Visit;
  /** by the name of its product */
  const cases: Record<string, ApplicationView> = {};

  const open = async (name: string): Promise<ApplicationView> => {
    const client = await product.api.make.client({ tenant, legalName: `${name} GmbH` });
    const { id: productId } = await product.api.make.product({ client, classCode: '1109', name });
    const input = { kind: 'new', schemeKey: 'ccc-standard', startedOn: '2026-11-16', units: [{ productId }] };
    return (await agent.post('/api/applications').send(input).expect(201)).body as ApplicationView;
  };
  const stageOf = async (name: string): Promise<string | null> => {
    const { body } = await agent.get('/api/applications').expect(200);
    return (body as ApplicationPage).items.find(({ id }) => id === cases[name]!.id)!.stageKey;
  };

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    tenant = await product.api.make.tenant({ name: 'Jade Homologation' });
    const member = await product.api.make.member({ tenant, role: 'consultant', name: 'Lena Weiss' });
    agent = await product.api.as(member);
    for (const name of ['Fog lamp', 'Rear lamp', 'Side marker']) cases[name] = await open(name);
    visit = await product.visit({ as: member });
  });
  afterAll(() => product?.close());

  it('are moved only after it was shown what becomes of each, and a refused one is told in words and stays chosen', async () => {
    const { page } = visit;
    await page.goto('/cases');
    await visit.titled('Cases');
    await visit.reads('Fog lamp', 'Rear lamp', 'Side marker');
    for (const name of ['Fog lamp', 'Rear lamp']) await page.getByRole('checkbox', { name: new RegExp(name) }).check();
    await visit.reads('2 cases chosen');

    // meanwhile somebody blocks one of them
    const stale = cases['Rear lamp']!;
    await agent
      .post(`/api/applications/${stale.id}/moves`)
      .send({ version: stale.version, stageId: stale.stages[0]!.id, act: 'block', blocker: 'fee-unpaid' })
      .expect(201);

    await visit.press('Move');
    await page.getByRole('combobox', { name: 'What is recorded' }).click();
    await page.getByRole('option', { name: 'Complete' }).click();
    await visit.press('Show what changes');
    await visit.reads('1 case would change, 1 refused. Nothing is changed yet.');
    const preview = page.getByRole('list', { name: 'What would become of each case' });
    const refused = preview.getByRole('listitem').filter({ hasText: 'Rear lamp' });
    await refused.getByText('Someone changed this meanwhile').waitFor();
    await preview
      .getByRole('listitem')
      .filter({ hasText: 'Fog lamp' })
      .getByText('Preparation of the application file')
      .waitFor();
    expect(await stageOf('Fog lamp')).toBe('scope-check');

    // as it is now it can be judged, and is refused for what it is
    await visit.press('Go on with them as they are now');
    await refused.getByText('In its present state the stage cannot do this.').waitFor();
    await visit.press('Move 1 case');
    await visit.reads('1 case changed, 1 refused.', 'What was refused stays chosen.');
    expect(await stageOf('Fog lamp')).toBe('documents');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await visit.reads('1 case chosen');
    expect(await page.getByRole('checkbox', { name: /Rear lamp/ }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: /Fog lamp/ }).isChecked()).toBe(false);
    expect(await product.endVisits()).toEqual([]);
  });
});
