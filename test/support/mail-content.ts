import type { MailContent, MailItem, MailSubject } from '#features/reminders/mail/mail-content';

/** Contents for tests of the mails: fictional holders, real classes and rules. */

const URL_OF = 'https://homolog.example';

export const kestrel = { latin: 'Kestrel Motors Ltd', chinese: '凯斯特汽车有限公司' };

export function declaration(changes: Partial<MailSubject> = {}): MailSubject {
  return {
    number: 'SDOC-2020011104100234',
    scheme: 'ccc-self-declaration-b',
    product: { latin: 'Safety belt', chinese: '汽车安全带' },
    models: ['SA-492A', 'SA-833B'],
    factory: { latin: 'Kestrel Motors Ltd – Coventry', chinese: null },
    factoryCode: 'F261021',
    factoryClass: 'B',
    clients: [kestrel],
    validUntil: null,
    caseNumber: null,
    item: null,
    findingNumber: null,
    laboratory: null,
    sample: null,
    url: `${URL_OF}/certificates/0192`,
    ...changes,
  };
}

export function conversion(changes: Partial<MailItem> = {}): MailItem {
  return {
    kind: 'conversion',
    dueOn: '2026-12-31',
    daysLeft: 30,
    workingDaysLeft: 22,
    isCountProvisional: false,
    basis: 'legal',
    source: 'SAMR Announcement 57/2025',
    isDisputed: false,
    counted: { start: 'named' },
    step: 30,
    ladder: { offsets: [120, 90, 60, 30, 14, 7, 3, 1], overdueEveryDays: 7, sent: [120, 90, 60] },
    reason: 'client-contact',
    subject: declaration(),
    ...changes,
  };
}

export function renewal(changes: Partial<MailItem> = {}): MailItem {
  return conversion({
    kind: 'renewal-filing',
    dueOn: '2026-11-16',
    daysLeft: -4,
    workingDaysLeft: null,
    source: 'AQSIQ Order 117',
    isDisputed: true,
    counted: { start: 'valid-until', from: '2027-02-14', amount: -90, unit: 'calendar-days' },
    step: -4,
    ladder: { offsets: [180, 120, 60, 30, 14, 7], overdueEveryDays: 1, sent: [] },
    reason: 'responsible',
    subject: declaration({
      number: '2022011109100055',
      scheme: 'ccc',
      product: { latin: 'Rear combination lamp', chinese: '后组合灯' },
      models: ['RE-480', 'RE-481', 'RE-482', 'RE-483', 'RE-484'],
      factory: { latin: 'Lindauer Lichttechnik GmbH – Lindau', chinese: null },
      clients: [{ latin: 'Lindauer Lichttechnik GmbH', chinese: '林道照明技术有限公司' }],
      validUntil: '2027-02-14',
    }),
    ...changes,
  });
}

export function followUp(changes: Partial<MailItem> = {}): MailItem {
  return conversion({
    kind: 'follow-up-inspection',
    dueOn: '2026-12-04',
    daysLeft: 14,
    workingDaysLeft: 10,
    basis: 'practice',
    source: 'cciceut.com',
    counted: { start: 'last-follow-up', from: '2025-12-04', amount: 12, unit: 'months', factoryClass: 'unknown' },
    step: 14,
    ladder: { offsets: [120, 90, 60, 30, 14], overdueEveryDays: 7, sent: [30] },
    reason: 'responsible',
    subject: declaration({
      number: null,
      scheme: null,
      product: null,
      models: [],
      factory: { latin: 'Nordgurt AB 2 – Gothenburg', chinese: '北带安全系统公司' },
      factoryCode: 'J854086',
      factoryClass: null,
      clients: [{ latin: 'Nordgurt AB', chinese: '北带安全系统公司' }],
      url: `${URL_OF}/factories/0193`,
    }),
    ...changes,
  });
}

export function content(changes: Partial<MailContent> = {}): MailContent {
  return {
    language: 'en',
    tenant: { latin: 'Jadebrücke Homologation', chinese: '玉桥认证咨询' },
    today: '2026-12-01',
    audience: 'client',
    readerOf: kestrel,
    canSignIn: true,
    consultant: { name: 'L. Weiss', email: 'l.weiss@jadebruecke.example' },
    url: URL_OF,
    items: [conversion()],
    notices: [],
    ...changes,
  };
}
