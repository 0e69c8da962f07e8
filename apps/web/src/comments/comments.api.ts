import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { EventRow } from '../components/subject-history.js';
import type { Comment, CommentSubject, Mentionable } from './comments.types.js';

const PAGE = 50;

export function commentsQuery(subject: CommentSubject) {
  return infiniteQueryOptions({
    queryKey: ['comments', subject],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Comment>>('/api/comments', { ...subject, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function eventsQuery(subject: CommentSubject) {
  return infiniteQueryOptions({
    queryKey: ['events', subject],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<EventRow>>('/api/events', { ...subject, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export const mentionableQuery = queryOptions({
  queryKey: ['mentionable'],
  queryFn: ({ signal }) => api.get<{ items: Mentionable[] }>('/api/mentionable', undefined, signal),
  staleTime: 300_000,
});
