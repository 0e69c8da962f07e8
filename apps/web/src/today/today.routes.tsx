import { createRoute } from '@tanstack/react-router';
import { screen, workplaceRoute } from '../routes.js';

export const todayRoute = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/',
  component: screen(() => import('./today-page.js'), 'TodayPage', 'today'),
});
