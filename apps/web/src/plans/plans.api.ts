import { queryOptions } from '@tanstack/react-query';
import type { Day } from '#domain/day';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { Comparison, ComparisonInput, Direction, OptionsInput, PlanLine, StoredPlan, WhatIf, WhatIfInput } from './plans.types.js'; // prettier-ignore

/** Rules and calendars change with announcements, not while somebody looks. */
const FRESH_MS = 60_000;

export const comparisonQuery = (input: ComparisonInput) =>
  queryOptions({
    queryKey: ['route-comparisons', input],
    queryFn: ({ signal }) => api.post<Comparison>('/api/route-comparisons', input, { signal }),
    staleTime: FRESH_MS,
    retry: false,
  });

export const whatIfQuery = (input: WhatIfInput) =>
  queryOptions({
    queryKey: ['route-comparisons', 'what-if', input],
    queryFn: ({ signal }) => api.post<WhatIf>('/api/route-comparisons/what-if', input, { signal }),
    staleTime: FRESH_MS,
    retry: false,
  });

export const loadPlans = (query: Query, signal: AbortSignal) => api.get<Page<PlanLine>>('/api/plans', query, signal);

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', id],
    queryFn: ({ signal }) => api.get<StoredPlan>(`/api/plans/${id}`, undefined, signal),
  });

export interface PlanInput {
  name: string;
  productId?: string;
  clientId?: string;
  classKey?: string;
  schemeKey: string;
  direction: Direction;
  anchorOn: Day;
  notBefore?: Day | null;
  clientCountry?: string | null;
  options?: OptionsInput;
}

export const createPlan = (input: PlanInput, idempotencyKey: string) =>
  api.post<StoredPlan>('/api/plans', input, { idempotencyKey });

export interface PlanEdit {
  version: number;
  name?: string;
  anchorOn?: Day;
  notBefore?: Day | null;
  clientCountry?: string | null;
  options?: OptionsInput;
}

export const editPlan = (id: string, edit: PlanEdit) => api.patch<StoredPlan>(`/api/plans/${id}`, edit);

export const deletePlan = (id: string) => api.delete<null>(`/api/plans/${id}`);
