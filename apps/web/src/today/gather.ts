import { daysBetween, type Day } from '#domain/day';
import { urgency, type DeadlineKind, type Urgency } from '#domain/deadlines/deadline';
import type { TodayDeadline } from './today.types.js';

/** Deadlines of one kind, day and client, shown as one line that unfolds. */
export interface TodayLine {
  key: string;
  kind: DeadlineKind;
  dueOn: Day;
  clientId: string | null;
  deadlines: TodayDeadline[];
}

/** One block of Today: the lines of one urgency. */
export interface TodayGroup {
  urgency: Exclude<Urgency, 'later'>;
  lines: TodayLine[];
  /** Deadlines in it, folded ones counted. */
  count: number;
}

const ORDER: readonly TodayGroup['urgency'][] = ['overdue', 'week', 'month', 'quarter'];

/**
 * Gathers what is due the same day, of the same kind, for the same client into one line: 76 conversions of twelve
 * clients are twelve lines. Groups without lines are left out; lines stand nearest first, the longer first on one day.
 */
export function gather(deadlines: readonly TodayDeadline[], today: Day): TodayGroup[] {
  const lines = new Map<string, TodayLine>();
  for (const deadline of deadlines) {
    const { clientId } = deadline.subject;
    const key = `${deadline.dueOn} ${deadline.kind} ${clientId}`;
    const line = lines.get(key) ?? { key, kind: deadline.kind, dueOn: deadline.dueOn, clientId, deadlines: [] };
    line.deadlines.push(deadline);
    lines.set(key, line);
  }
  const sorted = [...lines.values()].sort(
    (a, b) => a.dueOn.localeCompare(b.dueOn) || b.deadlines.length - a.deadlines.length || a.key.localeCompare(b.key),
  );
  return ORDER.map((state) => {
    const ofState = sorted.filter((line) => urgency(daysBetween(today, line.dueOn)) === state);
    return { urgency: state, lines: ofState, count: ofState.reduce((sum, line) => sum + line.deadlines.length, 0) };
  }).filter((group) => group.lines.length > 0);
}
