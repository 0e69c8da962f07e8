import { beginsWith, BY_INDEX, words } from './case-search-cases.js';

/**
 * The functions that say which cases have all of several common words, as SQL; used by 1764200000002-case-search-sets.ts
 * only and, like it, never edited once merged. They take the place of those in case-search-meets.ts, which looked up the
 * sets of words twice, and each case of the sample word by word. Those with a tenant as argument ask for no wall and are
 * the owner's alone; `applications_met` and `applications_some` keep the walls for them, and what they give is read under
 * row-level security once more.
 */

/** Where so many cases of a sample have all words, the list finds its page soon: no more are looked at then. */
const OFTEN = { of: 80, cases: 2 };
/** And where so many have them, passing the list soon finds as many as are counted. */
const VERY_OFTEN = { of: 16, cases: 4 };
/** Steps of this part of all numbers come near each of them and keep no time with anything that numbers repeat. */
const GOLDEN = '0.6180339887498949';

/**
 * Looks up each set once and holds rows against it; only `lateral` with an offset goes row by row into an index. Planned
 * once per connection: the plan is the same for all words, and making it takes as long as most of them.
 */
const BY_SETS =
  'set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = on set enable_nestloop = off set enable_mergejoin = off set jit = off set plan_cache_mode = force_generic_plan';

/** For what only the owner calls: it asks for no wall itself. */
const within = (settings: string) => `set search_path = public, pg_temp ${settings}`;
const definer = 'security definer set search_path = public, pg_temp';

/** SQL: each of the words with its bit. */
const KEYS = 'select k.key, 1 << (k.place - 1)::integer as bit from unnest(v_keys) with ordinality k (key, place)';

/** SQL: the subjects of one kind that have some of the words, with the bits. */
const masks = (kind: string) =>
  `select s.subject_id, s.client_id, bit_or(k.bit) as mask from keys k
     cross join lateral (select s.subject_id, s.client_id from ${words(kind, 'k.key')} offset 0) s group by s.subject_id, s.client_id`;

/** Up to so many products their further cases are looked up one by one; beyond, all further units are gone through once. */
const PRODUCTS_ONE_BY_ONE = 1_000;

/** SQL: the years of the tenant's numbers, and null; a look into the index for each. */
const EVERY_YEAR = `every_year (year) as (
        select min(a.number_year) from applications a where a.tenant_id = v_tenant
        union all
        select (select min(a.number_year) from applications a where a.tenant_id = v_tenant and a.number_year > y.year)
        from every_year y where y.year is not null
      )`;

/** SQL: the key begins a word of the case `x`; what most words are of is asked first. */
export const CASE_HAS_KEY = [
  'starts_with(x.number_year::text, k)',
  ...['x.product_id', 'x.client_id', 'x.names_id', 'x.id'].map(
    (of) =>
      `exists (select 1 from search_words o where o.tenant_id = v_tenant and o.subject_id = ${of} and ${beginsWith('o.word', 'k')})`,
  ),
  `exists (select 1 from application_units u join search_words o on o.tenant_id = v_tenant and o.subject_id = u.product_id
     where u.tenant_id = v_tenant and u.application_id = x.id and u.position > 1 and ${beginsWith('o.word', 'k')})`,
].join(' or ');

const OFTEN_TOGETHER = `
  create or replace function applications_often(v_tenant uuid, v_keys text[], v_sample integer, v_cases integer) returns boolean
    language plpgsql stable ${within(BY_INDEX)}
  as $$
    begin
      return (
        with recursive ${EVERY_YEAR},
        -- the numbers of all years in one row, each year as long as its last number
        lasts as materialized (
          select l.year, l.last, sum(l.last) over (order by l.year) - l.last as before, sum(l.last) over () as total
          from (select y.year, (select max(a.number_seq) from applications a where a.tenant_id = v_tenant and a.number_year = y.year) as last
                from every_year y where y.year is not null offset 0) l
        )
        select count(*) from (
          select 1
          from generate_series(1, v_sample) p (point)
            cross join lateral (
              select l.year, 1 + floor(l.total * g.part - l.before)::integer as seq
              from (select p.point * g.step - floor(p.point * g.step) as part from (select ${GOLDEN}::float8 as step) g) g
                join lasts l on l.total * g.part >= l.before and l.total * g.part < l.before + l.last) y
            cross join lateral (select * from applications x where x.tenant_id = v_tenant and x.number_year = y.year
              and x.number_seq >= y.seq order by x.number_seq limit 1) x
          where not exists (select 1 from unnest(v_keys) k where not (${CASE_HAS_KEY})) limit v_cases) n
      ) >= v_cases;
    end $$;
  comment on function applications_often(uuid, text[], integer, integer) is
    'whether so many cases of a sample from all years have all of the keys';`;

