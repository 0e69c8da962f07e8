import { CHINA } from '../../../test/support/china-calendar.js';
import type { ExemptionGround } from '../reference/catalogue.js';
import type { DeterminationStatus } from '../states/determination-status.js';
import {
  daysOfGround,
  determinationDeadlines,
  groundOfPaper,
  type DeterminationFacts,
} from './determination-deadlines.js';

const words = (text: string) => ({ en: text, de: text, zh: text });
const ground = (key: string, more: Partial<ExemptionGround> = {}): ExemptionGround => ({
  key,
  kind: 'exempt',
  names: words(key),
  conditions: [],
  applicant: null,
  authority: null,
  deadlines: [],
  note: null,
  certainty: 'official',
  source: 'SAMR notice 153/2019',
  validFrom: '2019-04-01',
  validTo: null,
  ...more,
});
const due = (key: string, weeks: number | null): ExemptionGround['deadlines'][number] => ({
  key,
  names: words(key),
  from: words(key),
  limit:
    weeks === null
      ? null
      : { amount: weeks, unit: 'weeks', basis: 'legal', certainty: 'secondary', source: 'gma.example', note: null },
  reminderOffsets: [14, 7, 2],
});
const RE_EXPORT = ground('re-export', { deadlines: [due('re-export-write-off', 2)] });
const EXHIBITION = ground('exhibition', {
  deadlines: [due('exhibit-disposal', null)],
  source: 'SAMR 153/2019, display',
});
const RESEARCH = ground('research-and-testing');
const RULES = { exemptions: [RESEARCH, EXHIBITION, RE_EXPORT], china: CHINA };

const facts = (more: Partial<DeterminationFacts> = {}): DeterminationFacts => ({
  kind: 'exempt',
  ground: 're-export',
  status: 'used',
  number: 'MB-2026-0412',
  grantedOn: '2026-01-12',
  validUntil: null,
  promisedExportOn: null,
  displayUntil: null,
  ...more,
});

