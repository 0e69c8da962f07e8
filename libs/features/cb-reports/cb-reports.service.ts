import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Application } from '#database/entities/application.entity';
import { CbReport } from '#database/entities/cb-report.entity';
import { Member } from '#database/entities/member.entity';
import { Product } from '#database/entities/product.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { cbReportDeadlines, type CbReportFacts, requireReportDay } from '#domain/cases/cb-report';
import { NotFound, RuleBroken } from '#domain/errors';
import { may } from '#domain/permissions';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { EventsService, type EventSubject } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { CbReportEdit, CbReportInput, CbReportSettlement, CbReportView } from './cb-reports.dto.js';
import { CbReportsQueries } from './cb-reports.queries.js';

/** The only writer of `cb_reports`; after each act the report owes the day on which it grows too old. */
@Injectable()
export class CbReportsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly deadlines: DeadlinesService,
    private readonly references: ReferenceStore,
    private readonly queries: CbReportsQueries,
  ) {}

  /**
   * @throws NotFound; RuleBroken `cb-report.number-taken`, `cb-report.case-of-another-product`,
   *   `cb-report.responsible-may-not-edit`; BadInput on a day in the future
   */
  async add(productId: string, input: CbReportInput): Promise<CbReportView> {
    const { clientId } = await this.db.require(Product, productId);
    const { certificateNumber = null, standard = null, applicationId = null, responsibleId = null } = input;
    const row = { ...input, productId, clientId, certificateNumber, standard, applicationId, responsibleId };
    await this.check(row, null);
    const id = await this.db.insert(CbReport, {
      ...row,
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.events.record('cb-report.added', subjectOf(row), { name: row.number });
    await this.restate([id]);
    return this.queries.one(id);
  }

  /** @throws as `add`, and RuleBroken `stale-version` */
  async edit(id: string, { version, ...fields }: CbReportEdit): Promise<CbReportView> {
    const row = await this.held(id);
    // A stale version is told before any other objection: the editor judged by what no longer stands.
    if (row.version === version) await this.check({ ...row, ...given(fields) }, id);
    await this.events.edit(CbReport, row, version, given(fields), 'cb-report.edited', subjectOf(row), {
      name: row.number,
    });
    await this.restate([id]);
    return this.queries.one(id);
  }

  /** Says what became of it. @throws NotFound; RuleBroken `cb-report.settled`; BadInput on a day before its issue or in the future */
  async settle(id: string, { as, on }: CbReportSettlement): Promise<CbReportView> {
    const row = await this.held(id);
    if (row.settledAs !== null) throw new RuleBroken('cb-report.settled', { as: row.settledAs });
    requireReportDay('on', on, row.issuedOn, this.clock.latestToday());
    await this.db.repo(CbReport).save(Object.assign(row, { settledAs: as, settledOn: on }));
    await this.events.record('cb-report.settled', subjectOf(row), { name: row.number, as, on });
    await this.restate([id]);
    return this.queries.one(id);
  }

  /** Takes that back. @throws NotFound; RuleBroken `cb-report.not-settled` */
  async unsettle(id: string): Promise<CbReportView> {
    const row = await this.held(id);
    if (row.settledAs === null) throw new RuleBroken('cb-report.not-settled');
    await this.db.repo(CbReport).save(Object.assign(row, { settledAs: null, settledOn: null }));
    await this.events.record('cb-report.reopened', subjectOf(row), { name: row.number });
    await this.restate([id]);
    return this.queries.one(id);
  }

  /** States the days of these reports anew. */
  async restate(ids: readonly string[]): Promise<void> {
    const { agreements } = await this.references.current();
    const facts = await this.db.query<CbReportFacts & { id: string }>(FACTS, [ids]);
    await this.deadlines.restateMany(
      facts.map(({ id, ...one }) => ({ subject: { cbReportId: id }, stated: cbReportDeadlines(one, agreements) })),
    );
  }

  /** Two acts on one report wait for each other. @throws NotFound */
  private async held(id: string): Promise<CbReport> {
    await this.db.query(LOCK, [id]);
    return this.db.require(CbReport, id);
  }

  private async check(row: Checked, ownId: string | null): Promise<void> {
    const { productId, number, issuedOn, applicationId, responsibleId } = row;
    requireReportDay('issuedOn', issuedOn, null, this.clock.latestToday());
    const [taken] = await this.db.query<{ id: string }>(TAKEN, [productId, number, ownId]);
    if (taken) throw new RuleBroken('cb-report.number-taken', { number });
    if (applicationId !== null) {
      await this.db.require(Application, applicationId);
      const [unit] = await this.db.query(UNIT, [applicationId, productId]);
      if (!unit) throw new RuleBroken('cb-report.case-of-another-product', { applicationId });
    }
    if (responsibleId === null) return;
    const member = await this.db.require(Member, responsibleId);
    if (member.leftAt !== null) throw new NotFound('member');
    if (!may(member.role, 'product.edit'))
      throw new RuleBroken('cb-report.responsible-may-not-edit', { memberId: member.id, role: member.role });
  }
}

type Checked = Pick<CbReport, 'productId' | 'number' | 'issuedOn' | 'applicationId' | 'responsibleId'>;

/** What was left out stays as it is. */
function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function subjectOf({
  clientId,
  productId,
  applicationId,
}: Omit<Checked, 'number'> & { clientId: string }): EventSubject {
  return { clientId, productId, applicationId };
}

const LOCK = `select 1 from cb_reports where tenant_id = current_tenant() and id = $1 for no key update`;

const FACTS = `
  select id, issued_on as "issuedOn", settled_as as "settledAs" from cb_reports
  where tenant_id = current_tenant() and id = any ($1::uuid[])`;

const TAKEN = `
  select id from cb_reports
  where tenant_id = current_tenant() and product_id = $1 and lower(number) = lower($2) and ($3::uuid is null or id <> $3)`;

const UNIT = `
  select 1 from applications a where a.tenant_id = current_tenant() and a.id = $1 and (a.product_id = $2
    or exists (select 1 from application_units u where u.tenant_id = a.tenant_id and u.application_id = a.id and u.product_id = $2))`;
