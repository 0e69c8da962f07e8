import { setTimeout as sleep } from 'node:timers/promises';
import type { Tenant } from '#database/entities/tenant.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Plan } from '#domain/plan/plan';
import { planningValues } from '#domain/plan/planning-values';
import type { ComparisonView, RouteView } from '#features/plans/plans.dto';
import { PlansService } from '#features/plans/plans.service';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

async function consultancy(country = 'CN'): Promise<{ tenant: Tenant; agent: Agent }> {
  const tenant = await api.make.tenant({ country });
  return { tenant, agent: await api.as(await api.make.member({ tenant, role: 'owner', name: 'Lena Weiss' })) };
}

const stageOf = (plan: Plan, key: string) => plan.stages.find((stage) => stage.key === key)!;
const routeOf = (body: ComparisonView, key: string) =>
  body.routes.find(({ schemeKey }) => schemeKey === key) as RouteView & { plan: Plan };
const openOf = (body: { routes: { schemeKey: string; isOpen: boolean }[] }) =>
  body.routes.filter(({ isOpen }) => isOpen).map(({ schemeKey }) => schemeKey);

/** Counted by hand on the published calendar of 2026: see standard-plan.spec.ts. */
const january = { classKey: '1101', startsOn: '2026-01-05', clientCountry: 'CN' };

