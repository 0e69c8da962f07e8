import type { Move } from './changes.types.js';

/**
 * The moves of each plan in the order of the plan, so that the cause stands before what follows from it: by the earlier
 * of the two days, the end last. They stand where the first of them stood; everything else keeps its place.
 *
 * @param moves newest first, as they are listed: of one day, what was written first is the cause
 */
export function inPlanOrder(moves: readonly Move[]): Move[] {
  const keyOf = ({ planId, referenceVersion }: Move) => planId && `${planId} ${referenceVersion}`;
  const plans = new Map<string, Move[]>();
  for (const move of moves) {
    const key = keyOf(move);
    if (key) plans.set(key, [move, ...(plans.get(key) ?? [])]);
  }
  const told = new Set<string>();
  return moves.flatMap((move) => {
    const key = keyOf(move);
    if (!key) return [move];
    if (told.has(key)) return [];
    told.add(key);
    return plans.get(key)!.sort(byDay);
  });
}

function byDay(one: Move, other: Move): number {
  const isEnd = ({ item }: Move) => Number(item === 'end');
  return isEnd(one) - isEnd(other) || earlierDay(one).localeCompare(earlierDay(other));
}

const earlierDay = ({ fromOn, toOn }: Move): string => [fromOn, toOn].filter((day) => day !== null).sort()[0] ?? '';
