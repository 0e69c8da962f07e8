import { Db, newId } from '#database/db';
import type { Certificate } from '#database/entities/certificate.entity';
import type { Client } from '#database/entities/client.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { Import } from '#database/entities/import.entity';
import { addDays } from '#domain/day';
import { CertificateStatusService } from '#features/certificates/certificate-status.service';
import { CertificatesService, type NewCertificate } from '#features/certificates/certificates.service';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

async function consultancy(): Promise<{ tenant: Tenant; client: Client; agent: Agent }> {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH', legalNameZh: '林道照明技术有限公司' }); // prettier-ignore
  const agent = await api.as(await api.make.member({ tenant, name: 'Lena Weiss' }));
  return { tenant, client, agent };
}

interface PageBody {
  items: { id: string; nextDueOn: string | null }[];
  nextCursor: string | null;
}

const ccc = { scheme: 'ccc', number: '2022 0111 0910 0055', body: 'CCAP', issuedOn: '2022-03-01', validUntil: '2027-02-28' }; // prettier-ignore

describe('the list of certificates', () => {
  it('comes by next deadline and pages without a gap or a repetition', async () => {
    const { client, agent } = await consultancy();
    const days = ['2027-03-01', '2026-12-31', '2026-12-31', '2028-01-01', 'infinity'];
    const made = [];
    for (const nextDueOn of days) made.push(await api.make.certificate({ client, nextDueOn }));
    const seen: PageBody['items'] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null; page += 1) {
      const { body }: { body: PageBody } = await agent
        .get(`/api/certificates?limit=2${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      expect(body.items.length).toBe(page < 2 ? 2 : 1);
      seen.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(seen.map((row) => row.nextDueOn)).toEqual(['2026-12-31', '2026-12-31', '2027-03-01', '2028-01-01', null]);
    expect(new Set(seen.map((row) => row.id))).toEqual(new Set(made.map((row) => row.id)));
  });

  it('pages a large size and a descending sort by the same rule', async () => {
    const { client, agent } = await consultancy();
    const ofAll = { client, product: await api.make.product({ client }), contact: null };
    for (let count = 0; count < 53; count += 1)
      await api.make.certificate({ ...ofAll, validUntil: addDays('2030-01-01', count % 40) });
    const first = await agent.get('/api/certificates?sort=-validUntil').expect(200);
    const second = await agent.get(`/api/certificates?sort=-validUntil&cursor=${first.body.nextCursor}`).expect(200);
    const whole = await agent.get('/api/certificates?sort=-validUntil&limit=60').expect(200);
    expect(first.body.items).toHaveLength(50);
    expect(second.body.items).toHaveLength(3);
    expect(whole.body.nextCursor).toBeNull();
    expect([...first.body.items, ...second.body.items]).toEqual(whole.body.items);
    expect(whole.body.items[0].validUntil).toBe('2030-02-09');
  });

  it('tells each row with its client, product and next deadline', async () => {
    const { client, agent } = await consultancy();
    const product = await api.make.product({ client, name: 'Rear combination lamp', nameZh: '后组合灯', classCode: '1109' }); // prettier-ignore
    const { body: made } = await agent
      .post('/api/certificates')
      .send({ ...ccc, productId: product.id })
      .expect(201);
    const { body } = await agent.get('/api/certificates').expect(200);
    expect(body).toEqual({
      items: [
        {
          id: made.id,
          number: '2022 0111 0910 0055',
          scheme: 'ccc',
          status: 'valid',
          issuedOn: '2022-03-01',
          validUntil: '2027-02-28',
          body: 'CCAP',
          nextDueOn: '2026-11-30',
          nextDueKind: 'renewal-filing',
          nextDueBasis: 'legal',
          clientId: client.id,
          clientName: 'Lindauer Lichttechnik GmbH',
          clientNameZh: '林道照明技术有限公司',
          productId: product.id,
          productName: 'Rear combination lamp',
          productNameZh: '后组合灯',
          classCode: '1109',
          responsibleId: null,
        },
      ],
      nextCursor: null,
    });
  });

  describe('narrowed', () => {
    let tenant: Tenant, client: Client, agent: Agent, ids: Record<string, string>;
    beforeAll(async () => {
      ({ tenant, client, agent } = await consultancy());
      const other = await api.make.client({ tenant, legalName: 'Hoshikawa Glass Co., Ltd.', legalNameZh: '星川玻璃株式会社' }); // prettier-ignore
      const responsible = await api.make.member({ tenant });
      const lamp = await api.make.product({ client, name: 'Headlamp', nameZh: '前照灯总成', models: ['RL-480'] });
      const glass = await api.make.product({ client: other, classCode: '1301', name: 'Windscreen 100%', models: ['W_1'] }); // prettier-ignore
      const lampCertificate = await api.make.certificate({ client, product: lamp, number: '2022 0111 0910 0055', validUntil: '2027-02-28', nextDueOn: '2026-11-30', responsible }); // prettier-ignore
      const glassCertificate = await api.make.certificate({ client: other, product: glass, number: '2023011301100417', body: 'CGAC', status: 'suspended', validUntil: '2028-06-02', nextDueOn: '2028-03-04' }); // prettier-ignore
      const ended = await api.make.certificate({ client, product: lamp, number: 'CQC-77', status: 'expired', validUntil: '2026-11-25', scheme: 'cqc-voluntary' }); // prettier-ignore
      const { body: declared } = await agent.post('/api/certificates').send({ productId: lamp.id, scheme: 'ccc-self-declaration-b', number: 'SDOC-2020011109100008', issuedOn: '2020-05-01' }).expect(201); // prettier-ignore
      ids = { lamp: lampCertificate.id, glass: glassCertificate.id, ended: ended.id, declared: declared.id };
      Object.assign(ids, { otherClient: other.id, lampProduct: lamp.id, factory: lampCertificate.factoryId!, responsible: responsible.id }); // prettier-ignore
    });

    const names = (rows: { id: string }[]) => rows.map((row) => Object.keys(ids).find((name) => ids[name] === row.id));

    it.each([
      ['status=suspended', ['glass']],
      ['status=suspended,expired', ['glass', 'ended']],
      ['status=suspended&status=expired', ['glass', 'ended']],
      ['scheme=cqc-voluntary', ['ended']],
      ['kind=self-declaration', ['declared']],
      ['kind=certificate', ['lamp', 'glass', 'ended']],
      ['clientId=$otherClient', ['glass']],
      ['productId=$lampProduct&status=valid', ['lamp', 'declared']],
      ['factoryId=$factory', ['lamp', 'declared', 'ended']],
      ['responsibleId=$responsible', ['lamp']],
      ['classCode=1301', ['glass']],
      ['body=CGAC', ['glass']],
      ['expiringWithinDays=100', ['lamp']],
      ['expiringWithinDays=99', []],
      ['dueBefore=2026-12-01', ['lamp']],
      ['dueBefore=2026-11-30', []],
      ['conversion=open', ['declared']],
      ['conversion=none', ['lamp', 'glass', 'ended']],
      ['q=2022 0111 0910 0055', ['lamp']],
      ['q=9100055', ['lamp']],
      ['q=sdoc-2020', ['declared']],
      ['q=rl-480', ['lamp', 'declared', 'ended']],
      ['q=headlamp lindauer 0055', ['lamp']],
      ['q=ＲＬ－４８０', ['lamp', 'declared', 'ended']],
      ['q=照灯', ['lamp', 'declared', 'ended']],
      ['q=玻璃', ['glass']],
      ['q=100%', ['glass']],
      ['q=w_1', ['glass']],
      ['q=%', ['glass']],
      ['q=_', ['glass']],
      ['q=nothing of that', []],
    ])('to %s', async (query, expected) => {
      const filled = query.replace(/\$(\w+)/g, (_, name: string) => ids[name]!);
      const search = new URLSearchParams(filled.replace(/%/g, '%25'));

      const { body } = await agent.get(`/api/certificates?${search}`).expect(200);
      expect(names(body.items)).toEqual(expected);
      const { body: count } = await agent.get(`/api/certificates/count?${search}`).expect(200);
      expect(count).toMatchObject({ total: expected.length, isCapped: false });
    });

    it('is counted with its self-declarations and clients', async () => {
      const { body } = await agent.get('/api/certificates/count').expect(200);
      expect(body).toEqual({ total: 4, selfDeclarations: 1, clients: 2, isCapped: false });
    });

    it.each(['number', 'validUntil', '-validUntil', 'issuedOn', '-issuedOn', 'nextDueOn'])(
      'sorts by %s, each row on exactly one page',
      async (sort) => {
        const whole = (await agent.get(`/api/certificates?sort=${sort}`).expect(200)).body.items;
        const pages = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const { body }: { body: PageBody } = await agent.get(`/api/certificates?limit=1&sort=${sort}${cursor && `&cursor=${cursor}`}`).expect(200); // prettier-ignore
          pages.push(...body.items);
          cursor = body.nextCursor;
        }
        expect(pages).toEqual(whole);
        expect(whole).toHaveLength(4);
      },
    );
  });

  it.each([
    ['?sort=client', 'sort'],
    ['?color=red', 'color'],
    ['?limit=0', 'limit'],
    ['?limit=201', 'limit'],
    ['?status=gone', 'status'],
    ['?clientId=7', 'clientId'],
    ['?expiringWithinDays=soon', 'expiringWithinDays'],
    ['?dueBefore=2026-02-30', 'dueBefore'],
    ['?cursor=nonsense', 'cursor'],
    [
      `?cursor=${Buffer.from('["nextDueOn","yesterday","01a1f8a3-f4f3-7068-9c8a-d6604c9126d2"]').toString('base64url')}`,
      'cursor',
    ],
    [
      `?cursor=${Buffer.from('["nextDueOn","2026-11-30","------------------------------------"]').toString('base64url')}`,
      'cursor',
    ],
    [
      `?cursor=${Buffer.from('["number","2026","01a1f8a3-f4f3-7068-9c8a-d6604c9126d2"]').toString('base64url')}`,
      'cursor',
    ],
  ])('refuses %s', async (query, field) => {
    const { agent } = await consultancy();
    const { body } = await agent.get(`/api/certificates${query}`).expect(400);
    expect(body.errors[0].field).toBe(field);
  });
});

describe('POST /api/certificates', () => {
  it('adds a certificate, states what it owes and tells it in its history', async () => {
    const { tenant, client, agent } = await consultancy();
    const factory = await api.make.factory({ client, factoryClass: 'B', lastFollowUpOn: '2026-05-01' });
    const product = await api.make.product({ client, factory });
    const contact = await api.make.contact({
      client,
      name: 'Anna Berger',
      email: 'anna@lindauer.test',
      language: 'de',
    });
    const responsible = await api.make.member({ tenant, name: 'Mert Kaya', email: 'm.kaya@example.test' });
    const { body } = await agent.post('/api/certificates').send({ ...ccc, productId: product.id, contactId: contact.id, responsibleId: responsible.id }).expect(201); // prettier-ignore
    expect(body).toMatchObject({
      number: '2022 0111 0910 0055',
      status: 'valid',
      nextDueOn: '2026-11-30',
      client: { id: client.id, legalName: 'Lindauer Lichttechnik GmbH' },
      product: { id: product.id, class: { code: '1109', nameDe: 'Außenbeleuchtung von Kraftfahrzeugen' } },
      contact: { id: contact.id, name: 'Anna Berger', email: 'anna@lindauer.test', language: 'de' },
      responsible: { id: responsible.id, name: 'Mert Kaya', email: 'm.kaya@example.test' },
      replaces: null,
      replacedBy: null,
      version: 1,
    });
    expect(
      body.deadlines.map((d: { kind: string; dueOn: string; state: string }) => [d.kind, d.dueOn, d.state]),
    ).toEqual([
      ['renewal-filing', '2026-11-30', 'open'],
      ['certificate-expiry', '2027-02-28', 'open'],
    ]);
    const reader = await api.as(await api.make.member({ tenant, client }));
    const responsibleTo = async (who: typeof agent) =>
      (await who.get('/api/certificates').expect(200)).body.items.map(
        (line: { responsibleId: unknown }) => line.responsibleId,
      );
    expect([await responsibleTo(agent), await responsibleTo(reader)]).toEqual([[responsible.id], [null]]);
    expect(body.factory).toMatchObject({
      id: factory.id,
      deadlines: [{ kind: 'follow-up-inspection', dueOn: '2027-05-01' }],
    });
    const { body: line } = await agent.get(`/api/factories/${factory.id}`).expect(200);
    expect(line.nextDueOn).toBe('2027-05-01');
    const { body: history } = await agent.get(`/api/events?certificateId=${body.id}`).expect(200);
    expect(history.items).toMatchObject([{ what: 'certificate.added', actorName: 'Lena Weiss', clientId: client.id }]);
  });

  it('knows a number again however it is spaced, wide or small', async () => {
    const { client, agent } = await consultancy();
    const { id: productId } = await api.make.product({ client });
    const { body: first } = await agent
      .post('/api/certificates')
      .send({ ...ccc, productId })
      .expect(201);
    for (const number of ['2022011109100055', ' 2022 01110910 0055 ', '２０２２０１１１０９１０００５５']) {
      const { body } = await agent
        .post('/api/certificates')
        .send({ ...ccc, productId, number })
        .expect(409);
      expect(body).toMatchObject({ code: 'certificate.number-taken', facts: { certificateId: first.id } });
    }
    const elsewhere = await consultancy();
    const there = await api.make.product({ client: elsewhere.client });
    await elsewhere.agent
      .post('/api/certificates')
      .send({ ...ccc, productId: there.id })
      .expect(201);
  });

  it('answers a repeated Idempotency-Key with the first answer', async () => {
    const { client, agent } = await consultancy();
    const { id: productId } = await api.make.product({ client });
    const post = () =>
      agent
        .post('/api/certificates')
        .set('idempotency-key', 'one')
        .send({ ...ccc, productId });
    const first = await post().expect(201);
    const again = await post().expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const { body } = await agent.get('/api/certificates/count');
    expect(body.total).toBe(1);
  });

  it.each([
    ['productId', { productId: undefined }],
    ['scheme', { scheme: 'iso-9001' }],
    ['number', { number: '  ' }],
    ['number', { number: '1'.repeat(101) }],
    ['issuedOn', { issuedOn: '2022-02-29' }],
    ['issuedOn', { issuedOn: undefined }],
    ['validUntil', { validUntil: null }],
    ['validUntil', { validUntil: '2022-03-01' }],
    ['status', { status: null }],
    ['replacesId', { replacesId: 'the old one' }],
    ['tenantId', { tenantId: newId() }],
    ['clientId', { clientId: newId() }],
  ])('refuses a wrong %s', async (field, change) => {
    const { client, agent } = await consultancy();
    const { id: productId } = await api.make.product({ client });
    const { body } = await agent
      .post('/api/certificates')
      .send({ ...ccc, productId, ...change })
      .expect(400);
    expect(body.errors.map((fault: { field: string }) => fault.field)).toEqual(expect.arrayContaining([field]));
  });

  it('refuses parties of another client and a responsible who may not edit', async () => {
    const { tenant, client, agent } = await consultancy();
    const other = await api.make.client({ tenant });
    const { id: productId } = await api.make.product({ client });
    const tried: [object, string][] = [
      [{ contactId: (await api.make.contact({ client: other })).id }, 'certificate.contact-of-another-client'],
      [{ factoryId: (await api.make.factory({ client: other })).id }, 'factory.of-another-client'],
      [
        { responsibleId: (await api.make.member({ tenant, role: 'viewer' })).id },
        'certificate.responsible-may-not-edit',
      ],
    ];
    for (const [change, code] of tried) {
      const { body } = await agent
        .post('/api/certificates')
        .send({ ...ccc, productId, ...change })
        .expect(409);
      expect(body.code).toBe(code);
    }
  });

  it('takes several of one factory at the same time and states its inspection once', async () => {
    const { client, agent } = await consultancy();
    const factory = await api.make.factory({ client, lastFollowUpOn: '2026-05-01' });
    const units = [];
    for (let count = 0; count < 4; count += 1) units.push(await api.make.product({ client, factory }));
    for (let count = 0; count < 3; count += 1) await api.make.contact({ client });
    const answers = await Promise.all(
      units.map(({ id: productId }, at) =>
        agent.post('/api/certificates').send({ ...ccc, productId, number: String(at) }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    const owed = await api.look('select state, due_on::text from deadlines where factory_id = $1', [factory.id]);
    expect(owed).toEqual([{ state: 'open', due_on: '2027-05-01' }]);
  });

  it('does not find what belongs to another tenant', async () => {
    const { client, agent } = await consultancy();
    const { id: productId } = await api.make.product({ client });
    const foreign = await api.make.certificate();
    const member = await api.make.member();
    await agent
      .post('/api/certificates')
      .send({ ...ccc, productId: foreign.productId })
      .expect(404);
    await agent
      .post('/api/certificates')
      .send({ ...ccc, productId, factoryId: foreign.factoryId })
      .expect(404);
    await agent
      .post('/api/certificates')
      .send({ ...ccc, productId, contactId: foreign.contactId })
      .expect(404);
    await agent
      .post('/api/certificates')
      .send({ ...ccc, productId, responsibleId: member.id })
      .expect(404);
    await agent
      .post('/api/certificates')
      .send({ ...ccc, productId, replacesId: foreign.id })
      .expect(404);
    expect((await agent.get('/api/certificates/count')).body.total).toBe(0);
  });
});

describe('who may', () => {
  it('refuses who is not signed in', async () => {
    const { id } = await api.make.certificate();
    const nobody = api.nobody();
    await nobody.get('/api/certificates').expect(401);
    await nobody.get('/api/certificates/count').expect(401);
    await nobody.post('/api/certificates').send(ccc).expect(401);
    await nobody.get(`/api/certificates/${id}`).expect(401);
    await nobody.patch(`/api/certificates/${id}`).send({ version: 1 }).expect(401);
    for (const noun of NOUNS) await nobody.post(`/api/certificates/${id}/${noun}`).send({ reason: 'x' }).expect(401);
    await nobody.delete(`/api/certificates/${id}/suspension`).expect(401);
  });

  it('lets viewers and clients read and nothing more', async () => {
    const { tenant, client } = await consultancy();
    const certificate = await api.make.certificate({ client });
    for (const member of [
      await api.make.member({ tenant, role: 'viewer' }),
      await api.make.member({ tenant, client }),
    ]) {
      const agent = await api.as(member);
      await agent.get(`/api/certificates/${certificate.id}`).expect(200);
      await agent
        .post('/api/certificates')
        .send({ ...ccc, productId: certificate.productId })
        .expect(403);
      await agent.patch(`/api/certificates/${certificate.id}`).send({ version: 1, body: 'X' }).expect(403);
      for (const noun of NOUNS)
        await agent.post(`/api/certificates/${certificate.id}/${noun}`).send({ reason: 'x' }).expect(403);
      await agent.delete(`/api/certificates/${certificate.id}/suspension`).expect(403);
      await agent.post(`/api/products/${certificate.productId}/reclassification`).send({ version: 1, classCode: '1104' }).expect(403); // prettier-ignore
    }
  });

  it('shows a client its own certificates, without the responsible, and not those of another client', async () => {
    const { tenant, client, agent: staff } = await consultancy();
    const responsible = await api.make.member({ tenant });
    const own = await api.make.certificate({ client, responsible });
    const foreign = await api.make.certificate({ tenant, client: await api.make.client({ tenant, legalName: 'Lindauer Rival AG' }) }); // prettier-ignore
    const agent = await api.as(await api.make.member({ tenant, client }));
    const { body } = await agent.get('/api/certificates').expect(200);
    expect(body.items.map((row: { id: string }) => row.id)).toEqual([own.id]);
    expect((await agent.get('/api/certificates?q=lindauer').expect(200)).body.items).toHaveLength(1);
    expect((await staff.get('/api/certificates?q=lindauer').expect(200)).body.items).toHaveLength(2);
    expect((await agent.get('/api/certificates/count').expect(200)).body).toMatchObject({ total: 1, clients: 1 });
    expect((await agent.get(`/api/certificates/${own.id}`).expect(200)).body.responsible).toBeNull();
    await agent.get(`/api/certificates/${foreign.id}`).expect(404);
    expect((await agent.get(`/api/certificates?clientId=${foreign.clientId}`).expect(200)).body.items).toEqual([]);
  });

  it('neither shows nor changes another tenant’s certificate', async () => {
    const { agent } = await consultancy();
    const foreign = await api.make.certificate({ status: 'suspended' });
    await agent.get(`/api/certificates/${foreign.id}`).expect(404);
    await agent.get('/api/certificates/not-an-id').expect(404);
    await agent.patch(`/api/certificates/${foreign.id}`).send({ version: 1, body: 'X' }).expect(404);
    for (const noun of NOUNS)
      await agent.post(`/api/certificates/${foreign.id}/${noun}`).send({ reason: 'x' }).expect(404);
    await agent.delete(`/api/certificates/${foreign.id}/suspension`).expect(404);
    await agent.post(`/api/products/${foreign.productId}/reclassification`).send({ version: 1, classCode: '1104' }).expect(404); // prettier-ignore
    expect((await agent.get(`/api/certificates?q=${foreign.number}`).expect(200)).body.items).toEqual([]);
    const [row] = await api.look<Certificate>('select status, body, version from certificates where id = $1', [
      foreign.id,
    ]);
    expect(row).toEqual({ status: 'suspended', body: 'CQC', version: 1 });
  });
});

const NOUNS = ['suspension', 'cancellation', 'revocation', 'expiry', 'reinstatement'] as const;

describe('the status', () => {
  /** One line a state: where each act leads, or a dash where it is refused. */
  const TABLE = `
    state      suspension  DELETE  cancellation  revocation  expiry   reinstatement
    valid      suspended   -       cancelled     revoked     expired  -
    suspended  -           valid   cancelled     revoked     expired  -
    cancelled  -           -       -             -           -        -
    revoked    -           -       -             -           -        -
    expired    -           -       -             -           -        valid`;
  const [head, ...lines] = TABLE.trim().split('\n').map((line) => line.trim().split(/ +/)); // prettier-ignore
  const cases = lines.flatMap(([state, ...ends]) => ends.map((end, at) => [state!, head![at + 1]!, end] as const));

  it.each(cases)('%s, %s: %s', async (state, noun, end) => {
    const { client, agent } = await consultancy();
    // It has run out in China: what is valid still does not expire.
    const { id } = await api.make.certificate({ client, status: state as Certificate['status'], validUntil: '2026-11-19' }); // prettier-ignore
    const answer =
      noun === 'DELETE'
        ? await agent.delete(`/api/certificates/${id}/suspension`)
        : await agent.post(`/api/certificates/${id}/${noun}`).send({ reason: 'As the body wrote' });
    if (end !== '-') {
      expect(answer.body).toMatchObject({
        status: end,
        statusReason: noun === 'DELETE' ? null : 'As the body wrote',
        version: 2,
      });
    } else {
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ code: 'certificate.illegal-transition', facts: { status: state } });
    }
    const [row] = await api.look<Certificate>('select status from certificates where id = $1', [id]);
    expect(row!.status).toBe(end === '-' ? state : end);
  });

  it('tells a suspension with its reason and day, and keeps what is owed', async () => {
    const { client, agent } = await consultancy();
    const { id: productId } = await api.make.product({ client });
    const { body: made } = await agent.post('/api/certificates').send({ ...ccc, productId });
    const { body } = await agent.post(`/api/certificates/${made.id}/suspension`).send({ reason: 'Follow-up refused (0205)', on: '2026-11-19' }).expect(201); // prettier-ignore
    expect(body.nextDueOn).toBe('2026-11-30');
    const { body: history } = await agent.get(`/api/events?certificateId=${made.id}`);
    expect(history.items[0]).toMatchObject({
      what: 'certificate.suspended',
      facts: { reason: 'Follow-up refused (0205)', on: '2026-11-19', changes: { status: ['valid', 'suspended'] } },
    });
  });

  it('of an ended certificate owes nothing; taken back it owes again', async () => {
    const { client, agent } = await consultancy();
    const { id: productId } = await api.make.product({ client });
    const over = { ...ccc, issuedOn: '2021-11-20', validUntil: '2026-11-19' };
    const { body: made } = await agent.post('/api/certificates').send({ ...over, productId });
    const { body: ended } = await agent.post(`/api/certificates/${made.id}/expiry`).send({}).expect(201);
    expect(ended).toMatchObject({ status: 'expired', nextDueOn: null, nextDueKind: null, nextDueBasis: null });
    expect(ended.deadlines.map((d: { state: string; stateReason: string }) => [d.state, d.stateReason])).toEqual([
      ['withdrawn', 'no-longer-owed'],
      ['withdrawn', 'no-longer-owed'],
    ]);
    const { body: back } = await agent.post(`/api/certificates/${made.id}/reinstatement`).send({}).expect(201);
    // Its renewal should have been filed 90 days before its last valid day.
    expect(back).toMatchObject({ status: 'valid', nextDueOn: '2026-08-21' });
  });

  it('expires by hand only once the last valid day is over in China, and holds from the day after it', async () => {
    const { client, agent } = await consultancy();
    const { id: productId } = await api.make.product({ client });
    const { body: made } = await agent.post('/api/certificates').send({ ...ccc, productId });
    const expire = (id: string, on?: string) => agent.post(`/api/certificates/${id}/expiry`).send({ on });
    for (const on of [undefined, '2026-11-20'])
      expect((await expire(made.id, on).expect(409)).body).toMatchObject({
        code: 'certificate.not-run-out',
        facts: { validUntil: '2027-02-28', earliestOn: '2027-03-01' },
      });
    const endless = await api.make.certificate({ client, scheme: 'ccc-self-declaration-b', validUntil: null });
    expect((await expire(endless.id).expect(409)).body.code).toBe('certificate.never-runs-out');
    const over = await api.make.certificate({ client, validUntil: '2026-11-12' });
    expect((await expire(over.id, '2026-11-12').expect(409)).body.facts).toMatchObject({ earliestOn: '2026-11-13' });
    expect((await expire(over.id).expect(201)).body).toMatchObject({ status: 'expired', statusOn: '2026-11-13' });
  });

  it('needs a reason for a suspension and a revocation, and a day that is not in the future', async () => {
    const { client, agent } = await consultancy();
    const { id } = await api.make.certificate({ client });
    await agent.post(`/api/certificates/${id}/suspension`).send({}).expect(400);
    await agent.post(`/api/certificates/${id}/revocation`).send({ reason: ' ' }).expect(400);
    const { body } = await agent.post(`/api/certificates/${id}/cancellation`).send({ on: '2026-11-22' }).expect(400);
    expect(body.errors).toMatchObject([{ field: 'on', code: 'day-in-future' }]);
  });

  it('keeps the reason code of the body and the day, in the certificate and in its history', async () => {
    const { client, agent } = await consultancy();
    const { id } = await api.make.certificate({ client });
    const { body } = await agent.post(`/api/certificates/${id}/suspension`).send({ reason: 'Factory closed', ground: '0205', on: '2026-11-02' }).expect(201); // prettier-ignore
    expect(body).toMatchObject({ status: 'suspended', statusReason: 'Factory closed', statusGround: '0205', statusOn: '2026-11-02' }); // prettier-ignore
    const { body: history } = await agent.get(`/api/events?certificateId=${id}`);
    expect(history.items[0]).toMatchObject({
      what: 'certificate.suspended',
      facts: {
        ground: '0205',
        on: '2026-11-02',
        changes: { statusGround: [null, '0205'], statusOn: [null, '2026-11-02'] },
      },
    });
    const { body: revoked } = await agent.post(`/api/certificates/${id}/revocation`).send({ reason: 'Not corrected', ground: '0201', on: '2026-11-18' }).expect(201); // prettier-ignore
    expect(revoked).toMatchObject({ status: 'revoked', statusGround: '0201', statusOn: '2026-11-18' });
  });

  it('holds from the reader’s today and without a reason code where the request says neither', async () => {
    const { client, agent } = await consultancy();
    const { id } = await api.make.certificate({ client });
    const { body } = await agent.post(`/api/certificates/${id}/cancellation`).send({}).expect(201);
    expect(body).toMatchObject({ status: 'cancelled', statusReason: null, statusGround: null, statusOn: '2026-11-20' });
    const { body: listed } = await agent.get(`/api/certificates/${id}`).expect(200);
    expect(listed).toEqual(body);
  });

  it('drops reason code and day when the certificate is valid again', async () => {
    const { client, agent } = await consultancy();
    const { id } = await api.make.certificate({ client });
    await agent.post(`/api/certificates/${id}/suspension`).send({ reason: 'Seasonal', ground: '0208' }).expect(201);
    const { body: restored } = await agent.delete(`/api/certificates/${id}/suspension`).expect(200);
    expect(restored).toMatchObject({ status: 'valid', statusReason: null, statusGround: null, statusOn: null });
    await api.look(`update certificates set valid_until = '2026-11-18' where id = $1`, [id]);
    await agent.post(`/api/certificates/${id}/expiry`).send({ on: '2026-11-19' }).expect(201);
    const { body: back } = await agent.post(`/api/certificates/${id}/reinstatement`).send({ on: '2026-11-20' }).expect(201); // prettier-ignore
    expect(back).toMatchObject({ status: 'valid', statusGround: null, statusOn: null });
  });

  it.each([
    ['suspension', '0209', ['0201', '0202', '0203', '0204', '0205', '0206', '0207', '0208', '0299']],
    ['cancellation', '0205', ['0201', '0202', '0203', '0204', '0299']],
    ['revocation', '0210', ['0201', '0202', '0203', '0204', '0205', '0206', '0207', '0208', '0209', '0299']],
  ])('refuses for a %s the reason code %s, naming the allowed ones', async (noun, ground, allowed) => {
    const { client, agent } = await consultancy();
    const { id } = await api.make.certificate({ client });
    const { body } = await agent.post(`/api/certificates/${id}/${noun}`).send({ reason: 'By the body', ground }).expect(409); // prettier-ignore
    expect(body).toMatchObject({ code: 'certificate.ground-not-of-act', facts: { ground, allowed } });
    const [row] = await api.look<Certificate>('select status, version, status_ground as "statusGround" from certificates where id = $1', [id]); // prettier-ignore
    expect(row).toEqual({ status: 'valid', version: 1, statusGround: null });
  });

  it.each([
    ['suspension', { reason: 'x', ground: '205' }],
    ['suspension', { reason: 'x', ground: 205 }],
    ['revocation', { reason: 'x', ground: "0205'--" }],
    ['expiry', { ground: '0201' }],
    ['reinstatement', { ground: '0201' }],
  ])('of a %s takes no reason code of another shape: %j', async (noun, change) => {
    const { client, agent } = await consultancy();
    const { id } = await api.make.certificate({ client, ...(noun === 'reinstatement' && { status: 'expired' }) });
    const { body } = await agent.post(`/api/certificates/${id}/${noun}`).send(change).expect(400);
    expect(body.errors[0].field).toBe('ground');
  });

  it('takes reason codes of CCC certificates only, and forgets one that ends under another scheme', async () => {
    const { client, agent } = await consultancy();
    const voluntary = await api.make.certificate({ client, scheme: 'cqc-voluntary' });
    const { body } = await agent.post(`/api/certificates/${voluntary.id}/suspension`).send({ reason: 'By the body', ground: '0205' }).expect(409); // prettier-ignore
    expect(body).toMatchObject({ code: 'certificate.ground-of-ccc-only', facts: { scheme: 'cqc-voluntary' } });
    const { id } = await api.make.certificate({ client });
    await agent.post(`/api/certificates/${id}/suspension`).send({ reason: 'By the body', ground: '0205' }).expect(201);
    const { body: edited } = await agent.patch(`/api/certificates/${id}`).send({ version: 2, scheme: 'ccap-voluntary' }).expect(200); // prettier-ignore
    expect(edited).toMatchObject({ status: 'suspended', statusGround: null, statusReason: 'By the body' });
  });

  it('that a register brings says neither since when nor why', async () => {
    const { tenant, client } = await consultancy();
    const { id } = await api.make.certificate({ client });
    await api.make.inside(tenant, async () => {
      const { id: importId } = await api.app.get(Db).add(Import, { fileName: 'r.xlsx', fileHash: id, fileContent: Buffer.from('x'), fileSizeBytes: 1, state: 'ready', rowsTotal: 1, createdAt: api.clock.now() }); // prettier-ignore
      await api.app.get(CertificateStatusService).follow(id, 'suspended', importId);
    });
    const [row] = await api.look('select status, status_ground, status_on from certificates where id = $1', [id]);
    expect(row).toEqual({ status: 'suspended', status_ground: null, status_on: null });
  });
});

describe('a declaration that is replaced', () => {
  const declaration = { scheme: 'ccc-self-declaration-b', number: 'SDOC-2020011109100008', issuedOn: '2020-05-01' };
  const kinds = (rows: { kind: string; dueOn: string; state: string; stateReason: string | null }[]) =>
    rows.map(({ kind, dueOn, state, stateReason }) => [kind, dueOn, state, stateReason]);

  it('has met its conversion, and owes it again when the replacement no longer names it', async () => {
    const { client, agent } = await consultancy();
    const { id: productId } = await api.make.product({ client });
    const { body: old } = await agent
      .post('/api/certificates')
      .send({ ...declaration, productId })
      .expect(201);
    expect(old.nextDueOn).toBe('2026-12-31');
    expect(kinds(old.deadlines)).toEqual([
      ['conversion', '2026-12-31', 'open', null],
      ['cut-over', '2027-01-01', 'open', null],
    ]);
    const { body: made } = await agent
      .post('/api/certificates')
      .send({ ...ccc, productId, replacesId: old.id })
      .expect(201);
    expect(made.replaces).toEqual({ id: old.id, number: 'SDOC-2020011109100008', scheme: 'ccc-self-declaration-b', status: 'valid' }); // prettier-ignore
    const { body: replaced } = await agent.get(`/api/certificates/${old.id}`);
    expect(replaced.replacedBy.id).toBe(made.id);
    expect(replaced.nextDueOn).toBeNull();
    expect(kinds(replaced.deadlines)).toEqual([
      ['conversion', '2026-12-31', 'met', 'replaced'],
      ['cut-over', '2027-01-01', 'met', 'replaced'],
    ]);
    await agent.patch(`/api/certificates/${made.id}`).send({ version: made.version, replacesId: null }).expect(200);
    const { body: again } = await agent.get(`/api/certificates/${old.id}`);
    expect(again).toMatchObject({ replacedBy: null, nextDueOn: '2026-12-31', nextDueKind: 'conversion' });
    expect((await agent.get('/api/certificates?conversion=open')).body.items).toHaveLength(1);
  });

  it('is replaced once, by a CCC certificate of the same client and class family', async () => {
    const { tenant, client, agent } = await consultancy();
    const lamp = await api.make.product({ client, classCode: '1109' });
    const motorcycleLamp = await api.make.product({ client, classCode: '1116' });
    const belt = await api.make.product({ client, classCode: '1104' });
    const others = await api.make.product({ client: await api.make.client({ tenant }), classCode: '1109' });
    const { body: old } = await agent
      .post('/api/certificates')
      .send({ ...declaration, productId: lamp.id })
      .expect(201);
    const replace = (change: object) => agent.post('/api/certificates').send({ ...ccc, productId: lamp.id, replacesId: old.id, ...change }); // prettier-ignore
    const refused = async (change: object, code: string) =>
      expect((await replace(change).expect(409)).body.code).toBe(code);
    await refused({ productId: others.id }, 'certificate.replacement-of-another-client');
    await refused({ productId: belt.id }, 'certificate.replacement-of-another-class');
    await refused({ scheme: 'cqc-voluntary' }, 'certificate.replacement-is-not-ccc');
    await refused({ scheme: 'ccc-self-declaration-b' }, 'certificate.replacement-is-not-ccc');
    const { body: made } = await replace({ productId: motorcycleLamp.id }).expect(201);
    const { body: twice } = await replace({ number: '7' }).expect(409);
    expect(twice).toMatchObject({ code: 'certificate.already-replaced', facts: { replacedById: made.id } });
    const { body: noDeclaration } = await replace({ number: '8', replacesId: made.id }).expect(409);
    expect(noDeclaration.code).toBe('certificate.replaced-is-no-declaration');
    const { body: itself } = await agent
      .patch(`/api/certificates/${made.id}`)
      .send({ version: 1, replacesId: made.id })
      .expect(409);
    expect(itself.code).toBe('certificate.replaces-itself');
    const { body: turned } = await agent.patch(`/api/certificates/${old.id}`).send({ version: 1, scheme: 'ccc', validUntil: '2025-04-30' }).expect(409); // prettier-ignore
    expect(turned.code).toBe('certificate.replaced-is-no-declaration');
  });
});

describe('PATCH /api/certificates/:id', () => {
  it('moves what is owed with the last day, and tells what changed', async () => {
    const { client, agent } = await consultancy();
    const { id: productId } = await api.make.product({ client });
    const { body: made } = await agent.post('/api/certificates').send({ ...ccc, productId });
    const { body } = await agent
      .patch(`/api/certificates/${made.id}`)
      .send({ version: 1, validUntil: '2026-12-31' })
      .expect(200);
    expect(body).toMatchObject({ validUntil: '2026-12-31', version: 2, nextDueOn: '2026-10-02' });
    const { body: history } = await agent.get(`/api/events?certificateId=${made.id}`);
    expect(history.items[0]).toMatchObject({
      what: 'certificate.edited',
      facts: { changes: { validUntil: ['2027-02-28', '2026-12-31'] } },
    });
    expect(Object.keys(history.items[0].facts.changes)).toEqual(['validUntil']);
  });

  it('refuses the second of two people who edit at once and tells what the first changed', async () => {
    const { tenant, client, agent } = await consultancy();
    const second = await api.as(await api.make.member({ tenant, name: 'Mert Kaya' }));
    const { id } = await api.make.certificate({ client, body: 'CQC' });
    await agent.patch(`/api/certificates/${id}`).send({ version: 1, body: 'CAV', number: '42' }).expect(200);
    const { body } = await second.patch(`/api/certificates/${id}`).send({ version: 1, body: 'CCAP' }).expect(409);
    expect(body).toMatchObject({
      code: 'stale-version',
      facts: { version: 2, changed: { body: { from: 'CQC', to: 'CAV', by: 'Lena Weiss' }, number: { to: '42' } } },
    });
    expect(Object.keys(body.facts.changed).sort()).toEqual(['body', 'number']);
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((name) => second.patch(`/api/certificates/${id}`).send({ version: 2, body: name })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('moves the follow-up to the factory it now names', async () => {
    const { client, agent } = await consultancy();
    const one = await api.make.factory({ client, factoryClass: 'A', lastFollowUpOn: '2026-01-15' });
    const other = await api.make.factory({ client, lastFollowUpOn: '2026-02-15' });
    const product = await api.make.product({ client, factory: one });
    const { body: made } = await agent.post('/api/certificates').send({ ...ccc, productId: product.id });
    const dueAt = async (id: string) => (await agent.get(`/api/factories/${id}`)).body.nextDueOn;
    expect(await dueAt(one.id)).toBe('2028-01-15');
    await agent.patch(`/api/certificates/${made.id}`).send({ version: 1, factoryId: other.id }).expect(200);
    expect(await dueAt(one.id)).toBeNull();
    expect(await dueAt(other.id)).toBe('2027-02-15');
  });

  it.each([
    ['version', { body: 'X' }],
    ['number', { version: 1, number: null }],
    ['productId', { version: 1, productId: null }],
    ['status', { version: 1, status: 'revoked' }],
    ['validUntil', { version: 1, validUntil: '2023-01-01' }],
  ])('refuses a wrong %s', async (field, change) => {
    const { client, agent } = await consultancy();
    const { id } = await api.make.certificate({ client });
    const { body } = await agent.patch(`/api/certificates/${id}`).send(change).expect(400);
    expect(body.errors[0].field).toBe(field);
  });

  it('lets a doubtful history be edited elsewhere', async () => {
    const { client, agent } = await consultancy();
    const { id } = await api.make.certificate({ client, validUntil: null });
    await agent.patch(`/api/certificates/${id}`).send({ version: 1, body: 'CAV' }).expect(200);
  });
});

describe('POST /api/products/:id/reclassification', () => {
  it('states anew what its certificates owe', async () => {
    const { client, agent } = await consultancy();
    const product = await api.make.product({ client, classCode: '1201' });
    const { body: made } = await agent.post('/api/certificates').send({ productId: product.id, scheme: 'ccc-self-declaration-b', number: 'SDOC-1', issuedOn: '2020-05-01' }); // prettier-ignore
    expect(made.nextDueOn).toBeNull();
    const { body } = await agent.post(`/api/products/${product.id}/reclassification`).send({ version: 1, classCode: '1104' }).expect(201); // prettier-ignore
    expect(body.class).toMatchObject({ code: '1104', isConverting: true });
    expect((await agent.get(`/api/certificates/${made.id}`)).body.nextDueOn).toBe('2026-12-31');
    await agent
      .post(`/api/products/${product.id}/reclassification`)
      .send({ version: 1, classCode: '1109' })
      .expect(409);
    const { body: unknown } = await agent.post(`/api/products/${product.id}/reclassification`).send({ version: 2, classCode: '1999' }).expect(400); // prettier-ignore
    expect(unknown.errors[0]).toMatchObject({ field: 'classCode', code: 'unknown-class' });
  });
});

describe('CertificatesService.addMany', () => {
  it('adds rows that replace one another, with one event each, and holds their mails for the import', async () => {
    const { tenant, client, agent } = await consultancy();
    const contact = await api.make.contact({ client });
    const product = await api.make.product({ client });
    const row = (fields: Partial<NewCertificate>): NewCertificate => ({
      id: newId(),
      clientId: client.id,
      productId: product.id,
      factoryId: product.factoryId,
      contactId: contact.id,
      responsibleId: null,
      scheme: 'ccc-self-declaration-b',
      number: 'SDOC-1',
      body: null,
      issuedOn: '2020-05-01',
      validUntil: null,
      status: 'valid',
      replacesId: null,
      ...fields,
    });
    const converted = row({ number: 'SDOC-1' });
    const open = row({ number: 'SDOC-2' });
    const replacing = row({ number: '2026 1', scheme: 'ccc', issuedOn: '2026-08-01', validUntil: '2031-07-31', replacesId: converted.id }); // prettier-ignore
    const importId = await api.make.inside(tenant, async () => {
      const { id } = await api.db.add(Import, { fileName: 'r.xlsx', fileHash: 'h', fileSizeBytes: 1, state: 'importing', rowsRead: 0, rowsImported: 0, createdAt: api.clock.now() }); // prettier-ignore
      await api.app.get(CertificatesService).addMany([replacing, converted, open], id);
      return id;
    });
    const { body } = await agent.get('/api/certificates');
    expect(body.items.map((line: { number: string; nextDueOn: string }) => [line.number, line.nextDueOn])).toEqual([
      ['SDOC-2', '2026-12-31'],
      ['2026 1', '2031-05-02'],
      ['SDOC-1', null],
    ]);
    const { body: history } = await agent.get(`/api/events?importId=${importId}`);
    expect(history.items).toHaveLength(3);
    const touched = (await agent.get(`/api/certificates?importId=${importId}`).expect(200)).body;
    expect(touched.items.map((line: { id: string }) => line.id)).toEqual([open.id, replacing.id, converted.id]);
    expect((await agent.get(`/api/certificates?importId=${newId()}`).expect(200)).body.items).toEqual([]);
    const mails = await api.look<{ is_held: boolean }>('select distinct is_held from mails where tenant_id = $1', [
      tenant.id,
    ]);
    expect(mails).toEqual([{ is_held: true }]);
  });
});
