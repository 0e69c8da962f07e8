import type { Client } from '#database/entities/client.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let tenant: Tenant;
let client: Client;
let staff: Agent;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  tenant = await api.make.tenant();
  client = await api.make.client({ tenant, legalName: 'Alpha Belts' });
  staff = await api.as(await api.make.member({ tenant, role: 'viewer' }));
});
afterAll(() => api.close());

const affected = async (agent: Agent, key: string, query = '') =>
  (await agent.get(`/api/regulatory-changes/${key}/affected${query}`).expect(200)).body;

const belt = (standard: string | null, name = 'Belt') =>
  api.make.product({ tenant, client, classCode: '1104', standard, name });

describe('GET /api/regulatory-changes', () => {
  it('tells each amendment and standard with its days, basis, certainty and source', async () => {
    await api.nobody().get('/api/regulatory-changes').expect(401);
    const { items } = (await staff.get('/api/regulatory-changes').expect(200)).body;
    const one = (key: string) => items.find((item: { key: string }) => item.key === key);
    expect(one('samr-57-2025')).toMatchObject({
      kind: 'mode',
      status: 'in-force',
      basis: 'legal',
      certainty: 'official',
      source: expect.stringContaining('SAMR Announcement 57/2025'),
      certificateSchemes: ['ccc-self-declaration-a', 'ccc-self-declaration-b'],
      classes: expect.arrayContaining([
        { key: '1104', code: '1104', names: { en: 'Safety belts', zh: '汽车安全带', de: 'Sicherheitsgurte' } },
      ]),
      days: { announcedOn: '2026-01-07', deadlineOn: '2026-12-31', declarationsCancelledOn: '2027-01-01' },
      unmatchable: null,
    });
    expect(one('gb-14166-2024')).toMatchObject({
      kind: 'standard',
      instrument: 'GB 14166-2024',
      replacedStandards: ['GB 14166-2013'],
      days: { inForceOn: '2025-07-01', deadlineOn: null },
      unmatchable: null,
    });
    expect(one('rules-2025-parts-draft')).toMatchObject({ status: 'draft', basis: null, unmatchable: 'draft' });
  });

  it('has the newest last day first', async () => {
    const { items } = (await staff.get('/api/regulatory-changes').expect(200)).body;
    const at = (key: string) => items.findIndex((item: { key: string }) => item.key === key);
    expect(at('rules-2026-powerbank')).toBeLessThan(at('samr-57-2025'));
    expect(at('samr-57-2025')).toBeLessThan(at('ebike-2025'));
    expect(at('ebike-2025')).toBeLessThan(at('rules-2025-parts-draft'));
  });

  it('is not for client-role members', async () => {
    const guest = await api.as(await api.make.member({ tenant, client }));
    await guest.get('/api/regulatory-changes').expect(403);
    await guest.get('/api/regulatory-changes/samr-57-2025/affected').expect(403);
  });
});

