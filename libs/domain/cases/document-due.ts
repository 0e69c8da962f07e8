import type { Day } from '../day.js';
import { BadInput } from '../errors.js';

/**
 * Refuses a due day of a document that nobody could keep: one before the day of asking, or one that has passed.
 *
 * @param askedOn day on which the document was asked for
 * @param today of the tenant; a due day that is set now is not before it
 * @throws BadInput `invalid-input` at `dueOn`, naming the first day that is allowed
 */
export function requireDocumentDue(dueOn: Day, askedOn: Day, today: Day): void {
  const earliestOn = askedOn > today ? askedOn : today;
  if (dueOn >= earliestOn) return;
  throw new BadInput('invalid-input', [
    {
      field: 'dueOn',
      code: 'due-too-early',
      detail: `The due day must not be before ${earliestOn}.`,
      allowed: `from ${earliestOn}`,
    },
  ]);
}