describe('route comparisons', () => {
  it('plan every open way of a class side by side and say why the others are closed', async () => {
    const { agent } = await consultancy();
    const { body } = await agent.post('/api/route-comparisons').send(january).expect(200);
    expect(body).toMatchObject({
      classKey: '1101',
      mode: 'third-party',
      day: '2026-01-05',
      wishOn: null,
      referenceVersion: 1,
    });
    expect(openOf(body)).toEqual([
      'ccc-standard',
      'ccc-cert-before-inspection',
      'ccc-single-vehicle',
      'ccc-renewal',
      'ccc-change',
      'ccc-extension',
      'ccc-transfer',
      'ccc-lapsed',
    ]);
    const { plan, scheme } = routeOf(body, 'ccc-standard');
    expect(plan).toMatchObject({ startsOn: '2026-01-05', endsOn: '2026-05-18', isProvisional: false });
    expect(scheme.names.zh).toBe('CCC 第三方认证（型式试验+初始工厂检查+获证后监督）');
    expect(scheme.stages[0]).toMatchObject({ key: 'scope-check', names: { zh: '目录界定' }, party: 'consultancy' });
    expect(routeOf(body, 'ccc-sdoc-b')).toMatchObject({ isOpen: false, plan: null, reasons: [{ isFor: false, code: 'mode-closed' }] }); // prettier-ignore
    expect(routeOf(body, 'ccc-single-vehicle').toAsk.map(({ key }: { key: string }) => key)).toEqual(['single-vehicle-import']); // prettier-ignore
    expect(routeOf(body, 'ccc-lapsed').plan).toBeNull();
  });

  it('run backward from a wished day, from today at the earliest', async () => {
    const { agent } = await consultancy();
    const { body } = await agent
      .post('/api/route-comparisons')
      .send({ classKey: '1101', wishOn: '2027-03-01' })
      .expect(200);
    expect(body).toMatchObject({ startsOn: '2026-11-20', wishOn: '2027-03-01' });
    const { plan } = routeOf(body, 'ccc-standard');
    expect(plan).toMatchObject({ direction: 'backward', startsOn: '2026-11-20', isProvisional: true });
    expect(plan.wish).toMatchObject({ on: '2027-03-01', isMet: false });
    expect(plan.wish!.daysLate).toBeGreaterThan(0);
  });

  it('know the live declaration of a product and its client’s country, and offer the conversion', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant, country: 'DE' });
    const product = await api.make.product({ client, classCode: '1109' });
    const compare = () => agent.post('/api/route-comparisons').send({ productId: product.id }).expect(200);
    const { body: before } = await compare();
    expect(before).toMatchObject({ classKey: '1109', clientCountry: 'DE', mode: 'third-party-declarations-valid' });
    expect(routeOf(before, 'sdoc-to-ccc').reasons).toContainEqual(expect.objectContaining({ code: 'no-live-declaration', isFor: false })); // prettier-ignore
    await api.make.certificate({ client, product, scheme: 'ccc-self-declaration-b', validUntil: null });
    const { body } = await compare();
    const conversion = routeOf(body, 'sdoc-to-ccc');
    expect(conversion).toMatchObject({ isOpen: true, toAsk: [], plan: { isAtLeast: true, endsOn: '2026-11-20' } });
    expect(conversion.plan.limits).toContainEqual(expect.objectContaining({ key: 'certificate/latest', dueOn: '2026-12-31', basis: 'legal', daysLeft: 41 })); // prettier-ignore
    expect(openOf(body)).not.toContain('ccc-change');
  });

  it('bound the conversion by its legal end, and do not call a wish met while nobody knows how long it takes', async () => {
    const { agent } = await consultancy('DE');
    const facts = { hasLiveDeclaration: 'yes' };
    const { body } = await agent.post('/api/route-comparisons').send({ classKey: '1104', wishOn: '2027-02-10', facts }).expect(200); // prettier-ignore
    const { plan } = routeOf(body, 'sdoc-to-ccc');
    expect(plan).toMatchObject({ isAtLeast: true, startsOn: '2026-12-31', endsOn: '2026-12-31' });
    expect(plan.wish).toEqual({
      on: '2027-02-10',
      isMet: null,
      daysLate: 0,
      lastStartOn: '2026-12-31',
      legal: { stage: 'certificate', on: '2026-12-31' },
    });
    expect(plan.limits).toContainEqual(expect.objectContaining({ key: 'certificate/latest', state: 'unknown', daysLeft: 0 })); // prettier-ignore
  });

  it('offer the voluntary marks for a released class and the exemption when it is asked for', async () => {
    const { agent } = await consultancy();
    const { body } = await agent.post('/api/route-comparisons').send({ classKey: '1111' }).expect(200);
    expect(openOf(body)).toEqual(['cqc-voluntary', 'ccap-voluntary', 'cav-voluntary']);
    const asked = { classKey: '1101', facts: { wantsExemption: true, answers: { 'ground-fits': 'yes' } } };
    const { body: exempt } = await agent.post('/api/route-comparisons').send(asked).expect(200);
    expect(routeOf(exempt, 'ccc-exemption')).toMatchObject({ isOpen: true, toAsk: [] });
  });

  it('say criterion by criterion what may be used again', async () => {
    const { agent } = await consultancy();
    const recognition = { answers: { 'hk-laboratory': 'yes', 'hk-hoklas': 'yes', 'hk-contract': 'no' } };
    const { body } = await agent
      .post('/api/route-comparisons')
      .send({ ...january, recognition })
      .expect(200);
    const cepa = body.reuse.find(({ key }: { key: string }) => key === 'cepa');
    expect(cepa.verdict).toBe('no');
    expect(cepa.criteria.map(({ key, verdict }: { key: string; verdict: string }) => [key, verdict])).toEqual([
      ['hk-laboratory', 'accept'],
      ['hk-any-origin', 'accept'],
      ['hk-hoklas', 'accept'],
      ['hk-contract', 'no'],
      ['hk-cma-needed', 'doubtful'],
    ]);
    expect(body.reuse.find(({ key }: { key: string }) => key === 'foreign-reports').verdict).toBe('no');
  });

  it('let stages run side by side only for the classes of which that is said', async () => {
    const { agent } = await consultancy();
    const at = async (classKey: string) => {
      const { body } = await agent.post('/api/route-comparisons').send({ ...january, classKey, options: { isParallel: true } }).expect(200); // prettier-ignore
      return routeOf(body, 'ccc-standard');
    };
    expect(await at('1101')).toMatchObject({
      mayRunInParallel: true,
      plan: { isParallel: true, endsOn: '2026-05-14' },
    });
    expect(await at('2207')).toMatchObject({
      mayRunInParallel: false,
      plan: { isParallel: false, endsOn: '2026-05-18' },
    });
  });

  it.each([
    ['classKey', 'nothing-planned', { classKey: undefined }, 'productId or classKey'],
    ['classKey', 'unknown-class', { classKey: '9999' }, '1101'],
    ['classKey', 'unknown-class', { classKey: '1101/blue' }, '1101'],
    ['startsOn', 'is-day', { startsOn: '2026-02-30' }, undefined],
    ['startsOn', 'day-out-of-range', { startsOn: '1999-12-31' }, '2000-01-01 to 2099-12-31'],
    ['wishOn', 'day-out-of-range', { wishOn: '2100-01-01' }, '2000-01-01 to 2099-12-31'],
    ['wishOn', 'wish-before-start', { wishOn: '2026-01-04' }, '2026-01-05 or later'],
    ['clientCountry', 'is-country', { clientCountry: 'XX' }, undefined],
    ['options.optional', 'not-optional', { options: { optional: ['decision'] } }, 'test-rectification'],
    [
      'options.durations.nothing',
      'unknown-stage',
      { options: { durations: { nothing: { amount: 1 } } } },
      'scope-check',
    ],
    [
      'options.durations.documents',
      'amount',
      { options: { durations: { documents: { amount: 1001 } } } },
      'whole, 0 to 1000',
    ],
    ['options.durations', 'is-durations', { options: { durations: { documents: { amount: 1.5 } } } }, undefined],
    [
      'options.durations',
      'is-durations',
      { options: { durations: { documents: { amount: 1, unit: 'moons' } } } },
      undefined,
    ],
    ['options.pins', 'is-pins', { options: { pins: { documents: { startsOn: '2026-02-30' } } } }, undefined],
    [
      'options.pins',
      'is-pins',
      { options: { pins: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`s${i}`, {}])) } },
      undefined,
    ],
    [
      'options.pins.documents',
      'end-before-start',
      { options: { pins: { documents: { startsOn: '2026-02-02', endsOn: '2026-02-01' } } } },
      undefined,
    ],
    ['facts.answers', 'is-answers', { facts: { answers: { x: 'maybe' } } }, undefined],
    ['recognition.days', 'is-days', { recognition: { days: { 'cb-issued-on': 'soon' } } }, undefined],
    [
      'options',
      'too-long',
      { options: { durations: { documents: { amount: 21, unit: 'years' } } } },
      'twenty years at most',
    ],
  ])('refuse a bad %s (%s) and name what is allowed', async (field, code, change, allowed) => {
    const { agent } = await consultancy();
    const { body } = await agent
      .post('/api/route-comparisons')
      .send({ ...january, ...change })
      .expect(400);
    expect(body.errors).toContainEqual(expect.objectContaining({ field, code }));
    if (allowed) expect(body.errors[0].allowed).toContain(allowed);
  });

  it('are for staff', async () => {
    const { tenant } = await consultancy();
    const client = await api.make.client({ tenant });
    const guest = await api.as(await api.make.member({ tenant, client }));
    await guest.post('/api/route-comparisons').send(january).expect(403);
    await guest.get('/api/plans').expect(403);
    await api.nobody().post('/api/route-comparisons').send(january).expect(401);
  });
});

