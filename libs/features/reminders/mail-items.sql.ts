import { SUBJECT_JOINS } from '#features/deadlines/subject-columns';

const names = (latin: string, chinese: string) => `jsonb_build_object('latin', ${latin}, 'chinese', ${chinese})`;
const person = (alias: string) => `jsonb_build_object('name', ${alias}.name, 'email', ${alias}.email)`;

const rowsOf = (source: string, which: string): string => `
  select r.mail_id as "mailId", r.id as "reminderId", r.member_id as "memberId", r.contact_id as "contactId", r.send_at as "sendAt", r.step_days as step, r.step_unit as unit, r.reason, r.instead_of as "insteadOf", d.id as "deadlineId", d.state as "deadlineState", d.kind,
    d.due_on as "dueOn", d.basis, d.source, d.is_disputed as "isDisputed", d.counted, d.certificate_id as "certificateId",
    d.factory_id as "factoryId", d.audit_id as "auditId", d.booking_id as "bookingId",
    d.entry_id as "entryId", d.determination_id as "determinationId", d.approval_id as "approvalId", d.cb_report_id as "cbReportId", cr.product_id as "reportProductId", av.project_id as "projectId", av.kind as "approvalKind",
    case when e.id is not null then ${names('e.title', 'e.title_zh')}
      when dt.id is not null then ${names('coalesce(dt.number, p.name)', 'coalesce(dt.number, p.name_zh)')}
      when av.id is not null then ${names('coalesce(av.title, av.number, p.name, vp.name)', 'coalesce(av.title, av.number, p.name_zh, vp.name_zh)')}
      when cr.id is not null then ${names('cr.number', 'null')} end as record, d.item, c.number, c.scheme,
    c.valid_until as "validUntil", case when p.id is not null then ${names('p.name', 'p.name_zh')} end as product, p.models,
    case when site.id is not null then ${names('site.name', 'site.name_zh')} end as factory,
    site.factory_code as "factoryCode", site.factory_class as "factoryClass",
    a.id as "caseId", a.number as "caseNumber", a.scheme_key as "schemeKey", s.label as sample, s.booking_id as "sampleBookingId",
    case when q.id is not null then ${names('q.title', 'q.title_zh')} end as document, stage.names as "stageNames",
    g.number as "findingNumber", case when l.id is not null then ${names('l.name', 'l.name_zh')} end as laboratory,
    coalesce(whose.clients, case when k.id is not null then jsonb_build_array(${names('k.legal_name', 'k.legal_name_zh')}) end, '[]') as clients,
    coalesce(whose.consultant, case when w.id is not null then ${person('w')} end) as consultant,
    coalesce(d.client_id, case when jsonb_array_length(whose."clientIds") = 1 then (whose."clientIds" ->> 0)::uuid end) as "clientId", a.id as "applicationId",
    case when r.reason = 'escalation' then (select jsonb_build_object('name', m.to_name, 'on', (m.sent_at at time zone r.time_zone)::date)
      from reminders s join mails m on m.tenant_id = s.tenant_id and m.id = s.mail_id
      where s.tenant_id = r.tenant_id and s.deadline_id = r.deadline_id and s.step_days = r.step_days and s.step_unit = r.step_unit
        and s.reason = 'responsible' and s.state = 'sent' order by m.sent_at, s.id limit 1) end as asked,
    (select array_agg(o.days order by o.days desc) from (
      select case s.step_unit when 'calendar' then s.step_days else d.due_on - coalesce(s.moved_from, s.send_on) end as days from reminders s
      where s.tenant_id = r.tenant_id and s.deadline_id = r.deadline_id and s.state = 'sent' and s.step_days >= 0
        and s.contact_id is not distinct from r.contact_id and s.member_id is not distinct from r.member_id
        and s.laboratory_id is not distinct from r.laboratory_id) o) as sent
  from ${source} r
  join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
  ${SUBJECT_JOINS}
  left join factories site on site.tenant_id = d.tenant_id
    and site.id = coalesce(d.factory_id, u.factory_id, c.factory_id, case when d.kind = 'inspection-after-test' then a.factory_id end)
  left join members w on w.tenant_id = d.tenant_id and w.id = coalesce(u.responsible_id, b.responsible_id, e.responsible_id, dt.responsible_id, av.responsible_id, vp.responsible_id, cr.responsible_id, a.owner_id) and w.left_at is null
  left join lateral (
    select jsonb_agg(distinct ${names('k.legal_name', 'k.legal_name_zh')}) as clients, jsonb_agg(distinct k.id) as "clientIds",
      (array_agg(${person('m')} order by m.name) filter (where m.id is not null))[1] as consultant
    from certificates o
    join clients k on k.tenant_id = o.tenant_id and k.id = o.client_id
    left join members m on m.tenant_id = o.tenant_id and m.id = o.responsible_id and m.left_at is null
    where o.tenant_id = d.tenant_id and (o.id = d.certificate_id or (o.factory_id = d.factory_id
      and o.status in ('valid', 'suspended') and o.scheme not in ('ccc-self-declaration-a', 'ccc-self-declaration-b')))
  ) whose on true
  where r.tenant_id = current_tenant() and ${which}
  order by d.due_on, r.id`;

