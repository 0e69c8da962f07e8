import { byId, type Side, type Try, type Wall, type WallTable } from './wall-table.js';

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

/** A client by its campaign and its own id. */
const ofClient: Wall = {
  tries: [
    { path: (there) => ({ id: there.campaign }), query: (there) => ({ clientId: there.client }) },
    { path: (_, here) => ({ id: here.campaign }), query: (there) => ({ clientId: there.client }) },
  ],
};

const ofLetter: Wall = {
  tries: [
    { path: (there) => ({ id: there.campaign, letterId: there.campaignLetter }) },
    { path: (there, here) => ({ id: here.campaign, letterId: there.campaignLetter }) },
    { path: (there, here) => ({ id: there.campaign, letterId: here.campaignLetter }) },
  ],
};

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
  'GET /api/campaigns/:id/members.xlsx': {
    tries: [
      { path: (there) => ({ id: there.campaign }) },
      // A client that is not there is in no row of the workbook.
      {
        path: (_, here) => ({ id: here.campaign }),
        query: (there) => ({ clientId: there.client }),
        isNothing: () => true,
      },
    ],
  },
  'POST /api/campaigns/:id/members/:memberId/excuse': ofMember({ body: () => excuse }),
  'DELETE /api/campaigns/:id/members/:memberId/excuse': ofMember({ query: () => version }),
  'POST /api/campaigns/:id/members/:memberId/retry': ofMember(),

  'GET /api/campaign-letter-templates': {
    tries: [{ query: (there) => ({ entryId: there.entry }), isOfTenant: true }],
  },
  'GET /api/campaigns/:id/letters': {
    tries: [
      { path: (there) => ({ id: there.campaign }) },
      { path: (_, here) => ({ id: here.campaign }), query: (there) => ({ clientId: there.client }) },
    ],
  },
  'GET /api/campaigns/:id/letters/preview': ofClient,
  'GET /api/campaigns/:id/letters/:letterId': ofLetter,
  'GET /api/campaigns/:id/letters/:letterId/letter.pdf': ofLetter,
  'POST /api/campaigns/:id/chases': {
    tries: [
      { path: (there) => ({ id: there.campaign }), body: (there) => ({ clientIds: [there.client], isPreview: true }) },
      { path: (_, here) => ({ id: here.campaign }), body: (there) => ({ clientIds: [there.client], isPreview: true }) },
      { path: (_, here) => ({ id: here.campaign }), body: (there) => ({ memberIds: [there.campaignMember], isPreview: false }) }, // prettier-ignore
    ],
  },
  'GET /api/campaigns/:id/report.pdf': ofClient,
  'GET /api/campaigns/:id/reports': byId('campaign'),
  'PUT /api/campaigns/:id/reports': {
    tries: [
      { path: (there) => ({ id: there.campaign }), body: () => ({ readers: [] }) },
      { path: (_, here) => ({ id: here.campaign }), body: (there) => ({ readers: [{ contactId: there.contact }] }) },
    ],
  },
};

function both(here: Side, there: Side): string[] {
  return [...new Set([here.member, there.member])];
}
