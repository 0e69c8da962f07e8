import { calendarOf } from '../calendar/working-calendar.js';
import { DEADLINE_KINDS } from './deadline.js';
import { DEFAULT_ESCALATION } from './escalation.js';
import {
  dayOfStep,
  defaultPolicy,
  policyFault,
  readersFor,
  tidyPolicy,
  type Policy,
  type PolicyStep,
} from './policy.js';
import { hoursFault, isQuietHour } from './reminder-hours.js';

const step = (days: number, changes: Partial<PolicyStep> = {}): PolicyStep => ({
  days,
  unit: 'calendar',
  to: ['owner'],
  isUrgent: false,
  ...changes,
});

describe('a policy', () => {
  test('is put in order: the farthest first, readers in their order, the same day once with all its readers', () => {
    const tidy = tidyPolicy({
      steps: [
        step(7, { to: ['manager', 'owner'] }),
        step(30),
        step(10, { unit: 'working' }),
        step(7, { to: ['client-contact'], isUrgent: true }),
      ],
      overdue: { every: 1, unit: 'calendar', to: ['manager', 'owner', 'manager'] },
      escalation: [{ to: 'manager', afterWorkingDays: 2 }],
    });
    expect(tidy).toEqual({
      steps: [
        { days: 30, unit: 'calendar', to: ['owner'], isUrgent: false },
        { days: 10, unit: 'working', to: ['owner'], isUrgent: false },
        { days: 7, unit: 'calendar', to: ['owner', 'client-contact', 'manager'], isUrgent: true },
      ],
      overdue: { every: 1, unit: 'calendar', to: ['owner', 'manager'] },
      escalation: [{ to: 'manager', afterWorkingDays: 2 }],
    });
  });

  const bare: Policy = { steps: [], overdue: null, escalation: DEFAULT_ESCALATION };
  test.each([
    ['renewal-filing', bare, null],
    ['renewal-filing', { ...bare, steps: [step(0), step(1095), step(780, { unit: 'working' })] }, null],
    ['cut-over', bare, { code: 'policy.not-mailed', field: 'kind', allowed: 'any other kind' }],
    [
      'renewal-filing',
      { ...bare, steps: Array.from({ length: 25 }, (_, days) => step(days)) },
      { code: 'policy.too-many-steps', field: 'steps', allowed: '0-24' },
    ],
    [
      'renewal-filing',
      { ...bare, steps: [step(7), step(1096)] },
      { code: 'policy.days-out-of-range', field: 'steps.1.days', allowed: '0-1095' },
    ],
    [
      'renewal-filing',
      { ...bare, steps: [step(781, { unit: 'working' })] },
      { code: 'policy.days-out-of-range', field: 'steps.0.days', allowed: '0-780' },
    ],
    [
      'renewal-filing',
      { ...bare, steps: [step(7, { to: [] })] },
      {
        code: 'policy.no-reader',
        field: 'steps.0.to',
        allowed: 'owner, deputy, client-contact, manager, laboratory, factory',
      },
    ],
    [
      'stage-due',
      { ...bare, steps: [step(7, { to: ['owner', 'client-contact'] })] },
      { code: 'policy.reader-not-told', field: 'steps.0.to', allowed: 'owner, deputy, manager, laboratory' },
    ],
    [
      'views-on-draft',
      { ...bare, overdue: { every: 7, unit: 'calendar', to: ['factory'] } },
      { code: 'policy.reader-not-told', field: 'overdue.to', allowed: 'owner, deputy, manager, laboratory' },
    ],
    [
      'renewal-filing',
      { ...bare, overdue: { every: 0, unit: 'calendar', to: ['owner'] } },
      { code: 'policy.overdue-out-of-range', field: 'overdue.every', allowed: '1-90' },
    ],
    [
      'renewal-filing',
      { ...bare, overdue: { every: 61, unit: 'working', to: ['owner'] } },
      { code: 'policy.overdue-out-of-range', field: 'overdue.every', allowed: '1-60' },
    ],
    [
      'renewal-filing',
      { ...bare, overdue: { every: 7, unit: 'calendar', to: ['owner'] }, escalation: [] },
      { code: 'policy.escalation-missing', field: 'escalation', allowed: '1-3 links' },
    ],
  ] as const)('of %s is looked at: %j has the fault %j', (kind, policy, fault) => {
    expect(policyFault(kind, policy as Policy)).toEqual(fault);
  });

  test('made of our default steps tells owner, deputy and contact, and once overdue those who lead', () => {
    expect(defaultPolicy({ kind: 'energy-label', offsets: [10, 2], unit: 'working', overdueEveryDays: 7 })).toEqual({
      steps: [
        { days: 10, unit: 'working', to: ['owner', 'deputy', 'client-contact'], isUrgent: false },
        { days: 2, unit: 'working', to: ['owner', 'deputy', 'client-contact'], isUrgent: false },
      ],
      overdue: { every: 7, unit: 'calendar', to: ['owner', 'deputy', 'client-contact', 'manager'] },
      escalation: [
        { to: 'deputy', afterWorkingDays: 1 },
        { to: 'manager', afterWorkingDays: 1 },
        { to: 'tenant-owner', afterWorkingDays: 1 },
      ],
    });
    expect(defaultPolicy({ kind: 'stage-due', offsets: [7], unit: 'calendar', overdueEveryDays: null })).toEqual({
      steps: [{ days: 7, unit: 'calendar', to: ['owner', 'deputy'], isUrgent: false }],
      overdue: null,
      escalation: DEFAULT_ESCALATION,
    });
  });

  test('of every kind may name its owner', () => {
    for (const kind of DEADLINE_KINDS) expect(readersFor(kind)).toContain('owner');
  });
});

