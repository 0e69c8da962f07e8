export const POLICIES = {
  name: 'reminder-policies.of',
  text: `select id, kind, basis, client_id as "clientId", application_id as "applicationId", steps, overdue, escalation, version
    from reminder_policies where tenant_id = current_tenant()
      and ((client_id is null and application_id is null) or client_id = any ($1::uuid[]) or application_id = any ($2::uuid[]))`,
};

export const HOURS = {
  name: 'reminder-settings.own',
  text: `select morning_hour as "morningHour", quiet_from as "quietFrom", quiet_to as "quietTo",
      outlook_weekday as "outlookWeekday", version
    from reminder_settings where tenant_id = current_tenant()`,
};

/** While what is planned is laid anew for other hours. */
export const LAYING = {
  name: 'reminder-layings.own',
  text: `select began_at as since from reminder_layings where tenant_id = current_tenant()`,
};

export const KNOWN = `
  select r.id, r.deadline_id as "deadlineId", r.step_days as step, r.step_unit as unit, r.contact_id as "contactId",
    r.member_id as "memberId", r.laboratory_id as "laboratoryId", r.reason,
    r.send_on as "sendOn", r.send_at as "sendAt", r.time_zone as "timeZone", r.moved_from as "movedFrom",
    r.moved_because as "movedFor", r.state, r.is_held as "isHeld", r.mail_id as "mailId",
    m.to_email as email, m.to_name as name, m.language, m.alone_key as "aloneKey", r.instead_of as "insteadOf",
    case when r.state = 'sent' then (m.sent_at at time zone r.time_zone)::date end as "sentOn"
  from reminders r left join mails m on m.tenant_id = r.tenant_id and m.id = r.mail_id
  where r.tenant_id = current_tenant() and r.deadline_id = any ($1)`;

export const LAY = `
  insert into reminders (id, deadline_id, step_days, step_unit, contact_id, member_id, laboratory_id, reason, send_on, send_at, time_zone,
                         moved_from, moved_because, mail_id, state, state_reason, is_held, created_at)
  select id, "deadlineId", step, unit, "contactId", "memberId", "laboratoryId", reason, "sendOn", "sendAt", "timeZone",
         "movedFrom", "movedFor", "mailId", state, "stateReason", "isHeld", $2
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "deadlineId" uuid, step int, unit text, "contactId" uuid, "memberId" uuid,
    "laboratoryId" uuid, reason text, "sendOn" date, "sendAt" timestamptz, "timeZone" text, "movedFrom" date, "movedFor" text, "mailId" uuid, state text,
    "stateReason" text, "isHeld" boolean)
  on conflict (tenant_id, deadline_id, step_days, step_unit, contact_id, member_id, laboratory_id)
    where contact_id is not null or member_id is not null or laboratory_id is not null
    do update set reason = excluded.reason, send_on = excluded.send_on, send_at = excluded.send_at, time_zone = excluded.time_zone,
      moved_from = excluded.moved_from, moved_because = excluded.moved_because, mail_id = excluded.mail_id, state = excluded.state,
      state_reason = excluded.state_reason, is_held = excluded.is_held, version = reminders.version + 1
    where reminders.state in ('planned', 'withdrawn')`;

export const WITHDRAW = `
  update reminders r set state = 'withdrawn', state_reason = w.reason, mail_id = null, version = r.version + 1
  from jsonb_to_recordset($1::jsonb) as w (id uuid, reason text)
  where r.tenant_id = current_tenant() and r.id = w.id and r.state = 'planned'`;

const OPEN = `select d.id from deadlines d where d.tenant_id = current_tenant() and d.state = 'open'`;

/** Certificates as the subject itself, or followed up at the factory that is the subject. */
const subjectOf = (certificates: string): string =>
  `(d.certificate_id in (select c.id from certificates c where c.tenant_id = current_tenant() and ${certificates})
    or d.factory_id in (select c.factory_id from certificates c where c.tenant_id = current_tenant() and ${certificates}))`;

const laidFor = (person: 'contact_id' | 'member_id'): string =>
  `d.id in (select r.deadline_id from reminders r where r.tenant_id = current_tenant() and r.${person} = $1 and r.state = 'planned')`;

export const LAID_FOR_CONTACT = `${OPEN} and ${laidFor('contact_id')}`;

export const LAID_FOR_MEMBER = `${OPEN} and ${laidFor('member_id')}`;

/** Cases as the subject itself, or as what the audit, booking, sample or CB test report belongs to. */
function ofCases(cases: string): string {
  const ids = `select a.id from applications a where a.tenant_id = current_tenant() and ${cases}`;
  const hanging = (table: string) =>
    `select h.id from ${table} h where h.tenant_id = current_tenant() and h.application_id in (${ids})`;
  return `(d.application_id in (${ids}) or d.audit_id in (${hanging('audits')}) or d.booking_id in (${hanging('bookings')})
    or d.sample_id in (${hanging('samples')}) or d.cb_report_id in (${hanging('cb_reports')}))`;
}

/** The wall of a deadline is its client, whatever owes it; only a factory's has none. */
const ofClient = (client: string): string => `d.client_id = (${client})`;

const CLIENT_OF_CONTACT = 'select k.client_id from contacts k where k.tenant_id = current_tenant() and k.id = $1';
const CLIENT_OF_MEMBER = `select m.client_id from members m where m.tenant_id = current_tenant() and m.id = $1 and m.role = 'client'`;