/**
 * Exactly the cases that have every word, each once. A case has the words of its product, its client, its year, its names,
 * its number and its further units. Product, client and year meet without a look at cases; what needs one is small: names
 * that say more than their client, numbers behind the year, further units.
 */
const MEETING = `
  drop function applications_meeting(uuid, text[], uuid[], integer);
  drop function applications_able(uuid, text[]);
  create function applications_meeting(v_tenant uuid, v_keys text[], v_most integer) returns setof uuid
    language plpgsql stable rows 300 ${within(BY_SETS)}
  as $$
    declare
      v_all constant integer := (1 << cardinality(v_keys)) - 1;
    begin
      return query
      with recursive keys as materialized (${KEYS}),
      ${EVERY_YEAR},
      years as materialized (
        select y.mask, array_agg(y.year) as years
        from (select y.year, coalesce((select bit_or(k.bit) from keys k where starts_with(y.year::text, k.key)), 0) as mask
              from every_year y where y.year is not null) y
        group by y.mask
      ),
      of_clients as materialized (${masks('client')}),
      any_names as materialized (${masks('names')}),
      any_products as materialized (${masks('product')}),
      -- words of numbers, which any client's cases may have
      numbers as materialized (
        select coalesce(bit_or(k.bit), 0) as mask from keys k
        where exists (select 1 from ${words('application', 'k.key')}) or exists (select 1 from ${words('sequence', 'k.key')})
      ),
      -- The clients among whose cases all words may be: nearly always none, where words do not meet.
      able as materialized (
        select w.client_id
        from (select c.subject_id as client_id, c.mask from of_clients c union all select n.client_id, n.mask from any_names n
              union all select p.client_id, p.mask from any_products p) w
        group by w.client_id having bit_or(w.mask) | (select n.mask from numbers n) = v_all
        union select c.id from clients c where c.tenant_id = v_tenant and (select n.mask from numbers n) = v_all
      ),
      of_products as materialized (select p.* from any_products p join able on able.client_id = p.client_id),
      of_names as materialized (
        select n.subject_id, n.mask & ~coalesce(c.mask, 0) as mask
        from any_names n join able on able.client_id = n.client_id left join of_clients c on c.subject_id = n.client_id
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
        ) o where exists (select 1 from able) group by o.id
      )
      select a.id from (
        select a.id
        from (select c.subject_id, y.years from of_clients c join years y on (c.mask | y.mask) = v_all offset 0) c
          cross join lateral (select a.id from applications a
            where a.tenant_id = v_tenant and a.client_id = c.subject_id and a.number_year = any (c.years) offset 0) a
        union all
        select a.id
        from (select p.subject_id, y.years
              from (select p.subject_id, p.mask | coalesce(c.mask, 0) as mask, coalesce(c.mask, 0) as of_client
                    from any_products p left join of_clients c on c.subject_id = p.client_id
                    where (p.mask | coalesce(c.mask, 0) | (select bit_or(y.mask) from years y)) = v_all offset 0) p
                join years y on (p.mask | y.mask) = v_all and (p.of_client | y.mask) <> v_all offset 0) p
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
      ) a limit v_most;
    end $$;
  comment on function applications_meeting(uuid, text[], integer) is
    'ids of the cases of a tenant of which every key begins a word, each once, v_most of them at most; no key begins another';`;

/** A word that begins another of the search asks for nothing more; with it gone, no beginning of a word has two of them. */
export const LONGEST_KEYS = `array(select k from unnest(search_keys(p_words)) k
        where not exists (select 1 from unnest(search_keys(p_words)) o where o <> k and starts_with(o, k)))`;

