/**
 * The functions that find by the beginnings of words, as SQL; used by the migration of the case search only and, like it,
 * never edited once merged. They run with the owner's rights and keep both walls themselves, as those of
 * 1763640000001-search.ts do: a policy on the way would keep the index from being used. Whoever calls one reads the rows
 * it found under row-level security once more.
 */
interface Found {
  /** function: `<noun>_found(text[], integer)` */
  noun: string;
  table: string;
  /** kind of its own words; null where it has none and is found by its relations only */
  kind: string | null;
  /** whose words lead to it: kind, and SQL for the ids of this noun reached from the subject `s` */
  via: { kind: string; ids: string }[];
  /** SQL over `x`: the id of each subject whose words count, or whether one of several has the word `k` */
  subjects: string[];
  /** SQL: ids of what a client-role session sees of it */
  ofClient: string;
}

const own = (table: string) => `select r.id from ${table} r where r.tenant_id = v_tenant and r.client_id = v_client`;

/** From a word to where words that do not begin with it start again. */
const beginsWith = (word: string, key: string) => `${word} >= ${key} and ${word} < ${key} || chr(1114111)`;

/** A sub-select with a limit is never turned into a join of whole tables, whatever the planner expects. */
const MOST_PER_SUBJECT = 100_000;

const byColumn = (table: string, column: string) =>
  `select r.id from ${table} r where r.tenant_id = v_tenant and r.${column} = s.subject_id limit ${MOST_PER_SUBJECT}`;

const CASES: Found = {
  noun: 'applications',
  table: 'applications',
  kind: 'application',
  via: [
    {
      kind: 'product',
      ids: `select u.application_id as id from application_units u
                where u.tenant_id = v_tenant and u.product_id = s.subject_id and u.position > 1
              union all select r.id from applications r
                where r.tenant_id = v_tenant and r.product_id = s.subject_id limit ${MOST_PER_SUBJECT}`,
    },
    { kind: 'client', ids: byColumn('applications', 'client_id') },
  ],
  subjects: [
    'x.id',
    'x.product_id',
    'x.client_id',
    `exists (select 1 from application_units u join search_words o on o.tenant_id = v_tenant and o.subject_id = u.product_id
         where u.tenant_id = v_tenant and u.application_id = x.id and u.position > 1 and ${beginsWith('o.word', 'k')})`,
  ],
  ofClient: own('applications'),
};

const FOUND: Found[] = [
  CASES,
  {
    noun: 'certificates',
    table: 'certificates',
    kind: 'certificate',
    via: [
      { kind: 'product', ids: byColumn('certificates', 'product_id') },
      { kind: 'client', ids: byColumn('certificates', 'client_id') },
    ],
    subjects: ['x.id', 'x.product_id', 'x.client_id'],
    ofClient: own('certificates'),
  },
  {
    noun: 'products',
    table: 'products',
    kind: 'product',
    via: [{ kind: 'client', ids: byColumn('products', 'client_id') }],
    subjects: ['x.id', 'x.client_id'],
    ofClient: own('products'),
  },
  {
    noun: 'clients',
    table: 'clients',
    kind: 'client',
    via: [],
    subjects: ['x.id'],
    ofClient: 'select r.id from clients r where r.tenant_id = v_tenant and r.id = v_client',
  },
  {
    noun: 'factories',
    table: 'factories',
    kind: 'factory',
    via: [],
    subjects: ['x.id'],
    ofClient: `select link.factory_id as id from client_factories link
      where link.tenant_id = v_tenant and link.client_id = v_client`,
  },
  {
    noun: 'audits',
    table: 'audits',
    kind: null,
    via: [
      { kind: 'factory', ids: byColumn('audits', 'factory_id') },
      { kind: 'client', ids: byColumn('audits', 'client_id') },
    ],
    subjects: ['x.factory_id', 'x.client_id'],
    ofClient: `${own('audits')}
      union select link.audit_id from audit_certificates link where link.tenant_id = v_tenant and link.client_id = v_client`,
  },
  {
    noun: 'bookings',
    table: 'bookings',
    kind: null,
    via: [
      { kind: 'product', ids: byColumn('bookings', 'product_id') },
      { kind: 'laboratory', ids: byColumn('bookings', 'laboratory_id') },
      { kind: 'client', ids: byColumn('bookings', 'client_id') },
    ],
    // What a laboratory of the tenant is called is not the client's to search by.
    subjects: ['x.product_id', 'x.client_id', 'case when v_is_staff then x.laboratory_id end'],
    ofClient: own('bookings'),
  },
];

