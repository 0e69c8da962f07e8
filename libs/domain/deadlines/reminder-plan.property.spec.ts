import fc from 'fast-check';
import { DateTime } from 'luxon';
import { calendarOf, isWorkingDay } from '../calendar/working-calendar.js';
import { addDays, type Day } from '../day.js';
import { BASES } from './deadline.js';
import { dayOfStep, STEP_UNITS, tidyPolicy } from './policy.js';
import { hoursFault } from './reminder-hours.js';
import { planReminders, type PlannedStep, type PlanFor } from './reminder-plan.js';
import { withinWindow } from './window.js';

/** Zones that skip and repeat hours on different nights, one of them at midnight and one by half an hour. */
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Beirut', 'America/Havana', 'Asia/Shanghai', 'America/St_Johns']; // prettier-ignore
/** Nights around which clocks change somewhere in 2026 and 2027. */
const CHANGES = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01', '2027-03-14'];

const steps = fc.array(
  fc.record({
    days: fc.integer({ min: 0, max: 60 }),
    unit: fc.constantFrom(...STEP_UNITS),
    to: fc.constant(['owner'] as const),
    isUrgent: fc.boolean(),
  }),
  { maxLength: 8 },
);
const overdue = fc.option(
  fc.record({ every: fc.integer({ min: 1, max: 9 }), unit: fc.constantFrom(...STEP_UNITS), to: fc.constant(['owner'] as const) }), // prettier-ignore
);
const hours = fc
  .record({
    morningHour: fc.integer({ min: 0, max: 23 }),
    quietFrom: fc.integer({ min: 0, max: 23 }),
    quietTo: fc.integer({ min: 0, max: 23 }),
    outlookWeekday: fc.constant(1),
  })
  .filter((given) => hoursFault(given) === null);

const world = fc
  .record({
    steps,
    overdue,
    hours,
    basis: fc.constantFrom(...BASES),
    zone: fc.constantFrom(...ZONES),
    near: fc.constantFrom(...CHANGES),
    offset: fc.integer({ min: -5, max: 40 }),
    holidays: fc.array(fc.integer({ min: -90, max: 60 }), { maxLength: 25 }),
    /** days after the first look at which the deadline is met */
    metAfter: fc.integer({ min: 0, max: 120 }),
    daysBefore: fc.integer({ min: 0, max: 90 }),
  })
  .map(({ near, offset, holidays, zone, steps: given, overdue: late, hours: sending, basis, metAfter, daysBefore }) => {
    const dueOn = addDays(near, offset);
    const calendar = calendarOf(
      'XX',
      [...new Set(holidays)].map((days) => ({ day: addDays(dueOn, days), kind: 'holiday' as const, name: 'Feast' })),
      [2026, 2027],
    );
    const policy = tidyPolicy({ steps: given, overdue: late, escalation: [] });
    const morningOf = (on: Day) => DateTime.fromISO(on, { zone }).set({ hour: sending.morningHour }).toJSDate();
    const plan: PlanFor = { dueOn, basis, steps: policy.steps, overdue: late, overdueUntil: null, morningOf, calendar };
    const start = new Date(Date.parse(`${addDays(dueOn, -daysBefore)}T12:00:00Z`));
    return { plan, start, metAt: new Date(start.getTime() + metAfter * 86_400_000), zone, sending };
  });

/** What a worker sends that plans anew after every mail, until the deadline is met; and what gave way to nearer steps. */
function sent(plan: PlanFor, start: Date, metAt: Date): { sent: PlannedStep[]; eclipsed: PlannedStep[] } {
  const done: PlannedStep[] = [];
  const eclipsed = new Map<string, PlannedStep>();
  for (let now = start; now < metAt;) {
    const laid = planReminders(plan, now);
    for (const step of laid.filter(({ isEclipsed }) => isEclipsed)) eclipsed.set(`${step.step} ${step.unit}`, step);
    const next = laid.find(({ isEclipsed }) => !isEclipsed);
    if (!next || next.sendAt >= metAt) break;
    done.push(next);
    now = new Date(next.sendAt.getTime() + 1);
  }
  return { sent: done, eclipsed: [...eclipsed.values()] };
}

const keyOf = ({ step, unit }: Pick<PlannedStep, 'step' | 'unit'>) => `${step} ${unit}`;

/** Day by day: the next one that is worked, unless the due day is reached on the way; then the last one before. */
function workedMorning({ dueOn, calendar }: PlanFor, named: Day): Day {
  let next = named;
  while (!isWorkingDay(calendar, next)) next = addDays(next, 1);
  if (next === named || next < dueOn) return next;
  let before = named;
  while (!isWorkingDay(calendar, before)) before = addDays(before, -1);
  return before;
}

describe('a policy, whatever it says, whoever reads it and whatever clocks do', () => {
  test('sends no step twice, and two never on one morning', () => {
    fc.assert(
      fc.property(world, ({ plan, start, metAt }) => {
        const { sent: mails } = sent(plan, start, metAt);
        expect(new Set(mails.map(keyOf)).size).toBe(mails.length);
        expect(new Set(mails.map(({ sendOn }) => sendOn)).size).toBe(mails.length);
      }),
      { numRuns: 200 },
    );
  });

  test('sends every step that is still to come while the deadline is open, or a nearer one on the same morning', () => {
    fc.assert(
      fc.property(world, ({ plan, start, metAt }) => {
        const { sent: mails, eclipsed } = sent(plan, start, metAt);
        const all = [...mails, ...eclipsed];
        const first = planReminders(plan, start);
        for (const { days, unit } of plan.steps) {
          const laid = first.find((step) => step.step === days && step.unit === unit);
          // Left out is only what was past at the first look: of a due Sunday also the Friday before.
          if (!laid) {
            const morning = workedMorning(plan, dayOfStep(plan.dueOn, days, unit, plan.calendar));
            expect(morning <= addDays(start.toISOString().slice(0, 10), 1)).toBe(true);
          } else if (laid.sendAt < metAt) expect(all.map(keyOf)).toContain(keyOf(laid));
        }
        for (const step of eclipsed.filter(({ sendAt }) => sendAt < metAt))
          expect(mails.map(({ sendOn }) => sendOn)).toContain(step.sendOn);
      }),
      { numRuns: 200 },
    );
  });

  test('sends no step before its day, but the working morning before where moving on would reach the due day', () => {
    fc.assert(
      fc.property(world, ({ plan, start, metAt }) => {
        for (const { step, unit, sendOn, movedFrom } of sent(plan, start, metAt).sent) {
          const named = dayOfStep(plan.dueOn, step, unit, plan.calendar);
          expect(isWorkingDay(plan.calendar, sendOn)).toBe(true);
          expect(movedFrom).toBe(sendOn === named ? null : named);
          if (sendOn < named) {
            let next = named;
            while (!isWorkingDay(plan.calendar, next)) next = addDays(next, 1);
            expect(next >= plan.dueOn && step >= 0).toBe(true);
          } else if (sendOn > named) {
            for (let off = named; off < sendOn; off = addDays(off, 1))
              expect(isWorkingDay(plan.calendar, off)).toBe(false);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('sends nothing outside the window, nothing before it was looked at and nothing once the deadline is met', () => {
    fc.assert(
      fc.property(world, ({ plan, start, metAt, zone, sending }) => {
        for (const { sendAt } of sent(plan, start, metAt).sent) {
          expect(withinWindow(sendAt, zone, plan.calendar, sending).isOpen).toBe(true);
          expect(sendAt >= start && sendAt < metAt).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
