import { newId } from '#database/db';
import type { Certificate } from '#database/entities/certificate.entity';
import type { Client } from '#database/entities/client.entity';
import { Mark } from '#database/entities/mark.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { makeFile } from '../support/make-case.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let client: Client;
let certificate: Certificate;
let staff: Agent;
let guest: Agent;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
beforeEach(async () => {
  tenant = await api.make.tenant();
  client = await api.make.client({ tenant });
  const factory = await api.make.factory({ tenant, client, factoryCode: 'A012345' });
  certificate = await api.make.certificate({ client, factory });
  staff = await api.as(await api.make.member({ tenant }));
  guest = await api.as(await api.make.member({ client }));
});
afterAll(() => api.close());

const marks = () => `/api/certificates/${certificate.id}/marks`;
const photo = (name = 'mark.jpg', mediaType = 'image/jpeg') =>
  makeFile(api, client, { clientId: null, isClientVisible: false, name, mediaType });
const add = async (input: object) => (await staff.post(marks()).send(input).expect(201)).body;
/** What is left of a file: who holds it, and whether the client sees it. */
const standing = async (id: string) =>
  (await api.look<{ held: boolean; seen: boolean }>('select attached_at is not null as held, is_client_visible as seen from files where id = $1', [id]))[0]; // prettier-ignore

