import { byId, type WallTable } from './wall-table.js';

export const mailWalls: WallTable = {
  'GET /api/mail-sender': 'lists',
  'PUT /api/mail-sender': 'own',
  'POST /api/mail-sender/key': 'own',
  'POST /api/mail-sender/check': 'own',

  'GET /api/suppressed-addresses': 'lists',
  'POST /api/suppressed-addresses/:id/lifting': byId('markedAddress', { body: () => ({}) }),
  'POST /hooks/mail-events': { outside: 'its secret and Message-IDs; mail-bounces.spec.ts tries wrong ones' },
};
