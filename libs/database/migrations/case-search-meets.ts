import { BY_INDEX, hasAll, words } from './case-search-cases.js';

/**
 * The functions that say which cases have all of several common words, as SQL; used by the migration of the same name only
 * and, like it, never edited once merged. `applications_met` runs with the owner's rights and keeps the walls for those it
 * calls; what it gives is read under row-level security once more.
 */

/** Where so many cases of a sample have all words, the list finds its page soon. The small one tells what meets everywhere. */
const OFTEN = { small: { of: 30, cases: 2 }, large: { of: 150, cases: 3 } };
/** Steps of this part of a year's numbers come near each of them and keep no time with anything that numbers repeat. */
const GOLDEN = '0.6180339887498949';

/** Looks up each set once and holds rows against it; only `lateral` with an offset goes row by row into an index. */
const BY_SETS =
  'set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = on set enable_nestloop = off set enable_mergejoin = off set jit = off';

/** For what only the owner calls, from `applications_met`: it asks for no wall itself. */
const within = (settings: string) => `set search_path = public, pg_temp ${settings}`;

/** SQL: each of the words with its bit. */
const KEYS = 'select k.key, 1 << (k.place - 1)::integer as bit from unnest(v_keys) with ordinality k (key, place)';

/** SQL: the subjects of one kind that have some of the words and belong to the clients in question, with the bits. */
const masks = (kind: string, columns: string, client: string) =>
  `select ${columns}, bit_or(k.bit) as mask from keys k
     cross join lateral (select s.subject_id, s.client_id from ${words(kind, 'k.key')} offset 0) s
     join able on able.client_id = ${client} group by ${columns}`;

/** Up to so many products their further cases are looked up one by one; beyond, all further units are gone through once. */
const PRODUCTS_ONE_BY_ONE = 1_000;

/** SQL: the years of the tenant's numbers, and null; a look into the index for each. */
const EVERY_YEAR = `every_year (year) as (
        select min(a.number_year) from applications a where a.tenant_id = v_tenant
        union all
        select (select min(a.number_year) from applications a where a.tenant_id = v_tenant and a.number_year > y.year)
        from every_year y where y.year is not null
      )`;

const OFTEN_TOGETHER = `
  create function applications_often(v_tenant uuid, v_keys text[], v_sample integer, v_cases integer) returns boolean
    language plpgsql stable ${within(BY_INDEX)}
  as $$
    begin
      return (
        with recursive ${EVERY_YEAR},
        lasts as materialized (
          select y.year, (select max(a.number_seq) from applications a where a.tenant_id = v_tenant and a.number_year = y.year) as last
          from every_year y where y.year is not null
        )
        select count(*) from (
          select 1
          from (select year, last, ceil(v_sample * last::float8 / sum(last) over ())::integer as points from lasts) y
            cross join lateral generate_series(1, y.points) p (point)
            cross join lateral (select * from applications x where x.tenant_id = v_tenant and x.number_year = y.year
              and x.number_seq >= 1 + floor(y.last * (p.point * ${GOLDEN} - floor(p.point * ${GOLDEN})))::integer
              order by x.number_seq limit 1) x
          where ${hasAll('v_keys')} limit v_cases) n
      ) >= v_cases;
    end $$;
  comment on function applications_often(uuid, text[], integer, integer) is
    'whether so many cases of a sample from all years have all of the keys.';`;

/** The clients among whose cases all words may be: nearly always none, where words do not meet. */
const ABLE = `
  create function applications_able(v_tenant uuid, v_keys text[]) returns uuid[]
    language plpgsql stable ${within(BY_INDEX)}
  as $$
    declare
      v_all constant integer := (1 << cardinality(v_keys)) - 1;
      -- words of numbers, which any client's cases may have
      v_of_numbers constant integer := (select coalesce(bit_or(k.bit), 0) from (${KEYS}) k
        where exists (select 1 from ${words('application', 'k.key')}) or exists (select 1 from ${words('sequence', 'k.key')}));
    begin
      if v_of_numbers = v_all then return array(select c.id from clients c where c.tenant_id = v_tenant); end if;
      return array(
        with keys as materialized (${KEYS})
        select c.client_id from (
          select s.subject_id as client_id, k.bit from keys k cross join lateral (select s.subject_id from ${words('client', 'k.key')} offset 0) s
          union all
          select s.client_id, k.bit from keys k cross join lateral (select s.client_id from ${words('names', 'k.key')} offset 0) s
          union all
          select s.client_id, k.bit from keys k cross join lateral (select s.client_id from ${words('product', 'k.key')} offset 0) s
        ) c group by c.client_id having bit_or(c.bit) | v_of_numbers = v_all);
    end $$;
  comment on function applications_able(uuid, text[]) is
    'clients of a tenant whose cases together may have all of the keys.';`;

/**
 * Exactly the cases that have every word, each once. A case has the words of its product, its client, its year, its names,
 * its number and its further units. Product, client and year meet without a look at cases; what needs one is small: names
 * that say more than their client, numbers behind the year, further units.
 */
