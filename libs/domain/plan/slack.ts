import { daysBetween, type Day } from '../day.js';
import type { StageNode } from './graph.js';
import type { EarlyStage, LateStage } from './schedule.js';

/**
 * The chain of stages that determines the end: from the one that ends last back over what each has waited for. A fixed
 * day that a stage waited for begins the chain.
 *
 * @param nodes the stages before the certificate, each after all that it needs
 */
export function criticalPathOf(nodes: readonly StageNode[], early: ReadonlyMap<string, EarlyStage>): string[] {
  const path: string[] = [];
  let current: EarlyStage | undefined;
  for (const { stage } of nodes) {
    const found = early.get(stage.key)!;
    if (!current || found.endsOn >= current.endsOn) current = found;
  }
  while (current) {
    path.unshift(current.node.stage.key);
    current = current.hold.code === 'need' ? early.get(current.hold.stage) : undefined;
  }
  return path;
}

/**
 * Calendar days by which each stage may end later without moving the end, never less than 0: what remains until it would
 * be the one that is waited for, and never more than up to its latest end.
 */
export function slackOf(
  nodes: readonly StageNode[],
  early: ReadonlyMap<string, EarlyStage>,
  late: ReadonlyMap<string, LateStage>,
): Map<string, number> {
  const slack = new Map<string, number>();
  const end = nodes.map(({ stage }) => early.get(stage.key)!.endsOn).reduce(later);
  for (const { stage } of [...nodes].reverse()) {
    const { endsOn } = early.get(stage.key)!;
    let free = daysBetween(endsOn, end);
    for (const { stage: other, needs } of nodes) {
      if (!needs.includes(stage.key)) continue;
      const { readyOn, startsOn, hold } = early.get(other.key)!;
      const waitedFor = hold.code === 'pin' ? startsOn : readyOn;
      free = Math.min(free, daysBetween(endsOn, waitedFor) + slack.get(other.key)!);
    }
    slack.set(stage.key, Math.max(0, Math.min(free, daysBetween(endsOn, late.get(stage.key)!.endsOn))));
  }
  return slack;
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}
