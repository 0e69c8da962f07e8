import { newId } from '#database/db';
import type { Client } from '#database/entities/client.entity';
import type { Factory } from '#database/entities/factory.entity';
import type { Member } from '#database/entities/member.entity';
import { StoredFile } from '#database/entities/stored-file.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { makeApplication, makeAudit, makeFile, makeMove, makeStage } from '../support/make-case.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

interface House {
  tenant: Tenant;
  client: Client;
  factory: Factory;
  member: Member;
  agent: Agent;
}

/** A consultancy with one client, whose factory of class B was last inspected on 15 January 2026. */
async function consultancy(fields: Partial<Factory> = {}): Promise<House> {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
  const factory = await api.make.factory({
    client,
    name: 'Works Lindau',
    factoryClass: 'B',
    lastFollowUpOn: '2026-01-15',
    ...fields,
  });
  const member = await api.make.member({ tenant, name: 'Lena Weiss' });
  return { tenant, client, factory, member, agent: await api.as(member) };
}

const followUp = (factory: Factory, more: object = {}) => ({ kind: 'follow-up', factoryId: factory.id, ...more });
const ids = (body: { items: { id: string }[] }) => body.items.map((row) => row.id);

async function plan({ agent, factory }: House, more: object = {}) {
  return (await agent.post('/api/audits').send(followUp(factory, more)).expect(201)).body;
}
const act = (agent: Agent, audit: { id: string; version: number }, input: object) =>
  agent.post(`/api/audits/${audit.id}/acts`).send({ version: audit.version, ...input });
async function held(house: House, on = '2026-11-10', more: object = {}) {
  const audit = await plan(house, more);
  return (await act(house.agent, audit, { act: 'hold', from: on }).expect(201)).body;
}
const record = (agent: Agent, audit: { id: string }, more: object = {}) =>
  agent
    .post(`/api/audits/${audit.id}/findings`)
    .send({ grade: 'major', description: 'Torque records of line 2 are missing', ...more });
const step = (agent: Agent, finding: { id: string; version: number }, input: object) =>
  agent.post(`/api/audit-findings/${finding.id}/acts`).send({ version: finding.version, ...input });
/** From open to verified. */
async function verify(agent: Agent, finding: { id: string; version: number }, on = '2026-11-18') {
  const sent = await step(agent, finding, { act: 'submit-evidence', correctiveAction: 'Trained', evidence: 'Record 7' }).expect(201); // prettier-ignore
  return (await step(agent, sent.body, { act: 'close', verification: 'on-paper', on }).expect(201)).body;
}

