import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { NotFound } from '#domain/errors';
import { bookingActs } from '#domain/states/booking-status';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { BookingLine, BookingListQuery, BookingSort, BookingView, SampleOfBooking, TestResultView } from './bookings.dto.js'; // prettier-ignore

type Filter = 'status' | 'clientId' | 'productId' | 'applicationId' | 'laboratoryId' | 'benchId' | 'responsibleId';

/** What names others. A client sees neither laboratories nor members: their columns are null then. */
const NAMED = `
    join products p on p.tenant_id = b.tenant_id and p.id = b.product_id
    join clients k on k.tenant_id = b.tenant_id and k.id = b.client_id
    left join applications a on a.tenant_id = b.tenant_id and a.id = b.application_id
    left join laboratories l on l.tenant_id = b.tenant_id and l.id = b.laboratory_id
    left join benches n on n.tenant_id = b.tenant_id and n.id = b.bench_id
    left join members m on m.tenant_id = b.tenant_id and m.id = b.responsible_id`;

const COLUMNS = `b.id, b.status, b.starts_at as "startsAt", b.ends_at as "endsAt", b.option_until as "optionUntil",
    b.wished_from as "wishedFrom", b.wished_to as "wishedTo", b.test, b.standard,
    nullif(b.next_due_on, 'infinity') as "nextDueOn", b.next_due_kind as "nextDueKind", b.next_due_basis as "nextDueBasis"`;

const LIST: ListShape<BookingSort, Filter> = {
  name: 'bookings',
  select: `${COLUMNS}, b.product_id as "productId", p.name as "productName", p.name_zh as "productNameZh",
    b.client_id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
    b.application_id as "applicationId", a.number as "applicationNumber",
    b.laboratory_id as "laboratoryId", l.name as "laboratoryName", l.name_zh as "laboratoryNameZh", l.time_zone as "timeZone",
    b.bench_id as "benchId", n.name as "benchName", m.name as "responsibleName",
    (select r.outcome from test_results r where r.tenant_id = b.tenant_id and r.booking_id = b.id order by r.number desc limit 1) as outcome`,
  table: 'bookings',
  as: 'b',
  joins: NAMED,
  sorts: {
    startsAt: { by: `coalesce(b.starts_at, 'infinity'::timestamptz)`, type: 'timestamptz' },
    '-startsAt': { by: `coalesce(b.starts_at, 'infinity'::timestamptz)`, type: 'timestamptz', descending: true },
    nextDueOn: { by: 'b.next_due_on', type: 'date' },
  },
  filters: {
    status: 'b.status = any ($?::text[])',
    clientId: 'b.client_id = $?::uuid',
    productId: 'b.product_id = $?::uuid',
    applicationId: 'b.application_id = $?::uuid',
    laboratoryId: 'b.laboratory_id = $?::uuid',
    benchId: 'b.bench_id = $?::uuid',
    responsibleId: 'b.responsible_id = $?::uuid',
  },
  prepared: ['applicationId', 'status'],
};

const ONE = {
  name: 'bookings.one',
  text: `select ${COLUMNS}, case when is_staff() then b.status_reason end as "statusReason", b.place, b.eligibility, b.override_reason as "overrideReason",
           b.started_on as "startedOn", b.finished_on as "finishedOn", b.created_at as "createdAt", b.version, o.name as "overriddenByName",
           json_build_object('id', k.id, 'legalName', k.legal_name, 'legalNameZh', k.legal_name_zh) as client,
           json_build_object('id', p.id, 'name', p.name, 'nameZh', p.name_zh, 'classCode', p.class_code) as product,
           case when a.id is not null then json_build_object('id', a.id, 'number', a.number) end as application,
           case when l.id is not null then json_build_object('id', l.id, 'name', l.name, 'nameZh', l.name_zh,
             'timeZone', l.time_zone, 'country', l.country) end as laboratory,
           case when n.id is not null then json_build_object('id', n.id, 'name', n.name) end as bench,
           case when m.id is not null then json_build_object('id', m.id, 'name', m.name) end as responsible
         from bookings b ${NAMED}
         left join members o on o.tenant_id = b.tenant_id and o.id = b.overridden_by
         where b.tenant_id = current_tenant() and b.id = $1`,
};

const RESULTS = {
  name: 'bookings.results',
  text: `select r.id, r.number, r.outcome, r.failed_items as "failedItems", r.report_number as "reportNumber", r.standard,
           r.reported_on as "reportedOn", f.id as "fileId", f.name as "fileName", r.created_at as "createdAt"
         from test_results r left join files f on f.tenant_id = r.tenant_id and f.id = r.file_id
         where r.tenant_id = current_tenant() and r.booking_id = $1 order by r.number limit 200`,
};

const SAMPLES = {
  name: 'bookings.samples',
  text: `select s.id, s.label, s.quantity, s.status, s.place, nullif(s.next_due_on, 'infinity') as "nextDueOn"
         from samples s where s.tenant_id = current_tenant() and s.booking_id = $1 order by s.created_at, s.id limit 200`,
};

@Injectable()
export class BookingsQueries {
  constructor(private readonly db: Db) {}

  async list(query: BookingListQuery): Promise<Page<BookingLine>> {
    const sort = query.sort ?? 'startsAt';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, sort === 'nextDueOn' ? 'day' : 'instant');
    const { status, clientId, productId, applicationId, laboratoryId, benchId, responsibleId } = query;
    const filters = { status, clientId, productId, applicationId, laboratoryId, benchId, responsibleId };
    const { sql, params } = pageStatement(LIST, { sort, filters, after, limit });
    const rows = await this.db.read<BookingLine>(sql, params);
    return toPage(rows, limit, sort, (row) => (sort === 'nextDueOn' ? row.nextDueOn : row.startsAt) ?? 'infinity');
  }

  /** @throws NotFound */
  async one(id: string): Promise<BookingView> {
    const [found, results, samples] = await Promise.all([
      this.db.read<Omit<BookingView, 'acts' | 'results' | 'samples'>>(ONE, [id]),
      this.db.read<TestResultView>(RESULTS, [id]),
      this.db.read<SampleOfBooking>(SAMPLES, [id]),
    ]);
    if (!found[0]) throw new NotFound('booking');
    // Why a laboratory was chosen against the rules is the consultancy's own.
    const own = this.db.scope.audience === 'staff' ? {} : { eligibility: null, overrideReason: null, place: null };
    const acts = bookingActs(found[0].status).filter((act) => act !== 'expire');
    return { ...found[0], ...own, acts, results, samples };
  }
}
