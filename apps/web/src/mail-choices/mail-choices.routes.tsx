import { createRoute } from '@tanstack/react-router';
import { rootRoute, screen } from '../routes.js';

/** Where the foot of a mail leads: its reader chooses without a sign-in. */
export const mailChoicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mail-choices/$token',
  component: screen(() => import('./choices-page.js'), 'ChoicesPage', 'choices'),
});