describe('a follow-up inspection', () => {
  it('is planned over all certificates of a body that are alive at the factory', async () => {
    const house = await consultancy();
    const { client, factory } = house;
    const valid = await api.make.certificate({ client, factory });
    const suspended = await api.make.certificate({ client, factory, status: 'suspended' });
    await api.make.certificate({ client, factory, status: 'expired' });
    await api.make.certificate({ client, factory, scheme: 'ccc-self-declaration-a', validUntil: null });
    await api.make.certificate({ client });
    const audit = await plan(house, {
      plannedFrom: '2026-12-07',
      plannedTo: '2026-12-08',
      personDays: 3,
      inspectors: [{ name: '王伟', body: 'CQC' }],
      language: 'Chinese',
      body: 'CQC',
    });
    expect(audit).toMatchObject({
      status: 'planned',
      turn: 'body',
      plannedFrom: '2026-12-07',
      plannedTo: '2026-12-08',
      personDays: 3,
      inspectors: [{ name: '王伟', body: 'CQC' }],
      client: { id: client.id, legalName: 'Lindauer Lichttechnik GmbH' },
      certificates: 2,
      acts: ['confirm', 'hold', 'cancel'],
      inspection: { window: { latestOn: '2027-01-15', basis: 'practice', missedFrom: '2027-01-16' } },
    });
    expect(new Set(audit.inspection.atRisk.map(({ id }: { id: string }) => id))).toEqual(new Set([valid.id, suspended.id])); // prettier-ignore
    const { body: history } = await house.agent.get(`/api/events?auditId=${audit.id}`).expect(200);
    expect(history.items).toMatchObject([{ what: 'audit.planned', factoryId: factory.id, clientId: client.id }]);
  });

  it('hangs on chosen certificates of its factory only, which may be of several clients', async () => {
    const house = await consultancy();
    const { tenant, client, factory, agent } = house;
    const other = await api.make.client({ tenant });
    await agent.put(`/api/factories/${factory.id}/clients/${other.id}`).expect(200);
    const own = await api.make.certificate({ client, factory });
    const theirs = await api.make.certificate({ client: other, factory });
    const elsewhere = await api.make.certificate({ client, number: '77' });
    const unclear = await agent.post('/api/audits').send(followUp(factory)).expect(409);
    expect(unclear.body).toMatchObject({ code: 'audit.client-unclear' });
    expect(unclear.body.facts.clientIds.sort()).toEqual([client.id, other.id].sort());
    const named = followUp(factory, { clientId: client.id, certificateIds: [own.id, elsewhere.id] });
    const { body: wrong } = await agent.post('/api/audits').send(named).expect(409);
    expect(wrong).toMatchObject({ code: 'audit.certificate-of-another-factory', facts: { numbers: ['77'] } });
    const audit = await plan(house, { clientId: client.id, certificateIds: [own.id, theirs.id] });
    expect(audit.certificates).toBe(2);
    const guest = await api.as(await api.make.member({ client: other }));
    const { body: seen } = await guest.get(`/api/audits/${audit.id}`).expect(200);
    expect(seen).toMatchObject({ clientId: null, client: null, certificates: 1, findings: [], acts: [], note: null });
    expect(seen.inspection.atRisk.map(({ id }: { id: string }) => id)).toEqual([theirs.id]);
    const { body: fewer } = await agent.patch(`/api/audits/${audit.id}`).send({ version: 1, certificateIds: [own.id] }).expect(200); // prettier-ignore
    expect(fewer.certificates).toBe(1);
    await guest.get(`/api/audits/${audit.id}`).expect(404);
  });

  it.each([
    ['plannedTo', { plannedFrom: '2026-12-08', plannedTo: '2026-12-07' }, 'end-before-start', 'from 2026-12-08'],
    ['plannedFrom', { plannedTo: '2026-12-07' }, 'is-not-empty', 'a day'],
    ['plannedFrom', { plannedFrom: '2026-02-30' }, 'is-day', undefined],
    ['kind', { kind: 'visit' }, 'is-in', undefined],
    ['personDays', { personDays: 0 }, 'min', undefined],
    ['personDays', { personDays: 1000 }, 'max', undefined],
    ['status', { status: 'passed' }, 'unknown-field', undefined],
    ['certificateIds', { certificateIds: ['x'] }, 'is-uuid', undefined],
  ])('is refused with a wrong %s', async (field, change, code, allowed) => {
    const { agent, factory } = await consultancy();
    const { body } = await agent.post('/api/audits').send(followUp(factory, change)).expect(400);
    expect(body.errors[0]).toMatchObject({ field, code, ...(allowed && { allowed }) });
  });

  it('is confirmed with days, moved only by postponing, and confirmed again', async () => {
    const house = await consultancy();
    const { agent } = house;
    const audit = await plan(house);
    const { body: without } = await act(agent, audit, { act: 'confirm' }).expect(400);
    expect(without.errors).toMatchObject([{ field: 'from', code: 'is-not-empty' }]);
    const { body: backwards } = await act(agent, audit, { act: 'confirm', from: '2026-12-08', to: '2026-12-07' }).expect(400); // prettier-ignore
    expect(backwards.errors).toMatchObject([{ field: 'to', code: 'end-before-start', allowed: 'from 2026-12-08' }]);
    const { body: confirmed } = await act(agent, audit, { act: 'confirm', from: '2026-12-07' }).expect(201);
    expect(confirmed).toMatchObject({ status: 'confirmed', turn: 'inspector', plannedFrom: '2026-12-07', plannedTo: '2026-12-07', acts: ['postpone', 'hold', 'cancel'] }); // prettier-ignore
    const move = { version: confirmed.version, plannedFrom: '2026-12-14' };
    const { body: fixed } = await agent.patch(`/api/audits/${audit.id}`).send(move).expect(409);
    expect(fixed.code).toBe('audit.days-fixed');
    const { body: noReason } = await act(agent, confirmed, { act: 'postpone' }).expect(400);
    expect(noReason.errors).toMatchObject([{ field: 'reason', code: 'is-not-empty' }]);
    const { body: postponed } = await act(agent, confirmed, { act: 'postpone', reason: 'Visa of the inspector' }).expect(201); // prettier-ignore
    expect(postponed).toMatchObject({ status: 'planned', plannedFrom: null, plannedTo: null, statusReason: 'Visa of the inspector' }); // prettier-ignore
    const { body: again } = await act(agent, postponed, { act: 'confirm', from: '2026-12-14', to: '2026-12-15' }).expect(201); // prettier-ignore
    expect(again).toMatchObject({ status: 'confirmed', plannedFrom: '2026-12-14', plannedTo: '2026-12-15' });
  });

  it('tells the client of its days when they are confirmed, but not of an unannounced one', async () => {
    const house = await consultancy();
    await api.make.contact({ client: house.client, email: 'quality@lindauer.test' });
    const told = (id: string) =>
      api.look(`select n.kind, n.facts from notices n join contacts c on c.id = n.contact_id where n.audit_id = $1`, [
        id,
      ]);
    const open = await plan(house);
    await act(house.agent, open, { act: 'confirm', from: '2026-12-07', to: '2026-12-08' }).expect(201);
    expect(await told(open.id)).toMatchObject([
      { kind: 'audit-planned', facts: { from: '2026-12-07', to: '2026-12-08' } },
    ]);
    const silent = await plan(house, { isUnannounced: true });
    await act(house.agent, silent, { act: 'confirm', from: '2026-12-14' }).expect(201);
    expect(await told(silent.id)).toEqual([]);
    const guest = await api.as(await api.make.member({ client: house.client }));
    expect(ids((await guest.get('/api/audits').expect(200)).body)).toEqual([open.id]);
    await guest.get(`/api/audits/${silent.id}`).expect(404);
    const { body: now } = await house.agent.get(`/api/audits/${silent.id}`).expect(200);
    await act(house.agent, now, { act: 'hold', from: '2026-11-19' }).expect(201);
    await guest.get(`/api/audits/${silent.id}`).expect(200);
  });

  it('is refused an act that its state does not know, with the legal ones named', async () => {
    const house = await consultancy();
    const audit = await plan(house);
    const { body } = await act(house.agent, audit, { act: 'pass', on: '2026-11-20' }).expect(409);
    expect(body).toMatchObject({ code: 'audit.illegal-transition', facts: { status: 'planned', act: 'pass', allowed: ['confirm', 'hold', 'cancel'] } }); // prettier-ignore
    const { body: gone } = await act(house.agent, audit, { act: 'cancel', reason: 'Factory closed' }).expect(201);
    expect(gone).toMatchObject({ status: 'cancelled', turn: null, acts: [], statusReason: 'Factory closed' });
    const { body: ended } = await house.agent.patch(`/api/audits/${audit.id}`).send({ version: gone.version, language: 'German' }).expect(409); // prettier-ignore
    expect(ended).toMatchObject({ code: 'audit.ended', facts: { status: 'cancelled' } });
  });

  it('was not held in the future', async () => {
    const house = await consultancy();
    const audit = await plan(house);
    const { body } = await act(house.agent, audit, { act: 'hold', from: '2026-11-20', to: '2026-11-22' }).expect(400);
    expect(body.errors).toMatchObject([{ field: 'to', code: 'day-in-future', allowed: 'until 2026-11-20' }]);
  });

  it('is changed by one person at a time', async () => {
    const house = await consultancy();
    const audit = await plan(house);
    await act(house.agent, audit, { act: 'confirm', from: '2026-12-07' }).expect(201);
    const { body } = await act(house.agent, audit, { act: 'cancel', reason: 'Too late' }).expect(409);
    expect(body).toMatchObject({ code: 'stale-version', facts: { changed: { status: { from: 'planned', to: 'confirmed', by: 'Lena Weiss' } } } }); // prettier-ignore
  });

  it('that was passed starts the count to the next one, and meets the day that was owed', async () => {
    const house = await consultancy();
    const { client, factory, agent } = house;
    await api.make.certificate({ client, factory });
    await agent.patch(`/api/factories/${factory.id}`).send({ version: 1, factoryClass: 'A' }).expect(200);
    const audit = await held(house, '2026-11-10');
    expect(audit).toMatchObject({ status: 'held', heldFrom: '2026-11-10', heldTo: '2026-11-10', turn: 'body' });
    const { body: early } = await act(agent, audit, { act: 'pass', on: '2026-11-09' }).expect(409);
    expect(early).toMatchObject({ code: 'audit.day-too-early', facts: { earliestOn: '2026-11-10', because: 'inspection-held' } }); // prettier-ignore
    const { body: passed } = await act(agent, audit, { act: 'pass', on: '2026-11-12' }).expect(201);
    expect(passed).toMatchObject({
      status: 'passed',
      closedOn: '2026-11-12',
      turn: null,
      inspection: { window: { lastInspectionOn: '2026-11-10', latestOn: '2028-11-10', factoryClass: 'A' } },
    });
    const { body: days } = await agent.get(`/api/deadlines?factoryId=${factory.id}&sort=dueOn`).expect(200);
    expect(days.items).toMatchObject([
      { dueOn: '2028-01-15', state: 'met', stateReason: 'inspected' },
      { dueOn: '2028-11-10', state: 'open' },
    ]);
  });

  it('gives the factory its new class from a day not before the inspection', async () => {
    const house = await consultancy();
    await api.make.certificate({ client: house.client, factory: house.factory });
    const audit = await held(house, '2026-11-10');
    const pass = (classAfter: object) => act(house.agent, audit, { act: 'pass', on: '2026-11-12', classAfter });
    const { body } = await pass({ factoryClass: 'A', on: '2026-11-09' }).expect(409);
    expect(body).toMatchObject({ code: 'audit.class-before-inspection', facts: { earliestOn: '2026-11-10' } });
    const { body: future } = await pass({ factoryClass: 'A', on: '2026-12-01' }).expect(400);
    expect(future.errors).toMatchObject([{ field: 'classAfter.on', code: 'day-in-future' }]);
    await pass({ factoryClass: 'E' }).expect(400);
    const { body: passed } = await pass({ factoryClass: 'D', on: '2026-11-11' }).expect(201);
    expect(passed).toMatchObject({
      classAfter: 'D',
      classAfterOn: '2026-11-11',
      inspection: { window: { factoryClass: 'D', latestOn: '2027-05-10' } },
    });
  });

  it('entered late leaves the later inspection that is known, and its class is refused', async () => {
    const house = await consultancy({ lastFollowUpOn: '2026-10-01' });
    const audit = await held(house, '2026-05-05');
    const { body } = await act(house.agent, audit, { act: 'pass', on: '2026-05-20', classAfter: { factoryClass: 'A' } }).expect(409); // prettier-ignore
    expect(body).toMatchObject({ code: 'audit.class-before-inspection', facts: { earliestOn: '2026-10-01' } });
    await act(house.agent, audit, { act: 'pass', on: '2026-05-20' }).expect(201);
    const { body: factory } = await house.agent.get(`/api/factories/${house.factory.id}`).expect(200);
    expect(factory).toMatchObject({ lastFollowUpOn: '2026-10-01', factoryClass: 'B' });
  });
});

