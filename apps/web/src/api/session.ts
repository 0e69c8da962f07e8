import { queryOptions, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { may, type Permission, type Role } from '#domain/permissions';
import { speak } from '../i18n/i18n.js';
import { api } from './client.js';
import { setClock } from './clock.js';
import { chooseTenant, chosenTenant } from './tenant-choice.js';
import type { Me, Membership } from './types.js';

/** Who is signed in and where they belong. Asked once, then kept; sets the clock, the zone and the language. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await api.get<Me>('/api/me', undefined, signal);
    setClock(me.now, me.person.timeZone);
    await speak(me.person.language);
    return me;
  },
  staleTime: Infinity,
  retry: false,
});

/**
 * The membership the tab works in; null when the person belongs to none, or must choose. Who looks with a client's eyes
 * has the client's place, as the api has it.
 */
export function currentMembership(me: Me): Membership | null {
  const own = ownMembership(me);
  return own && me.viewAs ? { ...own, role: 'client', clientId: me.viewAs.id } : own;
}

function ownMembership(me: Me): Membership | null {
  const found = me.memberships.find((m) => m.tenantId === chosenTenant());
  if (found) return found;
  const [only, ...others] = me.memberships;
  if (only && others.length === 0) {
    chooseTenant(only.tenantId);
    return only;
  }
  return null;
}

/** Who works here, for screens inside the workplace: a membership is certain there. */
export function useSession() {
  const { data: me } = useSuspenseQuery(meQuery);
  const membership = currentMembership(me);
  if (!membership) throw new Error('a workplace screen was drawn without a membership');
  return {
    person: me.person,
    memberships: me.memberships,
    membership,
    role: membership.role as Role,
    isClient: membership.role === 'client',
    /** The client with whose eyes a member of staff looks; null = with their own. */
    viewAs: me.viewAs,
    /** A client's people and a manufacturer see one company, not a list of them. */
    hasOneCompany: membership.role === 'client' || membership.tenantKind === 'manufacturer',
    may: (permission: Permission) => may(membership.role, permission),
  };
}

/** Forgets everything the tenant before showed; the next screens ask anew. */
export async function enterTenant(queryClient: QueryClient, tenantId: string): Promise<void> {
  chooseTenant(tenantId);
  await queryClient.cancelQueries();
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
}

/** Ends the session here and forgets what was shown. */
export async function signOut(queryClient: QueryClient): Promise<void> {
  await api.post('/api/auth/sign-out');
  chooseTenant(null);
  queryClient.clear();
}
