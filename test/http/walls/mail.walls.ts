import type { WallTable } from './wall-table.js';

export const mailWalls: WallTable = {
  'GET /api/mail-sender': 'lists',
  'PUT /api/mail-sender': 'own',
  'POST /api/mail-sender/key': 'own',
  'POST /api/mail-sender/check': 'own',
};
