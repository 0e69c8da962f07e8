import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import { readinessOf, type Readiness } from '#domain/approvals/readiness';
import type { ApprovalItem, CertificationItem, ReadinessLink } from '#domain/approvals/readiness-link';
import type { Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import type { ReferenceBook } from '#domain/reference/book';
import { Clock } from '#platform/clock';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { ApprovalLine } from './approvals.dto.js';
import { ApprovalsQueries } from './approvals.queries.js';
import type { CertificationView, ProjectBoard, ProjectLine, ProjectListQuery, ProjectReadinessLine, ProjectSort, ReadinessLinkView } from './vehicle-projects.dto.js'; // prettier-ignore

const LINE = `j.id, j.name, j.name_zh as "nameZh", j.is_vehicle as "isVehicle", j.wish_on as "wishOn",
    j.client_id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
    case when is_staff() then j.responsible_id end as "responsibleId", m.name as "responsibleName",
    j.closed_at as "closedAt", j.created_at as "createdAt", j.version`;

const NAMED = `
    join clients k on k.tenant_id = j.tenant_id and k.id = j.client_id
    left join members m on m.tenant_id = j.tenant_id and m.id = j.responsible_id`;

const LIST: ListShape<ProjectSort, 'clientId' | 'isClosed' | 'isOpen'> = {
  name: 'vehicle-projects',
  select: LINE,
  table: 'vehicle_projects',
  as: 'j',
  joins: NAMED,
  sorts: { '-createdAt': { by: 'j.created_at', type: 'timestamptz', descending: true } },
  filters: { clientId: 'j.client_id = $?::uuid', isClosed: 'j.closed_at is not null', isOpen: 'j.closed_at is null' },
  prepared: ['isOpen'],
};

const ONE = {
  name: 'vehicle-projects.one',
  text: `select ${LINE} from vehicle_projects j ${NAMED} where j.tenant_id = current_tenant() and j.id = $1`,
};

/**
 * CCC of every product of these projects, one row each: the live certificate with the first day of issue, else a suspended
 * one, else a determination that none is needed, else the open case that is expected last to bring one.
 */
const CERTIFICATIONS = {
  name: 'vehicle-projects.certifications',
  text: `select l.project_id as "projectId", p.id as "productId", p.name as "productName", p.name_zh as "productNameZh", p.class_code as "classCode",
      case when c.status = 'valid' and (c.valid_until is null or c.valid_until >= $2::date) then 'certified'
        when d.id is not null then 'not-asked' when a.id is not null then 'in-case' when c.status = 'suspended' then 'suspended'
        else 'none' end as state,
      c.id as "certificateId", c.number as "certificateNumber", c.issued_on as "issuedOn",
      a.id as "applicationId", a.number as "applicationNumber", d.id as "determinationId", d.granted_on as "determinedOn",
      a.forecast_on as "forecastOn", a.forecast_is_at_least as "isAtLeast",
      a.forecast_early_on as "earlyOn", a.forecast_late_on as "lateOn"
    from vehicle_project_products l
    join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
    left join lateral (select x.id, x.number, x.status, x.issued_on, x.valid_until from certificates x
      where x.tenant_id = p.tenant_id and x.product_id = p.id and x.scheme = 'ccc' and x.status in ('valid', 'suspended')
      order by x.status = 'valid' desc, x.issued_on, x.id limit 1) c on true
    left join lateral (select x.id, x.granted_on from determinations x
      where x.tenant_id = p.tenant_id and x.product_id = p.id and x.status = 'granted' and x.kind in ('not-required', 'out-of-catalogue')
        and (x.valid_until is null or x.valid_until >= $2::date)
      order by x.granted_on desc, x.id limit 1) d on true
    left join lateral (select x.id, x.number, x.forecast_on, x.forecast_is_at_least, x.forecast_early_on, x.forecast_late_on
      from application_units u join applications x on x.tenant_id = u.tenant_id and x.id = u.application_id
      where u.tenant_id = p.tenant_id and u.product_id = p.id and x.ended_on is null and x.kind in ('new', 'conversion')
      order by x.forecast_on desc nulls first, x.id limit 1) a on true
    where l.tenant_id = current_tenant() and l.project_id = any ($1::uuid[])
    order by p.name, p.id`,
};

interface CertificationRow extends Omit<CertificationView, 'state'> {
  projectId: string;
  state: CertificationItem['state'];
  issuedOn: Day | null;
  determinedOn: Day | null;
  forecastOn: Day | null;
  isAtLeast: boolean | null;
  earlyOn: Day | null;
  lateOn: Day | null;
}

@Injectable()
export class VehicleProjectsQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    private readonly approvals: ApprovalsQueries,
  ) {}

  async list(query: ProjectListQuery): Promise<Page<ProjectLine>> {
    const sort = query.sort ?? '-createdAt';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, 'instant');
    const { audience } = this.db.scope;
    const clientId = query.clientId ?? (audience === 'staff' ? undefined : audience);
    const isClosed = query.isClosed === 'true' || undefined;
    const filters = { clientId, isClosed, isOpen: isClosed ? undefined : true };
    const { sql, params } = pageStatement(LIST, { sort, filters, after, limit });
    const rows = await this.db.read<Omit<ProjectLine, 'readiness'>>(sql, params);
    const known = await this.known(rows);
    const lines = rows.map((row) => ({ ...row, readiness: lineOf(known.of(row)) }));
    return toPage(lines, limit, sort, (row) => row.createdAt);
  }

  /** @throws NotFound */
  async board(id: string): Promise<ProjectBoard> {
    const [row] = await this.db.read<Omit<ProjectLine, 'readiness'>>(ONE, [id]);
    if (!row) throw new NotFound('vehicle project');
    const known = await this.known([row]);
    const readiness = known.of(row);
    const approvals = known.approvals.get(id) ?? [];
    const certifications = known.certifications.get(id) ?? [];
    const taken = new Set(readiness.chains.flatMap(({ links }) => links.map(({ key }) => key)));
    const view = (link: ReadinessLink) => linkView(link, certifications, approvals);
    return {
      ...row,
      readiness: lineOf(readiness),
      products: certifications.map(({ productId, productName, productNameZh, classCode }) => ({
        ...{ id: productId, name: productName, nameZh: productNameZh, classCode },
      })),
      chains: readiness.chains.map(({ links, isDone, readyOn, isAtLeast }) => ({
        ...{ isDone, readyOn, isAtLeast },
        links: links.map(view),
      })),
      range: readiness.range,
      wish: readiness.wish,
      leftOut: approvals.filter((one) => !taken.has(`approval:${one.id}`)),
    };
  }

  /** What the projects wait for, in two statements whatever their number. */
  private async known(rows: readonly { id: string }[]) {
    const ids = rows.map(({ id }) => id);
    // The certificate's day is one in China.
    const today = this.clock.today('Asia/Shanghai');
    const [certified, lines] = await Promise.all([
      this.db.read<CertificationRow>(CERTIFICATIONS, [ids, today]),
      this.approvals.ofProjects(ids),
    ]);
    const certifications = byProject(certified);
    const approvals = byProject(lines);
    const book = this.references.known();
    const of = ({ id, wishOn }: { id: string; wishOn: string | null }): Readiness =>
      readinessOf(
        {
          wishOn,
          certifications: (certifications.get(id) ?? []).map(certificationItem),
          approvals: (approvals.get(id) ?? []).map((one) => approvalItem(one, book)),
        },
        today,
        book.china,
      );
    return { certifications, approvals, of };
  }
}