describe('an initial inspection', () => {
  it('belongs to a case of its factory and client', async () => {
    const house = await consultancy();
    const { client, factory, agent, tenant } = house;
    const initial = (more: object) =>
      agent.post('/api/audits').send({ kind: 'initial', factoryId: factory.id, ...more });
    expect((await initial({}).expect(409)).body.code).toBe('audit.needs-case');
    const elsewhere = await api.make.factory({ client });
    const wrong = await makeApplication(api, { client }, { factoryId: elsewhere.id });
    expect((await initial({ applicationId: wrong.id }).expect(409)).body.code).toBe('audit.case-of-another-factory');
    const ended = await makeApplication(api, { client }, { status: 'withdrawn' });
    expect((await initial({ applicationId: ended.id }).expect(409)).body).toMatchObject({ code: 'audit.case-ended', facts: { status: 'withdrawn' } }); // prettier-ignore
    const own = await makeApplication(api, { client }, { factoryId: factory.id, handledBy: 'CCAP' });
    const other = await api.make.client({ tenant });
    expect((await initial({ applicationId: own.id, clientId: other.id }).expect(409)).body.code).toBe('audit.case-of-another-client'); // prettier-ignore
    const { body } = await initial({ applicationId: own.id }).expect(201);
    expect(body).toMatchObject({ kind: 'initial', body: 'CCAP', certificates: 0, application: { id: own.id, startedOn: '2026-10-01' } }); // prettier-ignore
  });

  it('is planned, held and passed after the certificate where the body lets it come later', async () => {
    const { client, factory, agent } = await consultancy();
    const application = await makeApplication(api, { client }, { factoryId: factory.id, status: 'certified', endedOn: '2026-10-20' }); // prettier-ignore
    const input = { kind: 'initial', factoryId: factory.id, applicationId: application.id };
    expect((await agent.post('/api/audits').send(input).expect(409)).body.code).toBe('audit.case-ended');
    const stage = await makeStage(api, application, { key: 'first-inspection', party: 'inspector', status: 'not-started', isAfterCertificate: true }); // prettier-ignore
    await makeMove(api, stage, { stageId: null, act: 'certify', fromStatus: 'running', toStatus: 'certified', movedOn: '2026-10-20' }); // prettier-ignore
    const { body: audit } = await agent.post('/api/audits').send(input).expect(201);
    const { body: now } = await act(agent, audit, { act: 'hold', from: '2026-11-10' }).expect(201);
    const { body: finding } = await record(agent, now).expect(201);
    await verify(agent, finding);
    const { body: passed } = await act(agent, now, { act: 'pass', on: '2026-11-19' }).expect(201);
    expect(passed.status).toBe('passed');
    const standing = 'select status, started_on::text as "from", ended_on::text as "to" from application_stages where application_id = $1'; // prettier-ignore
    expect(await api.look(standing, [application.id])).toEqual([{ status: 'done', from: '2026-11-10', to: '2026-11-19' }]); // prettier-ignore
  });

  it('is neither planned nor held before its case began', async () => {
    const { client, factory, agent } = await consultancy();
    const application = await makeApplication(api, { client }, { factoryId: factory.id, startedOn: '2026-10-01' });
    const base = { kind: 'initial', factoryId: factory.id, applicationId: application.id };
    const tooEarly = { code: 'audit.day-too-early', facts: { earliestOn: '2026-10-01', because: 'case-began' } };
    expect((await agent.post('/api/audits').send({ ...base, plannedFrom: '2026-09-30' }).expect(409)).body).toMatchObject(tooEarly); // prettier-ignore
    const { body: audit } = await agent
      .post('/api/audits')
      .send({ ...base, plannedFrom: '2026-10-01' })
      .expect(201);
    expect((await act(agent, audit, { act: 'hold', from: '2026-09-30' }).expect(409)).body).toMatchObject(tooEarly);
  });

  it('leaves three months by law to correct what it found', async () => {
    const { client, factory, agent } = await consultancy();
    const application = await makeApplication(api, { client }, { factoryId: factory.id });
    const input = { kind: 'initial', factoryId: factory.id, applicationId: application.id };
    const { body: audit } = await agent.post('/api/audits').send(input).expect(201);
    const { body: now } = await act(agent, audit, { act: 'hold', from: '2026-11-09', to: '2026-11-10' }).expect(201);
    const { body: finding } = await record(agent, now).expect(201);
    expect(finding).toMatchObject({
      number: 1,
      status: 'open',
      dueOn: '2027-02-10',
      deadline: {
        kind: 'finding-correction',
        basis: 'legal',
        certainty: 'secondary',
        rule: 'ccc-standard/initial-inspection/non-conformities-due',
        counted: { start: 'inspected', from: '2026-11-10', amount: 3, unit: 'months' },
        state: 'open',
      },
      ifMissed: { outcome: 'inspection-failed', ground: null },
    });
  });
});

