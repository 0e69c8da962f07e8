import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { filteredRows, pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import { NotFound } from '#domain/errors';
import { subjectFilters } from '#features/deadlines/deadline-subject';
import { SUBJECT_COLUMNS, SUBJECT_JOINS, subjectView, type FlatSubject } from '#features/deadlines/subject-columns';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import { toldByChannels } from '#features/channels/told-by-channels';
import { LedgerSearch } from './ledger-search.js';
import { REMINDER_SIGNS, type MailReportView, type MailTryView, type MorningView, type ReminderAnswerView, type ReminderCount, type ReminderDetailView, type ReminderFilters, type ReminderListQuery, type ReminderSort, type ReminderView } from './reminders.dto.js'; // prettier-ignore

type Filter = 'state' | 'kind' | 'deadlineId' | 'certificateId' | 'factoryId' | 'applicationId' | 'auditId' | 'bookingId' | 'sampleId' | 'entryId' | 'determinationId' | 'approvalId' | 'cbReportId' | 'clientId' | 'contactId' | 'memberId' | 'laboratoryId' | 'reason' | 'sendFrom' | 'sendTo' | 'found' | 'saidBy' | (typeof REMINDER_SIGNS)[number]; // prettier-ignore

/** By the alphabet the gravest is the first. */
const RETURNED = `('bounce', 'complaint', 'soft-bounce')`;

const OF_READER = `x.tenant_id = r.tenant_id and x.deadline_id = r.deadline_id and x.contact_id is not distinct from r.contact_id
  and x.member_id is not distinct from r.member_id and x.laboratory_id is not distinct from r.laboratory_id
  and num_nonnulls(r.contact_id, r.member_id, r.laboratory_id) = 1`;

/** What is withdrawn lies in no envelope any more: then the person's own address is told. */
const COLUMNS = `r.id, r.deadline_id as "deadlineId", d.kind as "deadlineKind", d.due_on as "dueOn", ${SUBJECT_COLUMNS},
  r.step_days as "stepDays", r.step_unit as "stepUnit", r.send_on as "sendOn",
  r.send_at as "sendAt", r.time_zone as "timeZone", r.moved_from as "movedFrom", r.moved_because as "movedBecause", r.reason,
  r.state, r.state_reason as "stateReason", r.is_held as "isHeld", coalesce(m.to_name, t.name, o.name, y.name) as "toName",
  r.contact_id as "contactId", r.member_id as "memberId", r.laboratory_id as "laboratoryId",
  coalesce(m.to_email, t.email, o.email, y.email) as "toEmail", coalesce(m.language, t.language, o.language) as language,
  r.mail_id as "mailId", m.sent_at as "sentAt", m.server_answer as "serverAnswer", coalesce(m.attempts, 0) as attempts,
  case when r.state = 'planned' and m.attempts > 0 then m.next_attempt_at end as "nextAttemptAt",
  m.answer_opened_at as "openedAt", r.instead_of as "insteadOf",
  (select x.kind from mail_reports x where x.tenant_id = r.tenant_id and x.mail_id = r.mail_id and x.kind in ${RETURNED}
    order by x.kind limit 1) as returned,
  (select x.answer from reminder_answers x where ${OF_READER} order by x.given_at desc, x.id desc limit 1) as answer`;

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
    cbReportId: ofDeadline('d.cb_report_id = $?::uuid'),
    clientId: ofDeadline('d.client_id = $?::uuid'),
    contactId: 'r.contact_id = $?::uuid',
    memberId: 'r.member_id = $?::uuid',
    laboratoryId: 'r.laboratory_id = $?::uuid',
    reason: 'r.reason = any ($?::text[])',
    // The index knows instants; a morning of a day is one of these wherever its reader is.
    sendFrom: `r.send_at >= $?::date::timestamp at time zone 'UTC' - interval '15 hours' and r.send_on >= $?::date`,
    sendTo: `r.send_at < $?::date::timestamp at time zone 'UTC' + interval '37 hours' and r.send_on <= $?::date`,
    found:
      'r.contact_id = any ($?::uuid[]) or r.member_id = any ($?::uuid[]) or r.laboratory_id = any ($?::uuid[]) or r.deadline_id = any ($?::uuid[]) or r.mail_id = any ($?::uuid[])',
    saidBy: 'r.mail_id = any ($?::uuid[])',
    opened:
      'r.mail_id in (select x.id from mails x where x.tenant_id = r.tenant_id and x.answer_opened_at is not null)',
    answered: `(r.mail_id, r.deadline_id) in (select x.mail_id, x.deadline_id from reminder_answers x where x.tenant_id = r.tenant_id)`,
    returned: `r.mail_id in (select x.mail_id from mail_reports x where x.tenant_id = r.tenant_id and x.kind in ${RETURNED})`,
  },
};

