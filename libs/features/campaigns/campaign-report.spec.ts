import { MEMBER_STEPS, type MemberStep } from '#domain/campaigns/step';
import type { Block } from '#platform/pdf/letter';
import { campaignReport, reportReference } from './campaign-report.js';
import type { CampaignView } from './campaigns.dto.js';
import type { OpenLine, ReportFacts } from './report.queries.js';

const campaign = {
  id: '01a1fab5-2a49-7352-873f-367cd8d07324',
  name: 'Conversion 2026',
  deadlineOn: '2026-12-31',
  excuseGrounds: [
    { key: 'out-of-production', names: { en: 'Out of production', de: 'Nicht mehr hergestellt', zh: '已停产' } },
  ],
} as unknown as CampaignView;
const head = { letterhead: { name: 'Jadebrücke' } as never, footer: '' };

const counts = (given: Partial<Record<MemberStep, number>>) =>
  ({ ...Object.fromEntries(MEMBER_STEPS.map((step) => [step, 0])), ...given }) as ReportFacts['counts'];
const line = (changes: Partial<OpenLine> = {}): OpenLine => ({
  ...{ number: 'SDOC-1', product: 'Safety belt', productZh: '汽车安全带', step: 'open', turn: null },
  ...{ since: '2026-11-02', expectedOn: null },
  ...changes,
});
const facts = (changes: Partial<ReportFacts> = {}): ReportFacts => ({
  client: {
    clientId: 'k',
    clientName: 'Kestrel Motors Ltd',
    clientNameZh: '凯斯特',
    address: '1 Harbour Road',
    addressZh: null,
    country: 'GB',
  },
  today: '2026-11-20',
  since: '2026-11-13',
  total: 10,
  counts: counts({ open: 4, filed: 3, finished: 2, excused: 1 }),
  forecast: {
    basis: 'pace',
    earlyOn: '2026-12-10',
    likelyOn: '2026-12-20',
    lateOn: '2027-01-10',
    counted: 12,
    verdict: 'at-risk',
  },
  changes: [{ from: 'open', step: 'filed', count: 8, numbers: ['A', 'B'] }],
  open: [line()],
  openCount: 7,
  excused: [{ ground: 'out-of-production', count: 1 }],
  ...changes,
});
const blocks = (changes: Partial<ReportFacts> = {}, language: 'en' | 'de' | 'zh' = 'en'): readonly Block[] =>
  campaignReport(campaign, facts(changes), head, language).blocks;
const after = (found: readonly Block[], heading: string): Block | undefined =>
  found[found.findIndex((block) => block.kind === 'heading' && block.text === heading) + 1];

