import type { NamedSql } from '#database/db';
import { SUBJECT_COLUMNS, SUBJECT_JOINS } from '#features/deadlines/subject-columns';

/** What a calendar is narrowed to, beyond what its scope may see at all; `$1` is the id or the address. */
export type Narrowing = 'all' | 'member' | 'contact' | 'factory' | 'one';

type Kind = 'deadlines' | 'audits' | 'bookings';

/** Entries of one kind at most; the nearest days go first. Calendar programs fail at far fewer. */
export const MOST_ENTRIES = 10_000;

const TENANT = '(select current_tenant())';
const MINE = '$1::uuid';
/** What is narrowed by the scope alone takes its value too. */
const WHOLE = '$1::text is null';
/** The contacts a person of a client is, by their address: behind the wall only those of the own company. */
const AS_CONTACT = `(select k.id from contacts k where k.tenant_id = ${TENANT} and lower(k.email) = lower($1))`;
const casesOf = (condition: string) =>
  `(select o.id from applications o where o.tenant_id = ${TENANT} and ${condition})`;
const subject = (column: string, table: string, condition: string) =>
  `${column} in (select o.id from ${table} o where o.tenant_id = ${TENANT} and ${condition})`;

const MEMBER = `o.responsible_id = ${MINE}`;
const CONTACT = `o.contact_id in ${AS_CONTACT}`;
const AT_FACTORY = `o.factory_id = ${MINE}`;
const FOLLOWED_UP = `o.status in ('valid', 'suspended') and o.scheme not in ('ccc-self-declaration-a', 'ccc-self-declaration-b')`;
const factoriesOf = (condition: string) =>
  `d.factory_id in (select o.factory_id from certificates o where o.tenant_id = ${TENANT} and ${condition} and ${FOLLOWED_UP})`;

/** The same parts that the list of deadlines has: responsible for the thing, for its case, or for what it belongs to. */
const NARROWED: Readonly<Record<Kind, Readonly<Record<Narrowing, string>>>> = {
  deadlines: {
    all: WHOLE,
    one: `d.id = ${MINE}`,
    member: [
      subject('d.certificate_id', 'certificates', MEMBER),
      factoriesOf(MEMBER),
      subject('d.application_id', 'applications', `o.owner_id = ${MINE}`),
      subject('d.audit_id', 'audits', MEMBER),
      subject('d.booking_id', 'bookings', MEMBER),
      subject('d.sample_id', 'samples', `o.application_id in ${casesOf(`o.owner_id = ${MINE}`)}`),
      subject('d.entry_id', 'regulatory_entries', MEMBER),
      subject('d.determination_id', 'determinations', MEMBER),
      `d.approval_id in (select o.id from approvals o left join vehicle_projects w on w.tenant_id = o.tenant_id and w.id = o.project_id
        where o.tenant_id = ${TENANT} and coalesce(o.responsible_id, w.responsible_id) = ${MINE})`,
      `d.cb_report_id in (select o.id from cb_reports o left join applications w on w.tenant_id = o.tenant_id and w.id = o.application_id
        where o.tenant_id = ${TENANT} and coalesce(o.responsible_id, w.owner_id) = ${MINE})`,
    ].join(' or '),
    contact: [
      subject('d.certificate_id', 'certificates', CONTACT),
      factoriesOf(CONTACT),
      subject('d.application_id', 'applications', CONTACT),
      subject('d.audit_id', 'audits', `(${CONTACT} or o.application_id in ${casesOf(CONTACT)})`),
      subject('d.booking_id', 'bookings', `o.application_id in ${casesOf(CONTACT)}`),
      subject('d.sample_id', 'samples', `o.application_id in ${casesOf(CONTACT)}`),
      subject('d.cb_report_id', 'cb_reports', `o.application_id in ${casesOf(CONTACT)}`),
    ].join(' or '),
    factory: [
      `d.factory_id = ${MINE}`,
      subject('d.certificate_id', 'certificates', AT_FACTORY),
      subject('d.application_id', 'applications', AT_FACTORY),
      subject('d.audit_id', 'audits', AT_FACTORY),
      subject('d.booking_id', 'bookings', `o.application_id in ${casesOf(AT_FACTORY)}`),
      subject('d.sample_id', 'samples', `o.application_id in ${casesOf(AT_FACTORY)}`),
    ].join(' or '),
  },
  audits: {
    all: WHOLE,
    one: `d.id = ${MINE}`,
    member: `(d.responsible_id = ${MINE} or (d.responsible_id is null and d.application_id in ${casesOf(`o.owner_id = ${MINE}`)}))`,
    contact: `(d.contact_id in ${AS_CONTACT} or (d.contact_id is null and d.application_id in ${casesOf(CONTACT)}))`,
    // Its address is likely to be handed to the factory, which nobody tells of an unannounced one before it is there.
    factory: `d.factory_id = ${MINE} and (not d.is_unannounced or d.status in ('held', 'passed', 'failed'))`,
  },
  bookings: {
    all: WHOLE,
    one: `d.id = ${MINE}`,
    member: `(d.responsible_id = ${MINE} or (d.responsible_id is null and d.application_id in ${casesOf(`o.owner_id = ${MINE}`)}))`,
    contact: `d.application_id in ${casesOf(CONTACT)}`,
    factory: `d.application_id in ${casesOf(AT_FACTORY)}`,
  },
};

