import { byId, filters, type WallTable } from './wall-table.js';

const plan = {
  name: 'New plan',
  schemeKey: 'ccc-standard',
  direction: 'forward',
  anchorOn: '2027-01-04',
};

export const plansWalls: WallTable = {
  'POST /api/route-comparisons': { tries: [{ body: (there) => ({ productId: there.product }) }] },
  'POST /api/route-comparisons/what-if': {
    tries: [
      {
        body: (there) => ({ productId: there.product, schemeKey: 'ccc-standard', changed: { startsOn: '2027-01-04' } }),
      },
    ],
  },
  'GET /api/plans': filters({ productId: 'product', clientId: 'client' }),
  'POST /api/plans': {
    tries: [
      { body: (there) => ({ ...plan, productId: there.product }) },
      { body: (there) => ({ ...plan, classKey: '1109', clientId: there.client }) },
    ],
  },
  'GET /api/plans/:id': byId('plan'),
  'PATCH /api/plans/:id': byId('plan', { body: () => ({ version: 1, name: 'Renamed' }) }),
  'DELETE /api/plans/:id': byId('plan'),

  'GET /api/planning-values': 'lists',
  'PUT /api/planning-values/:key': { outside: 'its name is a planning value; the row found is the caller’s own' },
  'DELETE /api/planning-values/:key': { outside: 'its name is a planning value; the row found is the caller’s own' },
};
