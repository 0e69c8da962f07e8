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
import { loadWords } from './i18n/i18n.js';

/** The two routes that every screen hangs on. The tree itself is in router.tsx. */

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  // Whoever looks with a client's eyes still does so after a reload of any screen.
  search: { middlewares: [retainSearchParams(['as' as never])] },
});

/**
 * Everything behind the sign-in. Nobody known: to the sign-in and back afterwards. No tenant yet: found one. Several and
 * none chosen: choose.
 */
export const workplaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'workplace',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery).catch((error: unknown) => {
      if (toProblem(error).status === 401) throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    });
    if (me.memberships.length === 0) throw redirect({ to: me.person.isPlatformOwner ? '/operations' : '/start' });
    if (!currentMembership(me)) throw redirect({ to: '/choose', search: { next: location.href } });
  },
  component: lazyRouteComponent(() => import('./app/frame.js'), 'Frame'),
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
