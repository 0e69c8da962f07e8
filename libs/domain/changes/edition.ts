/**
 * One edition of a standard or rule. GB and GB/T are different standards, so the series belongs to the base.
 * `year` null: the text names no edition.
 */
export interface Edition {
  /** without the year, e.g. `GB 14166`, `GB/T 19056`, `GB 18100.1`, `CNCA-C11-04` */
  base: string;
  year: number | null;
}

/** Full-width forms become plain ones by NFKC; the dashes that people type are left, and are all one hyphen here. */
const DASHES = /[\u2010-\u2015\u2212\u2500]/g;
const plain = (text: string) => text.normalize('NFKC').toUpperCase().replace(DASHES, '-');

/** National (GB) and the industry series that vehicle rules cite; T = recommended, Z = guidance. */
const STANDARD =
  /(?<![A-Z])(GB|GA|QC|JT|HJ|SJ|YD)\s*(?:\/?\s*([TZ]))?\s*(\d+(?:\.\d+)?)(?:\s*[-:]\s*(\d{4}|\d{2}))?(?!\d)/g;
const RULE = /(?<![A-Z])CNCA\s*-?\s*(C\d{2})\s*-\s*(\d{2})(?:\s*[-:]\s*(\d{4}))?(?!\d)/g;

/**
 * The standards that a text names, as people keep them: `GB 14166—2013`, `GB14166-2013`, `ＧＢ／Ｔ 19056－2021`,
 * `GBT19056`, several in one cell.
 *
 * @returns in the order of the text; empty where it names none
 */
export function readStandards(text: string): Edition[] {
  return [...plain(text).matchAll(STANDARD)].map(([, series, degree, number, year]) => ({
    base: `${series}${degree ? `/${degree}` : ''} ${number}`,
    year: yearOf(year),
  }));
}

/** The implementation rules that a text names: `CNCA-C11-04:2014`, also written with a hyphen before the year. */
export function readRules(text: string): Edition[] {
  return [...plain(text).matchAll(RULE)].map(([, product, number, year]) => ({
    base: `CNCA-${product}-${number}`,
    year: yearOf(year),
  }));
}

/** Editions before 1996 were cited with two digits (`GB 518-82`); shorthand for later ones is seen too. */
function yearOf(digits: string | undefined): number | null {
  if (digits === undefined) return null;
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year >= 50 ? 1900 + year : 2000 + year;
}

/**
 * What recorded editions say of a change: `replaced` they are the old ones, `new` they are the new or later ones, `mixed`
 * some are, `unrelated` others are recorded, `other` an edition that the change does not name.
 */
export type EditionFinding =
  'replaced' | 'new' | 'mixed' | 'unrelated' | 'other' | 'not-recorded' | 'not-readable' | 'year-not-recorded';

/**
 * @param recorded as the user keeps it, several in one text allowed; null or blank = not recorded
 * @param replaced editions that lose force, each with its year
 * @param newer the edition that takes their place, with its year; null = not named, any later one counts
 */
export function compareEditions(
  recorded: string | null,
  read: (text: string) => Edition[],
  replaced: readonly Edition[],
  newer: Edition | null,
): EditionFinding {
  if (recorded === null || recorded.trim() === '') return 'not-recorded';
  const named = read(recorded);
  if (named.length === 0) return 'not-readable';
  const related = named.filter(({ base }) => base === newer?.base || replaced.some((old) => old.base === base));
  if (related.length === 0) return 'unrelated';
  const fresh = related.filter((edition) => isNew(edition, replaced, newer));
  if (fresh.length > 0) return fresh.length === related.length ? 'new' : 'mixed';
  if (related.some(({ base, year }) => replaced.some((old) => old.base === base && old.year === year)))
    return 'replaced';
  return related.some(({ year }) => year === null) ? 'year-not-recorded' : 'other';
}

/** The new edition or a later one; of a standard that the new one does not continue, any after the replaced ones. */
function isNew({ base, year }: Edition, replaced: readonly Edition[], newer: Edition | null): boolean {
  if (year === null) return false;
  if (newer?.base === base) return year >= newer.year!;
  return replaced.every((old) => old.base !== base || old.year! < year);
}
