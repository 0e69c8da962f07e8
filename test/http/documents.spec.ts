import { randomBytes } from 'node:crypto';
import type { Client } from '#database/entities/client.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { ApplicationView } from '#features/applications/applications.dto';
import type { DocumentRequestView, UsualDocuments } from '#features/documents/documents.dto';
import { makeFile } from '../support/make-case.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());

interface Office {
  tenant: Tenant;
  client: Client;
  owner: Member;
  staff: Agent;
  guest: Agent;
  guestMember: Member;
  contactId: string;
  applicationId: string;
}

/** A consultancy with a case whose stage of documents is running at the client. */
async function office(): Promise<Office> {
  const tenant = await api.make.tenant({ timeZone: 'Europe/Berlin' });
  const client = await api.make.client({ tenant, legalName: 'Lindauer Lichttechnik GmbH' });
  const owner = await api.make.member({ tenant, name: 'Lena Weiss' });
  const guestMember = await api.make.member({ tenant, client, name: 'Karl Lindauer' });
  const contact = await api.make.contact({ tenant, client });
  const staff = await api.as(owner);
  const product = await api.make.product({ client });
  const opened = await staff
    .post('/api/applications')
    .send({ kind: 'new', schemeKey: 'ccc-standard', startedOn: '2026-11-02', units: [{ productId: product.id }] })
    .expect(201);
  const applicationId = (opened.body as ApplicationView).id;
  const here = { tenant, client, owner, staff, guest: await api.as(guestMember), guestMember, contactId: contact.id };
  const office = { ...here, applicationId };
  await move(office, 'scope-check', 'start', '2026-11-02');
  await move(office, 'scope-check', 'complete', '2026-11-04');
  await move(office, 'documents', 'start', '2026-11-05');
  return office;
}

const caseOf = async ({ staff, applicationId }: Office) =>
  (await staff.get(`/api/applications/${applicationId}`).expect(200)).body as ApplicationView;

async function move(here: Office, stageKey: string, act: string, on: string) {
  const application = await caseOf(here);
  const stageId = application.stages.find(({ key }) => key === stageKey)!.id;
  const input = { version: application.version, stageId, act, on, reason: 'entered later' };
  const answer = await here.staff.post(`/api/applications/${here.applicationId}/moves`).send(input);
  expect([answer.status, answer.body.code]).toEqual([expect.any(Number), undefined]);
}

async function ask(here: Office, ...titles: string[]): Promise<DocumentRequestView[]> {
  const { body } = await here.staff
    .post(`/api/applications/${here.applicationId}/document-requests`)
    .send({ stageKey: 'documents', dueOn: '2026-12-04', documents: titles.map((title) => ({ title })) })
    .expect(201);
  return body.items as DocumentRequestView[];
}

/** A file that this person has uploaded. */
async function file(here: Office, member: Member): Promise<string> {
  const isClient = member.role === 'client';
  const made = await makeFile(api, here.client, {
    ...(!isClient && { clientId: null, isClientVisible: false }),
    sha256: randomBytes(32).toString('hex'),
    uploadedBy: member.id,
  });
  return made.id;
}

const handIn = async (here: Office, agent: Agent, id: string) =>
  agent
    .post(`/api/document-requests/${id}/versions`)
    .send({ fileId: await file(here, agent === here.guest ? here.guestMember : here.owner) });

const act = (here: Office, { id, version }: DocumentRequestView, input: object) =>
  here.staff.post(`/api/document-requests/${id}/acts`).send({ version, ...input });

const turn = async (here: Office) => {
  const { party, since } = (await caseOf(here)).turn;
  return [party, since];
};

const notices = (here: Office) =>
  api.look<{ kind: string; to: string }>(
    `select kind, coalesce(k.email, m.email) as "to" from notices n
     left join contacts k on k.tenant_id = n.tenant_id and k.id = n.contact_id
     left join members m on m.tenant_id = n.tenant_id and m.id = n.member_id
     where n.tenant_id = $1 and n.state = 'planned' order by kind, 2`,
    [here.tenant.id],
  );

const deadlines = (here: Office) =>
  api.look<{ dueOn: string; state: string }>(
    `select due_on::text as "dueOn", state from deadlines where application_id = $1 and kind = 'document-request'
       and state <> 'withdrawn' order by due_on, id`,
    [here.applicationId],
  );

