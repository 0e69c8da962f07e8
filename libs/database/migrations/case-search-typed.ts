import { beginsWith, BY_INDEX, words } from './case-search-cases.js';
import { CASE_HAS_KEY, LONGEST_KEYS } from './case-search-sets.js';

/**
 * The functions that find while somebody types several common words, as SQL; used by 1764200000002-case-search-sets.ts
 * only and, like it, never edited once merged. Cases, certificates, products and bookings are mostly found by words of
 * their product and its client: which products have all of them is asked once for the four. Those of case-search-finds.ts
 * and case-search-cases.ts stay for all other words. All keep both walls themselves; whoever calls one reads the rows it
 * found under row-level security once more.
 */
interface Typed {
  /** function: `<noun>_typed(text[], integer, uuid[], text)`; the table has the same name */
  noun: string;
  /** kinds of words that lead to it beside those of product and client; none: the products tell everything */
  own: string[];
  /** SQL: ids of this noun that belong to the product `product` */
  ofProduct: string;
  /** whose words lead to it: kind, and SQL for the ids reached from the subject `s` */
  via: { kind: string; ids: string }[];
  /** SQL: each of the keys begins a word of the row `x` */
  hasAll: (keys: string) => string;
}

const hasAllOf = (subjects: string[]) => (keys: string) =>
  `not exists (select 1 from unnest(${keys}) k where not (${subjects
    .map(
      (of) =>
        `exists (select 1 from search_words o where o.tenant_id = v_tenant and o.subject_id = ${of} and ${beginsWith('o.word', 'k')})`,
    )
    .join(' or ')}))`;
const byColumn = (table: string, column: string) =>
  `select r.id from ${table} r where r.tenant_id = v_tenant and r.${column} = s.subject_id`;
const via = (table: string, kind: string) => ({ kind, ids: byColumn(table, `${kind}_id`) });
const itself = (kind: string) => ({ kind, ids: 'select s.subject_id as id' });
const ofProduct = (table: string) =>
  `select r.id from ${table} r where r.tenant_id = v_tenant and r.product_id = product order by r.id desc`;

const CASES: Typed = {
  noun: 'applications',
  own: ['application', 'sequence', 'names'],
  ofProduct: ofProduct('applications'),
  via: [
    itself('application'),
    itself('sequence'),
    {
      kind: 'product',
      ids: `select u.application_id as id from application_units u
              where u.tenant_id = v_tenant and u.product_id = s.subject_id and u.position > 1
            union all ${byColumn('applications', 'product_id')}`,
    },
    via('applications', 'client'),
    { kind: 'names', ids: byColumn('applications', 'names_id') },
  ],
  hasAll: (keys) => `not exists (select 1 from unnest(${keys}) k where not (${CASE_HAS_KEY}))`,
};
const NOUNS: Typed[] = [
  CASES,
  {
    noun: 'certificates',
    own: ['certificate'],
    ofProduct: ofProduct('certificates'),
    via: [itself('certificate'), via('certificates', 'product'), via('certificates', 'client')],
    hasAll: hasAllOf(['x.product_id', 'x.client_id', 'x.id']),
  },
  {
    noun: 'products',
    own: [],
    ofProduct: 'select r.id from products r where r.tenant_id = v_tenant and r.id = product',
    via: [itself('product'), via('products', 'client')],
    hasAll: hasAllOf(['x.id', 'x.client_id']),
  },
  {
    noun: 'bookings',
    own: ['laboratory'],
    ofProduct: ofProduct('bookings'),
    via: [via('bookings', 'product'), via('bookings', 'laboratory'), via('bookings', 'client')],
    hasAll: hasAllOf(['x.product_id', 'x.client_id', 'x.laboratory_id']),
  },
];

/** From so many hits on a word counts as common, as for the functions that are called for all other words. */
const COMMON = 300;
/** The newest rows are looked at first: whoever types so little means those. */
const NEWEST = 100;
/** Hits of the rarest word that are held against the others: where too few fit, another letter helps. */
const LOOKED_AT = 200;
/** Products of a word are gone through up to here. */
const GONE_THROUGH = 5_000;
/** So many products are enough to find something of them; where fewer are told, these are all. */
const TOLD = 50;

const SEARCH = `set search_path = public, pg_temp`;