/** SQL: ids that one word leads to, its own subjects first, in the order of the index. */
const idsOf = ({ kind, via }: Found, key: string) => {
  const words = (of: string) =>
    `search_words s where s.tenant_id = v_tenant and s.kind = '${of}' and ${beginsWith('s.word', key)}`;
  return [
    ...(kind ? [`select s.subject_id as id from ${words(kind)}`] : []),
    ...via.map(
      ({ kind: of, ids }) =>
        `select r.id from (select s.subject_id from ${words(of)} limit ${MOST_PER_SUBJECT}) s cross join lateral (${ids}) r`,
    ),
  ].join('\n union all ');
};

/** SQL: each of the keys begins a word of the row `x`. One look into the index per subject: an `any` of them is slower. */
const hasAll = (subjects: Found['subjects'], keys: string) => {
  const has = (of: string) =>
    `exists (select 1 from search_words o where o.tenant_id = v_tenant and o.subject_id = ${of} and ${beginsWith('o.word', 'k')})`;
  return `not exists (select 1 from unnest(${keys}) k where not (${subjects.map((of) => (of.startsWith('exists') ? of : has(of))).join(' or ')}))`;
};

/** From so many hits on a word counts as common: hits lie so dense that it is cheaper to look at rows than at words. */
const COMMON = 300;
/** The newest rows that are looked at first where every word is common: whoever types so little means those. */
const NEWEST = 100;
/** Hits of the rarest word that are held against the others while typing: where too few fit, another letter helps. */
const LOOKED_AT = 200;
/** Rows of its own that a client-role session looks through while typing, where every word is common in the tenant. */
const OWN_LOOKED_AT = 2_000;
/** Which of two common words is the rarer one is told up to here. */
const WEIGHED = 3_000;
/** From so many cases on that have a word of their own, the list finds one of them every few rows. */
const DENSE = 5_000;

const kindsOf = ({ kind, via }: Found) =>
  [kind, ...via.map((of) => of.kind)]
    .filter(Boolean)
    .map((of) => `'${of}'`)
    .join(', ');

/** SQL: in how many subjects a word begins, up to `most`; into `v_count` */
const weigh = (noun: Found, most: number) => `
  select count(*) into v_count from (select 1 from search_words s where s.tenant_id = v_tenant
    and s.kind in (${kindsOf(noun)}) and ${beginsWith('s.word', 'v_key')} limit ${most}) n;`;
/** SQL: the same for the rows that it leads to, which may be many for few subjects: a client has many cases */
const weighRows = (noun: Found) => `
  if v_count < ${COMMON} then
    select count(*) into v_count from (select 1 from (${idsOf(noun, 'v_key')}) c limit ${COMMON}) n;
  end if;`;

