import { filters, type WallTable } from './wall-table.js';

const OUTSIDE = { outside: 'reference data belongs to no tenant' };

export const referenceWalls: WallTable = {
  'GET /api/reference/classes': OUTSIDE,
  'GET /api/reference/rules': OUTSIDE,
  'GET /api/reference/calendar': OUTSIDE,
  'GET /api/reference/records': OUTSIDE,
  'GET /api/reference/versions': OUTSIDE,
  'GET /api/reference/versions/:number': OUTSIDE,
  'GET /api/deadline-moves': filters({
    certificateId: 'certificate',
    factoryId: 'factory',
    planId: 'plan',
    applicationId: 'application',
    auditId: 'audit',
    sampleId: 'sample',
    determinationId: 'determination',
    approvalId: 'approval',
    cbReportId: 'cbReport',
  }),
  'POST /api/reference/publications': {
    outside: 'for the platform owner only; writes as a role that reaches no tenant',
  },
};