describe('the case of an initial inspection', () => {
  /** A case that waits for its inspection, and the planned inspection. */
  async function inspected() {
    const house = await consultancy();
    const { client, factory, agent } = house;
    const application = await makeApplication(api, { client }, { factoryId: factory.id });
    const names = { en: 'Initial factory inspection', de: 'Erstinspektion des Werks', zh: '初始工厂检查' };
    const stage = { key: 'initial-inspection', party: 'inspector' as const, status: 'not-started' as const, names };
    await makeStage(api, application, stage);
    const input = { kind: 'initial', factoryId: factory.id, applicationId: application.id };
    const { body: audit } = await agent.post('/api/audits').send(input).expect(201);
    const standing = async () => {
      const [row] = await api.look(
        `select s.status, s.blocker, s.started_on::text as "startedOn", s.ended_on::text as "endedOn", a.turn
         from application_stages s join applications a on a.id = s.application_id where a.id = $1`,
        [application.id],
      );
      return row;
    };
    return { ...house, audit, standing };
  }

  it('begins its stage when it is held, waits for whoever corrects or verifies, and ends it when it is passed', async () => {
    const { agent, audit, standing } = await inspected();
    const { body: now } = await act(agent, audit, { act: 'hold', from: '2026-11-09', to: '2026-11-10' }).expect(201);
    expect(await standing()).toMatchObject({ status: 'running', startedOn: '2026-11-09', turn: 'inspector' });
    const { body: seen } = await record(agent, now, { grade: 'observation' }).expect(201);
    expect(seen.dueOn).toBeNull();
    expect(await standing()).toMatchObject({ status: 'running', blocker: null });
    const { body: finding } = await record(agent, now).expect(201);
    expect(await standing()).toMatchObject({ status: 'blocked', blocker: 'non-conformity-open', turn: 'client' });
    const evidence = { act: 'submit-evidence', correctiveAction: 'Trained', evidence: 'Record 7' };
    const { body: sent } = await step(agent, finding, evidence).expect(201);
    expect(await standing()).toMatchObject({ status: 'blocked', turn: 'body' });
    const { body: back } = await step(agent, sent, { act: 'reject', reason: 'No signatures' }).expect(201);
    expect(await standing()).toMatchObject({ status: 'blocked', turn: 'client' });
    const { body: again } = await step(agent, back, evidence).expect(201);
    await step(agent, again, { act: 'close', verification: 'on-site', on: '2026-11-18' }).expect(201);
    expect(await standing()).toMatchObject({ status: 'running', blocker: null });
    await act(agent, now, { act: 'pass', on: '2026-11-19' }).expect(201);
    // What was recorded today cannot have ended yesterday.
    expect(await standing()).toMatchObject({ status: 'done', endedOn: '2026-11-20' });
  });

  it('starts the count to the first follow-up and sets the class of the factory when it is passed', async () => {
    const { agent, audit, factory } = await inspected();
    const { body: now } = await act(agent, audit, { act: 'hold', from: '2026-11-09', to: '2026-11-10' }).expect(201);
    await act(agent, now, { act: 'pass', on: '2026-11-19', classAfter: { factoryClass: 'B' } }).expect(201);
    const { body } = await agent.get(`/api/factories/${factory.id}`).expect(200);
    expect(body).toMatchObject({ lastFollowUpOn: '2026-11-10', factoryClass: 'B' });
  });

  it('fails its stage when it is failed, whatever is still open', async () => {
    const { agent, audit, standing } = await inspected();
    const { body: now } = await act(agent, audit, { act: 'hold', from: '2026-11-10' }).expect(201);
    await record(agent, now).expect(201);
    await act(agent, now, { act: 'fail', on: '2026-11-20', reason: 'Serious inconsistency' }).expect(201);
    expect(await standing()).toMatchObject({ status: 'failed', endedOn: '2026-11-20' });
  });
});

