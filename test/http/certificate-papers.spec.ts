import type { Certificate } from '#database/entities/certificate.entity';
import type { Client } from '#database/entities/client.entity';
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
  certificate = await api.make.certificate({ client });
  staff = await api.as(await api.make.member({ tenant, name: 'Lena Weiss' }));
  guest = await api.as(await api.make.member({ client }));
});
afterAll(() => api.close());

const papers = (query = '') => `/api/certificates/${certificate.id}/papers${query}`;
const fees = () => `/api/certificates/${certificate.id}/fees`;

/** A file of the staff that nothing holds. */
const file = (name = 'certificate.pdf') => makeFile(api, client, { clientId: null, isClientVisible: false, name });
const add = async (more: object = {}, name?: string) =>
  (
    await staff
      .post(papers())
      .send({ fileId: (await file(name)).id, kind: 'certificate', ...more })
      .expect(201)
  ).body;

describe('a paper of a certificate', () => {
  it('is seen by its client from then on, without the name of who added it', async () => {
    const { id, name } = await file('CCC 2024.pdf');
    await guest.post(`/api/files/${id}/links`).expect(404);
    const { body } = await staff.post(papers()).send({ fileId: id, kind: 'annex', title: '  Annex   1 ' }).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      kind: 'annex',
      title: 'Annex 1',
      statusChangeId: null,
      file: { id, name, sizeBytes: 10, sha256: '0'.repeat(64), mediaType: 'application/pdf' },
      addedAt: expect.stringMatching(/^2026-11-20T09:/),
      addedByName: 'Lena Weiss',
      removedAt: null,
      removedByName: null,
    });
    const seen = await guest.get(papers()).expect(200);
    expect(seen.body).toEqual({ items: [{ ...body, addedByName: null }], nextCursor: null });
    await guest.post(`/api/files/${id}/links`).expect(200);
    await guest.post(papers()).send({ fileId: id, kind: 'annex' }).expect(403);
    await guest.delete(`/api/certificate-papers/${body.id}`).expect(403);
  });

  it('is kept as removed, out of the sight of its client, who cannot open its file any more', async () => {
    const paper = await add({ title: 'Old certificate' });
    await staff.delete(`/api/certificate-papers/${paper.id}`).expect(204);
    await staff.delete(`/api/certificate-papers/${paper.id}`).expect(204);
    expect((await staff.get(papers()).expect(200)).body.items).toEqual([]);
    expect((await staff.get(papers('?withRemoved=true')).expect(200)).body.items).toEqual([
      { ...paper, removedAt: expect.stringMatching(/^2026-11-20T09:/), removedByName: 'Lena Weiss' },
    ]);
    expect((await guest.get(papers('?withRemoved=true')).expect(200)).body.items).toEqual([]);
    await guest.post(`/api/files/${paper.file.id}/links`).expect(404);
    await staff.post(`/api/files/${paper.file.id}/links`).expect(200);
    const { body } = await staff.get(`/api/events?certificateId=${certificate.id}`).expect(200);
    expect(body.items.map(({ what, facts }: { what: string; facts: object }) => [what, facts])).toEqual([
      ['certificate.paper-removed', expect.objectContaining({ title: 'Old certificate', fileName: 'certificate.pdf' })],
      ['certificate.paper-added', expect.objectContaining({ title: 'Old certificate', paperKind: 'certificate' })],
    ]);
  });

  it('comes by the last one first and pages without a gap or a repetition', async () => {
    const made: string[] = [];
    for (let at = 0; at < 5; at += 1) made.unshift((await add({}, `${at}.pdf`)).id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: { body: { items: { id: string }[]; nextCursor: string | null } } = await staff
        .get(papers(`?limit=2${cursor && `&cursor=${cursor}`}`))
        .expect(200);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(made);
    const { body } = await staff.get(papers('?cursor=nonsense')).expect(400);
    expect(body.code).toBe('invalid-cursor');
  });

  it('takes a file that nothing holds yet, and no other', async () => {
    const held = await add();
    const again = await staff.post(papers()).send({ fileId: held.file.id, kind: 'other' }).expect(409);
    expect(again.body.code).toBe('file.in-use');
    const half = await makeFile(api, client, { state: 'uploading' });
    const early = await staff.post(papers()).send({ fileId: half.id, kind: 'other' }).expect(409);
    expect(early.body.code).toBe('file.not-stored');
    const foreign = await makeFile(api, await api.make.client({ tenant }));
    await staff.post(papers()).send({ fileId: foreign.id, kind: 'other' }).expect(404);
  });

  it.each([
    [{ kind: 'passport' }, 'kind'],
    [{ title: 'x'.repeat(301) }, 'title'],
    [{ statusChangeId: 'x' }, 'statusChangeId'],
    [{ clientId: 'x' }, 'clientId'],
  ])('is refused with %j', async (wrong, field) => {
    const { id } = await file();
    const { body } = await staff
      .post(papers())
      .send({ fileId: id, kind: 'annex', ...wrong })
      .expect(400);
    expect(body.errors[0].field).toBe(field);
    expect((await staff.get(papers()).expect(200)).body.items).toEqual([]);
  });
});

