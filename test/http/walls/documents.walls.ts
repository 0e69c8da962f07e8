import { byId, type Side, type WallTable } from './wall-table.js';

const document = { title: 'Business licence' };
const asked = { stageKey: 'documents', dueOn: '2026-12-04', documents: [document] };

export const documentsWalls: WallTable = {
  'GET /api/applications/:id/document-requests': byId('application', { isNothing: () => false }),
  'GET /api/applications/:id/usual-documents': byId('application', { isNothing: () => false }),
  'POST /api/applications/:id/document-requests': {
    tries: [
      { path: (there) => ({ id: there.application }), body: () => asked },
      {
        path: (_, here) => ({ id: here.application }),
        body: (there: Side) => ({ ...asked, documents: [{ ...document, templateFileId: there.file }] }),
      },
    ],
  },
  'PATCH /api/document-requests/:id': byId('request', { body: () => ({ version: 1, title: 'Renamed' }) }),
  'POST /api/document-requests/:id/versions': {
    tries: [
      { path: (there) => ({ id: there.request }), body: (_, here) => ({ fileId: here.file }) },
      { path: (_, here) => ({ id: here.request }), body: (there) => ({ fileId: there.file }) },
    ],
  },
  'POST /api/document-requests/:id/acts': byId('request', {
    body: () => ({ version: 1, act: 'waive', reason: 'Not needed' }),
  }),
  'POST /api/document-requests/:id/reminders': byId('request'),
  'POST /api/document-requests/:id/opening': byId('request'),
};
