import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { ApplicationsQueries } from '#features/applications/applications.queries';
import { CaseViews } from '#features/applications/case-views';
import { DocumentsQueries } from '#features/documents/documents.queries';
import { Clock } from '#platform/clock';
import { decodeCursor, DEFAULT_PAGE_SIZE, type Page, type PageQuery, toPage } from '#platform/http/page';
import type { Who } from '#platform/http/who';
import type { DocumentOfClient, OwedDocument, OwedFinding, AuditToCome, CaseAtAGlance, NamedCompany, PortalCounts, PortalOverview, StageMark } from './portal.dto.js'; // prettier-ignore

const MOST_CASES = 50;
const MOST_ASKED = 100;

/** What a client sees of itself. Each statement reads behind the client's wall and names no client. */
@Injectable()
export class PortalQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly applications: ApplicationsQueries,
    private readonly views: CaseViews,
    private readonly documents: DocumentsQueries,
  ) {}

  async overview(who: Pick<Who, 'timeZone'>): Promise<PortalOverview> {
    const today = this.clock.today(who.timeZone);
    const [[tenant], [client], asked, findings, audits, [counts], { items }] = await Promise.all([
      this.db.read<NamedCompany>(TENANT),
      this.db.read<NamedCompany>(CLIENT),
      this.db.read<OwedDocument>(ASKED, [MOST_ASKED]),
      this.db.read<OwedFinding>(FINDINGS, [MOST_ASKED]),
      this.db.read<AuditToCome>(AUDITS, [today]),
      this.db.read<PortalCounts>(COUNTS, [today]),
      this.applications.list({ isOpen: 'true', sort: 'nextDueOn', limit: MOST_CASES }),
    ]);
    const ids = items.map(({ id }) => id);
    const [rows, expected] = await Promise.all([
      this.db.read<Omit<StageMark, 'expectedFrom' | 'expectedTo'> & { id: string; applicationId: string }>(STAGES, [
        ids,
      ]),
      this.views.expectedDays(ids),
    ]);
    const marks = rows.map(({ id, ...mark }) => {
      const { expectedFrom = null, expectedTo = null } = expected.get(id) ?? {};
      return { ...mark, expectedFrom, expectedTo };
    });
    const cases = items.map((line): CaseAtAGlance => {
      const { id, number, kind, status, productId, productName, productNameZh, classCode, lateness, stageKey } = line;
      const { blocker, turn, turnSince, forecastOn, forecastIsAtLeast, range, wishOn, legalOn, nextDueOn, nextDueBasis } = line; // prettier-ignore
      return {
        ...{ id, number, kind, status, productId, productName, productNameZh, classCode, light: lateness, stageKey },
        stages: marks.filter(({ applicationId }) => applicationId === id).map(({ applicationId: _, ...mark }) => mark),
        ...{ blocker, turn, turnSince, forecastOn, forecastIsAtLeast, range, wishOn, legalOn, nextDueOn, nextDueBasis },
      };
    });
    return { tenant: tenant!, client: client!, today, asked, findings, cases, audits, counts: counts! };
  }

  /** Documents of all its cases, the last request first. @throws BadInput for a cursor that is none */
  async documentsOf({ limit = DEFAULT_PAGE_SIZE, cursor }: PageQuery): Promise<Page<DocumentOfClient>> {
    const before = decodeCursor(cursor, 'createdAt', 'instant');
    const rows = await this.db.read<RequestOfClient>(DOCUMENTS, [before?.value ?? null, before?.id ?? null, limit + 1]);
    const page = toPage(rows, limit, 'createdAt', ({ createdAt }) => createdAt);
    const requests = new Map((await this.documents.ones(page.items.map(({ id }) => id))).map((one) => [one.id, one]));
    const items = page.items.flatMap(({ id, createdAt: _, ...ofCase }) => {
      const request = requests.get(id);
      return request ? [{ ...request, ...ofCase }] : [];
    });
    return { ...page, items };
  }
}

type OfCase = 'applicationNumber' | 'productName' | 'productNameZh' | 'isEnded';
type RequestOfClient = Pick<DocumentOfClient, OfCase> & { id: string; createdAt: string };

const TENANT: NamedSql = {
  name: 'portal.tenant',
  text: 'select id, name, name_zh as "nameZh" from tenants where id = current_tenant()',
};

const CLIENT: NamedSql = {
  name: 'portal.client',
  text: `select id, legal_name as name, legal_name_zh as "nameZh" from clients
    where tenant_id = current_tenant() and id = current_client()`,
};