const MEETING = `
  create function applications_meeting(v_tenant uuid, v_keys text[], v_able uuid[], v_most integer) returns setof uuid
    language plpgsql stable rows 300 ${within(BY_SETS)}
  as $$
    declare
      v_all constant integer := (1 << cardinality(v_keys)) - 1;
    begin
      return query
      with recursive keys as materialized (${KEYS}),
      able as materialized (select client_id from unnest(v_able) client_id),
      ${EVERY_YEAR},
      years as materialized (
        select y.mask, array_agg(y.year) as years
        from (select y.year, coalesce((select bit_or(k.bit) from keys k where starts_with(y.year::text, k.key)), 0) as mask
              from every_year y where y.year is not null) y
        group by y.mask
      ),
      of_clients as materialized (${masks('client', 's.subject_id', 's.subject_id')}),
      of_products as materialized (${masks('product', 's.subject_id, s.client_id', 's.client_id')}),
      of_names as materialized (
        select n.subject_id, n.mask & ~coalesce(c.mask, 0) as mask
        from (${masks('names', 's.subject_id, s.client_id', 's.client_id')}) n left join of_clients c on c.subject_id = n.client_id
        where n.mask & ~coalesce(c.mask, 0) <> 0
      ),
      of_cases as materialized (
        select o.id, bit_or(o.mask) as mask
        from (
          select s.subject_id as id, k.bit as mask from keys k
            cross join lateral (select s.subject_id from ${words('sequence', 'k.key')} offset 0) s
          union all
          -- What is no longer than a year begins the numbers of whole years.
          select s.subject_id, k.bit from (select * from keys k where length(k.key) > 4 offset 0) k
            cross join lateral (select s.subject_id from ${words('application', 'k.key')} offset 0) s
          union all
          select u.application_id, p.mask
          from (select * from of_products where (select count(*) from of_products) <= ${PRODUCTS_ONE_BY_ONE} offset 0) p
            cross join lateral (select u.application_id from application_units u
              where u.tenant_id = v_tenant and u.product_id = p.subject_id and u.position > 1 offset 0) u
          union all
          select u.application_id, p.mask
          from application_units u join of_products p on p.subject_id = u.product_id
          where u.tenant_id = v_tenant and u.position > 1 and (select count(*) from of_products) > ${PRODUCTS_ONE_BY_ONE}
        ) o group by o.id
      )
      select x.id from (
        select a.id
        from (select c.subject_id, y.years from of_clients c join years y on (c.mask | y.mask) = v_all offset 0) c
          cross join lateral (select a.id from applications a
            where a.tenant_id = v_tenant and a.client_id = c.subject_id and a.number_year = any (c.years) offset 0) a
        union all
        select a.id
        from (select p.subject_id, y.years from of_products p left join of_clients c on c.subject_id = p.client_id
                join years y on (p.mask | coalesce(c.mask, 0) | y.mask) = v_all and (coalesce(c.mask, 0) | y.mask) <> v_all offset 0) p
          cross join lateral (select a.id from applications a
            where a.tenant_id = v_tenant and a.product_id = p.subject_id and a.number_year = any (p.years) offset 0) a
        union all
        select a.id
        from (
          select a.id, a.client_id, a.product_id, a.names_id, a.number_year, o.mask from of_cases o
            cross join lateral (select * from applications a where a.tenant_id = v_tenant and a.id = o.id offset 0) a
          union all
          select a.id, a.client_id, a.product_id, a.names_id, a.number_year, 0 from of_names n
            cross join lateral (select * from applications a where a.tenant_id = v_tenant and a.names_id = n.subject_id offset 0) a
            where not exists (select 1 from of_cases o where o.id = a.id)
        ) a
          join years y on a.number_year = any (y.years)
          left join of_names n on n.subject_id = a.names_id
          left join of_clients c on c.subject_id = a.client_id
          left join of_products p on p.subject_id = a.product_id
        where (a.mask | y.mask | coalesce(n.mask, 0) | coalesce(c.mask, 0) | coalesce(p.mask, 0)) = v_all
          and (y.mask | coalesce(c.mask, 0) | coalesce(p.mask, 0)) <> v_all
      ) x limit v_most;
    end $$;
  comment on function applications_meeting(uuid, text[], uuid[], integer) is
    'ids of the cases of a tenant of which every key begins a word, each once; no key begins another.';`;

/** A word that begins another of the search asks for nothing more; with it gone, no beginning of a word has two of them. */
const MET = `
  create function applications_met(p_words text[], p_most integer) returns uuid[]
    language plpgsql stable security definer set search_path = public, pg_temp
  as $$
    declare
      v_tenant constant uuid := current_tenant();
      v_keys constant text[] := array(select k from unnest(search_keys(p_words)) k
        where not exists (select 1 from unnest(search_keys(p_words)) o where o <> k and starts_with(o, k)));
      v_able uuid[];
      v_ids uuid[];
    begin
      if v_tenant is null or not is_staff() then return '{}'; end if;
      if cardinality(v_keys) < 2 or applications_often(v_tenant, v_keys, ${OFTEN.small.of}, ${OFTEN.small.cases}) then return null; end if;
      v_able := applications_able(v_tenant, v_keys);
      if cardinality(v_able) = 0 then return '{}'; end if;
      if applications_often(v_tenant, v_keys, ${OFTEN.large.of}, ${OFTEN.large.cases}) then return null; end if;
      v_ids := array(select applications_meeting(v_tenant, v_keys, v_able, p_most + 1));
      return case when cardinality(v_ids) <= p_most then v_ids end;
    end $$;
  comment on function applications_met(text[], integer) is
    'for the team: the cases that have all of several words; null where there are more than p_most, or a sample has them often';`;

const INTERNAL =
  'applications_often(uuid, text[], integer, integer), applications_able(uuid, text[]), applications_meeting(uuid, text[], uuid[], integer)';

export const CASE_MEETS = `
  ${OFTEN_TOGETHER}
  ${ABLE}
  ${MEETING}
  ${MET}
  revoke all on function applications_met(text[], integer), ${INTERNAL} from public;
  grant execute on function applications_met(text[], integer) to homolog_app;
`;
