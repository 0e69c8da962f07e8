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
  /** SQL over `x`: what a client-role session sees of it */
  clientSees: string;
}

const OWN = 'x.client_id = v_client';

/** From a word to where words that do not begin with it start again. */
const beginsWith = (word: string, key: string) => `${word} >= ${key} and ${word} < ${key} || chr(1114111)`;

/** A sub-select with a limit is never turned into a join of whole tables, whatever the planner expects. */
const MOST_PER_SUBJECT = 100_000;

const byColumn = (table: string, column: string) =>
  `select r.id from ${table} r where r.tenant_id = v_tenant and r.${column} = s.subject_id limit ${MOST_PER_SUBJECT}`;

const FOUND: Found[] = [
  {
    noun: 'applications',
    table: 'applications',
    kind: 'application',
    via: [
      {
        kind: 'product',
        ids: `select u.application_id as id from application_units u
                where u.tenant_id = v_tenant and u.product_id = s.subject_id
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
         where u.tenant_id = v_tenant and u.application_id = x.id and ${beginsWith('o.word', 'k')})`,
    ],
    clientSees: OWN,
  },
  {
    noun: 'certificates',
    table: 'certificates',
    kind: 'certificate',
    via: [
      { kind: 'product', ids: byColumn('certificates', 'product_id') },
      { kind: 'client', ids: byColumn('certificates', 'client_id') },
    ],
    subjects: ['x.id', 'x.product_id', 'x.client_id'],
    clientSees: OWN,
  },
  {
    noun: 'products',
    table: 'products',
    kind: 'product',
    via: [{ kind: 'client', ids: byColumn('products', 'client_id') }],
    subjects: ['x.id', 'x.client_id'],
    clientSees: OWN,
  },
  {
    noun: 'clients',
    table: 'clients',
    kind: 'client',
    via: [],
    subjects: ['x.id'],
    clientSees: 'x.id = v_client',
  },
  {
    noun: 'factories',
    table: 'factories',
    kind: 'factory',
    via: [],
    subjects: ['x.id'],
    clientSees: `exists (select 1 from client_factories link
      where link.tenant_id = v_tenant and link.factory_id = x.id and link.client_id = v_client)`,
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
    clientSees: `(${OWN} or exists (select 1 from audit_certificates link
      where link.tenant_id = v_tenant and link.audit_id = x.id and link.client_id = v_client))`,
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
    clientSees: OWN,
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

/** From here on a word counts as common, and it does not matter how common. */
const COMMON = 300;
/** A page while typing looks at so many rows at most: where too few of them fit, another letter or word helps. */
const LOOKED_AT = 2_000;

const kindsOf = ({ kind, via }: Found) =>
  [kind, ...via.map((of) => of.kind)]
    .filter(Boolean)
    .map((of) => `'${of}'`)
    .join(', ');

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
      v_fewest integer := ${COMMON + 1};
      v_count integer;
      v_key text;
      v_seen uuid[] := '{}';
      v_id uuid;
    begin
      if v_tenant is null or not (v_is_staff or v_client is not null) then return; end if;
      if cardinality(v_keys) = 0 then return; end if;
      if not v_is_staff then
        return query select x.id from ${noun.table} x
          where x.tenant_id = v_tenant and ${noun.clientSees} and ${hasAll(noun.subjects, 'v_keys')}
          order by x.id desc limit p_limit;
        return;
      end if;
      foreach v_key in array v_keys loop
        select count(*) into v_count from (select 1 from search_words s where s.tenant_id = v_tenant
          and s.kind in (${kindsOf(noun)}) and ${beginsWith('s.word', 'v_key')} limit ${COMMON}) n;
        if v_count < v_fewest then
          v_fewest := v_count;
          v_rarest := v_key;
        end if;
      end loop;
      v_others := array_remove(v_keys, v_rarest);
      -- So common that the newest rows very likely hold it, and whoever types so little means those.
      if p_limit is not null and v_fewest >= ${COMMON} then
        return query select x.id from (select * from ${noun.table} x where x.tenant_id = v_tenant order by x.id desc limit ${LOOKED_AT}) x
          where ${hasAll(noun.subjects, 'v_keys')} order by x.id desc limit p_limit;
        return;
      end if;
      if cardinality(v_others) = 0 and p_limit is null then
        return query ${idsOf(noun, 'v_rarest')};
        return;
      end if;
      if p_limit is null then
        return query select x.id from (${idsOf(noun, 'v_rarest')}) c
          join ${noun.table} x on x.tenant_id = v_tenant and x.id = c.id where ${hasAll(noun.subjects, 'v_others')};
        return;
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

const NAMES = [...FOUND.map(({ noun }) => `${noun}_found(text[], integer)`), 'applications_matching(text[])'].join(
  ', ',
);

export const CASE_SEARCH_FINDS = `
  ${FOUND.map(found).join('\n')}
  ${MATCHING}
  revoke all on function ${NAMES} from public;
  grant execute on function ${NAMES} to homolog_app;
`;
