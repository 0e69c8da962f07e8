import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { zonesOfCountry } from '#domain/country-zones';
import { NotFound } from '#domain/errors';
import { searchPatterns } from '#domain/search-words';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { ClientLine, ClientListQuery, ClientSort, ClientView } from './clients.dto.js';
import type { ContactView } from './contacts.dto.js';
import { FactoriesQueries } from './factories.queries.js';

/** An ended certificate owes nothing, so the first by next deadline carries the client's nearest day. */
const COUNTS = `
  (select count(*)::int from certificates c
    where c.tenant_id = k.tenant_id and c.client_id = k.id and c.status in ('valid', 'suspended')) as "certificatesLive",
  (select count(*)::int from deadlines d
    where d.tenant_id = k.tenant_id and d.client_id = k.id and d.state = 'open') as "deadlinesOpen"`;

const NEAREST = `
  left join lateral (select nullif(c.next_due_on, 'infinity') as "nextDueOn", c.next_due_kind as "nextDueKind", c.next_due_basis as "nextDueBasis"
    from certificates c where c.tenant_id = k.tenant_id and c.client_id = k.id
    order by c.next_due_on, c.id limit 1) nearest on true`;

const LIST: ListShape<ClientSort, 'q'> = {
  name: 'clients',
  select: `k.id, k.legal_name as "legalName", k.legal_name_zh as "legalNameZh", k.country, ${COUNTS}, nearest."nextDueOn",
    k.created_at as "createdAt", k.name_key as "nameKey"`,
  table: 'clients',
  as: 'k',
  joins: NEAREST,
  sorts: {
    legalName: { by: 'k.name_key', type: 'text' },
    '-createdAt': { by: 'k.created_at', type: 'timestamptz', descending: true },
  },
  filters: { q: 'k.id in (select clients_matching($?::text[]))' },
};

const ONE = {
  name: 'clients.one',
  text: `select k.id, k.legal_name as "legalName", k.legal_name_zh as "legalNameZh", k.address, k.address_zh as "addressZh",
           k.country, k.is_own as "isOwn",
           (select count(*)::int from products p where p.tenant_id = k.tenant_id and p.client_id = k.id) as products,
           (select count(*)::int from certificates c
             where c.tenant_id = k.tenant_id and c.client_id = k.id and c.status not in ('valid', 'suspended')) as "certificatesEnded",
           ${COUNTS}, nearest.*, k.created_at as "createdAt", k.version
         from clients k ${NEAREST}
         where k.tenant_id = current_tenant() and k.id = $1`,
};

const CONTACTS = {
  name: 'contacts.of-client',
  text: `select id, client_id as "clientId", name, email, language, time_zone as "timeZone", factory_id as "factoryId", version
         from contacts where tenant_id = current_tenant() and client_id = $1 order by lower(name), id`,
};

@Injectable()
export class ClientsQueries {
  constructor(
    private readonly db: Db,
    private readonly factories: FactoriesQueries,
  ) {}

  async list(query: ClientListQuery): Promise<Page<ClientLine>> {
    const sort = query.sort ?? 'legalName';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, sort === 'legalName' ? 'text' : 'instant');
    const filters = { q: query.q ? searchPatterns(query.q) : undefined };
    const { sql, params } = pageStatement(LIST, { sort, filters, after, limit });
    const rows = await this.db.read<ClientLine & { nameKey?: string }>(sql, params);
    const page = toPage(rows, limit, sort, (row) => (sort === 'legalName' ? row.nameKey! : row.createdAt));
    for (const row of page.items) delete row.nameKey;
    return page;
  }

  /** @throws NotFound */
  async one(id: string): Promise<ClientView> {
    const [found, contacts, factories] = await Promise.all([
      this.db.read<ClientView>(ONE, [id]),
      this.db.read<ContactView>(CONTACTS, [id]),
      this.factories.ofClient(id),
    ]);
    if (!found[0]) throw new NotFound('client');
    return { ...found[0], timeZones: zonesOfCountry(found[0].country), contacts, factories };
  }
}
