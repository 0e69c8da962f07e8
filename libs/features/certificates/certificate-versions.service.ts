import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import type { Certificate } from '#database/entities/certificate.entity';
import { CertificateVersion } from '#database/entities/certificate-version.entity';
import {
  correctionHoldsFrom,
  differencesBetween,
  saidBy,
  type IssueOfVersion,
  type VersionCause,
} from '#domain/certificates/versions';
import type { Day } from '#domain/day';
import { Clock } from '#platform/clock';

/** Why a certificate says something new, and from which day. */
export interface VersionAs {
  cause: VersionCause;
  /** null = not recorded; left out: what follows from the cause */
  on?: Day | null;
  /** the case that ended in it: then a version is written even where nothing reads otherwise */
  applicationId?: string | null;
  /** the client sees it */
  reason?: string | null;
}

/** The only writer of `certificate_versions`; a version is never edited. */
@Injectable()
export class CertificateVersionsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps what the certificate says now, where that differs from its last version or a case ended in it. The caller has
   * written the certificate in this transaction, so that two writers of one certificate wait for each other.
   */
  async add(certificate: Certificate, { cause, on, applicationId = null, reason = null }: VersionAs): Promise<void> {
    const { tenantId, id: certificateId, clientId } = certificate;
    const [last] = await this.db
      .repo(CertificateVersion)
      .find({ where: { tenantId, certificateId }, order: { number: 'DESC' }, take: 1 });
    const says = saidBy(certificate);
    if (last && applicationId === null && differencesBetween(last.facts, says).length === 0) return;
    const of = last ? { holdsFrom: last.holdsFrom, says: last.facts } : null;
    const holdsFrom = cause === 'corrected' ? correctionHoldsFrom(of, says) : says.issuedOn;
    await this.db.insert(CertificateVersion, {
      certificateId,
      clientId,
      number: (last?.number ?? 0) + 1,
      cause,
      holdsFrom: on === undefined ? holdsFrom : on,
      facts: says,
      applicationId,
      reason,
      memberId: this.db.scope.memberId,
      recordedAt: this.clock.now(),
    });
  }

  /** What its versions say of its day of issue, in their order. */
  issuesOf(certificateId: string): Promise<IssueOfVersion[]> {
    return this.db.query<IssueOfVersion>(ISSUES, [certificateId]);
  }

  /** The first version of certificates that an import has just written, set-based. */
  async recordFirst(certificateIds: readonly string[]): Promise<void> {
    const ids = certificateIds.map((certificateId) => ({ id: newId(), certificateId }));
    await this.db.query(RECORD_FIRST, [JSON.stringify(ids), this.db.scope.memberId, this.clock.now()]);
  }
}

const ISSUES = `
  select cause, facts->>'issuedOn' as "issuedOn" from certificate_versions
  where tenant_id = current_tenant() and certificate_id = $1 order by number`;

/** The keys are those of `CertificateSays`. */
const RECORD_FIRST = `
  insert into certificate_versions (id, certificate_id, client_id, number, cause, holds_from, facts, member_id, recorded_at)
  select r.id, c.id, c.client_id, 1, 'recorded', c.issued_on,
    jsonb_build_object('number', c.number, 'scheme', c.scheme, 'body', c.body, 'handledBy', c.handled_by,
      'issuedOn', c.issued_on, 'validUntil', c.valid_until, 'standard', c.standard,
      'implementationRule', c.implementation_rule, 'holderName', c.holder_name, 'holderNameZh', c.holder_name_zh,
      'manufacturerName', c.manufacturer_name, 'manufacturerNameZh', c.manufacturer_name_zh, 'models', c.models,
      'productId', c.product_id, 'factoryId', c.factory_id), $2, $3
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "certificateId" uuid)
  join certificates c on c.tenant_id = current_tenant() and c.id = r."certificateId"`;
