import { byId, type WallTable } from './wall-table.js';

export const filesWalls: WallTable = {
  'POST /api/uploads': 'own',
  'GET /api/uploads/:id': byId('upload', { isNothing: () => false }),
  'PATCH /api/uploads/:id': byId('upload'),
  'POST /api/uploads/:id/completion': byId('upload'),
  'DELETE /api/uploads/:id': byId('upload'),
  'POST /api/files/:id/links': byId('file', { isNothing: () => false }),
  'GET /api/downloads/:token': { outside: 'the address is signed: it opens one file of one tenant, for minutes' },
};
