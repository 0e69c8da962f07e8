/**
 * The functions that find cases by one word after the other, as SQL; used by 1764100000001-case-search-meets.ts only and,
 * like it, never edited once merged. They take the place of those for cases in case-search-finds.ts, since names are found
 * by words of their own. They run with the owner's rights and keep both walls themselves; whoever calls one reads the rows
 * it found under row-level security once more.
 */

/** From a word to where words that do not begin with it start again. */
export const beginsWith = (word: string, key: string) => `${word} >= ${key} and ${word} < ${key} || chr(1114111)`;

/** SQL: the words `s` of one kind that begin with the key. */
export const words = (kind: string, key: string) =>
  `search_words s where s.tenant_id = v_tenant and s.kind = '${kind}' and ${beginsWith('s.word', key)}`;

/** What a case is found by, its own first. */
const KINDS = `'application', 'sequence', 'product', 'client', 'names'`;

/** SQL: ids of the cases that one word leads to, some more than once. The offset keeps the planner from joining whole tables. */
const idsOf = (key: string) => {
  const via = (kind: string, cases: string) =>
    `select r.id from (select s.subject_id from ${words(kind, key)} offset 0) s cross join lateral (${cases} offset 0) r`;
  const byColumn = (column: string) =>
    `select a.id from applications a where a.tenant_id = v_tenant and a.${column} = s.subject_id`;
  return `select s.subject_id as id from ${words('application', key)}
    union all select s.subject_id from ${words('sequence', key)}
    union all ${via(
      'product',
      `select u.application_id as id from application_units u
         where u.tenant_id = v_tenant and u.product_id = s.subject_id and u.position > 1
       union all ${byColumn('product_id')}`,
    )}
    union all ${via('client', byColumn('client_id'))}
    union all ${via('names', byColumn('names_id'))}`;
};

/** SQL: each of the keys begins a word of the case `x`. One look into the index per subject: an `any` of them is slower. */
export const hasAll = (keys: string) => {
  const has = (of: string) =>
    `exists (select 1 from search_words o where o.tenant_id = v_tenant and o.subject_id = ${of} and ${beginsWith('o.word', 'k')})`;
  return `not exists (select 1 from unnest(${keys}) k where not (${['x.id', 'x.product_id', 'x.client_id', 'x.names_id'].map(has).join(' or ')}
    or exists (select 1 from application_units u join search_words o on o.tenant_id = v_tenant and o.subject_id = u.product_id
      where u.tenant_id = v_tenant and u.application_id = x.id and u.position > 1 and ${beginsWith('o.word', 'k')})))`;
};

/** SQL: the row of each id in `c`, looked up one by one also while the server has not counted the table yet. */
const THE_CASE =
  'cross join lateral (select * from applications a where a.tenant_id = v_tenant and a.id = c.id offset 0) x';

/** From so many hits on a word counts as common: hits lie so dense that it is cheaper to look at rows than at words. */
const COMMON = 300;
/** The newest rows that are looked at first where every word is common: whoever types so little means those. */
const NEWEST = 100;
/** Hits of the rarest word that are held against the others while typing: where too few fit, another letter helps. */
const LOOKED_AT = 200;
/** Of no more cases of its own a client-role session reads each: what words weigh in the tenant need not be asked. */
const OWN_FEW = 300;
/** Rows of its own that a client-role session looks through while typing, where every word is common in the tenant. */
const OWN_LOOKED_AT = 2_000;
/** Which of two common words is the rarer one is told up to here. */
const WEIGHED = 3_000;
/** From so many cases on that have a word of their own beside the year, the list finds one of them every few rows. */
const DENSE = 5_000;
/** SQL: in how many subjects a word begins, up to `most`; into `v_count`. */
const weigh = (most: number) => `
  select count(*) into v_count from (select 1 from search_words s where s.tenant_id = v_tenant
    and s.kind in (${KINDS}) and ${beginsWith('s.word', 'v_key')} limit ${most}) n;`;
/** SQL: the same for the cases that it leads to, which may be many for few subjects: a client has many cases. */
const WEIGH_CASES = `
  if v_count < ${COMMON} then
    select count(*) into v_count from (select 1 from (${idsOf('v_key')}) c limit ${COMMON}) n;
  end if;`;

/** Looks into an index for each row, whatever the planner expects of words it has not counted. */
export const BY_INDEX =
  'set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off';
const definer = (settings: string) => `security definer set search_path = public, pg_temp ${settings}`;

