import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Application } from '#database/entities/application.entity';
import { AuditFinding } from '#database/entities/audit-finding.entity';
import { Audit } from '#database/entities/audit.entity';
import { Factory } from '#database/entities/factory.entity';
import { revisedEntry } from '#domain/calendar/feed';
import { requireDay, requirePassable, requirePeriod, type DayBounds } from '#domain/cases/audits';
import type { Day } from '#domain/day';
import { BadInput, RuleBroken } from '#domain/errors';
import { nextAuditStatus, type AuditAct } from '#domain/states/audit-status';
import { FactoriesService } from '#features/clients/factories.service';
import { EventsService } from '#features/events/events.service';
import type { NoticeKind } from '#features/reminders/notice';
import { NoticesService } from '#features/reminders/notices.service';
import { Clock } from '#platform/clock';
import { AuditDeadlinesService } from './audit-deadlines.service.js';
import { ENTRY_FIELDS, subjectOf } from './audit-subject.js';
import type { AuditActInput, AuditView, ClassAfter } from './audits.dto.js';
import { AuditsQueries } from './audits.queries.js';
import { CaseOfAuditService } from './case-of-audit.service.js';

/** What each act is called in the history. */
const EVENTS: Readonly<Record<AuditAct, string>> = {
  confirm: 'audit.confirmed',
  postpone: 'audit.postponed',
  hold: 'audit.held',
  pass: 'audit.passed',
  fail: 'audit.failed',
  cancel: 'audit.cancelled',
};

