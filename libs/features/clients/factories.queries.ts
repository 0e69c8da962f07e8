import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { NotFound } from '#domain/errors';
import { searchPatterns } from '#domain/search-words';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { FactoryLine, FactoryListQuery, FactorySort, FactoryView } from './factories.dto.js';

const LINE = `f.id, f.name, f.name_zh as "nameZh", f.country, f.factory_code as "factoryCode", f.factory_class as "factoryClass",
  f.last_follow_up_on as "lastFollowUpOn", f.next_due_on as "nextDueOn",
  coalesce((select json_agg(json_build_object('id', k.id, 'legalName', k.legal_name, 'legalNameZh', k.legal_name_zh) order by k.name_key)
     from client_factories link join clients k on k.tenant_id = link.tenant_id and k.id = link.client_id
     where link.tenant_id = f.tenant_id and link.factory_id = f.id), '[]') as clients,
  (select count(*)::int from certificates c
     where c.tenant_id = f.tenant_id and c.factory_id = f.id and c.status in ('valid', 'suspended')) as "certificatesLive"`;

const LIST: ListShape<FactorySort, 'clientId' | 'factoryClass' | 'q'> = {
  name: 'factories',
  select: `${LINE}, f.name_key as "nameKey"`,
  table: 'factories',
  as: 'f',
  joins: '',
  sorts: {
    name: { by: 'f.name_key', type: 'text' },
    nextDueOn: { by: `coalesce(f.next_due_on, 'infinity'::date)`, type: 'date' },
  },
  filters: {
    clientId: `exists (select 1 from client_factories link
      where link.tenant_id = f.tenant_id and link.factory_id = f.id and link.client_id = $?::uuid)`,
    factoryClass: `coalesce(f.factory_class, 'unknown') = $?::text`,
    q: 'f.id in (select factories_matching($?::text[]))',
  },
};

const OF_CLIENT = {
  name: 'factories.of-client',
  text: `select ${LINE} from factories f
         join client_factories own on own.tenant_id = f.tenant_id and own.factory_id = f.id and own.client_id = $1
         where f.tenant_id = current_tenant() order by f.name_key, f.id limit 200`,
};

const ONE = {
  name: 'factories.one',
  text: `select ${LINE}, f.address, f.address_zh as "addressZh", f.created_at as "createdAt", f.version
         from factories f where f.tenant_id = current_tenant() and f.id = $1`,
};

@Injectable()
export class FactoriesQueries {
  constructor(private readonly db: Db) {}

  async list(query: FactoryListQuery): Promise<Page<FactoryLine>> {
    const sort = query.sort ?? 'name';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, sort === 'name' ? 'text' : 'day');
    const { clientId, factoryClass } = query;
    const filters = { clientId, factoryClass, q: query.q ? searchPatterns(query.q) : undefined };
    const { sql, params } = pageStatement(LIST, { sort, filters, after, limit });
    const rows = await this.db.read<FactoryLine & { nameKey?: string }>(sql, params);
    const page = toPage(rows, limit, sort, (row) => (sort === 'name' ? row.nameKey! : (row.nextDueOn ?? 'infinity')));
    for (const row of page.items) delete row.nameKey;
    return page;
  }

  /** All of one client; 200 at most. */
  ofClient(clientId: string): Promise<FactoryLine[]> {
    return this.db.read<FactoryLine>(OF_CLIENT, [clientId]);
  }

  /** @throws NotFound */
  async one(id: string): Promise<FactoryView> {
    const [found] = await this.db.read<FactoryView>(ONE, [id]);
    if (!found) throw new NotFound('factory');
    return found;
  }
}
