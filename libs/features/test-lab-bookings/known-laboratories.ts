import type { ReferenceBook } from '#domain/reference/book';
import type { Laboratory as LaboratoryRecord, YesNoUnknown } from '#domain/reference/actors';
import type { Sourced } from '#domain/reference/record';
import type { Day } from '#domain/day';
import type { KnownLaboratoryView } from './laboratories.dto.js';

/** The laboratories of the reference data all lie on the mainland. */
export const KNOWN_COUNTRY = 'CN';
export const KNOWN_ZONE = 'Asia/Shanghai';

/** A laboratory's marks as a row of the register keeps them. */
export interface KeptMarks {
  referenceKey: string | null;
  cccDesignated: YesNoUnknown;
  cnas: YesNoUnknown;
  cma: YesNoUnknown;
  checkedOn: Day | null;
  basisNote: string | null;
}

export type Marks = Pick<KeptMarks, 'cccDesignated' | 'cnas' | 'cma' | 'checkedOn'> & Sourced;

/** What the reference data says of the laboratory now; undefined when it does not know it. */
export function knownLaboratory(book: ReferenceBook, key: string | null): LaboratoryRecord | undefined {
  return key === null ? undefined : book.laboratories.find((one) => one.key === key);
}

/** What the tenant looked up; without a day of that what the reference data says now, else unknown. */
export function marksOf(row: KeptMarks, book: ReferenceBook): Marks {
  const known = knownLaboratory(book, row.referenceKey);
  if (row.checkedOn !== null || !known) {
    const { cccDesignated, cnas, cma, checkedOn, basisNote } = row;
    return { cccDesignated, cnas, cma, checkedOn, certainty: 'unverified', source: basisNote ?? 'none' };
  }
  const { cccDesignated, cnas, cma, certainty, source } = known;
  return { cccDesignated, cnas, cma, checkedOn: null, certainty, source };
}

export function toKnownView(record: LaboratoryRecord): KnownLaboratoryView {
  const { key, names, abbreviation, city, province, cccDesignated, cnas, cma, note, certainty, source } = record;
  return { referenceKey: key, names, abbreviation, city, province, cccDesignated, cnas, cma, note, certainty, source };
}
