import { CHINA } from '../../../test/support/china-calendar.js';
import { applicabilityBook, words } from '../../../test/support/applicability-book.js';
import { limit, scheme, stage } from '../../../test/support/plan-schemes.js';
import type { CertificateRule, DeadlineRule } from '../deadlines/deadline-rules.js';
import type { Standard } from '../reference/catalogue.js';
import type { ReferenceBook } from '../reference/book.js';
import { lateFiling } from './late-filing.js';
import { planRenewal, type RenewalPlan } from './renewal-plan.js';
import { preparationStages, renewalProcedure } from './renewal-procedure.js';
import type { PreparationStep, RenewalFacts, RenewalFactory } from './renewal-facts.js';

const head = { sourceUrl: null, validFrom: null, validTo: null, order: 10, isDisputed: false, readings: [] } as const;
const filing: CertificateRule = {
  ...head,
  key: 'order-117.renewal',
  kind: 'renewal-filing',
  subject: 'certificate',
  schemes: ['ccc'],
  conversion: null,
  day: { start: 'valid-until', amount: -90, unit: 'calendar-days' },
  basis: 'legal',
  certainty: 'secondary',
  source: 'Order 117',
  isDisputed: true,
  readings: [
    { key: 'last-90-days', opens: -90, closes: 0, certainty: 'secondary', source: 'Order 117' },
    { key: 'day-90-is-last', opens: null, closes: -90, certainty: 'secondary', source: 'CCAP' },
  ],
};
const followUp: DeadlineRule = {
  ...head,
  key: 'parts.follow-up',
  kind: 'follow-up-inspection',
  subject: 'factory',
  classCode: null,
  months: { B: 12 },
  basis: 'practice',
  certainty: 'secondary',
  source: 'auditors',
};
const principle = (key: string) => ({ key, basis: 'practice' as const, numbers: {}, note: words(key), validFrom: null, validTo: null, certainty: 'secondary' as const, source: `source of ${key}` }); // prettier-ignore
const standard = (more: Partial<Standard> = {}): Standard => ({
  key: 'gb-4785',
  number: 'GB 4785-2026',
  names: null,
  issuedOn: null,
  inForceOn: '2026-07-01',
  replaces: ['GB 4785-2019'],
  classKeys: ['1109'],
  transition: { pattern: 'natural', existingUntil: null, note: words('natural'), certainty: 'secondary', source: 't' },
  validFrom: null,
  validTo: null,
  certainty: 'official',
  source: 'SAC',
  ...more,
});
const renewal = scheme([stage('documents'), stage('application'), stage('examination')], { key: 'ccc-renewal', kind: 'maintenance' }); // prettier-ignore
const book: ReferenceBook = applicabilityBook({
  china: CHINA,
  rules: [filing, followUp],
  standards: [],
  schemes: new Map([['ccc-renewal', renewal]]),
  principles: ['renewal-in-time', 'renewal-after-day-90', 'renewal-after-expiry', 'renewal-after-passed-follow-up', 'annual-fee'].map(principle), // prettier-ignore
});
const factory: RenewalFactory = {
  id: 'f',
  name: 'Works',
  factoryClass: 'B',
  lastFollowUpOn: '2026-09-10',
  certificates: [{ scheme: 'ccc', classCode: '1109', status: 'valid' }],
  lastAudit: null,
};
const facts: RenewalFacts = {
  scheme: 'ccc',
  classCode: '1109',
  status: 'valid',
  issuedOn: '2022-07-01',
  validUntil: '2027-06-30',
  isReplaced: false,
  standard: 'GB 4785-2019',
  suspendedUntil: null,
  factory,
  cases: [],
  changes: [],
  fees: [],
};
const TODAY = '2026-11-20';
const preparation: PreparationStep[] = [
  { stageKey: 'documents', limit: limit(20), calendar: CHINA },
  { stageKey: 'application', limit: limit(5), calendar: CHINA },
];
const plan = (more: Partial<RenewalFacts> = {}, today = TODAY, of = book, steps = preparation) => {
  const found = planRenewal({ ...facts, ...more }, today, steps, of);
  if ('whyNot' in found) throw new Error(found.whyNot);
  return found;
};
const obstacles = (more: Partial<RenewalFacts>, of = book, today = TODAY) =>
  plan(more, today, of).obstacles.map(({ kind, by, ref }) => [kind, by, ref?.id ?? null]);

