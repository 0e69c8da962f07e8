import { createRoute } from '@tanstack/react-router';
import { screen, workplaceRoute } from '../routes.js';

const WORDS = ['applicability', 'products', 'clients', 'certificates', 'history'];

export const productRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/products',
    component: screen(() => import('./product-list-page.js'), 'ProductListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/products/$id',
    component: screen(() => import('./product-page.js'), 'ProductPage', ...WORDS),
  }),
];
