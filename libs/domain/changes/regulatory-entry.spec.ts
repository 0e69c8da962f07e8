import { changeOfEntry, entryFaults, isWebAddress, viewsDeadlines, type EntryFacts } from './regulatory-entry.js';

const ENTRY: EntryFacts = {
  id: 'entry-1',
  kind: 'standard',
  status: 'in-force',
  instrument: 'Notice 7',
  sourceUrl: 'https://example.test/7',
  certainty: 'secondary',
  announcedOn: '2026-10-01',
  effectiveOn: '2026-12-01',
  newApplicationsOnlyFrom: '2027-01-01',
  deadlineOn: '2027-06-30',
  viewsUntil: null,
  viewsSentOn: null,
  classCodes: ['1104'],
  schemes: ['ccc'],
  replacedStandards: ['GB 14166-2013'],
  newStandard: 'GB 14166-2024',
  replacedRule: null,
  newRule: null,
  appliesToIssuedBefore: '2026-11-01',
};
const KNOWN = new Set(['1104', '1109']);
const faultsOf = (fields: Partial<EntryFacts>) => entryFaults({ ...ENTRY, ...fields }, KNOWN);

describe('what is wrong with an entry', () => {
  test('nothing, where all is said rightly', () => {
    expect(faultsOf({})).toEqual([]);
  });

  test('what is not known yet is no fault', () => {
    const unknown = { announcedOn: null, effectiveOn: null, newApplicationsOnlyFrom: null, deadlineOn: null };
    expect(faultsOf({ ...unknown, appliesToIssuedBefore: null })).toEqual([]);
    expect(faultsOf({ classCodes: null, schemes: null, replacedStandards: [], newStandard: null })).toEqual([]);
    expect(faultsOf({ sourceUrl: null })).toEqual([]);
  });

  test.each<[Partial<EntryFacts>, string, string, string]>([
    [{ replacedStandards: ['the old one'] }, 'replacedStandards', 'not-an-edition', 'GB 14166-2013'],
    [{ newStandard: 'GB 14166' }, 'newStandard', 'not-an-edition', 'GB 14166-2024'],
    [{ replacedRule: 'rule' }, 'replacedRule', 'not-an-edition', 'CNCA-C11-04:2014'],
    [{ newRule: 'CNCA-C11-04' }, 'newRule', 'not-an-edition', 'CNCA-C11-16:2026'],
    [{ classCodes: [] }, 'classCodes', 'empty-list', 'one class or more; null = any'],
    [{ schemes: [] }, 'schemes', 'empty-list', 'one scheme or more; null = any'],
    [{ classCodes: ['1104', '9999'] }, 'classCodes', 'unknown-class', 'codes of the catalogue, e.g. 1104'],
    [{ deadlineOn: '2026-11-29' }, 'deadlineOn', 'before-effective', 'from 2026-11-30'],
    [{ viewsUntil: '2026-12-02' }, 'viewsUntil', 'after-effective', 'until 2026-12-01'],
    [{ viewsUntil: '2026-09-30' }, 'viewsUntil', 'before-announced', 'from 2026-10-01'],
    [{ viewsSentOn: '2026-09-30' }, 'viewsSentOn', 'before-announced', 'from 2026-10-01'],
    [{ kind: 'consultation' }, 'status', 'consultation-in-force', 'draft; or another kind'],
    [{ sourceUrl: 'ftp://example.test' }, 'sourceUrl', 'not-a-web-address', 'http:// or https://, without a name and password'], // prettier-ignore
    [{ deadlineOn: '2027-02-30' }, 'deadlineOn', 'not-a-day', 'YYYY-MM-DD'],
  ])('%j is a fault of its field, which says what is allowed', (fields, field, code, allowed) => {
    expect(faultsOf(fields)).toEqual([{ field, code, allowed, detail: expect.stringMatching(/\S/) as string }]);
  });

  test('a class that is not in the catalogue is named', () => {
    expect(faultsOf({ classCodes: ['1109', '9999', '8888'] })[0]?.detail).toBe('9999, 8888');
  });

  test.each<Partial<EntryFacts>>([
    // the last day of declarations is the eve of the first day without them: SAMR Announcement 57/2025
    { deadlineOn: '2026-11-30' },
    { deadlineOn: '2026-12-01' },
    { viewsUntil: '2026-12-01' },
    { viewsUntil: '2026-10-01' },
    { viewsSentOn: '2026-10-01' },
    { viewsUntil: '2026-09-30', announcedOn: null },
    { viewsSentOn: '2026-09-30', announcedOn: null },
    { viewsUntil: '2026-12-02', effectiveOn: null },
    { deadlineOn: '2026-11-29', effectiveOn: null },
    { kind: 'consultation', status: 'draft' },
  ])('%j is none', (fields) => {
    expect(faultsOf(fields)).toEqual([]);
  });
});

