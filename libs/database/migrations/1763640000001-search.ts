import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Search in the registers, because LIKE is not leakproof: under a policy it may only look at rows that have passed the
 * walls one by one. These functions run with the owner's rights and keep both walls themselves; the statement that uses
 * one reads the found rows under row-level security once more.
 *
 * They compare every row of the one tenant (some milliseconds per 10,000) and need no extension: a trigram index would
 * be faster on tenants far larger than any consultancy, but pg_trgm is not on every server, makes no trigrams of Chinese
 * under the C locale and none of one or two characters, and each write would pay for it.
 */
export class Search1763640000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(SEARCH_TEXT);
    for (const search of SEARCHES) await db.query(search);
    await db.query(`
      revoke all on function search_text(text[]), ${NAMES.join(', ')} from public;
      grant execute on function search_text(text[]), ${NAMES.join(', ')} to homolog_app;`);
    await db.query(SORTS);
  }

  async down(): Promise<void> {
    throw new Error('The search has no way back: drop the database instead.');
  }
}

/** Width and case do not count, as in libs/domain/search-words.ts, which makes the patterns. */
const SEARCH_TEXT = `
  create function search_text(text[]) returns text language sql immutable parallel safe
    as $$ select lower(normalize(array_to_string($1, ' '), NFKC)) $$`;

const finds = (name: string, body: string) => `
  create function ${name}(p_patterns text[]) returns setof uuid
    language sql stable parallel safe security definer rows 100 set search_path = public, pg_temp
    as $$ ${body} $$`;

const NAMES = ['clients', 'factories', 'products', 'certificates'].map((noun) => `${noun}_matching(text[])`);

const CLIENTS = `
  clients_found as materialized (
    select id, search_text(array[legal_name, legal_name_zh]) as text from clients
    where tenant_id = (select current_tenant()) and ((select is_staff()) or id = (select current_client())))`;

const PRODUCTS = `
  products_found as materialized (
    select id, client_id, search_text(array[name, name_zh, manufacturer, standard, class_code] || models) as text from products
    where tenant_id = (select current_tenant()) and ((select is_staff()) or client_id = (select current_client())))`;

const SEARCHES = [
  finds('clients_matching', `with ${CLIENTS} select id from clients_found where text like all (p_patterns)`),
  finds(
    'factories_matching',
    `select f.id from factories f
     where f.tenant_id = (select current_tenant())
       and ((select is_staff()) or exists (select 1 from client_factories link
              where link.tenant_id = f.tenant_id and link.factory_id = f.id and link.client_id = (select current_client())))
       and search_text(array[f.name, f.name_zh, f.factory_code]) like all (p_patterns)`,
  ),
  finds(
    'products_matching',
    `with ${CLIENTS}, ${PRODUCTS}
     select p.id from products_found p join clients_found k on k.id = p.client_id
     where p.text || ' ' || k.text like all (p_patterns)`,
  ),
  finds(
    'certificates_matching',
    `with ${CLIENTS}, ${PRODUCTS}
     select c.id from certificates c
       join products_found p on p.id = c.product_id join clients_found k on k.id = c.client_id
     where c.tenant_id = (select current_tenant()) and ((select is_staff()) or c.client_id = (select current_client()))
       and lower(c.number_key) || ' ' || p.text || ' ' || k.text like all (p_patterns)`,
  ),
];

/**
 * Sort orders of the lists that had no index. A day that may be missing sorts as infinity, because a page after a null
 * cannot be found by comparing.
 */
const SORTS = `
  drop index certificates_by_valid_until;
  create index certificates_by_valid_until on certificates (tenant_id, (coalesce(valid_until, 'infinity'::date)), id);
  create index certificates_by_issued on certificates (tenant_id, (coalesce(issued_on, 'infinity'::date)), id);
  create index factories_by_next_due on factories (tenant_id, (coalesce(next_due_on, 'infinity'::date)), id);
  create index products_by_created on products (tenant_id, created_at, id);
  create index deadlines_open_of_client on deadlines (tenant_id, client_id, due_on) where state = 'open' and client_id is not null;
`;
