import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { NotFound } from '#domain/errors';
import { approvalActs } from '#domain/states/approval-status';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { ApprovalLine, ApprovalListQuery, ApprovalSort, ApprovalView } from './approvals.dto.js';

type Filter = 'status' | 'kind' | 'clientId' | 'projectId' | 'productId';

const LINE = `v.id, v.kind, v.title, v.number, v.status, case when is_staff() then v.status_reason end as "statusReason",
    v.client_id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
    v.project_id as "projectId", j.name as "projectName", j.name_zh as "projectNameZh",
    v.product_id as "productId", p.name as "productName", p.name_zh as "productNameZh",
    v.filed_on as "filedOn", v.expected_on as "expectedOn", v.granted_on as "grantedOn", v.valid_until as "validUntil",
    v.next_audit_on as "nextAuditOn",
    nullif(v.next_due_on, 'infinity') as "nextDueOn", v.next_due_kind as "nextDueKind", v.next_due_basis as "nextDueBasis",
    v.created_at as "createdAt", v.version`;

const NAMED = `
    join clients k on k.tenant_id = v.tenant_id and k.id = v.client_id
    left join vehicle_projects j on j.tenant_id = v.tenant_id and j.id = v.project_id
    left join products p on p.tenant_id = v.tenant_id and p.id = v.product_id`;

const LIST: ListShape<ApprovalSort, Filter> = {
  name: 'approvals',
  select: LINE,
  table: 'approvals',
  as: 'v',
  joins: NAMED,
  sorts: {
    nextDueOn: { by: 'v.next_due_on', type: 'date' },
    '-createdAt': { by: 'v.created_at', type: 'timestamptz', descending: true },
  },
  filters: {
    status: 'v.status = any ($?::text[])',
    kind: 'v.kind = $?::text',
    clientId: 'v.client_id = $?::uuid',
    projectId: 'v.project_id = $?::uuid',
    productId: 'v.product_id = $?::uuid',
  },
  prepared: ['projectId', 'clientId'],
};

const ONE = {
  name: 'approvals.one',
  text: `select ${LINE}, v.authority, v.basis_on as "basisOn", v.certificate_id as "certificateId", c.number as "certificateNumber",
      c.issued_on as "certificateIssuedOn", case when is_staff() then v.responsible_id end as "responsibleId", m.name as "responsibleName",
      v.contact_id as "contactId", o.name as "contactName",
      case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name, 'sizeBytes', f.size_bytes) end as file,
      case when is_staff() then v.note end as note
    from approvals v ${NAMED}
    left join certificates c on c.tenant_id = v.tenant_id and c.id = v.certificate_id
    left join members m on m.tenant_id = v.tenant_id and m.id = v.responsible_id
    left join contacts o on o.tenant_id = v.tenant_id and o.id = v.contact_id
    left join files f on f.tenant_id = v.tenant_id and f.id = v.file_id
    where v.tenant_id = current_tenant() and v.id = $1`,
};

/** The oldest first, so that a board keeps its order. */
const OF_PROJECTS = {
  name: 'approvals.of-projects',
  text: `select ${LINE} from approvals v ${NAMED}
    where v.tenant_id = current_tenant() and v.project_id = any ($1::uuid[]) order by v.created_at, v.id`,
};

@Injectable()
export class ApprovalsQueries {
  constructor(private readonly db: Db) {}

  async list(query: ApprovalListQuery): Promise<Page<ApprovalLine>> {
    const sort = query.sort ?? 'nextDueOn';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, sort === 'nextDueOn' ? 'day' : 'instant');
    const { status, kind, projectId, productId } = query;
    const { audience } = this.db.scope;
    // The wall shows a client no others; said once more, its index finds them instead of walking past all the rest.
    const clientId = query.clientId ?? (audience === 'staff' ? undefined : audience);
    const { sql, params } = pageStatement(LIST, { sort, filters: { status, kind, clientId, projectId, productId }, after, limit }); // prettier-ignore
    const rows = (await this.db.read<Omit<ApprovalLine, 'acts'>>(sql, params)).map((row) => this.withActs(row));
    return toPage(rows, limit, sort, (row) => (sort === 'nextDueOn' ? (row.nextDueOn ?? 'infinity') : row.createdAt));
  }

  /** @throws NotFound */
  async one(id: string): Promise<ApprovalView> {
    const [found] = await this.db.read<Omit<ApprovalView, 'acts'>>(ONE, [id]);
    if (!found) throw new NotFound('approval');
    return this.withActs(found);
  }

  /** Every approval of these projects. */
  async ofProjects(projectIds: readonly string[]): Promise<ApprovalLine[]> {
    const rows = await this.db.read<Omit<ApprovalLine, 'acts'>>(OF_PROJECTS, [projectIds]);
    return rows.map((row) => this.withActs(row));
  }

  private withActs<Row extends Omit<ApprovalLine, 'acts'>>(row: Row): Row & Pick<ApprovalLine, 'acts'> {
    return { ...row, acts: this.db.scope.audience === 'staff' ? approvalActs(row.status) : [] };
  }
}
