import { byId, filters, type WallTable } from './wall-table.js';

export const accountsWalls: WallTable = {
  'POST /api/auth/sign-up/email': { outside: 'identities belong to no tenant' },
  'POST /api/auth/send-verification-email': { outside: 'identities belong to no tenant' },
  'POST /api/auth/verify-email': { outside: 'identities belong to no tenant' },
  'POST /api/auth/sign-in/email': { outside: 'identities belong to no tenant' },
  'POST /api/auth/sign-out': { outside: 'identities belong to no tenant' },
  'POST /api/auth/request-password-reset': { outside: 'identities belong to no tenant' },
  'POST /api/auth/reset-password': { outside: 'identities belong to no tenant' },
  'POST /api/auth/change-password': { outside: 'identities belong to no tenant' },

  'GET /api/me': 'lists',
  'PATCH /api/me': 'own',
  'DELETE /api/me/memberships/:tenantId': {
    tries: [{ path: (there) => ({ tenantId: there.tenant }), isOfTenant: true }],
  },

  'POST /api/tenants': 'own',
  'GET /api/tenant': 'lists',
  'PATCH /api/tenant': 'own',

  'GET /api/letterhead': 'lists',
  'PUT /api/letterhead': 'own',
  'GET /api/letterhead/logo': { outside: 'takes no id; letterhead.spec.ts asks as another tenant' },
  'PUT /api/letterhead/logo': 'own',
  'DELETE /api/letterhead/logo': 'own',
  'GET /api/letterhead/sample': {
    outside: 'takes no id and answers with a PDF; letterhead.spec.ts asks as another tenant',
  },

  'GET /api/members': filters({ clientId: 'client' }),
  'GET /api/members/:id': byId('member'),
  'POST /api/members': {
    tries: [{ body: (there) => ({ email: 'new@example.test', name: 'New', role: 'client', clientId: there.client }) }],
  },
  'POST /api/members/:id/invitation': byId('namedMember'),
  'PATCH /api/members/:id': {
    tries: [
      { path: (there) => ({ id: there.member }), body: () => ({ version: 1, role: 'viewer' }) },
      {
        path: (_, here) => ({ id: here.member }),
        body: (there) => ({ version: 1, role: 'client', clientId: there.client }),
      },
    ],
  },
  'DELETE /api/members/:id': byId('member'),

  'GET /api/absences': filters({ memberId: 'member' }),
  'POST /api/absences': {
    tries: [
      { body: (there) => ({ memberId: there.member, fromOn: '2026-12-21', toOn: '2026-12-23' }) },
      {
        body: (there, here) => ({
          ...{ memberId: here.member, fromOn: '2026-12-21', toOn: '2026-12-23' },
          deputyId: there.member,
        }),
        isOfTenant: true,
      },
    ],
  },
  'PATCH /api/absences/:id': {
    tries: [
      { path: (there) => ({ id: there.absence }), body: () => ({ version: 1, toOn: '2027-02-28' }) },
      {
        path: (_, here) => ({ id: here.absence }),
        body: (there) => ({ version: 1, deputyId: there.member }),
        isOfTenant: true,
      },
    ],
  },
  'DELETE /api/absences/:id': byId('absence'),

  'GET /api/invitations/:token': { outside: 'its secret is the permission; members.spec.ts tries wrong ones' },
  'POST /api/invitations/:token/acceptance': {
    outside: 'its secret and the address; members.spec.ts tries wrong ones',
  },
};
