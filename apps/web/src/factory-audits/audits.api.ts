import { queryOptions } from '@tanstack/react-query';
import type { FactoryClass } from '#domain/certificate';
import type { FindingAct } from '#domain/states/audit-finding-status';
import type { AuditAct } from '#domain/states/audit-status';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { Audit, AuditCount, AuditLine, Finding, WindowLine } from './audits.types.js';

export const loadAudits = (query: Query, signal: AbortSignal) => api.get<Page<AuditLine>>('/api/audits', query, signal);

export const countAudits = (filters: Query, signal: AbortSignal) =>
  api.get<AuditCount>('/api/audits/count', filters, signal);

export const loadWindows = (query: Query, signal: AbortSignal) =>
  api.get<Page<WindowLine>>('/api/audits/windows', query, signal);

export const auditQuery = (id: string) =>
  queryOptions({
    queryKey: ['audits', id],
    queryFn: ({ signal }) => api.get<Audit>(`/api/audits/${id}`, undefined, signal),
  });

export interface AuditValues {
  factoryId: string | null;
  kind: string;
  applicationId: string | null;
  clientId: string | null;
  plannedFrom: string;
  plannedTo: string;
  isUnannounced: boolean;
  isRemote: boolean;
  body: string;
  personDays: string;
  /** one per line */
  inspectors: string;
  language: string;
  contactId: string | null;
  responsibleId: string | null;
  note: string;
}

const text = (value: string) => value.trim() || null;
const UNSENT = ['factoryId', 'kind', 'applicationId', 'clientId'] as const;

export function saveAudit(
  id: string | undefined,
  { inspectors, personDays, ...values }: AuditValues,
  { version, idempotencyKey }: SaveContext,
): Promise<Audit> {
  const body = {
    ...values,
    plannedFrom: text(values.plannedFrom),
    plannedTo: text(values.plannedTo),
    body: text(values.body),
    language: text(values.language),
    note: text(values.note),
    personDays: personDays.trim() ? Number(personDays.replace(',', '.')) : null,
    inspectors: inspectors
      .split('\n')
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => ({ name, body: null })),
  };
  if (!id) return api.post<Audit>('/api/audits', body, { idempotencyKey });
  const edit = Object.fromEntries(
    Object.entries(body).filter(([name]) => !(UNSENT as readonly string[]).includes(name)),
  );
  return api.patch<Audit>(`/api/audits/${id}`, { ...edit, version });
}

export interface AuditActBody {
  from?: string;
  to?: string;
  on?: string;
  reason?: string;
  classAfter?: { factoryClass: FactoryClass; on?: string };
}

export const recordAuditAct = (id: string, act: AuditAct, body: AuditActBody, context: SaveContext) =>
  api.post<Audit>(
    `/api/audits/${id}/acts`,
    { ...body, act, version: context.version },
    { idempotencyKey: context.idempotencyKey },
  );

export interface FindingValues {
  grade: string;
  clause: string;
  description: string;
  descriptionZh: string;
}

export function saveFinding(
  auditId: string,
  findingId: string | undefined,
  values: FindingValues,
  { version, idempotencyKey }: SaveContext,
): Promise<Finding> {
  const body = { ...values, clause: text(values.clause), descriptionZh: text(values.descriptionZh) };
  return findingId
    ? api.patch<Finding>(`/api/audit-findings/${findingId}`, { ...body, version })
    : api.post<Finding>(`/api/audits/${auditId}/findings`, body, { idempotencyKey });
}

export interface FindingActBody {
  correctiveAction?: string;
  evidence?: string;
  evidenceFileId?: string;
  reason?: string;
  verification?: string;
  on?: string;
}

export const recordFindingAct = (id: string, act: FindingAct, body: FindingActBody, context: SaveContext) =>
  api.post<Finding>(
    `/api/audit-findings/${id}/acts`,
    { ...body, act, version: context.version },
    { idempotencyKey: context.idempotencyKey },
  );

/** Cases that an initial inspection may belong to. */
export const loadCases = (query: Query, signal: AbortSignal) =>
  api.get<Page<{ id: string; number: string; productName: string }>>('/api/applications', query, signal);
