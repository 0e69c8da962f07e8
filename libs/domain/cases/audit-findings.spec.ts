import { CHINA_2026, deadline, limit, scheme, stage } from '../../../test/support/plan-schemes.js';
import type { SchemeDefinition } from '../reference/scheme.js';
import type { FindingStatus } from '../states/audit-finding-status.js';
import type { FindingGrade } from '../states/audit-status.js';
import { correctionRule, findingDeadlines, findingDue, ifFindingMissed } from './audit-findings.js';

const three = (basis: 'legal' | 'planning', source: string) =>
  limit(3, 'months', { basis, source, certainty: basis === 'legal' ? 'secondary' : 'unverified' });
const corrections = (key: string, from: string, basis: 'legal' | 'planning') =>
  deadline(key, { from: { stage: from, edge: 'end' }, metBy: null, limit: three(basis, `of ${from}`), basis });

const initial = stage('initial-inspection', {
  deadlines: [
    deadline('fee-due', { from: { stage: 'initial-inspection', edge: 'end' }, limit: limit(5) }),
    deadline('non-conformities-due', { from: { stage: 'initial-inspection', edge: 'start' }, limit: limit(9) }),
    corrections('non-conformities-due', 'initial-inspection', 'legal'),
  ],
});
const first = stage('first-inspection', {
  deadlines: [corrections('non-conformities-due', 'first-inspection', 'legal')],
});
const followUp = stage('follow-up', {
  deadlines: [
    deadline('follow-up-due', { from: 'certificate', limit: limit(12, 'months') }),
    corrections('follow-up-non-conformities-due', 'follow-up', 'planning'),
  ],
});
const test = stage('type-test', {
  deadlines: [corrections('non-conformities-due', 'type-test', 'legal')],
});

const standard = scheme([test, initial, followUp], { key: 'ccc-standard', certifies: 'ccc' });
const before = scheme([test, first, followUp], { key: 'ccc-before', certifies: 'ccc' });
const conversion = scheme([test], { key: 'conversion', certifies: 'ccc' });
const voluntary = scheme([test, stage('initial-inspection'), stage('follow-up')], {
  key: 'cqc',
  certifies: 'cqc-voluntary',
});
const exemption = scheme([initial, followUp], { key: 'exemption', certifies: null });
const book = (...schemes: SchemeDefinition[]) => new Map(schemes.map((one) => [one.key, one]));
const ALL = book(exemption, voluntary, conversion, standard, before);

const ruleOf = (...facts: Parameters<typeof correctionRule>) => correctionRule(...facts).key;

describe('the rule of correction', () => {
  it.each([
    ['ccc-standard', 'ccc-standard/initial-inspection/non-conformities-due'],
    ['ccc-before', 'ccc-before/first-inspection/non-conformities-due'],
    // a conversion ends in a CCC certificate: the first scheme that does so tells
    ['conversion', 'ccc-standard/initial-inspection/non-conformities-due'],
    ['cqc', null],
    ['gone', null],
  ])('of an initial inspection of a case by %s is %s', (schemeKey, key) => {
    expect(ruleOf({ kind: 'initial', schemeKey, schemes: [] }, ALL)).toBe(key);
  });

  it.each([
    [['ccc' as const], 'ccc-standard/follow-up/follow-up-non-conformities-due'],
    [['cqc-voluntary' as const, 'ccc' as const], 'ccc-standard/follow-up/follow-up-non-conformities-due'],
    [['cqc-voluntary' as const], null],
    [[], null],
  ])('of a follow-up over certificates %j is %s', (schemes, key) => {
    expect(ruleOf({ kind: 'follow-up', schemeKey: null, schemes }, ALL)).toBe(key);
  });

  it('names the kind of limit even where none was found', () => {
    const none = { key: null, deadline: null };
    expect(correctionRule({ kind: 'initial', schemeKey: null, schemes: [] }, ALL)).toEqual({ kind: 'initial-nonconformity', ...none }); // prettier-ignore
    expect(correctionRule({ kind: 'follow-up', schemeKey: null, schemes: [] }, ALL)).toEqual({ kind: 'follow-up-nonconformity', ...none }); // prettier-ignore
  });

  it('takes the order of the data, the own scheme first', () => {
    const turned = book(before, standard);
    expect(ruleOf({ kind: 'initial', schemeKey: 'ccc-standard', schemes: ['ccc'] }, turned)).toBe('ccc-standard/initial-inspection/non-conformities-due'); // prettier-ignore
    expect(ruleOf({ kind: 'initial', schemeKey: null, schemes: ['ccc'] }, turned)).toBe('ccc-before/first-inspection/non-conformities-due'); // prettier-ignore
  });
});

