import type { Db } from '#database/db';
import type { FactoryClass, Scheme } from '#domain/certificate';
import { daysBetween, type Day } from '#domain/day';
import type { Basis, Counted, DeadlineKind, DeadlineState } from '#domain/deadlines/deadline';
import type { Language } from '#domain/permissions';
import { isCountProvisional, workingDaysBetween, type WorkingCalendar } from '#domain/calendar/working-calendar';
import type { MailContent, MailItem, MailPerson, TwoNames } from './mail/mail-content.js';
import type { RecipientReason } from './recipients.js';
import type { Ladders } from '#domain/deadlines/ladder';

/** A reminder in an envelope, with all that is said of it. */
export interface MailRow {
  reminderId: string;
  deadlineId: string;
  deadlineState: DeadlineState;
  step: number;
  reason: RecipientReason;
  kind: DeadlineKind;
  dueOn: Day;
  basis: Basis;
  source: string;
  isDisputed: boolean;
  counted: Counted;
  certificateId: string | null;
  number: string | null;
  scheme: Scheme | null;
  validUntil: Day | null;
  product: TwoNames | null;
  models: string[] | null;
  factoryId: string | null;
  factory: TwoNames | null;
  factoryCode: string | null;
  factoryClass: FactoryClass | null;
  clients: TwoNames[];
  consultant: MailPerson | null;
  sent: number[] | null;
}

/** The envelope as the sender needs it. */
export interface MailHead {
  email: string;
  name: string;
  language: Language;
  timeZone: string;
  messageId: string;
  tenant: TwoNames;
  /** the reader's own company, when he is the contact of a client */
  readerOf: TwoNames | null;
  isStaff: boolean;
  canSignIn: boolean;
  /** answers where nobody is named as responsible */
  leader: MailPerson | null;
}

/** What lies in an envelope, also what is no longer owed. */
export async function mailRows(db: Db, mailId: string): Promise<MailRow[]> {
  return db.query<MailRow>(ROWS, [mailId]);
}

export async function mailHead(db: Db, mailId: string): Promise<MailHead> {
  const [head] = await db.query<MailHead>(HEAD, [mailId]);
  return head!;
}

/** What the mail says, as of the reader's today. */
export function mailContent(
  head: MailHead,
  rows: readonly MailRow[],
  { today, url, ladders, china }: { today: Day; url: string; ladders: Ladders; china: WorkingCalendar },
): MailContent {
  const items = rows.map((row) => itemOf(row, { today, url, ladders, china })).sort((a, b) => a.daysLeft - b.daysLeft);
  const named = rows.find((row) => row.dueOn === items[0]!.dueOn)?.consultant ?? head.leader;
  const isReader = named?.email.toLowerCase() === head.email.toLowerCase();
  return {
    language: head.language,
    tenant: head.tenant,
    today,
    audience: head.isStaff ? 'staff' : 'client',
    readerOf: head.readerOf,
    canSignIn: head.canSignIn,
    consultant: isReader ? null : named,
    url,
    items,
  };
}

function itemOf(
  row: MailRow,
  { today, url, ladders, china }: { today: Day; url: string; ladders: Ladders; china: WorkingCalendar },
): MailItem {
  const daysLeft = daysBetween(today, row.dueOn);
  const {
    kind,
    dueOn,
    basis,
    source,
    isDisputed,
    counted,
    step,
    reason,
    number,
    scheme,
    product,
    factory,
    factoryCode,
    factoryClass,
    clients,
    validUntil,
  } = row;
  const { offsets, overdueEveryDays } = ladders[kind];
  return {
    ...{ kind, dueOn, daysLeft, basis, source, isDisputed, counted, step, reason },
    workingDaysLeft: daysLeft < 0 ? null : workingDaysBetween(china, today, dueOn),
    isCountProvisional: isCountProvisional(china, today, dueOn),
    ladder: { offsets, overdueEveryDays, sent: row.sent ?? [] },
    subject: {
      ...{ number, scheme, product, factory, factoryCode, factoryClass, clients, validUntil },
      models: row.models ?? [],
      url: row.certificateId ? `${url}/certificates/${row.certificateId}` : `${url}/factories/${row.factoryId}`,
    },
  };
}

