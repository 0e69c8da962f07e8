import { createRoute } from '@tanstack/react-router';
import { screen, workplaceRoute } from '../routes.js';

const list = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/audits',
  component: screen(() => import('./audit-list-page.js'), 'AuditListPage', 'audits'),
});

const windows = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/audits/windows',
  component: screen(() => import('./window-page.js'), 'WindowPage', 'audits', 'certificates', 'clients'),
});

const one = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/audits/$id',
  component: screen(
    () => import('./audit-page.js'),
    'AuditPage',
    'audits',
    'certificates',
    'clients',
    'comments',
    'documents',
    'history',
  ),
});

export const auditRoutes = [list, windows, one];
