import { Injectable } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import type { RecordChange } from '#database/reference/publish';
import type { RecordKind } from '#domain/reference/record';
import { ApplicationsService } from '#features/applications/applications.service';
import { ApprovalsService } from '#features/approvals/approvals.service';
import { CertificatesService } from '#features/certificates/certificates.service';
import { CbReportsService } from '#features/cb-reports/cb-reports.service';
import { FactoriesService } from '#features/clients/factories.service';
import { DeterminationsService } from '#features/determinations/determinations.service';
import { AuditDeadlinesService } from '#features/factory-audits/audit-deadlines.service';
import { PlansService } from '#features/plans/plans.service';
import { RegulatoryEntriesService } from '#features/regulatory-watch/regulatory-entries.service';
import { SamplesService } from '#features/test-lab-bookings/samples.service';
import { Clock } from '#platform/clock';
import { MovesService } from './moves.service.js';

/** A worker that stops without a word is replaced after this time; each portion renews it. */
const LEASE_MS = 120_000;
/** Subjects counted in one transaction: short enough that nobody waits for their rows. */
const PORTION = 200;
/** Kinds of records that days are counted with. A new laboratory moves no day. */
const COUNTED_WITH: readonly RecordKind[] = [
  'class',
  'deadline-rule',
  'ladder',
  'calendar-year',
  'scheme',
  'limit',
  'exemption',
  'approval-kind',
  'standard',
  'amendment',
  'agreement',
];

/**
 * Counts the days of one tenant anew with the newest reference data: certificates, factories, open
 * cases, audits under correction, samples, exemptions, approvals beside CCC, CB test reports, plans, portion by portion. No rule counts the day of a booking. Stopped half-way, the next worker begins again; what had moved is told once, because it no longer moves then.
 */
@Injectable()
export class RestateTenant {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    private readonly certificates: CertificatesService,
    private readonly factories: FactoriesService,
    private readonly plans: PlansService,
    private readonly samples: SamplesService,
    private readonly applications: ApplicationsService,
    private readonly audits: AuditDeadlinesService,
    private readonly determinations: DeterminationsService,
    private readonly approvals: ApprovalsService,
    private readonly entries: RegulatoryEntriesService,
    private readonly reports: CbReportsService,
    private readonly moves: MovesService,
  ) {}

  /** Harmless when repeated: a tenant that is up to date, or that somebody else works on, is left alone. */
  async run(tenantId: string): Promise<void> {
    const scope: TenantScope = { tenantId, audience: 'staff', memberId: null };
    const begun = await this.db.inTenant(scope, () => this.begin());
    if (!begun) return;
    if (begun.mustCount) {
      await this.inPortions(scope, CERTIFICATES, (ids, version) =>
        this.moves.around('certificateId', ids, version, () => this.certificates.restate(ids)),
      );
      await this.inPortions(scope, FACTORIES, (ids, version) =>
        this.moves.around('factoryId', ids, version, () => this.factories.restate(ids)),
      );
      await this.inPortions(scope, CASES, (ids, version) =>
        this.moves.around('applicationId', ids, version, () => this.applications.restate(ids)),
      );
      await this.inPortions(scope, AUDITS, (ids, version) =>
        this.moves.around('auditId', ids, version, () => this.audits.restate(ids)),
      );
      await this.inPortions(scope, SAMPLES, (ids, version) =>
        this.moves.around('sampleId', ids, version, () => this.samples.restate(ids)),
      );
      await this.inPortions(scope, DETERMINATIONS, (ids, version) =>
        this.moves.around('determinationId', ids, version, () => this.determinations.restate(ids)),
      );
      await this.inPortions(scope, APPROVALS, (ids, version) =>
        this.moves.around('approvalId', ids, version, () => this.approvals.restate(ids)),
      );
      await this.inPortions(scope, REPORTS, (ids, version) =>
        this.moves.around('cbReportId', ids, version, () => this.reports.restate(ids)),
      );
      await this.recomputePlans(scope);
    }
    // A draft that is followed may have got its closing day, or come into force.
    await this.db.inTenant(scope, () => this.entries.restateFollowed());
    await this.db.inTenant(scope, () => this.db.query(END, [begun.version]));
  }

  private async begin(): Promise<{ version: number; mustCount: boolean } | null> {
    const { version } = await this.references.current();
    const now = this.clock.now();
    const [claimed] = await this.db.query<{ before: number }>(CLAIM, [version, now, this.leaseFrom(now)]);
    if (!claimed) return null;
    const versions = await this.db.query<{ changes: RecordChange[] }>(CHANGES, [claimed.before, version]);
    const isTouched = versions.some(({ changes }) => changes.some(({ kind }) => COUNTED_WITH.includes(kind)));
    return { version, mustCount: claimed.before === 0 || isTouched };
  }

  private async inPortions(
    scope: TenantScope,
    sql: string,
    count: (ids: string[], version: number) => Promise<unknown>,
  ): Promise<void> {
    for (let last: string | null = null, isMore = true; isMore;) {
      const ids: string[] = await this.db.inTenant(scope, async () => {
        const { version } = await this.references.current();
        const rows = await this.db.query<{ id: string }>(sql, [last, PORTION]);
        const found = rows.map(({ id }) => id);
        if (found.length > 0) await count(found, version);
        await this.db.query(RENEW, [this.leaseFrom(this.clock.now())]);
        return found;
      });
      isMore = ids.length === PORTION;
      last = ids.at(-1) ?? last;
    }
  }

  private async recomputePlans(scope: TenantScope): Promise<void> {
    for (let last: string | null = null, isMore = true; isMore;) {
      last = await this.db.inTenant(scope, async () => {
        const book = await this.references.current();
        const { lastId, moves } = await this.plans.recomputeSome(last, PORTION, book);
        await this.moves.record(moves, book.version);
        await this.db.query(RENEW, [this.leaseFrom(this.clock.now())]);
        return lastId;
      });
      isMore = last !== null;
    }
  }

  private leaseFrom(now: Date): Date {
    return new Date(now.getTime() + LEASE_MS);
  }
}

