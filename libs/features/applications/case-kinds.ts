import { SCHEME_KINDS_OF, type ApplicationKind } from '#domain/cases/application';
import type { ReferenceBook } from '#domain/reference/book';
import type { SchemeDefinition } from '#domain/reference/scheme';
import { requireScheme } from '#features/plans/plan-input';
import { refused } from './case-input.js';

/** @throws BadInput for a scheme that is not there, has no stages, or does not fit the kind of case */
export function requireKind(book: ReferenceBook, kind: ApplicationKind, schemeKey: string): SchemeDefinition {
  const scheme = requireScheme(book, schemeKey);
  const kinds = SCHEME_KINDS_OF[kind];
  if (kinds.includes(scheme.kind)) return scheme;
  const fitting = [...book.schemes.values()].filter(({ stages, ...other }) => stages.length > 0 && kinds.includes(other.kind)); // prettier-ignore
  const detail = `A case of the kind ${kind} does not run by ${schemeKey}.`;
  throw refused('schemeKey', 'scheme-not-of-kind', detail, fitting.map(({ key }) => key).join(', '));
}

/** @throws BadInput for a code that the scheme does not have */
export function requireVariant({ key, variants }: SchemeDefinition, code: string | null): void {
  if (code === null || variants.some((variant) => variant.code === code)) return;
  const allowed = variants.map((variant) => variant.code).join(', ') || 'none: leave it out';
  throw refused('variantCode', 'unknown-code', `${code} is no code of ${key}.`, allowed);
}

/** The short name of a body of the reference data where the text is one of its names; else the text. */
export function bodyName(book: Pick<ReferenceBook, 'bodies'>, text: string | null): string | null {
  if (text === null) return null;
  const asked = text.toLowerCase();
  const found = book.bodies.find(({ abbreviation, names }) =>
    [abbreviation, names.en, names.de, names.zh].some((name) => name?.toLowerCase() === asked),
  );
  return found?.abbreviation ?? text;
}