describe('what an exemption owes', () => {
  it('is the write-off two weeks after the promised export', () => {
    expect(determinationDeadlines(facts({ promisedExportOn: '2026-03-31' }), RULES)).toEqual([
      {
        kind: 'export-write-off',
        dueOn: '2026-04-14',
        basis: 'legal',
        rule: 're-export-write-off',
        source: 'gma.example',
        certainty: 'secondary',
        counted: { start: 'promised-export', from: '2026-03-31', amount: 14, unit: 'calendar-days' },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  it('is its last day as the paper says, with the paper as its source; a paper without number is what we were told', () => {
    const end = {
      kind: 'determination-end',
      item: 'validity',
      dueOn: '2026-07-11',
      basis: 'legal',
      rule: 'determination.paper',
      source: 'MB-2026-0412',
      certainty: 'official',
      counted: { start: 'valid-until', from: '2026-07-11', amount: 0, unit: 'calendar-days' },
      isDisputed: false,
      isMet: false,
    };
    expect(determinationDeadlines(facts({ validUntil: '2026-07-11' }), RULES)).toEqual([end]);
    expect(determinationDeadlines(facts({ validUntil: '2026-07-11', number: null }), RULES)).toEqual([
      { ...end, source: 'none', certainty: 'unverified' },
    ]);
  });

  it('is the end of the display, after which re-export or disposal is proved', () => {
    const shown = facts({ ground: 'exhibition', displayUntil: '2026-12-06', number: null });
    expect(determinationDeadlines(shown, RULES)).toEqual([
      {
        kind: 'determination-end',
        item: 'display',
        dueOn: '2026-12-06',
        basis: 'legal',
        rule: 'exhibit-disposal',
        source: 'SAMR 153/2019, display',
        certainty: 'official',
        counted: { start: 'valid-until', from: '2026-12-06', amount: 0, unit: 'calendar-days' },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  it('is nothing that no source or paper names', () => {
    expect(determinationDeadlines(facts(), RULES)).toEqual([]);
    expect(determinationDeadlines(facts({ ground: 'research-and-testing', promisedExportOn: '2026-03-31' }), RULES)).toEqual([]); // prettier-ignore
    expect(determinationDeadlines(facts({ displayUntil: '2026-12-06' }), RULES)).toEqual([]);
    const unlimited = {
      ...RULES,
      exemptions: [ground('re-export', { deadlines: [due('re-export-write-off', null)] })],
    };
    expect(determinationDeadlines(facts({ promisedExportOn: '2026-03-31' }), unlimited)).toEqual([]);
    expect(determinationDeadlines(facts({ ground: 'gone', promisedExportOn: '2026-03-31' }), RULES)).toEqual([]);
  });

  it('is told by due day', () => {
    const both = (validUntil: string) =>
      determinationDeadlines(facts({ validUntil, promisedExportOn: '2026-03-31' }), RULES).map(({ kind }) => kind);
    expect(both('2026-04-13')).toEqual(['determination-end', 'export-write-off']);
    expect(both('2026-04-14')).toEqual(['determination-end', 'export-write-off']);
    expect(both('2026-04-15')).toEqual(['export-write-off', 'determination-end']);
    const shown = facts({ ground: 'exhibition', displayUntil: '2026-05-01', validUntil: '2026-06-01' });
    expect(determinationDeadlines(shown, RULES).map(({ item }) => item)).toEqual(['display', 'validity']);
  });

  it.each<[DeterminationStatus, boolean[]]>([
    ['drafted', []],
    ['applied', []],
    ['granted', [false, false]],
    ['refused', []],
    ['used', [false, false]],
    ['discharged', [true, true]],
    ['lapsed', []],
    ['withdrawn', []],
  ])('%s: met is %j', (status, met) => {
    const stated = determinationDeadlines(
      facts({ status, validUntil: '2026-07-11', promisedExportOn: '2026-03-31' }),
      RULES,
    );
    expect(stated.map(({ isMet }) => isMet)).toEqual(met);
  });

  it('of what needs no exemption is only the end of its paper', () => {
    const paper = { status: 'granted', validUntil: '2026-07-11', promisedExportOn: '2026-03-31', displayUntil: '2026-04-01' } as const; // prettier-ignore
    for (const kind of ['not-required', 'out-of-catalogue'] as const)
      for (const key of ['re-export', 'exhibition', null])
        expect(determinationDeadlines(facts({ ...paper, kind, ground: key }), RULES).map(({ item }) => item)).toEqual([
          'validity',
        ]);
  });
});

describe('the ground of a paper', () => {
  const old = ground('re-export', { validFrom: '2019-04-01', validTo: '2025-12-31', source: 'old' });
  const young = ground('re-export', { validFrom: '2026-01-01', source: 'young' });

  it.each([
    ['2025-12-31', 'old'],
    ['2026-01-01', 'young'],
    [null, 'young'],
    ['2018-01-01', 'young'],
  ])('granted on %s is the %s one', (grantedOn, source) => {
    expect(groundOfPaper({ ground: 're-export', grantedOn }, [RESEARCH, old, young, EXHIBITION])?.source).toBe(source);
  });

  it('is none where no record has its key', () => {
    expect(groundOfPaper({ ground: 'gone', grantedOn: '2026-01-01' }, [old])).toBeNull();
    expect(groundOfPaper({ ground: null, grantedOn: null }, [old])).toBeNull();
  });

  it('asks for the day of the promised export, or the end of the display, or neither', () => {
    expect(daysOfGround(RE_EXPORT)).toEqual({ promisedExport: true, display: false });
    expect(daysOfGround(EXHIBITION)).toEqual({ promisedExport: false, display: true });
    expect(daysOfGround(RESEARCH)).toEqual({ promisedExport: false, display: false });
    expect(daysOfGround(null)).toEqual({ promisedExport: false, display: false });
  });
});
