import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { weekday, type Day } from '#domain/day';
import { yearQuery } from '../calendar/calendar.api.js';
import { factsOf, type Facts } from '../calendar/year-days.js';

/** What a day is in China's calendar; `isUnpublished`: its year is not, and it is the plain week. */
export type Ground = (day: Day) => Facts & { isUnpublished: boolean };

/** The ground of the days from one to another; the plain week until the years are there. */
export function useGround(from: Day, to: Day): { ground: Ground; unpublished: number[] } {
  const years = [...new Set([from, to].map((day) => Number(day.slice(0, 4))))];
  const results = useQueries({ queries: years.map((year) => yearQuery('CN', year)) });
  const loaded = results.flatMap(({ data }) => (data ? [data] : []));
  const known = loaded.map(({ year, status, isProvisional }) => `${year} ${status} ${isProvisional}`).join();
  return useMemo(() => {
    const byYear = new Map(loaded.map((year) => [String(year.year), { facts: factsOf(year), year }]));
    return {
      ground: (day) => {
        const own = byYear.get(day.slice(0, 4));
        if (!own) return { kind: weekday(day) > 5 ? 'weekend' : 'working', name: null, isUnpublished: false };
        return { ...own.facts(day), isUnpublished: own.year.isProvisional };
      },
      unpublished: loaded.filter(({ isProvisional }) => isProvisional).map(({ year }) => year),
    };
    // `known` stands for what was loaded, which is a new list each time
  }, [known]);
}
