import { newId } from '#database/db';
import type { Client } from '#database/entities/client.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

const PATH = '/api/applicability-checks';

async function consultancy(): Promise<{ tenant: Tenant; client: Client; agent: Agent }> {
  const tenant = await api.make.tenant({ name: 'Jadebrücke GmbH' });
  const client = await api.make.client({ tenant, legalName: 'Lindauer Gurttechnik GmbH' });
  return { tenant, client, agent: await api.as(await api.make.member({ tenant, name: 'Lena Weiss' })) };
}

const belt = {
  day: '2026-11-20',
  classKey: '1104',
  vehicleCategory: 'M',
  intendedUse: 'placing-on-market',
  classAnswers: { 'adult-occupants': 'yes', 'independent-use': 'yes' },
};
const codes = (list: { code: string }[]) => list.map(({ code }) => code);

describe('an applicability check', () => {
  it('of belts on 20 November 2026 says what holds, until when and what comes, and is kept', async () => {
    const { client, agent } = await consultancy();
    const factory = await api.make.factory({ client, country: 'DE' });
    const product = await api.make.product({ client, factory, classCode: '1104', name: 'Three-point belt TB-7' });
    const { body } = await agent.post(PATH).send({ ...belt, classKey: undefined, productId: product.id }).expect(201); // prettier-ignore
    expect(body).toMatchObject({
      number: 'A-2026-0001',
      day: '2026-11-20',
      verdict: 'third-party-ccc',
      product: { id: product.id, name: 'Three-point belt TB-7' },
      client: { id: client.id, legalName: 'Lindauer Gurttechnik GmbH' },
      createdAt: expect.stringMatching(/^2026-11-20T09:/),
      createdByName: 'Lena Weiss',
      supersededBy: null,
      facts: { classKey: '1104', description: 'Three-point belt TB-7', madeIn: 'DE' },
      answer: {
        period: { mode: 'third-party-declarations-valid', validFrom: '2026-07-01', validTo: '2026-12-31' },
        next: { mode: 'third-party', validFrom: '2027-01-01' },
        declaration: { newUntil: '2026-06-30', validUntil: '2026-12-31' },
      },
    });
    expect(codes(body.answer.reasons)).toEqual([
      'class-taken',
      'vehicle-category-inside',
      'condition-met',
      'condition-met',
      'mode',
      'mode-note',
      'next-mode',
      'use-on-market',
      'origin',
      'three-roles',
    ]);
    expect(body.words).toMatchObject({
      language: 'en',
      verdict: 'CCC certificate needed',
      headline:
        'On 20 November 2026 the product “Three-point belt TB-7” needs a CCC certificate of a designated certification body.',
    });
    expect(body.words.reasons[4]).toMatchObject({
      code: 'mode',
      text: 'From 1 July 2026 to 31 December 2026: new cases need a certificate of a designated certification body; declarations made before stay valid (SAMR Announcement 57/2025).',
      basis: 'legal',
      basisText: 'Legal',
      certainty: 'official',
      certaintyText: 'official text',
    });
    const steps = body.words.whatFollows as { code: string; on: string | null; text: string }[];
    expect(steps.map(({ code, on }) => [code, on])).toEqual([
      ['certify', null],
      ['convert-declaration', '2026-12-31'],
      ['only-certified', '2027-01-01'],
      ['no-shipment-before', null],
      ['fine', null],
    ]);
    expect(steps[4]!.text).toContain('CNY 50,000 to 200,000');
    const { body: again } = await agent.get(`${PATH}/${body.id}`).expect(200);
    expect(again).toEqual(body);
    const { body: history } = await agent.get(`/api/events?productId=${product.id}`);
    expect(history.items[0]).toMatchObject({ what: 'applicability.checked', clientId: client.id, facts: { number: 'A-2026-0001', verdict: 'third-party-ccc', day: '2026-11-20' } }); // prettier-ignore
  });

  it.each([
    ['2019-10-16', 'third-party-ccc'],
    ['2020-01-01', 'self-declaration'],
    ['2026-06-30', 'self-declaration'],
    ['2026-07-01', 'third-party-ccc'],
    ['2027-01-01', 'third-party-ccc'],
  ])('answers for a past or coming day: belts on %s are %s', async (day, verdict) => {
    const { agent } = await consultancy();
    const { body } = await agent
      .post(`${PATH}/preview`)
      .send({ ...belt, day })
      .expect(200);
    expect(body.verdict).toBe(verdict);
  });

  it.each([
    ['1106', { classKey: '1106' }, 'released'],
    ['interior lighting', { description: 'Interior lighting' }, 'never-in-scope'],
    ['a description of several classes', { description: 'Lamp' }, 'undecided'],
    ['a class of unknown mode', { classKey: '0301' }, 'undecided'],
    ['belts for trailers', { ...belt, vehicleCategory: 'O' }, 'not-required'],
    ['diplomats’ belts', { ...belt, intendedUse: 'diplomatic' }, 'not-required'],
    ['belts for an exhibition', { ...belt, intendedUse: 'exhibition', applicant: 'exhibitor', groundAnswers: { 'display-stated': 'yes', 'not-sold': 'yes' } }, 'exempt'], // prettier-ignore
    ['belts for an exhibition, half answered', { ...belt, intendedUse: 'exhibition', applicant: 'exhibitor' }, 'undecided'], // prettier-ignore
  ])('reaches its verdict on the shipped data: %s', async (_, facts, verdict) => {
    const { agent } = await consultancy();
    const { body } = await agent
      .post(`${PATH}/preview`)
      .send({ day: '2026-11-20', ...facts })
      .expect(200);
    expect(body.verdict).toBe(verdict);
    for (const language of ['en', 'de', 'zh']) {
      const { body: told } = await agent.post(`${PATH}/preview?language=${language}`).send({ day: '2026-11-20', ...facts }); // prettier-ignore
      const texts = [told.words.headline, ...told.words.reasons.map((one: { text: string }) => one.text), ...told.words.openQuestions.map((one: { text: string }) => one.text)] as string[]; // prettier-ignore
      expect(texts.filter((text) => text.length < 5 || /undefined|null|\[object/.test(text))).toEqual([]);
    }
  });

  it('is previewed without a trace', async () => {
    const { agent, tenant } = await consultancy();
    await agent.post(`${PATH}/preview`).send(belt).expect(200);
    const { body } = await agent.get(PATH).expect(200);
    expect(body).toEqual({ items: [], nextCursor: null });
    expect(await api.look('select 1 from events where tenant_id = $1', [tenant.id])).toEqual([]);
  });

  it('is numbered without gaps however many come at once, each tenant for itself', async () => {
    const { agent } = await consultancy();
    const answers = await Promise.all(Array.from({ length: 8 }, () => agent.post(PATH).send(belt)));
    const numbers = answers.map(({ body }) => (body as { number: string }).number).sort();
    expect(numbers).toEqual(Array.from({ length: 8 }, (_, index) => `A-2026-000${index + 1}`));
    await agent
      .post(PATH)
      .send({ ...belt, classKey: '0000' })
      .expect(400);
    const { body: next } = await agent.post(PATH).send(belt).expect(201);
    expect(next.number).toBe('A-2026-0009');
    const { agent: other } = await consultancy();
    expect((await other.post(PATH).send(belt)).body.number).toBe('A-2026-0001');
  });

  it('is told once for one idempotency key', async () => {
    const { agent } = await consultancy();
    const ask = () => agent.post(PATH).set('Idempotency-Key', 'one').send(belt).expect(201);
    expect((await ask()).body).toEqual((await ask()).body);
    expect((await agent.get(PATH)).body.items).toHaveLength(1);
  });

  it('stands in place of the older one of its product', async () => {
    const { client, agent } = await consultancy();
    const product = await api.make.product({ client, classCode: '1104' });
    const { body: first } = await agent.post(PATH).send({ ...belt, productId: product.id });
    const { body: second } = await agent.post(PATH).send({ ...belt, productId: product.id, intendedUse: 'diplomatic' });
    const { body: loose } = await agent.post(PATH).send({ ...belt, clientId: client.id });
    const { body: list } = await agent.get(PATH).query({ clientId: client.id });
    expect(
      list.items.map((row: Record<string, unknown>) => [
        row['number'],
        row['verdict'],
        row['isNewest'],
        row['classKey'],
      ]),
    ).toEqual([
      [loose.number, 'third-party-ccc', true, '1104'],
      [second.number, 'not-required', true, '1104'],
      [first.number, 'third-party-ccc', false, '1104'],
    ]);
    expect((await agent.get(`${PATH}/${first.id}`)).body.supersededBy).toEqual({
      id: second.id,
      number: second.number,
    });
    expect((await agent.get(`${PATH}/${second.id}`)).body.supersededBy).toBeNull();
    const { body: page } = await agent.get(PATH).query({ productId: product.id, limit: 1 });
    expect(page.items[0].id).toBe(second.id);
    const { body: rest } = await agent.get(PATH).query({ productId: product.id, limit: 1, cursor: page.nextCursor });
    expect(rest).toMatchObject({ items: [{ id: first.id }], nextCursor: null });
  });

  it('cannot be changed by the program', async () => {
    const { agent, tenant } = await consultancy();
    await agent.post(PATH).send(belt).expect(201);
    const change = api.make.inside(tenant, () => api.db.query(`update applicability_checks set verdict = 'exempt'`));
    await expect(change).rejects.toThrow(/permission denied/);
    const remove = api.make.inside(tenant, () => api.db.query('delete from applicability_checks'));
    await expect(remove).rejects.toThrow(/permission denied/);
  });

  it.each([
    ['day', { day: '2026-02-30' }, 'existing day'],
    ['day', { day: undefined }, 'existing day'],
    ['classKey', { classKey: '0000' }, '1104'],
    ['classKey', { classKey: undefined, classAnswers: {} }, 'description'],
    ['neverInScopeKey', { neverInScopeKey: 'seats' }, 'interior-lighting'],
    ['neverInScopeKey', { classKey: '1104', neverInScopeKey: 'interior-lighting' }, 'classKey, neverInScopeKey'],
    ['variant', { variant: 'rear' }, 'none here'],
    ['intendedUse', { intendedUse: 'holiday' }, 'placing-on-market'],
    ['classAnswers.colour', { classAnswers: { colour: 'yes' } }, 'adult-occupants'],
    ['classAnswers.adult-occupants', { classAnswers: { 'adult-occupants': 'perhaps' } }, 'unknown'],
    ['groundAnswers.not-sold', { groundAnswers: { 'not-sold': 'yes' } }, 'none here'],
    ['classAnswers', { classAnswers: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`c${at}`, 'yes'])) }, 'More than 100'], // prettier-ignore
    ['vehicleCategory', { vehicleCategory: 'Q' }, ''],
    ['applicant', { applicant: 'me' }, ''],
    ['madeIn', { madeIn: 'Germany' }, ''],
    ['hsCode', { hsCode: '87' }, ''],
    ['hsCode', { hsCode: '8708x' }, ''],
    ['verdict', { verdict: 'exempt' }, ''],
  ])('is refused with a wrong %s, naming what is allowed', async (field, change, allowed) => {
    const { agent } = await consultancy();
    for (const path of [PATH, `${PATH}/preview`]) {
      const { body } = await agent
        .post(path)
        .send({ ...belt, ...change })
        .expect(400);
      expect(body.errors[0].field).toBe(field);
      expect(`${body.errors[0].allowed ?? ''} ${body.errors[0].detail}`).toContain(allowed);
    }
    expect((await agent.get(PATH)).body.items).toEqual([]);
  });

  it('is refused for a product of another client, or of nobody', async () => {
    const { tenant, client, agent } = await consultancy();
    const product = await api.make.product({ client, classCode: '1104' });
    const other = await api.make.client({ tenant });
    const { body } = await agent
      .post(PATH)
      .send({ ...belt, productId: product.id, clientId: other.id })
      .expect(400);
    expect(body.errors[0]).toMatchObject({ field: 'clientId', code: 'of-another-client' });
    await agent
      .post(PATH)
      .send({ ...belt, productId: newId() })
      .expect(404);
  });

  it('is asked by writers, read by staff, and hidden from clients', async () => {
    const { tenant, client, agent } = await consultancy();
    const { body: check } = await agent.post(PATH).send({ ...belt, clientId: client.id });
    const viewer = await api.as(await api.make.member({ tenant, role: 'viewer' }));
    await viewer.get(`${PATH}/${check.id}`).expect(200);
    await viewer.get(`${PATH}/${check.id}/letter`).expect(200);
    await viewer.get('/api/applicability/questions').expect(200);
    await viewer.post(PATH).send(belt).expect(403);
    await viewer.post(`${PATH}/preview`).send(belt).expect(403);
    await viewer.post(`${PATH}/${check.id}/repetition`).send({}).expect(403);
    const guest = await api.as(await api.make.member({ tenant, client }));
    await guest.get(PATH).expect(403);
    await guest.get(`${PATH}/${check.id}`).expect(403);
    await api.nobody().get(PATH).expect(401);
  });
});