describe('a mark', () => {
  it('is recorded with its photo and seen by its client', async () => {
    const { id: photoFileId, name } = await photo();
    const mark = await add({
      ...{ form: 'printed', factoryCode: ' a01 2345', heightMm: 6.5, place: 'Name plate', photoFileId },
      ...{ usedFrom: '2027-01-01', usedUntil: null },
    });
    expect(mark).toEqual({
      id: expect.any(String),
      form: 'printed',
      factoryCode: 'A012345',
      heightMm: 6.5,
      place: 'Name plate',
      photo: { id: photoFileId, name, sizeBytes: 10, sha256: '0'.repeat(64), mediaType: 'image/jpeg' },
      usedFrom: '2027-01-01',
      usedUntil: null,
      warnings: [],
      version: 1,
    });
    expect((await guest.get(marks()).expect(200)).body).toEqual({ items: [mark] });
    await guest.post(`/api/files/${photoFileId}/links`).expect(200);
    await guest.post(marks()).send({ form: 'printed' }).expect(403);
    await guest.patch(`/api/marks/${mark.id}`).send({ version: 1, place: 'x' }).expect(403);
    await guest.delete(`/api/marks/${mark.id}`).expect(403);
    const { body } = await staff.get(`/api/events?certificateId=${certificate.id}`).expect(200);
    expect(body.items).toMatchObject([{ what: 'mark.added', facts: { form: 'printed', name: 'Name plate' } }]);
  });

  it('below 5 mm, and with another code than the factory has, is taken and told with its source', async () => {
    const mark = await add({ form: 'moulded', factoryCode: 'B999999', heightMm: 4.9 });
    expect(mark.warnings).toEqual([
      {
        code: 'below-minimum-height',
        minimumMm: 5,
        certainty: 'secondary',
        source: 'https://compliancesugestion.blogspot.com/2026/03/ccc-certification-mark-usage-guidelines.html',
      },
      { code: 'factory-code-differs', expected: 'A012345' },
    ]);
    expect((await staff.get(marks()).expect(200)).body.items[0].warnings).toEqual(mark.warnings);
  });

  it('comes by what is in use: the latest first day first, ended ones last', async () => {
    const ended = await add({ form: 'standard-label', usedFrom: '2024-02-01', usedUntil: '2026-06-30' });
    const older = await add({ form: 'printed', usedFrom: '2026-07-01' });
    const newer = await add({ form: 'moulded', usedFrom: '2026-10-01' });
    const { body } = await staff.get(marks()).expect(200);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([newer.id, older.id, ended.id]);
  });

  it('gives its photo back when it gets another one or is deleted', async () => {
    const [first, second] = [await photo(), await photo('new.png', 'image/png')];
    const mark = await add({ form: 'printed', photoFileId: first.id });
    const same = await staff.patch(`/api/marks/${mark.id}`).send({ version: 1, photoFileId: first.id, place: 'Cover' });
    expect([same.status, same.body.version]).toEqual([200, 2]);
    expect(await standing(first.id)).toEqual({ held: true, seen: true });
    const changed = await staff.patch(`/api/marks/${mark.id}`).send({ version: 2, photoFileId: second.id }).expect(200);
    expect(changed.body.photo.name).toBe('new.png');
    expect(await standing(first.id)).toEqual({ held: false, seen: false });
    expect(await standing(second.id)).toEqual({ held: true, seen: true });
    await staff.delete(`/api/marks/${mark.id}`).expect(204);
    expect(await standing(second.id)).toEqual({ held: false, seen: false });
    await staff.delete(`/api/marks/${mark.id}`).expect(404);
    expect((await staff.get(marks()).expect(200)).body.items).toEqual([]);
  });

  it('tells of an edit since and leaves its photo alone', async () => {
    const [first, second] = [await photo(), await photo('new.png', 'image/png')];
    const mark = await add({ form: 'printed', photoFileId: first.id });
    await staff.patch(`/api/marks/${mark.id}`).send({ version: 1, place: 'Cover' }).expect(200);
    const { body } = await staff
      .patch(`/api/marks/${mark.id}`)
      .send({ version: 1, photoFileId: second.id })
      .expect(409);
    expect(body).toMatchObject({ code: 'stale-version', facts: { changed: { place: { from: null, to: 'Cover' } } } });
    expect(await standing(first.id)).toEqual({ held: true, seen: true });
    expect(await standing(second.id)).toEqual({ held: false, seen: false });
  });

  it.each([
    [{ form: 'engraved' }, 'form'],
    [{ factoryCode: 'A01234' }, 'factoryCode'],
    [{ heightMm: 0 }, 'heightMm'],
    [{ heightMm: 4.55 }, 'heightMm'],
    [{ usedFrom: '2027-01-01', usedUntil: '2026-12-31' }, 'usedUntil'],
    [{ usedUntil: '2026-12-31' }, 'usedUntil'],
    [{ place: 'x'.repeat(501) }, 'place'],
  ])('is refused with %j', async (wrong, field) => {
    const { body } = await staff
      .post(marks())
      .send({ form: 'printed', ...wrong })
      .expect(400);
    expect(body.errors[0].field).toBe(field);
  });

  it('takes a picture as its photo and no other file', async () => {
    const { id } = await photo('mark.pdf', 'application/pdf');
    const { body } = await staff.post(marks()).send({ form: 'printed', photoFileId: id }).expect(400);
    expect(body.errors).toEqual([
      {
        field: 'photoFileId',
        code: 'not-a-picture',
        detail: 'The photo is no picture.',
        allowed: 'jpg, jpeg, png, webp, heic, heif, tif, tiff',
      },
    ]);
    expect(await standing(id)).toEqual({ held: false, seen: false });
  });

  it('belongs to a CCC certificate or a declaration, no voluntary one', async () => {
    const voluntary = await api.make.certificate({ client, scheme: 'cqc-voluntary' });
    const { body } = await staff.post(`/api/certificates/${voluntary.id}/marks`).send({ form: 'printed' }).expect(409);
    expect(body.code).toBe('mark.of-ccc-only');
    const declared = await api.make.certificate({ client, scheme: 'ccc-self-declaration-b', validUntil: null });
    await staff.post(`/api/certificates/${declared.id}/marks`).send({ form: 'printed' }).expect(201);
  });

  it('is one of at most a hundred on a certificate', async () => {
    const row = { tenantId: tenant.id, certificateId: certificate.id, clientId: client.id, createdAt: api.clock.now() };
    const rows = Array.from({ length: 100 }, () => ({ ...row, id: newId(), form: 'printed' as const }));
    await api.make.inside(tenant, () => api.db.repo(Mark).insert(rows));
    const { body } = await staff.post(marks()).send({ form: 'printed' }).expect(409);
    expect(body).toMatchObject({ code: 'mark.too-many', facts: { allowed: 100 } });
  });
});
