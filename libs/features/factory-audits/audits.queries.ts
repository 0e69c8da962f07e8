import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { filteredRows, pageStatement, type ListShape } from '#database/list-statement';
import { auditTurn } from '#domain/cases/audits';
import { BadInput, NotFound } from '#domain/errors';
import { auditActs } from '#domain/states/audit-status';
import type { InspectionWindowView } from '#features/clients/factory-inspections.dto';
import { FactoryInspectionsQueries } from '#features/clients/factory-inspections.queries';
import type { OwedDeadline } from '#features/deadlines/deadlines.dto';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { AuditCount, AuditFilters, AuditLine, AuditListQuery, AuditSort, AuditView } from './audits.dto.js';
import { FindingsQueries } from './findings.queries.js';

/** A count walks its rows: up to here it is exact. */
const COUNTED_AT_MOST = 10_000;

type Filter = 'status' | 'kind' | 'factoryId' | 'clientId' | 'applicationId' | 'certificateId' | 'responsibleId' | 'from' | 'to'; // prettier-ignore

const DAY = `coalesce(a.held_from, a.planned_from, 'infinity'::date)`;
/** The days of findings are those of the client who answers them. */
const NEXT_DUE = `case when k.id is not null then nullif(a.next_due_on, 'infinity') end as "nextDueOn",
  case when k.id is not null then a.next_due_kind end as "nextDueKind", case when k.id is not null then a.next_due_basis end as "nextDueBasis"`;

/** A reader behind the client wall does not see every company, factory and case that an audit names: those stay empty. */
const LINE = `a.id, a.kind, a.status, a.is_unannounced as "isUnannounced", a.is_remote as "isRemote", a.factory_id as "factoryId",
  f.name as "factoryName", f.name_zh as "factoryNameZh", k.id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
  p.id as "applicationId", p.number as "applicationNumber", a.body, a.planned_from as "plannedFrom", a.planned_to as "plannedTo",
  a.held_from as "heldFrom", a.held_to as "heldTo", ${NEXT_DUE}, case when is_staff() then a.responsible_id end as "responsibleId",
  (select count(*)::int from audit_certificates link where link.tenant_id = a.tenant_id and link.audit_id = a.id) as certificates,
  coalesce(found.open, 0) as "findingsOpen", coalesce(found.major, 0) as "majorOpen"`;

const JOINS = `left join clients k on k.id = a.client_id left join factories f on f.id = a.factory_id
  left join applications p on p.id = a.application_id
  left join lateral (select count(*)::int as open, count(*) filter (where g.grade = 'major')::int as major
    from audit_findings g where g.tenant_id = a.tenant_id and g.audit_id = a.id and g.grade <> 'observation'
      and g.status in ('open', 'answered', 'evidence-submitted')) found on true`;

const LIST: ListShape<AuditSort, Filter> = {
  name: 'audits',
  select: `${LINE}, ${DAY} as day, a.next_due_on as "dueOn"`,
  table: 'audits',
  as: 'a',
  joins: JOINS,
  sorts: {
    day: { by: DAY, type: 'date' },
    '-day': { by: DAY, type: 'date', descending: true },
    nextDueOn: { by: 'a.next_due_on', type: 'date' },
  },
  filters: {
    status: 'a.status = any ($?::text[])',
    kind: 'a.kind = $?::text',
    factoryId: 'a.factory_id = $?::uuid',
    clientId: `a.id in (select own.id from audits own where own.tenant_id = current_tenant() and own.client_id = $?::uuid
      union all select link.audit_id from audit_certificates link
      where link.tenant_id = current_tenant() and link.client_id = $?::uuid)`,
    applicationId: 'a.application_id = $?::uuid',
    certificateId: `a.id in (select link.audit_id from audit_certificates link
      where link.tenant_id = current_tenant() and link.certificate_id = $?::uuid)`,
    responsibleId: 'a.responsible_id = $?::uuid',
    from: `${DAY} >= $?::date`,
    to: `${DAY} <= $?::date`,
  },
};

const ONE = {
  name: 'audits.one',
  text: `select ${LINE}, a.status_reason as "statusReason", a.person_days::float8 as "personDays", a.inspectors, a.language,
      case when t.id is not null then json_build_object('id', t.id, 'name', t.name, 'email', t.email) end as contact,
      case when is_staff() and m.id is not null then json_build_object('id', m.id, 'name', m.name, 'email', m.email) end as responsible,
      case when is_staff() then a.note end as note, a.closed_on as "closedOn", a.class_after as "classAfter",
      a.class_after_on as "classAfterOn",
      case when k.id is not null then json_build_object('id', k.id, 'legalName', k.legal_name, 'legalNameZh', k.legal_name_zh) end as client,
      case when p.id is not null then json_build_object('id', p.id, 'number', p.number, 'startedOn', p.started_on) end as application,
      array(select link.certificate_id from audit_certificates link
        where link.tenant_id = a.tenant_id and link.audit_id = a.id limit 1000) as "certificateIds",
      a.created_at as "createdAt", a.version
    from audits a ${JOINS}
    left join contacts t on t.tenant_id = a.tenant_id and t.id = a.contact_id
    left join members m on m.tenant_id = a.tenant_id and m.id = a.responsible_id
    where a.tenant_id = current_tenant() and a.id = $1`,
};

