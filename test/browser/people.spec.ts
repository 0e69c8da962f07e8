import type { Response } from 'playwright-core';
import type { Tenant } from '#database/entities/tenant.entity';
import { describeInBrowser, Product } from '../support/test-browser.js';

jest.setTimeout(240_000);

const PASSWORD = 'correct-horse-battery';

describeInBrowser('people at work, each in a browser of their own', () => {
  let product: Product;
  let tenant: Tenant;

  beforeAll(async () => {
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00' });
    tenant = await product.api.make.tenant({ name: 'Jade Homologation' });
  });
  afterAll(() => product?.close());
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  it('someone without a mouse signs in, finds a certificate in the list, opens it and goes back', async () => {
    const person = await product.signUp('Kim Keys', 'kim@keys.example', PASSWORD);
    await product.api.make.member({ tenant, person });
    for (const number of ['KEY-1', 'KEY-2', 'KEY-3'])
      await product.api.make.certificate({ tenant, number, validUntil: `2028-01-0${number.at(-1)}` });
    const visit = await product.visit();
    const { page } = visit;
    const { keyboard } = page;
    await page.goto('/certificates');
    await visit.titled('Sign in');
    await keyboard.type('kim@keys.example'); // the first field has the focus
    await keyboard.press('Tab');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await visit.titled('Certificates');
    visit.forgive(/^401 GET \/api\/me$/);

    await keyboard.press('g');
    await keyboard.press('t');
    await visit.titled('Friday 20 November 2026');
    await keyboard.press('g');
    await keyboard.press('c');
    await visit.titled('Certificates');
    await visit.reads('KEY-3');
    await visit.tabTo('KEY-1');
    await keyboard.press('j');
    await keyboard.press('j');
    expect(await visit.focused()).toContain('KEY-3');
    await keyboard.press('k');
    expect(await visit.focused()).toContain('KEY-2');
    await keyboard.press('Enter');
    await visit.reads('What is known', 'KEY-2');
    await page.goBack();
    await visit.titled('Certificates');
    await visit.reads('KEY-1');
  });

  it('a client’s person sees only its own company, no internal words, and nothing behind a foreign address', async () => {
    const { make } = product.api;
    const own = await make.client({ tenant, legalName: 'Nordgurt AB' });
    const foreign = await make.client({ tenant, legalName: 'Kestrel Motors Ltd' });
    const seen = await make.certificate({ client: own, number: 'OWN-1' });
    const hidden = await make.certificate({ client: foreign, number: 'FOREIGN-1' });
    const member = await make.member({ client: own, name: 'Anna Rossi' });
    const visit = await product.visit({ as: member });
    const { page } = visit;

    await page.goto('/');
    await visit.titled('Nothing needs you');
    const entries = page.getByRole('navigation', { name: 'Your pages' }).getByRole('link');
    const names = (await entries.allInnerTexts()).map((name) => name.replace(/\s+/g, ' '));
    expect(names).toEqual(['Overview', 'Certificates 1', 'Inspections', 'Approvals', 'Documents']);
    expect(await page.getByRole('navigation', { name: 'Main', exact: true }).count()).toBe(0);

    await page.goto('/certificates');
    await visit.titled('Certificates');
    await visit.reads('OWN-1');
    expect(await visit.text()).not.toMatch(/FOREIGN-1|Kestrel/);

    await page.goto(`/certificates/${seen.id}`);
    await visit.titled(/Exterior light/);
    await visit.reads('OWN-1', 'What is known');
    expect(await visit.text()).not.toMatch(/internal|history|responsible|reminder|edit/i);

    await page.goto(`/certificates/${hidden.id}`);
    await visit.reads('This does not exist, or it is not yours to see.');
    expect(await visit.text()).not.toMatch(/FOREIGN-1|Kestrel/);
    await page.goto(`/clients/${foreign.id}`);
    await visit.reads('This does not exist, or it is not yours to see.');
    visit.forgive(/^404 GET \/api\//);
    // A screen that is not theirs is not there: no heading of it, and nothing is asked of the api that it would refuse.
    for (const address of ['/imports', '/imports/new', '/reminders', '/settings/members', '/settings/reminders']) {
      await page.goto(address);
      await visit.reads('This does not exist, or it is not yours to see.');
      expect(await visit.text()).not.toMatch(/Reminders|Imports|Members/);
    }
  });

  it('a viewer finds the screens that show, and not those that change', async () => {
    const visit = await product.visit({ as: await product.api.make.member({ tenant, role: 'viewer' }) });
    for (const address of ['/imports/new', '/settings/organisation']) {
      await visit.page.goto(address);
      await visit.reads('This does not exist, or it is not yours to see.');
    }
    await visit.page.goto('/settings/members');
    await visit.reads('Who works here, and what each may do.');
  });

  it('somebody who chooses a language without a connection reads it, and that it could not be kept', async () => {
    const visit = await product.visit({ as: await product.api.make.member({ tenant, role: 'viewer' }) });
    const { page } = visit;
    const isMe = (method: string) => (answer: Response) =>
      answer.url().endsWith('/api/me') && answer.request().method() === method;
    // the network is never quiet, because the page listens for news: a choice is kept when the person was read anew
    // after it; the answer of an earlier reading may still be on its way
    const choose = async (language: string, reads: string) => {
      const kept = page.waitForResponse(isMe('PATCH')).then(() => page.waitForResponse(isMe('GET')));
      await page.getByText(language, { exact: true }).click();
      await visit.reads(reads);
      await (await kept).finished();
    };
    await page.goto('/settings');
    await visit.titled('Settings');
    await choose('Deutsch', 'Sprache');
    await choose('English', 'Language');
    await page.context().setOffline(true);
    await page.getByText('Deutsch', { exact: true }).click();
    await visit.reads(
      'Sprache',
      'Der Server ist nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    );
    await page.context().setOffline(false);
    expect(visit.faults.filter((fault) => fault.startsWith('script error'))).toEqual([]);
    visit.faults.splice(0);
  });

  it('two people who edit one client see both values, and nothing that was typed is lost', async () => {
    const { make } = product.api;
    const client = await make.client({ tenant, legalName: 'Brennegger Bremstechnik GmbH', address: 'Old Street 1' });
    const [first, second] = await Promise.all([
      product.visit({ as: await make.member({ tenant, name: 'Mona First' }) }),
      product.visit({ as: await make.member({ tenant, name: 'Sven Second' }) }),
    ]);
    for (const visit of [first, second]) {
      await visit.page.goto(`/clients/${client.id}`);
      await visit.titled(/Brennegger/);
      await visit.press('Edit client');
      await visit.page.getByLabel(/^Address \(optional\)/).waitFor();
    }
    await first.page.getByLabel(/^Address \(optional\)/).fill('First Street 2');
    await first.press('Save client');
    await first.reads('First Street 2');

    await second.page.getByLabel(/^Address \(optional\)/).fill('Second Street 3');
    await second.page.getByLabel(/^Legal name in Chinese/).fill('布伦内格制动技术有限公司');
    await second.press('Save client');
    await second.reads('Someone changed this meanwhile', /^Mona First changed it at 20 Nov 2026/);
    const conflict = second.page.getByRole('dialog', { name: 'Someone changed this meanwhile' });
    expect(await conflict.getByRole('radio').count()).toBe(2);
    await conflict.getByRole('radio', { name: 'First Street 2' }).waitFor();
    expect(await conflict.getByRole('radio', { name: 'Second Street 3' }).isChecked()).toBe(true);
    await second.press('Save chosen');
    await conflict.waitFor({ state: 'detached' });
    await second.titled(/布伦内格制动技术有限公司/);
    await second.reads('Second Street 3');
    second.forgive(/^409 PATCH \/api\/clients\//);
  });
});
