import type { Db, NamedSql } from '#database/db';
import { addDays, type Day } from '#domain/day';
import { TEAM_ONLY } from '#domain/deadlines/policy';
import type { PlanTopic } from '#domain/mail/choices';
import type { NoticeSlot } from '#features/reminders/mail/notice-content';
import type { TwoNames } from '#features/reminders/mail/mail-content';

/** A plan that lies in a mail, with its reader. */
export interface LaidPlan {
  kind: PlanTopic;
  memberId: string | null;
  contactId: string | null;
}

/** A case that waits for its owner's own house. */
export interface CaseToMove {
  id: string;
  number: string;
  product: TwoNames | null;
  client: TwoNames;
  since: Day;
}

/** An inspection or a test booking of today or tomorrow. */
export interface Appointment {
  kind: 'audit' | 'booking';
  id: string;
  place: TwoNames | null;
  client: TwoNames | null;
  from: Day;
  to: Day;
  slot: NoticeSlot | null;
}

/** What lies on one member's desk; deadlines by id, the nearest first. */
export interface Desk {
  due: string[];
  /** reminders that asked the member for an answer and have none */
  asked: string[];
  turns: CaseToMove[];
  appointments: Appointment[];
}

/** Days ahead that a plan of the day looks at what is due, and an outlook altogether. */
export const DESK_DAYS = 7;
export const OUTLOOK_DAYS = 28;
/** More than anybody reads in a mail; the product has the rest. */
export const MOST_LINES = 100;

export async function plansInMail(db: Db, mailId: string): Promise<LaidPlan[]> {
  return db.prepared<LaidPlan>(PLANS, [mailId]);
}

/** @param today where the member is */
export async function deskOf(db: Db, memberId: string, today: Day): Promise<Desk> {
  const ids = async (sql: NamedSql, params: unknown[]) =>
    (await db.prepared<{ id: string }>(sql, params)).map(({ id }) => id);
  const [due, asked, turns, appointments] = await Promise.all([
    ids(DUE, [memberId, null, addDays(today, DESK_DAYS)]),
    ids(ASKED, [memberId]),
    db.prepared<CaseToMove>(TURNS, [memberId]),
    db.prepared<Appointment>(APPOINTMENTS, [memberId, today, addDays(today, 1)]),
  ]);
  return { due, asked, turns, appointments };
}

/** Deadlines of the next four weeks: of a member those he answers for, of a contact those of his own company. */
export async function outlookOf(
  db: Db,
  { memberId, contactId }: Omit<LaidPlan, 'kind'>,
  today: Day,
): Promise<string[]> {
  const until = addDays(today, OUTLOOK_DAYS - 1);
  const rows =
    memberId !== null
      ? await db.prepared<{ id: string }>(DUE, [memberId, today, until])
      : await db.prepared<{ id: string }>(DUE_OF_CONTACT, [contactId, today, until, TEAM_ONLY]);
  return rows.map(({ id }) => id);
}

/** Asked for thousands of people in the hour before a morning: planning these would take longer than they do. */
const PLANS: NamedSql = {
  name: 'daily-plans.in-mail',
  text: `
  select distinct kind, member_id as "memberId", contact_id as "contactId" from mail_plans
  where tenant_id = current_tenant() and mail_id = $1 and state = 'planned' order by kind`,
};

const OPEN = `d.tenant_id = current_tenant() and d.state = 'open' and d.kind <> 'cut-over' and d.held_by_import_id is null`;
const OWN_CASES = `select a.id from applications a where a.tenant_id = current_tenant() and a.owner_id = $1`;

/** Of a client-role member what is his company's; of the team what the member is responsible for. */
const MINE = `(
  d.client_id = (select m.client_id from members m where m.tenant_id = current_tenant() and m.id = $1 and m.role = 'client')
  or d.certificate_id in (select c.id from certificates c where c.tenant_id = current_tenant() and c.responsible_id = $1)
  or d.factory_id in (select c.factory_id from certificates c where c.tenant_id = current_tenant() and c.responsible_id = $1
    and c.status in ('valid', 'suspended') and c.scheme not in ('ccc-self-declaration-a', 'ccc-self-declaration-b'))
  or d.application_id in (${OWN_CASES})
  or d.audit_id in (select u.id from audits u where u.tenant_id = current_tenant()
    and (u.responsible_id = $1 or (u.responsible_id is null and u.application_id in (${OWN_CASES}))))
  or d.booking_id in (select b.id from bookings b where b.tenant_id = current_tenant()
    and (b.responsible_id = $1 or (b.responsible_id is null and b.application_id in (${OWN_CASES}))))
  or d.sample_id in (select s.id from samples s where s.tenant_id = current_tenant() and s.application_id in (${OWN_CASES}))
  or d.entry_id in (select e.id from regulatory_entries e where e.tenant_id = current_tenant() and e.responsible_id = $1)
  or d.determination_id in (select t.id from determinations t where t.tenant_id = current_tenant() and t.responsible_id = $1)
  or d.approval_id in (select v.id from approvals v left join vehicle_projects p on p.tenant_id = v.tenant_id and p.id = v.project_id
    where v.tenant_id = current_tenant() and coalesce(v.responsible_id, p.responsible_id) = $1)
  or d.cb_report_id in (select r.id from cb_reports r left join applications o on o.tenant_id = r.tenant_id and o.id = r.application_id
    where r.tenant_id = current_tenant() and coalesce(r.responsible_id, o.owner_id) = $1))`;

