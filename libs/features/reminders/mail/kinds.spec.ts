import { DEADLINE_KINDS } from '#domain/deadlines/deadline';
import { columns } from '#platform/mail/mail-text';
import { content, conversion, declaration } from '../../../../test/support/mail-content.js';
import { gatheredMail } from './gathered.mail.js';
import type { MailItem } from './mail-content.js';
import { reminderMail } from './reminder.mail.js';
import { wordsOf } from './words.js';

const LANGUAGES = ['en', 'de', 'zh'] as const;

/** A thing beside certificates: no number of a certificate, a name of its own. */
const record = (latin: string, chinese: string | null = null) =>
  declaration({ number: null, scheme: null, factory: null, factoryCode: null, item: { latin, chinese } });

const owed = (changes: Partial<MailItem>): MailItem =>
  conversion({ basis: 'practice', source: 'none', counted: { start: 'named' }, ...changes });

describe.each(LANGUAGES)('in %s', (language) => {
  const words = wordsOf(language);

  test.each(DEADLINE_KINDS)('a day of the kind %s says act, consequence, end and page', (kind) => {
    const said = [
      words.act(kind),
      words.actOfMany(kind, 1),
      words.actOfMany(kind, 3),
      words.ifMissed(kind, false, null),
      words.ifMissed(kind, true, null),
      words.stops(kind),
      words.openSubject(kind),
      words.subjectOfOne(kind, 14, 'X-1', 'D'),
      words.subjectOfOne(kind, -2, 'X-1', 'D'),
      words.subjectOfKind(kind, 14, 3, 'D'),
      words.subjectOfKind(kind, -2, 3, 'D'),
    ];
    expect(said.filter((text) => typeof text !== 'string' || text === '' || text.includes('undefined'))).toEqual([]);
    const { text } = reminderMail(content({ language, items: [owed({ kind, subject: record('Roadster') })] }));
    expect(text.split('\n').filter((line) => columns(line) > 72 && !line.startsWith('https'))).toEqual([]);
  });
});

describe('what is owed beside certificates', () => {
  test.each([
    ['restoration-request', '30 days: ask for the restoration of 2022 0111 0910 0055 by 31 Dec 2026'],
    ['annual-fee', '30 days: pay the annual fee of 2022 0111 0910 0055 by 31 Dec 2026'],
    ['transition', '30 days: move 2022 0111 0910 0055 to the new standard or rule by 31 Dec 2026'],
  ] as const)('%s is told of the certificate', (kind, subject) => {
    const of = declaration({ number: '2022011109100055', scheme: 'ccc' });
    expect(reminderMail(content({ items: [owed({ kind, subject: of })] })).subject).toBe(subject);
  });

  test.each([
    ['views-on-draft', '30 days: send views on Side marker lamps by 31 Dec 2026', 'Draft'],
    ['determination-end', '30 days: determination Side marker lamps ends on 31 Dec 2026', 'Determination'],
    ['export-write-off', '30 days: write-off of Side marker lamps by 31 Dec 2026', 'Determination'],
    ['energy-label', '30 days: file the energy label of Side marker lamps by 31 Dec 2026', 'Approval'],
    ['approval-expiry', '30 days: approval Side marker lamps ends on 31 Dec 2026', 'Approval'],
    ['approval-audit', '30 days: audit of approval Side marker lamps by 31 Dec 2026', 'Approval'],
    ['transition', '30 days: move Side marker lamps to the new standard or rule by 31 Dec 2026', 'Standard or rule'],
    ['cb-report', '30 days: use or renew CB test report Side marker lamps by 31 Dec 2026', 'CB test report'],
  ] as const)('%s is told of the record itself, under its own word', (kind, subject, label) => {
    const mail = reminderMail(content({ items: [owed({ kind, subject: record('Side marker lamps', '侧标志灯') })] }));
    expect(mail.subject).toBe(subject);
    expect(mail.text).toMatch(new RegExp(`^${label} +Side marker lamps \\(侧标志灯\\)$`, 'm'));
  });

  test.each([
    ['en', '15 working days in China after the issue of the certificate on 2 Nov 2026 (S).'],
    ['de', '15 Arbeitstage in China nach der Ausstellung des Zertifikats am 2. Nov. 2026 (S).'],
    ['zh', '2026年11月2日发证之后15个工作日（S）。'],
  ] as const)('in %s the energy label says from what it was counted', (language, told) => {
    const words = wordsOf(language);
    expect(
      words.counted({ start: 'issued', from: '2026-11-02', amount: 15, unit: 'working-days' }, 'S', words.dayShort),
    ).toBe(told);
  });

  test.each([
    ['suspended', 12, 'months', '12 months after the suspension of 2 Nov 2026.'],
    ['promised-export', 14, 'calendar-days', '14 calendar days after the promised export of 2 Nov 2026.'],
    ['published', 15, 'working-days', '15 working days in China after the publication of 2 Nov 2026.'],
  ] as const)('a day counted from %s says so', (start, amount, unit, told) => {
    const words = wordsOf('en');
    expect(words.counted({ start, from: '2026-11-02', amount, unit }, 'none', words.dayShort)).toBe(told);
  });

  test('a consequence is told as law only where the rule says it: revocation after a suspension, of CCC alone', () => {
    const { ifMissed } = wordsOf('en');
    expect(ifMissed('restoration-request', false, null)).toContain('CNCA-00C-001, ground 0201');
    expect(ifMissed('restoration-request', true, null)).toContain('unknown');
    for (const kind of [
      'annual-fee',
      'export-write-off',
      'energy-label',
      'determination-end',
      'approval-audit',
    ] as const)
      expect(ifMissed(kind, false, null)).toMatch(/^What follows is unknown/);
  });

  test('several drafts stand under one heading', () => {
    const items = ['A', 'B'].map((name) => owed({ kind: 'views-on-draft', subject: record(name) }));
    const { subject, text } = gatheredMail(content({ items }));
    expect(subject).toBe('30 days: send views on 2 drafts by 31 Dec 2026');
    expect(text).toContain('Send your views on 2 drafts');
    expect(text.match(/^\* [AB]$/gm)).toHaveLength(2);
  });
});
