import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

export const changesRoute = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/changes',
  beforeLoad: needs('move.read'),
  component: screen(() => import('./changes-page.js'), 'ChangesPage', 'changes', 'calendar', 'operations'),
});
