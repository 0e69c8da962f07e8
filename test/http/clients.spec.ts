import { Db, newId } from '#database/db';
import type { Client } from '#database/entities/client.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { ClientsService } from '#features/clients/clients.service';
import { ContactsService } from '#features/clients/contacts.service';
import { FactoriesService } from '#features/clients/factories.service';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

async function consultancy(): Promise<{ tenant: Tenant; agent: Agent }> {
  const tenant = await api.make.tenant();
  return { tenant, agent: await api.as(await api.make.member({ tenant, name: 'Lena Weiss' })) };
}

const lindauer = { legalName: 'Lindauer Lichttechnik GmbH', legalNameZh: '林道照明技术有限公司', address: 'Seestraße 14a, Lindau', addressZh: '林道湖街14a号', country: 'DE' }; // prettier-ignore
const ids = (body: { items: { id: string }[] }) => body.items.map((row) => row.id);

describe('clients', () => {
  it('are added with their names and addresses in both scripts', async () => {
    const { agent } = await consultancy();
    const { body } = await agent.post('/api/clients').send({ ...lindauer, legalName: ' Lindauer  Lichttechnik GmbH ' }).expect(201); // prettier-ignore
    expect(body).toMatchObject({ ...lindauer, isOwn: false, timeZones: ['Europe/Berlin'], contacts: [], factories: [], certificatesLive: 0, nextDueOn: null, version: 1 }); // prettier-ignore
    expect((await agent.get(`/api/clients/${body.id}`).expect(200)).body).toEqual(body);
    const { body: history } = await agent.get(`/api/events?clientId=${body.id}`);
    expect(history.items).toMatchObject([{ what: 'client.added', actorName: 'Lena Weiss' }]);
  });

  it('have a name once in a tenant, however it is spelled', async () => {
    const { agent } = await consultancy();
    const { body: first } = await agent.post('/api/clients').send(lindauer).expect(201);
    const { body } = await agent.post('/api/clients').send({ ...lindauer, legalName: 'LINDAUER LICHTTECHNIK GMBH.' }).expect(409); // prettier-ignore
    expect(body).toMatchObject({ code: 'client.name-taken', facts: { clientId: first.id } });
    const { body: other } = await agent.post('/api/clients').send({ ...lindauer, legalName: 'Hanse Spiegel KG' });
    await agent
      .patch(`/api/clients/${other.id}`)
      .send({ version: 1, legalName: 'Lindauer Lichttechnik GmbH' })
      .expect(409);
    await agent
      .patch(`/api/clients/${first.id}`)
      .send({ version: 1, legalName: 'Lindauer LICHTTECHNIK GmbH' })
      .expect(200);
    await (await consultancy()).agent.post('/api/clients').send(lindauer).expect(201);
  });

  it.each([
    ['legalName', { legalName: undefined }],
    ['legalName', { legalName: ' . ' }],
    ['legalName', { legalName: 'x'.repeat(201) }],
    ['country', { country: 'Germany' }],
    ['country', { country: 'XX' }],
    ['address', { address: 14 }],
    ['isOwn', { isOwn: true }],
    ['tenantId', { tenantId: newId() }],
  ])('are refused with a wrong %s', async (field, change) => {
    const { agent } = await consultancy();
    const { body } = await agent
      .post('/api/clients')
      .send({ ...lindauer, ...change })
      .expect(400);
    expect(body.errors[0].field).toBe(field);
  });

  it('are listed by name with what they owe, and found in either script', async () => {
    const { tenant, agent } = await consultancy();
    const vega = await api.make.client({ tenant, legalName: 'vega Reflex s.r.o.', legalNameZh: '维加反光材料公司' });
    const atelier = await api.make.client({ tenant, legalName: 'Atelier Siège SAS', legalNameZh: '阿特利耶座椅公司' });
    const product = await api.make.product({ client: vega });
    await agent.post('/api/certificates').send({ productId: product.id, scheme: 'ccc', number: '1', issuedOn: '2022-03-01', validUntil: '2027-02-28' }).expect(201); // prettier-ignore
    await api.make.certificate({ client: vega, product, status: 'revoked' });
    const { body } = await agent.get('/api/clients').expect(200);
    expect(body.items).toMatchObject([
      { id: atelier.id, certificatesLive: 0, deadlinesOpen: 0, nextDueOn: null },
      { id: vega.id, certificatesLive: 1, deadlinesOpen: 2, nextDueOn: '2026-11-30' },
    ]);
    expect(Object.keys(body.items[0]).sort()).toEqual(['certificatesLive', 'country', 'createdAt', 'deadlinesOpen', 'id', 'legalName', 'legalNameZh', 'nextDueOn']); // prettier-ignore
    expect(ids((await agent.get('/api/clients?q=siège').expect(200)).body)).toEqual([atelier.id]);
    expect(ids((await agent.get('/api/clients').query({ q: '反光' }).expect(200)).body)).toEqual([vega.id]);
    for (const sort of ['legalName', '-createdAt']) {
      const first = (await agent.get(`/api/clients?limit=1&sort=${sort}`).expect(200)).body;
      const second = (await agent.get(`/api/clients?limit=1&sort=${sort}&cursor=${first.nextCursor}`).expect(200)).body;
      expect([...ids(first), ...ids(second)]).toEqual([atelier.id, vega.id]);
      expect(second.nextCursor).toBeNull();
    }
    await agent.get('/api/clients?sort=country').expect(400);
    await agent.get('/api/clients?color=red').expect(400);
  });

  it('are edited by one person at a time', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant, legalName: 'Vega' });
    const { body } = await agent.patch(`/api/clients/${client.id}`).send({ version: 1, legalName: 'Vega Reflex', legalNameZh: '维加' }).expect(200); // prettier-ignore
    expect(body).toMatchObject({ legalName: 'Vega Reflex', legalNameZh: '维加', version: 2 });
    await agent.post(`/api/clients/${client.id}/contacts`).send({ name: 'Jan Novak', email: 'jan@vega.test', language: 'en' }).expect(201); // prettier-ignore
    const { body: stale } = await agent
      .patch(`/api/clients/${client.id}`)
      .send({ version: 1, country: 'CZ' })
      .expect(409);
    expect(stale).toMatchObject({ code: 'stale-version', facts: { version: 2 } });
    expect(Object.keys(stale.facts.changed).sort()).toEqual(['legalName', 'legalNameZh']);
    await agent.patch(`/api/clients/${client.id}`).send({ version: 2, legalName: null }).expect(400);
    await agent.patch(`/api/clients/${client.id}`).send({ legalName: 'X' }).expect(400);
  });

  it('of a manufacturer are itself alone', async () => {
    const tenant = await api.make.tenant({ kind: 'manufacturer', name: 'Suzhou Yunfan' });
    const agent = await api.as(await api.make.member({ tenant, role: 'owner' }));
    const { body } = await agent.get('/api/clients').expect(200);
    expect(body.items).toMatchObject([{ legalName: 'Suzhou Yunfan' }]);
    expect((await agent.post('/api/clients').send(lindauer).expect(409)).body.code).toBe('client.manufacturer-has-one');
  });
});

