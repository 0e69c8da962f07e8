import type { Day } from '../day.js';
import type { Certainty } from '../deadlines/deadline.js';
import { BadInput } from '../errors.js';
import type { Principle } from '../reference/catalogue.js';
import { holdsOn } from '../reference/record.js';

/** How the CCC mark gets onto the goods: bought as a label of standard size, or made by the holder. */
export const MARK_FORMS = ['standard-label', 'printed', 'moulded'] as const;
export type MarkForm = (typeof MARK_FORMS)[number];

export interface MarkFacts {
  form: MarkForm;
  /** null = not recorded */
  factoryCode: string | null;
  /** in millimetres; null = not recorded */
  heightMm: number | null;
}

/** What looks wrong about a mark. It is said and refuses nothing. */
export type MarkWarning =
  /** lower than a source has it for marks that are made by the holder */
  | { code: 'below-minimum-height'; minimumMm: number; certainty: Certainty; source: string }
  /** the factory of the certificate has another code */
  | { code: 'factory-code-differs'; expected: string };

/**
 * @param factoryCode of the factory on the certificate; null = not known
 * @param principles of the reference data
 * @param on the day for which the rules are asked
 */
export function markWarnings(
  mark: MarkFacts,
  factoryCode: string | null,
  principles: readonly Principle[],
  on: Day,
): MarkWarning[] {
  const warnings: MarkWarning[] = [];
  const minimum = principles.find((one) => one.key === 'mark-height' && holdsOn(one, on));
  const minimumMm = minimum?.numbers['minimumMm'];
  if (minimum && minimumMm !== undefined && isMade(mark.form) && mark.heightMm !== null && mark.heightMm < minimumMm)
    warnings.push({ code: 'below-minimum-height', minimumMm, certainty: minimum.certainty, source: minimum.source });
  if (mark.factoryCode !== null && factoryCode !== null && mark.factoryCode !== factoryCode)
    warnings.push({ code: 'factory-code-differs', expected: factoryCode });
  return warnings;
}

/** Labels come in sizes of their own; what the holder prints or moulds has the size that he gives it. */
function isMade(form: MarkForm): boolean {
  return form !== 'standard-label';
}

/** @throws BadInput when the last day of use is before the first, or has no first */
export function requireMarkDays(usedFrom: Day | null, usedUntil: Day | null): void {
  if (usedUntil === null) return;
  if (usedFrom !== null && usedUntil >= usedFrom) return;
  const detail = usedFrom === null ? 'A mark that has a last day has a first.' : 'The last day is before the first.';
  const allowed = usedFrom === null ? 'only with usedFrom' : `from ${usedFrom}`;
  throw new BadInput('invalid-input', [{ field: 'usedUntil', code: 'before-first-day', detail, allowed }]);
}
