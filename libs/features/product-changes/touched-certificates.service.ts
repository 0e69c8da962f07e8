import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import { ProductChangeCertificate } from '#database/entities/product-change-certificate.entity';
import type { ProductChange } from '#database/entities/product-change.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { firstIssueOn } from '#domain/certificates/versions';
import type { Day } from '#domain/day';
import { BadInput, NotFound, RuleBroken } from '#domain/errors';
import { changeNeed } from '#domain/product-changes/change-need';
import { nextTouchedState, requireAcceptableOn } from '#domain/product-changes/change-status';
import type { ApplicationInput } from '#features/applications/applications.dto';
import { CaseBatch, type BatchCertificate } from '#features/applications/case-batch';
import type { BatchResult } from '#features/applications/case-batch.dto';
import { CaseKeeper } from '#features/applications/case-keeper';
import { CertificateVersionsService } from '#features/certificates/certificate-versions.service';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import { ChangeKeeper, requireOpenChange, subjectOf } from './change-keeper.js';
import type { AcceptanceInput, ChangeCasesInput, TouchedJudgement } from './product-changes.dto.js';

const WHAT_HAPPENED = {
  'leave-out': 'product-change.certificate-left-out',
  'take-in': 'product-change.certificate-taken-in',
  'take-back': 'product-change.acceptance-taken-back',
} as const;

/** What became of a case that belongs to a change. */
interface Followed {
  id: string;
  changeId: string;
  certificateId: string;
  clientId: string;
  state: 'touched' | 'case-open' | 'accepted';
  acceptedOn: Day | null;
  applicationId: string;
  number: string;
  title: string;
}

