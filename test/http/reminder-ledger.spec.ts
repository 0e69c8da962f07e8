import { createHash } from 'node:crypto';
import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { ReminderDetailView, ReminderView } from '#features/reminders/reminders.dto';
import type { ProofCheckView, ProofView } from '#features/reminder-proofs/reminder-proofs.dto';
import { makeLedger, TAKEN } from '../support/make-ledger.js';
import { linesOf, readPdf } from '../support/pdf-text.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';
import { rowCount } from '../support/workbook-text.js';

let api: TestApi;
let tenant: Tenant;
let client: Client;
let contact: Contact;
let lena: Member;
let agent: Agent;
let deadlineId: string;
let ids: string[];

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  ({ tenant, client, contact, lena, agent, deadlineId, ids } = await world());
});
afterAll(() => api.close());

/**
 * A renewal due on 10 December 2026: the contact in Nagoya was told on 10 November at 08:00 and answered; his old mailbox
 * refused in October; Lena's mail came back; one more is planned, one was withdrawn.
 */
async function world() {
  const { make } = api;
  const tenant = await make.tenant({ name: 'Jadebrücke Homologation', nameZh: '玉桥认证咨询' });
  const client = await make.client({ tenant, legalName: 'Hoshikawa Glass Co., Ltd.', legalNameZh: '星川玻璃株式会社' });
  const contact = await make.contact({ tenant, client, name: 'Kenji Sato', email: 'sato@hoshikawa.test', timeZone: 'Asia/Tokyo' }); // prettier-ignore
  const lena = await make.member({ tenant, name: 'Lena Weiss', email: 'weiss@jade.test', role: 'consultant' });
  const certificate = await make.certificate({
    tenant,
    client,
    contact,
    responsible: lena,
    number: '2022011109100055',
  });
  const former = { ...contact, name: 'Old Mailbox', email: 'office@hoshikawa-old.test' };
  const { deadlineId, reminderIds: ids } = await makeLedger(api, certificate, '2026-12-10', [
    { step: 60, at: '2026-10-11T23:00:00Z', to: former, by: 'contactId', state: 'refused', why: 'x', tries: [{ outcome: 'delayed', code: 451, serverAnswer: '451 4.7.1 greylisted' }, { outcome: 'refused', code: 550, serverAnswer: '550 5.1.1 user unknown' }] }, // prettier-ignore
    { step: 30, at: '2026-11-09T23:00:00Z', to: contact, by: 'contactId', openedAt: '2026-11-10T00:12:00Z', answer: 'seen' }, // prettier-ignore
    { step: 30, at: '2026-11-10T07:00:00Z', to: lena, by: 'memberId', report: { kind: 'bounce', status: '5.2.2', answer: '552 mailbox full' } }, // prettier-ignore
    { step: 7, at: '2026-12-02T23:00:00Z', to: contact, by: 'contactId', state: 'planned', movedFrom: '2026-12-05', movedBecause: 'weekend' }, // prettier-ignore
    { step: 14, at: '2026-11-25T23:00:00Z', to: contact, by: 'contactId', state: 'withdrawn', why: 'answered' },
  ]);
  return { tenant, client, contact, lena, agent: await api.as(lena), deadlineId, ids };
}

const listed = async (query: string, by = agent) => {
  const { body } = await by.get(`/api/reminders?${query}`).expect(200);
  return (body as { items: ReminderView[] }).items.map(({ id }) => ids.indexOf(id));
};

