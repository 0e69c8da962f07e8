import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

export const reminderRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/reminders',
    beforeLoad: needs('reminder.read'),
    component: screen(() => import('./reminder-list-page.js'), 'ReminderListPage', 'reminders', 'clients', 'answers'),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/proofs/$id',
    beforeLoad: needs('reminder.read'),
    component: screen(() => import('./proof-page.js'), 'ProofPage', 'reminders'),
  }),
];
