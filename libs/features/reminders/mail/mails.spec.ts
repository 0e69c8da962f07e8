import { columns } from '#platform/mail/mail-text';
import { content, conversion, declaration, followUp, kestrel, renewal } from '../../../../test/support/mail-content.js';
import { gatheredMail } from './gathered.mail.js';
import { reminderMail } from './reminder.mail.js';

const LANGUAGES = ['en', 'de', 'zh'] as const;
const staff = { audience: 'staff', readerOf: null, consultant: null } as const;
const six = Array.from({ length: 6 }, (_, index) =>
  conversion({ subject: declaration({ number: `SDOC-202001110410021${index}` }) }),
);

/** Every mail of this file in every language, for what must hold of all. */
const every = LANGUAGES.flatMap((language) => [
  reminderMail(content({ language })),
  reminderMail(content({ language, ...staff, items: [renewal()] })),
  reminderMail(content({ language, canSignIn: false, items: [followUp()] })),
  gatheredMail(content({ language, items: six })),
  gatheredMail(content({ language, ...staff, items: [...six, renewal(), followUp()] })),
]);

describe('the mail about one day', () => {
  test.each([
    ['en', '30 days: convert SDOC-2020 0111 0410 0234 by 31 Dec 2026'],
    ['de', 'Noch 30 Tage: SDOC-2020 0111 0410 0234 bis 31. Dez. 2026 umwandeln'],
    ['zh', '还剩30天：请在2026年12月31日前完成SDOC-2020 0111 0410 0234的证书转换'],
  ] as const)('in %s its subject says days left, act, object and day', (language, subject) => {
    expect(reminderMail(content({ language })).subject).toBe(subject);
  });

  test('says that it is late, and since when', () => {
    const { subject, text } = reminderMail(content({ ...staff, items: [renewal()] }));
    expect(subject).toBe('4 days late: file the renewal of 2022 0111 0910 0055, due 16 Nov 2026');
    expect(text).toContain('4 DAYS LATE - Monday 16 November 2026');
    expect(text).toContain('WHAT FOLLOWS');
    expect(text).not.toContain('working days in China');
  });

  test('the plain text is written, in the order of the page', () => {
    expect(reminderMail(content()).text).toBe(`30 DAYS LEFT - Thursday 31 December 2026
22 working days in China

Convert this self-declaration into a CCC certificate

Declaration  SDOC-2020 0111 0410 0234
Product      Safety belt (汽车安全带) SA-492A, SA-833B
Factory      Kestrel Motors Ltd – Coventry, F261021
Consultant   L. Weiss

Open the declaration:
https://homolog.example/certificates/0192

IF IT IS MISSED
From 1 January 2027 the goods may not ship, be sold, imported or used.
The declaration is cancelled. Goods that left the factory under it
before and are out of production may still be sold.

WHY THIS DATE
Legal. Named in SAMR Announcement 57/2025. Not counted by us.

Reminder 4 of 8. Sent: 120, 90, 60 days before. To come: 14, 7, 3, 1
days before. They stop by themselves when the certificate is recorded.
-- 
You get this as contact of Kestrel Motors Ltd, from Jadebrücke
Homologation. Reply to this mail and it reaches L. Weiss.
`);
  });

  test.each([
    ['the first of a deadline that began late', { step: 30, sent: [] }, 'Reminder 1 of 5. To come: 14, 7, 3, 1'],
    [
      'one after steps that were overtaken',
      { step: 7, daysLeft: 7, sent: [30] },
      'Reminder 2 of 4. Sent: 30 days before. To come: 3, 1',
    ],
    [
      'one that was moved to the day before the last',
      { step: 3, daysLeft: 2, sent: [7] },
      'Reminder 2 of 3. Sent: 7 days before. To come: 1',
    ],
    [
      'one moved forward to a day before its own',
      { step: 3, daysLeft: 5, sent: [7] },
      'Reminder 2 of 3. Sent: 7 days before. To come: 1',
    ],
    ['one that comes late', { step: 14, daysLeft: 3, sent: [30] }, 'Reminder 2 of 3. Sent: 30 days before. To come: 1'],
    ['the only one', { step: 1, daysLeft: 1, sent: [] }, 'Reminder 1 of 1. They stop'],
  ] as const)('counts what was truly sent and what is still to come: %s', (_, { sent, ...changes }, told) => {
    const ladder = { offsets: [120, 90, 60, 30, 14, 7, 3, 1], overdueEveryDays: 7, sent };
    const { text } = reminderMail(content({ items: [conversion({ ...changes, ladder })] }));
    expect(text.replaceAll('\n', ' ')).toContain(told);
  });

  test.each([
    ['en', '14 days: follow-up inspection of Nordgurt AB 2 – Gothenburg by 4 Dec 2026'],
    ['de', 'Noch 14 Tage: Folgeinspektion Nordgurt AB 2 – Gothenburg bis 4. Dez. 2026'],
    ['zh', '还剩14天：请在2026年12月4日前完成北带安全系统公司的监督检查'],
  ] as const)('in %s a follow-up inspection has the word of the screens', (language, subject) => {
    const mail = reminderMail(content({ ...staff, language, items: [followUp()] }));
    expect(mail.subject).toBe(subject);
    expect(mail.text).not.toMatch(/Überwachung|surveillance|获证后监督/);
  });

  test.each([
    [
      'a laboratory',
      { reason: 'laboratory' },
      'client',
      'You get this from Jade Bridge, as the test laboratory of the case.',
    ],
    [
      'a deputy before the day',
      { reason: 'deputy' },
      'staff',
      'You get this as deputy at Jade Bridge, because the person responsible is away.',
    ],
    [
      'a deputy once it is late',
      { reason: 'deputy', step: -1 },
      'staff',
      'You get this as deputy of the case at Jade Bridge, because it is overdue.',
    ],
    ['who leads, before the day', { reason: 'manager' }, 'staff', 'You get this as manager at Jade Bridge.'],
  ] as const)('tells %s why it gets the mail', (_, item, audience, told) => {
    const tenant = { latin: 'Jade Bridge', chinese: null };
    const { text } = reminderMail(
      content({ ...(audience === 'staff' ? staff : {}), audience, tenant, items: [conversion(item)] }),
    );
    expect(text.replaceAll('\n', ' ')).toContain(told);
  });

  test('tells overdue reminders in working days', () => {
    const ladder = { offsets: [7], overdueEveryDays: 2, overdueUnit: 'working' as const, sent: [] };
    const { text } = reminderMail(content({ ...staff, items: [conversion({ step: -1, daysLeft: -1, ladder })] }));
    expect(text.replaceAll('\n', ' ')).toContain('Overdue; a reminder comes every 2 working days.');
  });

  test('tells how a counted day was counted, that it is disputed, and that an unknown class is a guess', () => {
    expect(reminderMail(content({ ...staff, items: [renewal()] })).text.replaceAll('\n', ' ')).toContain(
      'Legal. 90 calendar days before the last day of validity, 14 Feb 2027 (AQSIQ Order 117). The rule is read in two ways: apply within the last 90 days, or by day −90 at the latest. We act on the earlier day.',
    );
    expect(reminderMail(content({ ...staff, items: [followUp()] })).text.replaceAll('\n', ' ')).toContain(
      'Practice, not law. 12 months after the inspection of 4 Dec 2025; the class of the factory is unknown, so 12 months are counted (cciceut.com).',
    );
  });

  test('a reader without an account is not sent to a page he cannot open, but to his consultant', () => {
    const { html, text } = reminderMail(content({ canSignIn: false }));
    expect(html).not.toContain('https://homolog.example');
    expect(html).toContain('href="mailto:l.weiss@jadebruecke.example?subject=30%20days%3A%20convert');
    expect(text).toContain('Write to L. Weiss:\nl.weiss@jadebruecke.example\n');
  });

  test('with nobody to write to and no account there is no button that leads nowhere', () => {
    expect(reminderMail(content({ canSignIn: false, consultant: null })).html).not.toContain('<a ');
  });

  test('Chinese runs are marked as Chinese; in a Chinese mail the Chinese name leads', () => {
    expect(reminderMail(content()).html).toContain(
      'Safety belt <span class="i-ink3" style="color:#5F6C68"><span lang="zh-Hans">汽车安全带</span></span>',
    );
    const chinese = reminderMail(content({ language: 'zh', ...staff })).html;
    expect(chinese).toContain('<html lang="zh-Hans">');
    expect(chinese.indexOf(kestrel.chinese)).toBeLessThan(chinese.indexOf(`>${kestrel.latin}<`));
  });
});

