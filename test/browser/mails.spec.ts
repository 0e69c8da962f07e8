import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '#domain/permissions';
import { ACCOUNT_SAMPLES, REMINDER_SAMPLES, writeSample } from '#features/mail-samples/write-sample';
import { NOTICE_KINDS } from '#features/reminders/notice';
import { describeInBrowser, launchBrowser } from '../support/test-browser.js';

jest.setTimeout(120_000);

const AXE = readFileSync(resolve('node_modules/axe-core/axe.min.js'), 'utf8');
const KINDS = [...REMINDER_SAMPLES, ...NOTICE_KINDS, ...ACCOUNT_SAMPLES];

/** Names as long as they come. */
const GROUND = {
  tenant: { latin: 'Fahrzeugzulassungsberatungsgesellschaft Untertürkheim mbH', chinese: '下蒂克海姆机动车产品认证咨询服务有限责任公司上海代表处' },
  today: '2026-11-20',
  reader: { name: 'Maximilian-Alexander Freiherr von Oberndorff-Wichtelhausen', email: `${'m'.repeat(60)}@oberndorff-wichtelhausen.example` },
  url: 'https://homolog.example',
  client: { latin: 'Süddeutsche Fahrzeugrückspiegelbeleuchtungswerke Baumgärtner GmbH & Co. KG', chinese: '南德意志汽车后视镜照明系统及安全带制造股份有限两合公司鲍姆加特纳集团' },
  product: { latin: 'Dreipunktsicherheitsgurtaufrollerbefestigungsbaugruppe links', chinese: '三点式安全带卷收器固定总成含预紧装置及限力装置左侧后排座椅专用件' },
  models: ['DSGA-2026-LI-HINTEN-RECHTSLENKER-0001', 'DSGA-2026-LI-HINTEN-LINKSLENKER-0002'],
  factory: { latin: 'Fahrzeugrückspiegelbeleuchtungswerk Untertürkheim', chinese: '下蒂克海姆汽车后视镜照明系统工厂' },
  number: '2022011109100055',
  caseNumber: '2026-0042',
}; // prettier-ignore

/** Pixels by which the mail is wider than the window, and breaches of WCAG AA in its colours. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const wider = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  await page.evaluate(AXE);
  const breaches = await page.evaluate<
    string[]
  >(`axe.run(document, { runOnly: ['color-contrast'] }).then(({ violations }) =>
    violations.flatMap(({ nodes }) => nodes.map(({ target, any }) => target.join(' ') + ': ' + any[0]?.message)))`);
  return [...(wider > 0 ? [`${wider} px too wide`] : []), ...breaches].map((fault) => `${name}: ${fault}`);
}

describeInBrowser('mails of all kinds, with names of 60 letters', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it.each(
    (['en', 'de', 'zh'] as const).flatMap((language: Language) =>
      (['light', 'dark'] as const).map((colorScheme) => [language, colorScheme] as const),
    ),
  )('%s, %s: no wider than a phone of 360 pixels, in colours that can be read', async (language, colorScheme) => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 }, colorScheme });
    const found: string[] = [];
    for (const kind of KINDS) {
      await page.setContent(writeSample(kind, { ...GROUND, language })!.html);
      found.push(...(await faultsOf(page, kind)));
    }
    await page.close();
    expect(found).toEqual([]);
  });
});
