import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { Application } from '#database/entities/application.entity';
import type { Audit } from '#database/entities/audit.entity';
import { auditTurn, findingsInTheWay, type FindingFacts } from '#domain/cases/audits';
import type { Day } from '#domain/day';
import { RuleBroken } from '#domain/errors';
import { isOpenApplication, type ApplicationStatus } from '#domain/states/application-status';
import type { AuditAct } from '#domain/states/audit-status';
import type { StageAct, StageBlocker, StageStatus } from '#domain/states/stage-status';
import { ApplicationsService } from '#features/applications/applications.service';
import { Clock } from '#platform/clock';

/** The last attempt of the inspection in the case, and the day of its last move. */
interface InspectionStage {
  key: string;
  status: StageStatus;
  blocker: StageBlocker | null;
  lastMoveOn: Day | null;
  /** its case has its certificate already: nothing waits there, so only that it begins and is passed is recorded */
  isAfterwards: boolean;
}

const BLOCKER = 'non-conformity-open';

/**
 * Lets the case of an initial inspection follow it: the stage begins when the inspection was held, stands still while
 * findings are open (with whoever has to act on them), and ends with the result. Stages that somebody has moved by hand
 * are left where they stand.
 */
@Injectable()
export class CaseOfAuditService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly applications: ApplicationsService,
  ) {}

  /**
   * Keeps a case that is being certified waiting, or finds that it has ended: no closed case has a major finding open. An
   * inspection after the certificate decides none, and what a follow-up finds is the factory's.
   *
   * @throws RuleBroken `audit.case-ended`
   */
  async requireUndecided({ applicationId, kind }: Audit): Promise<void> {
    if (applicationId === null) return;
    const [one] = await this.db.query<{ number: string; status: ApplicationStatus }>(CASE, [applicationId]);
    const { number, status } = one!;
    if (kind !== 'initial' || isOpenApplication(status)) return;
    if (!(await this.isInspectedAfterwards({ id: applicationId, status })))
      throw new RuleBroken('audit.case-ended', { number, status });
  }

  /** Whether the body has issued the certificate first and inspects now. */
  async isInspectedAfterwards({ id, status }: Pick<Application, 'id' | 'status'>): Promise<boolean> {
    return status === 'certified' && (await this.db.query(AFTER_CERTIFICATE, [id])).length > 0;
  }

  /** After an act of the audit. @throws RuleBroken as ApplicationsService.moveStage, e.g. `stage.waits-for` */
  async followAct(audit: Audit, act: AuditAct): Promise<void> {
    if (act === 'hold') return this.begin(audit);
    if (act === 'pass') return this.end(audit, 'complete');
    if (act === 'fail') return this.end(audit, 'fail');
  }

  /**
   * After a finding of the audit was recorded, answered or judged.
   *
   * @param on day of what happened; null = today
   */
  async followFindings(
    audit: Audit,
    before: readonly FindingFacts[],
    after: readonly FindingFacts[],
    on: Day | null,
  ): Promise<void> {
    const stage = await this.stageOf(audit);
    if (!stage || stage.isAfterwards) return;
    const day = on ?? this.clock.latestToday();
    const isOpen = findingsInTheWay(after).length > 0;
    if (isOpen && stage.status === 'running') return this.move(audit, stage, 'block', day);
    if (stage.status !== 'blocked' || stage.blocker !== BLOCKER) return;
    if (!isOpen) return this.move(audit, stage, 'resume', day);
    const party = auditTurn(audit.status, after)!;
    if (party !== auditTurn(audit.status, before))
      await this.applications.handOver(audit.applicationId!, stage.key, party, later(day, stage.lastMoveOn));
  }

  private async begin(audit: Audit): Promise<void> {
    const stage = await this.stageOf(audit);
    if (stage?.status === 'not-started') await this.move(audit, stage, 'start', audit.heldFrom!);
    if (stage?.status === 'blocked') await this.move(audit, stage, 'resume', audit.heldFrom!);
  }

  private async end(audit: Audit, act: 'complete' | 'fail'): Promise<void> {
    const stage = await this.stageOf(audit);
    if (!stage || (stage.isAfterwards && act === 'fail')) return;
    const on = audit.closedOn!;
    if (stage.status === 'not-started') await this.move(audit, stage, 'start', audit.heldFrom!);
    else if (stage.status === 'blocked' && act === 'complete') await this.move(audit, stage, 'resume', on);
    if (stage.status !== 'done' && stage.status !== 'skipped' && stage.status !== 'failed')
      await this.move(audit, stage, act, on, audit.statusReason);
  }

  /** Days of one stage never run backwards: what is told late happened at the last move of it at the earliest. */
  private async move(
    { applicationId }: Audit,
    { key, lastMoveOn }: InspectionStage,
    act: StageAct,
    on: Day,
    reason: string | null = null,
  ): Promise<void> {
    const blocker = act === 'block' ? BLOCKER : null;
    await this.applications.moveStage(applicationId!, {
      stageKey: key,
      act,
      on: later(on, lastMoveOn),
      blocker,
      reason,
    });
  }

  /** Null for a follow-up, and where the case has no such stage. */
  private async stageOf({ kind, applicationId }: Audit): Promise<InspectionStage | null> {
    if (kind !== 'initial' || applicationId === null) return null;
    const [stage] = await this.db.query<InspectionStage>(STAGE, [applicationId]);
    return stage ?? null;
  }
}

function later(day: Day, other: Day | null): Day {
  return other !== null && other > day ? other : day;
}

/** Locked after the audit, as by every move that follows from one. */
const CASE = `
  select number, status from applications where tenant_id = current_tenant() and id = $1 for no key update`;

const AFTER_CERTIFICATE = `
  select 1 from application_stages
  where tenant_id = current_tenant() and application_id = $1 and key = 'first-inspection' and is_after_certificate limit 1`;

const STAGE = `
  select s.key, s.status, s.blocker, s.is_after_certificate and a.status = 'certified' as "isAfterwards",
    (select max(m.moved_on) from case_moves m where m.tenant_id = s.tenant_id and m.stage_id = s.id and m.undone_at is null) as "lastMoveOn"
  from application_stages s join applications a on a.tenant_id = s.tenant_id and a.id = s.application_id
  where s.tenant_id = current_tenant() and s.application_id = $1 and s.key in ('initial-inspection', 'first-inspection')
  order by s.attempt desc limit 1`;
