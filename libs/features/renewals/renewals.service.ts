import { Injectable } from '@nestjs/common';
import { ReferenceStore } from '#database/reference/reference-store';
import { isSelfDeclaration } from '#domain/certificate';
import { BadInput, RuleBroken } from '#domain/errors';
import { renewalProcedure } from '#domain/renewals/renewal-procedure';
import type { ApplicationInput } from '#features/applications/applications.dto';
import { CaseBatch, type BatchCertificate } from '#features/applications/case-batch';
import { MOST_IN_BATCH, type BatchResult } from '#features/applications/case-batch.dto';
import type { RenewalCasesInput } from './renewals.dto.js';
import { RenewalsQueries } from './renewals.queries.js';

/** Opens the renewals of certificates, one or many. */
@Injectable()
export class RenewalsService {
  constructor(
    private readonly references: ReferenceStore,
    private readonly queries: RenewalsQueries,
    private readonly batch: CaseBatch,
  ) {}

  /**
   * One case for each certificate. A certificate of which a renewal is open is refused with the number of that case.
   *
   * @throws BadInput unless either certificates or a client or factory with a day are named
   */
  async openCases({ certificateIds, isPreview = false, ...of }: RenewalCasesInput): Promise<BatchResult> {
    const isOfOne = of.clientId !== undefined || of.factoryId !== undefined;
    if (certificateIds !== undefined && (isOfOne || of.until !== undefined))
      throw ambiguous('certificateIds', 'Name certificates, or a client or factory with a day, not both.');
    if (certificateIds === undefined && (!isOfOne || of.until === undefined))
      throw ambiguous('certificateIds', 'Name the certificates to renew.');
    const ids = certificateIds ?? (await this.queries.withoutCase(of, MOST_IN_BATCH));
    return this.batch.open(ids, isPreview, (certificate) => this.caseFor(certificate));
  }

  /** @throws RuleBroken `renewal.not-renewed` for a declaration, `renewal.no-procedure` */
  private async caseFor(certificate: BatchCertificate): Promise<ApplicationInput> {
    const { id, number, scheme, productId, factoryId, contactId, body, handledBy } = certificate;
    if (isSelfDeclaration(scheme)) throw new RuleBroken('renewal.not-renewed', { certificateId: id, number, scheme });
    const { schemes } = await this.references.current();
    const procedure = renewalProcedure(scheme, schemes);
    if (!procedure) throw new RuleBroken('renewal.no-procedure', { certificateId: id, number, scheme });
    return {
      kind: 'renewal',
      schemeKey: procedure.key,
      units: [{ productId, certificateId: id }],
      factoryId,
      contactId,
      handledBy: handledBy ?? body,
      issuedBy: body,
    };
  }
}

function ambiguous(field: string, detail: string): BadInput {
  const allowed = `certificateIds (1 to ${MOST_IN_BATCH}), or clientId or factoryId with until`;
  return new BadInput('invalid-input', [{ field, code: 'what-to-renew', detail, allowed }]);
}
