import { rowCount } from '../../support/workbook-text.js';
import { REMINDERS } from './deadlines.walls.js';
import { filters, type WallTable } from './wall-table.js';

const CASES = {
  ids: 'application',
  clientId: 'client',
  productId: 'product',
  factoryId: 'factory',
  ownerId: 'member',
  certificateId: 'certificate',
} as const;

/** A workbook with its headings alone. */
const isEmptyWorkbook = (body: unknown) => rowCount(body as Buffer) === 1;
const isEmptyBoard = (body: Record<string, unknown>) =>
  (body['columns'] as { total: number }[]).every(({ total }) => total === 0);
const isAllRefused = (body: Record<string, unknown>) =>
  body['done'] === 0 && (body['rows'] as { refusal: { code: string } }[]).every(({ refusal }) => refusal !== null);

export const workWalls: WallTable = {
  'GET /api/work/board': filters(CASES, isEmptyBoard),
  'GET /api/work/stages': 'lists',
  'GET /api/work/calendar': {
    tries: [
      { query: (there) => ({ from: '2026-11-01', to: '2026-12-31', clientId: there.client }), isNothing: isNoEntry },
      { query: (there) => ({ from: '2026-11-01', to: '2026-12-31', ownerId: there.member }), isNothing: isNoEntry },
    ],
  },
  'GET /api/work/cases.xlsx': filters(CASES, isEmptyWorkbook),
  'GET /api/work/audits.xlsx': filters(
    {
      factoryId: 'factory',
      clientId: 'client',
      applicationId: 'application',
      certificateId: 'certificate',
      responsibleId: 'member',
    },
    isEmptyWorkbook,
  ),
  'GET /api/work/bookings.xlsx': filters(
    {
      clientId: 'client',
      productId: 'product',
      applicationId: 'application',
      laboratoryId: 'laboratory',
      benchId: 'bench',
      responsibleId: 'member',
    },
    isEmptyWorkbook,
  ),
  'GET /api/work/reminders.xlsx': filters(REMINDERS, isEmptyWorkbook),
  'POST /api/work/assignments': {
    tries: [
      { body: (there) => ({ applicationIds: [there.application], ownerId: null }), isNothing: isAllRefused },
      {
        body: (there, here) => ({ applicationIds: [here.application], ownerId: there.member }),
        isNothing: isAllRefused,
        isOfTenant: true,
      },
      {
        body: (there, here) => ({ applicationIds: [here.application], deputyId: there.member }),
        isNothing: isAllRefused,
        isOfTenant: true,
      },
    ],
  },
  'POST /api/work/moves': {
    tries: [
      {
        body: (there) => ({ cases: [{ id: there.application, version: 1 }], act: 'withdraw' }),
        isNothing: isAllRefused,
      },
    ],
  },
};

function isNoEntry(body: Record<string, unknown>): boolean {
  return (body['entries'] as unknown[]).length === 0;
}
