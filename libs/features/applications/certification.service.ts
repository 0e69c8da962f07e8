import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { ApplicationStage } from '#database/entities/application-stage.entity';
import { ApplicationUnit } from '#database/entities/application-unit.entity';
import type { Application } from '#database/entities/application.entity';
import { Certificate } from '#database/entities/certificate.entity';
import { Client } from '#database/entities/client.entity';
import { Product } from '#database/entities/product.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { ENDS_IN } from '#domain/cases/application';
import type { Day } from '#domain/day';
import { NotFound, RuleBroken } from '#domain/errors';
import { expiryOf } from '#domain/plan/limits';
import { nextApplicationStatus } from '#domain/states/application-status';
import type { PrintedFields } from '#features/certificates/certificates.dto';
import { CertificatesService } from '#features/certificates/certificates.service';
import { PlanMaker } from '#features/plans/plan-maker';
import { Clock } from '#platform/clock';
import type { CertificationInput, CertifiedUnitInput } from './certification.dto.js';
import { ApplicationsService, requireOpenCase } from './applications.service.js';
import { refused, requirePast } from './case-input.js';
import { bodyName } from './case-kinds.js';
import { CaseForecasts, type CaseForecast } from './case-forecasts.js';
import { CaseKeeper, type LockedCase } from './case-keeper.js';
import { beforeTheEnd } from './case-end.js';

/** What is issued for one unit. */
interface Issued {
  unit: ApplicationUnit;
  number: string | undefined;
  validUntil: Day | undefined;
  /** models and names, as far as they are said */
  printed: PrintedFields;
}

