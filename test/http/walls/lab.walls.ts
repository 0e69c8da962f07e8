import { byId, filters, type WallTable } from './wall-table.js';

const slot = { startsAt: '2026-11-30T01:00:00Z', endsAt: '2026-11-30T04:00:00Z' };

export const labWalls: WallTable = {
  'GET /api/laboratories': 'lists',
  'POST /api/laboratories': 'own',
  'GET /api/laboratories/:id': byId('laboratory', { isOfTenant: true }),
  'PATCH /api/laboratories/:id': byId('laboratory', { body: () => ({ version: 1, note: 'x' }), isOfTenant: true }),
  'POST /api/laboratories/:id/benches': byId('laboratory', {
    body: () => ({ name: 'Bench', capacity: 1 }),
    isOfTenant: true,
  }),
  'PATCH /api/benches/:id': byId('bench', { body: () => ({ version: 1, capacity: 2 }), isOfTenant: true }),
  'GET /api/benches/:id/free-slots': byId('bench', { query: () => ({ minutes: 60 }), isOfTenant: true }),
  'GET /api/bench-occupancy': {
    tries: [
      {
        query: (there) => ({ from: '2026-11-30', to: '2026-12-06', laboratoryId: there.laboratory }),
        isNothing: (body) => Array.isArray(body['benches']) && body['benches'].length === 0,
        isOfTenant: true,
      },
    ],
  },
  'GET /api/eligibility': {
    tries: [
      { query: (there) => ({ productId: there.product, referenceKey: 'chery-cvec', day: '2026-11-30' }) },
      {
        query: (there, here) => ({ productId: here.product, laboratoryId: there.laboratory, day: '2026-11-30' }),
        isOfTenant: true,
      },
    ],
  },

  'GET /api/bookings': filters({
    clientId: 'client',
    productId: 'product',
    applicationId: 'application',
    laboratoryId: 'laboratory',
    benchId: 'bench',
    responsibleId: 'member',
  }),
  'POST /api/bookings': {
    tries: [
      { body: (there, here) => ({ productId: there.product, laboratoryId: here.laboratory }) },
      { body: (there, here) => ({ productId: here.product, laboratoryId: here.laboratory, applicationId: there.application }) }, // prettier-ignore
      { body: (there, here) => ({ productId: here.product, laboratoryId: there.laboratory }), isOfTenant: true },
      { body: (there, here) => ({ productId: here.product, laboratoryId: here.laboratory, benchId: there.bench, ...slot }), isOfTenant: true }, // prettier-ignore
      { body: (there, here) => ({ productId: here.product, laboratoryId: here.laboratory, responsibleId: there.member }), isOfTenant: true }, // prettier-ignore
    ],
  },
  'GET /api/bookings/:id': byId('booking'),
  'PATCH /api/bookings/:id': {
    tries: [
      { path: (there) => ({ id: there.booking }), body: () => ({ version: 1, test: 'x' }) },
      {
        path: (_, here) => ({ id: here.booking }),
        body: (there) => ({ version: 1, responsibleId: there.member }),
        isOfTenant: true,
      },
    ],
  },
  'POST /api/bookings/:id/acts': {
    tries: [
      { path: (there) => ({ id: there.booking }), body: () => ({ version: 1, act: 'cancel', reason: 'x' }) },
      {
        path: (_, here) => ({ id: here.booking }),
        body: (there) => ({ version: 1, act: 'confirm', benchId: there.bench, ...slot }),
        isOfTenant: true,
      },
    ],
  },
  'POST /api/bookings/:id/results': {
    tries: [
      { path: (there) => ({ id: there.booking }), body: () => ({ outcome: 'passed', reportedOn: '2026-11-20' }) },
      {
        path: (_, here) => ({ id: here.booking }),
        body: (there) => ({ outcome: 'passed', reportedOn: '2026-11-20', fileId: there.file }),
      },
    ],
  },

  'GET /api/samples': filters({
    clientId: 'client',
    productId: 'product',
    applicationId: 'application',
    bookingId: 'booking',
  }),
  'POST /api/samples': {
    tries: [
      { body: (there) => ({ productId: there.product, label: 'x' }) },
      { body: (there, here) => ({ productId: here.product, label: 'x', applicationId: there.application }) },
      { body: (there, here) => ({ productId: here.product, label: 'x', bookingId: there.booking }) },
    ],
  },
  'GET /api/samples/:id': byId('sample'),
  'PATCH /api/samples/:id': {
    tries: [
      { path: (there) => ({ id: there.sample }), body: () => ({ version: 1, place: 'x' }) },
      { path: (_, here) => ({ id: here.sample }), body: (there) => ({ version: 1, bookingId: there.booking }) },
    ],
  },
  'POST /api/samples/:id/acts': byId('sample', { body: () => ({ version: 1, act: 'prepare' }) }),
};
