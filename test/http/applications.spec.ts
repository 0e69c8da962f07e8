import type { Client } from '#database/entities/client.entity';
import type { Product } from '#database/entities/product.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { differencesBetween } from '#domain/certificates/versions';
import type { ApplicationView } from '#features/applications/applications.dto';
import type { CaseStageView } from '#features/applications/case-stages.dto';
import type { VersionView } from '#features/certificates/certificate-life.dto';
import { OpeningService } from '#features/applications/opening.service';
import { makeApplication, makeAudit, makeFinding } from '../support/make-case.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

interface Office {
  tenant: Tenant;
  client: Client;
  agent: Agent;
  memberId: string;
}

async function office(): Promise<Office> {
  const tenant = await api.make.tenant({ country: 'DE', timeZone: 'Europe/Berlin' });
  const member = await api.make.member({ tenant, role: 'consultant', name: 'Lena Weiss' });
  const client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH', legalNameZh: '林道照明' });
  return { tenant, client, agent: await api.as(member), memberId: member.id };
}

const STANDARD = { kind: 'new', schemeKey: 'ccc-standard', startedOn: '2026-09-01' };

/** A case for rear lamps (1109), from 1 September 2026 unless the test says otherwise. */
async function opened({ client, agent }: Office, more: object = {}, product?: Product): Promise<ApplicationView> {
  const unit = product ?? (await api.make.product({ client, classCode: '1109' }));
  const answer = await agent.post('/api/applications').send({ ...STANDARD, units: [{ productId: unit.id }], ...more });
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body as ApplicationView;
}

const stageOf = ({ stages }: Pick<ApplicationView, 'stages'>, key: string, attempt = 1): CaseStageView =>
  stages.find((stage) => stage.key === key && stage.attempt === attempt)!;
const actsOf = (one: ApplicationView, key: string) => stageOf(one, key).acts.map(({ act }) => act);

function tryMove(agent: Agent, one: ApplicationView, key: string | null, act: string, more: object = {}) {
  const stage = key === null ? undefined : (stageOf(one, key, 2) ?? stageOf(one, key));
  return agent
    .post(`/api/applications/${one.id}/moves`)
    .send({ version: one.version, ...(stage && { stageId: stage.id }), act, reason: 'As the body wrote', ...more });
}

/** A move that must succeed. */
async function move(agent: Agent, one: ApplicationView, key: string | null, act: string, more: object = {}) {
  const answer = await tryMove(agent, one, key, act, more);
  expect([act, answer.status, answer.status === 201 ? null : answer.body]).toEqual([act, 201, null]);
  return answer.body as ApplicationView;
}

/** Each stage started and done on these days. */
async function walk(agent: Agent, from: ApplicationView, days: [key: string, start: string, end: string][]) {
  let one = from;
  for (const [key, start, end] of days) {
    one = await move(agent, one, key, 'start', { on: start });
    one = await move(agent, one, key, 'complete', { on: end });
  }
  return one;
}

const UNTIL_TEST: [string, string, string][] = [
  ['scope-check', '2026-09-01', '2026-09-04'],
  ['documents', '2026-09-04', '2026-09-25'],
  ['application', '2026-09-25', '2026-09-30'],
  ['sample-notice', '2026-09-30', '2026-10-16'],
];

async function accepted(agent: Agent, from: ApplicationView): Promise<ApplicationView> {
  const submitted = await move(agent, from, null, 'submit', { on: '2026-09-25' });
  return move(agent, submitted, null, 'accept', { on: '2026-09-30' });
}

/** Everything before the decision is done. */
async function readyForDecision(agent: Agent, from: ApplicationView): Promise<ApplicationView> {
  const one = await walk(agent, await accepted(agent, await walk(agent, from, UNTIL_TEST)), [
    ['type-test', '2026-10-16', '2026-10-30'],
    ['initial-inspection', '2026-11-03', '2026-11-04'],
  ]);
  return move(agent, one, 'decision', 'start', { on: '2026-11-05' });
}

describe('case numbers', () => {
  it('run from 1 without a gap, through 40 at once on several connections of which every fifth is given up', async () => {
    const { tenant, client, memberId } = await office();
    const product = await api.make.product({ client, classCode: '1109' });
    const opening = api.app.get(OpeningService);
    const ended = await Promise.allSettled(
      Array.from({ length: 40 }, (_, at) =>
        api.db.inTenant({ tenantId: tenant.id, audience: 'staff', memberId }, async () => {
          await opening.open({ kind: 'new', schemeKey: 'ccc-standard', units: [{ productId: product.id }] });
          if (at % 5 === 0) throw new Error('given up');
        }),
      ),
    );
    expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(8);
    const rows = await api.look<{ number: string }>('select number from applications where tenant_id = $1', [
      tenant.id,
    ]);
    const wanted = Array.from({ length: 32 }, (_, at) => `2026-${String(at + 1).padStart(4, '0')}`);
    expect(rows.map(({ number }) => number).sort()).toEqual(wanted);
    const next = await opened({ tenant, client, memberId, agent: await api.as(await api.make.member({ tenant })) });
    expect(next.number).toBe('2026-0033');
  }, 60_000);

  it('are the tenant’s own, and of the year that it is for it, whatever the first day', async () => {
    const here = await office();
    const car = await api.make.product({ client: here.client, classCode: '1101' });
    const first = await opened(here, { startedOn: '2025-12-01' }, car);
    const other = await opened(await office());
    expect([first.number, other.number]).toEqual(['2026-0001', '2026-0001']);
  });

  it('begin anew with the year, which comes earlier in Shanghai than in Berlin', async () => {
    const eve = await startApi({ clock: '2026-12-31T17:00:00Z' });
    try {
      const numbers = [];
      for (const timeZone of ['Europe/Berlin', 'Asia/Shanghai']) {
        const tenant = await eve.make.tenant({ timeZone });
        const product = await eve.make.product({ tenant, classCode: '1101' });
        const agent = await eve.as(await eve.make.member({ tenant }));
        const { body } = await agent
          .post('/api/applications')
          .send({ ...STANDARD, units: [{ productId: product.id }] })
          .expect(201);
        numbers.push(body.number);
      }
      expect(numbers).toEqual(['2026-0001', '2027-0001']);
    } finally {
      await eve.close();
    }
  }, 60_000);
});

