import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { CertificateItem } from '#domain/changes/regulatory-change';

/** A live certificate, or a product for which none stands. */
export type Candidate = {
  id: string;
  label: string;
  labelZh: string | null;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  /** on the certificate; where it is not recorded, that of the product */
  standard: string | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
} & (
  | ({ subject: 'certificate' } & Pick<
      CertificateItem,
      'scheme' | 'status' | 'issuedOn' | 'validUntil' | 'isReplaced' | 'implementationRule'
    >)
  | {
      subject: 'product';
      scheme: null;
      status: null;
      issuedOn: null;
      validUntil: null;
      isReplaced: false;
      implementationRule: null;
    }
);

/** Where the next portion begins: certificates first, then products, each by id. */
export interface CandidatePosition {
  subject: 'certificate' | 'product';
  id: string;
}

const TOLD = `p.name as "productName", p.name_zh as "productNameZh", p.class_code as "classCode",
  k.id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh"`;

const LIVE = `c.status in ('valid', 'suspended')`;

const CERTIFICATES = {
  name: 'affected.certificates',
  text: `
    select 'certificate' as subject, c.id, c.number as label, null as "labelZh", ${TOLD}, coalesce(c.standard, p.standard) as standard,
      c.implementation_rule as "implementationRule", c.scheme, c.status, c.issued_on as "issuedOn", c.valid_until as "validUntil",
      exists (select 1 from certificates r where r.tenant_id = c.tenant_id and r.replaces_id = c.id) as "isReplaced"
    from products p
    join certificates c on c.tenant_id = p.tenant_id and c.product_id = p.id and ${LIVE}
    join clients k on k.tenant_id = p.tenant_id and k.id = c.client_id
    where p.tenant_id = (select current_tenant()) and ($1::text[] is null or p.class_code = any ($1))
      and ($2::uuid is null or c.id > $2) order by c.id limit $3`,
};

const PRODUCTS = {
  name: 'affected.products',
  text: `
    select 'product' as subject, p.id, p.name as label, p.name_zh as "labelZh", ${TOLD}, p.standard, null as "implementationRule", null as scheme,
      null as status, null as "issuedOn", null as "validUntil", false as "isReplaced"
    from products p
    join clients k on k.tenant_id = p.tenant_id and k.id = p.client_id
    where p.tenant_id = (select current_tenant()) and ($1::text[] is null or p.class_code = any ($1))
      and not exists (select 1 from certificates c where c.tenant_id = p.tenant_id and c.product_id = p.id and ${LIVE})
      and ($2::uuid is null or p.id > $2) order by p.id limit $3`,
};

/** The rows of the tenant that a change could be about. */
@Injectable()
export class AffectedQueries {
  constructor(private readonly db: Db) {}

  /** @param classCodes null: of any class. @returns fewer than `limit` only at the end */
  async next(
    classCodes: readonly string[] | null,
    after: CandidatePosition | null,
    limit: number,
  ): Promise<Candidate[]> {
    const isAtProducts = after?.subject === 'product';
    const certificates = isAtProducts
      ? []
      : await this.db.read<Candidate>(CERTIFICATES, [classCodes, after?.id ?? null, limit]);
    const rest = limit - certificates.length;
    if (rest === 0) return certificates;
    const products = await this.db.read<Candidate>(PRODUCTS, [classCodes, isAtProducts ? after.id : null, rest]);
    return [...certificates, ...products];
  }
}
