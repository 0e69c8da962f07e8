import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { AuditFinding } from '#database/entities/audit-finding.entity';
import { Audit } from '#database/entities/audit.entity';
import type { StoredFile } from '#database/entities/stored-file.entity';
import { requireDay } from '#domain/cases/audits';
import { addDays, type Day } from '#domain/day';
import { BadInput, Forbidden, RuleBroken } from '#domain/errors';
import { FINDING_ACTORS, FINDING_INITIAL, findingNeeds, isOpenFinding, nextFindingStatus, type FindingAct, type FindingNeed } from '#domain/states/audit-finding-status'; // prettier-ignore
import { EventsService } from '#features/events/events.service';
import { FilesService } from '#features/files/files.service';
import { NoticesService } from '#features/reminders/notices.service';
import { Clock } from '#platform/clock';
import { AuditDeadlinesService } from './audit-deadlines.service.js';
import { subjectOf } from './audit-subject.js';
import { CaseOfAuditService } from './case-of-audit.service.js';
import type { FindingActInput, FindingEdit, FindingInput, FindingView } from './findings.dto.js';
import { FindingsQueries } from './findings.queries.js';

/** What each act is called in the history. */
const EVENTS: Readonly<Record<FindingAct, string>> = {
  answer: 'finding.answered',
  'submit-evidence': 'finding.evidence-submitted',
  reject: 'finding.rejected',
  close: 'finding.closed',
  rescind: 'finding.rescinded',
  lapse: 'finding.lapsed',
};

