import type { Db } from '#database/db';
import type { Day } from '#domain/day';
import type { Basis, DeadlineKind, DeadlineState } from '#domain/deadlines/deadline';
import type { Language } from '#domain/permissions';

/** Why somebody gets a reminder. Of several reasons the first in this order is told. */
export type RecipientReason = 'responsible' | 'client-contact' | 'deputy' | 'manager';

/** One person who is reminded: a member of the tenant or a contact of a client. */
export interface Recipient {
  contactId: string | null;
  memberId: string | null;
  reason: RecipientReason;
  email: string;
  name: string;
  language: Language;
  timeZone: string;
  /** whose working mornings count */
  country: string;
}

/** One deadline as planning sees it. */
export interface DeadlineToPlan {
  id: string;
  kind: DeadlineKind;
  dueOn: Day;
  basis: Basis;
  state: DeadlineState;
  isHeld: boolean;
  overdueUntil: Day | null;
  /**
   * whose it is: of the certificate itself, of the followed-up certificates of the factory, of the case, audit or booking,
   * of the entry, determination or approval
   */
  concerns: Concern[];
}

interface Concern {
  responsibleId: string | null;
  deputyId?: string | null;
  contactId: string | null;
  /** null: an entry of the regulatory watch, which is the team's */
  clientId: string | null;
}

/** Dates of the team's own work: no client is reminded of them. */
const TEAM_ONLY: readonly DeadlineKind[] = ['stage-due', 'booking-option', 'views-on-draft'];
/** What a client does itself, here: its people with an account hear of it beside the contact. */
const FOR_ALL_OF_CLIENT: readonly DeadlineKind[] = ['document-request'];

interface Member extends Recipient {
  role: string;
}

interface Contact extends Recipient {
  clientId: string;
}

interface ClientMember extends Recipient {
  clientId: string;
}

/** Loads deadlines for planning. */
export async function deadlinesToPlan(db: Db, ids: readonly string[]): Promise<DeadlineToPlan[]> {
  return db.query<DeadlineToPlan>(TO_PLAN, [ids]);
}

/**
 * Who is reminded of each deadline: the responsible member or owner of the case (the managers and owners where nobody
 * is), the contact of the certificate, case, determination or approval (all contacts of the client where none is named),
 * and once overdue the
 * deputy, the managers and the owners as well. Each address once.
 */
export async function recipientsOf(db: Db, deadlines: readonly DeadlineToPlan[]): Promise<Map<string, Recipient[]>> {
  const told = deadlines.filter(({ kind }) => !TEAM_ONLY.includes(kind)).flatMap(({ concerns }) => concerns);
  const named = told.flatMap((c) => (c.contactId ? [c.contactId] : []));
  const unnamed = told.flatMap((c) => (c.contactId ? [] : (c.clientId ?? [])));
  const withAccounts = deadlines.filter(({ kind }) => FOR_ALL_OF_CLIENT.includes(kind));
  const clientIds = [...new Set(withAccounts.flatMap(({ concerns }) => concerns.flatMap((c) => c.clientId ?? [])))];
  const contacts = await db.query<Contact>(CONTACTS, [[...new Set(named)], [...new Set(unnamed)]]);
  const members = await db.query<Member>(MEMBERS);
  const ofClients = clientIds.length > 0 ? await db.query<ClientMember>(CLIENT_MEMBERS, [clientIds]) : [];
  const contactById = new Map(contacts.map((contact) => [contact.contactId!, contact]));
  const memberById = new Map(members.map((member) => [member.memberId!, member]));
  const leaders = members.filter((member) => member.role === 'owner' || member.role === 'manager');

  const found = new Map<string, Recipient[]>();
  for (const { id, kind, concerns } of deadlines) {
    const people: Recipient[] = [];
    const add = (person: Recipient, reason: RecipientReason): void => {
      const email = person.email.toLowerCase();
      if (!people.some((known) => known.email.toLowerCase() === email)) people.push({ ...person, reason });
    };
    const responsible = concerns.flatMap((c) => memberById.get(c.responsibleId ?? '') ?? []);
    for (const member of responsible.length > 0 ? responsible : leaders) add(member, 'responsible');
    for (const { contactId, clientId } of TEAM_ONLY.includes(kind) ? [] : concerns) {
      const named = contactById.get(contactId ?? '');
      for (const contact of named ? [named] : contacts.filter((c) => c.clientId === clientId))
        add(contact, 'client-contact');
      if (!FOR_ALL_OF_CLIENT.includes(kind)) continue;
      for (const member of ofClients.filter((m) => m.clientId === clientId)) add(member, 'client-contact');
    }
    for (const deputy of concerns.flatMap((c) => memberById.get(c.deputyId ?? '') ?? [])) add(deputy, 'deputy');
    for (const leader of leaders) add(leader, 'manager');
    found.set(id, people);
  }
  return found;
}

