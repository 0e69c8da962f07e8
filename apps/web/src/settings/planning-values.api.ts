import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { Problem, toProblem } from '../api/problem.js';
import type { PlanningValue, SchemeRecord, SchemeValues, StageValue } from './planning-values.types.js';

export const planningValuesQuery = queryOptions({
  queryKey: ['planning-values'],
  queryFn: ({ signal }) => api.get<{ items: PlanningValue[] }>('/api/planning-values', undefined, signal),
  select: ({ items }) => items,
});

export const schemeRecordsQuery = queryOptions({
  queryKey: ['reference', 'records', 'scheme'],
  queryFn: ({ signal }) => api.get<{ items: SchemeRecord[] }>('/api/reference/records', { kind: 'scheme' }, signal),
  select: ({ items }) => items,
});

/** The values by procedure, each in the order of its stages, those between them that law or practice states. */
export function byScheme(values: readonly PlanningValue[], records: readonly SchemeRecord[]): SchemeValues[] {
  const schemes = new Map<string, SchemeValues>();
  for (const value of values) {
    const scheme = schemes.get(value.schemeKey) ?? { key: value.schemeKey, names: value.schemeNames, stages: [] };
    scheme.stages.push({ stageKey: value.stageKey, names: value.stageNames, value, stated: null });
    schemes.set(value.schemeKey, scheme);
  }
  for (const { key, fields } of records) {
    const scheme = schemes.get(key);
    if (!scheme) continue;
    const open = new Map(scheme.stages.map((stage) => [stage.stageKey, stage]));
    scheme.stages = fields.stages.flatMap((stage): StageValue[] => {
      const own = open.get(stage.key);
      if (own) return [own];
      const { amount, unit, basis, source = 'none' } = stage.duration ?? {};
      if (amount === undefined || !unit || !basis || basis === 'planning') return [];
      return [{ stageKey: stage.key, names: stage.names, value: null, stated: { amount, unit, basis, source } }];
    });
  }
  return [...schemes.values()];
}

/**
 * Two people seldom set the same value; who comes second keeps what they typed, reads that somebody was first and
 * decides (there is one number to merge).
 */
export async function setPlanningValue(value: PlanningValue, amount: number, reason: string): Promise<PlanningValue> {
  const body = { amount, reason: reason.trim() || null, version: value.version };
  try {
    return await api.put<PlanningValue>(`/api/planning-values/${encodeURIComponent(value.key)}`, body);
  } catch (error) {
    const problem = toProblem(error);
    throw problem.isStale ? new Problem(problem.status, problem.code, problem.detail, problem.requestId) : problem;
  }
}

export const resetPlanningValue = ({ key }: PlanningValue) =>
  api.delete<PlanningValue>(`/api/planning-values/${encodeURIComponent(key)}`);
