import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Day } from '#domain/day';
import { api } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { AskedDocument, DocumentRequest, FileLinkAnswer, JudgingAct, UsualDocuments } from './documents.types.js';

export const documentRequestsQuery = (applicationId: string) =>
  infiniteQueryOptions({
    queryKey: ['document-requests', applicationId],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<DocumentRequest>>(
        `/api/applications/${applicationId}/document-requests`,
        { limit: 100, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const usualDocumentsQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ['usual-documents', applicationId],
    queryFn: ({ signal }) =>
      api.get<UsualDocuments>(`/api/applications/${applicationId}/usual-documents`, undefined, signal),
  });

export const askDocuments = (
  applicationId: string,
  input: { stageKey: string; dueOn: Day; documents: AskedDocument[] },
  idempotencyKey: string,
) =>
  api.post<{ items: DocumentRequest[] }>(`/api/applications/${applicationId}/document-requests`, input, {
    idempotencyKey,
  });

export const editRequest = (
  id: string,
  input: { version: number; title: string; titleZh: string | null; instructions: string | null; dueOn: Day },
) => api.patch<DocumentRequest>(`/api/document-requests/${id}`, input);

export const handIn = (id: string, fileId: string) =>
  api.post<DocumentRequest>(`/api/document-requests/${id}/versions`, { fileId });

export const judgeRequest = (
  id: string,
  input: { version: number; act: JudgingAct; reason?: string; dueOn?: Day },
  idempotencyKey?: string,
) => api.post<DocumentRequest>(`/api/document-requests/${id}/acts`, input, idempotencyKey ? { idempotencyKey } : {});

export const remindOf = (id: string) => api.post<DocumentRequest>(`/api/document-requests/${id}/reminders`);

/** Tells that the client has opened a request; nothing hangs on whether it arrives. */
export const markOpened = (id: string) => api.post<null>(`/api/document-requests/${id}/opening`).catch(() => null);

/** Saves a file by an address that holds for a few minutes. */
export async function download(fileId: string): Promise<void> {
  const { url } = await api.post<FileLinkAnswer>(`/api/files/${fileId}/links`);
  window.location.assign(url);
}
