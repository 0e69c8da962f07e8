/**
 * Only certificates of a body are followed up: a factory's declarations name nobody. What hangs on a case and names
 * nobody itself is its owner's, an approval that names nobody that of its vehicle project.
 */
export const TO_PLAN = `
  select d.id, d.kind, d.due_on as "dueOn", d.basis, d.state, d.held_by_import_id is not null as "isHeld",
    case when d.kind = 'renewal-filing' then own.valid_until end as "overdueUntil", a.id as "applicationId",
    coalesce(d.factory_id, u.factory_id, own.factory_id, a.factory_id) as "factoryId",
    case when tested.id is not null then jsonb_build_array(tested.laboratory_id)
      when a.id is not null then (select coalesce(jsonb_agg(distinct o.laboratory_id), '[]') from bookings o
        where o.tenant_id = d.tenant_id and o.application_id = a.id and o.status in ('requested', 'option', 'confirmed', 'running'))
      else '[]' end as "laboratoryIds",
    coalesce(of_factory.concerns, jsonb_build_array(jsonb_build_object(
      'responsibleId', coalesce(own.responsible_id, u.responsible_id, b.responsible_id, e.responsible_id, dt.responsible_id,
        av.responsible_id, vp.responsible_id, cr.responsible_id, a.owner_id), 'deputyId', a.deputy_id,
      'contactId', coalesce(own.contact_id, u.contact_id, dt.contact_id, av.contact_id, a.contact_id), 'clientId', d.client_id))) as concerns
  from deadlines d
  left join certificates own on own.tenant_id = d.tenant_id and own.id = d.certificate_id
  left join audits u on u.tenant_id = d.tenant_id and u.id = d.audit_id
  left join samples s on s.tenant_id = d.tenant_id and s.id = d.sample_id
  left join bookings b on b.tenant_id = d.tenant_id and b.id = d.booking_id
  left join bookings tested on tested.tenant_id = d.tenant_id and tested.id = coalesce(d.booking_id, s.booking_id)
  left join regulatory_entries e on e.tenant_id = d.tenant_id and e.id = d.entry_id
  left join determinations dt on dt.tenant_id = d.tenant_id and dt.id = d.determination_id
  left join approvals av on av.tenant_id = d.tenant_id and av.id = d.approval_id
  left join vehicle_projects vp on vp.tenant_id = av.tenant_id and vp.id = av.project_id
  left join cb_reports cr on cr.tenant_id = d.tenant_id and cr.id = d.cb_report_id
  left join applications a on a.tenant_id = d.tenant_id
    and a.id = coalesce(d.application_id, u.application_id, b.application_id, s.application_id, cr.application_id)
  left join lateral (
    select coalesce(jsonb_agg(distinct jsonb_build_object(
      'responsibleId', c.responsible_id, 'contactId', c.contact_id, 'clientId', c.client_id)), '[]') as concerns
    from certificates c
    where c.tenant_id = d.tenant_id and c.factory_id = d.factory_id and c.status in ('valid', 'suspended')
      and c.scheme not in ('ccc-self-declaration-a', 'ccc-self-declaration-b')
  ) of_factory on d.factory_id is not null
  where d.tenant_id = current_tenant() and d.id = any ($1)`;

/** Named ones ($1), all of clients ($2), all of factories ($3). */
export const CONTACTS = `
  select k.id as "contactId", null as "memberId", null as "laboratoryId", k.client_id as "clientId", k.factory_id as "factoryId",
    k.email, k.name, k.language, k.time_zone as "timeZone", c.country
  from contacts k join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
  where k.tenant_id = current_tenant() and (k.id = any ($1) or k.client_id = any ($2) or k.factory_id = any ($3))
  order by k.created_at, k.id`;

export const MEMBERS = `
  select null as "contactId", m.id as "memberId", null as "laboratoryId", m.role, m.email, m.name, m.language,
    m.time_zone as "timeZone", m.country
  from members m
  where m.tenant_id = current_tenant() and m.left_at is null and m.role in ('owner', 'manager', 'consultant')
  order by m.created_at, m.id`;

/** Who has joined on the side of a client. */
export const CLIENT_MEMBERS = `
  select null as "contactId", m.id as "memberId", null as "laboratoryId", m.client_id as "clientId", m.email, m.name,
    m.language, m.time_zone as "timeZone", m.country
  from members m
  where m.tenant_id = current_tenant() and m.left_at is null and m.joined_at is not null and m.role = 'client' and m.client_id = any ($1)
  order by m.created_at, m.id`;

/** A laboratory is written to in the language of its country, as far as we have it. */
export const LABORATORIES = `
  select null as "contactId", null as "memberId", l.id as "laboratoryId", l.email, coalesce(case when l.country = 'CN' then l.name_zh end, l.name) as name,
    case when l.country = 'CN' then 'zh' else 'en' end as language, l.time_zone as "timeZone", l.country
  from laboratories l
  where l.tenant_id = current_tenant() and l.id = any ($1) and l.email is not null`;

export const ABSENCES = `
  select member_id as "memberId", from_on as "fromOn", to_on as "toOn", deputy_id as "deputyId"
  from absences where tenant_id = current_tenant() and to_on >= $1 order by from_on, id`;

/** The last answer of each reader to each of these deadlines. */
export const ANSWERS = `
  select distinct on (a.deadline_id, a.contact_id, a.member_id, a.laboratory_id) a.deadline_id as "deadlineId",
    a.contact_id as "contactId", a.member_id as "memberId", a.laboratory_id as "laboratoryId", a.answer, a.until, a.given_on as "givenOn"
  from reminder_answers a
  where a.tenant_id = current_tenant() and a.deadline_id = any ($1)
  order by a.deadline_id, a.contact_id, a.member_id, a.laboratory_id, a.given_at desc, a.id desc`;

/** What readers chose for these kinds of deadlines. */
export const CHOICES = `
  select contact_id as "contactId", member_id as "memberId", topic, choice from mail_choices
  where tenant_id = current_tenant() and topic = any ($1)`;
