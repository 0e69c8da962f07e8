import { queryOptions } from '@tanstack/react-query';
import type { Language } from '#domain/permissions';
import { api } from '../api/client.js';
import { loadFile } from '../api/load-file.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { GoodsRelease, NewReleaseKey, ReleaseKey } from './goods-release.types.js';

/** What is asked: a model or a product, a day in Beijing, and whether the goods were changed. */
export interface ReleaseQuestion {
  model?: string | undefined;
  productId?: string | undefined;
  /** Today in Beijing when left out. */
  on?: string | undefined;
  /** Not said when left out. */
  changed?: 'true' | 'false' | undefined;
}

export const releaseQuery = (question: ReleaseQuestion, language: Language) =>
  queryOptions({
    queryKey: ['goods-release', question, language],
    queryFn: ({ signal }) => api.get<GoodsRelease>('/api/goods-release', { ...question, language }, signal),
  });

export const loadStatement = (question: ReleaseQuestion, language: Language) =>
  loadFile('/api/goods-release/statement', { ...question, language });

export const releaseKeysQuery = queryOptions({
  queryKey: ['release-keys'],
  queryFn: ({ signal }) => api.get<{ items: ReleaseKey[] }>('/api/release-keys', undefined, signal),
  select: ({ items }) => items,
});

/** The key stands in this answer and nowhere else. */
export const makeReleaseKey = (values: { name: string; clientId: string | null }, { idempotencyKey }: SaveContext) =>
  api.post<NewReleaseKey>(
    '/api/release-keys',
    { name: values.name.trim(), ...(values.clientId && { clientId: values.clientId }) },
    { idempotencyKey },
  );

export const revokeReleaseKey = ({ id }: ReleaseKey) => api.delete<null>(`/api/release-keys/${id}`);
