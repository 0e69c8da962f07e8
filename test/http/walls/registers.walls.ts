import { byId, filters, type Side, type WallTable } from './wall-table.js';

const contact = { name: 'New', email: 'new@example.test', language: 'en', timeZone: 'Europe/Berlin' };
const factory = { name: 'New works', country: 'DE' };
const product = { classCode: '1109', name: 'New', models: ['N-1'] };

const cbReport = { number: 'NCB-1', issuer: 'VDE', issuedOn: '2025-03-01' };

export const clientsWalls: WallTable = {
  'GET /api/clients': 'lists',
  'POST /api/clients': 'own',
  'GET /api/clients/:id': byId('client'),
  'PATCH /api/clients/:id': byId('client', { body: () => ({ version: 1, address: 'Elsewhere 1' }) }),
  'POST /api/clients/:id/contacts': {
    tries: [
      { path: (there) => ({ id: there.client }), body: () => contact },
      { path: (_, here) => ({ id: here.client }), body: (there) => ({ ...contact, factoryId: there.factory }) },
    ],
  },
  'PATCH /api/contacts/:id': {
    tries: [
      { path: (there) => ({ id: there.contact }), body: () => ({ version: 1, name: 'Renamed' }) },
      { path: (_, here) => ({ id: here.contact }), body: (there) => ({ version: 1, factoryId: there.factory }) },
    ],
  },
  'DELETE /api/contacts/:id': byId('contact'),

  'GET /api/factories': filters({ clientId: 'client' }),
  'POST /api/factories': {
    tries: [
      { body: (there) => ({ ...factory, clientIds: [there.client] }) },
      { body: (there, here) => ({ ...factory, clientIds: [here.client, there.client].filter(isFirst) }) },
    ],
  },
  'GET /api/factories/:id': byId('factory'),
  'PATCH /api/factories/:id': byId('factory', { body: () => ({ version: 1, address: 'Elsewhere 1' }) }),
  'GET /api/factories/:id/inspection-window': byId('factory'),
  'PUT /api/factories/:id/clients/:clientId': {
    tries: [
      { path: (there, here) => ({ id: there.factory, clientId: here.client }) },
      { path: (there, here) => ({ id: here.factory, clientId: there.client }) },
    ],
  },
  'DELETE /api/factories/:id/clients/:clientId': {
    tries: [
      { path: (there) => ({ id: there.factory, clientId: there.client }) },
      { path: (there, here) => ({ id: there.factory, clientId: here.client }) },
      { path: (there, here) => ({ id: here.factory, clientId: there.client }) },
    ],
  },
  'POST /api/factories/:id/follow-up-inspections': byId('factory', { body: () => ({ inspectedOn: '2026-11-02' }) }),
};

export const productsWalls: WallTable = {
  'GET /api/catalogue-classes': { outside: 'reference data belongs to no tenant' },
  'GET /api/products': filters({ clientId: 'client', factoryId: 'factory' }),
  'POST /api/products': {
    tries: [
      { body: (there) => ({ ...product, clientId: there.client }) },
      { body: (there, here) => ({ ...product, clientId: here.client, factoryId: there.factory }) },
    ],
  },
  'GET /api/products/:id': byId('product'),
  'PATCH /api/products/:id': {
    tries: [
      { path: (there) => ({ id: there.product }), body: () => ({ version: 1, standard: 'GB 1' }) },
      { path: (_, here) => ({ id: here.product }), body: (there) => ({ version: 1, factoryId: there.factory }) },
    ],
  },
  'POST /api/products/:id/reclassification': byId('product', { body: () => ({ version: 1, classCode: '1116' }) }),

  'GET /api/products/:id/cb-reports': byId('product'),
  'POST /api/products/:id/cb-reports': {
    tries: [
      { path: (there) => ({ id: there.product }), body: () => cbReport },
      {
        path: (_, here) => ({ id: here.product }),
        body: (there) => ({ ...cbReport, applicationId: there.application }),
      },
      {
        path: (_, here) => ({ id: here.product }),
        body: (there) => ({ ...cbReport, responsibleId: there.member }),
        isOfTenant: true,
      },
    ],
  },
  'PATCH /api/cb-reports/:id': {
    tries: [
      { path: (there) => ({ id: there.cbReport }), body: () => ({ version: 1, standard: 'IEC 1' }) },
      {
        path: (_, here) => ({ id: here.cbReport }),
        body: (there) => ({ version: 1, applicationId: there.application }),
      },
      {
        path: (_, here) => ({ id: here.cbReport }),
        body: (there) => ({ version: 1, responsibleId: there.member }),
        isOfTenant: true,
      },
    ],
  },
  'POST /api/cb-reports/:id/settlement': byId('cbReport', { body: () => ({ as: 'taken', on: '2026-11-02' }) }),
  'DELETE /api/cb-reports/:id/settlement': byId('cbReport'),
};

const certificate = { scheme: 'ccc', number: '2026011109999999', issuedOn: '2026-01-31', validUntil: '2031-01-30' };
/** Ids of a certificate beside its product: each must be of the caller's side. */
const tied: [string, keyof Side][] = [
  ['factoryId', 'factory'],
  ['contactId', 'contact'],
  ['responsibleId', 'member'],
  ['replacesId', 'declaration'],
];

