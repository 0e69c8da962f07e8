import type { Client } from '#database/entities/client.entity';
import type { Member } from '#database/entities/member.entity';
import type { Product } from '#database/entities/product.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { newId } from '#database/db';
import { sessionCookieName } from '#features/accounts/session-cookie';
import { BookingActs } from '#features/test-lab-bookings/booking-acts';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  // Friday 20 November 2026, 17:00 in Shanghai
  api = await startApi({ clock: '2026-11-20T09:00:00Z', env: { DATABASE_POOL_SIZE: '20' } });
});
afterAll(() => api.close());

interface World {
  tenant: Tenant;
  client: Client;
  product: Product;
  member: Member;
  agent: Agent;
}

async function world(role: 'consultant' | 'manager' = 'consultant'): Promise<World> {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
  const product = await api.make.product({ client, name: 'Safety belt', classCode: '1104', standard: 'GB 14166-2024' });
  const member = await api.make.member({ tenant, role, name: 'Lena Weiss' });
  return { tenant, client, product, member, agent: await api.as(member) };
}

const XIAN = { name: "Xi'an test station", nameZh: '西安检测站', country: 'CN', timeZone: 'Asia/Shanghai' };
const GOOD = { cccDesignated: 'yes', cnas: 'yes', cma: 'yes', checkedOn: '2026-11-02', basisNote: 'CNCA list' };

async function bench(agent: Agent, capacity = 1, more: object = {}) {
  const { body: laboratory } = await agent
    .post('/api/laboratories')
    .send({ ...XIAN, ...GOOD })
    .expect(201);
  const { body } = await agent.post(`/api/laboratories/${laboratory.id}/benches`).send({ name: 'Sled', capacity, ...more }).expect(201); // prettier-ignore
  return { laboratoryId: laboratory.id as string, benchId: body.id as string };
}

