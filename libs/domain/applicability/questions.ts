import type { Day } from '../day.js';
import type { ReferenceBook } from '../reference/book.js';
import {
  APPLICANT_KINDS,
  type ApplicantKind,
  type CatalogueClass,
  type ScopeCondition,
} from '../reference/catalogue.js';
import { holdsOn, type Sourced, type Words } from '../reference/record.js';
import { GENERAL_USES, VEHICLE_CATEGORIES, type VehicleCategory } from './facts.js';

/** What is worth asking before a check, as of a day: everything that could change its verdict. */
export interface QuestionsToAsk {
  /** null: the class is not tied to vehicles, or none is named */
  vehicleCategories: { allowed: readonly VehicleCategory[]; inScope: readonly string[] } | null;
  variants: CatalogueClass['variants'];
  classConditions: readonly (Sourced & ScopeCondition)[];
  uses: readonly UseToAsk[];
  applicants: readonly ApplicantKind[];
}

export interface UseToAsk {
  key: string;
  kind: 'general' | 'not-required' | 'exempt';
  /** null for the general ones, whose words stand in the language files */
  names: Words | null;
  conditions: readonly { key: string; text: Words; applicants: readonly ApplicantKind[] | null }[];
}

/** @param found the class it is taken for; null: none yet, and then only the use can be asked */
export function questionsToAsk(
  book: Pick<ReferenceBook, 'exemptions'>,
  found: CatalogueClass | null,
  day: Day,
): QuestionsToAsk {
  const categories = found?.vehicleCategories ?? null;
  return {
    vehicleCategories: categories && { allowed: VEHICLE_CATEGORIES, inScope: categories },
    variants: found?.variants ?? [],
    classConditions: (found?.conditions ?? []).map((condition) => ({
      ...condition,
      certainty: found!.certainty,
      source: found!.source,
    })),
    uses: [
      ...GENERAL_USES.map((key) => ({ key, kind: 'general' as const, names: null, conditions: [] })),
      ...book.exemptions
        .filter((ground) => holdsOn(ground, day))
        .map(({ key, kind, names, conditions }) => ({ key, kind, names, conditions })),
    ],
    applicants: APPLICANT_KINDS,
  };
}