const DUE: NamedSql = {
  name: 'daily-plans.due',
  text: `
  select d.id from deadlines d
  where ${OPEN} and d.due_on <= $3::date and ($2::date is null or d.due_on >= $2) and ${MINE}
  order by d.due_on, d.id limit ${MOST_LINES}`,
};

/** Not what another contact of the company is named for. */
const DUE_OF_CONTACT: NamedSql = {
  name: 'daily-plans.due-of-contact',
  text: `
  select d.id from deadlines d join contacts k on k.tenant_id = d.tenant_id and k.id = $1 and k.client_id = d.client_id
  left join certificates c on c.tenant_id = d.tenant_id and c.id = d.certificate_id
  left join audits u on u.tenant_id = d.tenant_id and u.id = d.audit_id
  left join applications a on a.tenant_id = d.tenant_id and a.id = coalesce(d.application_id, u.application_id)
  where ${OPEN} and d.due_on between $2::date and $3::date and not d.kind = any ($4)
    and coalesce(c.contact_id, u.contact_id, a.contact_id, k.id) = k.id
  order by d.due_on, d.id limit ${MOST_LINES}`,
};

const ASKED: NamedSql = {
  name: 'daily-plans.asked',
  text: `
  select distinct d.id, d.due_on from reminders r
  join mails m on m.tenant_id = r.tenant_id and m.id = r.mail_id and m.alone_key is not null and m.alone_key not like 'at-once%'
  join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id and d.state = 'open' and d.basis = 'legal'
  where r.tenant_id = current_tenant() and r.member_id = $1 and r.state = 'sent' and r.reason = 'responsible' and r.step_days >= 0
    and not exists (select from reminder_answers x where x.tenant_id = r.tenant_id and x.deadline_id = r.deadline_id and x.member_id = $1
      and greatest(x.given_on, x.until) >= (m.sent_at at time zone r.time_zone)::date)
  order by d.due_on, d.id limit ${MOST_LINES}`,
};

const names = (latin: string, chinese: string) => `jsonb_build_object('latin', ${latin}, 'chinese', ${chinese})`;

const TURNS: NamedSql = {
  name: 'daily-plans.turns',
  text: `
  select a.id, a.number, case when p.id is not null then ${names('p.name', 'p.name_zh')} end as product,
    ${names('k.legal_name', 'k.legal_name_zh')} as client, a.turn_since as since
  from applications a join clients k on k.tenant_id = a.tenant_id and k.id = a.client_id
  left join products p on p.tenant_id = a.tenant_id and p.id = a.product_id
  where a.tenant_id = current_tenant() and a.owner_id = $1 and a.turn = 'consultancy'
    and a.status not in ('certified', 'refused', 'withdrawn', 'lapsed')
  order by a.turn_since, a.id limit ${MOST_LINES}`,
};

/** Days of an inspection are days there; a slot is on the day of its own laboratory. */
const APPOINTMENTS: NamedSql = {
  name: 'daily-plans.appointments',
  text: `
  select 'audit' as kind, u.id, ${names('f.name', 'f.name_zh')} as place, ${names('k.legal_name', 'k.legal_name_zh')} as client,
    u.planned_from as "from", coalesce(u.planned_to, u.planned_from) as "to", null::jsonb as slot
  from audits u join factories f on f.tenant_id = u.tenant_id and f.id = u.factory_id
  left join clients k on k.tenant_id = u.tenant_id and k.id = u.client_id
  left join applications a on a.tenant_id = u.tenant_id and a.id = u.application_id
  where u.tenant_id = current_tenant() and coalesce(u.responsible_id, a.owner_id) = $1 and u.status in ('planned', 'confirmed')
    and u.planned_from <= $3::date and coalesce(u.planned_to, u.planned_from) >= $2::date
  union all
  select 'booking', b.id, ${names('l.name', 'l.name_zh')}, ${names('k.legal_name', 'k.legal_name_zh')},
    (b.starts_at at time zone l.time_zone)::date, (b.ends_at at time zone l.time_zone)::date,
    jsonb_build_object('startsAt', to_char(b.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'endsAt', to_char(b.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'timeZone', l.time_zone)
  from bookings b join laboratories l on l.tenant_id = b.tenant_id and l.id = b.laboratory_id
  left join clients k on k.tenant_id = b.tenant_id and k.id = b.client_id
  left join applications a on a.tenant_id = b.tenant_id and a.id = b.application_id
  where b.tenant_id = current_tenant() and coalesce(b.responsible_id, a.owner_id) = $1 and b.status in ('option', 'confirmed', 'running')
    and b.starts_at is not null and (b.starts_at at time zone l.time_zone)::date <= $3::date
    and (b.ends_at at time zone l.time_zone)::date >= $2::date
  order by 5, 2`,
};
