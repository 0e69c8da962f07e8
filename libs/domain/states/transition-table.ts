import { RuleBroken } from '../errors.js';
import type { Party } from '../reference/scheme.js';

/** Who normally performs an act. `calendar`: nobody does, a day has passed. */
export type Actor = Party | 'calendar';

/**
 * One allowed step of a thing from state to state. The screens draw their buttons and forms from tables of these.
 * `needs` names what the act cannot be recorded without, in the words of the table.
 */
export interface Transition<S extends string, A extends string, N extends string = never> {
  from: S;
  act: A;
  to: S;
  needs?: readonly N[];
}

/** Who performs each act, the likeliest first. */
export type Actors<A extends string> = Readonly<Record<A, readonly Actor[]>>;

/** The acts that are legal in this state, in the order of the table; none in a terminal state. */
export function actsFrom<S extends string, A extends string>(
  table: readonly Transition<S, A, string>[],
  state: S,
): A[] {
  return table.filter((t) => t.from === state).map((t) => t.act);
}

/**
 * Where the act leads from this state.
 *
 * @param code of the refusal, `<noun>.illegal-transition`
 * @throws RuleBroken `code` with `{ status, act, allowed }`, the legal acts being named
 */
export function nextState<S extends string, A extends string>(
  table: readonly Transition<S, A, string>[],
  code: string,
  state: S,
  act: A,
): S {
  const found = table.find((t) => t.from === state && t.act === act);
  if (!found) throw new RuleBroken(code, { status: state, act, allowed: actsFrom(table, state) });
  return found.to;
}

/** What the act cannot be recorded without in this state; empty also where the act is not legal. */
export function needsOf<S extends string, A extends string, N extends string>(
  table: readonly Transition<S, A, N>[],
  state: S,
  act: A,
): readonly N[] {
  return table.find((t) => t.from === state && t.act === act)?.needs ?? [];
}

/** The states that nothing leads out of, in the order of `states`. */
export function terminalStates<S extends string, A extends string>(
  table: readonly Transition<S, A, string>[],
  states: readonly S[],
): S[] {
  return states.filter((state) => actsFrom(table, state).length === 0);
}
