import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

const list = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/imports',
  beforeLoad: needs('import.read'),
  component: screen(() => import('./import-list-page.js'), 'ImportListPage', 'imports'),
});

const create = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/imports/new',
  beforeLoad: needs('import.run'),
  component: screen(() => import('./new-import-page.js'), 'NewImportPage', 'imports'),
});

const one = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/imports/$importId',
  beforeLoad: needs('import.read'),
  component: screen(() => import('./import-page.js'), 'ImportPage', 'imports'),
});

export const importRoutes = [list, create, one];