export const certificatesWalls: WallTable = {
  'GET /api/certificates': filters({
    clientId: 'client',
    productId: 'product',
    factoryId: 'factory',
    responsibleId: 'member',
    importId: 'import',
  }),
  'GET /api/certificates/count': filters(
    { clientId: 'client', productId: 'product', factoryId: 'factory', responsibleId: 'member', importId: 'import' },
    (body) => Object.values(body).every((value) => value === 0 || value === false),
  ),
  'POST /api/certificates': {
    tries: [
      { body: (there) => ({ ...certificate, productId: there.product }) },
      ...tied.map(([field, noun]) => ({
        body: (there: Side, here: Side) => ({ ...certificate, productId: here.product, [field]: there[noun] }),
      })),
    ],
  },
  'GET /api/certificates/:id': byId('certificate'),
  'PATCH /api/certificates/:id': {
    tries: [
      { path: (there) => ({ id: there.certificate }), body: () => ({ version: 1, body: 'CCAP' }) },
      ...[...tied, ['productId', 'product'] as [string, keyof Side]].map(([field, noun]) => ({
        path: (_: Side, here: Side) => ({ id: here.certificate }),
        body: (there: Side) => ({ version: 1, [field]: there[noun] }),
      })),
    ],
  },
  'GET /api/certificates/:id/versions': byId('certificate'),
  'GET /api/certificates/:id/status-changes': byId('suspended'),
  'POST /api/certificates/:id/status-changes/:changeId/taking-back': {
    tries: [
      {
        path: (there: Side) => ({ id: there.suspended, changeId: there.statusChange }),
        body: () => ({ reason: 'No' }),
      },
      {
        path: (there: Side, here: Side) => ({ id: here.suspended, changeId: there.statusChange }),
        body: () => ({ reason: 'No' }),
      },
    ],
  },
  'POST /api/certificates/:id/suspension': byId('certificate', {
    body: () => ({ reason: 'Late inspection', ground: '0205' }),
  }),
  'DELETE /api/certificates/:id/suspension': byId('suspended'),
  'POST /api/certificates/:id/cancellation': byId('certificate', { body: () => ({ reason: 'No longer made' }) }),
  'POST /api/certificates/:id/revocation': byId('certificate', { body: () => ({ reason: 'By the body' }) }),
  'POST /api/certificates/:id/expiry': byId('certificate', { body: () => ({}) }),
  'POST /api/certificates/:id/reinstatement': byId('expired', { body: () => ({ reason: 'Renewed' }) }),
};

/** What hangs on a certificate, and the address at which anybody may check it. */
export const certificateRegisterWalls: WallTable = {
  'GET /api/certificates/:id/papers': {
    tries: [
      { path: (there) => ({ id: there.certificate }) },
      { path: (_, here) => ({ id: here.suspended }), query: (there) => ({ statusChangeId: there.statusChange }) },
    ],
  },
  'POST /api/certificates/:id/papers': {
    tries: [
      { path: (there) => ({ id: there.certificate }), body: (_, here) => ({ fileId: here.file, kind: 'annex' }) },
      { path: (_, here) => ({ id: here.certificate }), body: (there) => ({ fileId: there.file, kind: 'annex' }) },
      {
        path: (_, here) => ({ id: here.suspended }),
        body: (there, here) => ({ fileId: here.photo, kind: 'annex', statusChangeId: there.statusChange }),
      },
    ],
  },
  'DELETE /api/certificate-papers/:id': byId('paper'),
  'GET /api/certificates/:id/fees': byId('certificate', { isNothing: () => false }),
  'POST /api/certificates/:id/fees': byId('certificate', { body: () => ({ year: 2028, dueOn: '2028-01-31' }) }),
  'PATCH /api/certificate-fees/:id': byId('fee', { body: () => ({ version: 1, note: 'Asked again' }) }),
  'DELETE /api/certificate-fees/:id': byId('fee'),
  'GET /api/certificates/:id/check': byId('certificate', { isNothing: () => false }),
  'POST /api/certificates/:id/check': byId('certificate'),
  'DELETE /api/certificates/:id/check': byId('certificate'),
  'GET /api/public/checks/:token': { outside: 'the address is 128 random bits: it tells status and validity of one certificate, while its tenant wants that' }, // prettier-ignore
};

export const marksWalls: WallTable = {
  'GET /api/certificates/:id/marks': byId('certificate', { isNothing: () => false }),
  'POST /api/certificates/:id/marks': {
    tries: [
      { path: (there) => ({ id: there.certificate }), body: () => ({ form: 'printed' }) },
      {
        path: (_, here) => ({ id: here.certificate }),
        body: (there) => ({ form: 'printed', photoFileId: there.photo }),
      },
    ],
  },
  'PATCH /api/marks/:id': {
    tries: [
      { path: (there) => ({ id: there.mark }), body: () => ({ version: 1, place: 'Elsewhere' }) },
      { path: (_, here) => ({ id: here.mark }), body: (there) => ({ version: 1, photoFileId: there.photo }) },
    ],
  },
  'DELETE /api/marks/:id': byId('mark'),
};

function isFirst(value: string, at: number, all: string[]): boolean {
  return all.indexOf(value) === at;
}
