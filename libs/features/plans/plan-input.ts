import type { Day } from '#domain/day';
import { modeOn } from '#domain/applicability/mode';
import { BadInput, RuleBroken } from '#domain/errors';
import { isSurelyClosed, routesFor } from '#domain/plan/router';
import type { ReferenceBook } from '#domain/reference/book';
import type { CatalogueClass } from '#domain/reference/catalogue';
import { LANGUAGES, type Language } from '#domain/permissions';
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

/**
 * Only class and day are judged: that a declaration or a certificate is not known here does not close a way. A plan towards
 * a wish is made while the way is open on its first possible day, or will be on the wished one.
 *
 * @param days the first day and, of a plan towards a wish, the wished one; null: there is none
 * @throws RuleBroken `plan.route-closed` naming the open schemes, where the data says that the way is closed on all days
 */
export function requireOpenRoute(
  book: ReferenceBook,
  schemeKey: string,
  classKey: string,
  days: readonly (Day | null)[],
): void {
  const asked = days.filter((day) => day !== null);
  const [key, variant = null] = classKey.split('/') as [string, string | undefined];
  const open = new Set(
    asked.flatMap((day) => {
      const { mode } = modeOn(book, key, variant, day);
      const routes = routesFor({ classKey, mode, day, facts: { wantsExemption: true } }, book);
      return routes.filter((route) => !isSurelyClosed(route)).map((route) => route.schemeKey);
    }),
  );
  if (open.has(schemeKey)) return;
  const planned = [...book.schemes.values()].filter((scheme) => open.has(scheme.key) && scheme.stages.length > 0);
  const namesIn = (language: Language) => planned.map(({ names }) => names[language]).join('; ') || '-';
  throw new RuleBroken('plan.route-closed', {
    scheme: schemeKey,
    classKey,
    days: asked,
    open: planned.map((scheme) => scheme.key),
    openNames: Object.fromEntries(LANGUAGES.map((language) => [language, namesIn(language)])),
  });
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