describe('the ledger of reminders', () => {
  it.each([
    ['q=sato', [1, 3, 4, 0]],
    ['q=WEISS%40jade', [2]],
    ['q=office%40hoshikawa-old', [0]],
    ['q=hoshikawa+glass', [0, 1, 2, 3, 4]],
    ['q=2022+0111+0910+0055', [0, 1, 2, 3, 4]],
    ['q=nobody', []],
    ['serverWords=queued+as+4f2a', [1, 2]],
    ['serverWords=mailbox+full', [2]],
    ['serverWords=greylisted', [0]],
    ['sendFrom=2026-11-10&sendTo=2026-11-10', [1, 2]],
    ['sendFrom=2026-12-03&sendTo=2026-12-03', [3]],
    ['sign=opened', [1]],
    ['sign=answered', [1]],
    ['sign=returned', [2]],
    ['reason=responsible', [2]],
    ['state=sent,refused&sort=-sendAt', [2, 1, 0]],
  ])('finds %s', async (query, expected) => {
    const found = await listed(query);
    expect([...found].sort()).toEqual([...expected].sort());
    const [before] = query.split('&sort');
    const { body } = await agent.get(`/api/reminders/count?${before}`).expect(200);
    expect(body).toEqual({ total: expected.length, isCapped: false });
  });

  it('finds a mail by the Message-ID that the other side quotes', async () => {
    const { body } = await agent.get(`/api/reminders/${ids[2]}`).expect(200);
    const { messageId } = body as ReminderDetailView;
    expect(await listed(`q=${encodeURIComponent(messageId!)}`)).toEqual([2]);
    expect(await listed(`q=${encodeURIComponent(messageId!.slice(1, -1))}`)).toEqual([2]);
  });

  it('tells of one reminder every try, report, opening and answer', async () => {
    const told = (await agent.get(`/api/reminders/${ids[1]}`).expect(200)).body as ReminderDetailView;
    expect(told).toMatchObject({
      openedAt: '2026-11-10T00:12:00Z',
      openings: 1,
      answer: 'seen',
      returned: null,
      answers: [{ answer: 'seen', name: 'Kenji Sato', until: null, isOfMail: true }],
      reports: [],
      tries: [{ number: 1, outcome: 'sent', code: 250, serverAnswer: '250 2.0.0 OK queued as 4F2A91' }],
    });
    const returned = (await agent.get(`/api/reminders/${ids[2]}`).expect(200)).body as ReminderDetailView;
    expect(returned).toMatchObject({ returned: 'bounce', reports: [{ kind: 'bounce', status: '5.2.2', answer: '552 mailbox full' }] }); // prettier-ignore
  });

  it('hands out as a workbook what is seen, in three languages', async () => {
    for (const language of ['en', 'de', 'zh']) {
      const { body } = await agent.get(`/api/work/reminders.xlsx?q=sato&language=${language}`).responseType('blob').expect(200); // prettier-ignore
      expect(rowCount(body as Buffer)).toBe(5);
    }
  });

  it.each([
    ['serverWords=ok', 'serverWords'],
    ['sign=read', 'sign'],
    ['sendFrom=2026-02-30', 'sendFrom'],
    ['reason=friend', 'reason'],
  ])('refuses %s and names the field', async (query, field) => {
    const { body } = await agent.get(`/api/reminders?${query}`).expect(400);
    expect((body as { errors: { field: string }[] }).errors[0]!.field).toBe(field);
  });

  it('finds nothing of another consultancy by the same words', async () => {
    const other = await api.as(await api.make.member({ tenant: await api.make.tenant(), role: 'owner' }));
    for (const query of ['q=sato', 'q=office', 'q=hoshikawa', 'serverWords=greylisted', 'sign=opened'])
      expect(await listed(query, other)).toEqual([]);
  });

  it('is closed to people of a client', async () => {
    const guest = await api.as(await api.make.member({ tenant, role: 'client', clientId: client.id }));
    await guest.get('/api/reminders?q=sato').expect(403);
    await guest.post(`/api/deadlines/${deadlineId}/reminder-proofs`).send({}).expect(403);
    await guest.get('/api/work/reminders.xlsx').expect(403);
  });
});

