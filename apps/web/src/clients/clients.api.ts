import { queryOptions } from '@tanstack/react-query';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { Client, ClientLine, Contact, Factory, FactoryLine } from './clients.types.js';

export const loadClients = (query: Query, signal: AbortSignal) =>
  api.get<Page<ClientLine>>('/api/clients', query, signal);
export const loadFactories = (query: Query, signal: AbortSignal) =>
  api.get<Page<FactoryLine>>('/api/factories', query, signal);

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ['clients', id],
    queryFn: ({ signal }) => api.get<Client>(`/api/clients/${id}`, undefined, signal),
  });

/** The one company of a client's person, or of a manufacturer. */
export const ownCompanyQuery = queryOptions({
  queryKey: ['clients', 'own'],
  queryFn: ({ signal }) => loadClients({ limit: 1 }, signal),
  select: ({ items }) => items[0]?.id,
});

export const factoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['factories', id],
    queryFn: ({ signal }) => api.get<Factory>(`/api/factories/${id}`, undefined, signal),
  });

export interface ClientValues {
  legalName: string;
  legalNameZh: string;
  address: string;
  addressZh: string;
  country: string;
}

export interface ContactValues {
  name: string;
  email: string;
  language: string;
  timeZone: string | null;
  factoryId: string | null;
}

export interface FactoryValues {
  name: string;
  nameZh: string;
  address: string;
  addressZh: string;
  country: string;
  factoryCode: string;
  /** A letter, or `unknown`. */
  factoryClass: string;
  lastFollowUpOn: string;
}

/** An empty field of a form is nothing known. */
function known<Values extends object>(values: Values): Record<keyof Values, unknown> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' && !value.trim() ? null : value,
  ]);
  return Object.fromEntries(entries) as Record<keyof Values, unknown>;
}

export const saveClient = (id: string | undefined, values: ClientValues, { version, idempotencyKey }: SaveContext) =>
  id
    ? api.patch<Client>(`/api/clients/${id}`, { ...known(values), version })
    : api.post<Client>('/api/clients', known(values), { idempotencyKey });

export const saveContact = (
  clientId: string,
  id: string | undefined,
  values: ContactValues,
  { version, idempotencyKey }: SaveContext,
) =>
  id
    ? api.patch<Contact>(`/api/contacts/${id}`, { ...known(values), version })
    : api.post<Contact>(`/api/clients/${clientId}/contacts`, known(values), { idempotencyKey });

export const removeContact = (id: string) => api.delete<null>(`/api/contacts/${id}`);

const factoryBody = (values: FactoryValues) => ({
  ...known(values),
  factoryClass: values.factoryClass === 'unknown' ? null : values.factoryClass,
});

export const createFactory = (clientIds: readonly string[], values: FactoryValues, { idempotencyKey }: SaveContext) =>
  api.post<Factory>('/api/factories', { ...factoryBody(values), clientIds }, { idempotencyKey });

export const editFactory = (id: string, values: FactoryValues, { version }: SaveContext) =>
  api.patch<Factory>(`/api/factories/${id}`, { ...factoryBody(values), version });

export const recordFollowUp = (id: string, inspectedOn: string, { idempotencyKey }: SaveContext) =>
  api.post<Factory>(`/api/factories/${id}/follow-up-inspections`, { inspectedOn }, { idempotencyKey });

/** Lets a client's people see the factory. */
export const linkFactory = (id: string, clientId: string) =>
  api.put<Factory>(`/api/factories/${id}/clients/${clientId}`, {});

export const unlinkFactory = (id: string, clientId: string) =>
  api.delete<Factory>(`/api/factories/${id}/clients/${clientId}`);
