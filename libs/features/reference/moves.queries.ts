import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Words } from '#domain/reference/record';
import type { SchemeDefinition } from '#domain/reference/scheme';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { MoveListQuery, MoveView } from './moves.dto.js';

type Filter =
  | 'certificateId'
  | 'factoryId'
  | 'planId'
  | 'applicationId'
  | 'auditId'
  | 'sampleId'
  | 'determinationId'
  | 'approvalId'
  | 'cbReportId'
  | 'referenceVersion';

const NEWEST = '-movedAt';

/** A factory of several clients names none. */
const JOINS = `
  left join certificates c on c.tenant_id = m.tenant_id and c.id = m.certificate_id
  left join route_plans r on r.tenant_id = m.tenant_id and r.id = m.plan_id
  left join applications a on a.tenant_id = m.tenant_id and a.id = m.application_id
  left join audits i on i.tenant_id = m.tenant_id and i.id = m.audit_id
  left join audit_findings n on n.tenant_id = m.tenant_id and n.audit_id = m.audit_id and m.item = 'finding:' || n.id
  left join samples s on s.tenant_id = m.tenant_id and s.id = m.sample_id
  left join determinations dt on dt.tenant_id = m.tenant_id and dt.id = m.determination_id
  left join approvals av on av.tenant_id = m.tenant_id and av.id = m.approval_id
  left join cb_reports cr on cr.tenant_id = m.tenant_id and cr.id = m.cb_report_id
  left join vehicle_projects vp on vp.tenant_id = av.tenant_id and vp.id = av.project_id
  left join products p on p.tenant_id = m.tenant_id
    and p.id = coalesce(c.product_id, r.product_id, a.product_id, s.product_id, dt.product_id, av.product_id, cr.product_id)
  left join factories f on f.tenant_id = m.tenant_id and f.id = coalesce(m.factory_id, i.factory_id)
  left join lateral (select (array_agg(l.client_id))[1] as client_id from client_factories l
    where l.tenant_id = m.tenant_id and l.factory_id = m.factory_id having count(*) = 1) alone on m.factory_id is not null
  left join clients k on k.tenant_id = m.tenant_id and k.id = coalesce(c.client_id, r.client_id, a.client_id, i.client_id, s.client_id, dt.client_id, av.client_id, cr.client_id, alone.client_id)`;

const LIST: ListShape<typeof NEWEST, Filter> = {
  name: 'moves',
  select: `m.id, m.certificate_id as "certificateId", m.factory_id as "factoryId", m.plan_id as "planId",
    m.application_id as "applicationId", m.audit_id as "auditId", m.sample_id as "sampleId",
    m.determination_id as "determinationId", m.approval_id as "approvalId", av.kind as "approvalKind", av.project_id as "projectId",
    m.cb_report_id as "cbReportId", cr.product_id as "reportProductId",
    s.application_id as "caseId",
    s.booking_id as "sampleBookingId", coalesce(c.number, f.name, r.name, a.number, s.label, dt.number, av.title, av.number, cr.number, p.name, vp.name) as label, f.name_zh as "labelZh",
    p.name as "productName", p.name_zh as "productNameZh",
    k.id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
    case when m.item like 'finding:%' then 'finding-correction' else m.item end as item, n.number as "itemNumber",
    coalesce(r.scheme_key, a.scheme_key) as "schemeKey", m.from_on as "fromOn",
    m.to_on as "toOn", m.to_on - m.from_on as days, m.why, m.reference_version as "referenceVersion", m.moved_at as "movedAt"`,
  table: 'deadline_moves',
  as: 'm',
  joins: JOINS,
  sorts: { [NEWEST]: { by: 'm.moved_at', type: 'timestamptz', descending: true } },
  filters: {
    certificateId: 'm.certificate_id = $?::uuid',
    factoryId: 'm.factory_id = $?::uuid',
    planId: 'm.plan_id = $?::uuid',
    applicationId: 'm.application_id = $?::uuid',
    auditId: 'm.audit_id = $?::uuid',
    sampleId: 'm.sample_id = $?::uuid',
    determinationId: 'm.determination_id = $?::uuid',
    approvalId: 'm.approval_id = $?::uuid',
    cbReportId: 'm.cb_report_id = $?::uuid',
    referenceVersion: 'm.reference_version = $?::int',
  },
  prepared: ['referenceVersion'],
};

type MoveRow = Omit<MoveView, 'itemNames' | 'throughNames'> & { schemeKey: string | null };

@Injectable()
export class MovesQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  /** Stages of plans are named as in the newest reference data; one that is gone there has no name. */
  async list(query: MoveListQuery): Promise<Page<MoveView>> {
    const { limit = DEFAULT_PAGE_SIZE, cursor, ...filters } = query;
    const { sql, params } = pageStatement(LIST, {
      sort: NEWEST,
      limit,
      after: decodeCursor(cursor, NEWEST, 'instant'),
      filters,
    });
    const rows = await this.db.read<MoveRow>(sql, params);
    const { schemes } = this.references.known();
    const views = rows.map(({ schemeKey, ...row }): MoveView => {
      const scheme = schemeKey === null ? undefined : schemes.get(schemeKey);
      const { stage } = row.why.facts;
      const throughNames = scheme && typeof stage === 'string' ? stageNames(scheme, stage) : null;
      return { ...row, itemNames: scheme ? itemNames(scheme, row.item) : null, throughNames };
    });
    return toPage(views, limit, NEWEST, (row) => row.movedAt);
  }
}

/** `stage:<stage>/start`, `limit:overall/...`, `limit:<stage>/<deadline>`, `end` (domain/plan/what-if.ts). */
function itemNames(scheme: SchemeDefinition, item: string): Words | null {
  const [, kind, first = '', second = ''] = /^(stage|limit):([^/]+)(?:\/(.+))?$/.exec(item) ?? [];
  if (kind === undefined) return null;
  if (kind === 'limit' && first === 'overall') return scheme.overallLimit?.names ?? null;
  const deadlines = scheme.stages.find(({ key }) => key === first)?.deadlines ?? [];
  const own = kind === 'limit' ? deadlines.find(({ key }) => key === second) : undefined;
  return own?.names ?? stageNames(scheme, first);
}

function stageNames(scheme: SchemeDefinition, stage: string): Words | null {
  return scheme.stages.find(({ key }) => key === stage)?.names ?? null;
}
