import type { Side, Try, WallTable } from './wall-table.js';

const entry = { isOfTenant: true, path: (there: Side) => ({ id: there.entry }) };
const change: Try = { isOfTenant: true, path: (there: Side) => ({ key: there.entry }) };
const added = {
  kind: 'other',
  status: 'draft',
  instrument: 'Notice 1/2026',
  title: 'Notice',
  certainty: 'unverified',
};

export const regulatoryWalls: WallTable = {
  'GET /api/regulatory-changes': 'lists',
  'GET /api/regulatory-changes/:key': { tries: [change] },
  'GET /api/regulatory-changes/:key/affected': { tries: [change] },
  'GET /api/regulatory-changes/:key/affected.xlsx': { tries: [change] },
  'POST /api/regulatory-entries': {
    tries: [
      { isOfTenant: true, body: (there) => ({ ...added, responsibleId: there.member }) },
      { isOfTenant: true, body: (there) => ({ ...added, fileId: there.teamFile }) },
    ],
  },
  'POST /api/regulatory-entries/follow': {
    tries: [
      { isOfTenant: true, body: (there) => ({ referenceKey: 'rules-2025-parts-draft', responsibleId: there.member }) },
    ],
  },
  'GET /api/regulatory-entries/:id': { tries: [entry] },
  'PATCH /api/regulatory-entries/:id': {
    tries: [
      { ...entry, body: () => ({ version: 1, title: 'theirs' }) },
      {
        isOfTenant: true,
        path: (_, here) => ({ id: here.entry }),
        body: (there) => ({ version: 1, responsibleId: there.member }),
      },
      {
        isOfTenant: true,
        path: (_, here) => ({ id: here.entry }),
        body: (there) => ({ version: 1, fileId: there.teamFile }),
      },
    ],
  },
  'POST /api/regulatory-entries/:id/withdrawal': { tries: [{ ...entry, body: () => ({ reason: 'theirs' }) }] },
  'DELETE /api/regulatory-entries/:id/withdrawal': { tries: [entry] },
  'POST /api/regulatory-entries/:id/views': { tries: [{ ...entry, body: () => ({ sentOn: '2026-11-01' }) }] },
  'DELETE /api/regulatory-entries/:id/views': { tries: [entry] },
};