const found = (noun: Found) => `
  create function ${noun.noun}_found(p_words text[], p_limit integer) returns setof uuid
    language plpgsql stable security definer rows 5 set search_path = public, pg_temp
    set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
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
      foreach v_key in array v_keys loop
        ${weigh(noun, WEIGHED)}
        ${weighRows(noun)}
        if v_count < v_fewest then
          v_fewest := v_count;
          v_rarest := v_key;
        end if;
      end loop;
      v_others := array_remove(v_keys, v_rarest);
      if not v_is_staff then
        -- Words lead through the whole tenant: what they lead to is held against the client's own, and every word again,
        -- since not all that leads to a row for the team does so for a client.
        if v_fewest < ${COMMON} then
          v_seen := array(${idsOf(noun, 'v_rarest')});
          return query select x.id from (${noun.ofClient}) o join ${noun.table} x on x.tenant_id = v_tenant and x.id = o.id
            where o.id = any (v_seen) and ${hasAll(noun.subjects, 'v_keys')} order by o.id desc limit p_limit;
          return;
        end if;
        return query select x.id from (select o.id from (${noun.ofClient}) o order by o.id desc
            limit case when p_limit is not null then ${OWN_LOOKED_AT} end) o
          join ${noun.table} x on x.tenant_id = v_tenant and x.id = o.id
          where ${hasAll(noun.subjects, 'v_keys')} order by o.id desc limit p_limit;
        return;
      end if;
      if p_limit is null then
        if cardinality(v_others) = 0 then
          return query ${idsOf(noun, 'v_rarest')};
        else
          return query select x.id from (${idsOf(noun, 'v_rarest')}) c
            join ${noun.table} x on x.tenant_id = v_tenant and x.id = c.id where ${hasAll(noun.subjects, 'v_others')};
        end if;
        return;
      end if;
      if v_fewest >= ${COMMON} then
        for v_id in select x.id from (select * from ${noun.table} x where x.tenant_id = v_tenant order by x.id desc limit ${NEWEST}) x
          where ${hasAll(noun.subjects, 'v_keys')} order by x.id desc limit p_limit
        loop
          v_seen := v_seen || v_id;
          return next v_id;
        end loop;
        if cardinality(v_seen) >= p_limit then return; end if;
      end if;
      if cardinality(v_others) = 0 then
        for v_id in ${idsOf(noun, 'v_rarest')} loop
          continue when v_id = any (v_seen);
          v_seen := v_seen || v_id;
          return next v_id;
          exit when cardinality(v_seen) >= p_limit;
        end loop;
        return;
      end if;
      for v_id in
        select x.id from (select c.id from (${idsOf(noun, 'v_rarest')}) c limit ${LOOKED_AT}) c
          join ${noun.table} x on x.tenant_id = v_tenant and x.id = c.id where ${hasAll(noun.subjects, 'v_others')}
      loop
        continue when v_id = any (v_seen);
        v_seen := v_seen || v_id;
        return next v_id;
        exit when cardinality(v_seen) >= p_limit;
      end loop;
    end $$;
  comment on function ${noun.noun}_found(text[], integer) is
    'ids of which every word begins a word; the first ones while typing (p_limit), or all of them, then some more than once (null)';`;

/**
 * For the filter of the list of cases, called as the other `*_matching` functions are: with patterns of LIKE. Takes the
 * place of the one in 1763800000001-applications.ts, which compares every row.
 */
const MATCHING = `
  create or replace function applications_matching(p_patterns text[]) returns setof uuid
    language plpgsql stable security definer rows 100 set search_path = public, pg_temp
  as $$
    declare
      v_words constant text[] := array(select regexp_replace(btrim(p, '%'), '\\\\(.)', '\\1', 'g') from unnest(p_patterns) p);
    begin
      if cardinality(search_keys(v_words)) > 0 then
        return query select applications_found(v_words, null);
      else
        return query select x.id from applications x
          where x.tenant_id = current_tenant() and (is_staff() or x.client_id = current_client());
      end if;
    end $$;
  comment on function applications_matching(text[]) is
    'cases of which every pattern begins a word; a pattern without letters and digits asks for nothing';`;

/**
 * How the list of cases is to look for words: from a rare word to its cases, or along the list. A client's own cases are
 * few enough to be reached through its words always, and what is common in the tenant is not told to it.
 */
const REACH = `
  create function applications_reach(p_words text[]) returns table (word text, is_few boolean, is_dense boolean)
    language plpgsql stable security definer rows 2 set search_path = public, pg_temp
    set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
  as $$
    declare
      v_tenant constant uuid := current_tenant();
      v_count integer := 0;
      v_key text;
    begin
      if v_tenant is null then return; end if;
      foreach v_key in array search_keys(p_words) loop
        if is_staff() then
          ${weigh(CASES, COMMON)}
          ${weighRows(CASES)}
        end if;
        word := v_key;
        is_few := v_count < ${COMMON};
        if not is_few then
          select count(*) into v_count from (select 1 from search_words s where s.tenant_id = v_tenant
            and s.kind = 'application' and ${beginsWith('s.word', 'v_key')} limit ${DENSE}) n;
        end if;
        is_dense := v_count >= ${DENSE};
        return next;
      end loop;
    end $$;
  comment on function applications_reach(text[]) is
    'the words, folded; whether each leads to few cases, and whether very many cases have it themselves';`;

const NAMES = [
  ...FOUND.map(({ noun }) => `${noun}_found(text[], integer)`),
  'applications_matching(text[])',
  'applications_reach(text[])',
].join(', ');

export const CASE_SEARCH_FINDS = `
  ${FOUND.map(found).join('\n')}
  ${MATCHING}
  ${REACH}
  revoke all on function ${NAMES} from public;
  grant execute on function ${NAMES} to homolog_app;
`;
