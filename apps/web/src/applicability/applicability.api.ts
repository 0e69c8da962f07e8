import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import { api, type Query } from '../api/client.js';
import { loadFile } from '../api/load-file.js';
import type { Page } from '../api/types.js';
import type { Candidates, Check, CheckInput, CheckLine, Preview, Questions, Repetition, Subjects } from './applicability.types.js'; // prettier-ignore

/** A new announcement shows within minutes. */
const FRESH_MS = 300_000;

export const loadChecks = (query: Query, signal: AbortSignal) =>
  api.get<Page<CheckLine>>('/api/applicability-checks', query, signal);

export const checkQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ['applicability-checks', id, language],
    queryFn: ({ signal }) => api.get<Check>(`/api/applicability-checks/${id}`, { language }, signal),
  });

/** The newest check of a product; null while there is none. */
export const newestCheckQuery = (productId: string) =>
  queryOptions({
    queryKey: ['applicability-checks', 'of', productId],
    queryFn: async ({ signal }) => (await loadChecks({ productId, limit: 1 }, signal)).items[0] ?? null,
  });

export const previewQuery = (input: CheckInput, language: Language) =>
  queryOptions({
    queryKey: ['applicability', 'preview', input, language],
    queryFn: ({ signal }) =>
      api.post<Preview>('/api/applicability-checks/preview', input, { query: { language }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const keepCheck = (input: CheckInput, language: Language, idempotencyKey: string) =>
  api.post<Check>('/api/applicability-checks', input, { query: { language }, idempotencyKey });

export const repetitionQuery = (id: string, day: Day | null, language: Language) =>
  queryOptions({
    queryKey: ['applicability-checks', id, 'repetition', day, language],
    queryFn: ({ signal }) =>
      api.post<Repetition>(`/api/applicability-checks/${id}/repetition`, { day }, { query: { language }, signal }),
    retry: false,
  });

export const loadLetter = (id: string, language: Language) =>
  loadFile(`/api/applicability-checks/${id}/letter`, { language });

export const questionsQuery = (classKey: string | null, day: Day, language: Language) =>
  queryOptions({
    queryKey: ['applicability', 'questions', classKey, day, language],
    queryFn: ({ signal }) => api.get<Questions>('/api/applicability/questions', { classKey, day, language }, signal),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry: false,
  });

export const candidatesQuery = (description: string, hsCode: string, day: Day, language: Language) =>
  queryOptions({
    queryKey: ['applicability', 'candidates', description, hsCode, day, language],
    queryFn: ({ signal }) =>
      api.get<Candidates>('/api/applicability/candidates', { description, hsCode, day, language }, signal),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry: false,
  });

export const subjectsQuery = (language: Language) =>
  queryOptions({
    queryKey: ['applicability', 'subjects', language],
    queryFn: ({ signal }) => api.get<Subjects>('/api/applicability/subjects', { language }, signal),
    staleTime: FRESH_MS,
  });
