import type { WallTable } from './wall-table.js';

export const operationsWalls: WallTable = {
  'GET /health/live': { outside: 'says one word' },
  'GET /health/ready': { outside: 'says which server is down' },
  'GET /metrics': {
    outside: 'counts as a role that can read no text, for a token or this machine; operations.spec.ts',
  },
  'GET /api/operations': { outside: 'counts as a role that can read no text; platform-owner.spec.ts' },
};
