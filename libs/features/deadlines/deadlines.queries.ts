import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import { addDays, type Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import type { ReferenceBook } from '#domain/reference/book';
import { Clock } from '#platform/clock';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type {
  DeadlineDetail,
  DeadlineListQuery,
  DeadlineReminder,
  DeadlineSort,
  DeadlineView,
} from './deadlines.dto.js';
import { subjectFilters } from './deadline-subject.js';
import { SUBJECT_COLUMNS, SUBJECT_JOINS, subjectView, type FlatSubject } from './subject-columns.js';

type Filter = 'isOpen' | 'state' | 'notWithdrawn' | 'kind' | 'from' | 'to' | 'dueFrom' | 'dueTo' | 'certificateId' | 'factoryId' | 'applicationId' | 'auditId' | 'bookingId' | 'sampleId' | 'entryId' | 'determinationId' | 'approvalId' | 'cbReportId' | 'clientId' | 'responsibleId'; // prettier-ignore

export const DEADLINE_COLUMNS = `d.id, d.kind, d.due_on as "dueOn", d.basis, d.rule, d.source, d.certainty, d.counted,
  d.is_disputed as "isDisputed", d.state, case when d.met_by is null or is_staff() then d.state_reason end as "stateReason",
  d.met_at as "metAt", ${SUBJECT_COLUMNS}`;

const LIST: ListShape<DeadlineSort, Filter> = {
  name: 'deadlines',
  select: DEADLINE_COLUMNS,
  table: 'deadlines',
  as: 'd',
  joins: SUBJECT_JOINS,
  sorts: { dueOn: { by: 'd.due_on', type: 'date' }, '-dueOn': { by: 'd.due_on', type: 'date', descending: true } },
  filters: {
    // A constant, so that the index of the open ones serves.
    isOpen: `d.state = 'open' and $?::boolean`,
    state: 'd.state = $?::text',
    notWithdrawn: `d.state <> 'withdrawn' and $?::boolean`,
    kind: 'd.kind = any ($?::text[])',
    from: 'd.due_on >= $?::date',
    to: 'd.due_on <= $?::date',
    dueFrom: 'd.due_on >= $?::date',
    dueTo: 'd.due_on <= $?::date',
    certificateId: 'd.certificate_id = $?::uuid',
    factoryId: 'd.factory_id = $?::uuid',
    applicationId: 'd.application_id = $?::uuid',
    auditId: 'd.audit_id = $?::uuid',
    bookingId: 'd.booking_id = $?::uuid',
    sampleId: 'd.sample_id = $?::uuid',
    entryId: 'd.entry_id = $?::uuid',
    determinationId: 'd.determination_id = $?::uuid',
    approvalId: 'd.approval_id = $?::uuid',
    cbReportId: 'd.cb_report_id = $?::uuid',
    clientId: `d.client_id = $?::uuid or d.factory_id in (select l.factory_id from client_factories l
      where l.tenant_id = d.tenant_id and l.client_id = $?::uuid)`,
    responsibleId: `d.certificate_id in (select o.id from certificates o where o.tenant_id = d.tenant_id and o.responsible_id = $?::uuid)
      or d.factory_id in (select o.factory_id from certificates o where o.tenant_id = d.tenant_id and o.responsible_id = $?::uuid
        and o.status in ('valid', 'suspended') and o.scheme not in ('ccc-self-declaration-a', 'ccc-self-declaration-b'))
      or d.application_id in (select o.id from applications o where o.tenant_id = d.tenant_id and o.owner_id = $?::uuid)
      or d.audit_id in (select o.id from audits o where o.tenant_id = d.tenant_id and o.responsible_id = $?::uuid)
      or d.booking_id in (select o.id from bookings o where o.tenant_id = d.tenant_id and o.responsible_id = $?::uuid)
      or d.sample_id in (select o.id from samples o join applications w on w.tenant_id = o.tenant_id and w.id = o.application_id
        where o.tenant_id = d.tenant_id and w.owner_id = $?::uuid)
      or d.entry_id in (select o.id from regulatory_entries o where o.tenant_id = d.tenant_id and o.responsible_id = $?::uuid)
      or d.determination_id in (select o.id from determinations o where o.tenant_id = d.tenant_id and o.responsible_id = $?::uuid)
      or d.approval_id in (select o.id from approvals o left join vehicle_projects w on w.tenant_id = o.tenant_id and w.id = o.project_id
        where o.tenant_id = d.tenant_id and coalesce(o.responsible_id, w.responsible_id) = $?::uuid)
      or d.cb_report_id in (select o.id from cb_reports o left join applications w on w.tenant_id = o.tenant_id and w.id = o.application_id
        where o.tenant_id = d.tenant_id and coalesce(o.responsible_id, w.owner_id) = $?::uuid)`,
  },
  prepared: ['isOpen', 'notWithdrawn'],
};

const ONE = {
  name: 'deadlines.one',
  text: `select ${DEADLINE_COLUMNS}, d.version, met.name as "metByName",
      case when is_staff() then (select jsonb_build_object('id', m.id, 'name', m.name) from members m
        where m.tenant_id = d.tenant_id and (m.id = coalesce(u.responsible_id, b.responsible_id, e.responsible_id, dt.responsible_id, av.responsible_id, vp.responsible_id, a.owner_id)
          or m.id in (select o.responsible_id from certificates o where o.tenant_id = d.tenant_id and (o.id = d.certificate_id
            or (o.factory_id = d.factory_id and o.status in ('valid', 'suspended')
              and o.scheme not in ('ccc-self-declaration-a', 'ccc-self-declaration-b')))))
        order by m.name limit 1) end as responsible
    from deadlines d ${SUBJECT_JOINS}
    left join members met on is_staff() and met.tenant_id = d.tenant_id and met.id = d.met_by
    where d.tenant_id = current_tenant() and d.id = $1`,
};

const REMINDERS = {
  name: 'deadlines.reminders',
  text: `select r.id, r.step_days as "stepDays", r.step_unit as "stepUnit", r.send_on as "sendOn", r.send_at as "sendAt", r.time_zone as "timeZone",
      r.moved_from as "movedFrom", r.moved_because as "movedBecause", r.reason, r.state, r.state_reason as "stateReason",
      r.is_held as "isHeld", coalesce(m.to_name, k.name, b.name, y.name) as "toName", coalesce(m.to_email, k.email, b.email, y.email) as "toEmail",
      coalesce(m.language, k.language, b.language) as language, m.server_answer as "serverAnswer"
    from reminders r
    left join mails m on m.tenant_id = r.tenant_id and m.id = r.mail_id
    left join contacts k on k.tenant_id = r.tenant_id and k.id = r.contact_id
    left join members b on b.tenant_id = r.tenant_id and b.id = r.member_id
    left join laboratories y on y.tenant_id = r.tenant_id and y.id = r.laboratory_id
    where r.tenant_id = current_tenant() and r.deadline_id = $1 order by r.send_at, r.id limit 500`,
};

export type FlatDeadline = Omit<DeadlineView, 'subject'> & FlatSubject;

export function deadlineView(row: FlatDeadline, book: Pick<ReferenceBook, 'schemes' | 'approvalKinds'>): DeadlineView {
  const { subject, rest } = subjectView(row, book);
  return { ...rest, subject };
}

@Injectable()
export class DeadlinesQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
  ) {}

  /** @param timeZone the reader's, whose today decides what is urgent */
  async list(query: DeadlineListQuery, timeZone: string): Promise<Page<DeadlineView>> {
    const sort = query.sort ?? 'dueOn';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const { state, kind, dueFrom, dueTo, clientId, responsibleId } = query;
    const { sql, params } = pageStatement(LIST, {
      sort,
      limit,
      after: decodeCursor(query.cursor, sort, 'day'),
      filters: {
        isOpen: state === 'open' ? true : undefined,
        state: state === 'open' ? undefined : state,
        notWithdrawn: state ? undefined : true,
        ...(query.urgency ? span(query.urgency, this.clock.today(timeZone)) : {}),
        ...{ kind, dueFrom, dueTo, clientId, responsibleId },
        ...subjectFilters(query),
      },
    });
    const page = toPage(await this.db.read<FlatDeadline>(sql, params), limit, sort, (row) => row.dueOn);
    const book = this.references.known();
    return { ...page, items: page.items.map((row) => deadlineView(row, book)) };
  }

  /** @throws NotFound */
  async one(id: string): Promise<DeadlineDetail> {
    const [found, reminders] = await Promise.all([
      this.db.read<FlatDeadline & Pick<DeadlineDetail, 'metByName' | 'responsible' | 'version'>>(ONE, [id]),
      this.db.read<DeadlineReminder>(REMINDERS, [id]),
    ]);
    if (!found[0]) throw new NotFound('deadline');
    const { metByName, responsible, version, ...row } = found[0];
    const book = this.references.known();
    const sourceUrl = book.rules.find((rule) => rule.key === row.rule)?.sourceUrl ?? null;
    return { ...deadlineView(row, book), sourceUrl, metByName, responsible, reminders, version };
  }
}

/** The first and last day of an urgency, as `urgency()` of the domain has it. */
function span(urgency: NonNullable<DeadlineListQuery['urgency']>, today: Day): { from?: Day; to?: Day } {
  switch (urgency) {
    case 'overdue':
      return { to: addDays(today, -1) };
    case 'week':
      return { from: today, to: addDays(today, 7) };
    case 'month':
      return { from: addDays(today, 8), to: addDays(today, 30) };
    case 'quarter':
      return { from: addDays(today, 31), to: addDays(today, 90) };
    case 'later':
      return { from: addDays(today, 91) };
  }
}
