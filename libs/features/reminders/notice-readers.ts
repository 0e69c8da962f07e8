import type { Db } from '#database/db';
import type { Language } from '#domain/permissions';
import type { NoticeTo, NoticeToTell } from './notice.js';

interface Subject {
  id: string;
  /** null: of a deadline that belongs to no client, or to several */
  clientId: string | null;
  contactId: string | null;
  responsibleId: string | null;
  /** of a booking */
  laboratoryId: string | null;
}

/** Who may be told: one of the three ids is set. */
export interface NoticeReader {
  contactId: string | null;
  memberId: string | null;
  laboratoryId: string | null;
  clientId: string | null;
  role: string | null;
  email: string;
  name: string;
  language: Language;
  timeZone: string;
  /** whose working mornings count */
  country: string;
}

/** Who is told of each of these, each address once and never whoever did it; what is about nothing of ours tells nobody. */
export async function readersOfNotices(
  db: Db,
  items: readonly NoticeToTell[],
): Promise<{ item: NoticeToTell; person: NoticeReader }[]> {
  const subjects = await subjectsOf(db, items);
  const people = await peopleAround(db, items, subjects);
  const actor = people.find(({ memberId }) => memberId !== null && memberId === db.scope.memberId);
  return items.flatMap((item) => {
    const subject = subjects.get(idOf(item));
    const byAddress = new Map<string, NoticeReader>();
    for (const person of subject ? readersOf(item.to, subject, people) : []) {
      const address = person.email.toLowerCase();
      if (address !== actor?.email.toLowerCase() && !byAddress.has(address)) byAddress.set(address, person);
    }
    return [...byAddress.values()].map((person) => ({ item, person }));
  });
}

/** These members of the team or clients, as far as they are still here. */
export async function memberReaders(db: Db, memberIds: readonly string[]): Promise<NoticeReader[]> {
  const people = await db.query<NoticeReader>(PEOPLE, [[], [], memberIds, []]);
  return people.filter(({ memberId }) => memberId !== null && memberIds.includes(memberId));
}

/** The member or contact of this id; null when it is gone. */
export async function noticeReader(db: Db, id: string): Promise<NoticeReader | null> {
  const people = await db.query<NoticeReader>(PEOPLE, [[id], [], [id], []]);
  return people.find((each) => (each.memberId ?? each.contactId) === id) ?? null;
}

