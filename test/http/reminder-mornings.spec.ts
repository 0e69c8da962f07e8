import { newId } from '#database/db';
import { Mail } from '#database/entities/mail.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

async function owe(tenant: Tenant, toEmail: string, sendAt: string, timeZone: string, fields: Partial<Mail> = {}) {
  const id = newId();
  const at = new Date(sendAt);
  await api.make.inside(tenant, () =>
    api.db.add(Mail, {
      id,
      toEmail,
      toName: toEmail,
      language: 'en',
      timeZone,
      sendAt: at,
      state: 'owed',
      nextAttemptAt: at,
      messageId: `<${id}@test>`,
      createdAt: at,
      ...fields,
    }),
  );
}

describe('GET /api/reminders/mornings', () => {
  it('gathers what is owed by the day of each reader, however far apart their mornings lie', async () => {
    const tenant = await api.make.tenant();
    const agent = await api.as(await api.make.member({ tenant, role: 'viewer' }));
    // 08:00 on 1 December in Tokyo is still 30 November in UTC
    await owe(tenant, 'sato@client.test', '2026-11-30T23:00:00Z', 'Asia/Tokyo');
    await owe(tenant, 'Sato@client.test', '2026-11-30T23:00:00Z', 'Asia/Tokyo', { aloneKey: newId() });
    await owe(tenant, 'weiss@jade.test', '2026-12-01T07:00:00Z', 'Europe/Berlin');
    await owe(tenant, 'weiss@jade.test', '2026-12-17T07:00:00Z', 'Europe/Berlin');
    const { body } = await agent.get('/api/reminders/mornings').expect(200);
    expect(body.items).toEqual([
      { day: '2026-12-01', mails: 3, people: 2 },
      { day: '2026-12-17', mails: 1, people: 1 },
    ]);
  });

  it('leaves out what was sent, is held or is another tenant’s', async () => {
    const tenant = await api.make.tenant();
    const agent = await api.as(await api.make.member({ tenant, role: 'viewer' }));
    await owe(tenant, 'a@client.test', '2026-12-01T07:00:00Z', 'Europe/Berlin', {
      state: 'sent',
      sentAt: new Date('2026-12-01T07:00:01Z'),
    });
    await owe(tenant, 'b@client.test', '2026-12-01T07:00:00Z', 'Europe/Berlin', { isHeld: true });
    await owe(await api.make.tenant(), 'c@client.test', '2026-12-01T07:00:00Z', 'Europe/Berlin');
    expect((await agent.get('/api/reminders/mornings').expect(200)).body).toEqual({ items: [] });
  });

  it('is for the staff only', async () => {
    const tenant = await api.make.tenant();
    const client = await api.make.client({ tenant });
    const ofClient = await api.make.member({ tenant, role: 'client', clientId: client.id });
    await (await api.as(ofClient)).get('/api/reminders/mornings').expect(403);
    await api.nobody().get('/api/reminders/mornings').expect(401);
  });
});
