import { planReminders, type PlanFor } from './reminder-plan.js';
import { calendarOf, type CalendarException } from '../calendar/working-calendar.js';

/** 08:00 in a zone that is a fixed number of hours from UTC. */
const morningAt = (hours: number) => (day: string) => new Date(Date.parse(`${day}T08:00:00Z`) - hours * 3_600_000);
const holidays = (...days: string[]): CalendarException[] =>
  days.map((day) => ({ day, kind: 'holiday', name: 'Feast' }));
interface Changes extends Partial<PlanFor> {
  off?: CalendarException[];
  /** steps in calendar days, none of them urgent */
  ladder?: { offsets: number[]; overdueEveryDays: number | null };
}
const plan = ({ off, ladder, ...changes }: Changes = {}): PlanFor => {
  const { offsets, overdueEveryDays } = ladder ?? { offsets: [120, 90, 60, 30, 14, 7, 3, 1], overdueEveryDays: 7 };
  return {
    dueOn: '2026-12-31',
    basis: 'legal',
    steps: offsets.map((days) => ({ days, unit: 'calendar', isUrgent: false })),
    overdue: overdueEveryDays === null ? null : { every: overdueEveryDays, unit: 'calendar' },
    overdueUntil: null,
    morningOf: morningAt(0),
    calendar: calendarOf('XX', off ?? [], [2026]),
    ...changes,
  };
};
const laid = (what: PlanFor, now: string) =>
  planReminders(what, new Date(now)).map(
    (s) =>
      `${s.step}${s.unit === 'working' ? 'w' : ''}: ${s.sendOn}${s.movedFrom ? ` from ${s.movedFrom} (${s.movedFor})` : ''}${s.isAlone ? ' alone' : ''}${s.isEclipsed ? ' eclipsed' : ''}`,
  );