describe('contacts', () => {
  const anna = { name: 'Anna Berger', email: 'Anna.Berger@Lindauer.test', language: 'de' };
  const added = async (agent: Agent, client: Client, change: object = {}) =>
    (
      await agent
        .post(`/api/clients/${client.id}/contacts`)
        .send({ ...anna, ...change })
        .expect(201)
    ).body;

  it('live by the clock of their country, or by the one that is named', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant, country: 'DE' });
    expect(await added(agent, client)).toMatchObject({ clientId: client.id, email: 'anna.berger@lindauer.test', timeZone: 'Europe/Berlin', version: 1 }); // prettier-ignore
    expect(await added(agent, client, { email: 'k@l.test', timeZone: 'Asia/Tokyo' })).toMatchObject({ timeZone: 'Asia/Tokyo' }); // prettier-ignore
    const { body } = await agent.get(`/api/clients/${client.id}`);
    expect(body.contacts).toHaveLength(2);
  });

  it('must name their zone where the country has several', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant, country: 'US' });
    const { body } = await agent.post(`/api/clients/${client.id}/contacts`).send(anna).expect(400);
    expect(body).toMatchObject({ code: 'time-zone-needed', errors: [{ field: 'timeZone', code: 'time-zone-needed' }] });
    expect(body.errors[0].allowed.split(', ')).toEqual(expect.arrayContaining(['America/Chicago', 'America/New_York', 'Pacific/Honolulu'])); // prettier-ignore
    const contact = await added(agent, client, { timeZone: 'America/Chicago' });
    await agent.patch(`/api/contacts/${contact.id}`).send({ version: 1, timeZone: null }).expect(400);
  });

  it.each([
    ['name', { name: '' }],
    ['email', { email: 'anna(at)lindauer.test' }],
    ['email', { email: 'Anna <anna@lindauer.test>' }],
    ['language', { language: 'jp' }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['clientId', { clientId: newId() }],
  ])('are refused with a wrong %s', async (field, change) => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant });
    const { body } = await agent
      .post(`/api/clients/${client.id}/contacts`)
      .send({ ...anna, ...change })
      .expect(400);
    expect(body.errors[0].field).toBe(field);
  });

  it('have an address once at a client', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant });
    const first = await added(agent, client);
    const { body } = await agent.post(`/api/clients/${client.id}/contacts`).send({ ...anna, email: 'ANNA.BERGER@lindauer.test' }).expect(409); // prettier-ignore
    expect(body).toMatchObject({ code: 'contact.email-taken', facts: { contactId: first.id } });
    await added(agent, await api.make.client({ tenant }));
    const other = await added(agent, client, { email: 'k@l.test' });
    await agent.patch(`/api/contacts/${other.id}`).send({ version: 1, email: anna.email }).expect(409);
  });

  it('take their planned mails along to a new address', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant });
    const contact = await added(agent, client);
    const product = await api.make.product({ client });
    await agent.post('/api/certificates').send({ productId: product.id, contactId: contact.id, scheme: 'ccc', number: '1', issuedOn: '2024-03-01', validUntil: '2029-02-28' }).expect(201); // prettier-ignore
    const owed = () => api.look<{ to: string }>(`select distinct to_email as to from mails where tenant_id = $1 and state = 'owed'`, [tenant.id]); // prettier-ignore
    expect(await owed()).toEqual([{ to: 'anna.berger@lindauer.test' }]);
    const { body } = await agent.patch(`/api/contacts/${contact.id}`).send({ version: 1, name: 'Eva Roth', email: 'eva@lindauer.test' }).expect(200); // prettier-ignore
    expect(body).toMatchObject({ name: 'Eva Roth', language: 'de', version: 2 });
    expect(await owed()).toEqual([{ to: 'eva@lindauer.test' }]);
    const { body: stale } = await agent
      .patch(`/api/contacts/${contact.id}`)
      .send({ version: 1, language: 'en' })
      .expect(409);
    expect(stale.facts.changed).toMatchObject({ name: { from: 'Anna Berger', to: 'Eva Roth', by: 'Lena Weiss' } });
  });

  it('are removed with what was planned for them, but not while a certificate names them', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant });
    const [anna, eva] = [
      await added(agent, client),
      await added(agent, client, { name: 'Eva', email: 'eva@lindauer.test' }),
    ];
    const product = await api.make.product({ client });
    const { body: made } = await agent.post('/api/certificates').send({ productId: product.id, contactId: anna.id, scheme: 'ccc', number: '1', issuedOn: '2024-03-01', validUntil: '2029-02-28' }).expect(201); // prettier-ignore
    const { body } = await agent.delete(`/api/contacts/${anna.id}`).expect(409);
    expect(body).toMatchObject({ code: 'contact.in-use', facts: { certificates: 1 } });
    await agent.patch(`/api/certificates/${made.id}`).send({ version: 1, contactId: null }).expect(200);
    await agent.delete(`/api/contacts/${anna.id}`).expect(204);
    await agent.delete(`/api/contacts/${anna.id}`).expect(404);
    const planned = await api.look(`select distinct contact_id from reminders where tenant_id = $1 and state = 'planned'`, [tenant.id]); // prettier-ignore
    expect(planned).toEqual([{ contact_id: eva.id }]);
    const owed = await api.look(`select distinct to_email from mails where tenant_id = $1 and state = 'owed'`, [
      tenant.id,
    ]);
    expect(owed).toEqual([{ to_email: 'eva@lindauer.test' }]);
  });
});

