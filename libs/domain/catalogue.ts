import type { Certainty } from './deadline.js';
import type { Language } from './permissions.js';

/** One product class of the CCC catalogue, by its four-digit code. */
export interface CatalogueClass {
  code: string;
  names: Readonly<Record<Language, string>>;
  /** Stable key of the announcement that ends self-declaration for the class, e.g. `samr-57-2025`; null: never declared. */
  conversion: string | null;
  /** The implementation rule with its year, or null where none was found. */
  implementationRule: string | null;
  certainty: Certainty;
  source: string;
}

/** Codes in the trade are four digits, sometimes written with spaces. */
export function isClassCode(text: string): boolean {
  return /^\d{4}$/.test(text);
}
