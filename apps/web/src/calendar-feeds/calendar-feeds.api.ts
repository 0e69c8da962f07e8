import { queryOptions } from '@tanstack/react-query';
import type { Language } from '#domain/permissions';
import { api } from '../api/client.js';
import type { CalendarFeed, FeedOf, NewCalendarFeed } from './calendar-feeds.types.js';

export const calendarFeedsQuery = (of: FeedOf) =>
  queryOptions({
    queryKey: ['calendar-feeds', of],
    queryFn: ({ signal }) => api.get<{ items: CalendarFeed[] }>('/api/calendar-feeds', { ...of }, signal),
    select: ({ items }) => items,
  });

/** Sent without an idempotency key: an answer that is kept for a repeat would keep the secret too. */
export const makeCalendarFeed = (of: FeedOf, values: { name: string; language: Language }) =>
  api.post<NewCalendarFeed>('/api/calendar-feeds', { ...of, name: values.name.trim(), language: values.language });

export const revokeCalendarFeed = ({ id }: CalendarFeed) => api.delete<null>(`/api/calendar-feeds/${id}`);
