import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

const WORDS = ['settings', 'clients', 'history'];

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/settings',
    component: screen(() => import('./profile-page.js'), 'ProfilePage', ...WORDS, 'absences', 'choices'),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/settings/organisation',
    beforeLoad: needs('tenant.edit'),
    component: screen(() => import('./organisation-page.js'), 'OrganisationPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/settings/letterhead',
    beforeLoad: needs('letterhead.read'),
    component: screen(() => import('./letterhead-page.js'), 'LetterheadPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/settings/members',
    beforeLoad: needs('member.read'),
    component: screen(() => import('./members-page.js'), 'MembersPage', ...WORDS, 'absences'),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/settings/reminders',
    beforeLoad: needs('policy.read'),
    component: screen(() => import('../reminder-policies/policies-page.js'), 'PoliciesPage', ...WORDS, 'policies'),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/settings/reminders/$kind',
    beforeLoad: needs('policy.edit'),
    component: screen(
      () => import('../reminder-policies/policy-page.js'),
      'PolicyPage',
      ...WORDS,
      'policies',
      'reminders',
      'cases',
    ),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/settings/planning-values',
    beforeLoad: needs('plan.read'),
    component: screen(() => import('./planning-values-page.js'), 'PlanningValuesPage', ...WORDS),
  }),
];
