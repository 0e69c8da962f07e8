import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { isWorkingDay } from '../calendar/working-calendar.js';
import { addDays, daysBetween, type Day } from '../day.js';
import type { Basis, DeadlineKind } from './deadline.js';
import { DEFAULT_ESCALATION, escalationFault, type EscalationFault, type EscalationLink } from './escalation.js';
import type { Ladder } from './ladder.js';

/**
 * Whom a step may reach, by the part that person plays for the deadline. `owner` is who is responsible for it (the
 * managers where nobody is); `deputy` hears of a step before the day only while the owner is away, and of everything
 * overdue. A reader needs an address, not a sign-in.
 */
export const POLICY_READERS = ['owner', 'deputy', 'client-contact', 'manager', 'laboratory', 'factory'] as const;
export type PolicyReader = (typeof POLICY_READERS)[number];

/** Working days are those of the reader's own country. */
export const STEP_UNITS = ['calendar', 'working'] as const;
export type StepUnit = (typeof STEP_UNITS)[number];

/** A reminder so many days before the due day. */
export interface PolicyStep {
  days: number;
  unit: StepUnit;
  /** at least one, each once */
  to: readonly PolicyReader[];
  /** its mail comes alone and is not gathered with others */
  isUrgent: boolean;
}

/** Reminders once the day has passed: the day after it, then every so many days until it is met. */
export interface OverdueStep {
  every: number;
  unit: StepUnit;
  to: readonly PolicyReader[];
}

/** When whom we remind of a deadline. No steps and no overdue: the day is shown, nobody is mailed. */
export interface Policy {
  /** the farthest first */
  steps: readonly PolicyStep[];
  /** null = nobody is reminded once it is overdue */
  overdue: OverdueStep | null;
  /** Who is asked in turn when nobody answers the legal step that comes alone; at least one link, the last one leads. */
  escalation: readonly EscalationLink[];
}

/** Limits of a policy: more than 24 steps or more than three years ahead is a slip of the hand. */
export const POLICY_LIMITS = {
  maxSteps: 24,
  maxDays: { calendar: 1095, working: 780 },
  maxOverdueEvery: { calendar: 90, working: 60 },
} as const;

/** A last step this near, of a legal date, is not buried among others: its mail comes alone. Five working days are a week. */
export const ALONE_WITHIN: Readonly<Record<StepUnit, number>> = { calendar: 7, working: 5 };

/** Dates of the team's own work: nobody of a client or its factory is reminded of them. */
export const TEAM_ONLY: readonly DeadlineKind[] = ['stage-due', 'booking-option', 'views-on-draft'];
/** Parts that are played by people of a client. */
const OF_CLIENT: readonly PolicyReader[] = ['client-contact', 'factory'];
/** The conversion's reminders warn of the cut-over a day later: a second row of them would say everything twice. */
export const NOT_MAILED: readonly DeadlineKind[] = ['cut-over'];

/** Who may be named in a policy of this kind. */
export function readersFor(kind: DeadlineKind): PolicyReader[] {
  return POLICY_READERS.filter((reader) => !TEAM_ONLY.includes(kind) || !OF_CLIENT.includes(reader));
}

export type PolicyFault =
  | 'policy.not-mailed'
  | 'policy.too-many-steps'
  | 'policy.days-out-of-range'
  | 'policy.overdue-out-of-range'
  | 'policy.no-reader'
  | 'policy.reader-not-told'
  | EscalationFault;

/** What is wrong with a policy. */
export interface FaultyPolicy {
  code: PolicyFault;
  /** e.g. `steps.2.days`, counted from 0; `kind` when the kind has no policy at all */
  field: string;
  /** what would be accepted there */
  allowed: string;
}

/** The first fault, or null. Order and repetition are put right by `tidyPolicy`, not refused. */
export function policyFault(kind: DeadlineKind, { steps, overdue, escalation }: Policy): FaultyPolicy | null {
  const { maxSteps, maxDays } = POLICY_LIMITS;
  if (NOT_MAILED.includes(kind)) return { code: 'policy.not-mailed', field: 'kind', allowed: 'any other kind' };
  if (steps.length > maxSteps) return { code: 'policy.too-many-steps', field: 'steps', allowed: `0-${maxSteps}` };
  for (const [index, { days, unit, to }] of steps.entries()) {
    const field = `steps.${index}`;
    if (!Number.isInteger(days) || days < 0 || days > maxDays[unit])
      return { code: 'policy.days-out-of-range', field: `${field}.days`, allowed: `0-${maxDays[unit]}` };
    const fault = readersFault(kind, to, `${field}.to`);
    if (fault) return fault;
  }
  return (overdue && overdueFault(kind, overdue)) ?? escalationFault(escalation);
}

