import { createRoute } from '@tanstack/react-router';
import { screen, workplaceRoute } from '../routes.js';

export const calendarRoute = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/calendar',
  component: screen(() => import('./calendar-page.js'), 'CalendarPage', 'calendar'),
});
