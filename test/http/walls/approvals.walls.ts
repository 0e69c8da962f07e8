import { byId, filters, type WallTable } from './wall-table.js';

const approval = { kind: 'srrc' };
const determination = { kind: 'exempt', ground: 'exhibition', purpose: 'x', quantity: 1 };

export const approvalsWalls: WallTable = {
  'GET /api/approval-kinds': 'own',
  'GET /api/approvals': filters({ clientId: 'client', projectId: 'project', productId: 'product' }),
  'POST /api/approvals': {
    tries: [
      { body: (there) => ({ ...approval, projectId: there.project }) },
      { body: (there) => ({ ...approval, productId: there.product }) },
      { body: (there, here) => ({ ...approval, projectId: here.project, productId: there.product }) },
      { body: (there, here) => ({ ...approval, productId: here.product, certificateId: there.certificate }) },
      { body: (there, here) => ({ ...approval, productId: here.product, contactId: there.contact }) },
      {
        body: (there, here) => ({ ...approval, productId: here.product, responsibleId: there.member }),
        isOfTenant: true,
      },
      { body: (there, here) => ({ ...approval, productId: here.product, fileId: there.file }) },
    ],
  },
  'GET /api/approvals/:id': byId('approval'),
  'PATCH /api/approvals/:id': {
    tries: [
      { path: (there) => ({ id: there.approval }), body: () => ({ version: 1, note: 'x' }) },
      {
        path: (_, here) => ({ id: here.approval }),
        body: (there) => ({ version: 1, certificateId: there.certificate }),
      },
      { path: (_, here) => ({ id: here.approval }), body: (there) => ({ version: 1, contactId: there.contact }) },
      {
        path: (_, here) => ({ id: here.approval }),
        body: (there) => ({ version: 1, responsibleId: there.member }),
        isOfTenant: true,
      },
      { path: (_, here) => ({ id: here.approval }), body: (there) => ({ version: 1, fileId: there.file }) },
    ],
  },
  'POST /api/approvals/:id/acts': byId('approval', { body: () => ({ version: 1, act: 'excuse', reason: 'x' }) }),

  'GET /api/vehicle-projects': filters({ clientId: 'client' }),
  'POST /api/vehicle-projects': {
    tries: [
      { body: (there) => ({ clientId: there.client, name: 'x' }) },
      { body: (there, here) => ({ clientId: here.client, name: 'x', productIds: [there.product] }) },
      {
        body: (there, here) => ({ clientId: here.client, name: 'x', responsibleId: there.member }),
        isOfTenant: true,
      },
    ],
  },
  'GET /api/vehicle-projects/:id': byId('project'),
  'PATCH /api/vehicle-projects/:id': {
    tries: [
      { path: (there) => ({ id: there.project }), body: () => ({ version: 1, name: 'x' }) },
      { path: (_, here) => ({ id: here.project }), body: (there) => ({ version: 1, productIds: [there.product] }) },
      {
        path: (_, here) => ({ id: here.project }),
        body: (there) => ({ version: 1, responsibleId: there.member }),
        isOfTenant: true,
      },
    ],
  },

  'GET /api/determination-grounds': 'own',
  'GET /api/determinations': filters({ clientId: 'client', productId: 'product', applicationId: 'application' }),
  'POST /api/determinations': {
    tries: [
      { body: (there) => ({ ...determination, productId: there.product }) },
      { body: (there, here) => ({ ...determination, productId: here.product, applicationId: there.application }) },
      { body: (there, here) => ({ ...determination, productId: here.product, checkId: there.check }) },
      { body: (there, here) => ({ ...determination, productId: here.product, contactId: there.contact }) },
      {
        body: (there, here) => ({ ...determination, productId: here.product, responsibleId: there.member }),
        isOfTenant: true,
      },
      { body: (there, here) => ({ ...determination, productId: here.product, paperFileId: there.file }) },
    ],
  },
  'GET /api/determinations/:id': byId('determination'),
  'PATCH /api/determinations/:id': {
    tries: [
      { path: (there) => ({ id: there.determination }), body: () => ({ version: 1, place: 'x' }) },
      {
        path: (_, here) => ({ id: here.determination }),
        body: (there) => ({ version: 1, applicationId: there.application }),
      },
      { path: (_, here) => ({ id: here.determination }), body: (there) => ({ version: 1, checkId: there.check }) },
      { path: (_, here) => ({ id: here.determination }), body: (there) => ({ version: 1, contactId: there.contact }) },
      {
        path: (_, here) => ({ id: here.determination }),
        body: (there) => ({ version: 1, responsibleId: there.member }),
        isOfTenant: true,
      },
      { path: (_, here) => ({ id: here.determination }), body: (there) => ({ version: 1, paperFileId: there.file }) },
    ],
  },
  'POST /api/determinations/:id/acts': {
    tries: [
      { path: (there) => ({ id: there.determination }), body: () => ({ version: 1, act: 'use', on: '2026-11-20' }) },
      {
        path: (_, here) => ({ id: here.determination }),
        body: (there) => ({
          ...{ version: 1, act: 'discharge', on: '2026-11-20', manner: 'disposed' },
          proofFileId: there.file,
        }),
      },
    ],
  },
};