function overdueFault(kind: DeadlineKind, { every, unit, to }: OverdueStep): FaultyPolicy | null {
  const { maxOverdueEvery } = POLICY_LIMITS;
  if (!Number.isInteger(every) || every < 1 || every > maxOverdueEvery[unit])
    return { code: 'policy.overdue-out-of-range', field: 'overdue.every', allowed: `1-${maxOverdueEvery[unit]}` };
  return readersFault(kind, to, 'overdue.to');
}

function readersFault(kind: DeadlineKind, to: readonly PolicyReader[], field: string): FaultyPolicy | null {
  const readers = readersFor(kind);
  const allowed = readers.join(', ');
  if (to.length === 0) return { code: 'policy.no-reader', field, allowed };
  return to.every((reader) => readers.includes(reader)) ? null : { code: 'policy.reader-not-told', field, allowed };
}

/** The farthest step first, each day once (of two the readers are put together), readers in their order. */
export function tidyPolicy({ steps, overdue, escalation }: Policy): Policy {
  const byDay = new Map<string, PolicyStep>();
  for (const step of steps) {
    const key = `${step.days} ${step.unit}`;
    const known = byDay.get(key);
    const to = tidyReaders([...(known?.to ?? []), ...step.to]);
    byDay.set(key, { days: step.days, unit: step.unit, to, isUrgent: step.isUrgent || (known?.isUrgent ?? false) });
  }
  return {
    steps: [...byDay.values()].sort(
      (a, b) => calendarSpan(b) - calendarSpan(a) || STEP_UNITS.indexOf(a.unit) - STEP_UNITS.indexOf(b.unit),
    ),
    overdue: overdue && { every: overdue.every, unit: overdue.unit, to: tidyReaders(overdue.to) },
    escalation: escalation.map(({ to, afterWorkingDays }) => ({ to, afterWorkingDays })),
  };
}

function tidyReaders(readers: readonly PolicyReader[]): PolicyReader[] {
  return POLICY_READERS.filter((reader) => readers.includes(reader));
}

/** Calendar days that a step spans in a plain week; for putting steps in order only. */
function calendarSpan({ days, unit }: Pick<PolicyStep, 'days' | 'unit'>): number {
  return unit === 'calendar' ? days : days + 2 * Math.floor(days / 5);
}

/**
 * The policy that holds where nobody has set one. The contact of the client is told of what is the client's; a deputy
 * stands in while the owner is away; once a day has passed those who lead hear of it too.
 */
export function defaultPolicy({ kind, offsets, unit, overdueEveryDays }: Ladder): Policy {
  const outside: PolicyReader[] = TEAM_ONLY.includes(kind) ? [] : ['client-contact'];
  return tidyPolicy({
    steps: offsets.map((days) => ({ days, unit, to: ['owner', 'deputy', ...outside], isUrgent: false })),
    overdue:
      overdueEveryDays === null
        ? null
        : { every: overdueEveryDays, unit: 'calendar', to: ['owner', 'deputy', ...outside, 'manager'] },
    escalation: DEFAULT_ESCALATION,
  });
}

/**
 * The day a step names, before weekends and holidays move it.
 *
 * @param days before the due day; negative: that many days after it
 * @param calendar working days of the reader's country
 */
export function dayOfStep(dueOn: Day, days: number, unit: StepUnit, calendar: WorkingCalendar): Day {
  if (unit === 'calendar') return addDays(dueOn, -days);
  let day = dueOn;
  for (let left = Math.abs(days); left > 0;) {
    day = addDays(day, days > 0 ? -1 : 1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** Calendar days between the due day and the day a step names. */
export function calendarDaysOfStep(dueOn: Day, days: number, unit: StepUnit, calendar: WorkingCalendar): number {
  return unit === 'calendar' ? days : daysBetween(dayOfStep(dueOn, days, unit, calendar), dueOn);
}

/** Whether it is the step of a legal date that stands alone in its mail, whatever the policy says of urgency. */
export function isLegalLastStep(basis: Basis, step: Pick<PolicyStep, 'days' | 'unit'>, isLast: boolean): boolean {
  return basis === 'legal' && isLast && step.days <= ALONE_WITHIN[step.unit];
}
