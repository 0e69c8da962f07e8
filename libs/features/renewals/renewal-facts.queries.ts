import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import type { FactoryClass, Scheme } from '#domain/certificate';
import type { Day } from '#domain/day';
import type { CaseOnCertificate, RenewalFacts, RenewalFactory } from '#domain/renewals/renewal-facts';
import type { CertificateStatus } from '#domain/states/certificate-status';

/** A certificate with its names, as it is told beside its plan. */
export interface RenewalRow {
  id: string;
  number: string;
  scheme: Scheme;
  classCode: string;
  status: CertificateStatus;
  issuedOn: Day | null;
  validUntil: Day | null;
  suspendedUntil: Day | null;
  standard: string | null;
  isReplaced: boolean;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  clientCountry: string;
  productId: string;
  productName: string;
  productNameZh: string | null;
  factoryId: string | null;
  factoryName: string | null;
  factoryNameZh: string | null;
  factoryCode: string | null;
  factoryClass: FactoryClass | null;
  lastFollowUpOn: Day | null;
}

type Of<T> = T & { certificateId: string };
type OfFactory<T> = T & { factoryId: string };

/** What the planner asks of many certificates: six statements, however many they are. */
@Injectable()
export class RenewalFactsQueries {
  constructor(private readonly db: Db) {}

  /** In the order given; those that are not there are left out. */
  async of(certificateIds: readonly string[]): Promise<{ row: RenewalRow; facts: RenewalFacts }[]> {
    if (certificateIds.length === 0) return [];
    const ids = [certificateIds];
    const [rows, certified, audits, cases, changes, fees] = await Promise.all([
      this.db.read<RenewalRow>(CERTIFICATES, ids),
      this.db.read<OfFactory<RenewalFactory['certificates'][number]>>(CERTIFIED, ids),
      this.db.read<OfFactory<NonNullable<RenewalFactory['lastAudit']>>>(LAST_AUDITS, ids),
      this.db.read<Of<CaseOnCertificate>>(CASES, ids),
      this.db.read<Of<{ id: string; title: string }>>(CHANGES, ids),
      this.db.read<Of<{ id: string; year: number; dueOn: Day }>>(FEES, ids),
    ]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const ofFactory = grouped(certified, ({ factoryId }) => factoryId);
    const auditOf = new Map(audits.map(({ factoryId, ...audit }) => [factoryId, audit]));
    const casesOf = grouped(cases, ({ certificateId }) => certificateId);
    const changesOf = grouped(changes, ({ certificateId }) => certificateId);
    const feesOf = grouped(fees, ({ certificateId }) => certificateId);
    return certificateIds.flatMap((id) => {
      const row = byId.get(id);
      if (!row) return [];
      const { scheme, classCode, status, issuedOn, validUntil, isReplaced, standard, suspendedUntil, factoryId } = row;
      const factory = factoryId && {
        ...{
          id: factoryId,
          name: row.factoryName!,
          factoryClass: row.factoryClass,
          lastFollowUpOn: row.lastFollowUpOn,
        },
        certificates: ofFactory.get(factoryId) ?? [],
        lastAudit: auditOf.get(factoryId) ?? null,
      };
      const facts: RenewalFacts = {
        ...{ scheme, classCode, status, issuedOn, validUntil, isReplaced, standard, suspendedUntil },
        factory: factory || null,
        cases: casesOf.get(id) ?? [],
        changes: changesOf.get(id) ?? [],
        fees: feesOf.get(id) ?? [],
      };
      return [{ row, facts }];
    });
  }
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(keyOf(row));
    if (known) known.push(row);
    else found.set(keyOf(row), [row]);
  }
  return found;
}

const CERTIFICATES: NamedSql = {
  name: 'renewals.certificates',
  text: `select c.id, c.number, c.scheme, p.class_code as "classCode", c.status, c.issued_on as "issuedOn",
      c.valid_until as "validUntil", c.suspended_until as "suspendedUntil", coalesce(c.standard, p.standard) as standard,
      exists (select 1 from certificates r where r.tenant_id = c.tenant_id and r.replaces_id = c.id) as "isReplaced",
      k.id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh", k.country as "clientCountry",
      p.id as "productId", p.name as "productName", p.name_zh as "productNameZh",
      f.id as "factoryId", f.name as "factoryName", f.name_zh as "factoryNameZh", f.factory_code as "factoryCode",
      f.factory_class as "factoryClass", f.last_follow_up_on as "lastFollowUpOn"
    from certificates c
    join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
    join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
    left join factories f on f.tenant_id = c.tenant_id and f.id = c.factory_id
    where c.tenant_id = current_tenant() and c.id = any ($1::uuid[])`,
};

const FACTORIES = `(select distinct factory_id from certificates
      where tenant_id = current_tenant() and id = any ($1::uuid[]) and factory_id is not null)`;

/** Which kinds of certificates a factory has decides how often it is inspected; how many of a kind does not. */
const CERTIFIED: NamedSql = {
  name: 'renewals.certified',
  text: `select distinct c.factory_id as "factoryId", c.scheme, p.class_code as "classCode", c.status
    from certificates c join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
    where c.tenant_id = current_tenant() and c.factory_id in ${FACTORIES} and c.status in ('valid', 'suspended')`,
};

const LAST_AUDITS: NamedSql = {
  name: 'renewals.last-audits',
  text: `select a.factory_id as "factoryId", a.id, a.status,
      (select count(*)::int from audit_findings n where n.tenant_id = a.tenant_id and n.audit_id = a.id
        and n.status in ('open', 'answered', 'evidence-submitted')) as "openFindings"
    from ${FACTORIES} of_page
    join lateral (select a.* from audits a where a.tenant_id = current_tenant() and a.factory_id = of_page.factory_id
        and a.status in ('held', 'passed', 'failed')
      order by coalesce(a.held_to, a.held_from, a.closed_on) desc nulls last, a.id desc limit 1) a on true`,
};

const CASES: NamedSql = {
  name: 'renewals.cases',
  text: `select u.certificate_id as "certificateId", a.id, a.number, a.kind, a.status not in ('draft', 'returned') as "isFiled"
    from application_units u join applications a on a.tenant_id = u.tenant_id and a.id = u.application_id
    where u.tenant_id = current_tenant() and u.certificate_id = any ($1::uuid[]) and a.ended_on is null
      and a.kind in ('change', 'extension', 'renewal', 'conversion')
    order by a.number_year, a.number_seq`,
};

/** Those with a case are told by it. */
const CHANGES: NamedSql = {
  name: 'renewals.changes',
  text: `select t.certificate_id as "certificateId", h.id, h.title
    from product_change_certificates t join product_changes h on h.tenant_id = t.tenant_id and h.id = t.change_id
    where t.tenant_id = current_tenant() and t.certificate_id = any ($1::uuid[]) and t.state = 'touched' and h.status = 'open'
    order by h.created_at, h.id`,
};

const FEES: NamedSql = {
  name: 'renewals.fees',
  text: `select certificate_id as "certificateId", id, year, due_on as "dueOn" from certificate_fees
    where tenant_id = current_tenant() and certificate_id = any ($1::uuid[]) and paid_on is null order by due_on, id`,
};
