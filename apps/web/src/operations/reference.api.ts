import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { Publication, ReferenceVersion, ReferenceVersionLine } from './reference.types.js';

const VERSIONS_SHOWN = 10;

export const versionsQuery = infiniteQueryOptions({
  queryKey: ['reference', 'versions'],
  queryFn: ({ pageParam, signal }) =>
    api.get<Page<ReferenceVersionLine>>(
      '/api/reference/versions',
      { limit: VERSIONS_SHOWN, cursor: pageParam },
      signal,
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** What was published does not change any more. */
export const versionQuery = (number: number) =>
  queryOptions({
    queryKey: ['reference', 'version', number],
    queryFn: ({ signal }) => api.get<ReferenceVersion>(`/api/reference/versions/${number}`, undefined, signal),
    staleTime: Infinity,
  });

export interface UploadedFile {
  fileName: string;
  content: string;
}

export const tryPublication = (file: UploadedFile) =>
  api.post<Publication>('/api/reference/publications', { ...file, isDryRun: true });

export const publish = (file: UploadedFile, note: string, basedOnVersion: number) =>
  api.post<Publication>('/api/reference/publications', {
    ...file,
    note: note.trim() || null,
    isDryRun: false,
    basedOnVersion,
  });
