import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type { CalendarYear, CountedDay, CountQuestion } from './calendar.types.js';

/** A new notice shows within minutes. */
const FRESH_MS = 300_000;

export const yearQuery = (country: string, year: number) =>
  queryOptions({
    queryKey: ['calendar', country, year],
    queryFn: ({ signal }) => api.get<CalendarYear>(`/api/calendar/${country}/${year}`, undefined, signal),
    staleTime: FRESH_MS,
  });

export const countQuery = (question: CountQuestion) =>
  queryOptions({
    queryKey: ['calendar', 'count', question],
    queryFn: ({ signal }) => api.post<CountedDay>('/api/calendar/add', question, { signal }),
    staleTime: FRESH_MS,
    retry: false,
  });