describe('a finding', () => {
  it('tells the client what to put right, and the team that it was answered', async () => {
    const house = await consultancy();
    await api.make.certificate({ client: house.client, factory: house.factory });
    const { body: audit } = await act(house.agent, await plan(house), { act: 'hold', from: '2026-11-10' }).expect(201);
    await record(house.agent, audit, { grade: 'observation', description: 'Labels fade' }).expect(201);
    const { body: finding } = await record(house.agent, audit, { description: 'Torque records missing' }).expect(201);
    const told = () =>
      api.look(
        `select n.kind, n.facts->>'body' as body, n.facts->>'dueOn' as "dueOn", c.id is not null as "isClient"
         from notices n left join contacts c on c.id = n.contact_id where n.audit_id = $1 and n.kind like 'finding-%'
         order by n.created_at, n.id`,
        [audit.id],
      );
    const recorded = { kind: 'finding-recorded', body: 'Torque records missing', dueOn: '2027-02-10', isClient: true };
    expect(await told()).toEqual([recorded]);
    await api.make.member({ tenant: house.tenant, role: 'owner' });
    const guest = await api.as(await api.make.member({ client: house.client }));
    const answer = { act: 'submit-evidence', correctiveAction: 'Trained', evidence: 'Record 7' };
    const { body: sent } = await step(guest, finding, answer).expect(201);
    expect((await told()).slice(1)).toMatchObject([{ kind: 'finding-answered', isClient: false }]);
    await step(house.agent, sent, { act: 'reject', reason: 'No signatures' }).expect(201);
    expect((await told()).slice(2)).toContainEqual(
      expect.objectContaining({ kind: 'finding-returned', body: 'No signatures', isClient: true }),
    );
  });

  it('is recorded in both scripts at an audit that was held, and turns it to the client', async () => {
    const house = await consultancy();
    await api.make.certificate({ client: house.client, factory: house.factory });
    const planned = await plan(house);
    const { body: notHeld } = await record(house.agent, planned).expect(409);
    expect(notHeld).toMatchObject({ code: 'audit.not-held', facts: { status: 'planned' } });
    const { body: audit } = await act(house.agent, planned, { act: 'hold', from: '2026-11-10' }).expect(201);
    const { body: first } = await record(house.agent, audit, { descriptionZh: '二号线扭矩记录缺失', clause: '4.2' }).expect(201); // prettier-ignore
    const { body: second } = await record(house.agent, audit, { grade: 'observation', description: 'Labels fade' }).expect(201); // prettier-ignore
    expect(first).toMatchObject({
      number: 1,
      descriptionZh: '二号线扭矩记录缺失',
      dueOn: '2027-02-10',
      deadline: {
        basis: 'planning',
        certainty: 'unverified',
        rule: 'ccc-standard/follow-up/follow-up-non-conformities-due',
      },
      ifMissed: { outcome: 'suspension-ground', ground: '0203' },
    });
    expect(second).toMatchObject({ number: 2, grade: 'observation', dueOn: null, deadline: null, ifMissed: null });
    const { body: seen } = await house.agent.get(`/api/audits/${audit.id}`).expect(200);
    expect(seen).toMatchObject({ turn: 'client', findingsOpen: 1, majorOpen: 1, nextDueOn: '2027-02-10', nextDueKind: 'finding-correction', nextDueBasis: 'planning' }); // prettier-ignore
    expect(seen.deadlines).toHaveLength(1);
    const { body: history } = await house.agent.get(`/api/events?auditId=${audit.id}`);
    expect(history.items.map(({ what }: { what: string }) => what)).toEqual(['finding.recorded', 'finding.recorded', 'audit.held', 'audit.planned']); // prettier-ignore
  });

  it('that is major is not recorded any more once its inspection has decided the case', async () => {
    const { client, factory, agent } = await consultancy();
    const application = await makeApplication(api, { client }, { factoryId: factory.id });
    const input = { kind: 'initial', factoryId: factory.id, applicationId: application.id };
    const { body: audit } = await agent.post('/api/audits').send(input).expect(201);
    const { body: now } = await act(agent, audit, { act: 'hold', from: '2026-11-10' }).expect(201);
    const { body: minor } = await record(agent, now, { grade: 'minor' }).expect(201);
    await api.look(`update applications set status = 'certified', ended_on = '2026-11-18' where id = $1`, [application.id]); // prettier-ignore
    const ended = { code: 'audit.case-ended', facts: { number: application.number, status: 'certified' } };
    expect((await record(agent, now).expect(409)).body).toMatchObject(ended);
    const change = { version: minor.version, grade: 'major' };
    expect((await agent.patch(`/api/audit-findings/${minor.id}`).send(change).expect(409)).body).toMatchObject(ended);
    await record(agent, now, { grade: 'minor' }).expect(201);
  });

  it('that is major and the certificate of its case wait for each other', async () => {
    const { client, factory, agent } = await consultancy();
    const application = await makeApplication(api, { client }, { factoryId: factory.id });
    const input = { kind: 'initial', factoryId: factory.id, applicationId: application.id };
    const { body: audit } = await agent.post('/api/audits').send(input).expect(201);
    const { body: now } = await act(agent, audit, { act: 'hold', from: '2026-11-10' }).expect(201);
    const recorded = await api.make.inside({ id: client.tenantId }, async () => {
      await api.db.query(`update applications set status = 'certified', ended_on = '2026-11-18' where id = $1`, [application.id]); // prettier-ignore
      const answer = record(agent, now).then((got) => got);
      await expect(Promise.race([answer.then(() => 'answered'), new Promise((over) => setTimeout(over, 500, 'waits'))])).resolves.toBe('waits'); // prettier-ignore
      return { answer };
    });
    expect((await recorded.answer).body.code).toBe('audit.case-ended');
  });

  it('at certificates for which no scheme names a limit has no due day', async () => {
    const house = await consultancy();
    await api.make.certificate({ client: house.client, factory: house.factory, scheme: 'cqc-voluntary' });
    const { body } = await record(house.agent, await held(house)).expect(201);
    expect(body).toMatchObject({ dueOn: null, deadline: null });
  });

  it('keeps its audit from being passed until it is verified, and is named then', async () => {
    const house = await consultancy();
    await api.make.certificate({ client: house.client, factory: house.factory });
    const audit = await held(house);
    const { body: first } = await record(house.agent, audit).expect(201);
    const { body: second } = await record(house.agent, audit, { grade: 'minor' }).expect(201);
    await record(house.agent, audit, { grade: 'observation' }).expect(201);
    const pass = () => act(house.agent, audit, { act: 'pass', on: '2026-11-20' });
    const { body: refused } = await pass().expect(409);
    expect(refused).toMatchObject({
      code: 'audit.findings-open',
      facts: {
        numbers: [1, 2],
        findings: [
          { number: 1, grade: 'major', status: 'open' },
          { number: 2, grade: 'minor', status: 'open' },
        ],
      },
    });
    const closed = await verify(house.agent, first);
    expect(closed).toMatchObject({ status: 'closed', verification: 'on-paper', endedOn: '2026-11-18', acts: [], deadline: { state: 'met', stateReason: 'finding-closed' } }); // prettier-ignore
    await step(house.agent, second, { act: 'rescind', reason: 'Record found' }).expect(201);
    const { body: passed } = await pass().expect(201);
    expect(passed).toMatchObject({ status: 'passed', findingsOpen: 0, nextDueOn: null });
  });

  it('that lapsed keeps its audit from being passed', async () => {
    const house = await consultancy();
    await api.make.certificate({ client: house.client, factory: house.factory });
    const audit = await held(house, '2026-08-10');
    const { body: finding } = await record(house.agent, audit).expect(201);
    await step(house.agent, finding, { act: 'lapse', on: '2026-11-11' }).expect(201);
    const { body } = await act(house.agent, audit, { act: 'pass', on: '2026-11-20' }).expect(409);
    expect(body).toMatchObject({ code: 'audit.findings-open', facts: { findings: [{ number: 1, status: 'lapsed' }] } });
  });

  it('is withdrawn as owed when its audit failed', async () => {
    const house = await consultancy();
    await api.make.certificate({ client: house.client, factory: house.factory });
    const audit = await held(house);
    await record(house.agent, audit).expect(201);
    expect((await act(house.agent, audit, { act: 'fail', on: '2026-11-20' }).expect(400)).body.errors).toMatchObject([{ field: 'reason' }]); // prettier-ignore
    const { body } = await act(house.agent, audit, { act: 'fail', on: '2026-11-20', reason: 'Serious inconsistency' }).expect(201); // prettier-ignore
    expect(body).toMatchObject({ status: 'failed', nextDueOn: null, deadlines: [{ state: 'withdrawn' }] });
    const { body: owed } = await house.agent.get(`/api/deadlines?factoryId=${house.factory.id}&state=open`);
    expect(owed.items.every(({ kind }: { kind: string }) => kind === 'follow-up-inspection')).toBe(true);
  });

  it.each([
    ['answer', {}, ['correctiveAction']],
    ['submit-evidence', {}, ['correctiveAction', 'evidence']],
    ['rescind', {}, ['reason']],
    ['lapse', {}, ['on']],
  ])('cannot be recorded as %s without what that needs', async (name, given, fields) => {
    const house = await consultancy();
    const { body: finding } = await record(house.agent, await held(house)).expect(201);
    const { body } = await step(house.agent, finding, { act: name, ...given }).expect(400);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  });

  it('is rejected with a reason, keeps its day, and lapses only after it', async () => {
    const house = await consultancy();
    await api.make.certificate({ client: house.client, factory: house.factory });
    const audit = await held(house, '2026-08-10');
    const { body: finding } = await record(house.agent, audit).expect(201);
    expect(finding.dueOn).toBe('2026-11-10');
    const { body: sent } = await step(house.agent, finding, { act: 'submit-evidence', correctiveAction: 'Trained', evidence: 'List' }).expect(201); // prettier-ignore
    expect(sent).toMatchObject({ status: 'evidence-submitted', correctiveAction: 'Trained', evidence: 'List' });
    const { body: back } = await step(house.agent, sent, { act: 'reject', reason: 'No signatures' }).expect(201);
    expect(back).toMatchObject({ status: 'open', statusReason: 'No signatures', dueOn: '2026-11-10', acts: ['answer', 'submit-evidence', 'rescind', 'lapse'] }); // prettier-ignore
    const { body: early } = await step(house.agent, back, { act: 'lapse', on: '2026-11-10' }).expect(409);
    expect(early).toMatchObject({ code: 'audit.day-too-early', facts: { earliestOn: '2026-11-11', because: 'after-due-day' } }); // prettier-ignore
    const { body: lapsed } = await step(house.agent, back, { act: 'lapse', on: '2026-11-11' }).expect(201);
    expect(lapsed).toMatchObject({ status: 'lapsed', endedOn: '2026-11-11' });
    const { body: ended } = await house.agent.patch(`/api/audit-findings/${finding.id}`).send({ version: lapsed.version, clause: '5' }).expect(409); // prettier-ignore
    expect(ended).toMatchObject({ code: 'finding.ended', facts: { status: 'lapsed' } });
  });

  it('that becomes an observation owes nothing any more', async () => {
    const house = await consultancy();
    await api.make.certificate({ client: house.client, factory: house.factory });
    const { body: finding } = await record(house.agent, await held(house)).expect(201);
    const { body } = await house.agent.patch(`/api/audit-findings/${finding.id}`).send({ version: 1, grade: 'observation' }).expect(200); // prettier-ignore
    expect(body).toMatchObject({ grade: 'observation', dueOn: null, deadline: null });
  });

  it('is answered by the client with a file of its own, and judged by the team alone', async () => {
    const house = await consultancy();
    const { tenant, client } = house;
    await api.make.certificate({ client, factory: house.factory });
    const audit = await held(house);
    const { body: finding } = await record(house.agent, audit).expect(201);
    const guest = await api.as(await api.make.member({ client }));
    const stranger = await api.as(await api.make.member({ client: await api.make.client({ tenant }) }));
    const file = (of: string) =>
      api.make.inside(tenant, () =>
        api.db.add(StoredFile, {
          clientId: of,
          isClientVisible: true,
          name: 'records.pdf',
          sizeBytes: '2048',
          sha256: 'a'.repeat(64),
          mediaType: 'application/pdf',
          storageKey: newId(),
          state: 'stored',
          createdAt: api.clock.now(),
          storedAt: api.clock.now(),
        }),
      );
    const own = await file(client.id);
    const foreign = await file((await api.make.client({ tenant })).id);
    const { body: seen } = await guest.get(`/api/audits/${audit.id}`).expect(200);
    expect(seen).toMatchObject({ acts: [], responsible: null, findings: [{ acts: ['answer', 'submit-evidence'] }] });
    await step(stranger, finding, { act: 'answer', correctiveAction: 'x' }).expect(404);
    await step(guest, finding, { act: 'rescind', reason: 'It is fine' }).expect(403);
    await guest.patch(`/api/audit-findings/${finding.id}`).send({ version: 1, grade: 'minor' }).expect(403);
    await act(guest, audit, { act: 'pass', on: '2026-11-20' }).expect(403);
    const hand = (evidenceFileId: string) => step(guest, finding, { act: 'submit-evidence', correctiveAction: 'Trained', evidenceFileId }); // prettier-ignore
    await hand(foreign.id).expect(404);
    const { body: sent } = await hand(own.id).expect(201);
    expect(sent).toMatchObject({ status: 'evidence-submitted', acts: [], evidenceFile: { id: own.id, name: 'records.pdf', sizeBytes: 2048 } }); // prettier-ignore
    const { body: now } = await house.agent.get(`/api/audits/${audit.id}`).expect(200);
    expect(now).toMatchObject({ turn: 'body', findings: [{ acts: ['close', 'reject', 'rescind', 'lapse'] }] });
    const { body: history } = await house.agent.get(`/api/events?auditId=${audit.id}`);
    expect(history.items[0]).toMatchObject({ what: 'finding.evidence-submitted' });
  });

  it('takes evidence from either side, and both see the file', async () => {
    const house = await consultancy();
    const { tenant, client } = house;
    const { body: finding } = await record(house.agent, await held(house)).expect(201);
    const guest = await api.as(await api.make.member({ client }));
    const linkOf = (of: Agent, { id }: { id: string }) => of.post(`/api/files/${id}/links`);
    const hand = (of: Agent, version: number, evidenceFileId: string) =>
      step(of, { ...finding, version }, { act: 'submit-evidence', correctiveAction: 'Trained', evidenceFileId });

    // What the team has uploaded is nobody's until it is handed in.
    const teams = await makeFile(api, client, { clientId: null, isClientVisible: false, name: 'training.pdf' });
    await linkOf(guest, teams).expect(404);
    await hand(guest, 1, teams.id).expect(404);
    const { body: first } = await hand(house.agent, 1, teams.id).expect(201);
    expect(first.evidenceFile).toMatchObject({ id: teams.id, name: 'training.pdf' });
    await linkOf(guest, teams).expect(200);

    const rejected = await step(house.agent, first, { act: 'reject', reason: 'No date on it' }).expect(201);
    const clients = await makeFile(api, client, { name: 'photo.pdf' });
    const { body: second } = await hand(guest, rejected.body.version, clients.id).expect(201);
    expect(second.evidenceFile).toMatchObject({ id: clients.id });
    await linkOf(house.agent, clients).expect(200);

    // The same file once more is no other file; one that something else holds, or that has not come, is refused.
    const again = await step(house.agent, second, { act: 'reject', reason: 'Too dark' }).expect(201);
    const used = await hand(house.agent, again.body.version, teams.id).expect(409);
    expect(used.body.code).toBe('file.in-use');
    const coming = await makeFile(api, client, { state: 'uploading' });
    const notYet = await hand(house.agent, again.body.version, coming.id).expect(409);
    expect(notYet.body.code).toBe('file.not-stored');
    await hand(guest, again.body.version, clients.id).expect(201);
    const [row] = await api.make.inside(
      tenant,
      () =>
      api.db.query<{ attachedAt: Date | null }>('select attached_at as "attachedAt" from files where id = $1', [clients.id]), // prettier-ignore
    );
    expect(row!.attachedAt).not.toBeNull();
  });
});