describe('the way to a renewal', () => {
  it('is counted backwards from the last valid day: the filing by the earlier reading, then the steps before it', () => {
    const found = plan();
    expect(found).toMatchObject({
      expiresOn: '2027-06-30',
      procedure: 'ccc-renewal',
      standing: 'ahead',
      openCase: null,
    });
    expect(found.filing).toMatchObject({ dueOn: '2027-04-01', isDisputed: true });
    expect(found.filing.counted.readings!.map(({ opensOn, closesOn }) => [opensOn, closesOn])).toEqual([
      ['2027-04-01', '2027-06-30'],
      [null, '2027-04-01'],
    ]);
    // Thursday 1 April less 5 working days is Thursday 25 March; less 20 more is Thursday 25 February
    expect(
      found.steps.map(({ stageKey, from, to, country, isProvisional }) => [stageKey, from, to, country, isProvisional]),
    ).toEqual([
      // prettier-ignore
      ['documents', '2027-02-25', '2027-03-25', 'CN', true],
      ['application', '2027-03-25', '2027-04-01', 'CN', true],
    ]);
    expect(found.askBy).toBe('2027-02-25');
  });

  it('names no day to ask where nobody has said how long the documents take', () => {
    expect(plan({}, TODAY, book, [])).toMatchObject({ askBy: null, steps: [] });
  });

  it.each<[string, RenewalPlan['standing']]>([
    ['2027-02-24', 'ahead'],
    ['2027-02-25', 'ask'],
    ['2027-04-01', 'ask'],
    ['2027-04-02', 'late'],
    ['2027-06-30', 'late'],
    ['2027-07-01', 'lapsed'],
  ])('stands on %s: %s', (today, standing) => {
    expect(plan({}, today).standing).toBe(standing);
  });

  it.each([
    [false, 'case-open'],
    [true, 'filed'],
  ])('stands by its own case, filed: %s', (isFiled, standing) => {
    const own = { id: 'a', number: '2026-0001', kind: 'renewal' as const, isFiled };
    expect(plan({ cases: [own] }, '2027-07-02')).toMatchObject({ standing, openCase: own, obstacles: [] });
  });

  it.each([
    [{ scheme: 'ccc-self-declaration-a' }, 'declaration'],
    [{ scheme: 'ccc-self-declaration-b' }, 'declaration'],
    [{ status: 'cancelled' }, 'ended'],
    [{ status: 'expired' }, 'ended'],
    [{ isReplaced: true }, 'replaced'],
    [{ validUntil: null }, 'no-last-day'],
    [{ scheme: 'cqc-voluntary' }, 'no-rule'],
  ] as const)('is none with %j: %s', (more, whyNot) => {
    expect(planRenewal({ ...facts, ...more }, TODAY, preparation, book)).toEqual({ whyNot });
  });
});