function byProject<Row extends { projectId: string | null }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const of = found.get(row.projectId!);
    if (of) of.push(row);
    else found.set(row.projectId!, [row]);
  }
  return found;
}

function certificationItem(row: CertificationRow): CertificationItem {
  const { productId, classCode, state, issuedOn, determinedOn, forecastOn, isAtLeast, earlyOn, lateOn } = row;
  return {
    ...{ productId, classCode, state },
    doneOn: state === 'certified' ? issuedOn : determinedOn,
    forecast:
      forecastOn === null
        ? null
        : {
            on: forecastOn,
            isAtLeast: isAtLeast ?? false,
            range: earlyOn && lateOn ? { earlyOn, lateOn } : null,
          },
  };
}

/** A kind that has left the reference data waits for nothing and has no limits. */
function approvalItem(line: ApprovalLine, { approvalKinds }: Pick<ReferenceBook, 'approvalKinds'>): ApprovalItem {
  const { id, kind, productId, status, filedOn, expectedOn, grantedOn, validUntil } = line;
  const known = approvalKinds.filter(({ key }) => key === kind).at(-1);
  return {
    ...{ id, kind, productId, status, filedOn, expectedOn, grantedOn, validUntil },
    endsWith: known?.endsWith ?? 'grant',
    after: known?.after ?? [],
    classKeys: known?.classKeys ?? [],
    filing: known?.filing ?? null,
    processing: known?.processing ?? null,
  };
}

function lineOf({ isReady, readyOn, isAtLeast, wish, chains }: Readiness): ProjectReadinessLine {
  const links = new Map(chains.flatMap((chain) => chain.links.map((link) => [link.key, link])));
  const done = [...links.values()].filter(({ state }) => state === 'done').length;
  return {
    ...{ isReady, readyOn, isAtLeast, done, total: links.size },
    wish: wish?.state ?? null,
    daysLate: wish?.daysLate ?? null,
  };
}

function linkView(
  { key, state, on, isAtLeast, range, reason, counted }: ReadinessLink,
  certifications: readonly CertificationRow[],
  approvals: readonly ApprovalLine[],
): ReadinessLinkView {
  const row = certifications.find(({ productId }) => key === `certificate:${productId}`);
  return {
    ...{ state, on, isAtLeast, range, reason, counted },
    certification: row ? certificationView(row) : null,
    approval: approvals.find(({ id }) => key === `approval:${id}`) ?? null,
  };
}

function certificationView(row: CertificationRow): CertificationView {
  const { productId, productName, productNameZh, classCode, state } = row;
  const { certificateId, certificateNumber, applicationId, applicationNumber, determinationId } = row;
  return {
    ...{ productId, productName, productNameZh, classCode, state, determinationId },
    ...{ certificateId, certificateNumber, applicationId, applicationNumber },
  };
}