const FOUND = `
  create or replace function applications_found(p_words text[], p_limit integer) returns setof uuid
    language plpgsql stable rows 5 ${definer(BY_INDEX)}
  as $$
    declare
      v_tenant constant uuid := current_tenant();
      v_is_staff constant boolean := is_staff();
      v_client constant uuid := current_client();
      v_keys constant text[] := search_keys(p_words);
      v_rarest text := v_keys[1];
      v_others text[];
      v_fewest integer := ${WEIGHED + 1};
      v_count integer;
      v_key text;
      v_seen uuid[] := '{}';
      v_id uuid;
    begin
      if v_tenant is null or not (v_is_staff or v_client is not null) then return; end if;
      if cardinality(v_keys) = 0 then return; end if;
      if not v_is_staff and (select count(*) from (select 1 from applications x
          where x.tenant_id = v_tenant and x.client_id = v_client limit ${OWN_FEW + 1}) n) <= ${OWN_FEW} then
        return query select x.id from applications x
          where x.tenant_id = v_tenant and x.client_id = v_client and ${hasAll('v_keys')} order by x.id desc limit p_limit;
        return;
      end if;
      foreach v_key in array v_keys loop
        ${weigh(WEIGHED)}
        ${WEIGH_CASES}
        if v_count < v_fewest then
          v_fewest := v_count;
          v_rarest := v_key;
        end if;
      end loop;
      v_others := array_remove(v_keys, v_rarest);
      if not v_is_staff then
        -- Words lead through the whole tenant: what they lead to is held against the client's own cases.
        if v_fewest < ${COMMON} then
          v_seen := array(${idsOf('v_rarest')});
          return query select x.id from applications x where x.tenant_id = v_tenant and x.client_id = v_client
            and x.id = any (v_seen) and ${hasAll('v_keys')} order by x.id desc limit p_limit;
          return;
        end if;
        return query select x.id from (select x.* from applications x where x.tenant_id = v_tenant and x.client_id = v_client
            order by x.id desc limit case when p_limit is not null then ${OWN_LOOKED_AT} end) x
          where ${hasAll('v_keys')} order by x.id desc limit p_limit;
        return;
      end if;
      if p_limit is null then
        if cardinality(v_others) = 0 then
          return query ${idsOf('v_rarest')};
        else
          return query select x.id from (${idsOf('v_rarest')}) c
            ${THE_CASE} where ${hasAll('v_others')};
        end if;
        return;
      end if;
      if v_fewest >= ${COMMON} then
        for v_id in select x.id from (select * from applications x where x.tenant_id = v_tenant order by x.id desc limit ${NEWEST}) x
          where ${hasAll('v_keys')} order by x.id desc limit p_limit
        loop
          v_seen := v_seen || v_id;
          return next v_id;
        end loop;
        if cardinality(v_seen) >= p_limit then return; end if;
      end if;
      if cardinality(v_others) = 0 then
        for v_id in ${idsOf('v_rarest')} loop
          continue when v_id = any (v_seen);
          v_seen := v_seen || v_id;
          return next v_id;
          exit when cardinality(v_seen) >= p_limit;
        end loop;
        return;
      end if;
      for v_id in
        select x.id from (select c.id from (${idsOf('v_rarest')}) c limit ${LOOKED_AT}) c
          ${THE_CASE} where ${hasAll('v_others')}
      loop
        continue when v_id = any (v_seen);
        v_seen := v_seen || v_id;
        return next v_id;
        exit when cardinality(v_seen) >= p_limit;
      end loop;
    end $$;
  comment on function applications_found(text[], integer) is
    'ids of which every word begins a word; the first ones while typing (p_limit), or all of them, then some more than once (null)';`;

const REACH = `
  create or replace function applications_reach(p_words text[]) returns table (word text, is_few boolean, is_dense boolean)
    language plpgsql stable rows 2 ${definer(BY_INDEX)}
  as $$
    declare
      v_tenant constant uuid := current_tenant();
      v_count integer := 0;
      v_key text;
    begin
      if v_tenant is null then return; end if;
      foreach v_key in array search_keys(p_words) loop
        if is_staff() then
          ${weigh(COMMON)}
          ${WEIGH_CASES}
        end if;
        word := v_key;
        is_few := v_count < ${COMMON};
        if not is_few then
          select count(*) into v_count from (select 1 from search_words s where s.tenant_id = v_tenant
            and s.kind in ('sequence', case when length(v_key) > 4 then 'application' else 'sequence' end)
            and ${beginsWith('s.word', 'v_key')} limit ${DENSE}) n;
        end if;
        is_dense := v_count >= ${DENSE};
        return next;
      end loop;
    end $$;
  comment on function applications_reach(text[]) is
    'the words, folded; whether each leads to few cases, and whether very many cases have it themselves, by more than their year';`;

export const CASE_FINDS = `
  ${FOUND}
  ${REACH}
  revoke all on function applications_found(text[], integer), applications_reach(text[]) from public;
  grant execute on function applications_found(text[], integer), applications_reach(text[]) to homolog_app;
`;