describe('what-if', () => {
  it('tells what one change moves, and through which stage', async () => {
    const { agent } = await consultancy();
    const input = {
      ...january,
      schemeKey: 'ccc-standard',
      changed: { options: { durations: { documents: { amount: 25 } } } },
    };
    const { body } = await agent.post('/api/route-comparisons/what-if').send(input).expect(200);
    expect([body.base.endsOn, body.changed.endsOn]).toEqual(['2026-05-18', '2026-06-01']);
    expect(body.moves).toContainEqual(
      expect.objectContaining({ item: 'end', from: '2026-05-18', to: '2026-06-01', days: 14 }),
    );
    expect(body.moves).toContainEqual(expect.objectContaining({ item: 'stage:application', edge: 'start', through: { code: 'stage', stage: 'documents' } })); // prettier-ignore
  });

  it('moves everything with the first day, and nothing when nothing is otherwise', async () => {
    const { agent } = await consultancy();
    const ask = (changed: object) => agent.post('/api/route-comparisons/what-if').send({ ...january, schemeKey: 'ccc-standard', changed }); // prettier-ignore
    const { body } = await ask({ startsOn: '2026-01-12' }).expect(200);
    expect(body.changed.startsOn).toBe('2026-01-12');
    expect(body.moves[0]).toMatchObject({
      item: 'stage:scope-check',
      edge: 'start',
      days: 7,
      through: { code: 'anchor' },
    });
    const { body: same } = await ask({}).expect(200);
    expect(same.moves).toEqual([]);
    await ask({ startsOn: '2026-13-01' }).expect(400);
    const { body: nothing } = await ask(undefined as never).expect(400);
    expect(nothing.errors).toMatchObject([{ field: 'changed', code: 'is-object' }]);
    await agent
      .post('/api/route-comparisons/what-if')
      .send({ ...january, schemeKey: 'ccc-lapsed', changed: {} })
      .expect(400);
  });
});