describe('a new case', () => {
  it('has the stages of its scheme, the client’s names, its maker as owner and the agreed plan', async () => {
    const here = await office();
    const product = await api.make.product({ client: here.client, manufacturer: 'Werk Lindau GmbH' });
    const one = await opened(here, {}, product);
    expect(one).toMatchObject({
      number: '2026-0001',
      status: 'draft',
      applicantName: 'Lindauer Lichttechnik GmbH',
      applicantNameZh: '林道照明',
      manufacturerName: 'Werk Lindau GmbH',
      owner: { id: here.memberId, name: 'Lena Weiss' },
      deputy: null,
      factory: { id: product.factoryId },
      referenceVersion: 1,
      startedOn: '2026-09-01',
      turn: { party: 'consultancy', since: '2026-09-01', why: 'between' },
      acts: ['submit', 'withdraw'],
      today: '2026-11-20',
      version: 1,
    });
    expect(one.units).toMatchObject([{ productId: product.id, certificate: null, issued: null }]);
    expect(one.stages.map(({ key }) => key)).toEqual([
      'scope-check',
      'documents',
      'application',
      'sample-notice',
      'type-test',
      'test-rectification',
      'initial-inspection',
      'decision',
      'marking',
      'follow-up',
      'renewal',
    ]);
    // 5 and 20 working days in Germany; 5 working days in China, whose holidays end on 7 October.
    expect(stageOf(one, 'scope-check')).toMatchObject({ plannedFrom: '2026-09-01', plannedTo: '2026-09-08' });
    expect(stageOf(one, 'documents')).toMatchObject({ plannedFrom: '2026-09-08', plannedTo: '2026-10-06' });
    expect(stageOf(one, 'application')).toMatchObject({ plannedFrom: '2026-10-08', plannedTo: '2026-10-14' });
    expect(stageOf(one, 'scope-check')).toMatchObject({ expectedFrom: '2026-11-20', status: 'not-started' });
  });

  it('names no day of a plan whose durations nobody knows', async () => {
    const here = await office();
    const product = await api.make.product({ client: here.client, classCode: '1109' });
    const declaration = await api.make.certificate({ client: here.client, product, scheme: 'ccc-self-declaration-b', validUntil: null }); // prettier-ignore
    const one = await opened(here, {
      kind: 'conversion',
      schemeKey: 'sdoc-to-ccc',
      units: [{ productId: product.id, certificateId: declaration.id }],
    });
    expect(one).toMatchObject({ plannedEndOn: null, forecast: { isAtLeast: true } });
    expect(stageOf(one, 'inventory')).toMatchObject({ plannedFrom: '2026-09-01', plannedTo: null });
    expect(stageOf(one, 'adoption')).toMatchObject({ plannedFrom: null, plannedTo: null });
  });

  it.each<[string, (here: Office) => Promise<object> | object, number, object]>([
    ['a scheme of another kind', () => ({ kind: 'change' }), 400, { errors: [{ field: 'schemeKey', code: 'scheme-not-of-kind', allowed: expect.stringContaining('ccc-change') }] }], // prettier-ignore
    ['a scheme that is not there', () => ({ schemeKey: 'nothing' }), 400, { errors: [{ field: 'schemeKey', code: 'unknown-scheme' }] }], // prettier-ignore
    ['a first day to come', () => ({ startedOn: '2026-11-21' }), 400, { errors: [{ field: 'startedOn', code: 'day-in-future', allowed: 'until 2026-11-20' }] }], // prettier-ignore
    ['a wish before the first day', () => ({ wishOn: '2026-08-31' }), 400, { errors: [{ field: 'wishOn', code: 'wish-before-start', allowed: '2026-09-01 or later' }] }], // prettier-ignore
    ['no unit', () => ({ units: [] }), 400, { errors: [{ field: 'units' }] }],
    ['a code of a scheme that has none', () => ({ variantCode: '01' }), 400, { errors: [{ field: 'variantCode', code: 'unknown-code' }] }], // prettier-ignore
    ['a released class', async ({ client }) => ({ units: [{ productId: (await api.make.product({ client, classCode: '1111' })).id }] }), 409, { code: 'plan.route-closed' }], // prettier-ignore
    ['units of two clients', async ({ tenant, client }) => ({ units: [{ productId: (await api.make.product({ client })).id }, { productId: (await api.make.product({ tenant })).id }] }), 409, { code: 'application.units-of-several-clients' }], // prettier-ignore
    ['a viewer as owner', async ({ tenant }) => ({ ownerId: (await api.make.member({ tenant, role: 'viewer' })).id }), 409, { code: 'application.owner-may-not-edit', facts: { role: 'viewer' } }], // prettier-ignore
    ['its owner as deputy', ({ memberId }) => ({ deputyId: memberId }), 400, { errors: [{ field: 'deputyId', code: 'own-deputy' }] }], // prettier-ignore
    ['a contact of another client', async ({ tenant }) => ({ contactId: (await api.make.contact({ tenant })).id }), 409, { code: 'application.contact-of-another-client' }], // prettier-ignore
    ['a factory of another client', async ({ tenant }) => ({ factoryId: (await api.make.factory({ tenant })).id }), 409, { code: 'factory.of-another-client' }], // prettier-ignore
    ['a field that is none', () => ({ tenantId: 'x' }), 400, { code: 'invalid-input' }],
  ])('is refused with %s', async (_, wrong, status, answer) => {
    const here = await office();
    const product = await api.make.product({ client: here.client, classCode: '1109' });
    const input = { ...STANDARD, units: [{ productId: product.id }], ...(await wrong(here)) };
    const { body } = await here.agent.post('/api/applications').send(input).expect(status);
    expect(body).toMatchObject(answer);
    expect(await api.look('select 1 from applications where tenant_id = $1', [here.tenant.id])).toEqual([]);
  });

  it('runs stages side by side only where scheme and class allow it', async () => {
    const here = await office();
    const drill = await api.make.product({ client: here.client, classCode: '0501' });
    const units = [{ productId: drill.id }];
    const refused = await here.agent.post('/api/applications').send({ ...STANDARD, units, isParallel: true });
    expect([refused.status, refused.body.code]).toEqual([409, 'application.not-in-parallel']);
    expect((await opened(here, { isParallel: true })).isParallel).toBe(true);
  });

  it.each<[string, object, string, object]>([
    ['a certificate of another unit', { product: 'other' }, 'application.certificate-of-another-unit', {}],
    ['a cancelled certificate', { status: 'cancelled' }, 'application.certificate-not-live', { status: 'cancelled', allowed: ['valid', 'suspended'] }], // prettier-ignore
    ['a voluntary certificate', { scheme: 'cqc-voluntary' }, 'application.certificate-not-of-scheme', { scheme: 'cqc-voluntary' }], // prettier-ignore
    ['a declaration', { scheme: 'ccc-self-declaration-a', validUntil: null }, 'application.certificate-not-of-scheme', {}], // prettier-ignore
  ])('that renews is refused with %s', async (_, fields, code, facts) => {
    const here = await office();
    const product = await api.make.product({ client: here.client, classCode: '1109' });
    const { product: which, ...rest } = fields as { product?: string };
    const of = which ? await api.make.product({ client: here.client }) : product;
    const { id } = await api.make.certificate({ client: here.client, product: of, ...rest });
    const units = [{ productId: product.id, certificateId: id }];
    const { body } = await here.agent
      .post('/api/applications')
      .send({ ...STANDARD, kind: 'renewal', units })
      .expect(409);
    expect(body).toMatchObject({ code, facts });
  });

  it('renews a certificate once at a time', async () => {
    const here = await office();
    const product = await api.make.product({ client: here.client, classCode: '1109' });
    const certificate = await api.make.certificate({ client: here.client, product });
    const renewal = { kind: 'renewal', units: [{ productId: product.id, certificateId: certificate.id }] };
    await opened(here, renewal);
    const { body } = await here.agent
      .post('/api/applications')
      .send({ ...STANDARD, ...renewal })
      .expect(409);
    expect(body).toMatchObject({ code: 'application.certificate-in-a-case', facts: { number: '2026-0001' } });
  });

  it('holds a renewal against the last day of what it renews', async () => {
    const here = await office();
    const product = await api.make.product({ client: here.client, classCode: '1109' });
    const until = { issuedOn: '2022-01-16', validUntil: '2027-01-15' };
    const certificate = await api.make.certificate({ client: here.client, product, ...until });
    const one = await opened(here, {
      kind: 'renewal',
      units: [{ productId: product.id, certificateId: certificate.id }],
    });
    expect(one.lateness).toMatchObject({ state: 'late', against: 'legal' });
    const { body } = await here.agent.get('/api/applications').expect(200);
    expect(body.items).toMatchObject([{ legalOn: '2027-01-15', lateness: 'late' }]);
  });

  it('renews a certificate by a procedure of its own scheme alone', async () => {
    const here = await office();
    const product = await api.make.product({ client: here.client, classCode: '1109' });
    const [voluntary, ccc] = [
      await api.make.certificate({ client: here.client, product, scheme: 'cqc-voluntary' }),
      await api.make.certificate({ client: here.client, product }),
    ];
    const renew = (schemeKey: string, certificateId: string) =>
      here.agent
        .post('/api/applications')
        .send({ kind: 'renewal', schemeKey, units: [{ productId: product.id, certificateId }] });
    for (const [schemeKey, { id }] of [
      ['cqc-voluntary', ccc],
      ['cav-voluntary', voluntary],
      ['ccc-standard', voluntary],
    ] as const) {
      // prettier-ignore
      const { status, body } = await renew(schemeKey, id);
      expect([status, body.code, body.facts.certificateId]).toEqual([409, 'application.certificate-not-of-scheme', id]);
    }
    const { body: one } = await renew('cqc-voluntary', voluntary.id).expect(201);
    expect(one).toMatchObject({ kind: 'renewal', scheme: { key: 'cqc-voluntary', certifies: 'cqc-voluntary' } });
    // A new voluntary case is no renewal.
    const { body } = await here.agent.post('/api/applications').send({ kind: 'new', schemeKey: 'cqc-voluntary', units: [{ productId: product.id }] }).expect(400); // prettier-ignore
    expect(body.errors).toMatchObject([{ code: 'scheme-not-of-kind' }]);
  });

  it('takes the short name of a body, whichever of its names is given, and free text', async () => {
    const one = await opened(await office(), { handledBy: 'cqc', issuedBy: 'A new body' });
    expect(one).toMatchObject({ handledBy: 'CQC', issuedBy: 'A new body' });
  });
});