/** Monday 30 November 2026, nine to noon in Shanghai */
const SLOT = { startsAt: '2026-11-30T09:00:00+08:00', endsAt: '2026-11-30T12:00:00+08:00' };
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`).toISOString().replace('.000Z', 'Z');

describe('laboratories', () => {
  it('are those of the tenant beside those of the reference data, which say unknown where sources are silent', async () => {
    const { agent } = await world();
    const { body } = await agent.get('/api/laboratories').expect(200);
    expect(body.items).toEqual([]);
    expect(body.known).toHaveLength(8);
    expect(body.known[7]).toMatchObject({ referenceKey: 'chery-cvec', cnas: 'yes', cccDesignated: 'unknown' });
    const { body: taken } = await agent.post('/api/laboratories').send({ referenceKey: 'chery-cvec' }).expect(201);
    expect(taken).toMatchObject({
      referenceKey: 'chery-cvec',
      name: 'Chery Vehicle Engineering Center (in-house laboratory)',
      country: 'CN',
      timeZone: 'Asia/Shanghai',
      cnas: 'yes',
      cccDesignated: 'unknown',
      checkedOn: null,
      reference: { certainty: 'secondary' },
      version: 1,
    });
    const { body: after } = await agent.get('/api/laboratories').expect(200);
    expect(after.items).toMatchObject([{ id: taken.id, cnas: 'yes', benches: 0, bookingsLive: 0 }]);
    expect(after.known).toHaveLength(7);
    const { body: twice } = await agent.post('/api/laboratories').send({ referenceKey: 'chery-cvec' }).expect(409);
    expect(twice).toMatchObject({ code: 'laboratory.taken-over', facts: { laboratoryId: taken.id } });
    await agent.post('/api/laboratories').send({ referenceKey: 'no-such' }).expect(404);
  });

  it('say what the tenant looked up, with its day, and what the reference data says otherwise', async () => {
    const { agent } = await world();
    const { body: taken } = await agent.post('/api/laboratories').send({ referenceKey: 'chery-cvec', ...GOOD, cnas: 'no' }).expect(201); // prettier-ignore
    expect(taken).toMatchObject({ cccDesignated: 'yes', cnas: 'no', checkedOn: '2026-11-02', basisNote: 'CNCA list' });
    const { body } = await agent.patch(`/api/laboratories/${taken.id}`).send({ version: taken.version, checkedOn: null }).expect(200); // prettier-ignore
    expect(body).toMatchObject({ cccDesignated: 'unknown', cnas: 'yes', checkedOn: null });
    const { body: stale } = await agent
      .patch(`/api/laboratories/${taken.id}`)
      .send({ version: 1, note: 'x' })
      .expect(409);
    expect(stale.code).toBe('stale-version');
  });

  it.each([
    ['name', { name: undefined }],
    ['country', { country: undefined }],
    ['timeZone', { timeZone: 'Asia/Nowhere' }],
    ['checkedOn', { cnas: 'yes' }],
    ['checkedOn', { cnas: 'yes', checkedOn: '2026-11-21' }],
    ['cma', { cma: 'perhaps' }],
    ['name', { name: 'X', referenceKey: 'chery-cvec' }],
    ['capacity', { capacity: 3 }],
  ])('are refused with a wrong %s %#', async (field, change) => {
    const { agent } = await world();
    const { body } = await agent
      .post('/api/laboratories')
      .send({ ...XIAN, ...change })
      .expect(400);
    expect(body.errors[0].field).toBe(field);
  });
});

describe('benches', () => {
  it('grow by places and shrink only where none of them is booked', async () => {
    const { agent, product } = await world();
    const { laboratoryId, benchId } = await bench(agent, 2);
    const book = () => agent.post('/api/bookings').send({ productId: product.id, laboratoryId, benchId, ...SLOT, act: 'confirm' }); // prettier-ignore
    const { body: first } = await book().expect(201);
    const { body: second } = await book().expect(201);
    expect([first.place, second.place]).toEqual([1, 2]);
    const { body } = await agent.patch(`/api/benches/${benchId}`).send({ version: 1, capacity: 1 }).expect(409);
    expect(body).toMatchObject({ code: 'bench.places-booked', facts: { bookings: [{ id: second.id }] } });
    const { body: grown } = await agent.patch(`/api/benches/${benchId}`).send({ version: 1, capacity: 3 }).expect(200);
    expect(grown).toMatchObject({ capacity: 3, version: 2 });
    expect((await book().expect(201)).body.place).toBe(3);
    await agent.post(`/api/bookings/${second.id}/acts`).send({ version: second.version, act: 'cancel', reason: 'moved' }).expect(200); // prettier-ignore
    const { body: third } = await book().expect(201);
    expect(third.place).toBe(2);
  });

  it.each([
    ['closesAt', { opensAt: '18:00', closesAt: '18:00' }],
    ['opensAt', { opensAt: '24:00' }],
    ['capacity', { capacity: 0 }],
    ['capacity', { capacity: 101 }],
    ['name', { name: ' ' }],
  ])('are refused with a wrong %s %#', async (field, change) => {
    const { agent } = await world();
    const { body: laboratory } = await agent.post('/api/laboratories').send(XIAN).expect(201);
    const { body } = await agent
      .post(`/api/laboratories/${laboratory.id}/benches`)
      .send({ name: 'Sled', capacity: 1, ...change })
      .expect(400);
    expect(body.errors[0].field).toBe(field);
  });

  it('have one name each, and a closed one takes no booking', async () => {
    const { agent, product } = await world();
    const { laboratoryId, benchId } = await bench(agent);
    const again = await agent.post(`/api/laboratories/${laboratoryId}/benches`).send({ name: 'Sled', capacity: 1 }).expect(409); // prettier-ignore
    expect(again.body.code).toBe('bench.name-taken');
    await agent.patch(`/api/benches/${benchId}`).send({ version: 1, isClosed: true }).expect(200);
    const { body } = await agent.post('/api/bookings').send({ productId: product.id, laboratoryId, benchId, ...SLOT, act: 'confirm' }).expect(409); // prettier-ignore
    expect(body.code).toBe('bench.closed');
    expect((await agent.get(`/api/benches/${benchId}/free-slots?minutes=60`).expect(200)).body.items).toEqual([]);
  });

  it('name their next free slots in the hours of the laboratory', async () => {
    const { agent } = await world();
    const { benchId } = await bench(agent);
    const { body } = await agent.get(`/api/benches/${benchId}/free-slots`).query({ minutes: 180 }).expect(200);
    expect(body.items).toEqual([
      { startsAt: at('2026-11-23 08:00'), endsAt: at('2026-11-23 11:00') },
      { startsAt: at('2026-11-23 11:00'), endsAt: at('2026-11-23 14:00') },
      { startsAt: at('2026-11-23 14:00'), endsAt: at('2026-11-23 17:00') },
    ]);
    // 5 to 8 February 2027 are off by law: New Year's Eve and Spring Festival.
    const later = await agent.get(`/api/benches/${benchId}/free-slots`).query({ minutes: 600, after: at('2027-02-04 18:00') }); // prettier-ignore
    expect(later.body.items[0]).toEqual({ startsAt: at('2027-02-09 08:00'), endsAt: at('2027-02-09 18:00') });
    await agent.get(`/api/benches/${benchId}/free-slots?minutes=0`).expect(400);
    await agent.get(`/api/benches/${benchId}/free-slots?minutes=60&after=tomorrow`).expect(400);
  });

  it('show what stands on them over some days', async () => {
    const { agent, product } = await world();
    const { laboratoryId, benchId } = await bench(agent);
    const { body: booking } = await agent.post('/api/bookings').send({ productId: product.id, laboratoryId, benchId, ...SLOT, act: 'confirm' }).expect(201); // prettier-ignore
    const { body } = await agent.get('/api/bench-occupancy?from=2026-11-30&to=2026-12-06').expect(200);
    expect(body.benches).toMatchObject([
      { id: benchId, laboratoryName: "Xi'an test station", opensAt: '08:00', closesAt: '18:00', bookings: [{ id: booking.id, place: 1, status: 'confirmed', productName: 'Safety belt' }] },
    ]); // prettier-ignore
    const { body: before } = await agent.get('/api/bench-occupancy?from=2026-11-21&to=2026-11-27').expect(200);
    expect(before.benches[0].bookings).toEqual([]);
    await agent.get('/api/bench-occupancy?from=2026-11-30&to=2026-11-29').expect(400);
    await agent.get('/api/bench-occupancy?from=2026-11-30&to=2027-01-31').expect(400);
  });
});

describe('one slot that many want', () => {
  async function attempt(capacity: number, attempts: number, connections: number) {
    const { agent, product, member } = await world();
    const { laboratoryId, benchId } = await bench(agent, capacity);
    const headers = {
      'content-type': 'application/json',
      'homolog-tenant': member.tenantId,
      cookie: `${sessionCookieName(api.config.url)}=${await api.session(member)}`,
    };
    const body = JSON.stringify({ productId: product.id, laboratoryId, benchId, ...SLOT, act: 'confirm' });
    const answers: { status: number; body: Record<string, unknown> }[] = [];
    const connection = async () => {
      for (let number = 0; number < attempts / connections; number += 1) {
        const response = await fetch(`${api.url}/api/bookings`, { method: 'POST', headers, body });
        answers.push({ status: response.status, body: (await response.json()) as Record<string, unknown> });
      }
    };
    await Promise.all(Array.from({ length: connections }, connection));
    const [kept] = await api.look<{ count: string }>(
      `select count(*)::int as count from bookings where bench_id = $1 and status = 'confirmed'`,
      [benchId],
    );
    return { answers, kept: kept!.count, benchId };
  }

  it.each([
    ['one place', 1],
    ['three places', 3],
  ])(
    'goes to as many as there is room for of 200 at once over 20 connections: %s; the others learn what is free next',
    async (_what, capacity) => {
      const { answers, kept } = await attempt(capacity, 200, 20);
      expect(answers).toHaveLength(200);
      const won = answers.filter(({ status }) => status === 201);
      const lost = answers.filter(({ status }) => status === 409);
      expect([won.length, lost.length, kept]).toEqual([capacity, 200 - capacity, capacity]);
      expect(new Set(won.map(({ body }) => body['place'])).size).toBe(capacity);
      for (const { body } of lost) {
        expect(body).toMatchObject({
          code: 'booking.no-place',
          facts: {
            free: [
              { startsAt: at('2026-11-30 12:00'), endsAt: at('2026-11-30 15:00') },
              { startsAt: at('2026-11-30 15:00'), endsAt: at('2026-11-30 18:00') },
              { startsAt: at('2026-12-01 08:00'), endsAt: at('2026-12-01 11:00') },
            ],
          },
        });
      }
    },
    120_000,
  );

  it('is kept apart by the database itself, whoever writes', async () => {
    const { tenant, agent, product } = await world();
    const { laboratoryId, benchId } = await bench(agent);
    const insert = (from: string, to: string) =>
      api.make.inside(tenant, () =>
        api.db.query(
          `insert into bookings (id, client_id, product_id, laboratory_id, bench_id, place, starts_at, ends_at, status, eligibility, created_at)
           values ($1, $2, $3, $4, $5, 1, $6, $7, 'confirmed', '{}', now())`,
          [newId(), product.clientId, product.id, laboratoryId, benchId, from, to],
        ),
      );
    await insert(at('2026-11-30 09:00'), at('2026-11-30 12:00'));
    await expect(insert(at('2026-11-30 11:59'), at('2026-11-30 13:00'))).rejects.toThrow('bookings_kept_apart');
    await insert(at('2026-11-30 12:00'), at('2026-11-30 13:00'));
  });
});

describe('bookings', () => {
  const request = async ({ agent, product }: World, more: object = {}) => {
    const place = await bench(agent);
    const { body } = await agent.post('/api/bookings').send({ productId: product.id, laboratoryId: place.laboratoryId, ...more }).expect(201); // prettier-ignore
    return { ...place, booking: body };
  };
  const acts = (agent: Agent, booking: { id: string; version: number }, input: object) =>
    agent.post(`/api/bookings/${booking.id}/acts`).send({ version: booking.version, ...input });

  it('are asked for, offered, confirmed, run and done', async () => {
    const one = await world();
    const { agent } = one;
    const { booking, benchId, laboratoryId } = await request(one, { test: 'Static and dynamic test', wishedFrom: '2026-11-30' }); // prettier-ignore
    expect(booking).toMatchObject({
      status: 'requested',
      standard: 'GB 14166-2024',
      acts: ['offer', 'confirm', 'decline', 'cancel'],
      eligibility: { verdict: 'yes', day: '2026-11-30' },
      bench: null,
      caseMove: null,
      version: 1,
    });
    const { body: option } = await acts(agent, booking, { act: 'offer', benchId, ...SLOT, optionUntil: '2026-11-26' }).expect(200); // prettier-ignore
    expect(option).toMatchObject({ status: 'option', place: 1, optionUntil: '2026-11-26', nextDueOn: '2026-11-26', nextDueKind: 'booking-option', nextDueBasis: 'practice' }); // prettier-ignore
    const { body: confirmed } = await acts(agent, option, { act: 'confirm' }).expect(200);
    expect(confirmed).toMatchObject({ status: 'confirmed', startsAt: at('2026-11-30 09:00'), nextDueOn: null });
    const early = await acts(agent, confirmed, { act: 'start', on: '2026-11-20' }).expect(409);
    expect(early.body).toMatchObject({ code: 'booking.day-out-of-order', facts: { earliestOn: '2026-11-30' } });
    const { body: list } = await agent.get(`/api/bookings?laboratoryId=${laboratoryId}&status=option,confirmed`).expect(200); // prettier-ignore
    expect(list.items).toMatchObject([{ id: booking.id, benchName: 'Sled', productName: 'Safety belt', timeZone: 'Asia/Shanghai' }]); // prettier-ignore
    const { body: history } = await agent.get(`/api/events?bookingId=${booking.id}`);
    expect(history.items.map((event: { what: string }) => event.what)).toEqual([
      'booking.confirmed',
      'booking.offered',
      'booking.requested',
    ]);
  });

  it.each([
    ['ends before it starts', { startsAt: SLOT.endsAt, endsAt: SLOT.startsAt }, 400, 'endsAt'],
    ['ends when it starts', { startsAt: SLOT.startsAt, endsAt: SLOT.startsAt }, 400, 'endsAt'],
    ['has no end', { startsAt: SLOT.startsAt }, 400, 'endsAt'],
    ['starts on no day', { startsAt: '2026-02-30T09:00:00+08:00', endsAt: SLOT.endsAt }, 400, 'startsAt'],
    ['names no zone', { ...SLOT, startsAt: '2026-11-30T09:00:00' }, 400, 'startsAt'],
    ['starts in the past', { startsAt: '2026-11-20T09:00:00+08:00', endsAt: '2026-11-20T16:00:00+08:00' }, 409, 'past'],
    ['lies in the night', { startsAt: '2026-11-30T07:00:00+08:00', endsAt: SLOT.endsAt }, 409, 'start-closed'],
    [
      'lies on a Sunday',
      { startsAt: '2026-11-29T09:00:00+08:00', endsAt: '2026-11-29T12:00:00+08:00' },
      409,
      'start-closed',
    ],
    [
      'lies on New Year',
      { startsAt: '2027-01-01T09:00:00+08:00', endsAt: '2027-01-01T12:00:00+08:00' },
      409,
      'start-closed',
    ],
    ['ends at night', { startsAt: SLOT.startsAt, endsAt: '2026-11-30T19:00:00+08:00' }, 409, 'end-closed'],
    ['lasts for ever', { startsAt: SLOT.startsAt, endsAt: '2027-03-01T12:00:00+08:00' }, 409, 'too-long'],
  ])('whose slot %s are refused, and nothing is written', async (_what, slot, status, told) => {
    const { agent, product, tenant } = await world();
    const { laboratoryId, benchId } = await bench(agent);
    const { body } = await agent
      .post('/api/bookings')
      .send({ productId: product.id, laboratoryId, benchId, act: 'confirm', ...slot })
      .expect(status);
    if (status === 400) expect(body.errors[0].field).toBe(told);
    else expect(body).toMatchObject({ code: 'booking.slot-refused', facts: { fault: told, opensAt: '08:00' } });
    expect(await api.look('select 1 from bookings where tenant_id = $1', [tenant.id])).toEqual([]);
  });

  it('stand on a weekend where the bench works them', async () => {
    const { agent, product } = await world();
    const { laboratoryId } = await bench(agent);
    const { body: busy } = await agent.post(`/api/laboratories/${laboratoryId}/benches`).send({ name: 'Busy', capacity: 1, worksWeekends: true }).expect(201); // prettier-ignore
    const saturday = { startsAt: at('2026-11-28 09:00'), endsAt: at('2026-11-28 10:00') };
    await agent.post('/api/bookings').send({ productId: product.id, laboratoryId, benchId: busy.id, act: 'confirm', ...saturday }).expect(201); // prettier-ignore
  });

  it('are refused acts that their state does not allow, with the legal ones named', async () => {
    const one = await world();
    const { booking } = await request(one);
    const { body } = await acts(one.agent, booking, { act: 'finish', on: '2026-11-20' }).expect(409);
    expect(body).toMatchObject({ code: 'booking.illegal-transition', facts: { status: 'requested', allowed: ['offer', 'confirm', 'decline', 'cancel'] } }); // prettier-ignore
    await acts(one.agent, booking, { act: 'expire' }).expect(400);
    const { body: bare } = await acts(one.agent, booking, { act: 'decline' }).expect(400);
    expect(bare.errors[0]).toMatchObject({ field: 'reason', code: 'required' });
    const { body: slotless } = await acts(one.agent, booking, { act: 'confirm' }).expect(400);
    expect(slotless.errors[0]).toMatchObject({ field: 'startsAt', code: 'required' });
    await acts(one.agent, booking, { act: 'decline', reason: 'full' }).expect(200);
    const { body: stale } = await acts(one.agent, booking, { act: 'cancel' }).expect(409);
    expect(stale.code).toBe('stale-version');
  });

  it('give their place up when they are moved or cancelled', async () => {
    const one = await world();
    const { agent, product } = one;
    const { laboratoryId, benchId } = await bench(agent);
    const input = { productId: product.id, laboratoryId, benchId, ...SLOT, act: 'confirm' };
    const { body: first } = await agent.post('/api/bookings').send(input).expect(201);
    await agent.post('/api/bookings').send(input).expect(409);
    const later = { startsAt: at('2026-12-01 09:00'), endsAt: at('2026-12-01 12:00') };
    const { body: moved } = await acts(agent, first, { act: 'reschedule', ...later }).expect(200);
    expect(moved).toMatchObject({ status: 'requested', place: null, startsAt: later.startsAt });
    await agent.post('/api/bookings').send(input).expect(201);
    await acts(agent, moved, { act: 'confirm' }).expect(200);
  });

  it('that are an option end by themselves once the last day is over at the laboratory', async () => {
    const one = await world();
    const { tenant } = one;
    const { booking, benchId } = await request(one);
    const { body: option } = await acts(one.agent, booking, { act: 'offer', benchId, ...SLOT, optionUntil: '2026-11-20' }).expect(200); // prettier-ignore
    const expire = () => api.make.inside(tenant, () => api.app.get(BookingActs).expireOptions());
    expect(await expire()).toBe(0);
    await api.make.inside(tenant, () => api.db.query(`update bookings set option_until = '2026-11-19' where id = $1`, [option.id])); // prettier-ignore
    expect(await expire()).toBe(1);
    expect(await expire()).toBe(0);
    const { body } = await one.agent.get(`/api/bookings/${option.id}`).expect(200);
    expect(body).toMatchObject({ status: 'expired', place: null, acts: [], nextDueOn: null });
    const { body: history } = await one.agent.get(`/api/events?bookingId=${option.id}`);
    expect(history.items[0]).toMatchObject({ what: 'booking.expired', actorName: null });
  });

  it.each([
    ['2026-11-19', 'before today'],
    ['2026-12-01', 'after the slot'],
  ])('are no option until %s (%s)', async (optionUntil) => {
    const one = await world();
    const { booking, benchId } = await request(one);
    const { body } = await acts(one.agent, booking, { act: 'offer', benchId, ...SLOT, optionUntil }).expect(409);
    expect(body).toMatchObject({ code: 'booking.option-day', facts: { earliestOn: '2026-11-20', latestOn: '2026-11-30' } }); // prettier-ignore
  });

  it('belong to a case and a bench of their own client and laboratory', async () => {
    const one = await world();
    const first = await bench(one.agent);
    const { body: other } = await one.agent
      .post('/api/laboratories')
      .send({ ...XIAN, ...GOOD, name: 'Other' })
      .expect(201);
    const { body } = await one.agent
      .post('/api/bookings')
      .send({ productId: one.product.id, laboratoryId: other.id, benchId: first.benchId, ...SLOT })
      .expect(409);
    expect(body.code).toBe('booking.bench-of-another-laboratory');
    await one.agent.post('/api/bookings').send({ productId: one.product.id }).expect(400);
  });
});

describe('eligibility', () => {
  it('is told before anything is saved, with reason, basis and source', async () => {
    const { agent, product } = await world();
    const { body } = await agent.get('/api/eligibility').query({ productId: product.id, referenceKey: 'catarc-tianjin', day: '2027-03-01' }).expect(200); // prettier-ignore
    expect(body).toMatchObject({ verdict: 'unknown', day: '2027-03-01' });
    expect(body.answers.map(({ key, answer, reason }: Record<string, string>) => `${key} ${answer} ${reason}`)).toEqual(
      ['ccc-designated unknown not-recorded', 'cnas unknown not-recorded', 'cma unknown not-recorded'],
    );
    expect(body.answers[2]).toMatchObject({ basis: 'legal', certainty: 'official' });
    await agent.get('/api/eligibility').query({ productId: newId(), referenceKey: 'catarc-tianjin', day: '2027-03-01' }).expect(404); // prettier-ignore
    await agent.get('/api/eligibility').query({ productId: product.id, day: '2027-03-01' }).expect(404);
  });

  it('asks of a Hong Kong laboratory what the agreement asks', async () => {
    const { agent, product } = await world();
    const { body: laboratory } = await agent.post('/api/laboratories').send({ name: 'HK Lab', country: 'HK', timeZone: 'Asia/Hong_Kong' }).expect(201); // prettier-ignore
    const ask = async (more: object) =>
      (await agent.get('/api/eligibility').query({ productId: product.id, laboratoryId: laboratory.id, day: '2026-12-01', ...more }).expect(200)).body; // prettier-ignore
    expect((await ask({})).verdict).toBe('unknown');
    expect((await ask({ hkHoklas: 'yes', hkContract: 'yes', hkCmaNeeded: 'no' })).verdict).toBe('yes');
    expect((await ask({ hkHoklas: 'no' })).verdict).toBe('no');
  });

  it('of "no" needs the reason of a manager, which the booking keeps and the timeline tells', async () => {
    const one = await world();
    const { body: laboratory } = await one.agent.post('/api/laboratories').send({ name: 'Stuttgart', country: 'DE', timeZone: 'Europe/Berlin' }).expect(201); // prettier-ignore
    const input = { productId: one.product.id, laboratoryId: laboratory.id };
    const { body: refused } = await one.agent.post('/api/bookings').send(input).expect(409);
    expect(refused).toMatchObject({ code: 'booking.not-eligible', facts: { because: [{ key: 'ccc-designated', reason: 'outside-china' }] } }); // prettier-ignore
    const overrideReason = 'Pre-test only';
    const { body: forbidden } = await one.agent
      .post('/api/bookings')
      .send({ ...input, overrideReason })
      .expect(403);
    expect(forbidden.code).toBe('forbidden');
    const manager = await api.as(await api.make.member({ tenant: one.tenant, role: 'manager', name: 'Mia Manager' }));
    const { body } = await manager
      .post('/api/bookings')
      .send({ ...input, overrideReason })
      .expect(201);
    expect(body).toMatchObject({ eligibility: { verdict: 'no' }, overrideReason, overriddenByName: 'Mia Manager' });
    const { body: history } = await one.agent.get(`/api/events?bookingId=${body.id}`);
    expect(history.items[0]).toMatchObject({ what: 'booking.requested', facts: { overrideReason, eligibility: 'no' } });
    expect((await api.look('select count(*)::int as n from bookings where tenant_id = $1', [one.tenant.id]))[0]).toEqual({ n: 1 }); // prettier-ignore
  });
});

describe('results', () => {
  async function running(one: World, more: object = {}) {
    const { laboratoryId, benchId } = await bench(one.agent);
    const { body: booking } = await one.agent
      .post('/api/bookings')
      .send({ productId: one.product.id, laboratoryId, benchId, ...SLOT, act: 'confirm', ...more })
      .expect(201);
    // The test began yesterday at the laboratory.
    await api.make.inside(one.tenant, () =>
      api.db.query(
        `update bookings set status = 'running', started_on = '2026-11-19', starts_at = '2026-11-19T01:00:00Z', ends_at = '2026-11-20T10:00:00Z' where id = $1`,
        [booking.id],
      ),
    );
    return { booking, laboratoryId, benchId };
  }

  it('are numbered and never edited; a failed one says what failed', async () => {
    const one = await world();
    const { booking } = await running(one);
    const add = (input: object) => one.agent.post(`/api/bookings/${booking.id}/results`).send({ reportedOn: '2026-11-20', ...input }); // prettier-ignore
    expect((await add({ outcome: 'failed' }).expect(400)).body.errors[0].field).toBe('failedItems');
    expect((await add({ outcome: 'passed', failedItems: 'x' }).expect(400)).body.errors[0].field).toBe('failedItems');
    const { body } = await add({ outcome: 'failed', failedItems: 'Retractor locking', reportNumber: 'R-1' }).expect(
      201,
    );
    expect(body.results).toMatchObject([{ number: 1, outcome: 'failed', failedItems: 'Retractor locking', standard: 'GB 14166-2024' }]); // prettier-ignore
    expect(body.caseMove).toBeNull();
    const { body: again } = await add({ outcome: 'passed', standard: 'GB 14166-2024 A1' }).expect(201);
    expect(again.results.map(({ number, outcome }: { number: number; outcome: string }) => [number, outcome])).toEqual([[1, 'failed'], [2, 'passed']]); // prettier-ignore
    expect((await add({ outcome: 'passed', reportedOn: '2026-11-18' }).expect(409)).body.code).toBe('booking.day-out-of-order'); // prettier-ignore
    expect((await add({ outcome: 'passed', reportedOn: '2026-11-21' }).expect(409)).body.code).toBe('booking.day-out-of-order'); // prettier-ignore
    await add({ outcome: 'passed', fileId: newId() }).expect(404);
  });

  describe('of a case', () => {
    /** A case for the world's product whose laboratory may begin: everything before the type test is done. */
    async function caseAtTest({ agent, product }: World): Promise<string> {
      const opened = await agent
        .post('/api/applications')
        .send({ kind: 'new', schemeKey: 'ccc-standard', startedOn: '2026-09-01', units: [{ productId: product.id }] })
        .expect(201);
      let one = opened.body;
      const move = async (key: string | null, act: string, on: string) => {
        const stage = one.stages.find((candidate: { key: string }) => candidate.key === key);
        const answer = await agent
          .post(`/api/applications/${one.id}/moves`)
          .send({ version: one.version, ...(stage && { stageId: stage.id }), act, on, reason: 'As the body wrote' })
          .expect(201);
        one = answer.body;
      };
      for (const [key, from, to] of [
        ['scope-check', '2026-09-01', '2026-09-04'],
        ['documents', '2026-09-04', '2026-09-25'],
        ['application', '2026-09-25', '2026-09-30'],
        ['sample-notice', '2026-09-30', '2026-10-16'],
      ] as const) {
        await move(key, 'start', from);
        if (key === 'application') await move(null, 'submit', '2026-09-25');
        await move(key, 'complete', to);
        if (key === 'application') await move(null, 'accept', '2026-09-30');
      }
      return one.id as string;
    }
    const testOf = async (agent: Agent, id: string) => {
      const { body } = await agent.get(`/api/applications/${id}`).expect(200);
      return body.stages.filter(({ key }: { key: string }) => key === 'type-test').map(({ status }: { status: string }) => status); // prettier-ignore
    };

    it('let its test fail, and the retest, a booking of its own, ends the stage that was repeated', async () => {
      const one = await world();
      const applicationId = await caseAtTest(one);
      const { booking } = await running(one, { applicationId });
      const report = (id: string, input: object) => one.agent.post(`/api/bookings/${id}/results`).send({ reportedOn: '2026-11-20', ...input }).expect(201); // prettier-ignore
      const { body: failed } = await report(booking.id, {
        outcome: 'failed',
        failedItems: 'Retractor locking',
        reportedOn: '2026-11-19',
      });
      expect(failed.caseMove).toEqual({ stageKey: 'type-test', act: 'fail', isMoved: true, code: null, facts: {} });
      expect(await testOf(one.agent, applicationId)).toEqual(['failed']);
      const { body: now } = await one.agent.get(`/api/applications/${applicationId}`).expect(200);
      const stage = now.stages.find(({ key }: { key: string }) => key === 'type-test');
      await one.agent.post(`/api/applications/${applicationId}/stages`).send({ version: now.version, repeatedId: stage.id }).expect(201); // prettier-ignore
      const { booking: again } = await running(one, { applicationId });
      const { body: passed } = await report(again.id, { outcome: 'passed', reportNumber: 'R-2' });
      expect(passed.caseMove).toMatchObject({ act: 'complete' });
      const { body: list } = await one.agent.get(`/api/bookings?applicationId=${applicationId}`).expect(200);
      expect(list.items.map(({ outcome }: { outcome: string }) => outcome).sort()).toEqual(['failed', 'passed']);
      expect([passed.caseMove.isMoved, passed.caseMove.code, await testOf(one.agent, applicationId)]).toEqual([
        true,
        null,
        ['failed', 'done'],
      ]);
    });

    it('keep it open while another test of the case is, and are recorded where the stage cannot move', async () => {
      const one = await world();
      const applicationId = await caseAtTest(one);
      const { booking } = await running(one, { applicationId });
      await running(one, { applicationId });
      const { body } = await one.agent.post(`/api/bookings/${booking.id}/results`).send({ outcome: 'passed', reportedOn: '2026-11-20' }).expect(201); // prettier-ignore
      expect(body.caseMove).toMatchObject({ stageKey: 'type-test', isMoved: false, code: 'booking.other-tests-open' });
      expect(body.results).toHaveLength(1);
      expect(await testOf(one.agent, applicationId)).toEqual(['not-started']);
    });
  });

  it('come after the test has begun', async () => {
    const one = await world();
    const { laboratoryId } = await bench(one.agent);
    const { body: booking } = await one.agent.post('/api/bookings').send({ productId: one.product.id, laboratoryId }).expect(201); // prettier-ignore
    const { body } = await one.agent.post(`/api/bookings/${booking.id}/results`).send({ outcome: 'passed', reportedOn: '2026-11-20' }).expect(409); // prettier-ignore
    expect(body).toMatchObject({ code: 'booking.not-tested', facts: { status: 'requested' } });
  });
});

describe('samples', () => {
  const plan = async ({ agent, product }: World, more: object = {}) =>
    (await agent.post('/api/samples').send({ productId: product.id, label: 'Belt set A', models: ['M-1'], quantity: 12, ...more }).expect(201)).body; // prettier-ignore

  it('travel by the table of their states, with place, carrier and customs', async () => {
    const one = await world();
    let sample = await plan(one);
    expect(sample).toMatchObject({ status: 'planned', acts: ['prepare', 'cancel'], quantity: 12 });
    const act = async (input: object) => {
      sample = (await one.agent.post(`/api/samples/${sample.id}/acts`).send({ version: sample.version, ...input }).expect(200)).body; // prettier-ignore
    };
    await act({ act: 'prepare' });
    await act({ act: 'ship', on: '2026-11-02', carrier: 'DHL', trackingNumber: 'JD014', place: 'Frankfurt' });
    await act({ act: 'reach-customs', on: '2026-11-09', place: 'Tianjin', customsDeclaration: '0201-2026' });
    expect(sample).toMatchObject({ status: 'at-customs', carrier: 'DHL', customsDeclaration: '0201-2026', place: 'Tianjin' }); // prettier-ignore
    await act({ act: 'release', on: '2026-11-12', isTemporaryImport: true });
    expect(sample).toMatchObject({
      status: 'released',
      temporaryImportOn: '2026-11-12',
      nextDueOn: '2027-05-12',
      nextDueKind: 'temporary-import',
      nextDueBasis: 'practice',
      acts: ['receive', 'return', 'lose', 'extend'],
    });
    await act({ act: 'extend', on: '2026-11-20' });
    expect(sample).toMatchObject({ temporaryImportExtendedOn: '2026-11-20', nextDueOn: '2027-11-12' });
    const again = await one.agent.post(`/api/samples/${sample.id}/acts`).send({ version: sample.version, act: 'extend', on: '2026-11-20' }).expect(409); // prettier-ignore
    expect(again.body).toMatchObject({
      code: 'sample.already-extended',
      facts: { extendedOn: '2026-11-20', times: 1 },
    });
    const { body: owed } = await one.agent.get(`/api/deadlines?sampleId=${sample.id}`).expect(200);
    expect(owed.items).toMatchObject([{ kind: 'temporary-import', dueOn: '2027-11-12', source: 'none', certainty: 'unverified' }]); // prettier-ignore
    await act({ act: 'return', on: '2026-11-20' });
    expect(sample).toMatchObject({ status: 'returned', nextDueOn: null, acts: [] });
  });

  it('are refused acts out of order, days that run backwards and days to come', async () => {
    const one = await world();
    const sample = await plan(one);
    const act = (version: number, input: object) => one.agent.post(`/api/samples/${sample.id}/acts`).send({ version, ...input }); // prettier-ignore
    expect((await act(1, { act: 'receive', on: '2026-11-20' }).expect(409)).body).toMatchObject({ code: 'sample.illegal-transition', facts: { allowed: ['prepare', 'cancel'] } }); // prettier-ignore
    await act(1, { act: 'prepare', on: '2026-11-10' }).expect(200);
    expect((await act(2, { act: 'ship' }).expect(400)).body.errors[0]).toMatchObject({ field: 'on', code: 'required' });
    expect((await act(2, { act: 'ship', on: '2026-11-09' }).expect(409)).body.code).toBe('sample.day-too-early');
    expect((await act(2, { act: 'ship', on: '2026-11-22' }).expect(400)).body.errors[0].field).toBe('on');
    expect((await act(1, { act: 'ship', on: '2026-11-12' }).expect(409)).body.code).toBe('stale-version');
    expect((await act(2, { act: 'ship', on: '2026-11-12', isTemporaryImport: true }).expect(400)).body.errors[0].field).toBe('isTemporaryImport'); // prettier-ignore
    expect((await act(2, { act: 'extend', on: '2026-11-12' }).expect(409)).body.code).toBe('sample.not-imported');
  });

  it('are listed by what they owe, edited by one person at a time, and seen by their client alone', async () => {
    const one = await world();
    const first = await plan(one);
    const owing = await plan(one, { label: 'Belt set B', temporaryImportOn: '2026-10-01' });
    const other = await api.make.product({ client: await api.make.client({ tenant: one.tenant }) });
    await one.agent.post('/api/samples').send({ productId: other.id, label: 'Not theirs' }).expect(201);
    const guest = await api.as(await api.make.member({ tenant: one.tenant, client: one.client }));
    const { body } = await guest.get('/api/samples').expect(200);
    expect(body.items.map((row: { id: string }) => row.id)).toEqual([owing.id, first.id]);
    await guest.post('/api/samples').send({ productId: one.product.id, label: 'X' }).expect(403);
    await one.agent.patch(`/api/samples/${first.id}`).send({ version: 1, place: 'Munich' }).expect(200);
    await one.agent.patch(`/api/samples/${first.id}`).send({ version: 1, place: 'Ulm' }).expect(409);
    const { body: early } = await one.agent.post('/api/samples').send({ productId: one.product.id, label: 'X', temporaryImportOn: '2026-11-22' }).expect(400); // prettier-ignore
    expect(early.errors[0].field).toBe('temporaryImportOn');
  });
});

describe('a client', () => {
  it("sees its own bookings without what is the consultancy's own, and changes nothing", async () => {
    const one = await world();
    const { laboratoryId, benchId } = await bench(one.agent);
    const { body: booking } = await one.agent.post('/api/bookings').send({ productId: one.product.id, laboratoryId, benchId, ...SLOT, act: 'confirm' }).expect(201); // prettier-ignore
    const guest = await api.as(await api.make.member({ tenant: one.tenant, client: one.client }));
    const { body } = await guest.get(`/api/bookings/${booking.id}`).expect(200);
    expect(body).toMatchObject({ status: 'confirmed', startsAt: at('2026-11-30 09:00'), laboratory: null, eligibility: null, responsible: null }); // prettier-ignore
    expect((await guest.get('/api/bookings').expect(200)).body.items).toHaveLength(1);
    await guest.get('/api/laboratories').expect(403);
    await guest.post(`/api/bookings/${booking.id}/acts`).send({ version: 2, act: 'cancel', reason: 'x' }).expect(403);
  });
});
