import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let agent: Agent;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  agent = await api.as(await api.make.member({ role: 'consultant' }));
});
afterAll(() => api.close());

describe('what the screens of a check need', () => {
  it('names all 80 classes, those without a known code too, and the four items that CCC never covered', async () => {
    const { body } = await agent.get('/api/applicability/subjects').query({ language: 'en' }).expect(200);
    expect(body.classes).toHaveLength(80);
    expect(body.classes).toContainEqual({ key: '1104', name: '1104 Safety belts' });
    expect(body.classes).toContainEqual({ key: 'power-banks', name: 'Power banks' });
    expect(body.neverInScope.map(({ key }: { key: string }) => key)).toEqual([
      'aluminium-rims',
      'interior-lighting',
      'door-warning-lights',
      'aluminium-door-sills',
    ]);
  });

  it('tells the whole history of a class in words, each period with its basis', async () => {
    const { body } = await agent
      .post('/api/applicability-checks/preview')
      .query({ language: 'en' })
      .send({ day: '2026-12-31', classKey: '1104' })
      .expect(200);
    expect(
      body.words.periods.map(({ text, validFrom, validTo }: Record<string, unknown>) => [text, validFrom, validTo]),
    ).toEqual([
      ['certificate of a body', null, '2019-10-16'],
      ['certificate or self-declaration', '2019-10-17', '2019-12-31'],
      ['self-declaration B', '2020-01-01', '2026-06-30'],
      ['certificate of a body; earlier declarations valid', '2026-07-01', '2026-12-31'],
      ['certificate of a body', '2027-01-01', null],
    ]);
    expect(body.words.periods[4]).toMatchObject({ basis: 'legal', basisText: 'Legal', certainty: 'official' });
  });

  it.each([
    ['a product that no class is taken for', { description: 'a thing of no known kind' }],
    ['a class in parts, none of them named', { classKey: '1105' }],
    ['a product outside the description', { classKey: '1104', vehicleCategory: 'T' }],
  ])('tells no history of %s', async (_, facts) => {
    const { body } = await agent.post('/api/applicability-checks/preview').send({ day: '2026-11-20', ...facts }).expect(200); // prettier-ignore
    expect(body.words.periods).toEqual([]);
  });

  it('lists a check by what it is about, also where it has no product', async () => {
    const checks: object[] = [
      { classKey: '1104', description: 'Gurte mit 中文' },
      { description: 'aluminium rims' },
      { description: 'a thing of no known kind' },
    ];
    for (const check of checks) await agent.post('/api/applicability-checks').send({ day: '2026-11-20', ...check }).expect(201); // prettier-ignore
    const { body } = await agent.get('/api/applicability-checks').expect(200);
    expect(body.items).toMatchObject([
      { verdict: 'undecided', takenFor: null, classCode: null, description: 'a thing of no known kind' },
      { verdict: 'never-in-scope', takenFor: { en: expect.stringMatching(/^Aluminium/) }, classCode: null },
      { verdict: 'third-party-ccc', takenFor: { zh: expect.any(String) }, classCode: '1104', description: 'Gurte mit 中文' }, // prettier-ignore
    ]);
  });
});
