import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { StatusChange, Version } from './certificate-life.types.js';
import type { Certificate } from './certificates.types.js';

/** Newest first. Below the key of the certificate, so that what changes it asks for them again. */
export const versionsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['certificates', id, 'versions'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Version>>(`/api/certificates/${id}/versions`, { limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** Newest first. */
export const statusChangesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['certificates', id, 'status-changes'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<StatusChange>>(`/api/certificates/${id}/status-changes`, { limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const takeStatusBack = (id: string, changeId: string, reason: string, idempotencyKey: string) =>
  api.post<Certificate>(
    `/api/certificates/${id}/status-changes/${changeId}/taking-back`,
    { reason },
    { idempotencyKey },
  );
