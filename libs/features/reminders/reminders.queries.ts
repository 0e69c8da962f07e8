import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import { NotFound } from '#domain/errors';
import { subjectFilters } from '#features/deadlines/deadline-subject';
import { SUBJECT_COLUMNS, SUBJECT_JOINS, subjectView, type FlatSubject } from '#features/deadlines/subject-columns';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type {
  MailTryView,
  MorningView,
  ReminderDetailView,
  ReminderListQuery,
  ReminderSort,
  ReminderView,
} from './reminders.dto.js';

type Filter = 'state' | 'kind' | 'deadlineId' | 'certificateId' | 'factoryId' | 'applicationId' | 'auditId' | 'bookingId' | 'sampleId' | 'entryId' | 'determinationId' | 'approvalId' | 'clientId' | 'contactId' | 'memberId' | 'laboratoryId'; // prettier-ignore

/** What is withdrawn lies in no envelope any more: then the person's own address is told. */
const COLUMNS = `r.id, r.deadline_id as "deadlineId", d.kind as "deadlineKind", d.due_on as "dueOn", ${SUBJECT_COLUMNS},
  r.step_days as "stepDays", r.step_unit as "stepUnit", r.send_on as "sendOn",
  r.send_at as "sendAt", r.time_zone as "timeZone", r.moved_from as "movedFrom", r.moved_because as "movedBecause", r.reason,
  r.state, r.state_reason as "stateReason", r.is_held as "isHeld", coalesce(m.to_name, t.name, o.name, y.name) as "toName",
  r.contact_id as "contactId", r.member_id as "memberId", r.laboratory_id as "laboratoryId",
  coalesce(m.to_email, t.email, o.email, y.email) as "toEmail", coalesce(m.language, t.language, o.language) as language,
  r.mail_id as "mailId", m.sent_at as "sentAt", m.server_answer as "serverAnswer", coalesce(m.attempts, 0) as attempts,
  case when r.state = 'planned' and m.attempts > 0 then m.next_attempt_at end as "nextAttemptAt"`;

const JOINS = `
  join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id${SUBJECT_JOINS}
  left join mails m on m.tenant_id = r.tenant_id and m.id = r.mail_id
  left join contacts t on t.tenant_id = r.tenant_id and t.id = r.contact_id
  left join members o on o.tenant_id = r.tenant_id and o.id = r.member_id
  left join laboratories y on y.tenant_id = r.tenant_id and y.id = r.laboratory_id`;

const ofDeadline = (condition: string): string =>
  `r.deadline_id in (select d.id from deadlines d where d.tenant_id = r.tenant_id and ${condition})`;

const LIST: ListShape<ReminderSort, Filter> = {
  name: 'reminders',
  select: COLUMNS,
  table: 'reminders',
  as: 'r',
  joins: JOINS,
  sorts: {
    sendAt: { by: 'r.send_at', type: 'timestamptz' },
    '-sendAt': { by: 'r.send_at', type: 'timestamptz', descending: true },
  },
  filters: {
    state: 'r.state = any ($?::text[])',
    kind: ofDeadline('d.kind = any ($?::text[])'),
    deadlineId: 'r.deadline_id = $?::uuid',
    certificateId: ofDeadline('d.certificate_id = $?::uuid'),
    factoryId: ofDeadline('d.factory_id = $?::uuid'),
    applicationId: ofDeadline('d.application_id = $?::uuid'),
    auditId: ofDeadline('d.audit_id = $?::uuid'),
    bookingId: ofDeadline('d.booking_id = $?::uuid'),
    sampleId: ofDeadline('d.sample_id = $?::uuid'),
    entryId: ofDeadline('d.entry_id = $?::uuid'),
    determinationId: ofDeadline('d.determination_id = $?::uuid'),
    approvalId: ofDeadline('d.approval_id = $?::uuid'),
    clientId: ofDeadline('d.client_id = $?::uuid'),
    contactId: 'r.contact_id = $?::uuid',
    memberId: 'r.member_id = $?::uuid',
    laboratoryId: 'r.laboratory_id = $?::uuid',
  },
};

const ONE = {
  name: 'reminders.one',
  text: `select ${COLUMNS} from reminders r ${JOINS} where r.tenant_id = current_tenant() and r.id = $1`,
};

/** Mails that nobody has let go yet are not told: they may never leave. */
const MORNINGS = {
  name: 'reminders.mornings',
  text: `select (send_at at time zone time_zone)::date as day, count(*)::int as mails,
           count(distinct lower(to_email))::int as people
         from mails where tenant_id = current_tenant() and state = 'owed' and not is_held
         group by 1 order by 1 limit 6`,
};

/** Of the envelope in which the reminder lies. */
const TRIES = {
  name: 'reminders.tries',
  text: `select a.number, a.at, a.outcome, a.code, a.server_answer as "serverAnswer"
         from reminders r join mail_attempts a on a.tenant_id = r.tenant_id and a.mail_id = r.mail_id
         where r.tenant_id = current_tenant() and r.id = $1 order by a.number`,
};

type FlatReminder = ReminderView & FlatSubject;

@Injectable()
export class RemindersQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  async list(query: ReminderListQuery): Promise<Page<ReminderView>> {
    const sort = query.sort ?? 'sendAt';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const { state, kind, deadlineId, clientId, contactId, memberId, laboratoryId } = query;
    const { sql, params } = pageStatement(LIST, {
      sort,
      limit,
      after: decodeCursor(query.cursor, sort, 'instant'),
      filters: {
        ...{ state, kind, deadlineId, clientId, contactId, memberId, laboratoryId },
        ...subjectFilters(query),
      },
    });
    const page = toPage(await this.db.read<FlatReminder>(sql, params), limit, sort, (row) => row.sendAt);
    return { ...page, items: page.items.map((row) => this.view(row)) };
  }

  async mornings(): Promise<{ items: MorningView[] }> {
    return { items: await this.db.read<MorningView>(MORNINGS) };
  }

  /** @throws NotFound */
  async one(id: string): Promise<ReminderDetailView> {
    const [[found], tries] = await Promise.all([
      this.db.read<FlatReminder>(ONE, [id]),
      this.db.read<MailTryView>(TRIES, [id]),
    ]);
    if (!found) throw new NotFound('reminder');
    return { ...this.view(found), tries };
  }

  private view(row: FlatReminder): ReminderView {
    const { subject, rest } = subjectView(row, this.references.known());
    return { ...rest, ...subject };
  }
}