describe('a move', () => {
  it('is told what is legal, and changes nothing', async () => {
    const here = await office();
    const one = await opened(here);
    const { body } = await tryMove(here.agent, one, 'scope-check', 'resume').expect(409);
    expect(body).toMatchObject({
      code: 'stage.illegal-transition',
      facts: { status: 'not-started', act: 'resume', allowed: ['start', 'block', 'complete', 'skip'] },
    });
    const waits = await tryMove(here.agent, one, 'type-test', 'start').expect(409);
    expect(waits.body).toMatchObject({ code: 'stage.waits-for', facts: { stages: ['sample-notice'] } });
    expect((await here.agent.get(`/api/applications/${one.id}`).expect(200)).body).toEqual(one);
  });

  it('needs a reason for an earlier day, and lies in no future', async () => {
    const here = await office();
    const one = await opened(here);
    const early = await tryMove(here.agent, one, 'scope-check', 'start', { on: '2026-11-19', reason: null }).expect(
      409,
    );
    expect(early.body).toMatchObject({ code: 'application.backdating-needs-reason', facts: { today: '2026-11-20' } });
    const late = await tryMove(here.agent, one, 'scope-check', 'start', { on: '2026-11-21' }).expect(409);
    expect(late.body).toMatchObject({ code: 'stage.day-in-future', facts: { latestOn: '2026-11-20' } });
    const before = await tryMove(here.agent, one, 'scope-check', 'start', { on: '2026-08-31' }).expect(409);
    expect(before.body).toMatchObject({ code: 'stage.day-too-early', facts: { earliestOn: '2026-09-01' } });
    const today = await move(here.agent, one, 'scope-check', 'start', { reason: null });
    expect(stageOf(today, 'scope-check')).toMatchObject({ status: 'running', startedOn: '2026-11-20' });
  });

  it('never ends a stage before it began', async () => {
    const here = await office();
    const one = await move(here.agent, await opened(here), 'scope-check', 'start', { on: '2026-10-05' });
    const { body } = await tryMove(here.agent, one, 'scope-check', 'complete', { on: '2026-10-02' }).expect(409);
    expect(body).toMatchObject({ code: 'stage.day-too-early', facts: { earliestOn: '2026-10-05' } });
  });

  it('of a card that somebody else has moved says what changed, and changes nothing', async () => {
    const here = await office();
    const one = await opened(here);
    await move(here.agent, one, 'scope-check', 'start', { on: '2026-09-01' });
    const { body } = await tryMove(here.agent, one, 'documents', 'skip').expect(409);
    expect(body).toMatchObject({
      code: 'stale-version',
      facts: { version: 2, changed: { 'stage:scope-check': { from: 'not-started', to: 'running', by: 'Lena Weiss' } } },
    });
  });

  it('of two people at once is recorded once', async () => {
    const here = await office();
    const one = await opened(here);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => tryMove(here.agent, one, 'scope-check', 'start', { on: '2026-09-01' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const { body } = await here.agent.get(`/api/applications/${one.id}/moves`).expect(200);
    expect(body.items).toHaveLength(1);
  });

  it('that blocks gives the turn to whom the blocker waits for, and the list knows', async () => {
    const here = await office();
    let one = await walk(here.agent, await opened(here), UNTIL_TEST.slice(0, 1));
    one = await move(here.agent, one, 'documents', 'start', { on: '2026-09-04' });
    one = await move(here.agent, one, 'documents', 'hand-over', { party: 'consultancy', on: '2026-09-10' });
    expect(one.turn).toMatchObject({ party: 'consultancy', since: '2026-09-10', why: 'handed-over' });
    one = await move(here.agent, one, 'documents', 'block', { blocker: 'sample-at-customs', on: '2026-10-01' });
    expect(one.turn).toMatchObject({ party: 'customs', since: '2026-10-01', why: 'blocked' });
    const { body } = await here.agent
      .get('/api/applications')
      .query({ turn: 'customs', stage: 'documents' })
      .expect(200);
    expect(body.items).toMatchObject([
      { id: one.id, turn: 'customs', turnSince: '2026-10-01', blocker: 'sample-at-customs', stageKey: 'documents' },
    ]);
    // 1 September to 20 November, both counted.
    expect(one.turns.reduce((sum, { days }) => sum + days, 0)).toBe(81);
    expect(one.turns.map(({ party, days }) => [party, days])).toEqual([
      ['consultancy', 3],
      ['client', 6],
      ['consultancy', 21],
      ['customs', 51],
    ]);
  });

  it.each([
    ['a stage with an act of the case', 'scope-check', 'submit', {}, { errors: [{ field: 'act', allowed: 'start, block, resume, complete, skip, fail, hand-over' }] }], // prettier-ignore
    ['the case with an act of a stage', null, 'complete', {}, { errors: [{ field: 'act', allowed: 'submit, return, accept, start, hold, resume, refuse, withdraw, lapse' }] }], // prettier-ignore
    ['a blocker that blocks nothing', 'scope-check', 'start', { blocker: 'fee-unpaid' }, { errors: [{ field: 'blocker', code: 'not-taken' }] }], // prettier-ignore
    ['a party that takes nothing over', null, 'submit', { party: 'body' }, { errors: [{ field: 'party', code: 'not-taken' }] }], // prettier-ignore
    ['a day that does not exist', 'scope-check', 'start', { on: '2026-02-30' }, { errors: [{ field: 'on', code: 'is-day' }] }], // prettier-ignore
    ['a version that never was', 'scope-check', 'start', { version: 0 }, { errors: [{ field: 'version' }] }],
    ['a reason of a novel’s length', 'scope-check', 'start', { reason: 'x'.repeat(1001) }, { errors: [{ field: 'reason' }] }], // prettier-ignore
  ])('is refused for %s', async (_, key, act, more, answer) => {
    const here = await office();
    const one = await opened(here);
    const { body } = await tryMove(here.agent, one, key, act, more).expect(400);
    expect(body).toMatchObject(answer);
  });
});

describe('an undo', () => {
  it('takes the last move of a stage back, and tells who did', async () => {
    const here = await office();
    const started = await move(here.agent, await opened(here), 'scope-check', 'start', { on: '2026-09-01' });
    const done = await move(here.agent, started, 'scope-check', 'complete', { on: '2026-09-03' });
    const { lastMoveId } = stageOf(done, 'scope-check');
    const path = `/api/applications/${done.id}/moves`;
    const first = await here.agent
      .delete(`${path}/${stageOf(started, 'scope-check').lastMoveId}`)
      .query({ version: 3 });
    expect([first.status, first.body.code, first.body.facts]).toEqual([409, 'application.not-the-last-move', { lastMoveId }]); // prettier-ignore
    const { body } = await here.agent.delete(`${path}/${lastMoveId}`).query({ version: 3 }).expect(200);
    expect(stageOf(body, 'scope-check')).toMatchObject({ status: 'running', startedOn: '2026-09-01', endedOn: null });
    const moves = (await here.agent.get(path).expect(200)).body.items;
    expect(moves).toMatchObject([
      { act: 'complete', on: '2026-09-03', undoneByName: 'Lena Weiss' },
      { act: 'start', undoneAt: null },
    ]);
    await here.agent.delete(`${path}/${lastMoveId}`).query({ version: 4 }).expect(409);
  });

  it('is refused while a later stage stands on it', async () => {
    const here = await office();
    const done = await walk(here.agent, await opened(here), UNTIL_TEST.slice(0, 1));
    const one = await move(here.agent, done, 'documents', 'start', { on: '2026-09-04' });
    const { body } = await here.agent
      .delete(`/api/applications/${one.id}/moves/${stageOf(one, 'scope-check').lastMoveId}`)
      .query({ version: one.version })
      .expect(409);
    expect(body).toMatchObject({ code: 'stage.undo-blocked', facts: { stages: ['documents'] } });
  });

  it('opens a case again that was withdrawn by a slip', async () => {
    const here = await office();
    const gone = await move(here.agent, await opened(here), null, 'withdraw', { on: '2026-11-18' });
    expect(gone).toMatchObject({ status: 'withdrawn', endedOn: '2026-11-18', acts: [], end: null });
    const { body } = await here.agent
      .delete(`/api/applications/${gone.id}/moves/${gone.lastMoveId}`)
      .query({ version: gone.version })
      .expect(200);
    expect(body).toMatchObject({ status: 'draft', endedOn: null });
  });
});

describe('a failed test', () => {
  it('stays in the file: rectification and retest are stages of their own, and the case waits for them', async () => {
    const here = await office();
    let one = await walk(here.agent, await opened(here), UNTIL_TEST);
    one = await move(here.agent, one, 'type-test', 'start', { on: '2026-10-16' });
    one = await move(here.agent, one, 'type-test', 'fail', { on: '2026-10-23' });
    expect(stageOf(one, 'type-test')).toMatchObject({ status: 'failed', canRepeat: true });
    expect(actsOf(one, 'initial-inspection')).not.toContain('start');
    one = await walk(here.agent, one, [['test-rectification', '2026-10-24', '2026-11-02']]);
    const path = `/api/applications/${one.id}/stages`;
    const repeated = stageOf(one, 'type-test').id;
    const answer = await here.agent.post(path).send({ version: one.version, repeatedId: repeated }).expect(201);
    one = answer.body as ApplicationView;
    expect(one.stages.filter(({ key }) => key === 'type-test').map(({ attempt, status }) => [attempt, status])).toEqual(
      [
        [1, 'failed'],
        [2, 'not-started'],
      ],
    );
    // Not the start of the first attempt, which is past.
    expect(stageOf(one, 'type-test', 2)).toMatchObject({ startedOn: null, expectedFrom: '2026-11-20' });
    const again = await here.agent.post(path).send({ version: one.version, repeatedId: repeated }).expect(409);
    expect(again.body.code).toBe('stage.already-repeated');
    one = await walk(here.agent, one, [
      ['type-test', '2026-11-03', '2026-11-12'],
      ['initial-inspection', '2026-11-13', '2026-11-14'],
    ]);
    expect(actsOf(one, 'decision')).toContain('start');
  });

  it('is the only one that is repeated', async () => {
    const here = await office();
    const one = await opened(here);
    const { body } = await here.agent
      .post(`/api/applications/${one.id}/stages`)
      .send({ version: 1, repeatedId: stageOf(one, 'documents').id })
      .expect(409);
    expect(body).toMatchObject({ code: 'stage.not-failed', facts: { stage: 'documents', status: 'not-started' } });
  });
});

describe('the case itself', () => {
  it('owes its certificate 90 days after the body took it, and no longer once it has ended', async () => {
    const here = await office();
    const one = await accepted(here.agent, await opened(here));
    expect(one).toMatchObject({ status: 'accepted', acceptedOn: '2026-09-30' });
    // 30 September and 90 days.
    expect(one.deadlines).toContainEqual(expect.objectContaining({ kind: 'case-limit', dueOn: '2026-12-29', basis: 'legal', state: 'open' })); // prettier-ignore
    const list = await here.agent.get('/api/applications').expect(200);
    expect(list.body.items[0]).toMatchObject({ nextDueOn: '2026-12-29', nextDueKind: 'case-limit' });
    const lapsed = await move(here.agent, one, null, 'lapse', { on: '2026-11-20' });
    expect(lapsed.deadlines).toMatchObject([{ kind: 'case-limit', state: 'withdrawn' }]);
    const { body } = await here.agent.get('/api/applications').expect(200);
    expect(body.items[0]).toMatchObject({ status: 'lapsed', endedOn: '2026-11-20', nextDueOn: null, stageKey: null });
  });

  it('is held for somebody and for a reason', async () => {
    const here = await office();
    const one = await accepted(here.agent, await opened(here));
    const { body } = await tryMove(here.agent, one, null, 'hold', { reason: null }).expect(409);
    expect(body).toMatchObject({ code: 'application.need-missing', facts: { needs: ['reason', 'party'] } });
    const held = await move(here.agent, one, null, 'hold', { party: 'client', on: '2026-11-10' });
    expect(held).toMatchObject({ status: 'on-hold', acts: ['resume', 'refuse', 'withdraw', 'lapse'] });
    expect(held.turn).toMatchObject({ party: 'client', since: '2026-11-10', why: 'on-hold' });
    expect((await move(here.agent, held, null, 'resume', { on: '2026-11-20' })).status).toBe('running');
  });

  it('is refused an act that is not legal, with the legal ones named', async () => {
    const here = await office();
    const { body } = await tryMove(here.agent, await opened(here), null, 'accept').expect(409);
    expect(body).toMatchObject({
      code: 'application.illegal-transition',
      facts: { status: 'draft', act: 'accept', allowed: ['submit', 'withdraw'] },
    });
  });

  it('runs with the first stage that starts after the acceptance, in one step, and no longer once that is taken back', async () => {
    const here = await office();
    const one = await accepted(here.agent, await walk(here.agent, await opened(here), UNTIL_TEST));
    // A day before the acceptance is the past of the file: it sets nothing going.
    const early = await opened(here);
    const soon = await move(here.agent, await accepted(here.agent, early), 'scope-check', 'start', {
      on: '2026-09-29',
    });
    expect(soon.status).toBe('accepted');

    const begun = await move(here.agent, one, 'type-test', 'start', { on: '2026-10-16' });
    expect(begun).toMatchObject({ status: 'running', version: one.version + 1 });
    expect(begun.acts).not.toContain('start');
    const [newest] = (await here.agent.get('/api/events').query({ applicationId: one.id }).expect(200)).body.items;
    expect(newest.facts.changes).toMatchObject({ status: ['accepted', 'running'] });
    const { body: moves } = await here.agent.get(`/api/applications/${one.id}/moves`).expect(200);
    expect(moves.items.filter(({ act, on }: { act: string; on: string }) => act === 'start' && on === '2026-10-16')).toHaveLength(2); // prettier-ignore

    const undo = (from: ApplicationView, key: string) =>
      here.agent
        .delete(`/api/applications/${one.id}/moves/${stageOf(from, key).lastMoveId}`)
        .query({ version: from.version });
    const back = (await undo(begun, 'type-test').expect(200)).body as ApplicationView;
    expect(back).toMatchObject({ status: 'accepted' });
    expect(stageOf(back, 'type-test')).toMatchObject({ status: 'not-started', lastMoveId: null });

    // What else runs keeps the case going.
    const again = await move(here.agent, back, 'type-test', 'start', { on: '2026-10-16' });
    const held = await move(here.agent, again, null, 'hold', { on: '2026-10-20', party: 'client' });
    const resumed = await move(here.agent, held, null, 'resume', { on: '2026-10-22' });
    expect((await undo(resumed, 'type-test').expect(200)).body).toMatchObject({ status: 'running' });
  });

  it('does not end before what was done in it', async () => {
    const here = await office();
    const one = await move(here.agent, await opened(here), 'scope-check', 'start', { on: '2026-11-12' });
    const { body } = await tryMove(here.agent, one, null, 'withdraw', { on: '2026-11-11' }).expect(409);
    expect(body).toMatchObject({ code: 'application.day-too-early', facts: { earliestOn: '2026-11-12' } });
  });

  it('is history once it has ended: no stage moves, nothing is edited', async () => {
    const here = await office();
    const one = await move(here.agent, await opened(here), null, 'withdraw');
    expect(one.stages.flatMap(({ acts }) => acts)).toEqual([]);
    const moved = await tryMove(here.agent, one, 'scope-check', 'start').expect(409);
    expect(moved.body).toMatchObject({ code: 'application.not-open', facts: { status: 'withdrawn' } });
    const edited = await here.agent.patch(`/api/applications/${one.id}`).send({ version: 2, wishOn: '2027-05-01' });
    expect([edited.status, edited.body.code]).toEqual([409, 'application.not-open']);
  });
});

describe('the end', () => {
  const certify = (agent: Agent, one: ApplicationView, more: object = {}) =>
    agent.post(`/api/applications/${one.id}/certificates`).send({
      version: one.version,
      issuedOn: '2026-11-16',
      reason: 'Date of the certificate',
      units: one.units.map(({ productId }, at) => ({ productId, number: `202601110900000${at + 1}` })),
      ...more,
    });

  const lastVersion = async (agent: Agent, id: string) =>
    (await agent.get(`/api/certificates/${id}/versions`).expect(200)).body.items[0];

  it('makes the certificate with its deadlines, ends the last stage and the case, and closes what it owed', async () => {
    const here = await office();
    await api.make.contact({ client: here.client });
    const one = await readyForDecision(here.agent, await opened(here, { handledBy: 'CQC' }));
    expect(one.end).toEqual({ unfinishedStageIds: [], openMajorFindings: 0 });
    const { body } = await certify(here.agent, one).expect(201);
    expect(body).toMatchObject({ status: 'certified', endedOn: '2026-11-16', acts: [], end: null, lastMoveId: null });
    expect(stageOf(body, 'decision')).toMatchObject({ status: 'done', endedOn: '2026-11-16' });
    expect((body as ApplicationView).deadlines.filter(({ state }) => state === 'open')).toEqual([]);
    // 5 years, the last day included: AQSIQ Order 117.
    const [{ issued }] = body.units;
    expect(issued).toMatchObject({ number: '2026011109000001', issuedOn: '2026-11-16', validUntil: '2031-11-15' });
    const certificate = (await here.agent.get(`/api/certificates/${issued.id}`).expect(200)).body;
    expect(certificate).toMatchObject({ scheme: 'ccc', body: 'CQC', responsible: { id: here.memberId } });
    expect(certificate.deadlines).toContainEqual(expect.objectContaining({ kind: 'certificate-expiry', dueOn: '2031-11-15', state: 'open' })); // prettier-ignore
    const told = await api.look('select kind, facts from notices where tenant_id = $1', [here.tenant.id]);
    expect(told).toEqual([{ kind: 'case-ended', facts: { status: 'certified' } }]);
    const found = await here.agent.get('/api/applications').query({ certificateId: issued.id }).expect(200);
    expect(found.body.items).toHaveLength(1);
  });

  it('leaves what follows on the certificate to be recorded, and nothing else', async () => {
    const here = await office();
    await api.make.contact({ client: here.client });
    const open = await readyForDecision(here.agent, await opened(here));
    const { body } = await certify(here.agent, open).expect(201);
    const one = body as ApplicationView;
    expect(stageOf(one, 'marking').acts).toEqual([
      { act: 'start', earliestOn: '2026-11-16' },
      { act: 'complete', earliestOn: '2026-11-16' },
      { act: 'skip', earliestOn: '2026-11-16' },
    ]);
    expect([stageOf(one, 'decision').acts, stageOf(one, 'decision').lastMoveId]).toEqual([[], null]);
    const decided = await tryMove(here.agent, one, 'test-rectification', 'start').expect(409);
    expect(decided.body).toMatchObject({ code: 'application.not-open' });
    const early = await tryMove(here.agent, one, 'marking', 'start', { on: '2026-11-13' }).expect(409);
    expect(early.body).toMatchObject({ code: 'stage.day-too-early', facts: { earliestOn: '2026-11-16', because: 'certificate' } }); // prettier-ignore

    const begun = await move(here.agent, one, 'marking', 'start', { on: '2026-11-17' });
    const { turn, turns, status, endedOn, forecast } = one;
    expect(begun).toMatchObject({ turn, turns, status, endedOn, forecast, acts: [], lastMoveId: null });
    expect(stageOf(begun, 'marking')).toMatchObject({ status: 'running', startedOn: '2026-11-17', workingDays: { done: 3 } }); // prettier-ignore
    const done = await move(here.agent, begun, 'marking', 'complete', { on: '2026-11-19' });
    expect(stageOf(done, 'marking')).toMatchObject({ status: 'done', endedOn: '2026-11-19' });
    const { body: back } = await here.agent
      .delete(`/api/applications/${one.id}/moves/${stageOf(done, 'marking').lastMoveId}`)
      .query({ version: done.version })
      .expect(200);
    expect(stageOf(back, 'marking')).toMatchObject({ status: 'running', endedOn: null });
    const told = await api.look('select kind from notices where tenant_id = $1', [here.tenant.id]);
    expect(told).toHaveLength(1);
  });

  it('is refused while stages are unfinished, naming them', async () => {
    const here = await office();
    const one = await accepted(here.agent, await walk(here.agent, await opened(here), UNTIL_TEST));
    const { body } = await certify(here.agent, one).expect(409);
    expect(body).toMatchObject({
      code: 'application.stages-unfinished',
      facts: { stages: ['type-test', 'initial-inspection'] },
    });
    expect(one.end!.unfinishedStageIds).toEqual([stageOf(one, 'type-test').id, stageOf(one, 'initial-inspection').id]);
  });

  it('is refused with an open major finding, not with a minor one', async () => {
    const here = await office();
    const one = await readyForDecision(here.agent, await opened(here));
    const audit = await makeAudit(
      api,
      { client: here.client },
      { applicationId: one.id, kind: 'initial', status: 'held' },
    );
    await makeFinding(api, audit, { number: 1, grade: 'minor' });
    const major = await makeFinding(api, audit, { number: 2, grade: 'major', status: 'evidence-submitted' });
    const { body } = await certify(here.agent, one).expect(409);
    expect(body).toMatchObject({
      code: 'application.major-finding-open',
      facts: { findings: [{ auditId: audit.id, number: 2 }] },
    });
    await api.look(`update audit_findings set status = 'closed' where id = $1`, [major.id]);
    await certify(here.agent, one).expect(201);
  });

  it('happens as a whole or not at all: a number that is taken leaves the case as it was', async () => {
    const here = await office();
    const products = [await api.make.product({ client: here.client }), await api.make.product({ client: here.client })];
    await api.make.certificate({ client: here.client, number: '2026011109000002' });
    const units = products.map(({ id: productId }) => ({ productId }));
    const one = await readyForDecision(here.agent, await opened(here, { units }));
    const { body } = await certify(here.agent, one).expect(409);
    expect(body.code).toBe('certificate.number-taken');
    expect((await here.agent.get(`/api/applications/${one.id}`).expect(200)).body).toEqual(one);
    expect(await api.look('select 1 from certificates where tenant_id = $1', [here.tenant.id])).toHaveLength(1);
  });

  it.each([
    ['without a number', (one: ApplicationView) => ({ units: [{ productId: one.units[0]!.productId }] }), 400, { errors: [{ field: 'units.0.number', code: 'number-needed' }] }], // prettier-ignore
    ['in the future', () => ({ issuedOn: '2026-11-21' }), 400, { errors: [{ field: 'issuedOn', code: 'day-in-future' }] }], // prettier-ignore
    ['before the inspection', () => ({ issuedOn: '2026-11-03' }), 409, { code: 'stage.day-too-early' }],
    ['earlier without a reason', () => ({ reason: null }), 409, { code: 'application.backdating-needs-reason' }],
    ['with a unit twice', (one: ApplicationView) => ({ units: [1, 2].map((at) => ({ productId: one.units[0]!.productId, number: `N-${at}` })) }), 400, { errors: [{ field: 'units.1.productId', code: 'unit-twice' }] }], // prettier-ignore
    ['valid until before it begins', (one: ApplicationView) => ({ units: [{ productId: one.units[0]!.productId, number: 'N', validUntil: '2026-11-16' }] }), 400, { errors: [{ field: 'validUntil', code: 'before-issued' }] }], // prettier-ignore
  ])('is refused %s', async (_, wrong, status, answer) => {
    const here = await office();
    const one = await readyForDecision(here.agent, await opened(here));
    const { body } = await certify(here.agent, one, wrong(one)).expect(status);
    expect(body).toMatchObject(answer);
  });

  it('of a conversion replaces the declaration', async () => {
    const here = await office();
    const product = await api.make.product({ client: here.client, classCode: '1109' });
    const { id } = await api.make.certificate({ client: here.client, product, scheme: 'ccc-self-declaration-b', validUntil: null }); // prettier-ignore
    const asked = {
      kind: 'conversion',
      schemeKey: 'sdoc-to-ccc',
      units: [{ productId: product.id, certificateId: id }],
    };
    const one = await walk(here.agent, await accepted(here.agent, await opened(here, asked)), [
      ['inventory', '2026-09-01', '2026-09-10'],
      ['application', '2026-09-11', '2026-09-25'],
      ['adoption', '2026-09-30', '2026-11-10'],
    ]);
    const { body } = await certify(here.agent, one).expect(201);
    expect(body.units[0].issued).toMatchObject({ number: '2026011109000001', scheme: 'ccc' });
    const declaration = (await here.agent.get(`/api/certificates/${id}`).expect(200)).body;
    expect(declaration.replacedBy).toMatchObject({ number: '2026011109000001' });
    expect(await lastVersion(here.agent, body.units[0].issued.id)).toMatchObject({ number: 1, cause: 'issued', application: { id: one.id } }); // prettier-ignore
  });

  it('of a renewal begins the validity of the same certificate anew', async () => {
    const here = await office();
    const product = await api.make.product({ client: here.client, classCode: '1109' });
    const { id, number } = await api.make.certificate({ client: here.client, product, issuedOn: '2022-01-10', validUntil: '2027-01-09' }); // prettier-ignore
    const asked = { kind: 'renewal', units: [{ productId: product.id, certificateId: id }] };
    const one = await readyForDecision(here.agent, await opened(here, asked));
    const { body } = await certify(here.agent, one, { units: [{ productId: product.id }] }).expect(201);
    expect(body.units[0].issued).toMatchObject({ id, number, issuedOn: '2026-11-16', validUntil: '2031-11-15' });
    expect(await lastVersion(here.agent, id)).toMatchObject({ cause: 'renewed', holdsFrom: '2026-11-16', application: { id: one.id, number: one.number } }); // prettier-ignore
  });

  it('of a change says which models and names it prints from now on, and the versions show the difference', async () => {
    const here = await office();
    const product = await api.make.product({ client: here.client, classCode: '1109' });
    const printed = { models: ['RL-480'], holderName: 'Lindau Light GmbH' };
    const { body: made } = await here.agent.post('/api/certificates').send({ productId: product.id, scheme: 'ccc', number: 'RL-1', issuedOn: '2024-01-31', validUntil: '2029-01-30', ...printed }).expect(201); // prettier-ignore
    const asked = { kind: 'change', schemeKey: 'ccc-change', variantCode: '01', units: [{ productId: product.id, certificateId: made.id }] }; // prettier-ignore
    const opening = await opened(here, asked);
    expect(opening.units[0]!.certificate).toMatchObject({ ...printed, holderNameZh: null });
    const one = await walk(here.agent, await accepted(here.agent, opening), [
      ['application', '2026-09-01', '2026-09-25'],
    ]);
    const unit = { productId: product.id, models: ['RL-480', 'RL-482'], holderName: 'Lindauer Lichttechnik GmbH', holderNameZh: '林道照明技术有限公司' }; // prettier-ignore
    const twice = await certify(here.agent, one, { units: [{ ...unit, models: ['RL-480', 'RL-480'] }] }).expect(400);
    expect(twice.body.errors).toMatchObject([{ field: 'units.0.models', code: 'array-unique' }]);
    await certify(here.agent, one, { units: [unit] }).expect(201);
    const { body } = await here.agent.get(`/api/certificates/${made.id}/versions`).expect(200);
    const [now, before] = body.items as [VersionView, VersionView];
    expect(now).toMatchObject({ cause: 'changed', application: { id: one.id } });
    expect(differencesBetween(before.says, now.says)).toEqual([
      { field: 'holderName', from: 'Lindau Light GmbH', to: 'Lindauer Lichttechnik GmbH' },
      { field: 'holderNameZh', from: null, to: '林道照明技术有限公司' },
      { field: 'models', from: ['RL-480'], to: ['RL-480', 'RL-482'], added: ['RL-482'], removed: [] },
    ]);
  });

  it('of a change leaves the days of the certificate as they are', async () => {
    const here = await office();
    const product = await api.make.product({ client: here.client, classCode: '1109' });
    const { id } = await api.make.certificate({ client: here.client, product });
    const asked = { kind: 'change', schemeKey: 'ccc-change', variantCode: '01', units: [{ productId: product.id, certificateId: id }] }; // prettier-ignore
    const one = await walk(here.agent, await accepted(here.agent, await opened(here, asked)), [
      ['application', '2026-09-01', '2026-09-25'],
    ]);
    expect(one.scheme.variantNames).not.toBeNull();
    const { body } = await certify(here.agent, one, { units: [{ productId: product.id, number: '2026011109000099' }] }).expect(201); // prettier-ignore
    expect(body.units[0].issued).toMatchObject({ id, number: '2026011109000099', issuedOn: '2024-01-31', validUntil: '2029-01-30' }); // prettier-ignore
    expect(await lastVersion(here.agent, id)).toMatchObject({ cause: 'changed', holdsFrom: '2026-11-16', application: { id: one.id } }); // prettier-ignore
  });
});

describe('an edit', () => {
  it('writes what differs, with the version read, and tells the history', async () => {
    const here = await office();
    const one = await opened(here);
    const deputy = await api.make.member({ tenant: here.tenant, name: 'Jun Li' });
    const edit = { version: 1, deputyId: deputy.id, wishOn: '2027-06-30', applicantName: 'Lindauer Asia Ltd' };
    const { body } = await here.agent.patch(`/api/applications/${one.id}`).send(edit).expect(200);
    expect(body).toMatchObject({ version: 2, deputy: { name: 'Jun Li' }, wishOn: '2027-06-30', applicantName: 'Lindauer Asia Ltd' }); // prettier-ignore
    expect(body.lateness).toMatchObject({ against: 'wish' });
    const stale = await here.agent.patch(`/api/applications/${one.id}`).send({ version: 1, wishOn: null }).expect(409);
    expect(stale.body.facts.changed).toMatchObject({ wishOn: { from: null, to: '2027-06-30', by: 'Lena Weiss' } });
    const events = (await here.agent.get('/api/events').query({ applicationId: one.id }).expect(200)).body.items;
    expect(events.map(({ what }: { what: string }) => what)).toEqual(['application.edited', 'application.opened']);
  });

  it('lets stages run side by side only until it matters', async () => {
    const here = await office();
    const one = await walk(here.agent, await opened(here, { isParallel: true }), UNTIL_TEST.slice(0, 3));
    const begun = await move(here.agent, one, 'initial-inspection', 'start', { on: '2026-10-08' });
    const { body } = await here.agent
      .patch(`/api/applications/${one.id}`)
      .send({ version: begun.version, isParallel: false })
      .expect(409);
    expect(body).toMatchObject({ code: 'application.parallel-matters', facts: { stages: ['initial-inspection'] } });
  });
});

describe('the list', () => {
  it('turns its pages without leaving one out, in every order, and counts', async () => {
    const here = await office();
    for (const day of ['2026-09-03', '2026-09-01', '2026-09-02']) await opened(here, { startedOn: day });
    const wanted = {
      startedOn: ['2026-09-01', '2026-09-02', '2026-09-03'],
      '-startedOn': ['2026-09-03', '2026-09-02', '2026-09-01'],
      number: ['2026-09-03', '2026-09-01', '2026-09-02'],
      '-number': ['2026-09-02', '2026-09-01', '2026-09-03'],
    };
    for (const [sort, days] of Object.entries(wanted)) {
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const { body } = await here.agent.get('/api/applications').query({ sort, limit: 1, cursor }).expect(200);
        seen.push(...body.items.map(({ startedOn }: { startedOn: string }) => startedOn));
        cursor = body.nextCursor as string | null;
      }
      expect([sort, seen]).toEqual([sort, days]);
    }
    const { body } = await here.agent.get('/api/applications/count').expect(200);
    expect(body).toEqual({ total: 3, clients: 1, isCapped: false });
  });

  it('finds by number, client and unit, and by what stands on the case', async () => {
    const here = await office();
    const product = await api.make.product({
      client: here.client,
      classCode: '1109',
      name: 'Rear lamp',
      models: ['RL-77'],
    });
    const one = await opened(here, {}, product);
    await move(here.agent, await opened(here), null, 'withdraw');
    const found = async (query: object) => {
      const { body } = await here.agent.get('/api/applications').query(query).expect(200);
      return body.items.map(({ number }: { number: string }) => number);
    };
    expect(await found({ q: '2026-0001' })).toEqual(['2026-0001']);
    expect(await found({ q: 'RL-77' })).toEqual(['2026-0001']);
    expect(await found({ q: 'lindauer', isOpen: 'true' })).toEqual(['2026-0001']);
    expect(await found({ isOpen: 'false' })).toEqual(['2026-0002']);
    expect(await found({ status: 'withdrawn,lapsed' })).toEqual(['2026-0002']);
    expect(await found({ productId: product.id, ownerId: here.memberId, kind: 'new' })).toEqual([one.number]);
    expect(await found({ kind: 'renewal' })).toEqual([]);
    const broken = Buffer.from(JSON.stringify(['nextDueOn', '2026-02-31', one.id])).toString('base64url');
    await here.agent.get('/api/applications').query({ cursor: broken }).expect(400);
    await here.agent.get('/api/applications').query({ sort: 'turn' }).expect(400);
    await here.agent.get(`/api/applications/${one.id}/moves`).query({ cursor: broken }).expect(400);
  });

  it('expects nothing of an open case before today, also where nobody has touched it since', async () => {
    const here = await office();
    for (const fields of [{ forecastOn: '2026-11-19' }, { forecastOn: '2026-11-21' }])
      await makeApplication(api, { client: here.client }, fields);
    const { body } = await here.agent.get('/api/applications').query({ sort: 'number' }).expect(200);
    expect(body.items).toMatchObject([{ forecastOn: '2026-11-20' }, { forecastOn: '2026-11-21' }]);
  });
});

describe('a client-role session', () => {
  it('reads its own case, without words and people of the team, and moves nothing', async () => {
    const here = await office();
    let one = await accepted(here.agent, await opened(here));
    one = await move(here.agent, one, null, 'hold', { party: 'client', on: '2026-11-10', reason: 'They do not pay' });
    const guest = await api.as(await api.make.member({ tenant: here.tenant, client: here.client }));
    const { body } = await guest.get(`/api/applications/${one.id}`).expect(200);
    expect(body).toMatchObject({
      owner: null,
      deputy: null,
      statusReason: null,
      acts: [],
      lastMoveId: null,
      end: null,
    });
    expect(body.turn).toEqual(one.turn);
    expect(body.turns).toEqual(one.turns);
    expect(body.stages.map(({ status, acts, lastMoveId }: CaseStageView) => [status, acts, lastMoveId])).toEqual(
      one.stages.map(({ status }) => [status, [], null]),
    );
    expect(JSON.stringify(body)).not.toContain('They do not pay');
    expect(JSON.stringify(body)).not.toContain('Lena Weiss');
    const { body: list } = await guest.get('/api/applications').expect(200);
    expect(list.items).toMatchObject([{ id: one.id, ownerId: null, ownerName: null, deputyId: null }]);
    expect((await guest.get('/api/applications').query({ ownerId: here.memberId }).expect(200)).body.items).toEqual([]);
    await guest.get(`/api/applications/${one.id}/moves`).expect(403);
    await guest.get(`/api/applications/${one.id}/plan`).expect(403);
    await tryMove(guest, one, null, 'resume').expect(403);
    await guest.patch(`/api/applications/${one.id}`).send({ version: one.version, wishOn: null }).expect(403);
  });
});

it('the plan of a case shows what was agreed, what is expected and what its wish asks for', async () => {
  const here = await office();
  const one = await opened(here, { wishOn: '2027-06-30' });
  const { body } = await here.agent.get(`/api/applications/${one.id}/plan`).expect(200);
  expect(body.plannedEndOn).toBe(one.plannedEndOn);
  expect(body.agreed[0]).toMatchObject({ key: 'scope-check', from: '2026-09-01', to: '2026-09-08' });
  expect(body.forecast).toMatchObject({ direction: 'forward', endsOn: one.forecast.on });
  expect(body.backward).toMatchObject({ direction: 'backward', wish: { on: '2027-06-30', isMet: true } });
});

it('a contact and a factory that a case names are not taken away from it', async () => {
  const here = await office();
  const contact = await api.make.contact({ client: here.client });
  const factory = await api.make.factory({ tenant: here.tenant, client: here.client });
  await opened(here, { contactId: contact.id, factoryId: factory.id });
  const { body } = await here.agent.delete(`/api/contacts/${contact.id}`).expect(409);
  expect(body).toMatchObject({ code: 'contact.in-use', facts: { certificates: 0, cases: 1, audits: 0 } });
  const unlinked = await here.agent.delete(`/api/factories/${factory.id}/clients/${here.client.id}`).expect(409);
  expect(unlinked.body).toMatchObject({ code: 'factory.client-produces-there', facts: { cases: 1 } });
});

it('a viewer reads a case and may do nothing to it', async () => {
  const here = await office();
  const one = await opened(here);
  const viewer = await api.as(await api.make.member({ tenant: here.tenant, role: 'viewer' }));
  const { body } = await viewer.get(`/api/applications/${one.id}`).expect(200);
  expect([body.acts, body.stages.flatMap(({ acts }: CaseStageView) => acts)]).toEqual([[], []]);
  await tryMove(viewer, one, 'scope-check', 'start').expect(403);
  await viewer
    .post('/api/applications')
    .send({ ...STANDARD, units: [{ productId: one.product.id }] })
    .expect(403);
  await api.nobody().get(`/api/applications/${one.id}`).expect(401);
});
