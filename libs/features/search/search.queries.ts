import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { searchWords } from '#domain/search-words';
import type { SearchHit, SearchView } from './search.dto.js';

/** Hits of one kind: more are not read while typing; another letter finds better. */
const PER_KIND = 5;

/** The functions keep both walls themselves; what they give is read under row-level security once more. $1 = words, $2 = most per kind */
const found = (noun: string, call = `${noun}_found($1::text[], $2::integer)`) =>
  `${call} with ordinality found (id, place)
     join ${noun} x on x.tenant_id = (select current_tenant()) and x.id = found.id`;
/** The same for what is found by products, of which it is asked once which have all the words. */
const typed = (noun: string, rarest = 'rarest') =>
  found(noun, `${noun}_typed($1::text[], $2::integer, (select products from met), (select ${rarest} from met))`);
const client = `left join clients k on k.tenant_id = x.tenant_id and k.id = x.client_id`;
const product = `left join products p on p.tenant_id = x.tenant_id and p.id = x.product_id`;

const FIRST_HITS = {
  name: 'search.first-hits',
  text: `
    with met as materialized (select products, rarest, rarest_of_cases from products_met($1::text[]))
    select kind, id, title, "titleZh", about, "aboutZh", "clientName", "clientNameZh", status, "on" from (
      select 1 as kind_place, found.place, 'case' as kind, x.id, x.number as title, null as "titleZh", p.name as about,
        p.name_zh as "aboutZh", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh", x.status, null::date as "on"
      from ${typed('applications', 'rarest_of_cases')} ${product} ${client}
      union all
      select 2, found.place, 'certificate', x.id, x.number, null, p.name, p.name_zh, k.legal_name, k.legal_name_zh, x.status, null
      from ${typed('certificates')} ${product} ${client}
      union all
      select 3, found.place, 'product', x.id, x.name, x.name_zh, nullif(array_to_string(x.models[1:5], ', '), ''), null,
        k.legal_name, k.legal_name_zh, null, null
      from ${typed('products')} ${client}
      union all
      select 4, found.place, 'client', x.id, x.legal_name, x.legal_name_zh, null, null, null, null, null, null
      from ${found('clients')}
      union all
      select 5, found.place, 'factory', x.id, x.name, x.name_zh, x.factory_code, null, null, null, null, null
      from ${found('factories')}
      union all
      select 6, found.place, 'audit', x.id, f.name, f.name_zh, null, null, k.legal_name, k.legal_name_zh, x.status,
        coalesce(x.held_from, x.planned_from)
      from ${found('audits')} left join factories f on f.tenant_id = x.tenant_id and f.id = x.factory_id ${client}
      union all
      select 7, found.place, 'booking', x.id, p.name, p.name_zh, l.name, l.name_zh, k.legal_name, k.legal_name_zh, x.status,
        (x.starts_at at time zone coalesce(l.time_zone, 'UTC'))::date
      from ${typed('bookings')} ${product} left join laboratories l on l.tenant_id = x.tenant_id and l.id = x.laboratory_id ${client}
    ) hits order by kind_place, place`,
};

@Injectable()
export class SearchQueries {
  constructor(private readonly db: Db) {}

  async firstHits(text: string): Promise<SearchView> {
    const words = searchWords(text);
    return { items: await this.db.read<SearchHit>(FIRST_HITS, [words, PER_KIND]) };
  }
}