describe('the day of a step', () => {
  /** 24 and 25 December and New Year's Day are off; 2026-12-31 is a Thursday. */
  const calendar = calendarOf(
    'XX',
    ['2026-12-24', '2026-12-25', '2027-01-01'].map((day) => ({ day, kind: 'holiday' as const, name: 'Feast' })),
    [2026, 2027],
  );
  test.each([
    [7, 'calendar', '2026-12-24'],
    [0, 'calendar', '2026-12-31'],
    [-1, 'calendar', '2027-01-01'],
    [0, 'working', '2026-12-31'],
    [1, 'working', '2026-12-30'],
    [4, 'working', '2026-12-23'],
    [10, 'working', '2026-12-15'],
    [-1, 'working', '2027-01-04'],
    [-6, 'working', '2027-01-11'],
  ] as const)('%i %s days before 31 December is %s', (days, unit, day) => {
    expect(dayOfStep('2026-12-31', days, unit, calendar)).toBe(day);
  });
});

describe('the hours of sending', () => {
  const at = (morningHour: number, quietFrom: number, quietTo: number) => ({
    ...{ morningHour, quietFrom, quietTo, outlookWeekday: 1 },
  });

  test('quiet hours run over midnight, and the same hour twice means none', () => {
    const quiet = (quietFrom: number, quietTo: number) =>
      Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isQuietHour(hour, { quietFrom, quietTo }));
    expect(quiet(20, 7)).toEqual([0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 23]);
    expect(quiet(12, 14)).toEqual([12, 13]);
    expect(quiet(5, 5)).toEqual([]);
  });

  test.each([
    [at(8, 20, 7), null],
    [at(7, 20, 7), null],
    [at(6, 20, 7), 'reminder-hours.morning-is-quiet'],
    [at(20, 20, 7), 'reminder-hours.morning-is-quiet'],
    [at(19, 20, 7), null],
    // where daylight saving skips two o'clock, the morning begins at three
    [at(2, 3, 1), 'reminder-hours.morning-is-quiet'],
    [at(2, 4, 1), null],
    [at(3, 3, 3), null],
  ])('%j: %s', (hours, fault) => {
    expect(hoursFault(hours)).toBe(fault);
  });
});
