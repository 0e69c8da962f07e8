import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { PaperKind } from '#domain/certificates/papers';
import type { Day } from '#domain/day';
import { api } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { Check, Fee, FeeList, Paper } from './register.types.js';

export interface PaperFilter {
  /** Only of the pack that restores it from this suspension. */
  statusChangeId?: string;
  withRemoved?: boolean;
}

export const papersQuery = (certificateId: string, { statusChangeId, withRemoved = false }: PaperFilter = {}) =>
  infiniteQueryOptions({
    queryKey: ['certificate-papers', certificateId, { statusChangeId, withRemoved }],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Paper>>(
        `/api/certificates/${certificateId}/papers`,
        { limit: 50, cursor: pageParam, statusChangeId, ...(withRemoved && { withRemoved: 'true' }) },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const addPaper = (
  certificateId: string,
  paper: { fileId: string; kind: PaperKind; title: string | null; statusChangeId?: string | undefined },
) => api.post<Paper>(`/api/certificates/${certificateId}/papers`, paper);

export const removePaper = (id: string) => api.delete<null>(`/api/certificate-papers/${id}`);

export const feesQuery = (certificateId: string) =>
  queryOptions({
    queryKey: ['certificate-fees', certificateId],
    queryFn: ({ signal }) => api.get<FeeList>(`/api/certificates/${certificateId}/fees`, undefined, signal),
  });

export interface FeeValues {
  year: string;
  amount: string;
  currency: string;
  dueOn: string;
  paidOn: string;
  note: string;
}

/** The number that was typed, with a point or a comma; null when empty. */
export function numberOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.');
  return text === '' ? null : Number(text);
}

export function saveFee(
  certificateId: string,
  id: string | undefined,
  values: FeeValues,
  { version, idempotencyKey }: SaveContext,
): Promise<Fee> {
  const amount = numberOf(values.amount);
  const body = {
    year: Number(values.year),
    amount,
    // The currency stands ready in the form; without an amount it says nothing.
    currency: amount === null ? null : values.currency.trim(),
    dueOn: values.dueOn,
    paidOn: values.paidOn.trim() || null,
    note: values.note.trim() || null,
  };
  return id
    ? api.patch<Fee>(`/api/certificate-fees/${id}`, { ...body, version })
    : api.post<Fee>(`/api/certificates/${certificateId}/fees`, body, { idempotencyKey });
}

export const payFee = ({ id, version }: Fee, paidOn: Day | null) =>
  api.patch<Fee>(`/api/certificate-fees/${id}`, { version, paidOn });

export const removeFee = (id: string) => api.delete<null>(`/api/certificate-fees/${id}`);

export const checkQuery = (certificateId: string) =>
  queryOptions({
    queryKey: ['certificate-check', certificateId],
    queryFn: ({ signal }) => api.get<Check>(`/api/certificates/${certificateId}/check`, undefined, signal),
  });

export const switchCheckOn = (certificateId: string) => api.post<Check>(`/api/certificates/${certificateId}/check`);
export const switchCheckOff = (certificateId: string) => api.delete<Check>(`/api/certificates/${certificateId}/check`);