/** What becomes of each certificate that a change touches. The only writer of `product_change_certificates` after their entry. */
@Injectable()
export class TouchedCertificatesService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly references: ReferenceStore,
    private readonly keeper: ChangeKeeper,
    private readonly cases: CaseKeeper,
    private readonly batch: CaseBatch,
    private readonly versions: CertificateVersionsService,
  ) {}

  onModuleInit(): void {
    this.cases.afterKept((applicationIds) => this.follow(applicationIds));
  }

  /**
   * One case for each certificate. Each is opened whole or refused; a preview does the very same and takes it back.
   *
   * @throws NotFound; RuleBroken `product-change.not-open`
   */
  async openCases(changeId: string, { certificateIds, isPreview = false }: ChangeCasesInput): Promise<BatchResult> {
    await this.db.inTenant(this.db.scope, async () => requireOpenChange(await this.keeper.lock(changeId)));
    return this.batch.open(
      certificateIds,
      isPreview,
      (certificate) => this.caseFor(changeId, certificate),
      (certificate, applicationId) => this.linkCase(changeId, certificate, applicationId),
    );
  }

  /**
   * @throws NotFound; RuleBroken `stale-version`, `product-change.not-open`,
   *   `product-change.certificate-illegal-transition`, `product-change.accepted-by-case`
   */
  async judge(changeId: string, certificateId: string, { version, act, reason }: TouchedJudgement): Promise<void> {
    const change = await this.keeper.lock(changeId);
    // An acceptance that was a mistake may have ended the change: taking it back opens it again.
    if (act !== 'take-back' || change.status === 'withdrawn') requireOpenChange(change);
    const row = await this.row(changeId, certificateId);
    const state = nextTouchedState(row.state, act);
    if (act === 'take-back') await this.refuseOfCase(row);
    const fields = { state, stateReason: reason, acceptedOn: null };
    await this.write(change, row, version, fields, WHAT_HAPPENED[act], { reason });
    await this.keeper.settle([changeId]);
  }

  /**
   * Records by hand that the body has accepted. Where a case is open, its end says so.
   *
   * @throws NotFound; RuleBroken `stale-version`, `product-change.not-open`, `product-change.case-open`,
   *   `product-change.certificate-illegal-transition`, `product-change.day-too-early`; BadInput for a day in the future
   */
  async accept(
    changeId: string,
    certificateId: string,
    { version, on, reason = null }: AcceptanceInput,
  ): Promise<void> {
    const today = this.clock.latestToday();
    if (on > today)
      throw new BadInput('invalid-input', [
        { field: 'on', code: 'day-in-future', detail: 'The day must not be in the future.', allowed: `until ${today}` },
      ]);
    const change = await this.keeper.lock(changeId);
    requireOpenChange(change);
    const row = await this.row(changeId, certificateId);
    if (row.state === 'case-open') {
      const [open] = await this.db.query<{ number: string }>(CASE_NUMBER, [row.applicationId]);
      throw new RuleBroken('product-change.case-open', { numbers: [open!.number] });
    }
    const state = nextTouchedState(row.state, 'accept');
    // A stale version is told before any other objection: the editor judged by what no longer stands.
    if (row.version === version) await this.requireAcceptableOn(row, on);
    const fields = { state, stateReason: reason, acceptedOn: on, applicationId: null };
    await this.write(change, row, version, fields, 'product-change.acceptance-recorded', { on, reason });
    await this.keeper.settle([changeId]);
  }

  /**
   * What ends a case ends its part of the change: a certificate accepts it on that day, any other end leaves it waiting.
   * A case that goes on after its end was undone takes its part up again.
   */
  private async follow(applicationIds: readonly string[]): Promise<void> {
    const rows = await this.db.query<Followed>(FOLLOW, [applicationIds]);
    for (const { id, changeId, certificateId, clientId, state, acceptedOn, applicationId, number, title } of rows) {
      const { tenantId } = this.db.scope;
      await this.db.repo(ProductChangeCertificate).update({ tenantId, id }, { state, acceptedOn, stateReason: null });
      const subject = { changeId, clientId, certificateId, applicationId };
      if (state === 'accepted')
        await this.events.record('product-change.accepted-by-case', subject, { title, number, on: acceptedOn });
      else if (state === 'touched') await this.events.record('product-change.case-lost', subject, { title, number });
      else await this.events.record('product-change.case-opened', subject, { title, number });
    }
    await this.keeper.settle(rows.map(({ changeId }) => changeId));
  }

  /** @throws RuleBroken `product-change.no-procedure` where none is known for this kind of certificate */
  private async caseFor(changeId: string, certificate: BatchCertificate): Promise<ApplicationInput> {
    const { id, number, scheme, productId, factoryId, contactId, body, handledBy } = certificate;
    const change = await this.keeper.lock(changeId);
    requireOpenChange(change);
    const row = await this.row(changeId, id);
    nextTouchedState(row.state, 'open-case');
    const { schemes } = await this.references.current();
    const { schemeKey, code } = changeNeed(row.code, scheme, schemes);
    if (schemeKey === null) throw new RuleBroken('product-change.no-procedure', { certificateId: id, number, scheme });
    return {
      ...{ kind: 'change', schemeKey, variantCode: code, units: [{ productId, certificateId: id }] },
      ...{ factoryId, contactId, handledBy: handledBy ?? body, issuedBy: body },
      ...(change.responsibleId !== null && { ownerId: change.responsibleId }),
    };
  }

  private async linkCase(
    changeId: string,
    { id: certificateId }: BatchCertificate,
    applicationId: string,
  ): Promise<void> {
    const change = await this.keeper.lock(changeId);
    const row = await this.row(changeId, certificateId);
    const [opened] = await this.db.query<{ number: string }>(CASE_NUMBER, [applicationId]);
    const fields = { state: nextTouchedState(row.state, 'open-case'), stateReason: null, applicationId };
    const { number } = opened!;
    await this.write(change, row, row.version, fields, 'product-change.case-opened', { number }, applicationId);
  }

  private async row(changeId: string, certificateId: string): Promise<ProductChangeCertificate> {
    const { tenantId } = this.db.scope;
    const row = await this.db.repo(ProductChangeCertificate).findOneBy({ tenantId, changeId, certificateId });
    if (!row) throw new NotFound('certificate of the change');
    return row;
  }

  private async requireAcceptableOn(
    { certificateId, applicationId }: ProductChangeCertificate,
    on: Day,
  ): Promise<void> {
    const [filed] = await this.db.query<{ filedOn: Day | null }>(FILED_ON, [applicationId]);
    requireAcceptableOn(on, filed!.filedOn, firstIssueOn(await this.versions.issuesOf(certificateId)));
  }

  /** What the end of a case says is taken back where the case is, not here. */
  private async refuseOfCase({ applicationId }: ProductChangeCertificate): Promise<void> {
    if (applicationId === null) return;
    const [found] = await this.db.query<{ number: string }>(CASE_NUMBER, [applicationId]);
    throw new RuleBroken('product-change.accepted-by-case', { numbers: [found!.number] });
  }

  private async write(
    change: ProductChange,
    row: ProductChangeCertificate,
    version: number,
    fields: Partial<ProductChangeCertificate>,
    what: string,
    facts: Record<string, unknown>,
    applicationId?: string,
  ): Promise<void> {
    const { number } = await this.db.require(Certificate, row.certificateId);
    const subject = { ...subjectOf(change), certificateId: row.certificateId, ...(applicationId && { applicationId }) };
    const told = { title: change.title, certificate: number, ...facts };
    await this.events.edit(ProductChangeCertificate, row, version, fields, what, subject, told);
  }
}

const CASE_NUMBER = `select number from applications where tenant_id = current_tenant() and id = $1`;

/** The last submission that stands; a case that came back may have been submitted again. */
const FILED_ON = `
  select max(moved_on) as "filedOn" from case_moves
  where tenant_id = current_tenant() and application_id = $1::uuid and stage_id is null and act = 'submit' and undone_at is null`;

/** Only what differs from where the case stands. */
const FOLLOW = `
  select * from (
    select t.id, t.change_id as "changeId", t.certificate_id as "certificateId", t.client_id as "clientId",
      t.application_id as "applicationId", a.number, h.title,
      case when a.ended_on is null then 'case-open' when a.status = 'certified' then 'accepted' else 'touched' end as state,
      case when a.status = 'certified' then a.ended_on end as "acceptedOn", t.state as was
    from product_change_certificates t
    join applications a on a.tenant_id = t.tenant_id and a.id = t.application_id
    join product_changes h on h.tenant_id = t.tenant_id and h.id = t.change_id
    where t.tenant_id = current_tenant() and t.application_id = any ($1::uuid[]) and t.state <> 'not-touched') followed
  where state <> was order by id`;