/** Records what happens to an audit, and what its result brings about: at its factory, in its case, for what it owes. */
@Injectable()
export class AuditActsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly factories: FactoriesService,
    private readonly deadlines: AuditDeadlinesService,
    private readonly cases: CaseOfAuditService,
    private readonly notices: NoticesService,
    private readonly queries: AuditsQueries,
  ) {}

  /**
   * @throws RuleBroken `stale-version`, `audit.illegal-transition`, `audit.day-too-early`, `audit.findings-open`,
   *   `audit.class-before-inspection`; BadInput for what the act needs and for days that cannot be
   */
  async act(id: string, { version, act, ...given }: AuditActInput): Promise<AuditView> {
    // A finding that is being added waits, so that nothing is passed with it open.
    await this.db.query(LOCK, [id]);
    const audit = await this.db.require(Audit, id);
    const status = nextAuditStatus(audit.status, act);
    const needed = { ...given, act };
    const before = { from: audit.plannedFrom, to: audit.plannedTo };
    const happened: Partial<Audit> = { status, ...(await this.fieldsOf(audit, needed)) };
    const fields = { ...happened, ...revisedEntry(audit, happened, ENTRY_FIELDS, this.clock.now()) };
    await this.events.edit(Audit, audit, version, fields, EVENTS[act], subjectOf(audit));
    if (act === 'pass') await this.recordAtFactory(audit, given.classAfter ?? null);
    if (act === 'hold' || act === 'pass' || act === 'fail') await this.deadlines.restate([id]);
    await this.cases.followAct(audit, act);
    await this.tell(audit, act, before);
    return this.queries.one(id);
  }

  /** Those it concerns, each with an entry for the calendar. Nobody tells the factory of an unannounced one. */
  private async tell(audit: Audit, act: AuditAct, before: { from: Day | null; to: Day | null }): Promise<void> {
    const { id, isUnannounced, plannedFrom, plannedTo } = audit;
    const subject = { auditId: id };
    const readers = isUnannounced ? (['owner'] as const) : (['client', 'owner'] as const);
    const items = (kind: NoticeKind, facts: object) =>
      readers.map((to) => ({ kind, subject, to, facts: { ...facts } }));
    if (act === 'confirm') await this.notices.tell(items('audit-planned', { from: plannedFrom, to: plannedTo }));
    if (act === 'postpone') await this.notices.tellOfChange(items('audit-moved', before));
    if (act === 'cancel') await this.notices.tellOfChange(items('audit-cancelled', before));
  }

  private async fieldsOf(audit: Audit, given: Omit<AuditActInput, 'version'>): Promise<Partial<Audit>> {
    const reason = { statusReason: given.reason ?? null };
    const bounds = { earliest: await this.caseBegan(audit), latestOn: null };
    if (given.classAfter && given.act !== 'pass')
      throw fault('classAfter', 'not-here', 'A class is given when an inspection is passed.', 'none');
    switch (given.act) {
      case 'confirm':
        return { ...this.planned(audit, given, bounds), ...reason };
      case 'postpone': {
        needs('reason', given.reason);
        const days = given.from ? this.planned(audit, given, bounds) : { plannedFrom: null, plannedTo: null };
        return { ...days, ...reason };
      }
      case 'hold': {
        const { from, to } = period(audit, given);
        requirePeriod({ from, to }, { from: 'from', to: 'to' }, { ...bounds, latestOn: this.clock.latestToday() });
        return { heldFrom: from, heldTo: to, ...reason };
      }
      case 'pass':
        requirePassable(await this.findingsOf(audit));
        return { ...reason, closedOn: this.resultOn(audit, given), ...this.classOf(audit, given) };
      case 'fail':
        needs('reason', given.reason);
        return { ...reason, closedOn: this.resultOn(audit, given) };
      case 'cancel':
        needs('reason', given.reason);
        return reason;
    }
  }

  private planned(audit: Audit, given: Omit<AuditActInput, 'version'>, bounds: DayBounds): Partial<Audit> {
    const { from, to } = period(audit, given);
    requirePeriod({ from, to }, { from: 'from', to: 'to' }, bounds);
    return { plannedFrom: from, plannedTo: to };
  }

  private resultOn(audit: Audit, { on }: Omit<AuditActInput, 'version'>): Day {
    needs('on', on);
    const earliest = { on: audit.heldTo!, because: 'inspection-held' as const };
    requireDay(on!, 'on', { earliest, latestOn: this.clock.latestToday() });
    return on!;
  }

  private classOf(audit: Audit, { classAfter, on }: Omit<AuditActInput, 'version'>): Partial<Audit> {
    if (!classAfter) return {};
    const classOn = classAfter.on ?? on!;
    requireDay(classOn, 'classAfter.on', { earliest: null, latestOn: this.clock.latestToday() });
    if (classOn < audit.heldTo!) throw new RuleBroken('audit.class-before-inspection', { earliestOn: audit.heldTo });
    return { classAfter: classAfter.factoryClass, classAfterOn: classOn };
  }

  /**
   * The inspection, initial or not, starts the count to the next one; where a later one is known, that count stays. The
   * class is set after the initial inspection and set again after later ones.
   */
  private async recordAtFactory(audit: Audit, classAfter: ClassAfter | null): Promise<void> {
    const { lastFollowUpOn, version } = await this.db.require(Factory, audit.factoryId);
    const isLater = lastFollowUpOn === null || audit.heldTo! > lastFollowUpOn;
    if (classAfter && !isLater && audit.classAfterOn! < lastFollowUpOn)
      throw new RuleBroken('audit.class-before-inspection', { earliestOn: lastFollowUpOn });
    const now = isLater
      ? (await this.factories.recordFollowUp(audit.factoryId, { inspectedOn: audit.heldTo! })).version
      : version;
    if (classAfter) await this.factories.edit(audit.factoryId, { version: now, factoryClass: classAfter.factoryClass });
  }

  private async findingsOf({ tenantId, id }: Audit): Promise<AuditFinding[]> {
    return this.db.repo(AuditFinding).findBy({ tenantId, auditId: id });
  }

  private async caseBegan({ applicationId }: Audit): Promise<DayBounds['earliest']> {
    if (applicationId === null) return null;
    const { startedOn } = await this.db.require(Application, applicationId);
    return { on: startedOn, because: 'case-began' };
  }
}

/** The days of the act: as given, else as planned. */
function period({ plannedFrom, plannedTo }: Audit, given: Pick<AuditActInput, 'from' | 'to'>): { from: Day; to: Day } {
  const from = given.from ?? plannedFrom;
  if (!from) throw fault('from', 'is-not-empty', 'The first day is needed: none is planned.', 'a day');
  return { from, to: given.to ?? (given.from ? given.from : (plannedTo ?? from)) };
}

function needs(field: 'reason' | 'on', value: string | null | undefined): void {
  if (!value)
    throw fault(field, 'is-not-empty', `This act needs ${field}.`, field === 'on' ? 'a day' : '1 to 1000 characters');
}

function fault(field: string, code: string, detail: string, allowed: string): BadInput {
  return new BadInput('invalid-input', [{ field, code, detail, allowed }]);
}

const LOCK = 'select 1 from audits where tenant_id = current_tenant() and id = $1 for no key update';
