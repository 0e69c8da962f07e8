import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { addDays, daysBetween } from '#domain/day';
import { BadInput } from '#domain/errors';
import { CALENDAR_KINDS, type CalendarEntry, type CalendarKind, type WorkCalendarQuery, type WorkCalendarView } from './work.dto.js'; // prettier-ignore

const MOST_DAYS = 62;
/** More things of one kind in two months than anybody reads on a calendar; the lists have the rest. */
const MOST_ENTRIES = 500;
/** What began longer ago than this and still runs is not found by its first day; no audit or booking lasts so long. */
const LONGEST_DAYS = 92;

/** What lies in some days: deadlines, audits, bookings and expected certificates, each kind by its own index. */
@Injectable()
export class WorkCalendarQueries {
  constructor(private readonly db: Db) {}

  /** @throws BadInput for days that run backwards or are too many */
  async between({
    from,
    to,
    show = [...CALENDAR_KINDS],
    clientId,
    ownerId,
  }: WorkCalendarQuery): Promise<WorkCalendarView> {
    const days = daysBetween(from, to);
    if (days < 0 || days > MOST_DAYS) {
      const allowed = `${from} to ${addDays(from, MOST_DAYS)}`;
      const detail = days < 0 ? 'The last day lies before the first.' : `More than ${MOST_DAYS} days.`;
      throw new BadInput('invalid-input', [
        { field: 'to', code: days < 0 ? 'before-from' : 'too-many-days', detail, allowed },
      ]);
    }
    const params = [from, to, clientId ?? null, ownerId ?? null, MOST_ENTRIES + 1];
    const kinds = CALENDAR_KINDS.filter((kind) => show.includes(kind));
    const found = await Promise.all(
      kinds.map((kind) =>
        this.db.read<CalendarEntry>(
          STATEMENTS[kind],
          kind === 'audit' || kind === 'booking' ? [...params, addDays(from, -LONGEST_DAYS)] : params,
        ),
      ),
    );
    const capped = kinds.filter((_, index) => found[index]!.length > MOST_ENTRIES);
    const entries = found.flatMap((rows, index) =>
      rows.slice(0, MOST_ENTRIES).map((row) => ({ ...NOTHING, ...row, kind: kinds[index]! })),
    );
    return { from, to, capped, entries: entries.sort((a, b) => compare(a.from, b.from) || compare(a.id, b.id)) };
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const NOTHING = {
  title: null,
  titleZh: null,
  about: null,
  aboutZh: null,
  clientName: null,
  clientNameZh: null,
  applicationId: null,
  certificateId: null,
  factoryId: null,
  auditId: null,
  bookingId: null,
  entryId: null,
  determinationId: null,
  approvalId: null,
  projectId: null,
  cbReportId: null,
  reportProductId: null,
  deadlineKind: null,
  basis: null,
  status: null,
};

const CLIENT = `k.legal_name as "clientName", k.legal_name_zh as "clientNameZh"`;
const TENANT = '(select current_tenant())';

/** $1 first day, $2 last day, $3 client, $4 owner, $5 rows at most, $6 earliest first day of what still runs. */
const STATEMENTS: Record<CalendarKind, NamedSql> = {
  deadline: {
    name: 'work.calendar-deadlines',
    text: `select d.id, d.due_on as "from", d.due_on as "to", d.kind as "deadlineKind", d.basis,
        coalesce(a.number, c.number, f.name, af.name, l.name, s.label, e.title, dt.number, av.title, av.number, cr.number, vp.name) as title,
        coalesce(f.name_zh, af.name_zh, l.name_zh, e.title_zh) as "titleZh",
        p.name as about, p.name_zh as "aboutZh", ${CLIENT}, coalesce(d.application_id, s.application_id) as "applicationId",
        d.certificate_id as "certificateId", d.factory_id as "factoryId", d.audit_id as "auditId",
        coalesce(d.booking_id, s.booking_id) as "bookingId", d.entry_id as "entryId", d.determination_id as "determinationId",
        d.approval_id as "approvalId", av.project_id as "projectId",
        d.cb_report_id as "cbReportId", cr.product_id as "reportProductId"
      from (select * from deadlines d where d.tenant_id = ${TENANT} and d.state = 'open' and d.due_on between $1 and $2
          and ($3::uuid is null or d.client_id = $3 or d.factory_id in (select link.factory_id from client_factories link
            where link.tenant_id = ${TENANT} and link.client_id = $3))
          and ($4::uuid is null
            or d.application_id in (select o.id from applications o where o.tenant_id = ${TENANT} and o.owner_id = $4)
            or d.certificate_id in (select o.id from certificates o where o.tenant_id = ${TENANT} and o.responsible_id = $4)
            or d.factory_id in (select o.factory_id from certificates o where o.tenant_id = ${TENANT} and o.responsible_id = $4)
            or d.audit_id in (select o.id from audits o where o.tenant_id = ${TENANT} and o.responsible_id = $4)
            or d.booking_id in (select o.id from bookings o where o.tenant_id = ${TENANT} and o.responsible_id = $4)
            or d.sample_id in (select o.id from samples o join applications w on w.id = o.application_id
              where o.tenant_id = ${TENANT} and w.owner_id = $4)
            or d.entry_id in (select o.id from regulatory_entries o where o.tenant_id = ${TENANT} and o.responsible_id = $4)
            or d.determination_id in (select o.id from determinations o where o.tenant_id = ${TENANT} and o.responsible_id = $4)
            or d.approval_id in (select o.id from approvals o left join vehicle_projects w on w.id = o.project_id
              where o.tenant_id = ${TENANT} and coalesce(o.responsible_id, w.responsible_id) = $4)
            or d.cb_report_id in (select o.id from cb_reports o left join applications w on w.id = o.application_id
              where o.tenant_id = ${TENANT} and coalesce(o.responsible_id, w.owner_id) = $4))
        order by d.due_on, d.id limit $5) d
      left join applications a on a.id = d.application_id
      left join certificates c on c.id = d.certificate_id
      left join factories f on f.id = d.factory_id
      left join audits u on u.id = d.audit_id left join factories af on af.id = u.factory_id
      left join bookings b on b.id = d.booking_id left join laboratories l on l.id = b.laboratory_id
      left join samples s on s.id = d.sample_id
      left join regulatory_entries e on e.id = d.entry_id
      left join determinations dt on dt.id = d.determination_id
      left join approvals av on av.id = d.approval_id left join vehicle_projects vp on vp.id = av.project_id
      left join cb_reports cr on cr.id = d.cb_report_id
      left join products p
        on p.id = coalesce(a.product_id, c.product_id, b.product_id, s.product_id, dt.product_id, av.product_id, cr.product_id)
      left join clients k on k.id = d.client_id
      order by d.due_on, d.id`,
  },
  audit: {
    name: 'work.calendar-audits',
    text: `select u.id, coalesce(u.held_from, u.planned_from) as "from",
        coalesce(u.held_to, u.held_from, u.planned_to, u.planned_from) as "to", u.status, f.name as title, f.name_zh as "titleZh",
        ${CLIENT}, u.application_id as "applicationId", u.factory_id as "factoryId", u.id as "auditId"
      from (select * from audits u where u.tenant_id = ${TENANT} and u.status <> 'cancelled'
          and coalesce(u.held_from, u.planned_from, 'infinity'::date) between $6 and $2
          and coalesce(u.held_to, u.held_from, u.planned_to, u.planned_from) >= $1
          and ($3::uuid is null or u.client_id = $3 or u.id in (select link.audit_id from audit_certificates link
            where link.tenant_id = ${TENANT} and link.client_id = $3))
          and ($4::uuid is null or u.responsible_id = $4)
        order by coalesce(u.held_from, u.planned_from, 'infinity'::date), u.id limit $5) u
      left join factories f on f.id = u.factory_id left join clients k on k.id = u.client_id
      order by 2, u.id`,
  },
  booking: {
    name: 'work.calendar-bookings',
    text: `select b.id, (b.starts_at at time zone l.time_zone)::date as "from", (b.ends_at at time zone l.time_zone)::date as "to",
        b.status, l.name as title, l.name_zh as "titleZh", p.name as about, p.name_zh as "aboutZh", ${CLIENT},
        b.application_id as "applicationId", b.id as "bookingId"
      from (select * from bookings b where b.tenant_id = ${TENANT} and b.status in ('option', 'confirmed', 'running', 'done')
          and coalesce(b.starts_at, 'infinity'::timestamptz) between $6::date and $2::date + 2
          and ($3::uuid is null or b.client_id = $3) and ($4::uuid is null or b.responsible_id = $4)
        order by coalesce(b.starts_at, 'infinity'::timestamptz), b.id limit $5) b
      join laboratories l on l.id = b.laboratory_id
      left join products p on p.id = b.product_id left join clients k on k.id = b.client_id
      where (b.starts_at at time zone l.time_zone)::date <= $2 and (b.ends_at at time zone l.time_zone)::date >= $1
      order by 2, b.id`,
  },
  certificate: {
    name: 'work.calendar-certificates',
    text: `select a.id, a.forecast_on as "from", a.forecast_on as "to", a.status, a.number as title, p.name as about,
        p.name_zh as "aboutZh", ${CLIENT}, a.id as "applicationId"
      from (select * from applications a where a.tenant_id = ${TENANT} and a.ended_on is null and a.forecast_on between $1 and $2
          and ($3::uuid is null or a.client_id = $3) and ($4::uuid is null or a.owner_id = $4)
        order by a.forecast_on, a.id limit $5) a
      left join products p on p.id = a.product_id left join clients k on k.id = a.client_id
      order by a.forecast_on, a.id`,
  },
};
