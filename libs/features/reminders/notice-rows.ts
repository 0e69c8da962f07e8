import type { Db } from '#database/db';
import type { Day } from '#domain/day';
import type { MailPerson, TwoNames } from './mail/mail-content.js';
import type { NoticeItem, NoticeSlot } from './mail/notice-content.js';
import type { NoticeKind } from './notice.js';

/** A notice in an envelope, with all that is said of it. */
export interface NoticeRow {
  mailId: string;
  id: string;
  memberId: string | null;
  contactId: string | null;
  kind: NoticeKind;
  facts: Record<string, unknown>;
  applicationId: string | null;
  auditId: string | null;
  bookingId: string | null;
  certificateId: string | null;
  campaignId: string | null;
  certificate: NoticeItem['certificate'];
  campaign: string | null;
  letter: NoticeItem['letter'];
  caseNumber: string | null;
  caseStatus: string | null;
  product: TwoNames | null;
  factory: TwoNames | null;
  document: TwoNames | null;
  dueOn: Day | null;
  documentReason: string | null;
  comment: string | null;
  author: string | null;
  plannedFrom: Day | null;
  plannedTo: Day | null;
  /** of a booking */
  startsAt: string | null;
  endsAt: string | null;
  zone: string | null;
  laboratory: TwoNames | null;
  consultant: MailPerson | null;
}

/** Letters of a comment that stand in a mail; the page has the rest. */
const QUOTED = 600;

/** What lies in these envelopes and is still news; what was overtaken is withdrawn first. */
export async function noticeRows(db: Db, mailIds: readonly string[]): Promise<NoticeRow[]> {
  if (mailIds.length === 0) return [];
  const [, rows] = await Promise.all([
    db.prepared({ name: 'mails.overtake-notices', text: OVERTAKE }, [mailIds]),
    db.prepared<NoticeRow>({ name: 'mails.notice-rows', text: ROWS }, [mailIds]),
  ]);
  return rows;
}

/** What is known when the mail is written goes before what was known when it was promised. */
export function noticeItem(row: NoticeRow, url: string, isStaff: boolean): NoticeItem {
  const { kind, facts } = row;
  const isDocument = kind.startsWith('document-');
  const isComment = kind === 'mention' || kind.startsWith('comment-');
  const isFinding = kind.startsWith('finding-');
  const isDisowned = kind === 'reminder-disowned';
  const isPlan = kind === 'audit-planned' || kind === 'audit-moved';
  const isAudit = kind.startsWith('audit-') || isFinding;
  const said = isComment ? (row.comment ?? textOf(facts['body'])) : isFinding ? textOf(facts['body']) : null;
  const why = kind === 'document-returned' ? (row.documentReason ?? textOf(facts['reason'])) : null;
  return {
    kind,
    caseNumber: row.caseNumber,
    product: row.product,
    title: isDocument ? row.document : labelOf(row),
    dueOn: isDocument && kind !== 'document-received' ? row.dueOn : isFinding || isDisowned ? textOf(facts['dueOn']) : null, // prettier-ignore
    quote: shortened(said ?? why ?? (kind === 'address-marked' ? textOf(facts['answer']) : null)),
    who: isComment ? (row.author ?? textOf(facts['authorName'])) : textOf(facts['who'] ?? facts['name']),
    factory: isAudit ? row.factory : null,
    from: isPlan ? row.plannedFrom : null,
    to: isPlan ? row.plannedTo : null,
    slot: kind === 'booking-confirmed' || kind === 'booking-moved' ? slotOf(row) : null,
    was: wasOf(row),
    laboratory: isStaff && kind.startsWith('booking-') ? row.laboratory : null,
    ending:
      kind === 'case-ended'
        ? (textOf(facts['status']) ?? row.caseStatus)
        : kind === 'address-marked'
          ? textOf(facts['reason'])
          : null,
    certificate: row.certificate,
    campaign: row.campaign,
    letter: row.letter,
    address: kind === 'address-marked' ? textOf(facts['email']) : null,
    url: url + pathOf(row),
  };
}

/** A campaign is the team's: its reader finds what is asked on the first screen. */
function pathOf({ kind, facts, applicationId, auditId, bookingId, certificateId }: NoticeRow): string {
  if (kind === 'address-marked') return '/settings/mails';
  if (applicationId) return `/cases/${applicationId}`;
  if (certificateId) return `/certificates/${certificateId}`;
  if (auditId) return `/audits/${auditId}`;
  if (bookingId) return `/lab/bookings/${bookingId}`;
  return kind === 'reminder-disowned' ? (textOf(facts['path']) ?? '/') : '/';
}

/** What a deadline is about that somebody says is not theirs, where no case, certificate, inspection or booking says it. */
function labelOf({ kind, facts, applicationId, auditId, bookingId, certificateId }: NoticeRow): TwoNames | null {
  if (kind !== 'reminder-disowned' || applicationId || auditId || bookingId || certificateId) return null;
  const [latin, chinese] = [textOf(facts['label']), textOf(facts['labelZh'])];
  return latin || chinese ? { latin, chinese } : null;
}

function slotOf({ startsAt, endsAt, zone }: Pick<NoticeRow, 'startsAt' | 'endsAt' | 'zone'>): NoticeSlot | null {
  return startsAt && endsAt && zone ? { startsAt, endsAt, timeZone: zone } : null;
}