/** SQL: the products that have all words, by words of their own and of their clients. */
const PRODUCTS_AND_CLIENTS = `
          with keys as materialized (
            select k.key, 1 << (k.place - 1)::integer as bit from unnest(v_keys) with ordinality k (key, place)
          ),
          clients as materialized (
            select s.subject_id, bit_or(k.bit) as mask
            from keys k cross join lateral (select s.subject_id from ${words('client', 'k.key')} offset 0) s group by s.subject_id
          )
          select p.subject_id
          from (
            select s.subject_id, s.client_id, bit_or(k.bit) as mask
            from keys k cross join lateral (select s.subject_id, s.client_id from ${words('product', 'k.key')} offset 0) s
            group by s.subject_id, s.client_id) p
            left join clients c on c.subject_id = p.client_id
          where (p.mask | coalesce(c.mask, 0)) = (1 << cardinality(v_keys)) - 1 and coalesce(c.mask, 0) <> (1 << cardinality(v_keys)) - 1
          union all
          select p.id from (select c.subject_id from clients c where c.mask = (1 << cardinality(v_keys)) - 1 offset 0) c
            cross join lateral (select p.id from products p where p.tenant_id = v_tenant and p.client_id = c.subject_id offset 0) p
          limit ${TOLD}`;

const PRODUCTS_MET = `
  create function products_met(p_words text[]) returns table (products uuid[], rarest text, rarest_of_cases text)
    language plpgsql stable security definer rows 1 ${SEARCH}
    set enable_bitmapscan = off set enable_seqscan = off set enable_nestloop = off set enable_mergejoin = off set jit = off
    set plan_cache_mode = force_generic_plan
  as $$
    declare
      v_tenant constant uuid := current_tenant();
      v_keys constant text[] := ${LONGEST_KEYS};
      v_fewest integer;
      v_base text; -- of products alone, so that every product with all words is among its own
      v_base_count integer := ${GONE_THROUGH + 1};
      v_others text[];
      v_sum integer := 0;
      v_is_of_cases boolean := false; -- a word is common for its years, among products it is not
      v_count integer;
      v_key text;
    begin
      if v_tenant is null or not is_staff() or cardinality(v_keys) < 2 then return next; return; end if;
      foreach v_key in array v_keys loop
        select count(*) into v_count from (select 1 from ${words('product', 'v_key')} limit ${GONE_THROUGH + 1}) n;
        v_sum := v_sum + v_count;
        if v_count < v_base_count and not exists (select 1 from ${words('client', 'v_key')}) then
          v_base := v_key;
          v_base_count := v_count;
        end if;
        if v_count < ${COMMON} then
          select count(*) into v_count from (
            select 1 from ${words('product', 'v_key')}
            union all
            select 1 from (select s.subject_id from ${words('client', 'v_key')} offset 0) s
              cross join lateral (select 1 from products p where p.tenant_id = v_tenant and p.client_id = s.subject_id limit ${COMMON}) p
            limit ${COMMON}) n;
        end if;
        if v_count < ${COMMON} then
          if (select count(*) from (select 1 from ${words('application', 'v_key')} limit ${COMMON}) n) < ${COMMON} then
            rarest_of_cases := null;
            return next;
            return;
          end if;
          v_is_of_cases := true;
        elsif rarest_of_cases is null or v_count < v_fewest then
          v_fewest := v_count;
          rarest_of_cases := v_key;
        end if;
      end loop;
      if v_is_of_cases then return next; return; end if;
      rarest := rarest_of_cases;
      if v_base is null then
        -- Each word is of clients too: a product may have one of them from its client, which only both together tell.
        if v_sum <= ${GONE_THROUGH} then products := array(${PRODUCTS_AND_CLIENTS}); end if;
        return next;
        return;
      end if;
      -- The other words one after the other, the first of them by its set: what is left is nearly always little.
      v_others := array_remove(v_keys, v_base);
      products := array(select distinct p.subject_id from (
        select s.subject_id from ${words('product', 'v_base')}
          and (s.subject_id in (select s.subject_id from ${words('product', 'v_others[1]')})
            or s.client_id in (select s.subject_id from ${words('client', 'v_others[1]')}))
        limit case when cardinality(v_others) = 1 then ${2 * TOLD} else ${2 * COMMON} end) p);
      if cardinality(v_others) > 1 then
        if cardinality(products) >= ${COMMON} then
          products := null;
        else
          products := array(select x.id from unnest(products) p (id)
            cross join lateral (select * from products x where x.tenant_id = v_tenant and x.id = p.id offset 0) x
            where ${hasAllOf(['x.id', 'x.client_id'])('v_others[2:]')} limit ${TOLD});
        end if;
      end if;
      return next;
    end $$;
  comment on function products_met(text[]) is
    'for the team, of several common words: the products that have them all, or ${TOLD} of these, null where that is not known quickly; and the rarest word, of cases also where another is a year';`;