const events = async (here: Office) =>
  (
    await api.look<{ what: string; by: string }>(
      `select e.what, m.name as by from events e left join members m on m.id = e.actor_id
     where e.application_id = $1 and e.what like 'document.%' order by e.at, e.id`,
      [here.applicationId],
    )
  ).map(({ what, by }) => `${what} ${by}`);

it('walks a document from asking to the body, with the turn, the deadline, the mails and the history', async () => {
  const here = await office();
  expect(await turn(here)).toEqual(['client', '2026-11-05']);
  const [asked] = await ask(here, 'Business licences');
  expect(asked).toMatchObject({
    stageKey: 'documents',
    title: 'Business licences',
    askedOn: '2026-11-20',
    dueOn: '2026-12-04',
    status: 'requested',
    versions: [],
    acts: ['receive', 'waive'],
    firstSeenAt: null,
  });
  expect(await deadlines(here)).toEqual([{ dueOn: '2026-12-04', state: 'open' }]);
  const page = (await here.guest.get(`/api/applications/${here.applicationId}`).expect(200)).body;
  expect(page.deadlines).toContainEqual(
    expect.objectContaining({
      kind: 'document-request',
      itemNames: { en: 'Business licences', de: 'Business licences', zh: 'Business licences' },
    }),
  );
  expect((await notices(here)).map(({ kind }) => kind)).toEqual(['document-requested', 'document-requested']);

  await here.guest.post(`/api/document-requests/${asked!.id}/opening`).expect(204);
  const seen = (await here.guest.get(`/api/applications/${here.applicationId}/document-requests`).expect(200)).body;
  expect(seen.items).toMatchObject([{ id: asked!.id, firstSeenAt: expect.any(String), acts: ['receive'] }]);

  // The client hands in: it is our turn, and the owner is told.
  const received = await handIn(here, here.guest, asked!.id);
  expect([received.status, received.body]).toMatchObject([
    201,
    { status: 'received', acts: ['receive'], versions: [{ number: 1, verdict: null, file: { name: 'diagram.pdf' } }] },
  ]);
  expect(await turn(here)).toEqual(['consultancy', '2026-11-20']);
  expect(await deadlines(here)).toEqual([{ dueOn: '2026-12-04', state: 'met' }]);
  expect(await notices(here)).toEqual([{ kind: 'document-received', to: here.owner.email }]);

  // Returned: the client's turn again, and its deadline, with a new day.
  const current = (await here.staff.get(`/api/applications/${here.applicationId}/document-requests`)).body.items[0];
  expect((await act(here, current, { act: 'return' }).expect(409)).body).toMatchObject({
    code: 'document-request.need-missing',
    facts: { needs: ['reason'] },
  });
  const returned = await act(here, current, { act: 'return', reason: 'Addresses differ', dueOn: '2026-12-11' });
  expect(returned.body).toMatchObject({
    status: 'returned',
    statusReason: 'Addresses differ',
    dueOn: '2026-12-11',
    versions: [{ number: 1, verdict: 'returned', verdictReason: 'Addresses differ' }],
  });
  expect(await turn(here)).toEqual(['client', '2026-11-05']);
  expect(await deadlines(here)).toEqual([
    { dueOn: '2026-12-04', state: 'met' },
    { dueOn: '2026-12-11', state: 'open' },
  ]);
  expect((await notices(here)).map(({ kind }) => kind)).toEqual(['document-returned', 'document-returned']);

  // A second version, uploaded on behalf, accepted and submitted; the first stays in the file.
  const second = await handIn(here, here.staff, asked!.id);
  expect(second.body.versions).toMatchObject([
    { number: 2, isOnBehalf: true, receivedByName: 'Lena Weiss', verdict: null },
    { number: 1, isOnBehalf: false, receivedByName: 'Karl Lindauer', verdict: 'returned' },
  ]);
  const accepted = await act(here, second.body, { act: 'accept' }).expect(200);
  expect(accepted.body).toMatchObject({ status: 'accepted', acts: ['submit', 'return'] });
  const submitted = await act(here, accepted.body, { act: 'submit' }).expect(200);
  expect(submitted.body).toMatchObject({ status: 'submitted', versions: [{ verdict: 'accepted' }, {}] });
  expect(await events(here)).toEqual([
    'document.requested Lena Weiss',
    'document.opened Karl Lindauer',
    'document.received Karl Lindauer',
    'document.returned Lena Weiss',
    'document.received Lena Weiss',
    'document.accepted Lena Weiss',
    'document.submitted Lena Weiss',
  ]);
});