const legal = correctionRule({ kind: 'initial', schemeKey: 'ccc-standard', schemes: [] }, ALL);
const planning = correctionRule({ kind: 'follow-up', schemeKey: null, schemes: ['ccc'] }, ALL);
const unknown = correctionRule({ kind: 'follow-up', schemeKey: null, schemes: [] }, ALL);

describe('a finding', () => {
  it.each<[FindingGrade, string | null]>([
    ['major', '2027-02-10'],
    ['minor', '2027-02-10'],
    ['observation', null],
  ])('that is %s is due on %s after an inspection that ended on 10 November 2026', (grade, dueOn) => {
    expect(findingDue(grade, '2026-11-10', legal, CHINA_2026).dueOn).toBe(dueOn);
  });

  it('has no day where no limit was found', () => {
    expect(findingDue('major', '2026-11-10', unknown, CHINA_2026)).toMatchObject({ dueOn: null, limit: null });
  });

  it('risks the whole inspection at an initial one, and suspension under 0203 at a follow-up', () => {
    expect(ifFindingMissed('major', 'initial', CHINA_2026)).toMatchObject({ outcome: 'inspection-failed', ground: null, basis: 'legal' }); // prettier-ignore
    expect(ifFindingMissed('minor', 'follow-up', CHINA_2026)).toMatchObject({ outcome: 'suspension-ground', ground: '0203' }); // prettier-ignore
    expect(ifFindingMissed('observation', 'initial', CHINA_2026)).toBeNull();
  });
});

describe('the days an audit owes', () => {
  const finding = (id: string, grade: FindingGrade, status: FindingStatus) => ({ id, grade, status });

  it('are one per finding, with its basis, its source and its count', () => {
    expect(findingDeadlines([finding('f1', 'major', 'open')], '2026-11-30', legal, CHINA_2026)).toEqual([
      {
        kind: 'finding-correction',
        item: 'f1',
        dueOn: '2027-02-28',
        basis: 'legal',
        rule: 'ccc-standard/initial-inspection/non-conformities-due',
        source: 'of initial-inspection',
        certainty: 'secondary',
        counted: {
          start: 'inspected',
          from: '2026-11-30',
          amount: 3,
          unit: 'months',
          monthEnd: { wanted: 30, given: 28 },
        },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  it.each<[FindingStatus, boolean | null]>([
    ['open', false],
    ['answered', false],
    ['evidence-submitted', false],
    ['closed', true],
    ['rescinded', null],
    ['lapsed', null],
  ])('of a finding that is %s: met %s (null: nothing owed)', (status, isMet) => {
    const stated = findingDeadlines([finding('f1', 'minor', status)], '2026-11-10', planning, CHINA_2026);
    expect(stated.map((one) => one.isMet)).toEqual(isMet === null ? [] : [isMet]);
  });

  it('are none of observations, and none where no limit was found', () => {
    expect(findingDeadlines([finding('f1', 'observation', 'open')], '2026-11-10', legal, CHINA_2026)).toEqual([]);
    expect(findingDeadlines([finding('f1', 'major', 'open')], '2026-11-10', unknown, CHINA_2026)).toEqual([]);
  });

  it('tell what the number does not say, where the source has a note', () => {
    const note = { en: 'not found for follow-ups', de: 'x', zh: 'x' };
    const noted = { ...planning, deadline: { ...planning.deadline!, limit: { ...planning.deadline!.limit!, note } } };
    const [one] = findingDeadlines([finding('f1', 'minor', 'open')], '2026-11-10', noted, CHINA_2026);
    expect(one).toMatchObject({ basis: 'planning', counted: { note } });
  });
});