/** SQL: ids that one word leads to, some more than once. The offset keeps the planner from joining whole tables. */
const idsOf = (noun: Typed, key: string) =>
  noun.via
    .map(
      ({ kind, ids }) =>
        `select r.id from (select s.subject_id from ${words(kind, key)} offset 0) s cross join lateral (${ids} offset 0) r`,
    )
    .join(' union all ');

/** Where the products have told everything, nothing else leads to one of these. A case may have words of further units too. */
const tellAll = ({ noun, own, ofProduct: ids }: Typed) => {
  if (noun === CASES.noun) return '';
  const kinds = own.map((kind) => `'${kind}'`).join(', ');
  const hasNoOwn = `and not exists (select 1 from unnest(v_keys) k cross join lateral (select 1 from search_words s
          where s.tenant_id = v_tenant and s.kind in (${kinds}) and ${beginsWith('s.word', 'k')} limit 1) s)`;
  return `
      if cardinality(p_products) < ${TOLD} ${own.length > 0 ? hasNoOwn : ''} then
        return query select r.id from unnest(p_products) product cross join lateral (${ids}) r order by r.id desc limit p_limit;
        return;
      end if;`;
};

const typed = (noun: Typed) => `
  create function ${noun.noun}_typed(p_words text[], p_limit integer, p_products uuid[], p_rarest text) returns setof uuid
    language plpgsql stable security definer rows 5 ${SEARCH} ${BY_INDEX} set plan_cache_mode = force_generic_plan
  as $$
    declare
      v_tenant constant uuid := current_tenant();
      v_keys constant text[] := search_keys(p_words);
      v_seen uuid[];
      v_id uuid;
    begin
      if p_rarest is null or v_tenant is null or not is_staff() then
        return query select ${noun.noun}_found(p_words, p_limit);
        return;
      end if;${tellAll(noun)}
      v_seen := array(select x.id from (select * from ${noun.noun} x where x.tenant_id = v_tenant order by x.id desc limit ${NEWEST}) x
        where ${noun.hasAll('v_keys')} order by x.id desc limit p_limit);
      if cardinality(v_seen) < p_limit and p_products is not null then
        v_seen := v_seen || array(select r.id from unnest(p_products) product cross join lateral (${noun.ofProduct}) r
          where r.id <> all (v_seen) limit p_limit - cardinality(v_seen));
      end if;
      return query select unnest(v_seen);
      if cardinality(v_seen) >= p_limit then return; end if;
      for v_id in
        select x.id from (select c.id from (${idsOf(noun, 'p_rarest')}) c limit ${LOOKED_AT}) c
          cross join lateral (select * from ${noun.noun} a where a.tenant_id = v_tenant and a.id = c.id offset 0) x
        where ${noun.hasAll('array_remove(v_keys, p_rarest)')}
      loop
        continue when v_id = any (v_seen);
        v_seen := v_seen || v_id;
        return next v_id;
        exit when cardinality(v_seen) >= p_limit;
      end loop;
    end $$;
  comment on function ${noun.noun}_typed(text[], integer, uuid[], text) is
    'the first ids of which every word begins a word, with what products_met knows of the words';`;

const NAMES = ['products_met(text[])', ...NOUNS.map(({ noun }) => `${noun}_typed(text[], integer, uuid[], text)`)].join(
  ', ',
);

export const CASE_TYPED = `
  ${PRODUCTS_MET}
  ${NOUNS.map(typed).join('\n')}
  revoke all on function ${NAMES} from public;
  grant execute on function ${NAMES} to homolog_app;
`;