/** The only writer of `audit_findings`. Findings are recorded and judged while their audit is held and without result. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly deadlines: AuditDeadlinesService,
    private readonly cases: CaseOfAuditService,
    private readonly queries: FindingsQueries,
    private readonly notices: NoticesService,
  ) {}

  /** @throws RuleBroken `audit.not-held`, `audit.case-ended` for a major one of an inspection that has decided a case */
  async create(auditId: string, input: FindingInput): Promise<FindingView> {
    const audit = await this.requireHeld(auditId);
    if (input.grade === 'major') await this.cases.requireUndecided(audit);
    const before = await this.findingsOf(audit);
    const [{ last }] = (await this.db.query<{ last: number }>(LAST_NUMBER, [auditId])) as [{ last: number }];
    const finding = await this.db.add(AuditFinding, {
      ...input,
      auditId,
      clientId: audit.clientId,
      number: last + 1,
      status: FINDING_INITIAL,
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    const { id, number, grade } = finding;
    await this.events.record('finding.recorded', subjectOf(audit), { findingNumber: number, grade });
    await this.follow(audit, before, audit.heldTo);
    // An observation asks for nothing.
    if (grade !== 'observation') await this.tell('finding-recorded', id, finding.description);
    return this.queries.one(id);
  }

  /** @throws RuleBroken `stale-version`, `audit.not-held`, `finding.ended`, and as `create` where it becomes a major one */
  async edit(id: string, { version, ...fields }: FindingEdit): Promise<FindingView> {
    const { auditId } = await this.db.require(AuditFinding, id);
    const audit = await this.requireHeld(auditId);
    if (fields.grade === 'major') await this.cases.requireUndecided(audit);
    const finding = await this.db.require(AuditFinding, id);
    const before = await this.findingsOf(audit);
    if (!isOpenFinding(finding.status)) throw new RuleBroken('finding.ended', { status: finding.status });
    const told = { findingNumber: finding.number };
    const changes = await this.events.edit(AuditFinding, finding, version, fields, 'finding.edited', subjectOf(audit), told); // prettier-ignore
    if (changes.grade) await this.follow(audit, before, null);
    return this.queries.one(id);
  }

  /**
   * A client answers and hands evidence in on its own findings; the rest the team records for the body.
   *
   * @throws Forbidden for an act that is not a client's; RuleBroken `stale-version`, `audit.not-held`,
   *   `audit-finding.illegal-transition`, `file.not-stored`, `file.in-use`, `audit.day-too-early`; BadInput for what the act needs
   */
  async act(id: string, input: FindingActInput): Promise<FindingView> {
    // Looked up behind the caller's own wall, before the tenant writes for it.
    const { auditId } = await this.db.require(AuditFinding, id);
    const isClient = this.db.scope.audience !== 'staff';
    if (isClient && !FINDING_ACTORS[input.act].includes('client')) throw new Forbidden('audit.edit');
    const file = input.evidenceFileId ? await this.files.requireStored(input.evidenceFileId) : null;
    await this.db.asTenant(() => this.record(id, auditId, input, file));
    return this.queries.one(id);
  }

  private async record(
    id: string,
    auditId: string,
    { version, act, ...given }: FindingActInput,
    file: StoredFile | null,
  ): Promise<void> {
    const audit = await this.requireHeld(auditId);
    const finding = await this.db.require(AuditFinding, id);
    const before = await this.findingsOf(audit);
    const status = nextFindingStatus(finding.status, act);
    requireNeeds(findingNeeds(finding.status, act), given);
    if (given.on) {
      const dueOn = finding.dueOn ?? audit.heldTo!;
      const earliest =
        act === 'lapse'
          ? { on: addDays(dueOn, 1), because: 'after-due-day' as const }
          : { on: audit.heldTo!, because: 'inspection-held' as const };
      requireDay(given.on, 'on', { earliest, latestOn: this.clock.latestToday() });
    }
    const fields: Partial<AuditFinding> = { status, statusReason: given.reason ?? null };
    if (act === 'answer' || act === 'submit-evidence') fields.correctiveAction = given.correctiveAction ?? finding.correctiveAction; // prettier-ignore
    if (act === 'submit-evidence') {
      fields.evidence = given.evidence ?? null;
      fields.evidenceFileId = file?.id ?? null;
      if (file) await this.hold(file, finding);
    }
    if (act === 'close') fields.verification = given.verification!;
    if (!isOpenFinding(status)) fields.endedOn = given.on ?? null;
    const told = { findingNumber: finding.number };
    await this.events.edit(AuditFinding, finding, version, fields, EVENTS[act], subjectOf(audit), told);
    await this.follow(audit, before, given.on ?? null);
    if (act === 'reject') await this.tell('finding-returned', id, given.reason ?? finding.description);
    if (act === 'answer' || act === 'submit-evidence') await this.tell('finding-answered', id, finding.description);
  }

  /** The client owes the next answer, or the team may pass one on. */
  private async tell(kind: 'finding-recorded' | 'finding-returned' | 'finding-answered', id: string, body: string) {
    const { auditId, dueOn } = await this.db.require(AuditFinding, id);
    const to = kind === 'finding-answered' ? 'owner' : 'client';
    await this.notices.tell([{ kind, subject: { auditId }, to, facts: { findingId: id, body, dueOn } }]);
  }

  /** What a changed finding brings about: its day, and whose turn the case is. */
  private async follow(audit: Audit, before: readonly AuditFinding[], on: Day | null): Promise<void> {
    await this.deadlines.restate([audit.id]);
    await this.cases.followFindings(audit, before, await this.findingsOf(audit), on);
  }

  private async findingsOf({ tenantId, id }: Audit): Promise<AuditFinding[]> {
    return this.db.repo(AuditFinding).findBy({ tenantId, auditId: id });
  }

  /** Locks the audit, so that it is not passed while a finding is added or opened again. */
  private async requireHeld(auditId: string): Promise<Audit> {
    await this.db.query(LOCK, [auditId]);
    const audit = await this.db.require(Audit, auditId);
    if (audit.status !== 'held') throw new RuleBroken('audit.not-held', { status: audit.status });
    return audit;
  }

  /** Evidence is the client's and the team's to see, whoever brought it. What was handed in before may be again. */
  private async hold(file: StoredFile, { clientId, evidenceFileId }: AuditFinding): Promise<void> {
    if (file.id !== evidenceFileId) await this.files.attach(file, { clientId, isClientVisible: true });
  }
}

type Given = Omit<FindingActInput, 'version' | 'act'>;

/** Which field of the input holds what an act cannot be recorded without. */
const FIELD_OF: Readonly<
  Record<FindingNeed, { field: keyof Given; allowed: string; isThere: (given: Given) => unknown }>
> = {
  action: { field: 'correctiveAction', allowed: '1 to 4000 characters', isThere: (given) => given.correctiveAction },
  evidence: {
    field: 'evidence',
    allowed: '1 to 4000 characters, or a file',
    isThere: (given) => given.evidence || given.evidenceFileId,
  },
  reason: { field: 'reason', allowed: '1 to 2000 characters', isThere: (given) => given.reason },
  verification: { field: 'verification', allowed: 'on-paper, on-site', isThere: (given) => given.verification },
  day: { field: 'on', allowed: 'a day, YYYY-MM-DD', isThere: (given) => given.on },
};

function requireNeeds(needs: readonly FindingNeed[], given: Given): void {
  const faults = needs
    .map((need) => FIELD_OF[need])
    .filter(({ isThere }) => !isThere(given))
    .map(({ field, allowed }) => ({
      field,
      code: 'is-not-empty',
      detail: `This act needs ${field}.`,
      allowed,
    }));
  if (faults.length > 0) throw new BadInput('invalid-input', faults);
}

const LOCK = 'select 1 from audits where tenant_id = current_tenant() and id = $1 for no key update';

const LAST_NUMBER = `
  select coalesce(max(number), 0)::int as last from audit_findings where tenant_id = current_tenant() and audit_id = $1`;
