import { addDays, daysBetween, type Day } from '../day.js';
import type { Basis } from './deadline.js';
import { ALONE_WITHIN_DAYS, lastStep, tidyOffsets, type Ladder } from './ladder.js';
import {
  isWorkingDay,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  type WorkingCalendar,
} from '../calendar/working-calendar.js';

/** Reminders leave at this hour of the reader's own morning. */
export const SEND_HOUR = 8;

/** What a plan is made for: one deadline and one reader. */
export interface PlanFor {
  dueOn: Day;
  basis: Basis;
  ladder: Pick<Ladder, 'offsets' | 'overdueEveryDays'>;
  /** Overdue reminders end with this day (a renewal's with the expiry of the certificate); null = they go on. */
  overdueUntil: Day | null;
  /** SEND_HOUR of that day in the reader's own zone. */
  morningOf: (day: Day) => Date;
  /** Working days of the reader's country. */
  calendar: WorkingCalendar;
  /** A manager hears of it only once it is overdue. */
  onlyOverdue: boolean;
}

/** One step of a ladder, laid for one reader. */
export interface PlannedStep {
  /** Calendar days before the due day as the ladder names them; negative: that many days after it. */
  step: number;
  sendOn: Day;
  sendAt: Date;
  /** The day the ladder names, when the morning had to be another one; else null. */
  movedFrom: Day | null;
  /** Why it moved: the name of the holiday, or `weekend`. */
  movedFor: string | null;
  /** A legal last step of seven days or less has an envelope of its own. */
  isAlone: boolean;
  /** A nearer step falls on the same morning: this one is kept as withdrawn. */
  isEclipsed: boolean;
}

/**
 * Lays a ladder for one reader: every step still to come, and the next overdue one.
 *
 * A step on a day that is not worked moves to the next working morning, but never to or past the due day: then to the
 * working morning before. Steps whose morning has passed are left out. Of two steps on one morning the nearer stands.
 *
 * @param now steps before this instant are past
 * @returns by send instant, the eclipsed ones before the one that stands
 */
export function planReminders(plan: PlanFor, now: Date): PlannedStep[] {
  const steps: PlannedStep[] = [];
  if (!plan.onlyOverdue) {
    const last = lastStep(plan.ladder.offsets);
    for (const offset of tidyOffsets(plan.ladder.offsets)) {
      const isAlone = plan.basis === 'legal' && offset === last && offset <= ALONE_WITHIN_DAYS;
      const laid = layStep(plan, offset, isAlone);
      if (laid.sendAt.getTime() >= now.getTime()) steps.push(laid);
    }
  }
  const overdue = nextOverdueStep(plan, now);
  if (overdue) steps.push(overdue);
  steps.sort((a, b) => a.sendAt.getTime() - b.sendAt.getTime() || b.step - a.step);
  for (let index = 0; index + 1 < steps.length; index += 1) {
    const [step, next] = [steps[index]!, steps[index + 1]!];
    if (step.sendAt.getTime() === next.sendAt.getTime()) step.isEclipsed = true;
  }
  return steps;
}

function layStep(plan: PlanFor, step: number, isAlone: boolean): PlannedStep {
  const day = addDays(plan.dueOn, -step);
  let sendOn = day;
  if (!isWorkingDay(plan.calendar, day)) {
    sendOn = workingDayOnOrAfter(plan.calendar, day);
    if (step >= 0 && sendOn >= plan.dueOn) sendOn = workingDayOnOrBefore(plan.calendar, day);
  }
  const hasMoved = sendOn !== day;
  const reason = plan.calendar.day(day);
  return {
    step,
    sendOn,
    sendAt: plan.morningOf(sendOn),
    movedFrom: hasMoved ? day : null,
    movedFor: hasMoved ? (reason.kind === 'holiday' ? (reason.name ?? 'holiday') : 'weekend') : null,
    isAlone,
    isEclipsed: false,
  };
}

/**
 * The first overdue morning that is not past: the day after the due day, then every so many days. Of the overdue days
 * that share a morning (a weekend) the latest is taken.
 */
function nextOverdueStep(plan: PlanFor, now: Date): PlannedStep | null {
  const every = plan.ladder.overdueEveryDays;
  if (every === null) return null;
  // Two days back cover every zone; from there the search takes a handful of steps.
  const daysLate = daysBetween(plan.dueOn, now.toISOString().slice(0, 10)) - 2;
  let found: PlannedStep | null = null;
  for (let count = Math.max(0, Math.floor(daysLate / every) - 1); ; count += 1) {
    const laid = layStep(plan, -(1 + count * every), false);
    const isTooLate = plan.overdueUntil !== null && laid.sendOn > plan.overdueUntil;
    if (isTooLate || (found && laid.sendAt.getTime() !== found.sendAt.getTime())) return found;
    if (laid.sendAt.getTime() >= now.getTime()) found = laid;
  }
}
