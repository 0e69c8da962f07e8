import { createRoute } from '@tanstack/react-router';
import { screen, workplaceRoute } from '../routes.js';

const WORDS = ['settings', 'clients', 'history'];

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/settings',
    component: screen(() => import('./profile-page.js'), 'ProfilePage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/settings/organisation',
    component: screen(() => import('./organisation-page.js'), 'OrganisationPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/settings/members',
    component: screen(() => import('./members-page.js'), 'MembersPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/settings/reminders',
    component: screen(() => import('./ladders-page.js'), 'LaddersPage', ...WORDS),
  }),
];
