import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { RoutePlanOptions } from '#database/entities/route-plan.entity';
import { pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import { NotFound } from '#domain/errors';
import { mayRunInParallel } from '#domain/plan/options';
import { DEFAULT_PAGE_SIZE, decodeCursor, toPage, type Page } from '#platform/http/page';
import { toSchemeView } from './plan-views.js';
import type { PlanLine, PlanListQuery, PlanSort, PlanView } from './plans.dto.js';

/** A product as far as planning needs it. */
export interface PlannedProduct {
  classCode: string;
  clientId: string;
  clientCountry: string;
  hasLiveDeclaration: boolean;
  hasCertificate: boolean;
}

const LIST: ListShape<PlanSort, 'productId' | 'clientId'> = {
  name: 'plans',
  select: `rp.id, rp.name, rp.class_key as "classKey", rp.scheme_key as "schemeKey", rp.product_id as "productId",
    p.name as "productName", p.name_zh as "productNameZh", rp.client_id as "clientId",
    k.legal_name as "clientName", k.legal_name_zh as "clientNameZh", rp.direction,
    rp.anchor_on as "anchorOn", rp.computed->>'startsOn' as "startsOn", rp.computed->>'endsOn' as "endsOn",
    (rp.computed->>'isAtLeast')::boolean as "isAtLeast", rp.is_provisional as "isProvisional",
    (select count(*)::int from jsonb_array_elements(rp.computed->'limits') found where found->>'state' = 'broken') as "limitsBroken",
    rp.created_at as "createdAt", rp.version`,
  table: 'route_plans',
  as: 'rp',
  joins: `left join clients k on k.tenant_id = rp.tenant_id and k.id = rp.client_id
    left join products p on p.tenant_id = rp.tenant_id and p.id = rp.product_id`,
  sorts: { '-createdAt': { by: 'rp.created_at', type: 'timestamptz', descending: true } },
  filters: { productId: 'rp.product_id = $?::uuid', clientId: 'rp.client_id = $?::uuid' },
  prepared: ['productId'],
};

const ONE = {
  name: 'plans.one',
  text: `select rp.id, rp.name, rp.class_key as "classKey", rp.scheme_key as "schemeKey", rp.product_id as "productId",
           p.name as "productName", p.name_zh as "productNameZh", rp.client_id as "clientId",
    k.legal_name as "clientName", k.legal_name_zh as "clientNameZh", rp.direction,
           rp.anchor_on as "anchorOn", rp.options, rp.computed as plan, rp.reference_version as "referenceVersion",
           rp.created_at as "createdAt", m.name as "createdByName", rp.version
         from route_plans rp
         left join clients k on k.tenant_id = rp.tenant_id and k.id = rp.client_id
         left join products p on p.tenant_id = rp.tenant_id and p.id = rp.product_id
         left join members m on m.tenant_id = rp.tenant_id and m.id = rp.created_by
         where rp.tenant_id = current_tenant() and rp.id = $1`,
};

const PRODUCT = {
  name: 'plans.product',
  text: `select p.class_code as "classCode", p.client_id as "clientId", k.country as "clientCountry",
           exists (select 1 from certificates c where c.tenant_id = p.tenant_id and c.product_id = p.id
             and c.scheme in ('ccc-self-declaration-a', 'ccc-self-declaration-b') and c.status in ('valid', 'suspended')) as "hasLiveDeclaration",
           exists (select 1 from certificates c where c.tenant_id = p.tenant_id and c.product_id = p.id and c.scheme = 'ccc') as "hasCertificate"
         from products p join clients k on k.tenant_id = p.tenant_id and k.id = p.client_id
         where p.tenant_id = current_tenant() and p.id = $1`,
};

@Injectable()
export class PlansQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  async list(query: PlanListQuery): Promise<Page<PlanLine>> {
    const sort = query.sort ?? '-createdAt';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, 'instant');
    const { productId, clientId } = query;
    const { sql, params } = pageStatement(LIST, { sort, filters: { productId, clientId }, after, limit });
    const rows = await this.db.read<PlanLine>(sql, params);
    const { schemes } = this.references.known();
    const lines = rows.map((row) => ({ ...row, schemeNames: schemes.get(row.schemeKey)?.names ?? null }));
    return toPage(lines, limit, sort, (row) => row.createdAt);
  }

  /** @throws NotFound */
  async one(id: string): Promise<PlanView> {
    const [found] = await this.db.read<Stored>(ONE, [id]);
    if (!found) throw new NotFound('plan');
    const { options, ...plan } = found;
    const { clientCountry, notBefore, ...given } = options;
    const { schemes, classes } = this.references.known();
    const scheme = schemes.get(plan.schemeKey);
    const heading = classes.get(plan.classKey.split('/')[0]!)?.heading ?? null;
    return {
      ...plan,
      scheme: scheme ? toSchemeView(scheme) : null,
      mayRunInParallel: scheme !== undefined && mayRunInParallel(scheme, heading),
      notBefore,
      clientCountry,
      options: given,
    };
  }

  /** @throws NotFound */
  async product(id: string): Promise<PlannedProduct> {
    const [found] = await this.db.read<PlannedProduct>(PRODUCT, [id]);
    if (!found) throw new NotFound('product');
    return found;
  }
}

type Stored = Omit<PlanView, 'scheme' | 'mayRunInParallel' | 'notBefore' | 'clientCountry' | 'options'> & {
  options: RoutePlanOptions;
};