describe('what stands in the way', () => {
  it('is nothing where all is recorded and in order', () => {
    expect(obstacles({})).toEqual([]);
  });

  it.each<[string, Partial<RenewalFacts>, unknown[][]]>([
    ['a suspension by its last day', { status: 'suspended', suspendedUntil: '2027-01-31' }, [['suspended', '2027-01-31', null]]],
    ['a suspension that outlasts the filing', { status: 'suspended', suspendedUntil: '2027-05-31' }, [['suspended', '2027-04-01', null]]],
    ['a suspension of unknown length', { status: 'suspended' }, [['suspended', '2027-04-01', null]]],
    ['a factory that is not recorded', { factory: null }, [['factory-not-recorded', '2027-04-01', null]]],
    ['an inspection that falls due on the last valid day', { factory: { ...factory, lastFollowUpOn: '2026-06-30' } }, [['follow-up-in-window', '2027-06-30', 'f']]],
    ['one that falls due when documents are asked', { factory: { ...factory, lastFollowUpOn: '2026-02-25' } }, [['follow-up-in-window', '2027-02-25', 'f']]],
    ['one that falls due a day before', { factory: { ...factory, lastFollowUpOn: '2026-02-24' } }, []],
    ['one that falls due after the end', { factory: { ...factory, lastFollowUpOn: '2026-07-01' } }, []],
    ['one that was due yesterday', { factory: { ...factory, lastFollowUpOn: '2025-11-19' } }, [['follow-up-overdue', '2026-11-19', 'f']]],
    ['one that is due today', { factory: { ...factory, lastFollowUpOn: '2025-11-20' } }, []],
    ['an inspection nobody knows of', { factory: { ...factory, lastFollowUpOn: null } }, [['follow-up-unknown', '2027-04-01', 'f']]],
    ['a failed inspection', { factory: { ...factory, lastAudit: { id: 'i', status: 'failed', openFindings: 2 } } }, [['follow-up-not-passed', '2027-04-01', 'i']]],
    ['open findings', { factory: { ...factory, lastAudit: { id: 'i', status: 'passed', openFindings: 1 } } }, [['findings-open', '2027-04-01', 'i']]],
    ['an inspection without a result', { factory: { ...factory, lastAudit: { id: 'i', status: 'held', openFindings: 0 } } }, [['findings-open', '2027-04-01', 'i']]],
    ['a passed one', { factory: { ...factory, lastAudit: { id: 'i', status: 'passed', openFindings: 0 } } }, []],
    ['an open change case, no conversion', { cases: [{ id: 'c', number: '1', kind: 'change', isFiled: true }, { id: 'x', number: '2', kind: 'extension', isFiled: false }, { id: 'v', number: '3', kind: 'conversion', isFiled: false }] }, [['case-open', '2027-04-01', 'c'], ['case-open', '2027-04-01', 'x']]],
    ['a change without a case', { changes: [{ id: 'h', title: 'New bulb' }] }, [['change-open', '2027-04-01', 'h']]],
    ['fees until the end, not later', { fees: [{ id: 'y', year: 2027, dueOn: '2027-06-30' }, { id: 'z', year: 2028, dueOn: '2027-07-01' }, { id: 'w', year: 2026, dueOn: '2026-01-31' }] }, [['fee-open', '2026-01-31', 'w'], ['fee-open', '2027-06-30', 'y']]],
  ])('%s', (_, more, expected) => {
    expect(obstacles(more)).toEqual(expected);
  }); // prettier-ignore

  it('carries its basis and source; what no source says is our plan', () => {
    const found = plan({
      changes: [{ id: 'h', title: 'New bulb' }],
      fees: [{ id: 'y', year: 2027, dueOn: '2027-01-31' }],
      factory: { ...factory, lastFollowUpOn: '2026-03-10' },
    }).obstacles;
    expect(found.map(({ kind, basis, certainty, source }) => [kind, basis, certainty, source])).toEqual([
      ['fee-open', 'practice', 'secondary', 'source of annual-fee'],
      ['follow-up-in-window', 'practice', 'secondary', 'auditors'],
      ['change-open', 'planning', 'unverified', 'none'],
    ]);
    expect(found[1]).toMatchObject({ facts: { factoryClass: 'B', months: 12, lastOn: '2026-03-10' }, note: { en: 'renewal-after-passed-follow-up' } }); // prettier-ignore
    const bare = { ...book, principles: [] };
    expect(plan({ factory: null }, TODAY, bare).obstacles[0]).toMatchObject({ basis: null, certainty: null, source: null, note: null }); // prettier-ignore
  });
});