describe('the proof of a deadline', () => {
  const made = async (input: object = {}) =>
    (await agent.post(`/api/deadlines/${deadlineId}/reminder-proofs`).send(input).expect(201)).body as ProofView;
  const textOf = async ({ id }: ProofView) => {
    const { body, headers } = await agent.get(`/api/reminder-proofs/${id}/document`).responseType('blob').expect(200);
    expect(headers['content-type']).toBe('application/pdf');
    // As they were set: cell by cell, not line by line across the cells.
    return readPdf(body as Buffer)
      .pages.flat()
      .map(({ text }) => text)
      .join('');
  };
  const flat = (text: string) => text.replace(/\s+/g, '');

  it.each([
    ['en', '10 November 2026, 08:00 (UTC+9)', 'Returned: the address takes no mail', 'who was asked has answered'],
    ['de', '10. November 2026, 08:00 (UTC+9)', 'Zurückgekommen: Adresse nimmt keine Mails an', 'wer gefragt war, hat geantwortet'], // prettier-ignore
    ['zh', '2026年11月10日08:00 (UTC+9)', '退信：该地址不接收邮件', '被询问的人已答复'],
  ])('says in %s who was told when, and what the servers said', async (language, sent, returned, withdrawn) => {
    const proof = await made({ language });
    const text = flat(await textOf(proof));
    const { body } = await agent.get(`/api/reminders/${ids[1]}`).expect(200);
    for (const said of [
      sent,
      returned,
      withdrawn,
      '550 5.1.1 user unknown',
      '451 4.7.1 greylisted',
      TAKEN.serverAnswer,
      'CNCA-00C-001:2014',
      'sato@hoshikawa.test',
      (body as ReminderDetailView).messageId!,
      proof.sha256,
      `/proofs/${proof.id}`,
      'Lena Weiss',
    ])
      expect(text).toContain(flat(said));
  });

  it('is kept with the sum of its data, and says whether the ledger tells more today', async () => {
    const proof = await made();
    expect(proof).toMatchObject({
      deadlineId,
      kind: 'renewal-filing',
      dueOn: '2026-12-10',
      lines: 5,
      madeBy: 'Lena Weiss',
    });
    const [kept] = await api.look<{ data: string }>('select data from reminder_proofs where id = $1', [proof.id]);
    expect(createHash('sha256').update(kept!.data, 'utf8').digest('hex')).toBe(proof.sha256);
    const check = async () => (await agent.get(`/api/reminder-proofs/${proof.id}`).expect(200)).body as ProofCheckView;
    expect(await check()).toMatchObject({ isIntact: true, now: { same: 5, changed: 0, added: 0 } });

    await api.look('update reminders set state_reason = $2 where id = $1', [ids[4], 'deadline-met']);
    expect(await check()).toMatchObject({ isIntact: true, now: { same: 4, changed: 1, added: 0 } });
    await api.look('update reminders set state_reason = $2 where id = $1', [ids[4], 'answered']);

    await api.look(`update reminder_proofs set data = replace(data, 'sato', 'kato') where id = $1`, [proof.id]);
    expect(await check()).toMatchObject({ isIntact: false });
  });

  it('gives the same file whenever it is asked for', async () => {
    const { id } = await made();
    const file = async () => (await agent.get(`/api/reminder-proofs/${id}/document`).responseType('blob').expect(200)).body as Buffer; // prettier-ignore
    const first = await file();
    expect((await file()).equals(first)).toBe(true);
  });

  it('for the client names only the people of the client', async () => {
    const proof = await made({ readers: 'client' });
    expect(proof).toMatchObject({ readers: 'client', lines: 4 });
    const text = flat(await textOf(proof));
    expect(text).toContain('sato@hoshikawa.test');
    expect(text).not.toContain('weiss@jade.test');
  });

  it('is not made where nobody was ever to be told', async () => {
    const other = await api.make.certificate({ tenant, client });
    const { deadlineId: silent } = await makeLedger(api, other, '2027-05-05', []);
    const { body } = await agent.post(`/api/deadlines/${silent}/reminder-proofs`).send({}).expect(409);
    expect((body as { code: string }).code).toBe('proof.nothing-to-show');
  });

  it('follows a deadline that moved to its new day', async () => {
    const other = await api.make.certificate({ tenant, client });
    const { deadlineId: later } = await makeLedger(api, other, '2026-12-15', [
      { step: 0, at: '2026-12-14T23:00:00Z', to: contact, by: 'contactId', state: 'planned' },
    ]);
    await api.look('update deadlines set calendar_id = $2 where id = $1', [later, deadlineId]);
    const proof = (await agent.post(`/api/deadlines/${later}/reminder-proofs`).send({}).expect(201)).body as ProofView;
    expect(proof.lines).toBe(6);
    expect(flat(await textOf(proof))).toContain(flat('of the earlier day 10 December 2026'));
    await api.look('update deadlines set calendar_id = null where id = $1', [later]);
  });

  it('spreads hundreds of lines over pages, each with its head', async () => {
    const other = await api.make.certificate({ tenant, client, contact, responsible: lena });
    const told = Array.from({ length: 300 }, (_, at) => ({
      step: 300 - at,
      at: new Date(Date.UTC(2026, 0, 1 + at, 7)).toISOString(),
      to: contact,
      by: 'contactId' as const,
    }));
    const long = await makeLedger(api, other, '2026-12-30', told);
    const { body } = await agent.post(`/api/deadlines/${long.deadlineId}/reminder-proofs`).send({}).expect(201);
    const { id } = body as ProofView;
    const file = (await agent.get(`/api/reminder-proofs/${id}/document`).responseType('blob').expect(200)).body as Buffer; // prettier-ignore
    const { pages } = readPdf(file);
    expect(pages.length).toBeGreaterThan(10);
    for (const [at, page] of pages.entries()) {
      const lines = linesOf(page).join('\n');
      expect(lines).toContain(`${at + 1} / ${pages.length}`);
      if (at > 0 && at < pages.length - 1) expect(lines).toContain('Message-ID and');
    }
  });

  it('has no answer for another consultancy', async () => {
    const proof = await made();
    const other = await api.as(await api.make.member({ tenant: await api.make.tenant(), role: 'owner' }));
    await other.get(`/api/reminder-proofs/${proof.id}`).expect(404);
    await other.get(`/api/reminder-proofs/${proof.id}/document`).expect(404);
    await other.get(`/api/deadlines/${deadlineId}/reminder-proofs`).expect(404);
    await other.post(`/api/deadlines/${deadlineId}/reminder-proofs`).send({}).expect(404);
  });
});