const CLAIM = `
  with before as (select reference_version from tenants where id = current_tenant()),
  claimed as (update tenants set restating_until = $3
    where id = current_tenant() and reference_version < $1 and (restating_until is null or restating_until <= $2) returning id)
  select before.reference_version as before from before, claimed`;

const CHANGES = 'select changes from reference_versions where number > $1 and number <= $2';

/** A lease that was taken away stays away: somebody wants the tenant counted from the beginning. */
const RENEW = `
  update tenants set restating_until = $1 where id = current_tenant() and restating_until is not null`;

/** A publication meanwhile is a version that this one has not counted with: the next sweep finds the tenant behind it. */
const END = `
  update tenants set reference_version = $1, restating_until = null where id = current_tenant() and reference_version <= $1 and restating_until is not null`;

const CERTIFICATES = `
  select id from certificates where tenant_id = current_tenant() and ($1::uuid is null or id > $1) order by id limit $2`;

/** An ended case owes nothing and is expected to do nothing. */
const CASES = `
  select id from applications where tenant_id = current_tenant() and ended_on is null and ($1::uuid is null or id > $1)
  order by id limit $2`;

const FACTORIES = `
  select id from factories where tenant_id = current_tenant() and ($1::uuid is null or id > $1) order by id limit $2`;

/** Only while findings are corrected an audit owes days. */
const AUDITS = `
  select id from audits where tenant_id = current_tenant() and status = 'held' and ($1::uuid is null or id > $1)
  order by id limit $2`;

/** Those that owe customs a day, or would if a limit were known. */
const SAMPLES = `
  select id from samples where tenant_id = current_tenant() and temporary_import_on is not null and ($1::uuid is null or id > $1) order by id limit $2`;

/** Those that owe a day: granted, with goods that are not accounted for. */
const DETERMINATIONS = `
  select id from determinations where tenant_id = current_tenant() and status in ('granted', 'used') and ($1::uuid is null or id > $1)
  order by id limit $2`;

/** Planned ones may owe their filing, granted ones their last day. */
const APPROVALS = `
  select id from approvals where tenant_id = current_tenant() and status in ('planned', 'filed', 'granted') and ($1::uuid is null or id > $1)
  order by id limit $2`;

/** Those of which nothing has become yet. */
const REPORTS = `
  select id from cb_reports where tenant_id = current_tenant() and settled_as is null and ($1::uuid is null or id > $1)
  order by id limit $2`;
