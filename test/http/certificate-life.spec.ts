import type { Client } from '#database/entities/client.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { CertificatesService } from '#features/certificates/certificates.service';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

interface Office {
  tenant: Tenant;
  client: Client;
  /** a consultant */
  agent: Agent;
  manager: Agent;
  /** of the client */
  reader: Agent;
}

async function office(): Promise<Office> {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
  return {
    tenant,
    client,
    agent: await api.as(await api.make.member({ tenant, name: 'Lena Weiss' })),
    manager: await api.as(await api.make.member({ tenant, role: 'manager', name: 'Mert Kaya' })),
    reader: await api.as(await api.make.member({ client })),
  };
}

const ccc = { scheme: 'ccc', number: '2022 0111 0910 0055', body: 'CAV', issuedOn: '2022-03-01', validUntil: '2027-02-28' }; // prettier-ignore

async function made({ client, agent }: Office, more: object = {}): Promise<{ id: string; version: number }> {
  const { id: productId } = await api.make.product({ client });
  const { body } = await agent
    .post('/api/certificates')
    .send({ ...ccc, productId, ...more })
    .expect(201);
  return body;
}

const versionsOf = async (agent: Agent, id: string) => (await agent.get(`/api/certificates/${id}/versions`).expect(200)).body.items; // prettier-ignore
const changesOf = async (agent: Agent, id: string) => (await agent.get(`/api/certificates/${id}/status-changes`).expect(200)).body.items; // prettier-ignore
const takeBack = (agent: Agent, id: string, changeId: string, reason: string | null = 'Recorded by mistake') =>
  agent.post(`/api/certificates/${id}/status-changes/${changeId}/taking-back`).send({ reason });

