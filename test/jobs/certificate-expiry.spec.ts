import { pino } from 'pino';
import type { Certificate } from '#database/entities/certificate.entity';
import type { Client } from '#database/entities/client.entity';
import type { Member } from '#database/entities/member.entity';
import { CertificateChecks } from '#features/certificates/certificate-checks';
import { CertificateKeeper } from '#features/certificates/certificate-keeper';
import { CertificateStatusService } from '#features/certificates/certificate-status.service';
import { CertificateVersionsService } from '#features/certificates/certificate-versions.service';
import { CertificatesQueries } from '#features/certificates/certificates.queries';
import { ExpirySweep } from '#features/certificates/expiry-sweep';
import { EventsService } from '#features/events/events.service';
import { NoticesService } from '#features/reminders/notices.service';
import { Clock } from '#platform/clock';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
let pool: SweepPool;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  pool = new SweepPool(api.config);
});
afterAll(async () => {
  await pool.onApplicationShutdown();
  await api.close();
});

/** A worker's sweep at an instant of its clock. */
function sweepAt(instant: string): ExpirySweep {
  const clock = Clock.startingAt(new Date(instant));
  const { app } = api;
  const statuses = new CertificateStatusService(
    api.db,
    clock,
    app.get(EventsService),
    app.get(CertificateKeeper),
    app.get(CertificateChecks),
    app.get(CertificateVersionsService),
    app.get(NoticesService),
    app.get(CertificatesQueries),
  );
  return new ExpirySweep(api.db, clock, statuses, pool, pino({ level: 'silent' }));
}

interface World {
  client: Client;
  agent: Agent;
  manager: Agent;
  responsible: Member;
  make: (fields?: object) => Promise<Certificate>;
}

async function world(): Promise<World> {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant });
  const responsible = await api.make.member({ tenant, name: 'Lena Weiss' });
  const agent = await api.as(responsible);
  const manager = await api.as(await api.make.member({ tenant, role: 'manager', name: 'Mert Kaya' }));
  const contact = await api.make.contact({ client });
  let count = 0;
  const make = async (fields: object = {}) => {
    const product = await api.make.product({ client });
    count += 1;
    const { body } = await agent
      .post('/api/certificates')
      .send({
        productId: product.id,
        scheme: 'ccc',
        number: `${client.id} ${count}`,
        issuedOn: '2021-12-01',
        validUntil: '2026-11-30',
        contactId: contact.id,
        responsibleId: responsible.id,
        ...fields,
      })
      .expect(201);
    return body as Certificate;
  };
  return { client, agent, manager, responsible, make };
}

const statusOf = async (id: string) =>
  (await api.look<{ status: string }>('select status from certificates where id = $1', [id]))[0]!.status;
const expiries = (id: string) =>
  api.look(
    `select act, from_status, to_status, holds_from::text, is_automatic, member_id, taken_back_at is not null as back
     from certificate_status_changes where certificate_id = $1 order by seq`,
    [id],
  );
const noticesOf = async (id: string) =>
  (await api.look<{ state: string }>('select state from notices where certificate_id = $1', [id])).length;

/** 30 November ends in Beijing at 16:00 UTC. */
const LAST_SECOND = '2026-11-30T15:59:58Z';
const MIDNIGHT = '2026-11-30T16:00:00Z';