describe('the report', () => {
  test('is addressed to the client and numbered by campaign and day', () => {
    const letter = campaignReport(campaign, facts(), head, 'en');
    expect(letter.recipient).toEqual(['Kestrel Motors Ltd', '1 Harbour Road', 'United Kingdom']);
    expect(letter.reference).toBe('R-D8D07324-2026-11-20');
    expect(reportReference(campaign.id, '2027-01-01')).toBe('R-D8D07324-2027-01-01');
    expect(letter.subject).toBe('Weekly report: Conversion 2026');
    expect(campaignReport(campaign, facts(), head, 'zh').recipient[0]).toBe('凯斯特');
  });

  test.each([
    ['en', 'Of 10 certificates 3 are finished or excused. The deadline is 31 December 2026, in 41 days.'],
    ['de', 'Von 10 Zertifikaten sind 3 erledigt oder ausgenommen. Die Frist endet am 31. Dezember 2026, in 41 Tagen.'],
    ['zh', '共10份证书，其中3份已完成或无需办理。截止日期为2026年12月31日，还剩41天。'],
  ] as const)('in %s says how far it is', (language, told) => {
    expect(JSON.stringify(blocks({}, language)[1])).toContain(told);
  });

  test.each([
    ['en', '2026-12-30', 1, 'Of 1 certificate 1 is finished or excused. The deadline is 31 December 2026, tomorrow.'],
    ['en', '2026-12-31', 2, 'The deadline is today, 31 December 2026.'],
    ['en', '2027-01-01', 2, 'The deadline was 31 December 2026.'],
    [
      'de',
      '2026-12-30',
      1,
      'Von 1 Zertifikat ist 1 erledigt oder ausgenommen. Die Frist endet am 31. Dezember 2026, morgen.',
    ],
    ['de', '2027-01-01', 2, 'Die Frist endete am 31. Dezember 2026.'],
    ['zh', '2027-01-01', 2, '截止日期为2026年12月31日，现已逾期。'],
  ] as const)('in %s on %s counts %d', (language, today, total, told) => {
    expect(JSON.stringify(blocks({ today, total, counts: counts({ finished: 1 }) }, language)[1])).toContain(told);
  });

  test('shows the funnel in its order; what nobody must come through only where somebody stands', () => {
    const labels = (given: Partial<Record<MemberStep, number>>) => {
      const block = after(blocks({ counts: counts(given) }), 'How far we are');
      return block?.kind === 'bars' ? block.bars.map(({ label, amount }) => `${label} ${amount}`) : [];
    };
    expect(labels({ open: 4 })).toEqual([
      'Case opened 4',
      'Told 0',
      'Documents in 0',
      'Filed 0',
      'Certified 0',
      'Finished 0',
    ]);
    expect(labels({ planned: 1, failed: 2, excused: 3 })).toEqual([
      ...['Being prepared 1', 'Case opened 0', 'Told 0', 'Documents in 0', 'Filed 0', 'Certified 0', 'Finished 0'],
      ...['Excused 3', 'Needs a decision 2'],
    ]);
  });

  test.each([
    [
      'a range',
      {},
      'Between 10 December 2026 and 10 January 2027, most likely on 20 December 2026. By the pace of the last eight weeks, in which 12 were finished',
    ],
    [
      'no last day',
      { basis: 'plan', lateOn: null, counted: 0, verdict: 'unknown' },
      'Not before 20 December 2026; a last day cannot be told yet. By the plans of the open cases alone',
    ],
    [
      'nothing',
      { basis: 'unknown', earlyOn: null, likelyOn: null, lateOn: null, verdict: 'unknown' },
      'Nobody can say yet',
    ],
    ['the end', { basis: 'done', verdict: 'in-time' }, 'Everything was done on 20 December 2026.'],
  ] as const)('tells of the end %s', (_, forecast, told) => {
    const found = blocks({ forecast: { ...facts().forecast, ...forecast } });
    expect(JSON.stringify(after(found, 'When it will be over'))).toContain(told);
  });

  test.each([
    ['in-time', 'done in time'],
    ['at-risk', 'The deadline lies within the range'],
    ['late', 'the deadline is missed'],
  ] as const)('frames the verdict %s', (verdict, told) => {
    const framed = blocks({ forecast: { ...facts().forecast, verdict } }).find(({ kind }) => kind === 'notice');
    expect(JSON.stringify(framed)).toContain(told);
  });

  test('frames nothing where nobody can say, or where all is done', () => {
    for (const forecast of [{ verdict: 'unknown' }, { basis: 'done' }] as const)
      expect(blocks({ forecast: { ...facts().forecast, ...forecast } }).some(({ kind }) => kind === 'notice')).toBe(
        false,
      );
  });

  test('says what came to which step within the week, and that nothing did', () => {
    expect(after(blocks(), 'What has changed since 13 November 2026')).toEqual({
      kind: 'list',
      items: ['Filed (8; before: Case opened): A, B, and 6 more'],
    });
    expect(after(blocks({ changes: [] }), 'What has changed since 13 November 2026')).toEqual({
      kind: 'paragraph',
      text: 'Nothing has moved in this time.',
    });
  });

  test('names the grounds of what needs nothing more; an own reason stays with the team', () => {
    const excused = [
      { ground: 'out-of-production', count: 2 },
      { ground: 'other', count: 1 },
    ];
    expect(after(blocks({ excused }, 'de'), 'Wofür nichts mehr nötig ist')).toEqual({
      kind: 'list',
      items: ['Nicht mehr hergestellt: 2', 'Aus eigenem Grund: 1'],
    });
    expect(after(blocks({ excused: [] }), 'What needs nothing more')?.kind).not.toBe('list');
  });

  test.each([
    ['open', null, 'us'],
    ['told', null, 'you'],
    ['told', 'body', 'the body'],
    ['certified', 'body', 'you'],
    ['failed', null, 'us'],
    ['filed', 'laboratory', 'the laboratory'],
    ['filed', 'customs', 'customs'],
  ] as const)('at the step %s with the turn of %s waits for %s', (step, turn, told) => {
    const table = after(blocks({ open: [line({ step, turn })], openCount: 1 }), 'What is open');
    expect(table?.kind === 'table' && table.rows[0]![3]).toBe(told);
  });

  test('lists what is open with its days, and how much more there is', () => {
    const found = blocks({ open: [line({ expectedOn: '2026-12-15' })] }, 'de');
    const at = found.findIndex((block) => block.kind === 'table');
    const table = found[at]!;
    expect(table.kind === 'table' && table.rows).toEqual([
      ['SDOC-1', 'Safety belt', 'Verfahren offen', 'uns', '2. Nov. 2026', '15. Dez. 2026'],
    ]);
    expect(table.kind === 'table' && table.columns.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(found[at + 1]).toEqual({
      kind: 'paragraph',
      text: 'und 6 weitere; die vollständige Liste senden wir Ihnen auf Wunsch',
    });
    const zh = blocks({ openCount: 1 }, 'zh').find((block) => block.kind === 'table');
    expect(zh?.kind === 'table' && zh.rows[0]).toEqual([
      'SDOC-1',
      '汽车安全带',
      '项目已开立',
      '我方',
      '2026-11-02',
      '–',
    ]);
  });

  test('says that nothing is open any more', () => {
    expect(after(blocks({ open: [], openCount: 0 }), 'What is open')).toEqual({
      kind: 'paragraph',
      text: 'Nothing is open any more.',
    });
  });
});