describe('what a certificate says', () => {
  it('is kept whole when it is recorded', async () => {
    const here = await office();
    const printed = {
      handledBy: 'CCAP',
      standard: 'GB 4785-2019',
      implementationRule: 'CNCA-C11-07:2014',
      holderName: 'Lindauer Lichttechnik GmbH',
      holderNameZh: '林道照明技术有限公司',
      manufacturerName: 'Lindauer Asia Ltd',
      manufacturerNameZh: '林道亚洲有限公司',
      models: ['RL-480', 'RL-481'],
    };
    const one = await made(here, printed);
    const { body } = await here.agent.get(`/api/certificates/${one.id}`).expect(200);
    expect(body).toMatchObject({ ...printed, suspendedUntil: null });
    const [version, ...others] = await versionsOf(here.agent, one.id);
    expect(others).toEqual([]);
    expect(version).toEqual({
      id: expect.any(String),
      number: 1,
      cause: 'recorded',
      holdsFrom: '2022-03-01',
      says: { ...ccc, ...printed, productId: body.product.id, factoryId: body.factory.id },
      product: { id: body.product.id, name: body.product.name, nameZh: body.product.nameZh },
      factory: { id: body.factory.id, name: body.factory.name, nameZh: null },
      application: null,
      reason: null,
      by: 'Lena Weiss',
      recordedAt: expect.stringMatching(/^2026-11-20T09:/),
    });
  });

  it('is kept anew with each change of it, with cause, day and reason', async () => {
    const here = await office();
    const { id } = await made(here);
    const edit = (change: object) => here.agent.patch(`/api/certificates/${id}`).send(change).expect(200);
    await edit({ version: 1, models: ['RL-480'] });
    await edit({ version: 2, models: ['RL-480', 'RL-482'], cause: 'extended', holdsFrom: '2026-11-02', reason: 'RL-482 added' }); // prettier-ignore
    await edit({ version: 3, issuedOn: '2026-11-10', validUntil: '2031-11-09', cause: 'renewed' });
    await edit({ version: 4, issuedOn: '2026-11-11' });
    const versions = await versionsOf(here.agent, id);
    expect(versions.map(({ number, cause, holdsFrom, reason }: Record<string, unknown>) => [number, cause, holdsFrom, reason])).toEqual([
      [5, 'corrected', '2026-11-11', null],
      [4, 'renewed', '2026-11-10', null],
      [3, 'extended', '2026-11-02', 'RL-482 added'],
      [2, 'corrected', '2022-03-01', null],
      [1, 'recorded', '2022-03-01', null],
    ]); // prettier-ignore
    expect(versions.map(({ says }: { says: { models: string[] | null } }) => says.models)).toEqual([
      ['RL-480', 'RL-482'],
      ['RL-480', 'RL-482'],
      ['RL-480', 'RL-482'],
      ['RL-480'],
      null,
    ]);
  });

  it('has no new version where it says the same: another contact, the same models in another order', async () => {
    const here = await office();
    const { id } = await made(here, { models: ['A', 'B'] });
    const contact = await api.make.contact({ client: here.client });
    await here.agent.patch(`/api/certificates/${id}`).send({ version: 1, contactId: contact.id }).expect(200);
    await here.agent
      .patch(`/api/certificates/${id}`)
      .send({ version: 2, models: ['B', 'A'] })
      .expect(200);
    expect(await versionsOf(here.agent, id)).toHaveLength(1);
  });

  it('comes in pages, newest first', async () => {
    const here = await office();
    const { id } = await made(here);
    for (let version = 1; version <= 4; version += 1)
      await here.agent
        .patch(`/api/certificates/${id}`)
        .send({ version, number: `N-${version}` })
        .expect(200);
    const first = await here.agent.get(`/api/certificates/${id}/versions?limit=3`).expect(200);
    const second = await here.agent.get(`/api/certificates/${id}/versions?limit=3&cursor=${first.body.nextCursor}`).expect(200); // prettier-ignore
    expect([...first.body.items, ...second.body.items].map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
    expect(second.body.nextCursor).toBeNull();
    const forged = Buffer.from(JSON.stringify(['number', '1e9', id])).toString('base64url');
    await here.agent.get(`/api/certificates/${id}/versions?cursor=${forged}`).expect(400);
    await here.agent.get(`/api/certificates/${id}/status-changes?cursor=${first.body.nextCursor}`).expect(400);
  });

  it('is read by its client, without the names of the team, and by no other', async () => {
    const here = await office();
    const { id } = await made(here);
    const [version] = await versionsOf(here.reader, id);
    expect(version).toMatchObject({ number: 1, by: null });
    const other = await api.as(await api.make.member({ client: await api.make.client({ tenant: here.tenant }) }));
    for (const noun of ['versions', 'status-changes']) {
      await other.get(`/api/certificates/${id}/${noun}`).expect(404);
      await (await office()).agent.get(`/api/certificates/${id}/${noun}`).expect(404);
    }
  });

  it.each([
    ['cause', { cause: 'issued' }],
    ['cause', { cause: null }],
    ['holdsFrom', { holdsFrom: '2026-02-30' }],
    ['reason', { reason: 'x'.repeat(1001) }],
    ['models', { models: [] }],
    ['models', { models: ['A', 'A'] }],
    ['models', { models: ['A', null] }],
    ['models', { models: 'A' }],
    ['standard', { standard: 'x'.repeat(201) }],
    ['holderNameZh', { holderNameZh: '林'.repeat(301) }],
    ['suspendedUntil', { suspendedUntil: '2027-01-01' }],
    ['expiryTakenBackFor', { expiryTakenBackFor: '2027-01-01' }],
  ])('takes no wrong %s', async (field, change) => {
    const here = await office();
    const { id } = await made(here);
    const { body } = await here.agent.patch(`/api/certificates/${id}`).send({ version: 1, ...change }).expect(400); // prettier-ignore
    expect(body.errors[0].field).toContain(field);
    expect(await versionsOf(here.agent, id)).toHaveLength(1);
  });
});

describe('others who keep something of certificates', () => {
  it('are told in the same transaction of every certificate that was written', async () => {
    const told: string[][] = [];
    let refuses = false;
    api.app.get(CertificatesService).afterChange(async (ids) => {
      told.push([...ids]);
      if (refuses) throw new Error('not this one');
    });
    const here = await office();
    const { id } = await made(here);
    await here.agent.patch(`/api/certificates/${id}`).send({ version: 1, body: 'CQC' }).expect(200);
    await here.agent.post(`/api/certificates/${id}/suspension`).send({ reason: 'Refused' }).expect(201);
    expect(told).toEqual([[id], [id], [id]]);
    refuses = true;
    await here.agent.delete(`/api/certificates/${id}/suspension`).expect(500);
    refuses = false;
    expect(await changesOf(here.agent, id)).toHaveLength(1);
    expect((await here.agent.get(`/api/certificates/${id}`)).body.status).toBe('suspended');
  });
});

describe('validity', () => {
  it.each([
    ['ccc', '2026-01-31', '2031-01-31', 201],
    ['ccc', '2026-01-31', '2031-02-01', 400],
    ['ccc', '2026-01-31', '2099-12-31', 400],
    // No source names a length.
    ['cqc-voluntary', '2026-01-31', '2041-01-30', 201],
    ['ccc-self-declaration-b', '2022-01-31', '2042-01-30', 201],
    ['ccc', '2198-01-01', '2199-12-31', 201],
  ])('of %s from %s until %s: %i', async (scheme, issuedOn, validUntil, status) => {
    const here = await office();
    const { id: productId } = await api.make.product({ client: here.client });
    const { body } = await here.agent
      .post('/api/certificates')
      .send({ ...ccc, productId, scheme, issuedOn, validUntil })
      .expect(status);
    if (status === 400) {
      expect(body.errors).toEqual([
        {
          field: 'validUntil',
          code: 'valid-too-long',
          detail: expect.stringMatching(/5 years at most, this one until 2031-01-31 \(AQSIQ Order 117/),
          allowed: '≤ 2031-01-31',
        },
      ]);
    }
  });

  it('of an old record that is too long stays as it is while something else is edited', async () => {
    const here = await office();
    const { id } = await api.make.certificate({
      client: here.client,
      issuedOn: '2020-01-01',
      validUntil: '2030-01-01',
    });
    await here.agent.patch(`/api/certificates/${id}`).send({ version: 1, body: 'CAV' }).expect(200);
    await here.agent.patch(`/api/certificates/${id}`).send({ version: 2, validUntil: '2029-01-01' }).expect(400);
  });
});

describe('before its first issue', () => {
  it.each(['changed', 'extended', 'corrected'])(
    'a certificate is not %s, and the earliest day is named',
    async (cause) => {
      const here = await office();
      const { id } = await made(here);
      const edit = (holdsFrom: string) => here.agent.patch(`/api/certificates/${id}`).send({ version: 1, models: ['RL-480'], cause, holdsFrom }); // prettier-ignore
      const { body } = await edit('2022-02-28').expect(409);
      expect(body).toMatchObject({
        code: 'certificate.before-first-issue',
        facts: { on: '2022-02-28', earliestOn: '2022-03-01' },
      });
      expect(await versionsOf(here.agent, id)).toHaveLength(1);
      await edit('2022-03-01').expect(200);
    },
  );

  it.each(['suspension', 'cancellation', 'revocation'])('it has no %s, and the earliest day is named', async (noun) => {
    const here = await office();
    const { id } = await made(here);
    const act = (on: string) => here.agent.post(`/api/certificates/${id}/${noun}`).send({ reason: 'By the body', on });
    const { body } = await act('2022-02-28').expect(409);
    expect(body).toMatchObject({
      code: 'certificate.before-first-issue',
      facts: { on: '2022-02-28', earliestOn: '2022-03-01' },
    });
    expect(await changesOf(here.agent, id)).toEqual([]);
    await act('2022-03-01').expect(201);
  });

  it('counts from the first issue, not from a renewal', async () => {
    const here = await office();
    const { id } = await made(here);
    const renewal = { version: 1, cause: 'renewed', issuedOn: '2026-11-10', validUntil: '2031-11-09' };
    await here.agent.patch(`/api/certificates/${id}`).send(renewal).expect(200);
    await here.agent.post(`/api/certificates/${id}/suspension`).send({ reason: 'Late news', on: '2024-05-01' }).expect(201); // prettier-ignore
  });
});

describe('a renewal', () => {
  it('is not issued before its certificate', async () => {
    const here = await office();
    const { id } = await made(here);
    const { body } = await here.agent
      .patch(`/api/certificates/${id}`)
      .send({ version: 1, cause: 'renewed', issuedOn: '2022-02-28', validUntil: '2027-02-27' })
      .expect(409);
    expect(body).toMatchObject({
      code: 'certificate.renewal-before-certificate',
      facts: { issuedOn: '2022-03-01', renewedOn: '2022-02-28' },
    });
    expect(await versionsOf(here.agent, id)).toHaveLength(1);
  });

  it('does not hold from a day before its certificate', async () => {
    const here = await office();
    const { id } = await made(here);
    const { body } = await here.agent
      .patch(`/api/certificates/${id}`)
      .send({ version: 1, cause: 'renewed', issuedOn: '2026-11-02', validUntil: '2031-11-01', holdsFrom: '2022-02-28' })
      .expect(409);
    expect(body).toMatchObject({
      code: 'certificate.renewal-before-certificate',
      facts: { issuedOn: '2022-03-01', renewedOn: '2022-02-28' },
    });
    expect(await versionsOf(here.agent, id)).toHaveLength(1);
  });

  it('that comes late lets an expired certificate hold again', async () => {
    const here = await office();
    const { id } = await made(here, { issuedOn: '2021-11-01', validUntil: '2026-10-31' });
    await here.agent.post(`/api/certificates/${id}/expiry`).send({ on: '2026-11-01' }).expect(201);
    const { body } = await here.agent
      .patch(`/api/certificates/${id}`)
      .send({ version: 2, cause: 'renewed', issuedOn: '2026-11-12', validUntil: '2031-11-11' })
      .expect(200);
    expect(body).toMatchObject({ status: 'valid', validUntil: '2031-11-11' });
    expect((await changesOf(here.agent, id)).map(({ act, holdsFrom }: Record<string, unknown>) => [act, holdsFrom])).toEqual([
      ['reinstate', '2026-11-12'],
      ['expire', '2026-11-01'],
    ]); // prettier-ignore
  });
});

describe('two live CCC certificates of one unit', () => {
  it('are refused with the number of the first, however the second comes', async () => {
    const here = await office();
    const { id: productId } = await api.make.product({ client: here.client });
    const post = (more: object) => here.agent.post('/api/certificates').send({ ...ccc, productId, ...more });
    const { body: first } = await post({}).expect(201);
    const refused = { code: 'certificate.second-of-unit', facts: { certificateId: first.id, number: ccc.number } };
    expect((await post({ number: '2' }).expect(409)).body).toMatchObject(refused);
    expect((await post({ number: '2', status: 'suspended' }).expect(409)).body).toMatchObject(refused);
    // Another unit, another scheme or an end is another thing.
    await post({ number: '3', scheme: 'cqc-voluntary' }).expect(201);
    const { body: ended } = await post({ number: '4', status: 'expired' }).expect(201);
    const elsewhere = await made(here, { number: '5' });
    expect((await here.agent.patch(`/api/certificates/${elsewhere.id}`).send({ version: 1, productId }).expect(409)).body).toMatchObject(refused); // prettier-ignore
    expect((await here.agent.post(`/api/certificates/${ended.id}/reinstatement`).send({}).expect(409)).body).toMatchObject(refused); // prettier-ignore
    const [change] = await changesOf(here.agent, ended.id);
    expect((await takeBack(here.manager, ended.id, change.id).expect(409)).body).toMatchObject(refused);
    // The first ends: then the other may live.
    await here.agent.post(`/api/certificates/${first.id}/cancellation`).send({}).expect(201);
    await here.agent.post(`/api/certificates/${ended.id}/reinstatement`).send({}).expect(201);
  });

  it('are refused when both come at the same time', async () => {
    const here = await office();
    const { id: productId } = await api.make.product({ client: here.client });
    const answers = await Promise.all(
      ['1', '2', '3', '4'].map((number) => here.agent.post('/api/certificates').send({ ...ccc, productId, number })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('that an import brought can still be edited', async () => {
    const here = await office();
    const product = await api.make.product({ client: here.client });
    const [first] = [await api.make.certificate({ client: here.client, product }), await api.make.certificate({ client: here.client, product })]; // prettier-ignore
    await here.agent.patch(`/api/certificates/${first!.id}`).send({ version: 1, body: 'CAV' }).expect(200);
  });
});

describe('the states of a certificate', () => {
  it('are kept with day, ground, reason and who', async () => {
    const here = await office();
    const { id } = await made(here);
    const suspension = { reason: 'Inspection refused', ground: '0205', on: '2026-10-01', until: '2026-12-31' };
    const { body: suspended } = await here.agent.post(`/api/certificates/${id}/suspension`).send(suspension).expect(201); // prettier-ignore
    expect(suspended).toMatchObject({ status: 'suspended', statusOn: '2026-10-01', suspendedUntil: '2026-12-31' });
    expect(suspended.deadlines).toContainEqual(expect.objectContaining({ kind: 'restoration-request', dueOn: '2026-12-31', basis: 'legal', rule: 'suspension.by-notice' })); // prettier-ignore
    const { body: restored } = await here.agent.delete(`/api/certificates/${id}/suspension`).query({ reason: 'Inspected', on: '2026-11-18' }).expect(200); // prettier-ignore
    expect(restored).toMatchObject({ status: 'valid', statusOn: null, suspendedUntil: null, statusGround: null });
    const changes = await changesOf(here.agent, id);
    const common = { by: 'Lena Weiss', recordedAt: expect.any(String), isAutomatic: false, takenBackAt: null, takenBackBy: null, takenBackReason: null, papers: [] }; // prettier-ignore
    expect(changes).toEqual([
      { id: expect.any(String), act: 'restore', fromStatus: 'suspended', toStatus: 'valid', holdsFrom: '2026-11-18', ground: null, reason: 'Inspected', suspendedUntil: null, isLast: true, ...common },
      { id: expect.any(String), act: 'suspend', fromStatus: 'valid', toStatus: 'suspended', holdsFrom: '2026-10-01', ground: '0205', reason: 'Inspection refused', suspendedUntil: '2026-12-31', isLast: false, ...common },
    ]); // prettier-ignore
  });

  it('begin with the one in which it was recorded', async () => {
    const here = await office();
    const states = async (more: object) => {
      const { id } = await made(here, more);
      return (await changesOf(here.agent, id)).map((one: Record<string, unknown>) => [one.act, one.fromStatus, one.toStatus, one.holdsFrom]); // prettier-ignore
    };
    expect(await states({ number: '1' })).toEqual([]);
    expect(await states({ number: '2', status: 'revoked' })).toEqual([['revoke', 'valid', 'revoked', null]]);
    expect(await states({ number: '3', status: 'expired', issuedOn: '2015-01-01', validUntil: '2019-12-31' })).toEqual([
      ['expire', 'valid', 'expired', '2020-01-01'],
    ]);
    expect(await states({ number: '4', status: 'expired' })).toEqual([['expire', 'valid', 'expired', null]]);
  });

  it('at the wish of the holder end after twelve months', async () => {
    const here = await office();
    const { id } = await made(here);
    const { body } = await here.agent.post(`/api/certificates/${id}/suspension`).send({ reason: 'Seasonal', ground: '0208', on: '2026-10-01' }).expect(201); // prettier-ignore
    expect(body.deadlines).toContainEqual(
      expect.objectContaining({ kind: 'restoration-request', dueOn: '2027-10-01', rule: 'suspension.at-wish' }),
    );
    const { body: restored } = await here.agent.delete(`/api/certificates/${id}/suspension`).expect(200);
    expect(restored.deadlines.filter(({ kind, state }: { kind: string; state: string }) => kind === 'restoration-request' && state === 'open')).toEqual([]); // prettier-ignore
  });

  it.each([
    ['suspension', { reason: 'x', on: '2026-10-02', until: '2026-10-01' }, 'until', 'before-start'],
    ['suspension', { reason: 'x', until: '2026-13-01' }, 'until', 'is-day'],
    ['cancellation', { until: '2026-12-31' }, 'until', 'unknown-field'],
  ])('take no wrong day: %s %j', async (noun, change, field, code) => {
    const here = await office();
    const { id } = await made(here);
    const { body } = await here.agent.post(`/api/certificates/${id}/${noun}`).send(change).expect(400);
    expect(body.errors[0]).toMatchObject({ field, code });
    expect(await changesOf(here.agent, id)).toEqual([]);
  });

  it('do not restore it before it was suspended', async () => {
    const here = await office();
    const { id } = await made(here);
    await here.agent.post(`/api/certificates/${id}/suspension`).send({ reason: 'x', on: '2026-10-02' }).expect(201);
    const { body } = await here.agent.delete(`/api/certificates/${id}/suspension`).query({ on: '2026-10-01' }).expect(400); // prettier-ignore
    expect(body.errors[0]).toMatchObject({ field: 'on', code: 'before-suspension', allowed: '≥ 2026-10-02' });
  });
});

describe('taking a change back', () => {
  async function suspendedAndRestored(here: Office) {
    const { id } = await made(here);
    await here.agent.post(`/api/certificates/${id}/suspension`).send({ reason: 'Refused', ground: '0205', on: '2026-10-01', until: '2026-12-31' }).expect(201); // prettier-ignore
    await here.agent.delete(`/api/certificates/${id}/suspension`).query({ on: '2026-11-02' }).expect(200);
    const [restored, suspended] = await changesOf(here.agent, id);
    return { id, restored, suspended };
  }

  it('lets it stand as the change before left it, with its deadlines, and keeps the change, marked', async () => {
    const here = await office();
    const { id, restored, suspended } = await suspendedAndRestored(here);
    const { body } = await takeBack(here.manager, id, restored.id, 'The wrong certificate').expect(201);
    expect(body).toMatchObject({
      status: 'suspended',
      statusOn: '2026-10-01',
      statusGround: '0205',
      statusReason: 'Refused',
      suspendedUntil: '2026-12-31',
    });
    expect(body.deadlines).toContainEqual(expect.objectContaining({ kind: 'restoration-request', state: 'open' }));
    const [marked, last] = await changesOf(here.agent, id);
    expect(marked).toMatchObject({ id: restored.id, takenBackBy: 'Mert Kaya', takenBackReason: 'The wrong certificate', isLast: false }); // prettier-ignore
    expect(last).toMatchObject({ id: suspended.id, takenBackAt: null, isLast: true });
    const { body: history } = await here.agent.get(`/api/events?certificateId=${id}`);
    expect(history.items[0]).toMatchObject({
      what: 'certificate.status-taken-back',
      actorName: 'Mert Kaya',
      facts: { act: 'restore', reason: 'The wrong certificate', changes: { status: ['valid', 'suspended'] } },
    });
    const { body: valid } = await takeBack(here.manager, id, suspended.id).expect(201);
    expect(valid).toMatchObject({ status: 'valid', statusOn: null, statusGround: null, suspendedUntil: null });
  });

  it('is not shown to the client: what was taken back never was', async () => {
    const here = await office();
    const { id, restored, suspended } = await suspendedAndRestored(here);
    await takeBack(here.manager, id, restored.id).expect(201);
    const seen = await changesOf(here.reader, id);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ id: suspended.id, by: null, reason: 'Refused' });
  });

  it('brings even a revoked certificate back', async () => {
    const here = await office();
    const { id } = await made(here);
    await here.agent.post(`/api/certificates/${id}/revocation`).send({ reason: 'By the body' }).expect(201);
    const [change] = await changesOf(here.agent, id);
    const { body } = await takeBack(here.manager, id, change.id).expect(201);
    expect(body).toMatchObject({ status: 'valid', nextDueKind: 'renewal-filing' });
  });

  it('is refused for any but the last, naming that one, and for the same one twice', async () => {
    const here = await office();
    const { id, restored, suspended } = await suspendedAndRestored(here);
    expect((await takeBack(here.manager, id, suspended.id).expect(409)).body).toMatchObject({
      code: 'certificate.not-last-change',
      facts: { lastId: restored.id, act: 'restore', holdsFrom: '2026-11-02' },
    });
    await takeBack(here.manager, id, restored.id).expect(201);
    expect((await takeBack(here.manager, id, restored.id).expect(409)).body.code).toBe('certificate.change-taken-back');
  });

  it('happens once, though two managers do it at the same time', async () => {
    const here = await office();
    const { id, restored } = await suspendedAndRestored(here);
    const answers = await Promise.all([1, 2, 3].map(() => takeBack(here.manager, id, restored.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await here.agent.get(`/api/certificates/${id}`)).body.status).toBe('suspended');
  });

  it('needs a manager and a reason', async () => {
    const here = await office();
    const { id, restored } = await suspendedAndRestored(here);
    await takeBack(here.agent, id, restored.id).expect(403);
    await takeBack(here.reader, id, restored.id).expect(403);
    const { body } = await takeBack(here.manager, id, restored.id, ' ').expect(400);
    expect(body.errors[0].field).toBe('reason');
  });

  it('finds no change of another certificate or tenant', async () => {
    const here = await office();
    const { restored } = await suspendedAndRestored(here);
    const other = await made(here, { number: '2' });
    await takeBack(here.manager, other.id, restored.id).expect(404);
    const there = await office();
    await takeBack(there.manager, other.id, restored.id).expect(404);
  });
});
