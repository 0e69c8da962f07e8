import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { Mark } from './marks.types.js';

export const marksQuery = (certificateId: string) =>
  queryOptions({
    queryKey: ['marks', certificateId],
    queryFn: ({ signal }) => api.get<{ items: Mark[] }>(`/api/certificates/${certificateId}/marks`, undefined, signal),
  });

export interface MarkValues {
  form: string;
  factoryCode: string;
  heightMm: string;
  place: string;
  usedFrom: string;
  usedUntil: string;
}

export function saveMark(
  certificateId: string,
  id: string | undefined,
  values: MarkValues,
  photoFileId: string | null,
  { version, idempotencyKey }: SaveContext,
): Promise<Mark> {
  const height = values.heightMm.trim().replace(',', '.');
  const body = {
    form: values.form,
    factoryCode: values.factoryCode.trim() || null,
    heightMm: height === '' ? null : Number(height),
    place: values.place.trim() || null,
    usedFrom: values.usedFrom.trim() || null,
    usedUntil: values.usedUntil.trim() || null,
    photoFileId,
  };
  return id
    ? api.patch<Mark>(`/api/marks/${id}`, { ...body, version })
    : api.post<Mark>(`/api/certificates/${certificateId}/marks`, body, { idempotencyKey });
}

export const removeMark = (id: string) => api.delete<null>(`/api/marks/${id}`);
