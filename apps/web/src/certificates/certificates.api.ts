import { queryOptions } from '@tanstack/react-query';
import type { CauseByHand } from '#domain/certificates/versions';
import type { CertificateAct } from '#domain/states/certificate-status';
import type { MemberState } from '#domain/members';
import { may, type Role } from '#domain/permissions';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { Certificate, CertificateCount, CertificateLine } from './certificates.types.js';

export const loadCertificates = (query: Query, signal: AbortSignal) =>
  api.get<Page<CertificateLine>>('/api/certificates', query, signal);

export const countCertificates = (filters: Query, signal: AbortSignal) =>
  api.get<CertificateCount>('/api/certificates/count', filters, signal);

export const certificateQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificates', id],
    queryFn: ({ signal }) => api.get<Certificate>(`/api/certificates/${id}`, undefined, signal),
  });

export interface CertificateValues {
  productId: string | null;
  scheme: string;
  number: string;
  body: string;
  issuedOn: string;
  validUntil: string;
  factoryId: string | null;
  contactId: string | null;
  responsibleId: string | null;
  replacesId: string | null;
  handledBy: string;
  standard: string;
  implementationRule: string;
  holderName: string;
  holderNameZh: string;
  manufacturerName: string;
  manufacturerNameZh: string;
  /** one per line */
  models: string;
  /** of an edit: why the certificate says something new, from which day, and what led to it */
  cause: CauseByHand;
  holdsFrom: string;
  reason: string;
}

const PRINTED = [
  'body',
  'handledBy',
  'standard',
  'implementationRule',
  'holderName',
  'holderNameZh',
  'manufacturerName',
  'manufacturerNameZh',
] as const satisfies readonly (keyof CertificateValues)[];

/** Lines as models; null where there is none. */
function modelsOf(lines: string): string[] | null {
  const models = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return models.length > 0 ? [...new Set(models)] : null;
}

export function saveCertificate(
  id: string | undefined,
  values: CertificateValues,
  { version, idempotencyKey }: SaveContext,
): Promise<Certificate> {
  const { cause, holdsFrom, reason, models, ...said } = values;
  const body = {
    ...said,
    ...Object.fromEntries(PRINTED.map((field) => [field, values[field].trim() || null])),
    validUntil: values.validUntil.trim() || null,
    models: modelsOf(models),
  };
  const why = { cause, holdsFrom: holdsFrom.trim() || null, reason: reason.trim() || null };
  return id
    ? api.patch<Certificate>(`/api/certificates/${id}`, { ...body, ...why, version })
    : api.post<Certificate>('/api/certificates', body, { idempotencyKey });
}

/** What a change of status is told beside the act. */
export interface StatusChange {
  reason: string | null;
  on: string | null;
  /** Reason code of CNCA-00C-001 for this act. */
  ground: string | null;
  /** Last day of a suspension by its notice. */
  until: string | null;
}

/** The noun of each act; lifting a suspension deletes it. */
const NOUNS: Readonly<Record<Exclude<CertificateAct, 'restore'>, string>> = {
  suspend: 'suspension',
  cancel: 'cancellation',
  revoke: 'revocation',
  expire: 'expiry',
  reinstate: 'reinstatement',
};

export function changeStatus(
  id: string,
  act: CertificateAct,
  { reason, on, ground, until }: StatusChange,
  idempotencyKey?: string,
): Promise<Certificate> {
  const when = { ...(reason?.trim() && { reason: reason.trim() }), ...(on && { on }) };
  if (act === 'restore') return api.delete<Certificate>(`/api/certificates/${id}/suspension`, when);
  const body = { ...when, ...(ground && { ground }), ...(act === 'suspend' && until && { until }) };
  return api.post<Certificate>(`/api/certificates/${id}/${NOUNS[act]}`, body, idempotencyKey ? { idempotencyKey } : {});
}

/** What a deadline asked for is done, and its reminders stop; `undo` takes that back. */
export const completeDeadline = (id: string) => api.post<unknown>(`/api/deadlines/${id}/completion`);
export const undoCompletion = (id: string) => api.delete<unknown>(`/api/deadlines/${id}/completion`);

/** Those who can be responsible: the team, as choices of a select. People who have left and clients' people are no choice. */
export const teamQuery = queryOptions({
  queryKey: ['members', 'team'],
  queryFn: ({ signal }) =>
    api.get<Page<{ id: string; name: string; role: Role; state: MemberState }>>('/api/members', { limit: 200 }, signal),
  select: ({ items }) =>
    items
      .filter(({ role, state }) => state !== 'left' && may(role, 'certificate.edit'))
      .map(({ id, name }) => ({ value: id, label: name })),
});
