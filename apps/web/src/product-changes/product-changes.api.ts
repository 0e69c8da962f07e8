import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Day } from '#domain/day';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { BatchResult } from '../renewals/renewals.types.js';
import type { ProductChange, ProductChangeActInput, ProductChangeInput, ProductChangeLine, Touched, TouchedCertificate } from './product-changes.types.js'; // prettier-ignore

export const loadProductChanges = (query: Query, signal?: AbortSignal) =>
  api.get<Page<ProductChangeLine>>('/api/product-changes', query, signal);

/** Those that keep goods back, for the client's own page. */
export const openChangesQuery = queryOptions({
  queryKey: ['product-changes', 'open'],
  queryFn: ({ signal }) => loadProductChanges({ status: 'open', limit: 50 }, signal),
});

export const productChangeQuery = (id: string) =>
  queryOptions({
    queryKey: ['product-changes', id],
    queryFn: ({ signal }) => api.get<ProductChange>(`/api/product-changes/${id}`, undefined, signal),
  });

export const touchedCertificatesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['product-changes', id, 'certificates'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<TouchedCertificate>>(
        `/api/product-changes/${id}/certificates`,
        { limit: 200, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const touchedQuery = (query: Query) =>
  queryOptions({
    queryKey: ['product-changes', 'touched', query],
    queryFn: ({ signal }) => api.get<Touched>('/api/product-changes/touched', query, signal),
  });

export const enterChange = (input: ProductChangeInput, idempotencyKey: string) =>
  api.post<ProductChange>('/api/product-changes', input, { idempotencyKey });

export interface ChangeValues {
  title: string;
  description: string;
  plannedOn: string;
  responsibleId: string | null;
}

export const editChange = (
  id: string,
  version: number,
  { title, description, plannedOn, responsibleId }: ChangeValues,
) =>
  api.patch<ProductChange>(`/api/product-changes/${id}`, {
    ...{ version, title, responsibleId },
    description: description.trim() || null,
    plannedOn: plannedOn || null,
  });

export const actOnChange = (id: string, input: ProductChangeActInput) =>
  api.post<ProductChange>(`/api/product-changes/${id}/acts`, input);

export const addCertificate = (id: string, input: { certificateId: string; code: string; reason: string }) =>
  api.post<ProductChange>(`/api/product-changes/${id}/certificates`, input);

export const judgeCertificate = (
  id: string,
  { certificate, version }: TouchedCertificate,
  input: { act: 'leave-out' | 'take-in' | 'take-back'; reason: string },
) => api.patch<ProductChange>(`/api/product-changes/${id}/certificates/${certificate.id}`, { version, ...input });

export const acceptCertificate = (
  id: string,
  { certificate, version }: TouchedCertificate,
  input: { on: Day; reason: string | null },
) =>
  api.post<ProductChange>(`/api/product-changes/${id}/certificates/${certificate.id}/acceptance`, {
    version,
    ...input,
  });

export const openChangeCases = (
  id: string,
  certificateIds: readonly string[],
  isPreview: boolean,
  idempotencyKey: string,
) =>
  api.post<BatchResult>(
    `/api/product-changes/${id}/cases`,
    { certificateIds, isPreview },
    isPreview ? {} : { idempotencyKey },
  );