const DEADLINES = {
  name: 'audits.deadlines',
  text: `select d.id, d.kind, d.due_on as "dueOn", d.basis, d.rule, d.source, d.certainty, d.counted, d.is_disputed as "isDisputed",
           d.state, case when d.met_by is null or is_staff() then d.state_reason end as "stateReason"
         from deadlines d where d.tenant_id = current_tenant() and d.audit_id = $1
         order by d.state = 'open' desc, d.due_on, d.id limit 200`,
};

type FoundAudit = Omit<AuditView, 'turn' | 'acts' | 'findings' | 'deadlines' | 'inspection'> & {
  certificateIds: string[];
};
type FoundLine = AuditLine & { day?: string; dueOn?: string };

@Injectable()
export class AuditsQueries {
  constructor(
    private readonly db: Db,
    private readonly inspections: FactoryInspectionsQueries,
    private readonly findings: FindingsQueries,
  ) {}

  /** @throws BadInput for a client that sorts by days of findings: they may be another company's */
  async list(query: AuditListQuery): Promise<Page<AuditLine>> {
    const sort = query.sort ?? 'day';
    if (sort === 'nextDueOn' && this.isClient()) {
      const detail = 'This order is for the team.';
      throw new BadInput('invalid-input', [{ field: 'sort', code: 'is-in', detail, allowed: 'day, -day' }]);
    }
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, 'day');
    const { sql, params } = pageStatement(LIST, { sort, filters: this.filters(query), after, limit });
    const rows = await this.db.read<FoundLine>(sql, params);
    const page = toPage(rows, limit, sort, (row) => (sort === 'nextDueOn' ? row.dueOn! : row.day!));
    for (const row of page.items) {
      delete row.day;
      delete row.dueOn;
    }
    return page;
  }

  async count(query: AuditFilters): Promise<AuditCount> {
    const rows = filteredRows(LIST, 'a.id', this.filters(query), COUNTED_AT_MOST + 1);
    const text = `select least(count(*), ${COUNTED_AT_MOST})::int as total, count(*) > ${COUNTED_AT_MOST} as "isCapped"
      from ${rows.text} counted`;
    return (await this.db.read<AuditCount>({ name: '', text }, rows.params))[0]!;
  }

  /** @throws NotFound */
  async one(id: string): Promise<AuditView> {
    const [found, findings, deadlines] = await Promise.all([
      this.db.read<FoundAudit>(ONE, [id]),
      this.findings.ofAudit(id),
      this.db.read<OwedDeadline>(DEADLINES, [id]),
    ]);
    if (!found[0]) throw new NotFound('audit');
    const { certificateIds, ...audit } = found[0];
    return {
      ...audit,
      // Of another company's audit a client sees its own certificates, and not whose turn the findings make it.
      turn:
        this.isClient() && audit.clientId === null && audit.status === 'held'
          ? 'body'
          : auditTurn(audit.status, findings),
      acts: this.isClient() ? [] : auditActs(audit.status),
      findings,
      deadlines,
      inspection: await this.inspectionOf(audit.factoryId, audit.factoryName, certificateIds),
    };
  }

  /** The window of the factory with the certificates of this audit; null where the reader does not see the factory. */
  private async inspectionOf(
    factoryId: string,
    name: string | null,
    certificateIds: readonly string[],
  ): Promise<InspectionWindowView | null> {
    if (name === null) return null;
    const { atRisk, notFollowedUp, ...window } = await this.inspections.windowOf(factoryId);
    const ofAudit = new Set(certificateIds);
    return {
      ...window,
      atRisk: atRisk.filter(({ id }) => ofAudit.has(id)),
      notFollowedUp: notFollowedUp.filter(({ id }) => ofAudit.has(id)),
    };
  }

  private isClient(): boolean {
    return this.db.scope.audience !== 'staff';
  }

  private filters(query: AuditFilters): Partial<Record<Filter, unknown>> {
    const { status, kind, factoryId, clientId, applicationId, certificateId, responsibleId, from, to } = query;
    return {
      status,
      kind,
      factoryId,
      clientId,
      applicationId,
      certificateId,
      // Who of the team is responsible is not the client's to ask.
      responsibleId: this.isClient() && responsibleId ? NOBODY : responsibleId,
      from,
      to,
    };
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