const AUDIT_FROM = 'coalesce(d.held_from, d.planned_from)';
/** $2 first day, $3 last day, $4 instant from which what is settled is told. Each part by an index of its own. */
const PARTS: Readonly<Record<Kind, readonly { condition: string; order: string }[]>> = {
  deadlines: [
    // Late ones however late; the first day is named so that all kinds take the same values.
    { condition: `d.state = 'open' and d.due_on <= $3 and $2::date is not null`, order: 'd.due_on, d.id' },
    {
      condition: `d.state <> 'open' and d.calendar_changed_at >= $4 and d.due_on <= $3`,
      order: 'd.calendar_changed_at desc, d.id',
    },
  ],
  audits: [
    {
      condition: `d.status <> 'cancelled' and ${AUDIT_FROM} is not null and coalesce(d.held_from, d.planned_from, 'infinity'::date) <= $3
        and coalesce(d.held_to, d.held_from, d.planned_to, d.planned_from) >= $2`,
      order: `coalesce(d.held_from, d.planned_from, 'infinity'::date), d.id`,
    },
    {
      condition: `d.status = 'cancelled' and d.calendar_changed_at >= $4 and ${AUDIT_FROM} is not null`,
      order: 'd.calendar_changed_at desc, d.id',
    },
  ],
  bookings: [
    {
      condition: `d.status in ('requested', 'option', 'confirmed', 'running', 'done')
        and coalesce(d.starts_at, 'infinity'::timestamptz) between $2::date - 92 and $3::date + 1 and d.ends_at >= $2::date`,
      order: `coalesce(d.starts_at, 'infinity'::timestamptz), d.id`,
    },
    {
      condition: `d.status in ('cancelled', 'expired', 'declined') and d.calendar_changed_at >= $4 and d.starts_at is not null`,
      order: 'd.calendar_changed_at desc, d.id',
    },
  ],
};

const REVISION = `d.calendar_sequence as sequence, d.created_at as "createdAt", coalesce(d.calendar_changed_at, d.created_at) as "changedAt"`;
const CLIENT = `k.legal_name as "clientName", k.legal_name_zh as "clientNameZh"`;

const TOLD: Readonly<Record<Kind, { columns: string; joins: string; order: string }>> = {
  deadlines: {
    columns: `coalesce(d.calendar_id, d.id) as uid, ${REVISION}, d.kind, d.due_on as "dueOn", d.basis, d.source, d.counted,
      d.is_disputed as "isDisputed", d.state, c.scheme, c.valid_until as "validUntil", ${SUBJECT_COLUMNS}`,
    joins: SUBJECT_JOINS,
    order: 'd.due_on, d.id',
  },
  audits: {
    columns: `d.id as uid, ${REVISION}, d.kind, d.status, d.is_remote as "isRemote", d.is_unannounced as "isUnannounced", d.body,
      ${AUDIT_FROM} as "from", coalesce(d.held_to, d.held_from, d.planned_to, d.planned_from) as "to",
      f.name as "factoryName", f.name_zh as "factoryNameZh", f.address as "factoryAddress", f.address_zh as "factoryAddressZh",
      a.number as "caseNumber", ${CLIENT}`,
    joins: `left join factories f on f.tenant_id = d.tenant_id and f.id = d.factory_id
      left join applications a on a.tenant_id = d.tenant_id and a.id = d.application_id
      left join clients k on k.tenant_id = d.tenant_id and k.id = d.client_id`,
    order: `${AUDIT_FROM}, d.id`,
  },
  bookings: {
    columns: `d.id as uid, ${REVISION}, d.status, d.test, d.standard, d.starts_at as "startsAt", d.ends_at as "endsAt",
      zone_of_laboratory(d.laboratory_id) as "timeZone", l.name as "laboratoryName", l.name_zh as "laboratoryNameZh", l.city,
      p.name as "productName", p.name_zh as "productNameZh", a.number as "caseNumber", d.application_id as "applicationId", ${CLIENT}`,
    joins: `left join laboratories l on l.tenant_id = d.tenant_id and l.id = d.laboratory_id
      left join products p on p.tenant_id = d.tenant_id and p.id = d.product_id
      left join applications a on a.tenant_id = d.tenant_id and a.id = d.application_id
      left join clients k on k.tenant_id = d.tenant_id and k.id = d.client_id`,
    order: 'd.starts_at, d.id',
  },
};

/** The entries of a calendar: $1 what it is narrowed to, and the days of `PARTS`. */
export function entriesSql(kind: Kind, narrowing: Exclude<Narrowing, 'one'>): NamedSql {
  const { columns, joins, order } = TOLD[kind];
  const parts = PARTS[kind].map(
    (
      part,
    ) => `(select d.* from ${kind} d where d.tenant_id = ${TENANT} and ${part.condition} and (${NARROWED[kind][narrowing]})
      order by ${part.order} limit ${MOST_ENTRIES})`,
  );
  return {
    name: `calendar-feeds.${kind}.${narrowing}`,
    text: `select ${columns} from (${parts.join(' union all ')}) d ${joins} order by ${order} limit ${MOST_ENTRIES}`,
  };
}

/** One of them by its id, whenever it is; without a day or a slot too. */
export function entrySql(kind: Kind): NamedSql {
  const { columns, joins } = TOLD[kind];
  return {
    name: `calendar-feeds.${kind}.one`,
    text: `select ${columns} from ${kind} d ${joins} where d.tenant_id = ${TENANT} and ${NARROWED[kind].one}`,
  };
}