describe('factories', () => {
  const coventry = { name: 'Kestrel Motors – Coventry', nameZh: '凯斯特考文垂工厂', address: 'Foundry Lane 2', addressZh: '铸造巷2号', country: 'GB', factoryCode: 'F261021', factoryClass: 'B', lastFollowUpOn: '2026-05-01' }; // prettier-ignore

  it('are added with their clients', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd' });
    const { body } = await agent.post('/api/factories').send({ ...coventry, factoryCode: ' f26 1021', clientIds: [client.id] }).expect(201); // prettier-ignore
    expect(body).toMatchObject({ ...coventry, clients: [{ id: client.id, legalName: 'Kestrel Motors Ltd' }], nextDueOn: null, version: 1 }); // prettier-ignore
    expect((await agent.get(`/api/factories/${body.id}`).expect(200)).body).toEqual(body);
    expect((await agent.get(`/api/clients/${client.id}`).expect(200)).body.factories).toMatchObject([{ id: body.id }]);
    const { body: taken } = await agent
      .post('/api/factories')
      .send({ ...coventry, clientIds: [] })
      .expect(409);
    expect(taken).toMatchObject({ code: 'factory.code-taken', facts: { factoryId: body.id } });
  });

  it.each([
    ['clientIds', { clientIds: 'all' }],
    ['name', { name: null }],
    ['country', { country: undefined }],
    ['factoryCode', { factoryCode: 'F-26' }],
    ['factoryClass', { factoryClass: 'E' }],
    ['lastFollowUpOn', { lastFollowUpOn: '2026-11-31' }],
    ['lastFollowUpOn', { lastFollowUpOn: '2026-11-22' }],
    ['nextDueOn', { nextDueOn: '2027-01-01' }],
  ])('are refused with a wrong %s', async (field, change) => {
    const { agent } = await consultancy();
    const { body } = await agent
      .post('/api/factories')
      .send({ ...coventry, clientIds: [], ...change })
      .expect(400);
    expect(body.errors[0].field).toBe(field);
  });

  it('are listed by name or by the next inspection, and found', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant });
    const ulm = await api.make.factory({ client, name: 'Works Ulm', nameZh: '乌尔姆工厂', nextDueOn: '2027-05-01', factoryClass: 'A' }); // prettier-ignore
    const brno = await api.make.factory({ tenant, client: null, name: 'works Brno', nextDueOn: null, factoryCode: 'G566464' }); // prettier-ignore
    const list = async (query: string) => ids((await agent.get(`/api/factories?${query}`).expect(200)).body);
    expect(await list('')).toEqual([brno.id, ulm.id]);
    expect(await list('sort=nextDueOn')).toEqual([ulm.id, brno.id]);
    const { body } = await agent.get('/api/factories?sort=nextDueOn&limit=1');
    expect(await list(`sort=nextDueOn&limit=1&cursor=${body.nextCursor}`)).toEqual([brno.id]);
    expect(await list(`clientId=${client.id}`)).toEqual([ulm.id]);
    expect(await list('factoryClass=unknown')).toEqual([brno.id]);
    expect(await list('q=g5664')).toEqual([brno.id]);
    expect(await list(`q=${encodeURIComponent('乌尔姆')}`)).toEqual([ulm.id]);
    await agent.get('/api/factories?factoryClass=E').expect(400);
  });

  it('owe the next inspection by their class, and meet it with the inspection', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant });
    const factory = await api.make.factory({ client, lastFollowUpOn: '2025-11-10', factoryClass: 'B' });
    const product = await api.make.product({ client, factory });
    const { body: made } = await agent.post('/api/certificates').send({ productId: product.id, scheme: 'ccc', number: '1', issuedOn: '2024-03-01', validUntil: '2029-02-28' }).expect(201); // prettier-ignore
    expect((await agent.get(`/api/factories/${factory.id}`)).body.nextDueOn).toBe('2026-11-10');
    const { body } = await agent.post(`/api/factories/${factory.id}/follow-up-inspections`).send({ inspectedOn: '2026-11-18' }).expect(201); // prettier-ignore
    expect(body).toMatchObject({ lastFollowUpOn: '2026-11-18', nextDueOn: '2027-11-18', version: 2 });
    const { body: certificate } = await agent.get(`/api/certificates/${made.id}`);
    expect(certificate.factory.deadlines.map((d: { dueOn: string; state: string; stateReason: string }) => [d.dueOn, d.state, d.stateReason])).toEqual([
      ['2027-11-18', 'open', null],
      ['2026-11-10', 'met', 'inspected'],
    ]); // prettier-ignore
    const { body: classA } = await agent.patch(`/api/factories/${factory.id}`).send({ version: 2, factoryClass: 'A' }).expect(200); // prettier-ignore
    expect(classA.nextDueOn).toBe('2028-11-18');
    const record = (inspectedOn: string) => agent.post(`/api/factories/${factory.id}/follow-up-inspections`).send({ inspectedOn }); // prettier-ignore
    expect((await record('2026-11-18').expect(409)).body).toMatchObject({ code: 'factory.follow-up-not-later', facts: { lastFollowUpOn: '2026-11-18' } }); // prettier-ignore
    expect((await record('2026-11-23').expect(400)).body.errors).toMatchObject([{ field: 'inspectedOn', code: 'day-in-future' }]); // prettier-ignore
    const { body: history } = await agent.get(`/api/events?factoryId=${factory.id}`);
    expect(history.items.map((event: { what: string }) => event.what)).toEqual(['factory.edited', 'factory.inspected']);
  });

  it('owe no inspection for self-declarations alone, and 12 months where the class is unknown', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant });
    const factory = await api.make.factory({ client, lastFollowUpOn: '2026-03-31' });
    const product = await api.make.product({ client, factory });
    const dueOn = async () => (await agent.get(`/api/factories/${factory.id}`)).body.nextDueOn;
    await agent.post('/api/certificates').send({ productId: product.id, scheme: 'ccc-self-declaration-b', number: '1', issuedOn: '2020-05-01' }).expect(201); // prettier-ignore
    expect(await dueOn()).toBeNull();
    await agent.post('/api/certificates').send({ productId: product.id, scheme: 'cqc-voluntary', number: '2', issuedOn: '2024-03-01', validUntil: '2029-02-28' }).expect(201); // prettier-ignore
    expect(await dueOn()).toBe('2027-03-31');
  });

  it('are seen by the clients they are linked to, and by no other', async () => {
    const { tenant, agent } = await consultancy();
    const [one, other] = [await api.make.client({ tenant }), await api.make.client({ tenant })];
    const factory = await api.make.factory({ client: one });
    const asOther = await api.as(await api.make.member({ tenant, client: other }));
    await asOther.get(`/api/factories/${factory.id}`).expect(404);
    await agent.put(`/api/factories/${factory.id}/clients/${other.id}`).expect(200);
    await agent.put(`/api/factories/${factory.id}/clients/${other.id}`).expect(200);
    const { body } = await asOther.get(`/api/factories/${factory.id}`).expect(200);
    expect(body.clients.map((client: { id: string }) => client.id)).toEqual([other.id]);
    expect(ids((await asOther.get('/api/factories').expect(200)).body)).toEqual([factory.id]);
    await agent.delete(`/api/factories/${factory.id}/clients/${other.id}`).expect(200);
    await agent.delete(`/api/factories/${factory.id}/clients/${other.id}`).expect(404);
    await asOther.get(`/api/factories/${factory.id}`).expect(404);
    const { body: history } = await agent.get(`/api/events?factoryId=${factory.id}`);
    expect(history.items.map((event: { what: string }) => event.what)).toEqual(['factory.unlinked', 'factory.linked']);
  });

  describe('with their next inspection', () => {
    const windowOf = async (agent: Agent, id: string) => (await agent.get(`/api/factories/${id}/inspection-window`).expect(200)).body; // prettier-ignore

    it('tell the last day, its rule and what each certificate risks from the day after', async () => {
      const { tenant, agent } = await consultancy();
      const client = await api.make.client({ tenant, legalName: 'Kestrel Motors Ltd', legalNameZh: '凯斯特' });
      const factory = await api.make.factory({ client, factoryClass: 'B', lastFollowUpOn: '2026-01-15' });
      const product = await api.make.product({ client, factory, classCode: '1109', name: 'Headlamp', nameZh: '前照灯' }); // prettier-ignore
      const of = { client, product, factory };
      const late = await api.make.certificate({ ...of, number: 'C-LATE', validUntil: '2029-01-30' });
      const soon = await api.make.certificate({ ...of, number: 'C-SOON', validUntil: '2027-01-14', status: 'suspended' }); // prettier-ignore
      const free = await api.make.certificate({ ...of, number: 'C-FREE', scheme: 'cqc-voluntary', validUntil: '2027-01-15' }); // prettier-ignore
      const declared = await api.make.certificate({ ...of, number: 'S-1', scheme: 'ccc-self-declaration-a', validUntil: null }); // prettier-ignore
      const ended = await api.make.certificate({ ...of, number: 'X-1', status: 'revoked' });
      await api.make.certificate({ client, factory: await api.make.factory({ client }), number: 'ELSEWHERE' });

      const body = await windowOf(agent, factory.id);
      expect(body).toMatchObject({ factoryId: factory.id, isCapped: false });
      expect(body.window).toEqual({
        factoryClass: 'B',
        lastInspectionOn: '2026-01-15',
        opensOn: null,
        latestOn: '2027-01-15',
        missedFrom: '2027-01-16',
        intervalMonths: 12,
        unknown: null,
        rule: 'parts.follow-up-by-class',
        basis: 'practice',
        certainty: 'secondary',
        source: expect.stringContaining('quality-auditors.cn'),
        counted: { start: 'last-follow-up', from: '2026-01-15', amount: 12, unit: 'months', factoryClass: 'B' },
      });
      const named = { productId: product.id, productName: 'Headlamp', productNameZh: '前照灯', classCode: '1109', clientId: client.id, clientName: 'Kestrel Motors Ltd', clientNameZh: '凯斯特' }; // prettier-ignore
      const underRule = { basis: 'legal', certainty: 'secondary', source: expect.stringContaining('CNCA-00C-001') };
      expect(body.atRisk).toEqual([
        { ...named, id: soon.id, number: 'C-SOON', scheme: 'ccc', status: 'suspended', validUntil: '2027-01-14', endsFirst: true, ifMissed: { outcome: 'revocation-ground', ground: '0201', ...underRule } }, // prettier-ignore
        { ...named, id: free.id, number: 'C-FREE', scheme: 'cqc-voluntary', status: 'valid', validUntil: '2027-01-15', endsFirst: false, ifMissed: { outcome: 'unknown', ground: null, basis: null, certainty: null, source: null } }, // prettier-ignore
        { ...named, id: late.id, number: 'C-LATE', scheme: 'ccc', status: 'valid', validUntil: '2029-01-30', endsFirst: false, ifMissed: { outcome: 'suspension-ground', ground: '0205', ...underRule } }, // prettier-ignore
      ]);
      expect(body.notFollowedUp).toEqual([
        { ...named, id: declared.id, number: 'S-1', scheme: 'ccc-self-declaration-a', status: 'valid', validUntil: null, why: 'declaration' }, // prettier-ignore
        { ...named, id: ended.id, number: 'X-1', scheme: 'ccc', status: 'revoked', validUntil: '2029-01-30', why: 'ended' }, // prettier-ignore
      ]);
    });

    it('make up no day where the last inspection is unknown, and none where nobody inspects', async () => {
      const { tenant, agent } = await consultancy();
      const client = await api.make.client({ tenant });
      const factory = await api.make.factory({ client, factoryClass: 'A', lastFollowUpOn: null });
      expect(await windowOf(agent, factory.id)).toEqual({ factoryId: factory.id, window: null, atRisk: [], notFollowedUp: [], isCapped: false }); // prettier-ignore
      await api.make.certificate({ client, factory });
      const { window, atRisk } = await windowOf(agent, factory.id);
      expect(window).toEqual({ factoryClass: 'A', lastInspectionOn: null, opensOn: null, latestOn: null, missedFrom: null, intervalMonths: null, unknown: 'last-inspection', rule: null, basis: null, certainty: null, source: null, counted: null }); // prettier-ignore
      expect(atRisk).toMatchObject([{ endsFirst: false, ifMissed: { outcome: 'suspension-ground', ground: '0205' } }]);
    });

    it('show a client its own certificates of a factory that it shares, and no other factory', async () => {
      const { tenant, agent } = await consultancy();
      const [own, other] = [await api.make.client({ tenant }), await api.make.client({ tenant, legalName: 'ZQOTHER' })];
      const factory = await api.make.factory({ client: own, factoryClass: 'D', lastFollowUpOn: '2026-08-31' });
      await agent.put(`/api/factories/${factory.id}/clients/${other.id}`).expect(200);
      const mine = await api.make.certificate({ client: own, factory });
      const theirs = await api.make.certificate({ client: other, factory, number: 'ZQOTHER-1' });
      await api.make.certificate({ client: other, factory, number: 'ZQOTHER-2', status: 'expired' });
      const ids = (rows: { id: string }[]) => rows.map((row) => row.id).sort();

      const all = await windowOf(agent, factory.id);
      expect(ids(all.atRisk)).toEqual([mine.id, theirs.id].sort());
      const asOwn = await api.as(await api.make.member({ tenant, client: own }));
      const seen = await windowOf(asOwn, factory.id);
      expect(ids(seen.atRisk)).toEqual([mine.id]);
      expect(seen.notFollowedUp).toEqual([]);
      expect(seen.window).toMatchObject({ latestOn: '2027-02-28', intervalMonths: 6 });
      expect(JSON.stringify(seen)).not.toContain('ZQOTHER');

      const elsewhere = await api.make.factory({ client: other });
      await asOwn.get(`/api/factories/${elsewhere.id}/inspection-window`).expect(404);
      await agent.get(`/api/factories/${(await api.make.factory()).id}/inspection-window`).expect(404);
      await agent.get(`/api/factories/${newId()}/inspection-window`).expect(404);
      await agent.get('/api/factories/all/inspection-window').expect(404);
    });

    it('look at a thousand certificates, the live ones first, and say when there are more', async () => {
      const { tenant, agent } = await consultancy();
      const client = await api.make.client({ tenant });
      const factory = await api.make.factory({ client, factoryClass: 'B', lastFollowUpOn: '2026-01-15' });
      const live = await api.make.certificate({ client, factory, number: 'Z-LIVE' });
      const more = (from: number, to: number) =>
        api.make.inside(tenant, () => api.app.get(Db).query(`
          insert into certificates (id, client_id, product_id, factory_id, scheme, number, number_key, status, created_at)
          select gen_random_uuid(), $1, $2, $3, 'ccc', 'A' || n, 'A' || n, 'revoked', now() from generate_series($4::int, $5::int) n`, // prettier-ignore
          [client.id, live.productId, factory.id, from, to])); // prettier-ignore
      await more(1, 999);
      const whole = await windowOf(agent, factory.id);
      expect(whole).toMatchObject({ isCapped: false, atRisk: [{ id: live.id }] });
      expect(whole.notFollowedUp).toHaveLength(999);
      await more(1000, 1000);
      const capped = await windowOf(agent, factory.id);
      expect(capped).toMatchObject({ isCapped: true, window: { latestOn: '2027-01-15' }, atRisk: [{ id: live.id }] });
      expect(capped.notFollowedUp).toHaveLength(999);
    });
  });

  it('keep a client that produces there', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant });
    const { factoryId } = await api.make.certificate({ client });
    const { body } = await agent.delete(`/api/factories/${factoryId}/clients/${client.id}`).expect(409);
    expect(body).toMatchObject({ code: 'factory.client-produces-there', facts: { products: 1, certificates: 1 } });
  });
});

