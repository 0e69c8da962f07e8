import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { ifFindingMissed } from '#domain/cases/audit-findings';
import { NotFound } from '#domain/errors';
import { FINDING_ACTORS, findingActs, type FindingAct, type FindingStatus } from '#domain/states/audit-finding-status';
import type { AuditKind, AuditStatus } from '#domain/states/audit-status';
import type { FindingView } from './findings.dto.js';

/** An answer in words and a file are the client's; who recorded the finding is not told. */
const SELECT = `select f.id, f.audit_id as "auditId", f.number, f.grade, f.clause, f.description, f.description_zh as "descriptionZh",
    f.status, f.status_reason as "statusReason", f.corrective_action as "correctiveAction", f.evidence, f.verification,
    f.ended_on as "endedOn", f.due_on as "dueOn", f.created_at as "createdAt", f.version,
    case when e.id is not null then json_build_object('id', e.id, 'name', e.name, 'sizeBytes', e.size_bytes) end as "evidenceFile",
    case when d.id is not null then json_build_object('id', d.id, 'kind', d.kind, 'dueOn', d.due_on, 'basis', d.basis, 'rule', d.rule,
      'source', d.source, 'certainty', d.certainty, 'counted', d.counted, 'isDisputed', d.is_disputed, 'state', d.state,
      'stateReason', case when d.met_by is null or is_staff() then d.state_reason end) end as deadline,
    a.kind as "auditKind", a.status as "auditStatus"
  from audit_findings f
  join audits a on a.tenant_id = f.tenant_id and a.id = f.audit_id
  left join files e on e.tenant_id = f.tenant_id and e.id = f.evidence_file_id
  left join lateral (select * from deadlines owed where owed.tenant_id = f.tenant_id and owed.audit_id = f.audit_id
      and owed.kind = 'finding-correction' and owed.item = f.id::text and owed.state <> 'withdrawn'
    order by owed.state = 'open' desc, owed.due_on desc limit 1) d on true`;

const ONE = {
  name: 'findings.one',
  text: `${SELECT} where f.tenant_id = current_tenant() and f.id = $1`,
};

const OF_AUDIT = {
  name: 'findings.of-audit',
  text: `${SELECT} where f.tenant_id = current_tenant() and f.audit_id = $1 order by f.number limit 500`,
};

type FoundFinding = Omit<FindingView, 'ifMissed' | 'acts'> & { auditKind: AuditKind; auditStatus: AuditStatus };

/** Findings as they are read; row security leaves a client its own. */
@Injectable()
export class FindingsQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  /** @throws NotFound */
  async one(id: string): Promise<FindingView> {
    const [found] = await this.db.read<FoundFinding>(ONE, [id]);
    if (!found) throw new NotFound('audit finding');
    return this.view(found);
  }

  /** In the order of their numbers; 500 at most. */
  async ofAudit(auditId: string): Promise<FindingView[]> {
    return (await this.db.read<FoundFinding>(OF_AUDIT, [auditId])).map((found) => this.view(found));
  }

  private view({ auditKind, auditStatus, ...finding }: FoundFinding): FindingView {
    return {
      ...finding,
      ifMissed: ifFindingMissed(finding.grade, auditKind, this.references.known().china),
      acts: auditStatus === 'held' ? this.actsOf(finding.status) : [],
    };
  }

  /** What the reader may record: a client answers and hands in. */
  private actsOf(status: FindingStatus): FindingAct[] {
    const acts = findingActs(status);
    return this.db.scope.audience === 'staff' ? acts : acts.filter((act) => FINDING_ACTORS[act].includes('client'));
  }
}
