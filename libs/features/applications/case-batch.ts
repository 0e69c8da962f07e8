import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Scheme } from '#domain/certificate';
import { NotFound } from '#domain/errors';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { ApplicationInput } from './applications.dto.js';
import type { BatchResult, BatchRow, OpenedCase } from './case-batch.dto.js';
import { OpeningService } from './opening.service.js';
import { refusalOf } from './refusal.js';

/** A certificate for which a case is opened: what the case takes over from it. */
export interface BatchCertificate {
  id: string;
  number: string;
  scheme: Scheme;
  status: CertificateStatus;
  clientId: string;
  productId: string;
  factoryId: string | null;
  contactId: string | null;
  body: string | null;
  handledBy: string | null;
  productName: string;
  productNameZh: string | null;
  clientName: string;
  clientNameZh: string | null;
}

/** Ends a transaction whose work was only to be seen. */
class SeenEnough extends Error {}

/**
 * Opens one case for each of many certificates. Each is a transaction of its own: opened whole or refused with the words
 * that the same act alone would get. A preview does the very same and takes it back, so it cannot promise what the act
 * would not do.
 */
@Injectable()
export class CaseBatch {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
    private readonly opening: OpeningService,
  ) {}

  /**
   * @param caseFor what the case of a certificate is; throws as a rule of its own does
   * @param opened what else happens with a case, in the same transaction
   */
  async open(
    certificateIds: readonly string[],
    isPreview: boolean,
    caseFor: (certificate: BatchCertificate) => Promise<ApplicationInput>,
    opened: (certificate: BatchCertificate, applicationId: string) => Promise<void> = async () => {},
  ): Promise<BatchResult> {
    const rows: BatchRow[] = [];
    // One after the other: two hundred at once would take every connection from everybody else.
    for (const id of certificateIds) rows.push(await this.one(id, isPreview, caseFor, opened));
    const done = rows.filter(({ outcome }) => outcome === 'done').length;
    return { isPreview, done, refused: rows.length - done, rows };
  }

  private async one(
    id: string,
    isPreview: boolean,
    caseFor: (certificate: BatchCertificate) => Promise<ApplicationInput>,
    opened: (certificate: BatchCertificate, applicationId: string) => Promise<void>,
  ): Promise<BatchRow> {
    const row: BatchRow = { certificateId: null, number: null, productName: null, productNameZh: null, clientName: null, clientNameZh: null, outcome: 'refused', opened: null, refusal: null }; // prettier-ignore
    try {
      await this.db.inTenant(this.db.scope, async () => {
        const certificate = await this.find(id);
        const { number, productName, productNameZh, clientName, clientNameZh } = certificate;
        Object.assign(row, { certificateId: id, number, productName, productNameZh, clientName, clientNameZh });
        const applicationId = await this.opening.open(await caseFor(certificate));
        await opened(certificate, applicationId);
        Object.assign(row, { outcome: 'done', opened: await this.openedCase(applicationId, isPreview) });
        if (isPreview) throw new SeenEnough();
      });
    } catch (error) {
      if (!(error instanceof SeenEnough))
        Object.assign(row, { outcome: 'refused', opened: null, refusal: refusalOf(error) });
    }
    return row;
  }

  private async find(id: string): Promise<BatchCertificate> {
    const [found] = await this.db.read<BatchCertificate>(CERTIFICATE, [id]);
    if (!found) throw new NotFound('certificate');
    return found;
  }

  private async openedCase(id: string, isPreview: boolean): Promise<OpenedCase> {
    const [found] = await this.db.read<Omit<OpenedCase, 'schemeNames'>>(OPENED, [id]);
    const { schemes } = await this.references.current();
    const schemeNames = schemes.get(found!.schemeKey)!.names;
    return { ...found!, schemeNames, ...(isPreview && { id: null, number: null }) };
  }
}

const CERTIFICATE: NamedSql = {
  name: 'case-batch.certificate',
  text: `select c.id, c.number, c.scheme, c.status, c.client_id as "clientId", c.product_id as "productId",
      c.factory_id as "factoryId", c.contact_id as "contactId", c.body, c.handled_by as "handledBy",
      p.name as "productName", p.name_zh as "productNameZh", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh"
    from certificates c join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
      join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
    where c.tenant_id = current_tenant() and c.id = $1`,
};

const OPENED: NamedSql = {
  name: 'case-batch.opened',
  text: `select a.id, a.number, a.scheme_key as "schemeKey", a.variant_code as "variantCode", a.started_on as "startedOn",
      a.planned_end_on as "plannedEndOn", a.handled_by as "handledBy", o.name as "ownerName"
    from applications a left join members o on o.tenant_id = a.tenant_id and o.id = a.owner_id
    where a.tenant_id = current_tenant() and a.id = $1`,
};
