import { dayOf, type Day } from '#domain/day';

/**
 * Reads a day as people write it in the three languages: `2024-01-31`, `2024/1/31`, `2024.01.31`, `20240131`,
 * `31.01.2024`, `31/1/24`, `31 Jan 2024`, `31. Januar 2024`, `2024年1月31日`. Where only numbers stand, the day comes
 * before the month; the field says what it understood, so that nobody is surprised.
 *
 * @returns null when it names no existing day
 */
export function readDay(text: string): Day | null {
  const tidy = text.trim().replace(/\s+/g, ' ');
  const yearFirst =
    /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?$/.exec(tidy) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(tidy);
  if (yearFirst) return made(yearFirst[1], yearFirst[2], yearFirst[3]);
  const dayFirst = /^(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{2}|\d{4})$/.exec(tidy);
  if (dayFirst) return made(dayFirst[3], dayFirst[2], dayFirst[1]);
  const named =
    /^(\d{1,2})\.? (\p{L}+)\.?,? (\d{2}|\d{4})$/u.exec(tidy) ??
    swapped(/^(\p{L}+)\.? (\d{1,2}),? (\d{4})$/u.exec(tidy));
  if (!named) return null;
  const month = monthOf(named[2] ?? '');
  return month ? made(named[3], String(month), named[1]) : null;
}

/** `January 31, 2024` in the order of `31 January 2024`. */
function swapped(match: RegExpExecArray | null): [string, string, string, string] | null {
  return match ? [match[0], match[2] ?? '', match[1] ?? '', match[3] ?? ''] : null;
}

function made(year = '', month = '', day = ''): Day | null {
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  try {
    return dayOf(full, Number(month), Number(day));
  } catch {
    return null;
  }
}

let months: Map<string, number> | undefined;

/** English and German names of the months, long and short, without case and dots. */
function monthOf(name: string): number | undefined {
  months ??= new Map(
    ['en-US', 'en-GB', 'de-DE'].flatMap((locale) =>
      (['long', 'short'] as const).flatMap((length) => {
        const format = new Intl.DateTimeFormat(locale, { month: length, timeZone: 'UTC' });
        return Array.from({ length: 12 }, (_, index): [string, number] => [
          format
            .format(Date.UTC(2024, index, 1))
            .replace('.', '')
            .toLowerCase(),
          index + 1,
        ]);
      }),
    ),
  );
  const wanted = name.toLowerCase();
  return months.get(wanted) ?? months.get(wanted.slice(0, 3));
}