describe('the pack that restores a certificate', () => {
  const suspension = async (of: Certificate) => {
    await staff.post(`/api/certificates/${of.id}/suspension`).send({ reason: 'By the body' }).expect(201);
    const [row] = await api.look<{ id: string }>('select id from certificate_status_changes where certificate_id = $1', [of.id]); // prettier-ignore
    return row!.id;
  };

  it('is the papers of one suspension', async () => {
    const statusChangeId = await suspension(certificate);
    await add();
    const report = await add({ kind: 'rectification-report', statusChangeId });
    const { body } = await staff.get(papers(`?statusChangeId=${statusChangeId}`)).expect(200);
    expect(body.items).toEqual([report]);
  });

  it('takes no paper for the suspension of another certificate, nor for one that was taken back', async () => {
    const other = await suspension(await api.make.certificate({ client }));
    const paper = { kind: 'rectification-report', fileId: (await file()).id };
    await staff
      .post(papers())
      .send({ ...paper, statusChangeId: other })
      .expect(404);
    const own = await suspension(certificate);
    const owner = await api.as(await api.make.member({ tenant, role: 'owner' }));
    await owner
      .post(`/api/certificates/${certificate.id}/status-changes/${own}/taking-back`)
      .send({ reason: 'Mistaken' });
    const { body } = await staff
      .post(papers())
      .send({ ...paper, statusChangeId: own })
      .expect(409);
    expect(body).toMatchObject({ code: 'certificate-paper.not-a-suspension', facts: { act: 'suspend', isTakenBack: true } }); // prettier-ignore
  });
});

