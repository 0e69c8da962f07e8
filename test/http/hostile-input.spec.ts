import { request as httpRequest } from 'node:http';
import type { Tenant } from '#database/entities/tenant.entity';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let owner: Agent;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());
beforeEach(async () => {
  tenant = await api.make.tenant();
  owner = await api.as(await api.make.member({ tenant, role: 'owner' }));
});

/** As JSON text, because supertest would send the character itself. */
const post = (path: string, json: string) => owner.post(path).set('content-type', 'application/json').send(json);
const aClient = async (name = 'Nordlicht GmbH') =>
  (await owner.post('/api/clients').send({ legalName: name, country: 'DE' }).expect(201)).body as { id: string };

describe('text that no database takes', () => {
  it.each([
    ['NUL', '\\u0000'],
    ['half a character', '\\ud800'],
  ])('%s in a note is refused and named', async (_, sign) => {
    const { id } = await aClient();
    const { body } = await post('/api/notes', `{"clientId":"${id}","body":"before${sign}after"}`).expect(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field: 'body', code: 'not-text' }] });
  });

  it('is left out of names, like the marks that turn the direction of writing', async () => {
    const name = 'A\\u0000\\ud800 \\u202Egnp\\u2066.exe\\u200F\\u0085 B';
    const { body } = await post('/api/clients', `{"legalName":"${name}","country":"DE"}`).expect(201);
    expect(body.legalName).toBe('A gnp.exe B');
  });
});

describe('a field named like what every object has', () => {
  it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'])(
    '%s is unknown',
    async (name) => {
      const refused = (field: string) => ({ code: 'invalid-input', errors: [{ field, code: 'unknown-field' }] });
      const top = await owner.post('/api/clients').send({ legalName: 'Nordlicht GmbH', country: 'DE', [name]: 'x' }).expect(400); // prettier-ignore
      expect(top.body).toMatchObject(refused(name));
      const asked = await owner.get(`/api/clients?${name}=x`).expect(400);
      expect(asked.body).toMatchObject(refused(name));
      const inside = await owner.post('/api/determinations').send({
        ...{ productId: tenant.id, kind: 'exempt', ground: 'exhibition', purpose: 'Fair', quantity: 1 },
        conditions: { [name]: 'yes' },
      });
      expect(inside.status).toBe(400);
      expect(inside.body).toMatchObject(refused(`conditions.${name}`));
      expect((await owner.get('/api/clients').expect(200)).body.items).toEqual([]);
    },
  );
});

describe('numbers and days nobody means', () => {
  it.each([2 ** 31, 1e300])('a version of %d is stale', async (version) => {
    const { id } = await aClient();
    const { body } = await owner.patch(`/api/clients/${id}`).send({ version, legalName: 'Other' }).expect(409);
    expect(body).toMatchObject({ code: 'stale-version', facts: { version: 1, changed: {} } });
    const own = await owner.patch('/api/tenant').send({ version, name: 'Other' }).expect(409);
    expect(own.body).toMatchObject({ code: 'stale-version', facts: { version: 1, changed: {} } });
  });

  it('a certificate of January 1900 states days of 1899', async () => {
    const { id: clientId } = await aClient();
    const product = await owner
      .post('/api/products')
      .send({ clientId, classCode: '1109', name: 'Headlamp', models: ['A'] })
      .expect(201);
    const { body } = await owner
      .post('/api/certificates')
      .send({
        productId: product.body.id,
        scheme: 'ccc',
        number: 'OLD-1',
        issuedOn: '1900-01-01',
        validUntil: '1900-01-02',
      })
      .expect(201);
    expect(body.nextDueOn).toBe('1899-10-04');
  });

  it('a cursor with 31 February is broken', async () => {
    const cursor = Buffer.from(JSON.stringify(['-at', '2026-02-31T00:00:00Z', tenant.id])).toString('base64url');
    const { body } = await owner.get('/api/events').query({ cursor }).expect(400);
    expect(body.code).toBe('invalid-cursor');
  });
});

describe('what a page of another origin can send unasked', () => {
  it.each([
    ['application/x-www-form-urlencoded', 'legalName=Form&country=DE'],
    ['text/plain', '{"legalName":"Form","country":"DE"}'],
  ])('%s is not read', async (type, body) => {
    await owner.post('/api/clients').set('content-type', type).send(body).expect(415);
    expect((await owner.get('/api/clients').expect(200)).body.items).toEqual([]);
  });
});

it.each([
  ['without a boundary', 'multipart/form-data', 'x'],
  ['that is none', 'multipart/form-data; boundary=a', 'x'],
  [
    'that ends in the middle',
    'multipart/form-data; boundary=a',
    '--a\r\nContent-Disposition: form-data; name="file"; filename="r.csv"\r\n\r\nNumber;Client',
  ],
])('an upload %s brings no file', async (_, type, body) => {
  const answer = await owner.post('/api/imports').set('content-type', type).send(body).expect(400);
  expect(answer.body.code).toBe('file.missing');
});

it('an address that cannot be read is answered with a problem document', async () => {
  const { port } = new URL(api.url);
  const answer = await new Promise<{ status?: number; type?: string; text: string }>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path: '/%E0%A4%A' }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part));
      const { statusCode: status, headers } = response;
      response.on('end', () => resolve({ status, type: headers['content-type'], text }));
    })
      .on('error', reject)
      .end();
  });
  expect(answer).toMatchObject({ status: 400, type: 'application/problem+json; charset=utf-8' });
  expect(JSON.parse(answer.text)).toMatchObject({ status: 400, code: 'fst_err_bad_url' });
});

it('an Idempotency-Key that has founded one tenant founds no other', async () => {
  const person = await api.as(await api.make.person());
  const input = { kind: 'consultancy', name: 'One', country: 'DE', timeZone: 'Europe/Berlin', language: 'de' };
  const found = (body: object) => person.post('/api/tenants').set('idempotency-key', 'k').send(body);
  const first = await found(input).expect(201);
  expect((await found(input).expect(201)).body).toEqual(first.body);
  const other = await found({ ...input, name: 'Two' }).expect(409);
  expect(other.body.code).toBe('idempotency-key.reused');
});