export const OF_CONTACT = `${OPEN} and (${laidFor('contact_id')} or ${ofClient(CLIENT_OF_CONTACT)}
  or ${subjectOf(`c.client_id = (${CLIENT_OF_CONTACT})`)})`;

export const OF_CLIENT = `${OPEN} and (d.client_id = $1 or ${subjectOf('c.client_id = $1')}
  or d.id in (select r.deadline_id from reminders r where r.tenant_id = current_tenant() and r.state = 'planned'
              and r.contact_id is null and r.member_id is null and r.laboratory_id is null))`;

export const OF_MEMBER = `${OPEN} and (${laidFor('member_id')} or ${subjectOf('c.responsible_id = $1')} or ${ofClient(CLIENT_OF_MEMBER)}
  or ${ofCases('(a.owner_id = $1 or a.deputy_id = $1)')}
  or d.audit_id in (select u.id from audits u where u.tenant_id = current_tenant() and u.responsible_id = $1)
  or d.booking_id in (select b.id from bookings b where b.tenant_id = current_tenant() and b.responsible_id = $1)
  or d.entry_id in (select e.id from regulatory_entries e where e.tenant_id = current_tenant() and e.responsible_id = $1)
  or d.determination_id in (select t.id from determinations t where t.tenant_id = current_tenant() and t.responsible_id = $1)
  or d.approval_id in (select v.id from approvals v left join vehicle_projects p on p.tenant_id = v.tenant_id and p.id = v.project_id
    where v.tenant_id = current_tenant() and coalesce(v.responsible_id, p.responsible_id) = $1)
  or d.cb_report_id in (select r.id from cb_reports r where r.tenant_id = current_tenant() and r.responsible_id = $1)
  or exists (select 1 from members m where m.tenant_id = current_tenant() and m.id = $1 and m.role in ('owner', 'manager')))`;

export const OF_CERTIFICATES = `${OPEN} and ${subjectOf('c.id = any ($1)')}`;

export const OF_APPLICATIONS = `${OPEN} and ${ofCases('a.id = any ($1)')}`;

export const OF_KIND = `${OPEN} and d.kind = $1`;

export const OF_CLIENT_AND_KIND = `${OPEN} and d.kind = $2 and (d.client_id = $1 or ${subjectOf('c.client_id = $1')})`;

export const OF_APPLICATIONS_AND_KIND = `${OPEN} and d.kind = $2 and ${ofCases('a.id = any ($1)')}`;

export const OPEN_AFTER = `${OPEN} and ($1::uuid is null or d.id > $1) order by d.id limit $2`;

/** Bookings, and the cases whose test is booked there. */
export const OF_LABORATORY = `${OPEN} and (
  d.id in (select r.deadline_id from reminders r where r.tenant_id = current_tenant() and r.laboratory_id = $1 and r.state = 'planned')
  or d.booking_id in (select b.id from bookings b where b.tenant_id = current_tenant() and b.laboratory_id = $1)
  or d.sample_id in (select s.id from samples s join bookings b on b.tenant_id = s.tenant_id and b.id = s.booking_id
    where s.tenant_id = current_tenant() and b.laboratory_id = $1)
  or ${ofCases('a.id in (select b.application_id from bookings b where b.tenant_id = current_tenant() and b.laboratory_id = $1)')})`;

/**
 * Step by step over arrays of ids. An import reads this inside its own transaction, whose rows have no statistics yet:
 * joined freely, the planner expects one row of each table and walks all reminders for every deadline, for minutes.
 * `is true` keeps it from the indexes by state and instant, which hold nearly every row: the ids decide.
 */
const HELD_MAILS = `
  with held as materialized (
    select d.id from deadlines d where d.tenant_id = current_tenant() and d.held_by_import_id = $1 and d.state = 'open'
  ), promised as materialized (
    select r.mail_id, (array_agg(r.contact_id))[1] as contact_id from reminders r
    where r.tenant_id = current_tenant() and r.deadline_id = any (array(select id from held)) and (r.state = 'planned') is true and r.is_held
    group by r.mail_id
  ), owed as materialized (
    select m.id, lower(m.to_email) as address, m.to_name, m.to_email, m.language, m.time_zone, m.send_at from mails m
    where m.tenant_id = current_tenant() and m.id = any (array(select mail_id from promised))
      and (m.state = 'owed') is true and (m.send_at >= $2) is true
  )`;

export const HELD = {
  name: 'reminders.held-mails',
  text: `${HELD_MAILS}
    select count(*)::int as mails, count(distinct address)::int as people,
      min((send_at at time zone time_zone)::date) as "firstOn"
    from owed`,
};

/** The names are looked up for the finished groups. */
export const HELD_READERS = {
  name: 'reminders.held-readers',
  text: `${HELD_MAILS}, readers as materialized (
      select min(to_name) as name, min(to_email) as email, min(language) as language, min(time_zone) as "timeZone",
        (array_agg(id))[1] as mail_id, count(*)::int as mails,
        min((send_at at time zone time_zone)::date) as "firstOn", min(send_at) as first_at
      from owed group by address
    )
    select h.name, h.email, h.language, h."timeZone", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
      h.mails, h."firstOn"
    from readers h
    join promised p on p.mail_id = h.mail_id
    left join contacts c on c.tenant_id = current_tenant() and c.id = p.contact_id
    left join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
    order by h.first_at, h.email limit 1000`,
};
