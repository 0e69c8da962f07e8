import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Db } from '#database/db';
import { Application } from '#database/entities/application.entity';
import { AuditCertificate } from '#database/entities/audit-certificate.entity';
import { Audit } from '#database/entities/audit.entity';
import { Certificate } from '#database/entities/certificate.entity';
import { ClientFactory } from '#database/entities/client-factory.entity';
import { Client } from '#database/entities/client.entity';
import { Contact } from '#database/entities/contact.entity';
import { Factory } from '#database/entities/factory.entity';
import { Member } from '#database/entities/member.entity';
import { isSelfDeclaration } from '#domain/certificate';
import { revisedEntry } from '#domain/calendar/feed';
import { requirePeriod } from '#domain/cases/audits';
import { BadInput, NotFound, RuleBroken } from '#domain/errors';
import { may } from '#domain/permissions';
import { isOpenApplication } from '#domain/states/application-status';
import { AUDIT_INITIAL, isOpenAudit } from '#domain/states/audit-status';
import { isLive } from '#domain/states/certificate-status';
import { FactoriesService } from '#features/clients/factories.service';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import { AuditDeadlinesService } from './audit-deadlines.service.js';
import type { AuditEdit, AuditInput, AuditView } from './audits.dto.js';
import { AuditsQueries } from './audits.queries.js';
import { CaseOfAuditService } from './case-of-audit.service.js';
import { ENTRY_FIELDS, subjectOf } from './audit-subject.js';

type Days = { plannedFrom?: string | null; plannedTo?: string | null };

