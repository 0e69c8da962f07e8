import type { Day } from '#domain/day';
import { BadInput } from '#domain/errors';

export function refused(field: string, code: string, detail: string, allowed?: string): BadInput {
  return new BadInput('invalid-input', [{ field, code, detail, ...(allowed !== undefined && { allowed }) }]);
}

/** @throws BadInput for a day that has begun nowhere yet */
export function requirePast(field: string, day: Day, latestOn: Day): Day {
  if (day <= latestOn) return day;
  throw refused(field, 'day-in-future', 'The day must not be in the future.', `until ${latestOn}`);
}
