import type { Db } from '#database/db';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import { MAIL_TOPICS, type MailTopic, type NewsTopic, type PlanTopic } from '#domain/mail/choices';
import type { NoticeKind } from './notice.js';
import { asksInMail } from './wanted-reminders.js';
import type { MailToWrite } from './write-mail.js';

/** Who reads a mail: exactly one of both is set. A laboratory has no choices. */
export interface MailReader {
  memberId: string | null;
  contactId: string | null;
}

/**
 * The group of news a notice belongs to; null where there is no choice: a letter that a person wrote to a client, and what
 * keeps other mails from arriving.
 */
export const TOPIC_OF_NOTICE: Readonly<Record<NoticeKind, NewsTopic | null>> = {
  'document-requested': 'documents',
  'document-returned': 'documents',
  'document-received': 'documents',
  'comment-for-client': 'comments',
  'comment-from-client': 'comments',
  mention: 'comments',
  'audit-planned': 'audits',
  'audit-moved': 'audits',
  'audit-cancelled': 'audits',
  'booking-confirmed': 'bookings',
  'booking-moved': 'bookings',
  'booking-cancelled': 'bookings',
  'finding-recorded': 'findings',
  'finding-returned': 'findings',
  'finding-answered': 'findings',
  'case-ended': 'endings',
  'certificate-expired': 'endings',
  'campaign-letter': null,
  'campaign-chase': 'campaigns',
  'campaign-report': 'campaigns',
  'address-marked': null,
  'reminder-disowned': null,
};

/** Kinds of notices of a group. */
export function noticesOf(topics: readonly MailTopic[]): NoticeKind[] {
  const pairs = Object.entries(TOPIC_OF_NOTICE) as [NoticeKind, NewsTopic | null][];
  return pairs.flatMap(([kind, topic]) => (topic !== null && topics.includes(topic) ? [kind] : []));
}

/** What of a mail bears on the choices of its reader. */
interface Told {
  /** it comes alone: its legal steps ask for an answer */
  isAlone: boolean;
  rows: readonly (MailReader & { kind: DeadlineKind; basis: Basis; step: number })[];
  notices: readonly (MailReader & { kind: NoticeKind })[];
  plans: readonly PlanTopic[];
}

/**
 * What the reader of a mail may switch off by one act: the topics of what lies in it, but for what the law sends whatever
 * is chosen. In the order of all topics; none for a legal last step, and for a laboratory.
 */
function choosable({ isAlone, rows, notices, plans }: Told): MailTopic[] {
  const isSomebodys = ({ memberId, contactId }: MailReader) => memberId !== null || contactId !== null;
  const isOwedByLaw = ({ basis, step }: Told['rows'][number]) => basis === 'legal' && (isAlone || step < 0);
  const topics = new Set<MailTopic | null>([
    ...rows.filter((row) => isSomebodys(row) && !isOwedByLaw(row)).map(({ kind }) => kind),
    ...notices.filter(isSomebodys).map(({ kind }) => TOPIC_OF_NOTICE[kind]),
    ...plans,
  ]);
  return MAIL_TOPICS.filter((topic) => topics.has(topic));
}

/** The same of a mail that is kept. */
export async function topicsOfMail(db: Db, mailId: string): Promise<MailTopic[]> {
  const [told] = await db.query<Omit<Told, 'isAlone'> & { aloneKey: string | null }>(INSIDE, [mailId]);
  return told ? choosable({ ...told, isAlone: asksInMail(told.aloneKey) }) : [];
}

/** Whether the reader of a mail that is being written may switch off anything in it. */
export function mayChoose({ plan, ...told }: Pick<MailToWrite, 'isAlone' | 'rows' | 'notices' | 'plan'>): boolean {
  const plans: PlanTopic[] = [...(plan?.desk ? ['daily-plan' as const] : []), ...(plan?.outlook ? ['weekly-outlook' as const] : [])]; // prettier-ignore
  return choosable({ ...told, plans }).length > 0;
}

/** The people a mail was written for: one address may be a member's and a contact's. */
export async function readersOfMail(db: Db, mailId: string): Promise<MailReader[]> {
  return db.query<MailReader>(READERS, [mailId]);
}

const inside = (table: string, alias: string) =>
  `from ${table} ${alias} where ${alias}.tenant_id = current_tenant() and ${alias}.mail_id = $1 and ${alias}.state in ('planned', 'sent')
    and coalesce(${alias}.member_id, ${alias}.contact_id) is not null`;

const list = (rows: string) => `coalesce((select jsonb_agg(x) from (${rows}) x), '[]')`;

const INSIDE = `
  select m.alone_key as "aloneKey",
    ${list(`select r.member_id as "memberId", r.contact_id as "contactId", r.step_days as step, d.kind, d.basis
      from reminders r join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
      where r.tenant_id = m.tenant_id and r.mail_id = m.id and r.state in ('planned', 'sent')`)} as rows,
    ${list(`select n.member_id as "memberId", n.contact_id as "contactId", n.kind from notices n
      where n.tenant_id = m.tenant_id and n.mail_id = m.id and n.state in ('planned', 'sent')`)} as notices,
    array(select p.kind from mail_plans p
      where p.tenant_id = m.tenant_id and p.mail_id = m.id and p.state in ('planned', 'sent')) as plans
  from mails m where m.tenant_id = current_tenant() and m.id = $1`;

const READERS = `
  select r.member_id as "memberId", r.contact_id as "contactId" ${inside('reminders', 'r')}
  union select n.member_id, n.contact_id ${inside('notices', 'n')}
  union select p.member_id, p.contact_id ${inside('mail_plans', 'p')}`;
