import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Search in the registers, because LIKE is not leakproof: under a policy it may only look at rows that have passed the
 * walls one by one. The functions run with the owner's rights and keep both walls themselves; the statement that uses
 * one reads the rows it found under row-level security once more.
 *
 * They compare every row of the one tenant (10,000 products and certificates: some 15 ms, whatever the other tenants
 * hold) and need no extension. A trigram index would be faster for tenants far larger than a consultancy, but pg_trgm is
 * not on every server, makes no trigrams of Chinese under the C locale and none of words of one or two characters, and
 * every write would pay for it.
 */
export class Search1763640000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(SEARCH_TEXTS);
    for (const search of SEARCHES) await db.query(search);
    await db.query(`
      revoke all on function ${SEARCH_NAMES.join(', ')} from public;
      grant execute on function ${SEARCH_NAMES.join(', ')} to homolog_app;`);
    await db.query(SORTS);
  }

  async down(): Promise<void> {
    throw new Error('The search has no way back: drop the database instead.');
  }
}

/** Folded as libs/domain/search-words.ts folds what is typed. Stored, because folding costs more than comparing. */
const SEARCH_TEXTS = `
  create function search_text(text[]) returns text language sql immutable parallel safe
    as $$ select lower(normalize(array_to_string($1, ' '), NFKC)) $$;
  alter table clients add column search_text text
    generated always as (search_text(array[legal_name, legal_name_zh])) stored;
  alter table factories add column search_text text
    generated always as (search_text(array[name, name_zh, factory_code])) stored;
  alter table products add column search_text text
    generated always as (search_text(array[name, name_zh, manufacturer, standard, class_code] || models)) stored;
`;

const WALLS = (row: string, client: string) =>
  `${row}.tenant_id = (select current_tenant()) and ((select is_staff()) or ${client} = (select current_client()))`;

const finds = (name: string, select: string) => `
  create function ${name}(p_patterns text[]) returns setof uuid
    language sql stable parallel safe security definer rows 100 set search_path = public, pg_temp
    as $$ ${select} $$`;

const SEARCHES = [
  finds(
    'clients_matching',
    `select k.id from clients k where ${WALLS('k', 'k.id')} and k.search_text like all (p_patterns)`,
  ),
  finds(
    'factories_matching',
    `select f.id from factories f
     where f.tenant_id = (select current_tenant())
       and ((select is_staff()) or exists (select 1 from client_factories link
              where link.tenant_id = f.tenant_id and link.factory_id = f.id and link.client_id = (select current_client())))
       and f.search_text like all (p_patterns)`,
  ),
  finds(
    'products_matching',
    `select p.id from products p join clients k on k.tenant_id = p.tenant_id and k.id = p.client_id
     where ${WALLS('p', 'p.client_id')} and p.search_text || ' ' || k.search_text like all (p_patterns)`,
  ),
  finds(
    'certificates_matching',
    `select c.id from certificates c
       join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
       join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
     where ${WALLS('c', 'c.client_id')}
       and lower(c.number_key) || ' ' || p.search_text || ' ' || k.search_text like all (p_patterns)`,
  ),
];

const SEARCH_NAMES = ['clients', 'factories', 'products', 'certificates'].map((noun) => `${noun}_matching(text[])`);

/**
 * Sort orders of the lists that had no index. A day that may be missing sorts as infinity, because a page after a null
 * cannot be found by comparing. Numbers sort by their key, which has an index already: spaces do not count.
 */
const SORTS = `
  drop index certificates_by_number;
  drop index certificates_by_valid_until;
  create index certificates_by_valid_until on certificates (tenant_id, (coalesce(valid_until, 'infinity'::date)), id);
  create index certificates_by_issued on certificates (tenant_id, (coalesce(issued_on, 'infinity'::date)), id);
  create index factories_by_next_due on factories (tenant_id, (coalesce(next_due_on, 'infinity'::date)), id);
  create index products_by_created on products (tenant_id, created_at, id);
  create index deadlines_open_of_client on deadlines (tenant_id, client_id, due_on) where state = 'open' and client_id is not null;
`;