describe('stored plans', () => {
  const plan = { name: 'Seat belt buckles', schemeKey: 'ccc-standard', direction: 'forward', anchorOn: '2026-01-05', clientCountry: 'CN' }; // prettier-ignore

  it('are kept with their days, listed by product, changed by version and deleted', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({
      tenant,
      legalName: 'Lindauer Gurttechnik GmbH',
      legalNameZh: '林道安全带技术有限公司',
      country: 'DE',
    });
    const product = await api.make.product({ client, classCode: '1101', name: 'Van', nameZh: '厢式车' });
    const { body } = await agent
      .post('/api/plans')
      .send({ ...plan, productId: product.id })
      .expect(201);
    expect(body).toMatchObject({
      name: 'Seat belt buckles',
      classKey: '1101',
      clientId: client.id,
      productName: 'Van',
      productNameZh: '厢式车',
      clientCountry: 'CN',
      createdByName: 'Lena Weiss',
      referenceVersion: 1,
      version: 1,
      plan: { startsOn: '2026-01-05', endsOn: '2026-05-18' },
      scheme: { key: 'ccc-standard' },
    });
    const { body: list } = await agent.get(`/api/plans?productId=${product.id}`).expect(200);
    expect(list.items).toMatchObject([{ id: body.id, endsOn: '2026-05-18', limitsBroken: 1, productNameZh: '厢式车', clientName: 'Lindauer Gurttechnik GmbH', clientNameZh: '林道安全带技术有限公司' }]); // prettier-ignore
    const pins = { documents: { startsOn: null, endsOn: '2026-02-14' } };
    const { body: pinned } = await agent
      .patch(`/api/plans/${body.id}`)
      .send({ version: 1, options: { pins } })
      .expect(200);
    expect(pinned).toMatchObject({ version: 2, options: { pins }, plan: { endsOn: '2026-06-01' } });
    expect(stageOf(pinned.plan, 'application').startsOn).toBe('2026-02-14');
    const { body: stale } = await agent.patch(`/api/plans/${body.id}`).send({ version: 1, name: 'Other' }).expect(409);
    expect(stale).toMatchObject({ code: 'stale-version' });
    const { body: history } = await agent.get(`/api/events?productId=${product.id}`);
    expect(history.items.map(({ what }: { what: string }) => what)).toEqual(['plan.edited', 'plan.added']);
    expect(Object.keys(history.items[0].facts.changes)).toEqual(['options']);
    await agent.delete(`/api/plans/${body.id}`).expect(204);
    await agent.get(`/api/plans/${body.id}`).expect(404);
    await agent.delete(`/api/plans/${body.id}`).expect(404);
  });

  it('take the client’s country, and today as the first possible day of a backward plan', async () => {
    const { tenant, agent } = await consultancy();
    const client = await api.make.client({ tenant, country: 'DE' });
    const input = { name: 'Back', schemeKey: 'ccc-standard', classKey: '1101', clientId: client.id, direction: 'backward', anchorOn: '2027-09-30' }; // prettier-ignore
    const { body } = await agent.post('/api/plans').send(input).expect(201);
    expect(body).toMatchObject({ clientCountry: 'DE', notBefore: '2026-11-20', productId: null });
    expect(body.plan.wish).toMatchObject({ on: '2027-09-30', isMet: true });
  });

  it.each([
    ['schemeKey', { schemeKey: 'ccc-magic' }, 'ccc-standard'],
    ['schemeKey', { schemeKey: 'ccc-lapsed' }, 'ccc-standard'],
    ['anchorOn', { anchorOn: '2026-02-29' }, undefined],
    ['anchorOn', { anchorOn: '1980-01-01' }, '2000-01-01'],
    ['anchorOn', { direction: 'backward', anchorOn: '2026-11-19' }, '2026-11-20 or later'],
    ['direction', { direction: 'sideways' }, undefined],
    ['name', { name: ' ' }, undefined],
    ['options.optional', { options: { optional: ['type-test'] } }, 'test-rectification'],
  ])('refuse a bad %s and store nothing', async (field, change, allowed) => {
    const { agent } = await consultancy();
    const { body } = await agent
      .post('/api/plans')
      .send({ ...plan, classKey: '1101', ...change })
      .expect(400);
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
    if (allowed) expect(body.errors[0].allowed).toContain(allowed);
    const { body: list } = await agent.get('/api/plans');
    expect(list.items).toEqual([]);
  });

  it.each([
    ['a forward plan', { direction: 'forward', anchorOn: '2026-11-23' }, ['2026-11-23']],
    ['a plan towards a wish', { direction: 'backward', anchorOn: '2027-09-30' }, ['2026-11-20', '2027-09-30']],
  ])('are refused for a way that is closed, and the open ones named: %s', async (_, more, days) => {
    const { agent } = await consultancy();
    const { body } = await agent
      .post('/api/plans')
      .send({ ...plan, classKey: '1106', ...more })
      .expect(409);
    expect(body).toMatchObject({
      code: 'plan.route-closed',
      facts: { scheme: 'ccc-standard', classKey: '1106', days },
    });
    expect(body.facts.open).toEqual(expect.arrayContaining(['cqc-voluntary', 'ccap-voluntary']));
    expect(body.facts.open).not.toContain('ccc-standard');
    expect(Object.keys(body.facts.openNames).sort()).toEqual(['de', 'en', 'zh']);
    expect((await agent.get('/api/plans')).body.items).toEqual([]);
    await agent
      .post('/api/plans')
      .send({ ...plan, classKey: '1106', ...more, schemeKey: body.facts.open[0] })
      .expect(201);
  });

  it('are made where nobody knows how the class is certified, and while the way is open on one of their days', async () => {
    const { agent } = await consultancy();
    const add = (more: object) => agent.post('/api/plans').send({ ...plan, ...more });
    // 1105 is certified part by part: without its part its mode is unknown.
    await add({ classKey: '1105' }).expect(201);
    // 1104: declared on 5 January 2026, certified from July on.
    const { body } = await add({ classKey: '1104' }).expect(409);
    expect(body.facts.open).toContain('ccc-sdoc-b');
    await add({ classKey: '1104', anchorOn: '2026-07-01' }).expect(201);
    await add({ classKey: '1104', direction: 'backward', notBefore: '2026-01-05', anchorOn: '2026-09-01' }).expect(201);
    await add({ classKey: '1104', schemeKey: 'sdoc-to-ccc', direction: 'backward', anchorOn: '2027-02-10' }).expect(
      201,
    );
    await add({ classKey: '1104', schemeKey: 'sdoc-to-ccc', anchorOn: '2027-02-10' }).expect(409);
    const { body: whatIf } = await agent
      .post('/api/route-comparisons/what-if')
      .send({ classKey: '1106', schemeKey: 'ccc-standard', changed: {} })
      .expect(409);
    expect(whatIf).toMatchObject({ code: 'plan.route-closed', facts: { days: ['2026-11-20'] } });
  });

  it('stay when their way has closed since', async () => {
    const { tenant, agent } = await consultancy();
    const { body } = await agent
      .post('/api/plans')
      .send({ ...plan, classKey: '1101' })
      .expect(201);
    // As if the class had been released after it was planned.
    await api.make.inside(tenant, () => api.db.query(`update route_plans set class_key = '1106' where id = $1`, [body.id])); // prettier-ignore
    await agent.get(`/api/plans/${body.id}`).expect(200);
    const { body: edited } = await agent.patch(`/api/plans/${body.id}`).send({ version: 1, name: 'Kept' }).expect(200);
    expect(edited).toMatchObject({ name: 'Kept', classKey: '1106', plan: { endsOn: '2026-05-18' } });
    await api.make.inside(tenant, async () =>
      api.app.get(PlansService).recomputeSome(null, 10, await api.app.get(ReferenceStore).current()),
    );
    const { body: list } = await agent.get('/api/plans').expect(200);
    expect(list.items).toMatchObject([{ id: body.id, classKey: '1106', endsOn: '2026-05-18' }]);
  });

  it('cannot be changed by a viewer', async () => {
    const { tenant, agent } = await consultancy();
    const { body } = await agent
      .post('/api/plans')
      .send({ ...plan, classKey: '1101' })
      .expect(201);
    const viewer = await api.as(await api.make.member({ tenant, role: 'viewer' }));
    await viewer.get(`/api/plans/${body.id}`).expect(200);
    await viewer.patch(`/api/plans/${body.id}`).send({ version: 1, name: 'Mine' }).expect(403);
    await viewer.delete(`/api/plans/${body.id}`).expect(403);
  });

  it('are counted anew in portions when the reference data changes, and tell what moved and through what', async () => {
    const { tenant, agent } = await consultancy();
    const ids: string[] = [];
    for (const name of ['One', 'Two', 'Three']) {
      const { body } = await agent
        .post('/api/plans')
        .send({ ...plan, name, classKey: '1101' })
        .expect(201);
      ids.push(body.id);
    }
    const book = api.app.get(ReferenceStore).known();
    const standard = book.schemes.get('ccc-standard')!;
    const slower = standard.stages.map((stage) =>
      stage.key === 'documents' ? { ...stage, duration: { ...stage.duration!, amount: 25 } } : stage,
    );
    const newer = { ...book, schemes: new Map([['ccc-standard', { ...standard, stages: slower }]]) };
    const plans = api.app.get(PlansService);
    const inside = <T>(work: () => Promise<T>) => api.db.inTenant({ tenantId: tenant.id, audience: 'staff', memberId: null }, work); // prettier-ignore
    const first = await inside(() => plans.recomputeSome(null, 2, newer));
    expect(first.lastId).toBe(ids[1]);
    expect(first.moves.filter(({ item }) => item === 'end')).toEqual([
      { planId: ids[0], item: 'end', from: '2026-05-18', to: '2026-06-01', why: { code: 'plan.stage', facts: { stage: 'decision' } } }, // prettier-ignore
      { planId: ids[1], item: 'end', from: '2026-05-18', to: '2026-06-01', why: { code: 'plan.stage', facts: { stage: 'decision' } } }, // prettier-ignore
    ]);
    expect(first.moves).toContainEqual(expect.objectContaining({ item: 'stage:documents/end', to: '2026-02-14', why: { code: 'plan.duration', facts: { from: '20 working-days', to: '25 working-days' } } })); // prettier-ignore
    const rest = await inside(() => plans.recomputeSome(first.lastId, 2, newer));
    expect([rest.lastId, new Set(rest.moves.map(({ planId }) => planId))]).toEqual([null, new Set([ids[2]])]);
    const again = await inside(() => plans.recomputeSome(null, 200, newer));
    expect(again).toEqual({ lastId: null, moves: [] });
    const gone = await inside(() => plans.recomputeSome(null, 200, { ...book, schemes: new Map() }));
    expect(gone.moves).toEqual([]);
  });
});