/** Plans audits and keeps their facts; what happens to them is recorded by AuditActsService. Both write `audits`. */
@Injectable()
export class AuditsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly factories: FactoriesService,
    private readonly deadlines: AuditDeadlinesService,
    private readonly cases: CaseOfAuditService,
    private readonly queries: AuditsQueries,
  ) {}

  /**
   * @throws RuleBroken `audit.needs-case` for an initial one without a case, `audit.case-ended`,
   *   `audit.case-of-another-factory`, `audit.client-unclear`, `factory.of-another-client`, `audit.day-too-early`,
   *   `audit.certificate-of-another-factory`
   */
  async create({ certificateIds, clientId, applicationId, ...input }: AuditInput): Promise<AuditView> {
    const factory = await this.db.require(Factory, input.factoryId);
    const application = applicationId ? await this.requireCase(applicationId, factory.id) : null;
    if (input.kind === 'initial' && !application) throw new RuleBroken('audit.needs-case', { factoryId: factory.id });
    const answering = await this.requireClient(factory.id, clientId ?? null, application);
    await this.checkPeople(answering, input);
    const days = this.daysOf(input, application);
    const chosen = certificateIds
      ? await this.requireCertificates(certificateIds, factory.id)
      : input.kind === 'follow-up'
        ? await this.followedUpAt(factory.id)
        : [];
    const audit = await this.db.add(Audit, {
      ...input,
      ...days,
      personDays: input.personDays == null ? null : String(input.personDays),
      body: input.body ?? application?.handledBy ?? null,
      inspectors: input.inspectors ?? [],
      clientId: answering,
      applicationId: application?.id ?? null,
      status: AUDIT_INITIAL,
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.link(audit.id, chosen);
    const { kind, plannedFrom, plannedTo } = audit;
    await this.events.record('audit.planned', subjectOf(audit), {
      auditKind: kind,
      plannedFrom,
      plannedTo,
      certificates: chosen.length,
    });
    return this.queries.one(audit.id);
  }

  /**
   * Days move only while it is planned: confirmed ones are postponed.
   *
   * @throws RuleBroken `stale-version`, `audit.ended`, `audit.days-fixed`, and as `create`
   */
  async edit(id: string, { version, certificateIds, personDays, ...input }: AuditEdit): Promise<AuditView> {
    const audit = await this.db.require(Audit, id);
    if (!isOpenAudit(audit.status)) throw new RuleBroken('audit.ended', { status: audit.status });
    const application = audit.applicationId ? await this.db.require(Application, audit.applicationId) : null;
    await this.checkPeople(audit.clientId, input);
    const moved = (['plannedFrom', 'plannedTo'] as const).some((day) => input[day] !== undefined && input[day] !== audit[day]); // prettier-ignore
    if (moved && audit.status !== AUDIT_INITIAL)
      throw new RuleBroken('audit.days-fixed', { status: audit.status, plannedFrom: audit.plannedFrom });
    const days = moved ? this.daysOf({ ...audit, ...input }, application) : {};
    const fields: Partial<Audit> = {
      ...input,
      ...days,
      ...revisedEntry(audit, days, ENTRY_FIELDS, this.clock.now()),
      ...(personDays !== undefined && { personDays: personDays === null ? null : String(personDays) }),
    };
    // Written as 3.00 or 3, it is the same number.
    if (fields.personDays && Number(fields.personDays) === Number(audit.personDays)) delete fields.personDays;
    await this.events.edit(Audit, audit, version, fields, 'audit.edited', subjectOf(audit));
    if (certificateIds) await this.relink(audit, await this.requireCertificates(certificateIds, audit.factoryId));
    return this.queries.one(id);
  }

  /** @throws BadInput when it ends before it starts, RuleBroken `audit.day-too-early` before the case began */
  private daysOf({ plannedFrom, plannedTo }: Days, application: Application | null): Required<Days> {
    if (!plannedFrom) {
      if (!plannedTo) return { plannedFrom: null, plannedTo: null };
      const detail = 'A last day needs a first day.';
      throw new BadInput('invalid-input', [{ field: 'plannedFrom', code: 'is-not-empty', detail, allowed: 'a day' }]);
    }
    const to = plannedTo ?? plannedFrom;
    requirePeriod(
      { from: plannedFrom, to },
      { from: 'plannedFrom', to: 'plannedTo' },
      { earliest: application && { on: application.startedOn, because: 'case-began' }, latestOn: null },
    );
    return { plannedFrom, plannedTo: to };
  }

  private async requireCase(id: string, factoryId: string): Promise<Application> {
    const application = await this.db.require(Application, id);
    const { number, status } = application;
    if (!isOpenApplication(status) && !(await this.cases.isInspectedAfterwards(application)))
      throw new RuleBroken('audit.case-ended', { number, status });
    if (application.factoryId !== null && application.factoryId !== factoryId)
      throw new RuleBroken('audit.case-of-another-factory', { number, factoryId: application.factoryId });
    return application;
  }

  /** Who answers the findings: the named company, that of the case, or the only one that produces there. */
  private async requireClient(
    factoryId: string,
    given: string | null,
    application: Application | null,
  ): Promise<string> {
    if (given) await this.db.require(Client, given);
    if (application && given && given !== application.clientId)
      throw new RuleBroken('audit.case-of-another-client', { number: application.number });
    const known = given ?? application?.clientId;
    if (known) {
      if (!(await this.factories.isLinked(known, factoryId)))
        throw new RuleBroken('factory.of-another-client', { factoryId, clientId: known });
      return known;
    }
    const links = await this.db.repo(ClientFactory).findBy({ tenantId: this.db.scope.tenantId, factoryId });
    if (links.length !== 1)
      throw new RuleBroken('audit.client-unclear', { clientIds: links.map((link) => link.clientId) });
    return links[0]!.clientId;
  }

  private async checkPeople(
    clientId: string,
    { contactId, responsibleId }: { contactId?: string | null; responsibleId?: string | null },
  ): Promise<void> {
    if (contactId) {
      const contact = await this.db.require(Contact, contactId);
      if (contact.clientId !== clientId) throw new RuleBroken('audit.contact-of-another-client', { contactId });
    }
    if (responsibleId) {
      const member = await this.db.require(Member, responsibleId);
      if (member.leftAt !== null) throw new NotFound('member');
      if (!may(member.role, 'audit.edit'))
        throw new RuleBroken('audit.responsible-may-not-edit', { responsibleId, role: member.role });
    }
  }

  private async requireCertificates(ids: readonly string[], factoryId: string): Promise<Certificate[]> {
    const found = await this.db.repo(Certificate).findBy({ tenantId: this.db.scope.tenantId, id: In([...ids]) });
    if (found.length !== ids.length) throw new NotFound('certificate');
    const elsewhere = found.filter((certificate) => certificate.factoryId !== factoryId).map(({ number }) => number);
    if (elsewhere.length > 0) throw new RuleBroken('audit.certificate-of-another-factory', { numbers: elsewhere });
    return found;
  }

  private async followedUpAt(factoryId: string): Promise<Certificate[]> {
    const there = await this.db.repo(Certificate).findBy({ tenantId: this.db.scope.tenantId, factoryId });
    return there.filter(({ scheme, status }) => isLive(status) && !isSelfDeclaration(scheme));
  }

  private async relink(audit: Audit, chosen: readonly Certificate[]): Promise<void> {
    const { tenantId } = audit;
    const before = await this.db.repo(AuditCertificate).findBy({ tenantId, auditId: audit.id });
    const had = new Set(before.map(({ certificateId }) => certificateId));
    const wanted = new Set(chosen.map(({ id }) => id));
    const gone = [...had].filter((id) => !wanted.has(id));
    const added = chosen.filter(({ id }) => !had.has(id));
    if (gone.length + added.length === 0) return;
    if (gone.length > 0)
      await this.db.repo(AuditCertificate).delete({ tenantId, auditId: audit.id, certificateId: In(gone) });
    await this.link(audit.id, added);
    await this.events.record('audit.certificates-changed', subjectOf(audit), {
      added: added.length,
      removed: gone.length,
    });
    await this.deadlines.restate([audit.id]);
  }

  private async link(auditId: string, certificates: readonly Certificate[]): Promise<void> {
    if (certificates.length === 0) return;
    const { tenantId } = this.db.scope;
    const rows = certificates.map(({ id, clientId }) => ({ tenantId, auditId, certificateId: id, clientId }));
    await this.db.repo(AuditCertificate).insert(rows);
  }
}
