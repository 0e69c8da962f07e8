import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

const WORDS = ['lab', 'history', 'documents'];

export const labRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/lab',
    component: screen(() => import('./booking-list-page.js'), 'BookingListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/lab/benches',
    beforeLoad: needs('laboratory.read'),
    component: screen(() => import('./bench-page.js'), 'BenchPage', ...WORDS, 'calendar'),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/lab/samples',
    component: screen(() => import('./sample-list-page.js'), 'SampleListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/lab/laboratories',
    beforeLoad: needs('laboratory.read'),
    component: screen(() => import('./laboratory-list-page.js'), 'LaboratoryListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/lab/laboratories/$id',
    beforeLoad: needs('laboratory.read'),
    component: screen(() => import('./laboratory-page.js'), 'LaboratoryPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/lab/bookings/$id',
    component: screen(() => import('./booking-page.js'), 'BookingPage', ...WORDS, 'comments'),
  }),
];