describe('a standard with a newer edition', () => {
  const of = (...standards: Standard[]): ReferenceBook => ({ ...book, standards });
  it.each<[string, string | null, Partial<Standard>, unknown[][]]>([
    ['is superseded once it is in force', 'GB 4785-2019', {}, [['standard-superseded', '2027-04-01', null]]],
    ['is superseded on its first day', 'GB 4785-2019', { inForceOn: TODAY }, [['standard-superseded', '2027-04-01', null]]],
    ['comes when it is in force a day later', 'GB 4785-2019', { inForceOn: '2026-11-21' }, [['standard-coming', '2027-04-01', null]]],
    ['still comes on the last valid day', 'GB 4785-2019', { inForceOn: '2027-06-30' }, [['standard-coming', '2027-04-01', null]]],
    ['is not spoken of after the end', 'GB 4785-2019', { inForceOn: '2027-07-01' }, []],
    ['is not spoken of without a day', 'GB 4785-2019', { inForceOn: null }, []],
    ['is met by the new edition', 'GB 4785-2026', {}, []],
    ['does not matter for another class', 'GB 4785-2019', { classKeys: ['1104'] }, []],
    ['matters for any class where none is named', 'GB 4785-2019', { classKeys: [] }, [['standard-superseded', '2027-04-01', null]]],
    ['is unclear where the year is not recorded', 'GB 4785', {}, [['standard-unclear', '2027-04-01', null]]],
    ['is unclear where an edition is recorded that nobody names', 'GB 4785-1998', {}, [['standard-unclear', '2027-04-01', null]]],
    ['is unclear where nothing is recorded', null, {}, [['standard-unclear', '2027-04-01', null]]],
    ['is not taken to be meant where it names no class and nothing is recorded', null, { classKeys: [] }, []],
    ['was in force when the certificate was issued', null, { inForceOn: '2022-07-01' }, []],
    ['came a day after the issue', null, { inForceOn: '2022-07-02' }, [['standard-unclear', '2027-04-01', null]]],
    ['is another one', 'GB 14166-2013', {}, []],
  ])('%s', (_, recorded, more, expected) => {
    expect(obstacles({ standard: recorded }, of(standard(more)))).toEqual(expected);
  }); // prettier-ignore

  it('is updated by the day that its transition sets, where that comes before the filing', () => {
    const until = (existingUntil: string) => ({ transition: { ...standard().transition, existingUntil } });
    const [first] = plan({}, TODAY, of(standard(until('2027-03-31')))).obstacles;
    expect(first).toMatchObject({ by: '2027-03-31', basis: 'legal', facts: { edition: 'GB 4785-2026', inForceOn: '2026-07-01', recorded: 'GB 4785-2019', existingUntil: '2027-03-31' }, note: { en: 'natural' } }); // prettier-ignore
    expect(plan({}, TODAY, of(standard(until('2027-12-31')))).obstacles[0]).toMatchObject({
      by: '2027-04-01',
      basis: 'legal',
    });
    expect(plan({}, TODAY, of(standard())).obstacles[0]).toMatchObject({
      basis: 'planning',
      certainty: 'official',
      source: 'SAC',
    });
  });
});

describe('what happens when it is filed late', () => {
  const days = { scheme: 'ccc' as const, alarmOn: '2027-04-01', expiresOn: '2027-06-30' };
  it.each([
    ['2027-04-01', [true, false, false]],
    ['2027-04-02', [false, true, false]],
    ['2027-06-30', [false, true, false]],
    ['2027-07-01', [false, false, true]],
  ])('is told in the words of the sources, seen from %s', (today, isNow) => {
    const steps = lateFiling({ ...days, today }, book);
    expect(steps.map((step) => step.isNow)).toEqual(isNow);
    expect(steps.map(({ key, from, until, note }) => [key, from, until, note!.en])).toEqual([
      ['in-time', null, '2027-04-01', 'renewal-in-time'],
      ['after-alarm', '2027-04-02', '2027-06-30', 'renewal-after-day-90'],
      ['after-expiry', '2027-07-01', null, 'renewal-after-expiry'],
    ]);
  });

  it('is not found for a voluntary mark, and has no step between where both days are one', () => {
    const steps = lateFiling({ ...days, scheme: 'cav-voluntary', alarmOn: '2027-06-30', today: TODAY }, book);
    expect(steps.map(({ key, source, note }) => [key, source, note])).toEqual([
      ['in-time', null, null],
      ['after-expiry', null, null],
    ]);
  });
});

describe('the procedure', () => {
  const schemes = new Map([['ccc-renewal', renewal]]);
  it('is one of renewal for CCC, the own one of a voluntary mark, none for a declaration', () => {
    expect(renewalProcedure('ccc', schemes)).toBe(renewal);
    expect(renewalProcedure('ccc-self-declaration-a', schemes)).toBeNull();
    expect(renewalProcedure('cqc-voluntary', schemes)).toBeNull();
    const voluntary = scheme([stage('application')], { key: 'cqc-voluntary' });
    expect(renewalProcedure('cqc-voluntary', new Map([['cqc-voluntary', voluntary]]))).toBe(voluntary);
  });

  it('is prepared in the stages up to the filing, where each has an amount', () => {
    expect(preparationStages(renewal)!.map(({ key }) => key)).toEqual(['documents', 'application']);
    expect(preparationStages(scheme([stage('documents', { duration: null }), stage('application')]))).toBeNull();
    expect(preparationStages(scheme([stage('documents')]))).toBeNull();
    const left = scheme([stage('talk', { isOptional: true, duration: null }), stage('application')]);
    expect(preparationStages(left)!.map(({ key }) => key)).toEqual(['application']);
  });
});