/** Days or slot that the reader knew and that hold no more, where the news is that they fell. */
function wasOf({ kind, facts, zone }: NoticeRow): NoticeItem['was'] {
  if (kind === 'audit-moved' || kind === 'audit-cancelled') {
    const from = textOf(facts['from']);
    return from === null ? null : { from, to: textOf(facts['to']) ?? from };
  }
  if (kind === 'booking-moved' || kind === 'booking-cancelled')
    return slotOf({ startsAt: textOf(facts['startsAt']), endsAt: textOf(facts['endsAt']), zone });
  return null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function shortened(text: string | null): string | null {
  return text !== null && text.length > QUOTED ? `${text.slice(0, QUOTED).trimEnd()} …` : text;
}

/** A campaign that is closed, a certificate that is valid again. A document that came or is no longer asked for, a comment that is not for the client any more, an inspection that fell out, a finding that was put right. */
const OVERTAKE = `
  update notices n set state = 'withdrawn', state_reason = 'overtaken', mail_id = null, version = n.version + 1
  where n.tenant_id = current_tenant() and n.mail_id = any ($1::uuid[]) and n.state = 'planned' and (
    (n.kind in ('document-requested', 'document-returned') and not exists (select 1 from document_requests q
      where q.tenant_id = n.tenant_id and q.id = n.request_id and q.status in ('requested', 'returned')))
    or (n.kind = 'document-received' and not exists (select 1 from document_requests q
      where q.tenant_id = n.tenant_id and q.id = n.request_id and q.status = 'received'))
    or (n.kind = 'comment-for-client' and n.comment_id is not null and not exists (select 1 from comments c
      where c.tenant_id = n.tenant_id and c.id = n.comment_id and c.audience = 'client'))
    or (n.kind = 'audit-planned' and not exists (select 1 from audits u
      where u.tenant_id = n.tenant_id and u.id = n.audit_id and u.status in ('planned', 'confirmed')))
    or (n.kind = 'audit-moved' and not exists (select 1 from audits u
      where u.tenant_id = n.tenant_id and u.id = n.audit_id and u.status = 'planned'))
    or (n.kind in ('booking-confirmed', 'booking-moved') and not exists (select 1 from bookings b
      where b.tenant_id = n.tenant_id and b.id = n.booking_id
        and (b.status = 'confirmed') = (n.kind = 'booking-confirmed') and b.status in ('requested', 'option', 'confirmed')))
    or (n.kind in ('finding-recorded', 'finding-returned') and not exists (select 1 from audit_findings g
      where g.tenant_id = n.tenant_id and g.id = (n.facts->>'findingId')::uuid and g.status in ('open', 'answered')))
    or (n.kind = 'case-ended' and not exists (select 1 from applications a
      where a.tenant_id = n.tenant_id and a.id = n.application_id and a.ended_on is not null))
    or (n.kind = 'certificate-expired' and not exists (select 1 from certificates c
      where c.tenant_id = n.tenant_id and c.id = n.certificate_id and c.status = 'expired'))
    or (n.campaign_id is not null and not exists (select 1 from campaigns g
      where g.tenant_id = n.tenant_id and g.id = n.campaign_id and g.state in ('creating', 'running'))))`;

const names = (latin: string, chinese: string) => `jsonb_build_object('latin', ${latin}, 'chinese', ${chinese})`;

const ROWS = `
  select n.mail_id as "mailId", n.id, n.member_id as "memberId", n.contact_id as "contactId", n.kind, n.facts, n.application_id as "applicationId", n.audit_id as "auditId", n.booking_id as "bookingId",
    n.certificate_id as "certificateId", n.campaign_id as "campaignId", g.name as campaign,
    case when o.id is not null then jsonb_build_object('number', o.number, 'scheme', o.scheme, 'validUntil', o.valid_until) end as certificate,
    case when l.id is not null then jsonb_build_object('subject', l.subject, 'body', l.body) end as letter,
    a.number as "caseNumber", a.status as "caseStatus",
    case when p.id is not null then ${names('p.name', 'p.name_zh')} end as product,
    case when f.id is not null then ${names('f.name', 'f.name_zh')} end as factory,
    case when q.id is not null then ${names('q.title', 'q.title_zh')} end as document, q.due_on as "dueOn",
    q.status_reason as "documentReason", c.body as comment, c.author_name as author,
    u.planned_from as "plannedFrom", u.planned_to as "plannedTo",
    to_char(b.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startsAt",
    to_char(b.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "endsAt",
    lab.time_zone as zone, case when lab.id is not null then ${names('lab.name', 'lab.name_zh')} end as laboratory,
    case when w.id is not null then jsonb_build_object('name', w.name, 'email', w.email) end as consultant
  from notices n
  left join audits u on u.tenant_id = n.tenant_id and u.id = n.audit_id
  left join bookings b on b.tenant_id = n.tenant_id and b.id = n.booking_id
  left join laboratories lab on lab.tenant_id = n.tenant_id and lab.id = b.laboratory_id
  left join applications a on a.tenant_id = n.tenant_id and a.id = coalesce(n.application_id, u.application_id, b.application_id)
  left join certificates o on o.tenant_id = n.tenant_id and o.id = n.certificate_id
  left join campaigns g on g.tenant_id = n.tenant_id and g.id = n.campaign_id
  left join campaign_letters l on l.tenant_id = n.tenant_id and l.id = n.letter_id
  left join products p on p.tenant_id = n.tenant_id and p.id = coalesce(b.product_id, a.product_id, o.product_id)
  left join factories f on f.tenant_id = n.tenant_id and f.id = u.factory_id
  left join document_requests q on q.tenant_id = n.tenant_id and q.id = n.request_id
  left join comments c on c.tenant_id = n.tenant_id and c.id = n.comment_id
  left join members w on w.tenant_id = n.tenant_id and w.id = coalesce(u.responsible_id, b.responsible_id, a.owner_id, o.responsible_id, g.created_by) and w.left_at is null
  where n.tenant_id = current_tenant() and n.mail_id = any ($1::uuid[]) and n.state = 'planned'
  order by n.created_at, n.id`;
