import { byId, filters, type Side, type WallTable } from './wall-table.js';

const opened = { kind: 'new', schemeKey: 'ccc-standard' };
const renewal = { kind: 'renewal', schemeKey: 'ccc-standard' };

/** Ids of a case beside its units: each must be of the caller's side. */
const tied: [string, keyof Side][] = [
  ['factoryId', 'factory'],
  ['contactId', 'contact'],
  ['ownerId', 'member'],
  ['deputyId', 'member'],
];

const FILTERS = {
  clientId: 'client',
  productId: 'product',
  factoryId: 'factory',
  ownerId: 'member',
  certificateId: 'certificate',
  ids: 'application',
} as const;

export const casesWalls: WallTable = {
  'GET /api/applications': filters(FILTERS),
  'GET /api/applications/count': filters(FILTERS, (body) =>
    Object.values(body).every((value) => value === 0 || value === false),
  ),
  'POST /api/applications': {
    tries: [
      { body: (there) => ({ ...opened, units: [{ productId: there.product }] }) },
      { body: (there, here) => ({ ...opened, units: [here.product, there.product].filter(isFirst).map(unitOf) }) },
      {
        body: (there, here) => ({ ...renewal, units: [{ productId: here.product, certificateId: there.certificate }] }),
      },
      ...tied.map(([field, noun]) => ({
        body: (there: Side, here: Side) => ({
          ...opened,
          ...(field === 'deputyId' && { ownerId: null }),
          units: [{ productId: here.product }],
          [field]: there[noun],
        }),
      })),
    ],
  },
  'GET /api/applications/:id': byId('application'),
  'PATCH /api/applications/:id': {
    tries: [
      { path: (there) => ({ id: there.application }), body: () => ({ version: 1, wishOn: '2027-06-30' }) },
      ...tied.map(([field, noun]) => ({
        path: (_: Side, here: Side) => ({ id: here.application }),
        body: (there: Side) => ({
          version: 1,
          ...(field === 'deputyId' && { ownerId: null }),
          [field]: there[noun],
        }),
      })),
    ],
  },
  'GET /api/applications/:id/moves': byId('application'),
  'POST /api/applications/:id/moves': {
    tries: [
      {
        path: (there) => ({ id: there.application }),
        body: (there) => ({ version: 1, stageId: there.stage, act: 'complete' }),
      },
      {
        path: (_, here) => ({ id: here.application }),
        body: (there) => ({ version: 1, stageId: there.stage, act: 'complete' }),
      },
    ],
  },
  'DELETE /api/applications/:id/moves/:moveId': {
    tries: [
      { path: (there) => ({ id: there.application, moveId: there.move }), query: () => ({ version: 1 }) },
      { path: (there, here) => ({ id: here.application, moveId: there.move }), query: () => ({ version: 1 }) },
    ],
  },
  'POST /api/applications/:id/stages': {
    tries: [
      {
        path: (there) => ({ id: there.application }),
        body: (there) => ({ version: 1, repeatedId: there.stage }),
      },
      { path: (_, here) => ({ id: here.application }), body: (there) => ({ version: 1, repeatedId: there.stage }) },
    ],
  },
  'POST /api/applications/:id/certificates': {
    tries: [
      {
        path: (there) => ({ id: there.application }),
        body: (there) => ({ version: 1, issuedOn: '2026-11-20', units: [{ productId: there.product, number: 'N' }] }),
      },
      {
        path: (_, here) => ({ id: here.application }),
        body: (there) => ({ version: 1, issuedOn: '2026-11-20', units: [{ productId: there.product, number: 'N' }] }),
      },
    ],
  },
  'GET /api/applications/:id/plan': byId('application'),
};

const unitOf = (productId: string) => ({ productId });

function isFirst(value: string, at: number, all: string[]): boolean {
  return all.indexOf(value) === at;
}
