import type { Day } from '#domain/day';
import { BadInput } from '#domain/errors';
import type { ReferenceBook } from '#domain/reference/book';
import type { CatalogueClass } from '#domain/reference/catalogue';
import type { SchemeDefinition } from '#domain/reference/scheme';

/** Days of plans: earlier ones are history, later ones nobody knows anything about. */
const FIRST_ON = '2000-01-01';
const LAST_ON = '2099-12-31';

/** @throws BadInput for a class, or a variant of one, that the reference data does not have */
export function requireClass(book: ReferenceBook, classKey: string): CatalogueClass {
  const [key, variant] = classKey.split('/');
  const found = book.classes.get(key!);
  const variants = found?.variants.map((one) => one.key) ?? [];
  if (found && (variant === undefined || variants.includes(variant))) return found;
  const allowed = found
    ? [key, ...variants.map((one) => `${key}/${one}`)]
    : [...book.classes.values()].flatMap((one) => [one.key, ...one.variants.map((two) => `${one.key}/${two.key}`)]);
  const detail = `${classKey} is no class of the catalogue.`;
  throw refused('classKey', 'unknown-class', detail, allowed.sort().join(', '));
}

/** @throws BadInput for a scheme that the reference data does not have, or that has no stages to plan */
export function requireScheme(book: ReferenceBook, schemeKey: string): SchemeDefinition {
  const found = book.schemes.get(schemeKey);
  if (found && found.stages.length > 0) return found;
  const planned = [...book.schemes.values()].filter(({ stages }) => stages.length > 0).map(({ key }) => key);
  throw refused('schemeKey', 'unknown-scheme', `${schemeKey} is no scheme that can be planned.`, planned.join(', '));
}

/** @throws BadInput for a day outside the years in which plans are made */
export function requirePlanDay(field: string, day: Day): Day {
  if (day >= FIRST_ON && day <= LAST_ON) return day;
  throw refused(field, 'day-out-of-range', 'No plans are made for this day.', `${FIRST_ON} to ${LAST_ON}`);
}

/** @throws BadInput when the wished day is before the first day */
export function requireOrder(field: string, startsOn: Day, wishOn: Day): void {
  if (wishOn < startsOn)
    throw refused(field, 'wish-before-start', 'The wished day is before the first day.', `${startsOn} or later`);
}

export function refused(field: string, code: string, detail: string, allowed?: string): BadInput {
  return new BadInput('invalid-input', [{ field, code, detail, ...(allowed !== undefined && { allowed }) }]);
}
