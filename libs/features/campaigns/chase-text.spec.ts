import { chaseText, ROWS_AT_MOST, type ChaseFacts, type OpenMember } from './chase-text.js';

const member = (changes: Partial<OpenMember> = {}): OpenMember => ({
  number: 'SDOC-1',
  product: 'Safety belt',
  productZh: '汽车安全带',
  isCertified: false,
  documents: [],
  documentsDueOn: null,
  ...changes,
});
const facts = (changes: Partial<ChaseFacts> = {}): ChaseFacts => ({
  campaign: 'Conversion 2026',
  contacts: ['Emma Carter', 'Frank Meyer'],
  tenant: 'Jadebrücke',
  tenantZh: '玉桥',
  owner: 'L. Weiss',
  deadlineOn: '2026-12-31',
  today: '2026-12-01',
  count: 1,
  open: [member()],
  ...changes,
});
const rows = (body: string) => body.split('\n').filter((line) => line.startsWith('- '));

describe('a chase', () => {
  test('in German', () => {
    const documents = [{ title: 'Prüfbericht', titleZh: null }];
    const { subject, body } = chaseText(facts({ open: [member({ documents, documentsDueOn: '2026-12-04' })] }), 'de');
    expect(subject).toBe('Noch offen für 1: Conversion 2026, Frist 31. Dezember 2026');
    expect(body).toBe(`Guten Tag, Emma Carter, Frank Meyer,

zu Conversion 2026 brauchen wir von Ihnen noch etwas für ein Zertifikat. Die Frist endet am 31. Dezember 2026, in 30 Tagen.

- SDOC-1, Safety belt: bitte einreichen: Prüfbericht (bis 4. Dezember 2026)

Bitte kümmern Sie sich darum, oder teilen Sie uns mit, was im Wege steht. Hat sich etwas mit diesem Schreiben überschnitten, danken wir Ihnen dafür.

Mit freundlichen Grüßen
L. Weiss
Jadebrücke`);
  });

  test('in Chinese, with the Chinese names', () => {
    const documents = [{ title: 'Test report', titleZh: '检测报告' }];
    const { subject, body } = chaseText(facts({ open: [member({ documents, documentsDueOn: '2026-12-04' })] }), 'zh');
    expect(subject).toBe('尚有1项待办：Conversion 2026，截止日期2026年12月31日');
    expect(rows(body)).toEqual(['- SDOC-1、汽车安全带：请提交检测报告（2026年12月4日前）']);
    expect(body).toMatch(/此致\nL\. Weiss\n玉桥$/);
  });

  test.each([
    ['en', '2026-12-30', 'The deadline is 31 December 2026, tomorrow.'],
    ['en', '2026-12-31', 'The deadline is today, 31 December 2026.'],
    ['en', '2027-01-01', 'The deadline was 31 December 2026.'],
    ['de', '2026-12-30', 'Die Frist endet am 31. Dezember 2026, morgen.'],
    ['de', '2026-12-31', 'Die Frist endet heute, am 31. Dezember 2026.'],
    ['de', '2027-01-01', 'Die Frist endete am 31. Dezember 2026.'],
    ['zh', '2026-12-30', '截止日期为2026年12月31日，还剩1天。'],
    ['zh', '2026-12-31', '截止日期为今天（2026年12月31日）。'],
    ['zh', '2027-01-01', '截止日期为2026年12月31日，现已逾期。'],
  ] as const)('in %s on %s says: %s', (language, today, told) => {
    expect(chaseText(facts({ today }), language).body).toContain(told);
  });

  test('says what is open of each: documents, an answer, or the cancelling of the declaration', () => {
    const documents = ['A', 'B', 'C', 'D', 'E', 'F'].map((title) => ({ title, titleZh: null }));
    const open = [
      member({ documents }),
      member({ number: 'SDOC-2' }),
      member({ number: 'SDOC-3', isCertified: true, documents }),
    ];
    expect(rows(chaseText(facts({ count: 3, open }), 'en').body)).toEqual([
      '- SDOC-1, Safety belt: please hand in A, B, C, D and 2 more',
      '- SDOC-2, Safety belt: your answer to our letter is still open',
      '- SDOC-3, Safety belt: the certificate is there; please cancel the self-declaration and tell us',
    ]);
  });

  test('names as many as there is room for and counts the rest; the whole stays within what a letter may have', () => {
    const open = Array.from({ length: 80 }, (_, at) => member({ number: `N-${at}`, product: 'x'.repeat(400) }));
    const { body } = chaseText(facts({ count: 2_000, open }), 'en');
    const listed = rows(body);
    expect(listed).toHaveLength(ROWS_AT_MOST + 1);
    expect(listed[0]).toHaveLength(242);
    expect(listed.at(-1)).toBe('- and 1940 more');
    expect(body.length).toBeLessThan(20_000);
  });

  test.each([
    ['en', 'Dear Sir or Madam,'],
    ['de', 'Guten Tag, sehr geehrte Damen und Herren,'],
    ['zh', '尊敬的贵公司负责人：'],
  ] as const)('in %s greets where nobody is named; the tenant signs where nobody answers', (language, greeting) => {
    const { body } = chaseText(facts({ contacts: [], owner: null, tenantZh: null }), language);
    expect(body.startsWith(greeting)).toBe(true);
    expect(body.split('\n').at(-1)).toBe('Jadebrücke');
    expect(body).not.toContain('L. Weiss');
  });

  test('a name cannot begin a paragraph or a row', () => {
    const { body } = chaseText(facts({ contacts: ['A\n\n- B'], open: [member({ number: 'N\n- M' })] }), 'en');
    expect(body).toContain('Dear A - B,');
    expect(rows(body)).toEqual(['- N - M, Safety belt: your answer to our letter is still open']);
  });
});
