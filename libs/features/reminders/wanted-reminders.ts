import type { Day } from '#domain/day';
import { planReminders, SEND_HOUR, type PlannedStep } from '#domain/deadlines/reminder-plan';
import type { Calendars } from '#platform/calendars/calendars';
import { instantAt } from '#platform/clock';
import type { DeadlineToPlan, Recipient } from './recipients.js';
import type { Ladders } from '#domain/deadlines/ladder';
import type { WantedReminder } from './replan.js';

interface Given {
  ladders: Ladders;
  calendars: Calendars;
  now: Date;
}

/** All reminders that these deadlines want under these ladders; nothing is written. */
export function wantedReminders(
  deadlines: readonly DeadlineToPlan[],
  people: ReadonlyMap<string, readonly Recipient[]>,
  { ladders, calendars, now }: Given,
): WantedReminder[] {
  const plans = new Plans(ladders, calendars, now);
  const wanted: WantedReminder[] = [];
  for (const deadline of deadlines) {
    if (deadline.state !== 'open') continue;
    for (const person of people.get(deadline.id) ?? []) {
      for (const step of plans.of(deadline, person)) {
        // Twenty conversions of one day come together, apart from everything less urgent.
        const aloneKey = step.isAlone ? `${deadline.kind} ${deadline.dueOn}` : null;
        wanted.push({ ...step, deadlineId: deadline.id, isHeld: deadline.isHeld, person, aloneKey });
      }
    }
  }
  return wanted;
}

/** Plans laid once for all that are alike: thousands of conversions fall on one day. */
class Plans {
  private readonly known = new Map<string, PlannedStep[]>();
  private readonly mornings = new Map<string, Map<Day, Date>>();

  constructor(
    private readonly ladders: Ladders,
    private readonly calendars: Calendars,
    private readonly now: Date,
  ) {}

  of({ kind, dueOn, basis, overdueUntil }: DeadlineToPlan, { timeZone, country, reason }: Recipient): PlannedStep[] {
    const onlyOverdue = reason === 'manager' || reason === 'deputy';
    const key = [kind, dueOn, basis, overdueUntil, timeZone, country, onlyOverdue].join(' ');
    let steps = this.known.get(key);
    if (!steps) {
      const calendar = this.calendars.of(country);
      const morningOf = this.morningsIn(timeZone);
      steps = planReminders(
        { dueOn, basis, ladder: this.ladders[kind], overdueUntil, morningOf, calendar, onlyOverdue },
        this.now,
      );
      this.known.set(key, steps);
    }
    return steps;
  }

  /** The hour of sending in a zone; ladders of one week ask for the same mornings again and again. */
  private morningsIn(timeZone: string): (day: Day) => Date {
    const days = this.mornings.get(timeZone) ?? new Map<Day, Date>();
    this.mornings.set(timeZone, days);
    return (day) => {
      let instant = days.get(day);
      if (!instant) days.set(day, (instant = instantAt(day, SEND_HOUR, timeZone)));
      return instant;
    };
  }
}
