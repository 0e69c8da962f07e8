import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

const WORDS = ['determinations', 'history', 'documents', 'clients'];

export const determinationRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/determinations',
    beforeLoad: needs('determination.read'),
    component: screen(() => import('./determination-list-page.js'), 'DeterminationListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/determinations/$id',
    beforeLoad: needs('determination.read'),
    component: screen(() => import('./determination-page.js'), 'DeterminationPage', ...WORDS),
  }),
];
