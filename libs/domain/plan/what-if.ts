import { daysBetween, type Day } from '../day.js';
import type { LimitState, Plan, PlannedStage } from './plan.js';

/** What makes a day move. */
export type MoveReason =
  /** the first day of the plan, or the wished day, is another one */
  | { code: 'anchor' }
  /** the stage it waits for (or, backward, that waits for it) has moved */
  | { code: 'stage'; stage: string }
  | { code: 'duration'; from: string; to: string }
  | { code: 'pin' }
  /** it waits for a stage for which it did not wait, or no longer for one */
  | { code: 'waits-for'; stage: string }
  | { code: 'waits-no-longer'; stage: string }
  /** the calendar: its holidays are others now */
  | { code: 'calendar' }
  /** it takes part, or takes part no longer */
  | { code: 'added' }
  | { code: 'removed' };

/** One day that moves. `item` is `end`, `stage:<key>` or `limit:<key>`. */
export interface Move {
  item: string;
  edge: 'start' | 'end' | 'due' | 'state';
  from: Day | null;
  to: Day | null;
  /** calendar days, later is positive; null where one of the days is missing */
  days: number | null;
  through: MoveReason;
  /** of a limit whose state changes */
  states: { from: LimitState | null; to: LimitState | null } | null;
}

/**
 * What differs between two plans of one scheme, stage by stage in the order of the plan, then limits, then the end; and
 * through which stage. Nothing moved gives an empty list.
 */
export function whatMoved(base: Plan, changed: Plan): Move[] {
  const before = new Map(base.stages.map((stage) => [stage.key, stage]));
  const after = new Map(changed.stages.map((stage) => [stage.key, stage]));
  const keys = [...new Set([...changed.stages, ...base.stages].map(({ key }) => key))];
  const stages = keys.flatMap((key) => stageMoves(base, changed, before.get(key), after.get(key)));
  return [...stages, ...limitMoves(base, changed), ...endMoves(base, changed)];
}

function stageMoves(base: Plan, changed: Plan, from: PlannedStage | undefined, to: PlannedStage | undefined): Move[] {
  const key = (to ?? from)!.key;
  const days = (edge: 'start' | 'end', one: Day | null, other: Day | null, through: MoveReason): Move[] =>
    one === other ? [] : [move(`stage:${key}`, edge, one, other, through)];
  if (!from || !to) {
    const through: MoveReason = { code: to ? 'added' : 'removed' };
    return [
      ...days('start', from?.startsOn ?? null, to?.startsOn ?? null, through),
      ...days('end', from?.endsOn ?? null, to?.endsOn ?? null, through),
    ];
  }
  const through = reasonOf(base, changed, from, to);
  return [...days('start', from.startsOn, to.startsOn, through), ...days('end', from.endsOn, to.endsOn, through)];
}

function reasonOf(base: Plan, changed: Plan, from: PlannedStage, to: PlannedStage): MoveReason {
  if (from.pin?.startsOn !== to.pin?.startsOn || from.pin?.endsOn !== to.pin?.endsOn) return { code: 'pin' };
  const [before, after] = [durationText(from), durationText(to)];
  if (before !== after) return { code: 'duration', from: before, to: after };
  const causes = isBackward(changed) ? [to.neededBy] : to.hold.code === 'need' ? [to.hold.stage] : to.needs;
  const moved = causes.find((key) => key !== null && hasMoved(base, changed, key));
  if (moved) return { code: 'stage', stage: moved };
  const anchors = (plan: Plan) => (isBackward(plan) ? plan.wish!.on : plan.startsOn);
  if (anchors(base) !== anchors(changed)) return { code: 'anchor' };
  const gained = to.needs.find((key) => !from.needs.includes(key));
  if (gained !== undefined) return { code: 'waits-for', stage: gained };
  const lost = from.needs.find((key) => !to.needs.includes(key));
  if (lost !== undefined) return { code: 'waits-no-longer', stage: lost };
  return { code: 'calendar' };
}

function isBackward(plan: Plan): plan is Plan & { wish: NonNullable<Plan['wish']> } {
  return plan.wish !== null && plan.wish.isMet !== false;
}

function hasMoved(base: Plan, changed: Plan, key: string): boolean {
  const [from, to] = [base, changed].map((plan) => plan.stages.find((stage) => stage.key === key));
  return from?.startsOn !== to?.startsOn || from?.endsOn !== to?.endsOn;
}

function durationText({ duration }: PlannedStage): string {
  return duration === null ? 'unknown' : `${duration.amount} ${duration.unit}`;
}

function limitMoves(base: Plan, changed: Plan): Move[] {
  const keys = [...new Set([...changed.limits, ...base.limits].map(({ key }) => key))];
  return keys.flatMap((key): Move[] => {
    const [from, to] = [base, changed].map((plan) => plan.limits.find((limit) => limit.key === key));
    const states = { from: from?.state ?? null, to: to?.state ?? null };
    const isOther = states.from !== states.to;
    const [before, after] = [from?.dueOn ?? null, to?.dueOn ?? null];
    const { metBy, fromStage } = (to ?? from)!;
    if (before !== after) {
      const through: MoveReason = { code: 'stage', stage: fromStage ?? changed.criticalPath.at(-1)! };
      return [{ ...move(`limit:${key}`, 'due', before, after, through), states: isOther ? states : null }];
    }
    const through: MoveReason = { code: 'stage', stage: metBy ?? changed.criticalPath.at(-1)! };
    return isOther ? [{ ...move(`limit:${key}`, 'state', before, after, through), states }] : [];
  });
}

function endMoves(base: Plan, changed: Plan): Move[] {
  if (base.endsOn === changed.endsOn) return [];
  const last = changed.criticalPath.at(-1)!;
  return [move('end', 'end', base.endsOn, changed.endsOn, { code: 'stage', stage: last })];
}

function move(item: string, edge: Move['edge'], from: Day | null, to: Day | null, through: MoveReason): Move {
  const days = from !== null && to !== null ? daysBetween(from, to) : null;
  return { item, edge, from, to, days, through, states: null };
}