const ASKED: NamedSql = {
  name: 'portal.asked',
  text: `select r.id, r.application_id as "applicationId", a.number as "applicationNumber", p.name as "productName",
      p.name_zh as "productNameZh", r.stage_key as "stageKey", r.title, r.title_zh as "titleZh", r.instructions,
      case when t.id is not null then json_build_object('id', t.id, 'name', t.name) end as template,
      r.asked_on as "askedOn", r.due_on as "dueOn", r.status = 'returned' as "isReturned",
      case when r.status = 'returned' then r.status_reason end as "statusReason",
      (select count(*)::int from document_versions v where v.tenant_id = r.tenant_id and v.request_id = r.id) as versions,
      r.first_seen_at is not null as "isSeen", r.version
    from (select * from document_requests where tenant_id = (select current_tenant()) and client_id = (select current_client())
        and status in ('requested', 'returned') order by due_on, id limit $1) r
      join applications a on a.tenant_id = r.tenant_id and a.id = r.application_id
      join products p on p.tenant_id = a.tenant_id and p.id = a.product_id
      left join files t on t.tenant_id = r.tenant_id and t.id = r.template_file_id and t.state = 'stored'
    where a.ended_on is null
    order by r.due_on, r.id`,
};

const DOCUMENTS: NamedSql = {
  name: 'portal.documents',
  text: `select r.id, r.created_at as "createdAt", a.number as "applicationNumber", p.name as "productName",
      p.name_zh as "productNameZh", a.ended_on is not null as "isEnded"
    from (select * from document_requests where tenant_id = (select current_tenant()) and client_id = (select current_client())
        and ($1::timestamptz is null or (created_at, id) < ($1, $2::uuid)) order by created_at desc, id desc limit $3) r
      join applications a on a.tenant_id = r.tenant_id and a.id = r.application_id
      join products p on p.tenant_id = a.tenant_id and p.id = a.product_id
    order by r.created_at desc, r.id desc`,
};

const FINDINGS: NamedSql = {
  name: 'portal.findings',
  text: `select g.id, g.audit_id as "auditId", g.number, g.grade, g.description, g.description_zh as "descriptionZh",
      f.name as "factoryName", f.name_zh as "factoryNameZh", g.due_on as "dueOn", g.status_reason as "statusReason"
    from audit_findings g join audits u on u.tenant_id = g.tenant_id and u.id = g.audit_id
      join factories f on f.tenant_id = u.tenant_id and f.id = u.factory_id
    where g.tenant_id = (select current_tenant()) and g.client_id = (select current_client()) and g.grade <> 'observation'
      and (g.status = 'open' or g.status = 'answered')
    order by coalesce(g.due_on, 'infinity'), g.id limit $1`,
};

const AUDITS: NamedSql = {
  name: 'portal.audits',
  text: `select u.id, u.kind, u.status, u.is_remote as "isRemote", f.name as "factoryName", f.name_zh as "factoryNameZh",
      u.planned_from as "plannedFrom", u.planned_to as "plannedTo"
    from audits u join factories f on f.tenant_id = u.tenant_id and f.id = u.factory_id
    where u.tenant_id = (select current_tenant()) and u.status in ('planned', 'confirmed') and not u.is_unannounced
      and coalesce(u.held_from, u.planned_from, 'infinity'::date) >= $1
    order by coalesce(u.held_from, u.planned_from, 'infinity'::date), u.id limit 20`,
};

const COUNTS: NamedSql = {
  name: 'portal.counts',
  text: `select
    (select count(*)::int from (select 1 from applications a where a.tenant_id = (select current_tenant())
      and a.client_id = (select current_client()) and a.ended_on is null limit 1000) c) as "openCases",
    (select count(*)::int from (select 1 from certificates c where c.tenant_id = (select current_tenant())
      and c.client_id = (select current_client()) and c.status in ('valid', 'suspended') limit 1000) c) as certificates,
    (select count(*)::int from (select 1 from audits u where u.tenant_id = (select current_tenant())
      and u.status in ('planned', 'confirmed') and not u.is_unannounced
      and coalesce(u.held_from, u.planned_from, 'infinity'::date) >= $1 limit 1000) c) as "auditsToCome",
    (select count(*)::int from (select 1 from document_requests r where r.tenant_id = (select current_tenant())
      and r.client_id = (select current_client()) limit 1000) c) as documents`,
};

const STAGES: NamedSql = {
  name: 'portal.stages',
  text: `select s.id, s.application_id as "applicationId", s.key, s.attempt, s.names, s.status, s.party, s.started_on as "startedOn",
      s.planned_from as "plannedFrom", s.planned_to as "plannedTo"
    from application_stages s
    where s.tenant_id = (select current_tenant()) and s.application_id = any ($1::uuid[]) and not s.is_after_certificate
      and (not s.is_optional or s.status <> 'not-started')
    order by s.application_id, s.position, s.attempt`,
};