/** The end of a case: its certificates, in one step. */
@Injectable()
export class CertificationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    private readonly maker: PlanMaker,
    private readonly keeper: CaseKeeper,
    private readonly forecasts: CaseForecasts,
    private readonly applications: ApplicationsService,
    private readonly certificates: CertificatesService,
  ) {}

  /**
   * Creates or renews the certificate of each unit, ends the last stage and the case, and closes what it owed. Either all
   * of it happens or nothing.
   *
   * @throws NotFound; RuleBroken `stale-version`, `application.not-open`, `application.illegal-transition`,
   *   `application.stages-unfinished` `{ stages }`, `application.major-finding-open` `{ findings }`,
   *   `application.unit-not-of-case`, `application.backdating-needs-reason`, those of the stage and of the certificates;
   *   BadInput for a number or last day that is missing
   */
  async certify(id: string, input: CertificationInput): Promise<void> {
    const one = await this.applications.lockRead(id, input.version);
    const { application } = one;
    requireOpenCase(one);
    const to = nextApplicationStatus(application.status, 'certify');
    const on = requirePast('issuedOn', input.issuedOn, this.clock.latestToday());
    const reason = input.reason ?? null;
    const today = await this.keeper.today();
    if (on < today && reason === null) throw new RuleBroken('application.backdating-needs-reason', { today });
    const units = await this.unitsOf(application, input.units);
    const { unfinished, deciding } = beforeTheEnd(one);
    if (unfinished.length > 0)
      throw new RuleBroken('application.stages-unfinished', { stages: [...new Set(unfinished.map(({ key }) => key))] });
    await this.refuseOpenFindings(id);
    await this.decide(one, deciding, on, reason);
    const issued = await this.issue(one, units, on, input);
    await this.applications.record(
      one,
      { stageId: null, act: 'certify', from: application.status, to, on, reason },
      'application.certified',
      { certificates: issued.map(({ number }) => number) },
    );
  }

  /** Every unit of the case once, in its order. @throws NotFound; RuleBroken; BadInput */
  private async unitsOf({ tenantId, id }: Application, given: readonly CertifiedUnitInput[]): Promise<Issued[]> {
    const units = await this.db
      .repo(ApplicationUnit)
      .find({ where: { tenantId, applicationId: id }, order: { position: 'asc' } });
    for (const [at, { productId }] of given.entries()) {
      if (!units.some((unit) => unit.productId === productId)) {
        await this.db.require(Product, productId);
        throw new RuleBroken('application.unit-not-of-case', { productId });
      }
      if (given.findIndex((other) => other.productId === productId) !== at)
        throw refused(`units.${at}.productId`, 'unit-twice', 'The unit stands twice.', 'each unit once');
    }
    const missing = units.filter((unit) => !given.some(({ productId }) => productId === unit.productId));
    if (missing.length > 0)
      throw refused('units', 'unit-missing', 'Every unit of the case has an outcome.', units.map(({ productId }) => productId).join(', ')); // prettier-ignore
    return units.map((unit) => {
      const { productId: _unit, number, validUntil, ...printed } = given.find(({ productId }) => productId === unit.productId)!; // prettier-ignore
      return { unit, number, validUntil, printed };
    });
  }

  private async refuseOpenFindings(applicationId: string): Promise<void> {
    const findings = await this.db.query<{ auditId: string; number: number }>(OPEN_FINDINGS, [applicationId]);
    if (findings.length > 0) throw new RuleBroken('application.major-finding-open', { findings });
  }

  /** The stage whose end is the certificate is done by it. */
  private async decide(one: LockedCase, deciding: readonly ApplicationStage[], on: Day, reason: string | null) {
    for (const { id } of deciding) {
      const move = this.applications.stageMove(one, { stageId: id, act: 'complete' }, on);
      await this.applications.add(one, { ...move, reason });
    }
    const latest = one.moves
      .filter(({ isUndone }) => !isUndone)
      .map((move) => move.on)
      .sort()
      .at(-1);
    if (latest !== undefined && latest > on) throw new RuleBroken('application.day-too-early', { earliestOn: latest });
  }

  private async issue(
    one: LockedCase,
    units: readonly Issued[],
    on: Day,
    input: CertificationInput,
  ): Promise<{ number: string }[]> {
    const { application } = one;
    const ends = ENDS_IN[application.kind];
    if (ends === 'nothing') return [];
    const book = await this.references.current();
    const ground = await this.maker.ground(book);
    const client = await this.db.require(Client, application.clientId);
    const forecast = await this.forecasts.of(one, on, client.country, ground);
    const body = bodyName(book, input.body ?? application.issuedBy ?? application.handledBy);
    const issued: { number: string }[] = [];
    for (const [at, given] of units.entries()) {
      const certificate =
        ends === 'new-certificate'
          ? await this.create(application, given, { at, on, body, forecast })
          : await this.renew(application, given, {
              at,
              on,
              body: input.body === undefined ? undefined : body,
              forecast,
            });
      const { tenantId, applicationId, productId } = given.unit;
      await this.db
        .repo(ApplicationUnit)
        .update({ tenantId, applicationId, productId }, { issuedCertificateId: certificate.id });
      issued.push({ number: certificate.number });
    }
    return issued;
  }

  private async create(
    application: Application,
    { unit, number, validUntil, printed }: Issued,
    {
      at,
      on,
      body,
      forecast: { scheme, calendars },
    }: { at: number; on: Day; body: string | null; forecast: CaseForecast },
  ): Promise<{ id: string; number: string }> {
    if (number === undefined)
      throw refused(`units.${at}.number`, 'number-needed', 'A new certificate has a number.', 'as printed');
    if (scheme.certifies === null) throw new NotFound('certificate of this scheme');
    const { factoryId, contactId, ownerId, kind } = application;
    const lastDay = validUntil ?? expiryOf(scheme, on, calendars);
    return this.certificates.create(
      {
        ...{ productId: unit.productId, scheme: scheme.certifies, number, body, issuedOn: on, validUntil: lastDay },
        ...{ factoryId, contactId, responsibleId: ownerId },
        ...printed,
        replacesId: kind === 'conversion' ? unit.certificateId : null,
      },
      { cause: 'issued', on, applicationId: application.id },
    );
  }

  /** A renewal begins the validity anew; a change or an extension leaves it, unless the body has printed another day. */
  private async renew(
    { id: applicationId, kind }: Application,
    { unit, number, validUntil, printed }: Issued,
    {
      at,
      on,
      body,
      forecast: { scheme, calendars },
    }: { at: number; on: Day; body?: string | null; forecast: CaseForecast },
  ): Promise<{ id: string; number: string }> {
    const certificate = await this.db.require(Certificate, unit.certificateId!);
    const { id, version } = certificate;
    const cause = kind === 'renewal' ? 'renewed' : kind === 'extension' ? 'extended' : 'changed';
    const options = { as: { cause, on, applicationId } } as const;
    if (kind !== 'renewal')
      return this.certificates.edit(id, { version, number, validUntil, body, ...printed }, options);
    const lastDay = validUntil ?? expiryOf(scheme, on, calendars);
    if (lastDay === null)
      throw refused(
        `units.${at}.validUntil`,
        'valid-until-needed',
        'No source says how long it is valid.',
        `after ${on}`,
      );
    return this.certificates.edit(
      id,
      { version, number, issuedOn: on, validUntil: lastDay, body, ...printed },
      options,
    );
  }
}

const OPEN_FINDINGS = `
  select f.audit_id as "auditId", f.number from audits a
  join audit_findings f on f.tenant_id = a.tenant_id and f.audit_id = a.id
  where a.tenant_id = current_tenant() and a.application_id = $1 and f.grade = 'major'
    and f.status in ('open', 'answered', 'evidence-submitted') and a.status <> 'cancelled'
  order by f.audit_id, f.number limit 20`;
