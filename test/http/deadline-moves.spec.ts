import { DeadlineMove } from '#database/entities/deadline-move.entity';
import { RoutePlan } from '#database/entities/route-plan.entity';
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
  client = await api.make.client({ tenant, legalName: 'Alpha Lights', legalNameZh: '阿尔法灯具' });
  staff = await api.as(await api.make.member({ tenant, role: 'viewer' }));
});
afterAll(() => api.close());

const move = (of: Pick<Tenant, 'id'>, fields: Partial<DeadlineMove>) =>
  api.make.inside(of, () =>
    api.db.add(DeadlineMove, {
      certificateId: null,
      factoryId: null,
      planId: null,
      item: 'renewal-filing',
      fromOn: '2027-05-04',
      toOn: '2027-04-29',
      why: { code: 'year-published', facts: { years: [2027] } },
      referenceVersion: 1,
      movedAt: new Date('2026-11-25T03:00:00Z'),
      ...fields,
    }),
  );

describe('GET /api/deadline-moves', () => {
  it('tells what moved, by how many days, why and whose it is, the newest first', async () => {
    const product = await api.make.product({ client, name: 'Rear lamp', nameZh: '后灯' });
    const certificate = await api.make.certificate({ client, product, number: 'M-1' });
    const factory = await api.make.factory({ tenant, client, name: 'Works Nine', nameZh: '九厂' });
    const { id } = await move(tenant, { certificateId: certificate.id });
    await move(tenant, {
      factoryId: factory.id,
      item: 'follow-up-inspection',
      fromOn: null,
      toOn: '2027-06-01',
      why: { code: 'now-owed', facts: { rule: 'cnca-00c-004.follow-up' } },
      movedAt: new Date('2026-11-26T03:00:00Z'),
    });
    const { items, nextCursor } = (await staff.get('/api/deadline-moves').expect(200)).body;
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        id: expect.any(String),
        certificateId: null,
        factoryId: factory.id,
        planId: null,
        applicationId: null,
        auditId: null,
        sampleId: null,
        determinationId: null,
        approvalId: null,
        approvalKind: null,
        projectId: null,
        cbReportId: null,
        reportProductId: null,
        caseId: null,
        sampleBookingId: null,
        itemNumber: null,
        label: 'Works Nine',
        labelZh: '九厂',
        productName: null,
        productNameZh: null,
        clientId: client.id,
        clientName: 'Alpha Lights',
        clientNameZh: '阿尔法灯具',
        item: 'follow-up-inspection',
        itemNames: null,
        fromOn: null,
        toOn: '2027-06-01',
        days: null,
        why: { code: 'now-owed', facts: { rule: 'cnca-00c-004.follow-up' } },
        throughNames: null,
        referenceVersion: 1,
        movedAt: '2026-11-26T03:00:00Z',
      },
      expect.objectContaining({
        id,
        certificateId: certificate.id,
        label: 'M-1',
        productName: 'Rear lamp',
        productNameZh: '后灯',
        fromOn: '2027-05-04',
        toOn: '2027-04-29',
        days: -5,
        why: { code: 'year-published', facts: { years: [2027] } },
      }),
    ]);
    const only = async (query: string) =>
      (await staff.get(`/api/deadline-moves?${query}`).expect(200)).body.items.map(
        ({ label }: { label: string }) => label,
      );
    expect(await only(`certificateId=${certificate.id}`)).toEqual(['M-1']);
    expect(await only(`factoryId=${factory.id}`)).toEqual(['Works Nine']);
    expect(await only('referenceVersion=1')).toEqual(['Works Nine', 'M-1']);
    expect(await only('referenceVersion=2')).toEqual([]);
    const first = (await staff.get('/api/deadline-moves?limit=1').expect(200)).body;
    expect(first.items[0].label).toBe('Works Nine');
    expect(await only(`limit=1&cursor=${first.nextCursor}`)).toEqual(['M-1']);
  });

  it('names the plan, its stage and the stage through which it moved', async () => {
    const home = await api.make.tenant();
    const agent = await api.as(await api.make.member({ tenant: home, role: 'consultant' }));
    const plan = await api.make.inside(home, () =>
      api.db.add(RoutePlan, {
        name: 'Lamps to market',
        clientId: null,
        productId: null,
        classKey: '1109',
        schemeKey: 'nowhere',
        direction: 'forward',
        anchorOn: '2027-01-04',
        options: {} as never,
        computed: { limits: [] } as never,
        isProvisional: true,
        referenceVersion: 1,
        createdAt: api.clock.now(),
      }),
    );
    const through = { code: 'plan.stage', facts: { stage: 'type-test' } };
    await move(home, { planId: plan.id, item: 'stage:decision/end', fromOn: '2027-03-01', toOn: '2027-03-08', why: through }); // prettier-ignore
    const { items } = (await agent.get(`/api/deadline-moves?planId=${plan.id}`).expect(200)).body;
    expect(items).toMatchObject([
      { planId: plan.id, label: 'Lamps to market', clientId: null, days: 7, itemNames: null, throughNames: null },
    ]);
  });

  it('is not for client-role members, nor for what is no query', async () => {
    await api.nobody().get('/api/deadline-moves').expect(401);
    const guest = await api.as(await api.make.member({ tenant, client }));
    await guest.get('/api/deadline-moves').expect(403);
    for (const query of ['certificateId=x', 'referenceVersion=0', 'referenceVersion=x', 'cursor=x', 'limit=0', 'q=x'])
      await staff.get(`/api/deadline-moves?${query}`).expect(400);
  });
});