describe('who may', () => {
  const writes = (agent: Agent, client: Client, factoryId: string, contactId: string) => [
    agent.post('/api/clients').send(lindauer),
    agent.patch(`/api/clients/${client.id}`).send({ version: 1, country: 'CN' }),
    agent.post(`/api/clients/${client.id}/contacts`).send({ name: 'A', email: 'a@b.test', language: 'en' }),
    agent.patch(`/api/contacts/${contactId}`).send({ version: 1, name: 'X' }),
    agent.delete(`/api/contacts/${contactId}`),
    agent.post('/api/factories').send({ clientIds: [client.id], name: 'Works', country: 'DE' }),
    agent.patch(`/api/factories/${factoryId}`).send({ version: 1, name: 'X' }),
    agent.put(`/api/factories/${factoryId}/clients/${client.id}`),
    agent.delete(`/api/factories/${factoryId}/clients/${client.id}`),
    agent.post(`/api/factories/${factoryId}/follow-up-inspections`).send({ inspectedOn: '2026-11-01' }),
  ];
  const reads = (agent: Agent, client: Client, factoryId: string) => [
    agent.get('/api/clients'),
    agent.get(`/api/clients/${client.id}`),
    agent.get('/api/factories'),
    agent.get(`/api/factories/${factoryId}`),
    agent.get(`/api/factories/${factoryId}/inspection-window`),
  ];
  const statuses = async (requests: PromiseLike<{ status: number }>[]) => {
    const found = [];
    for (const request of requests) found.push((await request).status);
    return found;
  };

  it('refuses who is not signed in', async () => {
    const client = await api.make.client();
    const [factory, contact] = [await api.make.factory({ client }), await api.make.contact({ client })];
    const nobody = api.nobody();
    const all = [...reads(nobody, client, factory.id), ...writes(nobody, client, factory.id, contact.id)];
    expect(new Set(await statuses(all))).toEqual(new Set([401]));
  });

  it('lets viewers and clients read and nothing more', async () => {
    const { tenant } = await consultancy();
    const client = await api.make.client({ tenant });
    const [factory, contact] = [await api.make.factory({ client }), await api.make.contact({ client })];
    for (const member of [
      await api.make.member({ tenant, role: 'viewer' }),
      await api.make.member({ tenant, client }),
    ]) {
      const agent = await api.as(member);
      expect(await statuses(reads(agent, client, factory.id))).toEqual([200, 200, 200, 200, 200]);
      expect(new Set(await statuses(writes(agent, client, factory.id, contact.id)))).toEqual(new Set([403]));
    }
  });

  it('neither shows nor changes what belongs to another tenant', async () => {
    const { tenant, agent } = await consultancy();
    const own = await api.make.client({ tenant });
    const foreign = await api.make.client({ legalName: 'Foreign AG' });
    const [factory, contact] = [
      await api.make.factory({ client: foreign }),
      await api.make.contact({ client: foreign }),
    ];
    expect(await statuses(reads(agent, foreign, factory.id))).toEqual([200, 404, 200, 404, 404]);
    const [, ...tried] = writes(agent, foreign, factory.id, contact.id);
    expect(new Set(await statuses(tried))).toEqual(new Set([404]));
    await agent.put(`/api/factories/${factory.id}/clients/${own.id}`).expect(404);
    expect(ids((await agent.get('/api/clients').expect(200)).body)).toEqual([own.id]);
    expect(ids((await agent.get('/api/clients?q=foreign').expect(200)).body)).toEqual([]);
    expect(ids((await agent.get('/api/factories').expect(200)).body)).toEqual([]);
    const [row] = await api.look('select c.country, c.version, f.name, f.version as factory_version from clients c, factories f where c.id = $1 and f.id = $2', [foreign.id, factory.id]); // prettier-ignore
    expect(row).toEqual({ country: 'DE', version: 1, name: factory.name, factory_version: 1 });
  });

  it('shows a client its own company and people only', async () => {
    const { tenant } = await consultancy();
    const [own, other] = [await api.make.client({ tenant }), await api.make.client({ tenant })];
    await api.make.contact({ client: own });
    await api.make.contact({ client: other });
    const agent = await api.as(await api.make.member({ tenant, client: own }));
    expect(ids((await agent.get('/api/clients').expect(200)).body)).toEqual([own.id]);
    expect((await agent.get(`/api/clients/${own.id}`).expect(200)).body.contacts).toHaveLength(1);
    await agent.get(`/api/clients/${other.id}`).expect(404);
  });
});

