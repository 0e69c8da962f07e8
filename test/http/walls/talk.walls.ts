import { byId, filters, type Side, type WallTable } from './wall-table.js';

const subjects = { applicationId: 'application', auditId: 'audit', bookingId: 'booking' } as const;

/** Comments, the search, and the stream of changes. */
export const talkWalls: WallTable = {
  'GET /api/comments': filters(subjects),
  'POST /api/comments': {
    tries: [
      ...Object.entries(subjects).map(([field, noun]) => ({
        body: (there: Side) => ({ [field]: there[noun], body: 'Seen' }),
      })),
      // A client's mentions are not looked at: it learns of nobody in the team.
      {
        isOfTenant: true,
        body: (there, here) => ({ applicationId: here.application, body: 'Seen', mentions: [there.member] }),
      },
    ],
  },
  'DELETE /api/comments/:id': byId('comment'),
  'GET /api/mentionable': 'lists',

  // Finds every text of the test world by its mark; what is shown of it is what the walls let through.
  'GET /api/search': { tries: [{ query: () => ({ q: 'zq' }), isNothing: () => true }] },

  'GET /api/live': { outside: 'it never ends; live.spec.ts holds what arrives against both walls' },
  'POST /api/live/presence': {
    tries: Object.entries(subjects).map(([field, noun]) => ({
      body: (there) => ({ [field]: there[noun], isHere: true }),
    })),
  },
};
