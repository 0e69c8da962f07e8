import { queryOptions } from '@tanstack/react-query';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { Approval, ApprovalKind, ApprovalLine, ProjectBoard, ProjectLine } from './approvals.types.js';

export const projectHref = (project: { id: string }) => `/projects/${project.id}`;

export const loadProjects = (query: Query, signal: AbortSignal) =>
  api.get<Page<ProjectLine>>('/api/vehicle-projects', query, signal);

export const loadApprovals = (query: Query, signal: AbortSignal) =>
  api.get<Page<ApprovalLine>>('/api/approvals', query, signal);

export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: ['vehicle-projects', id],
    queryFn: ({ signal }) => api.get<ProjectBoard>(`/api/vehicle-projects/${id}`, undefined, signal),
  });

export const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: ['approvals', id],
    queryFn: ({ signal }) => api.get<Approval>(`/api/approvals/${id}`, undefined, signal),
  });

/** Kinds of approvals that are known today: reference data. */
export const approvalKindsQuery = queryOptions({
  queryKey: ['approval-kinds'],
  queryFn: ({ signal }) => api.get<{ items: ApprovalKind[] }>('/api/approval-kinds', undefined, signal),
});

export const createProject = (body: object, { idempotencyKey }: SaveContext) =>
  api.post<ProjectBoard>('/api/vehicle-projects', body, { idempotencyKey });

export const editProject = (id: string, body: object, { version }: Pick<SaveContext, 'version'>) =>
  api.patch<ProjectBoard>(`/api/vehicle-projects/${id}`, { ...body, version });

export const createApproval = (body: object, { idempotencyKey }: SaveContext) =>
  api.post<Approval>('/api/approvals', body, { idempotencyKey });

export const editApproval = (id: string, body: object, { version }: Pick<SaveContext, 'version'>) =>
  api.patch<Approval>(`/api/approvals/${id}`, { ...body, version });

export const actOnApproval = (id: string, body: object, { version, idempotencyKey }: SaveContext) =>
  api.post<Approval>(`/api/approvals/${id}/acts`, { ...body, version }, { idempotencyKey });
