import { queryOptions } from '@tanstack/react-query';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { Determination, DeterminationLine, GroundList } from './determinations.types.js';

export const determinationHref = (determination: { id: string }) => `/determinations/${determination.id}`;

export const loadDeterminations = (query: Query, signal: AbortSignal) =>
  api.get<Page<DeterminationLine>>('/api/determinations', query, signal);

export const determinationQuery = (id: string) =>
  queryOptions({
    queryKey: ['determinations', id],
    queryFn: ({ signal }) => api.get<Determination>(`/api/determinations/${id}`, undefined, signal),
  });

/** Grounds in force today, with their conditions: reference data. */
export const groundsQuery = queryOptions({
  queryKey: ['determination-grounds'],
  queryFn: ({ signal }) => api.get<GroundList>('/api/determination-grounds', undefined, signal),
});

export const createDetermination = (body: object, { idempotencyKey }: SaveContext) =>
  api.post<Determination>('/api/determinations', body, { idempotencyKey });

export const editDetermination = (id: string, body: object, { version }: Pick<SaveContext, 'version'>) =>
  api.patch<Determination>(`/api/determinations/${id}`, { ...body, version });

export const actOnDetermination = (id: string, body: object, { version, idempotencyKey }: SaveContext) =>
  api.post<Determination>(`/api/determinations/${id}/acts`, { ...body, version }, { idempotencyKey });