describe('audits', () => {
  it('are listed by day, narrowed and counted', async () => {
    const { tenant, client, factory, member, agent } = await consultancy();
    const other = await api.make.client({ tenant });
    const certificate = await api.make.certificate({ client, factory });
    const of = { client, factoryId: factory.id };
    const december = await makeAudit(api, of, { plannedFrom: '2026-12-07', plannedTo: '2026-12-08', status: 'confirmed', responsibleId: member.id }); // prettier-ignore
    const past = await makeAudit(api, of, { plannedFrom: '2026-09-01', plannedTo: '2026-09-01', heldFrom: '2026-09-02', heldTo: '2026-09-02', status: 'held' }); // prettier-ignore
    const application = await makeApplication(api, { client });
    const open = await makeAudit(api, { client: other }, {});
    const initial = await makeAudit(api, of, { kind: 'initial', applicationId: application.id, plannedFrom: '2027-01-11' }); // prettier-ignore
    await agent
      .patch(`/api/audits/${december.id}`)
      .send({ version: 1, certificateIds: [certificate.id] })
      .expect(200);
    const list = async (query: Record<string, string>) => ids((await agent.get('/api/audits').query(query).expect(200)).body); // prettier-ignore
    expect(await list({})).toEqual([past.id, december.id, initial.id, open.id]);
    expect(await list({ sort: '-day' })).toEqual([open.id, initial.id, december.id, past.id]);
    expect(await list({ status: 'planned,confirmed' })).toEqual([december.id, initial.id, open.id]);
    expect(await list({ kind: 'initial' })).toEqual([initial.id]);
    expect(await list({ clientId: other.id })).toEqual([open.id]);
    expect(await list({ factoryId: factory.id, status: 'held' })).toEqual([past.id]);
    expect(await list({ applicationId: application.id })).toEqual([initial.id]);
    expect(await list({ certificateId: certificate.id })).toEqual([december.id]);
    expect(await list({ responsibleId: member.id })).toEqual([december.id]);
    expect(await list({ from: '2026-09-02', to: '2026-12-07' })).toEqual([past.id, december.id]);
    for (const sort of ['day', '-day', 'nextDueOn']) {
      const pages: string[] = [];
      for (let cursor: string | null = '', turns = 0; cursor !== null && turns < 9; turns += 1) {
        const { body }: { body: { items: { id: string }[]; nextCursor: string | null } } = await agent
          .get('/api/audits')
          .query({ sort, limit: 1, ...(cursor && { cursor }) })
          .expect(200);
        pages.push(...ids(body));
        cursor = body.nextCursor;
      }
      expect(pages).toEqual(await list({ sort }));
    }
    expect((await agent.get('/api/audits/count?status=held').expect(200)).body).toEqual({ total: 1, isCapped: false });
    await agent.get('/api/audits?sort=status').expect(400);
    await agent.get('/api/audits?from=tomorrow').expect(400);
    const guest = await api.as(await api.make.member({ client: other }));
    expect(ids((await guest.get('/api/audits').expect(200)).body)).toEqual([open.id]);
    const { body: refused } = await guest.get('/api/audits?sort=nextDueOn').expect(400);
    expect(refused.errors).toMatchObject([{ field: 'sort', allowed: 'day, -day' }]);
  });

  it('windows tell what is overdue first, what hangs on it, and what is planned', async () => {
    const house = await consultancy({ lastFollowUpOn: '2025-11-01' });
    const { client, factory, agent, tenant } = house;
    const late = await api.make.certificate({ client, factory });
    const soon = await api.make.factory({
      client,
      name: 'Works Bregenz',
      factoryClass: 'D',
      lastFollowUpOn: '2026-06-30',
    });
    await api.make.certificate({ client, factory: soon });
    const never = await api.make.factory({ client, name: 'Works Wangen', lastFollowUpOn: null });
    await api.make.certificate({ client, factory: never });
    const declared = await api.make.factory({ client, name: 'Works Isny' });
    await api.make.certificate({ client, factory: declared, scheme: 'ccc-self-declaration-b', validUntil: null });
    for (const id of [factory.id, soon.id, never.id, declared.id]) {
      const { body } = await agent.get(`/api/factories/${id}`);
      await agent
        .patch(`/api/factories/${id}`)
        .send({ version: body.version, factoryClass: id === soon.id ? 'C' : 'A' });
      await agent
        .patch(`/api/factories/${id}`)
        .send({ version: body.version + 1, factoryClass: id === soon.id ? 'D' : 'B' });
    }
    const audit = await plan({ ...house, factory: soon }, { plannedFrom: '2026-12-07' });
    const { body } = await agent.get('/api/audits/windows').expect(200);
    expect(body.items).toMatchObject([
      {
        factoryId: factory.id,
        window: { latestOn: '2026-11-01', missedFrom: '2026-11-02' },
        atRisk: [{ id: late.id, ifMissed: { outcome: 'suspension-ground', ground: '0205' } }],
        audit: null,
        isCapped: false,
      },
      {
        factoryId: soon.id,
        window: { latestOn: '2026-12-30' },
        audit: { id: audit.id, status: 'planned', day: '2026-12-07' },
      },
      { factoryId: never.id, window: { latestOn: null, unknown: 'last-inspection' } },
    ]);
    const { body: overdue } = await agent.get('/api/audits/windows?dueBefore=2026-11-20').expect(200);
    expect(overdue.items).toHaveLength(1);
    const { body: first } = await agent.get('/api/audits/windows?limit=2').expect(200);
    const { body: rest } = await agent.get(`/api/audits/windows?limit=2&cursor=${first.nextCursor}`).expect(200);
    expect([...first.items, ...rest.items].map(({ factoryId }) => factoryId)).toEqual([factory.id, soon.id, never.id]);
    const guest = await api.as(await api.make.member({ client: await api.make.client({ tenant }) }));
    expect((await guest.get('/api/audits/windows').expect(200)).body.items).toEqual([]);
  });

  it('are planned by those who work on cases only', async () => {
    const { tenant, client, factory } = await consultancy();
    const viewer = await api.as(await api.make.member({ tenant, role: 'viewer' }));
    const guest = await api.as(await api.make.member({ client }));
    for (const agent of [viewer, guest]) await agent.post('/api/audits').send(followUp(factory)).expect(403);
    await api.nobody().get('/api/audits').expect(401);
  });
});
