import { byId, filters, type Wall, type WallTable } from './wall-table.js';

/** The kind is everybody's; the client or case named in the body is not. */
const policyTries: Wall = {
  tries: (['clientId', 'applicationId'] as const).map((field) => ({
    path: () => ({ kind: 'renewal-filing' }),
    body: (there) => ({ steps: [], [field]: field === 'clientId' ? there.client : there.application }),
  })),
};

/** What the ledger may be narrowed to by an id. */
export const REMINDERS = {
  deadlineId: 'deadline',
  certificateId: 'certificate',
  factoryId: 'factory',
  clientId: 'client',
  contactId: 'contact',
  memberId: 'member',
  laboratoryId: 'laboratory',
  applicationId: 'application',
  auditId: 'audit',
  bookingId: 'booking',
  sampleId: 'sample',
  entryId: 'entry',
  determinationId: 'determination',
  approvalId: 'approval',
  cbReportId: 'cbReport',
} as const;

export const deadlinesWalls: WallTable = {
  'GET /api/today': 'lists',
  'GET /api/deadlines': filters({
    certificateId: 'certificate',
    factoryId: 'factory',
    clientId: 'client',
    responsibleId: 'member',
    applicationId: 'application',
    auditId: 'audit',
    bookingId: 'booking',
    sampleId: 'sample',
    entryId: 'entry',
    determinationId: 'determination',
    approvalId: 'approval',
    cbReportId: 'cbReport',
  }),
  'GET /api/deadlines/:id': byId('deadline'),
  'POST /api/deadlines/:id/completion': byId('deadline', { body: () => ({ note: 'Done' }) }),
  'DELETE /api/deadlines/:id/completion': byId('metDeadline'),
  'GET /api/deadlines/:id/answers': byId('deadline'),
  'POST /api/deadlines/:id/answers': byId('deadline', { body: () => ({ answer: 'seen' }) }),
  'GET /api/public/answers/:token': { outside: 'the token is signed for one mail; reminder-answers.spec.ts tries foreign ones' }, // prettier-ignore
  'POST /api/public/answers/:token': { outside: 'the token is signed for one mail; reminder-answers.spec.ts tries foreign ones' }, // prettier-ignore

  'GET /api/reminders': filters(REMINDERS),
  'GET /api/reminders/count': filters(REMINDERS, ({ total }) => total === 0),
  'POST /api/deadlines/:id/reminder-proofs': byId('deadline', { body: () => ({}) }),
  'GET /api/deadlines/:id/reminder-proofs': byId('deadline'),
  'GET /api/reminder-proofs/:id': byId('proof'),
  'GET /api/reminder-proofs/:id/document': byId('proof'),
  'GET /api/reminders/mornings': 'lists',
  'GET /api/reminders/:id': byId('reminder'),
  'POST /api/reminders/:id/another-attempt': byId('reminder'),

  'GET /api/notices': filters({
    applicationId: 'application',
    auditId: 'audit',
    bookingId: 'booking',
    certificateId: 'certificate',
    campaignId: 'campaign',
    deadlineId: 'deadline',
  }),
  'POST /api/notices/:id/another-attempt': byId('notice'),

  'GET /api/reminder-policies': filters({ clientId: 'client', applicationId: 'application' }),
  'GET /api/reminder-policies/overrides': 'lists',
  'PUT /api/reminder-policies/:kind': policyTries,
  'DELETE /api/reminder-policies/:id': byId('policy'),
  'POST /api/reminder-policies/:kind/preview': policyTries,
  'GET /api/reminder-settings': 'lists',
  'PUT /api/reminder-settings': { outside: 'there is one per tenant, and it names nothing' },
};

const subjects = {
  clientId: 'client',
  factoryId: 'factory',
  productId: 'product',
  certificateId: 'certificate',
} as const;

export const eventsWalls: WallTable = {
  'GET /api/events': filters({
    ...subjects,
    importId: 'import',
    applicationId: 'application',
    auditId: 'audit',
    bookingId: 'booking',
    changeId: 'change',
    entryId: 'entry',
    campaignId: 'campaign',
    determinationId: 'determination',
    approvalId: 'approval',
    projectId: 'project',
  }),
  'GET /api/notes': filters(subjects),
  'POST /api/notes': {
    tries: Object.entries(subjects).map(([field, noun]) => ({
      body: (there) => ({ [field]: there[noun], body: 'Seen' }),
    })),
  },
};

export const importsWalls: WallTable = {
  'GET /api/imports': 'lists',
  'POST /api/imports': 'own',
  'GET /api/imports/:id': byId('import'),
  'GET /api/imports/:id/readers': byId('import'),
  'GET /api/imports/:id/faults': byId('import'),
  'GET /api/imports/:id/faults.xlsx': byId('import'),
  'GET /api/imports/:id/warnings': byId('import'),
  'GET /api/imports/:id/rows': byId('import', { query: () => ({ around: 1 }) }),
  'PUT /api/imports/:id/columns': byId('import', { body: () => ({ choices: {} }) }),
  'POST /api/imports/:id/execution': byId('import', { body: () => ({}) }),
  'POST /api/imports/:id/mail-confirmation': byId('import', { body: () => ({ mails: 0, people: 0 }) }),
};
