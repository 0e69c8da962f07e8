import type { WallTable } from './wall-table.js';

export const calendarWalls: WallTable = {
  'POST /api/calendar/add': { outside: 'a calendar belongs to no tenant; it counts and keeps nothing' },
  'POST /api/calendar/between': { outside: 'a calendar belongs to no tenant; it counts and keeps nothing' },
  'GET /api/calendar/:country/:year': { outside: 'a calendar belongs to no tenant' },
};
