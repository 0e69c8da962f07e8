import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import type { ReferenceBook } from '#domain/reference/book';
import { codedClasses, type CatalogueClass } from '#domain/reference/catalogue';
import { NotFound } from '#domain/errors';
import { searchPatterns } from '#domain/search-words';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { CertificateOfProduct, ClassList, ClassView, ProductLine, ProductListQuery, ProductSort, ProductView } from './products.dto.js'; // prettier-ignore

/**
 * What is owed next for a product: the days of its certificates, and the next inspection of the factories that are
 * followed up because of them. Only live certificates of a body are followed up, declarations are not.
 */
const OWED = `
  left join lateral (select count(*) filter (where c.status in ('valid', 'suspended'))::int as "certificatesLive",
      nullif(least(min(c.next_due_on), min(f.next_due_on) filter (where c.status in ('valid', 'suspended')
        and c.scheme not in ('ccc-self-declaration-a', 'ccc-self-declaration-b'))), 'infinity') as "nextDueOn"
    from certificates c left join factories f on f.tenant_id = c.tenant_id and f.id = c.factory_id
    where c.tenant_id = p.tenant_id and c.product_id = p.id) owed on true`;

const LIST: ListShape<ProductSort, 'clientId' | 'factoryId' | 'classCode' | 'q'> = {
  name: 'products',
  select: `p.id, p.name, p.name_zh as "nameZh", p.class_code as "classCode", p.client_id as "clientId",
    k.legal_name as "clientName", k.legal_name_zh as "clientNameZh", p.factory_id as "factoryId", f.name as "factoryName",
    p.models, p.standard, owed."certificatesLive", owed."nextDueOn", p.created_at as "createdAt"`,
  table: 'products',
  as: 'p',
  joins: `join clients k on k.id = p.client_id left join factories f on f.id = p.factory_id ${OWED}`,
  sorts: {
    name: { by: 'p.name', type: 'text' },
    '-createdAt': { by: 'p.created_at', type: 'timestamptz', descending: true },
  },
  filters: {
    clientId: 'p.client_id = $?::uuid',
    factoryId: 'p.factory_id = $?::uuid',
    classCode: 'p.class_code = $?::text',
    q: 'p.id in (select products_matching($?::text[]))',
  },
  prepared: ['clientId'],
};

const ONE = {
  name: 'products.one',
  text: `select p.id, p.name, p.name_zh as "nameZh", p.manufacturer, p.models, p.standard, p.class_code as "classCode",
           json_build_object('id', k.id, 'legalName', k.legal_name, 'legalNameZh', k.legal_name_zh) as client,
           case when f.id is not null then json_build_object('id', f.id, 'name', f.name, 'nameZh', f.name_zh, 'factoryCode', f.factory_code) end as factory,
           owed."nextDueOn", p.created_at as "createdAt", p.version
         from products p
         join clients k on k.tenant_id = p.tenant_id and k.id = p.client_id
         left join factories f on f.tenant_id = p.tenant_id and f.id = p.factory_id ${OWED}
         where p.tenant_id = current_tenant() and p.id = $1`,
};

const CERTIFICATES = {
  name: 'products.certificates',
  text: `select id, number, scheme, status, body, issued_on as "issuedOn", valid_until as "validUntil",
           nullif(next_due_on, 'infinity') as "nextDueOn", replaces_id as "replacesId"
         from certificates where tenant_id = current_tenant() and product_id = $1
         order by next_due_on, id limit 200`,
};

@Injectable()
export class ProductsQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  async list(query: ProductListQuery): Promise<Page<ProductLine>> {
    const sort = query.sort ?? 'name';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, sort === 'name' ? 'text' : 'instant');
    const { clientId, factoryId, classCode } = query;
    const filters = { clientId, factoryId, classCode, q: query.q ? searchPatterns(query.q) : undefined };
    const { sql, params } = pageStatement(LIST, { sort, filters, after, limit });
    const rows = await this.db.read<ProductLine>(sql, params);
    return toPage(rows, limit, sort, (row) => (sort === 'name' ? row.name : row.createdAt));
  }

  /** @throws NotFound */
  async one(id: string): Promise<ProductView> {
    const [found, certificates] = await Promise.all([
      this.db.read<Omit<ProductView, 'class' | 'certificates'> & { classCode: string }>(ONE, [id]),
      this.db.read<CertificateOfProduct>(CERTIFICATES, [id]),
    ]);
    if (!found[0]) throw new NotFound('product');
    const { classCode, ...product } = found[0];
    return { ...product, class: classView(this.references.known(), classCode), certificates };
  }

  /** The catalogue's classes by code. */
  classes(): ClassList {
    return { items: codedClasses(this.references.known().classes).map(toClassView) };
  }
}

/** A class of the catalogue; one that this version no longer knows keeps at least its code. */
export function classView({ classes }: ReferenceBook, code: string): ClassView {
  const known = classes.get(code);
  if (known) return toClassView({ ...known, code });
  return { code, nameEn: code, nameDe: code, nameZh: code, implementationRule: null, isConverting: false };
}

function toClassView({ code, names, implementationRule, conversion }: CatalogueClass & { code: string }): ClassView {
  const isConverting = conversion !== null;
  return { code, nameEn: names.en, nameDe: names.de, nameZh: names.zh, implementationRule, isConverting };
}