describe('laying a policy', () => {
  test('the conversion ladder on 20 November 2026: the steps still to come, the last alone, and the first overdue one', () => {
    expect(laid(plan(), '2026-11-20T10:00:00Z')).toEqual([
      '30: 2026-12-01',
      '14: 2026-12-17',
      '7: 2026-12-24',
      '3: 2026-12-28',
      '1: 2026-12-30 alone',
      '-1: 2027-01-01',
    ]);
  });

  test('a step is past only after its own morning', () => {
    const tokyo = plan({ morningOf: morningAt(9) });
    expect(laid(tokyo, '2026-11-30T23:00:00Z')[0]).toBe('30: 2026-12-01');
    expect(laid(tokyo, '2026-11-30T23:00:01Z')[0]).toBe('14: 2026-12-17');
  });

  test('it is sent at 08:00 of the reader, not of the server', () => {
    expect(
      planReminders(plan({ morningOf: morningAt(-5) }), new Date('2026-11-20T00:00:00Z'))[0]!.sendAt.toISOString(),
    ).toBe('2026-12-01T13:00:00.000Z');
  });

  test('a step on a weekend or holiday moves to the next working morning and says what moved it', () => {
    const moved = plan({ ladder: { offsets: [33, 30], overdueEveryDays: null }, off: holidays('2026-12-01') });
    expect(laid(moved, '2026-11-01T00:00:00Z')).toEqual([
      '33: 2026-11-30 from 2026-11-28 (weekend)',
      '30: 2026-12-02 from 2026-12-01 (Feast)',
    ]);
  });

  test('it never moves to or past the due day: then it is the working morning before', () => {
    const last = plan({ ladder: { offsets: [1], overdueEveryDays: null }, off: holidays('2026-12-30') });
    expect(laid(last, '2026-11-01T00:00:00Z')).toEqual(['1: 2026-12-29 from 2026-12-30 (Feast) alone']);
    const block = plan({
      ladder: { offsets: [7, 3, 1], overdueEveryDays: null },
      off: holidays('2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'),
    });
    expect(laid(block, '2026-11-01T00:00:00Z')).toEqual([
      '7: 2026-12-24',
      '3: 2026-12-25 from 2026-12-28 (Feast) eclipsed',
      '1: 2026-12-25 from 2026-12-30 (Feast) alone',
    ]);
  });

  test('of two steps on one morning the nearer stands', () => {
    const both = plan({
      dueOn: '2026-12-15',
      ladder: { offsets: [10, 9, 8], overdueEveryDays: null },
      basis: 'planning',
    });
    expect(laid(both, '2026-11-01T00:00:00Z')).toEqual([
      '10: 2026-12-07 from 2026-12-05 (weekend) eclipsed',
      '9: 2026-12-07 from 2026-12-06 (weekend) eclipsed',
      '8: 2026-12-07',
    ]);
  });

  test('only a legal last step of seven days or less comes alone', () => {
    const aloneOf = (offsets: number[], basis: PlanFor['basis']) =>
      laid(plan({ ladder: { offsets, overdueEveryDays: null }, basis }), '2026-06-01T00:00:00Z').filter((s) =>
        s.endsWith('alone'),
      );
    expect(aloneOf([30, 7], 'legal')).toEqual(['7: 2026-12-24 alone']);
    expect(aloneOf([30, 7], 'practice')).toEqual([]);
    expect(aloneOf([30, 14], 'legal')).toEqual([]);
  });

  test('daily overdue reminders: the next one only, the weekend held back to Monday, the end kept', () => {
    const renewal = plan({
      dueOn: '2026-11-13',
      ladder: { offsets: [7], overdueEveryDays: 1 },
      overdueUntil: '2026-11-25',
    });
    expect(laid(renewal, '2026-11-20T07:59:00Z')).toEqual(['-7: 2026-11-20']);
    expect(laid(renewal, '2026-11-20T08:00:01Z')).toEqual(['-10: 2026-11-23']);
    expect(laid(renewal, '2026-11-25T08:00:01Z')).toEqual([]);
  });

  test('weekly overdue reminders go on from a day long past without being walked one by one', () => {
    expect(
      laid(plan({ dueOn: '2016-01-01', ladder: { offsets: [14], overdueEveryDays: 7 } }), '2026-11-20T10:00:00Z'),
    ).toEqual(['-3977: 2026-11-23 from 2026-11-21 (weekend)']);
  });

  test('who hears only of what is overdue gets no step before the day', () => {
    expect(laid(plan({ steps: [] }), '2026-11-20T10:00:00Z')).toEqual(['-1: 2027-01-01']);
  });

  test('an empty policy plans nothing', () => {
    expect(laid(plan({ ladder: { offsets: [], overdueEveryDays: null } }), '2026-11-20T10:00:00Z')).toEqual([]);
  });

  test('steps in working days are counted in the calendar of the reader, and land on a worked day', () => {
    const working = plan({
      dueOn: '2026-12-31',
      basis: 'planning',
      steps: [10, 5, 2].map((days) => ({ days, unit: 'working', isUrgent: false })),
      overdue: { every: 2, unit: 'working' },
      off: holidays('2026-12-24', '2026-12-25', '2027-01-01'),
    });
    expect(laid(working, '2026-11-20T10:00:00Z')).toEqual([
      '10w: 2026-12-15',
      '5w: 2026-12-22',
      '2w: 2026-12-29',
      '-1w: 2027-01-04',
    ]);
    expect(laid(working, '2027-01-04T08:00:01Z')).toEqual(['-3w: 2027-01-06']);
  });

  test('an urgent step comes alone, whatever its basis and however far it is', () => {
    const urgent = plan({
      basis: 'planning',
      steps: [
        { days: 30, unit: 'calendar', isUrgent: true },
        { days: 7, unit: 'calendar', isUrgent: false },
      ],
      overdue: null,
    });
    expect(laid(urgent, '2026-11-20T10:00:00Z')).toEqual(['30: 2026-12-01 alone', '7: 2026-12-24']);
  });

  test('a legal last step in working days comes alone within a week', () => {
    const last = (days: number) =>
      laid(plan({ steps: [{ days, unit: 'working', isUrgent: false }], overdue: null }), '2026-11-20T10:00:00Z');
    expect(last(5)).toEqual(['5w: 2026-12-24 alone']);
    expect(last(6)).toEqual(['6w: 2026-12-23']);
  });

  test('of seven calendar and five working days before the same day the one in calendar days stands', () => {
    const both = plan({
      basis: 'planning',
      steps: [
        { days: 5, unit: 'working', isUrgent: false },
        { days: 7, unit: 'calendar', isUrgent: false },
      ],
      overdue: null,
    });
    expect(laid(both, '2026-11-20T10:00:00Z')).toEqual(['5w: 2026-12-24 eclipsed', '7: 2026-12-24']);
  });

  test('who hears only on some days gets the steps of those days, and the first overdue one among them', () => {
    const away = { fromOn: '2026-12-14', toOn: '2026-12-27' };
    const standIn = plan({ hears: ({ sendOn }) => away.fromOn <= sendOn && sendOn <= away.toOn });
    expect(laid(standIn, '2026-11-20T10:00:00Z')).toEqual(['14: 2026-12-17', '7: 2026-12-24']);
    const later = plan({ steps: [], hears: ({ sendOn }) => sendOn >= '2027-01-12' });
    expect(laid(later, '2026-11-20T10:00:00Z')).toEqual(['-15: 2027-01-15']);
  });
});