it('keeps the turn with the client until nothing is owed any more', async () => {
  const here = await office();
  const [one, other] = await ask(here, 'Licence', 'Control plan');
  await await handIn(here, here.guest, one!.id);
  expect((await turn(here))[0]).toBe('client');
  await act(here, other!, { act: 'waive', reason: 'The body has it' }).expect(200);
  expect((await turn(here))[0]).toBe('consultancy');
  const [again] = await ask(here, 'Photo of the nameplate');
  expect((await turn(here))[0]).toBe('client');
  expect(again!.status).toBe('requested');
});

it('takes both versions when two people hand in at once, one after the other', async () => {
  const here = await office();
  const [asked] = await ask(here, 'Licence');
  const answers = await Promise.all([handIn(here, here.guest, asked!.id), handIn(here, here.staff, asked!.id)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const { body } = await here.staff.get(`/api/applications/${here.applicationId}/document-requests`).expect(200);
  expect(body.items[0].versions.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
});

it('refuses the second of two people who judge what they both saw', async () => {
  const here = await office();
  const [asked] = await ask(here, 'Licence');
  const { body } = await handIn(here, here.guest, asked!.id);
  const read = { ...asked!, version: body.version as number };
  await act(here, read, { act: 'accept' }).expect(200);
  const late = await act(here, read, { act: 'return', reason: 'Too old' }).expect(409);
  expect(late.body).toMatchObject({
    code: 'stale-version',
    facts: { changed: { documentStatus: { from: 'received', to: 'accepted', by: 'Lena Weiss' } } },
  });
});

it('names the legal acts when one is not', async () => {
  const here = await office();
  const [asked] = await ask(here, 'Licence');
  expect((await act(here, asked!, { act: 'accept' }).expect(409)).body).toMatchObject({
    code: 'document-request.illegal-transition',
    facts: { allowed: ['receive', 'waive'] },
  });
  const waived = await act(here, asked!, { act: 'waive', reason: 'Not needed' }).expect(200);
  expect((await here.staff.post(`/api/document-requests/${asked!.id}/reminders`).expect(409)).body).toMatchObject({
    code: 'document-request.not-owed',
    facts: { status: 'waived' },
  });
  expect((await handIn(here, here.guest, asked!.id)).body.code).toBe('document-request.illegal-transition');
  expect(await notices(here)).toEqual([]);
  await act(here, waived.body, { act: 'ask-again', dueOn: '2026-12-18' }).expect(200);
  expect(await deadlines(here)).toEqual([{ dueOn: '2026-12-18', state: 'open' }]);
});

it.each([
  ['a due day that has passed', { dueOn: '2026-11-19' }, 'dueOn', 'from 2026-11-20'],
  ['a stage that the case has not', { stageKey: 'painting' }, 'stageKey', expect.stringContaining('documents')],
])('refuses %s, names what is allowed and asks for nothing', async (_, wrong, field, allowed) => {
  const here = await office();
  const input = { stageKey: 'documents', dueOn: '2026-11-20', documents: [{ title: 'Licence' }], ...wrong };
  const answer = await here.staff.post(`/api/applications/${here.applicationId}/document-requests`).send(input);
  expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ field, allowed }] }]);
  expect(
    (await here.staff.get(`/api/applications/${here.applicationId}/document-requests`).expect(200)).body.items,
  ).toEqual([]);
});

