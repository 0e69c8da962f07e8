import type { Db } from '#database/db';
import { MAIL_TOPICS, type MailTopic, type NewsTopic } from '#domain/mail/choices';
import type { NoticeKind } from './notices.service.js';
import { AT_ONCE } from './wanted-reminders.js';
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

/**
 * What the reader of a mail may switch off by one act: the topics of what lies in it, but for what the law sends whatever
 * is chosen. In the order of all topics; none for a legal last step, and for a laboratory.
 */
export async function topicsOfMail(db: Db, mailId: string): Promise<MailTopic[]> {
  const rows = await db.query<{ what: string }>(INSIDE, [mailId]);
  const topics = new Set(rows.map(({ what }) => TOPIC_OF_NOTICE[what as NoticeKind] ?? what));
  return MAIL_TOPICS.filter((topic) => topics.has(topic));
}

/** The same of a mail that is being written: whether its reader may switch anything in it off. */
export function mayChoose({
  isAlone,
  rows,
  notices,
  plan,
}: Pick<MailToWrite, 'isAlone' | 'rows' | 'notices' | 'plan'>): boolean {
  const isSomebodys = ({ memberId, contactId }: MailReader) => memberId !== null || contactId !== null;
  return (
    plan !== null ||
    rows.some((row) => isSomebodys(row) && (row.basis !== 'legal' || (row.step >= 0 && !isAlone))) ||
    notices.some((notice) => isSomebodys(notice) && TOPIC_OF_NOTICE[notice.kind] !== null)
  );
}

/** The people a mail was written for: one address may be a member's and a contact's. */
export async function readersOfMail(db: Db, mailId: string): Promise<MailReader[]> {
  return db.query<MailReader>(READERS, [mailId]);
}

const inside = (table: string, alias: string) =>
  `from ${table} ${alias} where ${alias}.tenant_id = current_tenant() and ${alias}.mail_id = $1 and ${alias}.state in ('planned', 'sent')
    and coalesce(${alias}.member_id, ${alias}.contact_id) is not null`;

const INSIDE = `
  select distinct d.kind as what
  from (select r.deadline_id, r.step_days, r.mail_id ${inside('reminders', 'r')}) r
  join deadlines d on d.tenant_id = current_tenant() and d.id = r.deadline_id
  join mails m on m.tenant_id = current_tenant() and m.id = r.mail_id
  where d.basis <> 'legal' or (r.step_days >= 0 and coalesce(m.alone_key like '${AT_ONCE}%', true))
  union select n.kind ${inside('notices', 'n')}
  union select p.kind ${inside('mail_plans', 'p')}`;

const READERS = `
  select r.member_id as "memberId", r.contact_id as "contactId" ${inside('reminders', 'r')}
  union select n.member_id, n.contact_id ${inside('notices', 'n')}
  union select p.member_id, p.contact_id ${inside('mail_plans', 'p')}`;
