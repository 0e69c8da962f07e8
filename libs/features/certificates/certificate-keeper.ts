import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '#database/db';
import type { Certificate } from '#database/entities/certificate.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import type { CertificateFacts } from '#domain/certificate';
import { feeDeadlines, type FeeFacts } from '#domain/certificates/fees';
import type { CertificateItem } from '#domain/changes/regulatory-change';
import { transitionDeadlines, transitionsOf, transitionsOfEntries, type Transition, type TransitionEntry } from '#domain/changes/transition-deadlines'; // prettier-ignore
import type { StatedDeadline } from '#domain/deadlines/deadline';
import { certificateDeadlines, type RuleBook } from '#domain/deadlines/deadline-rules';
import { FactoriesService } from '#features/clients/factories.service';
import { DeadlinesService, type NextDue } from '#features/deadlines/deadlines.service';

/** Subjects restated in one go, see DeadlinesService.restateMany. */
const PORTION = 500;

type KeptFacts = CertificateFacts & Omit<CertificateItem, 'subject'> & { fees: FeeFacts[] };

/** Told of certificates that were written, in the transaction that wrote them. */
export type CertificatesHook = (certificateIds: readonly string[]) => Promise<void>;

/** What follows from every change of a certificate: what it and its factory owe, and what others keep of it. */
@Injectable()
export class CertificateKeeper implements OnModuleInit {
  private readonly hooks: CertificatesHook[] = [];

  constructor(
    private readonly db: Db,
    private readonly deadlines: DeadlinesService,
    private readonly factories: FactoriesService,
    private readonly references: ReferenceStore,
  ) {}

  onModuleInit(): void {
    this.deadlines.keepNextDue('certificateId', (id, next) => this.keep([{ id, ...next }]));
  }

  afterChange(hook: CertificatesHook): void {
    this.hooks.push(hook);
  }

  /** Two acts on one certificate wait for each other; the second then decides by what the first wrote. */
  async lock(ids: readonly string[]): Promise<void> {
    await this.db.query(LOCK, [ids]);
  }

  /** States anew what these certificates owe, the declarations they replace, and their factories; then tells the others. */
  async restateAround(
    rows: readonly Pick<Certificate, 'id' | 'replacesId' | 'factoryId'>[],
    heldByImportId?: string,
  ): Promise<void> {
    const ids = [...new Set(rows.flatMap((row) => (row.replacesId ? [row.id, row.replacesId] : [row.id])))];
    const book = await this.references.current();
    const entries = await this.db.query<TransitionEntry>(ENTRIES);
    const transitions = [...transitionsOf(book), ...transitionsOfEntries(entries)];
    for (let start = 0; start < ids.length; start += PORTION) {
      const portion = ids.slice(start, start + PORTION);
      await this.lock(portion);
      const facts = await this.db.query<KeptFacts>(FACTS, [portion]);
      const next = await this.deadlines.restateMany(
        facts.map((certificate) => ({
          subject: { certificateId: certificate.id },
          stated: statedFor(certificate, book, transitions),
        })),
        { heldByImportId },
      );
      await this.keep(facts.map(({ id }, index) => ({ id, ...next[index]! })));
      for (const hook of this.hooks) await hook(portion);
    }
    const factoryIds = [...new Set(rows.flatMap((row) => (row.factoryId ? [row.factoryId] : [])))];
    await this.factories.restate(factoryIds, heldByImportId);
  }

  /** The version stays: nobody edited the certificate. */
  private async keep(rows: readonly (NextDue & { id: string })[]): Promise<void> {
    if (rows.length > 0) await this.db.query(KEEP, [JSON.stringify(rows)]);
  }
}

const LOCK = `select 1 from certificates where tenant_id = current_tenant() and id = any ($1::uuid[]) order by id for no key update`;

function statedFor(certificate: KeptFacts, book: RuleBook, transitions: readonly Transition[]): StatedDeadline[] {
  const ruled = certificateDeadlines(certificate, book);
  const endsOn = ruled.find(({ kind }) => kind === 'conversion')?.dueOn ?? null;
  return [
    ...ruled,
    ...feeDeadlines(certificate.status, certificate.fees),
    ...transitionDeadlines({ subject: 'certificate', ...certificate }, transitions, endsOn),
  ];
}

/** The tenant's own announcements with a last day; what reference records say is in the book. */
const ENTRIES = `
  select id, reference_key as "referenceKey", kind, status, instrument, source_url as "sourceUrl", certainty, announced_on as "announcedOn",
    effective_on as "effectiveOn", new_applications_only_from as "newApplicationsOnlyFrom", deadline_on as "deadlineOn",
    views_until as "viewsUntil", views_sent_on as "viewsSentOn", class_codes as "classCodes", schemes, replaced_standards as "replacedStandards",
    new_standard as "newStandard", replaced_rule as "replacedRule", new_rule as "newRule", applies_to_issued_before as "appliesToIssuedBefore"
  from regulatory_entries
  where tenant_id = current_tenant() and reference_key is null and status = 'in-force' and deadline_on is not null order by id`;

const FACTS = `
  select c.id, c.scheme, p.class_code as "classCode", coalesce(c.standard, p.standard) as standard,
    c.implementation_rule as "implementationRule", c.status, c.issued_on as "issuedOn", c.valid_until as "validUntil",
    exists (select 1 from certificates r where r.tenant_id = c.tenant_id and r.replaces_id = c.id) as "isReplaced",
    case when c.status = 'suspended'
      then json_build_object('ground', c.status_ground, 'on', c.status_on, 'until', c.suspended_until) end as suspension,
    (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'dueOn', e.due_on, 'paidOn', e.paid_on)), '[]')
      from certificate_fees e where e.tenant_id = c.tenant_id and e.certificate_id = c.id) as fees
  from certificates c join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
  where c.tenant_id = current_tenant() and c.id = any ($1::uuid[])`;

const KEEP = `
  update certificates c set next_due_on = coalesce(r."nextDueOn", 'infinity'), next_due_kind = r."nextKind", next_due_basis = r."nextBasis"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "nextDueOn" date, "nextKind" text, "nextBasis" text)
  where c.tenant_id = current_tenant() and c.id = r.id
    and (c.next_due_on, c.next_due_kind, c.next_due_basis)
      is distinct from (coalesce(r."nextDueOn", 'infinity'), r."nextKind", r."nextBasis")`;
