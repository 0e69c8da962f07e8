import { createRoute } from '@tanstack/react-router';
import { screen, workplaceRoute } from '../routes.js';

export const reminderRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/reminders',
    component: screen(() => import('./reminder-list-page.js'), 'ReminderListPage', 'reminders', 'clients'),
  }),
];
