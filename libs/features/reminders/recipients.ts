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
  /** the certificate itself, or the followed-up certificates of the factory */
  certificates: { responsibleId: string | null; contactId: string | null; clientId: string }[];
}

interface Member extends Recipient {
  role: string;
}

interface Contact extends Recipient {
  clientId: string;
}

/** Loads deadlines for planning. */
export async function deadlinesToPlan(db: Db, ids: readonly string[]): Promise<DeadlineToPlan[]> {
  return db.query<DeadlineToPlan>(TO_PLAN, [ids]);
}

/**
 * Who is reminded of each deadline: the responsible member (the managers and owners where nobody is), the contact of
 * the certificate (all contacts of the client where none is named), and once overdue the managers and owners as well.
 * Each address once.
 */
export async function recipientsOf(db: Db, deadlines: readonly DeadlineToPlan[]): Promise<Map<string, Recipient[]>> {
  const certificates = deadlines.flatMap((deadline) => deadline.certificates);
  const named = certificates.flatMap((c) => (c.contactId ? [c.contactId] : []));
  const unnamed = certificates.flatMap((c) => (c.contactId ? [] : [c.clientId]));
  const contacts = await db.query<Contact>(CONTACTS, [[...new Set(named)], [...new Set(unnamed)]]);
  const members = await db.query<Member>(MEMBERS);
  const contactById = new Map(contacts.map((contact) => [contact.contactId!, contact]));
  const memberById = new Map(members.map((member) => [member.memberId!, member]));
  const leaders = members.filter((member) => member.role === 'owner' || member.role === 'manager');

  const found = new Map<string, Recipient[]>();
  for (const deadline of deadlines) {
    const people: Recipient[] = [];
    const add = (person: Recipient, reason: RecipientReason): void => {
      const email = person.email.toLowerCase();
      if (!people.some((known) => known.email.toLowerCase() === email)) people.push({ ...person, reason });
    };
    const responsible = deadline.certificates.flatMap((c) => memberById.get(c.responsibleId ?? '') ?? []);
    for (const member of responsible.length > 0 ? responsible : leaders) add(member, 'responsible');
    for (const { contactId, clientId } of deadline.certificates) {
      const named = contactById.get(contactId ?? '');
      for (const contact of named ? [named] : contacts.filter((c) => c.clientId === clientId))
        add(contact, 'client-contact');
    }
    for (const leader of leaders) add(leader, 'manager');
    found.set(deadline.id, people);
  }
  return found;
}

/** Only certificates of a body are followed up: a factory's declarations name nobody. */
const TO_PLAN = `
  select d.id, d.kind, d.due_on as "dueOn", d.basis, d.state, d.held_by_import_id is not null as "isHeld",
    case when d.kind = 'renewal-filing' then own.valid_until end as "overdueUntil",
    coalesce(of_factory.certificates, jsonb_build_array(jsonb_build_object(
      'responsibleId', own.responsible_id, 'contactId', own.contact_id, 'clientId', own.client_id))) as certificates
  from deadlines d
  left join certificates own on own.tenant_id = d.tenant_id and own.id = d.certificate_id
  left join lateral (
    select coalesce(jsonb_agg(distinct jsonb_build_object(
      'responsibleId', c.responsible_id, 'contactId', c.contact_id, 'clientId', c.client_id)), '[]') as certificates
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
