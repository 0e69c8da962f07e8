import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

export const renewalsRoute = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/renewals',
  beforeLoad: needs('renewal.read'),
  component: screen(() => import('./renewals-page.js'), 'RenewalsPage', 'renewals', 'work'),
});
