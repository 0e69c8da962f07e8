import { BadInput, RuleBroken } from '../errors.js';
import { FINDING_STATUSES, type FindingStatus } from '../states/audit-finding-status.js';
import { FINDING_GRADES, type AuditStatus, type FindingGrade } from '../states/audit-status.js';
import {
  auditTurn,
  findingsInTheWay,
  needsCorrection,
  requireDay,
  requirePassable,
  requirePeriod,
  type DayBounds,
} from './audits.js';

const finding = (number: number, grade: FindingGrade, status: FindingStatus) => ({ number, grade, status });
const FREE: DayBounds = { earliest: null, latestOn: null };

/** What a refusal says. */
function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof RuleBroken) return [error.code, error.facts];
    if (error instanceof BadInput) return [error.code, error.faults];
    throw error;
  }
  return 'allowed';
}

describe('whose turn an audit is', () => {
  it.each<[AuditStatus, string | null]>([
    ['planned', 'body'],
    ['confirmed', 'inspector'],
    ['held', 'body'],
    ['passed', null],
    ['failed', null],
    ['cancelled', null],
  ])('%s without findings: %s', (status, party) => {
    expect(auditTurn(status, [])).toBe(party);
  });

  it.each<[FindingGrade, FindingStatus, string]>([
    ['major', 'open', 'client'],
    ['minor', 'open', 'client'],
    ['minor', 'answered', 'client'],
    ['major', 'evidence-submitted', 'body'],
    ['major', 'closed', 'body'],
    ['major', 'rescinded', 'body'],
    ['major', 'lapsed', 'body'],
    ['observation', 'open', 'body'],
    ['observation', 'answered', 'body'],
  ])('held with a %s finding that is %s: %s', (grade, status, party) => {
    expect(auditTurn('held', [finding(1, 'minor', 'closed'), finding(2, grade, status)])).toBe(party);
  });

  it('is not changed by findings before it was held and after it has ended', () => {
    const open = [finding(1, 'major', 'open')];
    expect(auditTurn('planned', open)).toBe('body');
    expect(auditTurn('confirmed', open)).toBe('inspector');
    expect(auditTurn('failed', open)).toBeNull();
  });
});

describe('the findings in the way of a pass', () => {
  it.each<[FindingGrade, boolean]>([
    ['observation', false],
    ['minor', true],
    ['major', true],
  ])('a %s needs a correction: %s', (grade, needed) => {
    expect(needsCorrection(grade)).toBe(needed);
  });

  it('are the open and the lapsed ones, by number', () => {
    const all = FINDING_STATUSES.map((status, at) => finding(FINDING_STATUSES.length - at, 'minor', status));
    expect(findingsInTheWay(all).map(({ number, status }) => [number, status])).toEqual([
      [1, 'lapsed'],
      [4, 'evidence-submitted'],
      [5, 'answered'],
      [6, 'open'],
    ]);
  });

  it('are never observations', () => {
    expect(findingsInTheWay(FINDING_STATUSES.map((status, at) => finding(at, 'observation', status)))).toEqual([]);
  });

  it('are named in the refusal, with number, grade and state', () => {
    const one = { ...finding(2, 'major', 'open'), description: 'x' };
    expect(refusal(() => requirePassable([one, finding(1, 'minor', 'closed')]))).toEqual([
      'audit.findings-open',
      { numbers: [2], findings: [{ number: 2, grade: 'major', status: 'open' }] },
    ]);
  });

  it('are none where each is verified, taken back or an observation', () => {
    const settled = [
      finding(1, 'major', 'closed'),
      finding(2, 'minor', 'rescinded'),
      ...FINDING_GRADES.slice(0, 1).map((grade) => finding(3, grade, 'open')),
    ];
    expect(refusal(() => requirePassable(settled))).toBe('allowed');
  });
});

describe('a period', () => {
  const fields = { from: 'plannedFrom', to: 'plannedTo' };
  const within: DayBounds = { earliest: { on: '2026-10-01', because: 'case-began' }, latestOn: '2026-11-20' };

  it.each([
    ['2026-11-10', '2026-11-10', FREE],
    ['2026-11-10', '2026-11-11', FREE],
    ['2026-10-01', '2026-11-20', within],
    ['1950-01-01', '2190-01-01', FREE],
  ])('from %s to %s is allowed', (from, to, bounds) => {
    expect(refusal(() => requirePeriod({ from, to }, fields, bounds))).toBe('allowed');
  });

  it('does not end before it starts', () => {
    expect(refusal(() => requirePeriod({ from: '2026-12-08', to: '2026-12-07' }, fields, within))).toEqual([
      'invalid-input',
      [
        {
          field: 'plannedTo',
          code: 'end-before-start',
          detail: 'It ends before it starts.',
          allowed: 'from 2026-12-08',
        },
      ],
    ]);
  });

  it('does not begin before what it follows', () => {
    expect(refusal(() => requirePeriod({ from: '2026-09-30', to: '2026-10-02' }, fields, within))).toEqual([
      'audit.day-too-early',
      { earliestOn: '2026-10-01', because: 'case-began' },
    ]);
  });

  it.each([
    ['plannedFrom', '2026-11-21', '2026-11-22'],
    ['plannedTo', '2026-11-20', '2026-11-21'],
  ])('has no %s in the future where it has happened', (field, from, to) => {
    expect(refusal(() => requirePeriod({ from, to }, fields, within))).toEqual([
      'invalid-input',
      [{ field, code: 'day-in-future', detail: `${field} must not be in the future.`, allowed: 'until 2026-11-20' }],
    ]);
  });
});

describe('a day', () => {
  const bounds: DayBounds = { earliest: { on: '2026-11-10', because: 'inspection-held' }, latestOn: '2026-11-20' };

  it.each([
    ['2026-11-10', 'allowed'],
    ['2026-11-20', 'allowed'],
    ['2026-11-09', ['audit.day-too-early', { earliestOn: '2026-11-10', because: 'inspection-held' }]],
    [
      '2026-11-21',
      [
        'invalid-input',
        [{ field: 'on', code: 'day-in-future', detail: 'on must not be in the future.', allowed: 'until 2026-11-20' }],
      ],
    ],
  ])('%s: %j', (day, said) => {
    expect(refusal(() => requireDay(day, 'on', bounds))).toEqual(said);
  });

  it('without bounds is any day', () => {
    expect(refusal(() => requireDay('2190-01-01', 'on', FREE))).toBe('allowed');
  });
});