describe('an address that a reader may follow', () => {
  test.each([
    ['https://www.cnca.gov.cn/zwxx/gg/2025/art_1.html', true],
    ['http://example.test', true],
    ['HTTPS://EXAMPLE.TEST/A?b=c#d', true],
    ['https://例子.测试/公告', true],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['file:///etc/passwd', false],
    ['ftp://example.test', false],
    ['//example.test', false],
    ['www.example.test', false],
    ['https://', false],
    ['https://localhost', false],
    ['https://name@example.test', false],
    ['https://name:word@example.test', false],
    ['https://:word@example.test', false],
    ['https://example.test/a b', false],
    ['https://example.test/a\u0000b', false],
    [' https://example.test', false],
    ['https://example.test\njavascript:alert(1)', false],
    ['see https://example.test', false],
    ['https://[', false],
    ['', false],
  ])('%j: %s', (text, is) => {
    expect(isWebAddress(text)).toBe(is);
  });
});

describe('the change an entry tells of', () => {
  test('is what it says', () => {
    expect(changeOfEntry(ENTRY)).toEqual({
      key: 'entry-1',
      kind: 'standard-transition',
      classCodes: ['1104'],
      schemes: ['ccc'],
      replacedStandards: ['GB 14166-2013'],
      newStandard: 'GB 14166-2024',
      replacedRule: null,
      newRule: null,
      appliesToIssuedBefore: '2026-11-01',
      effectiveOn: '2026-12-01',
      deadlineOn: '2027-06-30',
      newApplicationsOnlyFrom: '2027-01-01',
    });
  });

  test.each([
    ['mode', 'amendment'],
    ['other', 'amendment'],
    ['implementation-rule', 'implementation-rule'],
    ['standard', 'standard-transition'],
  ] as const)('of kind %s is a %s', (kind, of) => {
    expect(changeOfEntry({ ...ENTRY, kind })).toMatchObject({ kind: of });
  });

  test('holds from the first day that is known', () => {
    expect(changeOfEntry({ ...ENTRY, effectiveOn: null })).toMatchObject({ effectiveOn: '2027-01-01' });
    expect(changeOfEntry({ ...ENTRY, effectiveOn: null, newApplicationsOnlyFrom: null })).toMatchObject({
      effectiveOn: '2027-06-30',
    });
  });

  test.each<[string, Partial<EntryFacts>, string]>([
    ['a draft', { status: 'draft' }, 'draft'],
    ['one that was withdrawn', { status: 'withdrawn' }, 'withdrawn'],
    ['no day', { effectiveOn: null, newApplicationsOnlyFrom: null, deadlineOn: null }, 'no-day'],
    ['a standard without an edition', { replacedStandards: [], newStandard: null }, 'no-edition'],
    ['nothing named', { kind: 'mode', classCodes: null, replacedStandards: [], newStandard: null }, 'no-class'],
    ['an edition that cannot be read', { newStandard: 'new' }, 'bad-record'],
  ])('nobody is matched to %s', (_, fields, why) => {
    expect(changeOfEntry({ ...ENTRY, ...fields })).toBe(why);
  });

  test.each<Partial<EntryFacts>>([
    { classCodes: null, newStandard: null },
    { classCodes: null, replacedStandards: [] },
    { kind: 'mode', classCodes: null, replacedStandards: [], newStandard: null, newRule: 'CNCA-C11-04:2026' },
    { kind: 'mode', classCodes: null, replacedStandards: [], newStandard: null, replacedRule: 'CNCA-C11-04:2014' },
    { kind: 'other', replacedStandards: [], newStandard: null },
  ])('%j says enough', (fields) => {
    expect(changeOfEntry({ ...ENTRY, ...fields })).toMatchObject({ key: 'entry-1' });
  });
});

describe('views on a draft', () => {
  const draft = { ...ENTRY, status: 'draft' as const, viewsUntil: '2026-12-15' };

  test('are owed by the closing day that its authority named', () => {
    expect(viewsDeadlines(draft)).toEqual([
      {
        kind: 'views-on-draft',
        dueOn: '2026-12-15',
        basis: 'legal',
        rule: 'views-on-draft.closing-day',
        source: 'Notice 7 ; https://example.test/7',
        certainty: 'secondary',
        counted: { start: 'named' },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  test('are met once they were sent', () => {
    expect(viewsDeadlines({ ...draft, viewsSentOn: '2026-12-16' })).toMatchObject([{ isMet: true }]);
  });

  test('have the instrument as their source where no address is kept', () => {
    expect(viewsDeadlines({ ...draft, sourceUrl: null })).toMatchObject([{ source: 'Notice 7' }]);
  });

  test.each<Partial<EntryFacts>>([{ viewsUntil: null }, { status: 'in-force' }, { status: 'withdrawn' }])(
    'are not owed: %j',
    (fields) => {
      expect(viewsDeadlines({ ...draft, ...fields })).toEqual([]);
    },
  );
});
