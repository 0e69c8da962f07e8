import type { WallTable } from './wall-table.js';

export const portalWalls: WallTable = {
  'GET /api/portal/overview': 'lists',
  'GET /api/portal/documents': 'lists',
  'GET /api/portal/cb-reports': 'lists',
};
