import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

const create = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/cases/new',
  beforeLoad: needs('application.edit'),
  component: screen(() => import('./new-case-page.js'), 'NewCasePage', 'cases', 'plans', 'certificates'),
});

const one = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/cases/$id',
  component: screen(
    () => import('./case-page.js'),
    'CasePage',
    'cases',
    'plans',
    'calendar',
    'history',
    'comments',
    'documents',
    'policies',
    'lab',
    'certificates',
  ),
});

export const applicationRoutes = [create, one];
