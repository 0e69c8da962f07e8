import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Day } from '#domain/day';
import { api, type Query } from '../api/client.js';
import { loadFile } from '../api/load-file.js';
import type { Page } from '../api/types.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { AffectedPage, Move, RegulatoryChange, RegulatoryEntry, Verdict } from './changes.types.js';

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

/** The page of a record (by its key) or of an entry (by its id). */
export const changeHref = ({ key }: { key: string }) => `/changes/entries/${encodeURIComponent(key)}`;

export const loadChanges = (query: Query, signal: AbortSignal) =>
  api.get<Page<RegulatoryChange>>('/api/regulatory-changes', query, signal);

export const changeQuery = (key: string) =>
  queryOptions({
    queryKey: ['regulatory-changes', key],
    queryFn: ({ signal }) =>
      api.get<RegulatoryChange>(`/api/regulatory-changes/${encodeURIComponent(key)}`, undefined, signal),
  });

export const loadAffectedWorkbook = (key: string, query: Query) =>
  loadFile(`/api/regulatory-changes/${encodeURIComponent(key)}/affected.xlsx`, query);

export const createEntry = (body: object, { idempotencyKey }: SaveContext) =>
  api.post<RegulatoryEntry>('/api/regulatory-entries', body, { idempotencyKey });

export const editEntry = (id: string, body: object, { version }: SaveContext) =>
  api.patch<RegulatoryEntry>(`/api/regulatory-entries/${id}`, { ...body, version });

export const followRecord = (body: object, { idempotencyKey }: SaveContext) =>
  api.post<RegulatoryEntry>('/api/regulatory-entries/follow', body, { idempotencyKey });

export const withdrawEntry = (id: string, reason: string, { idempotencyKey }: SaveContext) =>
  api.post<RegulatoryEntry>(`/api/regulatory-entries/${id}/withdrawal`, { reason }, { idempotencyKey });

export const restoreEntry = (id: string) => api.delete<RegulatoryEntry>(`/api/regulatory-entries/${id}/withdrawal`);

export const recordViews = (id: string, sentOn: Day, { idempotencyKey }: SaveContext) =>
  api.post<RegulatoryEntry>(`/api/regulatory-entries/${id}/views`, { sentOn }, { idempotencyKey });

export const takeViewsBack = (id: string) => api.delete<RegulatoryEntry>(`/api/regulatory-entries/${id}/views`);

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
