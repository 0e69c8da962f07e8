import { createHmac } from 'node:crypto';

/**
 * The Postgres roles of the running program. None of them owns a table of the schema `public`; the owner is the user
 * of DATABASE_URL, who migrates and does nothing else.
 */
export const ROLES = {
  /** api and worker inside a tenant, under row-level security */
  app: 'homolog_app',
  /** worker: ids, instants and leases of what is owed in all tenants, nothing else */
  sweep: 'homolog_sweep',
  /** identities and sessions (schema `auth`, which this role owns) and the two look-ups at sign-in */
  auth: 'homolog_auth',
  /** api, for the platform owner alone: publishes reference data, which belongs to no tenant */
  reference: 'homolog_reference',
  /** BullMQ's own schema `bullmq`, which this role owns */
  queue: 'homolog_queue',
} as const;

export type DatabaseRole = keyof typeof ROLES;

/** Password of a role: derived, so that one secret serves and nothing has to be passed around. 43 characters, URL-safe. */
export function rolePassword(secret: string, role: DatabaseRole): string {
  return createHmac('sha256', secret).update(`postgres-role:${ROLES[role]}`).digest('base64url');
}

/**
 * The connection URL of a role: host, port, database and parameters of DATABASE_URL with the role's own name and
 * password. The owner's name and password in DATABASE_URL are not used and may be left out for api and worker.
 */
export function roleUrl(databaseUrl: string, secret: string, role: DatabaseRole): string {
  const url = new URL(databaseUrl);
  url.username = ROLES[role];
  url.password = rolePassword(secret, role);
  return url.toString();
}
