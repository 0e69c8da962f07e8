import { queryOptions } from '@tanstack/react-query';
import type { Day } from '#domain/day';
import type { YesNoUnknown } from '#domain/reference/actors';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { Comparison, Direction, OptionsInput, PlanLine, StoredPlan, WhatIf } from './plans.types.js';

interface Planned {
  productId?: string;
  classKey?: string;
  clientCountry?: string;
  startsOn?: Day;
  wishOn?: Day;
  options?: OptionsInput;
}

export interface ComparisonInput extends Planned {
  facts?: {
    hasLiveDeclaration?: YesNoUnknown;
    hasCertificate?: YesNoUnknown;
    wantsExemption?: boolean;
    answers?: Readonly<Record<string, YesNoUnknown>>;
  };
  recognition?: { answers?: Readonly<Record<string, YesNoUnknown>>; days?: Readonly<Record<string, Day>> };
}

export interface WhatIfInput extends Planned {
  schemeKey: string;
  changed: { startsOn?: Day; wishOn?: Day; options?: OptionsInput };
}

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