it('takes a file once: what is used already, or is not whole, is refused and nothing changes', async () => {
  const here = await office();
  const [one, other] = await ask(here, 'Licence', 'Control plan');
  const fileId = await file(here, here.guestMember);
  await here.guest.post(`/api/document-requests/${one!.id}/versions`).send({ fileId }).expect(201);
  const twice = await here.guest.post(`/api/document-requests/${other!.id}/versions`).send({ fileId }).expect(409);
  expect(twice.body.code).toBe('file.in-use');
  const half = await makeFile(api, here.client, { state: 'uploading' });
  const early = await here.guest.post(`/api/document-requests/${other!.id}/versions`).send({ fileId: half.id });
  expect([early.status, early.body.code]).toEqual([409, 'file.not-stored']);
  const { body } = await here.staff.get(`/api/applications/${here.applicationId}/document-requests`);
  expect(body.items.map(({ status }: DocumentRequestView) => status)).toEqual(['received', 'requested']);
});

it('does not let a client ask, judge or use a file that was not given to it', async () => {
  const here = await office();
  const [asked] = await ask(here, 'Licence');
  const base = `/api/document-requests/${asked!.id}`;
  await here.guest.patch(base).send({ version: 1, title: 'x' }).expect(403);
  await here.guest.post(`${base}/acts`).send({ version: 1, act: 'accept' }).expect(403);
  await here.guest.post(`${base}/reminders`).expect(403);
  const internal = await file(here, here.owner);
  await here.guest.post(`${base}/versions`).send({ fileId: internal }).expect(404);
  const other = await api.as(await api.make.member({ tenant: here.tenant, client: await api.make.client({ tenant: here.tenant }) })); // prettier-ignore
  await other.get(`/api/applications/${here.applicationId}/document-requests`).expect(404);
  await other.post(`${base}/opening`).expect(404);
});

it('proposes what the procedure names for a stage, and knows what was asked for', async () => {
  const here = await office();
  await ask(here, 'Quality manual documents');
  const { body } = await here.staff.get(`/api/applications/${here.applicationId}/usual-documents`).expect(200);
  const documents = (body as UsualDocuments).items.find(({ stageKey }) => stageKey === 'documents')!.documents;
  expect(documents.slice(0, 3)).toEqual([
    {
      names: {
        en: 'application form and factory questionnaire',
        de: 'Antragsformular und Werksfragebogen',
        zh: '申请书与工厂调查表',
      },
      isAsked: false,
    },
    { names: expect.objectContaining({ en: 'business licences of applicant, manufacturer and factory' }), isAsked: false }, // prettier-ignore
    { names: expect.objectContaining({ en: 'quality manual documents' }), isAsked: true },
  ]);
});

it('gives the form to the client with the request, and pages the list', async () => {
  const here = await office();
  const templateFileId = await file(here, here.owner);
  const input = { stageKey: 'documents', dueOn: '2026-12-04' };
  await here.staff
    .post(`/api/applications/${here.applicationId}/document-requests`)
    .send({ ...input, documents: [{ title: 'Questionnaire', instructions: 'Signed.', templateFileId }] })
    .expect(201);
  await ask(here, 'Licence', 'Control plan');
  const first = (await here.guest.get(`/api/applications/${here.applicationId}/document-requests?limit=2`)).body;
  expect(first.items).toMatchObject([
    { title: 'Questionnaire', instructions: 'Signed.', template: { id: templateFileId } },
    { title: 'Licence', template: null },
  ]);
  const rest = await here.guest.get(
    `/api/applications/${here.applicationId}/document-requests?limit=2&cursor=${first.nextCursor}`,
  );
  expect(rest.body).toMatchObject({ items: [{ title: 'Control plan' }], nextCursor: null });
  await here.guest.post(`/api/files/${templateFileId}/links`).expect(200);
});

it('asks once more for what is owed, in the same envelope', async () => {
  const here = await office();
  const [asked] = await ask(here, 'Licence');
  await here.staff.post(`/api/document-requests/${asked!.id}/reminders`).expect(200);
  expect((await notices(here)).map(({ kind }) => kind)).toEqual(['document-requested', 'document-requested']);
  const edited = await here.staff
    .patch(`/api/document-requests/${asked!.id}`)
    .send({ version: asked!.version, title: 'Licences', dueOn: '2026-12-07' })
    .expect(200);
  expect(edited.body).toMatchObject({ title: 'Licences', dueOn: '2026-12-07', version: asked!.version + 1 });
  expect(await deadlines(here)).toEqual([{ dueOn: '2026-12-07', state: 'open' }]);
});
