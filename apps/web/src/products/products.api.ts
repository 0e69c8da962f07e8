import { queryOptions } from '@tanstack/react-query';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { CatalogueClass, Product, ProductLine } from './products.types.js';

export const loadProducts = (query: Query, signal: AbortSignal) =>
  api.get<Page<ProductLine>>('/api/products', query, signal);

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: ['products', id],
    queryFn: ({ signal }) => api.get<Product>(`/api/products/${id}`, undefined, signal),
  });

/** The catalogue changes with the law and not while somebody works: asked once. */
export const classesQuery = queryOptions({
  queryKey: ['catalogue-classes'],
  queryFn: ({ signal }) => api.get<{ items: CatalogueClass[] }>('/api/catalogue-classes', undefined, signal),
  select: ({ items }) => items,
  staleTime: Infinity,
});

export interface ProductValues {
  clientId: string | null;
  factoryId: string | null;
  classCode: string | null;
  name: string;
  nameZh: string;
  manufacturer: string;
  models: string[];
  standard: string;
}

export function createProduct(values: ProductValues, { idempotencyKey }: SaveContext): Promise<Product> {
  const { nameZh, manufacturer, standard, ...rest } = values;
  const body = {
    ...rest,
    nameZh: nameZh.trim() || null,
    manufacturer: manufacturer.trim() || null,
    standard: standard.trim() || null,
  };
  return api.post<Product>('/api/products', body, { idempotencyKey });
}

/** Client and class make the unit and stay. */
export function editProduct(id: string, values: ProductValues, { version }: SaveContext): Promise<Product> {
  const { factoryId, name, nameZh, manufacturer, models, standard } = values;
  const body = {
    factoryId,
    name,
    nameZh: nameZh.trim() || null,
    manufacturer,
    models,
    standard: standard.trim() || null,
    version,
  };
  return api.patch<Product>(`/api/products/${id}`, body);
}
