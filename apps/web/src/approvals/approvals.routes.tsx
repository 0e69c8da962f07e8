import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

const WORDS = ['approvals', 'history', 'documents', 'clients'];

export const projectRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/projects',
    beforeLoad: needs('approval.read'),
    component: screen(() => import('./project-list-page.js'), 'ProjectListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/projects/approvals',
    beforeLoad: needs('approval.read'),
    component: screen(() => import('./approval-list-page.js'), 'ApprovalListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/projects/$id',
    beforeLoad: needs('approval.read'),
    component: screen(() => import('./project-page.js'), 'ProjectPage', ...WORDS),
  }),
];
