import { createRoute, redirect } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

export const changesRoute = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/changes',
  beforeLoad: async (args) => {
    // Under this address the announcements stood before they had a page of their own.
    if ((args.location.search as Record<string, unknown>)['view'] === 'announced')
      throw redirect({ to: '/changes/entries' as string });
    await needs('move.read')(args);
  },
  component: screen(() => import('./changes-page.js'), 'ChangesPage', 'changes', 'calendar', 'operations'),
});

export const announcementsRoute = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/changes/entries',
  beforeLoad: needs('regulatory.read'),
  component: screen(() => import('./regulatory-list-page.js'), 'RegulatoryListPage', 'changes'),
});

export const announcementRoute = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/changes/entries/$key',
  beforeLoad: needs('regulatory.read'),
  component: screen(() => import('./regulatory-page.js'), 'RegulatoryPage', 'changes', 'history', 'documents'),
});
