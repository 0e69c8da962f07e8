import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

const WORDS = ['productChanges', 'renewals', 'work', 'clients'];

export const productChangeRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/product-changes',
    beforeLoad: needs('product-change.read'),
    component: screen(() => import('./product-change-list-page.js'), 'ProductChangeListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/product-changes/new',
    beforeLoad: needs('product-change.edit'),
    component: screen(() => import('./new-change-page.js'), 'NewChangePage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/product-changes/$id',
    beforeLoad: needs('product-change.read'),
    component: screen(() => import('./product-change-page.js'), 'ProductChangePage', ...WORDS, 'history'),
  }),
];
