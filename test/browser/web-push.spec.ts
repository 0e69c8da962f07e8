import { createECDH, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import ece from 'http_ece';
import type { Page, Worker } from 'playwright-core';
import type { Member } from '#database/entities/member.entity';
import { describeInBrowser, Product } from '../support/test-browser.js';

jest.setTimeout(120_000);

const ORIGIN = 'http://homolog.localhost';

/** The keys of a device, as a browser makes them when it subscribes. */
const device = createECDH('prime256v1');
const authSecret = randomBytes(16).toString('base64url');

describeInBrowser('this browser as a channel', () => {
  let product: Product;
  let lena: Member;
  let pushService: Server;
  let endpoint: string;
  const taken: Buffer[] = [];

  /** Browsers reach their maker's push service only; this one stands in for it, and hands over what it took. */
  beforeAll(async () => {
    device.generateKeys();
    pushService = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        taken.push(Buffer.concat(chunks));
        response.writeHead(201).end();
      });
    });
    await new Promise<void>((done) => pushService.listen(0, '127.0.0.1', done));
    endpoint = `http://127.0.0.1:${(pushService.address() as AddressInfo).port}/push/device`;
    const settings = { HOMOLOG_CHANNELS_TO_LOOPBACK: 'true' };
    product = await Product.start({ clock: '2026-11-20T10:00:00+01:00', settings });
    const tenant = await product.api.make.tenant({ name: 'Jadebrücke', nameZh: '玉桥咨询' });
    lena = await product.api.make.member({ tenant, role: 'owner', name: 'Lena Weiss' });
  });
  afterAll(async () => {
    await product?.close();
    pushService?.close();
  });
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  async function addThisBrowser(page: Page): Promise<void> {
    await page.goto('/settings/channels');
    await page.getByRole('button', { name: 'Add channel' }).first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('combobox', { name: 'Where' }).click();
    await page.getByRole('option', { name: 'This browser' }).click();
    await drawer.getByRole('textbox', { name: 'Name' }).fill('My desk');
    await drawer.getByRole('button', { name: 'Add channel' }).click();
  }

  it('says so where the person does not allow it', async () => {
    const visit = await product.visit({ as: lena });
    await addThisBrowser(visit.page);
    await visit.reads(/This browser does not allow notices/);
  });

  it('shows what it was sent, one thing beside another, and a click opens its page and no other site', async () => {
    const visit = await product.visit({ as: lena });
    const { page } = visit;
    await page.context().grantPermissions(['notifications'], { origin: ORIGIN });
    await page.addInitScript(
      `PushManager.prototype.subscribe = async () => ({ toJSON: () => (${JSON.stringify({
        endpoint,
        keys: { auth: authSecret, p256dh: device.getPublicKey('base64url') },
      })}) })`,
    );
    await addThisBrowser(page);
    await visit.press('Send a test to My desk');
    await visit.reads(/^Last sent/);
    const told = ece.decrypt(taken[0]!, { version: 'aes128gcm', privateKey: device, authSecret }).toString();
    const title = 'This is a test of the channel "My desk". It works.';
    expect(JSON.parse(told)).toEqual({ title, from: 'Jadebrücke', link: `${ORIGIN}/` });

    const deliver = await deliveryTo(page);
    await deliver(told);
    await deliver(told);
    await deliver(JSON.stringify({ title: '7 days: pay the annual fee', from: 'Jadebrücke', link: `${ORIGIN}/` }));
    await deliver(JSON.stringify({ title: 'Win a car', from: 'Nobody', link: 'https://evil.test/' }));
    const worker = page.context().serviceWorkers()[0]!;
    expect(await shownBy(worker)).toEqual([
      { title: '7 days: pay the annual fee', body: 'Jadebrücke' },
      { title, body: 'Jadebrücke' },
      { title: 'Win a car', body: 'Nobody' },
    ]);
    expect(await clickAll(worker)).toEqual([`${ORIGIN}/`, `${ORIGIN}/`]);
    expect(await shownBy(worker)).toEqual([]);
  });
});

/** Hands a message to the page's service worker, as the browser does when its push service has one. */
async function deliveryTo(page: Page): Promise<(data: string) => Promise<void>> {
  const browser = await page.context().newCDPSession(page);
  const registered = new Promise<string>((found) => {
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL, isDeleted }) => scopeURL === `${ORIGIN}/` && !isDeleted);
      if (own) found(own.registrationId);
    });
  });
  await browser.send('ServiceWorker.enable');
  const registrationId = await registered;
  return async (data) => {
    await browser.send('ServiceWorker.deliverPushMessage', { origin: ORIGIN, registrationId, data });
  };
}

/** What the person sees, once it stands still; by title, because a browser keeps no order. */
async function shownBy(worker: Worker): Promise<{ title: string; body: string }[]> {
  return worker.evaluate(`new Promise((done) => setTimeout(async () => {
    const shown = await registration.getNotifications();
    done(shown.map(({ title, body }) => ({ title, body })).sort((a, b) => (a.title < b.title ? -1 : 1)));
  }, 300))`);
}

/** Clicks each of them. @returns the pages that were opened; no window opens without a hand on the mouse */
async function clickAll(worker: Worker): Promise<string[]> {
  return worker.evaluate(`(async () => {
    const opened = [];
    clients.openWindow = async (address) => { opened.push(address); };
    for (const notification of await registration.getNotifications())
      self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
    return opened;
  })()`);
}
