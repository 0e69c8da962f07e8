import type { Day } from '#domain/day';

/**
 * Writes parts of a day in one language.
 *
 * @param locale e.g. `de-DE`
 */
export function dayPart(locale: string): (day: Day, options: Intl.DateTimeFormatOptions) => string {
  // Making a format costs as much as using it fifty times.
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (day, options) => {
    const key = JSON.stringify(options);
    const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    formats.set(key, format);
    return format.format(new Date(`${day}T00:00:00Z`));
  };
}
