import { byId, type WallTable } from './wall-table.js';

export const mailWalls: WallTable = {
  'GET /api/mail-sender': 'lists',
  'PUT /api/mail-sender': 'own',
  'POST /api/mail-sender/key': 'own',
  'POST /api/mail-sender/check': 'own',

  'GET /api/mail-choices': { outside: "shows the caller's own choices; mail-choices.spec.ts asks as another tenant" },
  'PUT /api/mail-choices': { outside: "changes the caller's own choices; mail-choices.spec.ts asks as another tenant" },
  'GET /api/public/mail-choices/:token': { outside: 'a signed token; mail-choices.spec.ts changes it' },
  'PUT /api/public/mail-choices/:token': { outside: 'a signed token; mail-choices.spec.ts changes it' },
  'GET /hooks/unsubscribe/:token': { outside: 'leads to the page of choices, whatever the token' },
  'POST /hooks/unsubscribe/:token': { outside: 'a signed token; mail-choices.spec.ts changes it' },

  'GET /api/mail-samples': 'lists',
  'GET /api/mail-samples/:kind': { outside: 'takes a word and no id; mail-samples.spec.ts asks as another tenant' },
  'POST /api/mail-samples/:kind/sending': {
    outside: 'takes a word and no id, and mails only to whoever asks',
  },

  'GET /api/channels': 'lists',
  'POST /api/channels': 'own',
  'PATCH /api/channels/:id': byId('channel', { body: () => ({ version: 1 }) }),
  'DELETE /api/channels/:id': byId('channel'),
  'POST /api/channels/:id/test': byId('channel'),

  'GET /api/suppressed-addresses': 'lists',
  'POST /api/suppressed-addresses/:id/lifting': byId('markedAddress', { body: () => ({}) }),
  'POST /hooks/mail-events': { outside: 'its secret and Message-IDs; mail-bounces.spec.ts tries wrong ones' },
};