describe('the calendar', () => {
  it('ends a certificate after its last valid day in China, whatever day it is elsewhere', async () => {
    const { make, agent } = await world();
    const valid = await make();
    const later = await make({ validUntil: '2026-12-01' });
    const declaration = await make({ scheme: 'ccc-self-declaration-b', validUntil: undefined });
    await sweepAt(LAST_SECOND).run();
    expect(await statusOf(valid.id)).toBe('valid');
    await sweepAt(MIDNIGHT).run();
    expect(await statusOf(valid.id)).toBe('expired');
    expect(await statusOf(later.id)).toBe('valid');
    expect(await statusOf(declaration.id)).toBe('valid');
    expect(await expiries(valid.id)).toEqual([
      { act: 'expire', from_status: 'valid', to_status: 'expired', holds_from: '2026-12-01', is_automatic: true, member_id: null, back: false },
    ]); // prettier-ignore
    const { body } = await agent.get(`/api/certificates/${valid.id}`).expect(200);
    expect(body).toMatchObject({ status: 'expired', statusOn: '2026-12-01', nextDueOn: null, version: 2 });
    const { body: history } = await agent.get(`/api/events?certificateId=${valid.id}`);
    expect(history.items[0]).toMatchObject({ what: 'certificate.expired', facts: { isAutomatic: true } });
  });

  it('ends it once, with two sweeps at the same time, and again after that', async () => {
    const { make } = await world();
    const certificates = [];
    for (let count = 0; count < 5; count += 1) certificates.push(await make());
    const [one, other] = await Promise.all([sweepAt(MIDNIGHT).run(), sweepAt(MIDNIGHT).run()]);
    expect(one! + other!).toBe(5);
    expect(await sweepAt(MIDNIGHT).run()).toBe(0);
    for (const { id } of certificates) {
      expect(await expiries(id)).toHaveLength(1);
      // the responsible and the contact of the client
      expect(await noticesOf(id)).toBe(2);
    }
  });

  it('ends a suspended one too, and none that is ended', async () => {
    const { make, agent } = await world();
    const { id } = await make();
    await agent.post(`/api/certificates/${id}/suspension`).send({ reason: 'Refused' }).expect(201);
    const cancelled = await make();
    await agent.post(`/api/certificates/${cancelled.id}/cancellation`).send({}).expect(201);
    expect(await sweepAt(MIDNIGHT).run()).toBe(1);
    expect((await expiries(id)).map(({ from_status: from, to_status: to }) => [from, to])).toEqual([
      ['valid', 'suspended'],
      ['suspended', 'expired'],
    ]);
    expect(await statusOf(cancelled.id)).toBe('cancelled');
  });

  it('is told to nobody where the validity had ended before it was recorded', async () => {
    const { make } = await world();
    const old = await make({ issuedOn: '2016-01-01', validUntil: '2020-12-31' });
    const yesterday = await make({ validUntil: '2026-11-19' });
    const today = await make({ validUntil: '2026-11-20' });
    await sweepAt(MIDNIGHT).run();
    for (const { id } of [old, yesterday, today]) expect(await statusOf(id)).toBe('expired');
    expect(await noticesOf(old.id)).toBe(0);
    expect(await noticesOf(yesterday.id)).toBe(0);
    expect(await noticesOf(today.id)).toBe(2);
  });

  it('does not end again for the same last day what a manager took back, and does for another', async () => {
    const { make, manager, agent } = await world();
    const { id } = await make({ validUntil: '2026-11-10' });
    await sweepAt('2026-11-20T09:00:00Z').run();
    const { body: list } = await agent.get(`/api/certificates/${id}/status-changes`).expect(200);
    const { body } = await manager
      .post(`/api/certificates/${id}/status-changes/${list.items[0].id}/taking-back`)
      .send({ reason: 'The body prolonged it by letter' })
      .expect(201);
    expect(body).toMatchObject({ status: 'valid', statusOn: null });
    expect(await sweepAt('2026-11-20T09:01:00Z').run()).toBe(0);
    expect(await statusOf(id)).toBe('valid');
    await agent.patch(`/api/certificates/${id}`).send({ version: body.version, validUntil: '2026-11-25' }).expect(200);
    expect(await sweepAt('2026-11-25T09:00:00Z').run()).toBe(0);
    expect(await sweepAt('2026-11-25T16:00:00Z').run()).toBe(1);
    expect((await expiries(id)).map(({ holds_from: on, back }) => [on, back])).toEqual([
      ['2026-11-11', true],
      ['2026-11-26', false],
    ]);
  });

  it('ends on its day what was reinstated before that day', async () => {
    const { make, agent } = await world();
    const { id } = await make({ status: 'expired' });
    await agent.post(`/api/certificates/${id}/reinstatement`).send({ reason: 'The register was wrong' }).expect(201);
    expect(await sweepAt(LAST_SECOND).run()).toBe(0);
    expect(await sweepAt(MIDNIGHT).run()).toBe(1);
  });

  it('leaves a certificate that fails for the next sweep, and ends the others', async () => {
    const { make } = await world();
    const broken = await make();
    const whole = await make();
    await api.look(`create function refuse_expiry() returns trigger language plpgsql as $$ begin
      if new.certificate_id = '${broken.id}' then raise exception 'killed'; end if; return new; end $$`);
    await api.look(
      'create trigger refuse_expiry before insert on certificate_status_changes for each row execute function refuse_expiry()',
    );
    expect(await sweepAt(MIDNIGHT).run()).toBe(1);
    expect(await statusOf(whole.id)).toBe('expired');
    // Half of it is nothing: status, change, event and notices come together.
    expect(await statusOf(broken.id)).toBe('valid');
    expect(await noticesOf(broken.id)).toBe(0);
    await api.look('drop trigger refuse_expiry on certificate_status_changes');
    expect(await sweepAt(MIDNIGHT).run()).toBe(1);
    expect(await expiries(broken.id)).toHaveLength(1);
  });

  it('finds what has run out by an index, not by looking at every certificate', async () => {
    const plan = await pool.pool
      .query(`begin; set local enable_seqscan = off; explain select tenant_id, id from certificates
      where status in ('valid', 'suspended') and expiry_taken_back_for is distinct from valid_until
        and valid_until < '2026-11-30' order by valid_until, tenant_id, id limit 200; rollback`);
    expect(JSON.stringify(plan)).toContain('certificates_to_expire');
  });
});