/** Nobody reads on beyond; more are not counted. */
const COUNTED_AT_MOST = 10_000;

const ONE = {
  name: 'reminders.one',
  text: `select ${COLUMNS}, m.message_id as "messageId", coalesce(m.answer_openings, 0) as openings,
    m.answer_last_opened_at as "lastOpenedAt" from reminders r ${JOINS} where r.tenant_id = current_tenant() and r.id = $1`,
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

const REPORTS_OF = {
  name: 'reminders.reports',
  text: `select x.kind, x.at, x.status, x.answer
         from reminders r join mail_reports x on x.tenant_id = r.tenant_id and x.mail_id = r.mail_id
         where r.tenant_id = current_tenant() and r.id = $1 order by x.at, x.id`,
};

const ANSWERS_OF = {
  name: 'reminders.answers',
  text: `select x.answer, x.until, x.given_at as "givenAt", x.name, coalesce(x.mail_id = r.mail_id, false) as "isOfMail"
         from reminders r join reminder_answers x on ${OF_READER}
         where r.tenant_id = current_tenant() and r.id = $1 order by x.given_at desc, x.id desc limit 100`,
};

const CHANNELS_OF = {
  name: 'reminders.channels',
  text: `select ${toldByChannels('r.mail_id')} as channels from reminders r
         where r.tenant_id = current_tenant() and r.id = $1`,
};

type FlatReminder = ReminderView & FlatSubject;
type Envelope = Pick<ReminderDetailView, 'messageId' | 'openings' | 'lastOpenedAt'>;

@Injectable()
export class RemindersQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
    private readonly search: LedgerSearch,
  ) {}

  /** @throws BadInput `too-wide` when what is searched for names too much */
  async list(query: ReminderListQuery): Promise<Page<ReminderView>> {
    const sort = query.sort ?? 'sendAt';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const filters = await this.filters(query);
    const after = decodeCursor(query.cursor, sort, 'instant');
    const { sql, params } = pageStatement(LIST, { sort, limit, after, filters });
    const page = toPage(await this.db.read<FlatReminder>(sql, params), limit, sort, (row) => row.sendAt);
    return { ...page, items: page.items.map((row) => this.view(row)) };
  }

  /** @throws BadInput `too-wide` */
  async count(query: ReminderFilters): Promise<ReminderCount> {
    const rows = filteredRows(LIST, 'r.id', await this.filters(query), COUNTED_AT_MOST + 1, 'r.send_at, r.id');
    const text = `select least(count(*), ${COUNTED_AT_MOST})::int as total, count(*) > ${COUNTED_AT_MOST} as "isCapped"
      from ${rows.text} counted`;
    return (await this.db.read<ReminderCount>({ name: '', text }, rows.params))[0]!;
  }

  async mornings(): Promise<{ items: MorningView[] }> {
    return { items: await this.db.read<MorningView>(MORNINGS) };
  }

  /** @throws NotFound */
  async one(id: string): Promise<ReminderDetailView> {
    const [[found], tries, reports, answers, [told]] = await Promise.all([
      this.db.read<FlatReminder & Envelope>(ONE, [id]),
      this.db.read<MailTryView>(TRIES, [id]),
      this.db.read<MailReportView>(REPORTS_OF, [id]),
      this.db.read<ReminderAnswerView>(ANSWERS_OF, [id]),
      this.db.read<Pick<ReminderDetailView, 'channels'>>(CHANNELS_OF, [id]),
    ]);
    if (!found) throw new NotFound('reminder');
    const { messageId, openings, lastOpenedAt, ...row } = found;
    return { ...this.view(row), tries, reports, answers, channels: told!.channels, messageId, openings, lastOpenedAt };
  }

  private async filters(query: ReminderFilters): Promise<Partial<Record<Filter, unknown>>> {
    const { state, kind, deadlineId, clientId, contactId, memberId, laboratoryId, reason, sign } = query;
    const [found, saidBy] = await Promise.all([
      query.q === undefined ? undefined : this.search.found(query.q),
      query.serverWords === undefined ? undefined : this.search.answered(query.serverWords),
    ]);
    return {
      ...{ state, kind, deadlineId, clientId, contactId, memberId, laboratoryId, reason, found, saidBy },
      ...{ sendFrom: query.sendFrom, sendTo: query.sendTo },
      ...subjectFilters(query),
      ...(sign && { [sign]: true }),
    };
  }

  private view(row: FlatReminder): ReminderView {
    const { subject, rest } = subjectView(row, this.references.known());
    return { ...rest, ...subject };
  }
}
