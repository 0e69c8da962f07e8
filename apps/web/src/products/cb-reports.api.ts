import { queryOptions } from '@tanstack/react-query';
import type { ReportEnd } from '#domain/cases/cb-report';
import type { Day } from '#domain/day';
import { api } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { CbReport } from './cb-reports.types.js';

export const cbReportsQuery = (productId: string) =>
  queryOptions({
    queryKey: ['cb-reports', productId],
    queryFn: ({ signal }) => api.get<{ items: CbReport[] }>(`/api/products/${productId}/cb-reports`, undefined, signal),
    select: ({ items }) => items,
  });

/** Cases of the product, in which a report may be handed in. */
export const casesOfProductQuery = (productId: string) =>
  queryOptions({
    queryKey: ['applications', 'of-product', productId],
    queryFn: ({ signal }) =>
      api.get<Page<{ id: string; number: string }>>(
        '/api/applications',
        { productId, sort: '-number', limit: 50 },
        signal,
      ),
    select: ({ items }) => items.map(({ id, number }) => ({ value: id, label: number })),
  });

export interface CbReportValues {
  number: string;
  certificateNumber: string;
  issuer: string;
  standard: string;
  issuedOn: string;
  applicationId: string | null;
  responsibleId: string | null;
}

export function saveCbReport(
  productId: string,
  id: string | undefined,
  { certificateNumber, standard, ...rest }: CbReportValues,
  { version, idempotencyKey }: SaveContext,
): Promise<CbReport> {
  const body = { ...rest, certificateNumber: certificateNumber.trim() || null, standard: standard.trim() || null };
  return id
    ? api.patch<CbReport>(`/api/cb-reports/${id}`, { ...body, version })
    : api.post<CbReport>(`/api/products/${productId}/cb-reports`, body, { idempotencyKey });
}

export const settleCbReport = (id: string, as: ReportEnd, on: Day) =>
  api.post<CbReport>(`/api/cb-reports/${id}/settlement`, { as, on });

export const reopenCbReport = (id: string) => api.delete<CbReport>(`/api/cb-reports/${id}/settlement`);
