import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Db } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import type { Product } from '#database/entities/product.entity';
import { KINDS_ON_A_CERTIFICATE, type ApplicationKind } from '#domain/cases/application';
import { isSelfDeclaration } from '#domain/certificate';
import type { Day } from '#domain/day';
import { NotFound, RuleBroken } from '#domain/errors';
import type { ReferenceBook } from '#domain/reference/book';
import { holdsOn } from '#domain/reference/record';
import type { SchemeDefinition } from '#domain/reference/scheme';
import type { CertificateStatus } from '#domain/states/certificate-status';
import { requireOpenRoute } from '#features/plans/plan-input';
import type { UnitInput } from './case-units.dto.js';
import { refused } from './case-input.js';

/** Kinds whose way to a certificate depends on how the class is certified on the day. */
const KINDS_BY_MODE: readonly ApplicationKind[] = ['new', 'conversion', 'voluntary', 'exemption'];
/** What is gone cannot be changed, renewed or converted. */
const LIVE: readonly CertificateStatus[] = ['valid', 'suspended'];
/** A certificate is replaced or renewed once: a second case would have nothing to end in. */
const ONCE_AT_A_TIME: readonly ApplicationKind[] = ['conversion', 'renewal'];

interface Opened {
  kind: ApplicationKind;
  scheme: SchemeDefinition;
  startedOn: Day;
  units: readonly UnitInput[];
  /** in the order of the units */
  products: readonly Product[];
}

/** Whether units, with the certificates that a case acts on, fit its kind and scheme. */
@Injectable()
export class CaseUnits {
  constructor(private readonly db: Db) {}

  /**
   * @throws BadInput for a certificate that is missing, or given where the kind takes none; NotFound; RuleBroken
   *   `plan.route-closed`, `application.scheme-not-in-force`, `application.certificate-of-another-unit`,
   *   `application.certificate-not-live`, `application.certificate-not-of-scheme`, `application.certificate-replaced`,
   *   `application.certificate-in-a-case`
   */
  async requireFitting(book: ReferenceBook, opened: Opened): Promise<void> {
    const { kind, scheme, startedOn, products } = opened;
    if (KINDS_BY_MODE.includes(kind)) {
      for (const classCode of new Set(products.map((product) => product.classCode)))
        requireOpenRoute(book, scheme.key, classCode, [startedOn]);
    } else if (!holdsOn(scheme, startedOn)) {
      const { validFrom, validTo } = scheme;
      throw new RuleBroken('application.scheme-not-in-force', {
        scheme: scheme.key,
        day: startedOn,
        validFrom,
        validTo,
      });
    }
    await this.requireCertificates(opened);
  }

  private async requireCertificates({ kind, scheme, units }: Opened): Promise<void> {
    const isOnCertificates = KINDS_ON_A_CERTIFICATE.includes(kind);
    for (const [at, { certificateId }] of units.entries()) {
      const field = `units.${at}.certificateId`;
      if (isOnCertificates && !certificateId)
        throw refused(field, 'certificate-needed', `A case of the kind ${kind} acts on a certificate.`, 'a certificate of the unit'); // prettier-ignore
      if (!isOnCertificates && certificateId)
        throw refused(field, 'not-taken', `A case of the kind ${kind} acts on no certificate.`, 'leave it out');
    }
    if (!isOnCertificates) return;
    const ids = units.map(({ certificateId }) => certificateId!);
    await this.db.query(LOCK, [ids]);
    const { tenantId } = this.db.scope;
    const found = await this.db.repo(Certificate).findBy({ tenantId, id: In(ids) });
    for (const { productId, certificateId } of units) {
      const certificate = found.find(({ id }) => id === certificateId);
      if (!certificate) throw new NotFound('certificate');
      requireCertificate(kind, scheme, productId, certificate);
    }
    if (kind === 'conversion') await this.refuseReplaced(ids);
    if (ONCE_AT_A_TIME.includes(kind)) await this.refuseTwice(kind, ids);
  }

  private async refuseReplaced(ids: readonly string[]): Promise<void> {
    const [by] = await this.db.query<{ id: string; number: string }>(REPLACING, [ids]);
    if (by) throw new RuleBroken('application.certificate-replaced', { certificateId: by.id, number: by.number });
  }

  private async refuseTwice(kind: ApplicationKind, ids: readonly string[]): Promise<void> {
    const [other] = await this.db.query<{ id: string; number: string }>(IN_A_CASE, [ids, kind]);
    if (other)
      throw new RuleBroken('application.certificate-in-a-case', { applicationId: other.id, number: other.number });
  }
}

function requireCertificate(
  kind: ApplicationKind,
  scheme: SchemeDefinition,
  productId: string,
  found: Certificate,
): void {
  const { id: certificateId, number, status } = found;
  if (found.productId !== productId)
    throw new RuleBroken('application.certificate-of-another-unit', { certificateId, number });
  if (!LIVE.includes(status))
    throw new RuleBroken('application.certificate-not-live', { certificateId, number, status, allowed: LIVE });
  const isFitting = kind === 'conversion' ? isSelfDeclaration(found.scheme) : found.scheme === scheme.certifies;
  if (!isFitting)
    throw new RuleBroken('application.certificate-not-of-scheme', {
      certificateId,
      number,
      scheme: found.scheme,
      kind,
    });
}

/** Two cases that are opened for one certificate wait for each other. */
const LOCK = `select 1 from certificates where tenant_id = current_tenant() and id = any ($1::uuid[]) order by id for no key update`;

const REPLACING = `
  select id, number from certificates where tenant_id = current_tenant() and replaces_id = any ($1::uuid[]) limit 1`;

const IN_A_CASE = `
  select a.id, a.number from application_units u
  join applications a on a.tenant_id = u.tenant_id and a.id = u.application_id
  where u.tenant_id = current_tenant() and u.certificate_id = any ($1::uuid[]) and a.kind = $2 and a.ended_on is null
  limit 1`;