describe('GET /api/regulatory-changes/:key/affected', () => {
  it('tells which declarations must be converted, by when and why', async () => {
    const product = await belt('GB 14166-2024', 'Declared belt');
    const declared = { product, client, validUntil: null };
    const { id } = await api.make.certificate({ ...declared, number: 'DECL-1', scheme: 'ccc-self-declaration-a' });
    const { id: old } = await api.make.certificate({ ...declared, number: 'DECL-2', scheme: 'ccc-self-declaration-a' });
    await api.make.certificate({ product, client, number: 'NEW-2', replacesId: old });
    await api.make.certificate({ ...declared, number: 'DECL-3', scheme: 'ccc-self-declaration-a', status: 'cancelled' }); // prettier-ignore
    const { items, counts } = await affected(staff, 'samr-57-2025', '?verdict=hit');
    expect(items).toEqual([
      {
        subject: 'certificate',
        id,
        label: 'DECL-1',
        labelZh: null,
        productName: 'Declared belt',
        productNameZh: null,
        classCode: '1104',
        standard: 'GB 14166-2024',
        clientId: client.id,
        clientName: 'Alpha Belts',
        clientNameZh: null,
        verdict: 'hit',
        reasons: [
          { code: 'certificate-live', speaks: 'for', facts: { status: 'valid' } },
          { code: 'class-named', speaks: 'for', facts: { classCode: '1104' } },
          { code: 'scheme-named', speaks: 'for', facts: { schemes: ['ccc-self-declaration-a'] } },
        ],
        deadlineOn: '2026-12-31',
        todo: 'convert',
      },
    ]);
    expect(counts).toEqual({ hit: 1, unknown: 0, notHit: 2, isComplete: true });
  });

  it('tells an old edition from a new one and from one that is not recorded, and products without a certificate too', async () => {
    const other = await api.make.tenant();
    const of = await api.make.client({ tenant: other });
    const make = (standard: string | null, name: string) =>
      api.make.product({ tenant: other, client: of, classCode: '1104', standard, name });
    await api.make.certificate({ client: of, product: await make('GB 14166-2013', 'old'), number: 'C-OLD' });
    await api.make.certificate({ client: of, product: await make('GB 14166—2024', 'new'), number: 'C-NEW' });
    await api.make.certificate({ client: of, product: await make(null, 'silent'), number: 'C-SILENT' });
    await make('GB14166-2013', 'uncertified');
    await api.make.product({ tenant: other, client: of, classCode: '1109', standard: 'GB 14166-2013' });
    const agent = await api.as(await api.make.member({ tenant: other, role: 'consultant' }));
    const { items, counts, nextCursor } = await affected(agent, 'gb-14166-2024');
    expect(items.map(({ label, verdict, todo }: Record<string, string>) => [label, verdict, todo])).toEqual([
      ['C-OLD', 'hit', 'update-standard'],
      ['C-NEW', 'not-hit', 'none'],
      ['C-SILENT', 'unknown', 'check-edition'],
      ['uncertified', 'hit', 'update-standard'],
    ]);
    expect(counts).toEqual({ hit: 2, unknown: 1, notHit: 1, isComplete: true });
    expect(nextCursor).toBeNull();

    // page by page the same, counted once
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await affected(agent, 'gb-14166-2024', `?limit=1${cursor && `&cursor=${cursor}`}`);
      expect(page.items).toHaveLength(1);
      expect(page.counts === null).toBe(cursor !== '');
      seen.push(page.items[0].label);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['C-OLD', 'C-NEW', 'C-SILENT', 'uncertified']);
    const hits = await affected(agent, 'gb-14166-2024', '?verdict=hit&limit=1');
    expect(hits.items[0].label).toBe('C-OLD');
    const rest = await affected(agent, 'gb-14166-2024', `?verdict=hit&limit=1&cursor=${hits.nextCursor}`);
    expect([rest.items[0].label, rest.nextCursor]).toEqual(['uncertified', null]);
  });

  it('looks at the own tenant only', async () => {
    const stranger = await api.as(await api.make.member({ role: 'owner' }));
    expect(await affected(stranger, 'samr-57-2025')).toEqual({
      items: [],
      nextCursor: null,
      counts: { hit: 0, unknown: 0, notHit: 0, isComplete: true },
    });
  });

  it('says why nobody can be matched, and finds no change that is not there', async () => {
    const { body } = await staff.get('/api/regulatory-changes/rules-2025-parts-draft/affected').expect(409);
    expect(body).toMatchObject({ code: 'regulatory-change.not-matchable', facts: { why: 'draft' } });
    await staff.get('/api/regulatory-changes/nothing/affected').expect(404);
    await staff.get('/api/regulatory-changes/samr-57-2025/affected?verdict=maybe').expect(400);
    await staff.get('/api/regulatory-changes/samr-57-2025/affected?cursor=x').expect(400);
    await staff.get('/api/regulatory-changes/samr-57-2025/affected?limit=0').expect(400);
  });
});
