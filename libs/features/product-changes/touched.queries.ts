import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { badField, RuleBroken } from '#domain/errors';
import { changeCodes, changeNeed } from '#domain/product-changes/change-need';
import { REACH_OF } from '#domain/product-changes/change-kind';
import { touchedBy, type ChangeScope, type TouchCandidate, type Touched } from '#domain/product-changes/touched';
import type { AlsoAtFactory, CertificateOfChange, TouchedQuery, TouchedView } from './product-changes.dto.js';
import { CERTIFICATE_OF_CHANGE } from './product-changes.queries.js';

/** Certificates of one change; more are several changes. */
const MOST_TOUCHED = 5_000;
/** Shown before a change is saved. */
const MOST_SHOWN = 500;

type Candidate = TouchCandidate & { certificate: CertificateOfChange };

/** What a change touches: asked before it is saved, and again when it is. */
@Injectable()
export class TouchedQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  /** @throws BadInput naming the field that is missing or not taken; RuleBroken `product-change.too-many` */
  async preview(query: TouchedQuery): Promise<TouchedView> {
    const scope = scopeOf(query);
    const [found, others] = await Promise.all([this.candidates(scope), this.others(scope)]);
    const { schemes } = this.references.known();
    const certificates = new Map(found.map(({ id, certificate }) => [id, certificate]));
    const touched = touchedBy(scope, found);
    return {
      items: touched.slice(0, MOST_SHOWN).map(({ certificateId, code, why }) => {
        const certificate = certificates.get(certificateId)!;
        return { certificate, why, need: changeNeed(code, certificate.scheme, schemes) };
      }),
      total: touched.length,
      others,
      codes: changeCodes(schemes).map((code) => changeNeed(code, 'ccc', schemes)),
    };
  }

  /** @throws as preview */
  async touched(scope: ChangeScope): Promise<Touched[]> {
    return touchedBy(scope, await this.candidates(scope));
  }

  private async candidates(scope: ChangeScope): Promise<Candidate[]> {
    const { kind, clientId, factoryId, productIds } = scope;
    const isOfProducts = REACH_OF[kind] === 'products';
    const params = [clientId, factoryId, isOfProducts ? productIds : null];
    const found = await this.db.read<Candidate>(CANDIDATES, params);
    if (found.length > MOST_TOUCHED) throw new RuleBroken('product-change.too-many', { most: MOST_TOUCHED });
    return found;
  }

  private async others({ kind, clientId, factoryId }: ChangeScope): Promise<AlsoAtFactory[]> {
    if (REACH_OF[kind] !== 'factory') return [];
    return this.db.read<AlsoAtFactory>(OTHERS, [factoryId, clientId]);
  }
}

/**
 * The scope as the rules take it.
 *
 * @throws BadInput for a factory or products that the kind needs, or does not take
 */
export function scopeOf({ kind, clientId, factoryId, productIds }: TouchedQuery): ChangeScope {
  const reach = REACH_OF[kind];
  const scope = { kind, clientId, factoryId: factoryId ?? null, productIds: productIds ?? [] };
  if (reach === 'factory' && scope.factoryId === null)
    throw badField('factoryId', 'factory-needed', `A change of the kind ${kind} is one of a factory.`, 'a factory of the client'); // prettier-ignore
  if (reach !== 'factory' && scope.factoryId !== null)
    throw badField('factoryId', 'not-taken', `A change of the kind ${kind} is not one of a factory.`, 'leave it out');
  if (reach === 'products' && scope.productIds.length === 0)
    throw badField('productIds', 'products-needed', `A change of the kind ${kind} is one of products.`, '1 to 200 products of the client'); // prettier-ignore
  if (reach !== 'products' && scope.productIds.length > 0)
    throw badField('productIds', 'not-taken', `A change of the kind ${kind} is not one of products.`, 'leave them out');
  return scope;
}

const CANDIDATES: NamedSql = {
  name: 'product-changes.candidates',
  text: `select c.id, c.client_id as "clientId", c.factory_id as "factoryId", c.product_id as "productId", c.status,
      ${CERTIFICATE_OF_CHANGE} as certificate
    from certificates c join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
    where c.tenant_id = current_tenant() and c.client_id = $1::uuid and c.status in ('valid', 'suspended')
      and ($2::uuid is null or c.factory_id = $2) and ($3::uuid[] is null or c.product_id = any ($3))
    order by c.number_key, c.id limit ${MOST_TOUCHED + 1}`,
};

const OTHERS: NamedSql = {
  name: 'product-changes.others-at-factory',
  text: `select json_build_object('id', k.id, 'legalName', k.legal_name, 'legalNameZh', k.legal_name_zh) as client,
      count(*)::int as certificates
    from certificates c join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
    where c.tenant_id = current_tenant() and c.factory_id = $1::uuid and c.client_id <> $2::uuid
      and c.status in ('valid', 'suspended')
    group by k.id, k.legal_name, k.legal_name_zh order by k.legal_name limit 50`,
};
