import type { WorkingCalendar } from '#domain/calendar/working-calendar';
import type { Day } from '#domain/day';
import { rests } from '#domain/deadlines/answer';
import { dayOfStep, type Policy, type PolicyReader, type PolicyStep } from '#domain/deadlines/policy';
import type { PolicyBook } from '#domain/deadlines/policy-book';
import { planReminders, type PlannedStep } from '#domain/deadlines/reminder-plan';
import { isSwitchedOff } from '#domain/mail/choices';
import type { Calendars } from '#platform/calendars/calendars';
import { instantAt } from '#platform/clock';
import { reasonOf, type DeadlineToPlan, type Part, type Recipient } from './recipients.js';
import { escalated, escalatedIfSilent, type ChainGround } from './escalation.js';
import type { KnownReminder, WantedReminder } from './replan.js';

/** What reminders are planned with. */
export interface PlanningGround {
  policies: PolicyBook;
  calendars: Calendars;
  /** hour of sending in the reader's own zone */
  morningHour: number;
  now: Date;
}

/**
 * All reminders that these deadlines want under these policies; nothing is written.
 *
 * @param known what is stored of them: whether a question has been asked, and when
 */
export function wantedReminders(
  deadlines: readonly DeadlineToPlan[],
  people: ReadonlyMap<string, readonly Recipient[]>,
  ground: PlanningGround,
  known: readonly KnownReminder[] = [],
): WantedReminder[] {
  const plans = new Plans(ground);
  const wanted: WantedReminder[] = [];
  const knownOf = new Map<string, KnownReminder[]>();
  for (const reminder of known.filter(({ step }) => step >= 0)) {
    const others = knownOf.get(reminder.deadlineId);
    if (others) others.push(reminder);
    else knownOf.set(reminder.deadlineId, [reminder]);
  }
  for (const deadline of deadlines) {
    if (deadline.state !== 'open') continue;
    for (const person of people.get(deadline.id) ?? []) {
      for (const step of plans.of(deadline, person)) {
        // Twenty conversions of one day come together, apart from everything less urgent.
        const own = `${deadline.kind} ${deadline.dueOn}`;
        const aloneKey = step.isAlone ? own : person.choice === 'at-once' ? `${AT_ONCE} ${own}` : null;
        const reader = forStep(person, namedBy(ground.policies.of(deadline).policy, step), step);
        wanted.push({ ...step, deadlineId: deadline.id, isHeld: deadline.isHeld, person: reader, aloneKey });
      }
    }
    const chain = escalated(deadline, people.get(deadline.id) ?? [], knownOf.get(deadline.id) ?? [], plans.chains);
    wanted.push(...chain);
  }
  return wanted;
}

/** What would be added to the wanted ones if nobody answered any legal step still to come. */
export function wantedIfSilent(
  deadlines: readonly DeadlineToPlan[],
  people: ReadonlyMap<string, readonly Recipient[]>,
  wanted: readonly WantedReminder[],
  ground: PlanningGround,
): WantedReminder[] {
  const { chains } = new Plans(ground);
  const wantedOf = new Map<string, WantedReminder[]>();
  for (const reminder of wanted) {
    const others = wantedOf.get(reminder.deadlineId);
    if (others) others.push(reminder);
    else wantedOf.set(reminder.deadlineId, [reminder]);
  }
  return deadlines
    .filter(({ state }) => state === 'open')
    .flatMap((deadline) =>
      escalatedIfSilent(deadline, people.get(deadline.id) ?? [], wantedOf.get(deadline.id) ?? [], chains),
    );
}

/** Who a step names. */
function namedBy(
  { steps, overdue }: Policy,
  { step, unit }: Pick<PlannedStep, 'step' | 'unit'>,
): readonly PolicyReader[] {
  return (step < 0 ? overdue?.to : steps.find((one) => one.days === step && one.unit === unit)?.to) ?? [];
}

/** The reader with the reason of this very step: who leads hears of what names managers as a manager, also as a deputy. */
function forStep(
  person: Recipient,
  named: readonly PolicyReader[],
  { step, sendOn }: Pick<PlannedStep, 'step' | 'sendOn'>,
): Recipient {
  const heard = person.parts.filter((part) => hearsOf({ parts: [part] }, named, step, sendOn));
  return heard.length === 0 ? person : { ...person, reason: reasonOf(heard) };
}

