import { createRoute } from '@tanstack/react-router';
import { screen, workplaceRoute } from '../routes.js';

const WORDS = ['clients', 'products', 'certificates', 'history', 'reminders', 'policies'];

export const clientRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/clients',
    component: screen(() => import('./client-list-page.js'), 'ClientListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/clients/$id',
    component: screen(() => import('./client-page.js'), 'ClientPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/factories',
    component: screen(() => import('./factory-list-page.js'), 'FactoryListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/factories/$id',
    component: screen(() => import('./factory-page.js'), 'FactoryPage', ...WORDS, 'audits'),
  }),
];
