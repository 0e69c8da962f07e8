import { addDays, daysBetween, type Day } from '../day.js';
import type { Basis } from './deadline.js';
import { dayOfStep, isLegalLastStep, type OverdueStep, type PolicyStep, type StepUnit } from './policy.js';
import {
  isWorkingDay,
  workingDaysBetween,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  type WorkingCalendar,
} from '../calendar/working-calendar.js';

/** What a plan is made for: one deadline and one reader. */
export interface PlanFor {
  dueOn: Day;
  basis: Basis;
  /** the steps that name this reader */
  steps: readonly Pick<PolicyStep, 'days' | 'unit' | 'isUrgent'>[];
  /** null = this reader hears nothing once it is overdue */
  overdue: Pick<OverdueStep, 'every' | 'unit'> | null;
  /** Overdue reminders end with this day (a renewal's with the expiry of the certificate); null = they go on. */
  overdueUntil: Day | null;
  /** The tenant's hour of sending on that day in the reader's own zone. */
  morningOf: (day: Day) => Date;
  /** Working days of the reader's country. */
  calendar: WorkingCalendar;
  /** Whether the reader hears of this step on this day (a deputy while the owner is away); left out: always. */
  hears?: (step: Pick<PlannedStep, 'step' | 'unit' | 'sendOn' | 'isAlone'>) => boolean;
}

/** One step of a policy, laid for one reader. */
export interface PlannedStep {
  /** Days before the due day as the policy names them; negative: that many days after it. */
  step: number;
  unit: StepUnit;
  sendOn: Day;
  sendAt: Date;
  /** The day the policy names, when the morning had to be another one; else null. */
  movedFrom: Day | null;
  /** Why it moved: the name of the holiday, or `weekend`. */
  movedFor: string | null;
  /** An urgent step, and a legal last one of seven days (five working days) or less, has an envelope of its own. */
  isAlone: boolean;
  /** A nearer step falls on the same morning: this one is kept as withdrawn. */
  isEclipsed: boolean;
}

/**
 * Lays a policy for one reader: every step still to come, and the next overdue one.
 *
 * A step on a day that is not worked moves to the next working morning, but never to or past the due day: then to the
 * working morning before. Steps whose morning has passed are left out. Of two steps on one morning the nearer stands.
 *
 * @param now steps before this instant are past
 * @returns by send instant, the eclipsed ones before the one that stands
 */
export function planReminders(plan: PlanFor, now: Date): PlannedStep[] {
  const { dueOn, basis, calendar, hears } = plan;
  const named = plan.steps.map((step) => ({ ...step, day: dayOfStep(dueOn, step.days, step.unit, calendar) }));
  const lastDay = named.reduce<Day>((last, { day }) => (day > last ? day : last), '');
  const steps: (PlannedStep & { named: Day })[] = [];
  for (const { days, unit, isUrgent, day } of named) {
    const isAlone = isUrgent || isLegalLastStep(basis, { days, unit }, day === lastDay);
    const laid = layStep(plan, { step: days, unit }, isAlone, day);
    if (laid.sendAt.getTime() >= now.getTime() && (hears?.(laid) ?? true)) steps.push({ ...laid, named: day });
  }
  const overdue = nextOverdueStep(plan, now);
  if (overdue) steps.push({ ...overdue, named: overdue.movedFrom ?? overdue.sendOn });
  // On one morning the nearer step comes last; of one day counted in both units the one in calendar days.
  steps.sort(
    (a, b) => a.sendAt.getTime() - b.sendAt.getTime() || a.named.localeCompare(b.named) || b.unit.localeCompare(a.unit),
  );
  return steps.map(({ named: _, ...step }, index) => {
    const next = steps[index + 1];
    return next && next.sendAt.getTime() === step.sendAt.getTime() ? { ...step, isEclipsed: true } : step;
  });
}

function layStep(
  { dueOn, calendar, morningOf }: PlanFor,
  { step, unit }: Pick<PlannedStep, 'step' | 'unit'>,
  isAlone: boolean,
  day: Day,
): PlannedStep {
  let sendOn = day;
  if (!isWorkingDay(calendar, day)) {
    sendOn = workingDayOnOrAfter(calendar, day);
    if (step >= 0 && sendOn >= dueOn) sendOn = workingDayOnOrBefore(calendar, day);
  }
  const hasMoved = sendOn !== day;
  const reason = calendar.day(day);
  return {
    step,
    unit,
    sendOn,
    sendAt: morningOf(sendOn),
    movedFrom: hasMoved ? day : null,
    movedFor: hasMoved ? (reason.kind === 'holiday' ? (reason.name ?? 'holiday') : 'weekend') : null,
    isAlone,
    isEclipsed: false,
  };
}

/**
 * The first overdue morning that is not past: the day after the due day, then every so many days. Of the overdue days
 * that share a morning (a weekend) the latest is taken. Days on which the reader does not hear of it are passed over.
 */
function nextOverdueStep(plan: PlanFor, now: Date): PlannedStep | null {
  if (plan.overdue === null) return null;
  const { every, unit } = plan.overdue;
  // Two days back cover every zone; from there the search takes a handful of steps.
  const from = addDays(now.toISOString().slice(0, 10), -2);
  const late =
    unit === 'calendar' ? daysBetween(plan.dueOn, from) : workingDaysBetween(plan.calendar, plan.dueOn, from);
  let found: PlannedStep | null = null;
  for (let count = Math.max(0, Math.floor(late / every) - 1), passed = 0; passed < PASSED_OVER; count += 1) {
    const step = -(1 + count * every);
    const laid = layStep(plan, { step, unit }, false, dayOfStep(plan.dueOn, step, unit, plan.calendar));
    const isTooLate = plan.overdueUntil !== null && laid.sendOn > plan.overdueUntil;
    if (isTooLate || (found && laid.sendAt.getTime() !== found.sendAt.getTime())) return found;
    if (laid.sendAt.getTime() < now.getTime()) continue;
    if (plan.hears?.(laid) ?? true) found = laid;
    else passed += 1;
  }
  return found;
}

/** Overdue days looked at for a reader who hears of some only: a deputy is planned for when the absence nears. */
const PASSED_OVER = 400;
