import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

/** `calendar` has the names of holidays. */
const WORDS = ['plans', 'calendar', 'products', 'certificates', 'clients'];

export const planRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/plans',
    beforeLoad: needs('plan.read'),
    component: screen(() => import('./plan-list-page.js'), 'PlanListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/plans/new',
    beforeLoad: needs('plan.read'),
    component: screen(() => import('./new-plan-page.js'), 'NewPlanPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/plans/$id',
    beforeLoad: needs('plan.read'),
    component: screen(() => import('./plan-page.js'), 'PlanPage', ...WORDS),
  }),
];
