import type { Day } from '../day.js';
import { RuleBroken } from '../errors.js';

/** How many of the goods are accounted for, and how many are still owed. */
export interface Account {
  quantity: number;
  discharged: number;
}

/** Pieces (or what the unit is) that still have to be accounted for. */
export function owedQuantity({ quantity, discharged }: Account): number {
  return quantity - discharged;
}

/**
 * Refuses a part that leaves nothing: the last of the goods are discharged as a whole, which ends the exemption.
 *
 * @throws RuleBroken `determination.part-too-large` with `{ owed, largest }`
 */
export function requirePart(account: Account, part: number): void {
  const owed = owedQuantity(account);
  if (part >= owed) throw new RuleBroken('determination.part-too-large', { owed, largest: owed - 1 });
}

/**
 * Refuses a quantity below what was already accounted for.
 *
 * @throws RuleBroken `determination.quantity-too-small` with `{ discharged }`
 */
export function requireQuantity(quantity: number, discharged: number): void {
  if (quantity < Math.max(1, discharged)) throw new RuleBroken('determination.quantity-too-small', { discharged });
}

/** Days of a determination in the order in which they happen. */
export interface DeterminationDays {
  appliedOn: Day | null;
  grantedOn: Day | null;
  importedOn: Day | null;
}

/**
 * Refuses a day before the one on which what it follows happened.
 *
 * @throws RuleBroken `determination.day-too-early` with `{ earliestOn }`
 */
export function requireDayAfter(days: DeterminationDays, on: Day): void {
  const known = [days.appliedOn, days.grantedOn, days.importedOn].filter((day): day is Day => day !== null);
  const earliestOn = known.sort().at(-1);
  if (earliestOn !== undefined && on < earliestOn) throw new RuleBroken('determination.day-too-early', { earliestOn });
}