describe('the mail about several days', () => {
  test.each([
    ['en', '30 days: convert 6 declarations by 31 Dec 2026'],
    ['de', 'Noch 30 Tage: 6 Selbsterklärungen bis 31. Dez. 2026 umwandeln'],
    ['zh', '还剩30天：请在2026年12月31日前完成6份自我声明的证书转换'],
  ] as const)('in %s its subject names what is alike', (language, subject) => {
    expect(gatheredMail(content({ language, items: six })).subject).toBe(subject);
  });

  test('lists what is alike under one heading, with one explanation', () => {
    const { text } = gatheredMail(content({ items: six }));
    expect(text.match(/Convert 6 self-declarations/g)).toHaveLength(1);
    expect(text.match(/^\* SDOC-/gm)).toHaveLength(6);
    expect(text.match(/If it is missed/g)).toHaveLength(1);
  });

  test('puts the most urgent first, and says each explanation once', () => {
    const later = renewal({ dueOn: '2026-12-03', daysLeft: 2, workingDaysLeft: 2, step: 7 });
    const { subject, text } = gatheredMail(content({ ...staff, items: [...six, followUp(), later, renewal()] }));
    expect(subject).toBe('Due dates: 1 overdue, 1 within 7 days, 7 within 30 days');
    expect(text.match(/^(OVERDUE|WITHIN \d+ DAYS)$/gm)).toEqual(['OVERDUE', 'WITHIN 7 DAYS', 'WITHIN 30 DAYS']);
    expect(text.match(/read in two ways/g)).toHaveLength(1);
  });

  test('days of different footing are not told as if they were alike', () => {
    const legal = followUp({ basis: 'legal', source: 'CNCA-C11-01:2020' });
    const { text } = gatheredMail(content({ ...staff, items: [followUp(), legal] }));
    expect(text).toContain('Practice, not law.');
    expect(text).toContain('Legal.');
  });

  test('its button leads to Today, which shows them all', () => {
    const { text } = gatheredMail(content({ items: six }));
    expect(text).toContain('https://homolog.example/\n');
    expect(text).not.toContain('/deadlines');
  });

  test('a reader with an account gets sixty rows and a link to the rest; one without gets every row', () => {
    const many = Array.from({ length: 75 }, (_, index) =>
      conversion({ subject: declaration({ number: `N-${index}` }) }),
    );
    const signedIn = gatheredMail(content({ items: many }));
    expect(signedIn.text.match(/^\* /gm)).toHaveLength(60);
    expect(signedIn.html).toContain('15 more in Homolog');
    expect(gatheredMail(content({ items: many, canSignIn: false })).text.match(/^\* /gm)).toHaveLength(75);
  });
});