async function subjectsOf(db: Db, items: readonly NoticeToTell[]): Promise<Map<string, Subject>> {
  const ids = (key: string) =>
    items.flatMap(({ subject }) => Object.entries(subject).flatMap(([k, id]) => (k === key ? [id] : [])));
  const rows = await db.query<Subject>(SUBJECTS, [
    ids('applicationId'),
    ids('auditId'),
    ids('bookingId'),
    ids('certificateId'),
    items.flatMap(({ letterId }) => letterId ?? []),
    ...clientsOfCampaigns(items),
    ids('deadlineId'),
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

async function peopleAround(
  db: Db,
  items: readonly NoticeToTell[],
  subjects: ReadonlyMap<string, Subject>,
): Promise<NoticeReader[]> {
  const named = items.flatMap(({ to }) => (typeof to === 'object' ? Object.values(to) : []));
  const all = [...subjects.values()];
  const memberIds = [
    ...named,
    ...all.flatMap((s) => s.responsibleId ?? []),
    ...(db.scope.memberId ? [db.scope.memberId] : []),
  ];
  const clientIds = [...new Set(all.flatMap(({ clientId }) => clientId ?? []))];
  const laboratoryIds = items.some(({ to }) => to === 'laboratory') ? all.flatMap((s) => s.laboratoryId ?? []) : [];
  return db.query<NoticeReader>(PEOPLE, [named, clientIds, memberIds, laboratoryIds]);
}

/** What the item is about, as `SUBJECTS` names it: of a campaign its letter, else its client. */
function idOf({ subject, letterId, clientId }: NoticeToTell): string {
  const id = Object.values(subject)[0] as string;
  return 'campaignId' in subject ? (letterId ?? `${id} ${clientId}`) : id;
}

/** Two arrays of the same length: campaigns, and the client of each. */
function clientsOfCampaigns(items: readonly NoticeToTell[]): [string[], string[]] {
  const pairs = items.flatMap(({ subject, letterId, clientId }) =>
    'campaignId' in subject && !letterId && clientId ? [[subject.campaignId, clientId] as const] : [],
  );
  return [pairs.map(([campaignId]) => campaignId), pairs.map(([, clientId]) => clientId)];
}

function readersOf(to: NoticeTo, subject: Subject, people: readonly NoticeReader[]): NoticeReader[] {
  if (to === 'client') {
    const ofClient = people.filter(({ clientId }) => clientId === subject.clientId);
    const contacts = ofClient.filter(({ contactId }) => contactId !== null);
    const named = contacts.filter(({ contactId }) => contactId === subject.contactId);
    return [...ofClient.filter(({ memberId }) => memberId !== null), ...(named.length > 0 ? named : contacts)];
  }
  if (to === 'laboratory')
    return people.filter(({ laboratoryId }) => laboratoryId !== null && laboratoryId === subject.laboratoryId);
  if (to === 'owner') {
    const owner = people.filter(
      ({ memberId, role }) => memberId !== null && memberId === subject.responsibleId && role !== 'client',
    );
    return owner.length > 0 ? owner : people.filter(({ role }) => role === 'owner' || role === 'manager');
  }
  return 'contactId' in to
    ? people.filter(({ contactId, clientId }) => contactId === to.contactId && clientId === subject.clientId)
    : people.filter(
        ({ memberId, role, clientId }) =>
          memberId === to.memberId && (role !== 'client' || clientId === subject.clientId),
      );
}

const SUBJECTS = `
  select a.id::text as id, a.client_id as "clientId", a.contact_id as "contactId", a.owner_id as "responsibleId", null::uuid as "laboratoryId"
  from applications a where a.tenant_id = current_tenant() and a.id = any ($1::uuid[])
  union all
  select u.id::text, u.client_id, coalesce(u.contact_id, a.contact_id), coalesce(u.responsible_id, a.owner_id), null
  from audits u left join applications a on a.tenant_id = u.tenant_id and a.id = u.application_id
  where u.tenant_id = current_tenant() and u.id = any ($2::uuid[])
  union all
  select b.id::text, b.client_id, a.contact_id, coalesce(b.responsible_id, a.owner_id), b.laboratory_id
  from bookings b left join applications a on a.tenant_id = b.tenant_id and a.id = b.application_id
  where b.tenant_id = current_tenant() and b.id = any ($3::uuid[])
  union all
  select c.id::text, c.client_id, c.contact_id, c.responsible_id, null
  from certificates c where c.tenant_id = current_tenant() and c.id = any ($4::uuid[])
  union all
  select l.id::text, l.client_id, null, g.created_by, null
  from campaign_letters l join campaigns g on g.tenant_id = l.tenant_id and g.id = l.campaign_id
  where l.tenant_id = current_tenant() and l.id = any ($5::uuid[])
  union all
  select distinct g.id || ' ' || k.id, k.id, null::uuid, g.created_by, null::uuid
  from unnest($6::uuid[], $7::uuid[]) as of_campaign (campaign_id, client_id)
  join campaigns g on g.tenant_id = current_tenant() and g.id = of_campaign.campaign_id
  join clients k on k.tenant_id = g.tenant_id and k.id = of_campaign.client_id
  union all
  select d.id::text, d.client_id, null, null, null from deadlines d where d.tenant_id = current_tenant() and d.id = any ($8::uuid[])`;

/** Named ones, all of the clients, and those who lead. Who has not joined yet has nothing to open: the contact is told. */
const PEOPLE = `
  select k.id as "contactId", null as "memberId", null::uuid as "laboratoryId", k.client_id as "clientId", null as role, k.email, k.name, k.language,
    k.time_zone as "timeZone", c.country
  from contacts k join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
  where k.tenant_id = current_tenant() and (k.id = any ($1::uuid[]) or k.client_id = any ($2::uuid[]))
  union all
  select null, m.id, null, m.client_id, m.role, m.email, m.name, m.language, m.time_zone, m.country
  from members m where m.tenant_id = current_tenant() and m.left_at is null and (m.id = any ($3::uuid[])
    or m.role in ('owner', 'manager') or (m.role = 'client' and m.client_id = any ($2::uuid[]) and m.joined_at is not null))
  union all
  select null, null, l.id, null, null, l.email, l.name, case when l.country in ('CN', 'HK', 'MO', 'TW') then 'zh' else 'en' end, l.time_zone, l.country
  from laboratories l where l.tenant_id = current_tenant() and l.email is not null and l.id = any ($4::uuid[])`;