describe('a repetition', () => {
  it('gives the same on the same data, and keeps nothing', async () => {
    const { agent } = await consultancy();
    const { body: check } = await agent.post(PATH).send(belt);
    const { body } = await agent.post(`${PATH}/${check.id}/repetition`).send({}).expect(200);
    expect(body).toMatchObject({ isSame: true, verdictChange: null, periodChange: null, nextChange: null, declarationChange: null, reasonsAdded: [], reasonsGone: [], alternativesAdded: [], alternativesGone: [], dayBefore: '2026-11-20' }); // prettier-ignore
    expect(body.answer).toEqual(check.answer);
    expect((await agent.get(PATH)).body.items).toHaveLength(1);
  });

  it('for another day says what differs', async () => {
    const { agent } = await consultancy();
    const { body: check } = await agent.post(PATH).send(belt);
    const { body } = await agent.post(`${PATH}/${check.id}/repetition?language=de`).send({ day: '2025-05-01' }).expect(200); // prettier-ignore
    expect(body).toMatchObject({
      isSame: false,
      day: '2025-05-01',
      verdictChange: { before: 'third-party-ccc', now: 'self-declaration', beforeText: 'CCC-Zertifikat nötig', nowText: 'Selbsterklärung nötig' }, // prettier-ignore
    });
    expect(codes(body.reasonsGone)).toEqual(['mode', 'mode-note', 'next-mode']);
    expect(codes(body.alternativesAdded)).toEqual(['third-party-early']);
    expect(body.alternativesAdded[0].text).toContain('1. Juli 2026');
    expect(body.alternativesGone).toEqual([]);
    expect(body.periodChange).toMatchObject({
      before: { mode: 'third-party-declarations-valid', validFrom: '2026-07-01', validTo: '2026-12-31' },
      now: { validTo: '2026-06-30' },
    });
    expect(body.nextChange).toMatchObject({ before: { mode: 'third-party', validFrom: '2027-01-01' }, now: { validFrom: '2026-07-01' } }); // prettier-ignore
    expect(body.declarationChange).toBeNull();
    await agent.post(`${PATH}/${check.id}/repetition`).send({ day: 'soon' }).expect(400);
    await agent.post(`${PATH}/${newId()}/repetition`).send({}).expect(404);
  });
});