describe('every reminder mail', () => {
  test('keeps its plain text within 72 columns, addresses apart', () => {
    const long = every
      .flatMap((mail) => mail.text.split('\n'))
      .filter((line) => columns(line) > 72 && !/^(https?|mailto):/.test(line));
    expect(long).toEqual([]);
  });

  test('never says "click here" and has no image, script or outside style', () => {
    for (const { html } of every)
      expect(html).not.toMatch(/click here|hier klicken|点击这里|<img|<script|@import|url\(/i);
  });

  test('what tenants type cannot become markup', () => {
    const evil = '<script>alert("1")</script> & \'x\'';
    const subject = declaration({
      number: evil,
      product: { latin: evil, chinese: evil },
      models: [evil],
      factory: { latin: evil, chinese: evil },
      factoryCode: evil,
      clients: [{ latin: evil, chinese: evil }],
    });
    const mails = LANGUAGES.flatMap((language) =>
      (['client', 'staff'] as const).map((audience) =>
        content({
          language,
          audience,
          tenant: { latin: evil, chinese: evil },
          readerOf: { latin: evil, chinese: evil },
          consultant: { name: evil, email: `"${evil}"@x.example` },
          canSignIn: false,
          items: [conversion({ subject }), renewal({ subject: { ...subject, number: null } })],
        }),
      ),
    );
    for (const mail of mails) {
      for (const { html } of [reminderMail(mail), gatheredMail(mail)]) {
        expect(html).not.toContain('<script');
        expect(html).not.toMatch(/=["'][^"']*alert\("/);
      }
    }
  });
});
