import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { CertificateFee } from '#database/entities/certificate-fee.entity';
import { Certificate } from '#database/entities/certificate.entity';
import { isSelfDeclaration } from '#domain/certificate';
import { requireAmount, requireFeeDue } from '#domain/certificates/fees';
import { BadInput, RuleBroken } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import { CertificatesService } from './certificates.service.js';
import type { FeeEdit, FeeInput, FeeView } from './fees.dto.js';
import { FeesQueries } from './fees.queries.js';

/** The only writer of `certificate_fees`; after each act the certificate owes what its unpaid fees say. */
@Injectable()
export class FeesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly certificates: CertificatesService,
    private readonly queries: FeesQueries,
  ) {}

  /**
   * @throws NotFound; RuleBroken `certificate-fee.year-taken`, `certificate-fee.of-declaration`: no body asks one for it;
   *   BadInput for a day that is none of the fee's and for an amount without currency
   */
  async add(certificateId: string, input: FeeInput): Promise<FeeView> {
    const { clientId, scheme } = await this.db.require(Certificate, certificateId);
    if (isSelfDeclaration(scheme)) throw new RuleBroken('certificate-fee.of-declaration', { scheme });
    const { year, amount = null, currency = null, dueOn, paidOn = null, note = null } = input;
    const row = { certificateId, year, amount, currency, dueOn, paidOn, note };
    await this.check(row, null);
    const id = await this.db.insert(CertificateFee, {
      ...row,
      clientId,
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.events.record('certificate.fee-added', { certificateId, clientId }, { name: String(year), dueOn });
    await this.certificates.restate([certificateId]);
    return this.queries.one(id);
  }

  /** @throws as `add`, and RuleBroken `stale-version` */
  async edit(id: string, { version, ...fields }: FeeEdit): Promise<FeeView> {
    const fee = await this.db.require(CertificateFee, id);
    const { certificateId, clientId } = fee;
    // A stale version is told before any other objection: the editor judged by what no longer stands.
    if (fee.version === version) await this.check({ ...fee, ...fields }, id);
    const subject = { certificateId, clientId };
    const facts = { name: String(fee.year) };
    const changes = await this.events.edit(CertificateFee, fee, version, fields, 'certificate.fee-edited', subject, facts); // prettier-ignore
    if (Object.keys(changes).length > 0) await this.certificates.restate([certificateId]);
    return this.queries.one(id);
  }

  /** A fee that was recorded by mistake; what it owed is withdrawn. @throws NotFound */
  async remove(id: string): Promise<void> {
    const { tenantId, certificateId, clientId, year, dueOn } = await this.db.require(CertificateFee, id);
    await this.db.repo(CertificateFee).delete({ tenantId, id });
    await this.events.record('certificate.fee-removed', { certificateId, clientId }, { name: String(year), dueOn });
    await this.certificates.restate([certificateId]);
  }

  private async check(
    row: Pick<CertificateFee, 'certificateId' | 'year' | 'amount' | 'currency' | 'dueOn' | 'paidOn'>,
    ownId: string | null,
  ): Promise<void> {
    const { certificateId, year, paidOn } = row;
    requireFeeDue(year, row.dueOn);
    requireAmount(row.amount, row.currency);
    const today = this.clock.latestToday();
    if (paidOn !== null && paidOn > today)
      throw new BadInput('invalid-input', [
        {
          ...{ field: 'paidOn', code: 'day-in-future', detail: 'The day must not be in the future.' },
          allowed: `until ${today}`,
        },
      ]);
    const { tenantId } = this.db.scope;
    const taken = await this.db.repo(CertificateFee).findOneBy({ tenantId, certificateId, year });
    if (taken && taken.id !== ownId) throw new RuleBroken('certificate-fee.year-taken', { year });
  }
}
