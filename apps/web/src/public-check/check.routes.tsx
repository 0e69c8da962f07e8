import { createRoute } from '@tanstack/react-router';
import { rootRoute, screen } from '../routes.js';

/** What anybody reads who has the address of a public check, signed in or not. */
export const checkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/check/$token',
  component: screen(() => import('./check-page.js'), 'CheckPage', 'check'),
});
