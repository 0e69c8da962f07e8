import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

const beforeLoad = needs('work.read');

const table = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/cases',
  beforeLoad,
  component: screen(() => import('./case-list-page.js'), 'CaseListPage', 'work', 'cases', 'clients'),
});

const board = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/cases/board',
  beforeLoad,
  component: screen(() => import('./board-page.js'), 'BoardPage', 'work', 'cases', 'clients'),
});

const calendar = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/cases/calendar',
  beforeLoad,
  component: screen(
    () => import('./work-calendar-page.js'),
    'WorkCalendarPage',
    'work',
    'cases',
    'clients',
    'calendar',
  ),
});

export const workRoutes = [table, board, calendar];
