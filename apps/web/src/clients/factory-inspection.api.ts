import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type { FactoryInspection } from './factory-inspection.types.js';

export const inspectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['factories', id, 'inspection'],
    queryFn: ({ signal }) => api.get<FactoryInspection>(`/api/factories/${id}/inspection-window`, undefined, signal),
  });
