import { queryOptions } from '@tanstack/react-query';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import { api } from '../api/client.js';
import { Problem, toProblem } from '../api/problem.js';
import type {
  Policy,
  PolicyOfKind,
  PolicyOverride,
  PolicyPlace,
  PolicyPreview,
  ReminderHours,
} from './policies.types.js';

const placed = ({ clientId, applicationId }: PolicyPlace) => ({
  ...(clientId && { clientId }),
  ...(applicationId && { applicationId }),
});

export const policiesQuery = (place: PolicyPlace) =>
  queryOptions({
    queryKey: ['reminder-policies', placed(place)],
    queryFn: ({ signal }) => api.get<{ items: PolicyOfKind[] }>('/api/reminder-policies', placed(place), signal),
    select: ({ items }) => items,
  });

export const overridesQuery = queryOptions({
  queryKey: ['reminder-policies', 'overrides'],
  queryFn: ({ signal }) =>
    api.get<{ items: PolicyOverride[]; isCut: boolean }>('/api/reminder-policies/overrides', undefined, signal),
});

/** Where a policy is written: its kind, its basis (null = every one), and whose it is. */
export interface PolicyTarget extends PolicyPlace {
  kind: DeadlineKind;
  basis: Basis | null;
}

const bodyOf = ({ basis, ...place }: PolicyTarget, { steps, overdue, escalation }: Policy) => ({
  ...placed(place),
  basis,
  steps,
  overdue,
  escalation,
});

/**
 * Two people seldom edit the same policy; who comes second keeps what they chose, reads that somebody was first and
 * decides (there are no fields to merge in a list of steps).
 */
export async function savePolicy(target: PolicyTarget, policy: Policy, version: number | null): Promise<PolicyOfKind> {
  const body = { ...bodyOf(target, policy), version };
  return withoutMerge(() => api.put<PolicyOfKind>(`/api/reminder-policies/${target.kind}`, body));
}

export const removePolicy = (id: string, version: number) =>
  withoutMerge(() => api.delete<PolicyOfKind>(`/api/reminder-policies/${id}`, { version }));

/** What would be sent and what would change, without setting anything. */
export const previewQuery = (target: PolicyTarget, policy: Policy, isRemoval = false) =>
  queryOptions({
    queryKey: ['reminder-policies', 'preview', target, policy, isRemoval],
    queryFn: () =>
      api.post<PolicyPreview>(`/api/reminder-policies/${target.kind}/preview`, {
        ...bodyOf(target, policy),
        ...(isRemoval && { isRemoval }),
      }),
  });

export const hoursQuery = queryOptions({
  queryKey: ['reminder-settings'],
  queryFn: ({ signal }) => api.get<ReminderHours>('/api/reminder-settings', undefined, signal),
  refetchInterval: ({ state }) => (state.data?.layingSince ? ASK_AGAIN_MS : false),
});

/** While what is planned is laid anew. */
const ASK_AGAIN_MS = 3_000;

export const saveHours = (hours: Omit<ReminderHours, 'isDefault' | 'layingSince'>) =>
  withoutMerge(() => api.put<ReminderHours>('/api/reminder-settings', hours));

async function withoutMerge<T>(save: () => Promise<T>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    const problem = toProblem(error);
    throw problem.isStale ? new Problem(problem.status, problem.code, problem.detail, problem.requestId) : problem;
  }
}
