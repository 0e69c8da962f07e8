import { filters, type WallTable } from './wall-table.js';

/** Whether goods may ship, and the keys by which goods issue asks. */
export const releaseWalls: WallTable = {
  'GET /api/goods-release': filters({ productId: 'product' }),
  'GET /api/goods-release/statement': filters({ productId: 'product' }),
  'GET /api/release-keys': 'lists',
  'POST /api/release-keys': {
    tries: [{ body: (there) => ({ name: 'SAP', clientId: there.client }), isOfTenant: true }],
  },
  // Keys are the tenant's: a manager revokes those of every client.
  'DELETE /api/release-keys/:id': { tries: [{ path: (there) => ({ id: there.releaseKey }), isOfTenant: true }] },
  'GET /api/public/goods-release': { outside: 'the key is 256 random bits; goods-release.spec.ts holds what it opens against both walls' }, // prettier-ignore
};