describe('set-based adding', () => {
  it('adds clients, contacts and linked factories with one event each', async () => {
    const { tenant, agent } = await consultancy();
    const [clientId, factoryId] = [newId(), newId()];
    await api.make.inside(tenant, async () => {
      await api.app
        .get(ClientsService)
        .addMany([{ id: clientId, legalName: 'Vega', legalNameZh: '维加', country: 'CZ' }], null);
      await api.app.get(ContactsService).addMany([{ id: newId(), clientId, name: 'Jan', email: 'jan@vega.test', language: 'en', timeZone: 'Europe/Prague' }], null); // prettier-ignore
      await api.app.get(FactoriesService).addMany([{ id: factoryId, name: 'Brno', country: 'CZ', factoryCode: 'G566464', factoryClass: 'A', lastFollowUpOn: '2026-04-30', clientIds: [clientId] }], null); // prettier-ignore
    });
    const { body } = await agent.get(`/api/clients/${clientId}`).expect(200);
    expect(body).toMatchObject({
      legalName: 'Vega',
      legalNameZh: '维加',
      contacts: [{ name: 'Jan', timeZone: 'Europe/Prague' }],
      factories: [{ id: factoryId, factoryCode: 'G566464', factoryClass: 'A', lastFollowUpOn: '2026-04-30' }],
    });
    expect((await agent.get('/api/events')).body.items).toHaveLength(3);
    await agent.post('/api/clients').send({ legalName: 'VEGA', country: 'CZ' }).expect(409);
  });
});