/** Begins the key of a mail that comes alone because its reader wants it so: it asks for no answer. */
export const AT_ONCE = 'at-once';

/** Whether a mail of this key is a step that stands alone by law or by its policy. */
export const asksInMail = (aloneKey: string | null): boolean => aloneKey !== null && !aloneKey.startsWith(AT_ONCE);

/**
 * Whether no later step before the day reaches this reader.
 *
 * @param steps those that name the reader
 */
export function isLastStep(
  { step, unit }: Pick<PlannedStep, 'step' | 'unit'>,
  steps: readonly Pick<PolicyStep, 'days' | 'unit'>[],
  dueOn: Day,
  calendar: WorkingCalendar,
): boolean {
  const day = dayOfStep(dueOn, step, unit, calendar);
  return step >= 0 && steps.every((other) => dayOfStep(dueOn, other.days, other.unit, calendar) <= day);
}

/**
 * Whether a step that names these readers reaches the person on that day.
 *
 * @param step negative = overdue
 */
export function hearsOf(
  { parts }: Pick<Recipient, 'parts'>,
  named: readonly PolicyReader[],
  step: number,
  sendOn: Day,
): boolean {
  return parts.some((part) => {
    if (!named.includes(part.reader)) return false;
    const days = step < 0 ? part.overdue : part.before;
    return days === null || days.some(({ fromOn, toOn }) => fromOn <= sendOn && sendOn <= toOn);
  });
}

const neverHears = (part: Part, isOverdue: boolean) => (isOverdue ? part.overdue : part.before)?.length === 0;

/** Plans laid once for all that are alike: thousands of conversions fall on one day. */
class Plans {
  private readonly known = new Map<string, PlannedStep[]>();
  private readonly mornings = new Map<string, Map<Day, Date>>();

  constructor(private readonly ground: PlanningGround) {}

  of(deadline: DeadlineToPlan, person: Recipient): PlannedStep[] {
    const { kind, dueOn, basis, overdueUntil } = deadline;
    const { timeZone, country, parts, answer, choice } = person;
    const { level, set } = this.ground.policies.of(deadline);
    const given = answer && `${answer.answer} ${answer.until}`;
    const key = [kind, dueOn, basis, overdueUntil, timeZone, country, level, set?.id, given, choice, JSON.stringify(parts)].join(' '); // prettier-ignore
    let steps = this.known.get(key);
    if (!steps) this.known.set(key, (steps = this.lay(deadline, person)));
    return steps;
  }

  get chains(): ChainGround {
    const { policies, calendars, now } = this.ground;
    return { policies, calendars, now, morningOf: (day, timeZone) => this.morningsIn(timeZone)(day) };
  }

  private lay(deadline: DeadlineToPlan, person: Recipient): PlannedStep[] {
    const { dueOn, basis, overdueUntil } = deadline;
    const { policy } = this.ground.policies.of(deadline);
    const isNamed = (to: readonly PolicyReader[], isOverdue: boolean) =>
      person.parts.some((part) => to.includes(part.reader) && !neverHears(part, isOverdue));
    const overdue = policy.overdue && isNamed(policy.overdue.to, true) ? policy.overdue : null;
    const steps = policy.steps.filter(({ to }) => isNamed(to, false));
    const namedBy = (step: number, unit: string): readonly PolicyReader[] =>
      (step < 0 ? overdue?.to : steps.find((s) => s.days === step && s.unit === unit)?.to) ?? [];
    const calendar = this.ground.calendars.of(person.country);
    return planReminders(
      {
        ...{ dueOn, basis, overdueUntil, steps, overdue, calendar },
        morningOf: this.morningsIn(person.timeZone),
        hears: (laid) =>
          hearsOf(person, namedBy(laid.step, laid.unit), laid.step, laid.sendOn) &&
          !rests(person.answer, { basis, ...laid }) &&
          !isSwitchedOff(person.choice, { basis, ...laid, isLast: isLastStep(laid, steps, dueOn, calendar) }),
      },
      this.ground.now,
    );
  }

  /** The hour of sending in a zone; policies of one week ask for the same mornings again and again. */
  private morningsIn(timeZone: string): (day: Day) => Date {
    const days = this.mornings.get(timeZone) ?? new Map<Day, Date>();
    this.mornings.set(timeZone, days);
    return (day) => {
      let instant = days.get(day);
      if (!instant) days.set(day, (instant = instantAt(day, this.ground.morningHour, timeZone)));
      return instant;
    };
  }
}
