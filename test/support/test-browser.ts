import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pino } from 'pino';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Member } from '#database/entities/member.entity';
import { sessionCookieName } from '#features/accounts/session-cookie';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { type RunningWorker, startWorker } from '../../apps/worker/src/worker.js';
import { type Person } from './make.js';
import { startApi, type TestApi } from './test-app.js';
import { testTools } from './test-server.js';

const WEB_DIR = resolve(__dirname, '../../dist/web');

/** The product's public address in these tests; the browser is told which port of this machine stands behind it. */
const PRODUCT_URL = 'http://homolog.localhost';

const FLAGS = [
  '--no-sandbox', // Chromium refuses to start as root with it
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Longest wait for one thing to appear: two cores may be busy with other tests. */
const PATIENCE_MS = 45_000;

/** `describe` where there is a browser; else skipped, and `npm test` says so loudly. */
export const describeInBrowser = testTools.chromium ? describe : describe.skip;

/** A browser without a product behind it, for what is only drawn. */
export function launchBrowser(...flags: string[]): Promise<Browser> {
  return chromium.launch({ executablePath: testTools.chromium!, args: [...FLAGS, ...flags] });
}

export interface VisitOptions {
  /** a browser that is kept; the rest is as it was opened with */
  at?: BrowserContext;
  /** signed in from the start; a stranger when left out */
  as?: Person | Member;
  language?: 'en' | 'de' | 'zh';
  width?: number;
  colorScheme?: 'light' | 'dark';
}

/** The whole product as a person meets it: the built web in a browser, api and worker behind it, mails caught. */
export class Product {
  private readonly visits: Visit[] = [];
  private readonly kept = new Set<BrowserContext>();

  private constructor(
    readonly api: TestApi,
    readonly mails: MailCatcher,
    readonly worker: RunningWorker,
    private readonly browser: Browser,
    /** ends the browser first, then what it talked to */
    readonly close: () => Promise<void>,
  ) {}

  /**
   * @param clock instant (with zone) at which the product's clock starts
   * @param settings beside those of every browser test
   */
  static async start({ clock, settings = {} }: { clock: string; settings?: Record<string, string> }): Promise<Product> {
    if (!existsSync(resolve(WEB_DIR, 'index.html')))
      throw new Error('The browser tests drive the built web, and dist/web is empty. Run `npm run build:web` first.');
    const closers: (() => Promise<void>)[] = [];
    const close = async () => {
      for (const closer of closers.splice(0).reverse()) await closer();
    };
    try {
      const mails = await MailCatcher.start();
      closers.push(() => mails.stop());
      const env = { HOMOLOG_URL: PRODUCT_URL, HOMOLOG_WEB_DIR: WEB_DIR, HOMOLOG_SWEEP_SECONDS: '1', ...settings };
      const api = await startApi({ clock, env: { ...env, SMTP_URL: mails.smtpUrl } });
      closers.push(() => api.close());
      const worker = await startWorker(api.config, pino({ level: api.config.logLevel }));
      closers.push(() => worker.stop());
      const browser = await launchBrowser(`--host-resolver-rules=MAP homolog.localhost:80 ${new URL(api.url).host}`);
      closers.push(() => browser.close());
      return new Product(api, mails, worker, browser, close);
    } catch (error) {
      await close();
      throw error;
    }
  }

  /** A person at a browser of their own. */
  async visit(options: VisitOptions = {}): Promise<Visit> {
    const visit = await Visit.open(options.at ?? (await this.open(options)));
    this.visits.push(visit);
    return visit;
  }

  /** A browser for visits one after the other: it loads the scripts of the product once. */
  async keepBrowser(options: VisitOptions): Promise<BrowserContext> {
    const context = await this.open(options);
    this.kept.add(context);
    return context;
  }

  private async open({ as, language = 'en', width = 1440, colorScheme = 'light' }: VisitOptions) {
    const context = await this.browser.newContext({
      baseURL: PRODUCT_URL,
      viewport: { width, height: 900 },
      locale: { en: 'en-GB', de: 'de-DE', zh: 'zh-CN' }[language],
      timezoneId: 'Europe/Berlin',
      colorScheme,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    if (as) {
      const name = sessionCookieName(PRODUCT_URL);
      await context.addCookies([{ name, value: await this.api.session(as), url: PRODUCT_URL, httpOnly: true }]);
    }
    return context;
  }

  /** An account with a password, its address verified by the mailed link, made without a browser. */
  async signUp(name: string, email: string, password: string): Promise<Person> {
    const nobody = this.api.nobody();
    await nobody
      .post('/api/auth/sign-up/email')
      .send({ name, email, password, language: 'en', timeZone: 'Europe/Berlin' })
      .expect(200);
    const token = new URL(await this.mailedLink(email)).searchParams.get('token');
    await nobody.post('/api/auth/verify-email').send({ token, password }).expect(200);
    const [user] = await this.api.look<{ id: string }>('select id from auth."user" where email = $1', [email]);
    return { userId: user!.id, email, name };
  }

  /** The link in the newest mail to an address. */
  async mailedLink(email: string): Promise<string> {
    const caught = await this.mails.waitFor(1, { wanted: ({ to }) => to.includes(email), timeoutMs: PATIENCE_MS });
    const mail = await this.mails.open(caught.at(-1)!.id);
    const link = /http:\/\/homolog\.localhost\/\S+/.exec(mail?.text ?? '')?.[0];
    if (!link) throw new Error(`the mail to ${email} has no link: ${mail?.text}`);
    return link;
  }

  /** Ends all visits. @returns what went wrong in them beside what the tests looked at, for `afterEach` */
  async endVisits(): Promise<string[]> {
    const ended = this.visits.splice(0);
    for (const { page } of ended) await (this.kept.has(page.context()) ? page.close() : page.context().close());
    return ended.flatMap(({ faults }) => faults);
  }
}

/** One person's page, and everything that went wrong on it. */
export class Visit {
  /** script errors, console errors, breaches of the content security policy, refused requests: `404 GET /api/x` */
  readonly faults: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(context: BrowserContext): Promise<Visit> {
    const page = await context.newPage();
    const visit = new Visit(page);
    page.on('pageerror', (error) => visit.faults.push(`script error: ${error.message}`));
    page.on('console', (message) => {
      // Of a refused request Chromium says no more than the status, which is noted below with its address.
      const isRefusal = message.text().startsWith('Failed to load resource: the server responded');
      if (message.type() === 'error' && !isRefusal) visit.faults.push(`console: ${message.text()}`);
    });
    page.on('response', (response) => {
      if (response.status() < 400) return;
      const { pathname } = new URL(response.url());
      visit.faults.push(`${response.status()} ${response.request().method()} ${pathname}`);
    });
    return visit;
  }

  /** Waits until the page speaks all these texts. */
  async reads(...texts: (string | RegExp)[]): Promise<void> {
    for (const text of texts) await this.within(this.page.getByText(text).first().waitFor());
  }

  /** Waits for the page's title. */
  async titled(title: string | RegExp): Promise<void> {
    await this.within(this.page.getByRole('heading', { level: 1, name: title }).waitFor());
  }

  async press(button: string | RegExp): Promise<void> {
    await this.within(this.page.getByRole('button', { name: button, exact: true }).first().click());
  }

  /** Types into a field of choices and takes the first that is found. */
  async choose(field: string | RegExp, typed: string): Promise<void> {
    await this.within(this.page.getByRole('combobox', { name: field }).fill(typed));
    await this.within(this.page.getByRole('option', { name: typed }).first().click());
  }

  /** Lets a failure say what the page says instead. */
  async within<T>(act: Promise<T>): Promise<T> {
    try {
      return await act;
    } catch (error) {
      const said = await this.page.locator('body').innerText();
      const [why] = (error as Error).message.split('\n    - locator resolved');
      throw new Error(`${why}\n${this.page.url()} says:\n${said.slice(0, 1500)}\nfaults: ${this.faults.join('; ')}`, {
        cause: error,
      });
    }
  }

  /** Takes out refusals that the test provoked. @throws Error when there were none */
  forgive(refusal: RegExp): void {
    const others = this.faults.filter((fault) => !refusal.test(fault));
    if (others.length === this.faults.length) throw new Error(`no ${refusal} among: ${this.faults.join('; ')}`);
    this.faults.splice(0, Infinity, ...others);
  }

  /** Presses Tab until the thing in focus says this. */
  async tabTo(text: string): Promise<void> {
    for (let presses = 0; presses < 60; presses += 1) {
      await this.page.keyboard.press('Tab');
      const said = await this.focused();
      if (said.includes(text)) return;
    }
    throw new Error(`Tab never reached "${text}"`);
  }

  /** What the thing in focus says. */
  focused(): Promise<string> {
    return this.page.evaluate('document.activeElement?.innerText ?? ""');
  }

  /** What the person reads in the page's main part. */
  text(): Promise<string> {
    return this.page.locator('main').innerText();
  }
}
