import { createRoute } from '@tanstack/react-router';
import { needs, portalRoute, screen, workplaceRoute } from '../routes.js';

export const goodsReleaseRoute = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/release',
  beforeLoad: needs('release.read'),
  component: screen(() => import('./release-page.js'), 'ReleasePage', 'release', 'clients'),
});

export const releaseKeysRoute = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/settings/release-keys',
  beforeLoad: needs('release-key.manage'),
  component: screen(() => import('./release-keys-page.js'), 'ReleaseKeysPage', 'release', 'settings', 'clients'),
});

export const portalReleaseRoute = createRoute({
  getParentRoute: () => portalRoute,
  path: '/release',
  component: screen(() => import('./portal-release-page.js'), 'PortalReleasePage', 'release', 'portal'),
});
