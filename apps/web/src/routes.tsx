import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
  retainSearchParams,
  type RouteComponent,
} from '@tanstack/react-router';
import { may, type Permission } from '#domain/permissions';
import { toProblem } from './api/problem.js';
import { currentMembership, meQuery } from './api/session.js';
import type { Membership } from './api/types.js';
import { loadWords } from './i18n/i18n.js';
import { portalAddress } from './portal/portal-address.js';

/** The routes that every screen hangs on. The tree itself is in router.tsx. */

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  // Whoever looks with a client's eyes still does so after a reload of any screen.
  search: { middlewares: [retainSearchParams(['as' as never])] },
});

/**
 * The place of whoever comes in. Nobody known: to the sign-in and back afterwards. No tenant yet: found one. Several and
 * none chosen: choose.
 */
async function placeOf(queryClient: QueryClient, location: { href: string }): Promise<Membership> {
  const me = await queryClient.ensureQueryData(meQuery).catch((error: unknown) => {
    if (toProblem(error).status === 401) throw redirect({ to: '/sign-in', search: { next: location.href } });
    throw error;
  });
  if (me.memberships.length === 0) throw redirect({ to: me.person.isPlatformOwner ? '/operations' : '/start' });
  const place = currentMembership(me);
  if (!place) throw redirect({ to: '/choose', search: { next: location.href } });
  return place;
}

/** The workplace of the team. A client goes on to its own page of the same thing. */
export const workplaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'workplace',
  beforeLoad: async ({ context, location }) => {
    const { role } = await placeOf(context.queryClient, location);
    if (role !== 'client') return;
    // what the portal has nothing like is not there for a client, and the portal says so
    const to = portalAddress(location.pathname) ?? `/portal${location.pathname}`;
    throw redirect({ to, hash: location.hash, replace: true });
  },
  component: lazyRouteComponent(() => import('./app/frame.js'), 'Frame'),
});

/** The client's own pages, and the team's while it looks with a client's eyes. */
export const portalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/portal',
  beforeLoad: async ({ context, location }) => {
    const { role } = await placeOf(context.queryClient, location);
    if (role !== 'client') throw redirect({ to: '/', replace: true });
  },
  component: screen(() => import('./portal/portal-frame.js'), 'PortalFrame', 'portal'),
  notFoundComponent: screen(() => import('./portal/not-found.js'), 'PortalNotFound', 'portal'),
});

/**
 * For `beforeLoad` of a screen that is not everybody's: to who lacks the permission it is not there, as in the
 * navigation. A heading over answers of 403 would only tell that it is.
 */
export function needs(permission: Permission) {
  return async ({ context }: { context: { queryClient: QueryClient } }) => {
    const place = currentMembership(await context.queryClient.ensureQueryData(meQuery));
    if (!place || !may(place.role, permission)) throw notFound();
  };
}

/**
 * A screen loaded with its words when it is first opened: `component: screen(() => import('./clients-page.js'), 'ClientsPage', 'clients')`.
 *
 * @param words the namespaces of the language files that the screen speaks besides `common`, `domain` and `errors`
 */
export function screen<Module extends Record<string, unknown>>(
  load: () => Promise<Module>,
  name: keyof Module & string,
  ...words: string[]
) {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), loadWords(...words)]);
    return { [name]: module[name] as RouteComponent };
  }, name);
}
