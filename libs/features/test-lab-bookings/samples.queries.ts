import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { NotFound } from '#domain/errors';
import { sampleActs } from '#domain/states/sample-status';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { SampleDeed, SampleLine, SampleListQuery, SampleSort } from './samples.dto.js';

type Filter = 'status' | 'clientId' | 'productId' | 'applicationId' | 'bookingId';

const COLUMNS = `s.id, s.label, s.models, s.quantity, s.status, case when is_staff() then s.status_reason end as "statusReason", s.status_on as "statusOn",
    s.client_id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
    s.product_id as "productId", p.name as "productName", p.name_zh as "productNameZh",
    s.application_id as "applicationId", a.number as "applicationNumber", s.booking_id as "bookingId",
    s.place, s.carrier, s.tracking_number as "trackingNumber", s.customs_declaration as "customsDeclaration",
    s.temporary_import_on as "temporaryImportOn", s.temporary_import_extended_on as "temporaryImportExtendedOn",
    nullif(s.next_due_on, 'infinity') as "nextDueOn", s.next_due_kind as "nextDueKind", s.next_due_basis as "nextDueBasis",
    s.created_at as "createdAt", s.version`;

const NAMED = `
    join products p on p.tenant_id = s.tenant_id and p.id = s.product_id
    join clients k on k.tenant_id = s.tenant_id and k.id = s.client_id
    left join applications a on a.tenant_id = s.tenant_id and a.id = s.application_id`;

const LIST: ListShape<SampleSort, Filter> = {
  name: 'samples',
  select: COLUMNS,
  table: 'samples',
  as: 's',
  joins: NAMED,
  sorts: {
    nextDueOn: { by: 's.next_due_on', type: 'date' },
    '-createdAt': { by: 's.created_at', type: 'timestamptz', descending: true },
  },
  filters: {
    status: 's.status = any ($?::text[])',
    clientId: 's.client_id = $?::uuid',
    productId: 's.product_id = $?::uuid',
    applicationId: 's.application_id = $?::uuid',
    bookingId: 's.booking_id = $?::uuid',
  },
  prepared: ['applicationId', 'status'],
};

const ONE = {
  name: 'samples.one',
  text: `select ${COLUMNS} from samples s ${NAMED} where s.tenant_id = current_tenant() and s.id = $1`,
};

@Injectable()
export class SamplesQueries {
  constructor(private readonly db: Db) {}

  async list(query: SampleListQuery): Promise<Page<SampleLine>> {
    const sort = query.sort ?? 'nextDueOn';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, sort === 'nextDueOn' ? 'day' : 'instant');
    const { status, clientId, productId, applicationId, bookingId } = query;
    const filters = { status, clientId, productId, applicationId, bookingId };
    const { sql, params } = pageStatement(LIST, { sort, filters, after, limit });
    const rows = (await this.db.read<Omit<SampleLine, 'acts'>>(sql, params)).map(withActs);
    return toPage(rows, limit, sort, (row) => (sort === 'nextDueOn' ? (row.nextDueOn ?? 'infinity') : row.createdAt));
  }

  /** @throws NotFound */
  async one(id: string): Promise<SampleLine> {
    const [found] = await this.db.read<Omit<SampleLine, 'acts'>>(ONE, [id]);
    if (!found) throw new NotFound('sample');
    return withActs(found);
  }
}

function withActs(row: Omit<SampleLine, 'acts'>): SampleLine {
  const acts: SampleDeed[] = sampleActs(row.status);
  if (mayBeExtended(row)) acts.push('extend');
  return { ...row, acts };
}

/** Imported for a time, not extended yet, and still owed to customs. */
function mayBeExtended(row: Omit<SampleLine, 'acts'>): boolean {
  return row.temporaryImportOn !== null && row.temporaryImportExtendedOn === null && row.nextDueKind === 'temporary-import'; // prettier-ignore
}