const MET = `
  create or replace function applications_met(p_words text[], p_most integer) returns uuid[]
    language plpgsql stable ${definer}
  as $$
    declare
      v_tenant constant uuid := current_tenant();
      v_keys constant text[] := ${LONGEST_KEYS};
      v_ids uuid[];
    begin
      if v_tenant is null or not is_staff() then return '{}'; end if;
      if cardinality(v_keys) < 2 or applications_often(v_tenant, v_keys, ${OFTEN.of}, ${OFTEN.cases}) then return null; end if;
      v_ids := array(select applications_meeting(v_tenant, v_keys, p_most + 1));
      return case when cardinality(v_ids) <= p_most then v_ids end;
    end $$;
  comment on function applications_met(text[], integer) is
    'for the team: the cases that have all of several words; null where there are more than p_most, or a sample has them often';

  create function applications_some(p_words text[], p_most integer) returns uuid[]
    language plpgsql stable ${definer}
  as $$
    declare
      v_tenant constant uuid := current_tenant();
      v_keys constant text[] := ${LONGEST_KEYS};
    begin
      if v_tenant is null or not is_staff() then return '{}'; end if;
      if cardinality(v_keys) < 2 or applications_often(v_tenant, v_keys, ${VERY_OFTEN.of}, ${VERY_OFTEN.cases}) then return null; end if;
      return array(select applications_meeting(v_tenant, v_keys, p_most));
    end $$;
  comment on function applications_some(text[], integer) is
    'for the team: cases that have all of several words, all of them or p_most; null where so many have them that the list is passed sooner';`;

/**
 * For the list that is passed row by row: what has a word, once for all rows. A function costs the planner less than the
 * table with its wall, of which a search of three words names eighteen.
 */
const SUBJECTS = `
  create function case_subjects(p_kind text, p_word text) returns setof uuid
    language plpgsql stable rows 1000 ${definer} set enable_bitmapscan = off set enable_nestloop = off set enable_mergejoin = off set jit = off set plan_cache_mode = force_generic_plan
  as $$
    declare
      v_tenant constant uuid := current_tenant();
    begin
      if v_tenant is null or not is_staff() then return; end if;
      if p_kind in ('client', 'product', 'names') then
        return query select s.subject_id from search_words s
          where s.tenant_id = v_tenant and s.kind = p_kind and ${beginsWith('s.word', 'p_word')};
      elsif p_kind = 'number' then
        return query select s.subject_id from ${words('sequence', 'p_word')};
        -- What is no longer than a year begins the numbers of whole years, which the cases say themselves.
        if length(p_word) > 4 then return query select s.subject_id from ${words('application', 'p_word')}; end if;
      elsif (select count(*) from (select 1 from ${words('product', 'p_word')} limit ${PRODUCTS_ONE_BY_ONE + 1}) n) <= ${PRODUCTS_ONE_BY_ONE} then
        return query select u.application_id from (select s.subject_id from ${words('product', 'p_word')} offset 0) s
          cross join lateral (select u.application_id from application_units u
            where u.tenant_id = v_tenant and u.product_id = s.subject_id and u.position > 1 offset 0) u;
      else
        return query select u.application_id from application_units u
          where u.tenant_id = v_tenant and u.position > 1 and u.product_id in (select s.subject_id from ${words('product', 'p_word')});
      end if;
    end $$;
  comment on function case_subjects(text, text) is
    'for the team: of what a case has words (client, product, names), the ids that have this one; the cases by number or by further units';`;

const INTERNAL = 'applications_often(uuid, text[], integer, integer), applications_meeting(uuid, text[], integer)';

export const CASE_SETS = `
  ${OFTEN_TOGETHER}
  ${MEETING}
  ${MET}
  ${SUBJECTS}
  revoke all on function applications_met(text[], integer), applications_some(text[], integer), case_subjects(text, text), ${INTERNAL} from public;
  grant execute on function applications_met(text[], integer), applications_some(text[], integer), case_subjects(text, text) to homolog_app;
`;