describe('planning values', () => {
  const key = 'stage:ccc-standard/documents';
  const at = (name: string) => `/api/planning-values/${encodeURIComponent(name)}`;
  const valueOf = (body: { items: { key: string }[] }, name = key) => body.items.find((value) => value.key === name);

  it('are every duration that no source states, with our default', async () => {
    const { agent } = await consultancy();
    const { body } = await agent.get('/api/planning-values').expect(200);
    expect(valueOf(body)).toMatchObject({
      amount: 20,
      unit: 'working-days',
      ownAmount: null,
      basis: 'planning',
      version: null,
    });
    expect(valueOf(body, 'stage:sdoc-to-ccc/adoption')).toMatchObject({ amount: null, unit: 'working-days' });
    expect(valueOf(body, 'stage:ccc-standard/initial-inspection')).toBeUndefined();
    const { schemes } = api.app.get(ReferenceStore).known();
    expect(body.items).toHaveLength(planningValues(schemes.values()).length);
  });

  it('of a tenant move its plans at once, and back', async () => {
    const { agent } = await consultancy();
    const stored = {
      name: 'Plan',
      schemeKey: 'ccc-standard',
      classKey: '1101',
      direction: 'forward',
      anchorOn: '2026-01-05',
    };
    const { body: plan } = await agent.post('/api/plans').send(stored).expect(201);
    const { body: set } = await agent.put(at(key)).send({ amount: 25, reason: 'Clients need longer' }).expect(200);
    expect(set).toMatchObject({
      amount: 20,
      ownAmount: 25,
      reason: 'Clients need longer',
      setByName: 'Lena Weiss',
      version: 1,
    });
    const endsOn = async () => (await agent.get(`/api/plans/${plan.id}`)).body;
    expect(await endsOn()).toMatchObject({ plan: { endsOn: '2026-06-01' }, version: 1 });
    const { body: compared } = await agent.post('/api/route-comparisons').send(january).expect(200);
    expect(routeOf(compared, 'ccc-standard').plan.endsOn).toBe('2026-06-01');
    const { body: stale } = await agent.put(at(key)).send({ amount: 30 }).expect(409);
    expect(stale).toMatchObject({ code: 'stale-version', facts: { version: 1, changed: { amount: 25 } } });
    await agent.put(at(key)).send({ amount: 26, version: 1 }).expect(200);
    const { body: reset } = await agent.delete(at(key)).expect(200);
    expect(reset).toMatchObject({ ownAmount: null, version: null });
    expect(await endsOn()).toMatchObject({ plan: { endsOn: '2026-05-18' } });
    const { body: history } = await agent.get('/api/events');
    expect(history.items.map(({ what }: { what: string }) => what)).toEqual([
      'planning-value.reset',
      'planning-value.set',
      'planning-value.set',
      'plan.added',
    ]);
  });

  it('set while a plan is being changed count the plan as it is then', async () => {
    const { tenant, agent } = await consultancy();
    const stored = { name: 'Plan', schemeKey: 'ccc-standard', classKey: '1101', direction: 'forward', anchorOn: '2026-01-05' }; // prettier-ignore
    const { body: plan } = await agent.post('/api/plans').send(stored).expect(201);
    const book = api.app.get(ReferenceStore).known();
    const set = await api.db.inTenant({ tenantId: tenant.id, audience: 'staff', memberId: null }, async () => {
      await api.app.get(PlansService).recomputeSome(null, 200, book);
      await api.db.query(`update route_plans set options = jsonb_set(options, '{durations}', '{"documents":{"amount":7,"unit":"working-days"}}') where id = $1`, [plan.id]); // prettier-ignore
      const waiting = agent.put(at(key)).send({ amount: 25 }).then(); // prettier-ignore
      await sleep(500);
      return { waiting };
    });
    expect((await set.waiting).status).toBe(200);
    const { body } = await agent.get(`/api/plans/${plan.id}`).expect(200);
    expect(stageOf(body.plan, 'documents').duration!.amount).toBe(7);
  });

  it('of one tenant are not another’s', async () => {
    const [one, other] = [await consultancy(), await consultancy()];
    await one.agent.put(at(key)).send({ amount: 25 }).expect(200);
    const { body } = await other.agent.get('/api/planning-values');
    expect(valueOf(body)).toMatchObject({ ownAmount: null });
  });

  it('are neither law nor practice, whole and within bounds, and set by leaders only', async () => {
    const { tenant, agent } = await consultancy();
    const { body: practice } = await agent
      .put(at('stage:ccc-standard/initial-inspection'))
      .send({ amount: 5 })
      .expect(409);
    expect(practice).toMatchObject({ code: 'planning-value.not-planning', facts: { basis: 'practice' } });
    const { body: unknown } = await agent.put(at('stage:ccc-standard/coffee')).send({ amount: 5 }).expect(400);
    expect(unknown.errors[0].allowed).toContain(key);
    for (const amount of [-1, 1001, 2.5, '20']) await agent.put(at(key)).send({ amount }).expect(400);
    await agent.delete(at('nothing')).expect(404);
    const consultant = await api.as(await api.make.member({ tenant, role: 'consultant' }));
    await consultant.get('/api/planning-values').expect(200);
    await consultant.put(at(key)).send({ amount: 25 }).expect(403);
    await consultant.delete(at(key)).expect(403);
  });

  it('that too many plans hang on leave the counting to the worker', async () => {
    const { tenant, agent } = await consultancy();
    const { body } = await agent.post('/api/plans').send({ name: 'Plan', schemeKey: 'ccc-standard', classKey: '1101', direction: 'forward', anchorOn: '2026-01-05' }).expect(201); // prettier-ignore
    await api.look(
      `insert into route_plans select (r).* from (select jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid())) as r
         from route_plans p, generate_series(1, 200) where p.id = $1) many`,
      [body.id],
    );
    await api.look('update tenants set reference_version = 1 where id = $1', [tenant.id]);
    await agent.put(at(key)).send({ amount: 25 }).expect(200);
    const [row] = await api.look<{ reference_version: number }>('select reference_version from tenants where id = $1', [tenant.id]); // prettier-ignore
    expect(row!.reference_version).toBe(0);
    expect((await agent.get(`/api/plans/${body.id}`)).body.plan.endsOn).toBe('2026-05-18');
  });
});
