import { byId, type Side, type Try, type WallTable } from './wall-table.js';

const draft = {
  name: 'Announcement 57/2025',
  caseKind: 'conversion',
  schemeKey: 'sdoc-to-ccc',
  deadlineOn: '2026-12-31',
  ownerRule: { by: 'responsible' },
};
const ofFilter = (filter: object) => ({ ...draft, filter });

/** A member by its campaign and its own id: each of the two from the other side. */
const ofMember = (more: Omit<Try, 'path'> = {}): { tries: Try[] } => ({
  tries: [
    { path: (there) => ({ id: there.campaign, memberId: there.campaignMember }), ...more },
    { path: (there, here) => ({ id: here.campaign, memberId: there.campaignMember }), ...more },
    { path: (there, here) => ({ id: there.campaign, memberId: here.campaignMember }), ...more },
  ],
});
const version = { version: 1 };
const excuse = { ...version, ground: 'other', reason: 'not made there' };

export const campaignsWalls: WallTable = {
  'GET /api/campaigns': 'lists',
  'POST /api/campaigns': {
    tries: [
      { body: (there) => ({ ...draft, entryId: there.entry }) },
      { body: (there) => ofFilter({ clientId: there.client }) },
      { body: (there) => ofFilter({ productId: there.product }) },
      { body: (there) => ofFilter({ factoryId: there.factory }) },
      { body: (there) => ofFilter({ responsibleId: there.member }) },
      { body: (there) => ({ ...ofFilter({}), ownerRule: { by: 'member', memberId: there.member } }) },
      { body: (there, here) => ({ ...ofFilter({}), ownerRule: { by: 'fewest', memberIds: both(here, there) } }) },
    ],
  },
  'GET /api/campaigns/:id': byId('campaign'),
  'PATCH /api/campaigns/:id': byId('campaign', { body: () => ({ ...version, name: 'Renamed' }) }),
  'DELETE /api/campaigns/:id': byId('campaign'),
  'GET /api/campaigns/:id/preview': byId('campaign'),
  'POST /api/campaigns/:id/start': byId('campaign', { body: () => version }),
  'POST /api/campaigns/:id/closing': byId('campaign', { body: () => version }),
  'GET /api/campaigns/:id/funnel': byId('campaign'),
  'GET /api/campaigns/:id/forecast': byId('campaign'),
  'GET /api/campaigns/:id/progress': byId('campaign'),
  'GET /api/campaigns/:id/members': {
    tries: [
      { path: (there) => ({ id: there.campaign }) },
      { path: (_, here) => ({ id: here.campaign }), query: (there) => ({ clientId: there.client }) },
    ],
  },
  'GET /api/campaigns/:id/members.xlsx': byId('campaign'),
  'POST /api/campaigns/:id/members/:memberId/excuse': ofMember({ body: () => excuse }),
  'DELETE /api/campaigns/:id/members/:memberId/excuse': ofMember({ query: () => version }),
  'POST /api/campaigns/:id/members/:memberId/retry': ofMember(),
};

function both(here: Side, there: Side): string[] {
  return [...new Set([here.member, there.member])];
}
