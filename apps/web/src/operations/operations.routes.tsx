import { createRoute, redirect } from '@tanstack/react-router';
import { toProblem } from '../api/problem.js';
import { meQuery } from '../api/session.js';
import { rootRoute, screen } from '../routes.js';

/** Outside the tenants: the platform owner may belong to none. Everybody else is sent to their own work. */
export const operationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operations',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery).catch((error: unknown) => {
      if (toProblem(error).status === 401) throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    });
    if (!me.person.isPlatformOwner) throw redirect({ to: '/' });
  },
  component: screen(() => import('./operations-page.js'), 'OperationsPage', 'operations'),
});
