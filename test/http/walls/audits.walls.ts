import { byId, filters, type Side, type WallTable } from './wall-table.js';

const narrowed = {
  factoryId: 'factory',
  clientId: 'client',
  applicationId: 'application',
  certificateId: 'certificate',
  responsibleId: 'member',
} as const;

const followUp = { kind: 'follow-up', plannedFrom: '2026-12-07' };
/** Ids of an audit beside its factory: each must be of the caller's side. */
const tied: [string, (side: Side) => unknown][] = [
  ['contactId', (side) => side.contact],
  ['responsibleId', (side) => side.member],
  ['certificateIds', (side) => [side.certificate]],
];
const answer = { version: 1, act: 'submit-evidence', correctiveAction: 'Trained again', evidence: 'Photographs' };

export const auditsWalls: WallTable = {
  'GET /api/audits': filters(narrowed),
  'GET /api/audits/count': filters(narrowed, (body) => body['total'] === 0),
  'GET /api/audits/windows': filters({ clientId: 'client' }),
  'POST /api/audits': {
    tries: [
      { body: (there) => ({ ...followUp, factoryId: there.factory }) },
      { body: (there, here) => ({ ...followUp, factoryId: here.factory, clientId: there.client }) },
      { body: (there, here) => ({ kind: 'initial', factoryId: here.factory, applicationId: there.application }) },
      ...tied.map(([field, idOf]) => ({
        body: (there: Side, here: Side) => ({ ...followUp, factoryId: here.factory, [field]: idOf(there) }),
      })),
    ],
  },
  'GET /api/audits/:id': byId('audit'),
  'PATCH /api/audits/:id': {
    tries: [
      { path: (there) => ({ id: there.audit }), body: () => ({ version: 1, language: 'Chinese' }) },
      ...tied.map(([field, idOf]) => ({
        path: (_: Side, here: Side) => ({ id: here.audit }),
        body: (there: Side) => ({ version: 1, [field]: idOf(there) }),
      })),
    ],
  },
  'POST /api/audits/:id/acts': byId('audit', { body: () => ({ version: 1, act: 'confirm', from: '2026-12-07' }) }),
  'POST /api/audits/:id/findings': byId('audit', { body: () => ({ grade: 'minor', description: 'No records' }) }),
  'PATCH /api/audit-findings/:id': byId('finding', { body: () => ({ version: 1, clause: '4.2' }) }),
  'POST /api/audit-findings/:id/acts': {
    tries: [
      { path: (there) => ({ id: there.finding }), body: () => answer },
      {
        path: (_, here) => ({ id: here.finding }),
        body: (there) => ({ ...answer, evidenceFileId: there.file }),
      },
    ],
  },
};
