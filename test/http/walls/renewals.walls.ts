import { byId, filters, type WallTable } from './wall-table.js';

const isAllRefused = (body: Record<string, unknown>) =>
  body['done'] === 0 && (body['rows'] as { refusal: object | null }[]).every(({ refusal }) => refusal !== null);
const isUntouched = (body: Record<string, unknown>) =>
  body['total'] === 0 && (body['others'] as unknown[]).length === 0;

export const renewalsWalls: WallTable = {
  'GET /api/renewals': filters({ clientId: 'client', factoryId: 'factory', responsibleId: 'member' }),
  'GET /api/renewals/groups': {
    tries: [{ query: (there) => ({ by: 'client', responsibleId: there.member }) }],
  },
  'GET /api/certificates/:id/renewal': byId('certificate'),
  'POST /api/renewals/cases': {
    tries: [
      { body: (there) => ({ certificateIds: [there.certificate] }), isNothing: isAllRefused },
      { body: (there) => ({ clientId: there.client, until: '2030-12-31' }), isNothing: isAllRefused },
      { body: (there) => ({ factoryId: there.factory, until: '2030-12-31' }), isNothing: isAllRefused },
    ],
  },
};

const change = { kind: 'name', title: 'New name' };
const judgement = { version: 1, act: 'leave-out', reason: 'not made there' };

export const productChangesWalls: WallTable = {
  'GET /api/product-changes': filters({
    clientId: 'client',
    factoryId: 'factory',
    certificateId: 'certificate',
    responsibleId: 'member',
  }),
  'GET /api/product-changes/touched': {
    tries: [
      { query: (there) => ({ kind: 'name', clientId: there.client }), isNothing: isUntouched },
      { query: (there, here) => ({ kind: 'site', clientId: here.client, factoryId: there.factory }), isNothing: isNoneTouched }, // prettier-ignore
      { query: (there, here) => ({ kind: 'design', clientId: here.client, productIds: there.product }), isNothing: isUntouched }, // prettier-ignore
    ],
  },
  'POST /api/product-changes': {
    tries: [
      { body: (there) => ({ ...change, clientId: there.client }) },
      { body: (there, here) => ({ ...change, kind: 'site', clientId: here.client, factoryId: there.factory }) },
      { body: (there, here) => ({ ...change, kind: 'design', clientId: here.client, productIds: [there.product] }) },
      { body: (there, here) => ({ ...change, clientId: here.client, responsibleId: there.member }), isOfTenant: true },
      { body: (there, here) => ({ ...change, clientId: here.client, leftOut: [{ certificateId: there.certificate, reason: 'x' }] }) }, // prettier-ignore
      { body: (there, here) => ({ ...change, clientId: here.client, added: [{ certificateId: there.expired, reason: 'x' }] }) }, // prettier-ignore
      { body: (there, here) => ({ ...change, kind: 'site', clientId: here.client, factoryId: here.factory, alsoForClientIds: [there.client] }) }, // prettier-ignore
    ],
  },
  'GET /api/product-changes/:id': byId('change'),
  'PATCH /api/product-changes/:id': {
    tries: [
      { path: (there) => ({ id: there.change }), body: () => ({ version: 1, title: 'Renamed' }) },
      {
        path: (_, here) => ({ id: here.change }),
        body: (there) => ({ version: 1, responsibleId: there.member }),
        isOfTenant: true,
      },
    ],
  },
  'POST /api/product-changes/:id/acts': byId('change', {
    body: () => ({ version: 1, act: 'withdraw', reason: 'not done' }),
  }),
  'GET /api/product-changes/:id/certificates': byId('change'),
  'POST /api/product-changes/:id/certificates': {
    tries: [
      {
        path: (there) => ({ id: there.change }),
        body: (_, here) => ({ certificateId: here.certificate, reason: 'made there' }),
      },
      {
        path: (_, here) => ({ id: here.change }),
        body: (there) => ({ certificateId: there.certificate, reason: 'made there' }),
      },
    ],
  },
  'PATCH /api/product-changes/:id/certificates/:certificateId': {
    tries: [
      { path: (there) => ({ id: there.change, certificateId: there.certificate }), body: () => judgement },
      { path: (there, here) => ({ id: here.change, certificateId: there.certificate }), body: () => judgement },
    ],
  },
  'POST /api/product-changes/:id/certificates/:certificateId/acceptance': {
    tries: [
      {
        path: (there) => ({ id: there.change, certificateId: there.certificate }),
        body: () => ({ version: 1, on: '2026-11-02' }),
      },
      {
        path: (there, here) => ({ id: here.change, certificateId: there.certificate }),
        body: () => ({ version: 1, on: '2026-11-02' }),
      },
    ],
  },
  'POST /api/product-changes/:id/cases': {
    tries: [
      { path: (there) => ({ id: there.change }), body: (_, here) => ({ certificateIds: [here.certificate] }) },
      {
        path: (_, here) => ({ id: here.change }),
        body: (there) => ({ certificateIds: [there.certificate] }),
        isNothing: isAllRefused,
      },
    ],
  },
};

/** Of a factory of somebody else: none of its certificates, and nobody who makes goods there. */
function isNoneTouched(body: Record<string, unknown>): boolean {
  return body['total'] === 0;
}
