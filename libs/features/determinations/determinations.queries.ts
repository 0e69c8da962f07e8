import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { NotFound } from '#domain/errors';
import { determinationActs } from '#domain/states/determination-status';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { DeterminationLine, DeterminationListQuery, DeterminationSort, DeterminationView } from './determinations.dto.js'; // prettier-ignore

type Filter = 'status' | 'kind' | 'clientId' | 'productId' | 'applicationId';

const LINE = `d.id, d.kind, d.ground, d.status, case when is_staff() then d.status_reason end as "statusReason", d.number, d.purpose,
    d.quantity, d.discharged_quantity as "dischargedQuantity", d.unit,
    d.client_id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
    d.product_id as "productId", p.name as "productName", p.name_zh as "productNameZh",
    d.granted_on as "grantedOn", d.valid_until as "validUntil",
    nullif(d.next_due_on, 'infinity') as "nextDueOn", d.next_due_kind as "nextDueKind", d.next_due_basis as "nextDueBasis",
    d.created_at as "createdAt", d.version`;

const NAMED = `
    join products p on p.tenant_id = d.tenant_id and p.id = d.product_id
    join clients k on k.tenant_id = d.tenant_id and k.id = d.client_id`;

const LIST: ListShape<DeterminationSort, Filter> = {
  name: 'determinations',
  select: LINE,
  table: 'determinations',
  as: 'd',
  joins: NAMED,
  sorts: {
    nextDueOn: { by: 'd.next_due_on', type: 'date' },
    '-createdAt': { by: 'd.created_at', type: 'timestamptz', descending: true },
  },
  filters: {
    status: 'd.status = any ($?::text[])',
    kind: 'd.kind = $?::text',
    clientId: 'd.client_id = $?::uuid',
    productId: 'd.product_id = $?::uuid',
    applicationId: 'd.application_id = $?::uuid',
  },
  prepared: ['status', 'clientId', 'productId'],
};

const file = (name: string) =>
  `case when ${name}.id is not null then jsonb_build_object('id', ${name}.id, 'name', ${name}.name, 'sizeBytes', ${name}.size_bytes) end`;

const ONE = {
  name: 'determinations.one',
  text: `select ${LINE}, d.applicant_name as "applicantName", d.authority, d.place, d.applied_on as "appliedOn",
      d.imported_on as "importedOn", d.promised_export_on as "promisedExportOn", d.display_until as "displayUntil", d.conditions,
      d.application_id as "applicationId", a.number as "applicationNumber",
      c.id as "checkId", case when c.id is not null then 'A-' || c.year || '-' || lpad(c.sequence::text, 4, '0') end as "checkNumber",
      case when is_staff() then d.responsible_id end as "responsibleId", m.name as "responsibleName", d.contact_id as "contactId", o.name as "contactName",
      ${file('f')} as paper, case when is_staff() then d.note end as note,
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'manner', g.manner, 'dischargedOn', g.discharged_on,
          'quantity', g.quantity, 'proof', ${file('w')}) order by g.discharged_on, g.id)
        from determination_discharges g left join files w on w.tenant_id = g.tenant_id and w.id = g.proof_file_id
        where g.tenant_id = d.tenant_id and g.determination_id = d.id), '[]') as discharges
    from determinations d ${NAMED}
    left join applications a on a.tenant_id = d.tenant_id and a.id = d.application_id
    left join applicability_checks c on c.tenant_id = d.tenant_id and c.id = d.check_id
    left join members m on m.tenant_id = d.tenant_id and m.id = d.responsible_id
    left join contacts o on o.tenant_id = d.tenant_id and o.id = d.contact_id
    left join files f on f.tenant_id = d.tenant_id and f.id = d.paper_file_id
    where d.tenant_id = current_tenant() and d.id = $1`,
};

@Injectable()
export class DeterminationsQueries {
  constructor(private readonly db: Db) {}

  async list(query: DeterminationListQuery): Promise<Page<DeterminationLine>> {
    const sort = query.sort ?? 'nextDueOn';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, sort === 'nextDueOn' ? 'day' : 'instant');
    const { status, kind, productId, applicationId } = query;
    const { audience } = this.db.scope;
    // The wall shows a client no others; said once more, its index finds them instead of walking past all the rest.
    const clientId = query.clientId ?? (audience === 'staff' ? undefined : audience);
    const filters = { status, kind, clientId, productId, applicationId };
    const { sql, params } = pageStatement(LIST, { sort, filters, after, limit });
    const rows = (await this.db.read<Omit<DeterminationLine, 'acts'>>(sql, params)).map((row) => this.withActs(row));
    return toPage(rows, limit, sort, (row) => (sort === 'nextDueOn' ? (row.nextDueOn ?? 'infinity') : row.createdAt));
  }

  /** @throws NotFound */
  async one(id: string): Promise<DeterminationView> {
    const [found] = await this.db.read<Omit<DeterminationView, 'acts'>>(ONE, [id]);
    if (!found) throw new NotFound('determination');
    return this.withActs(found);
  }

  /** A client records nothing: what it hands in goes through its case. */
  private withActs<Row extends Omit<DeterminationLine, 'acts'>>(row: Row): Row & Pick<DeterminationLine, 'acts'> {
    const acts = this.db.scope.audience === 'staff' ? determinationActs(row.kind, row.status) : [];
    // The last piece is discharged as a whole.
    const isLast = row.quantity - row.dischargedQuantity < 2;
    return { ...row, acts: isLast ? acts.filter((act) => act !== 'discharge-part') : acts };
  }
}
