import { isSelfDeclaration, type Scheme } from './certificate.js';

/** What the rules need to know of each side of a replacement. */
export interface ReplacementFacts {
  clientId: string;
  scheme: Scheme;
  classCode: string;
  /** of the class, with its year; null where none is known */
  implementationRule: string | null;
}

export type ReplacementFault =
  | 'certificate.replacement-of-another-client'
  | 'certificate.replaced-is-no-declaration'
  | 'certificate.replacement-is-not-ccc'
  | 'certificate.replacement-of-another-class';

/**
 * Whether one certificate may replace a declaration: Announcement 57/2025 turns the declaration of a holder into a CCC
 * certificate of the same product class.
 *
 * @returns what speaks against it, or null
 */
export function replacementFault(replacing: ReplacementFacts, replaced: ReplacementFacts): ReplacementFault | null {
  if (replacing.clientId !== replaced.clientId) return 'certificate.replacement-of-another-client';
  if (!isSelfDeclaration(replaced.scheme)) return 'certificate.replaced-is-no-declaration';
  if (replacing.scheme !== 'ccc') return 'certificate.replacement-is-not-ccc';
  return isOneClassFamily(replacing, replaced) ? null : 'certificate.replacement-of-another-class';
}

type ClassFacts = Pick<ReplacementFacts, 'classCode' | 'implementationRule'>;

/** Classes under one implementation rule are one family: external lighting of cars (1109) and of motorcycles (1116). */
export function isOneClassFamily(one: ClassFacts, other: ClassFacts): boolean {
  if (one.classCode === other.classCode) return true;
  return one.implementationRule !== null && one.implementationRule === other.implementationRule;
}
