import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { AffectedPage, Move, RegulatoryChange, Verdict } from './changes.types.js';

const MOVES_SHOWN = 100;
const AFFECTED_SHOWN = 50;

/** What one publication moved. The worker counts on for a while after it, so it is asked for again. */
export const movesQuery = (referenceVersion: number) =>
  infiniteQueryOptions({
    queryKey: ['moves', referenceVersion],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Move>>('/api/deadline-moves', { referenceVersion, limit: MOVES_SHOWN, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const regulatoryQuery = queryOptions({
  queryKey: ['regulatory-changes'],
  queryFn: ({ signal }) =>
    api.get<{ version: number; items: RegulatoryChange[] }>('/api/regulatory-changes', undefined, signal),
  select: ({ items }) => items,
});

export const affectedQuery = (key: string, verdict: Verdict) =>
  infiniteQueryOptions({
    queryKey: ['regulatory-changes', key, 'affected', verdict],
    queryFn: ({ pageParam, signal }) =>
      api.get<AffectedPage>(
        `/api/regulatory-changes/${encodeURIComponent(key)}/affected`,
        { verdict, limit: AFFECTED_SHOWN, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
