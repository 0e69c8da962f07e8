import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Scheme } from '#domain/certificate';
import { correctionRule, findingDeadlines } from '#domain/cases/audit-findings';
import type { Day } from '#domain/day';
import type { StatedDeadline } from '#domain/deadlines/deadline';
import type { ReferenceBook } from '#domain/reference/book';
import type { FindingStatus } from '#domain/states/audit-finding-status';
import type { AuditKind, AuditStatus, FindingGrade } from '#domain/states/audit-status';
import { DeadlinesService, type NextDue } from '#features/deadlines/deadlines.service';

/** An audit as its days need it. */
interface AuditFacts {
  id: string;
  kind: AuditKind;
  status: AuditStatus;
  heldTo: Day | null;
  schemeKey: string | null;
  schemes: Scheme[];
  findings: { id: string; grade: FindingGrade; status: FindingStatus }[];
}

/** Subjects restated in one go, see DeadlinesService.restateMany. */
const PORTION = 500;

/** States the days on which the findings of audits are due, and keeps them on findings and audits. */
@Injectable()
export class AuditDeadlinesService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly deadlines: DeadlinesService,
    private readonly references: ReferenceStore,
  ) {}

  onModuleInit(): void {
    this.deadlines.keepNextDue('auditId', (id, next) => this.keep([{ id, ...next }]));
  }

  /** After an audit, its findings or what hangs on it have changed, and after the rules have. */
  async restate(auditIds: readonly string[]): Promise<void> {
    const book = await this.references.current();
    for (let start = 0; start < auditIds.length; start += PORTION) {
      const portion = auditIds.slice(start, start + PORTION);
      await this.db.query(LOCK, [portion]);
      const audits = await this.db.query<AuditFacts>(FACTS, [portion]);
      const stated = audits.map((audit) => ({ subject: { auditId: audit.id }, stated: deadlinesOf(audit, book) }));
      await this.keepDays(
        audits,
        stated.flatMap((of) => of.stated),
      );
      const next = await this.deadlines.restateMany(stated);
      await this.keep(audits.map(({ id }, index) => ({ id, ...next[index]! })));
    }
  }

  /** Ended audits and their findings keep the days they had. */
  private async keepDays(audits: readonly AuditFacts[], stated: readonly StatedDeadline[]): Promise<void> {
    const dueOn = new Map(stated.map((deadline) => [deadline.item, deadline.dueOn]));
    const rows = audits
      .filter(({ status }) => status === 'held')
      .flatMap(({ findings }) => findings.map(({ id }) => ({ id, dueOn: dueOn.get(id) ?? null })));
    if (rows.length > 0) await this.db.query(KEEP_DAYS, [JSON.stringify(rows)]);
  }

  /** The version stays: nobody edited the audit. */
  private async keep(rows: readonly (NextDue & { id: string })[]): Promise<void> {
    if (rows.length > 0) await this.db.query(KEEP, [JSON.stringify(rows)]);
  }
}

/** Under correction each finding owes its day; of an ended audit only what was met stays told. */
function deadlinesOf({ status, heldTo, findings, ...audit }: AuditFacts, book: ReferenceBook): StatedDeadline[] {
  if (heldTo === null) return [];
  const owed = status === 'held' ? findings : findings.filter((finding) => finding.status === 'closed');
  return findingDeadlines(owed, heldTo, correctionRule(audit, book.schemes), book.china);
}

/** Two acts that restate one audit at once wait for each other. */
const LOCK = `select 1 from audits where tenant_id = current_tenant() and id = any ($1::uuid[]) order by id for no key update`;

const FACTS = `
  select a.id, a.kind, a.status, a.held_to as "heldTo", p.scheme_key as "schemeKey",
    coalesce((select array_agg(distinct c.scheme order by c.scheme) from audit_certificates link
       join certificates c on c.tenant_id = link.tenant_id and c.id = link.certificate_id
       where link.tenant_id = a.tenant_id and link.audit_id = a.id), '{}') as schemes,
    coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'grade', f.grade, 'status', f.status) order by f.number)
       from audit_findings f where f.tenant_id = a.tenant_id and f.audit_id = a.id), '[]') as findings
  from audits a left join applications p on p.tenant_id = a.tenant_id and p.id = a.application_id
  where a.tenant_id = current_tenant() and a.id = any ($1::uuid[])`;

const KEEP_DAYS = `
  update audit_findings f set due_on = r."dueOn"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "dueOn" date)
  where f.tenant_id = current_tenant() and f.id = r.id and f.due_on is distinct from r."dueOn"`;

const KEEP = `
  update audits a set next_due_on = coalesce(r."nextDueOn", 'infinity'), next_due_kind = r."nextKind", next_due_basis = r."nextBasis"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "nextDueOn" date, "nextKind" text, "nextBasis" text)
  where a.tenant_id = current_tenant() and a.id = r.id
    and (a.next_due_on, a.next_due_kind, a.next_due_basis)
      is distinct from (coalesce(r."nextDueOn", 'infinity'), r."nextKind", r."nextBasis")`;
