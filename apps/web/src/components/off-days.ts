import { useQueries } from '@tanstack/react-query';
import { addDays, weekday, type Day } from '#domain/day';
import { yearQuery } from '../calendar/calendar.api.js';
import type { CalendarYear } from '../calendar/calendar.types.js';
import type { DayScale } from './day-scale.js';

/** Consecutive days on which one country does not work. */
export interface OffBlock {
  from: Day;
  /** included */
  to: Day;
  /** empty for a plain weekend */
  names: readonly string[];
}

/** One country's days on a scale. */
export interface CountryDays {
  country: string;
  off: OffBlock[];
  /** weekend days that are worked */
  madeUp: Day[];
  /** stretches of years whose calendar is not published */
  unpublished: { year: number; from: Day; to: Day }[];
}

/** Longer scales draw holidays only: weekends would be a grey haze. */
const MOST_DAYS_WITH_WEEKENDS = 420;

/** The days of the countries on the scale; countries that are not loaded yet are missing. */
export function useCountryDays(countries: readonly string[], scale: DayScale): ReadonlyMap<string, CountryDays> {
  const years: number[] = [];
  for (let year = Number(scale.from.slice(0, 4)); year <= Number(scale.to.slice(0, 4)); year += 1) years.push(year);
  const results = useQueries({
    queries: countries.flatMap((country) => years.map((year) => yearQuery(country, year))),
  });
  const loaded = results.flatMap(({ data }) => (data ? [data] : []));
  return new Map(
    countries.flatMap((country) => {
      const own = loaded.filter((year) => year.country === country);
      return own.length > 0 ? [[country, daysOf(country, own, scale)]] : [];
    }),
  );
}

function daysOf(country: string, years: readonly CalendarYear[], scale: DayScale): CountryDays {
  const withWeekends = scale.days <= MOST_DAYS_WITH_WEEKENDS;
  const byYear = new Map(
    years.map((year) => [year.year, { ...year, known: new Map(year.days.map((one) => [one.day, one])) }]),
  );
  const off: OffBlock[] = [];
  const madeUp: Day[] = [];
  let open: { from: Day; to: Day; names: string[] } | null = null;
  for (let day = scale.from; day <= scale.to; day = addDays(day, 1)) {
    const year = byYear.get(Number(day.slice(0, 4)));
    const known = year?.known.get(day);
    if (known?.kind === 'make-up') madeUp.push(day);
    const isOff = year !== undefined && (known ? known.kind === 'holiday' : year.weekend.includes(weekday(day)));
    if (!isOff) open = null;
    else if (open) open.to = day;
    else off.push((open = { from: day, to: day, names: [] }));
    if (isOff && open && known?.name && !open.names.includes(known.name)) open.names.push(known.name);
  }
  return {
    country,
    off: off.filter(({ names }) => withWeekends || names.length > 0),
    madeUp,
    unpublished: years.filter(({ isProvisional }) => isProvisional).map(({ year }) => stretch(year, scale)),
  };
}

function stretch(year: number, { from, to }: DayScale): CountryDays['unpublished'][number] {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  return { year, from: first > from ? first : from, to: last < to ? last : to };
}
