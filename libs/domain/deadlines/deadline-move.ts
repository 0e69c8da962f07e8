import type { Day } from '../day.js';
import type { Counted, DeadlineKind } from './deadline.js';

/** A day owed, as far as its move is explained by it. */
export interface OwedDay {
  kind: DeadlineKind;
  dueOn: Day;
  rule: string;
  counted: Counted;
}

/** Why a day moved: a code and what a reader needs to understand it. */
export type MoveReason =
  | { code: 'year-published'; facts: { years: number[] } }
  | { code: 'calendar-changed'; facts: { country: string } }
  | { code: 'rule-replaced'; facts: { before: string; after: string } }
  | { code: 'rule-changed'; facts: { rule: string } }
  | { code: 'start-changed'; facts: { before: Day | null; after: Day | null } }
  | { code: 'now-owed'; facts: { rule: string } }
  | { code: 'no-longer-owed'; facts: { rule: string } };

export interface DayMove {
  kind: DeadlineKind;
  /** null: it was not owed before */
  from: Day | null;
  /** null: it is not owed any more */
  to: Day | null;
  why: MoveReason;
}

/**
 * What moved for one subject between two statements of its open days, and why, in the order of the kinds given. A day
 * that stays is no move, even when its rule reads differently now.
 *
 * @param before at most one of a kind, as after
 */
export function movesBetween(before: readonly OwedDay[], after: readonly OwedDay[]): DayMove[] {
  const kinds = [...new Set([...before, ...after].map((owed) => owed.kind))];
  return kinds.flatMap((kind) => {
    const was = before.find((owed) => owed.kind === kind);
    const is = after.find((owed) => owed.kind === kind);
    if (was?.dueOn === is?.dueOn) return [];
    return [{ kind, from: was?.dueOn ?? null, to: is?.dueOn ?? null, why: reasonOf(was, is) }];
  });
}

function reasonOf(was: OwedDay | undefined, is: OwedDay | undefined): MoveReason {
  if (!is) return { code: 'no-longer-owed', facts: { rule: was!.rule } };
  if (!was) return { code: 'now-owed', facts: { rule: is.rule } };
  if (was.rule !== is.rule) return { code: 'rule-replaced', facts: { before: was.rule, after: is.rule } };
  const [old, now] = [was.counted, is.counted];
  if (old.start !== now.start || old.amount !== now.amount || old.unit !== now.unit)
    return { code: 'rule-changed', facts: { rule: is.rule } };
  if (old.from !== now.from)
    return { code: 'start-changed', facts: { before: old.from ?? null, after: now.from ?? null } };
  const years = (old.provisionalYears ?? []).filter((year) => !now.provisionalYears?.includes(year));
  if (years.length > 0) return { code: 'year-published', facts: { years } };
  if (now.unit === 'working-days') return { code: 'calendar-changed', facts: { country: now.country ?? 'CN' } };
  // The rule itself names another day.
  return { code: 'rule-changed', facts: { rule: is.rule } };
}
