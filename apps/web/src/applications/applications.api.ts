import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type {
  Application,
  ApplicationEdit,
  ApplicationInput,
  CasePlan,
  CertificationInput,
  MoveInput,
} from './applications.types.js';

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ['applications', id],
    queryFn: ({ signal }) => api.get<Application>(`/api/applications/${id}`, undefined, signal),
  });

export const casePlanQuery = (id: string) =>
  queryOptions({
    queryKey: ['applications', id, 'plan'],
    queryFn: ({ signal }) => api.get<CasePlan>(`/api/applications/${id}/plan`, undefined, signal),
  });

export const openCase = (input: ApplicationInput, idempotencyKey: string) =>
  api.post<Application>('/api/applications', input, { idempotencyKey });

export const editCase = (id: string, edit: ApplicationEdit) => api.patch<Application>(`/api/applications/${id}`, edit);

export const moveCase = (id: string, move: MoveInput, idempotencyKey: string) =>
  api.post<Application>(`/api/applications/${id}/moves`, move, { idempotencyKey });

export const undoMove = (id: string, moveId: string, version: number) =>
  api.delete<Application>(`/api/applications/${id}/moves/${moveId}`, { version });

/** A failed stage once more; what the scheme puts between the attempts is taken in with it. */
export const repeatStage = (id: string, repeatedId: string, version: number) =>
  api.post<Application>(`/api/applications/${id}/stages`, { version, repeatedId });

export const certifyCase = (id: string, input: CertificationInput, idempotencyKey: string) =>
  api.post<Application>(`/api/applications/${id}/certificates`, input, { idempotencyKey });
