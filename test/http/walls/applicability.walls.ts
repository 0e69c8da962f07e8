import { byId, filters, type Try, type WallTable } from './wall-table.js';

const facts = { day: '2026-11-20', classKey: '1104' };

/** Each id alone, and a product of one's own with a client of the other side. */
const asked: Try[] = [
  { body: (there) => ({ ...facts, productId: there.product }) },
  { body: (there) => ({ ...facts, clientId: there.client }) },
  { body: (there, here) => ({ ...facts, productId: here.product, clientId: there.client }) },
];

export const applicabilityWalls: WallTable = {
  'POST /api/applicability-checks': { tries: asked },
  'POST /api/applicability-checks/preview': { tries: asked },
  'GET /api/applicability-checks': filters({ productId: 'product', clientId: 'client' }),
  'GET /api/applicability-checks/:id': byId('check'),
  'GET /api/applicability-checks/:id/letter': byId('check'),
  'POST /api/applicability-checks/:id/repetition': byId('check', { body: () => ({}) }),
  'GET /api/applicability/questions': { outside: 'reference data in words; it takes no id' },
  'GET /api/applicability/subjects': { outside: 'reference data in words; it takes no id' },
  'GET /api/applicability/candidates': { outside: 'reference data in words; it takes no id' },
};
