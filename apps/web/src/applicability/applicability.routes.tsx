import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

export const applicabilityRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/applicability',
    beforeLoad: needs('applicability.read'),
    component: screen(() => import('./check-list-page.js'), 'CheckListPage', 'applicability', 'clients'),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/applicability/new',
    beforeLoad: needs('applicability.check'),
    component: screen(() => import('./wizard-page.js'), 'WizardPage', 'applicability'),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/applicability/$id',
    beforeLoad: needs('applicability.read'),
    component: screen(() => import('./check-page.js'), 'CheckPage', 'applicability'),
  }),
];
