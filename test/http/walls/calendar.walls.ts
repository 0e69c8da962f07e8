import { byId, filters, type WallTable } from './wall-table.js';

export const calendarWalls: WallTable = {
  'POST /api/calendar/add': { outside: 'a calendar belongs to no tenant; it counts and keeps nothing' },
  'POST /api/calendar/between': { outside: 'a calendar belongs to no tenant; it counts and keeps nothing' },
  'GET /api/calendar/:country/:year': { outside: 'a calendar belongs to no tenant' },
  'GET /api/calendar-feeds': filters({ clientId: 'client', factoryId: 'factory' }),
  'POST /api/calendar-feeds': {
    tries: [
      { body: (there) => ({ kind: 'client', name: 'Outlook', clientId: there.client }) },
      { body: (there) => ({ kind: 'factory', name: 'Outlook', factoryId: there.factory }), isOfTenant: true },
    ],
  },
  'DELETE /api/calendar-feeds/:id': byId('calendarFeed'),
  'GET /calendars/:file': { outside: 'the address is 256 random bits; calendar-feeds.spec.ts holds what it opens against both walls' }, // prettier-ignore
};
