import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { Absence } from './absences.types.js';

export interface AbsenceValues {
  memberId: string | null;
  fromOn: string;
  toOn: string;
  deputyId: string | null;
}

/** @param memberId of one member; of everybody when left out */
export const absencesQuery = (memberId?: string) =>
  queryOptions({
    queryKey: ['absences', memberId ?? 'all'],
    queryFn: ({ signal }) => api.get<{ items: Absence[] }>('/api/absences', { ...(memberId && { memberId }) }, signal),
    select: ({ items }) => items,
  });

export function saveAbsence(
  id: string | undefined,
  { memberId, ...values }: AbsenceValues,
  { version, idempotencyKey }: SaveContext,
): Promise<Absence> {
  return id
    ? api.patch<Absence>(`/api/absences/${id}`, { ...values, version })
    : api.post<Absence>('/api/absences', { ...values, memberId }, { idempotencyKey });
}

export const removeAbsence = (id: string) => api.delete<null>(`/api/absences/${id}`);
