import { queryOptions } from '@tanstack/react-query';
import type { Language, Role } from '#domain/permissions';
import { api } from '../api/client.js';
import { Problem, toProblem } from '../api/problem.js';
import type { Page } from '../api/types.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { Member, Tenant } from './settings.types.js';

export const changeMe = (values: { name: string; timeZone: string | null }) => api.patch<unknown>('/api/me', values);

/** @param wrong the words for a present password that is not the right one */
export async function changePassword(currentPassword: string, newPassword: string, wrong: string): Promise<void> {
  try {
    await api.post('/api/auth/change-password', { currentPassword, newPassword });
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code !== 'INVALID_PASSWORD') throw problem;
    // the auth library names no field
    const fault = { field: 'currentPassword', code: problem.code, detail: wrong };
    throw new Problem(problem.status, problem.code, problem.detail, problem.requestId, {}, [fault]);
  }
}

export const leaveTenant = (tenantId: string) => api.delete<null>(`/api/me/memberships/${tenantId}`);

export const tenantQuery = queryOptions({
  queryKey: ['tenant'],
  queryFn: ({ signal }) => api.get<Tenant>('/api/tenant', undefined, signal),
});

export interface TenantValues {
  name: string;
  nameZh: string;
  country: string;
  language: string;
  timeZone: string | null;
}

export const saveTenant = (values: TenantValues, { version }: SaveContext) =>
  api.patch<Tenant>('/api/tenant', { ...values, nameZh: values.nameZh.trim() || null, version });

export const allowPublicChecks = ({ version }: Tenant, hasPublicChecks: boolean) =>
  api.patch<Tenant>('/api/tenant', { hasPublicChecks, version });

export const loadMembers = (cursor: string | undefined, signal: AbortSignal) =>
  api.get<Page<Member>>('/api/members', { state: 'joined,invited,named', limit: 200, cursor }, signal);

export interface MemberValues {
  name: string;
  email: string;
  role: Role;
  clientId: string | null;
  language: Language;
  timeZone: string | null;
}

/** Only a client-role member is bound to a client. */
const binding = ({ role, clientId }: MemberValues) => ({ role, clientId: role === 'client' ? clientId : null });

export const inviteMember = (values: MemberValues, { idempotencyKey }: SaveContext) => {
  const { name, email, language, timeZone } = values;
  return api.post<Member>('/api/members', { name, email, language, timeZone, ...binding(values) }, { idempotencyKey });
};

export const editMember = (id: string, values: MemberValues, { version }: SaveContext) => {
  const { language, timeZone } = values;
  return api.patch<Member>(`/api/members/${id}`, { language, timeZone, ...binding(values), version });
};

/** Sends the invitation, or sends it again with a new link. */
export const sendInvitation = (id: string) => api.post<Member>(`/api/members/${id}/invitation`);

export const removeMember = ({ id, version }: Member) => api.delete<null>(`/api/members/${id}`, { version });