describe('the letter', () => {
  it.each(['en', 'de', 'zh'])('is a PDF in %s under its number, the same bytes each time', async (language) => {
    const { client, agent } = await consultancy();
    const { body: check } = await agent.post(PATH).send({ ...belt, clientId: client.id });
    const fetch = () => agent.get(`${PATH}/${check.id}/letter?language=${language}`).expect(200);
    const letter = await fetch();
    expect(letter.headers['content-type']).toBe('application/pdf');
    expect(letter.headers['content-disposition']).toMatch(
      new RegExp(`^inline; filename="[a-z-]+-A-2026-0001-${language}\\.pdf"$`),
    );
    expect((letter.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await fetch()).body).toEqual(letter.body);
  });

  it('is refused in a language that Homolog does not speak, and for a check that is not there', async () => {
    const { agent } = await consultancy();
    const { body: check } = await agent.post(PATH).send(belt);
    await agent.get(`${PATH}/${check.id}/letter?language=fr`).expect(400);
    await agent.get(`${PATH}/${newId()}/letter`).expect(404);
  });
});

describe('the questions of a check', () => {
  it('stand in words: conditions, vehicle categories, uses with theirs', async () => {
    const { agent } = await consultancy();
    const { body } = await agent.get('/api/applicability/questions').query({ classKey: '1104', language: 'de' }).expect(200); // prettier-ignore
    expect(body).toMatchObject({
      day: '2026-11-20',
      class: { key: '1104', name: '1104 Sicherheitsgurte' },
      variants: [],
    });
    expect(body.vehicleCategories.filter((one: { isInScope: boolean }) => one.isInScope).map((one: { key: string }) => one.key)).toEqual(['M', 'N']); // prettier-ignore
    expect(body.classConditions[0]).toEqual({ key: 'adult-occupants', text: 'Ist der Gurt für erwachsene Insassen bestimmt?', effect: 'must', applicants: null }); // prettier-ignore
    expect(body.uses[0]).toEqual({ key: 'placing-on-market', kind: 'general', name: 'Inverkehrbringen in China', conditions: [] }); // prettier-ignore
    expect(body.uses.map((one: { key: string }) => one.key)).toContain('re-export');
    expect(body.applicants).toHaveLength(6);
  });

  it('name the parts of a class, and the one use that is asked for', async () => {
    const { agent } = await consultancy();
    const { body } = await agent
      .get('/api/applicability/questions')
      .query({ classKey: '1105', intendedUse: 'exhibition' });
    expect(body.variants.map((one: { key: string }) => one.key)).toEqual(['motorcycle-helmets', 'e-bike-helmets']);
    expect(body.uses).toHaveLength(1);
    expect(body.uses[0].conditions[0]).toMatchObject({ key: 'applicant-exhibits', applicants: ['exhibitor'] });
  });

  it.each([
    ['classKey', { classKey: '0000' }],
    ['day', { day: '2026-13-01' }],
    ['intendedUse', { intendedUse: 'holiday' }],
    ['intendedUse', { intendedUse: 'exhibition', day: '2019-03-31' }],
    ['language', { language: 'fr' }],
  ])('are refused with a wrong %s', async (field, query) => {
    const { agent } = await consultancy();
    const { body } = await agent.get('/api/applicability/questions').query(query).expect(400);
    expect(body.errors[0].field).toBe(field);
  });
});

describe('candidates', () => {
  it('come by description in any language and by tariff code, with the reason', async () => {
    const { agent } = await consultancy();
    const find = async (query: Record<string, string>) =>
      (await agent.get('/api/applicability/candidates').query(query).expect(200)).body as { classes: { key: string; matches: unknown }[]; neverInScope: { key: string }[]; caution: string }; // prettier-ignore
    expect((await find({ description: 'Dreipunktgurte für den Fond' })).classes[0]!.key).toBe('1104');
    const byCode = await find({ hsCode: '8708.21.00' });
    expect(byCode.classes[0]).toMatchObject({ key: '1104', matches: [{ by: 'hs-code', text: '870821' }] });
    expect(byCode.caution).toContain('does not decide');
    expect((await find({ description: '车内照明' })).neverInScope[0]!.key).toBe('interior-lighting');
    expect(await find({})).toMatchObject({ classes: [], neverInScope: [] });
  });
});
