import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';

/** Where holidays come from that we have no source of our own for, and on which terms. */
export const HOLIDAY_LIBRARY = {
  name: 'date-holidays',
  url: 'https://github.com/commenthol/date-holidays',
  licence: 'ISC AND CC-BY-3.0',
} as const;

let known: ReadonlySet<string> | undefined;

/** Countries that the library has holidays of, ISO 3166-1 alpha-2. Asked at the first question: the library is large. */
export function libraryCountries(): ReadonlySet<string> {
  if (!known) {
    const library = createRequire(import.meta.url)('date-holidays') as typeof Holidays;
    // It also has IC, the Canary Islands, which is no country of ISO 3166.
    known = new Set(Object.keys(new library().getCountries()).filter((code) => code !== 'IC'));
  }
  return known;
}
