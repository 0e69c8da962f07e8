import { createRoute } from '@tanstack/react-router';
import { screen, workplaceRoute } from '../routes.js';

const list = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/certificates',
  component: screen(() => import('./certificate-list-page.js'), 'CertificateListPage', 'certificates', 'reminders'),
});

const one = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/certificates/$id',
  component: screen(
    () => import('./certificate-page.js'),
    'CertificatePage',
    'certificates',
    'history',
    'reminders',
    'renewals',
    'work',
  ),
});

export const certificateRoutes = [list, one];
