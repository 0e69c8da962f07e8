import { queryOptions } from '@tanstack/react-query';
import type { Language } from '#domain/permissions';
import { api } from '../api/client.js';
import { loadFile } from '../api/load-file.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { Letterhead } from './settings.types.js';

export const letterheadQuery = queryOptions({
  queryKey: ['letterhead'],
  queryFn: ({ signal }) => api.get<Letterhead>('/api/letterhead', undefined, signal),
});

/** @param revision changes with the picture */
export const logoQuery = (revision: string) =>
  queryOptions({
    queryKey: ['letterhead', 'logo', revision],
    queryFn: ({ signal }) => loadFile('/api/letterhead/logo', undefined, signal),
    staleTime: Infinity,
  });

export interface LetterheadValues {
  address: string;
  phone: string;
  email: string;
  web: string;
  registration: string;
  footer: string;
}

export const saveLetterhead = (values: LetterheadValues, { version }: SaveContext) => {
  const texts = Object.entries(values).map(([name, value]: [string, string | null]) => [name, value?.trim() || null]);
  return api.put<Letterhead>('/api/letterhead', { ...Object.fromEntries(texts), version });
};

export const saveLogo = (file: File) => {
  const form = new FormData();
  form.append('file', file);
  return api.put<Letterhead>('/api/letterhead/logo', form);
};

export const removeLogo = () => api.delete<Letterhead>('/api/letterhead/logo');

export const loadSample = (language: Language) => loadFile('/api/letterhead/sample', { language });
