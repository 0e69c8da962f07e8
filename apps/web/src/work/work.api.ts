import { queryOptions } from '@tanstack/react-query';
import type { Day } from '#domain/day';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { ApplicationCount, ApplicationLine } from '../applications/applications.types.js';
import type {
  BoardSide,
  BoardView,
  BulkAssignmentInput,
  BulkMoveInput,
  BulkResult,
  StagesView,
  WorkCalendarView,
} from './work.types.js';

export const loadCases = (query: Query, signal?: AbortSignal) =>
  api.get<Page<ApplicationLine>>('/api/applications', query, signal);

export const countCases = (filters: Query, signal: AbortSignal) =>
  api.get<ApplicationCount>('/api/applications/count', filters, signal);

export const stagesQuery = queryOptions({
  queryKey: ['applications', 'stages'],
  queryFn: ({ signal }) => api.get<StagesView>('/api/work/stages', undefined, signal),
  staleTime: 60_000,
});

export const boardQuery = (by: BoardSide, filters: Query) =>
  queryOptions({
    queryKey: ['applications', 'board', by, filters],
    queryFn: ({ signal }) => api.get<BoardView>('/api/work/board', { ...filters, by }, signal),
  });

export const workCalendarQuery = (from: Day, to: Day, filters: Query) =>
  queryOptions({
    queryKey: ['applications', 'calendar', from, to, filters],
    queryFn: ({ signal }) => api.get<WorkCalendarView>('/api/work/calendar', { ...filters, from, to }, signal),
  });

export const assignCases = (input: BulkAssignmentInput) => api.post<BulkResult>('/api/work/assignments', input);

export const moveCases = (input: BulkMoveInput) => api.post<BulkResult>('/api/work/moves', input);