describe('an annual fee', () => {
  const year = { year: 2027, amount: 300.5, currency: 'cny', dueOn: '2027-01-31', note: 'Invoice 77' };
  const owed = () =>
    api.look<{ id: string; state: string }>(
      `select id, kind, due_on::text as "dueOn", basis, state, item from deadlines
       where certificate_id = $1 and kind = 'annual-fee' order by created_at`,
      [certificate.id],
    );

  it('is owed by the certificate until it is paid, and shown in list and page', async () => {
    const { body: fee } = await staff.post(fees()).send(year).expect(201);
    expect(fee).toEqual({
      id: expect.any(String),
      year: 2027,
      amount: 300.5,
      currency: 'CNY',
      dueOn: '2027-01-31',
      paidOn: null,
      note: 'Invoice 77',
      version: 1,
    });
    expect(await owed()).toMatchObject([
      { kind: 'annual-fee', dueOn: '2027-01-31', basis: 'practice', state: 'open', item: fee.id },
    ]);
    const list = await staff.get('/api/certificates').expect(200);
    expect(list.body.items[0]).toMatchObject({ nextDueOn: '2027-01-31', nextDueKind: 'annual-fee' });
    await staff.post(`/api/certificates/${certificate.id}/suspension`).send({ reason: 'By the body' }).expect(201);
    expect(await owed()).toMatchObject([{ state: 'open' }]);
    const paid = await staff.patch(`/api/certificate-fees/${fee.id}`).send({ version: 1, paidOn: '2026-11-20' });
    expect([paid.status, paid.body.paidOn, paid.body.version]).toEqual([200, '2026-11-20', 2]);
    expect(await owed()).toMatchObject([{ state: 'met' }]);
    await staff.patch(`/api/certificate-fees/${fee.id}`).send({ version: 2, paidOn: null }).expect(200);
    expect(await owed()).toMatchObject([{ state: 'open' }]);
  });

  it('is owed no more once it is deleted, nor by a certificate that has ended', async () => {
    const { body: one } = await staff.post(fees()).send(year).expect(201);
    await staff.delete(`/api/certificate-fees/${one.id}`).expect(204);
    await staff.delete(`/api/certificate-fees/${one.id}`).expect(404);
    expect(await owed()).toMatchObject([{ state: 'withdrawn' }]);
    await staff.post(fees()).send(year).expect(201);
    await staff
      .post(`/api/certificates/${certificate.id}/cancellation`)
      .send({ reason: 'Not made any more' })
      .expect(201);
    expect((await owed()).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('is met by its payment and not by a tick', async () => {
    await staff.post(fees()).send(year).expect(201);
    const [deadline] = await owed();
    const { body } = await staff.post(`/api/deadlines/${deadline!.id}/completion`).send({}).expect(409);
    expect(body.code).toBe('deadline.met-by-fee');
  });

  it('may be of an unknown amount; what older lists say is a hint with its source and is filled in nowhere', async () => {
    await staff.post(fees()).send({ year: 2026, dueOn: '2026-12-15' }).expect(201);
    await staff.post(fees()).send(year).expect(201);
    const { body } = await staff.get(fees()).expect(200);
    expect(body.items.map((fee: { year: number; amount: number | null }) => [fee.year, fee.amount])).toEqual([
      [2027, 300.5],
      [2026, null],
    ]);
    expect(body.known).toMatchObject({
      minimum: 100,
      maximum: 400,
      currency: 'CNY',
      certainty: 'secondary',
      source: expect.stringContaining('http://worldtest.com.cn/html/show-45-31-1.html'),
    });
    const seen = await guest.get(fees()).expect(200);
    expect(seen.body.items[0]).toMatchObject({ year: 2027, amount: 300.5, note: null });
    await guest
      .post(fees())
      .send({ ...year, year: 2028 })
      .expect(403);
  });

  it('is one a year', async () => {
    await staff.post(fees()).send(year).expect(201);
    const { body } = await staff.post(fees()).send(year).expect(409);
    expect(body).toMatchObject({ code: 'certificate-fee.year-taken', facts: { year: 2027 } });
    const { body: next } = await staff.post(fees()).send({ year: 2028, dueOn: '2028-01-31' }).expect(201);
    const moved = await staff.patch(`/api/certificate-fees/${next.id}`).send({ version: 1, year: 2027 }).expect(409);
    expect(moved.body.code).toBe('certificate-fee.year-taken');
  });

  it.each([
    [{ dueOn: '2029-01-01' }, 'dueOn'],
    [{ dueOn: '2027-02-30' }, 'dueOn'],
    [{ paidOn: '2026-11-22' }, 'paidOn'],
    [{ amount: -1 }, 'amount'],
    [{ amount: 1.005 }, 'amount'],
    [{ amount: null }, 'amount'],
    [{ currency: null }, 'currency'],
    [{ currency: 'RMB' }, 'currency'],
    [{ year: 1989 }, 'year'],
  ])('is refused with %j', async (wrong, field) => {
    const { body } = await staff
      .post(fees())
      .send({ ...year, ...wrong })
      .expect(400);
    expect(body.errors[0].field).toBe(field);
    expect((await staff.get(fees()).expect(200)).body.items).toEqual([]);
  });

  it('tells of an edit since, and what it changed', async () => {
    const { body: fee } = await staff.post(fees()).send(year).expect(201);
    await staff.patch(`/api/certificate-fees/${fee.id}`).send({ version: 1, amount: 320 }).expect(200);
    const { body } = await staff.patch(`/api/certificate-fees/${fee.id}`).send({ version: 1, dueOn: '2031-01-01' }).expect(409); // prettier-ignore
    expect(body).toMatchObject({ code: 'stale-version', facts: { version: 2, changed: { amount: { from: 300.5, to: 320 } } } }); // prettier-ignore
  });

  it('is none of a self-declaration: no body asks for one', async () => {
    const { id } = await api.make.certificate({ client, scheme: 'ccc-self-declaration-a', validUntil: null });
    const { body } = await staff.post(`/api/certificates/${id}/fees`).send(year).expect(409);
    expect(body.code).toBe('certificate-fee.of-declaration');
  });
});
