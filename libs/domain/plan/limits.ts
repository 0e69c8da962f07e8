import { countFrom, type CountUnit } from '../calendar/counting.js';
import { addDays, daysBetween, type Day } from '../day.js';
import type { SchemeDefinition, StageDeadline, StageDefinition } from '../reference/scheme.js';
import type { LimitState, PlanCalendars, PlanLimit, StageDays } from './plan.js';

/** Days left from which a limit is no longer tight: two weeks. A planning value of ours. */
export const TIGHT_BELOW_DAYS = 14;

/** What limits are drawn against: the days of a plan. */
export interface DatedPlan {
  days: ReadonlyMap<string, StageDays & { isAtLeast: boolean }>;
  certificateOn: Day;
  /** some stage before the certificate has no known duration */
  isAtLeast: boolean;
}

/**
 * The days that must not be missed: the limit on the whole procedure, named days, and what the stages of the plan bring
 * about. A planning value that only says a stage's own duration again is left out.
 */
export function limitsOf(scheme: SchemeDefinition, plan: DatedPlan, calendars: PlanCalendars): PlanLimit[] {
  const limits: PlanLimit[] = [];
  const { overallLimit } = scheme;
  if (overallLimit) {
    const { fromStage, toStage, ...limit } = overallLimit;
    const from = plan.days.get(fromStage);
    if (from && plan.days.has(toStage))
      limits.push(
        against(plan, calendars, {
          ...limit,
          key: 'overall',
          fromOn: from.endsOn,
          fromStage,
          limit: { amount: limit.amount, unit: limit.unit },
          metBy: toStage,
        }),
      );
  }
  for (const stage of scheme.stages) {
    if (!plan.days.has(stage.key)) continue;
    if (stage.latestOn) limits.push(namedLimit(stage, stage.latestOn, plan));
    for (const deadline of stage.deadlines) {
      if (repeatsDuration(stage, deadline)) continue;
      const { basis, certainty, source, names, metBy, reminderOffsets, consequence } = deadline;
      limits.push(
        against(plan, calendars, {
          key: `${stage.key}/${deadline.key}`,
          names,
          basis: deadline.limit?.basis ?? basis,
          certainty: deadline.limit?.certainty ?? certainty,
          source: deadline.limit === null || deadline.limit.source === 'none' ? source : deadline.limit.source,
          fromOn: countsFrom(scheme, deadline, plan, calendars),
          fromStage: typeof deadline.from === 'object' ? deadline.from.stage : null,
          limit: deadline.limit && { amount: deadline.limit.amount, unit: deadline.limit.unit },
          metBy,
          reminderOffsets,
          consequence,
        }),
      );
    }
  }
  return limits;
}

/** Whether the deadline is our own value and counts from the start of the very stage that meets it. */
export function repeatsDuration(stage: StageDefinition, deadline: StageDeadline): boolean {
  const { from, basis, metBy } = deadline;
  if (basis !== 'planning' || typeof from !== 'object') return false;
  return from.stage === stage.key && from.edge === 'start' && metBy === stage.key;
}

/** The last day on which the certificate is valid; null where no source says how long it is. */
export function expiryOf(scheme: SchemeDefinition, certificateOn: Day, calendars: PlanCalendars): Day | null {
  if (scheme.validity === null) return null;
  const { amount, unit } = scheme.validity;
  return addDays(countFrom(certificateOn, amount, unit, calendars.body).result, -1);
}

/** The day from which a deadline is counted; null while nobody knows it. */
export function countsFrom(
  scheme: SchemeDefinition,
  deadline: StageDeadline,
  plan: Pick<DatedPlan, 'days' | 'certificateOn'>,
  calendars: PlanCalendars,
): Day | null {
  if (deadline.from === 'event') return null;
  if (deadline.from === 'certificate') return plan.certificateOn;
  if (deadline.from === 'expiry') return expiryOf(scheme, plan.certificateOn, calendars);
  const stage = plan.days.get(deadline.from.stage);
  if (!stage) return null;
  return deadline.from.edge === 'start' ? stage.startsOn : stage.endsOn;
}

type Undrawn = Omit<PlanLimit, 'dueOn' | 'metOn' | 'state' | 'daysLeft'>;

function against(plan: DatedPlan, calendars: PlanCalendars, undrawn: Undrawn): PlanLimit {
  const { fromOn, limit } = undrawn;
  const dueOn = fromOn && limit && dueDay(fromOn, limit, calendars);
  const { key, names, basis, certainty, source, fromStage, metBy, reminderOffsets, consequence } = undrawn;
  const head = { key, names, basis, certainty, source, fromOn, fromStage, limit, metBy, reminderOffsets, consequence };
  return { ...head, ...drawn(plan, dueOn, metBy) };
}

function namedLimit(
  stage: StageDefinition,
  latestOn: NonNullable<StageDefinition['latestOn']>,
  plan: DatedPlan,
): PlanLimit {
  const { on, basis, certainty, source, reminderOffsets, consequence } = latestOn;
  const head = { key: `${stage.key}/latest`, names: stage.names, basis, certainty, source, fromOn: null };
  const rest = { fromStage: null, limit: null, metBy: stage.key, reminderOffsets, consequence };
  return { ...head, ...rest, ...drawn(plan, on, stage.key) };
}

/** Limits of the rules run in China. */
function dueDay(fromOn: Day, { amount, unit }: { amount: number; unit: CountUnit }, calendars: PlanCalendars): Day {
  return countFrom(fromOn, amount, unit, calendars.body).result;
}

function drawn(
  plan: DatedPlan,
  dueOn: Day | null,
  metBy: string | null,
): Pick<PlanLimit, 'dueOn' | 'metOn' | 'state' | 'daysLeft'> {
  const stage = metBy === null ? undefined : plan.days.get(metBy);
  const metOn = stage?.endsOn ?? null;
  if (dueOn === null) return { dueOn, metOn, state: 'unknown', daysLeft: null };
  if (!stage) return { dueOn, metOn: null, state: 'owed', daysLeft: null };
  const daysLeft = daysBetween(stage.endsOn, dueOn);
  return { dueOn, metOn, state: stateOf(daysLeft, stage.isAtLeast), daysLeft };
}

/** What is too late at the least is too late; what is in time at the least may still be late. */
function stateOf(daysLeft: number, isAtLeast: boolean): LimitState {
  if (daysLeft < 0) return 'broken';
  if (isAtLeast) return 'unknown';
  return daysLeft < TIGHT_BELOW_DAYS ? 'tight' : 'ok';
}
