import { planReminders, type PlanFor } from './reminder-plan.js';
import { calendarOf, type CalendarException } from '../calendar/working-calendar.js';

/** 08:00 in a zone that is a fixed number of hours from UTC. */
const morningAt = (hours: number) => (day: string) => new Date(Date.parse(`${day}T08:00:00Z`) - hours * 3_600_000);
const holidays = (...days: string[]): CalendarException[] =>
  days.map((day) => ({ day, kind: 'holiday', name: 'Feast' }));
const plan = (changes: Partial<PlanFor> & { off?: CalendarException[] } = {}): PlanFor => ({
  dueOn: '2026-12-31',
  basis: 'legal',
  ladder: { offsets: [120, 90, 60, 30, 14, 7, 3, 1], overdueEveryDays: 7 },
  overdueUntil: null,
  morningOf: morningAt(0),
  calendar: calendarOf('XX', changes.off ?? [], [2026]),
  onlyOverdue: false,
  ...changes,
});
const laid = (what: PlanFor, now: string) =>
  planReminders(what, new Date(now)).map(
    (s) =>
      `${s.step}: ${s.sendOn}${s.movedFrom ? ` from ${s.movedFrom} (${s.movedFor})` : ''}${s.isAlone ? ' alone' : ''}${s.isEclipsed ? ' eclipsed' : ''}`,
  );

describe('laying a ladder', () => {
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
    expect(laid(plan({ onlyOverdue: true }), '2026-11-20T10:00:00Z')).toEqual(['-1: 2027-01-01']);
  });

  test('an empty ladder plans nothing', () => {
    expect(laid(plan({ ladder: { offsets: [], overdueEveryDays: null } }), '2026-11-20T10:00:00Z')).toEqual([]);
  });
});