export const ROWS = rowsOf('reminders', `r.mail_id = any ($1::uuid[]) and r.state = 'planned'`);

/** Deadlines that no step brings: as if each were told of today to who is responsible. */
export const ROWS_OF_DEADLINES = rowsOf(
  `(select tenant_id, id, id as deadline_id, null::uuid as mail_id, null::timestamptz as send_at, 0 as step_days, 'calendar' as step_unit,
      'responsible' as reason, null::text as instead_of, null::text as time_zone, null::uuid as contact_id,
      null::uuid as member_id, null::uuid as laboratory_id from deadlines)`,
  `r.id = any ($1)`,
);

/** For whom what lies in an envelope is. */
const INSIDE = `
  select contact_id, member_id, laboratory_id from reminders where tenant_id = m.tenant_id and mail_id = m.id and state = 'planned'
  union all
  select contact_id, member_id, laboratory_id from notices where tenant_id = m.tenant_id and mail_id = m.id and state = 'planned'
  union all
  select contact_id, member_id, null from mail_plans where tenant_id = m.tenant_id and mail_id = m.id and state = 'planned'`;

/** One of the tenant's own people stays staff, also where a client has the same address for its contact. */
export const HEADS = `
  select m.id as "mailId", m.to_email as email, m.to_name as name, m.language, m.time_zone as "timeZone", m.message_id as "messageId",
    ${names('t.name', 't.name_zh')} as tenant, reader.names as "readerOf", reader.names is null as "isStaff",
    coalesce(reader.country, t.country) as country,
    reader.names is null or exists (select 1 from members a where a.tenant_id = m.tenant_id
      and lower(a.email) = lower(m.to_email) and a.user_id is not null and a.left_at is null) as "canSignIn",
    (select ${person('l')} from members l where l.tenant_id = m.tenant_id and l.left_at is null and l.role in ('owner', 'manager')
      order by l.role desc, l.created_at limit 1) as leader,
    case when h.tenant_id is not null then jsonb_build_object('quietFrom', h.quiet_from, 'quietTo', h.quiet_to) end as quiet,
    case when s.email is not null then jsonb_build_object('answer', s.answer) end as mark
  from mails m join tenants t on t.id = m.tenant_id
  left join reminder_settings h on h.tenant_id = m.tenant_id
  left join suppressed_addresses s on s.tenant_id = m.tenant_id and s.email = lower(m.to_email) and s.lifted_at is null
  left join lateral (
    select case when c.id is not null then ${names('c.legal_name', 'c.legal_name_zh')}
        when l.id is not null then ${names('l.name', 'l.name_zh')} end as names,
      coalesce(b.country, c.country, l.country) as country
    from (${INSIDE}) inside
    left join contacts k on k.tenant_id = m.tenant_id and k.id = inside.contact_id
    left join members b on b.tenant_id = m.tenant_id and b.id = inside.member_id
    left join laboratories l on l.tenant_id = m.tenant_id and l.id = inside.laboratory_id
    left join clients c on c.tenant_id = m.tenant_id and c.id = coalesce(k.client_id, b.client_id)
    order by (b.id is not null and b.client_id is null) desc limit 1
  ) reader on true
  where m.tenant_id = current_tenant() and m.id = any ($1::uuid[])`;