/**
 * Only certificates of a body are followed up: a factory's declarations name nobody. What hangs on a case and names
 * nobody itself is its owner's, an approval that names nobody that of its vehicle project.
 */
const TO_PLAN = `
  select d.id, d.kind, d.due_on as "dueOn", d.basis, d.state, d.held_by_import_id is not null as "isHeld",
    case when d.kind = 'renewal-filing' then own.valid_until end as "overdueUntil",
    coalesce(of_factory.concerns, jsonb_build_array(jsonb_build_object(
      'responsibleId', coalesce(own.responsible_id, u.responsible_id, b.responsible_id, e.responsible_id, dt.responsible_id,
        av.responsible_id, vp.responsible_id, a.owner_id), 'deputyId', a.deputy_id,
      'contactId', coalesce(own.contact_id, u.contact_id, dt.contact_id, av.contact_id, a.contact_id), 'clientId', d.client_id))) as concerns
  from deadlines d
  left join certificates own on own.tenant_id = d.tenant_id and own.id = d.certificate_id
  left join audits u on u.tenant_id = d.tenant_id and u.id = d.audit_id
  left join bookings b on b.tenant_id = d.tenant_id and b.id = d.booking_id
  left join samples s on s.tenant_id = d.tenant_id and s.id = d.sample_id
  left join regulatory_entries e on e.tenant_id = d.tenant_id and e.id = d.entry_id
  left join determinations dt on dt.tenant_id = d.tenant_id and dt.id = d.determination_id
  left join approvals av on av.tenant_id = d.tenant_id and av.id = d.approval_id
  left join vehicle_projects vp on vp.tenant_id = av.tenant_id and vp.id = av.project_id
  left join applications a on a.tenant_id = d.tenant_id
    and a.id = coalesce(d.application_id, u.application_id, b.application_id, s.application_id)
  left join lateral (
    select coalesce(jsonb_agg(distinct jsonb_build_object(
      'responsibleId', c.responsible_id, 'contactId', c.contact_id, 'clientId', c.client_id)), '[]') as concerns
    from certificates c
    where c.tenant_id = d.tenant_id and c.factory_id = d.factory_id and c.status in ('valid', 'suspended')
      and c.scheme not in ('ccc-self-declaration-a', 'ccc-self-declaration-b')
  ) of_factory on d.factory_id is not null
  where d.tenant_id = current_tenant() and d.id = any ($1)`;

const CONTACTS = `
  select k.id as "contactId", null as "memberId", k.client_id as "clientId", k.email, k.name, k.language,
    k.time_zone as "timeZone", c.country
  from contacts k join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
  where k.tenant_id = current_tenant() and (k.id = any ($1) or k.client_id = any ($2))
  order by k.created_at, k.id`;

const MEMBERS = `
  select null as "contactId", m.id as "memberId", m.role, m.email, m.name, m.language, m.time_zone as "timeZone", m.country
  from members m
  where m.tenant_id = current_tenant() and m.left_at is null and m.role in ('owner', 'manager', 'consultant')
  order by m.created_at, m.id`;

/** Who has joined on the side of a client. */
const CLIENT_MEMBERS = `
  select null as "contactId", m.id as "memberId", m.client_id as "clientId", m.email, m.name, m.language,
    m.time_zone as "timeZone", m.country
  from members m
  where m.tenant_id = current_tenant() and m.left_at is null and m.joined_at is not null and m.role = 'client' and m.client_id = any ($1)
  order by m.created_at, m.id`;
