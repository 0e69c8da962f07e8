import { addDays, type Day } from '../day.js';
import type { Party } from '../reference/scheme.js';
import type { StageDays, Turn } from './plan.js';

/** A stage as far as the question whose turn it is needs it. */
export interface TurnStage extends StageDays {
  key: string;
  party: Party;
  needs: readonly string[];
}

/**
 * Who acts on each day from the first start to the last end. A stage is its party's turn from the day on which what it
 * needs was handed over up to the day before it hands over itself; the last one keeps its last day. Waiting for a
 * weekend to pass is a turn too.
 */
export function turnsOf(stages: readonly TurnStage[]): Turn[] {
  if (stages.length === 0) return [];
  const byKey = new Map(stages.map((stage) => [stage.key, stage]));
  const held = stages.map((stage) => ({ ...stage, from: heldFrom(stage, byKey) }));
  const breaks = [...new Set(held.flatMap(({ from, endsOn }) => [from, endsOn]))].sort();
  const turns: Turn[] = [];
  breaks.slice(0, -1).forEach((from, index) => {
    const next = breaks[index + 1]!;
    const acting = held.filter((stage) => stage.from <= from && stage.endsOn > from);
    // Where nobody acts, those who begin next are waited for.
    const awaited = acting.length > 0 ? acting : held.filter((stage) => stage.from === next);
    turns.push({ from, to: addDays(next, -1), stages: awaited.map(told) });
  });
  const lastDay = breaks.at(-1)!;
  const last = turns.at(-1);
  if (last) return [...turns.slice(0, -1), { ...last, to: lastDay }];
  return [...turns, { from: lastDay, to: lastDay, stages: held.filter(({ endsOn }) => endsOn === lastDay).map(told) }];
}

/** The parties that act on the day; empty outside of the plan. */
export function partiesOn(turns: readonly Turn[], day: Day): Party[] {
  const turn = turns.find(({ from, to }) => from <= day && day <= to);
  return turn ? [...new Set(turn.stages.map(({ party }) => party))] : [];
}

function heldFrom(stage: TurnStage, byKey: ReadonlyMap<string, TurnStage>): Day {
  const ends = stage.needs.map((key) => byKey.get(key)!.endsOn);
  if (ends.length === 0) return stage.startsOn;
  return ends.reduce((latest, end) => (end > latest ? end : latest));
}

function told({ key, party }: TurnStage): { stage: string; party: Party } {
  return { stage: key, party };
}