const names = (latin: string, chinese: string) => `jsonb_build_object('latin', ${latin}, 'chinese', ${chinese})`;
const person = (alias: string) => `jsonb_build_object('name', ${alias}.name, 'email', ${alias}.email)`;

const ROWS = `
  select r.id as "reminderId", r.step_days as step, r.reason, d.id as "deadlineId", d.state as "deadlineState", d.kind,
    d.due_on as "dueOn", d.basis, d.source, d.is_disputed as "isDisputed", d.counted, d.certificate_id as "certificateId",
    d.factory_id as "factoryId", c.number, c.scheme, c.valid_until as "validUntil",
    case when p.id is not null then ${names('p.name', 'p.name_zh')} end as product, p.models,
    case when f.id is not null then ${names('f.name', 'f.name_zh')} end as factory,
    f.factory_code as "factoryCode", f.factory_class as "factoryClass",
    coalesce(whose.clients, '[]') as clients, whose.consultant,
    (select array_agg(s.step_days order by s.step_days desc) from reminders s
      where s.tenant_id = r.tenant_id and s.deadline_id = r.deadline_id and s.state = 'sent' and s.step_days >= 0
        and s.contact_id is not distinct from r.contact_id and s.member_id is not distinct from r.member_id) as sent
  from reminders r
  join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
  left join certificates c on c.tenant_id = d.tenant_id and c.id = d.certificate_id
  left join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
  left join factories f on f.tenant_id = d.tenant_id and f.id = coalesce(d.factory_id, c.factory_id)
  left join lateral (
    select jsonb_agg(distinct ${names('k.legal_name', 'k.legal_name_zh')}) as clients,
      (array_agg(${person('m')} order by m.name) filter (where m.id is not null))[1] as consultant
    from certificates o
    join clients k on k.tenant_id = o.tenant_id and k.id = o.client_id
    left join members m on m.tenant_id = o.tenant_id and m.id = o.responsible_id and m.left_at is null
    where o.tenant_id = d.tenant_id and (o.id = d.certificate_id or (o.factory_id = d.factory_id
      and o.status in ('valid', 'suspended') and o.scheme not in ('ccc-self-declaration-a', 'ccc-self-declaration-b')))
  ) whose on true
  where r.tenant_id = current_tenant() and r.mail_id = $1 and r.state = 'planned'
  order by d.due_on, r.id`;

const HEAD = `
  select m.to_email as email, m.to_name as name, m.language, m.time_zone as "timeZone", m.message_id as "messageId",
    ${names('t.name', 't.name_zh')} as tenant, reader.names as "readerOf", reader.names is null as "isStaff",
    reader.names is null or exists (select 1 from members a where a.tenant_id = m.tenant_id
      and lower(a.email) = lower(m.to_email) and a.user_id is not null and a.left_at is null) as "canSignIn",
    (select ${person('l')} from members l where l.tenant_id = m.tenant_id and l.left_at is null and l.role in ('owner', 'manager')
      order by l.role desc, l.created_at limit 1) as leader
  from mails m join tenants t on t.id = m.tenant_id
  left join lateral (
    select ${names('c.legal_name', 'c.legal_name_zh')} as names
    from reminders r join contacts k on k.tenant_id = r.tenant_id and k.id = r.contact_id
    join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
    where r.tenant_id = m.tenant_id and r.mail_id = m.id and r.state = 'planned'
      and not exists (select 1 from reminders own where own.tenant_id = m.tenant_id and own.mail_id = m.id
        and own.state = 'planned' and own.member_id is not null)
    limit 1
  ) reader on true
  where m.tenant_id = current_tenant() and m.id = $1`;
